"""A center in memory with a trainee of whom something of every kind is on record, and a writer that keeps what it is given."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from au_desktop.domain.errors import Cancelled
from au_desktop.domain.ids import CaseId, FollowUpId, HostId, PaperId, PlacementId, TraineeId
from au_desktop.domain.roles import Role
from au_desktop.domain.signing.statements import StatementDraft, StatementKind
from au_desktop.domain.training.cases import Voided
from au_desktop.domain.training.hours import Course, HourPart, Ledger
from au_desktop.domain.training.license_follow_up import LicenseFollowUp
from au_desktop.domain.training.onboarding import Placement
from au_desktop.domain.training.papers import Paper, PaperOwner
from au_desktop.domain.training.qualification import (
    BoardCertificate,
    CurrentAuthorization,
    Qualification,
)
from au_desktop.domain.training.ratings import DualRating
from au_desktop.domain.training.standings.attestation_rules import AskedFor, SignatureRequest
from au_desktop.domain.training.trainees import Period
from au_desktop.services.leaving.documents import ProgramFacts
from au_desktop.services.leaving.packets import PacketMaterial, Packets, PacketTools, PacketWish
from au_desktop.services.packet.packet_manifest import PacketFile
from au_desktop.services.statements.stated_records import stated_hours
from tests.builders import a_case
from tests.hour_builders import an_entry
from tests.memory_services import MemoryServices

PAPER_ID, OLD_PAPER_ID = PaperId(UUID(int=7301)), PaperId(UUID(int=7302))
PROGRAM = ProgramFacts("0.1.0", "8", "center-1")


@dataclass
class KeptPacket:
    """What the writer was given, and what became of it."""

    place: Path
    material: PacketMaterial
    packet: bytes = b""
    taken_back: bool = False
    broken: bool = False

    @property
    def files(self) -> tuple[PacketFile, ...]:
        return tuple(
            PacketFile(one.path, len(one.content), hashlib.sha256(one.content).hexdigest())
            for one in self.material.enclosed
        )

    def put(self, packet: bytes) -> None:
        if self.broken:
            raise Cancelled
        self.packet = packet

    def take_back(self) -> None:
        self.taken_back = True


@dataclass
class KeepingWriter:
    """A writer of packets that writes nothing; `meanwhile` is done while it stages."""

    kept: list[KeptPacket] = field(default_factory=list)
    broken: bool = False

    @contextmanager
    def stage(
        self, wish: PacketWish, material: PacketMaterial, cancelled: Callable[[], bool]
    ) -> Iterator[KeptPacket]:
        assert not cancelled()
        self.kept.append(KeptPacket(wish.target, material, broken=self.broken))
        yield self.kept[-1]


def packets_of(
    center: MemoryServices,
    writer: KeepingWriter,
    role: Role = Role.COORDINATOR,
    read_only: str = "",
) -> Packets:
    desk = center.memory.desk(role, read_only)
    tools = PacketTools(center.work(role).standings, writer, lambda key: key.hex()[:8], PROGRAM)
    return Packets(desk, tools)


def fill(center: MemoryServices) -> TraineeId:
    """A signed case, an observed and a void one, hours of every ledger, papers, and what a trainee brings."""
    case_id = center.case()
    center.signed(case_id)
    case = center.work().case_log.case(case_id)
    trainee_id, supervisor_id = case.trainee_id, case.supervisor_id
    hours = (
        an_entry(1, "12", trainee_id=trainee_id),
        an_entry(
            2,
            "8",
            trainee_id=trainee_id,
            ledger=Ledger.WORK,
            course=Course(),
            first=date(2026, 4, 6),
            place="Lakeside",
            license_number="45-00000-01",
            supervisor_id=supervisor_id,
            parts=(HourPart("A", Decimal(5)), HourPart("", Decimal(3))),
        ),
        an_entry(3, "6", trainee_id=trainee_id, ledger=Ledger.CONTINUING, first=date(2026, 5, 4)),
        an_entry(4, "2", trainee_id=trainee_id, first=date(2026, 6, 1)),
    )
    with center.memory.center.unit_of_work() as uow:
        for entry in hours:
            uow.hours.add(entry)
        for number, changes in enumerate(({}, {"voided": Voided("twice", center.now())}), 50):
            uow.cases.add(
                a_case(
                    id=UUID(int=7200 + number),
                    number=number,
                    trainee_id=trainee_id,
                    supervisor_id=None,
                    drug_id="i-131-sodium-iodide",
                    **changes,
                )
            )
        uow.commit()
    put_brought(center, trainee_id, case_id)
    for kind, entry, role in (
        (StatementKind.CLASSROOM_VERIFIED, hours[0], Role.COORDINATOR),
        (StatementKind.WORK_CONFIRMED, hours[1], Role.PRECEPTOR),
    ):
        draft = StatementDraft(kind, trainee_id, {"hours": "seen"}, (stated_hours(entry),))
        center.work(role).statements.sign(draft, role.value)
    return trainee_id


def put_brought(center: MemoryServices, trainee_id: TraineeId, case_id: CaseId) -> None:
    """Papers, a rating, a qualification, a visit and a license follow-up."""
    now = center.now()
    paper = Paper(
        PAPER_ID,
        PaperOwner.TRAINEE,
        trainee_id,
        "Certificate",
        "scan of käse (1).pdf",
        4,
        hashlib.sha256(b"data").digest(),
        now,
        center.memory.people[Role.COORDINATOR].id,
    )
    old = replace(paper, id=OLD_PAPER_ID, voided=Voided("twice", now))
    with center.memory.center.unit_of_work() as uow:
        uow.papers.add(paper, b"data")
        uow.papers.add(old, b"data")
        uow.ratings.put(DualRating(case_id))
        uow.qualifications.put(
            Qualification(
                trainee_id,
                (BoardCertificate("abr", "Oncology", "12", date(2020, 1, 1), PAPER_ID),),
                (CurrentAuthorization("45-00000-02", "NRC", ("35.490",), ("G3",)),),
            )
        )
        visit = Period(date(2026, 11, 16), date(2026, 11, 20))
        uow.placements.put(
            Placement(PlacementId(UUID(int=7401)), trainee_id, HostId(UUID(int=1)), visit)
        )
        uow.requests.put(
            SignatureRequest(
                UUID(int=7403),
                trainee_id,
                center.memory.people[Role.PRECEPTOR].id,
                AskedFor.PRECEPTOR,
                now,
                center.memory.people[Role.COORDINATOR].id,
            )
        )
        uow.follow_ups.put(
            LicenseFollowUp(FollowUpId(UUID(int=7402)), trainee_id, "45-00000-02", "NRC")
        )
        uow.commit()
