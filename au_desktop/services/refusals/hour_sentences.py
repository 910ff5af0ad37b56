"""The sentences for what the hour ledgers refuse."""

from au_desktop.domain.training.hour_rules.hour_overlap import (
    HoursOverlap,
    HoursTwice,
    OverlapKind,
    Twin,
)
from au_desktop.services.sentences import Message, says
from au_desktop.services.standing.hour_log import HoursAreVoid

_TYPED = "What you typed is still in the form."


def register() -> None:
    """Importing this module registers its sentences; calling this says so where it is needed."""


@says(HoursOverlap)
def _hours_overlap(error: HoursOverlap) -> Message:
    overlap = error.overlap
    days = overlap.first.isoformat()
    if overlap.last != overlap.first:
        days = f"{days} to {overlap.last.isoformat()}"
    others = ", ".join(overlap.codes)
    held = "is held by" if overlap.kind is OverlapKind.SAME_TIME else "is full with"
    what = f"The clock time on {days}" if overlap.kind is OverlapKind.SAME_TIME else days
    full = f"{what} {held} {others}." if others else f"{what} has too few hours."
    free = format(overlap.free.normalize(), "f") if overlap.free else "0"
    return Message(
        "An hour counts once",
        f"{full} Of the {overlap.asked.normalize():f} h entered, {free} h are free.",
        _TYPED,
        "Keep only the free hours, correct the days or times, or divide the other entry.",
    )


@says(HoursTwice)
def _hours_twice(error: HoursTwice) -> Message:
    if error.twin is Twin.PAPER:
        return Message(
            "This certificate is entered already",
            f"{error.code} rests on the same certificate. One certificate is one entry.",
            _TYPED,
            f"Put all its hours, by topic, into {error.code}, or choose another certificate.",
        )
    return Message(
        "These hours are entered already",
        f"{error.code} says the same: the same days, the same hours, the same course or work.",
        _TYPED,
        f"Open {error.code} to change it, or give what makes this entry another one.",
    )


@says(HoursAreVoid)
def _hours_are_void(error: HoursAreVoid) -> Message:
    return Message(
        "The entry is void",
        f"{error.code} was taken out of the count and stays as it is.",
        what_to_do="Enter the hours anew.",
    )
