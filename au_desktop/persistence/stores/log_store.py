"""The log as rows and back; the head is read once a transaction, so that many entries append quickly."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import select

from au_desktop.domain.audit import EMPTY_LOG, EntryDraft, LogEntry, LogHead, chain
from au_desktop.domain.canonical import canonical_bytes
from au_desktop.domain.ids import PersonId
from au_desktop.domain.moments import Moment
from au_desktop.persistence.column_types import id_row, moment_from_row, moment_row
from au_desktop.persistence.engine import Driver, sql_of
from au_desktop.persistence.tables.log_tables import log_entries

ALL_ENTRIES = sql_of(select(log_entries).order_by(log_entries.c.sequence))
_LAST = "FROM log_entries ORDER BY sequence DESC LIMIT 1"


class LogRows:
    """The log of an open transaction."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver
        self._head: LogHead | None = None

    def head(self) -> LogHead:
        """Its length and last hash."""
        if self._head is None:
            row = self._driver.one(f"SELECT sequence, digest {_LAST}")
            self._head = EMPTY_LOG if row is None else LogHead(*row)
        return self._head

    def append(self, draft: EntryDraft) -> LogEntry:
        """Chain one entry onto the log in the open transaction."""
        entry = chain(draft, self.head())
        row = {
            "sequence": entry.sequence,
            **moment_row("at", entry.at),
            "actor_id": id_row(entry.actor_id),
            "actor": entry.actor,
            "role": entry.role,
            "verb": entry.verb,
            "subject_kind": entry.subject_kind,
            "subject_id": id_row(entry.subject_id),
            "subject": entry.subject,
            "fields": canonical_bytes(entry.fields).decode(),
            "reason": entry.reason,
            "previous": entry.previous,
            "digest": entry.digest,
        }
        self._driver.insert(log_entries.name, row)
        self._head = LogHead(entry.sequence, entry.digest)
        return entry

    def last_at(self) -> Moment | None:
        """When the last entry was made."""
        row = self._driver.one(f"SELECT at, at_offset {_LAST}")
        return None if row is None else moment_from_row(*row)

    def digest_at(self, sequence: int) -> bytes | None:
        """The hash of one entry, None beyond the end."""
        row = self._driver.one("SELECT digest FROM log_entries WHERE sequence = ?", (sequence,))
        return None if row is None else row[0]

    def entries(self) -> Iterator[LogEntry]:
        """All entries, streamed from the first."""
        return (entry_from_driver(row) for row in self._driver.rows(ALL_ENTRIES))


def entry_from_driver(row: tuple[Any, ...]) -> LogEntry:
    """One entry of the rows that `ALL_ENTRIES` gives."""
    return LogEntry(
        sequence=row[0],
        at=moment_from_row(row[1], row[2]),
        actor_id=None if row[3] is None else PersonId(UUID(bytes=row[3])),
        actor=row[4],
        role=row[5],
        verb=row[6],
        subject_kind=row[7],
        subject_id=None if row[8] is None else UUID(bytes=row[8]),
        subject=row[9],
        fields=json.loads(row[10]),
        reason=row[11],
        previous=row[12],
        digest=row[13],
    )
