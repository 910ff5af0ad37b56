"""Clocks, steps and notes of events, as dated data: what is owed to whom, how soon, and by which rule."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from au_desktop.domain.reference.basis import Basis


class Span(StrEnum):
    """How a rule counts the time that it gives."""

    AT_ONCE = "at once"
    AS_SOON = "as soon as possible"
    NEXT_DAY = "next calendar day"
    HOURS = "hours"
    DAYS = "days"

    @property
    def numbered(self) -> bool:
        """Whether the rule gives a number, so that late can be told from in time."""
        return self in (Span.NEXT_DAY, Span.HOURS, Span.DAYS)


@dataclass(frozen=True, slots=True)
class ClockRule:
    """Something owed after an event: what, to whom, and within `count` hours or days where the span has a number."""

    id: str
    title: str
    whom: str
    span: Span
    basis: Basis
    count: int = 0
    advice: str = ""


@dataclass(frozen=True, slots=True)
class StepRule:
    """One step that is worked through after an event of a kind."""

    id: str
    event: str
    title: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class EventNote:
    """A dated statement about an event, shown beside it: how a rule stands, or what it leaves out."""

    id: str
    text: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class EventRules:
    """Everything about events that is data, by id."""

    clocks: Mapping[str, ClockRule] = field(default_factory=dict)
    steps: tuple[StepRule, ...] = ()
    notes: Mapping[str, EventNote] = field(default_factory=dict)

    def steps_of(self, event: str) -> tuple[StepRule, ...]:
        """The steps of an event of this kind, in order."""
        return tuple(step for step in self.steps if step.event == event)
