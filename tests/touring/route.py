"""The way of the tour: the centers that are opened, and who looks at what in which order."""

from dataclasses import dataclass
from pathlib import Path

from au_desktop.domain.roles import Role
from au_desktop.example_stage import PASSPHRASE
from au_desktop.services.center.facilities import CenterFacts
from au_desktop.services.opening import NewCenter, WorkedExample
from tests.touring import pages, records_tour, start
from tests.touring.trip import Trip

EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Centers:
    """The worked example, and a center in which nothing has happened yet."""

    example: WorkedExample
    new: WorkedExample


def make_centers(trip: Trip, given: Path | None) -> Centers:
    """Make what is photographed; a given worked example is used as it is."""
    folder = trip.scratch / "centers" / "Worked example.aucenter"
    if given is None:
        example = trip.opening.worked_example(folder)
    else:
        example = WorkedExample(given, trip.opening.look(given).people, PASSPHRASE)
    empty = trip.scratch / "centers" / "Riverside Therapy Center.aucenter"
    facts = CenterFacts("Riverside Therapy Center", "")
    founder = NewCenter(empty, facts, "Morgan Hale", Role.COORDINATOR, PASSPHRASE)
    trip.opening.create(founder).close()
    new = WorkedExample(empty, trip.opening.look(empty).people, PASSPHRASE)
    return Centers(example, new)


def walk(trip: Trip, centers: Centers) -> None:
    """Walk the whole way once, in the theme that is worn."""
    if trip.wants_any("start"):
        start.walk(trip, centers.example)
    for role, steps in pages.STEPS.items():
        if trip.wants_any(*(step.__name__ for step in steps)):
            trip.enter(centers.example, role)
            for step in steps:
                with trip.stop(step.__name__):
                    step(trip)
            trip.leave()
    if trip.wants_any(EMPTY):
        trip.enter(centers.new, Role.COORDINATOR)
        for key in pages.KEYS:
            with trip.stop(f"{EMPTY}_{key}"):
                trip.go(key)
                trip.photograph(f"{EMPTY}_{key}")
        records_tour.empty_tabs(trip, EMPTY)
        trip.leave()
