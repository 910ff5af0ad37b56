"""Kept values, each as one canonical document and back."""

import json
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from au_desktop.domain.canonical import as_document, canonical_bytes
from au_desktop.domain.document_values import from_document
from au_desktop.domain.errors import NotFound
from au_desktop.domain.ids import TraineeId
from au_desktop.persistence.id_batches import in_batches
from au_desktop.persistence.tables.kept_tables import kept_documents as kept

Kept = TypeVar("Kept")


class KeptRows(Generic[Kept]):
    """The values of one kind. `owner` gives the trainee that a value belongs to, None where it belongs to nobody."""

    def __init__(
        self,
        connection: Connection,
        value_type: type[Kept],
        kind: str,
        owner: Callable[[Kept], UUID | None] = lambda _value: None,
    ) -> None:
        self._connection = connection
        self._value_type = value_type
        self._kind = kind
        self._owner = owner

    def get(self, key: UUID) -> Kept:
        """The value; raises `NotFound`."""
        found = self.find(key)
        if found is None:
            raise NotFound(self._kind, str(key))
        return found

    def find(self, key: UUID) -> Kept | None:
        """The value, or None."""
        found = self._values(self._question().where(kept.c.id == key))
        return found[0] if found else None

    def all(self) -> tuple[Kept, ...]:
        """Every value, in the order it came."""
        return self._values(self._question())

    def of_trainees(self, trainee_ids: Sequence[TraineeId]) -> tuple[Kept, ...]:
        """The values that belong to these trainees, in the order they came."""
        return tuple(
            value
            for some in in_batches(trainee_ids)
            for value in self._values(self._question().where(kept.c.trainee_id.in_(some)))
        )

    def put(self, value: Kept) -> None:
        """Store a value, new or changed; its place in the order stays."""
        row: dict[str, object] = {
            "kind": self._kind,
            "id": getattr(value, "id"),  # noqa: B009 - every kept value has one; the type says nothing of it
            "trainee_id": self._owner(value),
            "content": canonical_bytes(as_document(value)),
        }
        told = insert(kept).values(row)
        self._connection.execute(
            told.on_conflict_do_update(
                index_elements=["kind", "id"],
                set_={"trainee_id": told.excluded.trainee_id, "content": told.excluded.content},
            )
        )

    def _question(self) -> Any:  # noqa: ANN401 - a select of one column
        return select(kept.c.content).where(kept.c.kind == self._kind).order_by(kept.c.place)

    def _values(self, question: Any) -> tuple[Kept, ...]:  # noqa: ANN401 - see _question
        rows = self._connection.execute(question).scalars()
        return tuple(from_document(self._value_type, json.loads(content)) for content in rows)
