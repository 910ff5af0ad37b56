"""Decay's power of two at its ends, and what formulas refuse before they calculate."""

from decimal import Decimal

import pytest

from au_desktop.domain.errors import Invalid
from au_desktop.domain.radiation.exact import (
    FURTHEST_BACK,
    NOTHING_LEFT,
    half_power,
    not_negative,
    positive,
)


def test_nothing_is_left_only_beyond_the_last_half_life() -> None:
    assert half_power(Decimal(NOTHING_LEFT)) > 0
    assert half_power(Decimal(NOTHING_LEFT) + Decimal("0.1")) == 0


def test_nobody_looks_back_further_than_the_limit() -> None:
    assert half_power(Decimal(-FURTHEST_BACK)) == 2**FURTHEST_BACK
    with pytest.raises(Invalid, match="half-lives"):
        half_power(Decimal(-FURTHEST_BACK) - Decimal("0.1"))


def test_zero_is_not_below_zero_but_not_above_it_either() -> None:
    assert not_negative("distance", Decimal(0)) == 0
    with pytest.raises(Invalid):
        not_negative("distance", Decimal("-0.1"))
    with pytest.raises(Invalid):
        positive("distance", Decimal(0))
