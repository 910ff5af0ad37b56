"""Puts the use cases of an open center together: the one place where each is given the adapters that it works with."""

import secrets
from dataclasses import dataclass, replace
from pathlib import Path

from au_desktop import __version__
from au_desktop.domain.checklists.computing import Formulas
from au_desktop.domain.checklists.templates import Template
from au_desktop.domain.people import Actor
from au_desktop.domain.reference.library import Reference
from au_desktop.exchange.form_pdf import FormPdfWriter
from au_desktop.exchange.packet_folder import PacketFolderWriter
from au_desktop.exchange.packet_reader import PacketFileReader
from au_desktop.exchange.roster_reader import read_tables
from au_desktop.exchange.rso_workbook import RsoWorkbookWriter
from au_desktop.exchange.run_pdf import RunPdfWriter
from au_desktop.exchange.template_pack_file import TemplatePackFiles
from au_desktop.exchange.workbook_reader import SealedWorkbookReader
from au_desktop.persistence.backup_shelf import FileBackupShelf
from au_desktop.persistence.backups import BACKUPS_NAME
from au_desktop.persistence.center_file import SqlCenterFile
from au_desktop.persistence.engine import Engines
from au_desktop.persistence.read_queries.item_queries import SqlItemQueries
from au_desktop.persistence.read_queries.sheet_queries import SqlSheetQueries
from au_desktop.persistence.read_queries.timeliness_queries import SqlTimelinessQueries
from au_desktop.persistence.schema import REVISIONS
from au_desktop.persistence.writer_lock import WriterLock
from au_desktop.safety_wiring import safety_services
from au_desktop.security.key_ring import VaultKeyRing
from au_desktop.security.key_slots import KdfParameters
from au_desktop.security.seals import fingerprint, verify
from au_desktop.security.vault import UnlockedKeys, Vault
from au_desktop.services.attesting.attestations import Attestations
from au_desktop.services.bundle import (
    ChecklistServices,
    Services,
    TrainingServices,
)
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
from au_desktop.services.checklists.template_packs import PackTools, TemplatePacks
from au_desktop.services.day.day_waits import DayWaits
from au_desktop.services.day.overview import Today
from au_desktop.services.desk import Desk
from au_desktop.services.imports.case_import import CaseImport
from au_desktop.services.imports.hour_import import HourImport
from au_desktop.services.imports.import_source import ImportSource
from au_desktop.services.imports.roster_import import RosterImport
from au_desktop.services.keeping.integrity import Integrity
from au_desktop.services.keeping.safekeeping import Backups
from au_desktop.services.leaving.documents import DocumentFiles, Documents, ProgramFacts
from au_desktop.services.leaving.packet_checks import FileChecks
from au_desktop.services.leaving.packets import Packets, PacketTools
from au_desktop.services.leaving.record_prints import RecordPrints
from au_desktop.services.ports import Clock, IdSource
from au_desktop.services.roster.didactics import Didactics
from au_desktop.services.roster.enrolment import Enrolment
from au_desktop.services.roster.host_profiles import HostProfiles
from au_desktop.services.roster.license_follow_ups import LicenseFollowUps
from au_desktop.services.roster.paper_keeping import Papers
from au_desktop.services.roster.placements import Placements
from au_desktop.services.roster.qualifications import Qualifications
from au_desktop.services.roster.supervision import Supervision
from au_desktop.services.standing.forecasts import Forecasts
from au_desktop.services.standing.hour_log import HourLog
from au_desktop.services.standing.recounts import Recounts
from au_desktop.services.standing.standings import Standings
from au_desktop.services.statements.amendment_sheets import AmendmentSheets
from au_desktop.services.statements.asked_signatures import AskedSignatures
from au_desktop.services.statements.batch_signing import BatchSigning
from au_desktop.services.statements.signed_statements import Statements
from au_desktop.services.statements.signing import Signing
from au_desktop.services.workbook.workbook_checks import WorkbookChecks
from au_desktop.services.workbook.workbook_content import ContentTools


@dataclass(frozen=True, slots=True)
class Tools:
    """What every center of this process shares."""

    clock: Clock
    ids: IdSource
    reference: Reference
    templates: tuple[Template, ...]
    formulas: Formulas
    common: frozenset[str]
    packet_kit: Path
    kdf: KdfParameters | None = None

    def with_clock(self, clock: Clock) -> "Tools":
        """The same with another clock."""
        return replace(self, clock=clock)


@dataclass(frozen=True, slots=True)
class CenterParts:
    """The adapters of one open center."""

    folder: Path
    engines: Engines
    center_file: SqlCenterFile
    vault: Vault
    keys: UnlockedKeys
    lock: WriterLock
    actor: Actor
    read_only: str = ""

    def shelf(self) -> FileBackupShelf:
        """Where its backups stand."""
        return FileBackupShelf(self.center_file, self.folder / BACKUPS_NAME)


class Wiring:
    """Makes the use cases of one person at work over the adapters of an open center."""

    def __init__(self, parts: CenterParts, key_ring: VaultKeyRing, tools: Tools) -> None:
        self._parts, self._key_ring, self._tools = parts, key_ring, tools

    def services(self, desk: Desk) -> Services:
        """Every use case of whoever works at the desk."""
        signing = Signing(desk, self._key_ring, verify)
        statements = Statements(desk, self._key_ring, verify)
        training = self._training(desk, statements)
        checklists = self._checklists(desk, signing)
        safety = safety_services(desk, self._key_ring)
        whole = self._parts.center_file
        waits = (
            training.placements,
            training.follow_ups,
            training.attestations,
            safety.safety_dues,
        )
        return Services(
            **vars(training),
            **vars(checklists),
            **vars(safety),
            desk=desk,
            access=Access(desk, self._key_ring),
            backups=Backups(desk, self._parts.shelf()),
            day_waits=DayWaits(desk, *waits),
            documents=self._documents(desk, training.standings),
            drafts=Drafts(desk),
            facilities=Facilities(desk),
            integrity=Integrity(desk, (signing, statements, safety.record_signing), whole, verify),
            today=Today(desk, training.judgements, signing, checklists.schedules),
        )

    def _training(self, desk: Desk, statements: Statements) -> TrainingServices:
        standings, enrolment, case_log = (
            Standings(desk, statements),
            Enrolment(desk),
            CaseLog(desk),
        )
        source = ImportSource(desk, read_tables)
        hour_log = HourLog(desk, statements, standings)
        return TrainingServices(
            attestations=Attestations(desk, statements, standings),
            case_import=CaseImport(desk, case_log, source),
            case_log=case_log,
            didactics=Didactics(desk),
            enrolment=enrolment,
            follow_ups=LicenseFollowUps(desk),
            forecasts=Forecasts(desk),
            hosts=HostProfiles(desk),
            hour_import=HourImport(desk, hour_log, source),
            hour_log=hour_log,
            judgements=Judgements(desk),
            packets=self._packets(desk, standings),
            papers=Papers(desk),
            placements=Placements(desk),
            qualifications=Qualifications(desk),
            ratings=DualRatings(desk, statements),
            recounts=Recounts(desk, standings),
            roster_import=RosterImport(enrolment, source),
            slots=SlotBoard(desk, case_log),
            standings=standings,
            statements=statements,
            supervision=Supervision(desk),
            timeliness=Timeliness(desk, SqlTimelinessQueries(self._parts.engines.read)),
        )

    def _checklists(self, desk: Desk, signing: Signing) -> ChecklistServices:
        sheets = RunSheets(desk, self._tools.formulas)
        return ChecklistServices(
            amendments=AmendmentSheets(desk, sheets, signing),
            asked_signatures=AskedSignatures(desk),
            attachments=RunAttachments(desk),
            batch_signing=BatchSigning(signing, sheets, secrets.randbelow),
            checklist_work=ChecklistWork(desk, self._tools.formulas),
            hand_over=HandOver(desk, self._key_ring, self._tools.formulas),
            item_statistics=ItemStatistics(desk, SqlItemQueries(self._parts.engines.read)),
            paper_forms=PaperForms(desk, FormPdfWriter()),
            record_prints=RecordPrints(
                desk, (RunSheets(desk, self._tools.formulas), signing), RunPdfWriter(), fingerprint
            ),
            run_returns=RunReturns(desk),
            run_sheets=sheets,
            schedules=Schedules(desk),
            signing=signing,
            template_editing=TemplateEditing(desk, self._key_ring),
            template_packs=TemplatePacks(
                desk, self._key_ring, PackTools(TemplatePackFiles(), verify, fingerprint)
            ),
            templates=TemplateLibrary(desk),
        )

    def _documents(self, desk: Desk, standings: Standings) -> Documents:
        parts = self._parts
        checks = FileChecks(
            WorkbookChecks(SealedWorkbookReader(), verify),
            PacketFileReader(self._tools.packet_kit),
        )
        return Documents(
            desk,
            SqlSheetQueries(parts.engines),
            ContentTools(desk, Judgements(desk), standings, verify),
            DocumentFiles(RsoWorkbookWriter(fingerprint), checks),
            self._program(),
        )

    def _packets(self, desk: Desk, standings: Standings) -> Packets:
        writer = PacketFolderWriter(self._tools.packet_kit)
        return Packets(desk, PacketTools(standings, writer, fingerprint, self._program()))

    def _program(self) -> ProgramFacts:
        return ProgramFacts(__version__, REVISIONS[-1], str(self._parts.vault.center_id))
