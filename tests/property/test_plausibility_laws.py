"""Laws of the question about a slip: units make no difference, decades are symmetric, and near the limits nothing is asked."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from au_desktop.domain.checklists.answers import Measured, Number
from au_desktop.domain.checklists.items import ItemType
from au_desktop.domain.checklists.limits import Limits
from au_desktop.domain.checklists.plausibility import Slip, doubt_about
from au_desktop.domain.quantities import Activity, ActivityUnit, QuantityKind
from tests.checklist_examples import an_item, answers

figures = st.decimals(Decimal("0.001"), Decimal(100000), places=3)
units = st.sampled_from(ActivityUnit)
ASSAY = an_item("assay", ItemType.QUANTITY, quantity_kind=QuantityKind.ACTIVITY, like="known")


def asked(given_amount, known):
    return doubt_about(ASSAY, Measured(given_amount), answers(known=Measured(known)))


@given(figures, figures, units, units)
def test_whether_it_is_asked_does_not_depend_on_units(amount, known, unit, other):
    as_typed = Activity.of(str(amount), ActivityUnit.MCI)
    held_against = Activity.of(str(known), ActivityUnit.MCI)

    first = asked(as_typed, held_against)
    second = asked(as_typed.to(unit), held_against.to(other))

    assert (first is None) is (second is None)
    if first is not None and second is not None:
        assert (first.slip, first.times, first.more) == (second.slip, second.times, second.more)


@given(figures, figures)
def test_too_much_and_too_little_are_the_same_slip(amount, known):
    one, other = (Activity.of(str(figure), ActivityUnit.MBQ) for figure in (amount, known))

    up, down = asked(one, other), asked(other, one)

    assert (up is None) is (down is None)
    if up is not None and down is not None:
        assert (up.slip, up.times) == (down.slip, down.times)
        assert up.more is not down.more


@given(figures, st.sampled_from([10, 100, 1000]))
def test_every_decade_is_asked_about_and_the_same_amount_never(amount, decade):
    known = Activity.of(str(amount), ActivityUnit.MBQ)
    slipped = Activity.of(str(amount * decade), ActivityUnit.MBQ)

    doubt = asked(slipped, known)

    assert doubt is not None
    assert (doubt.slip, doubt.times, doubt.more) == (Slip.DECADE, decade, True)
    assert asked(known, known) is None


@given(figures, figures, st.integers(0, 1000), figures)
def test_within_three_times_the_limits_nothing_is_asked(low, width, place, known):
    high = low + width
    item = an_item(
        "n",
        ItemType.NUMBER,
        units=("mL",),
        limits=Limits("mL", low_attention=low, high_attention=high),
        like="known",
    )
    amount = (low / 3).quantize(Decimal("1E-6"), "ROUND_UP")
    amount += (high * 3 - amount) * place / 1000

    assert doubt_about(item, Number(amount, "mL"), answers(known=Number(known, "mL"))) is None
