"""What a form of an event is made of: one fact with its place in the record, its label and how it is asked."""

from dataclasses import dataclass
from enum import Enum, StrEnum

from au_desktop.domain.safety.event_levels import Answer


class Ask(StrEnum):
    """How a fact is asked."""

    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"
    ACTIVITY = "activity"
    DOSE = "dose"
    RATE = "rate"
    DISTANCE = "distance"
    NUMBER = "number"
    MOMENT = "moment"
    ROOM = "room"
    METER = "meter"
    PERSON = "person"
    CASE = "case"
    LEVEL = "level"
    LIST = "list"


Choices = tuple[tuple[Enum, str], ...]
ANSWERS: Choices = (
    (Answer.OPEN, "Not answered"),
    (Answer.NO, "No"),
    (Answer.YES, "Yes"),
    (Answer.UNKNOWN, "Not known"),
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: its place such as "spill.activity", its label, how it is asked, and a hint with the paragraph.

    `unit` stands beside a plain number, `line` says which list a LIST fact holds.
    """

    path: str
    label: str
    ask: Ask = Ask.LINE
    hint: str = ""
    choices: Choices = ()
    unit: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True)
class FactSection:
    """Facts under one head; `note` names a note of the reference data that is shown above them."""

    title: str
    facts: tuple[Fact, ...]
    note: str = ""


def answer(path: str, label: str, hint: str = "") -> Fact:
    """A question answered with yes, no or not known."""
    return Fact(path, label, Ask.CHOICE, hint, ANSWERS)


def one_of(path: str, label: str, kind: type[Enum], hint: str = "") -> Fact:
    """A choice among the words of an enumeration."""
    choices = tuple((value, _words(str(value.value))) for value in kind)
    return Fact(path, label, Ask.CHOICE, hint, choices)


def _words(value: str) -> str:
    return f"{value[:1].upper()}{value[1:]}" if value else "Not said"
