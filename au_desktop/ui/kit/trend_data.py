"""What a trend plot draws: points in time with what is said of each, levels, moments, and the points as a CSV text."""

import csv
import io
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC
from itertools import pairwise

from au_desktop.domain.moments import Moment
from au_desktop.settings import DateStyle
from au_desktop.ui.kit.date_words import moment_words
from au_desktop.ui.kit.plots import Curve

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = ("Line", "Day and time", "Value", "Unit", "Passed", "Note")
FAILED = "did not pass"


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One measured value: when, how much, what else is said of it, and what it opens (`key`)."""

    at: Moment
    value: float
    text: str = ""
    failed: bool = False
    key: object = None

    @property
    def seconds(self) -> float:
        """Where it stands on the time axis: the clock of its own place, read as if it were UTC."""
        return self.at.local.replace(tzinfo=UTC).timestamp()


@dataclass(frozen=True, slots=True)
class TrendLine:
    """The points of one place, instrument or setting, in the order of time. `role` is a token as in `Curve`."""

    name: str
    points: tuple[TrendPoint, ...]
    role: str = "accent"
    xs: tuple[float, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Put the points into the order of time."""
        ordered = tuple(sorted(self.points, key=lambda point: point.at.utc))
        object.__setattr__(self, "points", ordered)
        places = [point.seconds for point in ordered]
        # an hour that a clock goes through twice must not let the line run backwards
        if any(later < before for before, later in pairwise(places)):
            places.sort()
        object.__setattr__(self, "xs", tuple(places))

    def drawn(self, *, log: bool) -> Curve:
        """The curve of it; a log scale cannot show what is not above zero."""
        shown = [
            (x, point.value)
            for x, point in zip(self.xs, self.points, strict=True)
            if point.value > 0 or not log
        ]
        return Curve(self.name, [x for x, _ in shown], [y for _, y in shown], self.role)

    def failed(self, *, log: bool) -> tuple[list[float], list[float]]:
        """Where the points stand that did not pass."""
        shown = [
            (x, point.value)
            for x, point in zip(self.xs, self.points, strict=True)
            if point.failed and (point.value > 0 or not log)
        ]
        return [x for x, _ in shown], [y for _, y in shown]

    def around(self, x: float) -> tuple[int, ...]:
        """The numbers of the points just before and just after a place on the time axis."""
        at = bisect_left(self.xs, x)
        return tuple(number for number in (at - 1, at) if 0 <= number < len(self.points))


@dataclass(frozen=True, slots=True)
class Level:
    """A level with its name, such as "limit 10 %"; `role` is attention, problem, ok or info."""

    name: str
    value: float
    role: str = "attention"


@dataclass(frozen=True, slots=True)
class TimeMark:
    """Something that happened, such as a repair, as a line from top to bottom with its name."""

    name: str
    at: Moment
    role: str = "info"


def point_words(line: TrendLine, number: int, unit: str, style: DateStyle) -> str:
    """The point as it is told: line, value with unit, when, what else."""
    point = line.points[number]
    amount = f"{point.value:.4g} {unit}".strip()
    parts = [moment_words(point.at, style), point.text, FAILED if point.failed else ""]
    return " · ".join((f"{line.name}: {amount}", *(part for part in parts if part)))


def summary_words(title: str, unit: str, lines: Sequence[TrendLine], style: DateStyle) -> str:
    """All of it in a sentence or two, for who cannot see the plot."""
    points = [point for line in lines for point in line.points]
    if not points:
        return f"{title}: nothing measured yet."
    values, last = [point.value for point in points], max(points, key=lambda one: one.at.utc)
    failed = sum(point.failed for point in points)
    said = "1 value" if len(points) == 1 else f"{len(points)} values"
    return (
        f"{title}: {said} from {min(values):.4g} to {max(values):.4g} {unit}".rstrip()
        + f", {failed or 'none'} of them {FAILED}."
        + f" The last one is {last.value:.4g} {unit}".rstrip()
        + f" on {moment_words(last.at, style)}."
    )


def csv_text(unit: str, lines: Sequence[TrendLine]) -> str:
    """Every point, one in a row; times with their offset, so that no clock is guessed."""
    filled = io.StringIO(newline="")
    rows = csv.writer(filled)
    rows.writerow(COLUMNS)
    for line in lines:
        for point in line.points:
            passed = "no" if point.failed else "yes"
            moment = point.at.local.isoformat(timespec="seconds")
            said = (_plain(line.name), moment, repr(point.value), _plain(unit))
            rows.writerow((*said, passed, _plain(point.text)))
    return filled.getvalue()


def _plain(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
