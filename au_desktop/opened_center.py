"""A center that is open: wires its use cases to the adapters, and closes it again."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from au_desktop import __version__
from au_desktop.domain.audit import LogHead
from au_desktop.domain.checklists.computing import Formulas
from au_desktop.domain.checklists.templates import Template
from au_desktop.domain.errors import BackupNotMade, OutsideError
from au_desktop.domain.people import Actor, Person
from au_desktop.domain.reference.library import Reference
from au_desktop.domain.roles import Permission
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
from au_desktop.persistence.read_queries.sql_read_queries import SqlReadQueries
from au_desktop.persistence.read_queries.timeliness_queries import SqlTimelinessQueries
from au_desktop.persistence.schema import REVISIONS
from au_desktop.persistence.unit_of_work import SqlUnitOfWork
from au_desktop.persistence.writer_lock import WriterLock
from au_desktop.security.key_ring import VaultKeyRing
from au_desktop.security.key_slots import KdfParameters
from au_desktop.security.seals import fingerprint, verify
from au_desktop.security.vault import UnlockedKeys, Vault
from au_desktop.services.attesting.attestations import Attestations
from au_desktop.services.bundle import Services
from au_desktop.services.cases.case_log import CaseLog
from au_desktop.services.cases.dual_ratings import DualRatings
from au_desktop.services.cases.judgements import Judgements
from au_desktop.services.cases.slot_board import SlotBoard
from au_desktop.services.cases.timeliness import Timeliness
from au_desktop.services.center.access import Access
from au_desktop.services.center.drafts import Drafts
from au_desktop.services.center.facilities import CenterFacts, Facilities
from au_desktop.services.changes import Kind
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
from au_desktop.services.custody import KeyRing
from au_desktop.services.day.day_waits import DayWaits
from au_desktop.services.day.overview import Today
from au_desktop.services.desk import Desk, Subject
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
from au_desktop.services.ports import Clock, IdSource, UnitOfWork
from au_desktop.services.roster.didactics import Didactics
from au_desktop.services.roster.enrolment import Enrolment
from au_desktop.services.roster.host_profiles import HostProfiles
from au_desktop.services.roster.license_follow_ups import LicenseFollowUps
from au_desktop.services.roster.paper_keeping import Papers
from au_desktop.services.roster.placements import Placements
from au_desktop.services.roster.qualifications import Qualifications
from au_desktop.services.roster.supervision import Supervision
from au_desktop.services.rows import Hit
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


class OpenedCenter:
    """`OpenCenter` over the adapters. Closing drops connections, keys and lock; doing so twice is harmless."""

    def __init__(self, parts: CenterParts, tools: Tools) -> None:
        self._parts = parts
        self._tools = tools
        self._closed = False
        self._key_ring = VaultKeyRing(
            parts.vault, parts.keys, tools.common, self._rekey, tools.kdf
        )
        self._services = self.services_for(parts.actor)
        self._head_at_start = self._head()

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self._parts.folder

    @property
    def services(self) -> Services:
        """The use cases of whoever unlocked it."""
        return self._services

    @property
    def failures_before(self) -> int:
        """How many wrong passphrases were tried since this person last got in."""
        return self._parts.keys.failures_before

    @property
    def key_ring(self) -> KeyRing:
        """The key slots, while the center is open."""
        return self._key_ring

    def unit_of_work(self) -> SqlUnitOfWork:
        """A transaction on the writing connection."""
        return SqlUnitOfWork(self._parts.engines)

    def _reader(self) -> SqlUnitOfWork:
        return SqlUnitOfWork(self._parts.engines, reading=True)

    def services_for(
        self,
        actor: Actor,
        tools: Tools | None = None,
        unit_of_work: Callable[[], UnitOfWork] | None = None,
    ) -> Services:
        """The use cases as someone else, or on another clock or transaction: for the worked example."""
        with_tools = tools or self._tools
        desk = Desk(
            actor=actor,
            unit_of_work=unit_of_work or self.unit_of_work,
            queries=SqlReadQueries(self._parts.engines.read),
            clock=with_tools.clock,
            ids=with_tools.ids,
            reference=with_tools.reference,
            read_only=self._parts.read_only,
            reader=None if unit_of_work else self._reader,
        )
        return self._wired(desk, with_tools)

    def found(self, founder: Person, facts: CenterFacts) -> None:
        """Write the first records of a new center: its facts and its first person."""
        with self._services.desk.change(Permission.MANAGE_PEOPLE) as change:
            for key, text in facts.texts().items():
                change.uow.facts.put(key, text)
            change.record("found center", Subject(Kind.CENTER, None, facts.name), None, facts)
            change.uow.people.add(founder)
            subject = Subject(Kind.PERSON, founder.id, founder.name)
            change.record("add person", subject, None, founder)
            change.uow.search.put(
                Hit("person", founder.id, founder.name, founder.role.value), founder.name
            )

    def let_in(self, new_passphrase: str) -> None:
        """Give whoever came with the recovery sheet a new passphrase; in a restored center, too, or nobody could confirm it."""
        desk = replace(self._services.desk, read_only="")
        Access(desk, self._key_ring).reset_passphrase(desk.actor.person_id, new_passphrase)

    def close(self, progress: Callable[[str], None] = lambda _: None) -> None:
        """Close it; makes a backup first when something changed. A backup that fails does not keep the center open.

        Raises:
            BackupNotMade: the center is closed all the same.
        """
        if self._closed:
            return
        self._closed = True
        try:
            if not self._parts.read_only and self._head() != self._head_at_start:
                progress("backup")
                self._back_up()
        finally:
            self._parts.engines.dispose()
            self._parts.lock.release()

    def _back_up(self) -> None:
        shelf = self._shelf()
        now = self._tools.clock.now().utc
        try:
            shelf.make(None, now, lambda _: None)
            shelf.thin(now)
        except OutsideError as error:
            raise BackupNotMade(str(error)) from error

    def _shelf(self) -> FileBackupShelf:
        return FileBackupShelf(self._parts.center_file, self._parts.folder / BACKUPS_NAME)

    def _rekey(self, key: bytes) -> None:
        """Put the file under another key; whoever looks at the whole file goes on with it."""
        self._parts.engines.rekey(key)
        self._parts.center_file.rekeyed(key)

    def _head(self) -> LogHead:
        with self.unit_of_work() as uow:
            return uow.log.head()

    def _documents(self, desk: Desk, standings: Standings, tools: Tools) -> Documents:
        parts = self._parts
        checks = FileChecks(
            WorkbookChecks(SealedWorkbookReader(), verify), PacketFileReader(tools.packet_kit)
        )
        return Documents(
            desk,
            SqlSheetQueries(parts.engines),
            ContentTools(desk, Judgements(desk), standings, verify),
            DocumentFiles(RsoWorkbookWriter(fingerprint), checks),
            self._program(),
        )

    def _packets(self, desk: Desk, standings: Standings, tools: Tools) -> Packets:
        writer = PacketFolderWriter(tools.packet_kit)
        return Packets(desk, PacketTools(standings, writer, fingerprint, self._program()))

    def _program(self) -> ProgramFacts:
        return ProgramFacts(__version__, REVISIONS[-1], str(self._parts.vault.center_id))

    def _wired(self, desk: Desk, tools: Tools) -> Services:
        judgements = Judgements(desk)
        signing = Signing(desk, self._key_ring, verify)
        sheets = RunSheets(desk, tools.formulas)
        statements = Statements(desk, self._key_ring, verify)
        standings = Standings(desk, statements)
        enrolment = Enrolment(desk)
        case_log = CaseLog(desk)
        source = ImportSource(desk, read_tables)
        placements, follow_ups = Placements(desk), LicenseFollowUps(desk)
        hour_log = HourLog(desk, statements, standings)
        attestations = Attestations(desk, statements, standings)
        return Services(
            desk=desk,
            access=Access(desk, self._key_ring),
            amendments=AmendmentSheets(desk, sheets, signing),
            asked_signatures=AskedSignatures(desk),
            attachments=RunAttachments(desk),
            attestations=attestations,
            backups=Backups(desk, self._shelf()),
            batch_signing=BatchSigning(signing, sheets, secrets.randbelow),
            case_import=CaseImport(desk, case_log, source),
            case_log=case_log,
            checklist_work=ChecklistWork(desk, tools.formulas),
            day_waits=DayWaits(desk, placements, follow_ups, attestations),
            didactics=Didactics(desk),
            documents=self._documents(desk, standings, tools),
            drafts=Drafts(desk),
            enrolment=enrolment,
            facilities=Facilities(desk),
            forecasts=Forecasts(desk),
            integrity=Integrity(desk, (signing, statements), self._parts.center_file, verify),
            item_statistics=ItemStatistics(desk, SqlItemQueries(self._parts.engines.read)),
            judgements=judgements,
            follow_ups=follow_ups,
            hand_over=HandOver(desk, self._key_ring, tools.formulas),
            hosts=HostProfiles(desk),
            hour_import=HourImport(desk, hour_log, source),
            hour_log=hour_log,
            packets=self._packets(desk, standings, tools),
            paper_forms=PaperForms(desk, FormPdfWriter()),
            papers=Papers(desk),
            placements=placements,
            qualifications=Qualifications(desk),
            roster_import=RosterImport(enrolment, source),
            ratings=DualRatings(desk, statements),
            run_returns=RunReturns(desk),
            run_sheets=sheets,
            schedules=Schedules(desk),
            signing=signing,
            slots=SlotBoard(desk, case_log),
            record_prints=RecordPrints(
                desk, (RunSheets(desk, tools.formulas), signing), RunPdfWriter(), fingerprint
            ),
            recounts=Recounts(desk, standings),
            standings=standings,
            statements=statements,
            supervision=Supervision(desk),
            template_editing=TemplateEditing(desk, self._key_ring),
            template_packs=TemplatePacks(
                desk, self._key_ring, PackTools(TemplatePackFiles(), verify, fingerprint)
            ),
            templates=TemplateLibrary(desk),
            timeliness=Timeliness(desk, SqlTimelinessQueries(self._parts.engines.read)),
            today=Today(desk, judgements, signing, Schedules(desk)),
        )
