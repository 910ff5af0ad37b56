"""The words for requirements and hours, shared by screen, sheets, files and command line."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from au_desktop.domain.training.hour_rules.hour_count import HourNote, HourReason
from au_desktop.domain.training.standings.standing import Requirement, RequirementKind
from au_desktop.services.wording.gate_sentences import Facts, SayDay, with_days

_Words = str | Callable[[Facts], str]

_YES_OR_NO = {
    RequirementKind.ATTESTATION: ("signed", "not signed"),
    RequirementKind.RECENTNESS: ("none that counts is older", "some training is older"),
}


@dataclass(frozen=True, slots=True)
class GapWords:
    """One gap in words: what is missing, why, and what to do about it."""

    what: str
    why: str
    todo: str


def amount(value: Decimal) -> str:
    """A number of hours or cases without idle zeros."""
    return format(value.normalize(), "f") if value else "0"


def requirement_title(requirement: Requirement) -> str:
    """The name of a requirement's line, with the letter of a topic or element and the code of a category."""
    code, title = requirement.code, requirement.title
    named = {
        RequirementKind.TOPIC: f"Topic {code}: {title}",
        RequirementKind.ELEMENT: f"Element {code}: {title}",
        RequirementKind.CASES: f"Cases {code}: {title}",
    }
    return named.get(requirement.kind, title)


def requirement_sentence(requirement: Requirement) -> str:
    """How far it is: counted of needed, and what waits."""
    if requirement.kind in _YES_OR_NO:
        return _YES_OR_NO[requirement.kind][0 if requirement.met else 1]
    unit = "cases" if requirement.kind is RequirementKind.CASES else "h"
    done = f"{amount(requirement.counted)} {unit}"
    if requirement.needed is not None:
        done = f"{amount(requirement.counted)} of {amount(requirement.needed)} {unit}"
        if requirement.met and requirement.counted < requirement.needed:
            done = f"{done}, met by another category"
    waits = f", {amount(requirement.waiting)} not counting yet"
    return f"{done}{waits}" if requirement.waiting else done


_HOUR_REASONS: dict[HourReason, _Words] = {
    HourReason.VOIDED: lambda facts: f"The entry is void: {facts['reason']}.",
    HourReason.IN_THE_FUTURE: lambda facts: f"Its last day, {facts['date']}, is still to come.",
    HourReason.NOT_VERIFIED: "Nobody has verified the certificate yet.",
    HourReason.NOT_CONFIRMED: "The preceptor has not confirmed it yet.",
    HourReason.CHANGED_SINCE: lambda facts: (
        f"It was changed after the signature of {facts['date']}; it has to be signed again."
    ),
    HourReason.SIGNED_BEFORE_END: lambda facts: (
        f"It was signed on {facts['date']}, before it ended on {facts['ended']}."
    ),
    HourReason.SIGNATURE_BROKEN: "The signature no longer fits what was signed.",
    HourReason.NO_SECTION: lambda facts: (
        f"The entry says for no section that it is meant; {facts['route']} is the one that counts here."
    ),
    HourReason.OTHER_SECTION: lambda facts: (
        f"The entry is meant for {facts['claimed']}; these hours do not count toward {facts['route']}."
    ),
    HourReason.OTHER_SUBJECT: lambda facts: (
        f"{facts['hours']} h are on none of the topics that the rule names."
    ),
    HourReason.OVERLAPS: lambda facts: (
        f"The time between {facts['first']} and {facts['last']} is taken by {facts['entries']}; "
        f"{facts['free']} h are free. An hour counts once."
    ),
    HourReason.DUPLICATE: lambda facts: f"It repeats {facts['entry']}: {facts['what']}.",
    HourReason.NO_PLACE: "The place is missing.",
    HourReason.NO_LICENSE_NUMBER: "The license number is missing.",
    HourReason.NO_SUPERVISOR: "The supervising AU is missing.",
    HourReason.SUPERVISOR_NOT_ELIGIBLE: lambda facts: (
        f"{facts['supervisor']} may not supervise it on {facts['date']}: {facts['why'].rstrip('.')}."
    ),
    HourReason.TOO_OLD: lambda facts: (
        f"It ended on {facts['ended']}, before {facts['oldest']}, and no continuing education follows it."
    ),
    HourReason.NO_CERTIFICATE: "No copy of the certificate is kept.",
    HourReason.ANSWERED_BY_CONTINUING: lambda facts: (
        f"It ended on {facts['ended']}, before {facts['oldest']}; {facts['by']} answers for it."
    ),
}
_HOUR_DAYS = frozenset({"date", "ended", "oldest", "first", "last"})


def hour_sentence(note: HourNote, say_day: SayDay = date.isoformat) -> str:
    """One reason or remark about an hour entry as a sentence."""
    words = _HOUR_REASONS[note.code]
    if isinstance(words, str):
        return words
    return words(with_days(note.facts, _HOUR_DAYS, say_day))
