"""Activity, dose, dose rate, count rate, distance and duration: exact decimals that carry their unit as entered."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any, ClassVar, Generic, Self, TypeVar, cast

from au_desktop.domain.number_text import (
    EXACT,
    MOST_DIGITS,
    QuantityError,
    TextFault,
    plain_text,
    rounded,
    split_number,
    trimmed,
)

U = TypeVar("U", bound=StrEnum)


_MOST_PLACES = 60
"""The greatest and the smallest power of ten that an amount may have."""


class QuantityKind(StrEnum):
    """What a quantity measures."""

    ACTIVITY = "activity"
    DOSE = "dose"
    DOSE_RATE = "dose rate"
    COUNT_RATE = "count rate"
    DISTANCE = "distance"
    DURATION = "duration"


class ActivityUnit(StrEnum):
    """Units of activity; the base unit is Bq."""

    BQ = "Bq"
    KBQ = "kBq"
    MBQ = "MBq"
    GBQ = "GBq"
    TBQ = "TBq"
    NCI = "nCi"
    UCI = "µCi"
    MCI = "mCi"
    CI = "Ci"


class DoseUnit(StrEnum):
    """Units of dose equivalent; the base unit is Sv."""

    SV = "Sv"
    MSV = "mSv"
    USV = "µSv"
    REM = "rem"
    MREM = "mrem"


class DoseRateUnit(StrEnum):
    """Units of dose rate; the base unit is Sv/h.

    mR/h is an exposure rate. It is taken as 1 mrem/h, the convention of Regulatory Guide 8.39 (1 R taken as 1 rem),
    so that a survey meter's reading can stand as read beside limits in mrem/h.
    """

    SV_H = "Sv/h"
    MSV_H = "mSv/h"
    USV_H = "µSv/h"
    REM_H = "rem/h"
    MREM_H = "mrem/h"
    MR_H = "mR/h"


class CountRateUnit(StrEnum):
    """Units of count rate; the base unit is counts per second."""

    CPM = "cpm"
    CPS = "cps"


class DistanceUnit(StrEnum):
    """Units of distance; the base unit is m."""

    M = "m"
    CM = "cm"
    MM = "mm"
    FT = "ft"
    IN = "in"


class DurationUnit(StrEnum):
    """Units of duration; the base unit is s. A year is 365.2422 days, as in ICRP Publication 107."""

    S = "s"
    MIN = "min"
    H = "h"
    D = "d"
    Y = "y"


@dataclass(frozen=True, slots=True, eq=False)
class Quantity(Generic[U]):
    """A decimal amount in the unit a person used.

    `==`, `<` and hashing go by value: 200 mCi equals 7.4 GBq. `same_as` asks for the same amount and unit as entered.
    Amounts are `Decimal`: a float, or even an int, is a TypeError (`of` takes text and whole numbers).
    """

    amount: Decimal
    unit: U

    KIND: ClassVar[QuantityKind]
    UNITS: ClassVar[type[StrEnum]]
    _SCALE: ClassVar[Mapping[str, str]]
    # Units whose ratio to the base unit does not end as a decimal are compared in a finer tick.
    _TICKS_PER_BASE: ClassVar[Decimal] = Decimal(1)
    _WORDS: ClassVar[Mapping[str, str]] = MappingProxyType({})

    def __post_init__(self) -> None:
        """Refuse what is not a finite decimal in a unit of this kind."""
        if type(self.amount) is not Decimal:
            message = f"{type(self).__name__} takes a Decimal, not {type(self.amount).__name__}"
            raise TypeError(message)
        if type(self.unit) is not self.UNITS:
            message = f"{type(self).__name__} takes {self.UNITS.__name__}, not {self.unit!r}"
            raise TypeError(message)
        if not self.amount.is_finite():
            raise QuantityError(str(self.amount), TextFault.NOT_FINITE)
        if self.amount and abs(self.amount.adjusted()) > _MOST_PLACES:
            raise QuantityError(str(self.amount), TextFault.OUT_OF_RANGE)

    @classmethod
    def of(cls, amount: Decimal | int | str, unit: U) -> Self:
        """Make one from exact text, a whole number or a decimal; never from a float."""
        if isinstance(amount, bool) or not isinstance(amount, Decimal | int | str):
            message = f"{cls.__name__} takes no {type(amount).__name__}"
            raise TypeError(message)
        return cls(Decimal(amount), unit)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what a person typed, such as "200 mCi"; refuse with `QuantityError` and the reason."""
        try:
            amount, unit_text = split_number(text)
        except QuantityError as error:
            raise QuantityError(text, error.fault, cls.unit_names(), error.suggestion) from None
        return cls(amount, cls._unit_typed(unit_text, text))

    @classmethod
    def unit_named(cls, unit_text: str) -> U:
        """The unit that a person typed, on its own."""
        return cls._unit_typed(unit_text, unit_text)

    @classmethod
    def unit_names(cls) -> tuple[str, ...]:
        """The units of this kind, as they are offered."""
        return tuple(unit.value for unit in cls.UNITS)

    @classmethod
    def _unit_typed(cls, unit_text: str, text: str) -> U:
        key = _unit_key(unit_text)
        if not key:
            raise QuantityError(text, TextFault.UNIT_MISSING, cls.unit_names())
        for unit in cls.UNITS:
            if _unit_key(unit.value) == key:
                return cast("U", unit)
        word = cls._WORDS.get(key.lower())
        if word is not None:
            return cast("U", cls.UNITS(word))
        close = tuple(u.value for u in cls.UNITS if _unit_key(u.value).lower() == key.lower())
        fault = TextFault.UNIT_AMBIGUOUS if close else TextFault.UNIT_UNKNOWN
        raise QuantityError(text, fault, close or cls.unit_names())

    @property
    def _ticks(self) -> Decimal:
        return EXACT.multiply(self.amount, Decimal(self._SCALE[self.unit]))

    @property
    def base(self) -> Decimal:
        """The amount in the base unit (Bq, Sv, Sv/h, counts per second, m, s)."""
        return trimmed(EXACT.divide(self._ticks, self._TICKS_PER_BASE))

    @classmethod
    def from_base(cls, amount: Decimal, unit: U) -> Self:
        """A quantity of so many base units, expressed in `unit`."""
        ticks = EXACT.multiply(amount, cls._TICKS_PER_BASE)
        return cls(_in_unit(ticks, cls._SCALE[unit]), unit)

    def to(self, unit: U) -> Self:
        """The same quantity in another unit: exact where the decimal ends, else to 60 digits."""
        if unit == self.unit:
            return self
        return type(self)(_in_unit(self._ticks, self._SCALE[unit]), unit)

    def same_as(self, other: object) -> bool:
        """Whether both were entered alike: same kind, same digits, same unit."""
        return (
            isinstance(other, Quantity)
            and type(other) is type(self)
            and other.unit == self.unit
            and other.amount.as_tuple() == self.amount.as_tuple()
        )

    def ratio_to(self, other: Self) -> Decimal:
        """How many times the other quantity this one is."""
        return EXACT.divide(self._ticks, self._ticks_of(other))

    def format(self, unit: U | None = None, significant: int | None = None) -> str:
        """Write it for people, never in exponent form.

        Without arguments the digits stand as entered. In another unit the exact value stands where it fits 12
        significant digits, else it is rounded to 12. `significant` rounds to that many digits (half to even). Zeros
        that close a fraction are dropped from every value that was converted or rounded.
        """
        shown = self if unit is None else self.to(unit)
        amount = shown.amount
        if significant is not None:
            amount = rounded(amount, significant)
        elif shown is not self:
            amount = rounded(amount, MOST_DIGITS)
        return f"{plain_text(amount)} {shown.unit.value}"

    def __str__(self) -> str:
        return self.format()

    def _ticks_of(self, other: object) -> Decimal:
        if not isinstance(other, Quantity) or type(other) is not type(self):
            message = f"{type(self).__name__} and {type(other).__name__} do not mix"
            raise TypeError(message)
        return other._ticks  # noqa: SLF001 (same class)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Quantity) or type(other) is not type(self):
            return NotImplemented
        return self._ticks == self._ticks_of(other)

    def __hash__(self) -> int:
        return hash((type(self), self._ticks))

    def __lt__(self, other: Self) -> bool:
        return self._ticks < self._ticks_of(other)

    def __le__(self, other: Self) -> bool:
        return self._ticks <= self._ticks_of(other)

    def __gt__(self, other: Self) -> bool:
        return self._ticks > self._ticks_of(other)

    def __ge__(self, other: Self) -> bool:
        return self._ticks >= self._ticks_of(other)

    def __add__(self, other: Self) -> Self:
        ticks = EXACT.add(self._ticks, self._ticks_of(other))
        return type(self)(_rest_in_unit(ticks, self._SCALE[self.unit]), self.unit)

    def __sub__(self, other: Self) -> Self:
        ticks = EXACT.subtract(self._ticks, self._ticks_of(other))
        return type(self)(_rest_in_unit(ticks, self._SCALE[self.unit]), self.unit)

    def __mul__(self, factor: Decimal | int) -> Self:
        return type(self)(EXACT.multiply(self.amount, _plain_factor(factor)), self.unit)

    __rmul__ = __mul__

    def __truediv__(self, divisor: Decimal | int) -> Self:
        return type(self)(EXACT.divide(self.amount, _plain_factor(divisor)), self.unit)


def _in_unit(ticks: Decimal, scale: str) -> Decimal:
    return trimmed(EXACT.divide(ticks, Decimal(scale)))


def _rest_in_unit(ticks: Decimal, scale: str) -> Decimal:
    """The same for a sum or a difference: what only rounding left of it, too small to be a quantity, is zero."""
    rest = _in_unit(ticks, scale)
    return rest if rest.adjusted() >= -_MOST_PLACES else Decimal(0)


def _plain_factor(factor: object) -> Decimal:
    if isinstance(factor, bool) or not isinstance(factor, Decimal | int):
        message = f"a quantity is scaled by a Decimal or an int, not {type(factor).__name__}"
        raise TypeError(message)
    return Decimal(factor)


def _unit_key(unit_text: str) -> str:
    """Letters in any case, save a leading m or M: milli and mega differ by a thousand million."""
    joined = unit_text.replace(" ", "").replace("\u03bc", "u").replace("\u00b5", "u")
    return joined[:1] + joined[1:].lower() if joined[:1] in "mM" else joined.lower()


@dataclass(frozen=True, slots=True, eq=False)
class Activity(Quantity[ActivityUnit]):
    """Activity: 1 Ci is 3.7E10 Bq exactly, so 1 mCi is 37 MBq."""

    KIND = QuantityKind.ACTIVITY
    UNITS = ActivityUnit
    _SCALE = MappingProxyType(
        {"Bq": "1", "kBq": "1E3", "MBq": "1E6", "GBq": "1E9", "TBq": "1E12"}
        | {"nCi": "37", "µCi": "37E3", "mCi": "37E6", "Ci": "37E9"}
    )


@dataclass(frozen=True, slots=True, eq=False)
class Dose(Quantity[DoseUnit]):
    """Dose equivalent: 1 rem is 0.01 Sv exactly."""

    KIND = QuantityKind.DOSE
    UNITS = DoseUnit
    _SCALE = MappingProxyType(
        {"Sv": "1", "mSv": "1E-3", "µSv": "1E-6", "rem": "1E-2", "mrem": "1E-5"}
    )


@dataclass(frozen=True, slots=True, eq=False)
class DoseRate(Quantity[DoseRateUnit]):
    """Dose rate; mR/h counts as mrem/h by the convention named at `DoseRateUnit`."""

    KIND = QuantityKind.DOSE_RATE
    UNITS = DoseRateUnit
    _SCALE = MappingProxyType(
        {"Sv/h": "1", "mSv/h": "1E-3", "µSv/h": "1E-6"}
        | {"rem/h": "1E-2", "mrem/h": "1E-5", "mR/h": "1E-5"}
    )
    _WORDS = MappingProxyType(
        {"msv/hr": "mSv/h", "usv/hr": "µSv/h", "mrem/hr": "mrem/h", "mr/hr": "mR/h"}
    )


@dataclass(frozen=True, slots=True, eq=False)
class CountRate(Quantity[CountRateUnit]):
    """Count rate as a meter or counter shows it; it is no activity until an efficiency has been applied."""

    KIND = QuantityKind.COUNT_RATE
    UNITS = CountRateUnit
    _SCALE = MappingProxyType({"cpm": "1", "cps": "60"})
    _TICKS_PER_BASE = Decimal(60)


@dataclass(frozen=True, slots=True, eq=False)
class Distance(Quantity[DistanceUnit]):
    """Distance: 1 ft is 0.3048 m and 1 in is 0.0254 m exactly."""

    KIND = QuantityKind.DISTANCE
    UNITS = DistanceUnit
    _SCALE = MappingProxyType(
        {"m": "1", "cm": "0.01", "mm": "0.001", "ft": "0.3048", "in": "0.0254"}
    )
    _WORDS = MappingProxyType({"foot": "ft", "feet": "ft", "inch": "in", "inches": "in"})


@dataclass(frozen=True, slots=True, eq=False)
class Duration(Quantity[DurationUnit]):
    """A length of time."""

    KIND = QuantityKind.DURATION
    UNITS = DurationUnit
    _SCALE = MappingProxyType(
        {"s": "1", "min": "60", "h": "3600", "d": "86400", "y": "31556926.08"}
    )
    _WORDS = MappingProxyType(
        {"sec": "s", "second": "s", "seconds": "s", "minute": "min", "minutes": "min"}
        | {"hr": "h", "hrs": "h", "hour": "h", "hours": "h", "day": "d", "days": "d"}
        | {"year": "y", "years": "y"}
    )


AnyQuantity = Activity | Dose | DoseRate | CountRate | Distance | Duration

QUANTITY_TYPES: Mapping[QuantityKind, type[AnyQuantity]] = MappingProxyType(
    {kind.KIND: kind for kind in (Activity, Dose, DoseRate, CountRate, Distance, Duration)}
)


def parse_quantity(kind: QuantityKind, text: str) -> AnyQuantity:
    """Read a typed quantity of a kind that is known only when the program runs."""
    return QUANTITY_TYPES[kind].parse(text)


def quantity_of(kind: QuantityKind, amount: Decimal, unit: str) -> AnyQuantity:
    """Make a quantity from a stored amount and unit name."""
    made: Any = QUANTITY_TYPES[kind]
    return cast("AnyQuantity", made(amount, made.UNITS(unit)))
