"""Every use case of one open center in one bundle, made in bootstrap and handed down by constructor."""

from dataclasses import dataclass

from au_desktop.services.access import Access
from au_desktop.services.attestations import Attestations
from au_desktop.services.case_import import CaseImport
from au_desktop.services.case_log import CaseLog
from au_desktop.services.checklist_work import ChecklistWork
from au_desktop.services.day_waits import DayWaits
from au_desktop.services.desk import Desk
from au_desktop.services.didactics import Didactics
from au_desktop.services.documents import Documents
from au_desktop.services.drafts import Drafts
from au_desktop.services.dual_ratings import DualRatings
from au_desktop.services.enrolment import Enrolment
from au_desktop.services.facilities import Facilities
from au_desktop.services.forecasts import Forecasts
from au_desktop.services.host_profiles import HostProfiles
from au_desktop.services.hour_import import HourImport
from au_desktop.services.hour_log import HourLog
from au_desktop.services.integrity import Integrity
from au_desktop.services.judgements import Judgements
from au_desktop.services.license_follow_ups import LicenseFollowUps
from au_desktop.services.overview import Today
from au_desktop.services.packets import Packets
from au_desktop.services.paper_keeping import Papers
from au_desktop.services.placements import Placements
from au_desktop.services.qualifications import Qualifications
from au_desktop.services.recounts import Recounts
from au_desktop.services.roster_import import RosterImport
from au_desktop.services.run_sheets import RunSheets
from au_desktop.services.safekeeping import Backups
from au_desktop.services.signed_statements import Statements
from au_desktop.services.signing import Signing
from au_desktop.services.slot_board import SlotBoard
from au_desktop.services.standings import Standings
from au_desktop.services.supervision import Supervision
from au_desktop.services.template_library import TemplateLibrary
from au_desktop.services.timeliness import Timeliness


@dataclass(frozen=True, slots=True)
class Services:
    """The use cases, by subject. `desk` is here for who acts, the reference data, search and the log."""

    desk: Desk
    access: Access
    attestations: Attestations
    backups: Backups
    case_import: CaseImport
    case_log: CaseLog
    checklist_work: ChecklistWork
    day_waits: DayWaits
    didactics: Didactics
    documents: Documents
    drafts: Drafts
    enrolment: Enrolment
    facilities: Facilities
    forecasts: Forecasts
    integrity: Integrity
    judgements: Judgements
    follow_ups: LicenseFollowUps
    hosts: HostProfiles
    hour_import: HourImport
    hour_log: HourLog
    packets: Packets
    papers: Papers
    placements: Placements
    qualifications: Qualifications
    roster_import: RosterImport
    ratings: DualRatings
    recounts: Recounts
    run_sheets: RunSheets
    signing: Signing
    slots: SlotBoard
    standings: Standings
    statements: Statements
    supervision: Supervision
    templates: TemplateLibrary
    timeliness: Timeliness
    today: Today
