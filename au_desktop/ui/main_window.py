"""The frame: side bar, top bar, one page, status line; it places pages and wires signals, nothing more."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from au_desktop.settings import Settings
from au_desktop.ui.kit import shortcuts, window_state
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.finder import Command, Finder
from au_desktop.ui.kit.help_view import HelpView, Library
from au_desktop.ui.kit.idle_watch import IdleWatch
from au_desktop.ui.kit.operations import Runner
from au_desktop.ui.kit.page import Page
from au_desktop.ui.kit.search_popup import SearchPopup, SearchResult
from au_desktop.ui.kit.side_bar import SideBar
from au_desktop.ui.kit.status_line import StatusLine
from au_desktop.ui.kit.top_bar import TopBar


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One page of the side bar; it is made when it is first shown."""

    key: str
    title: str
    icon: str
    make: Callable[[], Page]


@dataclass(frozen=True, slots=True)
class SessionLine:
    """What the frame says about where and who we are."""

    center_name: str
    license_number: str
    person_name: str
    role: str


@dataclass(frozen=True, slots=True)
class FrameServices:
    """What the frame is given: the runner, the search (called off the screen thread), the bus, the wall clock in seconds.

    `library` makes the help pages of the checklists in use, off the screen thread too.
    """

    operations: Runner
    search: Callable[[str], Sequence[SearchResult]]
    changes: ChangesBus
    wall_seconds: Callable[[], float]
    commands: tuple[Command, ...] = ()
    settings: Settings = field(default_factory=Settings)
    library: Callable[[], Library] | None = None


class MainWindow(QMainWindow):
    """Emits `page_changed(key)`, `lock_requested(why)`, `search_result_chosen(kind, id)`, `command_chosen(id)`, `closing()`."""

    page_changed = Signal(str)
    lock_requested = Signal(str)
    search_result_chosen = Signal(str, str)
    command_chosen = Signal(str)
    closing = Signal()

    def __init__(
        self, pages: Sequence[PageEntry], session: SessionLine, services: FrameServices
    ) -> None:
        super().__init__()
        self._entries = {entry.key: entry for entry in pages}
        self._services = services
        self._pages: dict[str, Page] = {}
        self._history: list[str] = []
        self._current = ""
        self._help: HelpView | None = None
        self.setObjectName("main_window")
        self.side_bar = SideBar([(entry.key, entry.title, entry.icon) for entry in pages])
        self.top_bar = TopBar()
        self.status_line = StatusLine()
        self._stack = QStackedWidget()
        self._stack.setObjectName("page_area")
        self._layers = QStackedWidget()
        self._lay_out()
        self.popup = SearchPopup(self)
        self._finder = Finder(
            self.top_bar.search,
            self.popup,
            services.operations,
            services.search,
            _offers(pages, services.commands),
        )
        self.idle_watch = IdleWatch(services.wall_seconds, services.settings.idle_minutes, self)
        self._wire()
        self._bind_keys()
        self.set_session(session)
        self.take_settings(services.settings)
        if not window_state.remembered().restore_geometry("main_window", self):
            self.resize(1366, 768)
        self.idle_watch.start()
        self.idle_watch.listen_to_session()

    def set_session(self, session: SessionLine) -> None:
        """Show center, license, person and role."""
        self.setWindowTitle(f"{session.center_name} - AU Desktop")
        self.side_bar.set_center(session.center_name, session.license_number)
        self.top_bar.set_person(session.person_name, session.role)

    def take_settings(self, settings: Settings) -> None:
        """Take idle time and the words at the right of the status line."""
        self.idle_watch.set_idle_minutes(settings.idle_minutes)
        touch = "on" if settings.touch_mode else "off"
        self.status_line.set_right(f"{settings.units_first.value} first · touch mode {touch}")

    def set_badge(self, page_key: str, count: int) -> None:
        """Show how much waits on a page."""
        self.side_bar.set_badge(page_key, count)

    def go_to(self, page_key: str, target: object = None) -> None:
        """Show a page, and one record on it when a target is given.

        Raises:
            KeyError: there is no such page.
        """
        page = self._page(page_key)
        if self._current and self._current != page_key:
            self._history.append(self._current)
            del self._history[:-50]
        self._show(page_key, page)
        if target is not None:
            page.open_target(target)

    def back(self) -> bool:
        """Close what is open inside the page, or go to the page before; False when there is nowhere to go."""
        page = self.current_page()
        if page is not None and page.go_back():
            return True
        if not self._history:
            return False
        key = self._history.pop()
        self._show(key, self._page(key))
        return True

    def current_page(self) -> Page | None:
        """The page that is shown."""
        return self._pages.get(self._current)

    def current_key(self) -> str:
        """The key of the page that is shown."""
        return self._current

    def made_pages(self) -> tuple[Page, ...]:
        """The pages that have been made so far."""
        return tuple(self._pages.values())

    def show_over(self, view: QWidget) -> None:
        """Cover the whole frame with a view, for instance the bedside checklist or the lock screen."""
        self.popup.hide()
        if self._layers.indexOf(view) < 0:
            self._layers.addWidget(view)
        self._layers.setCurrentWidget(view)
        view.setFocus(Qt.FocusReason.OtherFocusReason)

    def end_over(self, view: QWidget) -> None:
        """Take the view off the frame; it is given back without a parent."""
        self._layers.removeWidget(view)
        view.setParent(None)
        self._layers.setCurrentIndex(self._layers.count() - 1)

    def covered(self) -> bool:
        """Whether a view covers the frame."""
        return self._layers.currentIndex() > 0

    def keep_work(self) -> None:
        """Ask every page to write what was typed, before a lock or the end."""
        for page in self._pages.values():
            page.keep_work()

    def show_help(self, topic: str = "") -> HelpView:
        """Open the help window at a topic, or at the current page's."""
        page = self.current_page()
        if self._help is None:
            self._help = HelpView(parent=self, library=self._load_library)
        self._help.show_topic(topic or (page.help_topic if page else "index"))
        self._help.show()
        self._help.raise_()
        return self._help

    def _load_library(self, done: Callable[[Library], None]) -> None:
        if self._services.library is not None:
            self._services.operations.run(self._services.library, done, None, self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back where nothing else took it."""
        if event.key() == Qt.Key.Key_Escape and not self.covered():
            self.back()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what was typed, remember the size, tell who listens."""
        self.keep_work()
        window_state.remembered().save_geometry("main_window", self)
        self.idle_watch.stop()
        self.closing.emit()
        super().closeEvent(event)

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.top_bar)
        right.addWidget(self._stack, 1)
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.side_bar)
        middle.addLayout(right, 1)
        frame = QWidget()
        whole = QVBoxLayout(frame)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(middle, 1)
        whole.addWidget(self.status_line)
        self._layers.addWidget(frame)
        self.setCentralWidget(self._layers)

    def _wire(self) -> None:
        self.side_bar.page_chosen.connect(self.go_to)
        self.top_bar.lock_clicked.connect(partial(self.lock_requested.emit, "person"))
        self.top_bar.help_clicked.connect(self.show_help)
        self.top_bar.back_clicked.connect(self.back)
        self._finder.page_chosen.connect(self.go_to)
        self._finder.command_chosen.connect(self.command_chosen)
        self._finder.record_chosen.connect(self.search_result_chosen)
        self.idle_watch.lock_due.connect(self.lock_requested)
        self._services.changes.changed.connect(self._on_changed)
        busy_changed = getattr(self._services.operations, "busy_changed", None)
        if busy_changed is not None:
            busy_changed.connect(self.status_line.set_busy)

    def _bind_keys(self) -> None:
        shortcuts.bind(self, shortcuts.SEARCH, self._unless_covered(self._finder.start))
        shortcuts.bind(self, shortcuts.LOCK, partial(self.lock_requested.emit, "person"))
        shortcuts.bind(self, shortcuts.NEW, self._unless_covered(self.top_bar.run_main_action))
        shortcuts.bind(self, shortcuts.FIND, self._on_page(Page.find_in_page))
        shortcuts.bind(self, shortcuts.PRINT, self._on_page(Page.print_page))
        shortcuts.bind(self, shortcuts.REFRESH, self._on_page(Page.refresh))
        shortcuts.bind(self, shortcuts.UNDO, self._on_undo_key)
        shortcuts.bind(self, shortcuts.HELP, self.show_help)
        shortcuts.bind(self, shortcuts.BACK, self._unless_covered(self.back))
        for number, key in enumerate(list(self._entries)[:10], start=1):
            shortcuts.bind(
                self, f"Ctrl+{number % 10}", self._unless_covered(partial(self.go_to, key))
            )

    def _unless_covered(self, slot: Callable[[], object]) -> Callable[[], None]:
        def run() -> None:
            if not self.covered():
                slot()

        return run

    def _on_page(self, step: Callable[[Page], object]) -> Callable[[], None]:
        def run() -> None:
            page = self.current_page()
            if page is not None and not self.covered():
                getattr(page, step.__name__)()

        return run

    def _page(self, key: str) -> Page:
        if key not in self._pages:
            page = self._entries[key].make()
            self._pages[key] = page
            self._stack.addWidget(_scrolling(page))
            page.header_changed.connect(self._on_header_changed)
            page.badge_changed.connect(partial(self.set_badge, key))
            page.go_requested.connect(self.go_to)
            page.status_told.connect(self.status_line.tell)
            page.undo_offered.connect(self.status_line.tell)
        return self._pages[key]

    def _show(self, key: str, page: Page) -> None:
        changed, self._current = self._current != key, key
        self._stack.setCurrentIndex(list(self._pages).index(key))
        self.side_bar.set_current(key)
        page.on_shown()
        self._on_header_changed()
        if changed:
            self.page_changed.emit(key)

    def _on_header_changed(self) -> None:
        page = self.current_page()
        if page is not None:
            self.top_bar.set_title(page.title, page.subtitle)
            self.top_bar.set_action(page.main_action)
            self.top_bar.back.setVisible(page.shows_back)

    def _on_changed(self, changes: object) -> None:
        for page in self._pages.values():
            page.on_changes(changes)

    def _on_undo_key(self) -> None:
        page = self.current_page()
        if page is not None and not self.covered() and not page.undo():
            self.status_line.undo()


def _scrolling(page: Page) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    area.setWidget(page)
    return area


def _offers(pages: Sequence[PageEntry], commands: Sequence[Command]) -> list[SearchResult]:
    return [
        *(SearchResult("command", one.id, one.title, "", one.icon) for one in commands),
        *(SearchResult("page", one.key, f"Go to {one.title}", "", one.icon) for one in pages),
    ]
