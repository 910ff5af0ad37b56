"""The verdict on a packet in the words of the workbook's, and the choice between the two checks."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from au_desktop.domain.ids import TraineeId
from au_desktop.domain.record_roll import RollEntry
from au_desktop.services.leaving.packet_checks import MOST_FAULTS, ExaminedPacket, FileChecks
from au_desktop.services.workbook.workbook_checks import (
    Examined,
    FaultKind,
    FileVerdict,
    NotSealed,
    PacketRoll,
    SheetFault,
    WorkbookChecks,
)
from tests.fakes import fake_verify

PACKET: dict[str, Any] = {
    "manifest": {
        "center": {"id": "center-1", "name": "Lakeside", "license": "45"},
        "trainee": {"id": str(UUID(int=1)), "code": "T-001", "name": "A. Example"},
        "draft": True,
        "program": "0.1.0",
        "schema": "8",
        "profile": "nrc-2019",
        "made": {"by": "Somebody", "by_id": "2", "at": "2026-11-22T09:30:00.000000+00:00"},
    },
    "signature": {"public_key": "ab" * 32},
    "records": [{"kind": "case", "id": str(UUID(int=2)), "digest": "ef" * 32}],
    "log": {"length": 9, "digest": "cd" * 32},
}
FAULT = SheetFault("worksheet.pdf", "", FaultKind.FILE_CHANGED)


@dataclass
class FakePackets:
    """Finds what the test says in a folder; everything else is a workbook."""

    document: Any
    faults: tuple[SheetFault, ...] = ()
    why: str = ""

    def is_packet(self, path: Path) -> bool:
        return not path.suffix

    def examine(self, path: Path, cancelled: Callable[[], bool] = lambda: False) -> ExaminedPacket:
        if self.why:
            raise NotSealed(str(path), self.why)
        assert not cancelled()
        return ExaminedPacket(self.document, self.faults, 11, 11)


class NoWorkbook:
    def examine(self, path: Path, cancelled: Callable[[], bool] = lambda: False) -> Examined:
        raise NotSealed(str(path), "it is no workbook")


def checks(packets: FakePackets) -> FileChecks:
    return FileChecks(WorkbookChecks(NoWorkbook(), fake_verify), packets)


def test_a_packet_says_whose_it_is_and_where_it_stands_in_the_log() -> None:
    report = checks(FakePackets(PACKET)).check(Path("packet"))
    assert report.verdict is FileVerdict.GENUINE
    assert report.packet == "T-001, A. Example, draft, 11 of 11 records"
    assert report.public_key == bytes.fromhex("ab" * 32)
    assert report.manifest is not None
    assert report.manifest.facts.log.length == 9
    entry = RollEntry("case", UUID(int=2), bytes.fromhex("ef" * 32))
    assert report.roll == PacketRoll(TraineeId(UUID(int=1)), frozenset({entry}))
    whole = {**PACKET, "manifest": {**PACKET["manifest"], "draft": False}}
    assert checks(FakePackets(whole)).check(Path("packet")).packet == (
        "T-001, A. Example, 11 of 11 records"
    )


def test_an_altered_packet_names_the_places_up_to_a_number() -> None:
    report = checks(FakePackets(PACKET, (FAULT,) * (MOST_FAULTS + 3))).check(Path("packet"))
    assert (report.verdict, len(report.faults), report.more_faults) == (
        FileVerdict.ALTERED,
        MOST_FAULTS,
        3,
    )


@pytest.mark.parametrize("packets", [FakePackets(PACKET, why="it is cut"), FakePackets({})])
def test_what_does_not_read_cannot_be_told(packets: FakePackets) -> None:
    report = checks(packets).check(Path("packet"))
    assert report.verdict is FileVerdict.CANNOT_TELL
    assert report.reason in {"it is cut", "packet.json does not read"}


def test_anything_else_is_checked_as_a_workbook() -> None:
    report = checks(FakePackets(PACKET)).check(Path("book.xlsx"))
    assert (report.verdict, report.reason) == (FileVerdict.CANNOT_TELL, "it is no workbook")
