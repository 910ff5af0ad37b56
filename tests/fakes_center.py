"""A center without a file for the window: its use cases over memory, backups in a list, and the ways into it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from au_desktop.domain.errors import Invalid, MistypedRecoveryCode, WrongPassphrase
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Role
from au_desktop.services.cases.judgements import Judgements
from au_desktop.services.cases.timeliness import Timeliness
from au_desktop.services.center.access import Access
from au_desktop.services.center.drafts import Drafts
from au_desktop.services.center.facilities import Facilities
from au_desktop.services.checklists.schedules import Schedules
from au_desktop.services.checklists.template_library import TemplateLibrary
from au_desktop.services.day.overview import Today
from au_desktop.services.keeping.integrity import Integrity
from au_desktop.services.keeping.safekeeping import BackupEntry, Backups
from au_desktop.services.opening import CenterGlance, PersonGlance, WorkedExample
from au_desktop.services.roster.didactics import Didactics
from au_desktop.services.roster.host_profiles import HostProfiles
from au_desktop.services.roster.paper_keeping import Papers
from au_desktop.services.roster.supervision import Supervision
from au_desktop.services.safety.record_signing import RecordSigning
from au_desktop.services.safety.retention_view import RetentionView
from au_desktop.services.safety.site_settings import SiteLimits
from au_desktop.services.standing.hour_log import HourLog
from au_desktop.services.standing.standings import Standings
from au_desktop.services.statements.signed_statements import Statements
from au_desktop.services.statements.signing import Signing
from au_desktop.settings import Settings
from au_desktop.ui.kit.changes_bus import ChangesBus
from tests.builders import PASSPHRASE, MemoryDesk
from tests.fakes import FakeCenterFile, FakeKeyRing, fake_verify
from tests.fakes_ui import ImmediateOperations
from tests.memory_times import MemoryTimes

FOLDER = Path("/centers/Lakeside RPT Center.aucenter")
GROUPS = ("0A1B2", "C3D4E", "5F6G7")
MADE = datetime(2026, 11, 20, 12, 30, tzinfo=UTC)


class FakeShelf:
    """Backups in a list."""

    def __init__(self) -> None:
        self.kept = [BackupEntry(Path("/b/2026-11-20 12.30.aubackup"), MADE, 41, 2_400_000)]
        self.proven: Moment | None = Moment(MADE)
        self.confirmed = 0
        self.error: Exception | None = None

    def entries(self):
        return tuple(self.kept)

    def last_proven(self):
        return self.proven

    def make(self, folder, at, progress):
        if self.error is not None:
            raise self.error
        progress(0.5)
        entry = BackupEntry((folder or Path("/b")) / "new.aubackup", at, 42, 2_500_000)
        self.kept.insert(0, entry)
        return entry

    def thin(self, now):
        return 0

    def confirm_restored(self):
        self.confirmed += 1


class Bench:
    """A memory center with what a page is constructed with."""

    def __init__(self, role: Role = Role.COORDINATOR, read_only: str = "") -> None:
        self.memory = MemoryDesk()
        self.keys = FakeKeyRing()
        self.keys.recovery = GROUPS
        for person in self.memory.people.values():
            self.keys.passphrases[person.id] = PASSPHRASE
        self.shelf = FakeShelf()
        self.center_file = FakeCenterFile()
        self.operations = ImmediateOperations()
        self.changes = ChangesBus()
        self.settings = Settings()
        self.desk = self.memory.desk(role, read_only)
        self.services = self._services()

    def log_verbs(self) -> list[str]:
        """What was done, in order."""
        return [entry.verb for entry in self.memory.center.state.log]

    def _services(self) -> Any:
        desk = self.desk
        signing = Signing(desk, self.keys, fake_verify)
        statements = Statements(desk, self.keys, fake_verify)
        records = RecordSigning(desk, self.keys, fake_verify)
        judgements = Judgements(desk)
        return SimpleNamespace(
            desk=desk,
            access=Access(desk, self.keys),
            backups=Backups(desk, self.shelf),
            didactics=Didactics(desk),
            drafts=Drafts(desk),
            facilities=Facilities(desk),
            hosts=HostProfiles(desk),
            hour_log=HourLog(desk, statements, Standings(desk, statements)),
            integrity=Integrity(
                desk, (signing, statements, records), self.center_file, fake_verify
            ),
            judgements=judgements,
            retention=RetentionView(desk),
            site_limits=SiteLimits(desk),
            signing=signing,
            statements=statements,
            papers=Papers(desk),
            supervision=Supervision(desk),
            templates=TemplateLibrary(desk),
            timeliness=Timeliness(desk, MemoryTimes(self.memory.center)),
            schedules=Schedules(desk),
            today=Today(desk, judgements, signing, Schedules(desk)),
        )


@dataclass
class FakeOpenCenter:
    """An open center that notes its closing."""

    services: Any
    folder: Path = FOLDER
    failures_before: int = 0
    closed: int = 0
    error: Exception | None = None

    def close(self, progress=lambda _: None):
        self.closed += 1
        progress("backup")
        if self.error is not None:
            raise self.error


@dataclass
class FakeOpening:
    """The ways in, over one bench; `errors` are raised by the method of that name."""

    bench: Bench = field(default_factory=Bench)
    errors: dict[str, Exception] = field(default_factory=dict)
    wait_seconds: float = 0.0
    failures: int = 0
    risky_place: str = ""
    restored: bool = False
    created: list[Any] = field(default_factory=list)
    opened: list[FakeOpenCenter] = field(default_factory=list)
    unlocked_by: list[Any] = field(default_factory=list)
    failures_before: int = 0

    def people(self):
        known = self.bench.memory.people.values()
        return tuple(PersonGlance(one.id, one.name, one.role) for one in known)

    def look(self, folder):
        self._fail("look")
        return CenterGlance(
            folder, "Lakeside RPT Center", self.people(), True, self.risky_place, self.restored
        )

    def retry_after_seconds(self, folder, person_id):
        return self.wait_seconds

    def check_passphrase(self, text, names=()):
        if len(text) < 15:
            raise Invalid("passphrase", "shorter than 15 characters")

    def unlock(self, folder, person_id, passphrase):
        self._fail("unlock")
        if passphrase != PASSPHRASE:
            self.failures += 1
            raise WrongPassphrase("someone", self.failures)
        self.unlocked_by.append(person_id)
        return self._open(folder)

    def create(self, new):
        self._fail("create")
        self.created.append(new)
        return self._open(new.folder)

    def unlock_with_recovery(self, folder, code, person_id, new_passphrase):
        self._fail("recover")
        if "O" in code:
            raise MistypedRecoveryCode(2, 7)
        return self._open(folder)

    def restore(self, backup, folder):
        self._fail("restore")
        return folder

    def worked_example(self, folder, progress=lambda done, total: None):
        self._fail("example")
        progress(1, 2)
        return WorkedExample(folder, self.people(), PASSPHRASE)

    def _open(self, folder):
        center = FakeOpenCenter(self.bench.services, folder, self.failures_before)
        self.opened.append(center)
        return center

    def _fail(self, method):
        if method in self.errors:
            raise self.errors[method]
