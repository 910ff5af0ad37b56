"""Tests of visits, their items and lent dosimeters, and of what speaks against a visit."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from au_desktop.domain.errors import Invalid, NotFound
from au_desktop.domain.ids import PlacementId
from au_desktop.domain.moments import Moment
from au_desktop.domain.training.cases import Voided
from au_desktop.domain.training.onboarding import (
    AskedItem,
    Dosimeter,
    ItemState,
    OnboardingItem,
    Placement,
)
from au_desktop.domain.training.trainees import Capacity, CapacityPeriod, Period
from au_desktop.domain.training.visit_warnings import (
    Preparation,
    VisitFault,
    VisitWarning,
    preparation_warnings,
    visit_warnings,
)
from tests.builders import a_trainee
from tests.fakes import FakeClock
from tests.placed_visits import VISIT, a_host, a_placement

LICENSE = "Copy of the state medical license"
TODAY = date(2026, 11, 20)
DAY = timedelta(days=1)


def granted(
    capacity: Capacity = Capacity.SUPERVISED_PARTICIPANT,
    period: Period = VISIT,
    by: str = "Medical staff office",
) -> CapacityPeriod:
    return CapacityPeriod(capacity, period, by)


def faults(
    placement: Placement,
    today: date = TODAY,
    others: tuple[Placement, ...] = (),
    **trainee: object,
) -> dict[VisitFault, VisitWarning]:
    person = a_trainee(**({"capacities": (granted(),)} | trainee))
    host = a_host(longest_stay_days=12)
    found = visit_warnings(placement, host, person, (placement, *others), today)
    return {one.fault: one for one in found}


def test_due_dates_are_counted_back_from_the_first_day() -> None:
    dues = {item.title: item.due for item in a_placement().items}
    assert dues[LICENSE] == date(2026, 11, 7)
    assert dues["Identification badge"] == VISIT.first


def test_items_dosimeters_and_hosts_are_refused_with_the_field() -> None:
    twice = (AskedItem("CV"), AskedItem(" cv "))
    for make, field in (
        (lambda: a_host(items=twice), "items"),
        (lambda: a_host(name=" "), "name"),
        (lambda: AskedItem(" "), "title"),
        (lambda: AskedItem("CV", days_before=-1), "days before"),
        (lambda: OnboardingItem(" ", "", TODAY), "title"),
        (lambda: OnboardingItem("CV", "", TODAY, TODAY, TODAY - DAY), "expires"),
        (lambda: Dosimeter(" ", "badge", TODAY), "number"),
        (lambda: Dosimeter("1", "badge", TODAY, TODAY - DAY), "returned"),
        (lambda: a_placement(dosimeters=(Dosimeter("1", "badge", TODAY),) * 2), "number"),
    ):
        with pytest.raises(Invalid) as caught:
            make()
        assert caught.value.field == field
    assert a_host().item("Identification badge") == AskedItem("Identification badge", "host", 0)
    assert a_host().item("nothing") is None


def test_an_item_stands_open_overdue_received_expired_or_not_needed() -> None:
    due = date(2026, 11, 25)
    item = OnboardingItem("CV", "trainee", due)
    placement = a_placement(items=(item,))

    def state(changed: OnboardingItem, day: date = TODAY) -> ItemState:
        return placement.state_of(changed, day)

    assert state(item) is state(item, due) is ItemState.OPEN
    assert state(item, due + DAY) is ItemState.OVERDUE
    assert state(replace(item, received=TODAY)) is ItemState.RECEIVED
    assert state(replace(item, not_needed="an employee")) is ItemState.NOT_NEEDED
    last = VISIT.last
    assert last is not None
    good = replace(item, received=TODAY, expires=last)
    assert state(good) is ItemState.RECEIVED
    assert state(good, last + DAY) is ItemState.EXPIRED
    assert state(replace(good, expires=last - DAY)) is ItemState.EXPIRED


def test_a_visit_that_moves_takes_open_items_along_and_leaves_settled_ones() -> None:
    placement = a_placement()
    license_item = placement.item(LICENSE)
    badge = placement.item("Identification badge")
    placement = placement.with_item(replace(license_item, received=TODAY))
    placement = placement.with_item(replace(badge, not_needed="has one"))
    week = timedelta(days=7)
    moved = placement.moved_to(Period(VISIT.first + week, VISIT.first + 2 * week))
    assert moved.visit.first == date(2026, 12, 14)
    assert moved.item(LICENSE).due == license_item.due
    assert moved.item("Identification badge").due == badge.due
    assert moved.item("Immunization record").due == date(2026, 11, 14)
    with pytest.raises(NotFound):
        moved.item("nothing")


def test_a_dosimeter_comes_back() -> None:
    placement = a_placement(
        dosimeters=(Dosimeter("B-1", "badge", TODAY), Dosimeter("R-1", "ring", TODAY))
    )
    back = placement.with_returned("B-1", VISIT.first)
    assert [one.returned for one in back.dosimeters] == [VISIT.first, None]
    with pytest.raises(NotFound):
        placement.with_returned("B-9", VISIT.first)


def test_a_sound_visit_has_nothing_against_it() -> None:
    received = tuple(replace(item, received=TODAY) for item in a_placement().items)
    assert faults(a_placement(items=received)) == {}


def test_a_visit_longer_than_the_hosts_longest_stay() -> None:
    longer = Period(VISIT.first, VISIT.first + timedelta(days=12))
    warning = faults(a_placement(visit=longer))[VisitFault.LONGER_THAN_STAY]
    assert (warning.number, warning.detail) == (13, "12")
    assert VisitFault.LONGER_THAN_STAY not in faults(a_placement())
    assert VisitFault.LONGER_THAN_STAY not in faults(a_placement(visit=Period(VISIT.first)))


def test_visits_that_overlap_each_other() -> None:
    other = a_placement(id=PlacementId(UUID(int=71)), visit=Period(date(2026, 12, 18)))
    assert faults(a_placement(), others=(other,))[VisitFault.OVERLAPS].days == other.visit
    for harmless in (
        replace(other, visit=Period(date(2026, 12, 19))),
        replace(other, visit=Period(date(2026, 12, 1), date(2026, 12, 6))),
        replace(other, voided=Voided("moved", Moment(FakeClock().now().utc))),
    ):
        assert VisitFault.OVERLAPS not in faults(a_placement(), others=(harmless,))


def test_days_without_capacity_as_observer_and_without_approver() -> None:
    half = Period(VISIT.first, date(2026, 12, 11))
    missing = faults(a_placement(), capacities=(granted(period=half),))[VisitFault.NO_CAPACITY]
    assert (missing.days, missing.number) == (Period(date(2026, 12, 12), VISIT.last), 7)
    watching = faults(a_placement(), capacities=(granted(Capacity.OBSERVER, by=" "),))
    assert watching[VisitFault.OBSERVER_ONLY].number == 12
    assert watching[VisitFault.NOT_APPROVED].days == VISIT
    open_end = faults(a_placement(visit=Period(VISIT.first)), capacities=())
    assert open_end[VisitFault.NO_CAPACITY].days == Period(VISIT.first, VISIT.first)
    elsewhere = granted(period=Period(date(2026, 1, 1), date(2026, 1, 2)), by="")
    assert VisitFault.NOT_APPROVED not in faults(a_placement(), capacities=(granted(), elsewhere))


def test_items_that_are_overdue_or_expire_too_soon() -> None:
    placement = a_placement()
    badge = replace(placement.item("Identification badge"), received=TODAY, expires=VISIT.first)
    found = faults(placement.with_item(badge))
    assert found[VisitFault.ITEMS_OVERDUE].number == 2
    assert found[VisitFault.ITEMS_EXPIRED].number == 1


def test_after_the_visit_only_a_lent_dosimeter_matters() -> None:
    after = date(2026, 12, 19)
    lent = (Dosimeter("B-1", "badge", VISIT.first), Dosimeter("R-1", "ring", VISIT.first, after))
    found = faults(a_placement(dosimeters=lent), after, capacities=())
    assert list(found) == [VisitFault.DOSIMETER_OUT]
    assert found[VisitFault.DOSIMETER_OUT].detail == "B-1"
    assert faults(a_placement(), after, capacities=()) == {}


def test_instruction_orientation_and_dosimeter_come_before_the_first_case() -> None:
    case = date(2026, 12, 8)
    nothing = preparation_warnings(a_placement(), Preparation(first_case=case), TODAY)
    assert [one.fault for one in nothing] == [
        VisitFault.NO_INSTRUCTION,
        VisitFault.NO_ORIENTATION,
        VisitFault.NO_DOSIMETER,
    ]
    assert {one.days for one in nothing} == {Period(case, case)}
    badge = (Dosimeter("B-1", "badge", case),)
    ready = Preparation(case, VISIT.first, case)
    assert preparation_warnings(a_placement(dosimeters=badge), ready, TODAY) == ()
    late = Preparation(case + DAY, case + DAY, case)
    later_badge = a_placement(dosimeters=(Dosimeter("B-1", "badge", case + DAY),))
    assert len(preparation_warnings(later_badge, late, case + DAY)) == 3


def test_without_a_case_they_are_asked_for_from_the_first_day() -> None:
    nothing = Preparation()
    assert preparation_warnings(a_placement(), nothing, VISIT.first - DAY) == ()
    found = preparation_warnings(a_placement(), nothing, VISIT.first)
    assert [one.days for one in found] == [None, None, None]
