"""Laws of comparing templates: nothing differs from itself, no single change stays hidden, and both ways tell the same."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from au_desktop.domain.checklists.comparison import Difference, Way, compare
from au_desktop.domain.checklists.template_documents import template_digest
from au_desktop.domain.checklists.templates import Template
from tests.template_changes import RICH, single_changes

CHANGES = tuple(single_changes(RICH))
BACK = {Way.ADDED: Way.REMOVED, Way.REMOVED: Way.ADDED}


@st.composite
def changed(draw: st.DrawFn) -> Template:
    """The rich template after up to three changes, one upon the other."""
    template = RICH
    for _ in range(draw(st.integers(0, 3))):
        ways = tuple(single_changes(template))
        template = ways[draw(st.integers(0, len(ways) - 1))][1]
    return template


@pytest.mark.parametrize(("path", "other"), CHANGES, ids=[path for path, _ in CHANGES])
def test_every_single_change_is_found_both_ways(path: str, other: Template) -> None:
    assert template_digest(other) != template_digest(RICH), path
    assert compare(RICH, other)
    assert compare(other, RICH)


def test_a_change_of_one_plain_field_is_one_difference() -> None:
    plain = [other for path, other in CHANGES if path.endswith((".hint", ".high_action", "note"))]
    assert len(plain) > 5
    for other in plain:
        (found,) = compare(RICH, other)
        assert found.way is Way.CHANGED


@given(changed(), changed())
@settings(max_examples=60)
def test_nothing_differs_exactly_where_the_digests_agree(one: Template, two: Template) -> None:
    assert (compare(one, two) == ()) is (template_digest(one) == template_digest(two))
    assert compare(one, one) == ()


@given(changed(), changed())
@settings(max_examples=60)
def test_the_other_way_round_tells_the_same(one: Template, two: Template) -> None:
    there = [_told(found) for found in compare(one, two) if found.way is not Way.MOVED]
    back = [_told(_turned(found)) for found in compare(two, one) if found.way is not Way.MOVED]
    assert sorted(there) == sorted(back)


def _turned(found: Difference) -> Difference:
    way = BACK.get(found.way, found.way)
    return replace(found, way=way, old=found.new, new=found.old)


def _told(found: Difference) -> str:
    return repr(replace(found, title=""))
