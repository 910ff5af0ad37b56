"""The board of planned cases: keys, dialogs, filters, and what each step leaves in the log of cases."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from au_desktop.domain.quantities import Activity
from au_desktop.domain.roles import Role
from au_desktop.domain.training.cases import CaseState
from au_desktop.domain.training.slots import SlotState
from au_desktop.services.cases.slot_board import SlotPlan
from au_desktop.settings import Settings, ThemeChoice
from au_desktop.ui.cases.board_print import board_html
from au_desktop.ui.cases.cases_page import BOARD, LOG, CasesPage
from au_desktop.ui.kit import window_state
from au_desktop.ui.kit.changes_bus import ChangesBus
from tests.fakes_ui import ImmediateOperations
from tests.training_center import TODAY, VIPIVOTIDE, TrainingCenter, an_authorized_user

SETTINGS = Settings(theme=ThemeChoice.LIGHT)


@pytest.fixture
def center(qtbot):
    window_state.use(None)
    return TrainingCenter()


@pytest.fixture
def show(qtbot):
    def shown(center, role=Role.COORDINATOR):
        bus = ChangesBus()
        page = CasesPage(center.services(role), ImmediateOperations(), bus, SETTINGS)
        page.undone = []
        page.undo_offered.connect(lambda words, step: page.undone.append((words, step)))
        bus.changed.connect(page.on_changes)
        qtbot.addWidget(page)
        page.resize(1150, 700)
        page.show()
        page.on_shown()
        page.switch.choose(BOARD)
        return page

    return shown


def planned(center, days=0):
    trainee = center.enroll()
    return (
        center.work().slots.plan(SlotPlan(trainee, VIPIVOTIDE, TODAY + timedelta(days=days))).value
    )


def slot(center, case_id):
    return center.work().case_log.case(case_id)


def fill(dialog, **values):
    dialog.form.set_values(values)
    dialog.primary_button.click()


def test_an_empty_week_offers_the_first_step(center, show):
    center.enroll()
    page = show(center)
    assert page.board.empty.isVisible()
    assert "Example 07" in page.board.empty.text.text()
    assert page.main_action.text == "Plan a case"
    page.board.empty.button.click()
    dialog = page.board.dialog
    dialog.primary_button.click()
    assert dialog.form.error("drug_id")
    trainee = page.board._board.visitors[0]
    fill(
        dialog,
        trainee_id=trainee.id,
        drug_id=VIPIVOTIDE,
        on=TODAY,
        prescribed=Activity.parse("7.4 GBq"),
    )
    (card,) = page.board.columns.cards()
    assert card.slot.state is SlotState.PLANNED
    assert not page.board.empty.isVisible()
    assert page.undone[-1][0] == "The case is planned."


def test_keys_move_lose_and_plan_again(center, show, qtbot):
    case_id = planned(center)
    page = show(center)
    (card,) = page.board.columns.cards()
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    qtbot.keyClick(card, Qt.Key.Key_M)
    dialog = page.board.dialog
    dialog.primary_button.click()
    assert dialog.form.error("reason")
    fill(dialog, on=TODAY, reason="no dosage")
    assert "stands already" in dialog.error_line.text()
    fill(dialog, on=TODAY - timedelta(days=1), reason="no dosage")
    assert slot(center, case_id).on == TODAY - timedelta(days=1)
    (card,) = page.board.columns.cards()
    assert card.slot.state is SlotState.MOVED
    page.board.act("lose")
    page.board.dialog.form.set_values({"reason": "too ill"})
    page.board.dialog.primary_button.click()
    assert slot(center, case_id).state is CaseState.LOST
    assert page.board.move_button.text() == "Plan again…"
    assert not page.board.lose_button.isEnabled()
    page.board.act("assign")
    page.board.move_button.click()
    fill(page.board.dialog, on=TODAY, reason="well again")
    assert slot(center, case_id).state is CaseState.PLANNED
    words, step = page.undone[-1]
    assert words == f"{slot(center, case_id).code} is moved."
    step()
    assert slot(center, case_id).state is CaseState.LOST


def test_a_slot_is_handed_on_to_somebody_who_visits(center, show):
    case_id = planned(center)
    other = center.enroll(family_name="Example 08")
    page = show(center)
    page.board.columns.cards()[0].chosen.emit(page.board.columns.cards()[0].slot)
    page.board.assign_button.click()
    dialog = page.board.dialog
    assert "visits that day" in dialog.form.field("trainee_id").itemText(1)
    fill(dialog, trainee_id=other, reason="swap")
    assert slot(center, case_id).trainee_id == other


def test_arrows_go_from_slot_to_slot_and_enter_opens_the_case(center, show, qtbot):
    ids = [planned(center, days) for days in (-3, -3, 0)]
    page = show(center)
    page.activateWindow()
    QApplication.processEvents()
    cards = page.board.columns.cards()
    assert [card.slot.case.id for card in cards] == ids
    cards[0].setFocus()
    for key, expected in (
        (Qt.Key.Key_Up, 0),
        (Qt.Key.Key_Down, 1),
        (Qt.Key.Key_Right, 2),
        (Qt.Key.Key_Right, 2),
        (Qt.Key.Key_Left, 0),
    ):
        current = next(card for card in cards if card.hasFocus())
        qtbot.keyClick(current, key)
        assert cards[expected].hasFocus()
    qtbot.keyClick(cards[0], Qt.Key.Key_Return)
    assert page.switch.chosen() == (LOG,)
    assert page._facts.case.id == ids[0]


def test_weeks_and_trainees_filter_the_board(center, show):
    planned(center)
    other = center.enroll(family_name="Example 08")
    page = show(center)
    board = page.board
    at = [board.trainee.itemData(row) for row in range(board.trainee.count())].index(other)
    board.trainee.setCurrentIndex(at)
    assert board.columns.cards() == []
    board.trainee.setCurrentIndex(0)
    assert len(board.columns.cards()) == 1
    board.after.click()
    assert "23 Nov 2026" in board.week.text()
    assert board.columns.cards() == []
    board.before.click()
    board.before.click()
    assert "9 Nov 2026" in board.week.text()
    board.now.click()
    assert len(board.columns.cards()) == 1


def test_who_may_not_log_only_looks(center, show):
    planned(center)
    page = show(center, Role.INSPECTOR)
    page.board.columns.cards()[0].chosen.emit(page.board.columns.cards()[0].slot)
    assert page.board.open_button.isEnabled()
    assert not page.board.move_button.isEnabled()
    page.board.act("move")
    assert page.board.dialog is None
    assert not page.main_action.enabled


def test_the_printed_week_names_days_visitors_and_flags(center, show):
    an_authorized_user(center)
    case_id = planned(center)
    center.work().slots.move(case_id, TODAY + timedelta(days=1), "no dosage <came>")
    page = show(center)
    html = board_html(page.board._board, page._services.desk.reference, SETTINGS)
    assert "Fri 20 Nov 2026" in html
    assert "no visit that day" in html
    assert "moved: no dosage &lt;came&gt;" in html
    assert "Nothing planned." in html
