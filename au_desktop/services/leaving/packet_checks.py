"""The verdict on a packet that came back, in the same words as that on a workbook; and the choice between the two checks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from au_desktop.domain.audit import LogHead
from au_desktop.domain.ids import TraineeId
from au_desktop.domain.moments import Moment
from au_desktop.domain.record_roll import RollEntry
from au_desktop.services.workbook.workbook_checks import (
    FileVerdict,
    NotSealed,
    PacketRoll,
    SheetFault,
    VerificationReport,
    WorkbookChecks,
)
from au_desktop.services.workbook.workbook_manifest import BookFacts, Manifest

MOST_FAULTS = 200


@dataclass(frozen=True, slots=True)
class ExaminedPacket:
    """What a reader found: the document of packet.json, the alterations, and how many records there are of how many."""

    document: Mapping[str, Any]
    faults: tuple[SheetFault, ...]
    records: int
    expected: int


class PacketFiles(Protocol):
    """Reads packets that came from anywhere."""

    def is_packet(self, path: Path) -> bool:
        """Whether it looks like a packet: a folder, or a zip file with packet.json in it."""
        ...

    def examine(self, path: Path, cancelled: Callable[[], bool] = lambda: False) -> ExaminedPacket:
        """Run every check of the packet's own verify.py; raises `NotSealed` or `Cancelled`."""
        ...


class FileChecks:
    """Checks whatever came back: a packet or a workbook."""

    def __init__(self, workbooks: WorkbookChecks, packets: PacketFiles) -> None:
        self._workbooks = workbooks
        self._packets = packets

    def check(
        self, path: Path, cancelled: Callable[[], bool] = lambda: False
    ) -> VerificationReport:
        """The verdict without any center; raises `Cancelled`."""
        if not self._packets.is_packet(path):
            return self._workbooks.check(path, cancelled)
        try:
            examined = self._packets.examine(path, cancelled)
            return _report(examined)
        except NotSealed as error:
            return VerificationReport(FileVerdict.CANNOT_TELL, reason=error.why)
        except (KeyError, TypeError, ValueError):
            return VerificationReport(FileVerdict.CANNOT_TELL, reason="packet.json does not read")


def _report(examined: ExaminedPacket) -> VerificationReport:
    faults = examined.faults
    manifest = examined.document["manifest"]
    trainee, draft = manifest["trainee"], ", draft" if manifest["draft"] else ""
    counted = f"{examined.records} of {examined.expected} records"
    return VerificationReport(
        FileVerdict.ALTERED if faults else FileVerdict.GENUINE,
        faults=faults[:MOST_FAULTS],
        more_faults=max(0, len(faults) - MOST_FAULTS),
        manifest=Manifest(_facts(examined.document), (), ""),
        public_key=bytes.fromhex(examined.document["signature"]["public_key"]),
        packet=f"{trainee['code']}, {trainee['name']}{draft}, {counted}",
        roll=PacketRoll(
            TraineeId(UUID(trainee["id"])),
            frozenset(
                RollEntry(one["kind"], UUID(one["id"]), bytes.fromhex(one["digest"]))
                for one in examined.document["records"]
            ),
        ),
    )


def _facts(document: Mapping[str, Any]) -> BookFacts:
    """Where it comes from; the witness is the log with the entry about the packet."""
    manifest, log = document["manifest"], document["log"]
    center, made = manifest["center"], manifest["made"]
    return BookFacts(
        center_id=str(center["id"]),
        center=str(center["name"]),
        license_number=str(center["license"]),
        period="",
        filters="",
        program=str(manifest["program"]),
        schema=str(manifest["schema"]),
        profile=str(manifest["profile"]),
        templates=(),
        made_by=str(made["by"]),
        made_by_id=str(made["by_id"]),
        made_at=Moment.from_iso(made["at"]),
        log=LogHead(int(log["length"]), bytes.fromhex(log["digest"])),
    )
