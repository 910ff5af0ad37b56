"""A kept value comes back from its document as it was; an older document takes the defaults."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from uuid import UUID

import pytest

from au_desktop.domain.canonical import as_document
from au_desktop.domain.document_values import from_document
from au_desktop.domain.ids import CaseId, HostId, PersonId, PlacementId, TraineeId
from au_desktop.domain.moments import Moment
from au_desktop.domain.training.cases import Part, Voided
from au_desktop.domain.training.onboarding import (
    AskedItem,
    Dosimeter,
    HostProfile,
    OnboardingItem,
    Placement,
)
from au_desktop.domain.training.ratings import DualRating, PartStatement
from au_desktop.domain.training.trainees import Period

AT = Moment(datetime(2026, 3, 2, 15, 4, 5, 6, tzinfo=UTC), -300)
PLACEMENT = Placement(
    PlacementId(UUID(int=1)),
    TraineeId(UUID(int=2)),
    HostId(UUID(int=3)),
    Period(date(2026, 3, 2)),
    (OnboardingItem("Badge", "RSO", date(2026, 3, 1), expires=date(2027, 3, 1)),),
    (Dosimeter("B-17", "whole body", date(2026, 3, 2)),),
    voided=Voided("typed for the wrong trainee", AT),
)
RATING = DualRating(
    CaseId(UUID(int=4)),
    PartStatement(Part.PERFORMED, PersonId(UUID(int=5)), AT, {"assay": 3}),
)


@dataclass(frozen=True, slots=True)
class Plain:
    """One field of every plain kind."""

    at: time
    amount: Decimal
    raw: bytes
    yes: bool
    count: int = 7
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Foreign:
    """A kind that has no document form."""

    what: complex


@pytest.mark.parametrize("value", [PLACEMENT, RATING, replace(PLACEMENT, voided=None)])
def test_a_value_comes_back(value: object) -> None:
    assert from_document(type(value), as_document(value)) == value


def test_every_plain_kind_comes_back() -> None:
    value = Plain(time(8, 30), Decimal("1.50"), b"\x00\xff", yes=True, words=("a", "b"))
    assert from_document(Plain, as_document(value)) == value


def test_an_older_document_takes_the_defaults() -> None:
    host = HostProfile(HostId(UUID(int=1)), "North Hospital", (AskedItem("CV"),))
    document = as_document(host)
    del document["longest_stay_days"]
    del document["items"][0]["valid_days"]
    assert from_document(HostProfile, document) == host


def test_what_has_no_document_form_is_refused() -> None:
    with pytest.raises(TypeError):
        from_document(Foreign, {"what": 1})
