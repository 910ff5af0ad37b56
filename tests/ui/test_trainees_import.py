"""Importing a roster on the page: the dry run, the agreement, and files that are dropped."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QDialog

from au_desktop.domain.roles import Role
from au_desktop.services.imports.import_tables import RowFate
from au_desktop.settings import Settings, ThemeChoice
from au_desktop.ui.kit import window_state
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.trainees.trainees_page import TraineesPage
from tests.fakes_ui import ImmediateOperations
from tests.training_center import TrainingCenter

BY_HAND = Path(__file__).resolve().parent.parent / "data" / "roster_by_hand.xlsx"
SETTINGS = Settings(theme=ThemeChoice.LIGHT)


@pytest.fixture
def center(qtbot):
    window_state.use(None)
    return TrainingCenter()


def a_page(center, qtbot, role=Role.COORDINATOR):
    bus = ChangesBus()
    page = TraineesPage(center.services(role), ImmediateOperations(), bus, SETTINGS)
    bus.changed.connect(page.on_changes)
    qtbot.addWidget(page)
    page.resize(1150, 700)
    page.show()
    page.on_shown()
    return page


@pytest.fixture
def page(center, qtbot):
    return a_page(center, qtbot)


def fates(dialog):
    model = dialog.table.rows
    return [model.data(model.index(row, 2)) for row in range(model.rowCount())]


def test_the_dry_run_shows_every_row_and_changes_nothing(page, center):
    page.import_file(BY_HAND)
    dialog = page.importing.dialog
    assert dialog.primary_button.text() == "Import 31 trainees"
    assert fates(dialog).count("taken") == 31
    assert len(fates(dialog)) == 35
    assert "Didactic hrs → classroom hours" in dialog.columns_line.text()
    dialog.filters.choose(RowFate.REFUSED.value)
    model = dialog.table.rows
    assert model.data(model.index(0, 0)) == "44"
    assert model.data(model.index(0, 3)).startswith("the same physician as row 6")
    dialog.table.selectRow(0)
    assert dialog.why.text().startswith("Row 44: the same physician as row 6")
    dialog.filters.choose("look")
    assert set(fates(dialog)) == {"taken", "refused", "skipped"}
    dialog.reject()
    assert center.work().enrolment.everyone() == ()


def test_agreeing_adds_all_of_them_and_says_so(page, center, qtbot):
    page.import_file(BY_HAND)
    qtbot.mouseClick(page.importing.dialog.primary_button, Qt.MouseButton.LeftButton)
    assert len(center.work().enrolment.everyone()) == 31
    assert page.importing.dialog is None
    assert page.roster.notice.text() == "31 trainees imported from roster_by_hand.xlsx."
    assert page.roster.table.rows.rowCount() == 31


def test_a_second_import_has_nothing_to_take(page, qtbot):
    page.import_file(BY_HAND)
    qtbot.mouseClick(page.importing.dialog.primary_button, Qt.MouseButton.LeftButton)
    page.import_file(BY_HAND)
    assert not page.importing.dialog.primary_button.isEnabled()
    page.importing.dialog.reject()


def test_a_file_that_is_no_roster_is_refused_in_a_sentence(page, tmp_path):
    file = tmp_path / "notes.txt"
    file.write_text("call the hospital\n", encoding="utf-8")
    page.import_file(file)
    assert page.importing.dialog is None
    (message,) = page.findChildren(QDialog)
    assert message.windowTitle() == "No roster in this file"
    message.accept()


def test_the_headings_say_what_a_file_holds(page, tmp_path):
    file = tmp_path / "work.csv"
    headings = "trainee,ledger,topic or element,hours,from,to,provider,course,place"
    row = "T-001,classroom,radiation biology,4,2025-02-05,2025-02-05,University,Biology,Lakeside"
    file.write_text(f"{headings}\n{row}\n", encoding="utf-8")
    page.import_file(file)
    dialog = page.importing.dialog
    assert dialog.plan.kind == "hours"
    dialog.reject()


def test_headings_that_nobody_knows_leave_the_kind_to_the_others(page, tmp_path):
    file = tmp_path / "work.csv"
    row = "T-001,classroom,4,2025-02-05,2025-02-05,University,Biology,Lakeside"
    file.write_text(f"Who,Sort,Std.,from,to,provider,course,place\n{row}\n", encoding="utf-8")
    page.import_file(file)
    dialog = page.importing.dialog
    assert dialog.plan.kind == "hours"
    assert dialog.headings.isVisible()
    dialog.reject()


def dropped(page, *files):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.dropEvent(event)


def test_a_file_can_be_dropped_on_the_page(page):
    dropped(page, BY_HAND)
    assert page.importing.dialog is not None
    page.importing.dialog.reject()


def test_two_files_at_once_are_not_taken(page, tmp_path):
    other = tmp_path / "other.xlsx"
    other.write_bytes(BY_HAND.read_bytes())
    dropped(page, BY_HAND, other)
    assert page.importing.dialog is None


def test_who_may_not_import_drops_in_vain(center, qtbot):
    page = a_page(center, qtbot, Role.PRECEPTOR)
    dropped(page, BY_HAND)
    assert page.importing.dialog is None


def test_columns_are_chosen_for_headings_nobody_knows(page, center, qtbot, tmp_path):
    file = tmp_path / "visitors.csv"
    file.write_text('Who,Home,Way in\n"Example, A.",FL,35.396\n', encoding="utf-8")
    page.import_file(file)
    dialog = page.importing.dialog
    assert dialog.headings.isVisible()
    assert not dialog.primary_button.isEnabled()
    for heading, column in (("Who", "name"), ("Home", "license state")):
        combo = dialog.heading_choices[heading]
        combo.setCurrentIndex(combo.findData(column))
        combo.activated.emit(combo.currentIndex())
    assert dialog.primary_button.text() == "Import 1 trainee"
    qtbot.mouseClick(dialog.primary_button, Qt.MouseButton.LeftButton)
    (trainee,) = center.work().enrolment.everyone()
    assert (trainee.family_name, trainee.license_state) == ("Example", "FL")


def test_an_import_is_taken_back(page, center, qtbot):
    offered = []
    page.undo_offered.connect(lambda words, step: offered.append((words, step)))
    page.import_file(BY_HAND)
    qtbot.mouseClick(page.importing.dialog.primary_button, Qt.MouseButton.LeftButton)
    ((words, step),) = offered
    assert words == "31 trainees imported"
    step()
    assert {one.void_reason for one in center.work().enrolment.everyone()} == {"import taken back"}


def test_the_menu_says_what_can_be_imported(page):
    menu = page.roster.import_button.menu()
    assert [action.text() for action in menu.actions()] == [
        "Roster…",
        "Hours of training…",
        "Cases…",
    ]
