"""The use cases over a center in memory, one set a role, with a small administration template to fill and sign."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from au_desktop.domain.audit import LogEntry
from au_desktop.domain.checklists.answers import (
    AnswerValue,
    Confirmed,
    Measured,
    PartTaken,
    Reply,
    StepPart,
    Timed,
    YesNo,
)
from au_desktop.domain.checklists.items import ItemType
from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.checklists.template_documents import template_digest
from au_desktop.domain.checklists.templates import SignOffRule, Template
from au_desktop.domain.ids import CaseId, RunId, SupervisorId, TraineeId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import QuantityKind
from au_desktop.domain.roles import Role
from au_desktop.domain.training.cases import CaseState
from au_desktop.services.attesting.attestations import Attestations
from au_desktop.services.cases.case_log import CaseLog
from au_desktop.services.cases.dual_ratings import DualRatings
from au_desktop.services.cases.judgements import Judgements
from au_desktop.services.cases.slot_board import SlotBoard
from au_desktop.services.cases.timeliness import Timeliness
from au_desktop.services.center.access import Access
from au_desktop.services.center.drafts import Drafts
from au_desktop.services.center.facilities import Facilities
from au_desktop.services.checklists.checklist_work import ChecklistWork, Given
from au_desktop.services.checklists.item_statistics import ItemStatistics
from au_desktop.services.checklists.run_attachments import RunAttachments
from au_desktop.services.checklists.run_returns import RunReturns
from au_desktop.services.checklists.run_sheets import RunSheets
from au_desktop.services.checklists.schedules import Schedules
from au_desktop.services.checklists.template_editing import TemplateEditing
from au_desktop.services.checklists.template_library import TemplateLibrary
from au_desktop.services.checklists.template_packs import PackTools, TemplatePacks
from au_desktop.services.day.day_waits import DayWaits
from au_desktop.services.day.overview import Today
from au_desktop.services.desk import Desk
from au_desktop.services.keeping.integrity import Integrity
from au_desktop.services.roster.didactics import Didactics
from au_desktop.services.roster.enrolment import Enrolment
from au_desktop.services.roster.host_profiles import HostProfiles
from au_desktop.services.roster.license_follow_ups import LicenseFollowUps
from au_desktop.services.roster.paper_keeping import Papers
from au_desktop.services.roster.placements import Placements
from au_desktop.services.roster.qualifications import Qualifications
from au_desktop.services.roster.supervision import Supervision
from au_desktop.services.safety.record_signing import RecordSigning
from au_desktop.services.safety.safety_due import SafetyDues
from au_desktop.services.standing.forecasts import Forecasts
from au_desktop.services.standing.hour_log import HourLog
from au_desktop.services.standing.recounts import Recounts
from au_desktop.services.standing.standings import Standings
from au_desktop.services.statements.amendment_sheets import AmendmentSheets
from au_desktop.services.statements.asked_signatures import AskedSignatures
from au_desktop.services.statements.batch_signing import BatchSigning
from au_desktop.services.statements.signed_statements import Statements
from au_desktop.services.statements.signing import Signing
from tests.builders import MemoryDesk, a_case, a_supervisor, a_trainee, gbq
from tests.checklist_examples import DOSAGE, a_template, an_item, difference
from tests.fakes import FakeCenterFile, FakeKeyRing, fake_verify
from tests.fakes_signing import Chance
from tests.memory_items import MemoryItems
from tests.memory_templates import MemoryPackFiles
from tests.memory_times import MemoryTimes

ADMINISTERED = a_template(
    an_item("go_ahead", ItemType.YES_NO, expected=("yes",)),
    an_item("assay_activity", ItemType.QUANTITY, quantity_kind=QuantityKind.ACTIVITY),
    an_item(
        "residual_activity",
        ItemType.QUANTITY,
        quantity_kind=QuantityKind.ACTIVITY,
        required=False,
    ),
    an_item("administration", ItemType.TIMER),
    an_item("part_overall", ItemType.PART_TAKEN),
    an_item("checked", critical=True, expected=("done",)),
    an_item("remarks", ItemType.TEXT, required=False),
    id="administration_example",
    title="Administration example",
    kind="administration",
    sign_offs=(
        SignOffRule("performed", "Performed", (Role.TRAINEE, Role.PRECEPTOR)),
        SignOffRule("supervised", "Supervised", (Role.PRECEPTOR,)),
        SignOffRule("reviewed", "Reviewed", (Role.RSO,), required=False),
    ),
)
SURVEY = a_template(
    *DOSAGE,
    an_item("meter", ItemType.INSTRUMENT, required=False),
    an_item("plain"),
    id="survey_example",
    title="A survey example",
    kind="area_survey",
    sign_offs=(SignOffRule("performed", "Performed", (Role.COORDINATOR, Role.RSO)),),
)


@dataclass(frozen=True)
class Work:
    """The use cases of one person."""

    access: Access
    amendments: AmendmentSheets
    asked_signatures: AskedSignatures
    attachments: RunAttachments
    attestations: Attestations
    batch_signing: BatchSigning
    case_log: CaseLog
    checklist_work: ChecklistWork
    day_waits: DayWaits
    didactics: Didactics
    drafts: Drafts
    enrolment: Enrolment
    facilities: Facilities
    forecasts: Forecasts
    integrity: Integrity
    item_statistics: ItemStatistics
    judgements: Judgements
    follow_ups: LicenseFollowUps
    hosts: HostProfiles
    hour_log: HourLog
    papers: Papers
    placements: Placements
    qualifications: Qualifications
    ratings: DualRatings
    run_returns: RunReturns
    run_sheets: RunSheets
    schedules: Schedules
    signing: Signing
    slots: SlotBoard
    recounts: Recounts
    standings: Standings
    statements: Statements
    supervision: Supervision
    template_editing: TemplateEditing
    template_packs: TemplatePacks
    templates: TemplateLibrary
    timeliness: Timeliness
    today: Today


class MemoryServices:
    """A center in memory whose people all sign with their role as passphrase."""

    def __init__(self) -> None:
        self.memory = MemoryDesk()
        self.keys = FakeKeyRing()
        self.file = FakeCenterFile()
        self.pack_files = MemoryPackFiles()
        self.chance = Chance()
        for role, person in self.memory.people.items():
            self.keys.passphrases[person.id] = role.value
        self.take_in(ADMINISTERED, SURVEY)

    def take_in(self, *templates: Template) -> None:
        with self.memory.center.unit_of_work() as uow:
            for template in templates:
                uow.templates.add(template_digest(template), template)
            uow.commit()

    def work(self, role: Role = Role.COORDINATOR, read_only: str = "") -> Work:
        desk = self.memory.desk(role, read_only)
        judgements = Judgements(desk)
        signing = Signing(desk, self.keys, fake_verify)
        sheets = RunSheets(desk, difference)
        statements = Statements(desk, self.keys, fake_verify)
        standings = Standings(desk, statements)
        attestations = Attestations(desk, statements, standings)
        return Work(
            access=Access(desk, self.keys),
            amendments=AmendmentSheets(desk, sheets, signing),
            asked_signatures=AskedSignatures(desk),
            attachments=RunAttachments(desk),
            attestations=attestations,
            batch_signing=BatchSigning(signing, sheets, self.chance),
            case_log=CaseLog(desk),
            checklist_work=ChecklistWork(desk, difference),
            day_waits=DayWaits(
                desk, Placements(desk), LicenseFollowUps(desk), attestations, SafetyDues(desk)
            ),
            didactics=Didactics(desk),
            drafts=Drafts(desk),
            enrolment=Enrolment(desk),
            facilities=Facilities(desk),
            forecasts=Forecasts(desk),
            integrity=self._integrity(desk, signing, statements),
            item_statistics=ItemStatistics(desk, MemoryItems(self.memory.center)),
            judgements=judgements,
            follow_ups=LicenseFollowUps(desk),
            hosts=HostProfiles(desk),
            hour_log=HourLog(desk, statements, standings),
            papers=Papers(desk),
            placements=Placements(desk),
            qualifications=Qualifications(desk),
            ratings=DualRatings(desk, statements),
            run_returns=RunReturns(desk),
            run_sheets=sheets,
            schedules=Schedules(desk),
            signing=signing,
            slots=SlotBoard(desk, CaseLog(desk)),
            recounts=Recounts(desk, standings),
            standings=standings,
            statements=statements,
            supervision=Supervision(desk),
            template_editing=TemplateEditing(desk, self.keys),
            template_packs=self._packs(desk),
            templates=TemplateLibrary(desk),
            timeliness=Timeliness(desk, MemoryTimes(self.memory.center)),
            today=Today(desk, judgements, signing, Schedules(desk)),
        )

    def _integrity(self, desk: Desk, signing: Signing, statements: Statements) -> Integrity:
        signed = (signing, statements, RecordSigning(desk, self.keys, fake_verify))
        return Integrity(desk, signed, self.file, fake_verify)

    def _packs(self, desk: Desk) -> TemplatePacks:
        tools = PackTools(self.pack_files, fake_verify, lambda key: key.hex()[:8])
        return TemplatePacks(desk, self.keys, tools)

    @property
    def log(self) -> list[LogEntry]:
        return self.memory.center.state.log

    def now(self) -> Moment:
        return self.memory.clock.now()

    def answers(self, **changes: AnswerValue) -> tuple[Given, ...]:
        """Answers that complete an administration."""
        now = self.now()
        given: dict[str, AnswerValue] = {
            "go_ahead": YesNo(Reply.YES),
            "assay_activity": Measured(gbq("7.40")),
            "administration": Timed(now, Moment(now.utc + timedelta(minutes=7))),
            "part_overall": PartTaken(StepPart.PERFORMED, 3),
            "checked": Confirmed(done=True),
        }
        return tuple(Given(key, value) for key, value in (given | changes).items())

    def trainee(self) -> TraineeId:
        return self.work().enrolment.enroll(a_trainee()).value

    def supervisor(self) -> SupervisorId:
        person = self.memory.people[Role.PRECEPTOR]
        return self.work().supervision.add(a_supervisor(person_id=person.id)).value

    def case(self, **changes: object) -> CaseId:
        """A planned case of today with a new trainee and supervisor."""
        case = a_case(
            trainee_id=self.trainee(),
            supervisor_id=self.supervisor(),
            on=self.now().local.date(),
            state=CaseState.PLANNED,
            administered=None,
            part=None,
        )
        return self.work().case_log.add(replace(case, **changes)).value  # type: ignore[arg-type]

    def run(self, case_id: CaseId | None = None, role: Role = Role.PRECEPTOR) -> RunId:
        """A draft of the administration template, answered."""
        work = self.work(role).checklist_work
        subject = Subject(case_id=case_id)
        run_id = work.start(ADMINISTERED.id, subject).value
        work.answer_all(run_id, self.answers())
        return run_id

    def submitted(self, case_id: CaseId | None = None) -> RunId:
        run_id = self.run(case_id)
        self.work(Role.PRECEPTOR).checklist_work.submit(run_id)
        return run_id

    def sign(self, run_id: RunId, position: int = 2, role: Role = Role.PRECEPTOR) -> None:
        self.work(role).signing.sign(run_id, position, role.value)

    def signed(self, case_id: CaseId | None = None) -> RunId:
        run_id = self.submitted(case_id)
        self.sign(run_id)
        return run_id


DAY = date(2026, 11, 20)
"""The fake clock's day."""
