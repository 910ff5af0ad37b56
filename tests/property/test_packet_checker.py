"""The packet's own checker reckons as the program does: canonical JSON, the Merkle tree, its proofs, fingerprints."""

import hashlib
import runpy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from au_desktop.domain.canonical import canonical_bytes
from au_desktop.domain.merkle import MerkleTree
from au_desktop.security.seals import fingerprint
from tests.builders import RESOURCES

CHECKER: dict[str, Any] = runpy.run_path(
    str(RESOURCES / "packet" / "verify.py"), run_name="packet_checker"
)
PLAIN = st.none() | st.booleans() | st.integers() | st.text()
KEYS = st.text(st.characters(max_codepoint=127), max_size=6)
DOCUMENTS = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4)
)
LEAVES = st.lists(st.binary(max_size=12), max_size=40)


@given(DOCUMENTS)
def test_documents_have_the_same_bytes(document: Any) -> None:
    assert CHECKER["canonical"](document) == canonical_bytes(document)


@given(LEAVES)
def test_trees_have_the_same_root(leaves: list[bytes]) -> None:
    assert CHECKER["tree_root"](leaves) == MerkleTree(leaves).root.hex()


@given(LEAVES.filter(bool), st.data())
def test_proofs_lead_to_the_same_root(leaves: list[bytes], data: st.DataObject) -> None:
    tree = MerkleTree(leaves)
    index = data.draw(st.integers(0, len(leaves) - 1))
    path = [beside.hex() for beside in tree.proof(index)]
    size = len(leaves)
    assert CHECKER["climb"](leaves[index], index, size, path) == tree.root.hex()
    assert CHECKER["climb"](leaves[index], size, size, path) == ""
    assert CHECKER["climb"](leaves[index], index, size, [*path, "00" * 32]) == ""
    assert not path or CHECKER["climb"](leaves[index], index, size, path[:-1]) != tree.root.hex()


@given(st.binary(min_size=32, max_size=32))
def test_fingerprints_are_those_that_the_center_shows(key: bytes) -> None:
    assert CHECKER["fingerprint"](hashlib.sha256(key).hexdigest()) == fingerprint(key)
