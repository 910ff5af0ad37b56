"""Which items are skipped or out of limits most, and which steps a trainee never observed or performed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from au_desktop.domain.checklists.answers import StepPart
from au_desktop.domain.checklists.items import Item, ItemType
from au_desktop.domain.checklists.templates import Template
from au_desktop.domain.checklists.units import base_amount
from au_desktop.domain.checklists.verdicts import as_expected
from au_desktop.domain.errors import NotFound
from au_desktop.domain.ids import TraineeId
from au_desktop.services.checklists.carry_over import ADMINISTRATION
from au_desktop.services.checklists.item_counts import (
    AnswerSort,
    BaseLimits,
    ItemCount,
    ItemQueries,
    Span,
    StepCount,
)
from au_desktop.services.checklists.part_claims import hidden_parts
from au_desktop.services.desk import Desk
from au_desktop.services.ports import UnitOfWork

ALWAYS = Span()


@dataclass(frozen=True, slots=True)
class TemplateUse:
    """A template with submitted runs in a period: its newest title among them, and how many."""

    template_id: str
    title: str
    kind: str
    runs: int


@dataclass(frozen=True, slots=True)
class ItemUse:
    """How one item was answered.

    Args:
        key: the item.
        title: as the newest version that has it asks.
        section: the title of its section there.
        runs: the submitted runs of all versions that have it.
        answered: answers that were given.
        skipped: passed without an answer.
        unexpected: answered, but not as expected, or with a choice that needs attention.
        attention: outside an attention limit.
        action: outside an action limit.
        overridden: passed with a recorded reason.
        in_use: the newest version among the runs still has it.
    """

    key: str
    title: str
    section: str
    runs: int = 0
    answered: int = 0
    skipped: int = 0
    unexpected: int = 0
    attention: int = 0
    action: int = 0
    overridden: int = 0
    in_use: bool = True

    @property
    def reached(self) -> int:
        """How often there was an answer or a skip; in the other runs the item did not apply or was left open."""
        return self.answered + self.skipped

    @property
    def outside(self) -> int:
        """Answers that were not as expected or not within the limits."""
        return self.unexpected + self.attention + self.action

    @property
    def skipped_share(self) -> float:
        """The part that was skipped, of all times it was reached."""
        return self.skipped / self.reached if self.reached else 0.0

    @property
    def outside_share(self) -> float:
        """The part of the answers that was not as expected or not within the limits."""
        return self.outside / self.answered if self.answered else 0.0


@dataclass(frozen=True, slots=True)
class TemplateStatistics:
    """All items of a template in a period, the most skipped or out of limits first."""

    template_id: str
    title: str
    runs: int
    versions: tuple[int, ...]
    items: tuple[ItemUse, ...]


@dataclass(frozen=True, slots=True)
class StepUse:
    """What a trainee did in one step: how often each part, in how many administrations that have the step."""

    key: str
    title: str
    section: str
    runs: int
    observed: int
    assisted: int
    performed: int

    @property
    def never_seen(self) -> bool:
        """Neither observed nor taken part in."""
        return not (self.observed or self.assisted or self.performed)

    @property
    def never_performed(self) -> bool:
        """At most observed or assisted."""
        return not self.performed


@dataclass(frozen=True, slots=True)
class TraineeSteps:
    """The steps of the administrations that a trainee was at; `left_out` of them wait for the rating of whoever asks."""

    runs: int
    left_out: int
    steps: tuple[StepUse, ...]


class ItemStatistics:
    """Read-only use cases about items across runs; nothing here names a patient."""

    def __init__(self, desk: Desk, queries: ItemQueries) -> None:
        self._desk = desk
        self._queries = queries

    def templates(self, span: Span = ALWAYS) -> tuple[TemplateUse, ...]:
        """The templates with submitted runs in these days, by title."""
        runs: Counter[str] = Counter()
        versions: dict[str, list[str]] = defaultdict(list)
        for one in self._queries.version_runs(span):
            runs[one.template_id] += one.runs
            versions[one.template_id].append(one.digest)
        with self._desk.unit_of_work() as uow:
            newest = [_by_version(uow, digests)[0][1] for digests in versions.values()]
        uses = [TemplateUse(one.id, one.title, one.kind, runs[one.id]) for one in newest]
        return tuple(sorted(uses, key=lambda use: (use.title.casefold(), use.template_id)))

    def of_template(self, template_id: str, span: Span = ALWAYS) -> TemplateStatistics:
        """How the items of a template were answered in these days, over all its versions.

        Raises:
            NotFound: nobody submitted a run of it in these days.
        """
        runs = {
            one.digest: one.runs
            for one in self._queries.version_runs(span)
            if one.template_id == template_id
        }
        if not runs:
            raise NotFound("template", template_id)
        with self._desk.unit_of_work() as uow:
            versions = _by_version(uow, runs)
        limits = [
            limit for digest, template in versions for limit in version_limits(digest, template)
        ]
        uses = _named(versions, runs)
        known = {digest: {item.key: item for item in one.items} for digest, one in versions}
        for count in self._queries.item_counts(template_id, span, limits):
            item = known[count.digest].get(count.item)
            if item is not None:
                uses[item.key] = _with(uses[item.key], item, count)
        return TemplateStatistics(
            template_id,
            versions[0][1].title,
            sum(runs.values()),
            tuple(template.version for _, template in versions),
            tuple(sorted(uses.values(), key=_worst_first)),
        )

    def of_trainee(self, trainee_id: TraineeId) -> TraineeSteps:
        """What a trainee did in each step of the administrations, in the order of the work.

        Administrations whose part this role is still to rate are left out: they would give the trainee's claim away.
        """
        counts = self._queries.step_counts(trainee_id, ADMINISTRATION)
        cases = sorted({one.case_id for one in counts if one.case_id is not None})
        with self._desk.unit_of_work() as uow:
            hidden = hidden_parts(uow, self._desk.actor.role, cases)
            shown = [one for one in counts if one.case_id not in hidden]
            versions = _by_version(uow, {one.digest for one in shown})
        return TraineeSteps(_runs(shown), _runs(counts) - _runs(shown), _steps(versions, shown))


def _by_version(uow: UnitOfWork, digests: Iterable[str]) -> list[tuple[str, Template]]:
    """These versions, the newest first."""
    found = [(digest, uow.templates.get(digest)) for digest in digests]
    return sorted(found, key=lambda one: (one[1].version, one[0]), reverse=True)


def _named(
    versions: Sequence[tuple[str, Template]], runs: Mapping[str, int]
) -> dict[str, ItemUse]:
    """Every item of these versions as the newest one names it, with the runs that could ask it."""
    uses: dict[str, ItemUse] = {}
    for place, (digest, template) in enumerate(versions):
        for section in template.sections:
            for item in section.items:
                fresh = ItemUse(item.key, item.title, section.title, in_use=place == 0)
                use = uses.get(item.key, fresh)
                uses[item.key] = replace(use, runs=use.runs + runs[digest])
    return uses


def version_limits(digest: str, template: Template) -> Iterable[BaseLimits]:
    """The limits of a version's items, as stored amounts are compared with them."""
    for item in template.items:
        limits = item.limits
        if limits is not None:
            low_action, low, high, high_action = (
                None if figure is None else base_amount(figure, limits.unit)
                for figure in (
                    limits.low_action,
                    limits.low_attention,
                    limits.high_attention,
                    limits.high_action,
                )
            )
            yield BaseLimits(
                digest, item.key, low_action, low, high, high_action, limits.limit_counts
            )


_COLUMNS: Mapping[AnswerSort, str] = MappingProxyType(
    {AnswerSort.ATTENTION: "attention", AnswerSort.ACTION: "action"}
)


def _with(use: ItemUse, item: Item, count: ItemCount) -> ItemUse:
    skipped = count.sort is AnswerSort.SKIPPED
    grown = {"overridden": count.overridden, "skipped" if skipped else "answered": count.answers}
    if count.sort in _COLUMNS:
        grown[_COLUMNS[count.sort]] = count.answers
    elif _unexpected(item, frozenset(count.words.split())):
        grown["unexpected"] = count.answers
    return replace(use, **{name: getattr(use, name) + more for name, more in grown.items()})


def _unexpected(item: Item, tokens: frozenset[str]) -> bool:
    if not tokens:
        return False
    alarming = any(choice.attention and choice.key in tokens for choice in item.choices)
    return alarming or (bool(item.expected) and not as_expected(item, tokens))


def _worst_first(use: ItemUse) -> tuple[float, int]:
    """By the larger of the two shares, then by how many there were; the rest keep the order of the work."""
    return -max(use.skipped_share, use.outside_share), -(use.skipped + use.outside)


def _runs(counts: Iterable[StepCount]) -> int:
    return sum(one.times for one in counts if not one.item)


def _steps(
    versions: Sequence[tuple[str, Template]], counts: Sequence[StepCount]
) -> tuple[StepUse, ...]:
    runs: Counter[str] = Counter()
    parts: Counter[tuple[str, str]] = Counter()
    for one in counts:
        if one.item:
            parts[one.item, one.part] += one.times
        else:
            runs[one.digest] += one.times
    steps: dict[str, StepUse] = {}
    for digest, template in versions:
        for section in template.sections:
            for item in section.items:
                if item.type is ItemType.PART_TAKEN:
                    fresh = StepUse(
                        item.key,
                        item.title,
                        section.title,
                        0,
                        *(parts[item.key, part.value] for part in StepPart),
                    )
                    step = steps.get(item.key, fresh)
                    steps[item.key] = replace(step, runs=step.runs + runs[digest])
    return tuple(steps.values())
