"""Contents of waste containers: decay, long-lived impurities, certificates."""

from dataclasses import replace
from decimal import Decimal

import pytest

from au_desktop.domain.errors import Invalid
from au_desktop.domain.quantities import DurationUnit
from au_desktop.domain.safety.waste_contents import (
    Clearance,
    HoldingRules,
    ImpurityStanding,
    Production,
    elapsed,
    find_present,
    impurities_of,
    later,
    productions_of,
    rule_out,
)
from tests.builders import reference
from tests.waste_examples import BY, a_content, days, mbq, on


def test_exactly_120_days_may_be_held_and_the_least_above_it_not():
    rules = HoldingRules()
    assert rules.allows(days("120"))
    assert not rules.allows(days("120.000001"))
    assert not HoldingRules(longest=days("90"), inclusive=False).allows(days("90"))


def test_a_content_decays_from_its_own_time_and_never_grows():
    content = a_content("I-131")
    assert content.activity_at(on(-3)) == mbq("220")
    half = later(on(0), content.half_life)
    assert round(content.activity_at(half).amount, 3) == Decimal("110.000")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"activity": mbq("-1")}, "activity"),
        ({"half_life": days("0")}, "half-life"),
        ({"nuclide": " "}, "nuclide"),
    ],
)
def test_what_cannot_be_in_a_container_is_refused(change, field):
    with pytest.raises(Invalid) as refused:
        replace(a_content(), **change)
    assert refused.value.field == field


def test_carrier_added_lutetium_always_carries_lu_177m():
    (impurity,) = impurities_of(
        reference().nuclide("Lu-177"), Production.CARRIER_ADDED, HoldingRules()
    )
    assert (impurity.nuclide, impurity.standing) == ("Lu-177m", ImpurityStanding.PRESENT)
    assert impurity.half_life == days("160.4")


def test_lutetium_of_unknown_production_asks_and_without_carrier_asks_nothing():
    lutetium = reference().nuclide("Lu-177")
    (asked,) = impurities_of(lutetium, Production.UNKNOWN, HoldingRules())
    assert asked.standing is ImpurityStanding.ASK
    assert not impurities_of(lutetium, Production.NO_CARRIER_ADDED, HoldingRules())


def test_a_stricter_license_asks_about_shorter_lived_impurities():
    yttrium = reference().nuclide("Y-90")
    named = {i.nuclide for i in impurities_of(yttrium, Production.GLASS, HoldingRules())}
    strict = HoldingRules(longest=days("90"))
    assert "Y-88" not in named
    assert "Eu-154" in named
    assert "Sr-90" not in named
    assert "Y-88" in {i.nuclide for i in impurities_of(yttrium, Production.GLASS, strict)}


def test_actinium_asks_for_the_certificate_of_ac_227():
    (asked,) = impurities_of(reference().nuclide("Ac-225"), Production.UNKNOWN, HoldingRules())
    assert (asked.nuclide, asked.standing) == ("Ac-227", ImpurityStanding.ASK)


def test_the_production_is_asked_only_where_it_tells_impurities_apart():
    assert productions_of(reference().nuclide("Lu-177")) == (
        Production.CARRIER_ADDED,
        Production.NO_CARRIER_ADDED,
        Production.UNKNOWN,
    )
    assert Production.GLASS in productions_of(reference().nuclide("Y-90"))
    assert Production.SPALLATION in productions_of(reference().nuclide("Ac-225"))
    assert productions_of(reference().nuclide("I-131")) == ()


def test_a_certificate_rules_out_what_was_asked_and_nothing_that_is_in_it():
    clearance = Clearance("certificate 77-A", BY, on(3))
    asked = rule_out(a_content("Ac-225"), "Ac-227", clearance)
    assert asked.impurities[0].standing is ImpurityStanding.RULED_OUT
    assert asked.impurities[0].cleared == clearance
    certain = rule_out(a_content("Lu-177", Production.CARRIER_ADDED), "Lu-177m", clearance)
    assert certain.impurities[0].standing is ImpurityStanding.PRESENT
    with pytest.raises(Invalid):
        rule_out(a_content("Ac-225"), "Ac-227", Clearance(" ", BY, on(3)))


def test_a_certificate_may_say_how_much_is_in_it():
    content = a_content("Lu-177", activity=mbq("7400"))
    found = find_present(content, "Lu-177m", Decimal("0.02"))
    (impurity,) = found.impurities
    assert impurity.standing is ImpurityStanding.PRESENT
    at_once = found.impurity_at(impurity, on(0))
    assert at_once == mbq("1.48")
    later_on = found.impurity_at(impurity, on(100))
    assert later_on is not None
    assert round(later_on.amount, 4) == Decimal("0.9607")
    assert found.impurity_at(content.impurities[0], on(0)) is None
    other = find_present(a_content("Ac-225"), "Pu-239", None)
    assert other == a_content("Ac-225")
    with pytest.raises(Invalid):
        find_present(content, "Lu-177m", Decimal(0))


def test_time_never_runs_backwards_and_ends_with_the_calendar():
    assert elapsed(on(2), on(1)).amount == 0
    assert elapsed(on(1), on(2)).to(DurationUnit.D).amount == 1
    assert later(on(0), days("99999999999")).utc.year == 9999
    assert later(on(0), days("1")) == on(1)


def test_an_impurity_of_every_product_is_in_it_with_the_published_part():
    lutetium = reference().nuclide("Lu-177")
    contaminant = replace(
        lutetium.contaminants[0],
        nuclide="Xx-1",
        route="",
        expected=True,
        fraction=Decimal("0.0002"),
    )
    known = replace(lutetium, contaminants=(contaminant,))
    (impurity,) = impurities_of(known, Production.UNKNOWN, HoldingRules())
    assert impurity.standing is ImpurityStanding.PRESENT
    assert impurity.percent == Decimal("0.02")
    by_route = replace(contaminant, route="generator")
    asked = replace(known, contaminants=(by_route,))
    (impurity,) = impurities_of(asked, Production.UNKNOWN, HoldingRules())
    assert impurity.standing is ImpurityStanding.ASK
    assert impurity.percent is None
    unknown = replace(known, contaminants=(replace(by_route, half_life=None), contaminant))
    (impurity,) = impurities_of(unknown, Production.GENERATOR, HoldingRules())
    assert impurity.half_life is None
