"""Which clocks an event owes, from its findings and from what was determined, and how its list of clocks is kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from au_desktop.domain.moments import Moment
from au_desktop.domain.reference.event_rules import ClockRule
from au_desktop.domain.safety.event_clocks import EventClock, started
from au_desktop.domain.safety.event_levels import ScreenResult, Verdict
from au_desktop.domain.safety.events import Event, EventKind

LOSS_PHONES = ("loss-phone-at-once", "loss-phone-30-days")
LOSS_REPORT = "loss-report"
LEAK_REPORT = "leak-report"
_SCREEN = {
    EventKind.MEDICAL: ("me-phone", "me-physician", "me-individual", "me-report", "me-copy"),
    EventKind.CHILD: (
        "child-phone",
        "child-physician",
        "child-mother",
        "child-report",
        "child-copy",
    ),
}
_BY_FINDING = {
    "loss_at_once": "loss-phone-at-once",
    "loss_later": "loss-phone-30-days",
    "leak": LEAK_REPORT,
    "incident_at_once": "incident-at-once",
    "incident_day": "incident-24-hours",
    "incident_report": "incident-report",
}
_ALWAYS = {
    EventKind.PACKAGE: ("package-carrier", "package-nrc"),
    EventKind.EMERGENCY: ("emergency-rso", "emergency-au"),
}
DETERMINED_NOT = "The RSO determined that this is not reportable."
NO_CRITERION = "No criterion is met any more."
_LEADING = (Verdict.MET, Verdict.UNKNOWN)

OffsetAt = Callable[[Moment], int]
"""Local time minus UTC, in minutes, at a moment, where the place's own rules are known."""


@dataclass(frozen=True, slots=True)
class Owed:
    """A clock that has to run, by its rule and since when."""

    rule_id: str
    since: Moment


def owed_clocks(event: Event) -> tuple[Owed, ...]:
    """The clocks that run for the event as it stands; a clock runs as soon as something is possible."""
    since = event.known_at
    keys = list(_ALWAYS.get(event.kind, ()))
    if event.determination is None or event.determination.reportable:
        keys += _by_screen(event)
        keys += [
            _BY_FINDING[finding.key]
            for finding in event.findings
            if finding.verdict in _LEADING and finding.key in _BY_FINDING
        ]
    owed = [Owed(key, _tested(event) if key == LEAK_REPORT else since) for key in keys]
    called = _called_at(event)
    if called is not None:
        owed.append(Owed(LOSS_REPORT, called))
    return tuple(owed)


def _by_screen(event: Event) -> tuple[str, ...]:
    determined = event.determination is not None
    if determined or event.result is ScreenResult.POSSIBLE:
        return _SCREEN.get(event.kind, ())
    return ()


def _tested(event: Event) -> Moment:
    """The leak test, from which the days of 35.3067 count; the discovery where the time of the test is not known."""
    tested = None if event.leak is None else event.leak.tested_at
    return event.known_at if tested is None else min(tested, event.known_at)


def _called_at(event: Event) -> Moment | None:
    """When the telephone report of a loss was first made; the written one runs from there."""
    calls = [
        clock.done.at
        for clock in event.clocks
        if clock.key in LOSS_PHONES and clock.done is not None and not clock.done.excused
    ]
    return min(calls, default=None, key=lambda at: at.utc)


def with_clocks(
    event: Event, rules: Mapping[str, ClockRule], offset_at: OffsetAt | None = None
) -> Event:
    """The event with its clocks brought up to date.

    What was done stays; a new discovery time moves what is due; what is no longer owed is kept and says why.
    """
    owed = {one.rule_id: one.since for one in owed_clocks(event)}
    had = {clock.key: clock for clock in event.clocks}
    kept = [_kept(clock, owed, rules, event, offset_at) for clock in event.clocks]
    fresh = [
        _started(rules[key], since, offset_at) for key, since in owed.items() if key not in had
    ]
    return replace(event, clocks=tuple(kept + fresh))


def _kept(
    clock: EventClock,
    owed: Mapping[str, Moment],
    rules: Mapping[str, ClockRule],
    event: Event,
    offset_at: OffsetAt | None,
) -> EventClock:
    since = owed.get(clock.key)
    if since is None:
        determined = event.determination is not None
        return replace(clock, lifted=DETERMINED_NOT if determined else NO_CRITERION)
    if since == clock.since and not clock.lifted:
        return clock
    again = _started(rules[clock.key], since, offset_at) if clock.key in rules else clock
    return replace(again, done=clock.done, lifted="")


def _started(rule: ClockRule, since: Moment, offset_at: OffsetAt | None) -> EventClock:
    clock = started(rule, since)
    if offset_at is None:
        return clock
    # Only the change of the offset counts: the event may have been written down in another zone than this computer's.
    change = offset_at(clock.due) - offset_at(since)
    return started(rule, since, since.offset_minutes + change)
