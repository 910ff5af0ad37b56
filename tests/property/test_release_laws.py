"""Laws of a release: more activity or a longer half-life never gives less dose, and never turns a refusal into a release."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from au_desktop.domain.quantities import Activity, ActivityUnit, Duration, DurationUnit
from au_desktop.domain.safety.release_findings import BasisFinding, BasisKind
from au_desktop.domain.safety.release_reckoning import reckoned
from tests.release_examples import IODINE, LUTETIUM, effective, facts, half_life_model

ACTIVITIES = st.decimals("0.01", "2000", places=2)
FIGURES = st.sampled_from((IODINE, LUTETIUM))
HOURS = st.decimals("25", "150", places=1)


def found(kind: BasisKind, amount: Decimal, of=LUTETIUM, specific=None) -> BasisFinding:
    activity = Activity(amount, ActivityUnit.MCI)
    return reckoned(facts(of, activity.format(), specific=specific)).of(kind)


@given(FIGURES, ACTIVITIES, ACTIVITIES)
def test_dose_and_verdict_are_monotone_in_activity(of, one, other):
    low, high = sorted((one, other))
    for kind in (BasisKind.ADMINISTERED, BasisKind.RETAINED):
        less, more = found(kind, low, of), found(kind, high, of)
        assert less.dose is not None
        assert more.dose is not None
        assert less.dose <= more.dose
        assert less.permits or not more.permits
        assert more.instructions or not less.instructions


@given(ACTIVITIES, HOURS, HOURS)
def test_dose_is_monotone_in_the_effective_half_life(amount, one, other):
    short, long = sorted((one, other))
    less = found(BasisKind.SPECIFIC, amount, specific=effective(str(short)))
    more = found(BasisKind.SPECIFIC, amount, specific=effective(str(long)))
    assert less.dose is not None
    assert more.dose is not None
    assert less.dose <= more.dose


@given(FIGURES, st.decimals("34", "5000", places=1))
def test_the_moment_of_decay_permits_and_the_minute_before_does_not(of, amount):
    waiting = reckoned(facts(of, f"{amount} mCi"))
    reached = waiting.of(BasisKind.RETAINED).reached_at
    if reached is None:
        assert waiting.of(BasisKind.ADMINISTERED).permits
        return
    then = reckoned(facts(of, f"{amount} mCi", at=reached))
    assert then.of(BasisKind.RETAINED).permits


@given(ACTIVITIES, st.decimals("0.01", "1", places=2))
def test_tissue_never_adds_dose(amount, through):
    open_one = found(BasisKind.SPECIFIC, amount, specific=half_life_model())
    behind = found(
        BasisKind.SPECIFIC,
        amount,
        specific=half_life_model(transmission=through, transmission_basis="measured"),
    )
    assert open_one.dose is not None
    assert behind.dose is not None
    assert behind.dose <= open_one.dose


def test_a_longer_half_life_of_the_model_is_still_refused_above_the_physical():
    longer = effective(str(Duration(Decimal("6.7"), DurationUnit.D).to(DurationUnit.H).amount))
    assert found(BasisKind.SPECIFIC, Decimal(10), specific=longer).dose is None
