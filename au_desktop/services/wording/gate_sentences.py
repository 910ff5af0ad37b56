"""Puts the gate's reasons and flags into sentences, with their facts, for the screen, the command line and files."""

from collections.abc import Callable, Mapping
from datetime import date

from au_desktop.domain.training.counting.gate import Flag, GateFlag, GateReason, Reason
from au_desktop.domain.training.supervisors import SupervisionFaultCode

Facts = Mapping[str, str]
SayDay = Callable[[date], str]
_Words = str | Callable[[Facts], str]

_NO_CATEGORY = {
    "regulated under 35.1000": "it is regulated under 10 CFR 35.1000",
    "no written directive required": "it needs no written directive",
    "no category covers it": "no category covers it",
}
_DAYS = frozenset({"date", "entered", "named_by", "until"})


def supervision_sentence(facts: Facts) -> str:
    """Why a listed supervisor may not supervise for the route, from the facts of the fault."""
    who = facts["supervisor"]
    if facts["fault"] == SupervisionFaultCode.FIRST_NAMED_UNKNOWN.value:
        return f"{who} is listed under 35.57, but the day on which a license first named them is not on record."
    if facts["fault"] == SupervisionFaultCode.NAMED_TOO_LATE.value:
        return f"{who} is listed under 35.57, but was first named on {facts['named_by']}, after {facts['until']}."
    return (
        f"{who} is listed on {facts['date']} under none of the sections that may supervise for {facts['section']}: "
        f"{facts['sections']}."
    )


_REASONS: dict[GateReason, _Words] = {
    GateReason.VOIDED: lambda facts: f"The case is void: {facts.get('reason', '')}.",
    GateReason.NOT_GIVEN: lambda facts: f"It is planned for {facts['date']} and not given yet.",
    GateReason.LOST: lambda facts: (
        f"It was planned for {facts['date']} and will not be given: {facts['reason'] or 'no reason noted'}."
    ),
    GateReason.IN_THE_FUTURE: lambda facts: f"Its date, {facts['date']}, is still to come.",
    GateReason.UNKNOWN_DRUG: "Its drug is not in this installation's reference data.",
    GateReason.NO_ACTIVITY: "The administered activity is missing.",
    GateReason.NO_CATEGORY: lambda facts: (
        f"{facts['drug']} counts in no category of {facts['profile']}: {_NO_CATEGORY.get(facts['why'], facts['why'])}."
    ),
    GateReason.NO_PATIENT_CODE: "The patient code is missing.",
    GateReason.NO_PART: "The part that the trainee took is missing.",
    GateReason.OBSERVED_ONLY: "Personal participation is needed; this case was observed only.",
    GateReason.NO_CAPACITY: lambda facts: (
        f"{facts['trainee']} has no capacity on {facts['date']}: neither observer nor participant."
    ),
    GateReason.OBSERVER_CAPACITY: lambda facts: (
        f"{facts['trainee']} is an observer on {facts['date']}; an observer's presence is not participation."
    ),
    GateReason.NO_SUPERVISOR: "The supervising AU is missing.",
    GateReason.SUPERVISOR_NOT_AUTHORIZED: lambda facts: (
        f"No license lists {facts['supervisor']} on {facts['date']} for: {facts['category']}."
    ),
    GateReason.SUPERVISOR_SECTION: supervision_sentence,
    GateReason.NO_LICENSE_NUMBER: "The license number is missing.",
    GateReason.NO_LOCATION: "The location is missing.",
    GateReason.NOT_CONFIRMED: "The preceptor has not signed its checklist as supervised yet.",
    GateReason.CONFIRMED_BEFORE_CASE: lambda facts: (
        f"It was signed on {facts['date']}, before the day of the case."
    ),
    GateReason.CHANGED_SINCE_CONFIRMED: lambda facts: (
        f"It was changed after the signature of {facts['date']}; it has to be confirmed again."
    ),
    GateReason.CONFIRMATION_BROKEN: "The signature no longer fits what was signed.",
    GateReason.DUPLICATE: lambda facts: (
        f"The same administration is already logged as {facts['cases']}."
    ),
    GateReason.CLAIMED_BY_ANOTHER: lambda facts: (
        f"Another trainee claims the same administration: {facts['cases']}."
    ),
    GateReason.RATINGS_DIFFER: lambda facts: (
        f"The trainee says “{facts['claimed']}”, the preceptor “{facts['rated']}”; the difference is not resolved."
    ),
    GateReason.RATING_MISSING: lambda facts: (
        "The trainee has not stated their part yet."
        if facts["missing"] == "claim"
        else "The preceptor has not rated the trainee's part yet."
    ),
    GateReason.LATE_WITHOUT_REASON: lambda facts: (
        f"It was entered on {facts['entered']}, more than {facts['hours']} hours after its day, and no reason is given."
    ),
}

_FLAGS: dict[GateFlag, _Words] = {
    GateFlag.SAME_PATIENT: lambda facts: f"The same patient code is in {facts['cases']} as well.",
    GateFlag.CLAIMED_BY_ANOTHER: lambda facts: (
        f"Another trainee claims the same administration: {facts['cases']}."
    ),
}


def reason_sentence(reason: Reason, say_day: SayDay = date.isoformat) -> str:
    """One reason as a sentence."""
    return _said(_REASONS[reason.code], reason.facts, say_day)


def flag_sentence(flag: Flag, say_day: SayDay = date.isoformat) -> str:
    """One flag as a sentence."""
    return _said(_FLAGS[flag.code], flag.facts, say_day)


def with_days(facts: Facts, names: frozenset[str], say_day: SayDay) -> dict[str, str]:
    """The facts with the days among them written as asked; what is no day stays."""
    return {
        name: _day(value, say_day) if name in names else value for name, value in facts.items()
    }


def _said(words: _Words, facts: Facts, say_day: SayDay) -> str:
    return words if isinstance(words, str) else words(with_days(facts, _DAYS, say_day))


def _day(value: str, say_day: SayDay) -> str:
    try:
        return say_day(date.fromisoformat(value))
    except ValueError:
        return value
