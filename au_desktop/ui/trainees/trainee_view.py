"""One trainee: the head, and under it one tab at a time; a tab is made and loaded when it is first shown."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from au_desktop.ui.kit import shortcuts
from au_desktop.ui.kit.accessible import named
from au_desktop.ui.kit.one_shown import OneShown
from au_desktop.ui.trainees.trainee_head import TraineeHead
from au_desktop.ui.trainees.trainee_tabs import TABS

if TYPE_CHECKING:
    from au_desktop.domain.ids import TraineeId
    from au_desktop.ui.kit.section import SectionContext
    from au_desktop.ui.trainees.trainee_head import TraineeFacts
    from au_desktop.ui.trainees.trainee_tab import TraineeTab


class TraineeView(QWidget):
    """Ctrl+Tab and Alt+number change the tab, the arrow keys too while the bar has the focus."""

    go_requested = Signal(str, object)
    edit_requested = Signal()
    print_requested = Signal()
    told = Signal(str)
    undo_offered = Signal(str, object)
    tab_changed = Signal()

    def __init__(self, context: SectionContext) -> None:
        super().__init__()
        self._context = context
        self._trainee_id: TraineeId | None = None
        self._tabs: dict[str, TraineeTab] = {}
        self._current = TABS[0][0]
        self.head = TraineeHead(context)
        self.head.edit_requested.connect(self.edit_requested)
        self.head.print_requested.connect(self.print_requested)
        self.bar = named(QTabBar(), "What is shown of the trainee")
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        for number, (_key, title, _make) in enumerate(TABS, start=1):
            at = self.bar.addTab(title)
            self.bar.setTabToolTip(at, _keys(number))
        self._stack = OneShown()
        self._lay_out()
        self.bar.currentChanged.connect(self._on_tab_chosen)
        self._bind_keys()

    def show_facts(self, facts: TraineeFacts) -> None:
        """Show who this is; the tabs follow with `open_tab`."""
        if facts.trainee.id != self._trainee_id:
            self._trainee_id = facts.trainee.id
            self.mark_all()
        self.head.show_facts(facts)

    def open_tab(self, key: str = "", record: object = None) -> TraineeTab:
        """Show a tab, the one seen last without a key, and one record on it when that is named."""
        known = {tab[0] for tab in TABS}
        self._current = key if key in known else self._current
        tab = self._tab(self._current)
        with QSignalBlocker(self.bar):
            self.bar.setCurrentIndex([one[0] for one in TABS].index(self._current))
        self._stack.show_widget(tab)
        self._load(tab)
        if record is not None:
            self._context.operations.run(lambda: record, tab.take_up, None, tab)
        self.tab_changed.emit()
        return tab

    def tab(self) -> TraineeTab:
        """The tab that is shown."""
        return self._tab(self._current)

    def current_key(self) -> str:
        """The key of the tab that is shown."""
        return self._current

    def mark_all(self) -> None:
        """Let every tab load again when it is seen next."""
        for tab in self._tabs.values():
            tab.stale = True

    def mark(self, kinds: frozenset[object]) -> None:
        """Records of these kinds changed: the tabs that care load again when they are seen next."""
        for tab in self._tabs.values():
            tab.stale = tab.stale or bool(tab.watches & kinds)

    def step(self, by: int) -> None:
        """Go that many tabs on, around the end."""
        self.bar.setCurrentIndex((self.bar.currentIndex() + by) % self.bar.count())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.head)
        column.addWidget(self.bar)
        column.addWidget(self._stack, 1)

    def _bind_keys(self) -> None:
        shortcuts.bind(self, shortcuts.NEXT_TAB, partial(self.step, 1))
        shortcuts.bind(self, shortcuts.TAB_BEFORE, partial(self.step, -1))
        for at in range(len(TABS)):
            shortcuts.bind(self, _keys(at + 1), partial(self.bar.setCurrentIndex, at))

    def _tab(self, key: str) -> TraineeTab:
        if key not in self._tabs:
            make = next(one[2] for one in TABS if one[0] == key)
            tab = make(self._context)
            tab.told.connect(self.told)
            tab.undo_offered.connect(self.undo_offered)
            tab.go_requested.connect(self.go_requested)
            tab.action_changed.connect(self.tab_changed)
            self._tabs[key] = tab
            self._stack.add(tab)
        return self._tabs[key]

    def _load(self, tab: TraineeTab) -> None:
        if self._trainee_id is not None and (tab.stale or tab.trainee_id != self._trainee_id):
            tab.show_trainee(self._trainee_id)

    def _on_tab_chosen(self, at: int) -> None:
        self.open_tab(TABS[at][0])


def _keys(number: int) -> str:
    """The tenth tab goes by the zero."""
    return f"Alt+{number % 10}"
