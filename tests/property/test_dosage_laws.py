"""Laws of dosages and directives, whatever the figures: the 20 percent, ranges, decay, net, and what comes before what."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given, strategies

from au_desktop.domain.errors import DomainError
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity, ActivityUnit
from au_desktop.domain.radiation.dosage import PrescribedDosage
from au_desktop.domain.safety.au_directions import AuDirection
from au_desktop.domain.safety.directives import require_in_force, require_signable
from au_desktop.domain.safety.dosage_parts import Residual, ResidualPart
from au_desktop.domain.safety.dosages import require_givable, with_residuals
from au_desktop.domain.safety.time_outs import DIRECTED_AWAY, StopReason, TimeOut
from tests.treatment_examples import AU, a_directive, a_dosage, a_time_out, at, drug
from tests.treatment_examples import given as administered

AMOUNTS = strategies.decimals("0.001", "100000", places=3)
MINUTES = strategies.integers(-4000, 4000)


def activity(amount: Decimal) -> Activity:
    return Activity(amount, ActivityUnit.MCI)


def moved(moment: Moment, minutes: int) -> Moment:
    return Moment(moment.utc + timedelta(minutes=minutes), moment.offset_minutes)


@given(AMOUNTS, AMOUNTS)
def test_within_is_exactly_20_percent(prescribed: Decimal, determined: Decimal) -> None:
    dosage = a_dosage(
        prescribed=PrescribedDosage(activity(prescribed)), determined=activity(determined)
    )
    assert dosage.within == (abs(determined - prescribed) * 5 <= prescribed)


@given(AMOUNTS)
def test_the_edges_themselves_pass_in_any_unit(prescribed: Decimal) -> None:
    for share in (Decimal("0.8"), Decimal("1.2")):
        edge = activity(prescribed * share).to(ActivityUnit.GBQ)
        assert a_dosage(prescribed=PrescribedDosage(activity(prescribed)), determined=edge).within


@given(strategies.tuples(AMOUNTS, AMOUNTS).map(sorted), AMOUNTS)
def test_a_range_holds_its_ends(ends: list[Decimal], determined: Decimal) -> None:
    low, high = ends
    ranged = PrescribedDosage(activity(low), activity(high))
    dosage = a_dosage(prescribed=ranged, determined=activity(determined))
    assert dosage.within == (low <= determined <= high)


@given(AMOUNTS, MINUTES)
def test_a_dosage_out_of_range_is_given_only_under_a_direction_before(
    determined: Decimal, minutes: int
) -> None:
    given_at = at(10)
    direction = AuDirection(AU, moved(given_at, minutes), "accepted")
    dosage = a_dosage(determined=activity(determined), direction=direction)
    if dosage.within or minutes <= 0:
        require_givable(dosage, given_at)
    else:
        with pytest.raises(DomainError):
            require_givable(dosage, given_at)


@given(MINUTES)
def test_no_directive_is_signed_and_none_used_at_or_after_the_administration(
    minutes: int,
) -> None:
    signed_at, given_at = moved(at(10), minutes), at(10)
    directive = a_directive(signed_at=signed_at)
    unsigned = replace(directive, signed_at=None)
    if minutes < 0:
        require_in_force(directive, drug(), given_at, needed=True)
        require_signable(unsigned, signed_at, given_at)
        return
    with pytest.raises(DomainError):
        require_in_force(directive, drug(), given_at, needed=True)
    with pytest.raises(DomainError):
        require_signable(unsigned, signed_at, given_at)


@given(
    strategies.decimals("100", "300", places=3),
    strategies.lists(strategies.decimals("0", "20", places=3), min_size=1, max_size=4),
)
def test_net_and_residual_are_what_was_there(determined: Decimal, pieces: list[Decimal]) -> None:
    dosage = a_dosage(determined=activity(determined), administration=administered())
    read = with_residuals(
        dosage,
        tuple(Residual(ResidualPart.WASTE, activity(one), at(11)) for one in pieces),
    )
    assert read.net is not None
    assert read.residual is not None
    assert read.at_administration is not None
    whole = read.net + read.residual
    gap = whole.base - read.at_administration.base
    assert abs(gap) <= read.at_administration.base * Decimal("1e-25")
    assert read.residual >= activity(sum(pieces, Decimal(0)))  # read later, so there was more


@given(strategies.data())
def test_a_direction_never_excuses_patient_drug_route_or_label(
    data: strategies.DataObject,
) -> None:
    flags = {
        name: data.draw(strategies.booleans())
        for name in ("drug_agrees", "dosage_agrees", "route_agrees", "labeled")
    }
    direction = AuDirection(AU, at(9), "accepted") if data.draw(strategies.booleans()) else None
    time_out: TimeOut = a_time_out(**flags, direction=direction)
    assert time_out.go == all(flags.values())
    assert DIRECTED_AWAY.isdisjoint({StopReason.IDENTITY, StopReason.DRUG, StopReason.ROUTE})
