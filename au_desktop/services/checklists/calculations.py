"""Calculates a named formula from typed text or from the answers of a checklist, and lists the formulas."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from au_desktop.domain.checklists.answers import (
    AnswerValue,
    At,
    Chosen,
    Computed,
    Measured,
    Number,
    Timed,
)
from au_desktop.domain.checklists.answers import Reference as Named
from au_desktop.domain.checklists.computing import Formulas
from au_desktop.domain.checklists.faults import FormulaInputs
from au_desktop.domain.checklists.units import kind_of_unit
from au_desktop.domain.errors import DomainError, Invalid, NotFound
from au_desktop.domain.moments import Moment
from au_desktop.domain.number_text import QuantityError, TextFault, plain_text, read_number
from au_desktop.domain.quantities import QUANTITY_TYPES, parse_quantity, quantity_of
from au_desktop.domain.radiation.formula_types import (
    Argument,
    Formula,
    Outcome,
    Parameter,
    ValueKind,
)
from au_desktop.domain.radiation.formulas import FORMULAS
from au_desktop.domain.reference.library import Reference
from au_desktop.domain.reference.nuclides import GammaConstant, HalfLife, Nuclide

NUCLIDE = "nuclide"
DRUG = "drug"
_STAND_INS = (NUCLIDE, DRUG)
_FROM_NUCLIDE = ("half_life", "gamma")


class ParameterError(DomainError):
    """A parameter of a calculation cannot be taken: which one, what was typed, why, and what is offered."""

    def __init__(
        self, formula: str, parameter: str, typed: str, reason: str, offered: tuple[str, ...] = ()
    ) -> None:
        super().__init__(f"{formula}: {parameter}: {reason}")
        self.formula = formula
        self.parameter = parameter
        self.typed = typed
        self.reason = reason
        self.offered = offered


@dataclass(frozen=True, slots=True)
class ParameterRow:
    """One parameter as a list of formulas shows it."""

    name: str
    title: str
    kind: str
    units: tuple[str, ...]
    required: bool
    default: str


@dataclass(frozen=True, slots=True)
class FormulaRow:
    """One formula as a list shows it."""

    name: str
    title: str
    parameters: tuple[ParameterRow, ...]
    result: str
    unit: str
    citation: str
    verify: bool


@dataclass(frozen=True, slots=True)
class CalculationResult:
    """What a calculation gave.

    Args:
        formula: its name.
        title: what it gives, in words.
        value: the result as text, without its unit; "yes" or "no" for a verdict.
        unit: the unit of the result; empty for a plain number or a verdict.
        equation: the equation with the numbers in it.
        citation: where the formula stands.
        verify: true where the formula or a figure it took must still be checked against its source.
        taken: the figures taken from the reference data, each with its source.
    """

    formula: str
    title: str
    value: str
    unit: str
    equation: str
    citation: str
    verify: bool
    taken: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Value and unit."""
        return f"{self.value} {self.unit}".rstrip()


def list_formulas() -> tuple[FormulaRow, ...]:
    """Every formula with its parameters."""
    return tuple(_formula_row(formula) for formula in FORMULAS.values())


def formula_inputs() -> Mapping[str, FormulaInputs]:
    """The arguments that templates may hand to each formula; a drug or nuclide stands in for half-life and constant."""
    return {formula.name: _inputs(formula) for formula in FORMULAS.values()}


def calculate(
    name: str, typed: Mapping[str, str], reference: Reference | None = None
) -> CalculationResult:
    """Calculate a formula from typed text.

    With `reference`, `nuclide` (such as Lu-177) or `drug` may be given in place of a half-life or exposure rate constant.
    """
    formula = FORMULAS.get(name)
    if formula is None:
        raise NotFound("formula", name)
    given: dict[str, Argument] = {}
    for key, text in typed.items():
        if key not in _STAND_INS:
            given[key] = _read(formula, key, text)
    figures = _figures(formula, given, _nuclide(formula, typed, reference))
    given.update((key, _figure_value(figure)) for key, figure in figures.items())
    try:
        return _result(formula, given, figures)
    except Invalid as error:
        raise ParameterError(
            name, error.field, typed.get(error.field, ""), error.reason, ()
        ) from error


def checklist_formulas(reference: Reference) -> Formulas:
    """What fills computed items: the result of a formula on earlier answers, or None where they do not suffice."""

    def compute(name: str, answers: Mapping[str, AnswerValue]) -> Computed | None:
        formula = FORMULAS.get(name)
        if formula is None:
            return None
        given = {key: _argument(value) for key, value in answers.items() if key not in _STAND_INS}
        known = {key: value for key, value in given.items() if value is not None}
        figures = _figures(formula, known, _nuclide_of_answers(answers, reference))
        known.update((key, _figure_value(figure)) for key, figure in figures.items())
        try:
            outcome = formula.evaluate(known)
        except DomainError:
            return None
        return _computed(formula, outcome)

    return compute


def _computed(formula: Formula, outcome: Outcome) -> Computed:
    if isinstance(outcome, bool):
        return Computed(Decimal(int(outcome)), "", formula.name)
    if isinstance(outcome, Decimal):
        return Computed(outcome, formula.result_unit, formula.name)
    return Computed(outcome.amount, outcome.unit.value, formula.name)


def _argument(answer: AnswerValue) -> Argument | None:
    if isinstance(answer, Measured):
        return answer.quantity
    if isinstance(answer, At):
        return answer.moment
    if isinstance(answer, Timed):
        return answer.elapsed
    return _amount(answer) if isinstance(answer, Number | Computed) else None


def _amount(answer: Number | Computed) -> Argument:
    kind = kind_of_unit(answer.unit)
    return answer.amount if kind is None else quantity_of(kind, answer.amount, answer.unit)


def _nuclide_of_answers(
    answers: Mapping[str, AnswerValue], reference: Reference
) -> Nuclide | None:
    """The nuclide that was chosen (the choice `cs_137` is Cs-137), or that of the drug."""
    chosen, drug = answers.get(NUCLIDE), answers.get(DRUG)
    if isinstance(chosen, Chosen):
        named = {nuclide_choice(key): nuclide for key, nuclide in reference.nuclides.items()}
        return next((named[key] for key in chosen.keys if key in named), None)
    if not isinstance(drug, Named) or drug.drug_id not in reference.drugs:
        return None
    return reference.nuclide_of(reference.drug(drug.drug_id))


def nuclide_choice(nuclide_id: str) -> str:
    """The key of the choice that stands for a nuclide: cs_137 for Cs-137."""
    return nuclide_id.lower().replace("-", "_")


def _nuclide(
    formula: Formula, typed: Mapping[str, str], reference: Reference | None
) -> Nuclide | None:
    for key in _STAND_INS:
        if key in typed and (reference is None or not _takes_nuclide(formula)):
            raise ParameterError(formula.name, key, typed[key], "is no parameter of this formula")
    if reference is None:
        return None
    entries = {NUCLIDE: reference.nuclides, DRUG: reference.drugs}
    for key, known in entries.items():
        if key in typed and typed[key].strip() not in known:
            offered = tuple(known)
            raise ParameterError(formula.name, key, typed[key], "is not known", offered)
    if DRUG in typed:
        return reference.nuclide_of(reference.drug(typed[DRUG].strip()))
    return reference.nuclide(typed[NUCLIDE].strip()) if NUCLIDE in typed else None


def _takes_nuclide(formula: Formula) -> bool:
    return any(formula.parameter(name) is not None for name in _FROM_NUCLIDE)


def _figures(
    formula: Formula, given: Mapping[str, Argument], nuclide: Nuclide | None
) -> dict[str, HalfLife | GammaConstant]:
    """The figures of the nuclide that the formula needs and nobody gave, by the source it takes first."""
    if nuclide is None:
        return {}
    found: dict[str, HalfLife | GammaConstant] = {}
    wanted = {key for key in _FROM_NUCLIDE if formula.parameter(key) and key not in given}
    half_lives = {figure.source: figure for figure in reversed(nuclide.half_lives)}
    constants = {figure.source: figure for figure in reversed(nuclide.gamma_constants)}
    half_life = next((half_lives[s] for s in formula.half_lives if s in half_lives), None)
    constant = next((constants[s] for s in formula.gammas if s in constants), None)
    if "half_life" in wanted and half_life is not None:
        found["half_life"] = half_life
    if "gamma" in wanted and constant is not None:
        found["gamma"] = constant
    return found


def _figure_value(figure: HalfLife | GammaConstant) -> Argument:
    return figure.value if isinstance(figure, HalfLife) else figure.r_cm2_per_mci_h


def _read(formula: Formula, key: str, text: str) -> Argument:
    parameter = formula.parameter(key)
    if parameter is None:
        offered = tuple(p.name for p in formula.parameters)
        raise ParameterError(formula.name, key, text, "is no parameter of this formula", offered)
    try:
        return _parsed(parameter, text)
    except QuantityError as error:
        raise ParameterError(formula.name, key, text, error.fault.value, error.units) from error


def _parsed(parameter: Parameter, text: str) -> Argument:
    if parameter.kind.quantity is not None:
        return parse_quantity(parameter.kind.quantity, text)
    if parameter.kind is ValueKind.MOMENT:
        return _moment(text)
    signed = text.strip()
    if signed[:1] in ("-", "\u2212"):
        return -read_number(signed[1:])
    return read_number(signed)


def _moment(text: str) -> Moment:
    try:
        return Moment.of(datetime.fromisoformat(text.strip()))
    except ValueError as error:
        example = "2026-11-22T14:30-05:00"
        raise QuantityError(text, TextFault.NOT_A_NUMBER, (example,), example) from error


def _result(
    formula: Formula,
    given: Mapping[str, Argument],
    figures: Mapping[str, HalfLife | GammaConstant],
) -> CalculationResult:
    outcome = formula.evaluate(given)
    value, unit = _value_text(formula, outcome)
    return CalculationResult(
        formula=formula.name,
        title=formula.title,
        value=value,
        unit=unit,
        equation=f"{formula.worded(given)} = {f'{value} {unit}'.rstrip()}",
        citation=formula.citation,
        verify=formula.verify or any(figure.basis.verify for figure in figures.values()),
        taken=tuple(_taken(key, figure) for key, figure in figures.items()),
    )


def _value_text(formula: Formula, outcome: Outcome) -> tuple[str, str]:
    if isinstance(outcome, bool):
        return ("yes" if outcome else "no"), ""
    if isinstance(outcome, Decimal):
        return plain_text(outcome), formula.result_unit
    return plain_text(outcome.amount), outcome.unit.value


def _taken(key: str, figure: HalfLife | GammaConstant) -> str:
    value = _figure_value(figure)
    shown = plain_text(value) if isinstance(value, Decimal) else str(value)
    return f"{key} {shown}: {figure.basis.citation}, {figure.basis.edition}"


def _inputs(formula: Formula) -> FormulaInputs:
    named = _takes_nuclide(formula)
    names = {p.name for p in formula.parameters}
    must = {p.name for p in formula.parameters if p.required}
    required = must - set(_FROM_NUCLIDE)
    return FormulaInputs(
        frozenset(required), frozenset(names - required | (set(_STAND_INS) if named else set()))
    )


def _formula_row(formula: Formula) -> FormulaRow:
    return FormulaRow(
        name=formula.name,
        title=formula.title,
        parameters=tuple(_parameter_row(parameter) for parameter in formula.parameters),
        result=formula.result.value,
        unit=formula.result_unit,
        citation=formula.citation,
        verify=formula.verify,
    )


def _parameter_row(parameter: Parameter) -> ParameterRow:
    return ParameterRow(
        name=parameter.name,
        title=parameter.title,
        kind=parameter.kind.value,
        units=_unit_names(parameter),
        required=parameter.required,
        default="" if parameter.default is None else str(parameter.default),
    )


def _unit_names(parameter: Parameter) -> tuple[str, ...]:
    kind = parameter.kind.quantity
    if kind is not None:
        return QUANTITY_TYPES[kind].unit_names()
    return (parameter.unit,) if parameter.unit else ()
