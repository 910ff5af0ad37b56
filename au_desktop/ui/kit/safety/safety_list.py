"""The list of one kind of safety record: searched, filtered, sorted and paged, with the chosen one beside it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from au_desktop.services.rows import PageRequest
from au_desktop.services.safety_stores import SafetyFilter
from au_desktop.ui.kit.date_words import day_words, exact_words
from au_desktop.ui.kit.list_panel import ListPanel
from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.kit.row_table_model import Column
from au_desktop.ui.kit.tokens import State

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from au_desktop.domain.safety.safety_records import RecordKind
    from au_desktop.services.rows import Page
    from au_desktop.services.safety_stores import SafetyRow
    from au_desktop.settings import Settings
    from au_desktop.ui.kit.empty_state import EmptyState
    from au_desktop.ui.kit.section import SectionContext

    Narrow = Callable[[SafetyFilter], SafetyFilter]

VOID, AMENDED = "void", "amended"


def everything(wanted: SafetyFilter) -> SafetyFilter:
    """The filter of a chip that shows all."""
    return wanted


def only_open(wanted: SafetyFilter) -> SafetyFilter:
    """The filter of a chip for what is still to be done."""
    return replace(wanted, open_only=True)


def needing_attention(wanted: SafetyFilter) -> SafetyFilter:
    """The filter of a chip for what exceeded a limit."""
    return replace(wanted, attention_only=True)


def not_signed(wanted: SafetyFilter) -> SafetyFilter:
    """The filter of a chip for what nobody signed yet."""
    return replace(wanted, unsigned_only=True)


def in_states(*states: str) -> Narrow:
    """The filter of a chip for some states."""
    return lambda wanted: replace(wanted, states=states)


class SafetyList(QObject):
    """Fills its `panel` (place it). Emits `chosen(row or None)` and `opened(row)`, and `start_wanted` from the empty list.

    Args:
        chips: key -> (title, filter), the first one shows everything.
        states: the chip color of a state word; other words are plain, attention wins.
        titles: the heads of the columns label and about.
    """

    chosen = Signal(object)
    opened = Signal(object)
    start_wanted = Signal()

    def __init__(  # noqa: PLR0913 - each says one thing of the list
        self,
        context: SectionContext,
        kind: RecordKind,
        empty: EmptyState,
        parent: QObject,
        *,
        chips: Mapping[str, tuple[str, Narrow]] | None = None,
        states: Mapping[str, str] | None = None,
        titles: tuple[str, str] = ("What", "About"),
        when: str = "When",
    ) -> None:
        super().__init__(parent)
        self._context, self._kind = context, kind
        self._chips = dict(chips or {"": ("All", everything)})
        self._next: tuple[str | int | None, ...] | None = None
        self._query, self._sort = 0, ("at", True)
        self._wanted_key: object = None
        table = _table(kind, context.settings, states or {}, (*titles, when))
        self.panel = ListPanel(
            table,
            empty,
            filters=tuple((key, chip[0]) for key, chip in self._chips.items()),
            details=True,
        )
        self.panel.query_changed.connect(self.load)
        empty.first_step.connect(self.start_wanted)
        table.row_activated.connect(self.opened)
        table.current_changed.connect(self.chosen)
        table.load_more.connect(self._load_more)
        table.sort_requested.connect(self._on_sort)

    def load(self, *_: object) -> None:
        """Read the first rows again."""
        self._query += 1
        self._ask(None, partial(self._on_rows, self._query))

    def choose(self, key: object) -> None:
        """Choose the record of an id, now or when its row is loaded."""
        if not self.panel.table.select_key(key):
            self._wanted_key = key

    def _wanted(self) -> SafetyFilter:
        words, chip = self.panel.query()
        wanted = SafetyFilter(self._kind, words=words)
        return self._chips[chip][1](wanted) if chip in self._chips else wanted

    def _load_more(self) -> None:
        if self._next is not None:
            self._ask(self._next, partial(self._on_more, self._query))

    def _ask(
        self,
        after: tuple[str | int | None, ...] | None,
        done: Callable[[Page[SafetyRow]], None],
    ) -> None:
        sort, descending = self._sort
        request = PageRequest(after=after, sort=sort, descending=descending)
        book = self._context.services.safety_book
        work = partial(book.page, self._wanted(), request)
        self._context.operations.run(work, done, owner=self)

    def _on_rows(self, query: int, page: Page[SafetyRow]) -> None:
        if query != self._query:
            return
        self._next = page.next
        self.panel.set_rows(page.rows, has_more=page.next is not None, count=str(page.total))
        if self._wanted_key is not None and self.panel.table.select_key(self._wanted_key):
            self._wanted_key = None

    def _on_more(self, query: int, page: Page[SafetyRow]) -> None:
        if query == self._query:
            self._next = page.next
            self.panel.table.append_rows(page.rows, has_more=page.next is not None)

    def _on_sort(self, sort_key: str, descending: bool) -> None:
        self._sort = (sort_key, descending)
        self.load()


def _table(
    kind: RecordKind,
    settings: Settings,
    states: Mapping[str, str],
    titles: Sequence[str],
) -> RowTable:
    columns = (*_what_columns(settings, titles), *_state_columns(states))
    return RowTable(columns, name=f"{kind.value} list", key=lambda row: row.id, stretch="label")


def _what_columns(settings: Settings, titles: Sequence[str]) -> tuple[Column, ...]:
    label, about, when = titles
    style = settings.date_style
    return (
        Column("number", "Number", lambda row: row.code, 96, sort_key="number"),
        Column(
            "at",
            when,
            lambda row: day_words(row.at.local.date(), style),
            112,
            tooltip=lambda row: exact_words(row.at),
            sort_key="at",
        ),
        Column(
            "label",
            label,
            lambda row: row.label,
            390,
            tooltip=lambda row: row.label,
            sort_key="label",
        ),
        Column(
            "about",
            about,
            lambda row: row.about,
            180,
            tooltip=lambda row: row.about,
            sort_key="about",
            gives_way=2,
        ),
    )


def _state_columns(states: Mapping[str, str]) -> tuple[Column, ...]:
    return (
        Column(
            "state", "State", state_word, 150, state=partial(_state_of, states), sort_key="state"
        ),
        Column(
            "signed",
            "Signed",
            lambda row: "signed" if row.signatures else "",
            92,
            state=lambda row: State.OK if row.signatures else None,
            gives_way=1,
        ),
    )


def state_word(row: SafetyRow) -> str:
    """The state in a word; void and amended win."""
    if row.voided:
        return VOID
    return AMENDED if row.amended else row.state


def _state_of(states: Mapping[str, str], row: SafetyRow) -> str | None:
    if row.voided or row.amended:
        return State.NEUTRAL
    known = states.get(row.state)
    if known is not None:
        return known
    if row.attention:
        return State.PROBLEM
    return State.INFO if row.open else State.NEUTRAL
