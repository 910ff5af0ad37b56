"""Kappa against published worked numbers, and where it is not defined."""

from fractions import Fraction

import pytest

from au_desktop.domain.training.agreement import cohen_kappa, weighted_kappa

Table = tuple[tuple[int, ...], ...]
COHEN_1968: Table = ((44, 7, 9), (5, 20, 5), (1, 3, 6))
"""The observed proportions of Cohen 1968, Table 1, in hundredths."""
FLEISS: Table = ((75, 1, 4), (5, 4, 1), (0, 0, 10))
"""Fleiss, Statistical Methods for Rates and Proportions, 1981, p 213: two psychiatrists and 100 subjects."""
SKIN: Table = ((10, 4, 1, 0), (5, 10, 12, 2), (2, 4, 12, 5), (0, 2, 6, 13))
"""SAS/STAT User's Guide, The FREQ Procedure, Agreement Study: two dermatologists and 88 patients."""


def pairs(table: Table) -> list[tuple[int, int]]:
    return [
        (one, other)
        for one, row in enumerate(table)
        for other, times in enumerate(row)
        for _ in range(times)
    ]


@pytest.mark.parametrize(
    ("table", "observed", "kappa"),
    [
        (COHEN_1968, Fraction(70, 100), 0.492),
        (FLEISS, Fraction(89, 100), 0.676),
        (SKIN, Fraction(45, 88), 0.3449),
    ],
)
def test_kappa_is_the_published_one(table: Table, observed: Fraction, kappa: float) -> None:
    found = cohen_kappa(pairs(table))
    assert found.count == sum(map(sum, table))
    assert found.observed == observed
    assert found.kappa is not None
    assert float(found.kappa) == pytest.approx(kappa, abs=5e-4)


def test_linearly_weighted_kappa_is_the_published_one() -> None:
    found = weighted_kappa(pairs(SKIN))
    assert found.kappa is not None
    assert float(found.kappa) == pytest.approx(0.5082, abs=5e-5)


def test_of_two_categories_the_weighted_kappa_is_the_plain_one() -> None:
    table = ((20, 5), (10, 15))
    assert cohen_kappa(pairs(table)).kappa == weighted_kappa(pairs(table)).kappa == Fraction(2, 5)


def test_without_cases_or_without_a_choice_there_is_no_kappa() -> None:
    none = cohen_kappa([])
    assert (none.count, none.observed, none.kappa) == (0, None, None)
    same = cohen_kappa([("performed", "performed")] * 4)
    assert (same.count, same.observed, same.kappa) == (4, Fraction(1), None)


def test_opposites_agree_less_than_chance() -> None:
    assert cohen_kappa([(0, 1), (1, 0)]).kappa == -1
