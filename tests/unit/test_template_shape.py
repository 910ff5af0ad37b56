"""Tests of the shape of a template from outside: every field of its type and within bounds, or the place is named."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from au_desktop.domain.canonical import canonical_bytes
from au_desktop.domain.checklists.template_documents import (
    template_from_document,
    template_to_document,
)
from au_desktop.domain.checklists.template_shape import is_plain_text, wrong_places
from tests.template_changes import RICH


def rich() -> Any:
    return json.loads(canonical_bytes(template_to_document(RICH)))


def deep(levels: int) -> Any:
    condition: Any = {"item": "a", "is": "yes"}
    for _ in range(levels):
        condition = {"all": [condition]}
    return condition


def test_what_the_program_writes_has_the_shape() -> None:
    assert wrong_places(rich()) == ()
    assert template_from_document(rich()) == RICH


ITEM = ("sections", 0, "items", 2)
AT = "sections[1].items[3]"


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        (("title",), None, "title"),
        (("title",), "x" * 2_001, "title"),
        (("title",), "bell\a", "title"),
        (("title",), "half \ud800", "title"),
        (("version",), True, "version"),
        (("version",), "1", "version"),
        (("version",), 10**9, "version"),
        (("effective_from",), "20260101", "effective_from"),
        (("effective_from",), "soon", "effective_from"),
        (("effective_from",), 5, "effective_from"),
        (("verify",), 1, "verify"),
        (("needs",), ["money"], "needs[1]"),
        (("needs",), [["case"]], "needs[1]"),
        (("drugs",), "one", "drugs"),
        (("drugs",), ["x"] * 501, "drugs"),
        (("basis",), [], "basis"),
        (("basis", "more"), 1, "basis.a field of another kind"),
        (("sections", 0, "items"), None, "sections[1].items"),
        ((*ITEM, "type"), "riddle", f"{AT}.type"),
        ((*ITEM, "limits", "low_action"), "1e999", f"{AT}.limits.low_action"),
        ((*ITEM, "limits", "low_action"), 5, f"{AT}.limits.low_action"),
        ((*ITEM, "prefill", "source"), None, f"{AT}.prefill.source"),
        (
            ("sections", 1, "items", 0, "formula", "arguments"),
            [["a"]],
            "sections[2].items[1].formula.arguments[1]",
        ),
        (
            ("sections", 1, "items", 0, "formula", "arguments"),
            ["ab"],
            "sections[2].items[1].formula.arguments[1]",
        ),
        (
            ("sections", 1, "items", 0, "formula", "arguments"),
            [["a", 1]],
            "sections[2].items[1].formula.arguments[1]",
        ),
        ((*ITEM, "condition"), [], f"{AT}.condition"),
        ((*ITEM, "condition"), {}, f"{AT}.condition"),
        ((*ITEM, "condition"), {"all": 1}, f"{AT}.condition"),
        ((*ITEM, "condition"), {"item": "a", "is": 1}, f"{AT}.condition.is"),
        (
            (*ITEM, "condition"),
            {"item": "a", "is": "b", "is_not": "c"},
            f"{AT}.condition.a field of another kind",
        ),
        ((*ITEM, "condition"), {"any": [{"item": "a"}]}, f"{AT}.condition[1]"),
        ((*ITEM, "condition"), deep(8), f"{AT}.condition{'[1]' * 8}"),
    ],
)
def test_another_thing_is_named_by_its_place(
    path: tuple[Any, ...], value: object, place: str
) -> None:
    document = rich()
    inner = document
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    assert wrong_places(document) == (place,)


def test_a_missing_field_is_named() -> None:
    document = rich()
    del document["kind"], document["sections"][0]["items"][0]["hint"]
    assert wrong_places(document) == ("kind", "sections[1].items[1].hint")
    assert wrong_places([]) == ("",)
    assert wrong_places(rich() | {"more": 1}) == ("a field of another kind",)


def test_conditions_may_be_as_deep_as_people_write() -> None:
    document = rich()
    document["sections"][0]["items"][2]["condition"] = deep(7)
    assert wrong_places(document) == ()


def test_plain_text_has_lines_and_letters_of_every_script() -> None:
    assert is_plain_text("Über 99mTc,\nsecond line · µCi ≥ 2")
    assert not is_plain_text("tab\t")
    assert not is_plain_text("turned \u202e round")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=10,
)


@given(st.data(), JSON)
def test_whatever_stands_in_a_field_is_judged_and_what_passes_is_read(
    data: st.DataObject, value: object
) -> None:
    document = rich()
    inner: Any = document
    while True:
        keys = list(inner) if isinstance(inner, dict) else list(range(len(inner)))
        key = data.draw(st.sampled_from(keys))
        deeper = isinstance(inner[key], dict | list) and inner[key] and data.draw(st.booleans())
        if not deeper:
            break
        inner = inner[key]
    inner[key] = value
    if not wrong_places(document):
        read = template_from_document(document)
        assert json.loads(canonical_bytes(template_to_document(read)))["id"] == document["id"]
