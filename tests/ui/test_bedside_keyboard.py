"""The bedside driven by the keyboard alone: thirty items from the start to the signature; Tab reaches every button."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from au_desktop.domain.checklists.answers import Skipped, Timed
from au_desktop.domain.checklists.items import ItemType
from tests.bedside_stand import opened_view, wear_light
from tests.builders import PASSPHRASE
from tests.checklist_desk import ChecklistDesk
from tests.checklist_hands import CONTROL, settle
from tests.long_checklist import COUNT, long_checklist

RETURN, DOWN = Qt.Key.Key_Return, Qt.Key.Key_PageDown


@pytest.fixture(autouse=True)
def dressed(qapp):
    wear_light(qapp)


@pytest.fixture
def desk():
    return ChecklistDesk(long_checklist())


@pytest.fixture
def view(desk, qtbot):
    return opened_view(desk, qtbot)


def press(what, modifier=Qt.KeyboardModifier.NoModifier):
    """A key to whatever has the focus: nothing is pointed at."""
    QTest.keyClick(QApplication.focusWidget(), what, modifier)
    settle()


def write(text):
    for letter in text:
        QTest.keyClicks(QApplication.focusWidget(), letter)
    settle()


def skip(_row):
    press(Qt.Key.Key_S)
    write("nothing to remark")
    press(RETURN, CONTROL)


def type_amount(row):
    if row.offer_button.isVisible():
        press(Qt.Key.Key_T)
        return
    write("7.41" if row.item.type is ItemType.QUANTITY else "50")
    press(RETURN)


def run_timer(_row):
    press(RETURN)
    press(Qt.Key.Key_2)


def pick(row):
    if row.offer_button.isVisible():
        press(Qt.Key.Key_T)
    else:
        press(Qt.Key.Key_1)


STEPS = {
    ItemType.TEXT: skip,
    ItemType.QUANTITY: type_amount,
    ItemType.NUMBER: type_amount,
    ItemType.TIMER: run_timer,
    ItemType.DATE_TIME: lambda _row: press(Qt.Key.Key_Space),
    ItemType.PART_TAKEN: lambda _row: press(Qt.Key.Key_3),
    ItemType.INSTRUMENT: pick,
    ItemType.ROOM: pick,
    ItemType.PERSON: pick,
}


def test_thirty_items_from_the_start_to_the_signature(view, desk):
    answered = 0
    while view.pages.section != "finish":
        press(Qt.Key.Key_F8)
        row = view.pages.current_row()
        if row is None or row.answer is not None or row.item.type is ItemType.COMPUTED:
            press(DOWN)
            continue
        STEPS.get(row.item.type, lambda _row: press(Qt.Key.Key_1))(row)
        assert row.answer is not None, row.item.key
        answered += 1
    sheet = desk.services().run_sheets.sheet(view.session.run_id)
    assert answered == COUNT - 1
    assert sheet.verdict.missing == ()
    assert sheet.run.answer("remarks").value == Skipped("nothing to remark")
    assert isinstance(sheet.run.answer("infusion").value, Timed)

    tab_to(view.pages.finish.submit_button)
    press(RETURN)
    tab_to(next(iter(view.pages.finish.slots.sign_buttons.values())))
    press(RETURN)
    view.dialog.passphrase.setFocus()
    write(PASSPHRASE)
    press(RETURN)
    assert desk.services().run_sheets.sheet(view.session.run_id).sealed


def tab_to(wanted):
    """Tab until the focus is there; a ring without it does not come to an end."""
    for _ in range(80):
        if QApplication.focusWidget() is wanted:
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never reaches {wanted.text()}")


def test_tab_reaches_the_header_the_sections_and_the_foot(view):
    reached = set()
    for _ in range(120):
        press(Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    header, foot = view.header, view.foot
    for button in (
        header.search_button,
        header.cover_button,
        header.hand_button,
        header.leave_button,
        header.lock_button,
        foot.note_button,
        foot.skip_button,
        foot.next_button,
        view.sections.row("dosage"),
    ):
        assert button in reached, button
    answers = view.rows.find("agrees").findChildren(QAbstractButton)
    assert {one for one in answers if one.isVisible()} <= reached


def test_a_wrong_amount_is_corrected_without_a_pointer(view, desk):
    view.pages.show_item("assay")
    write("74")
    press(RETURN)
    assert view.pages.panel.content().question.isVisible()
    press(RETURN)
    press(Qt.Key.Key_Backspace)
    write(".4")
    press(RETURN)
    answer = desk.services().run_sheets.sheet(view.session.run_id).run.answer("assay")
    assert answer.value.quantity.format() == "7.4 GBq"


def test_everything_works_on_a_finished_checklist_too(view):
    press(DOWN)
    press(DOWN)
    press(DOWN)
    assert view.pages.section == "finish"
    press(Qt.Key.Key_F, CONTROL)
    write("given_5")
    press(RETURN)
    assert view.pages.item == "given_5"
    press(Qt.Key.Key_D, CONTROL)
    assert view.cover.isVisible()
    press(Qt.Key.Key_A)
    assert view.pages.item == "given_5"
    assert QApplication.focusWidget() is view.pages.current_row()
