"""Where the cursor stands in a dialog: on what is answered first, never by chance on Cancel, and back after a refusal."""

import gc
import weakref

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from au_desktop.ui.kit import messages
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.tick_list import TickList


@pytest.fixture
def opened(qtbot):
    made = []

    def open_dialog(*widgets, **wishes):
        dialog = Dialog("Any question", **wishes)
        for widget in widgets:
            dialog.body.addWidget(widget)
        qtbot.addWidget(dialog)
        dialog.open()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        QApplication.processEvents()
        made.append(dialog)
        return dialog

    return open_dialog


def test_the_first_thing_to_answer_has_the_focus(opened):
    ticks = TickList()
    ticks.set_choices([("a", "This one"), ("b", "That one")])
    opened(ticks)
    assert ticks.box("a").hasFocus()


def test_enter_at_the_first_answer_goes_on(opened, qtbot):
    ticks = TickList()
    ticks.set_choices([("a", "This one")])
    dialog = opened(ticks)
    with qtbot.waitSignal(dialog.accepted_by_person):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert dialog.isVisible()


def test_without_anything_to_answer_the_step_itself_has_it(opened):
    dialog = opened()
    assert dialog.primary_button.hasFocus()


def test_what_loses_something_is_not_one_enter_away(opened):
    dialog = opened(danger=True)
    assert dialog.cancel_button.hasFocus()


def test_a_chosen_focus_stays(opened):
    first, second = QLineEdit(), QLineEdit()
    dialog = opened(first, second)
    second.setFocus()
    dialog.hide()
    dialog.show()
    assert dialog.focusWidget() is second


def test_the_step_gets_the_focus_back_that_it_lost_while_it_ran(opened):
    field = QLineEdit()
    dialog = opened(field)
    dialog.primary_button.setFocus()
    dialog.set_busy(busy=True)
    assert not dialog.primary_button.hasFocus()
    dialog.set_busy(busy=False)
    assert dialog.primary_button.hasFocus()


def test_a_field_keeps_the_focus_while_the_step_runs(opened):
    field = QLineEdit()
    dialog = opened(field)
    dialog.set_busy(busy=True)
    dialog.set_busy(busy=False)
    assert field.hasFocus()


@pytest.mark.parametrize("over_a_window", [True, False])
def test_an_open_dialog_that_nobody_holds_stays_open(qtbot, over_a_window):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    parent = window if over_a_window else None
    message = weakref.ref(messages.show_error(parent, LookupError("rooms")))
    gc.collect()
    assert message() is not None
    assert message().isVisible()
    message().reject()


def test_a_closed_dialog_that_nobody_holds_goes(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    message = weakref.ref(messages.show_error(window, LookupError("rooms")))
    qtbot.keyClick(message(), Qt.Key.Key_Escape)
    gc.collect()
    assert message() is None
    assert window.findChildren(Dialog) == []
