"""Signing beyond one's own: for a person who stands by, for a part, as witness, and anew after a case was changed."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.roles import Role
from au_desktop.domain.signing.sign_offs import Meaning
from au_desktop.services.checklists.checklist_work import Given
from au_desktop.settings import Settings
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.sign_off_dialog import WRONG, SignOffDialog, sign_run
from au_desktop.ui.kit.sign_off_html import changed_facts
from au_desktop.ui.kit.signature_words import DigestLine, record_digest, short_digest
from au_desktop.ui.signing.signing_page import SigningPage
from au_desktop.ui.signing.waiting_list import EVERYONE, WANTED
from tests.center_files import a_sign_off, a_stored_run
from tests.checklist_desk import PASSPHRASE, ChecklistDesk
from tests.checklist_hands import key, settle, tap
from tests.fakes_ui import ImmediateOperations
from tests.signing_examples import ANSWERS, NURSE, PARTED, WITNESS

SUPERVISED = 2


@pytest.fixture
def desk():
    return ChecklistDesk(PARTED)


@pytest.fixture
def run_id(desk):
    """An infusion by two, submitted by the coordinator."""
    work = desk.services(Role.COORDINATOR).checklist_work
    made = work.start(PARTED.id, Subject(trainee_id=desk.trainee_id)).value
    work.answer_all(made, [Given(item, value) for item, value in ANSWERS.items()])
    work.submit(made)
    return made


@pytest.fixture
def page(desk, qtbot):
    def make(role=Role.PRECEPTOR):
        changes = ChangesBus()
        made = SigningPage(desk.services(role), ImmediateOperations(), changes, Settings())
        qtbot.addWidget(made)
        changes.changed.connect(made.on_changes)
        made.resize(1158, 690)
        made.show()
        made.on_shown()
        settle()
        return made

    return make


@pytest.fixture
def dialog(desk, page, run_id):
    kept = []

    def make(position, role=Role.COORDINATOR) -> SignOffDialog:
        host = page(role)
        kept.append(host)
        made = sign_run(
            desk.services(role), ImmediateOperations(), Settings(), (run_id, position), host
        )
        settle()
        return made

    return make


def give(dialog, passphrase=PASSPHRASE):
    QTest.keyClicks(dialog.passphrase, passphrase)
    key(dialog.passphrase, Qt.Key.Key_Return)
    settle()


def test_the_own_part_stands_first_and_is_named(dialog):
    shown = dialog(NURSE, Role.STAFF).record.toPlainText()
    assert "Premedication, Observation" in shown
    assert shown.index("Your part") < shown.index("Do observed")
    assert shown.index("Do observed") < shown.index("The rest of the record")
    assert shown.index("The rest of the record") < shown.index("Do assayed")


def test_a_nurse_signs_at_the_coordinators_desk(desk, dialog, run_id):
    nurse = desk.memory.people[Role.STAFF]
    desk.keys.passphrases[nurse.id] = "herons at the weir"
    opened = dialog(NURSE)
    names = [opened.signer.itemText(at) for at in range(opened.signer.count())]
    assert not any("signed in here" in name for name in names)
    opened.signer.setCurrentIndex(opened.signer.findData(nurse.id))
    opened.signer.activated.emit(opened.signer.currentIndex())
    settle()
    assert "The staff, Nurse or technologist" in opened.record.toPlainText()
    assert opened.passphrase.accessibleName() == "Passphrase of The staff"
    give(opened)
    assert opened.form.error("passphrase") == WRONG
    give(opened, "herons at the weir")
    (judged,) = desk.services().signing.signatures(run_id)
    assert judged.sign_off.signer_id == nurse.id
    entry = desk.memory.center.state.log[-1]
    assert (entry.actor_id, entry.fields["at the desk of"][1]) == (nurse.id, "The coordinator")


def test_oneself_comes_first_where_one_may(dialog):
    opened = dialog(NURSE, Role.PRECEPTOR)
    assert "signed in here" in opened.signer.currentText()
    assert opened.passphrase.accessibleName() == "Your passphrase"


def test_nobody_is_offered_who_did_the_work(desk, dialog, run_id):
    desk.services(Role.STAFF).signing.sign(run_id, NURSE, PASSPHRASE)
    opened = dialog(WITNESS, Role.STAFF)
    names = [opened.signer.itemText(at) for at in range(opened.signer.count())]
    assert names == ["The rso, RSO"]
    give(opened)
    assert [one.sign_off.meaning for one in desk.services().signing.signatures(run_id)] == [
        Meaning.PERFORMED,
        Meaning.WITNESSED,
    ]


def test_where_nobody_may_the_reason_is_said(desk, dialog, run_id):
    opened = dialog(4, Role.RSO)
    assert opened.signer.count() == 0
    assert "Nothing to countersign yet" in opened.error_line.text()
    assert not opened.primary_button.isEnabled()


def test_a_row_of_another_role_offers_that_person(page, run_id):
    made = page(Role.COORDINATOR)
    made.waiting.filters.choose(EVERYONE)
    made.waiting.table.select_key((run_id, NURSE))
    settle()
    row = made.waiting.table.current_row()
    assert made.queue.chosen() == ()
    made.queue.sign_wanted.emit(row)
    settle()
    assert made.dialog.isVisible()
    tap(made.dialog.cancel_button)
    made.waiting.filters.choose(WANTED)


def test_a_changed_case_is_signed_again_and_the_change_is_named(desk, page):
    run_id = desk.filled()
    services = desk.services()
    services.checklist_work.submit(run_id)
    services.signing.sign(run_id, SUPERVISED, PASSPHRASE)
    case = services.case_log.case(desk.case_id)
    services.case_log.change(replace(case, location="Treatment room 2"), "other room")
    made = page()
    made.tabs.setCurrentWidget(made.changed)
    settle()
    made.changed.panel.table.selectRow(0)
    settle()
    row = made.changed.panel.table.current_row()
    assert row.case_code == "C-000001"
    key(made.changed.panel.table, Qt.Key.Key_Return)
    settle()
    assert "Location" in made.dialog.record.toPlainText()
    assert "Treatment room 2" in made.dialog.record.toPlainText()
    give(made.dialog)
    assert len(services.signing.signatures(run_id)) == 2
    assert made.changed.panel.showing_empty_state()


def test_a_changed_case_opens_for_whoever_does_not_confirm(desk, page, qtbot):
    run_id = desk.filled()
    services = desk.services()
    services.checklist_work.submit(run_id)
    services.signing.sign(run_id, SUPERVISED, PASSPHRASE)
    case = services.case_log.case(desk.case_id)
    services.case_log.change(replace(case, location="Treatment room 2"), "other room")
    made = page(Role.COORDINATOR)
    made.tabs.setCurrentWidget(made.changed)
    settle()
    made.changed.panel.table.selectRow(0)
    with qtbot.waitSignal(made.go_requested) as asked:
        key(made.changed.panel.table, Qt.Key.Key_Return)
    assert asked.args == ["checklists", run_id]
    with qtbot.waitSignal(made.go_requested) as asked:
        made.changed.case_wanted.emit(made.changed.panel.table.current_row())
    assert asked.args == ["cases", desk.case_id]
    made.changed.panel.search.setText("nobody")
    made.changed.panel.search.searched.emit("nobody")
    assert made.changed.panel.showing_empty_state()


def test_a_given_signature_says_what_it_covers_and_its_digest_is_copied(desk, page, run_id):
    desk.services(Role.STAFF).signing.sign(run_id, NURSE, PASSPHRASE)
    made = page()
    made.tabs.setCurrentWidget(made.history)
    settle()
    made.given.table.selectRow(0)
    settle()
    line = made.given.details.findChild(DigestLine)
    tap(line.copy_button)
    (judged,) = desk.services().signing.signatures(run_id)
    assert QGuiApplication.clipboard().text() == record_digest(judged.sign_off)
    assert len(QGuiApplication.clipboard().text()) == 64


def test_a_statement_that_does_not_read_has_no_digest():
    broken = replace(a_sign_off(a_stored_run()), statement=b"torn")
    assert record_digest(broken) == ""
    assert short_digest("ab") == "ab"


def test_changed_facts_are_told_with_both_values():
    before = {"location": "", "revision": 1, "part": {"a": 1, "b": None}, "supervisor_id": "x"}
    now = {"location": "R2", "revision": 2, "part": ["c", "d"], "supervisor_id": "y"}
    assert changed_facts(before, now) == (
        "Location: nothing \u2192 R2",
        "Part: 1 \u2192 c; d",
        "Supervising AU: another one",
    )
