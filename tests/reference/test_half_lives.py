"""Half-lives and chain decay against a second implementation (radioactivedecay, ICRP Publication 107, 2008)."""

from decimal import Decimal
from typing import Any

import pytest
import radioactivedecay

from au_desktop.domain.quantities import Activity, ActivityUnit, Duration, DurationUnit
from au_desktop.domain.radiation.decay import decayed, grown_in
from au_desktop.domain.reference.nuclides import HalfLifeSource, Nuclide
from tests.builders import reference

NUCLIDES = list(reference().nuclides.values())
LU_177M_TO_LU_177 = Decimal("0.217")


def second_opinion_days(nuclide: str) -> float:
    found: Any = radioactivedecay.Nuclide(nuclide)
    return float(found.half_life("d"))


@pytest.mark.parametrize("nuclide", NUCLIDES, ids=lambda n: n.id)
def test_the_half_life_is_that_of_icrp_107(nuclide: Nuclide) -> None:
    """ICRP Publication 107 (2008), as packaged in radioactivedecay 0.6.1."""
    days = nuclide.half_life(HalfLifeSource.ICRP107).value.to(DurationUnit.D).amount
    assert float(days) == pytest.approx(second_opinion_days(nuclide.id), rel=2e-6)


@pytest.mark.parametrize("nuclide", NUCLIDES, ids=lambda n: n.id)
def test_every_source_agrees_within_two_percent(nuclide: Nuclide) -> None:
    """ICRP 107, ENSDF, labels and RG 8.39: a larger gap would be a slip of the pen."""
    first = nuclide.half_life().value
    for other in nuclide.half_lives:
        assert float(other.value.ratio_to(first)) == pytest.approx(1, abs=0.02)


@pytest.mark.parametrize(
    ("parent", "contaminant"),
    [
        (n.id, c)
        for n in NUCLIDES
        for c in n.contaminants
        if (n.id, c.route) != ("Lu-177", "carrier-added (Lu-176), used vials")
    ],
    ids=lambda value: value if isinstance(value, str) else value.nuclide,
)
def test_the_half_lives_of_contaminants(parent: str, contaminant: Any) -> None:
    """ICRP Publication 107 (2008), as packaged in radioactivedecay 0.6.1."""
    days = contaminant.half_life.to(DurationUnit.D).amount
    assert float(days) == pytest.approx(second_opinion_days(contaminant.nuclide), rel=3e-3)


@pytest.mark.parametrize(
    ("days", "lutetium", "metastable"),
    [("0", "7400", "1.480"), ("66.47", "7.478", "1.110"), ("85.2", "1.257", "1.024"), ("100", "0.4365", "0.9607"),
     ("180", "0.1540", "0.6799"), ("365", "0.0692", "0.3057"), ("730", "0.01429", "0.06313"), ("1095", "0.00295", "0.01304")],
)  # fmt: skip
def test_lutetium_with_its_metastable_state(days: str, lutetium: str, metastable: str) -> None:
    """Two-member chain with 21.7 % isomeric transition, 6.647 d and 160.4 d (ICRP 107): computed table of 2026-11-22."""
    elapsed = Duration.of(days, DurationUnit.D)
    short, long = Duration.parse("6.647 d"), Duration.parse("160.4 d")
    impurity = Activity.parse("1.48 MBq")
    left = decayed(Activity.parse("7400 MBq"), short, elapsed)
    total = left + grown_in(impurity, long, short, LU_177M_TO_LU_177, elapsed)
    assert float(total.amount) == pytest.approx(float(lutetium), rel=2e-3)
    assert float(decayed(impurity, long, elapsed).amount) == pytest.approx(
        float(metastable), rel=1e-3
    )


@pytest.mark.parametrize("hours", [1, 24, 240])
def test_a_chain_agrees_with_the_second_implementation(hours: int) -> None:
    """Mo-99 to Tc-99m against radioactivedecay 0.6.1, with its own branching (ICRP 107)."""
    inventory: Any = radioactivedecay.Inventory({"Mo-99": 1000.0}, "MBq")
    after = inventory.decay(float(hours), "h").activities("MBq")
    molybdenum: Any = radioactivedecay.Nuclide("Mo-99")
    branching = Decimal(
        str(molybdenum.branching_fractions()[molybdenum.progeny().index("Tc-99m")])
    )
    elapsed = Duration.of(hours, DurationUnit.H)
    parent, daughter = reference().nuclide("Mo-99"), reference().nuclide("Tc-99m")
    start = Activity.of(1000, ActivityUnit.MBQ)
    grown = grown_in(
        start, parent.half_life().value, daughter.half_life().value, branching, elapsed
    )
    left = decayed(start, parent.half_life().value, elapsed)
    assert float(left.amount) == pytest.approx(after["Mo-99"], rel=1e-9)
    assert float(grown.amount) == pytest.approx(after["Tc-99m"], rel=1e-9)


def test_equal_half_lives_have_their_own_limit() -> None:
    """The limit of Bateman's solution for equal half-lives, b·A·λ·t·2^(-t/T), is reached from both sides."""
    parent, elapsed = Activity.parse("100 MBq"), Duration.parse("10 h")
    exactly = grown_in(parent, Duration.parse("10 h"), Duration.parse("10 h"), Decimal(1), elapsed)
    nearly = grown_in(
        parent, Duration.parse("10 h"), Duration.parse("10.00001 h"), Decimal(1), elapsed
    )
    assert float(exactly.amount) == pytest.approx(float(nearly.amount), rel=1e-5)
    assert float(exactly.amount) == pytest.approx(34.657359, rel=1e-7)
