"""The verb that runs a named calculation or a formula of the checklists, and lists them with what they take."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from au_desktop.cli.verb_context import SOUND, Context, UsageFault, say

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Collection, Sequence

    from au_desktop.cli.verb_arguments import SubParsers
    from au_desktop.services.calculating.calculation_rows import CalculationRow, InputRow
    from au_desktop.services.checklists.calculations import FormulaRow, ParameterRow

_CHECK = "Needs checking: check this against its source before it is relied on."


def add(verbs: SubParsers) -> None:
    """Add the verb."""
    calc = verbs.add_parser("calc", help="calculate, with equation and source", allow_abbrev=False)
    calc.add_argument("formula", nargs="?", metavar="NAME")
    calc.add_argument(
        "given", nargs="*", metavar="key=value", help='such as activity="200 mCi" nuclide=Lu-177'
    )
    calc.add_argument("--list", action="store_true", help="list everything that can be calculated")
    calc.add_argument("--json", action="store_true", help="the result as JSON")
    calc.set_defaults(run=run_calc)


def run_calc(arguments: Namespace, _context: Context) -> int:
    """Calculate, or list what there is."""
    from au_desktop.services.calculating.named_results import calculation_named
    from au_desktop.services.checklists.calculations import list_formulas

    if arguments.list:
        _show_lists(as_json=arguments.json)
        return SOUND
    if not arguments.formula:
        message = "Name a calculation, or use --list."
        raise UsageFault(message)
    name = _known_name(arguments.formula, {row.name for row in list_formulas()})
    if calculation_named(name) is not None:
        _run_named(name, arguments)
    else:
        _calculate(arguments)
    return SOUND


def _known_name(typed: str, formulas: Collection[str]) -> str:
    """The calculation or formula that was meant; underscores stand for hyphens where no formula has that name."""
    from au_desktop.services.calculating.calculation_rows import list_calculations

    names = [row.name for row in list_calculations()]
    for name in (typed, typed.replace("_", "-")):
        if name in names or name in formulas:
            return name
    known = ", ".join([*names, *sorted(set(formulas) - set(names))])
    message = f"There is no calculation {typed}; calc --list shows all: {known}."
    raise UsageFault(message)


def _run_named(name: str, arguments: Namespace) -> None:
    from au_desktop.bootstrap import tools
    from au_desktop.services.calculating.named_results import run_named

    result = run_named(name, _pairs(arguments.given), tools().reference)
    if arguments.json:
        say(json.dumps(result.document(), ensure_ascii=False))
        return
    say(result.title)
    for row in result.rows:
        say(f"{row.key}: {row.text}  ({row.title})")
    say(result.equation)
    for figure in result.taken:
        say(f"taken: {figure}")
    for note in result.notes:
        say(f"note: {note}")
    say(f"source: {result.citation}")
    for basis in result.sources:
        say(f"basis: {basis}")
    if result.verify:
        say(_CHECK)


def _calculate(arguments: Namespace) -> None:
    from au_desktop.bootstrap import tools
    from au_desktop.services.checklists.calculations import calculate

    result = calculate(arguments.formula, _pairs(arguments.given), tools().reference)
    if arguments.json:
        number = _machine_number(result.value)
        say(
            json.dumps(
                {**asdict(result), "value": number, "text": result.text}, ensure_ascii=False
            )
        )
        return
    say(f"{result.title}: {result.text}")
    say(result.equation)
    for figure in result.taken:
        say(f"taken: {figure}")
    say(f"source: {result.citation}")
    if result.verify:
        say(_CHECK)


def _machine_number(value: str) -> object:
    """The value of a formula as a number, or true or false."""
    from decimal import Decimal

    from au_desktop.services.calculating.named_results import machine_value

    return value == "yes" if value in ("yes", "no") else machine_value(Decimal(value))


def _show_lists(*, as_json: bool) -> None:
    """The calculations, then the formulas of the checklists that no calculation hides by its name."""
    from au_desktop.services.calculating.calculation_rows import list_calculations
    from au_desktop.services.checklists.calculations import list_formulas

    calculations = list_calculations()
    hidden = {row.name for row in calculations}
    formulas = [row for row in list_formulas() if row.name not in hidden]
    if as_json:
        rows = [*map(asdict, calculations), *map(asdict, formulas)]
        say(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for calculation in calculations:
        _show_calculation(calculation)
    say("Formulas of the checklists, with one result each:")
    for formula in formulas:
        _show_formula(formula)


def _show_calculation(row: CalculationRow) -> None:
    say(f"{row.name}: {row.title}")
    for one in row.inputs:
        say(f"    {_input(one)}")
    for output in row.outputs:
        say(
            f"    gives {output.name}{f' in {output.unit}' if output.unit else ''}: {output.title}"
        )
    say(f"    {row.equation}")
    say(f"    source: {row.citation}{' (to be verified)' if row.verify else ''}")


def _input(one: InputRow) -> str:
    words = [f"{one.name}: {one.title}"]
    if one.choices:
        words.append(f"one of {', '.join(one.choices)}")
    if one.unit:
        words.append(f"a plain number is in {one.unit}")
    if not one.required:
        words.append(f"if not given: {one.default}" if one.default else "may be left out")
    return "; ".join(words)


def _pairs(words: Sequence[str]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for word in words:
        key, sign, value = word.partition("=")
        if not sign or not key:
            message = f"{word} is not key=value."
            raise UsageFault(message)
        if key in pairs:
            message = f"{key} is given twice."
            raise UsageFault(message)
        pairs[key] = value
    return pairs


def _show_formula(row: FormulaRow) -> None:
    say(f"{row.name}: {row.title}")
    for parameter in row.parameters:
        say(f"    {_parameter(parameter)}")
    say(f"    gives: {row.result}{f' in {row.unit}' if row.unit else ''}")
    say(f"    source: {row.citation}{' (to be verified)' if row.verify else ''}")


def _parameter(parameter: ParameterRow) -> str:
    words = [f"{parameter.name}: {parameter.title}"]
    if parameter.units:
        words.append(f"in {', '.join(parameter.units)}")
    if not parameter.required:
        words.append(
            f"if not given: {parameter.default}" if parameter.default else "may be left out"
        )
    return "; ".join(words)
