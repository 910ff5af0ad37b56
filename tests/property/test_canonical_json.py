"""Property tests that our canonical bytes are those of a library of RFC 8785."""

import json
from typing import Any

import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from au_desktop.domain.canonical import canonical_bytes

SAFE = 2**53 - 1
KEYS = st.text(st.characters(max_codepoint=127), max_size=12)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
LEAVES = st.none() | st.booleans() | st.integers(-SAFE, SAFE) | WORDS
DOCUMENTS = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=25,
)


@given(DOCUMENTS)
def test_the_bytes_are_those_of_the_rfc(document: Any) -> None:
    assert canonical_bytes(document) == rfc8785.dumps(document)


@given(DOCUMENTS)
def test_reading_the_bytes_gives_the_document_back(document: Any) -> None:
    content = canonical_bytes(document)
    assert json.loads(content) == document
    assert canonical_bytes(json.loads(content)) == content


@given(st.dictionaries(KEYS, LEAVES, min_size=2))
def test_the_order_of_writing_does_not_matter(document: dict[str, Any]) -> None:
    turned = dict(reversed(document.items()))
    assert canonical_bytes(turned) == canonical_bytes(document)
