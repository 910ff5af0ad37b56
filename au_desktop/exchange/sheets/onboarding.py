"""The sheet Onboarding: what hosts wait for before and during visits, and dosimeters lent."""

from au_desktop.domain.training.onboarding import ItemState
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
from au_desktop.services.workbook.onboarding_rows import (
    LENT,
    NOT_RETURNED,
    RETURNED,
    OnboardingRow,
)

_STATES = {
    ItemState.RECEIVED.value: Style.PASS,
    ItemState.OVERDUE.value: Style.FAIL,
    ItemState.EXPIRED.value: Style.ATTENTION,
    ItemState.OPEN.value: Style.ATTENTION,
    RETURNED: Style.PASS,
    LENT: Style.ATTENTION,
    NOT_RETURNED: Style.FAIL,
}


def _values(row: OnboardingRow) -> tuple[CellValue, ...]:
    return (
        row.trainee,
        row.name,
        row.host,
        row.first,
        row.last,
        row.what,
        row.title,
        row.owner,
        row.due,
        row.received,
        row.expires,
        row.returned,
        row.state,
        row.paper,
        row.note,
        *NO_REVIEW,
    )


ONBOARDING: Sheet[OnboardingRow] = Sheet(
    "Onboarding",
    "One item that a host asks for, or one dosimeter lent, for visits that end in this period or later. States are of today.",
    (
        Column("trainee", "Trainee", 9),
        Column("name", "Name", 22, Kind.LONG_TEXT),
        Column("host", "Host", 22, Kind.LONG_TEXT),
        Column("first", "Visit from", 11, Kind.DAY),
        Column("last", "Visit to", 11, Kind.DAY),
        Column("what", "What", 11),
        Column("title", "Item or number", 34, Kind.LONG_TEXT),
        Column("owner", "Who brings it", 12),
        Column("due", "Due", 11, Kind.DAY),
        Column("received", "Received or issued", 11, Kind.DAY),
        Column("expires", "Good until", 11, Kind.DAY),
        Column("returned", "Returned", 11, Kind.DAY),
        Column("state", "State", 13, words=_STATES),
        Column("paper", "Paper kept", 24, Kind.LONG_TEXT),
        Column("note", "Kind, or why not needed", 24, Kind.LONG_TEXT),
        *REVIEW_COLUMNS,
    ),
    _values,
    "No visit is planned or under way.",
    (
        Total("Onboarding items overdue", "state", ItemState.OVERDUE.value),
        Total("Dosimeters not returned", "state", NOT_RETURNED),
    ),
)
