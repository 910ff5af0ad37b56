"""The roll of a trainee's records: which there are, each by its digest, so that a missing, added or changed one shows.

A trainee's records come down to one root and their number; all trainees' roots come down to the center's. Leaves name a
trainee by a random id only, so that a proof shows nothing of anybody else.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from au_desktop.domain.canonical import Document, canonical_bytes, digest_of
from au_desktop.domain.ids import TraineeId
from au_desktop.domain.merkle import MerkleTree

ENTRY_FORMAT = "au-desktop/packet-record/1"
LEAF_FORMAT = "au-desktop/trainee-leaf/1"


@dataclass(frozen=True, slots=True, order=True)
class RollEntry:
    """One record: its kind, its id, and the SHA-256 of its canonical document."""

    kind: str
    id: UUID
    digest: bytes

    @classmethod
    def over(cls, kind: str, record_id: UUID, document: Document) -> "RollEntry":
        """The entry of a record that reads so."""
        return cls(kind, record_id, digest_of(document))

    def leaf(self) -> bytes:
        """Its leaf in the trainee's tree."""
        return canonical_bytes(
            {
                "format": ENTRY_FORMAT,
                "kind": self.kind,
                "id": str(self.id),
                "digest": self.digest.hex(),
            }
        )


@dataclass(frozen=True, slots=True)
class TraineeRoll:
    """How many records a trainee has, and the root over them."""

    trainee_id: TraineeId
    count: int
    root: bytes

    @classmethod
    def of(cls, trainee_id: TraineeId, entries: Iterable[RollEntry]) -> "TraineeRoll":
        """The roll over these records; their order does not matter."""
        tree = MerkleTree(entry.leaf() for entry in sorted(entries))
        return cls(trainee_id, len(tree), tree.root)

    def leaf(self) -> bytes:
        """Its leaf in the center's tree."""
        return canonical_bytes(
            {
                "format": LEAF_FORMAT,
                "trainee": str(self.trainee_id),
                "count": self.count,
                "root": self.root.hex(),
            }
        )


@dataclass(frozen=True, slots=True)
class RollProof:
    """That one trainee's roll belongs to the center's root: the leaf's place, how many leaves, the hashes beside the way."""

    root: bytes
    index: int
    leaves: int
    path: tuple[bytes, ...]


class CenterRoll:
    """Every trainee's roll, by trainee id."""

    def __init__(self, rolls: Mapping[TraineeId, TraineeRoll]) -> None:
        self._order = sorted(rolls)
        self._rolls = rolls
        self._tree = MerkleTree(rolls[key].leaf() for key in self._order)

    def roll(self, trainee_id: TraineeId) -> TraineeRoll:
        """The roll of one trainee."""
        return self._rolls[trainee_id]

    def proof(self, trainee_id: TraineeId) -> RollProof:
        """The proof for one trainee."""
        index = self._order.index(trainee_id)
        return RollProof(self._tree.root, index, len(self._tree), self._tree.proof(index))
