"""Importing a roster on the page: the dry run, the agreement, and files that are dropped."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QDialog

from au_desktop.domain.roles import Role
from au_desktop.services.roster_import import RowFate
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
    dialog = page.import_dialog
    assert dialog.primary_button.text() == "Import 31 trainees"
    assert fates(dialog).count("taken") == 31
    assert len(fates(dialog)) == 35
    assert "Didactic hrs → classroom hours" in dialog.columns_line.text()
    dialog.filters.choose(RowFate.REFUSED.value)
    model = dialog.table.rows
    assert model.data(model.index(0, 0)) == "44"
    assert model.data(model.index(0, 3)).startswith("the same physician as row 6")
    dialog.filters.choose("look")
    assert set(fates(dialog)) == {"taken", "refused", "skipped"}
    dialog.reject()
    assert center.work().enrolment.everyone() == ()


def test_agreeing_adds_all_of_them_and_says_so(page, center, qtbot):
    page.import_file(BY_HAND)
    qtbot.mouseClick(page.import_dialog.primary_button, Qt.MouseButton.LeftButton)
    assert len(center.work().enrolment.everyone()) == 31
    assert page.import_dialog is None
    assert page.roster.notice.text() == "31 trainees imported from roster_by_hand.xlsx."
    assert page.roster.table.rows.rowCount() == 31


def test_a_second_import_has_nothing_to_take(page, qtbot):
    page.import_file(BY_HAND)
    qtbot.mouseClick(page.import_dialog.primary_button, Qt.MouseButton.LeftButton)
    page.import_file(BY_HAND)
    assert not page.import_dialog.primary_button.isEnabled()
    page.import_dialog.reject()


def test_a_file_that_is_no_roster_is_refused_in_a_sentence(page, tmp_path):
    file = tmp_path / "notes.txt"
    file.write_text("call the hospital\n", encoding="utf-8")
    page.import_file(file)
    assert page.import_dialog is None
    (message,) = page.findChildren(QDialog)
    assert message.windowTitle() == "No roster in this file"
    message.accept()


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
    assert page.import_dialog is not None
    page.import_dialog.reject()


def test_two_files_at_once_are_not_taken(page):
    dropped(page, BY_HAND, BY_HAND.with_name("other.xlsx"))
    assert page.import_dialog is None


def test_who_may_not_import_drops_in_vain(center, qtbot):
    page = a_page(center, qtbot, Role.PRECEPTOR)
    dropped(page, BY_HAND)
    assert page.import_dialog is None
