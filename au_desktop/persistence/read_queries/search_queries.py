"""Records by words, best first."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select

from au_desktop.persistence.listing.typed_words import last_word_begun, record_of_code
from au_desktop.persistence.listing.word_matches import SEARCH_WORDS
from au_desktop.persistence.tables.search_tables import search_key, search_records, search_words
from au_desktop.services.rows import Hit

_RANKED = 300
_FIRST_OF_MANY = search_key("case", 0)
"""Cases and runs, which are many, have keys from here on."""

_KEY = search_words.c.rowid
_BEST_FIRST = (func.bm25(SEARCH_WORDS), _KEY.desc())


def find(connection: Connection, typed: str, limit: int) -> tuple[Hit, ...]:
    """Records that have every word, the last perhaps unfinished, best first; the record whose code was typed before all.

    Where hundreds of cases and runs fit, their rank says nothing and takes longer than typing: then people, rooms and
    instruments come ranked, and after them the newest cases and runs.
    """
    query = last_word_begun(typed)
    if query is None or limit <= 0:
        return ()
    coded = record_of_code(typed)
    named = [] if coded is None else [search_key(*coded)]
    keys = dict.fromkeys([*named, *_best(connection, query, limit)])
    return _hits(connection, list(keys))[:limit]


def _best(connection: Connection, query: str, limit: int) -> list[int]:
    newest = _matching(query).where(_KEY >= _FIRST_OF_MANY).order_by(_KEY.desc())
    many = connection.execute(newest.limit(_RANKED + 1)).scalars().all()
    ranked = _matching(query).order_by(*_BEST_FIRST).limit(limit)
    if len(many) <= _RANKED:
        return list(connection.execute(ranked).scalars())
    few = connection.execute(ranked.where(_KEY < _FIRST_OF_MANY)).scalars()
    return [*few, *many][:limit]


def _matching(query: str) -> Select[Any]:
    matches: ColumnElement[bool] = SEARCH_WORDS.op("MATCH")(query)
    return select(_KEY).select_from(search_words).where(matches)


def _hits(connection: Connection, keys: Sequence[int]) -> tuple[Hit, ...]:
    records = select(search_records).where(search_records.c.key.in_(keys))
    found = {row.key: _hit(row) for row in connection.execute(records)}
    return tuple(found[key] for key in keys if key in found)


def _hit(row: Row[Any]) -> Hit:
    return Hit(kind=row.kind, id=row.id, title=row.title, detail=row.detail)
