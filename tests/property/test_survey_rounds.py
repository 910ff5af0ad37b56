"""Laws of surveys: rounds never lose a finding, MDA falls with time and scales as the net value, plans keep their numbers."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from au_desktop.domain.ids import RoomId, SafetyId
from au_desktop.domain.safety.room_plans import (
    FixtureKind,
    RoomPlan,
    Spot,
    resized,
    with_fixture,
    with_point,
    without_point,
)
from au_desktop.domain.safety.surveys import (
    Survey,
    SurveyState,
    measured_at,
    next_round,
    open_loops,
)
from tests.survey_examples import (
    SURVEYOR,
    a_count,
    a_point,
    a_reading,
    a_survey,
    minutes,
    moment,
)

POINTS = range(1, 6)
HIGH, LOW = "9", "0.1"
Rounds = st.lists(
    st.lists(st.tuples(st.sampled_from(POINTS), st.booleans()), min_size=1, max_size=5),
    min_size=1,
    max_size=6,
)


def _surveyed(number: int, measured: dict[int, bool]) -> Survey:
    readings = tuple(
        a_reading(HIGH if high else LOW, a_point(place, f"Point {place}"))
        for place, high in sorted(measured.items())
    )
    return a_survey(id=SafetyId(UUID(int=700 + number)), number=number, readings=readings)


@given(st.lists(st.booleans(), min_size=5, max_size=5), Rounds)
def test_a_point_stays_open_until_its_own_re_survey_passes(
    first: list[bool], rounds: list[list[tuple[int, bool]]]
) -> None:
    survey = _surveyed(1, dict(zip(POINTS, first, strict=True)))
    expected = {place for place, high in zip(POINTS, first, strict=True) if high}
    known = [survey]
    for number, measured in enumerate(rounds, start=2):
        again = _surveyed(number, dict(measured))
        if not expected & set(dict(measured)):
            continue  # a re-survey measures something of what was found
        again = replace(again, again=next_round(survey, measured_at(again), "washed"))
        for place, high in dict(measured).items():
            expected = expected | {place} if high else expected - {place}
        survey = again
        known.append(again)
        assert {one.number for one in survey.open_findings} == expected
    waiting = open_loops(known)
    assert waiting == ((survey,) if expected else ())
    assert (survey.state is SurveyState.FAILED) == bool(expected)


Amount = st.decimals(min_value=1, max_value=1000, places=1)


@given(Amount, st.decimals(min_value=Decimal("1.1"), max_value=20, places=1))
def test_counting_longer_finds_less(time: Decimal, longer: Decimal) -> None:
    short = a_count("100", sample_time=minutes(str(time)), background_time=minutes(str(time)))
    long = replace(
        short,
        sample_time=minutes(str(time * longer)),
        background_time=minutes(str(time * longer)),
    )
    assert long.mda_dpm < short.mda_dpm
    assert long.net_dpm == short.net_dpm


@given(
    st.decimals(min_value=Decimal("0.01"), max_value=1, places=2),
    st.decimals(min_value=10, max_value=1000, places=0),
)
def test_net_and_mda_scale_alike(factor: Decimal, area: Decimal) -> None:
    plain, scaled = a_count(), a_count(wipe_factor=factor, area_cm2=area)
    ratio = scaled.net_dpm / plain.net_dpm
    assert abs(scaled.mda_dpm / plain.mda_dpm - ratio) < Decimal("1E-20")


@given(st.lists(st.sampled_from(["add", "remove", "fixture", "resize"]), max_size=20), st.data())
def test_a_plan_never_gives_a_number_twice(steps: list[str], data: st.DataObject) -> None:
    plan = RoomPlan(UUID(int=1), RoomId(UUID(int=2)), moment(), SURVEYOR)
    given_numbers: list[int] = []
    for step in steps:
        if step == "add":
            plan = with_point(plan, f"P{len(given_numbers)}", Spot(10, 10))
            given_numbers.append(plan.points[-1].number)
        elif step == "remove" and plan.points:
            plan = without_point(plan, data.draw(st.sampled_from(plan.points)).number)
        elif step == "fixture":
            plan = with_fixture(plan, FixtureKind.BENCH, Spot(plan.width, plan.height))
        elif step == "resize":
            size = st.integers(min_value=100, max_value=900)
            plan = resized(plan, data.draw(size), data.draw(size))
    assert len(set(given_numbers)) == len(given_numbers)
