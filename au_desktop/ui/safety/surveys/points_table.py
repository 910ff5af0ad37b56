"""The points of a room with their last results in words, beside the plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.kit.row_table_model import Column
from au_desktop.ui.safety.surveys.survey_words import (
    number,
    rate_level_words,
    verdict_state,
    verdict_words,
    wipe_level_words,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from au_desktop.domain.safety.room_plans import RoomPlan, SurveyPoint
    from au_desktop.domain.safety.surveys import Reading, Survey, Wipe
    from au_desktop.settings import DateStyle


@dataclass(frozen=True, slots=True)
class PointResult:
    """A point with the newest reading and wipe of it, the day of the newer one, and that of the wipe."""

    point: SurveyPoint
    reading: Reading | None
    wipe: Wipe | None
    on: str
    wiped_on: str

    @property
    def within(self) -> bool | None:
        """Whether everything known is within its level; None where nothing is known."""
        known = [one.within for one in (self.reading, self.wipe) if one is not None]
        return all(known) if known else None


def point_results(
    plan: RoomPlan | None, surveys: Sequence[Survey], style: DateStyle
) -> tuple[PointResult, ...]:
    """The newest results of every point; the surveys newest first."""
    points = () if plan is None else sorted(plan.points, key=lambda one: one.number)
    return tuple(_result(point, surveys, style) for point in points)


def _result(point: SurveyPoint, surveys: Sequence[Survey], style: DateStyle) -> PointResult:
    read = (
        (survey, one)
        for survey in surveys
        for one in survey.readings
        if one.point.number == point.number
    )
    wiped = (
        (survey, one)
        for survey in surveys
        for one in survey.wipes
        if one.point.number == point.number
    )
    reading, wipe = next(read, None), next(wiped, None)
    moments = [found[0].at for found in (reading, wipe) if found is not None]
    newest = max(moments, key=lambda at: at.utc, default=None)
    return PointResult(
        point,
        reading[1] if reading else None,
        wipe[1] if wipe else None,
        "" if newest is None else day_words(newest.local.date(), style),
        "" if wipe is None else day_words(wipe[0].at.local.date(), style),
    )


def points_table() -> RowTable:
    """The table; its rows are `PointResult`."""
    return RowTable(
        (
            Column("point", "Point", lambda row: row.point.title, 150, tooltip=_about),
            Column("reading", "Reading", _reading, 100, number=True, tooltip=_rate_level),
            Column(
                "wipe", "dpm/100 cm²", _wipe, 118, number=True, tooltip=_wipe_level, gives_way=2
            ),
            Column("verdict", "Result", _verdict, 112, state=_state),
            Column("on", "On", lambda row: row.on, 118, gives_way=1),
        ),
        name="Points of the room",
        key=lambda row: row.point.number,
        stretch="point",
    )


def _about(row: PointResult) -> str:
    return f"{row.point.title}: {row.point.kind.value}, {row.point.area.value} area"


def _reading(row: PointResult) -> str:
    return "" if row.reading is None else str(row.reading.rate)


def _wipe(row: PointResult) -> str:
    return "" if row.wipe is None else number(row.wipe.net_dpm)


def _rate_level(row: PointResult) -> str:
    return "" if row.reading is None else f"trigger {rate_level_words(row.reading.level)}"


def _wipe_level(row: PointResult) -> str:
    if row.wipe is None:
        return ""
    return f"wiped {row.wiped_on}, level {wipe_level_words(row.wipe.level)}"


def _verdict(row: PointResult) -> str:
    return "no result yet" if row.within is None else verdict_words(within=row.within)


def _state(row: PointResult) -> str | None:
    return None if row.within is None else verdict_state(within=row.within)
