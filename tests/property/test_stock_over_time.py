"""Whatever becomes of stock: never less than nothing, and taking out commutes with decay."""

from datetime import timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity, ActivityUnit
from au_desktop.domain.safety.stock import Movement, MovementKind, Stock, TakesTooMuch
from tests.builders import gbq
from tests.package_examples import FRIDAY_9, a_stock

MINUTES = st.integers(0, 60 * 24 * 60)
AMOUNTS = st.one_of(st.none(), st.integers(1, 9000).map(lambda n: gbq(f"{n}E-3")))
KINDS = st.sampled_from([kind for kind in MovementKind if kind.takes])
STEPS = st.lists(st.tuples(MINUTES, AMOUNTS, KINDS), max_size=12)
_CLOSE = Decimal("1E-20")


def at(minutes: int) -> Moment:
    return Moment(FRIDAY_9.utc + timedelta(minutes=minutes))


def walked(steps: list[tuple[int, Activity | None, MovementKind]]) -> Stock:
    """The stock after all steps that it takes; the others are refused and leave it as it was."""
    stock = a_stock()
    for minutes, amount, kind in steps:
        try:
            stock = stock.moved(Movement(kind, at(minutes), amount))
        except TakesTooMuch:
            continue
    return stock


@given(STEPS, MINUTES)
def test_what_is_left_is_never_below_nothing_nor_above_what_came(
    steps: list[tuple[int, Activity | None, MovementKind]], minutes: int
) -> None:
    stock = walked(steps)
    left = stock.remaining(at(minutes))
    assert left.amount >= 0
    assert left <= a_stock().remaining(at(minutes))
    assert 0 <= stock.share_left() <= 1


@given(st.integers(1, 7000), MINUTES, MINUTES)
def test_taking_out_and_decaying_commute(amount: int, taken: int, later: int) -> None:
    """Decay first and take the decayed part, or take it now and let the rest decay: the same is left."""
    stock = a_stock()
    moment = at(taken + later)
    part = stock.remaining(at(taken)) * Decimal(amount) / 8000
    took_early = stock.moved(Movement(MovementKind.USED, at(taken), part))
    decayed_part = stock.remaining(moment) * Decimal(amount) / 8000
    took_late = stock.moved(Movement(MovementKind.USED, moment, decayed_part))
    first, second = took_early.remaining(moment), took_late.remaining(moment)
    assert abs(first.base - second.base) <= _CLOSE * first.base


@given(STEPS, MINUTES)
def test_the_order_of_entry_does_not_matter(
    steps: list[tuple[int, Activity | None, MovementKind]], minutes: int
) -> None:
    stock = walked(steps)
    turned = a_stock(movements=tuple(reversed(stock.movements)))
    same_times = len({m.at for m in stock.movements}) < len(stock.movements)
    assert same_times or turned.remaining(at(minutes)) == stock.remaining(at(minutes))


@given(MINUTES, st.integers(1, 1000))
def test_units_do_not_matter(minutes: int, amount: int) -> None:
    in_gbq = gbq(f"{amount}E-3")
    in_mci = in_gbq.to(ActivityUnit.MCI)
    one = a_stock().moved(Movement(MovementKind.USED, FRIDAY_9, in_gbq))
    other = a_stock().moved(Movement(MovementKind.USED, FRIDAY_9, in_mci))
    left, right = one.remaining(at(minutes)), other.remaining(at(minutes))
    assert abs(left.base - right.base) <= _CLOSE * left.base
