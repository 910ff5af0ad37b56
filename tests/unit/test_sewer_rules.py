"""Release into the sewer: concentrations, fractions and yearly curies."""

from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import PersonId, SafetyId
from au_desktop.domain.quantities import Activity, ActivityUnit
from au_desktop.domain.safety.sewer import (
    SewerDisposal,
    SewerFault,
    SewerRefused,
    YearGroup,
    group_of,
    month_shares,
    require_allowed,
    sewer_faults,
    year_shares,
)
from au_desktop.domain.safety.transfers import ContainerRef
from au_desktop.domain.training.cases import Voided
from tests.builders import reference
from tests.waste_examples import on, poured

LIMITS = reference().sewer_limits


def a_disposal(**changes: Any) -> SewerDisposal:
    released = (poured("I-131", "1"),)
    disposal = SewerDisposal(
        id=SafetyId(UUID(int=51)),
        number=1,
        at=on(1),
        entered_at=on(1),
        entered_by=PersonId(UUID(int=902)),
        released=released,
        water_m3=Decimal(900),
        soluble=True,
        public_sewer=True,
        month=month_shares(released, Decimal(900), LIMITS),
        year=year_shares(released),
    )
    return replace(disposal, **changes)


def test_a_month_is_activity_over_water_against_the_limit():
    first, second = month_shares(
        (poured("I-131", "37"), poured("Tc-99m", "37", "1E-2"), poured("I-131", "37")),
        Decimal(1000),
        LIMITS,
    )
    assert first.concentration == Decimal("0.000002")
    assert first.fraction == Decimal("0.2")
    assert second.fraction == Decimal("0.0001")
    with pytest.raises(Invalid):
        month_shares((poured(),), Decimal(0), LIMITS)


def test_the_year_is_counted_in_three_groups_and_exactly_the_limit_is_within():
    curie = Activity(Decimal(1), ActivityUnit.CI)
    shares = year_shares(
        (
            replace(poured("H-3"), activity=curie * 5),
            replace(poured("C-14"), activity=curie),
            replace(poured("I-131"), activity=curie),
        )
    )
    assert all(share.within for share in shares)
    (*_, others) = year_shares((replace(poured("I-131"), activity=curie), poured("Y-90")))
    assert not others.within
    assert group_of("Lu-177") is YearGroup.OTHER
    assert group_of("H-3") is YearGroup.TRITIUM


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"soluble": False}, SewerFault.NOT_SOLUBLE),
        ({"public_sewer": False}, SewerFault.NOT_PUBLIC),
        (
            {"month": month_shares((poured("I-131", "400"),), Decimal(1), LIMITS)},
            SewerFault.FRACTIONS,
        ),
        (
            {
                "year": year_shares(
                    (replace(poured(), activity=Activity(Decimal(2), ActivityUnit.CI)),)
                )
            },
            SewerFault.YEAR,
        ),
    ],
)
def test_what_20_2003_forbids_is_refused_unless_it_happened(change, fault):
    disposal = a_disposal(**change)
    assert sewer_faults(disposal) == (fault,)
    with pytest.raises(SewerRefused) as refused:
        require_allowed(disposal)
    assert refused.value.faults == (fault,)
    happened = replace(disposal, over_reason="poured before the sum was made; RSO told")
    require_allowed(happened)
    assert happened.summary.attention
    assert not replace(happened, voided=Voided("typed twice", on(2))).summary.attention


def test_exactly_one_is_still_allowed():
    disposal = a_disposal(month=month_shares((poured("I-131", "0.37"),), Decimal(1), LIMITS))
    assert disposal.fraction == 1
    require_allowed(disposal)


def test_lists_are_told_what_was_released():
    summary = a_disposal(
        where="hot sink", containers=(ContainerRef(SafetyId(UUID(int=31)), "WC-0031"),)
    ).summary
    assert (summary.label, summary.about, summary.state) == (
        "I-131 27.03 µCi (1 MBq)",
        "hot sink",
        "within limits",
    )
    assert summary.links == (UUID(int=31),)


def test_what_cannot_be_released_is_refused():
    with pytest.raises(Invalid):
        poured("")
    with pytest.raises(Invalid):
        poured(activity="-1")
    with pytest.raises(Invalid):
        poured(limit="0")
