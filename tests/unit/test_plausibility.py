"""When an amount is asked about before it is taken, and what it is held against."""

from decimal import Decimal

import pytest

from au_desktop.domain.checklists.answers import Confirmed, Measured, Number, Text
from au_desktop.domain.checklists.items import ItemType
from au_desktop.domain.checklists.limits import Limits
from au_desktop.domain.checklists.plausibility import Expected, Slip, Standard, doubt_about
from au_desktop.domain.quantities import Activity, ActivityUnit, QuantityKind
from tests.checklist_examples import an_item, answers, mci

ASSAY = an_item("assay", ItemType.QUANTITY, quantity_kind=QuantityKind.ACTIVITY, like="prescribed")
PRESCRIBED = answers(prescribed=mci("200"))


def gbq(amount):
    return Measured(Activity.of(amount, ActivityUnit.GBQ))


@pytest.mark.parametrize(
    ("value", "slip", "times", "more"),
    [
        (mci("2000"), Slip.DECADE, 10, True),
        (mci("20"), Slip.DECADE, 10, False),
        (mci("21"), Slip.DECADE, 10, False),
        (mci("20000"), Slip.DECADE, 100, True),
        (mci("0.2"), Slip.DECADE, 1000, False),
        (gbq("200"), Slip.UNIT, 27, True),
        (gbq("0.2"), Slip.UNIT, 37, False),
        (mci("7.4"), Slip.UNIT, 27, False),
        (mci("1100"), Slip.FAR, 6, True),
        (mci("4000"), Slip.FAR, 20, True),
        (mci("200000000"), Slip.FAR, 1_000_000, True),
    ],
)
def test_an_amount_far_from_the_one_it_is_like_is_asked_about(value, slip, times, more):
    doubt = doubt_about(ASSAY, value, PRESCRIBED)
    assert doubt is not None
    assert (doubt.slip, doubt.times, doubt.more) == (slip, times, more)
    assert doubt.expected == Expected(Decimal(200), "mCi", Standard.LIKE, "prescribed")


@pytest.mark.parametrize(
    "value",
    [mci("200"), mci("41"), mci("999"), gbq("7.4"), mci("0"), Text("x"), Confirmed(done=True)],
)
def test_what_is_near_is_taken(value):
    assert doubt_about(ASSAY, value, PRESCRIBED) is None


def test_without_an_earlier_amount_the_offer_counts():
    doubt = doubt_about(ASSAY, mci("74"), {}, {"assay": gbq("7.4")})
    assert doubt is None
    doubt = doubt_about(ASSAY, mci("7.4"), {}, {"assay": gbq("7.4")})
    assert doubt is not None
    assert doubt.expected == Expected(Decimal("7.4"), "GBq", Standard.OFFER)
    assert (doubt.slip, doubt.times, doubt.more) == (Slip.UNIT, 27, False)


def test_what_is_offered_for_the_earlier_item_stands_for_its_answer():
    doubt = doubt_about(ASSAY, mci("2000"), {}, {"prescribed": mci("200"), "assay": mci("2000")})
    assert doubt is not None
    assert doubt.expected == Expected(Decimal(200), "mCi", Standard.LIKE, "prescribed")


def test_an_earlier_answer_without_an_amount_gives_way_to_the_offer():
    doubt = doubt_about(
        ASSAY, mci("1"), answers(prescribed=Text("as written")), {"assay": mci("10")}
    )
    assert doubt is not None
    assert doubt.expected.standard is Standard.OFFER


def test_an_amount_of_nothing_and_a_foreign_unit_say_nothing():
    given = answers(prescribed=mci("0"))
    assert doubt_about(ASSAY, mci("500"), given, {"assay": Number(Decimal(3), "mL")}) is None
    assert doubt_about(ASSAY, mci("500"), {}, {"assay": Text("none")}) is None


def test_the_middle_of_the_limits_comes_last():
    clearance = an_item(
        "clearance",
        ItemType.NUMBER,
        units=("mL/min",),
        limits=Limits("mL/min", low_attention=Decimal(60), high_attention=Decimal(120)),
    )
    doubt = doubt_about(clearance, Number(Decimal(900), "mL/min"), {})
    assert doubt is not None
    assert doubt.expected == Expected(Decimal(90), "mL/min", Standard.LIMITS)
    far = doubt_about(clearance, Number(Decimal(90 * 27), "mL/min"), {})
    assert far is not None
    assert (far.slip, far.times) == (Slip.FAR, 27)
    assert (doubt.slip, doubt.times, doubt.more) == (Slip.DECADE, 10, True)
    assert doubt_about(clearance, Number(Decimal(20), "mL/min"), {}) is None
    assert doubt_about(clearance, Number(Decimal(360), "mL/min"), {}) is None


def test_the_outer_limits_make_the_room_and_the_inner_ones_the_middle():
    limits = Limits("%", Decimal(10), Decimal(40), Decimal(60), Decimal(90))
    share = an_item("share", ItemType.NUMBER, units=("%",), limits=limits)
    assert doubt_about(share, Number(Decimal(4), "%"), {}) is None
    doubt = doubt_about(share, Number(Decimal(500), "%"), {})
    assert doubt is not None
    assert doubt.expected.amount == Decimal(50)


@pytest.mark.parametrize(
    "limits",
    [
        Limits("%", low_attention=Decimal(-10), high_attention=Decimal(10)),
        Limits("%", high_attention=Decimal(2)),
        Limits("%", low_attention=Decimal(2)),
        Limits("mL", low_attention=Decimal(1), high_attention=Decimal(2)),
    ],
)
def test_limits_without_a_middle_ask_nothing(limits):
    item = an_item("n", ItemType.NUMBER, units=("%",), limits=limits)
    assert doubt_about(item, Number(Decimal(5000), "%"), {}) is None


def test_an_amount_within_the_widened_limits_is_not_doubted_whatever_it_is_like():
    limits = Limits("mCi", high_attention=Decimal(2))
    residual = an_item(
        "residual",
        ItemType.QUANTITY,
        quantity_kind=QuantityKind.ACTIVITY,
        limits=limits,
        like="prescribed",
    )
    assert doubt_about(residual, mci("6"), PRESCRIBED) is None
    assert doubt_about(residual, mci("6.1"), PRESCRIBED) is not None
