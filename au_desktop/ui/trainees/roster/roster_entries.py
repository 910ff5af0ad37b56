"""Loads one page of the roster with everyone's progress, and says how its columns read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from au_desktop.domain.training.counting.progress import CategoryProgress
from au_desktop.domain.training.trainees import Capacity, TraineeStatus
from au_desktop.services.bundle import Services
from au_desktop.services.rows import Page, PageRequest, RosterFilter, RosterRow
from au_desktop.settings import DateStyle
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.row_table_model import Column
from au_desktop.ui.kit.tokens import State
from au_desktop.ui.kit.training_words import (
    NOTHING,
    capacity_short,
    capacity_words,
    pathway_title,
    pathway_words,
    period_short,
    period_words,
    status_state,
)

ALL, HERE, ACTIVE, APPLIED, COMPLETED = "all", "here", "active", "applied", "completed"
FILTERS = (
    (ALL, "All"),
    (HERE, "Here today"),
    (ACTIVE, "Active"),
    (APPLIED, "Applied"),
    (COMPLETED, "Completed"),
)
_STATUS_OF = {
    ACTIVE: TraineeStatus.ACTIVE,
    APPLIED: TraineeStatus.APPLIED,
    COMPLETED: TraineeStatus.COMPLETED,
}


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """One line: the row of the roster and the progress of that trainee."""

    row: RosterRow
    categories: tuple[CategoryProgress, ...]


def roster_filter(words: str, chosen: str, today: date) -> RosterFilter:
    """What the chips and the search field ask for."""
    return RosterFilter(
        words=words,
        status=_STATUS_OF.get(chosen),
        visiting_on=today if chosen == HERE else None,
    )


def load_entries(
    services: Services, wanted: RosterFilter, request: PageRequest
) -> Page[RosterEntry]:
    """One page; the progress of the whole page is judged at once."""
    page = services.enrolment.roster(wanted, request)
    progress = services.judgements.progress([row.trainee_id for row in page.rows])
    entries = tuple(RosterEntry(row, progress[row.trainee_id].categories) for row in page.rows)
    return Page(entries, page.next, page.total)


def progress_words(categories: Sequence[CategoryProgress]) -> str:
    """Such as "2 of 3 G3"; with several categories, the complete ones and the first that is not."""
    if not categories:
        return "none asked"
    open_ones = [one for one in categories if not one.complete]
    if not open_ones:
        return "complete"
    first = open_ones[0]
    words = f"{first.counted} of {first.needed} {first.category.code}"
    return words if len(open_ones) == 1 else f"{words} +{len(open_ones) - 1}"


def progress_state(categories: Sequence[CategoryProgress]) -> State:
    """Complete, on the way, nothing counted yet, or nothing asked for."""
    if not categories:
        return State.NEUTRAL
    if all(one.complete for one in categories):
        return State.OK
    return State.INFO if any(one.counted for one in categories) else State.ATTENTION


def progress_detail(categories: Sequence[CategoryProgress]) -> str:
    """Every requested category on a line of its own, for the hover text."""
    return "\n".join(
        f"{one.category.title}: {one.counted} of {one.needed}"
        + (f", satisfied by {one.satisfied_by}" if one.satisfied_by else "")
        + (f", {one.waiting} not yet counted" if one.waiting else "")
        for one in categories
    )


def columns(style: DateStyle, today: date) -> tuple[Column, ...]:
    """The columns of the roster."""
    return (*_who(), *_where_they_stand(style, today))


def _who() -> tuple[Column, ...]:
    """Who it is, and what is asked for."""
    return (
        Column("code", "No.", lambda one: one.row.code, 68, sort_key="number"),
        Column("name", "Name", lambda one: one.row.name, 190, tooltip=_name, sort_key="name"),
        Column(
            "pathway",
            "Pathway",
            lambda one: pathway_words(one.row.pathway),
            106,
            tooltip=lambda one: pathway_title(one.row.pathway),
        ),
        Column(
            "requested",
            "Requested",
            lambda one: ", ".join(one.row.requested) or NOTHING,
            102,
            gives_way=3,
            tooltip=lambda one: progress_detail(one.categories),
        ),
        Column("state", "State", lambda one: one.row.license_state or NOTHING, 62, gives_way=1),
    )


def _where_they_stand(style: DateStyle, today: date) -> tuple[Column, ...]:
    """Today's capacity, the next visit, and how far the training is."""
    return (
        Column(
            "capacity",
            "Capacity",
            lambda one: capacity_short(one.row.capacity_today),
            108,
            tooltip=lambda one: capacity_words(one.row.capacity_today),
            state=_capacity_state,
        ),
        Column(
            "visit",
            "Next visit",
            lambda one: period_short(one.row.next_visit, style, today),
            142,
            tooltip=lambda one: period_words(one.row.next_visit, style),
            sort_key="next_visit",
        ),
        Column(
            "member",
            "Member until",
            lambda one: day_words(one.row.member_until, style),
            122,
            gives_way=2,
            state=lambda one: _member_state(one, today),
        ),
        Column(
            "progress",
            "Progress",
            lambda one: progress_words(one.categories),
            128,
            state=lambda one: progress_state(one.categories),
            tooltip=lambda one: progress_detail(one.categories),
        ),
        Column(
            "status",
            "Status",
            lambda one: one.row.status.value,
            112,
            state=lambda one: status_state(one.row.status),
            sort_key="status",
        ),
    )


def _name(entry: RosterEntry) -> str:
    row = entry.row
    return f"{row.name}, {row.degree}" if row.degree else row.name


def _capacity_state(entry: RosterEntry) -> str | None:
    return State.ATTENTION if entry.row.capacity_today is Capacity.OBSERVER else None


def _member_state(entry: RosterEntry, today: date) -> str | None:
    """Only a membership that has ended stands out."""
    until = entry.row.member_until
    return State.PROBLEM if until is not None and until < today else None
