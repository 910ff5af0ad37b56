"""Reads what people write into cells about training: drugs, activities, parts taken, clock times, ledgers and topics."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, time
from decimal import Decimal

from au_desktop.domain.ids import SupervisorId
from au_desktop.domain.number_text import QuantityError
from au_desktop.domain.quantities import Activity
from au_desktop.domain.reference.drugs import Drug
from au_desktop.domain.reference.profiles import TrainingTopic
from au_desktop.domain.training.cases import Part
from au_desktop.domain.training.hours import Delivery, Ledger
from au_desktop.domain.training.supervisors import SupervisingAU
from au_desktop.domain.training.trainees import Trainee
from au_desktop.services.imports.cell_words import Cell, Read, Unread, optional_text

_PARTS = {
    "observed": Part.OBSERVED,
    "observer": Part.OBSERVED,
    "obs": Part.OBSERVED,
    "watched": Part.OBSERVED,
    "assisted": Part.ASSISTED,
    "helped": Part.ASSISTED,
    "performed": Part.PERFORMED,
    "did": Part.PERFORMED,
    "personal participation": Part.PERFORMED,
}
_LEDGERS = {
    "classroom": Ledger.CLASSROOM,
    "classroom and laboratory": Ledger.CLASSROOM,
    "didactic": Ledger.CLASSROOM,
    "laboratory": Ledger.CLASSROOM,
    "lab": Ledger.CLASSROOM,
    "work": Ledger.WORK,
    "work experience": Ledger.WORK,
    "continuing education": Ledger.CONTINUING,
    "ce": Ledger.CONTINUING,
    "cme": Ledger.CONTINUING,
}
_DELIVERIES = {
    **{delivery.value: delivery for delivery in Delivery},
    "on-line": Delivery.ONLINE,
    "in-person": Delivery.IN_PERSON,
    "hybrid": Delivery.MIXED,
}
_SECTIONS = re.compile(r"\b35\.\d{2,4}\b")
_CLOCKS = ("%H:%M", "%I:%M %p", "%I:%M%p", "%H:%M:%S")


def part_of(cell: Cell) -> Read[Part | None]:
    """The part taken; raises `Unread`."""
    text = optional_text(cell)
    if not text:
        return Read(None, "part not stated: the case does not count until it is")
    found = _PARTS.get(text.casefold())
    if found is None:
        raise Unread(text, "observed, assisted or performed")
    return Read(found)


def ledger_of(cell: Cell) -> Read[Ledger]:
    """The ledger; classroom where none is stated. Raises `Unread`."""
    text = optional_text(cell)
    if not text:
        return Read(Ledger.CLASSROOM, "ledger not stated: read as classroom and laboratory")
    found = _LEDGERS.get(text.casefold())
    if found is None:
        raise Unread(text, "classroom, work experience or continuing education")
    return Read(found)


def delivery_of(cell: Cell) -> Read[Delivery]:
    """How a course was held; raises `Unread`."""
    text = optional_text(cell)
    found = _DELIVERIES.get(text.casefold()) if text else Delivery.NOT_STATED
    if found is None:
        raise Unread(text, "in person, online, or both")
    return Read(found)


def sections_of(cell: Cell) -> Read[tuple[str, ...]]:
    """The sections that a course claims, such as 35.390; raises `Unread`."""
    if isinstance(cell, float):
        cell = f"{cell:.3f}"
    text = optional_text(cell)
    found = tuple(dict.fromkeys(_SECTIONS.findall(text)))
    if text and not found:
        raise Unread(text, "a section such as 35.390 or 35.396")
    return Read(found)


def clock_of(cell: Cell) -> Read[time | None]:
    """A time of the day; raises `Unread`."""
    if isinstance(cell, time):
        return Read(cell.replace(second=0, microsecond=0))
    if isinstance(cell, datetime):
        return Read(cell.time().replace(second=0, microsecond=0))
    text = optional_text(cell)
    if not text:
        return Read(None)
    for form in _CLOCKS:
        try:
            found = datetime.strptime(text.upper(), form)  # noqa: DTZ007 - a clock time has no zone
        except ValueError:
            continue
        return Read(found.time())
    raise Unread(text, "a time such as 14:30")


def amount_of(cell: Cell) -> Read[Decimal | None]:
    """Hours above zero; raises `Unread`."""
    text = optional_text(cell).casefold().removesuffix("hours").removesuffix("hrs")
    text = text.removesuffix("h").strip()
    if not text:
        return Read(None)
    try:
        found = Decimal(text)
    except ArithmeticError:
        raise Unread(optional_text(cell), "a number of hours") from None
    if not found.is_finite() or found <= 0:
        raise Unread(optional_text(cell), "a number of hours above zero")
    return Read(found)


def activity_of(cell: Cell, unit: str = "") -> Read[Activity | None]:
    """An activity with its unit, or in the unit that the heading names; raises `Unread`."""
    text = optional_text(cell)
    if not text:
        return Read(None)
    alone = bool(re.fullmatch(r"[\d.,\s]+", text))
    try:
        return Read(Activity.parse(f"{text} {unit}" if alone and unit else text))
    except QuantityError:
        raise Unread(text, "an activity such as 200 mCi or 7.4 GBq") from None


def drug_of(cell: Cell, drugs: Mapping[str, Drug]) -> Read[str]:
    """The id of a drug by id, generic or brand name, in any case; raises `Unread`."""
    text = optional_text(cell)
    wanted = _plain(text)
    for drug in drugs.values():
        names = (drug.id, drug.generic_name, drug.title, *drug.brand_names)
        if wanted and wanted in {_plain(name) for name in names}:
            return Read(drug.id)
    raise Unread(text, "a drug of the reference list, by generic or brand name")


def trainee_of(cell: Cell, trainees: Iterable[Trainee]) -> Read[Trainee]:
    """A trainee by code or by name; raises `Unread`."""
    text = optional_text(cell)
    wanted = _plain(text)
    found = [
        one
        for one in trainees
        if wanted in {_plain(one.code), _plain(one.display_name), _plain(_given_first(one))}
    ]
    if len(found) != 1:
        why = "one trainee: several have this name, use the code" if found else "a trainee's code"
        raise Unread(text, f"{why} such as T-001")
    return Read(found[0])


def supervisor_of(cell: Cell, supervisors: Iterable[SupervisingAU]) -> Read[SupervisorId | None]:
    """A supervising AU by name; raises `Unread`."""
    text = optional_text(cell)
    if not text:
        return Read(None)
    for one in supervisors:
        if _plain(one.name) == _plain(text):
            return Read(one.id)
    raise Unread(text, "a supervising AU of the center, as written there")


def topic_of(cell: Cell, topics: Iterable[TrainingTopic]) -> Read[str]:
    """The code of a topic or element, by code or title; empty where none is named. Raises `Unread`."""
    text = optional_text(cell)
    wanted = _plain(text)
    for topic in topics:
        if wanted and wanted in {_plain(topic.code), _plain(topic.title), _plain(topic.text)}:
            return Read(topic.code)
    if wanted and wanted not in {"other", "clinical"}:
        raise Unread(text, "a topic or element by its letter or title, or other")
    return Read("")


def _plain(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _given_first(trainee: Trainee) -> str:
    return f"{trainee.given_name} {trainee.family_name}"
