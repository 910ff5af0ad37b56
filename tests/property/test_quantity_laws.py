"""Whatever is typed comes back as typed; converting, ordering and adding agree with exact arithmetic."""

from contextlib import suppress
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from au_desktop.domain.number_text import MOST_DIGITS, QuantityError, rounded, trimmed
from au_desktop.domain.quantities import (
    QUANTITY_TYPES,
    Activity,
    ActivityUnit,
    AnyQuantity,
    QuantityKind,
    quantity_of,
)

# The ratios to the base unit, written down a second time and as fractions: the oracle for every conversion.
RATIOS = {
    "Bq": Fraction(1), "kBq": Fraction(10**3), "MBq": Fraction(10**6), "GBq": Fraction(10**9), "TBq": Fraction(10**12),
    "nCi": Fraction(37), "µCi": Fraction(37 * 10**3), "mCi": Fraction(37 * 10**6), "Ci": Fraction(37 * 10**9),
    "Sv": Fraction(1), "mSv": Fraction(1, 10**3), "µSv": Fraction(1, 10**6), "rem": Fraction(1, 100),
    "mrem": Fraction(1, 10**5), "Sv/h": Fraction(1), "mSv/h": Fraction(1, 10**3), "µSv/h": Fraction(1, 10**6),
    "rem/h": Fraction(1, 100), "mrem/h": Fraction(1, 10**5), "mR/h": Fraction(1, 10**5),
    "cpm": Fraction(1, 60), "cps": Fraction(1), "m": Fraction(1), "cm": Fraction(1, 100), "mm": Fraction(1, 1000),
    "ft": Fraction(3048, 10**4), "in": Fraction(254, 10**4),
    "s": Fraction(1), "min": Fraction(60), "h": Fraction(3600), "d": Fraction(86400), "y": Fraction(3155692608, 100),
}  # fmt: skip

AMOUNTS = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places),
    st.integers(0, 10**MOST_DIGITS - 1),
    st.integers(0, 8),
)
KINDS = st.sampled_from(list(QuantityKind))


@st.composite
def quantities(draw: st.DrawFn, kind: QuantityKind | None = None) -> AnyQuantity:
    chosen = kind or draw(KINDS)
    unit = draw(st.sampled_from(list(QUANTITY_TYPES[chosen].UNITS)))
    return quantity_of(chosen, draw(AMOUNTS), unit.value)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Any, Any]:
    kind = draw(KINDS)
    return draw(quantities(kind)), draw(quantities(kind))


def exact(quantity: AnyQuantity) -> Fraction:
    return Fraction(quantity.amount) * RATIOS[quantity.unit.value]


@given(quantities())
def test_what_is_written_reads_back_as_entered(quantity: AnyQuantity) -> None:
    assert type(quantity).parse(quantity.format()).same_as(quantity)


@given(quantities())
def test_nothing_is_written_in_exponent_form(quantity: AnyQuantity) -> None:
    number = quantity.format().split(" ")[0]
    assert set(number) <= set("0123456789.")


@given(quantities(), st.data())
def test_a_conversion_is_exact_to_fifty_digits_and_back(
    quantity: Any, data: st.DataObject
) -> None:
    unit = data.draw(st.sampled_from(list(quantity.UNITS)))
    converted = quantity.to(unit)
    true = exact(quantity) / RATIOS[unit.value]
    assert abs(Fraction(converted.amount) - true) <= abs(true) / 10**50
    assert rounded(converted.to(quantity.unit).amount, 40) == trimmed(quantity.amount)


@given(quantities())
def test_the_base_amount_is_that_of_exact_arithmetic(quantity: AnyQuantity) -> None:
    assert abs(Fraction(quantity.base) - exact(quantity)) <= exact(quantity) / 10**50


@given(pairs())
def test_order_and_equality_are_those_of_exact_arithmetic(pair: tuple[Any, Any]) -> None:
    one, other = pair
    assert (one < other) == (exact(one) < exact(other))
    assert (one <= other) == (exact(one) <= exact(other))
    assert (one > other) == (exact(one) > exact(other))
    assert (one >= other) == (exact(one) >= exact(other))
    assert (one == other) == (exact(one) == exact(other))
    if one == other:
        assert hash(one) == hash(other)


@given(pairs())
def test_adding_and_subtracting_undo_each_other(pair: tuple[Any, Any]) -> None:
    one, other = pair
    there_and_back = one + other - other
    assert there_and_back.unit is one.unit
    assert abs(there_and_back.amount - one.amount) <= Decimal("1E-20")


def test_what_rounding_leaves_of_a_difference_is_nothing() -> None:
    nothing = Activity(Decimal(0), ActivityUnit.NCI)
    little = Activity(Decimal(1), ActivityUnit.BQ)
    assert nothing + little - little == nothing


@given(st.integers(0, 10**6))
def test_a_millicurie_is_37_megabecquerel(millicuries: int) -> None:
    one = Activity.of(millicuries, ActivityUnit.MCI)
    assert one.to(ActivityUnit.MBQ).amount == millicuries * 37
    assert one == Activity.of(millicuries * 37, ActivityUnit.MBQ)


@given(quantities(), st.integers(2, 9))
def test_scaling_by_a_number_and_back_keeps_the_value(quantity: Any, factor: int) -> None:
    assert (quantity * factor / factor).base - quantity.base <= quantity.base / 10**30
    assert quantity * factor == factor * quantity


@given(st.text(max_size=24))
def test_any_text_is_read_or_refused_with_a_reason(text: str) -> None:
    with suppress(QuantityError):
        assert Activity.parse(text).amount >= 0
