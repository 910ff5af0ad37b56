"""Lists of radiation safety records: which, in what order, and what each row says."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, not_, select
from sqlalchemy.engine import RowMapping

from au_desktop.domain.ids import SafetyId
from au_desktop.domain.safety.record_types import RECORD_TYPES
from au_desktop.domain.safety.safety_records import Deadline, RecordKind, safety_code
from au_desktop.persistence.column_types import moment_in
from au_desktop.persistence.id_batches import in_batches
from au_desktop.persistence.listing.keysets import fetch_keys
from au_desktop.persistence.listing.local_days import from_day, to_day
from au_desktop.persistence.listing.typed_words import every_word_begun
from au_desktop.persistence.listing.word_matches import SEARCH_WORDS
from au_desktop.persistence.tables.safety_tables import (
    safety_clocks,
    safety_links,
    safety_records,
    safety_signatures,
    safety_voids,
)
from au_desktop.persistence.tables.search_tables import (
    KEY_SPAN,
    search_key,
    search_records,
    search_words,
)
from au_desktop.services.rows import Page, PageRequest
from au_desktop.services.safety_stores import RunningClock, SafetyFilter, SafetyRow

_records = safety_records
_UNFOUND = frozenset(kind for kind, one in RECORD_TYPES.items() if one.SEEN_BY is not None)
_SORTS: dict[str, tuple[ColumnElement[Any], ...]] = {
    "": (_records.c.at, _records.c.number),
    "at": (_records.c.at, _records.c.number),
    "number": (_records.c.number,),
    "label": (_records.c.label, _records.c.number),
    "about": (_records.c.about, _records.c.number),
    "state": (_records.c.state, _records.c.number),
}
_SIGNED = (
    select(func.count())
    .select_from(safety_signatures)
    .where(
        safety_signatures.c.record_id == _records.c.id,
        safety_signatures.c.revision == _records.c.revision,
    )
    .scalar_subquery()
)
_VOID = exists().where(safety_voids.c.record_id == _records.c.id)
_SHOWN = (
    "id",
    "kind",
    "number",
    "at",
    "at_offset",
    "label",
    "about",
    "state",
    "open",
    "attention",
    "retired",
    "revision",
)


def safety_page(
    connection: Connection, wanted: SafetyFilter, request: PageRequest
) -> Page[SafetyRow]:
    """One page of one kind; without a sort key the newest event first."""
    conditions = (_records.c.kind == wanted.kind.value, *_conditions(wanted))
    return _paged(connection, select(_records.c.id).where(*conditions), conditions, request)


def unsigned_page(
    connection: Connection, kinds: Sequence[RecordKind], request: PageRequest
) -> Page[SafetyRow]:
    """Records that wait for a first signature on what they say now."""
    conditions = (
        _records.c.kind.in_([kind.value for kind in kinds]),
        not_(_records.c.retired),
        not_(_is_signed()),
    )
    return _paged(connection, select(_records.c.id).where(*conditions), conditions, request)


def rows_of(connection: Connection, keys: Sequence[UUID]) -> tuple[SafetyRow, ...]:
    """The rows of these records, in their order; those that are not there are left out."""
    found: dict[UUID, SafetyRow] = {}
    columns = [_records.c[name] for name in _SHOWN]
    question = select(*columns, _SIGNED.label("signatures"), _VOID.label("void"))
    for some in in_batches(keys):
        rows = connection.execute(question.where(_records.c.id.in_(some))).mappings()
        found.update((row["id"], _row(row)) for row in rows)
    return tuple(found[key] for key in keys if key in found)


def running_clocks(connection: Connection) -> tuple[RunningClock, ...]:
    """Deadlines of what is neither void nor amended, the next first."""
    question = (
        select(safety_clocks, _records.c.kind, _records.c.number, _records.c.label)
        .join(_records, _records.c.id == safety_clocks.c.record_id)
        .where(not_(_records.c.retired))
        .order_by(safety_clocks.c.due, safety_clocks.c.record_id)
    )
    return tuple(_clock(row) for row in connection.execute(question).mappings())


def span_of(connection: Connection, kind: RecordKind) -> tuple[int, date | None]:
    """How many records of a kind there are, and the local day of the first event."""
    wanted = _records.c.kind == kind.value
    many = connection.execute(select(func.count()).where(wanted)).scalar_one()
    first = (
        select(_records.c.at, _records.c.at_offset)
        .where(wanted)
        .order_by(_records.c.at, _records.c.number)
        .limit(1)
    )
    row = connection.execute(first).mappings().first()
    return many, None if row is None else moment_in(row, "at").local.date()


def count_before(connection: Connection, kind: RecordKind, day: date) -> int:
    """How many events of a kind were before that day."""
    earlier = to_day(_records.c.at, _records.c.at_offset, day - timedelta(days=1))
    asked = select(func.count()).where(_records.c.kind == kind.value, earlier)
    return connection.execute(asked).scalar_one()


def _paged(
    connection: Connection,
    chosen: Select[Any],
    conditions: tuple[ColumnElement[bool], ...],
    request: PageRequest,
) -> Page[SafetyRow]:
    asked = request if request.sort else replace(request, sort="at", descending=True)
    total = connection.execute(
        select(func.count()).select_from(_records).where(*conditions)
    ).scalar_one()
    page = fetch_keys(connection, chosen, _SORTS[asked.sort], asked)
    return Page(rows_of(connection, [row.id for row in page.rows]), page.next, total)


def _conditions(wanted: SafetyFilter) -> list[ColumnElement[bool]]:
    found = _with_words(wanted)
    flags = (
        (wanted.open_only, _records.c.open),
        (wanted.attention_only, _records.c.attention),
        (wanted.unsigned_only, and_(not_(_is_signed()), not_(_records.c.retired))),
        (not wanted.retired, not_(_records.c.retired)),
        (bool(wanted.states), _records.c.state.in_(wanted.states)),
    )
    found += [condition for asked, condition in flags if asked]
    if wanted.link is not None:
        linked = select(safety_links.c.record_id).where(safety_links.c.target_id == wanted.link)
        found.append(_records.c.id.in_(linked))
    if wanted.first is not None:
        found.append(from_day(_records.c.at, _records.c.at_offset, wanted.first))
    if wanted.last is not None:
        found.append(to_day(_records.c.at, _records.c.at_offset, wanted.last))
    return found


def _with_words(wanted: SafetyFilter) -> list[ColumnElement[bool]]:
    """That every typed word begins a word of the record; kinds that search does not find are looked through themselves."""
    if wanted.kind in _UNFOUND:
        words = wanted.words.casefold().split()
        return [_records.c.words.contains(word, autoescape=True) for word in words]
    query = every_word_begun(wanted.words)
    if query is None:
        return []
    first = search_key(wanted.kind.value, 0)
    rowid = search_words.c.rowid
    matches = (
        select(search_records.c.id)
        .join(search_words, rowid == search_records.c.key)
        .where(SEARCH_WORDS.op("MATCH")(query))
        .where(rowid >= first, rowid < first + KEY_SPAN)
    )
    return [_records.c.id.in_(matches)]


def _is_signed() -> ColumnElement[bool]:
    return exists().where(
        safety_signatures.c.record_id == _records.c.id,
        safety_signatures.c.revision == _records.c.revision,
    )


def _row(row: RowMapping) -> SafetyRow:
    return SafetyRow(
        id=SafetyId(row["id"]),
        kind=RecordKind(row["kind"]),
        number=row["number"],
        at=moment_in(row, "at"),
        label=row["label"],
        about=row["about"],
        state=row["state"],
        open=row["open"],
        attention=row["attention"],
        voided=bool(row["void"]),
        amended=row["retired"] and not row["void"],
        signatures=row["signatures"],
        revision=row["revision"],
    )


def _clock(row: RowMapping) -> RunningClock:
    kind = RecordKind(row["kind"])
    return RunningClock(
        SafetyId(row["record_id"]),
        kind,
        safety_code(kind, row["number"]),
        row["label"],
        Deadline(row["key"], row["title"], moment_in(row, "due"), row["basis"]),
    )
