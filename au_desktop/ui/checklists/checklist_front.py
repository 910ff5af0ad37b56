"""The front of the checklists page: the list of records and, beside it, the other tabs."""

from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from au_desktop.ui.checklists.checklist_tab import ChecklistTab
from au_desktop.ui.checklists.checklist_tabs import RECORDS, TABS
from au_desktop.ui.kit import shortcuts
from au_desktop.ui.kit.accessible import named
from au_desktop.ui.kit.one_shown import OneShown
from au_desktop.ui.kit.section import SectionContext


class ChecklistFront(QWidget):
    """Emits `tab_changed` when another tab, or another state of it, is shown; the rest comes from the tabs."""

    tab_changed = Signal()
    told = Signal(str)
    undo_offered = Signal(str, object)
    go_requested = Signal(str, object)
    run_wanted = Signal(object)

    def __init__(self, context: SectionContext, records: QWidget) -> None:
        super().__init__()
        self._context, self._records = context, records
        self._tabs: dict[str, ChecklistTab] = {}
        self._current = RECORDS
        self.keys = (RECORDS, *(tab[0] for tab in TABS))
        self.bar = named(QTabBar(), "Checklists")
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        for title in ("Records", *(tab[1] for tab in TABS)):
            self.bar.addTab(title)
        self.bar.setVisible(bool(TABS))
        self._stack = OneShown()
        self._stack.add(records)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.bar)
        column.addWidget(self._stack, 1)
        self.bar.currentChanged.connect(self._on_tab_chosen)
        shortcuts.bind(self, shortcuts.NEXT_TAB, partial(self.step, 1))
        shortcuts.bind(self, shortcuts.TAB_BEFORE, partial(self.step, -1))

    def tab(self) -> ChecklistTab | None:
        """The tab that is shown; None for the list of records."""
        return self._tabs.get(self._current)

    def open_tab(self, key: str, record: object = None) -> ChecklistTab | None:
        """Show a tab, and one record on it when that is named."""
        self._current = key
        with QSignalBlocker(self.bar):
            self.bar.setCurrentIndex(self.keys.index(key))
        tab = None if key == RECORDS else self._made(key)
        self._stack.show_widget(self._records if tab is None else tab)
        self.load()
        if tab is not None and record is not None:
            self._context.operations.run(lambda: record, tab.select, None, tab)
        self.tab_changed.emit()
        return tab

    def load(self) -> None:
        """Let the shown tab load where it is out of date."""
        tab = self.tab()
        if tab is not None and tab.stale:
            tab.stale = False
            tab.refresh()

    def mark(self, kinds: frozenset[object] | None) -> None:
        """Records of these kinds changed (None: any): the tabs that care load again when they are seen next."""
        for tab in self._tabs.values():
            tab.stale = tab.stale or kinds is None or bool(tab.watches & kinds)

    def step(self, by: int) -> None:
        """Go that many tabs on, around the end."""
        self.bar.setCurrentIndex((self.bar.currentIndex() + by) % self.bar.count())

    def keep_work(self) -> None:
        """Write what was typed on any tab."""
        for tab in self._tabs.values():
            tab.keep_work()

    def _made(self, key: str) -> ChecklistTab:
        if key not in self._tabs:
            tab = next(one[2] for one in TABS if one[0] == key)(self._context)
            tab.told.connect(self.told)
            tab.undo_offered.connect(self.undo_offered)
            tab.go_requested.connect(self.go_requested)
            tab.run_wanted.connect(self.run_wanted)
            tab.action_changed.connect(self.tab_changed)
            tab.covering.connect(self._on_covering)
            self._tabs[key] = tab
            self._stack.add(tab)
        return self._tabs[key]

    def _on_covering(self, covering: bool) -> None:
        self.bar.setVisible(not covering)
        self.tab_changed.emit()

    def _on_tab_chosen(self, at: int) -> None:
        self.open_tab(self.keys[at])
