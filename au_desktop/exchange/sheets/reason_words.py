"""Puts the gate's reasons into words, with their facts."""

from collections.abc import Iterable

from au_desktop.domain.training.counting.gate import Flag, GateFlag, GateReason, Reason

_WORDS = {
    GateReason.VOIDED: "voided: {reason}",
    GateReason.NOT_GIVEN: "planned, not given yet",
    GateReason.IN_THE_FUTURE: "dated in the future ({date})",
    GateReason.UNKNOWN_DRUG: "drug {drug} is not in the reference data",
    GateReason.NO_CATEGORY: "in no category of the profile {profile} ({why})",
    GateReason.NO_CAPACITY: "{trainee} had no capacity on {date}",
    GateReason.OBSERVER_CAPACITY: "{trainee} was an observer on {date}",
    GateReason.LOST: "planned for {date}, will not be given: {reason}",
    GateReason.SUPERVISOR_NOT_AUTHORIZED: "{supervisor} was not authorized for {category} on {date}",
    GateReason.SUPERVISOR_SECTION: "{supervisor} may not supervise for {section} on {date}: {fault}",
    GateReason.CONFIRMED_BEFORE_CASE: "confirmed on {date}, before the case",
    GateReason.CHANGED_SINCE_CONFIRMED: "changed since it was confirmed on {date}",
    GateReason.DUPLICATE: "the same administration is already logged as {cases}",
    GateReason.CLAIMED_BY_ANOTHER: "another trainee claims the same administration: {cases}",
    GateReason.RATINGS_DIFFER: "trainee says {claimed}, preceptor says {rated}",
    GateReason.RATING_MISSING: "{missing} of the trainee's part missing",
    GateReason.LATE_WITHOUT_REASON: "entered on {entered}, more than {hours} h after its day, without a reason",
}
_FLAGS = {
    GateFlag.SAME_PATIENT: "same patient code in {cases}",
    GateFlag.CLAIMED_BY_ANOTHER: "also claimed by another trainee: {cases}",
}


def reason_words(reasons: Iterable[Reason]) -> str:
    """All reasons in one line."""
    return "; ".join(_one(reason) for reason in reasons)


def flag_words(flags: Iterable[Flag]) -> str:
    """All flags in one line."""
    return "; ".join(_FLAGS[flag.code].format_map(flag.facts) for flag in flags)


def _one(reason: Reason) -> str:
    words = _WORDS.get(reason.code)
    return reason.code.value if words is None else words.format_map(reason.facts)
