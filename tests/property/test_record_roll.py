"""The roll of records: order does not matter, every change shows, and a proof tells nothing of anybody else."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from au_desktop.domain.ids import TraineeId
from au_desktop.domain.merkle import proves
from au_desktop.domain.record_roll import CenterRoll, RollEntry, TraineeRoll

KEYS = st.integers(1, 2**64).map(lambda number: UUID(int=number))
ENTRIES = st.lists(
    st.builds(
        RollEntry, st.sampled_from(["case", "hours"]), KEYS, st.binary(min_size=32, max_size=32)
    ),
    min_size=1,
    max_size=20,
    unique=True,
)
TRAINEE = TraineeId(UUID(int=7))


@given(ENTRIES, st.randoms())
def test_the_order_does_not_matter(entries: list[RollEntry], chance: object) -> None:
    shuffled = list(entries)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert TraineeRoll.of(TRAINEE, entries) == TraineeRoll.of(TRAINEE, shuffled)


@given(ENTRIES, st.data())
def test_a_removed_record_changes_root_and_count(
    entries: list[RollEntry], data: st.DataObject
) -> None:
    gone = data.draw(st.sampled_from(entries))
    whole = TraineeRoll.of(TRAINEE, entries)
    less = TraineeRoll.of(TRAINEE, [entry for entry in entries if entry != gone])
    assert whole.root != less.root
    assert whole.count == less.count + 1


def test_a_changed_document_changes_the_digest() -> None:
    key = UUID(int=1)
    one = RollEntry.over("case", key, {"on": "2026-11-20"})
    assert one == RollEntry.over("case", key, {"on": "2026-11-20"})
    assert one.leaf() != RollEntry.over("case", key, {"on": "2026-11-21"}).leaf()
    assert one.leaf() != RollEntry.over("hours", key, {"on": "2026-11-20"}).leaf()


@given(st.lists(KEYS, min_size=1, max_size=12, unique=True), st.data())
def test_each_trainee_is_proven_by_hashes_alone(keys: list[UUID], data: st.DataObject) -> None:
    rolls = {
        TraineeId(key): TraineeRoll.of(
            TraineeId(key), [RollEntry.over("trainee", key, {"number": number})]
        )
        for number, key in enumerate(keys)
    }
    center = CenterRoll(rolls)
    chosen = TraineeId(data.draw(st.sampled_from(keys)))
    proof = center.proof(chosen)
    assert proof.leaves == len(keys)
    assert center.roll(chosen) == rolls[chosen]
    assert proves(rolls[chosen].leaf(), (proof.index, proof.leaves), proof.path, proof.root)
    assert all(len(beside) == 32 for beside in proof.path)
