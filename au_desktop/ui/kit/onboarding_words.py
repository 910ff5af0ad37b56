"""The words for visits to a host: states of items, what speaks against a visit, and where instruction stands."""

from au_desktop.domain.training.onboarding import ItemState, OnboardingItem, Placement
from au_desktop.domain.training.visit_warnings import VisitFault, VisitWarning
from au_desktop.services.roster.preparations import INSTRUCTION, PreparedStep
from au_desktop.services.rows import RunState
from au_desktop.settings import DateStyle
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.tokens import State
from au_desktop.ui.kit.training_words import counted, period_words

_ITEM_STATES = {
    ItemState.RECEIVED: State.OK,
    ItemState.NOT_NEEDED: State.NEUTRAL,
    ItemState.OPEN: State.INFO,
    ItemState.OVERDUE: State.PROBLEM,
    ItemState.EXPIRED: State.ATTENTION,
}
_STEP_STATES = {
    RunState.DONE: ("signed", State.OK),
    RunState.WAITING: ("waits for signature", State.ATTENTION),
    RunState.DRAFT: ("draft", State.INFO),
}
_OVER = State.NEUTRAL


def item_chip(state: ItemState) -> tuple[str, State]:
    """The word and color of an item's state."""
    return state.value, _ITEM_STATES[state]


def item_line(item: OnboardingItem, placement: Placement, style: DateStyle) -> str:
    """Who brings it and when: due counted back from the visit, or received, until when it is good, or why not needed."""
    parts = [item.owner] if item.owner else []
    if item.not_needed:
        parts.append(item.not_needed)
    elif item.received is not None:
        parts.append(f"received {day_words(item.received, style)}")
        if item.expires is not None:
            parts.append(f"good until {day_words(item.expires, style)}")
    else:
        days = (placement.visit.first - item.due).days
        before = f"{counted(days, 'day')} before the visit" if days else "the day it begins"
        parts.append(f"due {day_words(item.due, style)}, {before}")
    return " · ".join(parts)


def placement_chip(placement: Placement, states: dict[ItemState, int]) -> tuple[str, State]:
    """How a visit's papers stand in a few words."""
    if placement.voided is not None:
        return "out of use", _OVER
    for state, words in (
        (ItemState.OVERDUE, "overdue"),
        (ItemState.EXPIRED, "expiring"),
        (ItemState.OPEN, "open"),
    ):
        if states.get(state):
            return f"{states[state]} {words}", _ITEM_STATES[state]
    return ("complete", State.OK) if placement.items else ("no items", _OVER)


def step_chip(step: PreparedStep) -> tuple[str, State]:
    """Where instruction or orientation stands."""
    return ("not begun", State.ATTENTION) if step.state is None else _STEP_STATES[step.state]


def step_basis(step: PreparedStep) -> str:
    """Why it is asked for."""
    if step.kind == INSTRUCTION:
        return "10 CFR 35.27(a) and (b), with the six items of 10 CFR 19.12; signed by a preceptor or the RSO"
    return "center practice, with the dosimeter; signed by a preceptor or the RSO"


def warning_words(warning: VisitWarning, style: DateStyle) -> str:
    """One sentence about what speaks against a visit."""
    days = period_words(warning.days, style) if warning.days else ""
    if warning.fault in _BEFORE_CASE:
        return _before_case(warning, style)
    return {
        VisitFault.LONGER_THAN_STAY: (
            f"The visit has {warning.number} days; the host's longest stay is {warning.detail}."
        ),
        VisitFault.OVERLAPS: f"It overlaps another visit, {days}.",
        VisitFault.NO_CAPACITY: (
            f"No capacity is granted on {counted(warning.number, 'day')}, {days}: no case of these days counts."
        ),
        VisitFault.OBSERVER_ONLY: (
            f"Observer on {counted(warning.number, 'day')}, {days}: what is observed is no participation."
        ),
        VisitFault.NOT_APPROVED: "A capacity of these days names nobody who approved it.",
        VisitFault.ITEMS_OVERDUE: f"{counted(warning.number, 'item')} overdue.",
        VisitFault.ITEMS_EXPIRED: (
            f"{counted(warning.number, 'item')} no longer good on the last day of the visit."
        ),
        VisitFault.DOSIMETER_OUT: f"Dosimeter not returned: {warning.detail}.",
    }[warning.fault]


_BEFORE_CASE = {
    VisitFault.NO_INSTRUCTION: "No signed instruction (10 CFR 35.27)",
    VisitFault.NO_ORIENTATION: "No signed orientation",
    VisitFault.NO_DOSIMETER: "No dosimeter issued",
}


def _before_case(warning: VisitWarning, style: DateStyle) -> str:
    words = _BEFORE_CASE[warning.fault]
    if warning.days is None:
        return f"{words} yet, and the visit has begun."
    return f"{words} by the first case of the visit, {day_words(warning.days.first, style)}."
