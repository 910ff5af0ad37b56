"""A radiation safety record in words: every fact it holds, named and in order, for the screen, the signature and the print."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, time
from decimal import Decimal
from enum import Enum
from typing import Any, cast
from uuid import UUID

from au_desktop.domain.moments import Moment
from au_desktop.domain.number_text import plain_text, rounded
from au_desktop.domain.quantities import Activity, AnyQuantity, Dose, Quantity
from au_desktop.domain.quantity_display import (
    UnitSystem,
    entered_system,
    in_both_systems,
)
from au_desktop.domain.safety.dosages import Dosage
from au_desktop.domain.safety.packages import Package, PackageWipe
from au_desktop.domain.safety.safety_records import (
    MeterRef,
    PersonRef,
    RecordKind,
    RoomRef,
    SafetyRecord,
)
from au_desktop.domain.safety.sewer import SewerDisposal
from au_desktop.domain.safety.source_checks import LeakCount
from au_desktop.domain.safety.surveys import WipeCount
from au_desktop.domain.safety.visits import Visit

_HEAD = frozenset(field.name for field in fields(SafetyRecord))
_TYPED_DIGITS, _KEPT_DIGITS = 8, 6
_RECKONED: dict[type, tuple[tuple[str, str], ...]] = {
    Package: (("Transport index by reading", "index_by_reading"),),
    PackageWipe: (("Net, dpm/cm\u00b2 of surface", "dpm_per_cm2"),),
    WipeCount: (("Net, dpm/100 cm\u00b2", "net_dpm"), ("MDA, dpm/100 cm\u00b2", "mda_dpm")),
    LeakCount: (("Removable activity", "found"),),
    Dosage: (("Expected", "expected"), ("Net at the administration", "net")),
    Visit: (("Dose of this visit", "dose"), ("Dose with earlier visits", "total")),
    SewerDisposal: (("Sum of fractions of the month", "fraction"),),
}
"""What is reckoned from the facts of a record or of its parts: its name on paper, and the property."""
_SHORT = {
    "id": "ID",
    "mda": "MDA",
    "dpm": "dpm",
    "cm2": "cm\u00b2",
    "ti": "TI",
    "verify": "needs checking",
    "au": "AU",
    "rso": "RSO",
    "nrc": "NRC",
    "ph": "pH",
    "tede": "TEDE",
}
# 10 CFR 20.2101(d): the quantities are told apart clearly.
_NAMES = {
    "deep": "Deep-dose equivalent",
    "committed": "Committed effective dose equivalent",
    "lens": "Lens dose equivalent",
    "skin": "Shallow-dose equivalent, skin",
    "extremity": "Shallow-dose equivalent, extremity",
    "organ_committed": "Committed dose equivalent, organ",
    "fetal": "Dose equivalent to the embryo/fetus",
    "nuclide_id": "Nuclide",
}


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact: how deep it lies inside others, its name, its value in words."""

    depth: int
    name: str
    value: str


Amounts = Callable[[AnyQuantity], str]
"""How a quantity is written."""


def record_lines(record: SafetyRecord) -> tuple[FactLine, ...]:
    """Every fact of the record that is set, in the order of its kind; then its notes.

    Curie, rad and rem come first with the SI in parentheses, as 10 CFR 20.2101(a) and (b) ask of the records of Part 20;
    directives, time-outs and dosages are records of Part 35 and have first what was entered; a release stands beside
    the figures of the guide, which are written as they were printed. What is reckoned from the facts follows them.
    """
    own = [field.name for field in fields(record) if field.name not in _HEAD]
    amounts = _AMOUNTS.get(record.KIND, _curie_first)
    lines = [line for name in own for line in _lines(name, getattr(record, name), 0, amounts)]
    lines += _reckoned(record, 0, amounts)
    if record.notes:
        lines.append(FactLine(0, "Notes", record.notes))
    return tuple(lines)


def entry_lines(entry: object, *left_out: str) -> tuple[FactLine, ...]:
    """Every fact that is set of an entry of the reference data, but those that are left out."""
    names = [field.name for field in fields(entry) if field.name not in left_out]  # type: ignore[arg-type]
    return tuple(line for name in names for line in _lines(name, getattr(entry, name), 0, _alone))


def _alone(quantity: AnyQuantity) -> str:
    return _short(quantity).format()


def _short(quantity: AnyQuantity) -> AnyQuantity:
    """A reckoned amount with the digits that can be read; what was typed keeps its own."""
    if len(quantity.amount.normalize().as_tuple().digits) <= _TYPED_DIGITS:
        return quantity
    return type(quantity)(rounded(quantity.amount, _KEPT_DIGITS), quantity.unit)  # type: ignore[arg-type]


def _number(number: Decimal) -> str:
    long = len(number.normalize().as_tuple().digits) > _TYPED_DIGITS
    return plain_text(rounded(number, _KEPT_DIGITS) if long else number)


def _curie_first(quantity: AnyQuantity) -> str:
    return in_both_systems(_short(quantity), UnitSystem.CURIE)


def _as_entered_first(quantity: AnyQuantity) -> str:
    if isinstance(quantity, Activity | Dose):
        return in_both_systems(_short(quantity), entered_system(quantity))
    return _curie_first(quantity)


_AMOUNTS: dict[RecordKind, Amounts] = {
    RecordKind.DIRECTIVE: _as_entered_first,
    RecordKind.TIME_OUT: _as_entered_first,
    RecordKind.DOSAGE: _as_entered_first,
    RecordKind.RELEASE: _alone,
}


def head_lines(record: SafetyRecord) -> tuple[FactLine, ...]:
    """When it happened, when it was entered, which revision it is, and what became of it."""
    lines = [
        FactLine(0, "Event", _moment(record.at)),
        FactLine(0, "Entered", _moment(record.entered_at)),
        FactLine(0, "Revision", str(record.revision)),
    ]
    if record.amend_reason:
        lines.append(FactLine(0, "Amends an earlier record because", record.amend_reason))
    if record.voided is not None:
        lines.append(FactLine(0, "Void because", record.voided.reason))
    return tuple(lines)


def fact_name(name: str) -> str:
    """A field's name as people read it: "wipe_factor" is "Wipe factor"."""
    if name in _NAMES:
        return _NAMES[name]
    words = [_SHORT.get(word, word) for word in name.split("_")]
    text = " ".join(words)
    return text[:1].upper() + text[1:]


def _lines(name: str, value: Any, depth: int, amounts: Amounts) -> Iterator[FactLine]:  # noqa: ANN401 - any fact
    if value is None or value in ("", (), {}):
        return
    if isinstance(value, UUID):
        return  # what it points to is named beside it
    plain = _plain(value, amounts)
    if plain is not None:
        yield FactLine(depth, fact_name(name), plain)
    elif isinstance(value, tuple):
        yield from _several(name, value, depth, amounts)
    elif is_dataclass(value):
        yield FactLine(depth, fact_name(name), "")
        yield from _inside(value, depth + 1, amounts)


def _several(
    name: str, values: tuple[Any, ...], depth: int, amounts: Amounts
) -> Iterator[FactLine]:
    texts = [_plain(value, amounts) for value in values]
    if all(text is not None for text in texts):
        yield FactLine(depth, fact_name(name), ", ".join(text or "" for text in texts))
        return
    for place, value in enumerate(values, 1):
        yield FactLine(depth, f"{fact_name(name)} {place}", "")
        yield from _inside(value, depth + 1, amounts)


def _inside(value: Any, depth: int, amounts: Amounts) -> Iterator[FactLine]:  # noqa: ANN401 - any dataclass
    for field in fields(value):
        yield from _lines(field.name, getattr(value, field.name), depth, amounts)
    yield from _reckoned(value, depth, amounts)


def _reckoned(value: object, depth: int, amounts: Amounts) -> Iterator[FactLine]:
    for name, attribute in _RECKONED.get(type(value), ()):
        found = getattr(value, attribute)
        if found is not None:
            yield FactLine(depth, name, _plain(found, amounts) or "")


def _plain(value: Any, amounts: Amounts) -> str | None:  # noqa: ANN401 - any fact
    """The value in one line; None where it has parts of its own."""
    if isinstance(value, Quantity):
        return amounts(cast("AnyQuantity", value))
    for kinds, said in _WORDS:
        if isinstance(value, kinds):
            return said(value)
    return _reference(value)


def _reference(value: object) -> str | None:
    if isinstance(value, PersonRef | RoomRef):
        return value.name
    if isinstance(value, MeterRef):
        serial = f"serial {value.serial}" if value.serial else ""
        due = (
            f"calibrated until {value.calibration_due.isoformat()}"
            if value.calibration_due
            else ""
        )
        return ", ".join(part for part in (value.name, value.model, serial, due) if part)
    return None


def _moment(moment: Moment) -> str:
    return moment.local.strftime("%Y-%m-%d %H:%M")


_WORDS: tuple[tuple[type | tuple[type, ...], Callable[[Any], str]], ...] = (
    (bool, lambda value: "yes" if value else "no"),
    (Enum, lambda value: str(value.value)),
    (Decimal, _number),
    ((str, int), str),
    (Moment, _moment),
    (date, date.isoformat),
    (time, lambda value: value.isoformat("minutes")),
)
"""The first kind that fits decides: a truth is a number too, and an Enum may be a text."""
