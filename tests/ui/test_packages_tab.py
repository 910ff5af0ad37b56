"""The tab Packages through its real widgets: receiving in one go, live verdicts, calls, taking in, and what is refused."""

from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from au_desktop.domain.checklists.answers import Text
from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.ids import SafetyId
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.package_rules import PackageCondition, PackageLabel, TypeAQuantity
from au_desktop.domain.safety.packages import NoticeParty
from au_desktop.domain.safety.stock import StockForm
from au_desktop.services.checklists.calculations import checklist_formulas
from au_desktop.services.checklists.checklist_work import ChecklistWork
from au_desktop.services.refusals import rule_sentences
from au_desktop.ui.kit.targets import TabTarget
from tests.builders import reference
from tests.checklist_desk import ChecklistDesk
from tests.checklist_hands import settle
from tests.memory_services import ADMINISTERED
from tests.package_examples import (
    COUNTER,
    HOT_LAB,
    METER,
    a_line,
    a_monitored,
    a_notice,
    a_package,
    a_wipe,
    after,
    an_item,
    cpm,
    mrem,
)
from tests.package_hands import PackageHands

rule_sentences.register()


@pytest.fixture
def hands(qtbot):
    return PackageHands(qtbot)


def test_an_empty_list_says_what_belongs_here_and_begins(hands):
    assert hands.tab.list.panel.showing_empty_state()
    hands.press("Receive a package")
    assert hands.form is not None
    assert hands.tab.main_action() is None
    assert hands.tab.shows_back


def test_a_package_is_received_monitored_opened_and_taken_in(hands):
    hands.tab.main_action().run()
    settle()
    assert hands.field("received_by").text() == "The rso"
    hands.fill(
        at=hands.ago(hours=1),
        supplier="Isotope house",
        carrier="Swift Courier",
        room=HOT_LAB.id,
        label=PackageLabel.YELLOW_II,
        label_index=None,
        meter=METER.id,
        surface=mrem("4.2"),
        at_1_m=mrem("0.61"),
        counter=COUNTER.id,
    )
    hands.type_wipe(0, gross="60", background="45", efficiency="0.25")
    assert "= 2 dpm/cm², within the limit" in hands.texts(hands.form.wipes)
    said = hands.form.panel.said()
    assert "(60 \u2212 45) cpm / (0.25 · 0.10 · 300 cm²) = 2 dpm/cm²" in said
    assert "0.61 mrem/h at 1 m, rounded up to the next tenth: TI 0.7" in said
    assert "Wipe required: labeled package: 10 CFR 20.1906(b)(1)." in said
    block = hands.form.contents.blocks[0]
    block.form.set_values({"drug_id": "lu-177-vipivotide-tetraxetan", "lot": "A7"})
    assert block.form.value("nuclide_id") == "Lu-177"
    block.form.field("activity").set_text("7.4 GBq")
    block.form.field("calibrated_at").set_value(hands.now())
    hands.fill(
        monitored_at=hands.ago(minutes=20), monitored_by="The rso", opened_at=hands.ago(minutes=5)
    )
    hands.press("Save package")
    (package,) = hands.stored()
    assert (hands.form, package.state, package.code) == (None, "to take in", "PK-0001")
    assert package.monitored_by.id == hands.services.desk.actor.person_id
    assert hands.said[-1] == "Package saved."
    assert "Transport index: 0.7, within the limit of 10" in hands.texts()
    hands.press("Take into inventory…")
    assert "No possession limit of the license is entered" in hands.texts(hands.dialog)
    hands.fill_dialog(room=HOT_LAB.id)
    (stock,) = hands.services.inventory.on_shelf()
    assert (stock.lot, stock.room.name, stock.package) == ("A7", "Hot lab", "PK-0001")
    assert "in the inventory as RM-0001" in hands.texts()
    hands.press("Show in inventory")
    assert hands.asked == [("safety", TabTarget("inventory", stock.id))]


def test_above_a_limit_the_calls_are_asked_for_one_after_the_other(hands):
    hands.tab.receive()
    settle()
    hands.fill(
        at=hands.ago(hours=1),
        carrier="Swift Courier",
        carrier_phone="555 0142",
        monitored_at=hands.ago(minutes=20),
        surface=mrem("240"),
    )
    hands.type_wipe(0, gross="5000", background="45", efficiency="0.25")
    assert hands.form.panel.call.isVisible()
    assert "above the limit of 240 dpm/cm²" in hands.form.panel.said()
    hands.press("Save package")
    assert hands.dialog.isVisible()
    assert hands.dialog.form.value("party") == NoticeParty.CARRIER
    assert hands.dialog.form.value("number") == "555 0142"
    assert (
        "PK-0001: telephone the final delivery carrier and regulatory agency now" in hands.texts()
    )
    first = hands.dialog
    hands.fill_dialog(spoke_to="Dispatch")
    assert hands.dialog is not first
    assert hands.dialog.form.value("party") == NoticeParty.AGENCY
    hands.fill_dialog(number="555 0199")
    (package,) = hands.stored()
    assert [notice.party for notice in package.notices] == list(NoticeParty)
    assert (package.notices[0].spoke_to, package.not_yet_told) == ("Dispatch", ())
    assert not hands.tab.clocks.isVisible()
    assert "spoke to Dispatch" in hands.texts()


def test_an_agency_without_a_number_is_not_noted(hands):
    hands.keep(a_monitored(number=0, surface=mrem("240"), notices=()))
    hands.tab.refresh()
    hands.tab.select(hands.stored()[0].id)
    settle()
    hands.press("Note the call…")
    hands.fill_dialog(number="")
    assert hands.dialog.form.error("number") == "Number called is needed."


def test_what_is_missing_is_refused_in_a_sentence(hands):
    hands.tab.receive()
    settle()
    hands.fill(monitored_at=hands.now())
    hands.press("Save package")
    assert "still needs: wipe" in hands.form.error.text()
    assert hands.stored() == ()
    hands.fill(monitored_at=None, at=hands.ago(minutes=-60))
    hands.press("Save package")
    assert "future" in hands.form.error.text()
    hands.type_wipe(0, gross="60", background="")
    hands.press("Save package")
    assert "A wipe cannot be taken yet" in hands.form.error.text()
    hands.form.wipes.rows[0].remove.click()
    hands.form.contents.blocks[0].form.field("lot").setText("A7")
    hands.press("Save package")
    assert "The contents cannot be taken yet" in hands.form.error.text()
    hands.field("surface").edit.setText("many")
    hands.field("surface").edit.textEdited.emit("many")
    hands.press("Save package")
    assert hands.form.error.text() == "Correct the marked field first."


def test_a_late_package_asks_why_and_an_after_hours_one_when_the_day_begins(hands):
    hands.tab.receive()
    settle()
    hands.fill(at=after(hours=-62))
    assert "3 h after 18 Nov 2026 08:00" in hands.form.panel.said()
    hands.fill(day_begins=after(hours=-80))
    assert "before the receipt" in hands.form.error.text()
    hands.fill(day_begins=None, at=after(), label=PackageLabel.YELLOW_II)
    hands.type_wipe(0, gross="60", background="45", efficiency="0.25")
    hands.fill(monitored_at=after(hours=5))
    assert "late, due by 2026-11-20 12:00" in hands.form.panel.said()
    hands.press("Save package")
    assert "reason" in hands.form.error.text().casefold()
    hands.fill(late_reason="counter in repair")
    hands.press("Save package")
    assert hands.form is None
    assert hands.stored()[0].late_reason == "counter in repair"


def test_the_rule_chooses_the_surveys_and_the_row(hands):
    hands.tab.receive()
    settle()
    hands.fill(
        label=PackageLabel.NONE,
        condition=PackageCondition.WET,
        quantity=TypeAQuantity.NOT_ARRANGED,
    )
    said = hands.form.panel.said()
    assert "Dose rates required: crushed, wet or damaged: 10 CFR 20.1906(b)(3)." in said
    assert "receipt not arranged" not in said
    block = hands.form.contents.blocks[0]
    block.form.set_values({"nuclide_id": "Ra-223"})
    block.form.field("calibrated_at").set_value(hands.now())
    block.form.field("activity").set_text("6 MBq")
    settle()
    assert "Wipe, other alpha emitters: 24 dpm/cm²" in hands.form.panel.said()


def test_carrier_added_is_asked_where_it_matters(hands):
    hands.tab.receive()
    settle()
    block = hands.form.contents.blocks[0]
    assert not block.form.field("carrier_added").isVisible()
    block.form.set_values({"nuclide_id": "Lu-177", "carrier_added": True})
    settle()
    assert block.form.field("impurity_percent").isVisible()
    block.form.set_values({"nuclide_id": "I-131"})
    settle()
    assert not block.form.field("impurity_percent").isVisible()


def test_rows_are_added_and_taken_out(hands):
    hands.tab.receive()
    settle()
    wipes, contents = hands.form.wipes, hands.form.contents
    hands.type_wipe(0, gross="60", background="45", efficiency="0.25")
    wipes.add_button.click()
    assert wipes.rows[1].background.value() == cpm("45")
    wipes.rows[0].remove.click()
    wipes.rows[0].remove.click()
    assert len(wipes.rows) == 1
    contents.add_button.click()
    assert len(contents.blocks) == 2
    contents.blocks[0].remove.click()
    contents.blocks[0].remove.click()
    assert len(contents.blocks) == 1


def test_what_was_typed_is_there_again_after_leaving(hands):
    hands.tab.receive()
    settle()
    hands.fill(supplier="Isotope house", at=hands.ago(hours=1))
    hands.type_wipe(0, gross="61", background="45", efficiency="0.25")
    block = hands.form.contents.blocks[0]
    block.form.set_values({"nuclide_id": "Lu-177", "lot": "A7", "form": StockForm.CAPSULE})
    block.form.field("activity").set_text("7.4 GBq")
    hands.tab.keep_work()
    assert hands.tab.go_back()
    assert not hands.tab.go_back()
    hands.tab.receive()
    settle()
    assert hands.field("supplier").text() == "Isotope house"
    assert hands.field("at").value() == hands.ago(hours=1)
    assert hands.form.wipes.value() == (a_wipe("61", place=""),)
    again = hands.form.contents.blocks[0].form
    assert (again.value("nuclide_id"), again.value("lot")) == ("Lu-177", "A7")
    assert again.value("form") == StockForm.CAPSULE
    hands.press("Cancel")
    hands.tab.receive()
    settle()
    assert hands.field("supplier").text() == ""


def test_a_package_is_continued_where_it_was_left(hands):
    hands.keep(a_package(number=0, at=hands.ago(minutes=100)))
    hands.tab.refresh()
    assert "1 h 20 min left" in hands.tab.clocks.text()
    hands.tab.list.panel.table.selectRow(0)
    settle()
    hands.press("Continue…")
    assert hands.form.contents.value() == (an_item(),)
    hands.type_wipe(0, gross="60", background="45", efficiency="0.25")
    hands.fill(monitored_at=hands.now(), counter=COUNTER.id)
    hands.qtbot.keyClick(hands.form.save_button, Qt.Key.Key_Return)
    settle()
    assert hands.stored()[0].state == "to open"


def test_overdue_packages_are_said_first(hands):
    hands.keep(a_package(number=0, at=after(hours=-1), contents=()))
    hands.tab.refresh()
    assert "PK-0001: Overdue for 4 h 0 min" in hands.tab.clocks.text()
    hands.tab._ticking.timeout.emit()
    assert "Overdue" in hands.tab.clocks.text()


def test_the_license_stops_taking_in_and_says_why(hands):
    hands.services.possession.keep(a_line("Lu-177", limit="5"))
    hands.keep(a_monitored(number=0, opened_at=after(hours=1)))
    hands.tab.refresh()
    hands.tab.list.panel.table.selectRow(0)
    settle()
    hands.press("Take into inventory…")
    assert "% of 135.1 mCi (5 GBq) (Item 6.A)" in hands.texts(hands.dialog)
    hands.fill_dialog(room=HOT_LAB.id)
    assert "on hand and" in hands.dialog.error_line.text()
    assert hands.services.inventory.on_shelf() == ()


def test_working_hours_are_the_centers_own(hands):
    hands.press("Hours and calls…")
    hands.fill_dialog(opens="late")
    assert "time of day" in hands.dialog.form.error("opens")
    hands.fill_dialog(opens="06:30", closes="15:00", agency_phone="555 0199")
    habits = hands.services.packages.habits()
    assert (f"{habits.hours.opens:%H:%M}", habits.agency_phone) == ("06:30", "555 0199")
    assert len(habits.hours.days) == 5


def test_a_submitted_checklist_fills_the_form(qtbot):
    center = ChecklistDesk(ADMINISTERED)
    hands = PackageHands(qtbot, Role.STAFF, center.memory)
    hands.press("From a checklist…")
    assert hands.said[-1] == "No submitted package checklist of the last 3 months waits."
    desk = center.memory.desk(Role.STAFF)
    work = ChecklistWork(desk, checklist_formulas(reference()))
    run_id = work.start("package_receipt", Subject()).value
    work.answer(run_id, "carrier", Text("Swift Courier"))
    with center.memory.center.unit_of_work() as uow:
        uow.runs.mark_submitted(run_id, desk.clock.now(), desk.actor.person_id, 0)
        uow.commit()
    hands.press("From a checklist…")
    hands.fill_dialog()
    assert hands.field("carrier").text() == "Swift Courier"
    hands.press("Save package")
    assert hands.stored()[0].run_id == run_id


def test_a_void_package_is_only_read(hands):
    key = hands.keep(a_monitored(number=0))
    hands.services.safety_book.void(type(hands.stored()[0]), key, "entered twice")
    hands.tab.refresh()
    hands.tab.list.panel.table.selectRow(0)
    settle()
    assert "Continue…" not in [button.text() for button in hands.buttons()]
    hands.tab.list.opened.emit(hands.tab.list.panel.table.current_row())
    settle()
    assert hands.form is None


def test_a_trainee_reads_and_nothing_else(qtbot):
    hands = PackageHands(qtbot)
    key = hands.keep(a_monitored(number=0, notices=(a_notice(NoticeParty.CARRIER),)))
    trainee = PackageHands(qtbot, Role.TRAINEE, hands.memory)
    assert not trainee.tab.main_action().enabled
    trainee.tab.select(key)
    settle()
    button = next(b for b in trainee.buttons() if b.text() == "Continue…")
    assert not button.isEnabled()
    assert "trainee" in button.toolTip().casefold()


def test_a_search_and_a_double_click_open_the_form(hands):
    hands.keep(a_monitored(number=0))
    other = a_package(number=0, id=SafetyId(UUID(int=62)), label=PackageLabel.NONE, at=after())
    hands.keep(replace(other, supplier="Other house", contents=()))
    hands.tab.refresh()
    assert hands.tab.find_in_page()
    hands.tab.list.panel.table.selectRow(0)
    hands.tab.list.opened.emit(hands.tab.list.panel.table.current_row())
    settle()
    assert hands.form is not None
    assert not hands.tab.find_in_page()
