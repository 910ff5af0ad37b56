"""The sheets Classroom hours and Work experience: one entry a row, its hours by topic or element, and what counts."""

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
from au_desktop.services.workbook.hour_rows import CODES, HourSheetRow

_STATES = {
    "voided": Style.VOID,
    "not yet": Style.ATTENTION,
    "counts": Style.PASS,
    "verified": Style.PASS,
}
_SUM = "SUM({a}:{other})"
_HEAD = (
    Column("entry", "Entry", 10),
    Column("trainee_code", "Trainee", 9),
    Column("trainee", "Trainee name", 16, Kind.LONG_TEXT),
    Column("first", "From", 11, Kind.DAY),
    Column("last", "To", 11, Kind.DAY),
    Column("clock", "Clock time", 11),
)
_TAIL = (
    Column("hours", "Hours", 8, Kind.NUMBER, formula=_SUM),
    Column("counted", "Hours that count", 9, Kind.NUMBER),
    Column("state", "State", 11, words=_STATES),
    Column("reasons", "Why not yet, and what to know", 40, Kind.LONG_TEXT),
    Column("recent", "Recent until", 11, Kind.DAY),
    Column("paper", "Copy kept", 8),
    *REVIEW_COLUMNS,
)


def _by_code(what: str, other: str) -> tuple[Column, ...]:
    return (
        *(Column(code.casefold(), f"{what} {code} (h)", 8, Kind.NUMBER) for code in CODES),
        Column("other", other, 8, Kind.NUMBER),
    )


def _head(row: HourSheetRow) -> tuple[CellValue, ...]:
    return (row.entry, row.trainee_code, row.trainee, row.first, row.last, row.clock)


def _tail(row: HourSheetRow) -> tuple[CellValue, ...]:
    return (
        *row.by_code,
        row.hours,
        row.counted,
        row.state,
        row.reasons,
        row.recent_until,
        "yes" if row.paper_kept else "no",
        *NO_REVIEW,
    )


def _classroom(row: HourSheetRow) -> tuple[CellValue, ...]:
    course = (row.ledger, row.provider, row.course, row.sections, row.delivery, row.place)
    return (*_head(row), *course, *_tail(row))


def _work(row: HourSheetRow) -> tuple[CellValue, ...]:
    return (*_head(row), row.place, row.license_number, row.supervisor, *_tail(row))


CLASSROOM_HOURS: Sheet[HourSheetRow] = Sheet(
    "Classroom hours",
    "One course of the period, with its hours by topic. An hour counts once and toward one section; continuing education "
    "adds no hours, it answers for older training (10 CFR 35.59).",
    (
        *_HEAD,
        Column("ledger", "Ledger", 14, Kind.LONG_TEXT),
        Column("provider", "Provider", 18, Kind.LONG_TEXT),
        Column("course", "Course", 28, Kind.LONG_TEXT),
        Column("sections", "Meant for", 10),
        Column("delivery", "Held", 11),
        Column("place", "Place", 14, Kind.LONG_TEXT),
        *_by_code("Topic", "Other subjects (h)"),
        *_TAIL,
    ),
    _classroom,
    "No classroom hours in this period.",
    totals=(Total("Classroom hours that count", "counted"),),
)

WORK_EXPERIENCE: Sheet[HourSheetRow] = Sheet(
    "Work experience",
    "One entry of work experience of the period, with its hours by element; it counts once the preceptor confirmed it.",
    (
        *_HEAD,
        Column("place", "Place", 18, Kind.LONG_TEXT),
        Column("license", "License number", 12, Kind.LONG_TEXT),
        Column("supervisor", "Supervising AU", 15, Kind.LONG_TEXT),
        *_by_code("Element", "Other work (h)"),
        *_TAIL,
    ),
    _work,
    "No work experience in this period.",
    totals=(Total("Hours of work experience that count", "counted"),),
)
