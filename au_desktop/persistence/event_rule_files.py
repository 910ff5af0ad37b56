"""Reads the clocks, steps and notes of events."""

from pathlib import Path
from types import MappingProxyType

from au_desktop.domain.reference.event_rules import (
    ClockRule,
    EventNote,
    EventRules,
    Span,
    StepRule,
)
from au_desktop.persistence.basis_entries import Bases, basis_of
from au_desktop.persistence.toml_entries import Entry, read_toml


def read_event_rules(path: Path, bases: Bases) -> EventRules:
    """The whole file; each id is used once."""
    document = Entry(path.name, "", read_toml(path))
    seen: set[str] = set()
    clocks = [_clock(one, bases, seen) for one in document.entries("clock")]
    steps = tuple(_step(one, bases, seen) for one in document.entries("step"))
    notes = [_note(one, bases, seen) for one in document.entries("note")]
    document.close()
    return EventRules(
        MappingProxyType({one.id: one for one in clocks}),
        steps,
        MappingProxyType({one.id: one for one in notes}),
    )


def _begin(entry: Entry, seen: set[str]) -> str:
    name = entry.text("id")
    entry.relabel(name)
    if name in seen:
        raise entry.refuse("the id is used twice")
    seen.add(name)
    return name


def _clock(entry: Entry, bases: Bases, seen: set[str]) -> ClockRule:
    rule = ClockRule(
        id=_begin(entry, seen),
        title=entry.text("title"),
        whom=entry.text("whom"),
        span=entry.choice("span", Span),
        basis=basis_of(entry, bases),
        count=entry.whole("count") if entry.has("count") else 0,
        advice=entry.text("advice", ""),
    )
    if (rule.span in (Span.HOURS, Span.DAYS)) != bool(rule.count):
        raise entry.refuse("hours and days need a count, and nothing else has one")
    entry.close()
    return rule


def _step(entry: Entry, bases: Bases, seen: set[str]) -> StepRule:
    step = StepRule(
        _begin(entry, seen), entry.text("event"), entry.text("title"), basis_of(entry, bases)
    )
    entry.close()
    return step


def _note(entry: Entry, bases: Bases, seen: set[str]) -> EventNote:
    note = EventNote(_begin(entry, seen), entry.text("text"), basis_of(entry, bases))
    entry.close()
    return note
