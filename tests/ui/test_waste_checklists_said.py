"""The dialogs of survey and disposal say plainly why a filled checklist is not taken over."""

import pytest
from PySide6.QtWidgets import QLabel

from au_desktop.ui.kit import window_state
from au_desktop.ui.waste.step_dialogs import ask_dispose
from au_desktop.ui.waste.survey_dialog import SurveyDialog
from tests.waste_desk import WasteDesk
from tests.waste_page import make_page


@pytest.fixture
def desk(qtbot):
    window_state.use(None)
    return WasteDesk()


def said(dialog):
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def test_a_survey_is_typed_side_by_side(desk, qtbot):
    page = make_page(desk)
    qtbot.addWidget(page)
    dialog = SurveyDialog(page.open_tab("storage"), desk.container(desk.sealed()))
    assert "it keeps the highest reading only" in said(dialog)


def test_a_disposal_is_entered_for_each_container(desk, qtbot):
    page = make_page(desk)
    qtbot.addWidget(page)
    dialog = ask_dispose(page.open_tab("storage"), desk.container(desk.cleared()))
    assert "a container leaves by its own record" in said(dialog)
