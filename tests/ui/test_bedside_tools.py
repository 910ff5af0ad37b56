"""What helps at the bedside: the cover, search, the next open item, handing over, who did what, and the question."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from au_desktop.domain.checklists.answers import (
    Chosen,
    Confirmed,
    PartTaken,
    Skipped,
    StepPart,
)
from au_desktop.domain.checklists.items import ItemType
from au_desktop.domain.roles import Role
from tests.bedside_stand import answer_of, opened_view, sheet_of, wear_light
from tests.builders import PASSPHRASE
from tests.checklist_desk import ChecklistDesk
from tests.checklist_hands import CONTROL, key, settle, tap
from tests.long_checklist import long_checklist


@pytest.fixture(autouse=True)
def dressed(qapp):
    wear_light(qapp)


@pytest.fixture
def desk():
    return ChecklistDesk(long_checklist())


@pytest.fixture
def bedside(desk, qtbot):
    """Opens the view on a run of thirty items."""

    return partial(opened_view, desk, qtbot)


@pytest.mark.parametrize("how", ["button", "F9", "Ctrl+D"])
def test_the_cover_shows_running_times_only(bedside, desk, how):
    view = bedside()
    view.pages.show_item("infusion")
    tap(view.rows.find("infusion").editor.start_button)
    desk.clock.move(minutes=3)
    if how == "button":
        tap(view.header.cover_button)
    elif how == "F9":
        QTest.keyClick(view.pages.current_row(), Qt.Key.Key_F9)
    else:
        key(view.pages.current_row(), Qt.Key.Key_D, CONTROL)
    shown = [one.text() for one in view.cover.findChildren(QLabel) if one.isVisible()]
    assert shown == ["Given 03:00", "Tap or press a key to go on"]
    assert view.cover.geometry() == view.rect()
    view.resize(1280, 800)
    settle()
    assert view.cover.geometry() == view.rect()


def test_a_key_wakes_where_it_was_and_does_nothing_else(bedside, desk):
    view = bedside()
    view.pages.show_item("assay")
    key(view.rows.find("assay"), Qt.Key.Key_7)
    panel = view.pages.panel.content()
    view.tools.cover_screen()
    QTest.keyClick(view.cover, Qt.Key.Key_Shift)
    assert view.cover.isVisible()
    QTest.keyClick(view.cover, Qt.Key.Key_PageDown)
    assert not view.cover.isVisible()
    assert view.pages.section == "dosage"
    assert view.pages.panel.content() is panel
    assert panel.pad.text().startswith("7 ")
    assert panel.pad.hasFocus()
    assert desk.draft_of(view.session.run_id).fields == {"assay": panel.pad.text()}


def test_search_finds_by_title_hint_and_answer_across_sections(bedside, desk):
    view = bedside()
    desk.services().checklist_work.answer(view.session.run_id, "form", Chosen(("oral",)))
    view.session.load()
    key(view.pages.current_row(), Qt.Key.Key_F, CONTROL)
    panel = view.pages.panel.content()
    assert len(panel.rows) == 30
    QTest.keyClicks(panel.search, "oral")
    assert [row.title.text() for row in panel.rows] == ["Do form"]
    panel.search.setText("given infusion")
    key(panel.search, Qt.Key.Key_Return)
    assert (view.pages.section, view.pages.item) == ("given", "infusion")
    assert view.pages.panel.content() is None


def test_search_says_when_nothing_is_found_and_keys_go_through_the_list(bedside):
    view = bedside()
    tap(view.header.search_button)
    panel = view.pages.panel.content()
    panel.search.setText("zebra")
    assert panel.none_line.isVisible()
    panel.search.setText("dosage_")
    settle()
    key(panel.search, Qt.Key.Key_Down)
    assert panel.rows[0].hasFocus()
    key(panel.rows[0], Qt.Key.Key_Down)
    assert panel.rows[1].hasFocus()
    key(panel.rows[1], Qt.Key.Key_Up)
    key(panel.rows[0], Qt.Key.Key_Up)
    assert panel.search.hasFocus()
    key(panel.rows[1], Qt.Key.Key_Return)
    assert view.pages.item == "dosage_2"


def test_the_next_open_and_the_next_that_needs_attention(bedside, desk):
    view = bedside()
    work = desk.services().checklist_work
    for item, done in (("identity", False), ("before_1", True), ("dosage_1", False)):
        work.answer(view.session.run_id, item, Confirmed(done))
    view.session.load()
    view.pages.show_item("before_5")
    QTest.keyClick(view.pages.current_row(), Qt.Key.Key_F7)
    assert view.pages.item == "dosage_1"
    QTest.keyClick(view.pages.current_row(), Qt.Key.Key_F7)
    assert view.pages.item == "identity"
    QTest.keyClick(view.pages.current_row(), Qt.Key.Key_F8)
    assert view.pages.item == "before_2"


def test_several_timers_run_in_the_header_and_lead_to_their_items(bedside, desk):
    view = bedside()
    for item in ("infusion", "observation"):
        view.pages.show_item(item)
        tap(view.rows.find(item).editor.start_button)
        desk.clock.move(minutes=2)
    again = bedside(view.session.run_id)
    assert again.header.running() == "Do infusion 04:00   Do observation 02:00"
    tap(again.header.timers.buttons[0])
    assert again.pages.item == "infusion"
    key(again.pages.current_row(), Qt.Key.Key_3)
    assert again.header.running().startswith("Do infusion paused 04:00")
    desk.clock.move(minutes=5)
    assert again.header.running().startswith("Do infusion paused 04:00")
    key(again.pages.current_row(), Qt.Key.Key_3)
    key(again.pages.current_row(), Qt.Key.Key_2)
    assert again.header.running() == "Given 07:00"


def test_a_timer_says_while_it_runs_that_it_has_run_too_long(bedside, desk, qtbot):
    view = bedside()
    view.pages.show_item("observation")
    row = view.rows.find("observation")
    tap(row.editor.start_button)
    row.editor._on_tick()
    assert not row.words.finding_chip.isVisible(), "too short says nothing while it runs"
    desk.clock.move(minutes=31)
    qtbot.waitUntil(row.words.finding_chip.isVisible)
    assert row.words.finding_line.text() == "31 min is above 30 min."


def test_somebody_else_answers_in_their_own_name(bedside, desk):
    view = bedside()
    nurse = desk.memory.people[Role.STAFF]
    tap(view.header.hand_button)
    panel = view.pages.panel.content()
    tap(next(b for b in panel.buttons if b.accessibleName().startswith(nurse.name)))
    QTest.keyClicks(panel.passphrase.edit, "not it")
    tap(panel.unlock_button)
    assert "does not open" in panel.line.text()
    QTest.keyClicks(panel.passphrase.edit, PASSPHRASE)
    key(panel.passphrase.edit, Qt.Key.Key_Return)
    assert f"answering: {nurse.name} (nurse or technologist)" in view.header.about.accessibleName()
    tap(view.rows.find("identity").editor.choices.buttons[1])
    assert answer_of(desk, view, "identity").by == nurse.id
    assert not view.rows.find("identity").words.override_button.isVisible()
    tap(view.header.hand_button)
    assert "answering" not in view.header.about.accessibleName()
    assert view.rows.find("identity").words.override_button.isVisible()
    tap(view.rows.find("before_1").editor.choices.buttons[0])
    assert answer_of(desk, view, "before_1").by == desk.memory.people[Role.PRECEPTOR].id


def test_a_lock_ends_the_handing_over(bedside, desk):
    view = bedside()
    view.session.hand_over(desk.memory.people[Role.STAFF].id, PASSPHRASE, pytest.fail)
    assert view.session.handed_over
    view.keep_work()
    again = bedside(view.session.run_id)
    assert again.session.actor.role is Role.PRECEPTOR


def test_the_way_back_after_a_lock_is_section_item_and_keypad(bedside, desk):
    view = bedside()
    view.pages.show_item("assay")
    key(view.rows.find("assay"), Qt.Key.Key_4)
    view.keep_work()
    place = view.place()
    assert place == "dosage/assay/keypad"
    again = bedside(view.session.run_id, place=place)
    assert (again.pages.section, again.pages.item) == ("dosage", "assay")
    assert again.pages.panel.content().pad.text().startswith("4 ")
    elsewhere = bedside(view.session.run_id, place="given/given_3/")
    assert (elsewhere.pages.section, elsewhere.pages.item) == ("given", "given_3")
    assert "4 " in elsewhere.rows.row(elsewhere.session.view, _item("assay")).editor.button.text()


def _item(name):
    return long_checklist().item(name)


def test_the_people_of_the_run_are_one_tap_each(bedside, desk):
    view = bedside()
    view.pages.show_item("assayed_by")
    editor = view.rows.find("assayed_by").editor
    assert [b.text() for b in editor.names.buttons] == ["The preceptor"]
    tap(editor.names.buttons[0])
    assert answer_of(desk, view, "assayed_by").value.label == "The preceptor"
    assert editor.button.text() == "Other\u2026"
    tap(editor.button)
    other = next(b for words, b in view.pages.panel.content().buttons if "rso" in words)
    tap(other)
    assert editor.button.text() == "\u2713 The rso"
    key(view.rows.find("assayed_by"), Qt.Key.Key_1)
    assert answer_of(desk, view, "assayed_by").value.label == "The preceptor"


def test_who_did_what_is_one_tap_at_the_head_of_the_section(bedside, desk):
    view = bedside()
    strip = view.pages.currentWidget().parts
    assert [b.text() for b in strip.parts["part_before"].buttons] == list(_parts())
    tap(strip.parts["part_before"].buttons[2])
    assert answer_of(desk, view, "part_before").value == PartTaken(StepPart.PERFORMED)
    row = view.rows.find("part_before")
    assert row.editor.parts.buttons[2].isChecked()
    view.go_to_section("dosage")
    assert not view.pages.currentWidget().parts.isVisible()


def _parts():
    return ("Observed", "Assisted", "Performed")


def test_a_frequent_reason_to_skip_is_one_tap(bedside, desk):
    view = bedside()
    tap(view.foot.skip_button)
    row = view.rows.find("identity")
    assert len(row.reason.chips) == 4
    tap(row.reason.chips[2])
    assert answer_of(desk, view, "identity").value == Skipped("Declined by the patient")
    row.write_note()
    assert row.reason.chips == []


def test_a_stop_names_the_rule_and_who_may_pass_it(bedside):
    view = bedside(role=Role.TRAINEE)
    row = view.rows.find("identity")
    tap(row.editor.choices.buttons[1])
    assert row.words.stop_line.text() == (
        "Stops the checklist: 10 CFR 35.63, 2007. The preceptor or the RSO may record why it may be passed."
    )
    assert not row.words.override_button.isVisible()


def test_a_file_is_asked_for_beside_the_marked_item(bedside, qtbot):
    view = bedside()
    assert not view.foot.attach_button.isVisible()
    shown = {}

    def strip(name):
        shown[name] = QLabel("1 picture")
        return shown[name]

    view.take_files(strip)
    settle()
    assert shown["identity"].isVisible()
    with qtbot.waitSignal(view.attach_wanted) as wanted:
        tap(view.foot.attach_button)
    assert wanted.args == ["identity"]


def test_a_screen_reader_hears_item_answer_limit_and_finding(bedside, desk):
    view = bedside()
    row = view.rows.find("identity")
    assert row.accessibleName() == "Do identity: not answered"
    tap(row.editor.choices.buttons[1])
    assert row.accessibleName() == "Do identity: Not done. Stop: Expected: done"
    work = desk.services().checklist_work
    from tests.checklist_examples import mci

    work.answer(view.session.run_id, "prescribed", mci("200"))
    work.answer(view.session.run_id, "assay", mci("230"))
    view.session.load()
    view.go_to_section("dosage")
    assert view.rows.find("difference").accessibleName() == (
        "Do difference: 15 %. Limits: action below \u221220 %, attention below \u221210 %, "
        "attention above 10 %, action above 20 %. Attention: 15 % is above 10 %"
    )


def test_every_button_has_a_name_and_is_large(bedside, desk):
    view = bedside()
    for section in view.pages.order():
        view.go_to_section(section)
        settle()
        for button in view.findChildren(QAbstractButton):
            if button.isVisible() and button.metaObject().className() != "QToolButton":
                assert button.accessibleName() or button.text(), button
                assert button.height() >= 48, (section, button.text(), button.height())


@pytest.mark.parametrize("section", ["before", "dosage", "given"])
def test_no_single_press_answers_more_than_one_item(bedside, desk, section):
    count = len(_buttons(bedside(), section))
    assert count > 20
    for at in range(count):
        view = bedside()
        _buttons(view, section)[at].click()
        given = [
            one.item
            for one in sheet_of(desk, view).run.answers
            if _item(one.item).type is not ItemType.COMPUTED
        ]
        assert len(given) <= 1, given
        view.close()


def _buttons(view, section):
    view.go_to_section(section)
    settle()
    return [b for b in view.findChildren(QAbstractButton) if b.isVisible()]
