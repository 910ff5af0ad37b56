"""A packet is as old as its trainee's records say: what is new or changed since then is counted, nothing else."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from au_desktop.domain.audit import LogHead
from au_desktop.domain.ids import TraineeId
from au_desktop.domain.roles import Role
from au_desktop.services.leaving.documents import DocumentFiles, Documents, ProgramFacts
from au_desktop.services.packet.packet_records import RecordReader
from au_desktop.services.workbook.workbook_checks import (
    FileVerdict,
    PacketRoll,
    VerificationReport,
)
from au_desktop.services.workbook.workbook_manifest import Manifest
from tests.builders import a_trainee
from tests.fakes import FakeSigner
from tests.fakes_workbook import FACTS
from tests.memory_services import MemoryServices
from tests.packet_examples import fill


@dataclass
class Packet:
    """A check that finds one genuine packet, and a view of a center that knows its key."""

    center: MemoryServices
    trainee_id: TraineeId
    head: LogHead
    roll: PacketRoll

    def check(self, path: Path, cancelled: Callable[[], bool] = lambda: False) -> Any:
        assert not cancelled()
        return VerificationReport(
            FileVerdict.GENUINE,
            manifest=Manifest(replace(FACTS, log=self.head), (), ""),
            public_key=FakeSigner(self.center.memory.people[Role.RSO].id).public_key,
            packet=path.name,
            roll=self.roll,
        )

    def view(self) -> "Packet":
        return self

    def __enter__(self) -> "Packet":
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def people(self) -> Any:
        return tuple(self.center.memory.people.values())

    def documents(self) -> Documents:
        desk = self.center.memory.desk(Role.RSO)
        program = ProgramFacts("0.1.0", "8", FACTS.center_id)
        tools: Any = None
        files: Any = DocumentFiles(tools, self)
        queries: Any = self
        return Documents(desk, queries, tools, files, program)

    def verified(self) -> VerificationReport:
        return self.documents().verify(Path("packet"))


@pytest.fixture
def packet() -> Packet:
    center = MemoryServices()
    trainee_id = fill(center)
    with center.memory.center.unit_of_work() as uow:
        records = RecordReader(uow).records((trainee_id,))[trainee_id]
        entries = frozenset(record.entry() for record in records)
        return Packet(center, trainee_id, uow.log.head(), PacketRoll(trainee_id, entries))


def test_it_is_as_new_as_the_records_whoever_else_was_enrolled(packet: Packet) -> None:
    packet.center.work().enrolment.enroll(a_trainee(family_name="Another"))
    report = packet.verified()
    assert (report.verdict, report.newer, report.with_center) == (FileVerdict.GENUINE, 0, True)


def test_changed_and_new_records_of_the_trainee_are_counted(packet: Packet) -> None:
    """The trainee, a new case, and what is claimed about the part in it."""
    work = packet.center.work()
    work.enrolment.change(replace(work.enrolment.trainee(packet.trainee_id), notes="called"))
    case = packet.center.memory.center.state.entities["case"][UUID(int=7250)]
    work.case_log.add(replace(case, patient_code="ZZ-9"))
    report = packet.verified()
    assert (report.verdict, report.newer) == (FileVerdict.GENUINE_BUT_OLDER, 3)


def test_of_a_trainee_whom_the_center_does_not_have_nothing_is_newer(packet: Packet) -> None:
    packet.roll = replace(packet.roll, trainee_id=TraineeId(UUID(int=99)))
    assert packet.verified().newer == 0
