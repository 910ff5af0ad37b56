"""The bedside checklist through its real widgets: touch alone, and keyboard alone."""

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
    Timed,
    YesNo,
)
from au_desktop.domain.roles import Role
from au_desktop.settings import Settings, ThemeChoice, UnitsFirst
from au_desktop.ui.bedside.bedside_view import BedsideView
from au_desktop.ui.kit import theme
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.operations import carry_out, deliver
from tests.checklist_desk import ChecklistDesk
from tests.checklist_hands import key, settle, tap
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
    assert view.sections.row("before").accessibleName() == "1 Before the patient, 0 of 8"


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
    key(view.pages.current_row(), Qt.Key.Key_1)
    assert answer_of(desk, view, "pregnancy") == Chosen(("not_applicable",))
    key(view.pages.current_row(), Qt.Key.Key_Space)
    assert isinstance(answer_of(desk, view, "labs_date"), At)
    key(view.pages.current_row(), Qt.Key.Key_Down)
    assert view.pages.item == "labs_accepted"
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
    assert row.words.finding_line.text() == "25 mL/min is below 30 mL/min."
    assert row.words.finding_chip.text() == "Attention"
    tap(pad.ok)
    assert answer_of(desk, view, "creatinine_clearance") == Number(Decimal(25), "mL/min")
    assert view.pages.panel.content() is None
    assert view.pages.item == "creatinine_clearance"
    assert "1 needs attention" in view.foot.attention_button.text()
    chips = [chip.text() for chip in view.sections.findChildren(StateChip) if chip.isVisible()]
    assert [text for text in chips if text.startswith("! 1 of ")] != []


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


@pytest.mark.parametrize("take", [tap, None], ids=["one tap", "one key"])
def test_an_offer_is_one_tap_or_one_key(bedside, desk, take):
    view = bedside()
    services = desk.services()
    services.checklist_work.answer(view.session.run_id, "prescribed_as", Chosen(("single",)))
    view.session.load()
    view.pages.show_item("prescribed")
    row = view.pages.current_row()
    assert row.offer_button.text() == "Take 7.4 GBq (200 mCi)"
    if take is None:
        key(row, Qt.Key.Key_Return)
    else:
        take(row.offer_button)
    assert isinstance(answer_of(desk, view, "prescribed"), Measured)
    assert row.offer_button.isHidden()


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
    assert "may not be used" in row.words.error_line.text()
    assert view.header.saved_chip.text() == "not saved"
    assert answer_of(desk, view, "assay_instrument") is None
    assert row.editor.button.text() == "Choose\u2026"
    tap(row.editor.button)
    tap(view.pages.panel.content().buttons[0][1])
    assert answer_of(desk, view, "assay_instrument").label == "DC-1"
    assert row.words.error_line.text() == ""


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
