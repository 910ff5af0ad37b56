"""The named calculations as a list shows them: inputs with units, results with units, equation and source."""

from dataclasses import dataclass

from au_desktop.domain.radiation.calculations.calculation_types import Calculation, Input
from au_desktop.domain.radiation.calculations.named_calculations import CALCULATIONS
from au_desktop.domain.radiation.formula_types import Formula
from au_desktop.domain.radiation.formulas import FORMULAS


@dataclass(frozen=True, slots=True)
class InputRow:
    """One input as a list shows it."""

    name: str
    title: str
    kind: str
    unit: str
    required: bool
    default: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutputRow:
    """One result as a list shows it."""

    name: str
    title: str
    unit: str


@dataclass(frozen=True, slots=True)
class CalculationRow:
    """One calculation as a list shows it."""

    name: str
    title: str
    inputs: tuple[InputRow, ...]
    outputs: tuple[OutputRow, ...]
    equation: str
    valid: str
    citation: str
    verify: bool


def list_calculations() -> tuple[CalculationRow, ...]:
    """Every named calculation."""
    return tuple(_row(calculation) for calculation in CALCULATIONS.values())


def _row(calculation: Calculation) -> CalculationRow:
    return CalculationRow(
        name=calculation.name,
        title=calculation.title,
        inputs=tuple(_input_row(one) for one in calculation.inputs),
        outputs=tuple(OutputRow(o.name, o.title, o.unit) for o in calculation.outputs),
        equation=calculation.equation,
        valid=calculation.valid,
        citation=calculation.citation,
        verify=calculation.verify,
    )


def _input_row(one: Input) -> InputRow:
    return InputRow(
        one.name, one.title, one.kind.value, one.unit, one.required, one.default, one.choices
    )


def formulas_page() -> str:
    """The help page of the formulas: every calculation with its equation, inputs, results, range and source."""
    formulas = "\n".join(_formula_line(formula) for formula in FORMULAS.values())
    sections = (_section(row) for row in list_calculations())
    return "\n".join([_PAGE_HEAD, *sections, _FORMULAS_HEAD + formulas + "\n"])


_PAGE_HEAD = """# Formulas

Every figure that the program calculates, with its equation, units, range and source. On the command line each is reached by
`au-desktop calc NAME key=value …`; add `--json` for a result that a script can read. A value may be typed with its unit
("200 mCi", "7.4 GBq"); a plain number takes the unit in the table. A fraction may be typed as 0.25 or 25 %.

Figures of nuclides, limits and tables come from the reference data, each with its source. Where sources differ the result says
so. A result that says "needs checking" rests on a figure that was not read in the primary text.
"""


_FORMULAS_HEAD = """## Formulas that checklists calculate with

Each gives one result. On the command line they are reached by the same verb, with their parameters as `calc --list` shows them.

"""


def _formula_line(formula: Formula) -> str:
    names = {parameter.name: parameter.name for parameter in formula.parameters}
    equation = formula.equation.format_map(names)
    unit = formula.result_unit or ("" if formula.result == "number" else formula.result.value)
    source = f"{formula.citation}{' (needs checking)' if formula.verify else ''}"
    gives = f" ({unit})" if unit else ""
    return f"- `{formula.name}`: {formula.title}{gives}. Equation: {equation}. Source: {source}."


def _section(row: CalculationRow) -> str:
    inputs = "\n".join(_input_line(one) for one in row.inputs)
    outputs = "\n".join(f"| `{o.name}` | {o.title} | {o.unit or '–'} |" for o in row.outputs)
    checking = (
        "\n\nNeeds checking: the form or its table was not read in the primary text."
        if row.verify
        else ""
    )
    return f"""## {row.title}

`{row.name}`

Equation: {row.equation}

| Input | What it is | Unit of a plain number | If left out |
| --- | --- | --- | --- |
{inputs}

| Result | What it is | Unit |
| --- | --- | --- |
{outputs}

Holds for: {row.valid}.

Source: {row.citation}.{checking}
"""


def _input_line(one: InputRow) -> str:
    kind = f"{one.title}: {', '.join(one.choices)}" if one.choices else one.title
    absent = "required" if one.required else one.default or "may be left out"
    return f"| `{one.name}` | {kind} | {one.unit or '–'} | {absent} |"
