"""Canonical JSON (RFC 8785) of plain documents: the same facts always give the same bytes, to be hashed and signed."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, time
from decimal import Decimal
from enum import Enum
from types import NoneType
from typing import Any, TypeAlias
from uuid import UUID

from au_desktop.domain.moments import Moment

Document: TypeAlias = dict[str, Any]


def canonical_bytes(document: object) -> bytes:
    """The RFC 8785 form of a document of text, whole numbers, booleans, None, lists and objects with ASCII keys.

    Floats are refused: their text differs between languages. Decimals travel as text. Within these limits the standard
    library's sorted, compact JSON is the RFC's form; a property test holds it against a library of the RFC.

    Raises:
        TypeError: a float, a key that is not ASCII text, or another type.
    """
    _refuse_foreign(document)
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest_of(document: object) -> bytes:
    """SHA-256 of the canonical form, 32 bytes."""
    return hashlib.sha256(canonical_bytes(document)).digest()


def _refuse_foreign(value: object) -> None:
    if (
        type(value) in _PLAIN
    ):  # nearly all, and much quicker than asking what each is an instance of
        return
    if isinstance(value, Mapping):
        _refuse_foreign_keys(value)
        _refuse_foreign_parts(value.values())
    elif isinstance(value, list | tuple):
        _refuse_foreign_parts(value)
    elif not isinstance(value, str | int):
        message = f"{type(value).__name__} has no canonical form"
        raise TypeError(message)


def _refuse_foreign_keys(value: Mapping[Any, object]) -> None:
    for key in value:
        if not (isinstance(key, str) and key.isascii()):
            message = f"a canonical key is ASCII text, not {key!r}"
            raise TypeError(message)


def _refuse_foreign_parts(parts: Iterable[object]) -> None:
    for part in parts:
        if type(part) not in _PLAIN:
            _refuse_foreign(part)


_PLAIN = frozenset({str, bool, int, NoneType})


def as_document(value: object) -> Any:  # noqa: ANN401 - a document holds every plain type
    """Turn a domain value into a plain document: dataclasses by field, quantities as 'amount unit', moments as ISO."""
    if type(value) in _PLAIN:
        return value
    for kinds, turn in _TURNS:
        if isinstance(value, kinds):
            return turn(value)
    return _fields(value)


_TURNS: tuple[tuple[type | tuple[type, ...], Callable[[Any], Any]], ...] = (
    (Enum, lambda value: as_document(value.value)),
    ((str, bool, int, NoneType), lambda value: value),
    (Moment, Moment.iso),
    (bytes, bytes.hex),
    (date, date.isoformat),
    (time, time.isoformat),
    ((Decimal, UUID), str),
    (
        Mapping,
        lambda value: {str(as_document(key)): as_document(inner) for key, inner in value.items()},
    ),
    ((set, frozenset), lambda value: sorted((as_document(inner) for inner in value), key=str)),
    (Sequence, lambda value: [as_document(inner) for inner in value]),
)
"""The first kind that fits decides; an Enum comes before the text or number that it also is."""


def _fields(value: object) -> Any:  # noqa: ANN401 - see as_document
    if not is_dataclass(value) or isinstance(value, type):
        message = f"{type(value).__name__} has no document form"
        raise TypeError(message)
    given = {field.name: getattr(value, field.name) for field in fields(value)}
    if given.keys() == _QUANTITY:
        return f"{given['amount']} {as_document(given['unit'])}"
    return {name: as_document(inner) for name, inner in given.items()}


_QUANTITY = {"amount", "unit"}
