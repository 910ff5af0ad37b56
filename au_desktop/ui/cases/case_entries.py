"""Loads pages of the case log with the gate's verdicts, and says how its columns read."""

from dataclasses import dataclass
from datetime import date

from au_desktop.domain.errors import DomainError
from au_desktop.domain.quantities import Activity
from au_desktop.domain.reference.library import Reference
from au_desktop.domain.training.cases import CaseState
from au_desktop.domain.training.counting.gate import CaseVerdict
from au_desktop.services.bundle import Services
from au_desktop.services.checklists.part_claims import without_claim
from au_desktop.services.rows import CaseFilter, CaseRow, Page, PageRequest
from au_desktop.settings import Settings
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.gate_words import flag_sentences, reason_sentences, verdict_chip
from au_desktop.ui.kit.row_table_model import Column
from au_desktop.ui.kit.training_words import (
    NOTHING,
    activity_in_both,
    activity_words,
    day_short,
    part_words,
)

ALL, COUNTS, NOT_YET, PLANNED, LOST, VOIDED = (
    "all",
    "counts",
    "not_yet",
    "planned",
    "lost",
    "voided",
)
FILTERS = (
    (ALL, "All"),
    (COUNTS, "Counts"),
    (NOT_YET, "Does not count yet"),
    (PLANNED, "Planned"),
    (LOST, "Lost"),
    (VOIDED, "Voided"),
)
_STATES = {
    COUNTS: CaseState.GIVEN,
    NOT_YET: CaseState.GIVEN,
    PLANNED: CaseState.PLANNED,
    LOST: CaseState.LOST,
}
IN_DETAILS = ("administered", "part", "supervisor")
"""Columns that make room while the details, which say the same, stand beside the list."""
JUDGED = (COUNTS, NOT_YET, VOIDED)
"""Filters that the gate answers: pages are read on until enough rows fit."""


@dataclass(frozen=True, slots=True)
class CaseEntry:
    """One line: the row of the log and what the gate says of it."""

    row: CaseRow
    verdict: CaseVerdict
    administered: Activity | None
    part_hidden: bool = False


def load_cases(
    services: Services, words: str, chosen: str, request: PageRequest
) -> Page[CaseEntry]:
    """One page for the chosen filter; where the gate decides, read on until the page is full or the log ends."""
    wanted = CaseFilter(words=words, state=_STATES.get(chosen), with_voided=chosen == VOIDED)
    found: list[CaseEntry] = []
    after = request.after
    while True:
        page = services.case_log.cases(
            wanted, PageRequest(request.limit, after, request.sort, request.descending)
        )
        found += _judged(
            services, [row for row in page.rows if chosen != VOIDED or row.voided], chosen
        )
        after = page.next
        if after is None or len(found) >= request.limit:
            return Page(tuple(found), after, page.total)


def _judged(services: Services, rows: list[CaseRow], chosen: str) -> list[CaseEntry]:
    verdicts = services.judgements.verdicts((row.trainee_id, row.case_id) for row in rows)
    hidden = services.case_log.hidden([row.case_id for row in rows])
    entries = (
        CaseEntry(
            row,
            without_claim(verdicts[row.case_id])
            if row.case_id in hidden
            else verdicts[row.case_id],
            _activity(row.administered),
            row.case_id in hidden,
        )
        for row in rows
    )
    if chosen in (COUNTS, NOT_YET):
        return [entry for entry in entries if entry.verdict.counts is (chosen == COUNTS)]
    return list(entries)


def _activity(text: str) -> Activity | None:
    try:
        return Activity.parse(text) if text else None
    except DomainError:
        return None


def _part(entry: CaseEntry) -> str:
    return "to be rated" if entry.part_hidden else part_words(entry.row.part)


def columns(settings: Settings, reference: Reference, today: date) -> tuple[Column, ...]:
    """The columns of the log."""
    style = settings.date_style

    def drug(entry: CaseEntry) -> str:
        found = reference.drugs.get(entry.row.drug_id)
        return found.generic_name if found else entry.row.drug_id

    return (
        Column("code", "Case", lambda one: one.row.code, 96, sort_key="number"),
        Column(
            "on",
            "Date",
            lambda one: day_short(one.row.on, style, today),
            122,
            tooltip=lambda one: day_words(one.row.on, style),
            sort_key="on",
        ),
        Column("trainee", "Trainee", lambda one: one.row.trainee, 140, sort_key="trainee"),
        Column("drug", "Drug", drug, 140, sort_key="drug", tooltip=drug),
        Column(
            "administered",
            "Administered",
            lambda one: activity_words(one.administered, settings),
            118,
            number=True,
            tooltip=lambda one: activity_in_both(one.administered, settings),
        ),
        Column("part", "Part", _part, 106),
        Column(
            "supervisor",
            "Supervising AU",
            lambda one: one.row.supervisor or NOTHING,
            150,
            gives_way=1,
        ),
        Column(
            "verdict",
            "Verdict",
            lambda one: verdict_chip(one.verdict)[0],
            150,
            state=lambda one: verdict_chip(one.verdict)[1],
            tooltip=lambda one: "\n".join(
                (*reason_sentences(one.verdict, style), *flag_sentences(one.verdict, style))
            ),
        ),
    )
