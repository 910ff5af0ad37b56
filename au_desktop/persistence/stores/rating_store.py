"""Dual ratings as rows and back: the parts as columns, the whole as one canonical document."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from au_desktop.domain.canonical import as_document, canonical_bytes
from au_desktop.domain.document_values import from_document
from au_desktop.domain.ids import CaseId
from au_desktop.domain.training.ratings import DualRating, PartStatement, Resolution
from au_desktop.persistence.id_batches import in_batches
from au_desktop.persistence.tables.case_tables import ratings


class RatingRows:
    """Claims, ratings and resolutions, by case."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_cases(self, case_ids: Sequence[CaseId]) -> Mapping[CaseId, DualRating]:
        """The ratings of these cases; a case without any is left out."""
        found = (
            rating
            for some in in_batches(case_ids)
            for rating in self._values(_CONTENT.where(ratings.c.case_id.in_(some)))
        )
        return {rating.id: rating for rating in found}

    def complete(self) -> tuple[DualRating, ...]:
        """Those with both a claim and a rating, by case."""
        both = _CONTENT.where(ratings.c.claimed.is_not(None), ratings.c.rated.is_not(None))
        return self._values(both.order_by(ratings.c.case_id))

    def put(self, rating: DualRating) -> None:
        """Store a rating, new or added to."""
        row = {
            "case_id": rating.id,
            "claimed": _part(rating.claim),
            "rated": _part(rating.rating),
            "settled": _part(rating.resolution),
            "content": canonical_bytes(as_document(rating)),
        }
        told = insert(ratings).values(row)
        over = {name: told.excluded[name] for name in row if name != "case_id"}
        self._connection.execute(told.on_conflict_do_update(index_elements=["case_id"], set_=over))

    def _values(self, question: Any) -> tuple[DualRating, ...]:  # noqa: ANN401 - a select of one column
        rows = self._connection.execute(question).scalars()
        return tuple(from_document(DualRating, json.loads(content)) for content in rows)


def _part(said: PartStatement | Resolution | None) -> str | None:
    return None if said is None else said.part.value


_CONTENT = select(ratings.c.content)
