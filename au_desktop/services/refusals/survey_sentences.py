"""The sentences for what rooms and surveys refuse."""

from au_desktop.domain.safety.room_status import RoomNotCleared
from au_desktop.domain.safety.surveys import (
    CountTooWeak,
    MeterCheckFailed,
    PointsMissing,
    dpm_text,
)
from au_desktop.services.sentences import Message, says


def register() -> None:
    """Importing this module registers its sentences; calling this says so where it is needed."""


@says(MeterCheckFailed)
def _meter_check(error: MeterCheckFailed) -> Message:
    return Message(
        f"{error.meter} may not be used",
        f"The {error.what} of {error.meter} is not in order; what it reads says nothing (10 CFR 20.1501(c)).",
        "What you typed is still in the form.",
        "Take another meter, or have this one put right and calibrated (10 CFR 35.61).",
    )


@says(CountTooWeak)
def _count_too_weak(error: CountTooWeak) -> Message:
    return Message(
        "Counted too short for this level",
        f"{error.point}: activity is found for sure only from {dpm_text(error.mda_dpm)} (MDA) on, "
        f"and the action level is {dpm_text(error.level_dpm)}. The MDA must be below the level (NRC IN 93-30).",
        "What you typed is still in the form.",
        "Count sample and background longer, or with a counter of higher efficiency or lower background.",
    )


@says(PointsMissing)
def _points_missing(error: PointsMissing) -> Message:
    return Message(
        "Points are missing",
        f"This is {error.asked_by}: {', '.join(error.points)} not measured yet.",
        "What you typed is still in the form.",
        "Measure every point of the room's plan, or change the plan first.",
    )


@says(RoomNotCleared)
def _room_not_cleared(error: RoomNotCleared) -> Message:
    return Message(
        f"{error.room} stays closed",
        f"No survey made since {error.since:%Y-%m-%d} shows that every point is within its level.",
        what_to_do="Decontaminate, survey the points again, and open the room once that survey passes.",
    )
