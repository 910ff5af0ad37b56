"""Rows of the sheets Surveys and Wipes out of the surveys that are kept as records; void ones say so."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from au_desktop.domain.ids import RunId
from au_desktop.domain.moments import Moment
from au_desktop.domain.safety.safety_records import MeterRef
from au_desktop.domain.safety.surveys import Survey, WipeCount
from au_desktop.services.workbook.sheet_rows import Days, SheetSource, SurveyRow


@dataclass(frozen=True, slots=True)
class WipeRow:
    """One wipe of a survey (10 CFR 20.1501, kept by 20.2103)."""

    survey: str
    at: Moment
    room: str
    place: str
    counter: str
    nuclide: str
    count: WipeCount
    level: Decimal
    basis: str
    round: int
    action: str
    surveyed_by: str
    note: str
    state: str


def survey_record_rows(source: SheetSource, days: Days) -> Iterator[SurveyRow]:
    """One row for each reading, by the time of the survey."""
    for survey in source.safety(Survey, days):
        for one in survey.readings:
            yield SurveyRow(
                checklist=survey.code,
                at=survey.at,
                room=survey.room.name,
                place=one.point.title,
                instrument=meter_words(survey.meter),
                background=survey.check.background,
                reading=one.rate,
                trigger=one.level.rate,
                action=None,
                surveyed_by=survey.surveyed_by.name,
                note=one.note,
                state=_state(survey),
                calibration_due=None if survey.meter is None else survey.meter.calibration_due,
                checked="good" if survey.check.battery and survey.check.source else "not good",
            )


def wipe_rows(source: SheetSource, days: Days) -> Iterator[WipeRow]:
    """One row for each wipe, by the time of the survey."""
    for survey in source.safety(Survey, days):
        for one in survey.wipes:
            yield WipeRow(
                survey=survey.code,
                at=survey.at,
                room=survey.room.name,
                place=one.point.title,
                counter=meter_words(survey.counter),
                nuclide=one.nuclide,
                count=one.count,
                level=one.level.dpm,
                basis=one.level.basis,
                round=survey.round_number,
                action="" if survey.again is None else survey.again.done_before,
                surveyed_by=survey.surveyed_by.name,
                note=one.note,
                state=_state(survey),
            )


def taken_runs(source: SheetSource, days: Days) -> frozenset[RunId]:
    """The checklists whose answers stand in a record that is not void: they are not listed twice."""
    surveys = source.safety(Survey, days)
    return frozenset(
        survey.run_id for survey in surveys if survey.run_id is not None and survey.voided is None
    )


def meter_words(meter: MeterRef | None) -> str:
    """An instrument by name and serial number."""
    if meter is None:
        return ""
    return f"{meter.name}, {meter.serial}" if meter.serial else meter.name


def _state(survey: Survey) -> str:
    if survey.voided is not None:
        return f"void: {survey.voided.reason}"
    again = f", round {survey.round_number}" if survey.again is not None else ""
    return f"{survey.state.value}{again}"
