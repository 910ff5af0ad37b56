"""Signing several records by keyboard alone: every record is shown, the fact is told, one passphrase signs them all."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from au_desktop.domain.checklists.answers import Confirmed
from au_desktop.services.statements.batch_signing import BatchReport
from au_desktop.settings import Settings
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.sign_off_dialog import WRONG
from au_desktop.ui.signing.batch_pages import report_html
from au_desktop.ui.signing.batch_sign_dialog import CHOOSE
from au_desktop.ui.signing.signature_tables import CHOOSE as CHOOSE_MARK
from au_desktop.ui.signing.signature_tables import CHOSEN
from au_desktop.ui.signing.signing_page import SigningPage
from au_desktop.ui.signing.waiting_list import EVERYONE, rule_words
from tests.checklist_desk import PASSPHRASE, SURVEY, ChecklistDesk
from tests.checklist_hands import key, settle, tap
from tests.fakes_ui import ImmediateOperations

SUPERVISED = 2


@pytest.fixture
def desk():
    return ChecklistDesk()


@pytest.fixture
def three(desk):
    runs = []
    for _ in range(3):
        run_id = desk.filled()
        desk.services().checklist_work.submit(run_id)
        runs.append(run_id)
    return runs


@pytest.fixture
def page(desk, qtbot):
    changes = ChangesBus()
    made = SigningPage(desk.services(), ImmediateOperations(), changes, Settings())
    qtbot.addWidget(made)
    changes.changed.connect(made.on_changes)
    made.resize(1158, 690)

    def shown():
        made.show()
        made.on_shown()
        settle()
        return made

    return shown


def marks(page):
    model = page.waiting.table.rows
    return [model.data(model.index(at, 0)) for at in range(model.rowCount())]


def press_enter(dialog):
    settle()
    key(dialog.primary_button, Qt.Key.Key_Return)
    settle()


def by_keyboard(page, dialog):
    """Look at every record."""
    while dialog.batch.unseen:
        press_enter(dialog)
    press_enter(dialog)


def tell(dialog, place):
    settle()
    choice = dialog.question.choices[place]
    choice.setFocus()
    key(choice, Qt.Key.Key_Space)
    key(choice, Qt.Key.Key_Return)
    settle()


def signed(desk, runs):
    return [len(desk.services().signing.signatures(run_id)) for run_id in runs]


def test_several_are_signed_by_keyboard_alone(page, desk, three):
    made = page()
    table = made.waiting.table
    table.setFocus()
    for at in range(3):
        table.selectRow(at)
        key(table, Qt.Key.Key_Space)
    assert marks(made) == [CHOSEN] * 3
    assert made.main_action.text == "Sign 3 chosen"
    made.main_action.run()
    dialog = made.batch
    settle()
    assert "Record 1 of 3: R-000001" in dialog.place.text()
    assert "R-000001" in dialog.record.toPlainText()
    assert dialog.primary_button.text() == "Next record"
    by_keyboard(made, dialog)
    assert dialog.primary_button.text() == "Answer"
    assert len(dialog.question.choices) == 4
    tell(dialog, dialog.batch.question.right)
    assert dialog.primary_button.text() == "Sign 3 records"
    assert "R-000003" in dialog.last.list.toPlainText()
    QTest.keyClicks(dialog.last.passphrase, PASSPHRASE)
    key(dialog.last.passphrase, Qt.Key.Key_Return)
    settle()
    assert signed(desk, three) == [1, 1, 1]
    assert made.waiting.table.rows.rowCount() == 0
    assert made.given.table.rows.rowCount() == 3


def test_nothing_is_signed_before_each_was_shown_and_the_fact_was_told(page, desk, three):
    made = page()
    made.queue.choose_all()
    tap(made.queue.batch_button)
    dialog = made.batch
    press_enter(dialog)
    assert "Record 2 of 3" in dialog.place.text()
    key(dialog, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    tap(dialog.back_button)
    assert "Record 1 of 3" in dialog.place.text()
    press_enter(dialog)
    press_enter(dialog)
    press_enter(dialog)
    assert dialog.pages.currentWidget() is dialog.question
    press_enter(dialog)
    assert dialog.error_line.text() == CHOOSE
    assert signed(desk, three) == [0, 0, 0]


def test_a_wrong_answer_shows_the_record_again_and_asks_another(page, desk, three):
    made = page()
    made.queue.choose_all()
    made.main_action.run()
    dialog = made.batch
    by_keyboard(made, dialog)
    first = dialog.batch.question
    tell(dialog, (first.right + 1) % 4)
    assert dialog.pages.currentWidget() is dialog.record
    assert "R-000001 says something else" in dialog.error_line.text()
    assert "R-000001" in dialog.record.toPlainText()
    press_enter(dialog)
    assert dialog.batch.question.item != first.item
    tell(dialog, dialog.batch.question.right)
    assert dialog.pages.currentWidget() is dialog.last


def test_a_wrong_passphrase_is_said_beside_the_field(page, desk, three):
    made = page()
    made.queue.choose_all()
    made.main_action.run()
    dialog = made.batch
    by_keyboard(made, dialog)
    tell(dialog, dialog.batch.question.right)
    press_enter(dialog)
    assert "needed" in dialog.last.form.error("passphrase")
    QTest.keyClicks(dialog.last.passphrase, "not this one")
    key(dialog.last.passphrase, Qt.Key.Key_Return)
    assert dialog.last.form.error("passphrase") == WRONG
    assert signed(desk, three) == [0, 0, 0]


def test_what_was_refused_is_reported_with_its_reason(page, desk, three):
    work = desk.services().checklist_work
    stopped = desk.filled()
    work.answer(stopped, "identity", Confirmed(done=False))
    work.submit(stopped)
    made = page()
    made.queue.choose_all()
    made.main_action.run()
    dialog = made.batch
    by_keyboard(made, dialog)
    tell(dialog, dialog.batch.question.right)
    QTest.keyClicks(dialog.last.passphrase, PASSPHRASE)
    key(dialog.last.passphrase, Qt.Key.Key_Return)
    settle()
    told = dialog.report.text.toPlainText()
    assert "3 records signed." in told
    assert "R-000004 was not signed." in told
    assert "critical item" in told
    press_enter(dialog)
    assert signed(desk, [*three, stopped]) == [1, 1, 1, 0]
    assert marks(made) == [CHOOSE_MARK]


def test_a_record_that_went_meanwhile_is_left_out(page, desk, three):
    made = page()
    made.queue.choose_all()
    work = desk.services().checklist_work
    for run_id in three[1:]:
        work.take_back(run_id, "one thing more")
    tap(made.queue.batch_button)
    press_enter(made.batch)
    assert len(made.batch.batch.slots) == 1
    assert "left out" in made.batch.error_line.text()
    work.take_back(three[0], "and this")
    again = page()
    again.sign_batch(((three[0], SUPERVISED),))
    settle()
    assert "None of these" in again.batch.place.text()
    press_enter(again.batch)


def test_only_rows_of_mine_come_into_the_batch(page, desk, three):
    made = page()
    made.waiting.filters.choose(EVERYONE)
    theirs = [at for at, mark in enumerate(marks(made)) if not mark]
    made.waiting.table.selectRow(theirs[0])
    key(made.waiting.table, Qt.Key.Key_Space)
    assert made.queue.chosen() == ()
    mine = next(at for at, mark in enumerate(marks(made)) if mark)
    made.waiting.table.clicked.emit(made.waiting.table.rows.index(mine, 0))
    assert len(made.queue.chosen()) == 1
    assert not made.queue.choose_button.isEnabled()
    made.queue.choose_all()
    made.queue.choose_all()
    assert made.queue.chosen() == ()
    assert not made.queue.batch_button.isEnabled()


def test_the_queue_is_narrowed_and_sorted(page, desk, three):
    survey = desk.filled(SURVEY)
    desk.clock.move(days=2)
    desk.services().checklist_work.submit(survey)
    made = page()
    made.waiting.filters.choose(EVERYONE)
    filters = made.queue.filters

    def shown():
        model = made.waiting.table.rows
        return {model.row_at(at).run_id for at in range(model.rowCount())}

    assert shown() == {*three, survey}
    filters.kind.setCurrentIndex(filters.kind.findData("area_survey"))
    assert shown() == {survey}
    filters.clear()
    filters.trainee.setCurrentIndex(1)
    assert shown() == set(three)
    filters.clear()
    filters.age.setCurrentIndex(1)
    assert shown() == set(three)
    filters.attention.setChecked(True)
    assert all(row.attention for row in made.queue.rows())
    filters.age.setCurrentIndex(2)
    assert made.waiting.showing_empty_state()
    filters.clear()
    made.waiting.table.sort_requested.emit("age", False)
    assert made.queue.rows()[0].run_id == survey
    made.waiting.table.sort_requested.emit("number", True)
    assert made.queue.rows()[0].code == "R-000004"
    assert "sets no time" in made.queue.rule.text()
    assert "more than 24 h after the work" in rule_words(24)


def test_a_report_of_one_is_in_the_singular():
    assert "1 record signed." in report_html(BatchReport(((None, 1),), ()))
