"""Tests of the canonical form: what goes in, what is refused, and how domain values become plain documents."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum, IntEnum
from uuid import UUID

import pytest

from au_desktop.domain.canonical import as_document, canonical_bytes, digest_of
from au_desktop.domain.moments import Moment
from au_desktop.domain.people import Actor
from au_desktop.domain.roles import Role
from tests.builders import a_case, gbq

NOON = Moment(datetime(2026, 11, 20, 17, 0, tzinfo=UTC), -300)


class Level(IntEnum):
    HIGH = 3


class Pair(Enum):
    BOTH = ("a", "b")


def test_keys_are_sorted_and_nothing_is_padded() -> None:
    document = {"b": [1, True, None], "a": {"z": "µCi", "A": ""}}
    assert canonical_bytes(document) == '{"a":{"A":"","z":"µCi"},"b":[1,true,null]}'.encode()
    assert len(digest_of(document)) == 32


@pytest.mark.parametrize(
    "foreign", [1.5, {"a": [0.1]}, {1: "a"}, {"µ": 1}, Decimal(1), b"x", {"a": ({2},)}]
)
def test_what_differs_between_languages_is_refused(foreign: object) -> None:
    with pytest.raises(TypeError):
        canonical_bytes(foreign)


@pytest.mark.parametrize(
    ("value", "document"),
    [
        (Role.RSO, "rso"),
        (Level.HIGH, 3),
        (Pair.BOTH, ["a", "b"]),
        (Decimal("7.40"), "7.40"),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        (NOON, "2026-11-20T12:00:00.000000-05:00"),
        (date(2026, 11, 20), "2026-11-20"),
        (b"\x01\xff", "01ff"),
        (gbq("7.40"), "7.40 GBq"),
        ({Role.RSO: (1, 2)}, {"rso": [1, 2]}),
        (frozenset({"b", "a"}), ["a", "b"]),
        (None, None),
        (True, True),
    ],
)
def test_values_become_plain(value: object, document: object) -> None:
    assert as_document(value) == document


def test_a_dataclass_goes_by_field() -> None:
    document = as_document(a_case())
    assert document["prescribed"] == {"low": "7.4 GBq", "high": None}
    assert document["on"] == "2026-11-18"
    canonical_bytes(document)


def test_what_is_no_value_has_no_document() -> None:
    @dataclass
    class Local:
        thing: object

    for foreign in (Actor, 1.5, Local(object())):
        with pytest.raises(TypeError):
            as_document(foreign)


def test_a_moment_knows_where_it_was_taken() -> None:
    assert Moment.from_iso(NOON.iso()) == NOON
    assert NOON.local.hour == 12
    for naive in (datetime(2026, 11, 20, 17, 0), NOON.local):  # noqa: DTZ001 - that is what is refused
        with pytest.raises(ValueError, match="UTC"):
            Moment(naive)
    with pytest.raises(ValueError, match="aware"):
        Moment.of(datetime(2026, 11, 20, 17, 0))  # noqa: DTZ001


def test_a_plain_value_and_a_word_of_a_list_stand_for_themselves() -> None:
    assert canonical_bytes("µCi") == '"µCi"'.encode()
    assert canonical_bytes([Role.RSO, Level.HIGH]) == b'["' + Role.RSO.value.encode() + b'",3]'
