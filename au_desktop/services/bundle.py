"""Every use case of one open center in one bundle, made in bootstrap and handed down by constructor."""

from dataclasses import dataclass

from au_desktop.services.attesting.attestations import Attestations
from au_desktop.services.cases.case_log import CaseLog
from au_desktop.services.cases.dual_ratings import DualRatings
from au_desktop.services.cases.judgements import Judgements
from au_desktop.services.cases.slot_board import SlotBoard
from au_desktop.services.cases.timeliness import Timeliness
from au_desktop.services.center.access import Access
from au_desktop.services.center.drafts import Drafts
from au_desktop.services.center.facilities import Facilities
from au_desktop.services.checklists.checklist_work import ChecklistWork
from au_desktop.services.checklists.hand_over import HandOver
from au_desktop.services.checklists.item_statistics import ItemStatistics
from au_desktop.services.checklists.paper_forms import PaperForms
from au_desktop.services.checklists.run_attachments import RunAttachments
from au_desktop.services.checklists.run_returns import RunReturns
from au_desktop.services.checklists.run_sheets import RunSheets
from au_desktop.services.checklists.schedules import Schedules
from au_desktop.services.checklists.template_editing import TemplateEditing
from au_desktop.services.checklists.template_library import TemplateLibrary
from au_desktop.services.checklists.template_packs import TemplatePacks
from au_desktop.services.day.day_waits import DayWaits
from au_desktop.services.day.overview import Today
from au_desktop.services.desk import Desk
from au_desktop.services.imports.case_import import CaseImport
from au_desktop.services.imports.hour_import import HourImport
from au_desktop.services.imports.roster_import import RosterImport
from au_desktop.services.keeping.integrity import Integrity
from au_desktop.services.keeping.safekeeping import Backups
from au_desktop.services.leaving.documents import Documents
from au_desktop.services.leaving.packets import Packets
from au_desktop.services.leaving.record_prints import RecordPrints
from au_desktop.services.leaving.safety_prints import SafetyPrints
from au_desktop.services.roster.didactics import Didactics
from au_desktop.services.roster.enrolment import Enrolment
from au_desktop.services.roster.host_profiles import HostProfiles
from au_desktop.services.roster.license_follow_ups import LicenseFollowUps
from au_desktop.services.roster.paper_keeping import Papers
from au_desktop.services.roster.placements import Placements
from au_desktop.services.roster.qualifications import Qualifications
from au_desktop.services.roster.supervision import Supervision
from au_desktop.services.safety.area_surveys import AreaSurveys
from au_desktop.services.safety.check_take_over import CheckTakeOver
from au_desktop.services.safety.dosage_log import DosageLog
from au_desktop.services.safety.dose_records import DoseRecords
from au_desktop.services.safety.event_drafts import EventDrafts
from au_desktop.services.safety.event_forms import EventForms
from au_desktop.services.safety.event_log import EventLog
from au_desktop.services.safety.event_screening import EventScreening
from au_desktop.services.safety.instruction_log import InstructionLog
from au_desktop.services.safety.instrument_book import Instruments
from au_desktop.services.safety.inventory import Inventory
from au_desktop.services.safety.package_events import PackageEvents
from au_desktop.services.safety.package_receipt import PackageReceipt
from au_desktop.services.safety.package_take_over import PackageTakeOver
from au_desktop.services.safety.patient_releases import PatientReleases
from au_desktop.services.safety.possession_lines import Possession
from au_desktop.services.safety.prescribing import Prescribing
from au_desktop.services.safety.record_signing import RecordSigning
from au_desktop.services.safety.retention_view import RetentionView
from au_desktop.services.safety.room_plan_keeping import RoomPlanKeeping
from au_desktop.services.safety.room_states import RoomStates
from au_desktop.services.safety.safety_book import SafetyBook
from au_desktop.services.safety.safety_due import SafetyDues
from au_desktop.services.safety.sewer_log import SewerLog
from au_desktop.services.safety.sheet_keeping import InstructionSheets
from au_desktop.services.safety.site_settings import SiteLimits
from au_desktop.services.safety.source_book import Sources
from au_desktop.services.safety.survey_take_over import SurveyTakeOver
from au_desktop.services.safety.time_out_book import TimeOuts
from au_desktop.services.safety.treatment_file import TreatmentFile
from au_desktop.services.safety.treatment_forms import TreatmentForms
from au_desktop.services.safety.visitor_log import VisitorLog
from au_desktop.services.safety.waste_offers import WasteOffers
from au_desktop.services.safety.waste_rules import WasteRules
from au_desktop.services.safety.waste_storage import WasteStorage
from au_desktop.services.safety.waste_tags import WasteTags
from au_desktop.services.safety.waste_take_over import WasteTakeOver
from au_desktop.services.safety.waste_transfers import WasteTransfers
from au_desktop.services.standing.forecasts import Forecasts
from au_desktop.services.standing.hour_log import HourLog
from au_desktop.services.standing.recounts import Recounts
from au_desktop.services.standing.standings import Standings
from au_desktop.services.statements.amendment_sheets import AmendmentSheets
from au_desktop.services.statements.asked_signatures import AskedSignatures
from au_desktop.services.statements.batch_signing import BatchSigning
from au_desktop.services.statements.signed_statements import Statements
from au_desktop.services.statements.signing import Signing


@dataclass(frozen=True)
class TrainingServices:
    """The use cases of the training record."""

    attestations: Attestations
    case_import: CaseImport
    case_log: CaseLog
    didactics: Didactics
    enrolment: Enrolment
    follow_ups: LicenseFollowUps
    forecasts: Forecasts
    hosts: HostProfiles
    hour_import: HourImport
    hour_log: HourLog
    judgements: Judgements
    packets: Packets
    papers: Papers
    placements: Placements
    qualifications: Qualifications
    ratings: DualRatings
    recounts: Recounts
    roster_import: RosterImport
    slots: SlotBoard
    standings: Standings
    statements: Statements
    supervision: Supervision
    timeliness: Timeliness


@dataclass(frozen=True)
class ChecklistServices:
    """The use cases of checklists: filling, signing, editing, scheduling, printing."""

    amendments: AmendmentSheets
    asked_signatures: AskedSignatures
    attachments: RunAttachments
    batch_signing: BatchSigning
    checklist_work: ChecklistWork
    hand_over: HandOver
    item_statistics: ItemStatistics
    paper_forms: PaperForms
    record_prints: RecordPrints
    run_returns: RunReturns
    run_sheets: RunSheets
    schedules: Schedules
    signing: Signing
    template_editing: TemplateEditing
    template_packs: TemplatePacks
    templates: TemplateLibrary


@dataclass(frozen=True)
class SafetyServices:
    """The use cases of radiation safety; `safety_book` reads and voids records of any kind."""

    dosage_log: DosageLog
    prescribing: Prescribing
    time_outs: TimeOuts
    treatment_file: TreatmentFile
    treatment_forms: TreatmentForms
    dose_records: DoseRecords
    instruction_log: InstructionLog
    record_signing: RecordSigning
    retention: RetentionView
    visitors: VisitorLog
    event_drafts: EventDrafts
    event_forms: EventForms
    event_log: EventLog
    event_screening: EventScreening
    inventory: Inventory
    packages: PackageReceipt
    package_events: PackageEvents
    package_take_over: PackageTakeOver
    possession: Possession
    area_surveys: AreaSurveys
    room_plans: RoomPlanKeeping
    room_states: RoomStates
    survey_take_over: SurveyTakeOver
    check_take_over: CheckTakeOver
    instruments: Instruments
    sources: Sources
    instruction_sheets: InstructionSheets
    patient_releases: PatientReleases
    safety_book: SafetyBook
    safety_dues: SafetyDues
    safety_prints: SafetyPrints
    sewer_log: SewerLog
    site_limits: SiteLimits
    waste_offers: WasteOffers
    waste_rules: WasteRules
    waste_storage: WasteStorage
    waste_tags: WasteTags
    waste_take_over: WasteTakeOver
    waste_transfers: WasteTransfers


@dataclass(frozen=True)
class Services(TrainingServices, ChecklistServices, SafetyServices):
    """The use cases, by subject. `desk` is here for who acts, the reference data, search and the log."""

    access: Access
    backups: Backups
    day_waits: DayWaits
    desk: Desk
    documents: Documents
    drafts: Drafts
    facilities: Facilities
    integrity: Integrity
    today: Today
