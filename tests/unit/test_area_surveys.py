"""Surveys through their use cases: what the form begins with, what is entered and refused, and the rounds of a loop."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from au_desktop.domain.errors import Invalid, NotAllowed
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.instruments import InstrumentUnfit
from au_desktop.domain.safety.room_plans import PointKind
from au_desktop.domain.safety.survey_levels import AreaClass
from au_desktop.domain.safety.surveys import (
    CountTooWeak,
    MeterCheck,
    MeterCheckFailed,
    PointRef,
    PointsMissing,
    SurveyReason,
    SurveyState,
)
from au_desktop.services.refusals import survey_sentences
from au_desktop.services.safety.area_surveys import AreaSurveys
from au_desktop.services.safety.safety_book import SafetyBook
from au_desktop.services.safety.site_settings import SiteLimits
from au_desktop.services.safety.survey_forms import ReadingEntry, WipeEntry
from au_desktop.services.sentences import sentence_for
from tests.survey_examples import SurveyedCenter, a_count, cpm, moment, mr_h


def test_the_first_survey_begins_with_the_plan_and_a_fit_meter() -> None:
    center = SurveyedCenter()
    start = center.surveys.start(center.room, SurveyReason.END_OF_DAY)
    assert (start.tasks, start.plan) == ((), None)
    center.plan()
    start = center.surveys.start(center.room, SurveyReason.END_OF_DAY)
    assert [task.point.title for task in start.tasks][:2] == ["1 Chair or bed", "2 Bathroom"]
    assert start.tasks[0].kind is PointKind.BOTH
    assert start.meter_id == center.meter
    assert (start.background, start.counting, start.follows) == (None, None, None)
    assert {one.name: how.usable for one, how in start.meters} == {"SM-0": False, "SM-1": True}


def test_the_next_survey_begins_with_what_the_last_one_was_made_with() -> None:
    center = SurveyedCenter()
    center.plan()
    center.enter()
    start = center.surveys.start(center.room, SurveyReason.END_OF_DAY)
    assert start.background == mr_h("0.02")
    assert start.counting is not None
    assert (start.counting.counter_id, start.counting.nuclide_id) == (center.counter, "Lu-177")
    assert start.tasks[0].last_rate == mr_h("0.4")
    assert start.tasks[0].last_dpm == 25
    assert start.tasks[1].last_rate is None
    # another room begins with the counter, but not with a background of its own
    other = center.surveys.start(center.lab, SurveyReason.END_OF_DAY)
    assert other.background is None
    assert other.counting == start.counting


def test_a_meter_out_of_calibration_is_not_proposed_and_not_taken() -> None:
    center = SurveyedCenter()
    center.enter()
    meters = {one.id: one for one in center.facilities.instruments()}
    meter = meters[center.meter]
    center.facilities.change_instrument(replace(meter, calibrated_on=date(2024, 3, 2)))
    start = center.surveys.start(center.room, SurveyReason.END_OF_DAY)
    assert (start.meter_id, start.background) == (None, None)
    with pytest.raises(InstrumentUnfit):
        center.enter()
    # wipes alone need the counter only
    assert center.enter(readings=()).meter is None
    with pytest.raises(InstrumentUnfit):
        center.enter(readings=(), counter_id=center.old_meter)
    assert center.enter(readings=(), meter_id=None, check=MeterCheck()).counter is not None
    with pytest.raises(Invalid):
        center.enter(readings=(), counter_id=None)


def test_a_survey_is_judged_by_the_levels_of_the_site() -> None:
    center = SurveyedCenter()
    survey = center.enter(
        readings=center.readings("0.3"),
        wipes=(WipeEntry(PointRef(1, "Point 1", AreaClass.CONTROLLED), a_count("131")),),
    )
    assert survey.readings[0].level.rate == mr_h("5.0")
    assert survey.readings[0].level.verify
    assert "NUREG-1556" in survey.readings[0].level.basis
    assert (survey.wipes[0].level.dpm, survey.wipes[0].within) == (200, False)
    assert (survey.code, survey.plan_version) == ("SV-0001", 0)
    SiteLimits(center.memory.desk(Role.RSO)).set("ambient-restricted", "0.2 mR/h", "license 12")
    again = center.enter(readings=center.readings("0.3"))
    assert (again.state, again.readings[0].level.basis) == (SurveyState.FAILED, "license 12")


@pytest.mark.parametrize(
    ("nuclide", "level"),
    [("Lu-177", 2000), ("Ra-223", 200), ("Tc-99m", 20000), ("Xx-1", 2000)],
)
def test_the_level_of_a_wipe_follows_the_nuclide(nuclide: str, level: int) -> None:
    levels = SurveyedCenter().surveys.levels()
    assert levels.wipe(AreaClass.RESTRICTED, nuclide).dpm == level
    assert levels.wipe(AreaClass.UNRESTRICTED, nuclide).dpm == Decimal(level) / 10


def test_a_failed_survey_is_surveyed_again_until_it_clears() -> None:
    center = SurveyedCenter()
    center.plan()
    failed = center.enter(
        readings=(
            ReadingEntry(PointRef(1, "Chair or bed"), mr_h("6")),
            ReadingEntry(PointRef(0, "Drawer"), mr_h("7")),
        ),
        wipes=(WipeEntry(PointRef(1, "Chair or bed"), a_count("1000")),),
    )
    start = center.surveys.start(center.room, SurveyReason.OTHER, failed.id)
    assert start.reason is SurveyReason.END_OF_DAY
    assert [(one.point.title, one.kind) for one in start.tasks] == [
        ("Drawer", PointKind.READING),
        ("1 Chair or bed", PointKind.BOTH),
    ]
    drawer, chair = (one.point for one in start.tasks)
    half = center.enter(
        follows=failed.id,
        done_before="washed",
        readings=(ReadingEntry(chair, mr_h("0.2")), ReadingEntry(drawer, mr_h("0.2"))),
        wipes=(),
    )
    assert (half.state, half.round_number) == (SurveyState.FAILED, 2)
    rest = center.enter(
        follows=half.id,
        done_before="washed again",
        readings=(),
        wipes=(WipeEntry(chair, a_count()),),
    )
    assert rest.state is SurveyState.CLEARED
    for one in (failed, half, rest):
        assert [round_.number for round_ in center.surveys.rounds(one)] == [1, 2, 3]
    assert len(center.surveys.of_room(center.room)) == 3


def test_a_point_that_left_the_plan_keeps_its_name_in_the_next_round() -> None:
    center = SurveyedCenter()
    failed = center.enter(readings=center.readings("9"), wipes=())
    start = center.surveys.start(center.room, SurveyReason.OTHER, failed.id)
    assert start.tasks[0].point == PointRef(1, "Point 1")


def test_a_room_is_released_by_unrestricted_levels_at_every_point() -> None:
    center = SurveyedCenter()
    plan = center.plan()
    release = SurveyReason.ROOM_RELEASE
    start = center.surveys.start(center.room, release)
    assert start.area(start.tasks[0].point) is AreaClass.UNRESTRICTED
    with pytest.raises(PointsMissing):
        center.enter(reason=release)
    refs = [PointRef(one.number, one.name, one.area) for one in plan.points]
    read = tuple(ReadingEntry(one, mr_h("0.05")) for one in refs)
    wiped = tuple(
        WipeEntry(ref, a_count())
        for ref, one in zip(refs, plan.points, strict=True)
        if one.kind.wiped
    )
    released = center.enter(reason=release, readings=read, wipes=wiped)
    assert released.state is SurveyState.PASSED
    assert {one.level.rate for one in released.readings} == {mr_h("0.1")}
    # without a plan there is no list of points to hold it against
    assert center.enter(reason=release, room_id=center.lab).state is SurveyState.FAILED


def test_a_survey_is_amended_in_its_round() -> None:
    center = SurveyedCenter()
    failed = center.enter(readings=center.readings("9"), wipes=())
    right = center.entry(readings=center.readings("8"), wipes=())
    key = center.surveys.amend(failed.id, right, "misread").value
    first = center.surveys.of_room(center.room)[0]
    assert (first.id, first.amends, first.round_number) == (key, failed.id, 1)
    again = center.enter(
        follows=first.id, done_before="shielded", readings=center.readings("0.5"), wipes=()
    )
    entry = center.entry(readings=center.readings("0.6"), wipes=())
    amended = center.surveys.amend(again.id, entry, "typed wrong").value
    found = next(one for one in center.surveys.of_room(center.room) if one.id == amended)
    assert found.again is not None
    assert (found.again.done_before, found.round_number) == ("shielded", 2)


def test_an_amendment_begins_with_what_the_survey_measured() -> None:
    center = SurveyedCenter()
    center.plan()
    failed = center.enter(
        readings=(ReadingEntry(PointRef(1, "Chair or bed"), mr_h("9")),),
        wipes=(WipeEntry(PointRef(0, "Drawer"), a_count()),),
    )
    start = center.surveys.start_amendment(failed.id)
    assert start.amends == failed
    assert [(one.point.title, one.kind) for one in start.tasks][:3] == [
        ("1 Chair or bed", PointKind.READING),
        ("Drawer", PointKind.WIPE),
        ("2 Bathroom", PointKind.BOTH),
    ]
    again = center.enter(
        follows=failed.id, done_before="shielded", readings=center.readings("0.5"), wipes=()
    )
    start = center.surveys.start_amendment(again.id)
    assert (start.follows, start.amends) == (failed, again)
    assert [one.point.title for one in start.tasks] == ["1 Point 1"]


def test_what_is_refused_is_said_with_its_rule() -> None:
    survey_sentences.register()
    center = SurveyedCenter()
    with pytest.raises(Invalid) as future:
        center.enter(at=moment(29))
    assert future.value.field == "at"
    weak = a_count(background=cpm("90000"))
    with pytest.raises(CountTooWeak) as refused:
        center.enter(wipes=(WipeEntry(PointRef(1, "Bench"), weak),))
    said = sentence_for(refused.value).text
    assert "1 Bench: activity is found for sure only from 2470 dpm/100 cm² (MDA) on" in said
    with pytest.raises(MeterCheckFailed) as battery:
        center.enter(check=MeterCheck(battery=False, background=mr_h("0.02")))
    assert "SM-1" in sentence_for(battery.value).title
    missing = sentence_for(PointsMissing(("1 Bench (wipe)",), "the release of a room"))
    assert "1 Bench (wipe) not measured yet" in missing.what_happened


def test_who_may_not_keep_safety_records_enters_no_survey() -> None:
    center = SurveyedCenter()
    trainee = AreaSurveys(center.memory.desk(Role.TRAINEE))
    with pytest.raises(NotAllowed):
        trainee.enter(center.entry())


def test_a_void_survey_is_no_longer_among_those_of_its_room() -> None:
    center = SurveyedCenter()
    survey = center.enter()
    SafetyBook(center.memory.desk(Role.RSO)).void(type(survey), survey.id, "wrong room")
    assert center.surveys.of_room(center.room) == ()
    assert center.surveys.rounds(survey) != ()
