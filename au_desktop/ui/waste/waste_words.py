"""The words and colors of waste: states with their signs, activities, half-lives, days to the next survey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from au_desktop.domain.quantities import ActivityUnit
from au_desktop.domain.quantity_display import UnitSystem, in_system
from au_desktop.domain.safety.waste import (
    Container,
    WasteState,
    reasons_against,
    suggested_survey,
)
from au_desktop.domain.safety.waste_contents import ImpurityStanding
from au_desktop.services.wording.waste_phrases import days_said, reason_said
from au_desktop.settings import Settings, UnitsFirst
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.tokens import State

if TYPE_CHECKING:
    from datetime import date

    from au_desktop.domain.quantities import Activity
    from au_desktop.domain.safety.waste import HoldingReason
    from au_desktop.domain.safety.waste_contents import Content

CHECK = "needs checking"
STATES: dict[str, str] = {
    WasteState.OPEN.value: State.INFO,
    WasteState.STORED.value: State.NEUTRAL,
    WasteState.ASK.value: State.ATTENTION,
    WasteState.NOT_ELIGIBLE.value: State.PROBLEM,
    WasteState.READY.value: State.OK,
}
SIGNS: dict[WasteState, str] = {
    WasteState.OPEN: "\u25cb",
    WasteState.STORED: "\u25d4",
    WasteState.ASK: "?",
    WasteState.NOT_ELIGIBLE: "\u2715",
    WasteState.READY: "\u2713",
    WasteState.GONE: "\u2192",
}
_TWO_DAYS = 2


def survey_due(container: Container, today: date) -> bool:
    """Whether the day of the suggested survey has come."""
    due = suggested_survey(container)
    return due is not None and container.state is WasteState.STORED and due.local.date() <= today


def state_words(container: Container, today: date) -> tuple[str, str]:
    """The state in a word or two, and its color."""
    state, gone = container.state, container.disposition
    if container.voided is not None or gone is not None:
        return gone.way.value if gone else "void", State.NEUTRAL
    if survey_due(container, today):
        return "survey now", State.ATTENTION
    if state is not WasteState.NOT_ELIGIBLE:
        return state.value, STATES[state.value]
    reasons = reasons_against(container)
    sure = (r.nuclide for r in reasons if r.standing is ImpurityStanding.PRESENT)
    return f"not eligible: {', '.join(dict.fromkeys(sure))}", State.PROBLEM


def sign_of(container: Container, today: date) -> str:
    """The sign that stands beside the state's color."""
    return "!" if survey_due(container, today) else SIGNS[container.state]


def due_words(container: Container, today: date, settings: Settings) -> str:
    """How long until the suggested survey, or why there is none."""
    due = suggested_survey(container)
    if container.state is WasteState.OPEN:
        return "not sealed"
    if due is None or container.state is not WasteState.STORED:
        return ""
    days = (due.local.date() - today).days
    day = day_words(due.local.date(), settings.date_style)
    if days < 0:
        return f"since {day}"
    return "today" if not days else f"in {days} {'day' if days == 1 else 'days'}, {day}"


def activity_words(activity: Activity, settings: Settings) -> str:
    """An activity in the units of the settings, four digits."""
    if settings.units_first is UnitsFirst.MCI:
        return in_system(activity.to(ActivityUnit.MBQ), UnitSystem.CURIE)
    return in_system(activity.to(ActivityUnit.UCI), UnitSystem.SI)


def half_life_words(content: Content) -> str:
    """The half-life with its source."""
    check = f", {CHECK}" if content.verify else ""
    return f"{days_said(content.half_life)} ({content.half_life_basis}{check})"


def governing_words(container: Container) -> str:
    """Which nuclide governs."""
    governing = container.governing
    if governing is None:
        return "Nothing is in it yet."
    return f"Longest-lived, impurity aside: {governing.nuclide}, {half_life_words(governing)}"


def flag_words(container: Container) -> tuple[str, str]:
    """What keeps it out of decay in storage in sentences, and the color of it; empty where nothing does."""
    reasons = reasons_against(container)
    if not reasons:
        return "", State.INFO
    groups: dict[tuple[str, str, bool], list[HoldingReason]] = {}
    for reason in reasons:
        key = (reason.standing.value, reason.with_nuclide, reason.verify)
        groups.setdefault(key, []).append(reason)
    said = "; ".join(_group_words(group) for group in groups.values())
    sure = any(reason.standing is ImpurityStanding.PRESENT for reason in reasons)
    lead = "Not for decay in storage" if sure else "Not yet for decay in storage"
    sources = "; ".join(dict.fromkeys(reason.basis for reason in reasons if not reason.verify))
    tail = f" Sources: {sources}." if sources else ""
    return f"{lead}: {said}.{tail}", State.PROBLEM if sure else State.ATTENTION


def _group_words(group: list[HoldingReason]) -> str:
    """Several nuclides of which the same is known, in one phrase."""
    first = group[0]
    check = f" ({CHECK})" if first.verify else ""
    if len(group) == 1:
        return f"{reason_said(first)}{check}"
    named = ", ".join(f"{one.nuclide} ({days_said(one.half_life)})" for one in group)
    comes = f" with {first.with_nuclide}" if first.with_nuclide else ""
    if first.standing is ImpurityStanding.ASK:
        return f"{named} may have come{comes}: ask for the certificate{check}"
    return f"{named} are in it{comes and ', they came' + comes}{check}"


def next_survey_words(container: Container, settings: Settings) -> str:
    """The earliest suggested survey, with how it was found."""
    due = suggested_survey(container)
    governing = container.governing
    if due is None or governing is None or container.sealed is None:
        return ""
    day = day_words(due.local.date(), settings.date_style)
    last = container.surveys[-1] if container.surveys else None
    if last is not None and last.next_survey is not None and last.at >= container.sealed.at:
        return f"Next survey {day}, set by the last one."
    sealed = day_words(container.sealed.at.local.date(), settings.date_style)
    return (
        f"Earliest suggested survey {day} = sealed {sealed} + 10 \u00d7 "
        f"{days_said(governing.half_life)} ({governing.nuclide}). A reminder only: the survey decides."
    )
