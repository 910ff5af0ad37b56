"""Rows of the sheets about hours, for workbooks in tests."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from au_desktop.services.workbook.hour_rows import HourSheetRow

COURSE = HourSheetRow(
    entry="H-000001",
    trainee_code="T-004",
    trainee="Okafor, Chidi",
    ledger="classroom and laboratory",
    first=date(2026, 11, 2),
    last=date(2026, 11, 6),
    clock="",
    provider="Example University",
    course="Radiation physics for therapy",
    sections="35.396",
    delivery="in person",
    place="Auditorium",
    license_number="",
    supervisor="",
    by_code=(Decimal(16), Decimal("8.5"), None, Decimal(4), None, Decimal(2)),
    other="",
    hours=Decimal("30.5"),
    counted=Decimal("28.5"),
    state="counts in part",
    reasons="2 h are on none of the topics that the rule names.",
    recent_until=date(2033, 11, 6),
    paper_kept=True,
)
WORK = replace(
    COURSE,
    entry="H-000002",
    ledger="work experience",
    provider="",
    course="",
    sections="",
    place="Lakeside RPT Center",
    license_number="45-00000-01",
    supervisor="Keller, Anna",
    by_code=(Decimal(12), None, None, None, None, None),
    hours=Decimal(12),
    counted=Decimal(0),
    state="not yet",
    reasons="The preceptor has not confirmed it yet.",
    paper_kept=False,
)


def some_courses() -> list[HourSheetRow]:
    """Counting in part, verified without adding hours, and void."""
    education = replace(
        COURSE,
        entry="H-000003",
        ledger="continuing education",
        counted=Decimal(0),
        state="verified",
        reasons="",
    )
    return [
        COURSE,
        education,
        replace(COURSE, entry="H-000004", state="voided", clock="08:00-12:00"),
    ]


def some_work() -> list[HourSheetRow]:
    """Not confirmed yet, and counting."""
    return [WORK, replace(WORK, entry="H-000005", counted=Decimal(12), state="counts", reasons="")]
