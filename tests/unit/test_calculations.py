"""The calculator: typed text in, result with equation and source out, errors that name the parameter."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from au_desktop.domain.checklists.answers import (
    At,
    Chosen,
    Computed,
    Confirmed,
    Measured,
    Number,
    Reference,
    Timed,
)
from au_desktop.domain.errors import Invalid, NotFound
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity, Duration
from au_desktop.domain.radiation.formula_types import Arguments
from au_desktop.domain.radiation.formulas import FORMULAS
from au_desktop.services.checklists.calculations import (
    ParameterError,
    calculate,
    checklist_formulas,
    formula_inputs,
    list_formulas,
)
from tests.builders import reference

# One line for each formula: what a person types, and what stands behind the equals sign.
EXAMPLES = {
    "time_between": (
        {"since": "2026-11-23T08:00-06:00", "until": "2026-11-23T16:59+00:00"},
        "2.984 h",
    ),
    "package_wipe": (
        {"gross": "1840 cpm", "background": "40 cpm", "efficiency": "0.25"},
        "240 dpm/cm²",
    ),
    "transport_index": ({"rate": "0.11 mrem/h"}, "0.2"),
    "wipe_mda": (
        {"background": "40 cpm", "time": "1 min", "efficiency": "0.25"},
        "128.477 dpm/100 cm²",
    ),
    "wipe_mda_unequal": (
        {
            "background": "40 cpm",
            "sample_time": "1 min",
            "background_time": "1 min",
            "efficiency": "0.25",
            "area_cm2": "50",
        },
        "257.093 dpm/100 cm²",
    ),
    "dose_in_time": ({"rate": "50 µSv/h", "time": "90 min"}, "7.5 mrem"),
    "percent_of_level": ({"activity": "37 MBq", "level": "2 mCi"}, "50 %"),
    "decay": ({"activity": "7.4 GBq", "half_life": "6.647 d", "elapsed": "3 d"}, "5.41212 GBq"),
    "decay_between": (
        {
            "activity": "7.4 GBq",
            "half_life": "48 h",
            "since": "2026-11-20T12:00-06:00",
            "until": "2026-11-22T18:00+00:00",
        },
        "3.7 GBq",
    ),
    "decay_factor": ({"half_life": "6 h", "elapsed": "6 h"}, "0.5"),
    "ingrowth": (
        {
            "parent": "100 MBq",
            "parent_half_life": "2 h",
            "daughter_half_life": "1 h",
            "branching": "1",
            "elapsed": "2 h",
        },
        "50 MBq",
    ),
    "time_until": ({"activity": "8 mCi", "half_life": "6 h", "target": "1 mCi"}, "18 h"),
    "ten_half_lives": ({"half_life": "6 h"}, "2.5 d"),
    "decay_in_storage": ({"half_life": "120 d"}, "yes"),
    "effective_half_life": ({"biological": "3 d", "half_life": "6 d"}, "2 d"),
    "measured_half_life": ({"first": "2 mR/h", "second": "1 mR/h", "elapsed": "2 d"}, "48 h"),
    "dosage_difference": ({"prescribed": "7.4 GBq", "measured": "160 mCi"}, "-20 %"),
    "dosage_check": ({"prescribed": "200 mCi", "measured": "5.91 GBq"}, "no"),
    "dosage_range_check": ({"low": "190 mCi", "high": "210 mCi", "measured": "190 mCi"}, "yes"),
    "medical_event_dosage_leg": ({"prescribed": "200 mCi", "measured": "160 mCi"}, "yes"),
    "activity_total": ({"first": "1.5 mCi", "third": "18.5 MBq"}, "2 mCi"),
    "net_administered": ({"assayed": "202 mCi", "residual": "2 mCi"}, "200 mCi"),
    "ra223_decay_factor": ({"days": "-7"}, "1.50202"),
    "ra223_volume": ({"weight_kg": "80", "decay_factor": "0.819"}, "4.884 mL"),
    "counter_efficiency": (
        {"standard": "1540 cpm", "background": "40 cpm", "activity": "100 Bq"},
        "0.25",
    ),
    "net_dpm": (
        {"gross": "240 cpm", "background": "40 cpm", "efficiency": "0.25"},
        "800 dpm/100 cm²",
    ),
    "mda": ({"background": "40 cpm", "time": "1 min", "efficiency": "0.25"}, "128.477 dpm"),
    "mda_unequal": (
        {
            "background": "40 cpm",
            "sample_time": "1 min",
            "background_time": "1 min",
            "efficiency": "0.25",
        },
        "128.547 dpm",
    ),
    "exposure_rate": ({"activity": "200 mCi", "gamma": "0.181", "distance": "1 m"}, "3.62 mrem/h"),
    "inverse_square": ({"rate": "8 mR/h", "distance": "1 m", "new_distance": "2 m"}, "2 mR/h"),
    "release_dose_until": (
        {
            "activity": "33 mCi",
            "gamma": "2.2",
            "half_life": "8.04 d",
            "elapsed": "1000 d",
            "distance": "1 m",
        },
        "2.01962 rem",
    ),
    "release_dose": (
        {"activity": "33 mCi", "gamma": "2.2", "half_life": "8.04 d"},
        "0.504904 rem",
    ),
    "release_dose_patient": (
        {"activity": "60 mCi", "gamma": "2.2", "half_life": "8.04 d", "occupancy": "0.125"},
        "0.459004 rem",
    ),
    "release_activity": ({"gamma": "2.2", "half_life": "8.04 d"}, "32.6795 mCi"),
    "release_dose_i131_cancer": ({"activity": "200 mCi"}, "0.453433 rem"),
    "release_dose_i131_hyperthyroidism": ({"activity": "55 mCi"}, "0.486344 rem"),
    "release_dose_internal": ({"activity": "33 mCi"}, "0.01749 rem"),
    "release_dose_measured": (
        {"rate": "1 mrem/h", "half_life": "24 h", "occupancy": "0.25"},
        "0.00865617 rem",
    ),
    "activity_difference": ({"expected": "200 µCi", "measured": "7.03 MBq"}, "-5 %"),
    "mean_activity": (
        {"first": "199 µCi", "second": "200 µCi", "third": "204 µCi"},
        "201 µCi",
    ),
    "behind_sleeve": ({"unshielded": "120 mCi", "factor": "2.4"}, "50 mCi"),
    "geometry_factor": ({"expected": "20 mCi", "reading": "19.2 mCi"}, "1.04167"),
    "rate_difference": ({"calculated": "100 mR/h", "indicated": "1.2 mSv/h"}, "20 %"),
    "count_rate_difference": ({"expected": "2400 cpm", "counted": "36 cps"}, "-10 %"),
    "chi_square": (
        {f"count_{number:02}": str(90 + 2 * number) for number in range(1, 11)},
        "3.26733",
    ),
    "removable_activity": (
        {"gross": "5600 cpm", "background": "50 cpm", "efficiency": "0.5"},
        "185 Bq",
    ),
    "detectable_activity": (
        {"background": "25 cpm", "time": "4 min", "efficiency": "0.25"},
        "0.820167 Bq",
    ),
}


def test_every_formula_has_an_example() -> None:
    assert set(EXAMPLES) == set(FORMULAS)


@pytest.mark.parametrize("name", list(EXAMPLES))
def test_a_formula_on_typed_text(name: str) -> None:
    typed, expected = EXAMPLES[name]
    result = calculate(name, typed)
    assert result.text == expected
    assert result.equation.endswith(f"= {expected}")
    assert "{" not in result.equation
    assert result.citation
    assert result.taken == ()


def test_a_nuclide_stands_in_for_its_figures_and_says_which() -> None:
    guide = calculate("release_dose", {"activity": "33 mCi", "nuclide": "I-131"}, reference())
    assert guide.text == "0.504904 rem"
    assert [line.split(":")[0] for line in guide.taken] == ["half_life 8.04 d", "gamma 2.2"]
    decay = calculate(
        "decay",
        {"activity": "7.4 GBq", "drug": "lu-177-dotatate", "elapsed": "6.647 d"},
        reference(),
    )
    assert decay.text == "3.7 GBq"
    assert not decay.verify


def test_a_given_figure_is_not_replaced() -> None:
    typed = {"activity": "33 mCi", "nuclide": "I-131", "half_life": "1 d", "gamma": "2.2"}
    assert calculate("release_dose", typed, reference()).taken == ()


def test_a_figure_to_be_verified_marks_the_result() -> None:
    assert calculate("mda", EXAMPLES["mda"][0]).verify


@pytest.mark.parametrize(
    ("name", "typed", "parameter", "reason"),
    [
        ("decay", {"activity": "7,4 GBq"}, "activity", "comma is not a decimal point here"),
        ("decay", {"activity": "7.4"}, "activity", "unit missing"),
        ("decay", {"activity": "7.4 GBq", "elapsed": "1 d"}, "half_life", "is missing"),
        ("decay", {"colour": "red"}, "colour", "is no parameter of this formula"),
        ("decay", {"nuclide": "X-1"}, "nuclide", "is not known"),
        ("net_administered", {"nuclide": "I-131"}, "nuclide", "is no parameter of this formula"),
        ("ra223_volume", {"weight_kg": "80 kg"}, "weight_kg", "not a number"),
        (
            "ra223_volume",
            {"weight_kg": "0", "decay_factor": "1"},
            "weight_kg",
            "must be above zero",
        ),
        ("decay_between", {"since": "yesterday"}, "since", "not a number"),
        ("decay_between", {"since": "2026-11-22T12:00"}, "since", "not a number"),
    ],
)
def test_an_error_names_the_parameter(
    name: str, typed: dict[str, str], parameter: str, reason: str
) -> None:
    with pytest.raises(ParameterError) as refused:
        calculate(name, typed, reference())
    assert (refused.value.formula, refused.value.parameter) == (name, parameter)
    assert refused.value.reason == reason


def test_an_unknown_formula_is_not_found() -> None:
    with pytest.raises(NotFound):
        calculate("astrology", {})


def test_the_list_shows_units_and_defaults() -> None:
    rows = {row.name: row for row in list_formulas()}
    assert set(rows) == set(FORMULAS)
    wipe = {parameter.name: parameter for parameter in rows["net_dpm"].parameters}
    assert wipe["gross"].units == ("cpm", "cps")
    assert wipe["gross"].required
    assert wipe["area_cm2"].units == ("cm²",)
    assert (wipe["area_cm2"].required, wipe["area_cm2"].default) == (False, "100")
    assert wipe["efficiency"].units == ()


def test_a_template_may_hand_over_a_drug_in_place_of_a_half_life() -> None:
    inputs = formula_inputs()
    assert inputs["decay"].required == {"activity", "elapsed"}
    assert inputs["decay"].optional == {"half_life", "drug", "nuclide"}
    assert inputs["net_administered"].optional == frozenset()
    assert inputs["net_dpm"].optional == {"area_cm2", "wipe_factor"}


NOON = Moment(datetime(2026, 11, 22, 12, tzinfo=UTC))
LATER = Moment(NOON.utc + timedelta(days=2))
LUTETIUM = Reference("drug", "Lu-177 dotatate", drug_id="lu-177-dotatate")


def test_a_computed_item_takes_answers_of_every_kind() -> None:
    compute = checklist_formulas(reference())
    activity = Measured(Activity.parse("7.4 GBq"))
    by_drug = compute(
        "decay_between",
        {"activity": activity, "since": At(NOON), "until": At(LATER), "drug": LUTETIUM},
    )
    by_timer = compute(
        "decay", {"activity": activity, "elapsed": Timed(NOON, LATER), "drug": LUTETIUM}
    )
    assert by_drug == Computed(Decimal("6.00697"), "GBq", "decay_between")
    assert by_timer == Computed(Decimal("6.00697"), "GBq", "decay")
    measured = Computed(Decimal("7.4"), "GBq", "decay")
    difference = compute("dosage_difference", {"prescribed": activity, "measured": measured})
    assert difference == Computed(Decimal(0), "%", "dosage_difference")
    plain = compute(
        "ra223_volume",
        {"weight_kg": Number(Decimal(80), "kg"), "decay_factor": Number(Decimal("0.819"))},
    )
    assert plain == Computed(Decimal("4.884"), "mL", "ra223_volume")


@pytest.mark.parametrize(
    ("choice", "left"), [(("cs_137",), "96.8852"), (("other",), None), ((), None)]
)
def test_a_chosen_nuclide_gives_its_half_life(choice: tuple[str, ...], left: str | None) -> None:
    compute = checklist_formulas(reference())
    given = {
        "activity": Measured(Activity.parse("100 µCi")),
        "elapsed": Measured(Duration.parse("503 d")),
        "nuclide": Chosen(choice),
    }
    expected = None if left is None else Computed(Decimal(left), "µCi", "decay")
    assert compute("decay", given) == expected


def test_a_nuclide_that_is_no_choice_counts_as_none() -> None:
    compute = checklist_formulas(reference())
    given = {"activity": Measured(Activity.parse("1 mCi")), "nuclide": Number(Decimal(1))}
    assert compute("decay", {**given, "elapsed": Timed(NOON, LATER)}) is None


def test_a_computed_verdict_is_one_or_zero() -> None:
    compute = checklist_formulas(reference())
    half_life = Measured(Duration.parse("121 d"))
    assert compute("decay_in_storage", {"half_life": half_life}) == Computed(
        Decimal(0), "", "decay_in_storage"
    )


def test_a_computed_item_waits_for_what_is_missing() -> None:
    compute = checklist_formulas(reference())
    activity = Measured(Activity.parse("7.4 GBq"))
    assert compute("astrology", {}) is None
    assert compute("decay", {"activity": activity}) is None
    assert compute("decay", {"activity": Confirmed(done=True), "elapsed": Timed(NOON)}) is None
    unknown = Reference("drug", "unknown", drug_id="unknown")
    assert compute("decay", {"activity": activity, "drug": unknown}) is None


def test_an_argument_of_another_kind_is_refused() -> None:
    with pytest.raises(Invalid):
        FORMULAS["decay"].evaluate(
            {
                "activity": Decimal(1),
                "half_life": Duration.parse("1 d"),
                "elapsed": Duration.parse("1 d"),
            }
        )
    with pytest.raises(Invalid):
        FORMULAS["decay"].evaluate({"colour": Decimal(1)})
    with pytest.raises(Invalid):
        Arguments({"days": Duration.parse("1 d")}).number("days")
