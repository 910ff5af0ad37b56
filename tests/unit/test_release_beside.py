"""What stands beside the bases of a release: intake, further methods, the draft, readings, and the document of it all."""

from dataclasses import replace
from decimal import Decimal

import pytest

from au_desktop.domain.canonical import as_document
from au_desktop.domain.document_values import from_document
from au_desktop.domain.errors import Invalid
from au_desktop.domain.quantities import Activity, Dose, DoseRate, DoseUnit
from au_desktop.domain.safety.occupancy import open_conditions
from au_desktop.domain.safety.release_facts import (
    IntakeFactor,
    RateReading,
    SecondMethod,
)
from au_desktop.domain.safety.release_findings import (
    BasisFinding,
    BasisKind,
    Reckoning,
    Verdict,
)
from au_desktop.domain.safety.release_reckoning import reckoned
from tests.release_examples import (
    IODINE,
    LUTETIUM,
    TOLD,
    YTTRIUM,
    after,
    facts,
    half_life_model,
    iodine_model,
    mci,
    measured,
)


def msv(finding: BasisFinding) -> Decimal:
    assert finding.dose is not None
    return finding.dose.to(DoseUnit.MSV).amount


def near(value: Decimal, expected: str, places: str = "0.005") -> bool:
    return abs(value - Decimal(expected)) < Decimal(places)


def of(reckoning: Reckoning, kind: BasisKind) -> BasisFinding:
    return reckoning.of(kind)


def test_intake_is_noted_and_added_only_from_ten_percent():
    # G10: 33 mCi · 1e-5 · 53 = 0.01749 rem, about 3 % of the external dose.
    iodine = IntakeFactor(Decimal(53), "Federal Guidance Report 11")
    plain = reckoned(facts(IODINE, "33 mCi", intake=iodine))
    assert plain.internal is not None
    assert not plain.internal.counts
    assert near(plain.internal.dose.to(DoseUnit.REM).amount, "0.01749", "0.00001")
    noted = reckoned(facts(IODINE, "33 mCi", intake=iodine, specific=half_life_model()))
    assert noted.internal is not None
    assert not noted.internal.counts
    high = IntakeFactor(Decimal(1000), "an assumption")
    shown = reckoned(facts(IODINE, "30 mCi", intake=high, specific=half_life_model()))
    noted_there = of(shown, BasisKind.SPECIFIC)
    assert noted_there.permits
    assert "65 % of the external dose" in noted_there.notes[-1]
    counted = reckoned(
        facts(IODINE, "30 mCi", intake=high, with_intake=True, specific=half_life_model())
    )
    found = of(counted, BasisKind.SPECIFIC)
    assert found.verdict is Verdict.ABOVE
    assert "internal dose" in found.worked
    assert counted.internal is not None
    assert counted.internal.counts
    beta = reckoned(facts(YTTRIUM, "32 mCi", intake=high))
    assert beta.internal is not None
    assert beta.internal.share is None


def test_a_second_method_stands_beside_and_never_decides():
    state = SecondMethod(
        "state",
        "Some States",
        "I-131",
        mci("30"),
        DoseRate.parse("5 mrem/h"),
        None,
        "a flash card",
    )
    own = SecondMethod("own", "The center's constraint", dose=Dose.parse("1 mSv"), verify=False)
    empty = SecondMethod("empty", "Nothing set")
    reckoning = reckoned(facts(IODINE, "31 mCi", methods=(state, own, empty)))
    verdicts = {one.key: one.verdict for one in reckoning.second}
    assert verdicts == {"state": Verdict.OPEN, "own": Verdict.ABOVE, "empty": Verdict.OPEN}
    assert of(reckoning, BasisKind.ADMINISTERED).permits
    low = reckoned(facts(IODINE, "31 mCi", methods=(state,), measured=measured("5 mrem/h")))
    assert low.second[0].verdict is Verdict.PERMITS
    high = reckoned(facts(IODINE, "31 mCi", methods=(state,), measured=measured("5.1 mrem/h")))
    assert high.second[0].verdict is Verdict.ABOVE
    beta = reckoned(facts(YTTRIUM, "32 mCi", methods=(own,)))
    assert beta.second[0].compared == "not calculated"


def test_the_draft_is_a_comparison_that_is_not_in_force():
    draft = reckoned(facts(LUTETIUM, "200 mCi")).draft
    assert draft is not None
    assert "not in force" in draft.title
    assert near(draft.dose.to(DoseUnit.MSV).amount, "8.3255", "0.0001")


def test_readings_give_the_half_life_and_the_wait():
    # G13: 1.6 at 24 h and 0.7 at 72 h: 40.25 h.
    readings = (
        RateReading(after(72), DoseRate.parse("0.7 µSv/h")),
        RateReading(after(24), DoseRate.parse("1.6 µSv/h")),
    )
    given = facts(
        LUTETIUM, "600 mCi", readings=readings, measured=measured("17.39 mrem/h"), at=after(73)
    )
    reckoning = reckoned(given)
    assert reckoning.fit is not None
    assert near(reckoning.fit.half_life.amount, "40.25", "0.005")
    reached = of(reckoning, BasisKind.MEASURED).reached_at
    assert reached is not None
    assert abs((reached.utc - after(1).utc).total_seconds() - 40.25 * 3600) < 120


def test_one_reading_is_no_curve():
    only = (RateReading(after(24), DoseRate.parse("1.6 µSv/h")),)
    reckoning = reckoned(facts(LUTETIUM, "200 mCi", readings=only))
    assert reckoning.fit is None
    assert "two readings" in reckoning.fit_fault


@pytest.mark.parametrize(
    ("second", "words"),
    [
        ((24, "1 µSv/h"), "different times"),
        ((48, "0 µSv/h"), "above zero"),
        ((48, "2 µSv/h"), "must fall with time"),
    ],
)
def test_readings_that_give_no_half_life_say_why(second, words):
    hours, rate = second
    readings = (
        RateReading(after(24), DoseRate.parse("1.6 µSv/h")),
        RateReading(after(hours), DoseRate.parse(rate)),
    )
    reckoning = reckoned(facts(LUTETIUM, "200 mCi", readings=readings))
    assert reckoning.fit is None
    assert words in reckoning.fit_fault


@pytest.mark.parametrize(
    ("others", "field"),
    [
        ({"administered": Activity.parse("0 mCi")}, "administered"),
        ({"at": after(-1)}, "released at"),
    ],
)
def test_what_cannot_be_is_refused(others, field):
    with pytest.raises(Invalid) as refused:
        reckoned(replace(facts(LUTETIUM, "200 mCi"), **others))
    assert refused.value.field == field


def test_open_conditions_of_an_own_factor_are_none():
    assert open_conditions(Decimal("0.3"), ()) == ()
    assert len(open_conditions(Decimal("0.25"), TOLD[:2])) == 4


def test_a_reckoning_reads_back_from_its_document():
    given = facts(
        IODINE, "200 mCi", specific=iodine_model(), measured=measured("20 mrem/h"),
        readings=(RateReading(after(2), DoseRate.parse("30 mrem/h")), RateReading(after(20), DoseRate.parse("10 mrem/h"))),
        intake=IntakeFactor(Decimal(53), "FGR 11"), at=after(24),
        methods=(SecondMethod("own", "Own", dose=Dose.parse("1 mSv")),),
    )  # fmt: skip
    reckoning = reckoned(given)
    assert from_document(Reckoning, as_document(reckoning)) == reckoning
    assert from_document(type(given), as_document(given)) == given
