"""Backups: one file each, proven by reopening it, restored into a new folder, thinned by day, week and month."""

import json
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from au_desktop import __version__
from au_desktop.domain.audit import walk
from au_desktop.domain.errors import DamagedCenter, DiskProblem, NotACenter, UnreadableFile
from au_desktop.domain.moments import Moment
from au_desktop.files import replace_bytes, replace_file
from au_desktop.persistence.backup_archive import (
    DATABASE_NAME,
    KEYS_NAME,
    Manifest,
    file_digest,
    pack,
    read_manifest,
    unpack,
)
from au_desktop.persistence.center_file import (
    Progress,
    SqlCenterFile,
    log_head_of,
    page_faults,
    row_counts,
)
from au_desktop.persistence.engine import DriverConnection, open_file, translated
from au_desktop.persistence.schema import needs_upgrade, schema_version, upgrade
from au_desktop.persistence.stores.log_store import ALL_ENTRIES, entry_from_driver

BACKUPS_NAME = "backups"
SUFFIX = ".aubackup"
RESTORED_NAME = "restored.json"
"""Stands in a restored center until a person has confirmed that it is the one to go on with."""

_PROOFS_NAME = "proofs.json"
_NAME = re.compile(r"(\d{8}T\d{6}Z)(?:-\d+)?\.aubackup")
_STAMP = "%Y%m%dT%H%M%SZ"
_SPARE_BYTES = 16 * 1024 * 1024
_DAYS, _WEEKS, _MONTHS = 7, 5, 12
_SCRATCH = ".scratch-"
_STALE_SECONDS = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class BackupProof:
    """What reopening a backup showed: its own account of itself, and what does not agree with it."""

    backup: Path
    manifest: Manifest
    faults: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether everything agrees."""
        return not self.faults


def make_backup(
    center: SqlCenterFile,
    now: Moment,
    folder: Path | None = None,
    progress: Progress | None = None,
) -> Path:
    """Put the whole center, keys and all, into one file; it counts once `prove` has reopened it.

    Args:
        center: the center file; it may be open.
        now: the time, for the name.
        folder: where to; the center's own folder of backups if not given.
        progress: hears the part done, from 0 to 1.

    Raises:
        DiskProblem: no room, or the disk refused; nothing half-written stays.
        DamagedCenter: the center file does not read.
    """
    target = folder or center.path.parent / BACKUPS_NAME
    _make_folder(target)
    room_on_disk(target, 2 * _size(center.path) + _SPARE_BYTES)
    with _disk_errors(target), _scratch(target) as scratch:
        copy = scratch / DATABASE_NAME
        center.copy_to(copy, progress)
        keys = _keys_of(center.path.parent)
        with closing(center.open_copy(copy)) as opened:
            manifest = Manifest(
                made_at=now,
                program=__version__,
                schema=schema_version(opened, copy),
                log=log_head_of(opened, copy),
                counts=row_counts(opened, copy),
                digests={DATABASE_NAME: file_digest(copy), KEYS_NAME: file_digest(keys)},
            )
        backup = _free_name(target, now)
        replace_file(backup, lambda path: pack(path, manifest, (copy, keys)))
    return backup


def prove(backup: Path, key: bytes) -> BackupProof:
    """Reopen a backup and hold it against its own account: pages, log from end to end, rows, digests.

    Raises:
        UnreadableFile: it is no backup.
        DiskProblem: no room to unpack it.
    """
    manifest = read_manifest(backup)
    room_on_disk(backup.parent, _size(backup) + _SPARE_BYTES)
    with _scratch(backup.parent) as scratch:
        try:
            unpack(backup, scratch)
            faults = tuple(_faults(scratch, manifest, key))
        except (UnreadableFile, DamagedCenter, NotACenter) as error:
            faults = (str(error),)
    return BackupProof(backup, manifest, faults)


def upgrade_center(path: Path, key: bytes, now: Moment) -> Path | None:
    """Bring an older center up to date once a proven backup of it stands; gives the backup, None if nothing was to do.

    Raises:
        NewerCenter: it was made by a newer version.
        DamagedCenter: the backup or the upgraded copy does not hold what it should; the center stays as it was.
        DiskProblem: the disk refused.
    """
    if not needs_upgrade(path, key):
        return None
    backup = make_backup(SqlCenterFile(path, key), now)
    proof = prove(backup, key)
    note_proof(proof, now)
    if not proof.sound:
        raise DamagedCenter("; ".join(proof.faults))
    upgrade(path, key)
    return backup


def restore(backup: Path, folder: Path, now: Moment) -> Path:
    """Unpack a backup as a center folder of its own, marked as restored; gives the folder.

    Raises:
        DiskProblem: the folder is not empty, or the disk refused; nothing half-written stays.
        UnreadableFile: it is no backup.
    """
    with _disk_errors(folder):
        taken = folder.exists() and any(folder.iterdir())
    if taken:
        raise DiskProblem(str(folder), "there are files already")
    manifest = read_manifest(backup)
    _make_folder(folder.parent)
    room_on_disk(folder.parent, _size(backup) + _SPARE_BYTES)
    with _scratch(folder.parent) as scratch:
        center = scratch / "center"
        center.mkdir()
        unpack(backup, center)
        (center / BACKUPS_NAME).mkdir()
        mark = {
            "backup": backup.name,
            "made_at": manifest.made_at.iso(),
            "restored_at": now.iso(),
        }
        replace_bytes(center / RESTORED_NAME, json.dumps(mark).encode())
        with _disk_errors(folder):
            if folder.exists():
                folder.rmdir()
            center.rename(folder)
    return folder


def restored_from(folder: Path) -> str:
    """The time of the backup that a center was restored from and not yet confirmed; empty if it was not."""
    try:
        return str(json.loads((folder / RESTORED_NAME).read_bytes())["made_at"])
    except FileNotFoundError:
        return ""
    except (OSError, ValueError, KeyError, TypeError):
        return "unknown"


def confirm_restored(folder: Path) -> None:
    """A person confirmed that the restored center is the one to go on with."""
    with _disk_errors(folder):
        (folder / RESTORED_NAME).unlink(missing_ok=True)


def note_proof(proof: BackupProof, now: Moment) -> None:
    """Remember beside a backup that it was proven, or that it no longer is."""
    proofs = _proofs(proof.backup.parent)
    proofs.pop(proof.backup.name, None)
    if proof.sound:
        proofs[proof.backup.name] = now.iso()
    replace_bytes(proof.backup.parent / _PROOFS_NAME, json.dumps(proofs, indent=1).encode())


def last_proof(folder: Path) -> tuple[Path, Moment] | None:
    """The newest proven backup of a folder, and when it was proven."""
    proven = _proven(folder)
    return None if not proven else (proven[-1], Moment.from_iso(_proofs(folder)[proven[-1].name]))


def backups_in(folder: Path) -> tuple[Path, ...]:
    """The backups of a folder, oldest first."""
    found = [path for path in folder.glob(f"*{SUFFIX}") if _NAME.fullmatch(path.name)]
    return tuple(sorted(found, key=lambda path: (made_on(path), len(path.name), path.name)))


def made_on(backup: Path) -> datetime:
    """When a backup was made, by its name."""
    named = _NAME.fullmatch(backup.name)
    if named is None:
        raise NotACenter(str(backup), "it is not named as a backup")
    return datetime.strptime(named[1], _STAMP).replace(tzinfo=UTC)


def thin(folder: Path, now: Moment) -> tuple[Path, ...]:
    """Remove what is no longer needed, and say what went.

    Kept: everything of today; of the proven ones the newest of each of seven days, five weeks and twelve months; and
    everything newer than the newest proven one. Without a proven one nothing is removed: a damaged center's copies
    never push out a good backup.
    """
    proven = _proven(folder)
    if not proven:
        return ()
    kept = {proven[-1]}
    for count, group in ((_DAYS, _day), (_WEEKS, _week), (_MONTHS, _month)):
        kept |= _newest_of_each(proven, group, count, now)
    today = _day(now.local.date())
    removed = tuple(
        backup
        for backup in backups_in(folder)
        if backup not in kept
        and made_on(backup) <= made_on(proven[-1])
        and _day(_local(backup, now)) != today
    )
    with _disk_errors(folder):
        for backup in removed:
            backup.unlink(missing_ok=True)
    return removed


def room_on_disk(folder: Path, needed_bytes: int) -> None:
    """Refuse a write that would fill the disk.

    Raises:
        DiskProblem: less room than needed.
    """
    with _disk_errors(folder):
        free = shutil.disk_usage(folder).free
    if free < needed_bytes:
        raise DiskProblem(str(folder), f"{needed_bytes} bytes are needed and {free} are free")


def _faults(folder: Path, manifest: Manifest, key: bytes) -> Iterator[str]:
    """What of an unpacked backup does not agree with its account."""
    for name, digest in manifest.digests.items():
        if file_digest(folder / name) != digest:
            yield f"{name} is not what was packed"
    database = folder / DATABASE_NAME
    with closing(open_file(database, key, query_only=True)) as opened:
        broken = tuple(page_faults(opened, database))
        yield from broken or _differences(opened, database, manifest)


def _differences(opened: DriverConnection, path: Path, manifest: Manifest) -> Iterator[str]:
    with translated(path):
        report = walk(entry_from_driver(row) for row in opened.execute(ALL_ENTRIES))
    if report.fault is not None:
        yield f"log entry {report.at_sequence}: {report.fault.value}"
    elif report.head != manifest.log:
        yield "the log does not end where it should"
    counts = row_counts(opened, path)
    for table in sorted(counts.keys() | manifest.counts.keys()):
        if counts.get(table) != manifest.counts.get(table):
            yield f"{table} has {counts.get(table)} rows and not {manifest.counts.get(table)}"


def _proofs(folder: Path) -> dict[str, str]:
    """What is remembered; nothing where it cannot be read, since a proof can be made again."""
    try:
        found = json.loads((folder / _PROOFS_NAME).read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _proven(folder: Path) -> tuple[Path, ...]:
    proofs = _proofs(folder)
    return tuple(backup for backup in backups_in(folder) if backup.name in proofs)


def _local(backup: Path, now: Moment) -> date:
    return Moment(made_on(backup), now.offset_minutes).local.date()


def _day(day: date) -> tuple[int, ...]:
    return (day.toordinal(),)


def _week(day: date) -> tuple[int, ...]:
    return day.isocalendar()[:2]


def _month(day: date) -> tuple[int, ...]:
    return (day.year, day.month)


def _newest_of_each(
    backups: Iterable[Path], group: Callable[[date], tuple[int, ...]], count: int, now: Moment
) -> set[Path]:
    newest = {group(_local(backup, now)): backup for backup in backups}
    return {newest[key] for key in sorted(newest)[-count:]}


def _keys_of(folder: Path) -> Path:
    keys = folder / KEYS_NAME
    if not keys.is_file():  # without the keys nobody could ever open it
        raise NotACenter(str(folder), f"there is no {KEYS_NAME}")
    return keys


def _free_name(folder: Path, now: Moment) -> Path:
    stamp = now.utc.strftime(_STAMP)
    names = (f"{stamp}{suffix}{SUFFIX}" for suffix in ("", *(f"-{n}" for n in range(2, 10_000))))
    return next(folder / name for name in names if not (folder / name).exists())


def _size(path: Path) -> int:
    with _disk_errors(path):
        return path.stat().st_size


def _make_folder(folder: Path) -> None:
    with _disk_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    """A folder that is gone afterwards, on the same disk as where its content is to go."""
    with _disk_errors(folder):
        made = Path(tempfile.mkdtemp(prefix=_SCRATCH, dir=folder))
    _sweep(folder, made)
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _sweep(folder: Path, made: Path) -> None:
    """Remove what a program that was killed left long ago; younger ones may be in use by another center."""
    with suppress(OSError):
        before = made.stat().st_mtime - _STALE_SECONDS
        for left in folder.glob(f"{_SCRATCH}*"):
            if left.stat().st_mtime < before:
                shutil.rmtree(left, ignore_errors=True)


@contextmanager
def _disk_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DiskProblem(str(path), error.strerror or str(error)) from error
