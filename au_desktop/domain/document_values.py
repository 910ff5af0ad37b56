"""Turns a plain document back into the domain value it came from: the other way round of `canonical.as_document`."""

import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time
from decimal import Decimal
from enum import Enum
from functools import cache, partial
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Quantity

T = TypeVar("T")
_TEXT_FORMS: dict[type, Callable[[str], Any]] = {
    UUID: UUID,
    Decimal: Decimal,
    date: date.fromisoformat,
    time: time.fromisoformat,
    Moment: Moment.from_iso,
    bytes: bytes.fromhex,
}


def from_document(kind: type[T], document: Mapping[str, Any]) -> T:
    """The value of a document. A field that the document lacks keeps its default, so older documents stay readable.

    Knows dataclasses, enums, ids, dates, times, decimals, quantities, moments, bytes, tuples, mappings by text and what
    may be None.

    Raises:
        TypeError: a field is of another kind, or one without a default is missing.
        ValueError: the text does not say what its field holds.
    """
    readers = _readers(kind)  # type: ignore[arg-type] # a class is hashable; its type variable hides that
    return kind(**{name: read(document[name]) for name, read in readers if name in document})


@cache
def _readers(kind: type) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    """What reads each field of a dataclass, found out once: lists read thousands of the same kind."""
    hints = get_type_hints(kind)
    return tuple((field.name, _reader(hints[field.name])) for field in fields(kind))


@cache
def _reader(hint: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - a type hint is of any type
    """What reads one value of that type."""
    hint = getattr(hint, "__supertype__", hint)  # the type behind a NewType
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        kinds = [kind for kind in get_args(hint) if kind is not types.NoneType]
        return partial(_optional, _reader(kinds[0]))
    if origin is tuple:
        return partial(_several, _reader(get_args(hint)[0]))
    if origin is not None:
        return partial(_by_key, _reader(get_args(hint)[1]))
    return _simple_reader(hint)


def _simple_reader(kind: type) -> Callable[[Any], Any]:
    """What reads one value of a kind that is not made of others by name."""
    reader = _TEXT_FORMS.get(kind)
    if reader is None and issubclass(kind, Quantity):
        reader = partial(_quantity, kind)
    if reader is None and is_dataclass(kind):
        reader = partial(from_document, kind)
    if reader is None and (issubclass(kind, Enum) or kind in (str, int, bool)):
        reader = kind
    if reader is None:
        message = f"{kind} has no document form to read"
        raise TypeError(message)
    return reader


def _quantity(kind: type[Quantity[Any]], text: str) -> Quantity[Any]:
    """The amount and unit as they were written, digit by digit."""
    amount, _, unit = text.partition(" ")
    return kind(Decimal(amount), kind.UNITS(unit))


def _optional(read: Callable[[Any], Any], given: Any) -> Any:  # noqa: ANN401 - any field of any value
    return None if given is None else read(given)


def _several(read: Callable[[Any], Any], given: Any) -> tuple[Any, ...]:  # noqa: ANN401 - see _optional
    return tuple([read(inner) for inner in given])


def _by_key(read: Callable[[Any], Any], given: Mapping[str, Any]) -> dict[str, Any]:
    return {key: read(inner) for key, inner in given.items()}
