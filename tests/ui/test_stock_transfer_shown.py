"""Transferring stock out begins on the tab Inventory and is written on the page Waste."""

from functools import partial

from au_desktop.domain.roles import Role
from au_desktop.domain.safety.stock import MovementKind
from au_desktop.services.safety.inventory import Inventory, StockDraft
from au_desktop.ui.kit.targets import TabTarget
from au_desktop.ui.safety.inventory.inventory_tab import InventoryTab
from tests.builders import gbq
from tests.checklist_hands import settle
from tests.package_examples import FRIDAY_9, HOT_LAB
from tests.stock_on_screen import StockHands
from tests.waste_desk import WasteDesk
from tests.waste_page import make_page


def test_the_inventory_leads_to_a_transfer_of_the_thing(qtbot):
    hands = StockHands(InventoryTab, qtbot)
    draft = StockDraft(FRIDAY_9, "Lu-177", gbq("7.4"), FRIDAY_9, room=HOT_LAB)
    key = hands.services.inventory.enter(draft).value
    hands.tab.refresh()
    settle()
    hands.tab.select(key)
    settle()
    hands.press("Transfer out\u2026")
    stock = hands.services.inventory.get(key)
    assert hands.asked == [("waste", TabTarget("transfers", stock))]


def test_the_thing_is_ticked_and_leaves_with_the_transfer(qtbot):
    desk = WasteDesk()
    inventory = Inventory(desk.at_desk)
    key = inventory.enter(
        StockDraft(desk.now(-1), "Lu-177", gbq("7.4"), desk.now(-1), lot="A12")
    ).value
    page = make_page(desk)
    qtbot.addWidget(page)
    page.open_target(TabTarget("transfers", inventory.get(key)))
    settle()
    dialog = page.open_tab("transfers").dialog
    assert dialog.stock.value() == (str(key),)
    dialog.form.set_values(
        {
            "recipient": "Example Pharmacy",
            "number": "99-1",
            "agency": "NRC",
            "no_end": True,
            "evidence": "amendment 12",
            "covers": True,
        }
    )
    dialog._tell()
    assert "Verified as 10 CFR 30.41 asks." in dialog.missing.text()
    dialog.primary_button.click()
    settle()
    (step,) = inventory.get(key).movements
    assert step.kind is MovementKind.TRANSFERRED


def test_who_may_not_dispose_begins_no_transfer(qtbot):
    desk = WasteDesk()
    inventory = Inventory(desk.at_desk)
    enter = partial(StockDraft, desk.now(-1), "Lu-177", gbq("1"), desk.now(-1))
    key = inventory.enter(enter()).value
    page = make_page(desk, Role.TRAINEE)
    qtbot.addWidget(page)
    page.open_target(TabTarget("transfers", inventory.get(key)))
    settle()
    assert page.open_tab("transfers").dialog is None
