"""What a run's page does about signatures: return and submit again, ask and withdraw, compare two versions, show a void one."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from au_desktop.domain.checklists.answers import Text
from au_desktop.domain.checklists.items import ItemType
from au_desktop.domain.roles import Role
from au_desktop.domain.signing.sign_offs import Meaning
from au_desktop.settings import Settings
from au_desktop.ui.checklists.run_desk import RunDesk
from au_desktop.ui.kit import return_dialog
from au_desktop.ui.kit.amendment_view import AmendmentView, comparison_html
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.return_dialog import ReturnDialog
from au_desktop.ui.signing.signing_page import SigningPage
from tests.checklist_desk import PASSPHRASE, ChecklistDesk
from tests.checklist_hands import CONTROL, key, settle, tap
from tests.fakes_ui import ImmediateOperations

SUPERVISED = 2


@pytest.fixture
def desk():
    return ChecklistDesk()


@pytest.fixture
def submitted(desk):
    """Filled and submitted by a nurse."""
    run_id = desk.filled(role=Role.STAFF)
    desk.services(Role.STAFF).checklist_work.submit(run_id)
    return run_id


@pytest.fixture
def opened(desk, qtbot):
    def make(run_id, role=Role.PRECEPTOR):
        made = RunDesk(
            desk.services(role), ImmediateOperations(), ChangesBus(), Settings(), run_id
        )
        qtbot.addWidget(made)
        made.resize(1158, 690)
        made.show()
        settle()
        return made

    return make


def give_reason(dialog, words):
    QTest.keyClicks(dialog.reason, words)
    key(dialog.reason, Qt.Key.Key_Return, CONTROL)
    settle()


def test_a_signer_returns_it_and_the_author_submits_it_again(desk, opened, submitted):
    page = opened(submitted)
    tap(page.tools.return_button)
    dialog = page.signing.dialog
    key(dialog.reason, Qt.Key.Key_Return, CONTROL)
    assert "needed" in dialog.form.error("reason")
    give_reason(dialog, "the residual is missing")
    assert page.session.view.sheet.run.is_draft
    assert not page.tools.return_button.isVisible()
    theirs = opened(submitted, Role.STAFF)
    said = theirs.facts.notice.text()
    assert "Returned for correction by The preceptor" in said
    assert "the residual is missing" in said
    theirs.submit()
    settle()
    assert "Returned" not in theirs.facts.notice.text()
    again = opened(submitted)
    tap(again.tools.return_button)
    give_reason(again.signing.dialog, "and now the line")
    assert "It came back 2 times." in opened(submitted, Role.STAFF).facts.notice.text()


def test_whoever_submitted_it_takes_it_back_instead(opened, submitted):
    page = opened(submitted, Role.STAFF)
    assert page.tools.take_back_button.isVisible()
    assert not page.tools.return_button.isVisible()


def test_what_is_signed_is_amended_instead(desk, opened, submitted, qtbot):
    page = opened(submitted)
    tap(page.tools.return_button)
    dialog = page.signing.dialog
    desk.services().signing.sign(submitted, SUPERVISED, PASSPHRASE)
    give_reason(dialog, "too late")
    assert dialog.error_line.text() == return_dialog.AMEND
    with qtbot.waitSignal(page.signing.amend_wanted):
        tap(dialog.primary_button)
    assert "Amend" in page.dialog.windowTitle()
    assert not opened(submitted).tools.return_button.isVisible()


def test_another_refusal_is_said(desk, qtbot, opened, submitted):
    host = opened(submitted)
    dialog = ReturnDialog(
        desk.services(Role.INSPECTOR), ImmediateOperations(), submitted, "R-000001", host
    )
    qtbot.addWidget(dialog)
    dialog.open()
    give_reason(dialog, "not mine")
    assert "Not for this role" in dialog.error_line.text()


def test_the_signing_page_returns_it_too(desk, qtbot, submitted):
    changes = ChangesBus()
    page = SigningPage(desk.services(), ImmediateOperations(), changes, Settings())
    qtbot.addWidget(page)
    changes.changed.connect(page.on_changes)
    page.show()
    page.on_shown()
    told = []
    page.status_told.connect(told.append)
    page.return_row(page.queue.mine()[0])
    settle()
    give_reason(page.returning, "the residual is missing")
    assert told == ["Returned for correction."]
    assert page.waiting.showing_empty_state()


def test_the_signing_page_opens_what_has_to_be_amended(desk, qtbot, submitted):
    page = SigningPage(desk.services(), ImmediateOperations(), ChangesBus(), Settings())
    qtbot.addWidget(page)
    page.show()
    page.on_shown()
    page.return_row(page.queue.mine()[0])
    desk.services().signing.sign(submitted, SUPERVISED, PASSPHRASE)
    settle()
    give_reason(page.returning, "too late")
    with qtbot.waitSignal(page.go_requested) as asked:
        tap(page.returning.primary_button)
    assert asked.args == ["checklists", submitted]


def test_a_witness_is_asked_for_and_withdrawn(desk, opened, submitted):
    page = opened(submitted)
    tap(page.slots.ask_button)
    dialog = page.signing.dialog
    assert "nurse or technologist" in dialog.explained.text()
    QTest.keyClicks(dialog.reason, "two nurses")
    key(dialog.reason, Qt.Key.Key_Return)
    settle()
    slot = desk.services().signing.slots(submitted)[-1]
    assert (slot.rule.meaning, slot.asked.reason) == (Meaning.WITNESSED, "two nurses")
    tap(page.slots.ask_button)
    key(page.signing.dialog.reason, Qt.Key.Key_Return)
    settle()
    assert "Asked for already" in page.signing.dialog.error_line.text()
    tap(page.signing.dialog.cancel_button)
    tap(page.slots.withdraw_buttons[slot.position])
    assert len(desk.services().signing.slots(submitted)) == slot.position - 1
    assert page.slots.withdraw_buttons == {}


def test_only_who_asked_or_may_void_is_offered_to_withdraw(desk, opened, submitted):
    asked = desk.services().asked_signatures
    position = asked.ask(submitted, Meaning.COUNTERSIGNED).value
    assert set(opened(submitted, Role.RSO).slots.withdraw_buttons) == {position}
    assert opened(submitted, Role.STAFF).slots.withdraw_buttons == {}


def test_a_draft_asks_for_nothing(desk, opened):
    assert not opened(desk.filled()).slots.ask_button.isVisible()


def amended(desk, submitted):
    services = desk.services()
    services.signing.sign(submitted, SUPERVISED, PASSPHRASE)
    new = services.checklist_work.amend(submitted, "wrong line").value
    template = services.run_sheets.sheet(new).template
    item = next(one for one in template.items if one.type is ItemType.TEXT)
    services.checklist_work.answer(new, item.key, Text("second line"), "by phone")
    return new, item


def test_two_versions_stand_side_by_side_with_the_change_marked(desk, opened, submitted):
    new, item = amended(desk, submitted)
    page = opened(new)
    tap(page.facts.compare_button)
    view = page.signing.dialog
    assert isinstance(view, AmendmentView)
    shown = view.page.toPlainText()
    for words in (
        "wrong line",
        "The preceptor",
        "R-000001",
        "R-000002",
        item.title,
        "second line",
    ):
        assert words in shown
    assert "Note: by phone" in shown
    assert "Time of the entry" in shown
    assert "supervised" in shown
    short = len(shown)
    view.changes_only.setChecked(False)
    assert len(view.page.toPlainText()) > short
    tap(view.primary_button)
    assert not view.isVisible()


def test_the_earlier_version_compares_as_well_and_the_sign_dialog_does(desk, opened, submitted):
    new, _ = amended(desk, submitted)
    services = desk.services()
    services.checklist_work.submit(new)
    page = opened(new)
    tap(page.slots.sign_buttons[SUPERVISED])
    tap(page.dialog.compare_button)
    assert "R-000001" in page.dialog.compared.page.toPlainText()
    tap(page.dialog.compared.primary_button)
    tap(page.dialog.cancel_button)
    services.signing.sign(new, SUPERVISED, PASSPHRASE)
    old = opened(submitted)
    tap(old.facts.compare_button)
    assert "R-000002" in old.signing.dialog.page.toPlainText()


def test_what_is_no_amendment_has_nothing_to_compare(desk, opened, submitted, qtbot):
    page = opened(submitted)
    assert not page.facts.compare_button.isVisible()
    page.signing.compare()
    assert page.signing.dialog is None
    view = AmendmentView(desk.services(), ImmediateOperations(), Settings(), page)
    qtbot.addWidget(view)
    view.load(submitted)
    assert "Not in this center" in view.error_line.text()


def test_the_comparison_marks_removed_and_noted_answers(desk, submitted):
    new, _ = amended(desk, submitted)
    services = desk.services()
    work = services.checklist_work
    sheet = services.run_sheets.sheet(new)
    first, second = (one.item for one in sheet.run.answers[:2])
    work.clear(new, first)
    work.answer(new, second, sheet.run.answer(second).value, "noted later")
    shown = services.amendments.compare(new)
    html = comparison_html(shown, Settings(), mark="#ffeeaa", changes_only=True)
    assert "<b>removed</b>" in html
    assert "<b>only the note</b>" in html
    assert html.count('bgcolor="#ffeeaa"') == len(shown.changes)


def test_a_void_run_stays_readable_under_its_mark(desk, opened, submitted):
    services = desk.services()
    services.signing.sign(submitted, SUPERVISED, PASSPHRASE)
    assert not opened(submitted, Role.STAFF).tools.void_button.isVisible()
    page = opened(submitted, Role.RSO)
    assert not page.void_mark.isVisible()
    tap(page.tools.void_button)
    give_reason(page.dialog, "other patient")
    assert page.void_mark.isVisible()
    assert page.void_mark.size() == page.size()
    assert "Void: other patient" in page.facts.notice.text()
    assert "V O I D" in page.report()
    assert "Supervised: The preceptor" in page.report()
    assert "for the whole record" in page.report()
