"""What precedes a trainee's first case: signed runs of instruction and orientation, and the day of that case."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from au_desktop.domain.ids import RunId, TraineeId
from au_desktop.domain.training.cases import Case, CaseState
from au_desktop.domain.training.trainees import Period
from au_desktop.domain.training.visit_warnings import Preparation
from au_desktop.services.ports import ReadQueries, UnitOfWork
from au_desktop.services.rows import PageRequest, RunFilter, RunRow, RunState

INSTRUCTION = "trainee_instruction"
ORIENTATION = "trainee_orientation"
_MOST_RUNS = 20
_LIVE = (RunState.DONE, RunState.WAITING, RunState.DRAFT)


@dataclass(frozen=True, slots=True)
class PreparedStep:
    """Instruction or orientation: the template to start, and the run that tells most, a signed one before all others."""

    kind: str
    template_id: str
    title: str
    run_id: RunId | None = None
    state: RunState | None = None
    day: date | None = None

    @property
    def done_on(self) -> date | None:
        """The day on record, None until it is signed."""
        return self.day if self.state is RunState.DONE else None


def prepared_steps(
    uow: UnitOfWork, queries: ReadQueries, trainee_id: TraineeId, day: date
) -> tuple[PreparedStep, ...]:
    """Instruction (10 CFR 35.27(a)) and orientation of a trainee, by the templates of these kinds that are in use on a day."""
    templates = [template for _digest, template in uow.templates.current(day)]
    found = []
    for kind in (INSTRUCTION, ORIENTATION):
        for template in templates:
            if template.kind == kind:
                step = PreparedStep(kind, template.id, template.title)
                found.append(_with_run(step, _runs(queries, template.id, trainee_id)))
    return tuple(found)


def preparation_of(
    steps: Iterable[PreparedStep], visit: Period, cases: Sequence[Case]
) -> Preparation:
    """The first day of each step on record, and that of the first case of the visit, given or planned."""
    days = {kind: _first(steps, kind) for kind in (INSTRUCTION, ORIENTATION)}
    in_visit = [
        case.on
        for case in cases
        if case.voided is None and case.state is not CaseState.LOST and visit.holds(case.on)
    ]
    return Preparation(days[INSTRUCTION], days[ORIENTATION], min(in_visit, default=None))


def _first(steps: Iterable[PreparedStep], kind: str) -> date | None:
    days = [step.done_on for step in steps if step.kind == kind and step.done_on is not None]
    return min(days, default=None)


def _runs(queries: ReadQueries, template_id: str, trainee_id: TraineeId) -> tuple[RunRow, ...]:
    wanted = RunFilter(template_id=template_id, trainee_id=trainee_id)
    return queries.runs(wanted, PageRequest(_MOST_RUNS, sort="event_at")).rows


def _with_run(step: PreparedStep, rows: Sequence[RunRow]) -> PreparedStep:
    """The step with its oldest signed run, else the one that waits, else a draft."""
    for state in _LIVE:
        for row in rows:
            if row.state is state:
                day = row.event_at.local.date()
                return PreparedStep(
                    step.kind, step.template_id, step.title, row.run_id, state, day
                )
    return step
