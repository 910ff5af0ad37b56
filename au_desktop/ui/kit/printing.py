"""Prints a text document after the person chose a printer, in letters that are measured for paper."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextDocument
from PySide6.QtWidgets import QApplication, QWidget

_POINTS = 9.5


def paper_font() -> QFont:
    """The letters of the screen in points: a size in pixels can hardly be seen at a printer's resolution."""
    font = QFont(QApplication.font())
    font.setPointSizeF(_POINTS)
    return font


def print_document(
    parent: QWidget, document: QTextDocument, printed: Callable[[], None] = lambda: None
) -> QWidget:
    """Ask for a printer in a window that does not stop the rest, then print; returns the printer's window."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    if document.defaultFont().pointSizeF() <= 0:
        document.setDefaultFont(paper_font())
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)

    def send() -> None:
        document.print_(printer)
        printed()

    dialog.accepted.connect(send)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.show()
    return dialog
