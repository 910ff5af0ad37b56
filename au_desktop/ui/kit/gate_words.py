"""Puts the gate's verdict into plain words: the chip of a case, and one sentence a reason with its facts."""

from collections.abc import Callable, Mapping
from datetime import date

from au_desktop.domain.training.gate import CaseVerdict, GateReason, Reason
from au_desktop.settings import DateStyle
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.tokens import State

COUNTS = "counts"

Facts = Mapping[str, str]

_NO_CATEGORY = {
    "regulated under 35.1000": "it is regulated under 10 CFR 35.1000",
    "no written directive required": "it needs no written directive",
    "no category covers it": "no category covers it",
}

_SENTENCES: dict[GateReason, str | Callable[[Facts], str]] = {
    GateReason.VOIDED: lambda facts: f"The case is void: {facts.get('reason', '')}.",
    GateReason.NOT_GIVEN: lambda facts: f"It is planned for {facts['date']} and not given yet.",
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
}

_CHIPS: dict[GateReason, tuple[str, State]] = {
    GateReason.VOIDED: ("void", State.NEUTRAL),
    GateReason.NOT_GIVEN: ("planned", State.INFO),
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
    GateReason.NO_LICENSE_NUMBER: ("no license number", State.ATTENTION),
    GateReason.NO_LOCATION: ("no location", State.ATTENTION),
    GateReason.NOT_CONFIRMED: ("not signed yet", State.ATTENTION),
    GateReason.CONFIRMED_BEFORE_CASE: ("signed too early", State.PROBLEM),
    GateReason.CHANGED_SINCE_CONFIRMED: ("sign again", State.ATTENTION),
    GateReason.CONFIRMATION_BROKEN: ("signature broken", State.PROBLEM),
    GateReason.DUPLICATE: ("duplicate", State.PROBLEM),
}

_SETTLED = (GateReason.VOIDED, GateReason.NOT_GIVEN)
_GRAVEST = (
    *_SETTLED,
    GateReason.DUPLICATE,
    GateReason.CONFIRMATION_BROKEN,
    GateReason.OBSERVED_ONLY,
    GateReason.OBSERVER_CAPACITY,
    GateReason.NO_CAPACITY,
    GateReason.SUPERVISOR_NOT_AUTHORIZED,
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
    facts = {name: _fact(name, value, style) for name, value in reason.facts.items()}
    sentence = _SENTENCES[reason.code]
    return sentence if isinstance(sentence, str) else sentence(facts)


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


def _fact(name: str, value: str, style: DateStyle) -> str:
    if name != "date":
        return value
    try:
        return day_words(date.fromisoformat(value), style)
    except ValueError:
        return value
