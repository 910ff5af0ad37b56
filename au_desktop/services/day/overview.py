"""What Today shows: who is here, what is planned, what waits for a signature, what is due, who needs the next case."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from au_desktop.domain.training.cases import Case
from au_desktop.domain.training.counting.gate import CaseVerdict
from au_desktop.domain.training.counting.progress import CategoryProgress
from au_desktop.domain.training.trainees import Capacity, Period, Trainee
from au_desktop.services.cases.judgements import Judgements, TraineeProgress
from au_desktop.services.checklists.schedules import ScheduledWork, Schedules
from au_desktop.services.desk import Desk
from au_desktop.services.rows import (
    Counts,
    DueRow,
    PageRequest,
    RunFilter,
    RunRow,
    RunState,
    WaitingRow,
)
from au_desktop.services.statements.signing import Signing

_DUE_WITHIN = timedelta(days=14)
_NEEDING = 12
_QUEUE_SHOWN = 8


@dataclass(frozen=True, slots=True)
class HereToday:
    """A trainee whose visit holds today."""

    trainee: Trainee
    capacity: Capacity | None
    visit: Period | None
    cases_today: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class PlannedCase:
    """A case of today or the coming days."""

    case: Case
    trainee: Trainee
    verdict: CaseVerdict


@dataclass(frozen=True, slots=True)
class NeedsCase:
    """A trainee who still needs cases in a category, the nearest end of visit first."""

    trainee: Trainee
    category: CategoryProgress
    visit_ends: date | None


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything Today shows."""

    day: date
    here: tuple[HereToday, ...]
    planned: tuple[PlannedCase, ...]
    waiting: tuple[WaitingRow, ...]
    waiting_total: int
    drafts: tuple[RunRow, ...]
    due: tuple[DueRow, ...]
    needing: tuple[NeedsCase, ...]


class Today:
    """Read-only use cases of the first page and the sidebar's badges."""

    def __init__(
        self, desk: Desk, judgements: Judgements, signing: Signing, schedules: Schedules
    ) -> None:
        self._desk = desk
        self._judgements = judgements
        self._signing = signing
        self._schedules = schedules

    def overview(self) -> Overview:
        """Everything at once."""
        day = self._desk.today()
        queries = self._desk.queries
        visiting = queries.trainees_visiting(day)
        wanted = tuple(dict.fromkeys((*visiting, *queries.trainees_active())))
        with self._desk.reading() as uow:
            case_ids = queries.cases_between(day, day + _DUE_WITHIN)
            cases = uow.cases.several(case_ids[:_NEEDING])
        planned = (case.trainee_id for case in cases)
        known = self._judgements.progress(tuple(dict.fromkeys((*wanted, *planned))))
        verdicts = {
            entry.case.id: entry.verdict for found in known.values() for entry in found.cases
        }
        waiting = self._signing.waiting(PageRequest(limit=_QUEUE_SHOWN), required_only=True)
        return Overview(
            day=day,
            here=tuple(_here(known[key], day) for key in visiting),
            planned=tuple(
                PlannedCase(case, known[case.trainee_id].trainee, verdicts[case.id])
                for case in cases
            ),
            waiting=waiting.rows,
            waiting_total=waiting.total,
            drafts=self._drafts(),
            due=self._due(day + _DUE_WITHIN),
            needing=_needing((known[key] for key in wanted), day),
        )

    def _drafts(self) -> tuple[RunRow, ...]:
        """What was returned to the person at work, then the other drafts, the newest work first."""
        page = PageRequest(_QUEUE_SHOWN, sort="event_at", descending=True)
        queries, me = self._desk.queries, self._desk.actor.person_id
        returned = queries.runs(RunFilter(returned_to=me), page).rows
        drafts = queries.runs(RunFilter(state=RunState.DRAFT), page).rows
        kept = {row.run_id: row for row in (*returned, *drafts)}
        return tuple(kept.values())[:_QUEUE_SHOWN]

    def _due(self, until: date) -> tuple[DueRow, ...]:
        """Calibrations, memberships and recurring checklists, soonest first."""
        rows = (*self._desk.queries.due(until), *map(_due_row, self._schedules.due(until)))
        return tuple(sorted(rows, key=lambda row: (row.due, row.kind, row.title, row.id)))

    def counts(self) -> Counts:
        """The numbers of the sidebar."""
        day = self._desk.today()
        queries = self._desk.queries
        one = PageRequest(limit=1)
        waiting = self._signing.waiting(one, required_only=True)
        mine = self._signing.waiting(one, mine=True, required_only=True)
        due = sum(1 for row in queries.due(day) if row.kind == "instrument")
        return Counts(queries.draft_count(), mine.total, waiting.total, due)


def _here(progress: TraineeProgress, day: date) -> HereToday:
    trainee = progress.trainee
    visit = next((visit for visit in trainee.visits if visit.holds(day)), None)
    today = tuple(
        entry.case for entry in progress.cases if entry.case.on == day and not entry.case.voided
    )
    return HereToday(trainee, trainee.capacity_on(day), visit, today)


def _needing(progress: Iterable[TraineeProgress], day: date) -> tuple[NeedsCase, ...]:
    found = [
        NeedsCase(entry.trainee, category, _visit_end(entry.trainee, day))
        for entry in progress
        for category in entry.categories
        if not category.complete
    ]
    found.sort(
        key=lambda need: (need.visit_ends or date.max, need.category.missing, need.trainee.number)
    )
    return tuple(found[:_NEEDING])


def _visit_end(trainee: Trainee, day: date) -> date | None:
    """The end of the running or next visit."""
    ends = sorted(
        visit.last for visit in trainee.visits if visit.last is not None and visit.last >= day
    )
    return ends[0] if ends else None


def _due_row(work: ScheduledWork) -> DueRow:
    detail = " · ".join(part for part in (work.about, work.schedule.recurrence.value) if part)
    return DueRow("schedule", work.schedule.id, work.title, detail, work.due_on)
