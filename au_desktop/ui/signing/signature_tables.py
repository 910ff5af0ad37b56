"""The columns of the two lists: signatures that are waited for, and signatures that were given."""

from collections.abc import Callable

from au_desktop.domain.moments import Moment
from au_desktop.services.rows import SignatureRow, WaitingRow
from au_desktop.settings import Settings
from au_desktop.ui.kit.date_words import day_words, exact_words, moment_words
from au_desktop.ui.kit.item_editors.clock_words import age_words
from au_desktop.ui.kit.role_words import role_words
from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.kit.row_table_model import Column
from au_desktop.ui.kit.tokens import State

OLD_DAYS = 3
WAITING_IN_DETAILS = ("about", "meaning")
GIVEN_IN_DETAILS = ("meaning", "signer", "event")


def waiting_table(now: Callable[[], Moment]) -> RowTable:
    """What waits, with its age."""

    def age_state(row: WaitingRow) -> State:
        days = (now().local.date() - row.submitted_at.local.date()).days
        return State.ATTENTION if days >= OLD_DAYS else State.INFO

    columns = (
        Column("number", "Number", lambda row: row.code, 100),
        Column(
            "template",
            "Checklist",
            lambda row: row.template_title,
            260,
            tooltip=lambda row: row.template_title,
        ),
        Column("about", "About", lambda row: row.about, 212),
        Column("meaning", "Meaning", lambda row: row.meaning, 110),
        Column(
            "attention",
            "Attention",
            lambda row: str(row.attention) if row.attention else "",
            100,
            state=lambda row: State.ATTENTION if row.attention else None,
        ),
        Column(
            "age",
            "Waiting",
            lambda row: age_words(row.submitted_at, now()),
            110,
            state=age_state,
        ),
    )
    return RowTable(columns, name="Waiting signatures", key=_waiting_key, stretch="template")


def given_table(settings: Settings) -> RowTable:
    """What was signed, by whom and when; the three times apart."""
    style = settings.date_style
    columns = (
        Column("number", "Number", lambda row: row.code, 100),
        Column(
            "template",
            "Checklist",
            lambda row: row.template_title,
            260,
            tooltip=lambda row: row.template_title,
        ),
        Column("meaning", "Meaning", lambda row: row.meaning, 110),
        Column("signer", "Signed by", lambda row: row.signer, 150),
        Column("event", "Work", lambda row: day_words(row.event_at.local.date(), style), 116),
        Column(
            "signed",
            "Signature",
            lambda row: moment_words(row.signed_at, style),
            164,
            tooltip=lambda row: exact_words(row.signed_at),
        ),
    )
    return RowTable(columns, name="Given signatures", key=_given_key, stretch="template")


def roles_text(row: WaitingRow) -> str:
    """Who may give it."""
    return " or ".join(role_words(role) for role in row.roles)


def _waiting_key(row: WaitingRow) -> object:
    return row.run_id, row.position


def _given_key(row: SignatureRow) -> object:
    return row.run_id, row.meaning, row.signed_at
