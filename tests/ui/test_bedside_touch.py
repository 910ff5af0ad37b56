"""The bedside driven by touch events alone: thirty items from the start to the signature, swiping and scrolling."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from au_desktop.domain.checklists.answers import (
    Confirmed,
    Measured,
    PartTaken,
    Skipped,
    StepPart,
    Timed,
)
from au_desktop.domain.checklists.items import ItemType
from au_desktop.domain.checklists.verdicts import VerdictState
from tests.bedside_stand import TABLET, opened_view, sheet_of, wear_light
from tests.builders import PASSPHRASE
from tests.checklist_desk import ChecklistDesk
from tests.gloved_finger import Finger
from tests.long_checklist import COUNT, long_checklist


@pytest.fixture(autouse=True)
def dressed(qapp):
    wear_light(qapp)


@pytest.fixture
def desk():
    return ChecklistDesk(long_checklist())


@pytest.fixture
def view(desk, qtbot):
    return opened_view(desk, qtbot, size=TABLET)


@pytest.fixture
def finger(view):
    return Finger(view)


def key_named(panel, name):
    return next(
        button
        for button in panel.findChildren(QAbstractButton)
        if name in {button.property("keypad"), button.property("unit"), button.text()}
    )


class Hand:
    """Answers the marked item by tapping what is there for its type."""

    def __init__(self, view, finger):
        self.view, self.finger = view, finger

    def answer(self, row):
        if row.offer_button.isVisible():
            self.finger.tap(row.offer_button)
            return
        steps = {
            ItemType.DATE_TIME: self.tap_now,
            ItemType.PART_TAKEN: self.tap_part,
            ItemType.TIMER: self.run_timer,
            ItemType.QUANTITY: self.type_amount,
            ItemType.NUMBER: self.type_amount,
            ItemType.TEXT: self.skip,
            ItemType.PERSON: self.tap_name,
            ItemType.INSTRUMENT: self.pick_first,
            ItemType.ROOM: self.pick_first,
        }
        steps.get(row.item.type, self.tap_first)(row)

    def tap_first(self, row):
        self.finger.tap(row.editor.choices.buttons[0])

    def tap_now(self, row):
        self.finger.tap(row.editor.now_button)

    def tap_part(self, row):
        strip = self.view.pages.currentWidget().parts
        self.view.pages.currentWidget().verticalScrollBar().setValue(0)
        self.finger.tap(strip.parts[row.item.key].buttons[2])

    def tap_name(self, row):
        self.finger.tap(row.editor.names.buttons[0])

    def run_timer(self, row):
        self.finger.tap(row.editor.start_button)
        self.finger.tap(row.editor.stop_button)

    def skip(self, row):
        self.finger.tap(self.view.foot.skip_button)
        self.finger.tap(row.reason.chips[1])

    def pick_first(self, row):
        self.finger.tap(row.editor.button)
        self.finger.tap(self.view.pages.panel.content().buttons[0][1])

    def type_amount(self, row):
        digits = "201" if row.item.type is ItemType.QUANTITY else "50"
        self.finger.tap(row.editor.button)
        panel = self.view.pages.panel.content()
        if row.item.type is ItemType.QUANTITY:
            self.finger.tap(key_named(panel, "mCi"))
        for digit in digits:
            self.finger.tap(key_named(panel, digit))
        self.finger.tap(panel.pad.ok)


def test_thirty_items_from_the_start_to_the_signature(view, finger, desk):
    hand = Hand(view, finger)
    taps = 0
    while view.pages.section != "finish":
        row = next((one for one in view.pages._shown_rows() if _is_open(one)), None)
        if row is None:
            finger.tap(view.foot.next_button)
        else:
            view.pages.mark(row.item.key)
            hand.answer(row)
            assert row.answer is not None, row.item.key
            taps += 1
    assert taps == COUNT - 1, "the computed item answers itself"
    sheet = sheet_of(desk, view)
    assert sheet.verdict.missing == ()
    assert sheet.verdict.state is VerdictState.ATTENTION, "the skipped remark is pointed out"
    assert sheet.run.answer("remarks").value == Skipped("Not available today")
    assert isinstance(sheet.run.answer("assay").value, Measured)

    finger.tap(view.pages.finish.submit_button)
    finger.tap(next(iter(view.pages.finish.slots.sign_buttons.values())))
    # The passphrase comes from the keyboard that the system shows on its screen.
    QTest.keyClicks(view.dialog.passphrase, PASSPHRASE)
    Finger(view.dialog).tap(view.dialog.primary_button)
    assert sheet_of(desk, view).sealed


def _is_open(row):
    return row.item.type is not ItemType.COMPUTED and row.answer is None


def test_a_swipe_turns_sections_and_back(view, finger):
    page = view.pages
    finger.drag(page, -300)
    assert page.section == "dosage"
    finger.drag(page, 300)
    assert page.section == "before"
    finger.drag(page, 300)
    assert page.section == "before", "there is nothing before the first"
    for _ in range(3):
        finger.drag(page, -300)
    assert page.section == "finish"
    finger.drag(page.finish, 300, start=page.finish.rect().center())
    assert page.section == "given"


def test_a_swipe_that_begins_on_a_button_answers_nothing(view, finger, desk):
    button = view.rows.find("identity").editor.choices.buttons[0]
    finger.drag(button, -200)
    assert view.pages.section == "dosage"
    assert sheet_of(desk, view).run.answers == ()


def test_a_short_way_to_the_side_is_no_swipe_and_no_tap(view, finger, desk):
    button = view.rows.find("identity").editor.choices.buttons[0]
    finger.drag(button, -60)
    assert view.pages.section == "before"
    assert sheet_of(desk, view).run.answers == ()


def test_a_tap_that_wanders_a_little_is_a_tap(view, finger, desk):
    finger.drag(view.rows.find("identity").editor.choices.buttons[0], 8, 6)
    assert sheet_of(desk, view).run.answer("identity").value == Confirmed(done=True)


def test_scrolling_from_a_button_scrolls_and_answers_nothing(view, finger, desk, qtbot):
    page = view.pages.currentWidget()
    button = view.rows.find("before_3").editor.choices.buttons[0]
    finger.drag(button, 0, -160)
    qtbot.waitUntil(lambda: finger.still(page))
    assert page.verticalScrollBar().value() > 0
    assert view.pages.section == "before"
    assert sheet_of(desk, view).run.answers == ()


def test_nothing_is_turned_while_the_keypad_is_open(view, finger):
    view.pages.show_item("assay")
    finger.tap(view.rows.find("assay").editor.button)
    finger.drag(view.rows.find("prescribed").words, -200)
    assert view.pages.section == "dosage"
    assert view.pages.panel.content() is not None


def test_a_pause_is_one_tap(view, finger, desk):
    view.pages.show_item("infusion")
    editor = view.rows.find("infusion").editor
    finger.tap(editor.start_button)
    desk.clock.move(minutes=5)
    finger.tap(editor.pause_button)
    desk.clock.move(minutes=3)
    finger.tap(editor.pause_button)
    desk.clock.move(minutes=1)
    finger.tap(editor.stop_button)
    value = sheet_of(desk, view).run.answer("infusion").value
    assert isinstance(value, Timed)
    assert value.elapsed.amount == 6 * 60
    assert editor.stop_button.text().endswith("06:00")
    assert editor.pause_line.text() == "Paused 15:05:00 to 15:08:00"


def test_the_cover_is_lifted_by_a_tap_that_touches_nothing_below(view, finger, desk):
    finger.tap(view.header.cover_button)
    assert view.cover.isVisible()
    finger.tap(view.cover)
    assert not view.cover.isVisible()
    assert sheet_of(desk, view).run.answers == ()
    assert view.pages.item == "identity"


def test_the_part_at_the_head_is_the_part_of_the_row(view, finger, desk):
    strip = view.pages.currentWidget().parts.parts["part_before"]
    finger.tap(strip.buttons[1])
    assert sheet_of(desk, view).run.answer("part_before").value == PartTaken(StepPart.ASSISTED)
    assert strip.buttons[1].isChecked()
