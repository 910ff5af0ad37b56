"""The queue: what waits for me or anyone, narrowed and sorted; several rows of mine can be chosen for one batch."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from au_desktop.domain.roles import Permission, may
from au_desktop.domain.signing.batches import SlotKey
from au_desktop.services.bundle import Services
from au_desktop.services.rows import Page as RowPage
from au_desktop.services.rows import PageRequest, RosterFilter, WaitingRow
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.buttons import PrimaryButton, SecondaryButton
from au_desktop.ui.kit.date_words import exact_words
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.list_panel import ListPanel
from au_desktop.ui.kit.operations import Runner
from au_desktop.ui.kit.tokens import SPACE_8
from au_desktop.ui.signing.queue_filters import QueueChoices, QueueFilters
from au_desktop.ui.signing.queue_order import in_order
from au_desktop.ui.signing.signature_tables import (
    CHOOSE,
    CHOSEN,
    WAITING_IN_DETAILS,
    meaning_words,
    roles_text,
    waiting_table,
)

MINE, WANTED, EVERYONE = "mine", "wanted", "all"
NOTHING_WAITS = (
    "A submitted checklist waits here until the roles that its template names have signed it."
)
WAITING_PAGE, ALL_TRAINEES = 500, 2000


@dataclass(frozen=True, slots=True)
class _Read:
    """One reading of the queue, with what it can be narrowed by and the center's rule about late entries."""

    page: RowPage[WaitingRow]
    choices: QueueChoices
    late_hours: int | None


class WaitingList(QWidget):
    """Emits what is wished: `sign_wanted(row)`, `batch_wanted(slots)`, `return_wanted(row)`, `open_wanted(row)`.

    `row_opened(row)` is Enter or a double click on a row.
    """

    sign_wanted = Signal(object)
    batch_wanted = Signal(object)
    return_wanted = Signal(object)
    open_wanted = Signal(object)
    row_opened = Signal(object)
    shown = Signal()
    mine_counted = Signal(int)

    def __init__(self, services: Services, operations: Runner) -> None:
        super().__init__()
        self._services, self._operations = services, operations
        self._rows: tuple[WaitingRow, ...] = ()
        self._more = False
        self._offered: QueueChoices | None = None
        self._filter = MINE
        self._sort = ("", False)
        self._chosen: dict[SlotKey, WaitingRow] = {}
        self._wanted_run: object = None
        self.filters = QueueFilters()
        self.rule = text_label("", "small", wrap=True)
        self.choose_button = SecondaryButton("Choose all of mine", "check")
        self.batch_button = SecondaryButton("Sign the chosen", "sign")
        self.panel = ListPanel(
            waiting_table(services.desk.clock.now, self._mark),
            EmptyState("sign", "Nothing waits for a signature", NOTHING_WAITS),
            filters=(
                (MINE, "Waiting for me"),
                (WANTED, "Mine, if wanted"),
                (EVERYONE, "All waiting"),
            ),
            search_hint="Find what waits",
        )
        self._lay_out()
        self._wire()

    def load(self) -> None:
        """Ask for what the chosen filter is about: what is needed from me, what may be wanted, or everyone's."""
        self._filter = self.panel.query()[1]
        narrowed = self.filters.narrowed(self._services.desk.clock.now())
        asked = partial(
            self._services.signing.waiting,
            PageRequest(limit=WAITING_PAGE),
            mine=self._filter != EVERYONE,
            required_only=self._filter == MINE,
            narrowed=narrowed,
        )

        def work() -> _Read:
            return _Read(
                asked(), self._choices(), self._services.facilities.center().late_entry_hours
            )

        self._operations.run(work, self._on_loaded, owner=self, label="Loading")

    def mark_run(self, run_id: object) -> None:
        """Mark the first waiting signature of a run; everyone's are shown when none of mine is of that run."""
        self._wanted_run = run_id
        self.load()

    def rows(self) -> list[WaitingRow]:
        """What is shown, in its order."""
        wanted = self.panel.query()[0].casefold().split()
        found = [row for row in self._rows if all(word in _searched(row) for word in wanted)]
        return in_order(found, self._sort)

    def mine(self) -> list[WaitingRow]:
        """What is shown and is the person's to sign."""
        return [row for row in self.rows() if self._services.signing.is_mine(row)]

    def chosen(self) -> tuple[SlotKey, ...]:
        """The batch, in the order of the list."""
        return tuple(_slot(row) for row in self.rows() if _slot(row) in self._chosen)

    def toggle(self, row: WaitingRow) -> None:
        """Put a row of mine into the batch, or take it out."""
        if not self._services.signing.is_mine(row):
            return
        if self._chosen.pop(_slot(row), None) is None:
            self._chosen[_slot(row)] = row
        self._show_batch()

    def choose_all(self) -> None:
        """Put every row of mine that is shown into the batch; take them out where they all are in it."""
        mine = {_slot(row): row for row in self.mine()}
        self._chosen = {} if mine and set(mine) <= set(self._chosen) else mine
        self._show_batch()

    def choose_none(self) -> None:
        """Leave the batch empty, as after it was signed."""
        self._chosen = {}
        self._show_batch()

    def _on_space(self) -> None:
        row = self.panel.table.current_row()
        if row is not None:
            self.toggle(row)

    def _choices(self) -> QueueChoices:
        """Read once: new kinds and trainees are offered when the page is opened again."""
        if self._offered is not None:
            return self._offered
        kinds = {entry.template.kind for entry in self._services.templates.current()}
        request = PageRequest(limit=ALL_TRAINEES, sort="name")
        desk = self._services.desk
        roster = desk.queries.roster(RosterFilter(), request, desk.today())
        self._offered = QueueChoices(tuple(kinds), roster.rows)
        return self._offered

    def _on_loaded(self, read: _Read) -> None:
        optional_only = self._filter == WANTED
        self._rows = tuple(row for row in read.page.rows if not (optional_only and row.required))
        self._more = read.page.next is not None
        self.filters.offer(read.choices)
        self.rule.setText(rule_words(read.late_hours))
        here = {_slot(row) for row in self._rows}
        self._chosen = {slot: row for slot, row in self._chosen.items() if slot in here}
        if self._filter == MINE and not self.filters.narrows():
            self.mine_counted.emit(read.page.total)
        self._show()
        self._mark_wanted()

    def _mark_wanted(self) -> None:
        found = next((row for row in self._rows if row.run_id == self._wanted_run), None)
        if found is not None:
            self._wanted_run = None
            self.panel.table.select_key(_slot(found))
        elif self._wanted_run is not None and self._filter != EVERYONE:
            self.panel.filters.choose(EVERYONE)
        else:
            self._wanted_run = None

    def _show(self, *_: object) -> None:
        rows = self.rows()
        count = f"the first {len(rows)}" if self._more else str(len(rows))
        self.panel.set_rows(rows, count=count)
        self._show_batch()

    def _show_batch(self) -> None:
        count = len(self.chosen())
        self.batch_button.setText(
            f"Sign {count} chosen\u2026" if count else "Sign the chosen\u2026"
        )
        self.batch_button.setEnabled(count > 0)
        self.choose_button.setEnabled(self._filter != EVERYONE and bool(self.mine()))
        self.panel.table.viewport().update()
        self.shown.emit()

    def _mark(self, row: WaitingRow) -> str:
        if _slot(row) in self._chosen:
            return CHOSEN
        return CHOOSE if self._services.signing.is_mine(row) else ""

    def _on_query_changed(self) -> None:
        if self.panel.query()[1] == self._filter:
            self._show()
        else:
            self.load()

    def _on_sort(self, key: str, descending: bool) -> None:
        self._sort = (key, descending)
        self._show()

    def _on_clicked(self, index: QModelIndex) -> None:
        if self.panel.table.rows.columns[index.column()].name == "batch":
            self.toggle(self.panel.table.rows.row_at(index.row()))

    def _on_chosen(self, row: WaitingRow | None) -> None:
        pane = self.panel.details
        if row is None:
            pane.clear()
            return
        pane.show_facts(row.template_title, row.code, waiting_facts(row))
        for button in self._actions(row):
            pane.add_action(button)

    def _actions(self, row: WaitingRow) -> list[QWidget]:
        open_button = SecondaryButton("Open")
        open_button.clicked.connect(partial(self.open_wanted.emit, row))
        buttons: list[QWidget] = [open_button]
        if not self._services.signing.is_mine(row):
            if may(self._services.desk.actor.role, Permission.FILL_CHECKLISTS):
                other = SecondaryButton("Sign as\u2026", "sign")
                other.clicked.connect(partial(self.sign_wanted.emit, row))
                buttons.append(other)
            return buttons
        if row.submitted_by != self._services.desk.actor.name:
            back = SecondaryButton("Return\u2026", "undo")
            back.clicked.connect(partial(self.return_wanted.emit, row))
            buttons.append(back)
        sign = PrimaryButton("Sign\u2026", "sign")
        sign.clicked.connect(partial(self.sign_wanted.emit, row))
        buttons.append(sign)
        return buttons

    def _wire(self) -> None:
        table = self.panel.table
        self.panel.query_changed.connect(self._on_query_changed)
        self.panel.show_details_when_chosen(*WAITING_IN_DETAILS)
        self.filters.changed.connect(self.load)
        self.panel.narrowed_beside = self.filters.narrows
        self.panel.everything_wanted.connect(self.filters.clear)
        table.row_activated.connect(self.row_opened)
        table.current_changed.connect(self._on_chosen)
        table.sort_requested.connect(self._on_sort)
        table.clicked.connect(self._on_clicked)
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), table)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(self._on_space)
        self.choose_button.clicked.connect(self.choose_all)
        self.batch_button.clicked.connect(lambda: self.batch_wanted.emit(self.chosen()))

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_8)
        foot.addWidget(self.rule, 1)
        foot.addWidget(self.choose_button)
        foot.addWidget(self.batch_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE_8, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(self.filters)
        column.addWidget(self.panel, 1)
        column.addLayout(foot)


def waiting_facts(row: WaitingRow) -> list[tuple[str, str | QWidget]]:
    """The details of a row."""
    asked = " (asked for)" if row.asked else ""
    return [
        ("Meaning", f"{meaning_words(row)}{asked}"),
        ("By", roles_text(row)),
        ("About", row.about or "\u2013"),
        ("Time of the work", exact_words(row.event_at)),
        ("Submitted", exact_words(row.submitted_at)),
        ("Submitted by", row.submitted_by),
        ("Needs attention", str(row.attention) if row.attention else "nothing"),
    ]


def rule_words(late_hours: int | None) -> str:
    """The center's own rule about the time between the work and its record."""
    if late_hours is None:
        return "This center sets no time within which a record has to be entered."
    return (
        f"This center's rule: a record that is begun more than {late_hours} h after the work needs a reason. "
        "Waiting counts from the submission; amber after 24 h, red after 7 days."
    )


def _slot(row: WaitingRow) -> SlotKey:
    return row.run_id, row.position


def _searched(row: WaitingRow) -> str:
    return f"{row.code} {row.template_title} {row.about} {row.meaning}".casefold()
