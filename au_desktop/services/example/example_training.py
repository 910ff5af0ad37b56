"""The hand that plays the training record of the worked example: hours, papers, visits, cases, ratings and attestations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

from au_desktop.domain.checklists.answers import Reference as Named
from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.ids import CaseId, HostId, HourEntryId, PaperId, PlacementId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity, ActivityUnit
from au_desktop.domain.roles import Role
from au_desktop.domain.signing.statements import (
    PERMISSION_OF,
    StatementDraft,
    StatementKind,
)
from au_desktop.domain.training.cases import Case, CaseState, Part, Prescribed
from au_desktop.domain.training.hours import (
    Course,
    CourseProof,
    Delivery,
    HourEntry,
    HourPart,
    Ledger,
)
from au_desktop.domain.training.onboarding import Dosimeter
from au_desktop.domain.training.papers import PaperOwner
from au_desktop.domain.training.trainees import Period, Trainee
from au_desktop.services.example.example_answers import Scene
from au_desktop.services.example.example_cast import EXAMPLE_FACTS, LICENSE, ExampleCast
from au_desktop.services.example.example_hand import ExampleHand, Stage
from au_desktop.services.roster.paper_keeping import PaperDraft
from au_desktop.services.roster.placements import PlacementPlan, Receipt

SCHOOL = "Example School of Nuclear Education"
_NOBODY = UUID(int=0)
_SEEN = CourseProof(outline_seen=True, test_seen=True, completion_checked=True)
_PDF = "%PDF-1.4\n% {title}: a made-up paper of the worked example\n%%EOF\n"


@dataclass(frozen=True, slots=True)
class GivenDrug:
    """A drug as the stories give it."""

    drug_id: str
    template_id: str
    millicuries: int


VIPIVOTIDE = GivenDrug("lu-177-vipivotide-tetraxetan", "lu177_vipivotide_administration", 200)
DOTATATE = GivenDrug("lu-177-dotatate", "lu177_dotatate_administration", 200)
IODINE_ABOVE = GivenDrug("i-131-sodium-iodide", "i131_oral_above_33_administration", 100)
IODINE_UP_TO = GivenDrug("i-131-sodium-iodide", "i131_oral_up_to_33_administration", 29)


@dataclass(frozen=True, slots=True)
class Session:
    """One case of a story: the day, the hour of the administration, the drug, the part, and who supervises."""

    at: Moment
    drug: GivenDrug = VIPIVOTIDE
    part: Part = Part.PERFORMED
    supervisor: int = 0
    late_reason: str = ""


class TrainingHand:
    """Does one thing of the training record at a time, as the person whose work it is."""

    def __init__(self, stage: Stage, cast: ExampleCast, random: Random) -> None:
        self._stage = stage
        self._hand = ExampleHand(stage)
        self._cast = cast
        self._random = random
        self._patients = 0

    def moment(self, day: date, hour: int, minute: int = 0) -> Moment:
        """A time of a day, as the center's clock shows it."""
        zone = self._stage.now().local.tzinfo
        return Moment.of(datetime.combine(day, time(hour, minute), zone))

    def enroll(self, trainee: Trainee) -> Trainee:
        """Put a physician on the roster."""
        coordinator = self._stage.as_role(Role.COORDINATOR)
        return coordinator.enrolment.trainee(coordinator.enrolment.enroll(trainee).value)

    def host(self) -> HostId:
        """The host hospital with the example's onboarding template."""
        hosts = self._stage.as_role(Role.COORDINATOR).hosts
        shipped = hosts.shipped_hosts()[0]
        mine = replace(shipped, id=HostId(_NOBODY), name="Lakeside University Hospital")
        return hosts.add_host(mine).value

    def classroom(
        self,
        trainee: Trainee,
        section: str,
        hours: Mapping[str, int],
        days: tuple[date, date],
    ) -> HourEntryId:
        """Enter a course with its certificate."""
        title = f"Classroom and laboratory training for {section}"
        paper_id = self.paper(trainee, f"Certificate, {sum(hours.values())} h, {days[1]}")
        return self._enter(
            HourEntry(
                id=HourEntryId(_NOBODY),
                number=0,
                trainee_id=trainee.id,
                ledger=Ledger.CLASSROOM,
                parts=_parts(hours),
                first=days[0],
                last=days[1],
                course=Course(SCHOOL, title, (section,), Delivery.MIXED, _SEEN),
                place="Online, and laboratory days on site",
                paper_id=paper_id,
            )
        )

    def continuing(self, trainee: Trainee, hours: int, day: date) -> HourEntryId:
        """Enter continuing education."""
        return self._enter(
            HourEntry(
                id=HourEntryId(_NOBODY),
                number=0,
                trainee_id=trainee.id,
                ledger=Ledger.CONTINUING,
                parts=_parts({"": hours}),
                first=day,
                last=day,
                course=Course(SCHOOL, "Radiopharmaceutical therapy refresher"),
                paper_id=self.paper(trainee, f"Continuing education, {hours} h, {day}"),
            )
        )

    def work(
        self,
        trainee: Trainee,
        hours: Mapping[str, int],
        days: tuple[date, date],
    ) -> HourEntryId:
        """Enter supervised work experience."""
        return self._enter(
            HourEntry(
                id=HourEntryId(_NOBODY),
                number=0,
                trainee_id=trainee.id,
                ledger=Ledger.WORK,
                parts=_parts(hours),
                first=days[0],
                last=days[1],
                place=EXAMPLE_FACTS.name,
                license_number=LICENSE,
                supervisor_id=self._cast.supervisors[0],
            )
        )

    def verify(self, entries: Sequence[HourEntryId]) -> None:
        """The coordinator signs that the certificates say so."""
        kind = StatementKind.CLASSROOM_VERIFIED
        draft = self._stage.as_role(Role.COORDINATOR).hour_log.draft(kind, entries)
        self.sign(Role.COORDINATOR, draft)

    def confirm(self, entries: Sequence[HourEntryId]) -> None:
        """The preceptor signs that the work was done."""
        kind = StatementKind.WORK_CONFIRMED
        draft = self._stage.as_role(Role.PRECEPTOR).hour_log.draft(kind, entries)
        self.sign(Role.PRECEPTOR, draft)

    def attest(self, trainee: Trainee) -> None:
        """The preceptor attests."""
        attestations = self._stage.as_role(Role.PRECEPTOR).attestations
        self.sign(Role.PRECEPTOR, attestations.preceptor_draft(trainee.id, "555-0100"))

    def sign(self, role: Role, draft: StatementDraft) -> None:
        """Sign a statement with the key of a role."""
        services = self._stage.as_role(role)
        with services.desk.change(PERMISSION_OF[draft.kind]) as change:
            services.statements.written(change, draft, self._stage.signer(role))

    def place(self, trainee: Trainee, host: HostId, visit: Period) -> PlacementId:
        """Plan a visit."""
        placements = self._stage.as_role(Role.COORDINATOR).placements
        return placements.place(PlacementPlan(trainee.id, host, visit)).value

    def receive(
        self, trainee: Trainee, placement_id: PlacementId, day: date, leave_open: int = 0
    ) -> None:
        """Take in what the host asked for, all but the last so many."""
        placements = self._stage.as_role(Role.COORDINATOR).placements
        views = placements.of(trainee.id).placements
        items = next(view.placement.items for view in views if view.placement.id == placement_id)
        for item in items[: len(items) - leave_open]:
            placements.receive(placement_id, item.title, Receipt(day))

    def prepare(self, trainee: Trainee, placement_id: PlacementId, at: Moment) -> None:
        """Instruct and orient the trainee, and lend a dosimeter."""
        placements = self._stage.as_role(Role.RSO).placements
        for template_id in ("trainee_instruction", "trainee_orientation"):
            scene = self._scene(Session(at), "")
            subject = Subject(trainee_id=trainee.id)
            run_id = self._hand.fill(Role.RSO, template_id, subject, scene)
            self._hand.submit(Role.RSO, run_id, "performed")
        badge = Dosimeter(f"B-{trainee.number:04d}", "whole body", at.local.date())
        placements.issue_dosimeter(placement_id, badge)

    def plan(self, trainee: Trainee, session: Session, claimed: Part | None = None) -> CaseId:
        """Plan a case; the part that the trainee claims may be written down with it."""
        case = Case(
            id=CaseId(_NOBODY),
            number=0,
            trainee_id=trainee.id,
            on=session.at.local.date(),
            drug_id=session.drug.drug_id,
            state=CaseState.PLANNED,
            patient_code=self._patient(),
            prescribed=Prescribed(_prescribed(session)),
            part=claimed,
            supervisor_id=self._cast.supervisors[session.supervisor],
            location=f"{EXAMPLE_FACTS.name}, {self._cast.rooms[0].name}",
            license_number=LICENSE,
            visitor_agreed=True,
        )
        return self._stage.as_role(Role.COORDINATOR).case_log.add(case).value

    def give(self, trainee: Trainee, session: Session) -> CaseId:
        """Plan a case, give it, and let the preceptor sign its checklist."""
        case_id = self.plan(trainee, session)
        self.administer(trainee, case_id, session)
        return case_id

    def administer(self, trainee: Trainee, case_id: CaseId, session: Session) -> None:
        """Fill and sign the checklist of a planned case."""
        patient = self._stage.as_role(Role.COORDINATOR).case_log.case(case_id).patient_code
        subject = Subject(
            case_id=case_id,
            trainee_id=trainee.id,
            supervisor_id=self._cast.supervisors[session.supervisor],
            room_id=self._cast.rooms[0].id,
            drug_id=session.drug.drug_id,
        )
        scene = self._scene(session, patient)
        run_id = self._hand.fill(Role.PRECEPTOR, session.drug.template_id, subject, scene)
        work = self._stage.as_role(Role.PRECEPTOR).checklist_work
        work.submit(run_id, session.late_reason)
        self._hand.sign(Role.PRECEPTOR, run_id, "supervised")
        self._hand.sign(Role.RSO, run_id, "reviewed")

    def settle(self, case_id: CaseId, part: Part, reason: str) -> None:
        """Both settle a difference on the record."""
        ratings = self._stage.as_role(Role.PRECEPTOR).ratings
        ratings.resolve(case_id, part, reason, self._stage.passphrase(Role.PRECEPTOR))

    def _scene(self, session: Session, patient: str) -> Scene:
        services = self._stage.as_role(Role.PRECEPTOR)
        known = services.desk.reference.drug(session.drug.drug_id)
        return Scene(
            actor=services.desk.actor,
            event=session.at,
            instruments=self._cast.instruments,
            room=self._cast.rooms[0],
            prescribed=_prescribed(session),
            part=session.part,
            patient_code=patient,
            drug=Named("drug", known.title, drug_id=known.id),
            random=self._random,
        )

    def _enter(self, entry: HourEntry) -> HourEntryId:
        return self._stage.as_role(Role.COORDINATOR).hour_log.add(entry).value

    def paper(self, trainee: Trainee, title: str) -> PaperId:
        """Keep a made-up paper of a trainee."""
        papers = self._stage.as_role(Role.COORDINATOR).papers
        draft = PaperDraft(PaperOwner.TRAINEE, trainee.id, title)
        content = _PDF.format(title=f"{trainee.code} {title}").encode()
        return papers.keep_bytes(draft, f"{title}.pdf", content).value

    def _patient(self) -> str:
        self._patients += 1
        return f"LS-{self._patients:04d}"


def days_after(first: date, days: int) -> tuple[date, date]:
    """The days of something that took so many."""
    return first, first + timedelta(days=days - 1)


def _parts(hours: Mapping[str, int]) -> tuple[HourPart, ...]:
    return tuple(HourPart(code, Decimal(count)) for code, count in hours.items())


def _prescribed(session: Session) -> Activity:
    return Activity(Decimal(session.drug.millicuries), ActivityUnit.MCI)
