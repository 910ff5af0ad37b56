"""Surveys of waste containers: conditions, sides, numbers and verdict."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from au_desktop.domain.errors import Invalid
from au_desktop.domain.safety.instruments import InstrumentUnfit
from au_desktop.domain.safety.waste_surveys import (
    AboveBackground,
    Side,
    SideReading,
    SurveyCondition,
    SurveyRefused,
    require_sound,
)
from tests.waste_examples import METER, a_survey, failing


def test_every_side_is_surveyed_once():
    with pytest.raises(Invalid, match="missing: top, bottom, front, back, left, right"):
        a_survey(readings=())
    twice = tuple(SideReading(side, Decimal(0)) for side in (*Side, Side.TOP))
    with pytest.raises(Invalid, match="twice"):
        a_survey(readings=twice)
    with pytest.raises(Invalid, match="below zero"):
        a_survey(background=Decimal(-1))
    with pytest.raises(Invalid, match="below zero"):
        a_survey(highest="-0.1")


def test_the_highest_side_and_its_excess_over_background_are_told():
    survey = a_survey(readings=tuple(SideReading(s, Decimal(n)) for n, s in enumerate(Side)))
    assert survey.highest == 5
    assert survey.net == Decimal("4.98")
    assert survey.said(survey.highest) == "5 mR/h"


def test_a_pass_needs_every_condition_and_the_finding():
    assert a_survey().passed
    assert not failing().passed
    unshielded = tuple(c for c in SurveyCondition if c is not SurveyCondition.UNSHIELDED)
    partly = a_survey(conditions=unshielded)
    assert not partly.passed
    with pytest.raises(SurveyRefused) as refused:
        require_sound(partly)
    assert refused.value.missing == (SurveyCondition.UNSHIELDED,)


def test_a_meter_without_valid_calibration_surveys_nothing():
    with pytest.raises(InstrumentUnfit):
        require_sound(a_survey(meter=replace(METER, calibration_due=date(2026, 6, 2))))
    with pytest.raises(InstrumentUnfit):
        require_sound(failing(meter=replace(METER, calibration_due=None)))


def test_a_reading_above_background_passes_only_with_a_reason():
    with pytest.raises(AboveBackground) as refused:
        require_sound(a_survey(highest="0.021"))
    assert (refused.value.highest, refused.value.background) == ("0.021 mR/h", "0.02 mR/h")
    assert refused.value.margin == ""
    require_sound(a_survey(highest="0.021", why="needle swings by 0.005"))


def test_the_center_may_set_how_far_above_background_still_counts_as_the_same():
    ten = {"margin_percent": Decimal(10), "margin_basis": "license condition 14"}
    require_sound(a_survey(highest="0.022", **ten))
    with pytest.raises(AboveBackground) as refused:
        require_sound(a_survey(highest="0.0221", why="needle swings", **ten))
    assert refused.value.margin == "10 %"


def test_a_failed_survey_names_the_day_of_the_next():
    require_sound(failing())
    with pytest.raises(Invalid, match="name the day"):
        require_sound(failing(next_survey=None))
    with pytest.raises(Invalid, match="after the day"):
        require_sound(failing(next_survey=failing().at.local.date()))
