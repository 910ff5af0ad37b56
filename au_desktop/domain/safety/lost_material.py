"""Lost, stolen or missing material (10 CFR 20.2201), and a leaking sealed source (10 CFR 35.3067)."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from au_desktop.domain.errors import Invalid
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity
from au_desktop.domain.safety.event_levels import (
    Answer,
    Finding,
    Levels,
    Verdict,
    both,
    from_answer,
    level_of,
    shown,
)

LOSS_AT_ONCE = "lost-material-at-once"
LOSS_LATER = "lost-material-30-days"
LOSS_LEVELS = (LOSS_AT_ONCE, LOSS_LATER)
LEAK = "leak-test"
LEAK_LEVELS = (LEAK,)


class LossKind(StrEnum):
    """How the material went."""

    MISSING = "missing"
    LOST = "lost"
    STOLEN = "stolen"


@dataclass(frozen=True, slots=True)
class LostItem:
    """One nuclide of what is missing, with the quantity of Appendix C that it was held against and where that is from."""

    nuclide: str
    activity: Activity
    quantity: Activity | None = None
    basis: str = ""
    verify: bool = False

    def __post_init__(self) -> None:
        """Refuse a line without a nuclide, and an Appendix C quantity of nothing."""
        if not self.nuclide.strip():
            raise Invalid("nuclide", "is empty")
        if self.quantity is not None and self.quantity.amount <= 0:
            raise Invalid("quantity", "must be above zero")

    @property
    def multiple(self) -> Decimal | None:
        """How many times the Appendix C quantity it is."""
        return None if self.quantity is None else self.activity.ratio_to(self.quantity)


@dataclass(frozen=True, slots=True)
class LossFacts:
    """What is missing and under which circumstances. `found_at` says when all of it was found again."""

    kind: LossKind = LossKind.MISSING
    items: tuple[LostItem, ...] = ()
    exposure: Answer = Answer.OPEN
    found_at: Moment | None = None
    disposition: str = ""
    exposures: str = ""
    recovery: str = ""


def total_multiple(items: tuple[LostItem, ...]) -> Decimal | None:
    """All items together, in Appendix C quantities; None where one has no quantity, or nothing is listed.

    Equation: n = Σ A_i / Q_i. Units: times the quantity. Range: every Q above zero.
    Source: 10 CFR 20.2201(a)(1) (88 FR 15880, 2023), "in an aggregate quantity"; the sum of ratios is that of Appendix C.
    """
    multiples = [item.multiple for item in items]
    if not multiples or None in multiples:
        return None
    return sum((one for one in multiples if one is not None), Decimal(0))


def _sizes(items: tuple[LostItem, ...], levels: Levels, key: str) -> Verdict:
    """Whether what is listed reaches a level: what has no quantity can only add."""
    known = tuple(item for item in items if item.quantity is not None)
    total = total_multiple(known)
    if total is not None and level_of(levels, key).reached_by(total):
        return Verdict.MET
    if not items:
        return Verdict.OPEN
    return Verdict.NOT_MET if len(known) == len(items) else Verdict.UNKNOWN


def loss_findings(loss: LossFacts, levels: Levels) -> tuple[Finding, ...]:
    """At once from 1,000 times Appendix C with a possible exposure; within 30 days above 10 times, if still missing."""
    total = total_multiple(tuple(item for item in loss.items if item.quantity is not None))
    terms = " + ".join(
        f"{item.activity} / {item.quantity}" for item in loss.items if item.quantity
    )
    words = "" if total is None else f"{terms} = {shown(total)} times Appendix C"
    at_once = both(_sizes(loss.items, levels, LOSS_AT_ONCE), from_answer(loss.exposure))
    later = _sizes(loss.items, levels, LOSS_LATER)
    if loss.found_at is not None and later is not Verdict.NOT_MET:
        later = Verdict.EXCEPTED
    return (
        Finding(
            "loss_at_once",
            "20.2201(a)(1)(i)",
            at_once,
            words,
            level_of(levels, LOSS_AT_ONCE).words,
        ),
        Finding(
            "loss_later",
            "20.2201(a)(1)(ii)",
            later,
            words,
            level_of(levels, LOSS_LATER).words,
        ),
    )


@dataclass(frozen=True, slots=True)
class LeakFacts:
    """The leak test of a sealed source, with what the report of 35.3067 asks for."""

    model: str = ""
    serial: str = ""
    removable: Activity | None = None
    tested_at: Moment | None = None
    action: str = ""


def leak_findings(leak: LeakFacts, levels: Levels) -> tuple[Finding, ...]:
    """A report within 5 days from 185 Bq of removable contamination on."""
    level = level_of(levels, LEAK)
    if leak.removable is None:
        return (Finding("leak", "35.3067", Verdict.OPEN, "", level.words),)
    limit = Activity.parse(f"{level.amount} {level.unit}")
    met = leak.removable > limit if level.inclusive else leak.removable >= limit
    verdict = Verdict.MET if met else Verdict.NOT_MET
    return (Finding("leak", "35.3067", verdict, str(leak.removable), level.words),)
