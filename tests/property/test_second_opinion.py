"""Decay and chains against a second implementation (radioactivedecay, ICRP Publication 107) over random nuclides and times."""

from decimal import Decimal
from functools import lru_cache
from typing import Any

import pytest
import radioactivedecay
from hypothesis import given
from hypothesis import strategies as st

from au_desktop.domain.quantities import Activity, ActivityUnit, Duration, DurationUnit
from au_desktop.domain.radiation.decay import decay_factor, decayed, grown_in
from au_desktop.domain.radiation.mixtures import Mixture, mixture_after
from au_desktop.domain.radiation.storage_decay import judge_storage
from au_desktop.domain.reference.nuclides import Nuclide
from tests.builders import reference

NUCLIDES = st.sampled_from(list(reference().nuclides.values()))
HALF_LIVES = st.integers(0, 200).map(lambda tenths: Decimal(tenths) / 10)
HOURS = st.integers(1, 20_000)
# Parent and daughter that both stand in the reference data or below, with nothing radioactive in between.
CHAINS = st.sampled_from(
    [
        ("Mo-99", "Tc-99m"),
        ("Th-227", "Ra-223"),
        ("Sr-82", "Rb-82"),
        ("Pb-212", "Bi-212"),
        ("Ra-224", "Rn-220"),
    ]
)
MBQ = ActivityUnit.MBQ


@lru_cache
def second(name: str) -> Any:
    return radioactivedecay.Nuclide(name)


def half_life(name: str) -> Duration:
    """The second implementation's half-life, so that only the mathematics is compared."""
    return Duration(Decimal(repr(float(second(name).half_life("s")))), DurationUnit.S)


def branching(parent: str, daughter: str) -> Decimal:
    progeny = second(parent).progeny()
    return Decimal(repr(float(second(parent).branching_fractions()[progeny.index(daughter)])))


def after(parts: dict[str, float], hours: float) -> dict[str, float]:
    inventory: Any = radioactivedecay.Inventory(parts, "MBq")
    found: dict[str, float] = inventory.decay(hours, "h").activities("MBq")
    return found


@given(NUCLIDES, HALF_LIVES)
def test_decay_of_any_nuclide(nuclide: Nuclide, half_lives: Decimal) -> None:
    own = nuclide.half_life().value
    hours = own.to(DurationUnit.H).amount * half_lives
    left = after({nuclide.id: 1000.0}, float(hours))[nuclide.id]
    ours = decayed(Activity(Decimal(1000), MBQ), own, Duration(hours, DurationUnit.H))
    # The half-lives agree to about two parts in a million (days of a year); twenty of them multiply that.
    assert float(ours.amount) == pytest.approx(left, rel=1e-4)


@given(CHAINS, HOURS)
def test_ingrowth_in_any_chain(chain: tuple[str, str], tenths: int) -> None:
    parent, daughter = chain
    elapsed = Duration(Decimal(tenths) / 10, DurationUnit.H)
    theirs = after({parent: 1000.0}, tenths / 10)
    start = Activity(Decimal(1000), MBQ)
    grown = grown_in(
        start, half_life(parent), half_life(daughter), branching(parent, daughter), elapsed
    )
    left = decayed(start, half_life(parent), elapsed)
    assert float(left.amount) == pytest.approx(theirs[parent], rel=1e-8, abs=1e-12)
    assert float(grown.amount) == pytest.approx(theirs[daughter], rel=1e-7, abs=1e-9)


@given(st.integers(1, 100), st.integers(0, 2000))
def test_the_mixture_of_lutetium(parts_per_ten_thousand: int, days: int) -> None:
    fraction = Decimal(parts_per_ten_thousand) / 10_000
    mixture = Mixture(
        Activity(Decimal(1000), MBQ),
        fraction,
        half_life("Lu-177"),
        half_life("Lu-177m"),
        branching("Lu-177m", "Lu-177"),
    )
    state = mixture_after(mixture, Duration(Decimal(days), DurationUnit.D))
    theirs = after({"Lu-177": 1000.0, "Lu-177m": 1000.0 * float(fraction)}, days * 24.0)
    assert float(state.main.amount) == pytest.approx(theirs["Lu-177"], rel=1e-7)
    assert float(state.impurity.amount) == pytest.approx(theirs["Lu-177m"], rel=1e-8)


@given(NUCLIDES, HOURS, HOURS)
def test_decay_adds_up(nuclide: Nuclide, first: int, later: int) -> None:
    own = nuclide.half_life().value
    spans = [Duration(Decimal(hours), DurationUnit.H) for hours in (first, later)]
    together = decay_factor(own, spans[0] + spans[1])
    assert abs(together - decay_factor(own, spans[0]) * decay_factor(own, spans[1])) <= max(
        together * Decimal("1E-24"), Decimal("1E-54")
    )


@given(st.lists(NUCLIDES, min_size=1, max_size=4))
def test_one_long_lived_nuclide_takes_the_container_out(nuclides: list[Nuclide]) -> None:
    verdict = judge_storage(nuclides)
    assert verdict.eligible is all(nuclide.dis_eligible for nuclide in nuclides)
    lives = [nuclide.half_life().value for nuclide in nuclides]
    assert verdict.half_life.value == max(lives)
