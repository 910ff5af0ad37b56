"""The one file of a backup: an account of itself, the key slots and the encrypted database, packed without compression."""

import hashlib
import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from au_desktop.domain.audit import LogHead
from au_desktop.domain.errors import DiskProblem, UnreadableFile
from au_desktop.domain.moments import Moment

DATABASE_NAME = "center.db"
KEYS_NAME = "keys.json"

_MANIFEST_NAME = "manifest.json"
_FORMAT = "au-desktop/backup/1"
_MOST_SMALL_BYTES = 4 * 1024 * 1024  # the account and the key slots; a hundred people need a tenth
_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself: when it was made, by what, the log's head, rows by table, and a digest by file."""

    made_at: Moment
    program: str
    schema: str
    log: LogHead
    counts: Mapping[str, int]
    digests: Mapping[str, str]


def file_digest(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def pack(target: Path, manifest: Manifest, files: Iterable[Path]) -> None:
    """Write the backup; encrypted pages do not get smaller, so nothing is compressed."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(_MANIFEST_NAME, json.dumps(_document(manifest), indent=1))
        for path in files:
            archive.write(path, path.name)


def read_manifest(backup: Path) -> Manifest:
    """What the backup says of itself.

    Raises:
        UnreadableFile: it is no backup, or holds what does not belong there.
    """
    with _Opened(backup) as archive:
        content = archive.read(_checked(backup, archive)[_MANIFEST_NAME])
    try:
        return _manifest(json.loads(content))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreadableFile(str(backup), "its account of itself cannot be read") from error


def unpack(backup: Path, folder: Path) -> None:
    """Write the database and the key slots into a folder; nothing else ever leaves the archive.

    Raises:
        UnreadableFile: it is no backup, or damaged.
        DiskProblem: the disk refused.
    """
    with _Opened(backup) as archive:
        members = _checked(backup, archive)
        for name in (KEYS_NAME, DATABASE_NAME):
            _copy(archive, members[name], folder / name)


class _Opened:
    """A backup opened as a ZIP archive, its faults as ours."""

    def __init__(self, backup: Path) -> None:
        self._backup = backup
        self._archive: zipfile.ZipFile | None = None

    def __enter__(self) -> zipfile.ZipFile:
        try:
            self._archive = zipfile.ZipFile(self._backup)
        except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise UnreadableFile(str(self._backup), "it is not a backup") from error
        return self._archive

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if self._archive is not None:
            self._archive.close()
        if isinstance(error, zipfile.BadZipFile | EOFError | NotImplementedError):
            raise UnreadableFile(str(self._backup), "it is damaged") from error


def _checked(backup: Path, archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The three members, once nothing is amiss with names, sizes and packing."""
    members = {info.filename: info for info in archive.infolist()}
    expected = {_MANIFEST_NAME, KEYS_NAME, DATABASE_NAME}
    if members.keys() != expected or len(archive.infolist()) != len(expected):
        raise UnreadableFile(str(backup), "it holds other files than a backup does")
    if not all(_is_plain(info) for info in members.values()):
        raise UnreadableFile(str(backup), "its content is compressed")
    if any(members[name].file_size > _MOST_SMALL_BYTES for name in (_MANIFEST_NAME, KEYS_NAME)):
        raise UnreadableFile(str(backup), "its key slots are too large")
    if sum(info.file_size for info in members.values()) > backup.stat().st_size:
        raise UnreadableFile(str(backup), "it says it is larger than it is")
    return members


def _is_plain(member: zipfile.ZipInfo) -> bool:
    """Stored as it is, not under a password of the archive, and as large as it says."""
    stored = member.compress_type == zipfile.ZIP_STORED and not member.flag_bits & 1
    return stored and member.file_size == member.compress_size


def _copy(archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path) -> None:
    try:
        with archive.open(member) as source, target.open("xb") as opened:
            while chunk := source.read(_CHUNK):
                opened.write(chunk)
    except OSError as error:
        raise DiskProblem(str(target), error.strerror or str(error)) from error


def _document(manifest: Manifest) -> dict[str, Any]:
    return {
        "format": _FORMAT,
        "made_at": manifest.made_at.iso(),
        "program": manifest.program,
        "schema": manifest.schema,
        "log": {"length": manifest.log.length, "digest": manifest.log.digest.hex()},
        "counts": dict(manifest.counts),
        "digests": dict(manifest.digests),
    }


def _manifest(document: Mapping[str, Any]) -> Manifest:
    if document["format"] != _FORMAT:
        raise ValueError(document["format"])
    return Manifest(
        made_at=Moment.from_iso(document["made_at"]),
        program=str(document["program"]),
        schema=str(document["schema"]),
        log=LogHead(int(document["log"]["length"]), bytes.fromhex(document["log"]["digest"])),
        counts={str(table): int(count) for table, count in document["counts"].items()},
        digests={name: str(document["digests"][name]) for name in (DATABASE_NAME, KEYS_NAME)},
    )
