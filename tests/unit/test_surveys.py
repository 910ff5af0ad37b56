"""A survey as a record: verdicts exactly at the level, MDA, what it refuses, and rounds until everything is within."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest

from au_desktop.domain.canonical import as_document
from au_desktop.domain.document_values import from_document
from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import SafetyId
from au_desktop.domain.safety.room_plans import PointKind, RoomPlan, Spot, with_point
from au_desktop.domain.safety.safety_records import PersonRef
from au_desktop.domain.safety.surveys import (
    CountTooWeak,
    Finding,
    MeterCheck,
    MeterCheckFailed,
    PointsMissing,
    RoundLink,
    Survey,
    SurveyReason,
    SurveyState,
    measured_at,
    next_round,
    open_loops,
    require_sound,
    require_whole_room,
)
from tests.survey_examples import (
    SURVEYOR,
    a_count,
    a_meter,
    a_point,
    a_reading,
    a_survey,
    a_wipe,
    minutes,
    moment,
    mr_h,
)

FLOOR = a_point(2, "Floor")
FIRST, SECOND, THIRD = (SafetyId(UUID(int=number)) for number in (501, 502, 503))


def test_a_survey_comes_back_from_its_document() -> None:
    link = RoundLink(FIRST, FIRST, 2, "wiped", (Finding(1, "Bench", PointKind.WIPE),))
    survey = a_survey(wipes=(a_wipe(),), counter=a_meter("WC-1", 12), again=link)
    assert from_document(Survey, as_document(survey)) == survey


def test_exactly_the_level_is_within_it() -> None:
    assert a_reading("5").within
    assert not a_reading("5.01").within
    # 850 cpm over 50 cpm at 0.4 are 2,000 dpm
    assert a_wipe("850").net_dpm == 2000
    assert a_wipe("850").within
    assert not a_wipe("850.4").within


def test_mda_is_scaled_to_the_area_and_the_wipe_factor_as_the_net_value() -> None:
    count = a_count()
    # (2.71 + 4.65·√100)/(0.4·2)
    assert round(count.mda_dpm, 4) == Decimal("61.5125")
    weak = a_count(area_cm2=Decimal(50), wipe_factor=Decimal("0.1"))
    assert round(weak.mda_dpm / count.mda_dpm, 6) == 20
    assert round(weak.net_dpm / count.net_dpm, 6) == 20
    unequal = a_count(background_time=minutes("10"))
    # (2.71 + 3.29·√(50·2·(1 + 2/10)))/(0.4·2)
    assert round(unequal.mda_dpm, 3) == Decimal("48.438")


def test_a_count_that_might_miss_its_level_is_refused() -> None:
    survey = a_survey(readings=(), wipes=(a_wipe(level="60"),), counter=a_meter("WC-1", 12))
    with pytest.raises(CountTooWeak) as refused:
        require_sound(survey)
    assert refused.value.level_dpm == 60
    exact = replace(a_wipe(), mda_dpm=Decimal(2000))
    assert not exact.sensitive


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"readings": ()}, "survey"),
        ({"readings": (a_reading(), a_reading())}, "survey"),
        ({"meter": None}, "meter"),
        ({"check": MeterCheck()}, "background"),
        ({"wipes": (a_wipe(),)}, "counter"),
    ],
)
def test_a_survey_without_what_it_needs_is_refused(changes: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        require_sound(a_survey(**changes))
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("check", "what"),
    [
        (MeterCheck(battery=False, background=mr_h("0.02")), "battery"),
        (MeterCheck(source=False, background=mr_h("0.02")), "check source"),
    ],
)
def test_a_meter_that_is_not_in_order_is_refused(check: MeterCheck, what: str) -> None:
    with pytest.raises(MeterCheckFailed) as refused:
        require_sound(a_survey(check=check))
    assert refused.value.what == what


def test_a_survey_in_order_is_taken_and_says_what_was_highest() -> None:
    survey = a_survey(
        readings=(a_reading(), a_reading("0.9", FLOOR)),
        wipes=(a_wipe(), a_wipe("90", FLOOR)),
        counter=a_meter("WC-1", 12),
    )
    require_sound(survey)
    summary = survey.summary
    assert survey.state is SurveyState.PASSED
    assert summary.label == "Room 3, end of day"
    assert summary.about == "2 readings, highest 0.9 mR/h; 2 wipes, highest 100 dpm/100 cm²"
    assert not summary.attention
    assert survey.room.id in summary.links
    assert SURVEYOR.id in summary.links


def test_one_wipe_alone_needs_no_meter_and_a_stranger_has_no_link() -> None:
    survey = a_survey(
        readings=(),
        meter=None,
        wipes=(a_wipe(),),
        counter=a_meter("WC-1", 12),
        surveyed_by=PersonRef("Visitor"),
    )
    require_sound(survey)
    assert survey.summary.about == "1 wipe, highest 25 dpm/100 cm²"
    assert len(survey.summary.links) == 2


def _failed() -> Survey:
    return a_survey(
        id=FIRST,
        readings=(a_reading("7"), a_reading("0.4", FLOOR)),
        wipes=(a_wipe("2000", FLOOR),),
        counter=a_meter("WC-1", 12),
    )


def test_a_failed_survey_stays_open_until_every_point_was_measured_again() -> None:
    failed = _failed()
    assert failed.state is SurveyState.FAILED
    assert failed.summary.about == "above the level: 1 Bench (reading), 2 Floor (wipe)"
    assert failed.summary.attention
    half = a_survey(id=SECOND, number=2, at=moment(20, 15), readings=(a_reading("0.5"),))
    link = next_round(failed, measured_at(half), " washed ")
    half = replace(half, again=link)
    assert (link.number, link.done_before, half.round_number) == (2, "washed", 2)
    assert half.state is SurveyState.FAILED
    assert [one.title for one in half.open_findings] == ["2 Floor (wipe)"]
    assert open_loops((failed, half)) == (half,)
    rest = a_survey(
        id=THIRD,
        number=3,
        at=moment(20, 16),
        readings=(),
        wipes=(a_wipe("60", FLOOR),),
        counter=a_meter("WC-1", 12),
    )
    rest = replace(rest, again=next_round(half, measured_at(rest), "washed again"))
    assert rest.again is not None
    assert (rest.again.first, rest.round_number) == (FIRST, 3)
    assert rest.state is SurveyState.CLEARED
    assert rest.summary.label == "Room 3, end of day, round 3"
    assert open_loops((rest, half, failed)) == ()


def test_what_took_the_place_of_a_followed_round_is_not_open_again() -> None:
    failed = _failed()
    cleared = a_survey(
        id=SECOND, again=RoundLink(FIRST, FIRST, 2, "washed"), readings=(a_reading(),)
    )
    amended = replace(failed, id=THIRD, amends=FIRST)
    assert open_loops((cleared, amended)) == ()


@pytest.mark.parametrize(
    ("before", "point", "done", "field"),
    [
        (a_survey(), a_point(), "washed", "survey"),
        (_failed(), a_point(9, "Door"), "washed", "survey"),
        (_failed(), a_point(), " ", "done_before"),
    ],
)
def test_a_re_survey_measures_what_was_found_and_says_what_was_done(
    before: Survey, point: object, done: str, field: str
) -> None:
    measured = measured_at(a_survey(readings=(a_reading("0.1", point),)))  # type: ignore[arg-type]
    with pytest.raises(Invalid) as refused:
        next_round(before, measured, done)
    assert refused.value.field == field


def test_places_without_a_number_are_known_by_their_name() -> None:
    drawer = Finding(0, "Drawer", PointKind.WIPE)
    assert drawer.title == "Drawer (wipe)"
    assert drawer.same_place(Finding(0, "Drawer", PointKind.WIPE))
    assert not drawer.same_place(Finding(0, "Shelf", PointKind.WIPE))
    assert not drawer.same_place(Finding(0, "Drawer", PointKind.READING))
    assert a_point(0, "Drawer").title == "Drawer"


def test_the_release_of_a_room_measures_every_point_of_its_plan() -> None:
    plan = RoomPlan(UUID(int=9), a_survey().room.id, moment(), SURVEYOR)
    plan = with_point(plan, "Bench", Spot(10, 10), PointKind.BOTH)
    survey = a_survey(reason=SurveyReason.ROOM_RELEASE)
    with pytest.raises(PointsMissing) as refused:
        require_whole_room(survey, plan)
    assert refused.value.points == ("1 Bench (wipe)",)
    require_whole_room(replace(survey, wipes=(a_wipe(),)), plan)
