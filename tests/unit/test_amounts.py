"""How an amount lies against its limits, and what conditions make of that."""

from decimal import Decimal

import pytest

from au_desktop.domain.checklists.amounts import amount_of, limit_tokens
from au_desktop.domain.checklists.answers import Computed, Measured, Number, Skipped, Text, Timed
from au_desktop.domain.checklists.applicability import no_longer_applying, visible_items
from au_desktop.domain.checklists.conditions import AnyOf, Is, IsNot
from au_desktop.domain.checklists.items import ItemType
from au_desktop.domain.checklists.limits import Limits
from au_desktop.domain.quantities import QuantityKind
from tests.builders import gbq
from tests.checklist_examples import (
    NOON,
    PERCENT,
    a_template,
    an_answer,
    an_item,
    answers,
    later,
    mci,
)

READING = an_item("reading", ItemType.NUMBER, units=("%",), limits=PERCENT)
ACTIVITY = an_item(
    "assay",
    ItemType.QUANTITY,
    quantity_kind=QuantityKind.ACTIVITY,
    limits=Limits("mCi", Decimal(160), Decimal(180), Decimal(220), Decimal(240)),
)
INFUSION = an_item(
    "infusion",
    ItemType.TIMER,
    limits=Limits("min", high_attention=Decimal(10), high_action=Decimal(30)),
)


@pytest.mark.parametrize(
    ("amount", "token"),
    [
        ("0", "within"),
        ("10", "within"),
        ("-11", "attention"),
        ("20.1", "action"),
        ("-30", "action"),
    ],
)
def test_a_number_gives_one_token(amount, token):
    given = an_answer("reading", Number(Decimal(amount), "%"))
    assert limit_tokens(READING, given) == {token}


def test_a_computed_figure_gives_one_too():
    given = an_answer("reading", Computed(Decimal(-15), "%", "dosage_difference"))
    assert limit_tokens(READING, given) == {"attention"}


@pytest.mark.parametrize(
    ("amount", "unit", "token"),
    [("7.4", "GBq", "within"), ("200", "mCi", "within"), ("8.5", "GBq", "attention")],
)
def test_a_quantity_is_compared_in_the_unit_of_the_limit(amount, unit, token):
    value = mci(amount) if unit == "mCi" else Measured(gbq(amount))
    assert limit_tokens(ACTIVITY, an_answer("assay", value)) == {token}


@pytest.mark.parametrize(("minutes", "token"), [(6, "within"), (11, "attention"), (31, "action")])
def test_a_finished_timer_is_judged_by_its_time(minutes, token):
    given = an_answer("infusion", Timed(NOON, later(minutes)))
    assert limit_tokens(INFUSION, given) == {token}


def test_pauses_are_not_counted():
    value = Timed(NOON, later(40), ((later(2), later(36)),))
    assert limit_tokens(INFUSION, an_answer("infusion", value)) == {"within"}


@pytest.mark.parametrize("value", [Timed(NOON), Timed(), Text("x"), Skipped("not today")])
def test_what_holds_no_amount_gives_none(value):
    assert amount_of(an_answer("a", value)) is None
    assert limit_tokens(INFUSION, an_answer("infusion", value)) == frozenset()


def test_without_limits_or_in_a_foreign_unit_there_is_no_token():
    given = an_answer("reading", Number(Decimal(3), "mL"))
    assert limit_tokens(READING, given) == frozenset()
    assert limit_tokens(an_item("plain", ItemType.NUMBER), given) == frozenset()


TEMPLATE = a_template(
    READING,
    an_item("cause", ItemType.TEXT, condition=AnyOf("reading", ("attention", "action"))),
    an_item("stop", condition=Is("reading", "action")),
    an_item("calm", condition=IsNot("reading", "within")),
)


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        ("0", ["reading"]),
        ("15", ["reading", "cause", "calm"]),
        ("25", ["reading", "cause", "stop", "calm"]),
    ],
)
def test_items_hang_on_how_a_reading_lies(amount, shown):
    given = answers(reading=Number(Decimal(amount), "%"))
    assert [item.key for item in visible_items(TEMPLATE, given)] == shown


def test_an_answer_stays_when_the_reading_is_corrected():
    given = answers(reading=Number(Decimal(0), "%"), cause=Text("spill"))
    assert no_longer_applying(TEMPLATE, given) == ("cause",)


def test_nothing_hangs_on_a_timer_that_runs():
    template = a_template(INFUSION, an_item("why", condition=IsNot("infusion", "within")))
    running = answers(infusion=Timed(NOON))
    assert [item.key for item in visible_items(template, running)] == ["infusion"]
