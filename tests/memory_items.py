"""Counts of answers over a center in memory."""

from collections import Counter
from collections.abc import Iterable, Sequence

from au_desktop.domain.checklists.amounts import amount_of
from au_desktop.domain.checklists.answers import Answer, PartTaken, Skipped, answer_tokens
from au_desktop.domain.checklists.runs import Run
from au_desktop.domain.checklists.units import base_amount
from au_desktop.domain.ids import TraineeId
from au_desktop.services.checklists.item_counts import (
    AnswerSort,
    BaseLimits,
    ItemCount,
    Span,
    StepCount,
    VersionRuns,
)
from tests.memory_center import MemoryCenter


class MemoryItems:
    def __init__(self, center: MemoryCenter) -> None:
        self._center = center

    def _standing(self, span: Span) -> Iterable[Run]:
        uow = self._center.unit_of_work()
        for run in self._center.state.runs.values():
            day = run.event_time.local.date()
            if (
                run.submitted_at is not None
                and run.voided is None
                and uow.runs.superseded_by(run.id) is None
                and (span.first is None or day >= span.first)
                and (span.last is None or day <= span.last)
            ):
                yield run

    def version_runs(self, span: Span) -> Sequence[VersionRuns]:
        counts = Counter((run.template_id, run.template_digest) for run in self._standing(span))
        return [VersionRuns(*key, number) for key, number in counts.items()]

    def item_counts(
        self, template_id: str, span: Span, limits: Sequence[BaseLimits]
    ) -> Sequence[ItemCount]:
        known = {(one.digest, one.item): one for one in limits}
        counts: Counter[tuple[str, str, AnswerSort, str]] = Counter()
        overridden: Counter[tuple[str, str, AnswerSort, str]] = Counter()
        for run in self._standing(span):
            if run.template_id == template_id:
                for answer in run.answers:
                    digest = run.template_digest
                    sort = _sort(answer, known.get((digest, answer.item)))
                    words = " ".join(sorted(answer_tokens(answer.value) - {"skipped"}))
                    key = (digest, answer.item, sort, words)
                    counts[key] += 1
                    overridden[key] += answer.override is not None
        return [ItemCount(*key, number, overridden[key]) for key, number in counts.items()]

    def step_counts(self, trainee_id: TraineeId, kind: str) -> Sequence[StepCount]:
        state = self._center.state
        counts: Counter[tuple[object, str, str, str]] = Counter()
        for run in self._standing(Span()):
            template = state.templates[run.template_digest]
            if run.subject.trainee_id == trainee_id and template.kind == kind:
                key = (run.subject.case_id, run.template_digest)
                counts[(*key, "", "")] += 1
                for answer in run.answers:
                    if isinstance(answer.value, PartTaken):
                        counts[(*key, answer.item, answer.value.part.value)] += 1
        return [StepCount(*key, number) for key, number in counts.items()]  # type: ignore[arg-type]


def _sort(answer: Answer, limits: BaseLimits | None) -> AnswerSort:
    if isinstance(answer.value, Skipped):
        return AnswerSort.SKIPPED
    amount = amount_of(answer)
    if limits is None or amount is None:
        return AnswerSort.GIVEN
    base = base_amount(*amount)
    sides = (
        (AnswerSort.ACTION, limits.low_action, limits.high_action),
        (AnswerSort.ATTENTION, limits.low_attention, limits.high_attention),
    )
    for sort, low, high in sides:
        beyond = (low is not None and base < low) or (high is not None and base > high)
        if beyond or (limits.limit_counts and base in {low, high}):
            return sort
    return AnswerSort.GIVEN
