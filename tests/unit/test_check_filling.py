"""What is typed into a check becomes its points: expected values decayed, sleeves and decay reckoned, reasons beside rows."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from au_desktop.domain.errors import Invalid
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Duration, DurationUnit
from au_desktop.domain.safety.check_points import Verdict
from au_desktop.domain.safety.instrument_tests import CheckKind, LinearityMethod
from au_desktop.domain.safety.instruments import InstrumentKind
from au_desktop.domain.safety.sealed_sources import SourceState
from au_desktop.services.refusals import rule_sentences
from au_desktop.services.safety.check_filling import (
    RowReader,
    TypedRow,
    read_time,
    row_form,
    rows_of,
    time_text,
)
from tests.instrument_examples import CS, NOON, a_check, a_point, a_source, an_instrument

rule_sentences.register()

SOURCE = a_source()
SOURCES = {SOURCE.id: SOURCE}
METER = an_instrument(InstrumentKind.SURVEY_METER)


def read(check, unit, *rows, sources=SOURCES):
    return RowReader(check, unit, sources).read(rows)


def test_a_constancy_row_shows_the_decayed_value_before_anything_is_read():
    check = a_check(CheckKind.CONSTANCY, at=SOURCE.reference)
    row = TypedRow("Cs-137 setting", source=CS.id)
    assert read(check, "µCi", row)[0].expected == "200"
    assert read(check, "MBq", row)[0].expected == "7.4"
    (found,) = read(check, "µCi", replace(row, factor="1.5", reading="306"))
    assert found.point is not None
    assert (found.expected, found.point.expected, found.point.difference) == ("300", 300, 2)
    assert found.point.source == SOURCE.ref
    assert found.point.verdict(check.tolerance, None) is Verdict.PASSED
    assert read(check, "µCi", TypedRow("none"))[0] == read(check, "µCi", TypedRow())[0]


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        (TypedRow(source=CS.id, reading="2oo"), "reading"),
        (TypedRow(source=CS.id, reading="; "), "reading"),
        (TypedRow(source=CS.id, factor="x", reading="200"), "factor"),
    ],
)
def test_a_cell_that_cannot_be_read_says_why(row, cell):
    (found,) = read(a_check(CheckKind.CONSTANCY), "µCi", row)
    assert found.point is None
    assert (found.cell, bool(found.problem)) == (cell, True)


def test_a_source_that_is_gone_is_refused():
    gone = replace(SOURCE, gone_on=NOON.local.date())
    (found,) = read(a_check(), "µCi", TypedRow(source=CS.id), sources={CS.id: gone})
    assert (found.cell, found.problem) == ("source", f"CS-1: {SourceState.GONE.value}.")


def test_the_mean_of_the_readings_stands_for_accuracy():
    check = a_check(CheckKind.ACCURACY, at=SOURCE.reference)
    (found,) = read(check, "µCi", TypedRow("Cs", source=CS.id, reading="201; 202;203"))
    assert found.point is not None
    assert (found.point.measured, len(found.point.readings)) == (202, 3)


def test_a_meter_row_is_compared_with_what_is_typed():
    check = a_check(CheckKind.CALIBRATION, of=METER)
    (found,) = read(check, "mR/h", TypedRow(scale="x10", expected="80", reading="97"))
    assert found.point is not None
    assert (found.point.name, found.point.scale) == ("x10", "x10")
    (zero,) = read(check, "mR/h", TypedRow(expected="0", reading="97"))
    assert (zero.point, zero.cell) == (None, "expected")
    (plain,) = read(a_check(CheckKind.DAILY, of=METER), "cpm", TypedRow(expected="8", reading="9"))
    assert plain.point is not None
    assert plain.point.name == "check source"
    assert read(check, "mR/h", TypedRow(reading="97"))[0].point is None


def test_a_container_gets_its_factor():
    check = a_check(CheckKind.GEOMETRY)
    row = TypedRow("10 mL vial", volume="5", expected="100", reading="80")
    (found,) = read(check, "µCi", row)
    assert found.point is not None
    assert (found.point.factor, found.point.volume_ml) == (Decimal("1.25"), 5)
    (dark,) = read(check, "µCi", replace(row, reading="0"))
    assert (dark.point, dark.cell) == (None, "reading")


def linearity(**changes):
    facts = {"half_life": Duration(Decimal(6), DurationUnit.H), "method": LinearityMethod.DECAY}
    return a_check(CheckKind.LINEARITY, at=NOON, **(facts | changes))


def test_decay_is_compared_with_the_first_reading():
    rows = [
        TypedRow(time="2026-11-22 06:00", reading="100"),
        TypedRow(time="2026-11-22 12:00", reading="51"),
        TypedRow(time="2026-11-22 18:00"),
        TypedRow(time="later", reading="1"),
        TypedRow(reading="3"),
    ]
    first, second, third, wrong, timeless = read(linearity(), "mCi", *rows)
    assert first.point is not None
    assert second.point is not None
    assert (first.point.difference, second.point.difference) == (0, 2)
    assert second.point.name == "2026-11-22 12:00"
    assert (third.expected, third.point) == ("25", None)
    assert (wrong.cell, wrong.problem) == ("time", "Write day and time as 2026-11-20 08:05.")
    assert timeless.point is None
    unknown = read(linearity(half_life=None), "mCi", *rows[:2])[1]
    assert unknown.problem == "Choose the radionuclide first."
    assert read(linearity(), "mCi", TypedRow(time="2026-11-22 06:00"))[0].point is None
    assert (
        read(linearity(), "mCi", TypedRow(time="2026-11-22 06:00", reading="0"))[0].cell
        == "reading"
    )


def test_sleeves_are_compared_with_the_open_reading():
    check = linearity(method=LinearityMethod.SLEEVES)
    rows = [
        TypedRow("none", reading="100"),
        TypedRow("black", factor="4", reading="26"),
        TypedRow("red"),
        TypedRow("blue", factor="0.5", reading="1"),
    ]
    open_reading, black, red, blue = read(check, "mCi", *rows)
    assert open_reading.point is not None
    assert black.point is not None
    assert (black.point.difference, black.point.factor) == (4, 4)
    assert red.point is None
    assert blue.cell == "factor"


def test_the_next_check_begins_with_the_rows_of_the_last():
    row = a_point(source=CS, factor=Decimal("1.2"))
    assert rows_of(a_check(CheckKind.CONSTANCY, row)) == (
        TypedRow("Cs-137 setting", source=CS.id, factor="1.2"),
    )
    vial = a_point(name="vial", factor=Decimal("1.2"), volume_ml=Decimal(5))
    assert rows_of(a_check(CheckKind.GEOMETRY, vial)) == (
        TypedRow("vial", volume="5", expected="100"),
    )
    assert rows_of(linearity()) == ()
    sleeves = a_check(CheckKind.LINEARITY, a_point(), method=LinearityMethod.SLEEVES)
    assert rows_of(sleeves) == (TypedRow("Cs-137 setting"),)


def test_each_kind_has_its_cells():
    assert row_form(CheckKind.SENT) is None
    sleeves = row_form(CheckKind.LINEARITY, LinearityMethod.SLEEVES)
    decay = row_form(CheckKind.LINEARITY)
    assert sleeves is not None
    assert decay is not None
    assert ("factor" in sleeves.titles, "time" in decay.titles) == (True, True)


def test_a_time_is_read_on_the_clock_of_the_place():
    moment = Moment(datetime(2026, 11, 22, 18, tzinfo=UTC), -360)
    assert read_time(time_text(moment), -360) == moment
    with pytest.raises(Invalid):
        read_time("22.11.2026", 0)
