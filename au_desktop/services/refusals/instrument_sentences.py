"""Sentences for refusals about checks of instruments and sealed sources."""

from au_desktop.domain.safety.instrument_tests import CheckIncomplete, CheckNeed
from au_desktop.domain.safety.sealed_sources import SourceNotHere
from au_desktop.domain.safety.source_checks import LeakTestTooCoarse
from au_desktop.services.sentences import Message, says

_TODO = {
    CheckNeed.POINTS: "Enter what was read.",
    CheckNeed.TWO_SOURCES: "Enter the readings of two different reference sources at least.",
    CheckNeed.TWO_POINTS: "Enter two readings at least.",
    CheckNeed.EFFICIENCY: "Enter the count of a standard, or the efficiency of a certificate.",
    CheckNeed.COUNTS: "Enter ten counts of the same source, or twenty, or none.",
    CheckNeed.BATTERY: "Say whether the battery is good.",
}


def register() -> None:
    """Importing this module registers its sentences; calling this says so where it is needed."""


@says(CheckIncomplete)
def _check_incomplete(error: CheckIncomplete) -> Message:
    return Message(
        "The check says nothing yet",
        f"The {error.check.value} lacks {error.need.value}.",
        what_to_do=_TODO[error.need],
    )


@says(LeakTestTooCoarse)
def _leak_test_too_coarse(error: LeakTestTooCoarse) -> Message:
    detectable, limit = error.detectable.format(significant=3), error.limit.format()
    return Message(
        "This count cannot show a leak",
        f"It is sure to find {detectable} only; a leak test must find {limit} (10 CFR 35.67).",
        what_to_do="Count longer, away from sources, or with a counter of higher efficiency.",
    )


@says(SourceNotHere)
def _source_not_here(error: SourceNotHere) -> Message:
    return Message(
        "This source may not be used",
        f"{error.source}: {error.state.value}.",
        what_to_do="Choose another source.",
    )
