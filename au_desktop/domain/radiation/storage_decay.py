"""Decay in storage by 10 CFR 35.92: what may be held, what may be in it, and when a survey is first worth making."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING
from enum import StrEnum

from au_desktop.domain.quantities import Duration, DurationUnit
from au_desktop.domain.radiation.decay import ten_half_lives
from au_desktop.domain.reference.basis import Basis
from au_desktop.domain.reference.nuclides import (
    Contaminant,
    HalfLife,
    HalfLifeSource,
    Nuclide,
    may_decay_in_storage,
)


class FlagKind(StrEnum):
    """What a flag says."""

    TOO_LONG = "half-life above 120 days: not for decay in storage"
    IMPURITY = "long-lived impurity of this route: not for decay in storage"
    POSSIBLE_IMPURITY = "a long-lived impurity may be in it: the survey decides"
    UNKNOWN_HALF_LIFE = "an impurity of unknown half-life may be in it"
    HALF_LIFE_SOURCES_DIFFER = "sources put the half-life on both sides of 120 days"


@dataclass(frozen=True, slots=True)
class StorageFlag:
    """One thing to know: the nuclide in the container, the impurity where it is one, and whether it takes it out."""

    kind: FlagKind
    nuclide: str
    impurity: str
    half_life: Duration | None
    route: str
    known: str
    basis: Basis

    @property
    def takes_out(self) -> bool:
        """Whether it takes the container out of decay in storage."""
        return self.kind in (FlagKind.TOO_LONG, FlagKind.IMPURITY)


@dataclass(frozen=True, slots=True)
class StorageVerdict:
    """What may be done with a container.

    Args:
        eligible: whether it may be held for decay in storage; a passing survey alone lets it go.
        longest: the longest-lived nuclide in it, impurities left out.
        half_life: its half-life by the source that was asked for.
        survey_from: the day on which ten half-lives are over; a suggestion, None where it is not eligible or not sealed.
        flags: what to know.
    """

    eligible: bool
    longest: str
    half_life: HalfLife
    survey_from: date | None
    flags: tuple[StorageFlag, ...]


def route_matches(asked: str, route: str) -> bool:
    """Whether a contaminant's route is the one asked for; "carrier-added" is no part of "no carrier added"."""
    wanted, known = _plain(asked), _plain(route)
    return bool(wanted) and (known == wanted or known.startswith(f"{wanted} "))


def _plain(route: str) -> str:
    """Lower case, hyphens and marks as blanks: "No-carrier-added" is "no carrier added"; the usual short forms too."""
    cleaned = "".join(c if c.isalnum() else " " for c in route.casefold())
    words = " ".join(cleaned.split())
    return _SHORT_FORMS.get(words, words)


_SHORT_FORMS = {
    "ca": "carrier added",
    "c a": "carrier added",
    "nca": "no carrier added",
    "n c a": "no carrier added",
    "non carrier added": "no carrier added",
    "lu 176": "carrier added",
    "yb 176": "no carrier added",
}


def known_routes(nuclides: Sequence[Nuclide]) -> tuple[str, ...]:
    """The routes that the reference data tells apart for these nuclides."""
    return tuple(dict.fromkeys(c.route for n in nuclides for c in n.contaminants if c.route))


def judge_storage(
    nuclides: Sequence[Nuclide],
    sealed: date | None = None,
    route: str = "",
    source: HalfLifeSource = HalfLifeSource.ICRP107,
) -> StorageVerdict:
    """Whether a container with these nuclides may be held for decay in storage, and what may be in it.

    Rule: every physical half-life at most 120 days; an impurity above 120 days that belongs to the named route takes the
    container out, one that only may be there is flagged. Survey date: sealed + 10·T of the longest-lived nuclide, rounded
    up to a day; a suggestion, never a disposal date. Units: days. Range: one nuclide or more.
    Source: 10 CFR 35.92(a) (72 FR 45151, 2007): "less than or equal to 120 days"; the impurities by their own sources.
    """
    taken = {nuclide.id: _half_life(nuclide, source) for nuclide in nuclides}
    longest = max(taken, key=lambda key: taken[key].value)
    flags = tuple(flag for n in nuclides for flag in _flags(n, taken[n.id], route))
    eligible = not any(flag.takes_out for flag in flags)
    half_life = taken[longest]
    survey = survey_from(sealed, half_life.value) if sealed and eligible else None
    return StorageVerdict(eligible, longest, half_life, survey, flags)


def survey_from(sealed: date, half_life: Duration) -> date:
    """The first day on which ten half-lives are over.

    Equation: day = sealed + 10·T, rounded up to a whole day. Units: days. Range: T above zero and up to 120 days.
    Source: practice; 10 CFR 35.92 names no number of half-lives.
    """
    days = ten_half_lives(half_life).to(DurationUnit.D).amount
    return sealed + timedelta(days=int(days.to_integral_value(rounding=ROUND_CEILING)))


def _half_life(nuclide: Nuclide, source: HalfLifeSource) -> HalfLife:
    return next((h for h in nuclide.half_lives if h.source is source), nuclide.half_lives[0])


def _flags(nuclide: Nuclide, taken: HalfLife, route: str) -> tuple[StorageFlag, ...]:
    found = []
    within = {may_decay_in_storage(h.value) for h in nuclide.half_lives}
    if not may_decay_in_storage(taken.value):
        found.append(_own_flag(FlagKind.TOO_LONG, nuclide, taken))
    elif len(within) > 1:
        found.append(_own_flag(FlagKind.HALF_LIFE_SOURCES_DIFFER, nuclide, taken))
    for contaminant in nuclide.decay_in_storage_flags:
        kind = _impurity_kind(contaminant, route)
        if kind is not None:
            found.append(_impurity_flag(kind, nuclide, contaminant))
    return tuple(found)


def _impurity_kind(contaminant: Contaminant, route: str) -> FlagKind | None:
    """What an impurity means for the named route; None where it belongs to another route."""
    named = bool(route and contaminant.route)
    if named and not route_matches(route, contaminant.route):
        return None
    if contaminant.half_life is None:
        return FlagKind.UNKNOWN_HALF_LIFE
    if named and contaminant.expected:
        return FlagKind.IMPURITY
    return FlagKind.POSSIBLE_IMPURITY


def _own_flag(kind: FlagKind, nuclide: Nuclide, taken: HalfLife) -> StorageFlag:
    return StorageFlag(kind, nuclide.id, "", taken.value, "", nuclide.note, taken.basis)


def _impurity_flag(kind: FlagKind, nuclide: Nuclide, contaminant: Contaminant) -> StorageFlag:
    return StorageFlag(
        kind=kind,
        nuclide=nuclide.id,
        impurity=contaminant.nuclide,
        half_life=contaminant.half_life,
        route=contaminant.route,
        known=contaminant.known,
        basis=contaminant.basis,
    )
