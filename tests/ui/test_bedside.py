"""The bedside checklist through its real widgets: touch alone, keyboard alone, locks in the middle of a sentence."""

from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from au_desktop.domain.checklists.answers import (
    At,
    Chosen,
    Confirmed,
    Measured,
    Number,
    PartTaken,
    Reply,
    StepPart,
    Text,
    Timed,
    YesNo,
)
from au_desktop.domain.errors import DiskProblem
from au_desktop.domain.roles import Role
from au_desktop.settings import Settings, ThemeChoice, UnitsFirst
from au_desktop.ui.bedside.bedside_view import BedsideView
from au_desktop.ui.kit import theme
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.operations import carry_out, deliver
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


def test_it_opens_at_the_first_open_item_and_says_what_it_is_about(bedside):
    view = bedside()
    assert view.pages.section == "before"
    assert view.pages.item == "identity"
    assert "case C-000001" in view.header.title.accessibleName()
    assert "patient code LR-0193" in view.header.about.accessibleName()
    assert view.sections.row("before").accessibleName() == "1 Before the patient, 0 of 6"


def test_a_tap_is_saved_and_the_mark_goes_on(bedside, desk):
    view = bedside()
    tap(view.rows.find("identity").editor.choices.buttons[0])
    assert answer_of(desk, view, "identity") == Confirmed(done=True)
    assert view.header.saved_chip.text() == "saved 15:00:00"
    assert view.pages.item == "visitor_agreed"
    assert "Done 15:00" in view.rows.find("identity").editor.choices.buttons[0].text()


def test_the_chip_says_saved_only_after_the_file_has_it(bedside, desk, operations):
    view = bedside()
    operations.hold()
    tap(view.rows.find("identity").editor.choices.buttons[0])
    assert view.header.saved_chip.text() == "saving\u2026"
    assert answer_of(desk, view, "identity") is None
    tap(view.rows.find("room_ready").editor.choices.buttons[0])
    operations.release()
    assert view.header.saved_chip.text() == "saved 15:00:00"
    assert answer_of(desk, view, "room_ready") == Confirmed(done=True)


def test_an_answer_on_its_way_does_not_fall_back(bedside, operations):
    view = bedside()
    operations.hold()
    first, second = (
        view.rows.find(name).editor.choices.buttons[0] for name in ("identity", "room_ready")
    )
    tap(first)
    tap(second)
    kept, operations.waiting = operations.waiting, []
    operations.held = False
    operations.waiting = kept[1:]
    deliver(kept[0], *carry_out(kept[0]))
    assert second.isChecked()
    operations.release()
    assert second.isChecked()


def test_keys_alone_answer_and_turn_sections(bedside, desk):
    view = bedside()
    key(view.pages.current_row(), Qt.Key.Key_Return)
    assert answer_of(desk, view, "identity") == Confirmed(done=True)
    key(view.pages.current_row(), Qt.Key.Key_3)
    assert answer_of(desk, view, "visitor_agreed") == YesNo(Reply.NA)
    key(view.pages.current_row(), Qt.Key.Key_Space)
    assert isinstance(answer_of(desk, view, "labs_date"), At)
    key(view.pages.current_row(), Qt.Key.Key_Down)
    assert view.pages.item == "incontinence"
    key(view.pages.current_row(), Qt.Key.Key_Up)
    assert view.pages.item == "creatinine_clearance"
    key(view, Qt.Key.Key_PageDown)
    assert view.pages.section == "directive"
    key(view, Qt.Key.Key_PageUp)
    assert view.pages.section == "before"


def test_the_keypad_takes_digits_units_and_judges_while_typing(bedside, desk):
    view = bedside()
    view.pages.show_item("creatinine_clearance")
    row = view.pages.current_row()
    tap(row.editor.button)
    pad = view.pages.panel.content().pad
    for digit in "25":
        tap(next(b for b in pad.findChildren(type(pad.ok)) if b.property("keypad") == digit))
    assert row.finding_line.text() == "25 mL/min is below 30 mL/min."
    assert row.finding_chip.text() == "Attention"
    tap(pad.ok)
    assert answer_of(desk, view, "creatinine_clearance") == Number(Decimal(25), "mL/min")
    assert view.pages.panel.content() is None
    assert view.pages.item == "creatinine_clearance"
    assert "1 needs attention" in view.foot.attention_button.text()


def test_the_keypad_refuses_what_is_not_a_number_and_esc_gives_up(bedside, desk):
    view = bedside()
    view.pages.show_item("creatinine_clearance")
    row = view.pages.current_row()
    key(row, Qt.Key.Key_7)
    panel = view.pages.panel.content()
    assert panel.pad.text() == "7 mL/min"
    key(panel.pad, Qt.Key.Key_Backspace)
    key(panel.pad, Qt.Key.Key_Return)
    assert panel.line.text() != ""
    key(panel.pad, Qt.Key.Key_Escape)
    assert view.pages.panel.content() is None
    assert answer_of(desk, view, "creatinine_clearance") is None
    assert desk.draft_of(view.session.run_id) is None


@pytest.mark.parametrize(("first", "unit"), [(UnitsFirst.GBQ, "GBq"), (UnitsFirst.MCI, "mCi")])
def test_the_preferred_unit_comes_first(bedside, desk, first, unit):
    view = bedside(settings=Settings(units_first=first))
    desk.services().checklist_work.answer(
        view.session.run_id, "prescribed_as", Chosen(("single",))
    )
    view.session.load()
    view.pages.show_item("prescribed")
    row = view.pages.current_row()
    key(row, Qt.Key.Key_9)
    assert view.pages.panel.content().pad.text() == f"9 {unit}"


def test_an_offer_is_one_tap_and_one_key(bedside, desk):
    view = bedside()
    services = desk.services()
    services.checklist_work.answer(view.session.run_id, "prescribed_as", Chosen(("single",)))
    view.session.load()
    view.pages.show_item("prescribed")
    row = view.pages.current_row()
    assert row.offer_button.text() == "Take 7.4 GBq (200 mCi)"
    tap(row.offer_button)
    assert isinstance(answer_of(desk, view, "prescribed"), Measured)
    assert row.offer_button.isHidden()
    view.pages.show_item("assayed_by")
    key(view.pages.current_row(), Qt.Key.Key_Return)
    assert answer_of(desk, view, "assayed_by").label == "The preceptor"


def test_a_timer_runs_on_after_the_view_was_closed(bedside, desk):
    view = bedside()
    run_id = view.session.run_id
    desk.services().checklist_work.answer(run_id, "go_ahead", YesNo(Reply.YES))
    view.session.load()
    view.pages.show_item("administration")
    tap(view.pages.current_row().editor.start_button)
    started = desk.clock.now()
    view.close()
    desk.clock.move(minutes=6, seconds=42)

    again = bedside(run_id)
    assert again.header.running() == "Administration 06:42"
    again.pages.show_item("administration")
    tap(again.pages.current_row().editor.stop_button)
    value = answer_of(desk, again, "administration")
    assert (value.started, value.stopped) == (started, desk.clock.now())
    assert again.header.running() == ""


def test_a_timer_moment_can_be_corrected(bedside, desk):
    view = bedside()
    now = desk.clock.now()
    work = desk.services().checklist_work
    work.answer(view.session.run_id, "go_ahead", YesNo(Reply.YES))
    work.answer(view.session.run_id, "administration", Timed(now))
    view.session.load()
    view.pages.show_item("administration")
    tap(view.pages.current_row().editor.start_button)
    panel = view.pages.panel.content()
    tap(next(button for button in panel.steps if button.text() == "\u2212 10 min"))
    tap(panel.ok)
    value = answer_of(desk, view, "administration")
    assert value.started.utc == now.utc - timedelta(minutes=10)


def test_now_and_a_typed_correction(bedside, desk):
    view = bedside()
    view.pages.show_item("labs_date")
    editor = view.pages.current_row().editor
    tap(editor.other_button)
    panel = view.pages.panel.content()
    panel.fields.clock.selectAll()
    QTest.keyClicks(panel.fields.clock, "25:99")
    tap(panel.ok)
    assert "10:07" in panel.line.text()
    panel.fields.clock.selectAll()
    QTest.keyClicks(panel.fields.clock, "09:30")
    tap(panel.ok)
    assert f"{answer_of(desk, view, 'labs_date').moment.local:%H:%M:%S}" == "09:30:00"


def test_a_part_is_taken_and_rated(bedside, desk):
    view = bedside()
    view.pages.show_item("part_directive")
    row = view.pages.current_row()
    tap(row.editor.parts.buttons[1])
    assert answer_of(desk, view, "part_directive") == PartTaken(StepPart.ASSISTED)
    tap(row.editor.levels.buttons[3])
    assert answer_of(desk, view, "part_directive") == PartTaken(StepPart.ASSISTED, 3)
    key(row, Qt.Key.Key_3)
    key(row, Qt.Key.Key_9)
    assert answer_of(desk, view, "part_directive") == PartTaken(StepPart.PERFORMED, 4)


def test_an_instrument_is_chosen_from_a_list_and_an_unfit_one_refused(bedside, desk):
    view = bedside()
    view.pages.show_item("assay_instrument")
    row = view.pages.current_row()
    tap(row.editor.button)
    names = [button.text() for _, button in view.pages.panel.content().buttons]
    assert names[0] == "DC-1\ndose calibrator"
    assert names[2] == "SM-2\nsurvey meter \u00b7 calibration overdue"
    tap(view.pages.panel.content().buttons[2][1])
    assert "may not be used" in row.error_line.text()
    assert view.header.saved_chip.text() == "not saved"
    assert answer_of(desk, view, "assay_instrument") is None
    assert row.editor.button.text() == "Choose\u2026"
    tap(row.editor.button)
    tap(view.pages.panel.content().buttons[0][1])
    assert answer_of(desk, view, "assay_instrument").label == "DC-1"
    assert row.error_line.text() == ""


def test_several_choices_add_and_take_away(bedside, desk):
    view = bedside()
    desk.services().checklist_work.answer(view.session.run_id, "go_ahead", YesNo(Reply.YES))
    view.session.load()
    view.pages.show_item("course")
    row = view.pages.current_row()
    key(row, Qt.Key.Key_1)
    key(row, Qt.Key.Key_3)
    assert answer_of(desk, view, "course") == Chosen(("as_planned", "reaction"))
    assert view.rows.find("course_notes").isVisible()
    tap(row.editor.choices.buttons[2])
    tap(row.editor.choices.buttons[0])
    assert answer_of(desk, view, "course") is None
    assert not view.rows.find("course_notes").isVisible()


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
    assert "Answer the item first" in view.rows.find("identity").error_line.text()
    tap(view.rows.find("identity").editor.choices.buttons[0])
    view.pages.mark("identity")
    key(view.pages.current_row(), Qt.Key.Key_N)
    field = view.rows.find("identity").reason.field
    QTest.keyClicks(field, "left arm")
    key(field, Qt.Key.Key_Return, CONTROL)
    run = desk.services().run_sheets.sheet(view.session.run_id).run
    assert run.answer("identity").note == "left arm"
    assert run.answer("identity").value == Confirmed(done=True)
    assert view.rows.find("identity").note_line.text() == "Note: left arm"


def test_a_skip_needs_its_reason(bedside, desk):
    view = bedside()
    view.pages.show_item("incontinence")
    tap(view.foot.skip_button)
    row = view.pages.current_row()
    assert not row.reason.save_button.isEnabled()
    QTest.keyClicks(row.reason.field, "asked at intake")
    tap(row.reason.save_button)
    assert answer_of(desk, view, "incontinence").reason == "asked at intake"
    assert row.finding_line.text() == "Skipped: asked at intake"


def test_a_critical_answer_stops_until_a_role_says_why(bedside, desk):
    view = bedside()
    tap(view.rows.find("identity").editor.choices.buttons[1])
    row = view.rows.find("identity")
    assert (row.finding_chip.text(), row.finding_line.text()) == ("Stop", "Expected: done.")
    assert view.pages.item == "identity"
    tap(row.override_button)
    QTest.keyClicks(row.reason.field, "identified by the ward nurse")
    tap(row.reason.save_button)
    assert row.finding_chip.text() == "Attention"
    assert "Passed by the Preceptor: identified by the ward nurse" in row.finding_line.text()


def test_a_role_that_may_not_override_is_told_so_beside_the_item(bedside, desk):
    run_id = desk.start()
    view = bedside(run_id, Role.TRAINEE)
    tap(view.rows.find("identity").editor.choices.buttons[1])
    row = view.rows.find("identity")
    assert row.override_button.isHidden()
    assert "preceptor or the RSO" in row.stop_line.text()


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
