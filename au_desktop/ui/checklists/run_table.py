"""The columns of the list of runs, and the words of a row's details."""

from au_desktop.services.rows import RunRow, RunState
from au_desktop.settings import Settings
from au_desktop.ui.kit.date_words import day_words, exact_words, moment_words
from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.kit.row_table_model import Column
from au_desktop.ui.kit.tokens import State

STATES = {
    RunState.DRAFT: State.INFO,
    RunState.WAITING: State.ATTENTION,
    RunState.DONE: State.OK,
    RunState.SUPERSEDED: State.NEUTRAL,
    RunState.VOIDED: State.NEUTRAL,
}
STATE_WORDS = {
    RunState.DRAFT: "draft",
    RunState.WAITING: "waiting",
    RunState.DONE: "signed",
    RunState.SUPERSEDED: "superseded",
    RunState.VOIDED: "voided",
}
RETURNED = "returned"
"""The filter for what was sent back to the person at work; also the word for such a draft."""
IN_DETAILS = ("about", "event")
FILTERS = (
    ("", "All"),
    (RunState.DRAFT.value, "Drafts"),
    (RETURNED, "Returned to me"),
    (RunState.WAITING.value, "Waiting"),
    (RunState.DONE.value, "Signed"),
)


def run_table(settings: Settings) -> RowTable:
    """The table."""
    style = settings.date_style
    columns = (
        Column("number", "Number", lambda row: row.code, 100, sort_key="number"),
        Column(
            "template",
            "Checklist",
            lambda row: row.template_title,
            260,
            tooltip=lambda row: row.template_title,
            sort_key="template",
        ),
        Column("about", "About", lambda row: row.about, 212),
        Column(
            "event",
            "Work",
            lambda row: day_words(row.event_at.local.date(), style),
            116,
            tooltip=lambda row: exact_words(row.event_at),
            sort_key="event_at",
        ),
        Column(
            "state",
            "State",
            lambda row: RETURNED if row.returned else STATE_WORDS[row.state],
            120,
            tooltip=lambda row: row.returned,
            state=lambda row: State.ATTENTION if row.returned else STATES[row.state],
            sort_key="state",
        ),
        Column(
            "attention",
            "Attention",
            lambda row: str(row.attention) if row.attention else "",
            100,
            state=lambda row: State.ATTENTION if row.attention else None,
        ),
    )
    return RowTable(columns, name="Checklists", key=lambda row: row.run_id, stretch="template")


def run_facts(row: RunRow, settings: Settings) -> list[tuple[str, str]]:
    """The details of a row; the three times apart."""
    style = settings.date_style
    facts = [
        ("Version", str(row.template_version)),
        ("About", row.about or "\u2013"),
        ("Time of the work", moment_words(row.event_at, style)),
        ("Entered", moment_words(row.entered_at, style)),
        ("Started by", row.started_by),
        ("Needs attention", str(row.attention) if row.attention else "nothing"),
    ]
    if row.returned:
        facts.append(("Returned because", row.returned))
    if row.waiting_for:
        facts.append(("Waiting for", row.waiting_for))
    return facts
