"""Puts the use cases of radiation safety together, as `wiring` does for the rest."""

from au_desktop.clocks import offset_at
from au_desktop.exchange.event_report_pdf import EventReportPdfWriter
from au_desktop.exchange.instruction_pdf import SheetPdfWriter
from au_desktop.exchange.run_pdf import RunPdfWriter
from au_desktop.exchange.waste_tag_pdf import WasteTagPdf
from au_desktop.security.key_ring import VaultKeyRing
from au_desktop.security.seals import fingerprint, verify
from au_desktop.services.bundle import SafetyServices
from au_desktop.services.desk import Desk
from au_desktop.services.leaving.safety_prints import SafetyPrints
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
from au_desktop.services.safety.instrument_dues import instrument_dues
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
from au_desktop.services.safety.survey_dues import survey_dues
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


def safety_services(desk: Desk, key_ring: VaultKeyRing) -> SafetyServices:
    """The use cases of radiation safety of whoever works at the desk."""
    signing = RecordSigning(desk, key_ring, verify)
    events = EventLog(desk, offset_at)
    instruction, doses = InstructionLog(desk), DoseRecords(desk)
    packages = PackageReceipt(desk, offset_at)
    dues = (survey_dues(desk), instrument_dues(desk), instruction.due, doses.due)
    return SafetyServices(
        event_drafts=EventDrafts(desk, events, EventReportPdfWriter()),
        event_forms=EventForms(desk, events),
        event_log=events,
        event_screening=EventScreening(desk, events),
        dosage_log=DosageLog(desk),
        prescribing=Prescribing(desk),
        time_outs=TimeOuts(desk),
        treatment_file=TreatmentFile(desk),
        treatment_forms=TreatmentForms(desk),
        inventory=Inventory(desk),
        packages=packages,
        package_events=PackageEvents(desk, events),
        package_take_over=PackageTakeOver(desk, packages),
        possession=Possession(desk),
        record_signing=signing,
        area_surveys=AreaSurveys(desk),
        room_plans=RoomPlanKeeping(desk),
        room_states=RoomStates(desk),
        survey_take_over=SurveyTakeOver(desk),
        check_take_over=CheckTakeOver(desk),
        instruments=Instruments(desk),
        sources=Sources(desk),
        safety_book=SafetyBook(desk),
        instruction_sheets=InstructionSheets(desk, SheetPdfWriter()),
        patient_releases=PatientReleases(desk),
        dose_records=doses,
        instruction_log=instruction,
        retention=RetentionView(desk),
        visitors=VisitorLog(desk),
        safety_dues=SafetyDues(desk, dues),
        safety_prints=SafetyPrints(desk, signing, RunPdfWriter(), fingerprint),
        sewer_log=SewerLog(desk),
        site_limits=SiteLimits(desk),
        waste_offers=WasteOffers(desk),
        waste_rules=WasteRules(desk),
        waste_storage=WasteStorage(desk),
        waste_tags=WasteTags(desk, WasteTagPdf()),
        waste_take_over=WasteTakeOver(desk),
        waste_transfers=WasteTransfers(desk),
    )
