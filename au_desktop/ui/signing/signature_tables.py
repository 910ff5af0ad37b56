"""The columns of the lists: signatures that are waited for, signatures that were given, cases that changed since."""

from collections.abc import Callable
from datetime import timedelta

from au_desktop.domain.moments import Moment
from au_desktop.services.rows import ChangedCaseRow, SignatureRow, WaitingRow
from au_desktop.services.sentences import roles_said
from au_desktop.settings import Settings
from au_desktop.ui.kit.date_words import day_words, exact_words, moment_words
from au_desktop.ui.kit.item_editors.clock_words import age_words
from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.kit.row_table_model import Column
from au_desktop.ui.kit.tokens import State

OLD, VERY_OLD = timedelta(hours=24), timedelta(days=7)
WAITING_IN_DETAILS = ("about", "meaning")
GIVEN_IN_DETAILS = ("meaning", "signer", "event")
CHANGED_IN_DETAILS = ("signer", "run")
CHOSEN, CHOOSE = "chosen", "choose"


def age_state(submitted_at: Moment, now: Moment) -> State:
    """Fresh, older than a day, older than a week."""
    age = now.utc - submitted_at.utc
    if age > VERY_OLD:
        return State.PROBLEM
    return State.ATTENTION if age > OLD else State.INFO


def waiting_table(now: Callable[[], Moment], mark: Callable[[WaitingRow], str]) -> RowTable:
    """What waits, with its age; `mark` says whether a row is in the batch."""
    columns = (
        Column(
            "batch",
            "Batch",
            mark,
            92,
            tooltip=lambda row: "Space or a click puts it into the batch" if mark(row) else "",
            state=lambda row: State.INFO if mark(row) == CHOSEN else None,
        ),
        Column("number", "Number", lambda row: row.code, 100, sort_key="number"),
        Column(
            "template",
            "Checklist",
            lambda row: row.template_title,
            480,
            tooltip=lambda row: row.template_title,
            sort_key="template",
        ),
        Column("about", "About", lambda row: row.about, 200, sort_key="about"),
        Column("meaning", "Meaning", meaning_words, 124, sort_key="meaning"),
        Column(
            "attention",
            "Attention",
            lambda row: str(row.attention) if row.attention else "",
            100,
            state=lambda row: State.ATTENTION if row.attention else None,
            sort_key="attention",
            gives_way=1,
        ),
        Column(
            "age",
            "Waiting",
            lambda row: age_words(row.submitted_at, now()),
            110,
            tooltip=lambda row: exact_words(row.submitted_at),
            state=lambda row: age_state(row.submitted_at, now()),
            sort_key="age",
        ),
    )
    return RowTable(columns, name="Waiting signatures", key=waiting_key, stretch="template")


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
        Column("meaning", "Meaning", lambda row: row.meaning, 124),
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


def changed_table(settings: Settings) -> RowTable:
    """Cases that were changed after their last confirmation."""
    style = settings.date_style
    columns = (
        Column("case", "Case", lambda row: row.case_code, 100),
        Column("trainee", "Trainee", lambda row: row.trainee, 220),
        Column("run", "Checklist", lambda row: f"{row.code} {row.template_title}", 240),
        Column("signer", "Signed by", lambda row: row.signer, 150),
        Column(
            "signed",
            "Signed",
            lambda row: moment_words(row.signed_at, style),
            164,
            tooltip=lambda row: exact_words(row.signed_at),
        ),
    )
    return RowTable(columns, name="Changed cases", key=_changed_key, stretch="trainee")


def meaning_words(row: WaitingRow) -> str:
    """What the signature says, and that it is of a part."""
    return f"{row.meaning}, a part" if row.sections else row.meaning


def roles_text(row: WaitingRow) -> str:
    """Who may give it."""
    return roles_said(row.roles)


def waiting_key(row: WaitingRow) -> object:
    """The slot."""
    return row.run_id, row.position


def _given_key(row: SignatureRow) -> object:
    return row.run_id, row.meaning, row.signed_at


def _changed_key(row: ChangedCaseRow) -> object:
    return row.case_id
