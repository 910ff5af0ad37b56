"""Fields that are as high as their text, boxes in columns, and the last step said as a sentence begins."""

from PySide6.QtWidgets import QPlainTextEdit

from au_desktop.ui.kit.growing_text import let_grow
from au_desktop.ui.kit.status_line import StatusLine
from au_desktop.ui.kit.tick_list import TickList


def _field(qtbot, least: int = 1) -> QPlainTextEdit:
    edit = let_grow(QPlainTextEdit(), least)
    qtbot.addWidget(edit)
    edit.resize(300, edit.height())
    edit.show()
    return edit


def test_a_field_grows_with_its_lines_and_shrinks_again(qtbot):
    edit = _field(qtbot)
    lowest = edit.maximumHeight()
    edit.setPlainText("one\ntwo\nthree")
    assert edit.maximumHeight() == lowest + 2 * edit.fontMetrics().lineSpacing()
    edit.setPlainText("one")
    assert edit.maximumHeight() == lowest


def test_a_field_keeps_its_least_lines_and_scrolls_beyond_eight(qtbot):
    line = QPlainTextEdit().fontMetrics().lineSpacing()
    low, high = _field(qtbot), _field(qtbot, 2)
    assert high.maximumHeight() - low.maximumHeight() == line
    low.setPlainText("\n" * 30)
    assert low.maximumHeight() == high.maximumHeight() + 6 * line


def test_short_words_stand_in_columns_in_the_order_of_reading(qtbot):
    ticks = TickList(columns=3)
    qtbot.addWidget(ticks)
    ticks.set_choices([(one, one) for one in ("Bq", "kBq", "MBq", "GBq")])
    ticks.show()
    first, second, fourth = (ticks.box(one) for one in ("Bq", "kBq", "GBq"))
    assert first.y() == second.y() < fourth.y()
    assert first.x() == fourth.x() < second.x()
    ticks.set_value(["GBq", "Bq"])
    assert ticks.value() == ("Bq", "GBq")


def test_the_last_step_begins_with_a_capital(qtbot):
    line = StatusLine()
    qtbot.addWidget(line)
    line.tell("signature asked for")
    assert line.message() == "Signature asked for"
