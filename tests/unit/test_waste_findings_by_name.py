"""Storage, sewer, spills, wipes, packages and dosages by name: flags, levels, limits, and what is left to the RSO."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from au_desktop.domain.errors import Invalid
from au_desktop.domain.quantities import Activity, Duration
from au_desktop.domain.radiation.contamination import (
    level_for,
    strictest_level,
    takes_alpha_package_limit,
)
from au_desktop.domain.radiation.mixtures import Mixture, crossover, mixture_after
from au_desktop.domain.radiation.sewer_release import limit_for, year_fraction
from au_desktop.domain.radiation.spill_judgement import SpillClass, judge_spill
from au_desktop.domain.radiation.storage_decay import FlagKind, judge_storage, survey_from
from au_desktop.domain.reference.contamination_levels import (
    AreaClass,
    ContaminationLevel,
    LevelSet,
)
from au_desktop.domain.reference.nuclides import HalfLifeSource, Nuclide
from tests.builders import reference
from tests.named_calculations import found

DATA = reference()
SEALED = date(2026, 1, 1)


def nuclide_of(half_life: str, *others: str) -> Nuclide:
    """Lutetium with other half-lives: what is judged is only their length."""
    base = DATA.nuclide("I-131")
    lives = tuple(
        replace(base.half_lives[number], value=Duration.parse(text))
        for number, text in enumerate((half_life, *others))
    )
    return replace(base, half_lives=lives)


@pytest.mark.parametrize(
    ("half_life", "eligible"), [("119.9 d", True), ("120 d", True), ("120.1 d", False)]
)
def test_g26_exactly_120_days(half_life: str, *, eligible: bool) -> None:
    """G26: 10 CFR 35.92(a) (72 FR 45151, 2007): "less than or equal to 120 days"."""
    verdict = judge_storage([nuclide_of(half_life)], SEALED)
    assert verdict.eligible is eligible
    assert (verdict.survey_from is not None) is eligible


def test_sources_on_both_sides_of_120_days_are_flagged() -> None:
    nuclide = nuclide_of("119 d", "121 d")
    flags = judge_storage([nuclide]).flags
    assert [flag.kind for flag in flags] == [FlagKind.HALF_LIFE_SOURCES_DIFFER]
    assert judge_storage([nuclide], source=HalfLifeSource.ENSDF).eligible is False
    assert judge_storage([nuclide], source=HalfLifeSource.LABEL).eligible is True


def test_the_survey_is_suggested_after_ten_half_lives_rounded_up() -> None:
    assert survey_from(SEALED, Duration.parse("6.647 d")) == date(2026, 3, 9)
    assert survey_from(SEALED, Duration.parse("1 d")) == date(2026, 1, 11)
    longest = judge_storage([DATA.nuclide("Tc-99m"), DATA.nuclide("Sr-89")], SEALED)
    assert (longest.longest, longest.survey_from) == ("Sr-89", date(2027, 5, 22))


@pytest.mark.parametrize(
    ("nuclide", "route", "kinds"),
    [
        ("Lu-177", "", {FlagKind.POSSIBLE_IMPURITY}),
        ("Lu-177", "Carrier-Added", {FlagKind.IMPURITY}),
        ("Lu-177", "c.a.", {FlagKind.IMPURITY}),
        ("Lu-177", "n.c.a.", set()),
        ("Lu-177", "no carrier added", set()),
        ("Lu-177", "Yb-176", set()),
        ("Y-90", "glass microspheres", {FlagKind.POSSIBLE_IMPURITY}),
        ("Sm-153", "", {FlagKind.POSSIBLE_IMPURITY}),
        ("I-131", "", set()),
    ],
)
def test_what_a_route_brings(nuclide: str, route: str, kinds: set[FlagKind]) -> None:
    verdict = judge_storage([DATA.nuclide(nuclide)], SEALED, route)
    assert {flag.kind for flag in verdict.flags} == kinds
    assert verdict.eligible is (FlagKind.IMPURITY not in kinds)


def test_an_impurity_of_unknown_half_life_is_flagged() -> None:
    lutetium = DATA.nuclide("Lu-177")
    unknown = replace(lutetium.contaminants[0], half_life=None)
    nuclide = replace(lutetium, contaminants=(unknown,))
    flags = judge_storage([nuclide], route="carrier-added").flags
    assert [flag.kind for flag in flags] == [FlagKind.UNKNOWN_HALF_LIFE]


def test_storage_by_name() -> None:
    values = found("dis", nuclide="Lu-177, I-131", sealed="2026-01-01")
    assert values["longest_lived"] == "I-131"
    assert values["earliest_suggested_survey"] == "2026-03-23"
    assert any("The route decides" in note for note in values["notes"])
    assert "Lu-177 with Lu-177m 160.4 d, carrier-added (Lu-176)" in values["flags"][0]
    samarium = found("dis", nuclide="Sm-153", half_life_source="label")
    assert samarium["half_life_d"] == pytest.approx(46.3 / 24)
    assert samarium["earliest_suggested_survey"] is None
    assert "Sm-153 with Eu-154 8.593 y: " in samarium["flags"][0]


def test_a_mixture_that_is_none() -> None:
    with pytest.raises(Invalid):
        Mixture(Activity.parse("1 MBq"), Decimal(2), Duration.parse("1 d"), Duration.parse("2 d"))
    alike = Mixture(
        Activity.parse("1 MBq"), Decimal("0.1"), Duration.parse("1 d"), Duration.parse("1 d")
    )
    assert crossover(alike) is None
    assert mixture_after(alike, Duration.parse("0 d")).total == Activity.parse("1.1 MBq")
    typed = found(
        "mixture-decay", activity="1 GBq", elapsed="0", route="n.c.a.", fraction="0.01 %"
    )
    assert typed["lu177m_MBq"] == 0.1


def test_two_readings_need_nothing_else() -> None:
    assert found("time-to-activity", half_life="6 d", activity="1", target="2")["time_d"] == -6
    looked_back = found("decay", nuclide="Lu-177", activity="1", elapsed="-6.647 d")
    assert looked_back["activity_MBq"] == 2
    assert "(-6.647 d)" in looked_back["equation"]
    far = found("label-decay-factor", drug="Xofigo", day="15")
    assert any("no factor beyond 14 days" in note for note in far["notes"])
    old = found("xofigo-volume", weight="80", day="0", dosage="50", concentration="1000")
    assert old["activity_MBq"] == 4


def test_dosages_by_name() -> None:
    within = found(
        "dosage-check", prescribed="7.4 GBq", low="5 GBq", high="9 GBq", measured="9 GBq"
    )
    assert within["within"] is True
    assert any("more than 20 percent" in note for note in within["notes"])
    outside = found("dosage-check", low="190 mCi", high="210 mCi", measured="210.1 mCi")
    assert (outside["within"], outside["difference_percent"]) == (False, None)
    assert "prescribed dosage range" in outside["rule"]
    assert any("authorized user directs" in note for note in outside["notes"])


def test_what_was_received_by_name() -> None:
    at_once = found("net-administered", assay="202 mCi", residual="37 MBq; 37 MBq")
    assert at_once["net_MBq"] == 7400
    timed = found(
        "net-administered",
        assay="8 MBq@2026-11-22T10:00",
        residual="1@2026-11-22T12:00; 0.5@2 h; 1",
        given="1 h",
        half_life="1 h",
    )
    assert timed["assay_MBq"] == 4
    assert timed["residual_MBq"] == 4
    assert timed["net_MBq"] == 0
    later = found("net-administered", assay="8", residual="0", given="1 h", half_life="1 h")
    assert later["net_MBq"] == 4
    long_after = found("net-administered", assay="8", residual="0", given="1 y", half_life="1 h")
    assert (long_after["net_MBq"], long_after["residual_percent"]) == (0, None)


def test_the_sewer_by_name() -> None:
    both = found("sewer", nuclide="I-131, Tc-99m", activity="5 mCi; 5 Ci", volume="1000 m3")
    assert (both["fraction"], both["within"]) == (1, True)
    assert (both["year_fraction"], both["year_within"]) == (5.005, False)
    before = found(
        "sewer", nuclide="H-3,I-131", activity="1 Ci;1 mCi", volume="1e9", year_to_date="0.999 Ci"
    )
    assert (before["year_fraction"], before["year_within"]) == (1, True)
    unlisted = found("sewer", nuclide="Xe-133", activity="1 MBq", volume="1e9")
    assert any("Xe-133 is not listed" in note for note in unlisted["notes"])
    weak = found("sewer", nuclide="Lu-177m", activity="1 MBq", volume="1e9")
    assert any("knowledge alone" in note for note in weak["notes"])
    assert limit_for(DATA.sewer_limits, DATA.nuclide("Th-227")).id == "Th-227"
    others = {key: limit for key, limit in DATA.sewer_limits.items() if key != "Th-227"}
    assert limit_for(others, DATA.nuclide("Th-227")).id == "unlisted-alpha"
    assert year_fraction({"C-14": Activity.parse("0.5 Ci")}) == Decimal("0.5")


@pytest.mark.parametrize(
    ("nuclide", "activity", "spill_class", "evacuate"),
    [
        ("I-131", "0.999 mCi", SpillClass.MINOR, None),
        ("I-131", "1 mCi", SpillClass.MAJOR, None),
        ("Lu-177", "74 MBq", SpillClass.MAJOR, None),
        ("Ra-223", "1 Bq", SpillClass.MAJOR, None),
        ("Ra-223", "0 Bq", SpillClass.MINOR, None),
        ("Tc-99m", "400 mCi", SpillClass.MAJOR, True),
        ("Tc-99m", "399 mCi", SpillClass.MAJOR, False),
        ("Tb-161", "1 Ci", None, None),
    ],
)
def test_spills(
    nuclide: str,
    activity: str,
    spill_class: SpillClass | None,
    evacuate: bool | None,
) -> None:
    verdict = judge_spill(Activity.parse(activity), nuclide, DATA.spill_levels.values())
    assert (verdict.spill_class, verdict.evacuate) == (spill_class, evacuate)


def test_spills_by_name() -> None:
    own = found("spill-class", nuclide="Tb-161", activity="1 mCi", level="2 mCi")
    assert (own["class"], own["level_mCi"], own["suggestion"]) == ("minor", 2, False)
    unknown = found("spill-class", nuclide="Tb-161", activity="1 mCi")
    assert unknown["class"] is None
    assert any("the RSO or the license" in note for note in unknown["notes"])
    alpha = found("spill-class", nuclide="Ra-223", activity="1 µCi")
    assert (alpha["class"], alpha["any_amount"], alpha["level_mCi"]) == ("major", True, None)
    minor = found("spill-class", nuclide="Tc-99m", activity="1 mCi")
    assert (minor["class"], minor["evacuate"], minor["level_mCi"]) == ("minor", False, 100)
    assert "leave the area from 400 mCi" in minor["taken"][1]


def level(level_set: LevelSet, area: AreaClass, nuclide: str) -> ContaminationLevel | None:
    return level_for(DATA.contamination_levels.values(), level_set, area, DATA.nuclide(nuclide))


@pytest.mark.parametrize(
    ("nuclide", "unrestricted", "released"),
    [("Lu-177", 200, 1000), ("Tc-99m", 2000, 1000), ("Ra-223", 20, 200), ("Ac-225", 20, 20), ("I-131", 200, 200),
     ("I-125", 200, 20), ("Tb-161", 200, 1000)],
)  # fmt: skip
def test_levels_of_contamination(nuclide: str, unrestricted: int, released: int) -> None:
    """Sets of NUREG-1556 App. R and of the Regulatory Guide 1.86 family; what is not listed takes the middle column."""
    own = level(LevelSet.NUREG_1556, AreaClass.UNRESTRICTED, nuclide)
    other = level(LevelSet.SURFACE_RELEASE, AreaClass.RELEASED, nuclide)
    assert own is not None
    assert other is not None
    assert own.removable == unrestricted
    assert other.removable == released
    assert level(LevelSet.SURFACE_RELEASE, AreaClass.SKIN, nuclide) is None


def test_several_nuclides_take_the_strictest_level() -> None:
    rows = DATA.contamination_levels.values()
    nuclides = [DATA.nuclide("Tc-99m"), DATA.nuclide("Ra-223"), DATA.nuclide("Lu-177")]
    found_row = strictest_level(rows, LevelSet.NUREG_1556, AreaClass.RESTRICTED, nuclides)
    assert found_row is not None
    assert found_row.removable == 200
    assert strictest_level(rows, LevelSet.SURFACE_RELEASE, AreaClass.SKIN, nuclides) is None


def test_wipes_by_name() -> None:
    at_level = found("wipe", gross="90", background="40", efficiency="0.25", nuclide="Lu-177")
    assert (at_level["net_dpm_per_100cm2"], at_level["within"]) == (200, True)
    assert any("Other set, RG 8.23, unrestricted: 220" in note for note in at_level["notes"])
    below = found("wipe", gross="30", background="40", efficiency="0.25")
    assert any("less than the background" in note for note in below["notes"])
    assert below["within"] is None
    released = found(
        "wipe",
        gross="290",
        background="40",
        efficiency="0.25",
        nuclide="Lu-177",
        set="release of surfaces",
    )
    assert (released["level_dpm_per_100cm2"], released["within"]) == (1000, True)
    nothing = found(
        "wipe",
        gross="290",
        background="40",
        efficiency="0.25",
        nuclide="Lu-177",
        area_class="released",
    )
    assert nothing["level_dpm_per_100cm2"] is None
    alpha = found(
        "wipe",
        gross="41",
        background="40",
        efficiency="0.25",
        nuclide="Ra-223",
        area_class="skin",
        set="RG 8.23",
    )
    assert alpha["level_dpm_per_100cm2"] == 220


@pytest.mark.parametrize(
    ("nuclide", "limit", "within"),
    [("Lu-177", 240, True), ("Ra-223", 24, False), ("Ac-225", 24, False), ("At-211", 240, True), ("Pb-212", 240, True)],
)  # fmt: skip
def test_package_wipes_by_name(nuclide: str, limit: int, *, within: bool) -> None:
    """49 CFR 173.403 (80 FR 1162, 2015): alpha emitters under 10 days are of low toxicity; Ac-225 stands on the line."""
    values = found(
        "package-wipe", gross="1840", background="40", efficiency="0.25", nuclide=nuclide
    )
    assert (values["limit_dpm_per_cm2"], values["within"]) == (limit, within)
    assert values["wipe_dpm"] == 7200
    assert values["wipe_limit_dpm"] == limit * 30
    assert values["Bq_per_cm2"] == 4
    assert takes_alpha_package_limit(DATA.nuclide(nuclide)) is (limit == 24)


def test_a_package_wipe_without_a_nuclide() -> None:
    values = found("package-wipe", gross="1841", background="40", efficiency="0.25")
    assert values["within"] is False
    assert any("No nuclide named" in note for note in values["notes"])
    assert found("mda", background="40", sample_minutes="1", efficiency="0.25", area="300")[
        "mda_dpm_per_100cm2"
    ] == pytest.approx(42.8255763)
