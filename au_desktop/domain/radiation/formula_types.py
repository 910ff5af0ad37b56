"""What a named formula is: its parameters, result, equation, source, and how it is evaluated on checked arguments."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from au_desktop.domain.errors import Invalid
from au_desktop.domain.moments import Moment
from au_desktop.domain.number_text import plain_text, rounded
from au_desktop.domain.quantities import QUANTITY_TYPES, AnyQuantity, QuantityKind
from au_desktop.domain.reference.nuclides import GammaSource, HalfLifeSource

RESULT_DIGITS = 6
_QUANTITY_KINDS = {kind.value: kind for kind in QuantityKind}


class ValueKind(StrEnum):
    """What a parameter or a result is."""

    NUMBER = "number"
    ACTIVITY = "activity"
    DOSE = "dose"
    DOSE_RATE = "dose rate"
    COUNT_RATE = "count rate"
    DISTANCE = "distance"
    DURATION = "duration"
    MOMENT = "date and time"
    VERDICT = "yes or no"

    @property
    def quantity(self) -> QuantityKind | None:
        """The kind of quantity, where it is one."""
        return _QUANTITY_KINDS.get(self.value)


Argument = AnyQuantity | Decimal | Moment
Outcome = AnyQuantity | Decimal | bool
A = TypeVar("A")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: with a default it may be left out.

    `unit` is the unit of a plain number, or the unit in which the equation is written where it needs a certain one.
    """

    name: str
    title: str
    kind: ValueKind
    unit: str = ""
    default: Argument | None = None

    @property
    def required(self) -> bool:
        """Whether it must be given."""
        return self.default is None


class Arguments:
    """The checked arguments of one evaluation, taken out by name and type."""

    def __init__(self, values: Mapping[str, Argument]) -> None:
        self._values = values

    def of(self, name: str, kind: type[A]) -> A:
        """The argument, of the type that its parameter's kind has."""
        value = self._values[name]
        if not isinstance(value, kind):
            raise Invalid(name, f"is no {kind.__name__}")
        return value

    def number(self, name: str) -> Decimal:
        """A plain number."""
        return self.of(name, Decimal)


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula by name.

    Args:
        name: how templates and the command line call it.
        title: what it gives, in words.
        parameters: in the order in which people think of them.
        result: what kind of value it gives.
        result_unit: the unit of a plain number.
        equation: the equation, with each parameter's name in braces where its value goes.
        citation: document, edition and place.
        verify: true where the form was not read in the primary text.
        function: the calculation.
        exact: the result is not rounded; other results are rounded to 6 significant digits, half to even.
        half_lives: where a nuclide is named in place of its half-life, which source is taken first.
        gammas: the same for the exposure rate constant.
    """

    name: str
    title: str
    parameters: tuple[Parameter, ...]
    result: ValueKind
    equation: str
    citation: str
    function: Callable[[Arguments], Outcome]
    result_unit: str = ""
    verify: bool = False
    exact: bool = False
    half_lives: tuple[HalfLifeSource, ...] = (HalfLifeSource.ICRP107,)
    gammas: tuple[GammaSource, ...] = (GammaSource.CHAIN, GammaSource.SMITH_STABIN)

    def parameter(self, name: str) -> Parameter | None:
        """The parameter of a name."""
        return next((p for p in self.parameters if p.name == name), None)

    def evaluate(self, given: Mapping[str, Argument]) -> Outcome:
        """Check the arguments and calculate; `Invalid` names the parameter that cannot be taken."""
        return self._shortened(self.function(Arguments(self.filled(given))))

    def filled(self, given: Mapping[str, Argument]) -> dict[str, Argument]:
        """The arguments with defaults in place of what was left out."""
        for name in given:
            if self.parameter(name) is None:
                raise Invalid(name, "is no parameter of this formula")
        return {p.name: _argument(p, given.get(p.name, p.default)) for p in self.parameters}

    def worded(self, given: Mapping[str, Argument]) -> str:
        """The equation with the numbers in it."""
        values = self.filled(given)
        return self.equation.format_map(
            {p.name: _text(values[p.name], p.unit) for p in self.parameters}
        )

    def _shortened(self, outcome: Outcome) -> Outcome:
        if self.exact or isinstance(outcome, bool):
            return outcome
        if isinstance(outcome, Decimal):
            return rounded(outcome, RESULT_DIGITS)
        return _rounded_quantity(outcome)


def _rounded_quantity(quantity: AnyQuantity) -> AnyQuantity:
    return type(quantity)(rounded(quantity.amount, RESULT_DIGITS), quantity.unit)  # type: ignore[arg-type]


def _argument(parameter: Parameter, value: Argument | None) -> Argument:
    if value is None:
        raise Invalid(parameter.name, "is missing")
    if not isinstance(value, _type_of(parameter.kind)):
        raise Invalid(parameter.name, f"must be a {parameter.kind.value}")
    return value


def _type_of(kind: ValueKind) -> type:
    if kind.quantity is not None:
        return QUANTITY_TYPES[kind.quantity]
    return Moment if kind is ValueKind.MOMENT else Decimal


def _text(value: Argument, unit: str) -> str:
    if isinstance(value, Decimal):
        return plain_text(value)
    if isinstance(value, Moment):
        return value.local.isoformat(sep=" ", timespec="minutes")
    quantity: Any = value
    shown: str = quantity.format(quantity.UNITS(unit)) if unit else quantity.format()
    return shown
