"""Runs a named calculation on typed text and gives its results with units, equation, notes and sources."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from au_desktop.domain.errors import Invalid, NotFound
from au_desktop.domain.number_text import QuantityError, plain_text, rounded
from au_desktop.domain.quantities import Quantity
from au_desktop.domain.radiation.calculations.calculation_types import (
    Calculation,
    Findings,
    Given,
    Input,
    InputValue,
    Value,
)
from au_desktop.domain.radiation.calculations.named_calculations import CALCULATIONS
from au_desktop.domain.reference.library import Reference
from au_desktop.services.calculating.typed_inputs import read_input
from au_desktop.services.checklists.calculations import ParameterError

RESULT_DIGITS = 12
SHOWN_DIGITS = 6
_LARGEST_WHOLE = 2**53


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One result: its key, what it is, value and unit."""

    key: str
    title: str
    value: Value
    unit: str

    @property
    def text(self) -> str:
        """Value and unit for people: six significant digits."""
        return f"{value_text(self.value)} {self.unit}".rstrip()


@dataclass(frozen=True, slots=True)
class NamedResult:
    """What a named calculation gave.

    Args:
        calculation: its name.
        title: what it gives, in words.
        rows: the results in their order.
        inputs: what was typed, by the input's name.
        equation: the equation with the numbers in it.
        citation: where the form stands.
        verify: whether the form or a figure taken must still be checked against its source.
        taken: the figures taken from the reference data, in words.
        sources: where those stand.
        notes: what a reader should know.
    """

    calculation: str
    title: str
    rows: tuple[ResultRow, ...]
    inputs: Mapping[str, str]
    equation: str
    citation: str
    verify: bool
    taken: tuple[str, ...]
    sources: tuple[str, ...]
    notes: tuple[str, ...]

    def document(self) -> dict[str, object]:
        """The result for machines: each result under its own key, as a number, true or false, text or list."""
        return {
            "calculation": self.calculation,
            "title": self.title,
            **{row.key: machine_value(row.value) for row in self.rows},
            "units": {row.key: row.unit for row in self.rows if row.unit},
            "inputs": dict(self.inputs),
            "equation": self.equation,
            "source": self.citation,
            "verify": self.verify,
            "taken": list(self.taken),
            "basis": list(self.sources),
            "notes": list(self.notes),
        }


def calculation_named(name: str) -> Calculation | None:
    """The calculation of a name; None where there is none."""
    return CALCULATIONS.get(name)


def run_named(name: str, typed: Mapping[str, str], reference: Reference) -> NamedResult:
    """Read the typed inputs and calculate; `ParameterError` names the input that cannot be taken, and why."""
    calculation = CALCULATIONS.get(name)
    if calculation is None:
        raise NotFound("calculation", name)
    known = _known(calculation, typed)
    values = {one.name: _read(calculation, one, text, reference) for one, text in known.values()}
    for one in calculation.inputs:
        if one.required and one.name not in values:
            raise ParameterError(name, one.name, "", f"is missing: {_what(one)}")
    try:
        findings = calculation.function(Given(values, reference))
    except Invalid as error:
        raise _refused(calculation, error, known) from error
    inputs = {key: _understood(one, text, values[key]) for key, (one, text) in known.items()}
    return _result(calculation, findings, inputs)


def _understood(one: Input, text: str, value: InputValue) -> str:
    """What was typed, with the unit that was taken where none was typed."""
    if isinstance(value, Quantity):
        return value.format()
    if isinstance(value, Decimal) and one.unit and text.strip()[-1:].isdigit():
        return f"{text.strip()} {one.unit}"
    return text.strip()


def _known(calculation: Calculation, typed: Mapping[str, str]) -> dict[str, tuple[Input, str]]:
    """The inputs that were typed, by their own names; refuses what is none, and what is given twice."""
    found: dict[str, tuple[Input, str]] = {}
    for key, text in typed.items():
        one = calculation.input(key)
        if one is None:
            offered = tuple(known.name for known in calculation.inputs)
            reason = "is no input of this calculation"
            raise ParameterError(calculation.name, key, text, reason, offered)
        if one.name in found:
            raise ParameterError(calculation.name, key, text, f"is {one.name}, given already")
        found[one.name] = (one, text)
    return found


def _what(one: Input) -> str:
    return f"{one.title}{f', in {one.unit}' if one.unit else ''}"


def _read(calculation: Calculation, one: Input, text: str, reference: Reference) -> InputValue:
    try:
        return read_input(one, text, reference)
    except QuantityError as error:
        raise ParameterError(
            calculation.name, one.name, text, error.fault.value, error.units
        ) from error
    except Invalid as error:
        raise ParameterError(calculation.name, one.name, text, error.reason) from error


def _refused(
    calculation: Calculation, error: Invalid, known: Mapping[str, tuple[Input, str]]
) -> ParameterError:
    one = calculation.input(error.field)
    name = error.field if one is None else one.name
    typed = known[name][1] if name in known else ""
    return ParameterError(calculation.name, name, typed, error.reason)


def _result(
    calculation: Calculation, findings: Findings, inputs: Mapping[str, str]
) -> NamedResult:
    rows = tuple(
        ResultRow(output.name, output.title, findings.values[output.name], output.unit)
        for output in calculation.outputs
    )
    sources = dict.fromkeys(f"{b.citation} ({b.edition})" for b in findings.bases)
    return NamedResult(
        calculation=calculation.name,
        title=calculation.title,
        rows=rows,
        inputs=inputs,
        equation=findings.equation,
        citation=calculation.citation,
        verify=calculation.verify or findings.verify,
        taken=findings.taken,
        sources=tuple(sources),
        notes=findings.notes,
    )


def value_text(value: Value) -> str:
    """A result for people."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return plain_text(rounded(value, SHOWN_DIGITS))
    if isinstance(value, tuple):
        return "; ".join(value) or "none"
    return "none" if value is None else str(value)


def machine_value(value: Value) -> object:
    """A result for machines: numbers to twelve significant digits, dates as ISO text, lists of texts."""
    if isinstance(value, Decimal):
        short = rounded(value, RESULT_DIGITS)
        whole = short == short.to_integral_value() and abs(short) < _LARGEST_WHOLE
        return int(short) if whole else float(short)
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value
