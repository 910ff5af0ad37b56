"""The one place that chooses adapters: makes, opens and closes centers and hands out their use cases."""

import contextlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from au_desktop import paths
from au_desktop.clocks import SystemClock, Uuid7Source
from au_desktop.domain.checklists.faults import Known
from au_desktop.domain.errors import DamagedCenter, NotACenter, NotFound, OutsideError
from au_desktop.domain.ids import CenterId, PersonId
from au_desktop.domain.moments import Moment
from au_desktop.domain.people import Actor, Person
from au_desktop.domain.reference.library import Reference
from au_desktop.domain.roles import Role
from au_desktop.example_stage import make_example
from au_desktop.exchange.packet_reader import PacketFileReader
from au_desktop.exchange.workbook_reader import SealedWorkbookReader
from au_desktop.opened_center import OpenedCenter
from au_desktop.persistence import backups, schema
from au_desktop.persistence.center_file import SqlCenterFile
from au_desktop.persistence.engine import Engines, open_engines
from au_desktop.persistence.reference_files import load_reference
from au_desktop.persistence.template_files import TemplateProblem, check_template, load_templates
from au_desktop.persistence.unit_of_work import SqlUnitOfWork
from au_desktop.persistence.writer_lock import WriterLock
from au_desktop.security.key_slots import SlotKind
from au_desktop.security.passphrases import check_passphrase, parse_common
from au_desktop.security.places import risky_place
from au_desktop.security.seals import verify
from au_desktop.security.vault import UnlockedKeys, Vault
from au_desktop.services.checklists.calculations import checklist_formulas, formula_inputs
from au_desktop.services.example.worked_example import ExampleSize
from au_desktop.services.leaving.packet_checks import FileChecks
from au_desktop.services.opening import CenterGlance, NewCenter, PersonGlance, WorkedExample
from au_desktop.services.workbook.workbook_checks import WorkbookChecks
from au_desktop.wiring import CenterParts, Tools

DATABASE_NAME = "center.db"
FOLDER_SUFFIX = ".aucenter"
_RESTORED = "this center was restored from a backup and waits for someone to confirm it"


@cache
def tools() -> Tools:
    """Read the shipped data once."""
    resources = paths.resources_folder()
    reference = load_reference(resources / "reference")
    known = _known(reference)
    common = (resources / "reference" / "common_passphrases.txt").read_text(encoding="utf-8")
    return Tools(
        clock=SystemClock(),
        ids=Uuid7Source(),
        reference=reference,
        templates=load_templates(resources / "checklists", known),
        formulas=checklist_formulas(reference),
        common=parse_common(common),
        packet_kit=resources / "packet",
    )


def _known(reference: Reference) -> Known:
    """What templates may name."""
    return Known(formula_inputs(), frozenset(reference.drugs))


def template_problems(path: Path) -> tuple[TemplateProblem, ...]:
    """Everything that is wrong with a template file; empty when it can be used."""
    reference = load_reference(paths.resources_folder() / "reference")
    return check_template(path, _known(reference))


def file_checks() -> FileChecks:
    """The check of a workbook or packet by what it carries, without any center."""
    reader = PacketFileReader(paths.resources_folder() / "packet")
    return FileChecks(WorkbookChecks(SealedWorkbookReader(), verify), reader)


def opening() -> "FileOpening":
    """The ways to an open center, with the adapters of this program."""
    return FileOpening(tools())


class FileOpening:
    """`Opening` over center folders on disk."""

    def __init__(self, shared: Tools) -> None:
        self._tools = shared

    def look(self, folder: Path) -> CenterGlance:
        """Look at a folder without a passphrase."""
        vault = Vault.open(folder)
        if not (folder / DATABASE_NAME).exists():
            raise self._lost(folder)
        risky = risky_place(folder)
        people = tuple(
            PersonGlance(PersonId(slot.person_id), slot.name, Role(slot.role))
            for slot in vault.slots
            if slot.kind is SlotKind.PERSON
        )
        return CenterGlance(
            folder=folder,
            name=vault.center_name,
            people=people,
            has_recovery=any(slot.kind is SlotKind.RECOVERY for slot in vault.slots),
            risky_place="" if risky is None else f"{risky.kind.value}: {risky.name or risky.root}",
            restored=bool(backups.restored_from(folder)),
        )

    def retry_after_seconds(self, folder: Path, person_id: PersonId) -> float:
        """How long the next try should wait after wrong ones."""
        return Vault.open(folder).retry_after_seconds(person_id)

    def check_passphrase(self, text: str, names: tuple[str, ...] = ()) -> None:
        """Refuse a passphrase that is too short or too common; raises `Invalid`."""
        check_passphrase(text, self._tools.common, names)

    def unlock(self, folder: Path, person_id: PersonId, passphrase: str) -> OpenedCenter:
        """Open a center. Upgrades an older file first, from a copy."""
        glance = self.look(folder)
        name = next((one.name for one in glance.people if one.person_id == person_id), "")
        with self._locked(folder, name) as lock:
            vault = Vault.open(folder)
            keys = self._settled(folder, vault, vault.unlock(person_id, passphrase))
            return self._open(_Place(folder, lock, vault, keys), person_id)

    def unlock_by_name(self, folder: Path, name: str, passphrase: str) -> OpenedCenter:
        """The same for someone who gives a name, as the command line does."""
        wanted = name.strip().casefold()
        for person in self.look(folder).people:
            if person.name.casefold() == wanted:
                return self.unlock(folder, person.person_id, passphrase)
        raise NotFound("person", name)

    def create(self, new: NewCenter) -> OpenedCenter:
        """Make a center and open it for its first person; what is stopped half way leaves nothing behind."""
        self.check_passphrase(new.passphrase, (new.facts.name, new.person_name))
        self._tools.reference.profile(new.facts.profile_id)
        now = self._tools.clock.now()
        person_id = PersonId(self._tools.ids.new())
        center_id = CenterId(self._tools.ids.new())
        with _nothing_half_made(new.folder):
            vault = Vault.create(new.folder, center_id, new.facts.name, now.iso())
            return self._founded(new, vault, person_id, now)

    def _founded(
        self, new: NewCenter, vault: Vault, person_id: PersonId, now: Moment
    ) -> OpenedCenter:
        """The empty center with its first person, open."""
        with self._locked(new.folder, new.person_name) as lock:
            keys = vault.founding_keys(person_id)
            schema.create(new.folder / DATABASE_NAME, keys.database_key)
            public_key = vault.add_person(
                keys,
                person_id,
                new.person_name,
                new.role.value,
                new.passphrase,
                now.iso(),
                self._tools.kdf,
            )
            founder = Person(person_id, new.person_name, new.role, (public_key,), now)
            place = _Place(new.folder, lock, vault, keys)
            return self._open(place, person_id, lambda opened: opened.found(founder, new.facts))

    def unlock_with_recovery(
        self, folder: Path, code: str, person_id: PersonId, new_passphrase: str
    ) -> OpenedCenter:
        """Open with the recovery sheet: a person who manages people gets a new passphrase and signing key."""
        self.check_passphrase(new_passphrase)
        with self._locked(folder, "recovery sheet") as lock:
            vault = Vault.open(folder)
            keys = self._settled(folder, vault, vault.unlock_with_recovery(code))
            place = _Place(folder, lock, vault, keys)
            return self._open(place, person_id, lambda opened: opened.let_in(new_passphrase))

    def restore(self, backup: Path, folder: Path) -> Path:
        """Unpack a backup into a new center folder, which then opens for reading only."""
        return backups.restore(backup, folder, self._tools.clock.now())

    def worked_example(
        self,
        folder: Path,
        progress: Callable[[int, int], None] = lambda _done, _all: None,
        size: ExampleSize | None = None,
    ) -> WorkedExample:
        """Make the worked example, in its usual size if not told otherwise."""
        return make_example(
            FileOpening, self._tools, folder, size or ExampleSize(stories=True), progress
        )

    @contextlib.contextmanager
    def _locked(self, folder: Path, holder: str) -> Iterator[WriterLock]:
        """Hold the lock through the opening; whoever opened keeps it, a failure gives it back."""
        lock = WriterLock.acquire(folder, holder, self._tools.clock.now().iso())
        try:
            yield lock
        except BaseException:
            lock.release()
            raise

    def _settled(self, folder: Path, vault: Vault, keys: UnlockedKeys) -> UnlockedKeys:
        """After a change of the database key that was cut short: find the key that opens, and drop the other."""
        if keys.pending_key is None:
            return keys
        for key in keys.keys:
            with contextlib.suppress(DamagedCenter):
                schema.version_of(folder / DATABASE_NAME, key)
                return vault.settle_database_key(keys, key)
        raise DamagedCenter("neither of the two keys opens the database")

    def _open(
        self,
        place: "_Place",
        person_id: PersonId,
        begin: Callable[[OpenedCenter], object] = lambda _: None,
    ) -> OpenedCenter:
        database, key = place.folder / DATABASE_NAME, place.keys.database_key
        center_file = SqlCenterFile(database, key)
        try:
            backups.upgrade_center(database, key, self._tools.clock.now())
            engines = open_engines(database, key)
            try:
                return self._begun(place, center_file, engines, person_id, begin)
            except BaseException:
                engines.dispose()
                raise
        except DamagedCenter as error:
            raise center_file.diagnosis(error.what, _good_backup(place.folder)) from error

    def _begun(
        self,
        place: "_Place",
        center_file: SqlCenterFile,
        engines: Engines,
        person_id: PersonId,
        begin: Callable[[OpenedCenter], object],
    ) -> OpenedCenter:
        """The center over its open file, with what is done first in it."""
        parts = CenterParts(
            folder=place.folder,
            engines=engines,
            center_file=center_file,
            vault=place.vault,
            keys=place.keys,
            lock=place.lock,
            actor=_actor(SqlUnitOfWork(engines), place.vault, person_id),
            read_only=_RESTORED if backups.restored_from(place.folder) else "",
        )
        opened = OpenedCenter(parts, self._tools)
        begin(opened)
        opened.services.templates.take_in(self._tools.templates)
        return opened

    def _lost(self, folder: Path) -> OutsideError:
        backup = _good_backup(folder)
        if backup:
            return DamagedCenter(f"{DATABASE_NAME} is missing", "", backup)
        return NotACenter(str(folder), f"{DATABASE_NAME} is missing")


@contextlib.contextmanager
def _nothing_half_made(folder: Path) -> Iterator[None]:
    """Take a folder away again that was begun here and not finished."""
    was_there = folder.exists()
    try:
        yield
    except BaseException:
        if not was_there:
            shutil.rmtree(folder, ignore_errors=True)
        raise


@dataclass(frozen=True, slots=True)
class _Place:
    """A folder whose lock is held and whose keys are unlocked."""

    folder: Path
    lock: WriterLock
    vault: Vault
    keys: UnlockedKeys


def _actor(uow: SqlUnitOfWork, vault: Vault, person_id: PersonId) -> Actor:
    """Who works: the record in the file; for a center being made, or one without the record, the slot."""
    with uow:
        with contextlib.suppress(NotFound):
            person = uow.people.get(person_id)
            return Actor(person.id, person.name, person.role)
        for slot in vault.slots:
            if slot.person_id == person_id:
                return Actor(person_id, slot.name, Role(slot.role))
    raise NotFound("person", str(person_id))


def _good_backup(folder: Path) -> str:
    proven = backups.last_proof(folder / backups.BACKUPS_NAME)
    if proven is not None:
        return str(proven[0])
    found = backups.backups_in(folder / backups.BACKUPS_NAME)
    return str(found[-1]) if found else ""
