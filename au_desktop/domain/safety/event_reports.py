"""The draft of a written report: what the rule asks for, filled from the event, with its blanks; never an identifier."""

import re
from dataclasses import dataclass

from au_desktop.domain.errors import DomainError
from au_desktop.domain.moments import Moment
from au_desktop.domain.safety.event_clocks import EventClock
from au_desktop.domain.safety.event_levels import Verdict
from au_desktop.domain.safety.events import Event, EventKind
from au_desktop.domain.safety.lost_material import LeakFacts, LossFacts
from au_desktop.domain.safety.spills import SpillReading


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One thing that the rule asks for: its paragraph, its name, and the text; empty where it is still to be written."""

    paragraph: str
    title: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class EventReport:
    """A draft: the rule it follows, its lines, and which event and revision it was made from."""

    code: str
    revision: int
    title: str
    rule: str
    lines: tuple[ReportLine, ...]

    @property
    def blanks(self) -> int:
        """How many lines are still to be written."""
        return sum(1 for line in self.lines if not line.text)


class ReportNamesPatient(DomainError):
    """A text of the report looks like a name or a number by which a person could be identified."""

    def __init__(self, title: str, found: str) -> None:
        super().__init__(f"{title}: {found}")
        self.title = title
        self.found = found


_IDENTIFIERS = (
    re.compile(r"\b\d{3}-\d{2}-\d{4}\b"),
    re.compile(r"\b\d{7,}\b"),
    re.compile(r"\b(?:MRN|DOB|SSN)\b", re.IGNORECASE),
    re.compile(r"\bdate of birth\b", re.IGNORECASE),
    re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx)\b\.?\s+[A-Z]\w*"),
    re.compile(r"\b[Pp]atient(?:'s)? name\b"),
    re.compile(r"\b[Pp]atient,? (?!Mr|Mrs)[A-Z][a-z]+ [A-Z][a-z]+\b"),
)


def identifier_in(text: str) -> str:
    """The first piece of a text that could identify a person, or nothing; it cannot find every name."""
    for pattern in _IDENTIFIERS:
        found = pattern.search(text)
        if found:
            return found.group(0)
    return ""


def event_report(event: Event) -> EventReport:
    """The draft for the event as it stands.

    Raises:
        ReportNamesPatient: a text holds what looks like an identifier (35.3045(d)(2)).
    """
    title, rule, lines = _contents(event)
    for line in lines:
        found = identifier_in(line.text)
        if found:
            raise ReportNamesPatient(line.title, found)
    return EventReport(event.code, event.revision, title, rule, lines)


def _contents(event: Event) -> tuple[str, str, tuple[ReportLine, ...]]:
    if event.kind is EventKind.MEDICAL:
        return "Report of a medical event", "10 CFR 35.3045(d)", _medical(event, "35.3045")
    if event.kind is EventKind.CHILD:
        title = "Report of a dose to an embryo, fetus or nursing child"
        return title, "10 CFR 35.3047(d)", _medical(event, "35.3047")
    if event.loss is not None:
        title, rule = "Report of lost or stolen material", "10 CFR 20.2201(b)(1)"
        return title, rule, _loss(event, event.loss)
    return _others(event)


def _others(event: Event) -> tuple[str, str, tuple[ReportLine, ...]]:
    if event.leak is not None:
        return "Report of a leaking source", "10 CFR 35.3067", _leak(event, event.leak)
    reported = any(
        finding.key.startswith("incident") and finding.verdict in (Verdict.MET, Verdict.UNKNOWN)
        for finding in event.findings
    )
    if reported:
        return "Report of an exposure", "10 CFR 20.2203(b)(1)", _exposure(event)
    return "Summary of an event", "", _general(event)


def _medical(event: Event, rule: str) -> tuple[ReportLine, ...]:
    child = rule == "35.3047"
    whom = "embryo, fetus or nursing child" if child else "individual who received it"
    told = "child-mother" if child else "me-individual"
    return (
        ReportLine(f"{rule}(d)(1)(i)", "Licensee", event.licensee),
        ReportLine(f"{rule}(d)(1)(ii)", "Prescribing physician", event.physician),
        ReportLine(f"{rule}(d)(1)(iii)", "Brief description of the event", _story(event)),
        ReportLine(f"{rule}(d)(1)(iv)", "Why it occurred", event.cause),
        ReportLine(f"{rule}(d)(1)(v)", f"Effect, if any, on the {whom}", event.effect),
        ReportLine(f"{rule}(d)(1)(vi)", "Actions taken or planned", event.prevention),
        ReportLine(
            f"{rule}(d)(1)(vii)",
            "Certification of the notice, and if not given, why not",
            _notice(event, told),
        ),
    )


def _story(event: Event) -> str:
    if not event.story:
        return ""
    when = f"Discovered {_minute(event.known_at)}."
    return " ".join(part for part in (when, _material(event), event.story) if part)


def _material(event: Event) -> str:
    what = " ".join(part for part in (event.nuclide, event.form) if part)
    amount = str(event.activity) if event.activity is not None else ""
    words = ", ".join(part for part in (what, amount) if part)
    return f"{words}." if words else ""


def _notice(event: Event, key: str) -> str:
    clock = next((one for one in event.clocks if one.key == key), None)
    if clock is None or clock.done is None:
        return ""
    done = clock.done
    if done.excused:
        return f"Not notified by the licensee: {done.excused}"
    how = f", {done.how}" if done.how else ""
    return f"Notified {_minute(done.at)}{how}."


def _minute(moment: Moment) -> str:
    return moment.local.strftime("%Y-%m-%d %H:%M")


def _loss(event: Event, loss: LossFacts) -> tuple[ReportLine, ...]:
    items = "; ".join(f"{item.nuclide} {item.activity}" for item in loss.items)
    material = ", ".join(part for part in (items, event.form) if part)
    rule = "20.2201(b)(1)"
    return (
        ReportLine("", "Licensee", event.licensee),
        ReportLine(f"{rule}(i)", "Material: kind, quantity, chemical and physical form", material),
        ReportLine(f"{rule}(ii)", "Circumstances of the loss or theft", event.story),
        ReportLine(f"{rule}(iii)", "Disposition, or probable disposition", loss.disposition),
        ReportLine(f"{rule}(iv)", "Exposures of individuals, possible TEDE", loss.exposures),
        ReportLine(f"{rule}(v)", "Actions to recover the material", loss.recovery),
        ReportLine(f"{rule}(vi)", "Measures against a recurrence", event.prevention),
    )


def _leak(event: Event, leak: LeakFacts) -> tuple[ReportLine, ...]:
    activity = str(event.activity) if event.activity is not None else ""
    result = str(leak.removable) if leak.removable is not None else ""
    tested = _minute(leak.tested_at) if leak.tested_at is not None else ""
    return (
        ReportLine("", "Licensee", event.licensee),
        ReportLine("35.3067", "Model number", leak.model),
        ReportLine("35.3067", "Serial number, if assigned", leak.serial),
        ReportLine("35.3067", "Radionuclide", event.nuclide),
        ReportLine("35.3067", "Estimated activity", activity),
        ReportLine("35.3067", "Result of the test: removable activity", result),
        ReportLine("35.3067", "Date of the test", tested),
        ReportLine("35.3067", "Action taken", leak.action),
    )


def _exposure(event: Event) -> tuple[ReportLine, ...]:
    doses = event.incident
    given = (
        ()
        if doses is None
        else (("TEDE", doses.tede), ("lens", doses.lens), ("skin or extremity", doses.skin))
    )
    estimates = "; ".join(f"{name} {dose}" for name, dose in given if dose is not None)
    rule = "20.2203(b)(1)"
    return (
        ReportLine("", "Licensee", event.licensee),
        ReportLine("", "Description of the event", _story(event)),
        ReportLine(f"{rule}(i)", "Estimates of each individual's dose", estimates),
        ReportLine(f"{rule}(ii)", "Levels of radiation, concentrations", _levels(event)),
        ReportLine(f"{rule}(iii)", "Cause", event.cause),
        ReportLine(f"{rule}(iv)", "Corrective steps, with the schedule", event.prevention),
    )


def _levels(event: Event) -> str:
    """What the meters and wipes of a spill read; of other events it is still to be written."""
    readings = () if event.spill is None else event.spill.readings
    return "; ".join(_reading_words(reading) for reading in readings)


def _reading_words(reading: SpillReading) -> str:
    named = (
        ("before", reading.rate_before, ""),
        ("after", reading.rate_after, ""),
        ("wipe before", reading.wipe_before, " dpm/100 cm²"),
        ("wipe after", reading.wipe_after, " dpm/100 cm²"),
    )
    read = [f"{name} {value}{unit}" for name, value, unit in named if value is not None]
    return f"{reading.place}: {', '.join(read)}" if read else reading.place


def _general(event: Event) -> tuple[ReportLine, ...]:
    return (
        ReportLine("", "Licensee", event.licensee),
        ReportLine("", "What happened", _story(event)),
        ReportLine("", "Why it happened", event.cause),
        ReportLine("", "Effect", event.effect),
        ReportLine("", "What will prevent it", event.prevention),
        ReportLine("", "Reported so far", _reported(event.clocks)),
    )


def _reported(clocks: tuple[EventClock, ...]) -> str:
    told = [
        f"{clock.title}: {_minute(clock.done.at)}"
        for clock in clocks
        if clock.done is not None and not clock.done.excused
    ]
    return "; ".join(told)
