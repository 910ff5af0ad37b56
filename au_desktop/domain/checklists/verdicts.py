"""What the answers of a run amount to: which items need attention, which stop it, which are missing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from au_desktop.domain.checklists.amounts import amount_of
from au_desktop.domain.checklists.answers import (
    Answer,
    At,
    Override,
    Skipped,
    Timed,
    answer_tokens,
)
from au_desktop.domain.checklists.applicability import (
    is_complete,
    missing_items,
    no_longer_applying,
    visible_items,
)
from au_desktop.domain.checklists.computing import Formulas, Stamp, compute_items
from au_desktop.domain.checklists.items import Item, ItemType
from au_desktop.domain.checklists.limits import Breach, is_action
from au_desktop.domain.checklists.runs import Run, answers_by_item
from au_desktop.domain.checklists.templates import Template
from au_desktop.domain.checklists.units import in_unit
from au_desktop.domain.moments import Moment

EVENT = "event"
"""Stands for the run's event time where a time is compared with another."""


class VerdictState(StrEnum):
    """A run in one word, the gravest first: stopped, incomplete, attention, complete."""

    STOPPED = "stopped"
    INCOMPLETE = "incomplete"
    ATTENTION = "attention"
    COMPLETE = "complete"


class Severity(StrEnum):
    """How much a finding asks of the reader."""

    INFO = "info"
    ATTENTION = "attention"
    ACTION = "action"
    CRITICAL_STOP = "critical_stop"


class FindingReason(StrEnum):
    """Why an item is pointed out."""

    NOT_EXPECTED = "not_expected"
    CHOICE_NEEDS_ATTENTION = "choice_needs_attention"
    LIMIT = "limit"
    UNIT_NOT_COMPARABLE = "unit_not_comparable"
    SKIPPED = "skipped"
    NOT_COMPUTED = "not_computed"
    TOO_EARLY = "too_early"
    TOO_LATE = "too_late"
    NO_LONGER_APPLIES = "no_longer_applies"
    NOTED = "noted"


@dataclass(frozen=True, slots=True)
class ItemFinding:
    """One thing about one item, with the facts that say so.

    `amount` is in `unit`, the unit of the limit. `other` names the item (or "event") that a time was compared with. An
    `override` turns what would have stopped the run into something that needs attention.
    """

    item: str
    severity: Severity
    reason: FindingReason
    breach: Breach | None = None
    limit: Decimal | None = None
    amount: Decimal | None = None
    unit: str = ""
    expected: tuple[str, ...] = ()
    other: str = ""
    text: str = ""
    override: Override | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a run's answers amount to."""

    state: VerdictState
    items: tuple[ItemFinding, ...]
    missing: tuple[str, ...]

    @property
    def stops(self) -> tuple[str, ...]:
        """The critical items that stop sign-off, each once."""
        return self._with(Severity.CRITICAL_STOP)

    @property
    def attention(self) -> tuple[str, ...]:
        """The items that need a second look, for whatever reason, each once, in the order of the work."""
        return self._with(Severity.ATTENTION, Severity.ACTION, Severity.CRITICAL_STOP)

    def _with(self, *severities: Severity) -> tuple[str, ...]:
        return tuple(
            dict.fromkeys(found.item for found in self.items if found.severity in severities)
        )


def verdict(template: Template, run: Run, formulas: Formulas | None = None) -> Verdict:
    """Judge the run by its own template version.

    With `formulas`, computed items are brought up to date first (a draft); without, the stored figures are judged.
    """
    answers = answers_by_item(run.answers)
    if formulas is not None:
        answers = compute_items(template, answers, formulas, Stamp(run.started_by, run.entry_time))
    missing = missing_items(template, answers)
    findings = (
        *_visible_findings(template, answers, run.event_time, missing),
        *(
            ItemFinding(key, Severity.INFO, FindingReason.NO_LONGER_APPLIES)
            for key in no_longer_applying(template, answers)
        ),
    )
    return Verdict(_state(findings, missing), findings, missing)


def _state(findings: tuple[ItemFinding, ...], missing: tuple[str, ...]) -> VerdictState:
    severities = {found.severity for found in findings}
    if Severity.CRITICAL_STOP in severities:
        return VerdictState.STOPPED
    if missing:
        return VerdictState.INCOMPLETE
    if severities & {Severity.ATTENTION, Severity.ACTION}:
        return VerdictState.ATTENTION
    return VerdictState.COMPLETE


def _visible_findings(
    template: Template,
    answers: Mapping[str, Answer],
    event_time: Moment,
    missing: tuple[str, ...],
) -> Iterator[ItemFinding]:
    times = {EVENT: (event_time, event_time)}
    for item in visible_items(template, answers):
        answer = answers.get(item.key)
        if answer is None:
            if _cannot_compute(item, missing):
                found = ItemFinding(item.key, Severity.ATTENTION, FindingReason.NOT_COMPUTED)
                yield _graded(item, found, None)
            continue
        yield from item_findings(item, answer)
        span = _time_span(answer)
        if span is not None:
            for found in _time_findings(item, span, times):
                yield _graded(item, found, answer.override)
            times[item.key] = span


def _cannot_compute(item: Item, missing: tuple[str, ...]) -> bool:
    return item.type is ItemType.COMPUTED and item.required and item.key not in missing


def item_findings(item: Item, answer: Answer) -> Iterator[ItemFinding]:
    """What one answer alone says: unexpected, outside its limits, skipped, noted. Usable while the person types."""
    if isinstance(answer.value, Skipped):
        usual = Severity.ATTENTION if item.required else Severity.INFO
        found = ItemFinding(item.key, usual, FindingReason.SKIPPED, text=answer.value.reason)
        yield _graded(item, found, answer.override)
    elif is_complete(answer):
        yield from _word_findings(item, answer)
        found_limit = _limit_finding(item, answer)
        if found_limit is not None:
            yield found_limit
    if answer.note:
        yield ItemFinding(item.key, Severity.INFO, FindingReason.NOTED, text=answer.note)


def _graded(item: Item, found: ItemFinding, override: Override | None) -> ItemFinding:
    """The finding as a stop where the item is critical, unless an authorized role said why it may pass."""
    if not item.critical:
        return found
    if override is None:
        return replace(found, severity=Severity.CRITICAL_STOP)
    return replace(found, severity=Severity.ATTENTION, override=override)


def _word_findings(item: Item, answer: Answer) -> Iterator[ItemFinding]:
    tokens = answer_tokens(answer.value)
    if item.expected and not as_expected(item, tokens):
        found = ItemFinding(
            item.key,
            Severity.ATTENTION,
            FindingReason.NOT_EXPECTED,
            expected=item.expected,
            text=" ".join(sorted(tokens)),
        )
        yield _graded(item, found, answer.override)
    for choice in item.choices:
        if choice.attention and choice.key in tokens:
            yield ItemFinding(
                item.key,
                Severity.ATTENTION,
                FindingReason.CHOICE_NEEDS_ATTENTION,
                text=choice.key,
            )


def as_expected(item: Item, tokens: frozenset[str]) -> bool:
    """One of the expected answers; where several choices may be ticked, all of the expected ones."""
    if item.type is ItemType.CHOICES:
        return tokens.issuperset(item.expected)
    return not tokens.isdisjoint(item.expected)


def _limit_finding(item: Item, answer: Answer) -> ItemFinding | None:
    given = amount_of(answer)
    if item.limits is None or given is None:
        return None
    limits = item.limits
    amount = in_unit(*given, limits.unit)
    if amount is None:
        found = ItemFinding(item.key, Severity.ACTION, FindingReason.UNIT_NOT_COMPARABLE)
        return _graded(item, found, answer.override)
    broken = limits.breach(amount)
    if broken is None:
        return None
    found = ItemFinding(
        item.key,
        Severity.ACTION if is_action(broken[0]) else Severity.ATTENTION,
        FindingReason.LIMIT,
        breach=broken[0],
        limit=broken[1],
        amount=amount,
        unit=limits.unit,
    )
    return _graded(item, found, answer.override) if is_action(broken[0]) else found


def _time_span(answer: Answer) -> tuple[Moment, Moment] | None:
    match answer.value:
        case At(moment):
            return moment, moment
        case Timed(started, stopped) if started is not None:
            return started, stopped or started
        case _:
            return None


def _time_findings(
    item: Item, span: tuple[Moment, Moment], times: Mapping[str, tuple[Moment, Moment]]
) -> Iterator[ItemFinding]:
    before, after = times.get(item.not_before), times.get(item.not_after)
    if before is not None and span[0].utc < before[0].utc:
        yield ItemFinding(
            item.key, Severity.ACTION, FindingReason.TOO_EARLY, other=item.not_before
        )
    if after is not None and span[1].utc > after[1].utc:
        yield ItemFinding(item.key, Severity.ACTION, FindingReason.TOO_LATE, other=item.not_after)
