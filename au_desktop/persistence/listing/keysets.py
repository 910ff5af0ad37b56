"""Pages by keyset: which columns order a list, what a cursor says, and where the next page begins."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Date, Row, Select, literal, tuple_

from au_desktop.persistence.column_types import Instant, UuidBlob, from_micros, to_micros
from au_desktop.services.rows import PageRequest

Cursor = tuple[str | int | None, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a list that is ordered in itself; `label` says in the cursor which part it is."""

    label: str
    select: Select[Any]
    keys: tuple[ColumnElement[Any], ...]


@dataclass(frozen=True, slots=True)
class KeyPage:
    """The keys of one page in order, and the cursor of the next page (None at the end)."""

    rows: tuple[Row[Any], ...]
    next: Cursor | None


def fetch_keys(
    connection: Connection,
    select: Select[Any],
    keys: tuple[ColumnElement[Any], ...],
    request: PageRequest,
) -> KeyPage:
    """The next rows of a list that `keys` order; the last key tells rows apart, and no key is ever NULL."""
    statement = following(select, keys, request)
    rows = connection.execute(statement.limit(request.limit + 1)).all()
    if len(rows) <= request.limit:
        return KeyPage(tuple(rows), None)
    shown = tuple(rows[: request.limit])
    return KeyPage(shown, cursor_of(shown[-1], keys))


def fetch_segments(
    connection: Connection, segments: Iterable[Segment], request: PageRequest
) -> KeyPage:
    """The next rows of a list made of parts, one after the other; descending turns parts and rows round.

    Each part has its own index to walk, which one ORDER BY over all of them would not.
    """
    found: list[tuple[Segment, Row[Any]]] = []
    for part, rest in _parts(segments, request):
        statement = following(part.select, part.keys, rest).limit(request.limit + 1 - len(found))
        found += ((part, row) for row in connection.execute(statement))
        if len(found) > request.limit:
            found.pop()
            last_part, last = found[-1]
            cursor = (last_part.label, *cursor_of(last, last_part.keys))
            return KeyPage(tuple(row for _, row in found), cursor)
    return KeyPage(tuple(row for _, row in found), None)


def _parts(
    segments: Iterable[Segment], request: PageRequest
) -> Iterator[tuple[Segment, PageRequest]]:
    """The parts from the cursor's on, each with the request for its own rows."""
    parts = list(segments)
    if request.descending:
        parts.reverse()
    whole = replace(request, after=None)
    if request.after is None:
        yield from ((part, whole) for part in parts)
        return
    label, *after = request.after
    place = [part.label for part in parts].index(str(label))
    yield parts[place], replace(request, after=tuple(after))
    yield from ((part, whole) for part in parts[place + 1 :])


def following(
    select: Select[Any], keys: tuple[ColumnElement[Any], ...], request: PageRequest
) -> Select[Any]:
    """The rows after the cursor in the order of the keys, which come with every row."""
    ordered = select.add_columns(*(key.label(f"key_{place}") for place, key in enumerate(keys)))
    ordered = ordered.order_by(*(key.desc() if request.descending else key for key in keys))
    if request.after is None:
        return ordered
    here = tuple_(*keys)
    there = tuple_(
        *(
            literal(_from_cursor(value, key), key.type)
            for value, key in zip(request.after, keys, strict=True)
        )
    )
    return ordered.where(here < there if request.descending else here > there)


def cursor_of(row: Row[Any], keys: tuple[ColumnElement[Any], ...]) -> Cursor:
    """Where the row stands."""
    named = row._mapping  # noqa: SLF001 - SQLAlchemy's public name for it
    return tuple(_to_cursor(named[f"key_{place}"]) for place in range(len(keys)))


def _to_cursor(value: object) -> str | int:
    match value:
        case datetime():
            return to_micros(value)
        case date():
            return value.isoformat()
        case int():
            return value
    return str(value)


def _from_cursor(value: str | int | None, key: ColumnElement[Any]) -> object:
    match key.type:
        case Instant():
            return from_micros(int(value or 0))
        case Date():
            return date.fromisoformat(str(value))
        case UuidBlob():
            return UUID(hex=str(value))
        case _:
            return value
