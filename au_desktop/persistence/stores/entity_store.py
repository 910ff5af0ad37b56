"""What the stores of entities share: get, all, add and replace of one whole value with its parts."""

import unicodedata
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Generic, TypeVar
from uuid import UUID

from sqlalchemy import Column, Connection, Table, delete, insert, select, update
from sqlalchemy.engine import RowMapping

from au_desktop.domain.errors import NotFound
from au_desktop.persistence.id_batches import in_batches
from au_desktop.persistence.seen_values import SeenValues

Entity = TypeVar("Entity")


class EntityRows(ABC, Generic[Entity]):
    """Whole values of one kind in one table, their parts in tables beside it.

    A subclass names the table, turns a value into columns and rows into values, and writes parts where there are any.
    """

    table: ClassVar[Table]
    kind: ClassVar[str]
    order: ClassVar[tuple[Column[Any], ...]]

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._seen: SeenValues[UUID, Entity] = SeenValues()

    @abstractmethod
    def _columns(self, value: Entity) -> dict[str, object]:
        """The columns of the value's own row."""

    @abstractmethod
    def _values(self, rows: Sequence[RowMapping]) -> tuple[Entity, ...]:
        """The values of these rows, parts included, in their order."""

    def _put_parts(self, value: Entity) -> None:
        """Write the parts anew; nothing where a value has none."""

    def get(self, key: UUID) -> Entity:
        """The value; raises `NotFound`."""
        seen = self._seen.get(key)
        if seen is not None:
            return seen
        rows = self._rows(select(self.table).where(self.table.c.id == key))
        if not rows:
            raise NotFound(self.kind, str(key))
        return self._seen.keep(key, self._values(rows)[0])

    def several(self, keys: Sequence[UUID]) -> tuple[Entity, ...]:
        """The values of these keys, in their order, with one question for many; raises `NotFound`."""
        found = {
            row["id"]: value
            for some in in_batches([key for key in keys if self._seen.get(key) is None])
            for rows in (self._rows(select(self.table).where(self.table.c.id.in_(some))),)
            for row, value in zip(rows, self._values(rows), strict=True)
        }
        return tuple(found[key] if key in found else self.get(key) for key in keys)

    def all(self) -> tuple[Entity, ...]:
        """Every value, in the order people expect."""
        return self._values(self._rows(select(self.table).order_by(*self.order)))

    def add(self, value: Entity) -> None:
        """Store a new value."""
        self._connection.execute(insert(self.table), self._columns(value))
        self._put_parts(value)

    def replace(self, value: Entity) -> None:
        """Store a changed value; raises `NotFound`."""
        columns = self._columns(value)
        key = columns["id"]
        self._seen.forget(key)
        change = update(self.table).where(self.table.c.id == key).values(columns)
        if not self._connection.execute(change).rowcount:
            raise NotFound(self.kind, str(key))
        self._put_parts(value)

    def _rows(self, question: Any) -> Sequence[RowMapping]:  # noqa: ANN401 - any select
        return self._connection.execute(question).mappings().all()

    def _replace_parts(
        self, owner: Column[Any], key: UUID, parts: Sequence[dict[str, object]]
    ) -> None:
        """Write the parts of one value in their order, in the place of the earlier ones."""
        table = owner.table
        self._connection.execute(delete(table).where(owner == key))
        if parts:
            rows = [
                {owner.name: key, "position": place, **part} for place, part in enumerate(parts)
            ]
            self._connection.execute(insert(table), rows)

    def _parts(self, owner: Column[Any], keys: Sequence[UUID]) -> Mapping[UUID, list[RowMapping]]:
        """The parts of these values, each list in its order, with one question for all."""
        found: dict[UUID, list[RowMapping]] = defaultdict(list)
        for some in in_batches(keys):
            question = select(owner.table).where(owner.in_(some)).order_by(owner.table.c.position)
            for row in self._rows(question):
                found[row[owner.name]].append(row)
        return found


def name_key(name: str) -> str:
    """A name as lists sort it: without case and accents."""
    plain = unicodedata.normalize("NFKD", name)
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()
