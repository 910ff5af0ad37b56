"""Puts the gate's verdict into plain words: the chip of a case, and one sentence a reason with its facts."""

from au_desktop.domain.training.counting.gate import CaseVerdict, GateFlag, GateReason, Reason
from au_desktop.services.wording import gate_sentences
from au_desktop.settings import DateStyle
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.tokens import State

COUNTS = "counts"

_CHIPS: dict[GateReason, tuple[str, State]] = {
    GateReason.VOIDED: ("void", State.NEUTRAL),
    GateReason.NOT_GIVEN: ("planned", State.INFO),
    GateReason.LOST: ("lost", State.NEUTRAL),
    GateReason.IN_THE_FUTURE: ("date to come", State.INFO),
    GateReason.UNKNOWN_DRUG: ("unknown drug", State.PROBLEM),
    GateReason.NO_ACTIVITY: ("no activity", State.ATTENTION),
    GateReason.NO_CATEGORY: ("no category", State.NEUTRAL),
    GateReason.NO_PATIENT_CODE: ("no patient code", State.ATTENTION),
    GateReason.NO_PART: ("no part taken", State.ATTENTION),
    GateReason.OBSERVED_ONLY: ("observed only", State.PROBLEM),
    GateReason.NO_CAPACITY: ("no capacity", State.PROBLEM),
    GateReason.OBSERVER_CAPACITY: ("as observer", State.PROBLEM),
    GateReason.NO_SUPERVISOR: ("no supervising AU", State.ATTENTION),
    GateReason.SUPERVISOR_NOT_AUTHORIZED: ("AU not listed", State.PROBLEM),
    GateReason.SUPERVISOR_SECTION: ("AU, other section", State.PROBLEM),
    GateReason.NO_LICENSE_NUMBER: ("no license number", State.ATTENTION),
    GateReason.NO_LOCATION: ("no location", State.ATTENTION),
    GateReason.NOT_CONFIRMED: ("not signed yet", State.ATTENTION),
    GateReason.CONFIRMED_BEFORE_CASE: ("signed too early", State.PROBLEM),
    GateReason.CHANGED_SINCE_CONFIRMED: ("sign again", State.ATTENTION),
    GateReason.CONFIRMATION_BROKEN: ("signature broken", State.PROBLEM),
    GateReason.DUPLICATE: ("duplicate", State.PROBLEM),
    GateReason.CLAIMED_BY_ANOTHER: ("claimed twice", State.PROBLEM),
    GateReason.RATINGS_DIFFER: ("ratings differ", State.PROBLEM),
    GateReason.RATING_MISSING: ("not rated yet", State.ATTENTION),
    GateReason.LATE_WITHOUT_REASON: ("late, no reason", State.ATTENTION),
}

_FLAG_CHIPS: dict[GateFlag, str] = {
    GateFlag.SAME_PATIENT: "same patient again",
    GateFlag.CLAIMED_BY_ANOTHER: "claimed by another",
}

_SETTLED = (GateReason.VOIDED, GateReason.LOST, GateReason.NOT_GIVEN)
_GRAVEST = (
    *_SETTLED,
    GateReason.DUPLICATE,
    GateReason.CONFIRMATION_BROKEN,
    GateReason.CLAIMED_BY_ANOTHER,
    GateReason.RATINGS_DIFFER,
    GateReason.OBSERVED_ONLY,
    GateReason.OBSERVER_CAPACITY,
    GateReason.NO_CAPACITY,
    GateReason.SUPERVISOR_NOT_AUTHORIZED,
    GateReason.SUPERVISOR_SECTION,
    GateReason.UNKNOWN_DRUG,
    GateReason.NO_CATEGORY,
)

WILL_NOT_COUNT = frozenset(_GRAVEST) - {*_SETTLED, GateReason.OBSERVED_ONLY}
"""What stands against a planned case already today; the other reasons go away once it is given and signed."""


def verdict_chip(verdict: CaseVerdict) -> tuple[str, State]:
    """One or two words and their color: counts, planned, void, or what stands first against it."""
    if verdict.counts:
        return COUNTS, State.OK
    codes = [reason.code for reason in verdict.reasons]
    first = next((code for code in _GRAVEST if code in codes), None)
    if first is None and len(codes) > 1:
        return f"{len(codes)} things missing", State.ATTENTION
    return _CHIPS[first or next(iter(codes), GateReason.NO_CATEGORY)]


def by_weight(verdict: CaseVerdict) -> tuple[Reason, ...]:
    """The reasons, those first that no later step takes away."""
    order = {code: at for at, code in enumerate(_GRAVEST)}
    return tuple(sorted(verdict.reasons, key=lambda reason: order.get(reason.code, len(order))))


def reason_sentence(reason: Reason, style: DateStyle = DateStyle.DAY_MONTH) -> str:
    """One reason as a sentence, its days written as the settings ask."""
    return gate_sentences.reason_sentence(reason, lambda day: day_words(day, style))


def flag_sentences(
    verdict: CaseVerdict, style: DateStyle = DateStyle.DAY_MONTH
) -> tuple[str, ...]:
    """What to look at in the case although it counts."""
    return tuple(
        gate_sentences.flag_sentence(flag, lambda day: day_words(day, style))
        for flag in verdict.flags
    )


def flag_chips(verdict: CaseVerdict) -> tuple[str, ...]:
    """A few words for each flag."""
    return tuple(_FLAG_CHIPS[flag.code] for flag in verdict.flags)


def reason_sentences(
    verdict: CaseVerdict, style: DateStyle = DateStyle.DAY_MONTH
) -> tuple[str, ...]:
    """Every reason why the case does not count yet, the gravest first; nothing when it counts."""
    return tuple(reason_sentence(reason, style) for reason in by_weight(verdict))


def verdict_sentence(verdict: CaseVerdict) -> str:
    """The verdict in one line, with the category it counts in."""
    if verdict.counts and verdict.category is not None:
        return f"Counts toward: {verdict.category.title}."
    return "Does not count yet:"
