"""The words that a list is filtered by, as a set of record numbers out of the full-text index."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, literal, literal_column, select

from au_desktop.persistence.listing.typed_words import every_word_begun, word_begun
from au_desktop.persistence.tables.search_tables import (
    KEY_SPAN,
    search_key,
    search_records,
    search_words,
)

_FEW = 2000
"""Up to so many matches it is quicker to fetch and sort them than to walk the list past what does not match."""

SEARCH_WORDS: ColumnElement[Any] = literal_column("search_words")
"""The full-text table as its own functions and MATCH name it."""


@dataclass(frozen=True, slots=True)
class WordMatches:
    """The records of one kind in which every typed word begins a word, and how many they are."""

    kind: str
    query: str
    count: int

    @property
    def few(self) -> bool:
        """Whether the matches lead, rather than the index of the list."""
        return self.count <= _FEW

    def hold(self, number: ColumnElement[Any]) -> ColumnElement[bool]:
        """Whether the record of that number is among them."""
        first = search_key(self.kind, 0)
        keys = _matching(self.kind, self.query)
        if self.few:
            return number.in_(keys.with_only_columns(search_words.c.rowid - literal(first)))
        return (number + literal(first)).in_(keys)


def word_matches(connection: Connection, kind: str, typed: str) -> WordMatches | None:
    """The matches of what was typed; None where nothing was, or where every record fits, as a first letter often does."""
    query = every_word_begun(typed)
    if query is None:
        return None
    count = connection.execute(_matching(kind, query).with_only_columns(func.count())).scalar_one()
    if count > _FEW and count >= _indexed(connection, kind):
        return None
    return WordMatches(kind, query, count)


def _indexed(connection: Connection, kind: str) -> int:
    """How many records of the kind there are to find."""
    first = search_key(kind, 0)
    key = search_records.c.key
    counting = select(func.count()).where(key >= first, key < first + KEY_SPAN)
    return connection.execute(counting).scalar_one()


def numbers_with_word(kind: str, word: str) -> Select[Any]:
    """The numbers of the records of one kind in which a word begins so; for kinds that stay few."""
    rowid = search_words.c.rowid
    return _matching(kind, word_begun(word)).with_only_columns(
        rowid - literal(search_key(kind, 0))
    )


def _matching(kind: str, query: str) -> Select[Any]:
    rowid = search_words.c.rowid
    first = search_key(kind, 0)
    return (
        select(rowid)
        .select_from(search_words)
        .where(SEARCH_WORDS.op("MATCH")(query))
        .where(rowid >= first, rowid < first + KEY_SPAN)
    )
