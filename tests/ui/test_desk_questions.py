"""A checklist at the desk: a slip is asked about, items are found by words, and keys lead to what is open."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from au_desktop.domain.checklists.answers import Confirmed
from au_desktop.domain.checklists.runs import Subject
from au_desktop.services.checklists.earlier_runs import EarlierRun
from au_desktop.settings import Settings, ThemeChoice
from au_desktop.ui.checklists.run_desk import RunDesk
from au_desktop.ui.kit import theme
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.item_editors.item_search import SearchPanel
from au_desktop.ui.kit.item_editors.run_rows import source_words
from tests.checklist_desk import ChecklistDesk
from tests.checklist_examples import mci
from tests.checklist_hands import key, leave, settle, tap, type_into
from tests.fakes_ui import ImmediateOperations
from tests.long_checklist import LONG, long_checklist


@pytest.fixture(autouse=True)
def dressed(qapp):
    if not qapp.styleSheet() or theme.current().touch:
        theme.apply(Settings(theme=ThemeChoice.LIGHT))


@pytest.fixture
def desk():
    return ChecklistDesk(long_checklist())


@pytest.fixture
def run_id(desk):
    return desk.start(LONG)


@pytest.fixture
def view(desk, run_id, qtbot):
    made = RunDesk(desk.services(), ImmediateOperations(), ChangesBus(), Settings(), run_id)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    settle()
    return made


def answer_of(desk, run_id, item):
    return desk.services().run_sheets.sheet(run_id).run.answer(item)


def test_a_slip_is_asked_about_when_the_field_is_left(view, desk, run_id):
    editor = view.rows.find("assay").editor
    type_into(editor.field.edit, "2000 mCi")
    leave(editor.field.edit)
    assert editor.question.isVisible()
    assert "ten times the 200 mCi" in editor.question.words.text()
    assert answer_of(desk, run_id, "assay") is None
    tap(editor.question.correct_button)
    assert not editor.question.isVisible()
    assert editor.field.edit.hasFocus()
    assert editor.field.edit.selectedText() == "2000 mCi"
    QTest.keyClicks(editor.field.edit, "200 mCi")
    key(editor.field.edit, Qt.Key.Key_Return)
    assert answer_of(desk, run_id, "assay").value.quantity.format() == "200 mCi"


def test_an_unusual_amount_is_kept_when_a_person_says_so(view, desk, run_id):
    editor = view.rows.find("assay").editor
    type_into(editor.field.edit, "2000 mCi")
    key(editor.field.edit, Qt.Key.Key_Return)
    tap(editor.question.keep_button)
    assert answer_of(desk, run_id, "assay").value.quantity.format() == "2000 mCi"
    assert not editor.question.isVisible()


def test_a_question_stays_with_its_digits_through_a_lock(view, desk, run_id, qtbot):
    editor = view.rows.find("assay").editor
    type_into(editor.field.edit, "2000 mCi")
    key(editor.field.edit, Qt.Key.Key_Return)
    view.keep_work()
    again = RunDesk(desk.services(), ImmediateOperations(), ChangesBus(), Settings(), run_id)
    qtbot.addWidget(again)
    assert again.rows.find("assay").editor.field.text() == "2000 mCi"
    assert answer_of(desk, run_id, "assay") is None


def test_find_goes_to_an_item(view):
    assert view.find_in_page()
    panel = view.dialog.findChild(SearchPanel)
    panel.search.setText("given_4")
    settle()
    key(panel.search, Qt.Key.Key_Return)
    assert view.dialog is None
    row = view.rows.find("given_4")
    assert row.isAncestorOf(view.focusWidget())


def test_keys_lead_to_what_is_open_and_what_needs_attention(view, desk, run_id):
    work = desk.services().checklist_work
    work.answer(run_id, "identity", Confirmed(done=True))
    work.answer(run_id, "dosage_2", Confirmed(done=False))
    view.session.load()
    key(view, Qt.Key.Key_F8)
    assert view.rows.find("before_1").isAncestorOf(view.focusWidget())
    key(view.focusWidget(), Qt.Key.Key_F8)
    assert view.rows.find("before_2").isAncestorOf(view.focusWidget())
    key(view.focusWidget(), Qt.Key.Key_F7)
    assert view.rows.find("dosage_2").isAncestorOf(view.focusWidget())


def test_a_row_says_what_a_screen_reader_needs(view, desk, run_id):
    work = desk.services().checklist_work
    work.answer(run_id, "prescribed", mci("200"))
    work.answer(run_id, "assay", mci("150"))
    view.session.load()
    name = view.rows.find("difference").accessibleName()
    assert name.startswith("Do difference: \u221225 %. Limits: action below \u221220 %")
    assert name.endswith("Action: \u221225 % is below \u221220 %")


def test_the_offer_says_where_it_comes_from(desk):
    services = desk.services()
    run = services.checklist_work.start(LONG, Subject()).value
    source = EarlierRun(run, 123, "Dosage assay", desk.clock.now())
    assert source_words(source) == "from R-000123, Dosage assay, 15:00"
    assert source_words(None) == ""
