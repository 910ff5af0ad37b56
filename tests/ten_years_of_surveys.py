"""Ten years of surveys of one room, as they would look: seasons, drift, a few contaminated days, a point renamed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import exp, sin
from random import Random
from uuid import UUID

from au_desktop.domain.ids import SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.safety.surveys import Survey
from tests.survey_examples import a_meter, a_point, a_reading, a_survey, a_wipe

_FIRST = datetime(2016, 11, 21, 16, 30, tzinfo=UTC)
_POINTS = ((1, "Chair or bed", 0.35), (2, "Bathroom", 0.15), (3, "Floor", 0.12))


def years_of_surveys(years: int = 10, seed: int = 5) -> tuple[Survey, ...]:
    """A survey each workday, newest first; wipes once a week."""
    chance = Random(seed)  # noqa: S311 - made-up data
    found = []
    for day in range(years * 365):
        at = _FIRST + timedelta(days=day)
        if at.weekday() < 5:
            found.append(_survey(len(found) + 1, Moment(at, 0), day, chance))
    return tuple(reversed(found))


def _survey(number: int, at: Moment, day: int, chance: Random) -> Survey:
    hot = chance.random() < 0.004
    readings, wipes = [], []
    for place, name, usual in _POINTS:
        title = "Treatment chair" if place == 1 and day < 900 else name
        level = usual * (1 + 0.3 * sin(day / 58)) * exp(chance.gauss(0, 0.25)) + 0.02
        amount = level * (60 if hot and place == 1 else 1)
        readings.append(a_reading(f"{amount:.2f}", a_point(place, title)))
        if at.utc.weekday() == 4:
            gross = chance.gauss(56, 6) + (2500 if hot and place == 1 else 0)
            wipes.append(a_wipe(f"{max(30, round(gross))}", a_point(place, title)))
    survey = a_survey(
        id=SafetyId(UUID(int=10_000 + number)),
        number=number,
        at=at,
        entered_at=at,
        readings=tuple(readings),
        wipes=tuple(wipes),
    )
    return replace(survey, counter=a_meter("WC-1", 12)) if wipes else survey
