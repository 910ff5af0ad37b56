"""All that a signature rests on stands on the page before it is given, and nothing else is signed."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from au_desktop.domain.checklists.answers import Reply, Text, YesNo
from au_desktop.domain.checklists.conditions import Is
from au_desktop.domain.checklists.items import ItemType
from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Role
from au_desktop.domain.training.cases import Part
from au_desktop.services.checklists.paper_forms import FilledForm
from au_desktop.services.checklists.run_attachments import GivenFile
from au_desktop.settings import Settings
from au_desktop.ui.kit.sign_off_dialog import sign_run
from tests.checklist_desk import PASSPHRASE, ChecklistDesk
from tests.checklist_examples import a_template, an_item
from tests.checklist_hands import key, settle
from tests.fakes_ui import ImmediateOperations
from tests.picture_files import a_jpeg

HOT = a_template(
    an_item("spilled", ItemType.YES_NO),
    an_item("where", ItemType.TEXT, condition=Is("spilled", "yes")),
    id="hot_lab",
    title="Hot lab <b>today</b>",
)


@pytest.fixture
def desk():
    return ChecklistDesk(HOT)


@pytest.fixture
def dialog(desk, qtbot):
    host = QWidget()
    qtbot.addWidget(host)

    def make(run_id, position=1):
        made = sign_run(
            desk.services(Role.PRECEPTOR),
            ImmediateOperations(),
            Settings(),
            (run_id, position),
            host,
        )
        settle()
        return made

    return make


def submitted(desk, run_id):
    work = desk.services().checklist_work
    work.answer(run_id, "spilled", YesNo(Reply.YES))
    work.answer(run_id, "where", Text("under the <i>hood</i>"))
    work.answer(run_id, "spilled", YesNo(Reply.NO))
    work.submit(run_id)


def test_answers_that_no_longer_apply_files_and_paper_are_shown(desk, dialog, tmp_path):
    services = desk.services()
    form = services.paper_forms.print_blank(HOT.id, Subject(), tmp_path / "form.pdf").value
    written = Moment(desk.clock.now().utc - timedelta(hours=1))
    page = GivenFile("scan.jpg", a_jpeg(), "Page <b>1</b>")
    run_id = services.paper_forms.type_in(form.id, FilledForm((page,), "Pat Doe", written)).value
    submitted(desk, run_id)
    shown = dialog(run_id).record.toPlainText()
    assert "Hot lab <b>today</b>" in shown
    assert "under the <i>hood</i>" in shown
    assert shown.index("does not apply any more") < shown.index("under the")
    (file,) = services.run_sheets.sheet(run_id).run.attachments
    assert file.digest.hex() in shown
    assert "Page <b>1</b>" in shown
    assert f"form {form.code}, by Pat Doe" in shown


def test_a_record_that_changed_since_it_was_shown_is_not_signed(desk, dialog):
    services = desk.services()
    run_id = services.checklist_work.start(HOT.id, Subject()).value
    submitted(desk, run_id)
    opened = dialog(run_id)
    services.checklist_work.take_back(run_id, "wrong room")
    services.checklist_work.answer(run_id, "where", Text("elsewhere"))
    services.checklist_work.submit(run_id)
    QTest.keyClicks(opened.passphrase, PASSPHRASE)
    key(opened.passphrase, Qt.Key.Key_Return)
    settle()
    assert services.signing.signatures(run_id) == ()
    assert opened.isVisible()
    assert not opened.primary_button.isEnabled()


def test_a_part_that_is_to_be_rated_unseen_is_no_change_that_is_told(desk, dialog):
    services, coordinator = desk.services(), desk.services(Role.COORDINATOR)
    run_id = services.checklist_work.start(HOT.id, Subject(case_id=desk.case_id)).value
    submitted(desk, run_id)
    services.signing.sign(run_id, 1, PASSPHRASE)
    case = coordinator.case_log.case(desk.case_id)
    coordinator.case_log.change(replace(case, part=Part.OBSERVED, location="Ward 7"), "moved")
    position = services.asked_signatures.ask_again(run_id).value
    told = dialog(run_id, position).record.toPlainText()
    assert "Ward 7" in told
    assert "bserved" not in told
