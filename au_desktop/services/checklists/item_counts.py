"""What item statistics ask of the center file: how often each item was answered so, and which part a trainee took."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from au_desktop.domain.ids import CaseId, TraineeId


class AnswerSort(StrEnum):
    """How an answer is counted: passed without one, within its limits (or without any), or outside them."""

    SKIPPED = "skipped"
    GIVEN = "given"
    ATTENTION = "attention"
    ACTION = "action"


@dataclass(frozen=True, slots=True)
class Span:
    """The days of the work, both ends included; None: without an end."""

    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class VersionRuns:
    """How many submitted runs a template version has."""

    template_id: str
    digest: str
    runs: int


@dataclass(frozen=True, slots=True)
class BaseLimits:
    """The limits of one item of a template version, in the base unit of its kind, as answers keep their amounts."""

    digest: str
    item: str
    low_action: float | None
    low_attention: float | None
    high_attention: float | None
    high_action: float | None
    limit_counts: bool


@dataclass(frozen=True, slots=True)
class ItemCount:
    """So many answers of one sort to one item of a template version.

    `words` are the chosen tokens, where an answer consists of tokens. `overridden` of the answers carry a recorded reason.
    """

    digest: str
    item: str
    sort: AnswerSort
    words: str
    answers: int
    overridden: int


@dataclass(frozen=True, slots=True)
class StepCount:
    """So many times a trainee took this part in a step; with no item and no part: so many runs of that case and version."""

    case_id: CaseId | None
    digest: str
    item: str
    part: str
    times: int


class ItemQueries(Protocol):
    """Counts by SQL. Runs that are not submitted, void, or replaced by a signed amendment are left out."""

    def version_runs(self, span: Span) -> Sequence[VersionRuns]:
        """The template versions with submitted runs in these days."""
        ...

    def item_counts(
        self, template_id: str, span: Span, limits: Sequence[BaseLimits]
    ) -> Sequence[ItemCount]:
        """The answers in all versions of a template in these days, grouped."""
        ...

    def step_counts(self, trainee_id: TraineeId, kind: str) -> Sequence[StepCount]:
        """The parts that a trainee took, in runs of that template kind, grouped by case."""
        ...
