"""The frame: pages, keys, search, badges, lock, help, undo, views over the frame."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from au_desktop.settings import Settings, UnitsFirst
from au_desktop.ui.kit import window_state
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.finder import Command
from au_desktop.ui.kit.page import MainAction, Page
from au_desktop.ui.kit.search_popup import SearchResult
from au_desktop.ui.kit.top_bar import initials_of
from au_desktop.ui.main_window import FrameServices, MainWindow, PageEntry, SessionLine
from tests.fakes_ui import HandClock, ImmediateOperations

CTRL = Qt.KeyboardModifier.ControlModifier
FOUND = (SearchResult("trainee", "t-7", "Example 07, A.", "35.396", "person"),)


class RecordingPage(Page):
    def __init__(self, title):
        super().__init__(title, help_topic=title.casefold())
        self.did = []
        self.inside = False
        self.field = QLineEdit()
        self.field.setAccessibleName("Field")
        self.content.addWidget(self.field)
        self.set_header(title, "today", MainAction("New case", lambda: self.did.append("new")))

    def refresh(self):
        self.did.append("refresh")

    def open_target(self, target):
        self.did.append(target)

    def go_back(self):
        was, self.inside = self.inside, False
        return was

    def find_in_page(self):
        self.did.append("find")
        return True

    def print_page(self):
        self.did.append("print")
        return True

    def keep_work(self):
        self.did.append("kept")


@pytest.fixture
def clock():
    return HandClock()


@pytest.fixture
def operations():
    return ImmediateOperations()


@pytest.fixture
def window(qtbot, clock, operations):
    window_state.use(None)
    pages = [
        PageEntry(title.casefold(), title, icon, lambda title=title: RecordingPage(title))
        for title, icon in (("Today", "today"), ("Cases", "cases"), ("Waste", "waste"))
    ]
    services = FrameServices(
        operations,
        lambda _text: FOUND,
        ChangesBus(),
        clock,
        (Command("export", "Export the RSO workbook", "export"),),
        Settings(units_first=UnitsFirst.MCI),
    )
    made = MainWindow(
        pages,
        SessionLine("Lakeside RPT Center", "45-00000-01", "Example P.", "Preceptor"),
        services,
    )
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    made.go_to("today")
    yield made
    made.idle_watch.stop()


def search(window, qtbot, text):
    window.top_bar.search.setFocus()
    qtbot.keyClicks(window.top_bar.search, text)
    qtbot.keyClick(window.top_bar.search, Qt.Key.Key_Return)


def test_a_page_is_made_when_it_is_first_shown(window):
    assert len(window.made_pages()) == 1
    window.go_to("cases", "case-1")
    assert window.current_page().did == ["refresh", "case-1"]
    assert window.top_bar.title.text() == "Cases"
    with pytest.raises(KeyError):
        window.go_to("nowhere")


def test_number_keys_choose_pages_and_back_returns(window, qtbot):
    heard = []
    window.page_changed.connect(heard.append)
    qtbot.keyClick(window, Qt.Key.Key_2, CTRL)
    qtbot.keyClick(window, Qt.Key.Key_3, CTRL)
    assert window.current_key() == "waste"
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.current_key() == "cases"
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.current_key() == "today"
    assert heard == ["cases", "waste", "cases", "today"]


def test_escape_first_closes_what_is_open_in_the_page(window, qtbot):
    window.go_to("cases")
    window.current_page().inside = True
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.current_key() == "cases"
    assert window.back()
    assert window.current_key() == "today"
    assert not window.back()


def test_a_click_on_the_side_bar_goes_there(window, qtbot):
    qtbot.mouseClick(window.side_bar.button("waste"), Qt.MouseButton.LeftButton)
    assert window.current_key() == "waste"
    assert window.side_bar.button("waste").isChecked()


def test_arrows_move_in_the_side_bar(window, qtbot):
    window.side_bar.button("today").setFocus()
    qtbot.keyClick(window.side_bar.button("today"), Qt.Key.Key_Up)
    qtbot.waitUntil(window.side_bar.button("waste").hasFocus)


def test_badges_are_shown_and_spoken(window):
    window.set_badge("cases", 3)
    assert window.side_bar.button("cases").count_text() == "3"
    assert window.side_bar.button("cases").accessibleName() == "Cases, 3 waiting"
    window.current_page().badge_changed.emit(5)
    assert window.side_bar.button("today").count_text() == "5"
    window.set_badge("cases", 0)
    assert window.side_bar.button("cases").count_text() == ""


def test_keys_reach_the_page(window, qtbot):
    page = window.current_page()
    page.did.clear()
    for key in (Qt.Key.Key_N, Qt.Key.Key_F, Qt.Key.Key_P):
        qtbot.keyClick(window, key, CTRL)
    qtbot.keyClick(window, Qt.Key.Key_F5)
    assert page.did == ["new", "find", "print", "refresh"]
    window.top_bar.action_button.click()
    assert page.did[-1] == "new"


def test_search_finds_records_commands_and_pages(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_K, CTRL)
    qtbot.waitUntil(window.top_bar.search.hasFocus)
    search(window, qtbot, "ex")
    assert [found.kind for found in window.popup.results()] == ["command", "trainee"]
    qtbot.keyClick(window.top_bar.search, Qt.Key.Key_Down)
    with qtbot.waitSignal(window.search_result_chosen) as chosen:
        qtbot.keyClick(window.top_bar.search, Qt.Key.Key_Return)
    assert chosen.args == ["trainee", "t-7"]
    assert not window.popup.isVisible()


def test_search_runs_commands_and_goes_to_pages(window, qtbot):
    search(window, qtbot, "export")
    with qtbot.waitSignal(window.command_chosen) as chosen:
        qtbot.keyClick(window.top_bar.search, Qt.Key.Key_Return)
    assert chosen.args == ["export"]
    search(window, qtbot, "go to waste")
    window.popup.list.itemClicked.emit(window.popup.list.item(0))
    assert window.current_key() == "waste"


def test_a_late_search_result_is_dropped(window, qtbot, operations):
    operations.hold()
    search(window, qtbot, "ex")
    window.top_bar.search.setText("other")
    operations.release()
    assert not window.popup.isVisible()


def test_escape_closes_the_results(window, qtbot):
    search(window, qtbot, "ex")
    assert window.popup.isVisible()
    qtbot.keyClick(window.top_bar.search, Qt.Key.Key_Escape)
    assert not window.popup.isVisible()
    assert window.current_key() == "today"


def test_lock_by_key_button_and_idle(window, qtbot, clock):
    heard = []
    window.lock_requested.connect(heard.append)
    qtbot.keyClick(window, Qt.Key.Key_L, CTRL)
    window.top_bar.lock_button.click()
    window.take_settings(Settings(idle_minutes=1))
    for _ in range(13):
        clock.seconds += 5
        window.idle_watch.check()
    assert heard[:2] == ["person", "person"]
    assert set(heard[2:]) == {"idle"}


def test_help_opens_for_the_page(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window.show_help().isVisible()


def test_undo_key_takes_back_what_the_status_line_offers(window, qtbot):
    undone = []
    window.current_page().undo_offered.emit("Case added", lambda: undone.append(1))
    assert window.status_line.message() == "Case added"
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert undone == [1]


def test_a_view_over_the_frame_takes_the_keys(window, qtbot):
    page, view = window.current_page(), QWidget()
    qtbot.addWidget(view)
    page.did.clear()
    window.show_over(view)
    assert window.covered()
    for key in (Qt.Key.Key_N, Qt.Key.Key_2, Qt.Key.Key_Z):
        qtbot.keyClick(window, key, CTRL)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert page.did == []
    assert window.current_key() == "today"
    window.end_over(view)
    assert not window.covered()


def test_changes_reach_every_page_that_was_made(window):
    window.go_to("cases")
    for page in window.made_pages():
        page.did.clear()
    window._services.changes.tell(object())
    assert window.current_page().did == ["refresh"]
    window.go_to("today")
    assert window.current_page().did == ["refresh"]


def test_closing_keeps_work_and_size(window, qtbot):
    page = window.current_page()
    with qtbot.waitSignal(window.closing):
        window.close()
    assert page.did[-1] == "kept"
    assert window_state.remembered().value("main_window/geometry") is not None


def test_who_where_and_units_are_shown(window):
    assert window.windowTitle().startswith("Lakeside RPT Center")
    assert window.top_bar.initials.text() == "EP"
    assert window.status_line._right.text() == "mCi first · touch mode off"


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Example P.", "EP"), ("Coordinator", "CO"), ("", "?"), ("Doe, Jane Q.", "DQ")],
)
def test_initials(name, initials):
    assert initials_of(name) == initials


def test_every_control_has_a_name_and_can_be_reached(window):
    for control in window.findChildren(QAbstractButton) + window.findChildren(QLineEdit):
        if control.isVisible():
            assert control.accessibleName() or control.text(), control
            inside_field = isinstance(control.parent(), QLineEdit)
            assert inside_field or control.focusPolicy() != Qt.FocusPolicy.NoFocus, control


def test_tab_goes_round_without_a_trap(window, qtbot):
    window.side_bar.button("today").setFocus()
    seen = []
    for _ in range(40):
        focused = window.focusWidget()
        if focused in seen:
            break
        seen.append(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert window.focusWidget() in seen
    assert window.current_page().field in seen
    assert window.top_bar.lock_button in seen
