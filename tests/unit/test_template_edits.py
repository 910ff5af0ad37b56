"""What the editor of templates does to a template: put, insert, take out, move, copy, rename with every reference."""

from dataclasses import replace
from decimal import Decimal

import pytest

from au_desktop.domain.checklists.conditions import (
    AllHold,
    Answered,
    AnyHolds,
    AnyOf,
    Is,
    IsNot,
)
from au_desktop.domain.checklists.items import Formula, ItemType, Prefill, PrefillSource
from au_desktop.domain.checklists.limits import Limits
from au_desktop.domain.checklists.template_checks import template_faults
from au_desktop.domain.checklists.template_edits import (
    HEAD,
    Place,
    copied,
    exists,
    first_sources,
    fresh_key,
    item_at,
    item_keys,
    items_before,
    key_from,
    moved,
    neighbor,
    new_item,
    new_section,
    place_of,
    places,
    retyped,
    section_at,
    section_keys,
    with_choice_key,
    with_item,
    with_item_inserted,
    with_item_key,
    with_section,
    with_section_inserted,
    with_section_key,
    without,
)
from au_desktop.domain.checklists.templates import Section, SignOffRule
from au_desktop.domain.quantities import QuantityKind
from au_desktop.domain.roles import Role
from tests.checklist_examples import KNOWN, a_template, an_item

SHEET = a_template(
    sections=(
        Section("before", "Before", (an_item("a"), an_item("b"))),
        Section("after", "After", (an_item("c"),)),
    )
)


def keys(template):
    return [[item.key for item in section.items] for section in template.sections]


def test_places_are_counted_in_the_order_of_the_work():
    assert places(SHEET) == (HEAD, Place(0), Place(0, 0), Place(0, 1), Place(1), Place(1, 0))
    assert (HEAD.is_head, Place(1).is_section, Place(1, 0).is_item) == (True, True, True)
    assert not any((HEAD.is_section, HEAD.is_item, Place(1).is_item, Place(1, 0).is_section))
    assert section_at(SHEET, Place(1, 0)).key == "after"
    assert item_at(SHEET, Place(0, 1)).key == "b"


@pytest.mark.parametrize(
    ("place", "there"),
    [(HEAD, True), (Place(1), True), (Place(2), False), (Place(1, 0), True), (Place(1, 1), False)],
)
def test_a_place_exists_or_not(place, there):
    assert exists(SHEET, place) is there


def test_a_place_is_found_by_its_key():
    found = [place_of(SHEET, key) for key in ("c", "after", "nowhere")]
    assert found == [Place(1, 0), Place(1), None]


def test_conditions_ask_about_what_stands_before():
    assert [one.key for one in items_before(SHEET, Place(0, 1))] == ["a"]
    assert [one.key for one in items_before(SHEET, Place(1))] == ["a", "b"]
    assert items_before(SHEET, Place(0)) == ()


def test_items_and_sections_are_put_inserted_and_taken_out():
    assert keys(with_item(SHEET, Place(0, 0), an_item("x"))) == [["x", "b"], ["c"]]
    assert keys(with_item_inserted(SHEET, Place(1, 1), an_item("x"))) == [["a", "b"], ["c", "x"]]
    assert keys(without(SHEET, Place(0, 1))) == [["a"], ["c"]]
    assert keys(without(SHEET, Place(0))) == [["c"]]
    renamed = with_section(SHEET, Place(1), Section("late", "Late", ()))
    assert section_keys(renamed) == ("before", "late")
    more = with_section_inserted(SHEET, 1, Section("mid", "Mid", ()))
    assert section_keys(more) == ("before", "mid", "after")


@pytest.mark.parametrize(
    ("source", "target", "result", "landed"),
    [
        (Place(0, 0), Place(0, 2), [["b", "a"], ["c"]], Place(0, 1)),
        (Place(0, 1), Place(0, 0), [["b", "a"], ["c"]], Place(0, 0)),
        (Place(0, 0), Place(1, 0), [["b"], ["a", "c"]], Place(1, 0)),
        (Place(0, 0), Place(1), [["b"], ["c", "a"]], Place(1, 1)),
        (Place(0), Place(2), [["c"], ["a", "b"]], Place(1)),
        (Place(1), Place(0), [["c"], ["a", "b"]], Place(0)),
    ],
)
def test_what_is_moved_stands_before_its_target(source, target, result, landed):
    template, place = moved(SHEET, source, target)
    assert (keys(template), place) == (result, landed)


@pytest.mark.parametrize(
    ("place", "step", "target"),
    [
        (Place(0, 0), 1, Place(0, 2)),
        (Place(0, 1), -1, Place(0, 0)),
        (Place(0, 1), 1, Place(1, 0)),
        (Place(1, 0), -1, Place(0, 2)),
        (Place(0, 0), -1, None),
        (Place(1, 0), 1, None),
        (Place(0), 1, Place(2)),
        (Place(1), -1, Place(0)),
        (Place(1), 1, None),
    ],
)
def test_a_step_up_or_down_goes_over_into_the_next_section(place, step, target):
    assert neighbor(SHEET, place, step) == target


def test_a_copy_has_keys_of_its_own_and_refers_to_its_own_items():
    template, landed = copied(SHEET, Place(0, 0))
    assert (keys(template), landed) == ([["a", "a_2", "b"], ["c"]], Place(0, 1))
    hanging = with_item(SHEET, Place(0, 1), an_item("b", condition=Is("a", "done")))
    template, landed = copied(hanging, Place(0))
    assert (keys(template), landed) == ([["a", "b"], ["a_2", "b_2"], ["c"]], Place(1))
    assert section_keys(template) == ("before", "before_2", "after")
    assert item_at(template, Place(1, 1)).condition == Is("a_2", "done")


def test_a_key_is_made_of_a_title():
    assert key_from("Dose rate at 1 m (µSv/h)", "item_1") == "dose_rate_at_1_m_sv_h"
    assert key_from("1 m", "item_1") == "item_1"
    assert key_from("x" * 80, "item_1") == "x" * 48
    assert fresh_key(("a", "a_2"), "a") == "a_3"
    assert fresh_key((), "a") == "a"


def test_whatever_asks_about_an_item_follows_its_new_key():
    asking = an_item(
        "b",
        ItemType.COMPUTED,
        condition=AllHold((IsNot("a", "done"), AnyHolds((AnyOf("a", ("done",)), Answered("z"))))),
        formula=Formula("sum", (("first", "a"), ("second", "z"))),
        prefill=Prefill(PrefillSource.INSTRUMENT_CALIBRATION_DUE, "a"),
        not_before="a",
        not_after="a",
        like="a",
    )
    earlier = an_item("e", prefill=Prefill(PrefillSource.EARLIER_RUN, "a", "spill"))
    template = a_template(
        sections=(
            Section("before", "Before", (an_item("a"), asking, earlier)),
            Section("after", "After", (), Is("a", "done")),
        )
    )
    renamed = with_item_key(template, Place(0, 0), "first")
    assert item_keys(renamed) == ("first", "b", "e")
    changed = item_at(renamed, Place(0, 1))
    assert changed.condition == AllHold(
        (IsNot("first", "done"), AnyHolds((AnyOf("first", ("done",)), Answered("z"))))
    )
    assert changed.formula == Formula("sum", (("first", "first"), ("second", "z")))
    assert changed.prefill == Prefill(PrefillSource.INSTRUMENT_CALIBRATION_DUE, "first")
    assert (changed.not_before, changed.not_after, changed.like) == ("first",) * 3
    assert item_at(renamed, Place(0, 2)).prefill == earlier.prefill
    assert renamed.sections[1].condition == Is("first", "done")


def test_signatures_follow_the_new_key_of_their_part():
    rule = SignOffRule("performed", "Performed", (Role.STAFF,), sections=("before", "after"))
    renamed = with_section_key(replace(SHEET, sign_offs=(rule,)), Place(0), "early")
    assert renamed.sign_offs[0].sections == ("early", "after")
    assert section_keys(renamed) == ("early", "after")


def test_conditions_follow_the_new_key_of_a_choice():
    choice = an_item("a", ItemType.CHOICE, expected=("one",))
    hanging = (
        an_item("b", condition=Is("a", "one")),
        an_item("c", condition=IsNot("a", "two")),
        an_item("d", condition=AnyOf("a", ("one", "two"))),
        an_item("e", condition=AllHold((Is("x", "one"), Answered("a")))),
    )
    renamed = with_choice_key(a_template(choice, *hanging), Place(0, 0), "one", "first")
    item = item_at(renamed, Place(0, 0))
    assert ([one.key for one in item.choices], item.expected) == (["first", "two"], ("first",))
    conditions = [one.condition for one in renamed.items[1:]]
    assert conditions == [
        Is("a", "first"),
        IsNot("a", "two"),
        AnyOf("a", ("first", "two")),
        AllHold((Is("x", "one"), Answered("a"))),
    ]


def test_what_is_new_has_a_free_key_and_lacks_only_its_words():
    item, section = new_item(SHEET), new_section(SHEET)
    assert (item.key, section.key, section.items) == ("item_1", "section_1", ())
    assert item.basis.citation == "Local procedure of the center"
    added = with_item_inserted(SHEET, Place(0, 0), item)
    assert [one.where for one in template_faults(added, KNOWN)] == ["item_1"]
    assert new_item(added).key == "item_2"


def test_another_type_drops_what_only_the_old_one_has_a_use_for():
    choice = retyped(an_item("a"), ItemType.CHOICE)
    assert (choice.expected, choice.choices) == ((), ())
    assert retyped(choice, ItemType.CONFIRM).expected == ("done",)
    number = an_item("n", ItemType.NUMBER, units=("%",), limits=Limits("%", Decimal(1)), like="m")
    computed = retyped(number, ItemType.COMPUTED)
    assert (computed.units, computed.limits, computed.like) == (("%",), number.limits, "")
    assert retyped(number, ItemType.TIMER).units == ()
    quantity = retyped(number, ItemType.QUANTITY)
    assert (quantity.quantity_kind, quantity.limits) == (QuantityKind.ACTIVITY, None)
    assert quantity.like == "m"
    timed = an_item("t", ItemType.TIMER, not_before="event", not_after="event")
    assert retyped(timed, ItemType.DATE_TIME).not_before == "event"
    assert retyped(timed, ItemType.TEXT).not_after == ""


def test_a_first_answer_stays_only_where_the_new_type_takes_it():
    drug = an_item("d", ItemType.DRUG, prefill=Prefill(PrefillSource.CASE_DRUG))
    assert retyped(drug, ItemType.TEXT).prefill == drug.prefill
    assert retyped(drug, ItemType.NUMBER).prefill is None
    assert PrefillSource.CASE_PRESCRIBED in first_sources(an_item("q", ItemType.QUANTITY))
    assert PrefillSource.CASE_PRESCRIBED not in first_sources(an_item("q", ItemType.TEXT))
