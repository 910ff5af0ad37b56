"""The bedside checklist from a half-typed word to the signature: drafts, notes, skips, stops, leaving, finishing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from au_desktop.domain.checklists.answers import (
    Confirmed,
    Text,
)
from au_desktop.domain.errors import DiskProblem
from au_desktop.domain.roles import Role
from au_desktop.settings import Settings, ThemeChoice
from au_desktop.ui.bedside.bedside_view import BedsideView
from au_desktop.ui.kit import theme
from au_desktop.ui.kit.changes_bus import ChangesBus
from tests.checklist_desk import PASSPHRASE, SURVEY, ChecklistDesk
from tests.checklist_hands import CONTROL, key, leave, settle, tap
from tests.fakes_ui import ImmediateOperations


@pytest.fixture(autouse=True)
def dressed(qapp):
    if not qapp.styleSheet() or theme.current().touch:
        theme.apply(Settings(theme=ThemeChoice.LIGHT))


@pytest.fixture
def desk():
    return ChecklistDesk()


@pytest.fixture
def operations():
    return ImmediateOperations()


@pytest.fixture
def bedside(desk, operations, qtbot):
    """Opens the view on a run."""

    def make(run_id=None, role=Role.PRECEPTOR, settings=None):
        view = BedsideView(
            desk.services(role),
            operations,
            ChangesBus(),
            settings or Settings(),
            run_id or desk.start(),
        )
        qtbot.addWidget(view)
        view.resize(1366, 768)
        view.show()
        settle()
        return view

    return make


def answer_of(desk, view, key):
    run = desk.services().run_sheets.sheet(view.session.run_id).run
    answer = run.answer(key)
    return None if answer is None else answer.value


def test_a_lock_in_the_middle_of_a_sentence_keeps_text_and_cursor(bedside, desk, operations):
    view = bedside()
    run_id = view.session.run_id
    view.pages.show_item("debrief")
    field = view.pages.current_row().editor.field
    field.setFocus()
    QTest.keyClicks(field, "Calm and complte")
    for _ in range(3):
        key(field, Qt.Key.Key_Left)
    key(field, Qt.Key.Key_E)
    view.keep_work()
    leave(field)
    view.close()
    assert desk.draft_of(run_id).fields == {"debrief": "Calm and compelte"}
    assert answer_of(desk, view, "debrief") is None

    again = bedside(run_id)
    field = again.rows.find("debrief").editor.field
    assert again.pages.section == "debrief"
    assert field.toPlainText() == "Calm and compelte"
    assert field.textCursor().position() == len("Calm and compe")
    assert again.focusWidget() is field
    QTest.keyClicks(field, "!")
    key(field, Qt.Key.Key_Return, CONTROL)
    assert answer_of(desk, again, "debrief") == Text("Calm and compe!lte")
    assert desk.draft_of(run_id) is None


def test_typing_is_kept_within_a_moment_without_leaving_the_field(bedside, desk, qtbot):
    view = bedside()
    view.pages.show_item("debrief")
    QTest.keyClicks(view.pages.current_row().editor.field, "half a sent")
    qtbot.waitUntil(lambda: desk.draft_of(view.session.run_id) is not None)
    draft = desk.draft_of(view.session.run_id)
    assert (draft.fields, draft.cursor) == ({"debrief": "half a sent"}, 11)


def test_half_typed_digits_and_notes_come_back(bedside, desk):
    view = bedside()
    run_id = view.session.run_id
    tap(view.rows.find("identity").editor.choices.buttons[0])
    row = view.rows.find("identity")
    view.pages.mark("identity")
    tap(view.foot.note_button)
    QTest.keyClicks(row.reason.field, "wristband and bir")
    view.pages.show_item("creatinine_clearance")
    key(view.pages.current_row(), Qt.Key.Key_8)
    view.keep_work()
    view.close()

    again = bedside(run_id)
    assert again.rows.find("identity").reason.field.toPlainText() == "wristband and bir"
    editor = again.rows.find("creatinine_clearance").editor
    tap(editor.button)
    assert again.pages.panel.content().pad.text() == "8 mL/min"


def test_a_note_stands_beside_the_answer(bedside, desk):
    view = bedside()
    tap(view.foot.note_button)
    assert "Answer the item first" in view.rows.find("identity").words.error_line.text()
    tap(view.rows.find("identity").editor.choices.buttons[0])
    view.pages.mark("identity")
    key(view.pages.current_row(), Qt.Key.Key_N)
    field = view.rows.find("identity").reason.field
    QTest.keyClicks(field, "left arm")
    key(field, Qt.Key.Key_Return, CONTROL)
    run = desk.services().run_sheets.sheet(view.session.run_id).run
    assert run.answer("identity").note == "left arm"
    assert run.answer("identity").value == Confirmed(done=True)
    assert view.rows.find("identity").words.note_line.text() == "Note: left arm"


def test_a_skip_needs_its_reason(bedside, desk):
    view = bedside()
    view.pages.show_item("incontinence")
    tap(view.foot.skip_button)
    row = view.pages.current_row()
    assert not row.reason.save_button.isEnabled()
    QTest.keyClicks(row.reason.field, "asked at intake")
    tap(row.reason.save_button)
    assert answer_of(desk, view, "incontinence").reason == "asked at intake"
    assert row.words.finding_line.text() == "Skipped: asked at intake"


def test_a_critical_answer_stops_until_a_role_says_why(bedside, desk):
    view = bedside()
    tap(view.rows.find("identity").editor.choices.buttons[1])
    row = view.rows.find("identity")
    assert (row.words.finding_chip.text(), row.words.finding_line.text()) == (
        "Stop",
        "Expected: done.",
    )
    assert view.pages.item == "identity"
    tap(row.words.override_button)
    QTest.keyClicks(row.reason.field, "identified by the ward nurse")
    tap(row.reason.save_button)
    assert row.words.finding_chip.text() == "Attention"
    assert "Passed by the Preceptor: identified by the ward nurse" in row.words.finding_line.text()


def test_a_role_that_may_not_override_is_told_so_beside_the_item(bedside, desk):
    run_id = desk.start()
    view = bedside(run_id, Role.TRAINEE)
    tap(view.rows.find("identity").editor.choices.buttons[1])
    row = view.rows.find("identity")
    assert row.words.override_button.isHidden()
    assert "preceptor or the RSO" in row.words.stop_line.text()


def test_a_full_disk_is_told_and_the_answer_falls_back(bedside, desk, operations, qtbot):
    view = bedside()

    def full(*_args):
        raise DiskProblem("center", "no space left")

    view.session._services.checklist_work.answer = full
    tap(view.rows.find("identity").editor.choices.buttons[0])
    assert view.header.saved_chip.text() == "not saved"
    assert not view.rows.find("identity").editor.choices.buttons[0].isChecked()


def test_leaving_makes_an_answer_of_what_was_typed(bedside, desk, qtbot):
    view = bedside()
    view.pages.show_item("debrief")
    QTest.keyClicks(view.pages.current_row().editor.field, "fine")
    with qtbot.waitSignal(view.left):
        tap(view.header.leave_button)
    assert answer_of(desk, view, "debrief") == Text("fine")


def test_esc_closes_the_panel_then_leaves(bedside, qtbot):
    view = bedside()
    view.pages.show_item("labs_date")
    tap(view.pages.current_row().editor.other_button)
    key(view, Qt.Key.Key_Escape)
    assert view.pages.panel.content() is None
    with qtbot.waitSignal(view.left):
        key(view, Qt.Key.Key_Escape)


def test_lock_and_the_queue_are_wishes(bedside, desk, qtbot):
    view = bedside()
    with qtbot.waitSignal(view.lock_requested):
        tap(view.header.lock_button)
    with qtbot.waitSignal(view.sign_requested):
        view.pages.finish.queue_wanted.emit()


def test_finish_submit_and_sign_at_the_bedside(bedside, desk, qtbot):
    run_id = desk.filled(SURVEY)
    view = bedside(run_id, Role.COORDINATOR)
    view.go_to_section("finish")
    finish = view.pages.finish
    tap(finish.submit_button)
    assert "waits for its signatures" in finish.words.text()
    position = min(finish.slots.sign_buttons)
    tap(finish.slots.sign_buttons[position])
    QTest.keyClicks(view.dialog.passphrase, PASSPHRASE)
    key(view.dialog.passphrase, Qt.Key.Key_Return)
    assert desk.services().signing.signatures(run_id)[0].validity.sound
    assert "Signed" in finish.words.text()
    assert not view.rows.find("room") or not view.foot.note_button.isVisible()


def test_targets_are_large(bedside):
    view = bedside()
    for button in view.rows.find("identity").editor.choices.buttons:
        assert button.height() >= 64
    for button in (view.foot.next_button, view.foot.note_button):
        assert button.height() >= 64
    assert view.sections.row("before").height() >= 48
    assert view.header.lock_button.height() >= 48


def test_nothing_is_wider_than_a_tablet(bedside):
    view = bedside()
    view.resize(1280, 800)
    assert view.width() == 1280
