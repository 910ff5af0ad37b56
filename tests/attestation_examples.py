"""A trainee whose training is complete, and a standing that is as the test says."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from au_desktop.domain.ids import CaseId, HourEntryId, PersonId, SupervisorId, TraineeId
from au_desktop.domain.reference.profiles import JurisdictionProfile
from au_desktop.domain.roles import Role
from au_desktop.domain.training.cases import CaseState
from au_desktop.domain.training.counting.gate import CaseVerdict
from au_desktop.domain.training.counting.progress import CategoryProgress
from au_desktop.domain.training.hour_rules.hour_count import HoursStanding, HourSum, JudgedHours
from au_desktop.domain.training.hours import HourEntry, HourPart, Ledger
from au_desktop.domain.training.pathways import Entrance, Path, PathwayAdvice
from au_desktop.domain.training.qualification import BoardCertificate, Qualification
from au_desktop.domain.training.ratings import DualRating
from au_desktop.domain.training.standings.standing import Gap, Standing
from au_desktop.domain.training.supervisors import LicenseListing, SupervisingAU
from au_desktop.domain.training.trainees import Pathway, Period, Trainee
from au_desktop.services.attesting.attestations import Attestations
from au_desktop.services.cases.judgements import JudgedCase, TraineeProgress
from au_desktop.services.statements.stated_records import stated_hours
from tests.builders import a_case, a_supervisor, a_trainee, reference
from tests.memory_services import MemoryServices
from tests.statement_examples import PASS, a_draft, a_paper


@dataclass(frozen=True)
class SaidStanding:
    """A standing as the test says it."""

    trainee: Trainee
    profile: JurisdictionProfile
    qualification: Qualification
    progress: TraineeProgress
    hours: HoursStanding
    standing: Standing


def a_path(section: str = "35.396", **changes: Any) -> Path:
    path = Path(
        route=reference().profile("nrc-2019").route(section),
        entrance=Entrance.TRAINING,
        open=True,
        needs_hours=True,
        needs_work=True,
        needs_cases=True,
        needs_attestation=True,
        waits_for_amendment=True,
    )
    return replace(path, **changes)


class ReadyCenter(MemoryServices):
    """A center in memory with a trainee who is ready: hours, a signed case, a certificate, a rating."""

    def __init__(self) -> None:
        super().__init__()
        self.path: Path | None = a_path()
        self.gaps: tuple[Gap, ...] = ()
        self.supervisor_id = self.supervisor()
        trainee = a_trainee(degree="MD", pathway=Pathway.PARENTERAL, requested=("G3",))
        self.trainee_id = self.work().enrolment.enroll(trainee).value
        self.classroom = self._entry(1, Ledger.CLASSROOM, paper_id=a_paper(self).id)
        self.work_hours = self._entry(
            2,
            Ledger.WORK,
            place="Lakeside RPT Center",
            license_number="45-00000-01",
            supervisor_id=self.supervisor_id,
        )
        self.case_id = self._given_case()
        with self.memory.center.unit_of_work() as uow:
            uow.papers.add(a_paper(self), b"data")
            uow.papers.add(a_paper(self, 2), b"data")
            uow.hours.add(self.classroom)
            uow.hours.add(self.work_hours)
            uow.ratings.put(DualRating(self.case_id))
            uow.qualifications.put(self.qualification())
            uow.commit()
        for entry in (self.classroom, self.work_hours):
            self.work(Role.PRECEPTOR).statements.sign(a_draft(entry), PASS)

    def qualification(self) -> Qualification:
        board = BoardCertificate("abr", issued=date(2020, 1, 1), paper_id=a_paper(self, 2).id)
        return Qualification(id=self.trainee_id, boards=(board,))

    def _entry(self, number: int, ledger: Ledger, **facts: Any) -> HourEntry:
        return HourEntry(
            id=HourEntryId(UUID(int=7000 + number)),
            number=number,
            trainee_id=self.trainee_id,
            ledger=ledger,
            parts=(HourPart("A", Decimal(80)),),
            first=date(2026, 11, 2),
            last=date(2026, 11, 13),
            **facts,
        )

    def _given_case(self) -> CaseId:
        case = a_case(
            trainee_id=self.trainee_id,
            supervisor_id=self.supervisor_id,
            on=self.now().local.date(),
            state=CaseState.PLANNED,
            administered=None,
            part=None,
        )
        case_id = self.work().case_log.add(case).value
        self.signed(case_id)
        return case_id

    def of(self, trainee_id: TraineeId, profile_id: str = "") -> SaidStanding:
        """As `Standings.of`."""
        profile = reference().profile(profile_id or "nrc-2019")
        with self.memory.center.unit_of_work() as uow:
            trainee = uow.trainees.get(trainee_id)
            cases = uow.cases.of_trainees((trainee_id,))
            entries = uow.hours.of_trainees((trainee_id,))
        category = profile.category("G3")
        judged = tuple(JudgedCase(case, CaseVerdict(category, ())) for case in cases)
        counts = (CategoryProgress(category, 3, len(cases), 0),)
        hours = HoursStanding(
            judged=tuple(JudgedHours(entry, entry.hours, ()) for entry in entries),
            classroom=Decimal(80),
            classroom_waiting=Decimal(0),
            work=Decimal(80),
            work_waiting=Decimal(0),
            by_topic={"A": HourSum(Decimal(80))},
            by_element={"A": HourSum(Decimal(80))},
        )
        advice = PathwayAdvice((), self.path, confirmed=False)
        return SaidStanding(
            trainee,
            profile,
            self.qualification(),
            TraineeProgress(trainee, judged, counts),
            hours,
            Standing(advice, (), counts, self.gaps),
        )

    def of_many(self, trainee_ids: Any, profile_id: str = "") -> dict[TraineeId, SaidStanding]:
        """As `Standings.of_many`."""
        return {key: self.of(key, profile_id) for key in trainee_ids}

    def attestations(self, role: Role = Role.PRECEPTOR) -> Attestations:
        desk = self.memory.desk(role)
        return Attestations(desk, self.work(role).statements, self)

    def attest(self) -> Any:
        draft = self.attestations().preceptor_draft(self.trainee_id, "555-0100")
        return self.work(Role.PRECEPTOR).statements.sign(draft, PASS)

    def confirm_again(self, entry: HourEntry) -> None:
        records = (stated_hours(entry),)
        draft = a_draft(entry, records=records)
        self.work(Role.PRECEPTOR).statements.sign(draft, PASS)

    def faculty(self, number: int = 55, **listing: Any) -> SupervisorId:
        """A faculty member without an account."""
        facts: dict[str, Any] = {
            "license_number": "45-00000-02",
            "agency": "NRC",
            "sections": ("35.390",),
            "categories": ("G3",),
            "period": Period(date(2020, 1, 1)),
        }
        one = SupervisingAU(
            SupervisorId(UUID(int=number)), "Faculty F.", (LicenseListing(**(facts | listing)),)
        )
        return self.work().supervision.add(one).value

    def preceptor_id(self) -> PersonId:
        return self.memory.people[Role.PRECEPTOR].id


def someone_listed(**listing: Any) -> SupervisingAU:
    base = a_supervisor()
    return replace(base, listings=(replace(base.listings[0], **listing),))
