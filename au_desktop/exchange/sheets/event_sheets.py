"""The sheets Events and Event clocks (10 CFR 35.3045, 35.3047, 20.2201 to 20.2203, 35.315(b))."""

from decimal import Decimal

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
from au_desktop.exchange.sheets.reckoning import as_cell, gbq, mci, percent_difference, rounded
from au_desktop.services.workbook.safety.event_rows import EventClockRow, EventRow

_OF_LEVEL = 'IF(AND(ISNUMBER({spilled}),ISNUMBER({level})),ROUND({spilled}/{level}*100,9),"")'
_DIFFERENCE = (
    "IF(AND(ISNUMBER({delivered}),ISNUMBER({prescribed})),"
    'ROUND(({delivered}-{prescribed})/{prescribed}*100,9),"")'
)
_HUNDRED = 100
RUNNING, IN_TIME, LATE, DONE, NOT_OWED = "running", "in time", "late", "done", "not owed"
_STATE = (
    'IF({not_owed}<>"","not owed",IF(NOT(ISNUMBER({taken})),"running",'
    'IF({number}="no","done",IF({taken}>{allowed},"late","in time"))))'
)


def _of_level(spilled: Decimal | None, level: Decimal | None) -> Decimal | None:
    if spilled is None or level is None:
        return None
    return rounded(spilled / level * _HUNDRED)


def _event_values(row: EventRow) -> tuple[CellValue, ...]:
    prescribed, delivered = mci(row.prescribed), mci(row.delivered)
    spilled, level = mci(row.spilled), mci(row.level)
    return (
        row.code,
        row.happened.local,
        row.discovered.local,
        row.kind,
        row.title,
        row.about,
        row.material,
        prescribed,
        gbq(row.prescribed),
        delivered,
        gbq(row.delivered),
        percent_difference(delivered, prescribed),
        spilled,
        gbq(row.spilled),
        level,
        _of_level(spilled, level),
        row.size,
        row.remaining,
        row.result,
        row.determined,
        row.story,
        row.cause,
        row.prevention,
        row.closed.local if row.closed is not None else None,
        row.review,
        row.state,
        *NO_REVIEW,
    )


EVENTS: Sheet[EventRow] = Sheet(
    "Events",
    "One event; a screen says possible or nothing so far, only the RSO determines. Spills with remaining contamination belong "
    "into the decommissioning file (10 CFR 30.35(g)(1)).",
    (
        Column("event", "Event", 10),
        Column("happened", "Happened (local time)", 16, Kind.MOMENT),
        Column("discovered", "Discovered (local time)", 16, Kind.MOMENT),
        Column("kind", "Kind", 18, Kind.LONG_TEXT),
        Column("title", "In a few words", 26, Kind.LONG_TEXT),
        Column("about", "Where, about", 18, Kind.LONG_TEXT),
        Column("material", "Material", 18, Kind.LONG_TEXT),
        Column("prescribed", "Prescribed (mCi)", 11, Kind.NUMBER),
        Column("prescribed_si", "Prescribed (GBq)", 11, Kind.NUMBER),
        Column("delivered", "Delivered (mCi)", 11, Kind.NUMBER),
        Column("delivered_si", "Delivered (GBq)", 11, Kind.NUMBER),
        Column("difference", "Difference (%)", 11, Kind.NUMBER, formula=_DIFFERENCE),
        Column("spilled", "Spilled (mCi)", 11, Kind.NUMBER),
        Column("spilled_si", "Spilled (GBq)", 11, Kind.NUMBER),
        Column("level", "Major from (mCi)", 11, Kind.NUMBER),
        Column("of_level", "Spilled of that (%)", 11, Kind.NUMBER, formula=_OF_LEVEL),
        Column(
            "size",
            "Minor or major",
            11,
            words={"major": Style.ATTENTION, "not known": Style.ATTENTION},
        ),
        Column("remaining", "Remaining contamination", 24, Kind.LONG_TEXT),
        Column("result", "Screen", 20, Kind.LONG_TEXT, words={"possible": Style.ATTENTION}),
        Column("determined", "RSO determined", 26, Kind.LONG_TEXT),
        Column("story", "What happened", 36, Kind.LONG_TEXT),
        Column("cause", "Why", 28, Kind.LONG_TEXT),
        Column("prevention", "Against recurrence", 28, Kind.LONG_TEXT),
        Column("closed", "Closed (local time)", 16, Kind.MOMENT),
        Column("review", "Review at closing", 24, Kind.LONG_TEXT),
        Column(
            "state",
            "State",
            14,
            Kind.LONG_TEXT,
            words={"void": Style.VOID, "possible": Style.ATTENTION, "reportable": Style.FAIL},
        ),
        *REVIEW_COLUMNS,
    ),
    _event_values,
    "No event in this period.",
    totals=(Total("Events possible, to be determined", "state", "possible"),),
)


def _state(row: EventClockRow, allowed: Decimal, taken: Decimal | None) -> str:
    if row.not_owed:
        return NOT_OWED
    if taken is None:
        return RUNNING
    if not row.numbered:
        return DONE
    return LATE if taken > allowed else IN_TIME


def _clock_values(row: EventClockRow) -> tuple[CellValue, ...]:
    allowed = as_cell(row.allowed_hours)
    taken = None if row.taken_hours is None else as_cell(row.taken_hours)
    return (
        row.code,
        row.what,
        row.whom,
        row.basis,
        row.since.local,
        row.due.local,
        "yes" if row.numbered else "no",
        allowed,
        row.done.local if row.done is not None else None,
        taken,
        row.told,
        row.by,
        row.not_owed,
        _state(row, allowed, taken),
        *NO_REVIEW,
    )


EVENT_CLOCKS: Sheet[EventClockRow] = Sheet(
    "Event clocks",
    "One thing owed after an event: to whom, by when, and what was done. At once and as soon as possible have no number.",
    (
        Column("event", "Event", 10),
        Column("what", "What", 30, Kind.LONG_TEXT),
        Column("whom", "To whom", 32, Kind.LONG_TEXT),
        Column("basis", "Rule", 20, Kind.LONG_TEXT),
        Column("since", "Since (local time)", 16, Kind.MOMENT),
        Column("due", "Due (local time)", 16, Kind.MOMENT),
        Column("number", "Number in the rule", 10),
        Column("allowed", "Allowed (h)", 10, Kind.NUMBER),
        Column("done", "Done (local time)", 16, Kind.MOMENT),
        Column("taken", "Taken (h)", 10, Kind.NUMBER),
        Column("told", "To whom and how", 24, Kind.LONG_TEXT),
        Column("by", "Recorded by", 15, Kind.LONG_TEXT),
        Column("not_owed", "Why not owed", 24, Kind.LONG_TEXT),
        Column(
            "state",
            "State",
            10,
            formula=_STATE,
            words={LATE: Style.FAIL, RUNNING: Style.ATTENTION, IN_TIME: Style.PASS},
        ),
        *REVIEW_COLUMNS,
    ),
    _clock_values,
    "No clock ran for an event of this period.",
    totals=(
        Total("Clocks that run", "state", RUNNING),
        Total("Clocks answered late", "state", LATE),
    ),
)
