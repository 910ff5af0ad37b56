"""The log, newest first, searched and paged; and the check of pages, log and signatures."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from au_desktop.domain.errors import Cancelled
from au_desktop.domain.roles import Permission, may
from au_desktop.services.changes import Kind
from au_desktop.services.rows import PageRequest
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.date_words import exact_words, instant_words, moment_words
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.list_panel import ListPanel
from au_desktop.ui.kit.notice import Notice
from au_desktop.ui.kit.page import MainAction
from au_desktop.ui.kit.progress_panel import ProgressPanel
from au_desktop.ui.kit.role_words import role_words
from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.kit.row_table_model import Column
from au_desktop.ui.kit.section import Section
from au_desktop.ui.kit.tokens import State

if TYPE_CHECKING:
    from au_desktop.services.keeping.integrity import IntegrityReport, SignatureFault
    from au_desktop.services.keeping.statement_check import StatementFault
    from au_desktop.services.rows import LogRow, Page
    from au_desktop.ui.kit.operations import CancelToken
    from au_desktop.ui.kit.section import SectionContext

PAGE_SIZE = 80
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_LONG_HEX = re.compile(r"[0-9a-f]{32,}")
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")
_STEPS = {
    "pages": "Checking the pages of the file",
    "log": "Walking the log from its first entry",
    "signatures": "Checking every signature",
    "statements": "Checking every statement",
    "templates": "Checking every checklist template",
}


class LogSection(Section):
    """Who did what, when, to what; nothing here can be changed."""

    watches = frozenset({Kind.LOG})
    _step = Signal(str, int, int)

    def __init__(self, context: SectionContext) -> None:
        super().__init__(context, "Log")
        self._style = context.settings.date_style
        self._next: tuple[str | int | None, ...] | None = None
        self.report = Notice("")
        self.progress = ProgressPanel()
        self._under_way = False
        table = RowTable(self._columns(), name="Log", key=lambda row: row.sequence, stretch="what")
        empty = EmptyState(
            "history", "The log is empty", "Every change of any record makes one entry here."
        )
        self.panel = ListPanel(table, empty, search_hint="Find in the log")
        self.content.addWidget(self.report)
        self.content.addWidget(self.progress)
        self.content.addWidget(self.panel, 1)
        self._wire()

    def main_action(self) -> MainAction:
        """Check everything."""
        return MainAction("Check the center file", self.check, "verify", enabled=self._may_check())

    def refresh(self) -> None:
        """Load the newest entries that fit."""
        words = self.panel.query()[0]
        queries = self.context.services.desk.queries
        self.load(lambda: queries.log(words, PageRequest(PAGE_SIZE)), self._show)

    def find_in_page(self) -> bool:
        """Find in the log."""
        return self.panel.find_in_page()

    def check(self) -> None:
        """Check pages, log and signatures; can be stopped."""
        integrity = self.context.services.integrity

        def work(token: CancelToken) -> IntegrityReport:
            return integrity.check(self._step.emit, lambda: token.cancelled)

        self.report.say("")
        self._under_way = True
        job = self.context.operations.run_long(work, self._on_checked, self._on_failed, self)
        if self._under_way:
            self.progress.start("Checking the center file", job)

    def _wire(self) -> None:
        self.panel.query_changed.connect(self.refresh)
        self.panel.table.load_more.connect(self._load_more)
        self.panel.table.current_changed.connect(self._show_entry)
        self._step.connect(self._on_step)

    def _may_check(self) -> bool:
        return may(self.context.services.desk.actor.role, Permission.CHECK)

    def _columns(self) -> list[Column]:
        return [
            Column("sequence", "No.", lambda row: str(row.sequence), 64, number=True),
            Column(
                "at",
                "When",
                lambda row: moment_words(row.at, self._style),
                168,
                tooltip=lambda row: exact_words(row.at),
            ),
            Column("actor", "Who", lambda row: row.actor, 130),
            Column("what", "What", _what, tooltip=_what),
        ]

    def _show(self, page: Page[LogRow]) -> None:
        self._next = page.next
        count = f"{page.total:,} entries".replace(",", "\u202f")
        self.panel.set_rows(page.rows, has_more=page.next is not None, count=count)

    def _load_more(self) -> None:
        words = self.panel.query()[0]
        queries = self.context.services.desk.queries
        request = PageRequest(PAGE_SIZE, after=self._next)
        self.load(lambda: queries.log(words, request), self._append)

    def _append(self, page: Page[LogRow]) -> None:
        self._next = page.next
        self.panel.table.append_rows(page.rows, has_more=page.next is not None)

    def _show_entry(self, row: LogRow | None) -> None:
        pane = self.panel.details
        if row is None:
            pane.clear()
            return
        pane.show_facts(
            row.verb[:1].upper() + row.verb[1:],
            row.subject,
            [
                ("Entry", str(row.sequence)),
                ("When", exact_words(row.at)),
                ("Who", f"{row.actor}, {role_words(row.role)}"),
            ],
        )
        if row.reason:
            pane.add_section("Reason", [row.reason])
        if row.fields:
            pane.add_section("Fields changed", field_lines(row.fields))

    def _on_step(self, step: str, done: int, total: int) -> None:
        if self._under_way:
            self.progress.rename(_STEPS.get(step, step))
            self.progress.set_progress(done, total)

    def _on_checked(self, report: IntegrityReport) -> None:
        self._end()
        self.report.say(report_words(report), State.OK if report.sound else State.PROBLEM)

    def _on_failed(self, error: Exception) -> None:
        self._end()
        if isinstance(error, Cancelled):
            self.report.say("The check was stopped before its end: it says nothing.", State.INFO)
        else:
            messages.show_error(self, error)

    def _end(self) -> None:
        self._under_way = False
        self.progress.finish()


def _what(row: LogRow) -> str:
    return f"{row.verb}: {row.subject}" if row.subject else row.verb


def field_lines(text: str) -> list[str]:
    """Before and after by field, in words; a text of another form is shown as it stands."""
    try:
        fields = json.loads(text)
    except ValueError:
        return [text]
    if not isinstance(fields, dict):
        return [text]
    return [_field_line(str(name), pair) for name, pair in fields.items() if name != "id"]


def _field_line(name: str, pair: object) -> str:
    words = name.replace("_", " ")
    if not isinstance(pair, list) or len(pair) != 2:
        return f"{words}: {_value(pair)}"
    before, after = pair
    return (
        f"{words}: {_value(after)}"
        if before is None
        else f"{words}: {_value(before)} → {_value(after)}"
    )


def _value(value: object) -> str:
    """A stored value for reading: no raw ids, no fingerprints, no ISO instants."""
    if value is None or value in ("", [], {}):
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(_value(one) for one in value)
    return _pairs_value(value) if isinstance(value, dict) else _text_value(str(value))


def _pairs_value(value: dict[str, object]) -> str:
    parts = (f"{str(name).replace('_', ' ')} {_value(one)}" for name, one in value.items())
    return ", ".join(parts)


def _text_value(text: str) -> str:
    if _ID.fullmatch(text):
        return "another record"
    if _LONG_HEX.fullmatch(text):
        return f"{text[:8]}…"
    return instant_words(text) if _INSTANT.match(text) else text


def _where(fault: SignatureFault | StatementFault) -> tuple[str, ...]:
    fields = fault.validity.fields
    return (", ".join(fields),) if fields else ()


def report_words(report: IntegrityReport) -> str:
    """What a check found, in sentences."""
    length = f"{report.log.head.length:,}".replace(",", "\u202f")
    if report.sound:
        return (
            f"Sound. The pages are as they were written, the log is unbroken over {length} entries, and all "
            f"{report.signatures + report.record_signatures} signatures and {report.statements} statements are "
            f"valid; all {report.papers} papers "
            "have the bytes that were kept, and every checklist template is the one that was published."
        )
    found = []
    if report.page_faults:
        found.append(f"Pages: {'; '.join(report.page_faults)}.")
    if report.log.fault is not None:
        found.append(f"Log: {report.log.fault.value} at number {report.log.at_sequence}.")
    faults: list[SignatureFault | StatementFault] = [*report.signature_faults]
    faults.extend(report.statement_faults)
    found.extend(
        f"{fault.code}, signed by {fault.signer}: {' at '.join((fault.validity.state.value, *_where(fault)))}."
        for fault in faults
    )
    found.extend(
        f"{one.code}, signed by {one.signer or 'unknown'}: {one.standing.value}."
        for one in report.record_faults
    )
    if report.altered_records:
        found.append(f"Safety records: {'; '.join(report.altered_records)}.")
    if report.paper_faults:
        found.append(f"Papers: {'; '.join(report.paper_faults)}.")
    if report.template_faults:
        found.append(f"Templates: {'; '.join(report.template_faults)}.")
    return " ".join(("Not sound.", *found, "Keep this file, restore a backup, and tell the RSO."))
