"""Tests of comparing templates: what is told where something is added, removed, moved or changed."""

from dataclasses import replace
from decimal import Decimal

from au_desktop.domain.checklists.comparison import (
    Difference,
    Level,
    Way,
    compare,
    in_substance,
)
from au_desktop.domain.checklists.conditions import Is
from au_desktop.domain.checklists.items import Choice, Item, ItemType
from au_desktop.domain.checklists.limits import Limits
from au_desktop.domain.checklists.templates import Section, Template
from tests.checklist_examples import a_template, an_item

A, B, C, D = (an_item(key) for key in "abcd")


def of(*items: Item) -> Template:
    return a_template(*items)


def told(old: Template, new: Template) -> list[tuple[Way, str]]:
    return [(one.way, one.key) for one in compare(old, new)]


def test_items_come_and_go() -> None:
    assert told(of(A, B), of(A, C, B)) == [(Way.ADDED, "c")]
    assert told(of(A, B, C), of(A, C)) == [(Way.REMOVED, "b")]
    assert compare(of(A, B), of(B))[0] == Difference(Level.ITEM, Way.REMOVED, "a", "Do a")


def test_only_what_left_its_place_has_moved() -> None:
    assert told(of(A, B, C, D), of(B, C, D, A)) == [(Way.MOVED, "a")]
    assert told(of(A, B, C, D), of(D, A, B, C)) == [(Way.MOVED, "d")]
    assert told(of(A, B), of(C, A, B)) == [(Way.ADDED, "c")]


def test_an_item_in_another_section_has_moved_there() -> None:
    old = a_template(sections=(Section("one", "One", (A, B)), Section("two", "Two", (C,))))
    new = a_template(sections=(Section("one", "One", (A,)), Section("two", "Two", (B, C))))
    (found,) = compare(old, new)
    assert found == Difference(Level.ITEM, Way.MOVED, "b", "Do b", "", "one", "two")


def test_a_moved_section_takes_its_items_along() -> None:
    one, two = Section("one", "One", (A, B)), Section("two", "Two", (C, D))
    (found,) = compare(a_template(sections=(one, two)), a_template(sections=(two, one)))
    assert (found.level, found.way) == (Level.SECTION, Way.MOVED)


def test_a_limit_is_told_figure_by_figure() -> None:
    number = an_item("n", ItemType.NUMBER)
    low = replace(number, limits=Limits("", high_action=Decimal("2.0")))
    high = replace(number, limits=Limits("", high_action=Decimal("2.5"), local=True))
    assert [(one.field, one.old, one.new) for one in compare(of(low), of(high))] == [
        ("limits.high_action", "2", "2.5"),
        ("limits.local", None, True),
    ]
    assert [(one.field, one.new) for one in compare(of(number), of(low))] == [
        ("limits", True),
        ("limits.high_action", "2"),
    ]
    assert compare(of(low), of(replace(low, limits=Limits("", high_action=Decimal(2))))) == ()


def test_a_choice_is_told_by_its_key() -> None:
    old = an_item("c", ItemType.CHOICE)
    new = replace(old, choices=(old.choices[0], Choice("two", "Two and more", attention=True)))
    (found,) = compare(of(old), of(new))
    assert (found.field, found.old, found.new) == ("choices.two.title", "Two", "Two and more")
    more = replace(old, choices=(*old.choices, Choice("three", "Three")))
    assert [one.field for one in compare(of(old), of(more))] == ["choices", "choices.three.title"]


def test_a_condition_is_told_as_it_is() -> None:
    (found,) = compare(of(A, B), of(A, replace(B, condition=Is("a", "done"))))
    assert (found.field, found.old, found.new) == ("condition", None, Is("a", "done"))


def test_repeated_keys_of_a_faulty_draft_are_told_apart() -> None:
    assert told(of(A, A), of(A, A, A)) == [(Way.ADDED, "a")]
    other = replace(A, title="Another")
    assert told(of(A, A), of(A, other)) == [(Way.CHANGED, "a")]


def test_number_and_first_day_are_no_substance() -> None:
    newer = replace(of(A), version=2, title="Newer")
    found = compare(of(A), newer)
    assert [one.field for one in found] == ["version", "title"]
    assert [one.field for one in in_substance(found)] == ["title"]
