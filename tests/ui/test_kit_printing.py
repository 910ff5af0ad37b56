"""Printing: letters are measured in points, so that they have a size on paper."""

import pytest
from PySide6.QtGui import QFont, QTextDocument
from PySide6.QtWidgets import QWidget

from au_desktop.settings import Settings, ThemeChoice
from au_desktop.ui.kit import theme
from au_desktop.ui.kit.printing import paper_font, print_document


@pytest.fixture
def window(qtbot):
    theme.apply(Settings(theme=ThemeChoice.LIGHT))
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_what_is_printed_is_measured_in_points(window):
    document = QTextDocument("Planned cases")
    assert document.defaultFont().pixelSize() > 0
    dialog = print_document(window, document)
    assert document.defaultFont() == paper_font()
    assert document.defaultFont().pointSizeF() == 9.5
    dialog.reject()


def test_a_size_that_was_chosen_for_paper_stays(window):
    document = QTextDocument("Recovery sheet")
    document.setDefaultFont(QFont("Inter", 14))
    dialog = print_document(window, document)
    assert document.defaultFont().pointSizeF() == 14
    dialog.reject()
