"""Rows of the sheet Onboarding for tests: every state an item or dosimeter may be in."""

from dataclasses import replace
from datetime import date

from au_desktop.services.workbook.onboarding_rows import (
    DOSIMETER,
    ITEM,
    NOT_RETURNED,
    RETURNED,
    OnboardingRow,
)

ROW = OnboardingRow(
    trainee="T-004",
    name="Example 07, A.",
    host="Lakeside Hospital",
    first=date(2026, 12, 7),
    last=date(2026, 12, 18),
    what=ITEM,
    title="Copy of the state medical license",
    owner="trainee",
    due=date(2026, 11, 7),
    received=None,
    expires=None,
    returned=None,
    state="overdue",
    paper="",
    note="",
)


def some_onboarding() -> list[OnboardingRow]:
    """Overdue, received with a paper, not needed, and dosimeters lent and returned."""
    badge = replace(ROW, what=DOSIMETER, title="B-1044", owner="RSO", note="ring")
    return [
        ROW,
        replace(ROW, state="received", received=date(2026, 11, 1), paper="=License"),
        replace(ROW, state="not needed", note="has one", last=None),
        replace(badge, state=NOT_RETURNED, received=date(2026, 12, 7)),
        replace(badge, state=RETURNED, returned=date(2026, 12, 18)),
    ]
