"""Named calculations as a user meets them: results by key, units, notes where sources differ, refusals that name the input."""

import json
from decimal import Decimal

import pytest

from au_desktop.domain.errors import Invalid, NotFound
from au_desktop.domain.radiation.calculations.calculation_types import Given
from au_desktop.domain.radiation.calculations.named_calculations import CALCULATIONS
from au_desktop.services.calculating.calculation_rows import list_calculations
from au_desktop.services.calculating.named_results import (
    calculation_named,
    machine_value,
    run_named,
    value_text,
)
from au_desktop.services.checklists.calculations import ParameterError
from tests.builders import reference
from tests.named_calculations import found, result

EXAMPLES = {
    "decay": {"nuclide": "Lu-177", "activity": "7.4 GBq", "elapsed": "6.647 d"},
    "time-to-activity": {"nuclide": "I-131", "activity": "200 mCi", "target": "33 mCi"},
    "effective-half-life": {"physical": "6 d", "biological": "3 d"},
    "label-decay-factor": {"drug": "Xofigo", "day": "20"},
    "xofigo-volume": {"weight": "80", "day": "3"},
    "mixture-decay": {"activity": "7.4 GBq", "elapsed": "100 d", "route": "c.a."},
    "dosage-check": {"prescribed": "7.4 GBq", "measured": "7.5 GBq"},
    "net-administered": {"assay": "202 mCi", "residual": "37 MBq, 37 MBq"},
    "release-activity": {"nuclide": "Lu-177", "activity": "200 mCi"},
    "release-iodine": {"activity": "100 mCi", "condition": "hyperthyroid"},
    "release-measured": {"rate": "20", "half-life": "40 h"},
    "internal-dose": {"activity": "33 mCi"},
    "breastfeeding": {"agent": "I-131 NaI"},
    "wipe": {"gross": "240", "background": "40", "efficiency": "25 %"},
    "mda": {"background": "40", "sample-minutes": "1", "efficiency": "0.25"},
    "package-wipe": {"gross": "1840", "background": "40", "efficiency": "0.25"},
    "inverse-square": {"rate": "8", "distance": "1", "new-distance": "2"},
    "dis": {"nuclide": "I-131", "sealed": "2026-01-01"},
    "sewer": {"nuclide": "I-131", "activity": "1 mCi", "volume": "1000 m3"},
    "spill-class": {"nuclide": "Lu-177", "activity": "1 mCi"},
}


NAMES = list(EXAMPLES)


def test_every_name_is_there() -> None:
    assert list(CALCULATIONS) == NAMES
    assert [row.name for row in list_calculations()] == NAMES
    assert calculation_named("decay") is not None
    assert calculation_named("astrology") is None


@pytest.mark.parametrize("name", NAMES)
def test_every_result_is_a_document_with_units_and_source(name: str) -> None:
    calculation = CALCULATIONS[name]
    values = found(name, **EXAMPLES[name])
    assert json.loads(json.dumps(values)) == values
    assert values["equation"].strip()
    assert values["source"] == calculation.citation
    assert isinstance(values["verify"], bool)
    for output in calculation.outputs:
        assert output.name in values
        assert not isinstance(values[output.name], str) or not output.unit
        assert values["units"].get(output.name, "") == output.unit
    assert set(values["inputs"]) == set(EXAMPLES[name])
    assert calculation.equation
    assert calculation.valid


@pytest.mark.parametrize("name", NAMES)
def test_what_is_required_is_asked_for_in_its_unit(name: str) -> None:
    calculation = CALCULATIONS[name]
    for one in calculation.inputs:
        if one.required:
            rest = {key: text for key, text in EXAMPLES[name].items() if key != one.name}
            with pytest.raises(ParameterError) as refused:
                run_named(name, rest, reference())
            assert refused.value.parameter == one.name
            assert "is missing" in refused.value.reason
            assert not one.unit or one.unit in refused.value.reason


def test_plain_numbers_are_shown_with_the_unit_that_was_taken() -> None:
    inputs = found("xofigo-volume", weight="80", day="3")["inputs"]
    assert inputs == {"weight": "80 kg", "day": "3 d"}
    inputs = found("decay", activity="7400", half_life="6 d", elapsed="24")["inputs"]
    assert inputs == {"activity": "7400 MBq", "half-life": "6 d", "elapsed": "24 h"}
    assert found("xofigo-volume", weight="80 kg", day="3")["inputs"]["weight"] == "80 kg"


def test_a_name_that_is_none_is_not_found() -> None:
    with pytest.raises(NotFound):
        run_named("astrology", {}, reference())


def test_a_rule_that_names_no_input_is_passed_on() -> None:
    with pytest.raises(ParameterError) as refused:
        found("release-iodine", activity="1", F1="0.5", T1="0 d", F2="0.5", T2="1")
    assert refused.value.parameter == "effective_half_life"
    assert refused.value.typed == ""


def test_values_for_people_and_machines() -> None:
    assert [value_text(v) for v in (True, False, None, Decimal("1.23456789"), (), ("a", "b"))] == [
        "yes", "no", "none", "1.23457", "none", "a; b"
    ]  # fmt: skip
    assert machine_value(Decimal("7400.000")) == 7400
    assert machine_value(Decimal(10) ** 20) == 1e20
    assert machine_value(Decimal("0.1")) == 0.1
    assert machine_value(("a",)) == ["a"]
    assert machine_value(None) is None
    rows = {row.key: row.text for row in result("dis", nuclide="I-131", sealed="2026-01-01").rows}
    assert rows["earliest_suggested_survey"] == "2026-03-23"
    assert rows["half_life_d"] == "8.0207 d"


def test_an_input_of_another_type_is_refused() -> None:
    given = Given({"a": Decimal(1)}, reference())
    with pytest.raises(Invalid):
        given.maybe("a", str)
    with pytest.raises(Invalid):
        given.of("b", str)
