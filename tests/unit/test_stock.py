"""What is left in a vial at any moment, and what cannot have happened to it."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest

from au_desktop.domain.canonical import as_document
from au_desktop.domain.document_values import from_document
from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import SafetyId
from au_desktop.domain.quantities import Activity, Duration, DurationUnit
from au_desktop.domain.safety.stock import (
    SEALED,
    UNSEALED,
    BeforeReceipt,
    Companion,
    Movement,
    MovementKind,
    Stock,
    StockForm,
    StockTake,
    TakenLine,
    TakesTooMuch,
)
from tests.builders import NOBODY, gbq
from tests.package_examples import (
    FRIDAY_9,
    HOT_LAB,
    LU_LIFE,
    SOMEBODY,
    STORE,
    a_stock,
    after,
)

ONE_LIFE = after(days=6.647)
LU_M = Companion("Lu-177m", Duration(Decimal("160.4"), DurationUnit.D), gbq("0.00148"))


def used(amount: str | None, at: object = FRIDAY_9, **more: object) -> Movement:
    activity = None if amount is None else gbq(amount)
    return Movement(MovementKind.USED, at, activity, **more)  # type: ignore[arg-type]


def test_it_decays_and_is_not_there_before_it_came() -> None:
    stock = a_stock()
    assert stock.remaining(FRIDAY_9) == gbq("7.4")
    assert stock.remaining(ONE_LIFE) == gbq("3.7")
    assert stock.remaining(after(seconds=-1)) == gbq("0")
    assert not stock.there(after(seconds=-1))


def test_what_was_taken_decays_with_what_is_left() -> None:
    stock = a_stock().moved(used("3.7"))
    assert stock.remaining(FRIDAY_9) == gbq("3.7")
    assert stock.remaining(ONE_LIFE) == gbq("1.85")
    assert stock.share_left() == Decimal("0.5")


def test_what_was_taken_later_takes_a_greater_share() -> None:
    stock = a_stock().moved(used("1.85", ONE_LIFE))
    assert stock.remaining(FRIDAY_9) == gbq("7.4")
    assert stock.remaining(ONE_LIFE) == gbq("1.85")


def test_all_that_was_left_leaves_nothing() -> None:
    stock = a_stock().moved(used("3")).moved(used(None, after(hours=1)))
    assert stock.remaining(after(hours=2)) == gbq("0")
    assert (stock.state, stock.summary.open) == ("used for a dosage", False)
    assert tuple(stock.holdings(after(hours=2))) == ()


def test_more_than_is_left_is_refused_with_what_is_left() -> None:
    with pytest.raises(TakesTooMuch) as refused:
        a_stock().moved(used("7.5"))
    assert (refused.value.left, refused.value.asked) == (gbq("7.4"), gbq("7.5"))
    emptied = a_stock().moved(used(None))
    with pytest.raises(TakesTooMuch):
        emptied.moved(used(None, after(hours=1)))


def test_an_earlier_step_that_starves_a_later_one_is_refused() -> None:
    stock = a_stock().moved(used("7", after(hours=2)))
    with pytest.raises(TakesTooMuch) as refused:
        stock.moved(used("1", after(hours=1)))
    assert refused.value.left > gbq("7")


def test_nothing_is_taken_when_all_has_decayed() -> None:
    with pytest.raises(TakesTooMuch):
        a_stock().moved(used("0.001", after(days=1500)))


def test_nothing_happens_before_receipt_nor_without_amount_or_room() -> None:
    with pytest.raises(BeforeReceipt):
        a_stock().moved(used("1", after(hours=-1)))
    with pytest.raises(Invalid, match="above zero"):
        a_stock().moved(used("0"))
    with pytest.raises(Invalid, match="room"):
        a_stock().moved(Movement(MovementKind.MOVED, FRIDAY_9))


def test_it_is_where_it_was_last_moved() -> None:
    stock = a_stock().moved(Movement(MovementKind.MOVED, after(hours=5), room=STORE))
    assert (stock.room_at(after(hours=4)), stock.room_at(after(hours=5))) == (HOT_LAB, STORE)
    assert stock.remaining(FRIDAY_9) == gbq("7.4")
    assert (stock.state, stock.summary.about) == ("in stock", "Store")
    assert {HOT_LAB.id, STORE.id} <= set(stock.summary.links)
    assert a_stock(room=None).summary.about == ""


def test_a_companion_outlives_its_nuclide_and_leaves_in_step() -> None:
    stock = a_stock(companion=LU_M).moved(used("3.7"))
    later = after(days=160.4)
    assert stock.companion_remaining(FRIDAY_9) == gbq("0.00074")
    assert stock.companion_remaining(later) == gbq("0.00037")
    assert stock.companion_remaining(after(hours=-1)) == gbq("0")
    main, impurity = stock.holdings(FRIDAY_9)
    assert (main.nuclide_id, main.impurity, impurity.impurity) == ("Lu-177", False, True)
    assert (impurity.half_life, impurity.activity) == (LU_M.half_life, gbq("0.00074"))


def test_a_companion_nobody_stated_is_named_with_nothing() -> None:
    stock = a_stock(companion=replace(LU_M, activity=None))
    assert stock.companion_remaining(FRIDAY_9) is None
    _main, impurity = stock.holdings(FRIDAY_9)
    assert (impurity.nuclide_id, impurity.activity) == ("Lu-177m", gbq("0"))


def test_a_holding_says_where_and_in_what_form() -> None:
    (holding,) = a_stock(form=StockForm.SOURCE).holdings(FRIDAY_9)
    assert (holding.room, holding.form, holding.code) == (HOT_LAB, SEALED, "RM-0003")
    assert StockForm.VIAL.possession == UNSEALED
    assert holding.label == "Lu-177 vipivotide tetraxetan sealed source, lot A1234"
    assert a_stock(drug="", lot="").label == "Lu-177 vial"


def test_a_reference_time_after_receipt_looks_back() -> None:
    stock = a_stock(reference_at=ONE_LIFE, half_life=LU_LIFE)
    assert stock.remaining(FRIDAY_9) == gbq("14.8")
    assert isinstance(stock.remaining(FRIDAY_9), Activity)


def test_stock_and_stock_taking_read_back_from_their_documents() -> None:
    stock = a_stock(companion=LU_M).moved(used("1", by=SOMEBODY, ref=UUID(int=5), to="DS-0001"))
    assert from_document(Stock, as_document(stock)) == stock
    take = a_take(found=False)
    assert from_document(StockTake, as_document(take)) == take


def a_take(*, found: bool = True, room: bool = True) -> StockTake:
    line = TakenLine(SafetyId(UUID(int=71)), "RM-0003", "Lu-177 vial", gbq("7.4"), found=found)
    stock = a_stock()
    return StockTake(
        id=SafetyId(UUID(int=81)),
        at=FRIDAY_9,
        entered_at=FRIDAY_9,
        entered_by=stock.entered_by,
        room=HOT_LAB if room else None,
        lines=(line,),
    )


def test_a_stock_taking_tells_what_is_missing() -> None:
    missing = a_take(found=False)
    assert (missing.summary.state, missing.summary.attention) == ("missing", True)
    assert missing.summary.label == "Stock taking: 0 of 1 found"
    complete = a_take(room=False).summary
    assert (complete.state, complete.about, complete.attention) == ("complete", "all rooms", False)
    assert NOBODY not in complete.links
