"""The verb that calculates a named formula, and lists the formulas with their parameters."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from au_desktop.cli.verb_context import SOUND, Context, UsageFault, say

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from au_desktop.cli.verb_arguments import SubParsers
    from au_desktop.services.checklists.calculations import FormulaRow, ParameterRow


def add(verbs: SubParsers) -> None:
    """Add the verb."""
    calc = verbs.add_parser("calc", help="calculate a formula", allow_abbrev=False)
    calc.add_argument("formula", nargs="?", metavar="FORMULA")
    calc.add_argument(
        "given", nargs="*", metavar="key=value", help='such as activity="200 mCi" nuclide=Lu-177'
    )
    calc.add_argument("--list", action="store_true", help="list the formulas and their parameters")
    calc.add_argument("--json", action="store_true", help="the result as JSON")
    calc.set_defaults(run=run_calc)


def run_calc(arguments: Namespace, _context: Context) -> int:
    """Calculate, or list the formulas."""
    from au_desktop.services.checklists.calculations import list_formulas

    rows = list_formulas()
    if arguments.list:
        _show_list(rows, as_json=arguments.json)
        return SOUND
    if not arguments.formula:
        message = "Name a formula, or use --list."
        raise UsageFault(message)
    if arguments.formula not in {row.name for row in rows}:
        known = ", ".join(sorted(row.name for row in rows))
        message = f"There is no formula {arguments.formula}; calc --list shows all: {known}."
        raise UsageFault(message)
    _calculate(arguments)
    return SOUND


def _calculate(arguments: Namespace) -> None:
    from au_desktop.bootstrap import tools
    from au_desktop.services.checklists.calculations import calculate

    result = calculate(arguments.formula, _pairs(arguments.given), tools().reference)
    if arguments.json:
        say(json.dumps({**asdict(result), "text": result.text}, ensure_ascii=False))
        return
    say(f"{result.title}: {result.text}")
    say(result.equation)
    for figure in result.taken:
        say(f"taken: {figure}")
    say(f"source: {result.citation}")
    if result.verify:
        say("Check this against its source before it is relied on.")


def _show_list(rows: Sequence[FormulaRow], *, as_json: bool) -> None:
    if as_json:
        say(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1))
        return
    for row in rows:
        _show_formula(row)


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
