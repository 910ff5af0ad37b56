"""Until when records are kept: years from the event, from the end of holding, or until the license ends."""

from datetime import date, timedelta

import pytest

from au_desktop.domain.reference.retention_periods import KeptUntil
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.retention import keeping
from au_desktop.domain.safety.safety_records import RecordKind
from au_desktop.services.safety.retention_view import RetentionView
from tests.builders import MemoryDesk
from tests.package_examples import after
from tests.safety_examples import Diary, SecretPage, a_page

DAY = date(2026, 11, 20)


@pytest.fixture
def periods():
    return MemoryDesk().desk().reference.retention_periods


def test_years_run_from_the_event_to_the_same_day(periods):
    kept = keeping(periods["dosages"], DAY)
    assert kept.last_day == date(2029, 11, 20)
    assert not kept.over_on(date(2029, 11, 20))
    assert kept.over_on(date(2029, 11, 21))


@pytest.mark.parametrize(
    "key", ["sewer-disposal", "individual-monitoring", "directive-procedures"]
)
def test_some_are_kept_until_the_license_ends(periods, key):
    kept = keeping(periods[key], DAY)
    assert kept.last_day is None
    assert not kept.over_on(date(2126, 1, 1))


def test_what_is_held_is_kept(periods):
    waste = periods["decay-in-storage"]
    assert waste.until is KeptUntil.HELD_AND_YEARS
    assert keeping(waste, DAY).last_day is None
    assert keeping(waste, DAY, ended=date(2027, 1, 5)).last_day == date(2030, 1, 5)


def test_every_kind_of_record_has_one_period(periods):
    named = [kind for period in periods.values() for kind in period.records]
    assert sorted(named) == sorted(kind.value for kind in RecordKind)


def test_what_is_past_its_period_is_told_and_nothing_is_purged():
    diary = Diary()
    diary.memory.clock.move(days=-3 * 366)
    diary.enter(a_page())
    diary.memory.clock.move(days=3 * 366)
    diary.enter(a_page())
    today = diary.memory.clock.now().local.date()
    view = RetentionView(diary.memory.desk(Role.INSPECTOR))
    found = {one.period.id: one for one in view.kinds()}
    surveys = found["ambient-surveys"]
    assert (surveys.records, surveys.past) == (2, 1)
    assert surveys.oldest == today - timedelta(days=3 * 366)
    assert (found["sewer-disposal"].records, found["sewer-disposal"].oldest) == (0, None)
    assert found["mobile-service"].past == 0


def test_a_record_says_until_when():
    view = RetentionView(MemoryDesk().desk())
    assert view.of(RecordKind.DOSAGE, DAY).last_day == date(2029, 11, 20)
    assert after().local.date() == DAY


def test_a_kind_without_a_period_says_nothing():
    memory = MemoryDesk()
    view = RetentionView(memory.desk())
    assert view.of(RecordKind.CONTAINER, DAY).last_day is None


def test_what_a_person_may_not_see_is_not_counted():
    diary = Diary()
    diary.enter(a_page(kind=SecretPage))

    def counted(role):
        found = RetentionView(diary.memory.desk(role)).kinds()
        return next(one.records for one in found if one.period.id == "individual-monitoring")

    assert (counted(Role.RSO), counted(Role.STAFF)) == (1, 0)
