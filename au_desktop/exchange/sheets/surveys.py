"""The sheet Surveys: one reading of an area survey (10 CFR 35.70, 35.2070)."""

from decimal import Decimal

from au_desktop.domain.quantities import CountRate, CountRateUnit, DoseRate
from au_desktop.exchange.cells import CellValue
from au_desktop.exchange.columns import (
    NO_REVIEW,
    REVIEW_COLUMNS,
    Column,
    Kind,
    Sheet,
    Style,
    Total,
)
from au_desktop.exchange.sheets.reckoning import as_cell, mrem_h, usv_h
from au_desktop.services.workbook.sheet_rows import SurveyRow

BELOW, ABOVE, ACTION = "below", "above trigger", "action"
_JUDGED = {ACTION: Style.FAIL, ABOVE: Style.ATTENTION, BELOW: Style.PASS}
_RESULT = (
    'IF(NOT(ISNUMBER({reading})),"",IF(AND(ISNUMBER({act}),{reading}>{act}),"action",'
    'IF(AND(ISNUMBER({trigger}),{reading}>{trigger}),"above trigger",'
    'IF(OR(ISNUMBER({trigger}),ISNUMBER({act})),"below",""))))'
)


def _result(reading: Decimal | None, trigger: Decimal | None, action: Decimal | None) -> str:
    if reading is None:
        return ""
    if action is not None and reading > action:
        return ACTION
    if trigger is not None and reading > trigger:
        return ABOVE
    return "" if trigger is None and action is None else BELOW


def _values(row: SurveyRow) -> tuple[CellValue, ...]:
    rate = row.reading if isinstance(row.reading, DoseRate) else None
    counts = (
        row.reading.to(CountRateUnit.CPM).amount if isinstance(row.reading, CountRate) else None
    )
    reading, trigger, action = mrem_h(rate), mrem_h(row.trigger), mrem_h(row.action)
    return (
        row.checklist,
        row.at.local,
        row.room,
        row.place,
        row.instrument,
        row.calibration_due,
        row.checked,
        mrem_h(row.background),
        usv_h(row.background),
        reading,
        usv_h(rate),
        None if counts is None else as_cell(counts),
        trigger,
        action,
        _result(reading, trigger, action),
        row.surveyed_by,
        row.note,
        row.state,
        *NO_REVIEW,
    )


SURVEYS: Sheet[SurveyRow] = Sheet(
    "Surveys",
    "One reading of an area survey: R- from a checklist, SV- from a survey record; a checklist that a record took over stands "
    "once. mR/h stands as mrem/h (1 R taken as 1 rem). "
    "Kept for 3 years (10 CFR 35.2070).",
    (
        Column("checklist", "Checklist or survey", 11),
        Column("at", "Surveyed (local time)", 16, Kind.MOMENT),
        Column("room", "Room", 17, Kind.LONG_TEXT),
        Column("place", "Place", 30, Kind.LONG_TEXT),
        Column("instrument", "Instrument", 17, Kind.LONG_TEXT),
        Column("due", "Calibration due", 11, Kind.DAY),
        Column("checked", "Battery and check source", 10),
        Column("background", "Background (mrem/h)", 12, Kind.NUMBER),
        Column("background_si", "Background (µSv/h)", 12, Kind.NUMBER),
        Column("reading", "Reading (mrem/h)", 11, Kind.NUMBER),
        Column("reading_si", "Reading (µSv/h)", 11, Kind.NUMBER),
        Column("counts", "Count rate (cpm)", 11, Kind.NUMBER),
        Column("trigger", "Trigger (mrem/h)", 10, Kind.NUMBER),
        Column("act", "Action level (mrem/h)", 12, Kind.NUMBER),
        Column("result", "Result", 13, formula=_RESULT, words=_JUDGED),
        Column("by", "Surveyed by", 15, Kind.LONG_TEXT),
        Column("note", "Note", 24, Kind.LONG_TEXT),
        Column("state", "State", 11, Kind.LONG_TEXT, words={"waiting": Style.ATTENTION}),
        *REVIEW_COLUMNS,
    ),
    _values,
    "No area survey in this period.",
    totals=(
        Total("Readings above a trigger", "result", ABOVE),
        Total("Readings above an action level", "result", ACTION),
    ),
)
