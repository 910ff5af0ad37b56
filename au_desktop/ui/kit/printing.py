"""Prints a text document after the person chose a printer."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QWidget


def print_document(
    parent: QWidget, document: QTextDocument, printed: Callable[[], None] = lambda: None
) -> QWidget:
    """Ask for a printer in a window that does not stop the rest, then print; returns the printer's window."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)

    def send() -> None:
        document.print_(printer)
        printed()

    dialog.accepted.connect(send)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.show()
    return dialog
