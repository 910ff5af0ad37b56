"""The checklists page through its real widgets: the list, starting a run, filling it at the desk, submit, amend, void."""

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
    YesNo,
)
from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.checklists.templates import Need
from au_desktop.domain.roles import Role
from au_desktop.services.rows import RunState
from au_desktop.settings import Settings, ThemeChoice
from au_desktop.ui.checklists.checklists_page import ChecklistsPage
from au_desktop.ui.kit import theme
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.item_editors.new_run import NewRun
from tests.checklist_desk import PASSPHRASE, SURVEY, VIPIVOTIDE, ChecklistDesk
from tests.checklist_hands import CONTROL, key, leave, settle, tap, type_into
from tests.fakes_ui import ImmediateOperations


@pytest.fixture(autouse=True)
def dressed(qapp):
    if not qapp.styleSheet() or theme.current().touch:
        theme.apply(Settings(theme=ThemeChoice.LIGHT))


@pytest.fixture
def desk():
    return ChecklistDesk()


@pytest.fixture
def changes():
    return ChangesBus()


@pytest.fixture
def page(desk, changes, qtbot):
    """Opens the page for a role."""

    def make(role=Role.PRECEPTOR):
        made = ChecklistsPage(desk.services(role), ImmediateOperations(), changes, Settings())
        qtbot.addWidget(made)
        changes.changed.connect(made.on_changes)
        made.resize(1158, 690)
        made.show()
        made.on_shown()
        settle()
        return made

    return make


@pytest.fixture
def opened(page, desk):
    """A run open at the desk."""

    def make(run_id=None, role=Role.PRECEPTOR):
        made = page(role)
        made.open_target(run_id or desk.start())
        settle()
        return made.desk

    return make


def answer_of(desk, view, item):
    answer = desk.services().run_sheets.sheet(view.session.run_id).run.answer(item)
    return None if answer is None else answer.value


def test_an_empty_list_offers_the_first_step(page):
    made = page()
    assert made.list.showing_empty_state()
    made.list.empty.button.click()
    assert made.dialog.isVisible()
    assert made.main_action.text == "Start checklist"


def test_the_list_filters_by_state_and_template(page, desk):
    draft, survey = desk.start(), desk.filled(SURVEY)
    desk.services().checklist_work.submit(survey)
    made = page()
    table = made.list.table
    assert table.rows.rowCount() == 2
    made.list.filters.choose(RunState.DRAFT.value)
    assert [table.rows.row_at(0).run_id, table.rows.rowCount()] == [draft, 1]
    made.list.filters.choose("")
    made.records.template_box.setCurrentIndex(made.records.template_box.findData(SURVEY))
    assert [table.rows.row_at(0).run_id, table.rows.rowCount()] == [survey, 1]
    made.list.table.selectRow(0)
    assert made.list.table.current_row().state is RunState.WAITING


def test_enter_opens_a_run_and_back_closes_it(page, desk):
    run_id = desk.start()
    made = page()
    made.list.table.selectRow(0)
    key(made.list.table, Qt.Key.Key_Return)
    assert made.desk.session.run_id == run_id
    assert made.shows_back
    assert made.title.startswith("Lu-177 vipivotide")
    assert made.go_back()
    assert made.desk is None
    assert not made.go_back()


def test_a_checklist_is_started_about_a_case(page, desk):
    made = page()
    made.start()
    dialog = made.dialog
    type_into(dialog.search, "vipiv")
    assert len(dialog.templates.offered()) == 1
    visible = {need for need, row in dialog.rows.items() if not row.isHidden()}
    assert visible == {Need.CASE, Need.TRAINEE, Need.DRUG, Need.SUPERVISOR}
    key(dialog.search, Qt.Key.Key_Return)
    assert dialog.rows[Need.CASE].reason() == "Case is needed."
    type_into(dialog.fields[Need.CASE].lineEdit(), "C-000001")
    key(dialog.fields[Need.CASE].lineEdit(), Qt.Key.Key_Tab)
    dialog.fields[Need.CASE].choose(desk.case_id)
    assert dialog.fields[Need.TRAINEE].value() == desk.trainee_id
    tap(dialog.primary_button)
    run = desk.services().run_sheets.sheet(made.desk.session.run_id).run
    assert run.subject == Subject(
        case_id=desk.case_id,
        trainee_id=desk.trainee_id,
        supervisor_id=desk.supervisor_id,
        drug_id="lu-177-vipivotide-tetraxetan",
    )
    assert run.event_time.local.replace(microsecond=0) == desk.clock.now().local


def test_the_time_of_the_work_may_lie_back(page, desk):
    made = page()
    made.open_target(NewRun(template_id=SURVEY, room_id=desk.room_id))
    dialog = made.dialog
    assert dialog.template().id == SURVEY
    dialog.event_time.clock.selectAll()
    QTest.keyClicks(dialog.event_time.clock, "13:10")
    tap(dialog.primary_button)
    sheet = desk.services().run_sheets.sheet(made.desk.session.run_id)
    assert f"{sheet.run.event_time.local:%H:%M}" == "13:10"
    assert sheet.run.entry_time == desk.clock.now()
    assert sheet.about.room.name == "Room 3"


def test_a_case_as_target_offers_the_checklists_of_its_drug(page, desk):
    made = page()
    made.open_target(desk.case_id)
    titles = [one.title for one in made.dialog.templates.offered()]
    assert any("vipivotide" in title for title in titles)
    assert not any("dotatate" in title for title in titles)


def test_every_item_type_is_answered_with_the_keyboard(opened, desk):
    view = opened()
    rows = view.rows
    key(rows.find("identity"), Qt.Key.Key_1)
    key(rows.find("visitor_agreed"), Qt.Key.Key_3)
    type_into(rows.find("labs_date").editor.fields.day.edit, "2026-11-18")
    type_into(rows.find("labs_date").editor.fields.clock, "08:15")
    key(rows.find("labs_date").editor.fields.clock, Qt.Key.Key_Return)
    amount = rows.find("creatinine_clearance").editor.field.edit
    type_into(amount, "82")
    key(amount, Qt.Key.Key_Return)
    key(rows.find("directive_form"), Qt.Key.Key_1)
    key(rows.find("prescribed_as"), Qt.Key.Key_1)
    key(rows.find("prescribed"), Qt.Key.Key_T)
    key(rows.find("part_directive"), Qt.Key.Key_3)
    key(rows.find("part_directive"), Qt.Key.Key_8)
    box = rows.find("assay_instrument").editor.box.lineEdit()
    type_into(box, "DC-1")
    key(box, Qt.Key.Key_Return)
    settle()
    type_into(rows.find("assay_activity").editor.field.edit, "210 mCi")
    key(rows.find("assay_activity").editor.field.edit, Qt.Key.Key_Return)
    assert answer_of(desk, view, "identity") == Confirmed(done=True)
    assert answer_of(desk, view, "visitor_agreed") == YesNo(Reply.NA)
    assert isinstance(answer_of(desk, view, "labs_date"), At)
    assert answer_of(desk, view, "creatinine_clearance") == Number(Decimal(82), "mL/min")
    assert answer_of(desk, view, "directive_form") == Chosen(("written",))
    assert isinstance(answer_of(desk, view, "prescribed"), Measured)
    assert answer_of(desk, view, "part_directive") == PartTaken(StepPart.PERFORMED, 3)
    assert answer_of(desk, view, "assay_instrument").label == "DC-1"
    assert rows.find("percent_difference").editor.label.text() == "5 %"


def test_limits_speak_while_typing(opened):
    view = opened()
    row = view.rows.find("creatinine_clearance")
    type_into(row.editor.field.edit, "2")
    assert row.words.finding_line.text() == "2 mL/min is below 30 mL/min."
    QTest.keyClicks(row.editor.field.edit, "00")
    assert not row.words.finding_line.isVisible()


@pytest.mark.parametrize(
    ("typed", "reason"),
    [("7,4 GBq", "comma"), ("7.4 kg", "unit"), ("7.4 Ci", "Use"), ("x", "number")],
)
def test_what_cannot_be_read_says_why_and_stays(opened, desk, typed, reason):
    view = opened()
    edit = view.rows.find("assay_activity").editor.field.edit
    type_into(edit, typed)
    key(edit, Qt.Key.Key_Return)
    assert reason.casefold() in view.rows.find("assay_activity").editor.field.reason().casefold()
    assert edit.text() == typed
    assert answer_of(desk, view, "assay_activity") is None


def test_a_text_too_long_is_refused_beside_the_field_and_kept(opened, desk):
    view = opened()
    row = view.rows.find("instructed") or view.rows.find("debrief")
    desk.services().checklist_work.answer(view.session.run_id, "go_ahead", YesNo(Reply.YES))
    view.session.load()
    row = view.rows.find("instructed")
    row.editor.field.setText("x" * 121)
    row.editor.field.textChanged.emit(row.editor.field.text())
    key(row.editor.field, Qt.Key.Key_Return)
    assert row.words.error_line.text() == "The text is longer than 120 letters."
    assert row.editor.field.text() == "x" * 121
    view.keep_work()
    assert desk.draft_of(view.session.run_id).fields["instructed"] == "x" * 121


def test_leaving_a_field_saves_and_emptying_it_takes_back(opened, desk):
    view = opened()
    row = view.rows.find("debrief")
    type_into(row.editor.field, "calm")
    leave(row.editor.field)
    assert answer_of(desk, view, "debrief") == Text("calm")
    row.editor.field.setFocus()
    row.editor.field.selectAll()
    key(row.editor.field, Qt.Key.Key_Delete)
    key(row.editor.field, Qt.Key.Key_Return, CONTROL)
    assert answer_of(desk, view, "debrief") is None


def test_the_verdict_leads_to_its_items(opened):
    view = opened()
    tap(view.rows.find("identity").editor.choices.buttons[1])
    assert view.verdict.chip.text() == "Stopped"
    first = view.verdict.rows()[0]
    assert first.detail.text() == "Expected: done."
    view.rows.find("debrief").editor.field.setFocus()
    tap(first)
    assert view.rows.find("identity").isAncestorOf(view.focusWidget())


def test_hints_and_basis_are_shown_with_the_verify_mark(opened, desk):
    view = opened(desk.filled())
    chips = [
        chip.text()
        for chip in view.rows.find("survey_room").findChildren(type(view.verdict.chip))
        if chip.text() == "needs checking"
    ]
    assert chips == ["needs checking"]


def test_submit_waits_until_nothing_is_open(page, desk):
    made = page()
    made.open_run(desk.start())
    assert made.main_action.text == "Submit"
    assert not made.main_action.enabled
    made.open_run(desk.filled())
    assert made.main_action.enabled
    made.main_action.run()
    assert made.main_action is None
    assert made.desk.facts.chip.text() == "waiting for signature"
    assert made.desk.tools.take_back_button.isVisible()


def test_take_back_amend_and_void_ask_why(opened, desk):
    run_id = desk.filled()
    view = opened(run_id)
    view.submit()
    tap(view.tools.take_back_button)
    tap(view.dialog.primary_button)
    assert view.dialog.form.error("reason") == "Reason is needed."
    QTest.keyClicks(view.dialog.reason, "wrong lot")
    tap(view.dialog.primary_button)
    assert view.facts.chip.text() == "draft"
    view.submit()
    asked = []
    view.run_wanted.connect(asked.append)
    tap(view.tools.amend_button)
    QTest.keyClicks(view.dialog.reason, "lot number")
    tap(view.dialog.primary_button)
    assert desk.services().run_sheets.sheet(asked[0]).run.amends == run_id
    tap(view.tools.void_button)
    QTest.keyClicks(view.dialog.reason, "entered twice")
    tap(view.dialog.primary_button)
    assert view.facts.notice.text() == "Void: entered twice"


def test_a_signed_run_is_read_only_and_shows_who_signed(opened, desk):
    run_id = desk.filled()
    view = opened(run_id)
    view.submit()
    tap(view.slots.sign_buttons[2])
    QTest.keyClicks(view.dialog.passphrase, PASSPHRASE)
    key(view.dialog.passphrase, Qt.Key.Key_Return)
    assert view.facts.chip.text() == "signed"
    assert not view.tools.take_back_button.isVisible()
    words = " ".join(row.detail.text() for row in view.slots.rows())
    assert "The preceptor, Preceptor" in words
    before = desk.services().run_sheets.sheet(run_id).run
    key(view.rows.find("identity"), Qt.Key.Key_2)
    tap(view.rows.find("identity").editor.choices.buttons[0])
    assert desk.services().run_sheets.sheet(run_id).run == before


def test_the_three_times_are_apart_and_the_first_is_corrected(opened, desk):
    run_id = desk.start()
    desk.clock.move(hours=2)
    view = opened(run_id)
    tap(view.facts.correct_button)
    view.dialog.fields.clock.selectAll()
    QTest.keyClicks(view.dialog.fields.clock, "14:05:00")
    tap(view.dialog.primary_button)
    run = desk.services().run_sheets.sheet(run_id).run
    assert f"{run.event_time.local:%H:%M}" == "14:05"
    assert run.entry_time.utc == desk.clock.now().utc - timedelta(hours=2)


def test_the_print_holds_answers_findings_and_times(opened, desk):
    view = opened(desk.filled())
    desk.services().checklist_work.answer(
        view.session.run_id, "contamination", Chosen(("found",)), "bathroom floor"
    )
    view.session.load()
    report = view.report()
    assert "Note: bathroom floor" in report
    assert "needs a second look" in report
    assert "Time of the entry" in report
    assert "LR-0193" in report


def test_a_lock_keeps_a_half_typed_line(opened, desk):
    view = opened(desk.filled())
    field = view.rows.find("instructed").editor.field
    type_into(field, " and daughter")
    view.keep_work()
    leave(field)
    draft = desk.draft_of(view.session.run_id)
    assert (draft.focus, draft.cursor) == ("instructed", len("as written and daughter"))
    assert answer_of(desk, view, "instructed") == Text("as written")


def test_undo_takes_the_last_answer_back(page, desk):
    made = page()
    offered = []
    made.undo_offered.connect(lambda _words, step: offered.append(step))
    made.open_run(desk.start())
    key(made.desk.rows.find("identity"), Qt.Key.Key_1)
    offered[-1]()
    assert answer_of(desk, made.desk, "identity") is None


def test_the_bedside_is_asked_for(page, desk, qtbot):
    run_id = desk.start()
    made = page()
    made.open_run(run_id)
    with qtbot.waitSignal(made.go_requested) as asked:
        tap(made.desk.tools.bedside_button)
    assert asked.args == ["bedside", run_id]


def test_an_inspector_reads_but_starts_nothing(page, desk):
    run_id = desk.start()
    made = page(Role.INSPECTOR)
    assert made.main_action is None
    made.open_run(run_id)
    assert made.main_action is None
    assert not made.desk.tools.bedside_button.isVisible()


def test_a_template_of_the_settings_is_offered(page):
    made = page()
    assert made.records.template_box.findData(VIPIVOTIDE) > 0
