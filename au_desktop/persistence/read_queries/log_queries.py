"""The log as a list, newest first, and its words."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, literal_column, select

from au_desktop.domain.moments import Moment
from au_desktop.persistence.id_batches import in_batches
from au_desktop.persistence.listing.keysets import fetch_keys
from au_desktop.persistence.listing.typed_words import every_word_begun
from au_desktop.persistence.tables.log_tables import log_entries, log_words
from au_desktop.services.rows import LogRow, Page, PageRequest


def log_page(connection: Connection, typed: str, request: PageRequest) -> Page[LogRow]:
    """Entries in which every word begins a word of who, role, what was done, to what, or why; newest first."""
    query = every_word_begun(typed)
    sequence: ColumnElement[Any] = log_entries.c.sequence
    if query is None:
        walked = select()
        # Entries are never removed and numbered without gaps: the last one's number is how many there are.
        counting = select(func.coalesce(func.max(sequence), 0))
    else:
        sequence = log_words.c.rowid
        matching = literal_column("log_words").op("MATCH")(query)
        walked = select().select_from(log_words).where(matching)
        counting = select(func.count()).select_from(log_words).where(matching)
    page = fetch_keys(connection, walked, (sequence,), replace(request, descending=True))
    total = connection.execute(counting).scalar_one()
    return Page(_rows(connection, [row.key_0 for row in page.rows]), page.next, total)


def _rows(connection: Connection, sequences: Sequence[int]) -> tuple[LogRow, ...]:
    found: dict[int, LogRow] = {}
    for batch in in_batches(sequences):
        entries = select(log_entries).where(log_entries.c.sequence.in_(batch))
        found |= {row.sequence: _log_row(row) for row in connection.execute(entries)}
    return tuple(found[sequence] for sequence in sequences)


def _log_row(row: Row[Any]) -> LogRow:
    return LogRow(
        sequence=row.sequence,
        at=Moment(row.at, row.at_offset),
        actor=row.actor,
        role=row.role,
        verb=row.verb,
        subject=row.subject,
        reason=row.reason,
        fields=row.fields,
    )
