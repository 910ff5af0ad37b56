"""Tests of rooms, instruments and the center's own facts."""

from dataclasses import replace
from datetime import date

import pytest

from au_desktop.domain.errors import Invalid, NotFound
from au_desktop.domain.month_steps import add_months
from au_desktop.domain.safety.instruments import Fitness, InstrumentUnfit
from au_desktop.services.center.facilities import CenterFacts
from au_desktop.services.changes import Kind
from tests.builders import a_room, an_instrument
from tests.memory_services import MemoryServices


@pytest.fixture
def center() -> MemoryServices:
    return MemoryServices()


def test_the_center_says_who_it_is(center: MemoryServices) -> None:
    facilities = center.work().facilities
    before = facilities.center()
    assert before == CenterFacts("Lakeside RPT Center", "45-00000-01", late_entry_hours=None)
    changed = replace(before, name="Hillside", agency="NRC", address="1 Way")
    outcome = facilities.change_center(changed)
    assert facilities.center() == changed
    assert center.log[-1].fields == {
        "address": ["", "1 Way"],
        "agency": ["", "NRC"],
        "name": ["Lakeside RPT Center", "Hillside"],
    }
    assert outcome.undo is not None
    outcome.undo.run()
    assert facilities.center() == before


def test_a_center_needs_a_name_and_a_known_profile(center: MemoryServices) -> None:
    facilities = center.work().facilities
    with pytest.raises(Invalid, match="center name"):
        facilities.change_center(CenterFacts(" "))
    with pytest.raises(NotFound):
        facilities.change_center(CenterFacts("Hillside", profile_id="none"))
    assert center.log == []


def test_a_room_is_added_changed_and_put_back(center: MemoryServices) -> None:
    facilities = center.work().facilities
    room_id = facilities.add_room(a_room()).value
    facilities.add_room(a_room(name="Hot lab"))
    changed = a_room(id=room_id, name="Room 3b", retired=True)
    outcome = facilities.change_room(changed)
    assert facilities.rooms()[-1] == changed
    assert center.log[-1].fields == {"name": ["Room 3", "Room 3b"], "retired": [False, True]}
    assert outcome.changes.subject_id == room_id
    assert outcome.undo is not None
    outcome.undo.run()
    assert {room.name for room in facilities.rooms()} == {"Room 3", "Hot lab"}
    with pytest.raises(Invalid, match="already exists"):
        facilities.change_room(a_room(id=room_id, name="HOT LAB "))


def test_two_rooms_or_instruments_do_not_share_a_name(center: MemoryServices) -> None:
    facilities = center.work().facilities
    facilities.add_room(a_room())
    first = facilities.add_instrument(an_instrument()).value
    facilities.add_instrument(an_instrument(name="SM-2"))
    with pytest.raises(Invalid):
        facilities.add_room(a_room(name="room 3"))
    with pytest.raises(Invalid):
        facilities.add_instrument(an_instrument(name=" sm-1"))
    with pytest.raises(Invalid):
        facilities.change_instrument(an_instrument(id=first, name="sm-2"))


def test_an_instrument_is_calibrated_anew_and_put_back(center: MemoryServices) -> None:
    facilities = center.work().facilities
    instrument_id = facilities.add_instrument(an_instrument()).value
    assert [hit.detail for hit in center.memory.queries.find("100234", 5)] == [
        "survey meter Model 3 100234"
    ]
    changed = an_instrument(id=instrument_id, calibrated_on=date(2026, 11, 19))
    outcome = facilities.change_instrument(changed)
    assert facilities.instruments() == (changed,)
    assert center.log[-1].fields == {"calibrated_on": ["2026-03-02", "2026-11-19"]}
    assert outcome.changes.touches(Kind.INSTRUMENT)
    assert outcome.undo is not None
    outcome.undo.run()
    assert facilities.instruments()[0].calibrated_on == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("changes", "day", "fitness"),
    [
        ({}, date(2027, 3, 2), Fitness.CALIBRATION_DUE_SOON),
        ({}, date(2027, 2, 16), Fitness.CALIBRATION_DUE_SOON),
        ({}, date(2027, 2, 15), Fitness.FIT),
        ({}, date(2027, 3, 3), Fitness.CALIBRATION_OVERDUE),
        ({"calibrated_on": None}, date(2026, 11, 20), Fitness.NEVER_CALIBRATED),
        ({"retired": True}, date(2026, 11, 20), Fitness.RETIRED),
    ],
)
def test_fitness_is_of_a_day(changes: dict[str, object], day: date, fitness: Fitness) -> None:
    instrument = an_instrument(**changes)
    assert instrument.fitness_on(day) is fitness
    if fitness in {Fitness.FIT, Fitness.CALIBRATION_DUE_SOON}:
        instrument.require_fit(day)
        return
    with pytest.raises(InstrumentUnfit) as refused:
        instrument.require_fit(day)
    assert (refused.value.instrument, refused.value.fitness) == ("SM-1", fitness)
    assert refused.value.due == instrument.calibration_due


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 11, 15), 24, date(2028, 11, 15)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_months_last(
    day: date, months: int, later: date
) -> None:
    assert add_months(day, months) == later


def test_things_without_a_name_or_a_sane_interval_are_refused() -> None:
    for make in (
        lambda: an_instrument(name=" "),
        lambda: an_instrument(interval_months=0),
        lambda: an_instrument(interval_months=121),
        lambda: a_room(name=""),
    ):
        with pytest.raises(Invalid):
            make()
