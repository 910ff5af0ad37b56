"""What a waste container holds: nuclides with their activity and time, and the long-lived impurities that come with them."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from au_desktop.domain.errors import Invalid
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity, Duration, DurationUnit
from au_desktop.domain.radiation.decay import decayed
from au_desktop.domain.radiation.exact import product
from au_desktop.domain.reference.nuclides import (
    DECAY_IN_STORAGE_LONGEST,
    Contaminant,
    Nuclide,
)
from au_desktop.domain.safety.safety_records import PersonRef

_PERCENT = Decimal("0.01")


class Production(StrEnum):
    """How a nuclide was made, where its long-lived impurity depends on it."""

    CARRIER_ADDED = "carrier-added"
    NO_CARRIER_ADDED = "no carrier added"
    GLASS = "glass microspheres"
    GENERATOR = "generator"
    SPALLATION = "thorium spallation"
    UNKNOWN = "not known"


class ContentSource(StrEnum):
    """Where a content was taken from."""

    TYPED = "typed in"
    CASE = "case"
    DOSAGE = "dosage"
    STOCK = "stock"


class ImpurityStanding(StrEnum):
    """What is known about one impurity in this material."""

    PRESENT = "in it"
    ASK = "ask for the certificate"
    RULED_OUT = "ruled out"


@dataclass(frozen=True, slots=True)
class HoldingRules:
    """Which half-lives may be held for decay, and for how long: the rule's own, or a stricter one of the license.

    `inclusive` says that exactly `longest` may still be held, as in 10 CFR 35.92(a). `half_lives` above zero makes that
    many half-lives a condition of disposal (an older license condition); zero leaves them a reminder.
    """

    longest: Duration = DECAY_IN_STORAGE_LONGEST
    inclusive: bool = True
    basis: str = "10 CFR 35.92(a)"
    half_lives: int = 0
    half_lives_basis: str = ""

    def allows(self, half_life: Duration) -> bool:
        """Whether a nuclide of this half-life may be held for decay."""
        return half_life <= self.longest if self.inclusive else half_life < self.longest


@dataclass(frozen=True, slots=True)
class Clearance:
    """What ruled an impurity out: the certificate or statement that was read, by whom and when."""

    document: str
    by: PersonRef
    at: Moment


@dataclass(frozen=True, slots=True)
class Impurity:
    """A long-lived nuclide that may come with a content.

    `percent` is its part of the parent's activity at the time of the estimate, where a certificate states it.
    """

    nuclide: str
    half_life: Duration | None
    standing: ImpurityStanding
    known: str = ""
    basis: str = ""
    verify: bool = False
    percent: Decimal | None = None
    cleared: Clearance | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """One thing put into a container; `removed` says why it does not count (put in by mistake, taken out again)."""

    number: int
    nuclide: str
    half_life: Duration
    half_life_basis: str
    activity: Activity
    at: Moment
    added_at: Moment
    added_by: PersonRef
    production: Production = Production.UNKNOWN
    source: ContentSource = ContentSource.TYPED
    source_id: UUID | None = None
    source_label: str = ""
    impurities: tuple[Impurity, ...] = ()
    verify: bool = False
    removed: str = ""

    def __post_init__(self) -> None:
        """An activity below zero or a half-life of nothing is a slip of the hand."""
        if self.activity.amount < 0:
            raise Invalid("activity", "is below zero")
        if self.half_life.amount <= 0:
            raise Invalid("half-life", "must be above zero")
        if not self.nuclide.strip():
            raise Invalid("nuclide", "is empty")

    @property
    def counts(self) -> bool:
        """Whether it is in the container."""
        return not self.removed

    def activity_at(self, moment: Moment) -> Activity:
        """Its activity then; before the time of the estimate it is taken as estimated."""
        return decayed(self.activity, self.half_life, elapsed(self.at, moment))

    def impurity_at(self, impurity: Impurity, moment: Moment) -> Activity | None:
        """The activity of an impurity then; None where nobody stated how much there was."""
        if impurity.percent is None or impurity.half_life is None:
            return None
        part = product(self.activity.amount, impurity.percent, _PERCENT)
        first = Activity(part, self.activity.unit)
        return decayed(first, impurity.half_life, elapsed(self.at, moment))


def elapsed(since: Moment, until: Moment) -> Duration:
    """The time from one moment to another; nothing where the second is the earlier one."""
    span = max(until.utc - since.utc, timedelta(0))
    seconds = span.days * 86400 + span.seconds
    return Duration(Decimal(seconds) + Decimal(span.microseconds).scaleb(-6), DurationUnit.S)


def later(moment: Moment, span: Duration) -> Moment:
    """The moment a time after another, to the second; the end of all dates where it lies beyond the calendar."""
    seconds = int(span.to(DurationUnit.S).amount)
    room = datetime.max.replace(tzinfo=moment.utc.tzinfo) - moment.utc
    step = min(timedelta(seconds=min(seconds, 10**12)), room - timedelta(days=2))
    return Moment(moment.utc + step, moment.offset_minutes)


def productions_of(nuclide: Nuclide) -> tuple[Production, ...]:
    """The ways of production to choose from: those that the nuclide's impurities tell apart."""
    named = tuple(way for way in Production if any(way in _named(c) for c in nuclide.contaminants))
    sure = any(c.expected for c in nuclide.contaminants)
    return (*named, Production.UNKNOWN) if sure or len(named) > 1 else ()


def impurities_of(
    nuclide: Nuclide, production: Production, rules: HoldingRules
) -> tuple[Impurity, ...]:
    """The impurities that may keep this material out of decay in storage, each nuclide once with its longest half-life."""
    found: dict[str, Contaminant] = {}
    for contaminant in nuclide.contaminants:
        life = contaminant.half_life
        if not _comes_with(contaminant, production) or (life and rules.allows(life)):
            continue
        other = found.get(contaminant.nuclide)
        if other is None or life is None or (other.half_life and life > other.half_life):
            found[contaminant.nuclide] = contaminant
    return tuple(_impurity(contaminant, production) for contaminant in found.values())


def _comes_with(contaminant: Contaminant, production: Production) -> bool:
    named = _named(contaminant)
    return not named or production is Production.UNKNOWN or production in named


def _named(contaminant: Contaminant) -> tuple[Production, ...]:
    return tuple(way for way in Production if way.value in contaminant.route)


def _impurity(contaminant: Contaminant, production: Production) -> Impurity:
    present = contaminant.expected and production in (_named(contaminant) or (production,))
    part = contaminant.fraction if present else None
    return Impurity(
        nuclide=contaminant.nuclide,
        half_life=contaminant.half_life,
        standing=ImpurityStanding.PRESENT if present else ImpurityStanding.ASK,
        known=contaminant.known,
        basis=contaminant.basis.citation,
        verify=contaminant.basis.verify,
        percent=None if part is None else part * 100,
    )


def rule_out(content: Content, nuclide: str, clearance: Clearance) -> Content:
    """The content with one asked-for impurity ruled out by a certificate; what is known to be in it stays."""
    if not clearance.document.strip():
        raise Invalid("certificate", "name the certificate or statement that was read")
    changed = tuple(
        replace(i, standing=ImpurityStanding.RULED_OUT, cleared=clearance)
        if i.nuclide == nuclide and i.standing is ImpurityStanding.ASK
        else i
        for i in content.impurities
    )
    return replace(content, impurities=changed)


def find_present(content: Content, nuclide: str, percent: Decimal | None) -> Content:
    """The content with an impurity that its certificate states, and how much of it where stated."""
    if percent is not None and not 0 < percent <= 100:
        raise Invalid("impurity", "must be above 0 and at most 100 %")
    changed = tuple(
        replace(i, standing=ImpurityStanding.PRESENT, percent=percent, cleared=None)
        if i.nuclide == nuclide
        else i
        for i in content.impurities
    )
    return replace(content, impurities=changed)
