"""Hands for the tests of the checklist pages: a tap and a key, once the window has laid itself out."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

NONE = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def settle():
    for _ in range(4):
        QApplication.processEvents()


def tap(widget):
    settle()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    settle()


def key(widget, what, modifier=NONE):
    QTest.keyClick(widget, what, modifier)


def type_into(widget, text):
    settle()
    widget.setFocus()
    QTest.keyClicks(widget, text)


def leave(widget):
    """The field loses the focus to the next one, whether or not the test's window is in front."""
    QApplication.sendEvent(
        widget, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason)
    )
    settle()
