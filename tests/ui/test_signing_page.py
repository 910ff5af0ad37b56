"""The signing page and its dialog: what waits for whom, what is shown before signing, and validity afterwards."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from au_desktop.domain.checklists.answers import Confirmed
from au_desktop.domain.roles import Role
from au_desktop.domain.signing.validity import Validity, ValidityState
from au_desktop.settings import Settings, ThemeChoice
from au_desktop.ui.kit import theme
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.item_editors.run_report import validity_words
from au_desktop.ui.kit.sign_off_dialog import WRONG
from au_desktop.ui.signing.signing_page import SigningPage
from au_desktop.ui.signing.waiting_list import EVERYONE, MINE, WANTED
from tests.checklist_desk import PASSPHRASE, ChecklistDesk
from tests.checklist_hands import key, settle, tap
from tests.fakes_ui import ImmediateOperations

SUPERVISED = 2


@pytest.fixture(autouse=True)
def dressed(qapp):
    if not qapp.styleSheet() or theme.current().touch:
        theme.apply(Settings(theme=ThemeChoice.LIGHT))


@pytest.fixture
def desk():
    return ChecklistDesk()


@pytest.fixture
def submitted(desk):
    run_id = desk.filled()
    desk.services().checklist_work.submit(run_id)
    desk.clock.move(days=4)
    return run_id


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


def rows(panel):
    model = panel.table.rows
    return [model.row_at(at) for at in range(model.rowCount())]


def test_nothing_waits_says_so(page):
    assert page().waiting.showing_empty_state()


def test_what_waits_for_me_and_for_everyone(page, submitted):
    made = page()
    assert {row.meaning for row in rows(made.waiting)} == {"supervised"}
    made.waiting.filters.choose(WANTED)
    assert {row.meaning for row in rows(made.waiting)} == {"performed"}
    made.waiting.filters.choose(EVERYONE)
    assert {row.meaning for row in rows(made.waiting)} == {"supervised", "performed", "reviewed"}
    trainee = page(Role.TRAINEE)
    assert trainee.waiting.table.rows.rowCount() == 0
    trainee.waiting.filters.choose(WANTED)
    assert {row.meaning for row in rows(trainee.waiting)} == {"performed"}
    assert page(Role.INSPECTOR).waiting.table.rows.rowCount() == 0


def test_the_badge_counts_what_is_mine(desk, submitted, qtbot):
    made = SigningPage(desk.services(), ImmediateOperations(), ChangesBus(), Settings())
    qtbot.addWidget(made)
    heard = []
    made.badge_changed.connect(heard.append)
    made.refresh()
    assert heard == [1]


def test_the_dialog_shows_exactly_what_is_signed(page, desk):
    run_id = desk.filled()
    work = desk.services().checklist_work
    work.answer(run_id, "time_out", Confirmed(done=False), "phone call")
    work.override(run_id, "time_out", "repeated at the bedside")
    work.submit(run_id)
    made = page()
    made.open_target(run_id)
    made.sign_row(next(row for row in rows(made.waiting) if row.position == SUPERVISED))
    shown = made.dialog.record.toPlainText()
    for words in (
        "R-000001",
        "version 2",
        "C-000001",
        "Time of the work",
        "Time of the entry",
        "supervised",
        "The preceptor, Preceptor",
        "Not done",
        "repeated at the bedside",
        "Note: phone call",
        "7.4 GBq (200 mCi)",
    ):
        assert words in shown
    seal = desk.services().signing.preview(run_id, SUPERVISED)["statement"]["record_digest"]
    assert seal[:16] in shown


def test_a_wrong_passphrase_is_said_beside_the_field_then_the_right_one_signs(
    page, desk, submitted
):
    made = page()
    made.open_target(submitted)
    made.sign_row(next(row for row in rows(made.waiting) if row.position == SUPERVISED))
    dialog = made.dialog
    key(dialog.passphrase, Qt.Key.Key_Return)
    assert dialog.form.error("passphrase") == "Your passphrase is needed."
    QTest.keyClicks(dialog.passphrase, "not this one")
    key(dialog.passphrase, Qt.Key.Key_Return)
    assert dialog.form.error("passphrase") == WRONG
    assert dialog.isVisible()
    assert desk.services().signing.signatures(submitted) == ()
    QTest.keyClicks(dialog.passphrase, PASSPHRASE)
    key(dialog.passphrase, Qt.Key.Key_Return)
    assert [one.validity.state for one in desk.services().signing.signatures(submitted)] == [
        ValidityState.VALID
    ]
    assert "supervised" not in {row.meaning for row in rows(made.waiting)}
    assert [row.meaning for row in rows(made.given)] == ["supervised"]


def test_a_stopped_run_is_not_signed(page, desk):
    run_id = desk.filled()
    work = desk.services().checklist_work
    work.answer(run_id, "identity", Confirmed(done=False))
    work.submit(run_id)
    made = page()
    made.sign_row(next(row for row in rows(made.waiting) if row.position == SUPERVISED))
    QTest.keyClicks(made.dialog.passphrase, PASSPHRASE)
    key(made.dialog.passphrase, Qt.Key.Key_Return)
    assert "critical item" in made.dialog.error_line.text()
    assert desk.services().signing.signatures(run_id) == ()


def test_enter_on_a_signature_of_another_role_opens_the_run(page, desk, submitted, qtbot):
    made = page()
    made.waiting.filters.choose(EVERYONE)
    made.waiting.table.select_key((submitted, 3))
    with qtbot.waitSignal(made.go_requested) as asked:
        key(made.waiting.table, Qt.Key.Key_Return)
    assert asked.args == ["checklists", submitted]


def test_given_signatures_show_validity_as_of_now(page, desk, submitted):
    services = desk.services()
    services.signing.sign(submitted, SUPERVISED, PASSPHRASE)
    made = page()
    made.tabs.setCurrentIndex(1)
    settle()
    made.given.table.selectRow(0)
    assert chip_words(made) == ["valid"]
    run = desk.memory.center.state.runs[submitted]
    answers = tuple(
        replace(answer, note="altered") if answer.item == "identity" else answer
        for answer in run.answers
    )
    desk.memory.center.state.runs[submitted] = replace(run, answers=answers)
    made.given.table.clearSelection()
    made.given.table.selectRow(0)
    assert chip_words(made)[0].startswith("broken at")
    assert "identity" in chip_words(made)[0]


def chip_words(made):
    settle()
    return [chip.text() for chip in made.given.details.findChildren(StateChip) if chip.isVisible()]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (ValidityState.SUPERSEDED, "superseded"),
        (ValidityState.VOIDED, "voided"),
        (ValidityState.KEY_REVOKED, "key revoked"),
    ],
)
def test_each_validity_has_its_word(state, words):
    assert validity_words(Validity(state))[0] == words


def test_the_main_action_signs_the_oldest(page, submitted):
    made = page()
    made.main_action.run()
    assert made.dialog.isVisible()
    tap(made.dialog.cancel_button)


def test_a_search_narrows_what_waits(page, submitted):
    made = page()
    made.waiting.search.setText("superv")
    made.waiting.search.searched.emit("superv")
    assert {row.meaning for row in rows(made.waiting)} == {"supervised"}
    made.waiting.show_everything()
    assert made.waiting.filters.chosen() == (MINE,)
