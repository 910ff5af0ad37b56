"""The row table, its model, and the list panel around it."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from au_desktop.ui.kit import window_state
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.list_panel import ListPanel
from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.kit.row_table_model import CHIP_STATE_ROLE, Column, RowTableModel


@dataclass(frozen=True)
class Row:
    id: int
    drug: str
    activity: str


COLUMNS = (
    Column("drug", "Drug", lambda row: row.drug, 150, sort_key="drug"),
    Column("activity", "Administered", lambda row: row.activity, 100, number=True),
    Column(
        "state", "Counts", lambda _: "counts", 100, state=lambda _: "ok", tooltip=lambda _: "why"
    ),
)


def rows(first, last):
    return [Row(number, f"drug {number}", "7.4 GBq") for number in range(first, last)]


@pytest.fixture(autouse=True)
def fresh_sizes():
    window_state.use(None)


@pytest.fixture
def table(qtbot):
    made = RowTable(COLUMNS, name="Cases", key=lambda row: row.id)
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    return made


def test_model_keeps_qt_rules(qtbot):
    model = RowTableModel(COLUMNS, lambda row: row.id)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_rows(rows(0, 5), has_more=True)
    model.append_rows(rows(5, 9))
    assert model.rowCount() == 9
    assert model.last_row == rows(8, 9)[0]
    assert model.position_of(7) == 7
    assert model.position_of(99) == -1
    model.set_rows([])
    assert model.rowCount() == 0
    assert model.last_row is None


def test_model_shows_aligns_and_explains(qtbot):
    model = RowTableModel(COLUMNS)
    model.set_rows(rows(0, 1))
    assert model.index(0, 0).data() == "drug 0"
    assert model.index(0, 1).data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    assert model.index(0, 2).data(CHIP_STATE_ROLE) == "ok"
    assert model.index(0, 2).data(Qt.ItemDataRole.ToolTipRole) == "why"
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Administered"


def test_more_is_asked_for_once_when_the_end_is_near(table, qtbot):
    asked = []
    table.load_more.connect(lambda: asked.append(1))
    table.set_rows(rows(0, 100), has_more=True)
    bar = table.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert asked == []
    bar.setValue(bar.maximum())
    bar.setValue(bar.maximum() - 1)
    assert asked == [1]
    table.append_rows(rows(100, 120))
    bar.setValue(bar.maximum())
    assert asked == [1]
    assert table.rows.rowCount() == 120


def test_keys_move_and_enter_opens(table, qtbot):
    table.set_rows(rows(0, 50))
    opened, current = [], []
    table.row_activated.connect(opened.append)
    table.current_changed.connect(current.append)
    table.setFocus()
    table.selectRow(0)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened == rows(1, 2)
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert current[-1].id == 49
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert current[-1].id == 0


def test_double_click_opens(table, qtbot):
    table.set_rows(rows(0, 3))
    with qtbot.waitSignal(table.row_activated) as opened:
        table.doubleClicked.emit(table.rows.index(2, 0))
    assert opened.args[0].id == 2


def test_the_chosen_row_stays_chosen_after_a_reload(table):
    table.set_rows(rows(0, 10))
    assert table.select_key(4)
    table.set_rows(rows(2, 10))
    assert table.current_row().id == 4
    table.set_rows(rows(5, 10))
    assert table.current_row() is None
    assert not table.select_key(99)


def test_header_click_asks_for_sorting_both_ways(table):
    asked = []
    table.sort_requested.connect(lambda key, descending: asked.append((key, descending)))
    header = table.horizontalHeader()
    for section in (0, 0, 1):
        header.sectionClicked.emit(section)
    assert asked == [("drug", False), ("drug", True)]


def test_widths_are_remembered(table, qtbot):
    table.horizontalHeader().resizeSection(0, 222)
    table._save_widths()
    again = RowTable(COLUMNS, name="Cases")
    qtbot.addWidget(again)
    assert again.horizontalHeader().sectionSize(0) == 222


def test_rows_have_one_height(table):
    table.set_rows(rows(0, 5))
    assert {table.rowHeight(number) for number in range(5)} == {32}


def test_a_hundred_thousand_rows_can_be_painted(table, qtbot):
    table.set_rows(rows(0, 100_000))
    assert not table.grab().isNull()
    table.scrollToBottom()
    assert table.rowAt(table.viewport().height() - 5) > 99_900


@pytest.fixture
def panel(qtbot, table):
    made = ListPanel(
        table,
        EmptyState("cases", "No cases yet", "Each administration is one.", "Add the first"),
        filters=[("all", "All"), ("open", "Open")],
    )
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    return made


def test_panel_says_what_belongs_there_and_offers_the_first_step(panel, qtbot):
    panel.set_rows([])
    assert panel.showing_empty_state()
    with qtbot.waitSignal(panel.empty.first_step):
        panel.empty.button.click()


def test_panel_says_when_the_search_hides_everything(panel, qtbot):
    panel.filters.choose("open")
    assert panel.query() == ("", "open")
    panel.set_rows([])
    with qtbot.waitSignal(panel.query_changed):
        panel._nothing_fits.button.click()
    assert panel.query() == ("", "all")
    panel.set_rows(rows(0, 3), has_more=True)
    assert panel.count.text() == "3+"
    assert not panel.showing_empty_state()


def test_panel_search_asks_and_down_goes_to_the_rows(panel, qtbot):
    panel.set_rows(rows(0, 3))
    panel.find_in_page()
    with qtbot.waitSignal(panel.query_changed):
        qtbot.keyClicks(panel.search, "dr")
    qtbot.keyClick(panel.search, Qt.Key.Key_Down)
    qtbot.waitUntil(panel.table.hasFocus)
    assert panel.table.current_row().id == 0


def test_details_show_facts_and_close(panel, qtbot):
    panel.set_rows(rows(0, 3))
    panel.table.selectRow(1)
    panel.details.show_facts("drug 1", "", [("Administered", "7.4 GBq")])
    panel.details.add_section("Why not", ["observed only"])
    panel.details._close.click()
    assert panel.table.current_row() is None
