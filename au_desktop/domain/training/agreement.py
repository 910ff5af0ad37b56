"""Agreement between the trainees' claims and the preceptors' ratings: Cohen's kappa over parts, weighted kappa over levels.

Kappa (J. Cohen, Educ Psychol Meas 20:37-46, 1960, doi:10.1177/001316446002000104) is the agreement beyond chance:
    kappa = (p_o - p_e) / (1 - p_e)
where p_o is the share of cases on which both agree, and p_e the share expected of two raters who use each category as
often as these do but independently: p_e = sum over categories of (share of the first) x (share of the second).

Weighted kappa (J. Cohen, Psychol Bull 70:213-220, 1968, doi:10.1037/h0026256) counts a disagreement by its distance. With
linear weights v = |i - j| between levels i and j:
    kappa_w = 1 - (sum of v x observed share) / (sum of v x expected share)

Neither is defined where the expected disagreement is zero, as when both always say the same one thing: then there is none.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from au_desktop.domain.training.cases import Part
from au_desktop.domain.training.ratings import PartStatement

Said = TypeVar("Said", bound=Hashable)
Weight = Callable[[Said, Said], int]


@dataclass(frozen=True, slots=True)
class RatedPair:
    """A claim and a rating of the same case, and who rated."""

    preceptor: str
    claim: PartStatement
    rating: PartStatement


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two raters agree on a number of cases; the shares are None without cases, kappa also where it is undefined."""

    count: int
    observed: Fraction | None
    kappa: Fraction | None


@dataclass(frozen=True, slots=True)
class RaterAgreement:
    """Agreement of the trainees with one preceptor, or with all: over parts, over levels, and how often each pair was said.

    `table` counts the cases by (claimed, rated). `higher` and `lower` count claims above and below the rating.
    """

    preceptor: str
    parts: Agreement
    levels: Agreement
    table: Mapping[tuple[Part, Part], int]
    higher: int
    lower: int


@dataclass(frozen=True, slots=True)
class AgreementReport:
    """All pairs together, and each preceptor's by name."""

    overall: RaterAgreement
    preceptors: tuple[RaterAgreement, ...]


def agreement_report(pairs: Sequence[RatedPair]) -> AgreementReport:
    """The report over these pairs."""
    by_preceptor: dict[str, list[RatedPair]] = defaultdict(list)
    for pair in pairs:
        by_preceptor[pair.preceptor].append(pair)
    return AgreementReport(
        _rater_agreement("", pairs),
        tuple(_rater_agreement(name, by_preceptor[name]) for name in sorted(by_preceptor)),
    )


def _rater_agreement(preceptor: str, pairs: Sequence[RatedPair]) -> RaterAgreement:
    parts = [(pair.claim.part, pair.rating.part) for pair in pairs]
    levels = [
        (level, pair.rating.levels[key])
        for pair in pairs
        for key, level in pair.claim.levels.items()
        if key in pair.rating.levels
    ]
    steps = [(_PLACE[claimed], _PLACE[rated]) for claimed, rated in parts]
    return RaterAgreement(
        preceptor,
        cohen_kappa(parts),
        weighted_kappa(levels),
        Counter(parts),
        sum(claimed > rated for claimed, rated in steps),
        sum(claimed < rated for claimed, rated in steps),
    )


_PLACE = {part: place for place, part in enumerate(Part)}


def cohen_kappa(pairs: Iterable[tuple[Said, Said]]) -> Agreement:
    """Unweighted kappa: every disagreement is as bad as any other. Exact, as a fraction."""
    return _kappa(pairs, lambda one, other: int(one != other))


def weighted_kappa(pairs: Iterable[tuple[int, int]]) -> Agreement:
    """Linearly weighted kappa over levels: one step apart is half as bad as two. Exact, as a fraction."""
    return _kappa(pairs, lambda one, other: abs(one - other))


def _kappa(pairs: Iterable[tuple[Said, Said]], weight: Weight[Said]) -> Agreement:
    table = Counter(pairs)
    count = table.total()
    if not count:
        return Agreement(0, None, None)
    agreed = Fraction(sum(times for (one, other), times in table.items() if one == other), count)
    first: Counter[Said] = Counter()
    second: Counter[Said] = Counter()
    for (one, other), times in table.items():
        first[one] += times
        second[other] += times
    observed = Fraction(sum(weight(*pair) * times for pair, times in table.items()), count)
    expected = Fraction(
        sum(weight(one, other) * first[one] * second[other] for one in first for other in second),
        count * count,
    )
    return Agreement(count, agreed, 1 - observed / expected if expected else None)
