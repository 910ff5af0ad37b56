"""Making a packet: who may, what the log says, what is enclosed, and that nothing leaves which the log does not know of."""

import hashlib
import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from au_desktop.domain.audit import entry_document
from au_desktop.domain.canonical import canonical_bytes
from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.errors import Cancelled, DiskProblem, NotAllowed, ReadOnlyCenter
from au_desktop.domain.ids import TraineeId
from au_desktop.domain.merkle import proves
from au_desktop.domain.roles import Role
from au_desktop.services.leaving.packets import PacketWish
from au_desktop.services.packet.packet_reading import PacketReader
from au_desktop.services.packet.packet_records import RecordReader
from au_desktop.services.standing.standings import TraineeStanding
from au_desktop.services.statements.signing import OtherSigner
from tests.builders import a_trainee
from tests.fakes import FakeSigner
from tests.memory_services import ADMINISTERED, MemoryServices
from tests.packet_examples import KeepingWriter, fill, packets_of

WISH = PacketWish(Path("packet.zip"))


@dataclass
class Office:
    """A filled center and a writer."""

    center: MemoryServices = field(default_factory=MemoryServices)
    writer: KeepingWriter = field(default_factory=KeepingWriter)

    def __post_init__(self) -> None:
        self.trainee_id = fill(self.center)

    def signer(self, role: Role = Role.COORDINATOR) -> FakeSigner:
        return FakeSigner(self.center.memory.people[role].id)

    def make(self, wish: PacketWish = WISH, **more: Any) -> Any:
        made = packets_of(self.center, self.writer)
        return made.make(self.trainee_id, wish, self.signer(), **more)

    def packet(self) -> Any:
        return json.loads(self.writer.kept[-1].packet)


@pytest.fixture
def office() -> Office:
    return Office()


def test_a_packet_is_noted_in_the_log_and_the_history(office: Office) -> None:
    row = office.make().value
    entry = office.center.log[-1]
    manifest = office.packet()["manifest"]
    assert (entry.verb, entry.subject) == ("make packet", "Packet T-001")
    assert entry.fields["manifest"] == [None, row.digest]
    assert entry.fields["root"] == [None, manifest["center_records"]["root"]]
    assert entry.fields["keys"] == [None, manifest["keys"]]
    assert row.log_length == entry.sequence
    assert (row.what, row.file_name) == ("Packet", "packet.zip")
    assert office.center.memory.center.state.exports == [row]


def test_the_packet_carries_the_entry_whose_hash_is_the_logs_head(office: Office) -> None:
    office.make()
    log, entry = office.packet()["log"], office.center.log[-1]
    assert log["digest"] == hashlib.sha256(canonical_bytes(log["entry"])).hexdigest()
    assert log["digest"] == entry.digest.hex()
    assert log["entry"] == json.loads(
        canonical_bytes(entry_document(entry, entry.sequence, entry.previous))
    )


def test_every_record_of_the_trainee_is_in_it(office: Office) -> None:
    office.make()
    packet = office.packet()
    kinds = [one["kind"] for one in packet["records"]]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "case": 3,
        "hours": 4,
        "license follow-up": 1,
        "paper": 2,
        "placement": 1,
        "qualification": 1,
        "rating": 1,
        "run": 1,
        "signature request": 1,
        "statement": 2,
        "supervisor": 1,
        "trainee": 1,
    }
    assert packet["manifest"]["records"]["count"] == len(kinds)
    order = [(one["kind"], one["id"]) for one in packet["records"]]
    assert order == sorted(order)


def test_the_proof_leads_to_the_root_of_all_trainees(office: Office) -> None:
    office.center.work().enrolment.enroll(a_trainee(family_name="Another"))
    office.make()
    packet = office.packet()
    proof, manifest = packet["proof"], packet["manifest"]
    leaf = {
        "format": "au-desktop/trainee-leaf/1",
        "trainee": str(office.trainee_id),
        "count": manifest["records"]["count"],
        "root": manifest["records"]["root"],
    }
    path = [bytes.fromhex(beside) for beside in proof["path"]]
    place = (proof["index"], proof["leaves"])
    assert place[1] == 2
    assert proves(canonical_bytes(leaf), place, path, bytes.fromhex(proof["root"]))
    assert proof["root"] == manifest["center_records"]["root"]


def test_signatures_keys_and_papers_are_enclosed(office: Office) -> None:
    office.make()
    enclosed = {one.path: one.content for one in office.writer.kept[-1].material.enclosed}
    assert set(enclosed) == {
        "keys.json",
        "papers/001_scan_of_k_se__1_.pdf",
        "signatures/R-000001-1.json",
        "signatures/R-000001-1.pub",
        "signatures/R-000001-1.sig",
        "signatures/R-000001.record.json",
        *(f"signatures/S-00000{n}.{end}" for n in (1, 2) for end in ("json", "pub", "sig")),
    }
    keys = json.loads(enclosed["keys.json"])
    assert {one["role"] for one in keys} == {"coordinator", "preceptor"}


def test_papers_stay_out_where_they_are_not_wanted(office: Office) -> None:
    office.make(replace(WISH, with_papers=False))
    paths = [one.path for one in office.writer.kept[-1].material.enclosed]
    assert not [path for path in paths if path.startswith("papers/")]


def test_it_tells_how_far_it_is(office: Office) -> None:
    told: list[tuple[int, int]] = []
    office.make(progress=lambda *step: told.append(step))
    assert told == sorted(told)
    assert told[-1] == (100, 100)


def test_it_can_be_stopped_while_it_reads(office: Office) -> None:
    before = len(office.center.log)
    with pytest.raises(Cancelled):
        office.make(cancelled=lambda: True)
    assert (len(office.center.log), office.writer.kept) == (before, [])


def test_what_could_not_be_written_is_not_in_the_log(office: Office) -> None:
    before = len(office.center.log)
    office.writer.broken = True
    with pytest.raises(Cancelled):
        office.make()
    assert len(office.center.log) == before
    assert not office.writer.kept[-1].taken_back


def test_what_the_log_does_not_know_of_does_not_leave(office: Office) -> None:
    """The history cannot take it, so the file is removed again."""
    desk = office.center.memory.desk()

    class Refusing:
        def add(self, *_: object) -> None:
            raise DiskProblem("history", "full")

    def unit_of_work() -> Any:
        uow = office.center.memory.center.unit_of_work()
        uow.exports = Refusing()
        return uow

    packets = packets_of(office.center, office.writer)
    packets._desk = replace(desk, unit_of_work=unit_of_work)
    with pytest.raises(DiskProblem):
        packets.make(office.trainee_id, WISH, office.signer())
    assert office.writer.kept[-1].taken_back
    assert office.center.log[-1].verb != "make packet"


def test_who_may_not_export_makes_no_packet(office: Office) -> None:
    packets = packets_of(office.center, office.writer, Role.TRAINEE)
    with pytest.raises(NotAllowed):
        packets.make(office.trainee_id, WISH, office.signer(Role.TRAINEE))


def test_a_center_that_is_read_only_makes_none(office: Office) -> None:
    packets = packets_of(office.center, office.writer, read_only="restored")
    with pytest.raises(ReadOnlyCenter):
        packets.make(office.trainee_id, WISH, office.signer())


def test_nobody_signs_with_anothers_key(office: Office) -> None:
    packets = packets_of(office.center, office.writer)
    with pytest.raises(OtherSigner):
        packets.make(office.trainee_id, WISH, office.signer(Role.RSO))


def test_it_is_read_again_where_somebody_wrote_meanwhile(office: Office) -> None:
    desk = office.center.memory.desk()

    class Busy:
        """Somebody enrolls a trainee while the first standing is worked out."""

        calls = 0

        def of(self, trainee_id: TraineeId) -> TraineeStanding:
            found = office.center.work().standings.of(trainee_id)
            self.calls += 1
            if self.calls == 1:
                office.center.work().enrolment.enroll(a_trainee(family_name="Late"))
            return found

    busy = Busy()
    read = PacketReader(desk, busy).read(
        office.trainee_id, (lambda _done, _total: None, lambda: False), with_papers=False
    )
    assert busy.calls == 2
    assert read.head.length == len(office.center.log)
    assert read.roll.proof(office.trainee_id).leaves == 2


def test_a_checklist_of_a_trainee_without_a_case_is_theirs(office: Office) -> None:
    center = office.center
    work = center.work(Role.PRECEPTOR).checklist_work
    for subject in (Subject(trainee_id=office.trainee_id), Subject()):
        run_id = work.start(ADMINISTERED.id, subject).value
        work.answer_all(run_id, center.answers())
        work.submit(run_id)
        center.sign(run_id)
    with center.memory.center.unit_of_work() as uow:
        records = RecordReader(uow).records((office.trainee_id,))[office.trainee_id]
    assert [one.code for one in records if one.kind == "run"] == ["R-000001", "R-000002"]


def test_what_is_noted_of_a_supervisor_stays_in_the_center(office: Office) -> None:
    supervision = office.center.work().supervision
    for known in supervision.supervisors():
        supervision.change(replace(known, notes="hard to reach, ask the spouse"))
    with office.center.memory.center.unit_of_work() as uow:
        records = RecordReader(uow).records((office.trainee_id,))[office.trainee_id]
    named = [one.document for one in records if one.kind == "supervisor"]
    assert named
    assert {one["notes"] for one in named} == {""}


def test_a_roll_is_worked_out_without_being_asked_to_stop(office: Office) -> None:
    with office.center.memory.center.unit_of_work() as uow:
        roll = RecordReader(uow).roll(lambda _done, _total: None)
    assert roll.roll(office.trainee_id).count == 19
