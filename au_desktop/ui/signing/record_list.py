"""Safety records that nobody signed yet: looked at one by one, or signed together once all were shown."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from au_desktop.domain.safety.record_signatures import RecordMeaning
from au_desktop.services.rows import PageRequest
from au_desktop.services.safety.record_signing import ShownRecord
from au_desktop.ui.kit.buttons import PrimaryButton, SecondaryButton
from au_desktop.ui.kit.date_words import day_words, exact_words
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.list_panel import ListPanel
from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.kit.row_table_model import Column
from au_desktop.ui.kit.safety.record_html import record_html
from au_desktop.ui.kit.safety.record_places import record_place
from au_desktop.ui.kit.statement_dialog import BatchFact, StatementDialog
from au_desktop.ui.kit.tokens import State
from au_desktop.ui.kit.training_words import counted

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from au_desktop.domain.safety.safety_records import SafetyRecord
    from au_desktop.services.outcomes import Outcome
    from au_desktop.services.rows import Page
    from au_desktop.services.safety_stores import SafetyRow
    from au_desktop.settings import Settings
    from au_desktop.ui.kit.section import SectionContext

_AT_ONCE = 20
NOTHING_WAITS = "Directives, dosages, packages, surveys, releases, waste and events wait here until somebody signs them."


class RecordList(QWidget):
    """Emits `open_wanted(page, target)` and `signed(outcome, words)`; reads only once it is seen."""

    open_wanted = Signal(str, object)
    signed = Signal(object, str)

    def __init__(self, context: SectionContext) -> None:
        super().__init__()
        self._context = context
        self._rows: tuple[SafetyRow, ...] = ()
        self._stale = True
        self.dialog: StatementDialog | None = None
        self.panel = ListPanel(
            _table(context.settings),
            EmptyState("sign", "No safety record waits", NOTHING_WAITS),
            search_hint="Find a record",
        )
        self.panel.show_details_when_chosen("about")
        self.batch_button = SecondaryButton("Sign those listed\u2026", "sign")
        self.panel.add_tool(self.batch_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panel)
        self.panel.query_changed.connect(self._show_rows)
        self.panel.table.row_activated.connect(self._open)
        self.panel.table.current_changed.connect(self._on_chosen)
        self.batch_button.clicked.connect(self.sign_listed)

    def mark(self) -> None:
        """Records changed: read again, at once when this is seen."""
        self._stale = True
        if self.isVisible():
            self._load()

    def showEvent(self, event: QShowEvent) -> None:
        """Read when it is seen for the first time since something changed."""
        super().showEvent(event)
        if self._stale:
            self._load()

    def sign_listed(self) -> None:
        """Show the first of what is listed, all of it, and sign them with one passphrase."""
        rows = self._signable()[:_AT_ONCE]
        service = self._context.services.record_signing

        def read() -> tuple[SafetyRecord, ...]:
            return tuple(service.record(row.kind, row.id) for row in rows)

        self._context.operations.run(read, self._open_batch, owner=self)

    def _open_batch(self, records: tuple[SafetyRecord, ...]) -> None:
        service = self._context.services.record_signing
        meaning = self._meaning()
        shown = tuple(ShownRecord(one.KIND, one.id, one.revision) for one in records)

        def sign(passphrase: str) -> Outcome[Any]:
            return service.sign(shown, meaning, passphrase)

        html = "<hr/>".join(record_html(one) for one in records)
        title = f"Sign {counted(len(records), 'record')} as {meaning.value}"
        dialog = StatementDialog(self._context, title, html, sign, parent=self.window())
        if len(records) > 1:
            dialog.ask_one_of(
                [BatchFact(one.code, "Heading", one.summary.label) for one in records]
            )
        dialog.signed.connect(partial(self._on_signed, len(records)))
        self.dialog = dialog
        dialog.open()

    def _on_signed(self, count: int, outcome: Outcome[Any]) -> None:
        self.signed.emit(outcome, f"{counted(count, 'record')} signed.")

    def _meaning(self) -> RecordMeaning:
        """The RSO reviews; others sign what they did."""
        rows = self._rows
        meanings = self._context.services.record_signing.meanings(rows[0].kind) if rows else ()
        reviewed = RecordMeaning.REVIEWED
        return reviewed if reviewed in meanings else RecordMeaning.PERFORMED

    def _signable(self) -> list[SafetyRow]:
        service, meaning = self._context.services.record_signing, self._meaning()
        return [row for row in self._listed() if meaning in service.meanings(row.kind)]

    def _load(self) -> None:
        self._stale = False
        work = partial(self._context.services.record_signing.waiting, PageRequest(limit=500))
        self._context.operations.run(work, self._on_loaded, owner=self, label="Loading")

    def _on_loaded(self, page: Page[SafetyRow]) -> None:
        self._rows = page.rows
        self._show_rows()

    def _listed(self) -> list[SafetyRow]:
        wanted = self.panel.query()[0].casefold().split()
        return [row for row in self._rows if all(word in _searched(row) for word in wanted)]

    def _show_rows(self) -> None:
        rows = self._listed()
        self.panel.set_rows(rows, count=str(len(rows)))
        self.batch_button.setEnabled(bool(self._signable()))
        most = counted(min(len(rows), _AT_ONCE), "record")
        self.batch_button.setToolTip(f"Shows {most} and signs them with one passphrase")

    def _on_chosen(self, row: SafetyRow | None) -> None:
        pane = self.panel.details
        if row is None:
            pane.clear()
            return
        facts = [
            ("Kind", row.kind.value),
            ("About", row.about or "\u2013"),
            ("Event", exact_words(row.at)),
            ("State", row.state or "\u2013"),
            ("Revision", str(row.revision)),
        ]
        pane.show_facts(row.label, row.code, facts)
        button = PrimaryButton("Open")
        button.clicked.connect(partial(self._open, row))
        pane.add_action(button)

    def _open(self, row: SafetyRow) -> None:
        self.open_wanted.emit(*record_place(row.kind, row.id))


def _table(settings: Settings) -> RowTable:
    style = settings.date_style
    columns = (
        Column("code", "Record", lambda row: row.code, 90),
        Column("kind", "Kind", lambda row: row.kind.value, 162),
        Column("label", "What", lambda row: row.label, 260, tooltip=lambda row: row.label),
        Column("about", "About", lambda row: row.about, 180, tooltip=lambda row: row.about),
        Column(
            "at",
            "When",
            lambda row: day_words(row.at.local.date(), style),
            112,
            tooltip=lambda row: exact_words(row.at),
        ),
        Column(
            "state",
            "State",
            lambda row: row.state,
            150,
            state=lambda row: State.PROBLEM if row.attention else State.NEUTRAL,
        ),
    )
    return RowTable(
        columns, name="Safety records to sign", key=lambda row: row.id, stretch="label"
    )


def _searched(row: SafetyRow) -> str:
    return f"{row.code} {row.kind.value} {row.label} {row.about} {row.state}".casefold()
