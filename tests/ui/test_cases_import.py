"""Importing cases on their page: the dry run, the agreement, taking it back."""

import pytest
from PySide6.QtCore import Qt

from au_desktop.domain.roles import Role
from au_desktop.services.rows import CaseFilter, PageRequest
from au_desktop.settings import Settings, ThemeChoice
from au_desktop.ui.cases.cases_page import CasesPage
from au_desktop.ui.kit import window_state
from au_desktop.ui.kit.changes_bus import ChangesBus
from tests.fakes_ui import ImmediateOperations
from tests.training_center import TrainingCenter


@pytest.fixture
def center(qtbot):
    window_state.use(None)
    return TrainingCenter()


def a_page(center, qtbot, role):
    page = CasesPage(
        center.services(role),
        ImmediateOperations(),
        ChangesBus(),
        Settings(theme=ThemeChoice.LIGHT),
    )
    qtbot.addWidget(page)
    page.resize(1150, 700)
    page.show()
    page.on_shown()
    return page


def test_cases_are_imported_and_taken_back(center, qtbot, tmp_path):
    center.enroll(family_name="Example")
    page = a_page(center, qtbot, Role.COORDINATOR)
    offered = []
    page.undo_offered.connect(lambda words, step: offered.append((words, step)))
    file = tmp_path / "log.csv"
    file.write_text(
        "Trainee,Date,Drug,Patient code,Administered (mCi)\nT-001,2026-01-06,Pluvicto,LR-1,200\n",
        encoding="utf-8",
    )
    page.imports.importing.import_file((center.services().case_import,), file)
    dialog = page.imports.importing.dialog
    assert dialog.primary_button.text() == "Import 1 case"
    qtbot.mouseClick(dialog.primary_button, Qt.MouseButton.LeftButton)
    ((words, step),) = offered
    assert words == "1 case imported from log.csv"
    assert center.work().case_log.cases(CaseFilter(), PageRequest()).total == 1
    step()
    assert center.work().case_log.cases(CaseFilter(), PageRequest()).total == 0


def test_only_who_may_import_sees_the_button(center, qtbot):
    assert a_page(center, qtbot, Role.COORDINATOR).imports.button.isVisible()
    assert not a_page(center, qtbot, Role.PRECEPTOR).imports.button.isVisible()
