"""The worked example's stage over a center in memory, with the shipped templates and a clock that is set."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from au_desktop.bootstrap import tools
from au_desktop.domain.checklists.template_documents import template_digest
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Role
from au_desktop.services.attesting.attestations import Attestations
from au_desktop.services.cases.case_log import CaseLog
from au_desktop.services.cases.dual_ratings import DualRatings
from au_desktop.services.cases.judgements import Judgements
from au_desktop.services.cases.slot_board import SlotBoard
from au_desktop.services.center.facilities import Facilities
from au_desktop.services.checklists.calculations import checklist_formulas
from au_desktop.services.checklists.checklist_work import ChecklistWork
from au_desktop.services.checklists.run_returns import RunReturns
from au_desktop.services.checklists.run_sheets import RunSheets
from au_desktop.services.checklists.schedules import Schedules
from au_desktop.services.checklists.template_editing import TemplateEditing
from au_desktop.services.checklists.template_library import TemplateLibrary
from au_desktop.services.desk import Desk
from au_desktop.services.example.worked_example import EXAMPLE_FACTS, ExampleSize, WorkedExample
from au_desktop.services.roster.enrolment import Enrolment
from au_desktop.services.roster.host_profiles import HostProfiles
from au_desktop.services.roster.license_follow_ups import LicenseFollowUps
from au_desktop.services.roster.paper_keeping import Papers
from au_desktop.services.roster.placements import Placements
from au_desktop.services.roster.qualifications import Qualifications
from au_desktop.services.roster.supervision import Supervision
from au_desktop.services.safety.area_surveys import AreaSurveys
from au_desktop.services.safety.dosage_log import DosageLog
from au_desktop.services.safety.dose_records import DoseRecords
from au_desktop.services.safety.event_log import EventLog
from au_desktop.services.safety.event_screening import EventScreening
from au_desktop.services.safety.instruction_log import InstructionLog
from au_desktop.services.safety.instrument_book import Instruments
from au_desktop.services.safety.inventory import Inventory
from au_desktop.services.safety.package_receipt import PackageReceipt
from au_desktop.services.safety.patient_releases import PatientReleases
from au_desktop.services.safety.possession_lines import Possession
from au_desktop.services.safety.prescribing import Prescribing
from au_desktop.services.safety.record_signing import RecordSigning
from au_desktop.services.safety.room_plan_keeping import RoomPlanKeeping
from au_desktop.services.safety.room_states import RoomStates
from au_desktop.services.safety.sewer_log import SewerLog
from au_desktop.services.safety.sheet_keeping import InstructionSheets
from au_desktop.services.safety.source_book import Sources
from au_desktop.services.safety.time_out_book import TimeOuts
from au_desktop.services.safety.visitor_log import VisitorLog
from au_desktop.services.safety.waste_storage import WasteStorage
from au_desktop.services.safety.waste_transfers import WasteTransfers
from au_desktop.services.standing.hour_log import HourLog
from au_desktop.services.standing.standings import Standings
from au_desktop.services.statements.signed_statements import Statements
from au_desktop.services.statements.signing import Signing
from tests.builders import MemoryDesk, reference
from tests.fakes import FakeKeyRing, FakeSigner, fake_verify
from tests.release_desk import Pen


class StageClock:
    """Shows what it was set to."""

    def __init__(self, moment: Moment) -> None:
        self.moment = moment

    def now(self) -> Moment:
        return self.moment


@dataclass(frozen=True)
class Parts:
    """The use cases of one role that the example asks for, and what a test looks at afterwards."""

    desk: Desk
    area_surveys: AreaSurveys
    attestations: Attestations
    case_log: CaseLog
    checklist_work: ChecklistWork
    dosage_log: DosageLog
    dose_records: DoseRecords
    enrolment: Enrolment
    event_log: EventLog
    event_screening: EventScreening
    facilities: Facilities
    follow_ups: LicenseFollowUps
    hosts: HostProfiles
    hour_log: HourLog
    instruction_log: InstructionLog
    judgements: Judgements
    papers: Papers
    placements: Placements
    prescribing: Prescribing
    qualifications: Qualifications
    ratings: DualRatings
    record_signing: RecordSigning
    room_plans: RoomPlanKeeping
    room_states: RoomStates
    run_returns: RunReturns
    run_sheets: RunSheets
    schedules: Schedules
    signing: Signing
    slots: SlotBoard
    standings: Standings
    statements: Statements
    supervision: Supervision
    template_editing: TemplateEditing
    templates: TemplateLibrary
    time_outs: TimeOuts
    visitors: VisitorLog
    sewer_log: SewerLog
    waste_storage: WasteStorage
    instruments: Instruments
    sources: Sources
    inventory: Inventory
    packages: PackageReceipt
    possession: Possession
    patient_releases: PatientReleases
    instruction_sheets: InstructionSheets
    waste_transfers: WasteTransfers


class MemoryStage:
    """`Stage` in memory; `today` is the real time, which the clock shows again when the play is over."""

    def __init__(self, today: Moment | None = None) -> None:
        self.memory = MemoryDesk()
        self.today = today or self.memory.clock.now()
        self.clock = StageClock(self.today)
        self.memory.clock = self.clock
        with self.memory.center.unit_of_work() as uow:
            for template in tools().templates:
                uow.templates.add(template_digest(template), template)
            for key, text in EXAMPLE_FACTS.texts().items():
                uow.facts.put(key, text)
            uow.commit()
        self.keys = FakeKeyRing()
        for role, person in self.memory.people.items():
            self.keys.passphrases[person.id] = role.value
        self._parts = {role: self._made(role) for role in Role}

    def _made(self, role: Role) -> Parts:
        desk = self.memory.desk(role)
        statements = Statements(desk, self.keys, fake_verify)
        standings = Standings(desk, statements)
        return Parts(
            desk=desk,
            attestations=Attestations(desk, statements, standings),
            case_log=CaseLog(desk),
            checklist_work=ChecklistWork(desk, checklist_formulas(reference())),
            enrolment=Enrolment(desk),
            facilities=Facilities(desk),
            follow_ups=LicenseFollowUps(desk),
            hosts=HostProfiles(desk),
            hour_log=HourLog(desk, statements, standings),
            judgements=Judgements(desk),
            papers=Papers(desk),
            placements=Placements(desk),
            qualifications=Qualifications(desk),
            ratings=DualRatings(desk, statements),
            run_returns=RunReturns(desk),
            run_sheets=RunSheets(desk, checklist_formulas(reference())),
            schedules=Schedules(desk),
            signing=Signing(desk, self.keys, fake_verify),
            slots=SlotBoard(desk, CaseLog(desk)),
            standings=standings,
            statements=statements,
            supervision=Supervision(desk),
            template_editing=TemplateEditing(desk, self.keys),
            templates=TemplateLibrary(desk),
            **self._safety(desk),
        )

    def _safety(self, desk: Desk) -> dict[str, Any]:
        events = EventLog(desk, lambda _utc: 0)
        return {
            "area_surveys": AreaSurveys(desk),
            "dosage_log": DosageLog(desk),
            "dose_records": DoseRecords(desk),
            "event_log": events,
            "event_screening": EventScreening(desk, events),
            "instruction_log": InstructionLog(desk),
            "instruments": Instruments(desk),
            "sources": Sources(desk),
            "inventory": Inventory(desk),
            "packages": PackageReceipt(desk),
            "possession": Possession(desk),
            "patient_releases": PatientReleases(desk),
            "instruction_sheets": InstructionSheets(desk, Pen()),
            "prescribing": Prescribing(desk),
            "record_signing": RecordSigning(desk, self.keys, fake_verify),
            "room_plans": RoomPlanKeeping(desk),
            "room_states": RoomStates(desk),
            "time_outs": TimeOuts(desk),
            "visitors": VisitorLog(desk),
            "sewer_log": SewerLog(desk),
            "waste_storage": WasteStorage(desk),
            "waste_transfers": WasteTransfers(desk),
        }

    def as_role(self, role: Role) -> Parts:
        return self._parts[role]

    def signer(self, role: Role) -> FakeSigner:
        return FakeSigner(self.memory.people[role].id)

    def passphrase(self, role: Role) -> str:
        return role.value

    def set_time(self, moment: Moment) -> None:
        self.clock.moment = moment

    def now(self) -> Moment:
        return self.today


@lru_cache
def played(size: ExampleSize) -> MemoryStage:
    """A stage on which the example of that size was played; shared, so that a test only looks."""
    stage = MemoryStage()
    WorkedExample(stage, size, "Dana Whitfield").play()  # type: ignore[arg-type]  # these parts are all it uses
    return stage
