"""Reads what was typed for an input of a named calculation; a plain number takes the unit that the input names."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal

from au_desktop.domain.errors import Invalid
from au_desktop.domain.number_text import QuantityError, TextFault, split_number
from au_desktop.domain.quantities import (
    Activity,
    CountRate,
    Distance,
    Dose,
    DoseRate,
    Duration,
)
from au_desktop.domain.radiation.calculations.calculation_types import (
    At,
    Input,
    InputKind,
    InputValue,
    TimedActivity,
)
from au_desktop.domain.reference.drugs import Drug
from au_desktop.domain.reference.library import Reference
from au_desktop.domain.reference.nuclides import Nuclide

_ONE = Decimal(1)
_PERCENT = ("%", "percent")
_MINUS = ("-", "\u2212")
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_MILLILITERS = {
    "ml": _ONE,
    "l": Decimal(1000),
    "m3": Decimal(1_000_000),
    "m³": Decimal(1_000_000),
    "gal": Decimal("3785.411784"),
}
_ELEMENT_FIRST = re.compile(r"([A-Za-z]{1,2})[- ]?(\d{1,3})(m?)(-implant| implant)?")
_MASS_FIRST = re.compile(r"(\d{1,3})(m?)[- ]?([A-Za-z]{1,2})()")
_BETWEEN_NAMES = re.compile(r"[;,]|\s+(?=[A-Za-z])")
_BETWEEN_VALUES = re.compile(r"[;+]|,(?!\d{3}(?:\D|$))")
_YES, _NO = ("yes", "true", "1"), ("no", "false", "0")


def read_input(one: Input, typed: str, reference: Reference) -> InputValue:
    """The value of an input; `Invalid` or `QuantityError` says what is wrong with the text."""
    if not typed.strip():
        raise Invalid(one.name, "is empty")
    if one.kind in _QUANTITIES:
        return _QUANTITIES[one.kind](_with_unit(typed, one.unit))
    if one.kind in _BY_REFERENCE:
        return _BY_REFERENCE[one.kind](one, typed, reference)
    return _PLAIN[one.kind](one, typed)


def _with_unit(typed: str, unit: str) -> str:
    """The text as it is, or with the unit of the input where it ends with the number."""
    _, rest = split_number(typed)
    return typed if rest else f"{typed.strip()} {unit}"


_QUANTITIES: Mapping[InputKind, Callable[[str], InputValue]] = {
    InputKind.ACTIVITY: Activity.parse,
    InputKind.DURATION: Duration.parse,
    InputKind.DOSE: Dose.parse,
    InputKind.DOSE_RATE: DoseRate.parse,
    InputKind.COUNT_RATE: CountRate.parse,
    InputKind.DISTANCE: Distance.parse,
}


def _signed(typed: str) -> tuple[int, str]:
    text = typed.strip()
    return (-1, text[1:]) if text.startswith(_MINUS) else (1, text)


def _signed_duration(one: Input, typed: str) -> InputValue:
    sign, text = _signed(typed)
    return Duration.parse(_with_unit(text, one.unit)) * sign


def _number(one: Input, typed: str) -> InputValue:
    sign, text = _signed(typed)
    amount, rest = split_number(text)
    if rest and rest.casefold() != one.unit.casefold():
        raise Invalid(one.name, f"is a number{f' in {one.unit}' if one.unit else ''}")
    return amount * sign


def _fraction(one: Input, typed: str) -> InputValue:
    amount, rest = split_number(typed)
    if rest and rest.casefold() not in _PERCENT:
        raise Invalid(one.name, "is a fraction such as 0.25, or 25 %")
    value = amount / 100 if rest else amount
    if value > _ONE:
        raise Invalid(
            one.name, "is a fraction from 0 to 1; for percent type the sign, such as 25 %"
        )
    return value


def _volume(one: Input, typed: str) -> InputValue:
    amount, rest = split_number(typed)
    unit = (rest or one.unit).casefold()
    if unit not in _MILLILITERS:
        raise QuantityError(typed, TextFault.UNIT_UNKNOWN, ("mL", "L", "m3", "gal"))
    return amount * _MILLILITERS[unit]


def _day(one: Input, typed: str) -> InputValue:
    try:
        day = datetime.fromisoformat(typed.strip()).date()
    except ValueError as error:
        raise Invalid(one.name, "is no date such as 2026-11-23") from error
    return _likely(one, day)


def _likely(one: Input, day: date) -> date:
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise Invalid(one.name, f"lies outside the years {_FIRST_YEAR} to {_LAST_YEAR}")
    return day


def _choice(one: Input, typed: str) -> InputValue:
    wanted = _squeezed(typed)
    found = next((choice for choice in one.choices if _squeezed(choice) == wanted), None)
    if found is None:
        raise Invalid(one.name, f"is none of: {', '.join(one.choices)}")
    return found


def _squeezed(words: str) -> str:
    return "".join(c for c in words.casefold() if c.isalnum())


def _yes_no(one: Input, typed: str) -> InputValue:
    word = typed.strip().casefold()
    if word not in _YES + _NO:
        raise Invalid(one.name, "is yes or no")
    return word in _YES


def _text(_one: Input, typed: str) -> InputValue:
    return typed.strip()


def _time(one: Input, typed: str) -> InputValue:
    return _at(one, typed, "h")


def _at(one: Input, typed: str, unit: str) -> At:
    """A time of day with its date, or so long after the assay."""
    try:
        return datetime.fromisoformat(typed.strip())
    except ValueError:
        pass
    try:
        return Duration.parse(_with_unit(typed, unit))
    except QuantityError as error:
        reason = "is no time such as 2026-11-23T10:30, and no duration such as 2 h"
        raise Invalid(one.name, reason) from error


def _timed(one: Input, typed: str) -> TimedActivity:
    amount, sign, at = typed.partition("@")
    activity = Activity.parse(_with_unit(amount, one.unit))
    return TimedActivity(activity, _at(one, at, "h") if sign else None)


def _values(one: Input, typed: str) -> list[str]:
    pieces = [piece for piece in _BETWEEN_VALUES.split(typed) if piece.strip()]
    if not pieces:
        raise Invalid(one.name, "holds no activity")
    return pieces


def _timed_list(one: Input, typed: str) -> InputValue:
    return tuple(_timed(one, piece) for piece in _values(one, typed))


def _activities(one: Input, typed: str) -> InputValue:
    return tuple(Activity.parse(_with_unit(piece, one.unit)) for piece in _values(one, typed))


_PLAIN: Mapping[InputKind, Callable[[Input, str], InputValue]] = {
    InputKind.NUMBER: _number,
    InputKind.FRACTION: _fraction,
    InputKind.SIGNED_DURATION: _signed_duration,
    InputKind.VOLUME: _volume,
    InputKind.DAY: _day,
    InputKind.CHOICE: _choice,
    InputKind.YES_NO: _yes_no,
    InputKind.TEXT: _text,
    InputKind.TIME: _time,
    InputKind.TIMED_ACTIVITY: _timed,
    InputKind.TIMED_ACTIVITIES: _timed_list,
    InputKind.ACTIVITIES: _activities,
}


def nuclide_name(typed: str) -> str:
    """A nuclide as the reference data writes it: "lu177" and "177Lu" are Lu-177; empty where it is none."""
    text = typed.strip()
    found = _ELEMENT_FIRST.fullmatch(text)
    if found:
        element, mass, state, implant = found.groups()
    else:
        found = _MASS_FIRST.fullmatch(text)
        if not found:
            return ""
        mass, state, element, implant = found.groups()
    return f"{element.capitalize()}-{mass}{state}{'-implant' if implant else ''}"


def _named(one: Input, typed: str) -> str:
    name = nuclide_name(typed)
    if not name:
        raise Invalid(one.name, "is no nuclide such as Lu-177")
    return name


def _nuclide(one: Input, typed: str, reference: Reference) -> Nuclide:
    name = _named(one, typed)
    if name not in reference.nuclides:
        raise Invalid(one.name, f"is not known; there is: {', '.join(reference.nuclides)}")
    return reference.nuclide(name)


def _nuclides(one: Input, typed: str, reference: Reference) -> InputValue:
    return tuple(_nuclide(one, piece, reference) for piece in _pieces(one, typed))


def _pieces(one: Input, typed: str) -> list[str]:
    pieces = [piece for piece in _BETWEEN_NAMES.split(typed) if piece.strip()]
    if not pieces:
        raise Invalid(one.name, "names no nuclide")
    return pieces


def _name(one: Input, typed: str, _reference: Reference) -> InputValue:
    return _named(one, typed)


def _names(one: Input, typed: str, _reference: Reference) -> InputValue:
    return tuple(_named(one, piece) for piece in _pieces(one, typed))


def _drug(one: Input, typed: str, reference: Reference) -> Drug:
    """A drug by its id, its generic or brand name, or with the element written out."""
    wanted = _squeezed(typed)
    for drug in reference.drugs.values():
        nuclide = reference.nuclide_of(drug)
        long_id = drug.id.replace(nuclide.id.casefold(), nuclide.name)
        names = (drug.id, drug.generic_name, long_id, *drug.brand_names)
        if wanted in {_squeezed(name) for name in names}:
            return drug
    raise Invalid(one.name, f"is not known; there is: {', '.join(reference.drugs)}")


_BY_REFERENCE: Mapping[InputKind, Callable[[Input, str, Reference], InputValue]] = {
    InputKind.NUCLIDE: _nuclide,
    InputKind.NUCLIDES: _nuclides,
    InputKind.NAME: _name,
    InputKind.NAMES: _names,
    InputKind.DRUG: _drug,
}
