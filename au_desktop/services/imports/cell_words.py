"""Reads what coordinators write into cells: dates in several spellings, states, pathways, capacities, hours."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Generic, TypeAlias, TypeVar

from au_desktop.domain.training.trainees import Capacity, Pathway
from au_desktop.domain.us_states import state_code

Cell: TypeAlias = str | int | float | bool | datetime | date | time | Decimal | None
T = TypeVar("T")

NOTHING = {"", "n/a", "na", "-", "none", "?", "tbd", "unknown"}


class Unread(Exception):
    """The words of a cell that could not be read as the value of its column, and what would be."""

    def __init__(self, text: str, wanted: str) -> None:
        super().__init__(text)
        self.text = text
        self.wanted = wanted


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """A value, and a notice where it took some reading."""

    value: T
    notice: str = ""


def text_of(cell: Cell) -> str:
    """A cell as one line of text: whole numbers without a fraction, days in ISO form."""
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else " ".join(str(cell).split())


def optional_text(cell: Cell) -> str:
    """Text, empty where the cell says that there is none."""
    text = text_of(cell)
    return "" if text.casefold() in NOTHING else text


_DAY_FORMS = (
    (re.compile(r"\d{4}-\d{1,2}-\d{1,2}"), ("%Y-%m-%d",)),
    (re.compile(r"\d{1,2}\.\d{1,2}\.\d{2,4}"), ("%d.%m.%Y", "%d.%m.%y")),
    (re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}"), ("%m/%d/%Y", "%m/%d/%y")),
    (re.compile(r"\d{1,2}[ -][A-Za-z]{3,9}\.?[ -]\d{2,4}"), ("%d %b %Y", "%d %B %Y")),
    (re.compile(r"[A-Za-z]{3,9}\.? \d{1,2},? \d{4}"), ("%b %d %Y", "%B %d %Y")),
)
"""Dots are read day first, slashes month first, as people in the United States write them."""


def day_of(cell: Cell) -> Read[date | None]:
    """A day in one of the spellings people use.

    Raises:
        Unread: the words are no day.
    """
    if isinstance(cell, datetime):
        return Read(cell.date())
    if isinstance(cell, date):
        return Read(cell)
    text = optional_text(cell)
    if not text:
        return Read(None)
    plain = text.replace(",", "").replace("-", " ") if any(map(str.isalpha, text)) else text
    plain = plain.replace(". ", " ")
    for pattern, forms in _DAY_FORMS:
        if pattern.fullmatch(text):
            for form in forms:
                found = _parsed(plain, form)
                if found is not None:
                    return Read(found, _how_read(text, found))
    raise Unread(text, "a date such as 2026-11-18 or 11/18/2026")


def _parsed(text: str, form: str) -> date | None:
    try:
        found = datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None
    return found if found.year >= 1900 else None


def _how_read(text: str, found: date) -> str:
    """Say how an ambiguous day was read: both numbers could be the month."""
    numbers = [int(part) for part in re.findall(r"\d+", text)]
    ambiguous = "-" not in text and len(numbers) == 3 and max(numbers[:2]) <= 12
    return f"{text} read as {found.isoformat()}" if ambiguous and numbers[0] != numbers[1] else ""


def state_of(cell: Cell) -> Read[str]:
    """The postal code of a state written as code or name.

    Raises:
        Unread: neither.
    """
    text = optional_text(cell)
    if not text:
        return Read("")
    code = state_code(text)
    if code is None:
        raise Unread(text, "a state or territory, by name or two-letter code")
    return Read(code)


@dataclass(frozen=True, slots=True)
class Plan:
    """A pathway with the categories that it asks for under the NRC's profile."""

    pathway: Pathway
    categories: tuple[str, ...]


_SECTIONS = (
    ("392", Plan(Pathway.ORAL_UP_TO_33_MCI, ("G1",))),
    ("394", Plan(Pathway.ORAL_ABOVE_33_MCI, ("G2",))),
    ("396", Plan(Pathway.PARENTERAL, ("G3",))),
    ("390", Plan(Pathway.ALTERNATE_390, ("G1", "G2", "G3"))),
)


def plan_of(cell: Cell) -> Read[Plan]:
    """The pathway; an existing AU who adds parenteral use asks for that category only.

    Raises:
        Unread: no pathway is named.
    """
    text = optional_text(cell)
    if not text:
        return Read(Plan(Pathway.UNDECIDED, ()), "pathway not stated: entered as undecided")
    words = text.casefold()
    if "existing" in words:
        return Read(Plan(Pathway.EXISTING_AU, ("G3",) if "parenteral" in words else ()))
    if "board" in words:
        return Read(Plan(Pathway.BOARD, ("G1", "G2", "G3")))
    for number, plan in _SECTIONS:
        if number in words:
            return Read(plan)
    raise Unread(text, "a pathway: 35.390, 35.392, 35.394, 35.396, board or existing AU")


_CAPACITIES = {
    "observer": Read(Capacity.OBSERVER),
    "obs": Read(Capacity.OBSERVER),
    "supervised participant": Read(Capacity.SUPERVISED_PARTICIPANT),
    "participant": Read(Capacity.SUPERVISED_PARTICIPANT),
    "hands-on": Read(
        Capacity.SUPERVISED_PARTICIPANT,
        "hands-on read as supervised participant: check the agreement",
    ),
    "privileged": Read(Capacity.PRIVILEGED),
}


def capacity_of(cell: Cell) -> Read[Capacity | None]:
    """The capacity that the host granted.

    Raises:
        Unread: the words name none.
    """
    text = optional_text(cell)
    if not text:
        return Read(None, "capacity not stated: no case counts until it is entered")
    found = _CAPACITIES.get(text.casefold().rstrip("."))
    if found is None:
        raise Unread(text, "observer, supervised participant or privileged")
    return Read(found.value, found.notice)


_HOURS = re.compile(r"(\d+(?:\.\d+)?)\s*(?:h|hr|hrs|hours)?\.?", re.IGNORECASE)


def hours_of(cell: Cell) -> Read[Decimal | None]:
    """Hours as a number, with or without "h"; words such as "see cert" are a notice, not a refusal."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return Read(Decimal(str(cell)))
    text = optional_text(cell)
    match = _HOURS.fullmatch(text)
    if match is not None:
        return Read(Decimal(match.group(1)))
    return Read(None, f'classroom hours "{text}" is no number: left empty' if text else "")
