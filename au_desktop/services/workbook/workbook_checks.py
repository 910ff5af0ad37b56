"""The verdict on a workbook that came back: genuine, altered at which cell, older than the records, or not from here."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from au_desktop.domain.errors import OutsideError
from au_desktop.domain.ids import TraineeId
from au_desktop.domain.record_roll import RollEntry
from au_desktop.domain.signing.validity import Verify
from au_desktop.services.workbook.workbook_manifest import Manifest


class FileVerdict(StrEnum):
    """What can be said of a workbook."""

    GENUINE = "genuine"
    GENUINE_BUT_OLDER = "genuine, but newer records exist"
    ALTERED = "altered"
    NOT_FROM_THIS_CENTER = "not from this center"
    LOG_CUT = "genuine, but the center's log was cut"
    LOG_REWRITTEN = "genuine, but the center's log was rewritten"
    CANNOT_TELL = "cannot tell"


class FaultKind(StrEnum):
    """What was done to a sheet, or to a file or record of a packet."""

    CELL = "the cell was changed"
    RESULT = "the result beside the formula was changed"
    ROW_REMOVED = "a row was removed"
    ROW_ADDED = "a row was added"
    ROWS_MOVED = "rows changed places"
    ROWS_CHANGED = "rows were changed"
    SHEET_MISSING = "the sheet is missing or was renamed"
    SHEET_ADDED = "the sheet was added or renamed"
    SHEETS_MOVED = "the sheets changed places"
    SHEET_CHANGED = "the sheet was changed"
    SEAL_CHANGED = "the seal was changed"
    SIGNATURE = "the signature does not fit"
    FILE_CHANGED = "the file was changed"
    FILE_MISSING = "the file is missing"
    FILE_ADDED = "the file was added"
    RECORD_CHANGED = "the record was changed"
    RECORD_REMOVED = "a record was removed"
    RECORD_ADDED = "a record was added"
    RECORDS_MOVED = "records changed places"
    KEY = "the key is not the one that was bound to the signer"
    PROOF = "the proof does not lead to the log"
    ENTRY = "the log's entry was changed"
    FIGURE = "the number does not follow from its records"
    UNSIGNED = "nothing that was signed stands behind it as it reads"


@dataclass(frozen=True, slots=True)
class SheetFault:
    """One alteration: the sheet or file, and the cell, row or record where it shows."""

    sheet: str
    place: str
    kind: FaultKind


@dataclass(frozen=True, slots=True)
class Examined:
    """What a reader found in a file: the sealed bytes with their signature, and where the sheets differ from them."""

    manifest: bytes
    signature: bytes
    public_key: bytes
    faults: tuple[SheetFault, ...]
    more_faults: int = 0


class NotSealed(OutsideError):
    """The file carries no seal of this program, or cannot be read: why."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.path = path
        self.why = why


class WorkbookReader(Protocol):
    """Reads a workbook that came from anywhere."""

    def examine(self, path: Path, cancelled: Callable[[], bool] = lambda: False) -> Examined:
        """Hold the sheets against the seal they carry; raises `NotSealed` or `Cancelled`."""
        ...


@dataclass(frozen=True, slots=True)
class PacketRoll:
    """The records that a packet holds, each by its digest, and whose they are."""

    trainee_id: TraineeId
    entries: frozenset[RollEntry]


@dataclass(frozen=True, slots=True)
class VerificationReport:
    """The verdict with its facts; `with_center` says whether key and log were compared with a center's own.

    `packet` says whose packet it is and how many records it holds; empty for a workbook. `newer` counts entries of the log
    since a workbook was made; of a packet the trainee's records that are new or changed.
    """

    verdict: FileVerdict
    faults: tuple[SheetFault, ...] = ()
    more_faults: int = 0
    newer: int = 0
    reason: str = ""
    manifest: Manifest | None = None
    public_key: bytes = b""
    with_center: bool = False
    packet: str = ""
    roll: PacketRoll | None = None

    @property
    def genuine(self) -> bool:
        """Whether the content is what was exported and signed."""
        return self.verdict in {
            FileVerdict.GENUINE,
            FileVerdict.GENUINE_BUT_OLDER,
            FileVerdict.LOG_CUT,
            FileVerdict.LOG_REWRITTEN,
        }


class WorkbookChecks:
    """Checks a workbook by what it carries, without any center: content against seal, seal against signature."""

    def __init__(self, reader: WorkbookReader, verify: Verify) -> None:
        self._reader = reader
        self._verify = verify

    def check(
        self, path: Path, cancelled: Callable[[], bool] = lambda: False
    ) -> VerificationReport:
        """The verdict; genuine here means unaltered since the holder of the shown key signed it.

        Raises:
            Cancelled: a person stopped it.
        """
        try:
            examined = self._reader.examine(path, cancelled)
        except NotSealed as error:
            return VerificationReport(FileVerdict.CANNOT_TELL, reason=error.why)
        fits = self._verify(examined.public_key, examined.manifest, examined.signature)
        faults = examined.faults if fits else (_UNSIGNED, *examined.faults)
        try:
            manifest = Manifest.from_document(json.loads(examined.manifest))
        except (ValueError, KeyError, TypeError):
            return VerificationReport(FileVerdict.CANNOT_TELL, reason="the seal does not read")
        return VerificationReport(
            FileVerdict.ALTERED if faults else FileVerdict.GENUINE,
            faults=faults,
            more_faults=examined.more_faults,
            manifest=manifest,
            public_key=examined.public_key,
        )


_UNSIGNED = SheetFault("Seal", "", FaultKind.SIGNATURE)
