"""Puts the gate's reasons into words, with their facts."""

from collections.abc import Iterable

from au_desktop.domain.training.gate import GateReason, Reason

_WORDS = {
    GateReason.VOIDED: "voided: {reason}",
    GateReason.NOT_GIVEN: "planned, not given yet",
    GateReason.IN_THE_FUTURE: "dated in the future ({date})",
    GateReason.UNKNOWN_DRUG: "drug {drug} is not in the reference data",
    GateReason.NO_CATEGORY: "in no category of the profile {profile} ({why})",
    GateReason.NO_CAPACITY: "{trainee} had no capacity on {date}",
    GateReason.OBSERVER_CAPACITY: "{trainee} was an observer on {date}",
    GateReason.SUPERVISOR_NOT_AUTHORIZED: "{supervisor} was not authorized for {category} on {date}",
    GateReason.CONFIRMED_BEFORE_CASE: "confirmed on {date}, before the case",
    GateReason.CHANGED_SINCE_CONFIRMED: "changed since it was confirmed on {date}",
    GateReason.DUPLICATE: "the same administration is already logged as {cases}",
}


def reason_words(reasons: Iterable[Reason]) -> str:
    """All reasons in one line."""
    return "; ".join(_one(reason) for reason in reasons)


def _one(reason: Reason) -> str:
    words = _WORDS.get(reason.code)
    return reason.code.value if words is None else words.format_map(reason.facts)
