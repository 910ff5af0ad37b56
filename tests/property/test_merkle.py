"""The Merkle tree against the RFC's recursive definition and its published roots; proofs fit their leaf and nothing else."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from au_desktop.domain.merkle import EMPTY_ROOT, MerkleTree, leaf_hash, proves

LEAVES = st.lists(st.binary(max_size=24), min_size=1, max_size=70)

# The test data of the Certificate Transparency project for RFC 6962.
CT_LEAVES = (
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
)
CT_ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)


def by_the_rfc(leaves: list[bytes]) -> bytes:
    """MTH of RFC 6962, 2.1, as written there."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return hashlib.sha256(
        b"\x01" + by_the_rfc(leaves[:split]) + by_the_rfc(leaves[split:])
    ).digest()


@pytest.mark.parametrize("count", range(1, 9))
def test_the_published_roots_come_out(count: int) -> None:
    leaves = [bytes.fromhex(leaf) for leaf in CT_LEAVES[:count]]
    assert MerkleTree(leaves).root.hex() == CT_ROOTS[count - 1]


def test_no_leaves_have_the_root_of_the_rfc() -> None:
    assert MerkleTree([]).root == EMPTY_ROOT == by_the_rfc([])


@given(LEAVES)
def test_the_root_is_that_of_the_recursive_definition(leaves: list[bytes]) -> None:
    assert MerkleTree(leaves).root == by_the_rfc(leaves)


@given(LEAVES, st.data())
def test_every_leaf_has_a_proof(leaves: list[bytes], data: st.DataObject) -> None:
    tree = MerkleTree(leaves)
    index = data.draw(st.integers(0, len(leaves) - 1))
    path = tree.proof(index)
    place = (index, len(leaves))
    assert proves(leaves[index], place, path, tree.root)
    assert not proves(leaves[index] + b"x", place, path, tree.root)
    assert not proves(leaves[index], place, (*path, bytes(32)), tree.root)
    assert not proves(leaves[index], place, path, leaf_hash(b"another root"))
    assert not path or not proves(leaves[index], place, path[:-1], tree.root)


@given(LEAVES, st.data())
def test_a_removed_an_added_and_a_changed_leaf_change_the_root(
    leaves: list[bytes], data: st.DataObject
) -> None:
    root = MerkleTree(leaves).root
    index = data.draw(st.integers(0, len(leaves) - 1))
    removed = leaves[:index] + leaves[index + 1 :]
    added = [*leaves[:index], b"something else entirely, 33 bytes.", *leaves[index:]]
    changed = [*leaves[:index], leaves[index] + b"!", *leaves[index + 1 :]]
    assert root not in {MerkleTree(other).root for other in (removed, added, changed)}


@pytest.mark.parametrize("place", [(-1, 3), (3, 3), (0, 0)])
def test_a_place_outside_of_the_tree_proves_nothing(place: tuple[int, int]) -> None:
    tree = MerkleTree([b"a", b"b", b"c"])
    assert not proves(b"a", place, tree.proof(0), tree.root)


@pytest.mark.parametrize("index", [-1, 3])
def test_there_is_no_proof_for_a_leaf_that_is_not_there(index: int) -> None:
    with pytest.raises(IndexError):
        MerkleTree([b"a", b"b", b"c"]).proof(index)
