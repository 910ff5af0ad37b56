"""Columns of a table that is too narrow for all of them: which are hidden, in which order, and when they come back."""

import pytest

from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.kit.row_table_model import Column


def text(_row):
    return "text"


@pytest.fixture
def table(qtbot):
    made = RowTable(
        (
            Column("name", "Name", text, 150),
            Column("late", "Late", text, 100, gives_way=2),
            Column("early", "Early", text, 100, gives_way=1),
            Column("kept", "Kept", text, 100),
        ),
        name="Columns that give way",
        stretch="name",
    )
    qtbot.addWidget(made)
    made.set_rows(["one"])
    return made


def widen(table, qtbot, width):
    table.resize(width + table.width() - table.viewport().width(), 300)
    with qtbot.waitExposed(table):
        table.show()
    table.resize(width + table.width() - table.viewport().width(), 300)
    return [table.isColumnHidden(at) for at in range(table.model().columnCount())]


def test_columns_give_way_in_their_order_and_come_back(table, qtbot):
    assert widen(table, qtbot, 420) == [False, False, False, False]
    assert widen(table, qtbot, 350) == [False, False, True, False]
    assert widen(table, qtbot, 250) == [False, True, True, False]
    assert widen(table, qtbot, 150) == [False, True, True, False]
    assert widen(table, qtbot, 350) == [False, False, True, False]
    assert widen(table, qtbot, 420) == [False, False, False, False]


def test_a_column_that_somebody_else_hid_stays_hidden(table, qtbot):
    widen(table, qtbot, 420)
    table.setColumnHidden(2, True)
    assert widen(table, qtbot, 500)[2] is True
    assert widen(table, qtbot, 250) == [False, True, True, False]
    table.setColumnHidden(2, False)
    assert widen(table, qtbot, 500) == [False, False, False, False]


def test_a_table_without_such_columns_keeps_them_all(qtbot):
    table = RowTable((Column("name", "Name", text), Column("kept", "Kept", text)), name="Kept")
    qtbot.addWidget(table)
    assert widen(table, qtbot, 120)[:2] == [False, False]
