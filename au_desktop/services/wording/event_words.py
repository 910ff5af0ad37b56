"""Events in words: clocks with their time left, questions of a screen, verdicts, and what keeps an event open."""

from datetime import timedelta

from au_desktop.domain.moments import Moment
from au_desktop.domain.safety.event_clocks import ClockState, EventClock, state_of, time_left
from au_desktop.domain.safety.event_levels import Finding, ScreenResult, Verdict, shown
from au_desktop.domain.safety.events import Event, EventKind, OpenPoint
from au_desktop.domain.safety.extravasations import ExtravasationFacts
from au_desktop.domain.safety.spills import SpillFacts, SpillJudgment, SpillReason, SpillSize

_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_DAYS_ALONE = 3

KIND_TITLES: dict[EventKind, str] = {
    EventKind.SPILL: "Spill",
    EventKind.EXTRAVASATION: "Extravasation",
    EventKind.MEDICAL: "Medical-event screen",
    EventKind.CHILD: "Embryo or nursing child screen",
    EventKind.LOSS: "Lost or stolen material",
    EventKind.PACKAGE: "Package above a limit",
    EventKind.LEAK: "Leaking sealed source",
    EventKind.EMERGENCY: "Patient emergency or death",
    EventKind.OTHER: "Other event",
}

FINDING_TITLES: dict[str, str] = {
    "difference": "Dose and dosage differ from what was prescribed",
    "dose_off": "Dose differs by more than the levels",
    "total_dose": "Total dose delivered differs from the prescribed dose",
    "dosage": "Total dosage delivered differs, or lies outside the prescribed range",
    "fraction": "Dose of a single fraction differs",
    "wrong_drug": "Wrong radioactive drug, and a dose above the levels",
    "wrong_route": "Wrong route of administration, and a dose above the levels",
    "wrong_individual": "Wrong individual, and a dose above the levels",
    "wrong_mode": "Wrong mode of treatment, and a dose above the levels",
    "leaking_source": "Leaking sealed source, and a dose above the levels",
    "other_site": "Skin or an organ other than the treatment site above what was expected",
    "intervention": "Patient intervention with unintended permanent functional damage",
    "embryo": "Dose to the embryo or fetus, not approved in advance by the AU",
    "nursing_child": "Dose to the nursing child",
    "child_damage": "Unintended permanent functional damage of the child",
    "loss_at_once": "Quantity of the at-once report, and an exposure could result",
    "loss_later": "Quantity of the 30-day report, still missing",
    "leak": "Removable contamination of the sealed source",
    "incident_at_once": "Dose or intake reported at once",
    "incident_day": "Loss of control with a dose or intake reported within 24 hours",
    "incident_report": "Written report within 30 days",
}

_VERDICTS: dict[Verdict, str] = {
    Verdict.MET: "met",
    Verdict.NOT_MET: "not met",
    Verdict.UNKNOWN: "not known: taken as possible",
    Verdict.OPEN: "not answered",
    Verdict.EXCEPTED: "excepted by the rule",
}

_POINTS: dict[OpenPoint, str] = {
    OpenPoint.CLOCK: "A clock still runs: record what was done, or why nothing is owed.",
    OpenPoint.DETERMINATION: "The RSO has not determined whether it is reportable.",
    OpenPoint.CAUSE: "Why it happened is not written down.",
    OpenPoint.STORY: "What happened is not written down.",
    OpenPoint.SPILL_SIZE: "Minor or major is not known: accept a level and estimate the activity.",
    OpenPoint.REMAINS: "What remains after clean-up is not said.",
    OpenPoint.REMAINING: "What remains is not described for the decommissioning file.",
}

_SPILLS: dict[SpillReason, str] = {
    SpillReason.BELOW: "Minor: below the level that the RSO accepted.",
    SpillReason.REACHED: "Major: at or above the level that the RSO accepted.",
    SpillReason.ANY: "Major: any amount of this nuclide is.",
    SpillReason.WEIGHS: "Major: persons, spread or other hazards weigh.",
    SpillReason.NO_LEVEL: "Not known: the RSO has accepted no level for this nuclide. Treat it as major.",
    SpillReason.NO_ACTIVITY: "Not known: estimate the activity. Treat it as major.",
}


def span_words(span: timedelta) -> str:
    """A length of time in at most two units: "2 d 3 h", "4 h 10 min", "12 min"."""
    seconds = int(abs(span.total_seconds()))
    days, rest = divmod(seconds, _DAY)
    hours, rest = divmod(rest, _HOUR)
    minutes = rest // _MINUTE
    if days > _DAYS_ALONE or (days and not hours):
        return f"{days} d"
    if days:
        return f"{days} d {hours} h"
    if hours:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    return f"{minutes} min" if minutes else "less than 1 min"


def clock_words(clock: EventClock, now: Moment) -> str:
    """How a clock stands, in words."""
    numbered = clock.span.numbered
    words = {
        ClockState.RUNNING: "{} left" if numbered else "Now",
        ClockState.OVERDUE: "Overdue for {}" if numbered else "Due now, for {}",
        ClockState.IN_TIME: "Done in time",
        ClockState.LATE: "Done {} late",
        ClockState.DONE: "Done after {}",
        ClockState.NOT_OWED: "Not owed",
    }[state_of(clock, now)]
    return words.format(span_words(time_left(clock, now)))


def due_words(due: Moment, now: Moment) -> str:
    """How long until something is due, or since when it has been."""
    span = due.utc - now.utc
    words = span_words(span)
    return f"{words} left" if span >= timedelta(0) else f"Due for {words}"


def clock_reason(clock: EventClock) -> str:
    """Why nothing is owed, or what was done and by whom."""
    done = clock.done
    if done is None:
        return clock.lifted
    if done.excused:
        return done.excused
    told = ", ".join(part for part in (done.whom, done.how) if part)
    return f"{told}. Recorded by {done.by.name}."


def finding_title(finding: Finding) -> str:
    """The criterion as a question's head."""
    return FINDING_TITLES[finding.key]


def verdict_words(verdict: Verdict) -> str:
    """What a criterion came to."""
    return _VERDICTS[verdict]


def result_words(event: Event) -> str:
    """What the screen says, and what the RSO said; it never says that nothing is to be reported."""
    said = event.determination
    if said is None:
        return sentence(event.result.value)
    what = "reportable" if said.reportable else "not reportable"
    day = said.at.local.strftime("%Y-%m-%d")
    return f"{said.by.name} (RSO) determined on {day}: {what}. {said.reason}"


def possible(event: Event) -> bool:
    """Whether the screen found something that only the RSO can settle."""
    return event.determination is None and event.result is ScreenResult.POSSIBLE


def open_point_words(point: OpenPoint) -> str:
    """Why an event cannot be closed yet."""
    return _POINTS[point]


def spill_words(judgment: SpillJudgment) -> str:
    """Minor or major, and why."""
    words = _SPILLS[judgment.reason]
    if judgment.evacuate:
        words += " The level for leaving the area is reached."
    return words


def spill_reckoning(spill: SpillFacts) -> str:
    """The activity against the level, with the numbers in it; nothing where one of them is missing."""
    if spill.activity is None or spill.level is None or spill.level.major_from is None:
        return ""
    percent = shown(spill.activity.ratio_to(spill.level.major_from) * 100)
    return f"{spill.activity} / {spill.level.major_from} = {percent} % of the level."


def extravasation_reckoning(facts: ExtravasationFacts) -> str:
    """What infiltrated of what was given, and the site against the other side; nothing where nothing was measured."""
    parts = []
    percent = facts.infiltrated_percent
    if percent is not None:
        parts.append(f"{facts.infiltrated} / {facts.given} = {shown(percent)} % infiltrated.")
    parts += [
        f"{reading.site} / {reading.other} = {shown(reading.ratio)} times the other side."
        for reading in facts.readings
        if reading.ratio is not None
    ]
    return " ".join(parts)


def is_major(judgment: SpillJudgment) -> bool:
    """Whether it counts as major for sure."""
    return judgment.size is SpillSize.MAJOR


def sentence(text: str) -> str:
    """The text with a capital letter and a full stop."""
    return f"{text[:1].upper()}{text[1:]}."
