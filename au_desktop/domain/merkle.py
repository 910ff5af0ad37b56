"""A Merkle tree over SHA-256, as RFC 6962 section 2.1 builds it: one root for many leaves, and short proofs of belonging.

A leaf's hash begins with a zero byte and a node's with a one byte, so that no node can pass for a leaf. A list of n leaves
is split at the largest power of two below n.
"""

import hashlib
from collections.abc import Iterable, Sequence

EMPTY_ROOT = hashlib.sha256(b"").digest()
"""The root over no leaves (RFC 6962, 2.1)."""

_LEAF, _NODE = b"\x00", b"\x01"


def leaf_hash(content: bytes) -> bytes:
    """SHA-256(0x00 || content)."""
    return hashlib.sha256(_LEAF + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 || left || right)."""
    return hashlib.sha256(_NODE + left + right).digest()


class MerkleTree:
    """The tree over some leaves, in their order."""

    def __init__(self, leaves: Iterable[bytes]) -> None:
        level = [leaf_hash(content) for content in leaves]
        self._levels = [level]
        while len(level) > 1:
            level = _level_above(level)
            self._levels.append(level)

    def __len__(self) -> int:
        return len(self._levels[0])

    @property
    def root(self) -> bytes:
        """What all leaves and their order come down to."""
        top = self._levels[-1]
        return top[0] if top else EMPTY_ROOT

    def proof(self, index: int) -> tuple[bytes, ...]:
        """The hashes beside the way from this leaf up to the root (RFC 6962, 2.1.1, PATH).

        Raises:
            IndexError: there is no such leaf.
        """
        if not 0 <= index < len(self):
            raise IndexError(index)
        path = []
        for level in self._levels[:-1]:
            beside = index ^ 1
            if beside < len(level):
                path.append(level[beside])
            index //= 2
        return tuple(path)


def _level_above(level: Sequence[bytes]) -> list[bytes]:
    """Pairs joined; one left over goes up as it is, which is the split of the RFC."""
    joined = [node_hash(level[place], level[place + 1]) for place in range(0, len(level) - 1, 2)]
    return [*joined, level[-1]] if len(level) % 2 else joined


def proves(content: bytes, place: tuple[int, int], path: Sequence[bytes], root: bytes) -> bool:
    """Whether the path leads from this leaf to the root; `place` is the leaf's index and how many leaves there are."""
    index, size = place
    if not 0 <= index < size:
        return False
    known, rest = leaf_hash(content), list(path)
    while size > 1:
        beside = index ^ 1
        if beside < size:
            if not rest:
                return False
            other = rest.pop(0)
            known = node_hash(other, known) if index % 2 else node_hash(known, other)
        index, size = index // 2, (size + 1) // 2
    return not rest and known == root
