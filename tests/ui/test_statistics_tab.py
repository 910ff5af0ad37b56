"""The statistics of a checklist's items on the real page: periods, order, search, the way to the records, paper."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from au_desktop.domain.roles import Role
from au_desktop.services.checklists.item_statistics import ItemStatistics
from au_desktop.settings import Settings, ThemeChoice
from au_desktop.ui.checklists.checklists_page import ChecklistsPage
from au_desktop.ui.checklists.statistics import statistics_words as words
from au_desktop.ui.kit import printing, theme
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.share_bar import ShareDelegate
from au_desktop.ui.kit.targets import TabTarget
from tests.checklist_desk import ChecklistDesk
from tests.checklist_hands import settle
from tests.fakes_ui import ImmediateOperations
from tests.item_answers import DAY, Filing, file_many
from tests.memory_items import MemoryItems


@pytest.fixture(autouse=True)
def dressed(qapp):
    if not qapp.styleSheet() or theme.current().touch:
        theme.apply(Settings(theme=ThemeChoice.LIGHT))


class Hands:
    """A person before the tab."""

    def __init__(self, desk, qtbot, width=1158):
        known = vars(desk.services(Role.RSO))
        known["item_statistics"] = ItemStatistics(known["desk"], MemoryItems(desk.memory.center))
        self.page = ChecklistsPage(
            SimpleNamespace(**known), ImmediateOperations(), ChangesBus(), Settings()
        )
        qtbot.addWidget(self.page)
        self.asked = []
        self.page.go_requested.connect(lambda page, target: self.asked.append((page, target)))
        self.page.resize(width, 690)
        self.page.show()
        self.page.on_shown()
        self.page.open_target(TabTarget("statistics"))
        settle()

    @property
    def tab(self):
        return self.page.front.tab()

    def keys(self):
        rows = self.tab.panel.table.rows
        return [rows.row_at(at).key for at in range(rows.rowCount())]

    def cell(self, key, column):
        rows = self.tab.panel.table.rows
        at = [one.name for one in rows.columns].index(column)
        return rows.index(rows.position_of(key), at).data()


@pytest.fixture
def desk():
    made = ChecklistDesk()
    with made.memory.center.unit_of_work() as uow:
        file_many(Filing(uow, made.memory.people[Role.PRECEPTOR].id))
        uow.commit()
    return made


@pytest.fixture
def hands(desk, qtbot):
    made = Hands(desk, qtbot)
    made.tab.select("given")
    settle()
    return made


def test_without_records_the_tab_says_what_will_stand_here(qtbot):
    tab = Hands(ChecklistDesk(), qtbot).tab

    assert tab.panel.showing_empty_state()
    assert not tab.template.isEnabled()
    assert not tab.print_tab()


def test_the_first_template_by_title_is_shown_and_the_others_are_offered(desk, qtbot):
    tab = Hands(desk, qtbot).tab

    offered = [tab.template.itemText(at) for at in range(tab.template.count())]
    assert offered == ["A survey (1)", "Given, newer (31)"]
    assert tab.template.currentData() == "survey"


def test_the_worst_items_come_first_with_their_shares(hands):
    assert hands.keys()[:3] == ["dropped", "difference", "leak"]
    assert hands.cell("leak", "share") == "75 %"
    assert hands.cell("leak", "action") == "3"
    assert hands.cell("rate", "skipped") == "3"
    assert hands.cell("part_survey", "skipped") == ""
    assert "31 records of 2 versions" in hands.tab.note.text()


def test_bars_are_drawn_for_the_share_alone(hands):
    table = hands.tab.panel.table
    names = [one.name for one in table.rows.columns]
    delegates = [table.itemDelegateForColumn(at) for at in range(len(names))]

    assert [names[at] for at, one in enumerate(delegates) if isinstance(one, ShareDelegate)] == [
        "share"
    ]
    at = names.index("share")
    worst, least = (
        table.grab(table.visualRect(table.rows.index(row, at))).toImage()
        for row in (0, table.rows.rowCount() - 1)
    )
    assert worst != least


def test_columns_sort_and_chips_narrow(hands):
    tab = hands.tab
    tab.panel.table.sort_requested.emit("skipped", True)
    assert set(hands.keys()[:2]) == {"remarks", "rate"}

    tab.panel.filters.choose("skipped")
    settle()
    assert set(hands.keys()) == {"remarks", "rate"}
    tab.panel.filters.choose("outside")
    tab.panel.search.setText("leak")
    tab.panel.search.searched.emit("leak")
    settle()
    assert hands.keys() == ["leak"]


def test_the_details_tell_every_count_of_the_chosen_item(hands):
    hands.tab.panel.table.select_key("ready")
    settle()

    (use,) = [one for one in hands.tab._found.items if one.key == "ready"]
    facts = dict(words.item_facts(use))
    assert facts["Passed with a reason"] == "1"
    assert facts["Not as expected"] == "1 (17 %)"
    assert facts["Not asked or left open"] == "25"
    assert "Version" not in facts
    dropped = next(one for one in hands.tab._found.items if one.key == "dropped")
    assert "no more" in dict(words.item_facts(dropped))["Version"]


def test_enter_and_the_button_lead_to_the_records(hands, qtbot):
    table = hands.tab.panel.table
    table.select_key("leak")
    QTest.keyClick(table, Qt.Key.Key_Return)
    button = next(
        one for one in hands.page.findChildren(QPushButton) if one.text() == "Show the records"
    )
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    wanted = ("checklists", TabTarget("records", "given"))
    assert hands.asked == [wanted, wanted]


def test_the_page_shows_the_records_of_one_template(hands):
    template_id = hands.page.records.template_box.itemData(1)
    hands.page.open_target(TabTarget("records", template_id))
    settle()

    assert hands.page.front.tab() is None
    assert hands.page.records.template_box.template_id() == template_id
    hands.page.open_target(TabTarget("records", "unknown"))
    assert hands.page.records.template_box.template_id() == template_id


def test_a_shorter_period_counts_fewer_records(hands):
    tab = hands.tab
    tab.period.setCurrentIndex(tab.period.findData(30))
    settle()

    assert words.span_of(30, DAY).last == DAY
    assert (words.span_of(30, DAY).last - words.span_of(30, DAY).first).days == 29
    assert tab._found.runs == sum(one.runs for one in tab._found.items if one.key == "rate")


def test_the_shown_rows_are_printed(hands, qtbot):
    hands.tab.panel.filters.choose("skipped")
    settle()
    document = QTextDocument()
    document.setHtml(
        words.print_html("Given", "Last 30 days", hands.tab._found, hands.tab._shown_rows())
    )

    assert "Do remarks" in document.toPlainText()
    assert "Do leak" not in document.toPlainText()
    assert hands.page.print_page()
    assert hands.tab.printer.isVisible()
    hands.tab.printer.close()
    assert printing.paper_font().pointSizeF() > 0


def test_shares_round_without_lying():
    assert [words.percent(share) for share in (0.0, 0.001, 0.125, 0.995, 1.0)] == [
        "0 %",
        "<1 %",
        "12 %",
        "99 %",
        "100 %",
    ]
