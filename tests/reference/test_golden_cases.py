"""The golden cases of radiation safety by their names on the command line, each within the rounding of its source."""

from decimal import Decimal
from typing import Any

import pytest

from tests.named_calculations import found

# Xofigo label, decay correction table (copy read 2026-11-22): days from the reference date, factor.
XOFIGO_FACTORS = (
    ("2.296", "2.161", "2.034", "1.914", "1.802", "1.696", "1.596"),
    ("1.502", "1.414", "1.330", "1.252", "1.178", "1.109", "1.044", "0.982"),
    ("0.925", "0.870", "0.819", "0.771", "0.725", "0.683", "0.643"),
    ("0.605", "0.569", "0.536", "0.504", "0.475", "0.447", "0.420"),
)
XOFIGO = dict(zip(range(-14, 15), (f for row in XOFIGO_FACTORS for f in row), strict=True))


def near(value: float, printed: str) -> bool:
    """Whether a value is the printed one, to its last digit."""
    return Decimal(repr(value)).quantize(Decimal(printed)) == Decimal(printed)


def test_g1_iodine_of_table_1() -> None:
    """G1: RG 8.39 Rev 0, Table 1, p. 5 (Equation 2): 32.68 mCi, printed 33; 7 mrem/h."""
    values = found("release-activity", nuclide="I-131", activity="32.68 mCi")
    assert near(values["limit_activity_mCi"], "32.68")
    assert near(values["rate_1m_mrem_h"], "7.19")
    assert values["table_activity_mCi"] == 33
    assert values["table_rate_1m_mrem_h"] == 7


def test_g2_technetium_of_table_1() -> None:
    """G2: RG 8.39 Rev 0, Table 1, p. 5 (Equation 3): 761.55 mCi, printed 760; 58 mrem/h."""
    values = found("release-activity", nuclide="Tc-99m", activity="761.55 mCi")
    assert near(values["limit_activity_mCi"], "761.5")
    assert near(values["rate_1m_mrem_h"], "57.57")
    assert values["table_activity_mCi"] == 760
    assert values["table_rate_1m_mrem_h"] == 58


def test_g3_the_printed_value_gives_a_little_more_than_the_limit() -> None:
    """G3: RG 8.39 Rev 0, Equation 2: 33 mCi of I-131 are 0.50490 rem; the guide releases it all the same."""
    values = found("release-activity", nuclide="I-131", activity="33 mCi")
    assert near(values["dose_rem"], "0.50490")
    assert values["release"] is True
    assert values["by_table"] is True
    assert any("rounds the activity" in note for note in values["notes"])
    assert found("release-activity", nuclide="I-131", activity="33.01 mCi")["release"] is False


def test_g4_example_1() -> None:
    """G4: RG 8.39 Rev 0, Example 1, p. B-2: 60 mCi, E 0.125: 4.59 mSv; a record is required."""
    values = found("release-activity", nuclide="I-131", activity="60 mCi", occupancy="0.125")
    assert near(values["dose_mSv"], "4.59")
    assert values["release"] is True
    assert values["record_required"] is True


@pytest.mark.parametrize(
    "typed",
    [
        {"condition": "thyroid-cancer"},
        {"E1": "0.75", "E2": "0.25", "F1": "0.95", "T1": "0.32", "F2": "0.05", "T2": "7.3"},
    ],
)
def test_g5_g7_example_2(typed: dict[str, str]) -> None:
    """G5, G7: RG 8.39 Rev 0, Example 2, p. B-4: 200 mCi: 4.53 mSv (0.453433 rem), not 4.55."""
    values = found("release-iodine", activity="200 mCi", **typed)
    assert near(values["dose_rem"], "0.453433")
    assert near(values["dose_mSv"], "4.53")
    assert near(values["max_activity_mCi"], "220.5")


def test_example_3() -> None:
    """RG 8.39 Rev 0, Example 3, p. B-6: 55 mCi for hyperthyroidism: 4.86 mSv."""
    values = found("release-iodine", activity="55 mCi", condition="hyperthyroid")
    assert near(values["dose_mSv"], "4.86")


def test_g10_internal_dose() -> None:
    """G10: RG 8.39 Rev 0, Example 4, p. B-7: 33 mCi, 53 rem/mCi: 0.17 mSv, about 3 % of the external dose."""
    values = found("internal-dose", activity="33 mCi", dcf="53", external="5 mSv")
    assert values["dose_rem"] == 0.01749
    assert near(values["dose_mSv"], "0.17")
    assert near(values["percent_of_external"], "3")
    assert values["may_be_ignored"] is True


def test_g11_lutetium() -> None:
    """G11: Equation 2 with Smith and Stabin 0.181 and 6.647 d: 2.08 mSv, 3.62 mrem/h; instructions are due."""
    values = found("release-activity", nuclide="Lu-177", activity="7.4 GBq")
    assert near(values["dose_rem"], "0.208138")
    assert near(values["rate_1m_uSv_h"], "36.2")
    assert (values["release"], values["instructions"]) == (True, True)
    assert values["record_required"] is False
    unoccupied = found("release-activity", nuclide="Lu-177", activity="7.4 GBq", occupancy="1")
    assert near(unoccupied["dose_mSv"], "8.33")


def test_g13_two_readings() -> None:
    """G13: Kurth et al., EJNMMI Res 2018: 1.6 µSv/h at 24 h, 0.7 at 72 h: 40.25 h (paper 40.5 ± 9.6 h)."""
    values = found("effective-half-life", rate1="1.6", t1="24", rate2="0.7", t2="72")
    assert near(values["half_life_h"], "40.25")


@pytest.mark.parametrize(("day", "printed"), XOFIGO.items())
def test_g15_the_factors_of_the_xofigo_label(day: int, printed: str) -> None:
    """G15: Xofigo label, all 29 rows to three decimals."""
    values = found("label-decay-factor", drug="radium-223-dichloride", day=str(day))
    assert near(values["factor"], printed)
    assert values["factor_printed"] == float(printed)


def test_g16_the_volume_of_the_xofigo_label() -> None:
    """G16: Xofigo label: 80 kg on day +3: 4.884 mL."""
    values = found("xofigo-volume", weight="80", day="3")
    assert near(values["volume_mL"], "4.884")
    assert near(values["volume_by_printed_factor_mL"], "4.884")
    assert values["activity_MBq"] == 4.4


@pytest.mark.parametrize(
    ("measured", "within"),
    [("5.92 GBq", True), ("5.91 GBq", False), ("8.88 GBq", True), ("8.89 GBq", False)],
)
def test_g18_dosages(measured: str, *, within: bool) -> None:
    """G18: 10 CFR 35.63(d) (72 FR 55931, 2007): "by more than 20 percent"."""
    values = found("dosage-check", prescribed="7.4 GBq", measured=measured)
    assert values["within"] is within
    assert "35.63(d)" in values["rule"]


def test_g19_the_dosage_leg_of_a_medical_event() -> None:
    """G19: 10 CFR 35.3045 (83 FR 33111, 2018): "20 percent or more", where 35.63 still allows it."""
    values = found("dosage-check", prescribed="7.4 GBq", measured="8.88 GBq")
    assert (values["within"], values["medical_event_dosage_leg"]) == (True, True)
    near_by = found("dosage-check", prescribed="7.4 GBq", measured="8.879 GBq")
    assert near_by["medical_event_dosage_leg"] is False


def test_g20_a_wipe() -> None:
    """G20: gross 240 cpm, background 40, efficiency 0.25: 800 dpm/100 cm²."""
    values = found("wipe", gross="240", background="40", efficiency="0.25", area="100")
    assert values["net_dpm_per_100cm2"] == 800


def test_g21_the_minimum_detectable_activity() -> None:
    """G21: Currie 1968: background 40 cpm, 1 min each, efficiency 0.25: 128.5 dpm (129.6 with 3.00)."""
    typed = {"background": "40", "sample-minutes": "1", "efficiency": "0.25"}
    values = found("mda", **typed, **{"background-minutes": "1"})
    assert near(values["mda_dpm"], "128.5")
    assert "129.637" in values["notes"][0]
    assert found("mda", **typed)["mda_dpm"] == values["mda_dpm"]
    longer = found("mda", **typed, **{"background-minutes": "10"})
    assert longer["mda_dpm"] < values["mda_dpm"]


def test_g24_the_sewer() -> None:
    """G24: 10 CFR 20.2003: I-131 at 1E-5 µCi/mL in 1E9 mL: 10 mCi in a month, sum of fractions at most 1."""
    values = found("sewer", nuclide="I-131", activity="10 mCi", volume="1e9")
    assert (values["fraction"], values["within"]) == (1, True)
    assert values["monthly_limit_mCi"] == 10
    assert values["verify"] is True
    assert found("sewer", nuclide="I-131", activity="10.01 mCi", volume="1e9")["within"] is False


def test_g25_activity_units() -> None:
    """G25: 200 mCi are 7400 MBq exactly."""
    values = found("decay", activity="200 mCi", half_life="6.647 d", elapsed="0")
    assert values["activity_MBq"] == 7400


@pytest.mark.parametrize(
    ("occupancy", "required"), [("0.25", False), ("0.2499", True), ("25 %", False)]
)
def test_g27_the_record(occupancy: str, *, required: bool) -> None:
    """G27: 10 CFR 35.2075(a)(2) (67 FR 20370, 2002): "less than 0.25"."""
    values = found("release-activity", nuclide="Lu-177", activity="1 GBq", occupancy=occupancy)
    assert values["record_required"] is required


@pytest.mark.parametrize(
    ("days", "lutetium", "metastable"),
    [("0", "7400", "1.480"), ("66.47", "7.478", "1.110"), ("85.2", "1.257", "1.024"), ("100", "0.4365", "0.9607"),
     ("180", "0.1540", "0.6799"), ("365", "0.0692", "0.3057"), ("730", "0.01429", "0.06313"), ("1095", "0.00295", "0.01304")],
)  # fmt: skip
def test_the_mixture_of_lutetium(days: str, lutetium: str, metastable: str) -> None:
    """Computed 2026-11-22 with ICRP 107 (6.647 d, 160.4 d, 21.7 %): 7.4 GBq with 0.02 % Lu-177m."""
    values = found("mixture-decay", activity="7.4 GBq", elapsed=f"{days} d", route="carrier-added")
    assert near(values["lu177_MBq"], lutetium)
    assert near(values["lu177m_MBq"], metastable)
    assert near(values["crossover_d"], "85.2")


def test_the_late_ratio_of_the_mixture() -> None:
    """Computed 2026-11-22: ingrowth holds Lu-177 at 0.2264 of Lu-177m."""
    values = found("mixture-decay", activity="7.4 GBq", elapsed="1095 d", fraction="0.3 %")
    assert near(values["lu177_per_lu177m"], "0.2264")
    assert near(values["crossover_d"], "58.1")


@pytest.mark.parametrize(
    ("nuclide", "route", "eligible"),
    [
        ("Lu-177", "no-carrier-added", True),
        ("Lu-177", "carrier-added", False),
        ("Lu-177m", "", False),
        ("I-131, Co-57", "", False),
        ("Ac-225", "thorium spallation", False),
    ],
)
def test_g26_decay_in_storage(nuclide: str, route: str, *, eligible: bool) -> None:
    """G26: 10 CFR 35.92(a) (72 FR 45151, 2007): "less than or equal to 120 days"; Lu-177m is never eligible."""
    typed: dict[str, Any] = {"nuclide": nuclide, "sealed": "2026-01-01"}
    values = found("dis", **typed, **({"route": route} if route else {}))
    assert values["eligible"] is eligible
    assert (values["earliest_suggested_survey"] is not None) is eligible
    assert bool(values["flags"]) is not eligible
