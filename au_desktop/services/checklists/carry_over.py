"""Carries the facts of a submitted administration into its case: given, administered activity, the trainee's part."""

from dataclasses import replace

from au_desktop.domain.checklists.answers import Measured, PartTaken, Timed, YesNo
from au_desktop.domain.checklists.answers import Reply as Answered
from au_desktop.domain.checklists.runs import Run
from au_desktop.domain.quantities import Activity
from au_desktop.domain.training.cases import Case, CaseState, Part

ADMINISTRATION = "administration"
"""The kind of templates whose runs say that a dosage was given."""
PART_ITEM = "part_overall"
"""The item in which an administration says what part the trainee took."""


def carried_over(case: Case, run: Run) -> Case:
    """The case with what the run says and the case does not say yet; entered facts are never overwritten.

    The administered activity is the assay less the residual, in the unit of the assay. A run that ended without an
    administration leaves the case planned. What becomes given was entered when the run was begun.
    """
    if case.voided is not None or not _was_given(run):
        return case
    filled = replace(
        case,
        administered=case.administered or _net(run),
        part=case.part or part_of(run),
    )
    if case.state is not CaseState.GIVEN:
        filled = replace(
            filled,
            state=CaseState.GIVEN,
            on=run.event_time.local.date(),
            entered_at=run.entry_time,
            late_reason=run.late_reason or run.amend_reason,
        )
    return filled if filled == case else replace(filled, revision=case.revision + 1)


def _was_given(run: Run) -> bool:
    go_ahead, given = run.answer("go_ahead"), run.answer("administration")
    if go_ahead is not None and go_ahead.value == YesNo(Answered.NO):
        return False
    return given is not None and isinstance(given.value, Timed) and given.value.started is not None


def _net(run: Run) -> Activity | None:
    assay, residual = _activity(run, "assay_activity"), _activity(run, "residual_activity")
    if assay is None:
        return None
    return assay if residual is None else assay - residual


def _activity(run: Run, item: str) -> Activity | None:
    answer = run.answer(item)
    if answer is None or not isinstance(answer.value, Measured):
        return None
    quantity = answer.value.quantity
    return quantity if isinstance(quantity, Activity) else None


def part_of(run: Run) -> Part | None:
    """The trainee's part as the run says it."""
    answer = run.answer(PART_ITEM)
    if answer is None or not isinstance(answer.value, PartTaken):
        return None
    return Part(answer.value.part.value)
