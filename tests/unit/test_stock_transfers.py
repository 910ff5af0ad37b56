"""Stock leaves the center by a transfer with the recipient's verified license (10 CFR 30.41), and by nothing less."""

from dataclasses import replace
from typing import Any

import pytest

from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import SafetyId
from au_desktop.domain.safety.safety_records import RecordVoid
from au_desktop.domain.safety.stock import Companion, Movement, MovementKind, Stock
from au_desktop.domain.safety.transfers import Transfer, TransferFault, TransferNotVerified
from au_desktop.services.safety.inventory import Inventory, StockDraft
from au_desktop.services.safety.safety_book import SafetyBook
from tests.builders import gbq
from tests.package_examples import companion
from tests.waste_desk import WasteDesk


@pytest.fixture
def desk() -> WasteDesk:
    return WasteDesk()


def a_vial(desk: WasteDesk, extra: Companion | None = None, **changes: Any) -> SafetyId:
    draft = StockDraft(desk.now(-1), "Lu-177", gbq("7.4"), desk.now(-1), lot="A12")
    key = Inventory(desk.at_desk).enter(replace(draft, **changes)).value
    if extra is not None:
        with desk.center.unit_of_work() as uow:
            stock = replace(uow.safety.get(Stock, key), companion=extra, revision=2)
            uow.safety.put(stock, desk.now())
            uow.commit()
    return key


def stock(desk: WasteDesk, key: SafetyId) -> Stock:
    return Inventory(desk.at_desk).get(key)


def test_stock_goes_with_its_transfer(desk: WasteDesk) -> None:
    key = a_vial(desk, companion("0.002"))
    before = stock(desk, key).remaining(desk.now())
    made = desk.transfers.enter(desk.new_transfer(stock_ids=(key,))).value
    transfer = desk.transfers.transfer(made)
    assert [(one.nuclide, one.form) for one in transfer.materials] == [
        ("Lu-177", "vial, RM-0001"),
        ("Lu-177m", "vial, RM-0001"),
    ]
    assert transfer.materials[0].activity == before
    (step,) = stock(desk, key).movements
    assert (step.kind, step.ref, step.activity) == (MovementKind.TRANSFERRED, made, None)
    assert step.to == "Example Waste Broker, license 99-12345-01, TR-0001"
    assert not stock(desk, key).there(desk.now())
    assert key in transfer.summary.links
    assert "RM-0001" in transfer.summary.about


def test_an_impurity_of_unknown_amount_is_not_listed(desk: WasteDesk) -> None:
    key = a_vial(desk, companion(None))
    made = desk.transfers.enter(desk.new_transfer(stock_ids=(key,))).value
    assert [one.nuclide for one in desk.transfers.transfer(made).materials] == ["Lu-177"]


def test_without_verification_or_twice_nothing_leaves(desk: WasteDesk) -> None:
    key = a_vial(desk)
    good = desk.new_transfer(stock_ids=(key,))
    assert good.check is not None
    with pytest.raises(TransferNotVerified) as refused:
        desk.transfers.enter(replace(good, check=replace(good.check, covers=False)))
    assert refused.value.faults == (TransferFault.NOT_COVERED,)
    assert stock(desk, key).movements == ()
    desk.transfers.enter(good)
    with pytest.raises(TransferNotVerified) as nothing:
        desk.transfers.enter(good)
    assert nothing.value.faults == (TransferFault.NOTHING,)


def test_a_void_transfer_gives_back_and_void_stock_does_not_go(desk: WasteDesk) -> None:
    key, other = a_vial(desk), a_vial(desk)
    made = desk.transfers.enter(desk.new_transfer(stock_ids=(key,))).value
    book = SafetyBook(desk.at_desk)
    book.void(Transfer, made, "the courier came for another parcel")
    assert stock(desk, key).movements == ()
    book.void(Stock, key, "entered twice")
    with pytest.raises(RecordVoid):
        desk.transfers.enter(desk.new_transfer(stock_ids=(other, key)))
    assert stock(desk, other).movements == ()


def test_the_inventory_does_not_let_it_go_by_a_bare_step(desk: WasteDesk) -> None:
    key = a_vial(desk)
    step = Movement(MovementKind.TRANSFERRED, desk.now(), to="Somebody")
    with pytest.raises(Invalid, match=r"10 CFR 30\.41"):
        Inventory(desk.at_desk).move(key, step)
