"""Puts the differences of a recount into sentences."""

from collections.abc import Callable
from datetime import date

from au_desktop.domain.reference.profiles import JurisdictionProfile
from au_desktop.domain.training.counting.gate import CaseVerdict, Reason
from au_desktop.domain.training.recount import Difference, DifferenceCode
from au_desktop.domain.training.standings.standing import Requirement, RequirementKind
from au_desktop.services.wording.gate_sentences import Facts, SayDay, reason_sentence
from au_desktop.services.wording.standing_words import requirement_sentence

_SENTENCES: dict[DifferenceCode, Callable[[Facts], str]] = {
    DifferenceCode.CATEGORY_DIVIDED: lambda facts: (
        f"{facts['here']} is divided there; this administration falls into {facts['there']}."
    ),
    DifferenceCode.CATEGORIES_JOINED: lambda facts: (
        f"{facts['there']} covers there what is divided here; here it is {facts['here']}."
    ),
    DifferenceCode.OTHER_CODE: lambda facts: f"{facts['here']} is called {facts['there']} there.",
    DifferenceCode.NO_CATEGORY_THERE: lambda facts: (
        f"It counts here in {facts['here']}; there it falls into no category."
    ),
    DifferenceCode.NO_CATEGORY_HERE: lambda facts: (
        f"It falls into {facts['there']} there; here it falls into no category."
    ),
    DifferenceCode.NOT_REQUESTED_THERE: lambda facts: (
        f"{facts['there']} is not among the categories requested there."
    ),
    DifferenceCode.OTHER_LISTING: lambda _: (
        "The supervising AU's license lists other categories than this profile names."
    ),
    DifferenceCode.OTHER_REASONS: lambda _: "",
}

HOW_CATEGORIES_MATCH = (
    "Requested categories and those on supervisors' licenses are carried over by what they cover: "
    "a category that one profile divides stands for each of its parts."
)
UNVERIFIED = "This profile needs checking against the agency's own text."
NOT_ASKED = "not asked"


def difference_sentence(difference: Difference, say_day: SayDay = date.isoformat) -> str:
    """One difference, with the reasons that stand only there, and those that stand only here."""
    told = [_SENTENCES[difference.code](difference.facts)]
    if difference.only_there:
        told.append("Only there: " + _reasons(difference.only_there, say_day))
    if difference.only_here:
        told.append("Only here: " + _reasons(difference.only_here, say_day))
    return " ".join(part for part in told if part)


def profile_title(profile: JurisdictionProfile) -> str:
    """The profile's title, marked where it needs checking."""
    return f"{profile.title} (needs checking)" if profile.verify else profile.title


def verdict_phrase(verdict: CaseVerdict) -> str:
    """A verdict in a few words: the category, and whether the case counts in it."""
    if verdict.category is None:
        return "in no category"
    code = verdict.category.code
    return f"{code}, counts" if verdict.counts else f"{code}, does not count"


def line_phrase(asked: tuple[Requirement, ...]) -> str:
    """What one profile asks of one subject, and how far it is."""
    if len(asked) > 1 or any(one.kind is RequirementKind.CASES for one in asked):
        return "; ".join(f"{one.code}: {requirement_sentence(one)}" for one in asked)
    return requirement_sentence(asked[0]) if asked else NOT_ASKED


def _reasons(reasons: tuple[Reason, ...], say_day: SayDay) -> str:
    return " ".join(reason_sentence(reason, say_day) for reason in reasons)
