"""Reads the tables of a template file field by field and notes everything that does not fit, instead of the first only."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")

Complaint = tuple[str, str]
"""The item, section or sign-off that a complaint is about (empty: the file), and its sentence."""


class TemplateTable:
    """One table of the file. Every field is asked for by name and type; `close` notes the fields nobody asked for."""

    def __init__(
        self, values: Mapping[str, object], where: str, complaints: list[Complaint]
    ) -> None:
        self._values = values
        self._complaints = complaints
        self._asked: set[str] = set()
        self.where = where

    def complain(self, sentence: str) -> None:
        """Note what does not fit."""
        self._complaints.append((self.where, sentence))

    def has(self, name: str) -> bool:
        """Whether the field is there."""
        return name in self._values

    def is_text(self, name: str) -> bool:
        """Whether the field is there and a text."""
        return isinstance(self._values.get(name), str)

    def text(self, name: str, default: str | None = None) -> str:
        """A text; without the field, the default, and a complaint where there is none."""
        return self._typed(name, str, "a text", default, "")

    def flag(self, name: str, *, default: bool) -> bool:
        """True or false."""
        return self._typed(name, bool, "true or false", default, default)

    def whole(self, name: str, default: int | None = None) -> int:
        """A whole number."""
        return self._typed(name, int, "a whole number", default, 0)

    def day(self, name: str) -> date:
        """A calendar day."""
        day = self._typed(name, date, "a date such as 2026-11-22", None, date.min)
        if isinstance(day, datetime):
            self.complain(f"{name} must be a date without a time")
            return day.date()
        return day

    def figure(self, name: str) -> Decimal | None:
        """An exact number, if the field is there."""
        value = self._ask(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            self.complain(f"{name} must be a number")
            return None
        number = Decimal(value)
        if not number.is_finite():
            self.complain(f"{name} must be a finite number")
            return None
        return number

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts, or one text standing for a list of one; without the field, none."""
        value = self._ask(name)
        listed = [value] if isinstance(value, str) else value
        if listed is None:
            return ()
        if not isinstance(listed, list) or not all(isinstance(text, str) for text in listed):
            self.complain(f"{name} must be a list of texts")
            return ()
        return tuple(listed)

    def member(self, name: str, among: type[E]) -> E | None:
        """One of the values of an enumeration; a complaint names those on offer."""
        return self._member(self.text(name), name, among)

    def members(self, name: str, among: type[E]) -> tuple[E, ...]:
        """Several values of an enumeration."""
        found = (self._member(text, name, among) for text in self.texts(name))
        return tuple(member for member in found if member is not None)

    def _member(self, text: str, name: str, among: type[E]) -> E | None:
        if text in set(among):
            return among(text)
        offered = ", ".join(member.value for member in among)
        self.complain(f"{name} is {text!r}, which is none of: {offered}")
        return None

    def table(self, name: str) -> "TemplateTable | None":
        """A table within this one, if it is there."""
        value = self._ask(name)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.complain(f"{name} must be a table such as {{ field = value }}")
            return None
        return TemplateTable(value, self.where, self._complaints)

    def tables(self, name: str) -> "tuple[TemplateTable, ...]":
        """A list of tables; without the field, none."""
        value = self._ask(name)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self.complain(f"{name} must be a list of tables")
            return ()
        return tuple(TemplateTable(one, self.where, self._complaints) for one in value)

    def names(self) -> tuple[str, ...]:
        """The fields that are there; asking counts as reading them all."""
        self._asked.update(self._values)
        return tuple(self._values)

    def raw(self) -> Mapping[str, object]:
        """The table as it stands; asking counts as reading all of it."""
        self._asked.update(self._values)
        return self._values

    def close(self) -> None:
        """Note each field that nobody asked for: a misspelled one must not be lost in silence."""
        for name in self._values:
            if name not in self._asked:
                self.complain(f"unknown field {name!r}")

    def _ask(self, name: str) -> object:
        self._asked.add(name)
        return self._values.get(name)

    def _typed(self, name: str, kind: type[T], words: str, default: T | None, empty: T) -> T:
        value = self._ask(name)
        if value is None:
            if default is None:
                self.complain(f"{name} is missing")
                return empty
            return default
        if isinstance(value, kind) and (kind is bool or not isinstance(value, bool)):
            return value
        self.complain(f"{name} must be {words}")
        return empty
