"""The decay curve of a container: everything in it, each known impurity, today, and the earliest suggested survey."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import ActivityUnit
from au_desktop.domain.safety.waste import Container, holdings, suggested_survey
from au_desktop.settings import UnitsFirst
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.plots import Axis, Curve, LimitLine, Plot
from au_desktop.ui.waste.waste_words import activity_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from au_desktop.settings import Settings

POINTS = 96
_LOWEST = 1e-6
_AFTER = 1.15
_LEAST = timedelta(days=2)
_ROLES = ("problem", "attention", "info")


def plot_for(settings: Settings) -> Plot:
    """An empty plot in the units of the settings, on a log scale."""
    unit = _unit(settings).value
    return Plot(Axis("Day", time=True), Axis("Activity", unit, log=True))


def draw_decay(plot: Plot, container: Container, now: Moment, settings: Settings) -> str:
    """Draw the container; gives the sentence that says the same."""
    curves, marks = decay_curves(container, now, settings)
    words = decay_words(container, now, settings)
    plot.setVisible(bool(curves))
    if curves:
        plot.show_data(curves, marks, words)
    return words


def decay_curves(
    container: Container, now: Moment, settings: Settings
) -> tuple[tuple[Curve, ...], tuple[LimitLine, ...]]:
    """One curve for all contents, one for each impurity whose amount is stated; marks for today and the survey."""
    moments = _moments(container, now)
    if not moments:
        return (), ()
    unit = _unit(settings)
    all_of_it: list[tuple[float, float]] = []
    apart: dict[str, list[tuple[float, float]]] = {}
    for moment in moments:
        held = holdings(container, moment)
        total = sum(float(one.activity.to(unit).amount) for one in held)
        all_of_it.append((_seconds(moment), total))
        for one in held:
            if one.impurity:
                amount = float(one.activity.to(unit).amount)
                apart.setdefault(one.nuclide_id, []).append((_seconds(moment), amount))
    top = max(value for _, value in all_of_it)
    curves = [_curve("all contents", all_of_it, top, "accent")]
    for at, (nuclide, points) in enumerate(apart.items()):
        curves.append(_curve(nuclide, points, top, _ROLES[at % len(_ROLES)]))
    shown = tuple(curve for curve in curves if curve.xs)
    return shown, _marks(container, now, moments, settings)


def decay_words(container: Container, now: Moment, settings: Settings) -> str:
    """What is in it now, nuclide by nuclide."""
    held = holdings(container, now)
    if not held:
        return "Nothing is in it now."
    parts = [
        f"{one.nuclide_id}{' (impurity)' if one.impurity else ''} {activity_words(one.activity, settings)}"
        for one in held
    ]
    lower = [one.nuclide_id for one in held if one.impurity]
    also = f" The lower line is {', '.join(lower)}." if lower else ""
    gray = "" if container.disposition is not None else " The gray line is today."
    return f"In it now: {', '.join(parts)}.{also}{gray}"


def _unit(settings: Settings) -> ActivityUnit:
    return ActivityUnit.UCI if settings.units_first is UnitsFirst.MCI else ActivityUnit.MBQ


def _moments(container: Container, now: Moment) -> list[Moment]:
    """Evenly from the first content to some time after the suggested survey, today, or the day it left."""
    added = [content.added_at.utc for content in container.inside]
    if not added:
        return []
    first = min(added)
    gone = container.disposition
    if gone is not None:
        last = gone.at.utc - timedelta(seconds=1)
    else:
        due = suggested_survey(container)
        ends = [now.utc] if due is None else [now.utc, due.utc]
        last = first + (max(ends) - first) * _AFTER
    last = max(last, first + _LEAST)
    step = (last - first) / (POINTS - 1)
    return [Moment(first + step * at, now.offset_minutes) for at in range(POINTS)]


def _curve(name: str, points: Sequence[tuple[float, float]], top: float, role: str) -> Curve:
    shown = [(x, y) for x, y in points if y > top * _LOWEST]
    return Curve(name, [x for x, _ in shown], [y for _, y in shown], role)


def _marks(
    container: Container, now: Moment, moments: Sequence[Moment], settings: Settings
) -> tuple[LimitLine, ...]:
    if container.disposition is not None:
        return ()
    due = suggested_survey(container)
    span = _seconds(moments[-1]) - _seconds(moments[0])
    near = False
    survey: tuple[LimitLine, ...] = ()
    if due is not None:
        near = abs(_seconds(due) - _seconds(now)) < span / 5
        day = day_words(due.local.date(), settings.date_style)
        survey = (LimitLine(f"suggested survey {day}", _seconds(due), vertical=True),)
    return (LimitLine("" if near else "today", _seconds(now), "muted", vertical=True), *survey)


def _seconds(moment: Moment) -> float:
    return moment.local.replace(tzinfo=UTC).timestamp()
