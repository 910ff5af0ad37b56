"""Words and colors for instruments, their checks and sealed sources on the screen."""

from collections.abc import Iterator
from datetime import date

from au_desktop.domain.number_text import plain_text, rounded
from au_desktop.domain.safety.check_points import CheckLimit, CheckPoint, Verdict
from au_desktop.domain.safety.instrument_fitness import DueCheck, DueState
from au_desktop.domain.safety.instrument_tests import (
    CHI_SQUARE_RANGE,
    InstrumentCheck,
    percent_words,
)
from au_desktop.domain.safety.sealed_sources import SealedSource, SourceState
from au_desktop.settings import DateStyle
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.tokens import State

VERDICT_STATES: dict[str, State] = {
    Verdict.PASSED.value: State.OK,
    Verdict.ATTENTION.value: State.ATTENTION,
    Verdict.FAILED.value: State.PROBLEM,
    Verdict.NOTED.value: State.NEUTRAL,
}
DUE_STATES: dict[DueState, State] = {
    DueState.DONE: State.OK,
    DueState.SOON: State.ATTENTION,
    DueState.DUE: State.INFO,
    DueState.OVERDUE: State.PROBLEM,
}
SOURCE_STATES: dict[SourceState, State] = {
    SourceState.IN_USE: State.OK,
    SourceState.STORED: State.NEUTRAL,
    SourceState.LEAKING: State.PROBLEM,
    SourceState.GONE: State.NEUTRAL,
}
NEEDS_CHECKING = "needs checking"
_DIGITS = 5


def limit_words(limit: CheckLimit | None) -> str:
    """The tolerance with its basis."""
    if limit is None:
        return "No tolerance is judged here."
    check = f" ({NEEDS_CHECKING})" if limit.verify else ""
    return f"Within ±{plain_text(limit.percent)} %: {limit.basis}{check}."


def equation_words(point: CheckPoint) -> str:
    """The difference with its numbers: "100 · (201 - 198.3) / 198.3 = +1.4 %"."""
    expected = plain_text(rounded(point.expected, _DIGITS))
    measured = plain_text(rounded(point.measured, _DIGITS))
    difference = percent_words(point.difference)
    return f"100 · ({measured} - {expected}) / {expected} = {difference}"


def point_words(point: CheckPoint) -> str:
    """One comparison in a line."""
    place = " ".join(part for part in (point.scale, point.name) if part)
    factor = "" if point.factor is None else f", factor {plain_text(rounded(point.factor, 4))}"
    return f"{place}: {equation_words(point)}, in {point.unit}{factor}"


def due_words(due: DueCheck, style: DateStyle) -> str:
    """When a check was done last and when it is next."""
    last = "never done" if due.last is None else f"last {day_words(due.last, style)}"
    if due.interval.each_day_of_use:
        return f"{last}, before the first use of a day"
    if due.due is None:
        return last
    return f"{last}, holds until {day_words(due.due, style)}"


def check_lines(check: InstrumentCheck) -> list[str]:
    """What a check says, line by line."""
    lines = [point_words(one) for one in check.points]
    lines += [*_condition_lines(check), *_count_lines(check)]
    lines += [
        f"{one}: two separated readings are asked (35.61(a)(2))" for one in check.single_scales
    ]
    if check.points:
        lines.append(limit_words(check.tolerance))
    by = ", ".join(part for part in (check.by.name, check.body, check.certificate) if part)
    lines.append(f"By {by}")
    if check.action:
        lines.append(f"Done about it: {check.action}")
    return lines


def _condition_lines(check: InstrumentCheck) -> Iterator[str]:
    if check.battery is not None:
        yield "Battery good" if check.battery else "Battery not good"
    if check.undamaged is not None:
        yield "No damage" if check.undamaged else "Damaged"
    if check.background is not None:
        yield f"Background {plain_text(check.background)} {check.background_unit}".strip()


def _count_lines(check: InstrumentCheck) -> Iterator[str]:
    if check.chi_square is not None:
        chi = plain_text(rounded(check.chi_square, 3))
        low, high = CHI_SQUARE_RANGE[len(check.counts)]
        yield f"Chi-square of {len(check.counts)} counts: {chi}, expected {low} to {high}"
    if check.detectable_dpm is not None:
        yield f"Sure to find {plain_text(rounded(check.detectable_dpm, 3))} dpm"
    for one in check.efficiencies:
        percent = plain_text(rounded(one.value * 100, 4))
        told = ", ".join(part for part in (one.standard, one.basis) if part)
        yield f"Efficiency {one.nuclide_id}: {percent} %" + (f" ({told})" if told else "")


def leak_words(source: SealedSource, today: date, style: DateStyle) -> tuple[str, State]:
    """When the next leak test is due, and how that stands."""
    if source.leak_exempt.strip():
        return "not asked", State.NEUTRAL
    due = source.leak_test_due
    if due is None:
        return "–", State.NEUTRAL
    if source.last_leak_test is None:
        return "before first use", State.PROBLEM
    return day_words(due, style), State.PROBLEM if due < today else State.OK
