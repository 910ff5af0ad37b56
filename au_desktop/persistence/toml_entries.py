"""Reads entries of TOML files strictly: every key is asked for by name and type, and what nobody asked for is refused."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar, cast

from au_desktop.domain.number_text import QuantityError
from au_desktop.domain.quantities import AnyQuantity
from au_desktop.domain.reference.library import ReferenceDataError

E = TypeVar("E", bound=StrEnum)
Q = TypeVar("Q", bound=AnyQuantity)
T = TypeVar("T")


def read_toml(path: Path) -> dict[str, Any]:
    """The document of one file, its numbers as exact decimals."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ReferenceDataError(path.name, "", f"cannot be read: {error}") from error
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise ReferenceDataError(path.name, "", f"is not TOML: {error}") from error


class Entry:
    """One table of a file, read key by key; `close` refuses keys that nobody read."""

    def __init__(self, file: str, label: str, values: Mapping[str, Any]) -> None:
        self.file = file
        self.label = label
        self._values = values
        self._read: set[str] = set()

    def refuse(self, reason: str) -> ReferenceDataError:
        """An error that names this file and entry."""
        return ReferenceDataError(self.file, self.label, reason)

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        return key in self._values

    def text(self, key: str, default: str | None = None) -> str:
        """A text that is not blank; without the key, the default."""
        if default is not None and not self.has(key):
            return default
        text = self._typed(key, str, "text")
        if not text.strip() and default is None:
            raise self.refuse(f"{key} is blank")
        return text

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; without the key, none."""
        values = self._typed(key, list, "a list") if self.has(key) else []
        if not all(isinstance(value, str) and value.strip() for value in values):
            raise self.refuse(f"{key} holds something that is not text")
        return tuple(values)

    def flag(self, key: str) -> bool:
        """True or false."""
        return self._typed(key, bool, "true or false")

    def whole(self, key: str) -> int:
        """A whole number of at least 0."""
        number = self._typed(key, int, "a whole number")
        if isinstance(number, bool) or number < 0:
            raise self.refuse(f"{key} is not a whole number of at least 0")
        return number

    def decimal(self, key: str) -> Decimal:
        """An exact number of at least 0."""
        value = self._value(key)
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise self.refuse(f"{key} is not a number")
        number = Decimal(value)
        if not number.is_finite() or number < 0:
            raise self.refuse(f"{key} is not a number of at least 0")
        return number

    def day(self, key: str) -> date:
        """A calendar day."""
        value = self._value(key)
        if type(value) is not date:
            raise self.refuse(f"{key} is not a date such as 2026-11-22")
        return value

    def quantity(self, key: str, kind: type[Q]) -> Q:
        """A quantity such as "200 mCi"."""
        text = self.text(key)
        try:
            return cast("Q", kind.parse(text))
        except QuantityError as error:
            raise self.refuse(f"{key} {text!r}: {error.fault.value}") from error

    def choice(self, key: str, among: type[E]) -> E:
        """One of the values of an enumeration."""
        text = self.text(key)
        try:
            return among(text)
        except ValueError as error:
            offered = ", ".join(member.value for member in among)
            raise self.refuse(f"{key} {text!r} is none of: {offered}") from error

    def entries(self, key: str) -> Iterator["Entry"]:
        """The tables of a list; without the key, none."""
        values = self._typed(key, list, "a list of tables") if self.has(key) else []
        for number, value in enumerate(values, start=1):
            if not isinstance(value, dict):
                raise self.refuse(f"{key} holds something that is not a table")
            yield Entry(self.file, f"{self.label}, {key} {number}".lstrip(", "), value)

    def entry(self, key: str) -> "Entry":
        """One table within this one."""
        return Entry(
            self.file, f"{self.label}, {key}".lstrip(", "), self._typed(key, dict, "a table")
        )

    def relabel(self, label: str) -> None:
        """Name the entry by its own id once that is known."""
        self.label = label

    def close(self) -> None:
        """Refuse what nobody asked for: a misspelled key must not be lost in silence."""
        unknown = sorted(set(self._values) - self._read)
        if unknown:
            raise self.refuse(f"unknown key {', '.join(unknown)}")

    def _value(self, key: str) -> Any:  # noqa: ANN401 (a TOML value has no type until it is asked for)
        self._read.add(key)
        if key not in self._values:
            raise self.refuse(f"{key} is missing")
        return self._values[key]

    def _typed(self, key: str, kind: type[T], words: str) -> T:
        value = self._value(key)
        if not isinstance(value, kind):
            raise self.refuse(f"{key} is not {words}")
        return value
