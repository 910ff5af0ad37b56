"""The tab Inventory through its real widgets: things, sums, a moment, limits, looks at the shelves, files and paper."""

import csv
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument

from au_desktop.domain.ids import SafetyId
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.stock import Movement, MovementKind, Stock, StockForm
from au_desktop.domain.safety.waste import Container
from au_desktop.domain.safety.waste_contents import Content
from au_desktop.services.refusals import rule_sentences
from au_desktop.services.safety.inventory import StockDraft
from au_desktop.ui.kit.targets import TabTarget
from au_desktop.ui.safety.inventory.inventory_tab import InventoryTab
from tests.builders import gbq
from tests.checklist_hands import settle
from tests.package_examples import (
    FRIDAY_9,
    HOT_LAB,
    LU_LIFE,
    SOMEBODY,
    STORE,
    a_line,
    a_source,
    a_stock,
    after,
    companion,
)
from tests.stock_on_screen import StockHands

rule_sentences.register()


class InventoryHands(StockHands):
    """One person before the tab Inventory."""

    def __init__(self, qtbot, role=Role.RSO, memory=None):
        super().__init__(InventoryTab, qtbot, role, memory)

    def enter(self, lot="A1", nuclide="Lu-177", amount="7.4", room=HOT_LAB):
        draft = StockDraft(FRIDAY_9, nuclide, gbq(amount), FRIDAY_9, lot=lot, room=room)
        return self.services.inventory.enter(draft).value

    def put(self, record):
        with self.memory.center.unit_of_work() as uow:
            uow.safety.put(record, self.now())
            uow.commit()

    def see(self, view):
        self.tab.views.choose(view)
        self.tab.refresh()
        settle()

    def choose(self, key):
        self.tab.select(key)
        settle()

    @property
    def dialog(self):
        return self.tab.asks.dialog

    def fill_dialog(self, **values):
        self.dialog.form.set_values(values)
        self.dialog.primary_button.click()
        settle()


@pytest.fixture
def hands(qtbot):
    return InventoryHands(qtbot)


def test_empty_views_say_what_belongs_there(hands):
    assert hands.tab.list.panel.showing_empty_state()
    hands.see("now")
    assert "Nothing in the center" in hands.texts()
    hands.see("license")
    assert "None is shipped, because every license is different" in hands.texts()
    hands.see("takings")
    assert hands.tab.takings.panel.showing_empty_state()


def test_stock_is_entered_by_hand(hands):
    hands.tab.main_action().run()
    settle()
    hands.fill_dialog()
    assert hands.dialog.form.error("activity") == "Activity is needed."
    hands.dialog.form.set_values({"drug_id": "lu-177-vipivotide-tetraxetan"})
    assert hands.dialog.form.value("nuclide_id") == "Lu-177"
    hands.fill_dialog(activity=gbq("7.4"), lot="A7", room=HOT_LAB.id)
    (stock,) = hands.services.inventory.on_shelf()
    assert (stock.lot, stock.drug) == ("A7", "Lu-177 vipivotide tetraxetan")
    assert hands.rows(hands.tab.list.panel.table)[0][0] == "RM-0001"


def test_a_thing_is_shown_with_its_equation_and_plot(hands):
    key = hands.enter()
    step = Movement(MovementKind.USED, after(hours=1), gbq("3"), to="DS-0001")
    hands.services.inventory.move(key, step)
    hands.put(
        a_stock(id=SafetyId(UUID(int=99)), companion=companion(None), expires=after(hours=1))
    )
    hands.choose(key)
    said = hands.texts()
    assert "Left now" in said
    assert "7.4 GBq (200 mCi) · 2^(\u22120.25 d / 6.647 d) · 0.5928 left = 4.274 GBq" in said
    assert (
        "20 Nov 2026 10:00 · used for a dosage · 3 GBq (81.08 mCi) · to DS-0001 · The rso" in said
    )
    assert hands.tab.detail.plot.lines[0].name == "Lu-177"
    hands.choose(SafetyId(UUID(int=99)))
    said = hands.texts()
    assert "amount not stated; half-life 160.4 d" in said
    assert "(expired)" in said
    hands.put(
        a_stock(id=SafetyId(UUID(int=98)), number=9, companion=companion("0.002"), notes="kept")
    )
    hands.choose(SafetyId(UUID(int=98)))
    assert "1.998 MBq (54 µCi); half-life 160.4 d" in hands.texts()


def test_steps_are_recorded_and_refused_in_words(hands):
    key = hands.enter()
    hands.choose(key)
    hands.press("Step…")
    hands.fill_dialog(activity=gbq("9"))
    assert "was to leave" in hands.dialog.error_line.text()
    hands.fill_dialog(activity=gbq("3"), to="DS-0001")
    assert hands.said[-1] == "Step of RM-0001 recorded."
    hands.press("Step…")
    hands.fill_dialog(kind=MovementKind.MOVED, room=STORE.id)
    assert hands.services.inventory.get(key).room_at(hands.now()).name == "Store"
    hands.press("Split…")
    hands.fill_dialog(activity=gbq("1"), form=StockForm.DOSAGE)
    assert len(hands.services.inventory.on_shelf()) == 2
    hands.press("Step…")
    hands.fill_dialog(kind=MovementKind.GONE, activity=None)
    assert "Step…" not in [button.text() for button in hands.buttons()]
    hands.press("In stock")
    assert [row[0] for row in hands.rows(hands.tab.list.panel.table)] == ["RM-0002"]


def test_waste_is_put_in_on_the_waste_page(hands):
    hands.choose(hands.enter())
    hands.press("To waste…")
    assert hands.asked == [("waste", None)]


def test_sums_count_waste_and_warn(hands):
    content = Content(1, "Lu-177", LU_LIFE, "ICRP", gbq("1"), FRIDAY_9, FRIDAY_9, SOMEBODY)
    bag = Container(
        id=SafetyId(UUID(int=91)), number=4, at=FRIDAY_9, entered_at=FRIDAY_9,
        entered_by=SOMEBODY.id, room=STORE, contents=(content,),
    )  # fmt: skip
    source = a_source()
    hands.put(bag)
    hands.put(source)
    key = hands.enter()
    hands.put(a_stock(id=SafetyId(UUID(int=99)), room=None, companion=companion(None)))
    hands.services.possession.keep(a_line("Lu-177", limit="17"))
    hands.see("now")
    sums = hands.rows(hands.tab.now_view.nuclides)
    assert sums[1] == ["Lu-177", "15.39 GBq (416 mCi)", "3"]
    assert ["no room stated", "Lu-177m", "nothing", "1"] in hands.rows(hands.tab.now_view.rooms)
    warned = hands.tab.now_view.warning.text()
    assert "Lu-177: 90.5 % of the possession limit, 80 % reached (Item 6.A)." in warned
    assert "Lu-177m: half-life above 120 days" in warned
    things = hands.tab.now_view.things
    places = {row[0]: row[4] for row in hands.rows(things)}
    assert places["WC-0004"] == "Store, waste"
    assert places["SS-0002"] == "Hot lab, sealed source"
    things.select_key(bag.id)
    things.row_activated.emit(things.current_row())
    assert hands.asked == [("waste", TabTarget("storage", bag.id))]
    things.select_key(source.id)
    things.row_activated.emit(things.current_row())
    assert hands.asked[-1] == ("instruments", TabTarget("sources", source.id))
    things.select_key(key)
    things.row_activated.emit(things.current_row())
    settle()
    assert hands.tab.view() == "things"
    assert hands.tab.detail.stock.id == key


def test_a_moment_shows_both_sides_and_their_difference(hands):
    kept, doubled = hands.enter("kept"), hands.enter("doubled")
    then = hands.now()
    hands.memory.clock.move(hours=1)
    hands.enter("late")
    hands.services.safety_book.void(Stock, doubled, "entered twice")
    hands.see("moment")
    view = hands.tab.travel_view
    view.moment.set_value(then)
    hands.press("Show")
    rows = {row[1]: row[3:6] for row in hands.rows(view.table)}
    amount = "7.21 GBq (194.9 mCi)"
    assert rows["Lu-177 vial, lot kept"] == [amount, amount, "same"]
    assert rows["Lu-177 vial, lot doubled"] == ["\u2013", amount, "not counted today"]
    assert rows["Lu-177 vial, lot late"] == [amount, "\u2013", "entered later"]
    assert "2 of 3 rows differ from what was known then." in view.said.text()
    view.moment.clock.setText("25:99")
    hands.qtbot.keyClick(view.moment.clock, Qt.Key.Key_Return)
    assert "Type a date and a time" in view.said.text()
    view.moment.set_value(None)
    view.ask()
    assert view.said.text() == "Type a date and a time."
    view.moment.set_value(after(hours=-1))
    view.ask()
    assert "nothing. The records said the same then." in view.said.text()
    assert hands.services.inventory.get(kept).lot == "kept"


def test_possession_limits_are_kept_with_their_place_in_the_license(hands):
    hands.see("license")
    hands.press("Add a limit")
    hands.fill_dialog(nuclides=("Lu-177",), limit=gbq("10"))
    assert hands.dialog.form.error("item") == "Item of the license is needed."
    hands.fill_dialog(item="Item 6.A")
    hands.enter()
    hands.see("license")
    row = hands.rows(hands.tab.license_view.table)[0]
    assert row[0] == "Lu-177"
    assert row[2] == "10 GBq (270.3 mCi)"
    assert row[4:6] == ["72.1 %", "within"]
    hands.tab.license_view.table.selectRow(0)
    hands.press("Change…")
    assert hands.dialog.form.value("nuclides") == ("Lu-177",)
    hands.fill_dialog(limit=gbq("8"), reason="amendment 4")
    assert hands.rows(hands.tab.license_view.table)[0][5] == "80 % reached"
    hands.tab.license_view.table.selectRow(0)
    hands.press("Take out…")
    hands.fill_dialog(reason="license ended")
    assert hands.services.possession.lines() == ()


def test_a_look_at_the_shelves_is_recorded(hands):
    first, second = hands.enter("here"), hands.enter("gone")
    hands.press("Take stock…")
    assert hands.dialog.form.value("found") == (str(first), str(second))
    hands.fill_dialog(found=(str(first),), notes="looked twice")
    hands.see("takings")
    assert hands.rows(hands.tab.takings.panel.table)[0][2] == "Stock taking: 1 of 2 found"
    hands.tab.takings.panel.table.selectRow(0)
    settle()
    said = hands.texts()
    assert "RM-0002 · Lu-177 vial, lot gone" in said
    assert "looked twice" in said
    take = hands.tab.takings.panel.table.current_row()
    hands.see("things")
    hands.choose(take.id)
    assert hands.tab.view() == "takings"
    hands.choose("nothing such")
    assert hands.tab.view() == "takings"


def test_what_is_shown_is_saved_as_csv(hands, tmp_path):
    hands.enter("=1+1")
    hands.put(a_stock(id=SafetyId(UUID(int=99)), number=5, drug="=danger", room=None))
    hands.see("now")
    target = tmp_path / "now.csv"
    hands.tab.write_csv(target)
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert (rows[0]["Number"], rows[0]["Activity (mCi)"]) == ("RM-0001", "194.853")
    assert rows[1]["What"].startswith("'=danger")
    assert hands.said[-1] == "Saved as now.csv."
    hands.memory.clock.move(hours=1)
    hands.enter("late")
    hands.see("moment")
    hands.tab.write_csv(tmp_path / "moment.csv")
    with (tmp_path / "moment.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["What"]: row for row in csv.DictReader(file)}
    late = rows["Lu-177 vial, lot late"]
    assert (late["Known then (mCi)"], late["Difference"]) == ("", "entered later")


def test_the_inventory_is_printed(hands):
    hands.enter()
    assert hands.tab.print_tab()
    page = hands.tab.findChild(QTextDocument).toPlainText()
    assert "Inventory, 2026-11-20 15:00" in page
    assert "Lakeside RPT Center. Activities decayed to that moment." in page
    assert "194.9 mCi (7.21 GBq)" in page
    hands.tab.printer.close()


def test_a_trainee_reads_only(qtbot, hands):
    key = hands.enter()
    trainee = InventoryHands(qtbot, Role.TRAINEE, hands.memory)
    assert not trainee.tab.main_action().enabled
    trainee.choose(key)
    buttons = {button.text(): button for button in trainee.buttons()}
    assert not buttons["Step…"].isEnabled()
    assert not buttons["Take stock…"].isEnabled()
    trainee.see("license")
    assert not trainee.tab.license_view.add_button.isEnabled()
    assert not trainee.tab.find_in_page()
    trainee.see("things")
    assert trainee.tab.find_in_page()
