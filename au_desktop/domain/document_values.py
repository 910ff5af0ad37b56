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
    hints = _hints(kind)  # type: ignore[arg-type] # a class is hashable; its type variable hides that
    given = {name: _value(hints[name], document[name]) for name in hints if name in document}
    return kind(**given)


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: _plain(hints[field.name]) for field in fields(kind)}


def _plain(hint: Any) -> Any:  # noqa: ANN401 - a type hint is of any type
    """The type behind a NewType."""
    return getattr(hint, "__supertype__", hint)


def _value(hint: Any, given: Any) -> Any:  # noqa: ANN401 - any field of any value
    hint = _plain(hint)
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _optional(hint, given)
    if origin is tuple:
        return tuple(_value(get_args(hint)[0], inner) for inner in given)
    if origin is not None:
        inner_hint = get_args(hint)[1]
        return {key: _value(inner_hint, inner) for key, inner in given.items()}
    return _reader(hint)(given)


@cache
def _reader(kind: type) -> Callable[[Any], Any]:
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


def _optional(hint: Any, given: Any) -> Any:  # noqa: ANN401 - see _value
    if given is None:
        return None
    kinds = [kind for kind in get_args(hint) if kind is not types.NoneType]
    return _value(kinds[0], given)
