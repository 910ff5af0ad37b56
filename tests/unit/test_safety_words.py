"""A safety record in words: every fact that is set, in order, in the words that people read."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

import pytest

from au_desktop.domain.quantities import DoseRate
from au_desktop.domain.training.cases import Voided
from au_desktop.services.wording.safety_words import (
    entry_lines,
    fact_name,
    head_lines,
    record_lines,
)
from tests.builders import MemoryDesk, gbq
from tests.package_examples import FRIDAY_9, HOT_LAB, METER, SOMEBODY, a_monitored, after, mrem
from tests.release_examples import LUTETIUM, a_release, facts, measured
from tests.safety_examples import DiaryPage, Finding, a_page
from tests.treatment_examples import a_dosage

FULL = a_page(
    title="Bench",
    activity=gbq("7.40"),
    share=Decimal("0.2500"),
    room=HOT_LAB,
    meter=replace(METER, model="M 3", serial="12", calibration_due=date(2027, 1, 9)),
    by=SOMEBODY,
    findings=(Finding("sink", mrem("0.02")), Finding("door")),
    due=after(days=1),
    notes="seen twice",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed(DiaryPage):
    """A page with names on it, and a mapping, which has no words."""

    names: tuple[str, ...] = ("one", "two")
    days: tuple[date, ...] = (date(2026, 11, 20),)
    marks: dict[str, int] = field(default_factory=lambda: {"a": 1})


def test_every_fact_is_said_in_order():
    said = [(line.depth, line.name, line.value) for line in record_lines(FULL)]
    assert said == [
        (0, "Title", "Bench"),
        (0, "Activity", "200 mCi (7.40 GBq)"),
        (0, "Share", "0.2500"),
        (0, "Room", "Hot lab"),
        (0, "Meter", "SM-1, M 3, serial 12, calibrated until 2027-01-09"),
        (0, "By", "Casey Example"),
        (0, "Findings 1", ""),
        (1, "Place", "sink"),
        (1, "Rate", "0.02 mrem/h (0.2 µSv/h)"),
        (0, "Findings 2", ""),
        (1, "Place", "door"),
        (0, "Due", "2026-11-21 09:00"),
        (0, "Done", "no"),
        (0, "Bad", "no"),
        (0, "Notes", "seen twice"),
    ]


def test_what_is_not_set_is_left_out():
    said = {line.name for line in record_lines(a_page())}
    assert said == {"Title", "Done", "Bad"}


def test_a_record_of_the_program_is_said_whole():
    said = {line.name: line.value for line in record_lines(a_monitored())}
    assert said["Surface"] == "4.2 mrem/h (42 µSv/h)"
    assert said["Wipes 1"] == ""
    assert said["Transport index by reading"] == "0.6"
    assert said["Net, dpm/cm² of surface"] == "2"


def test_what_is_reckoned_has_digits_that_can_be_read():
    long = gbq("3.441211439542168844711646391300926")
    said = {
        line.name: line.value for line in record_lines(a_page(activity=long, share=long.amount))
    }
    assert (said["Activity"], said["Share"]) == ("93.01 mCi (3.44121 GBq)", "3.44121")


def test_records_of_part_20_have_curie_and_rem_first_and_those_of_part_35_what_was_entered():
    """10 CFR 20.2101(a), (b): curie, rad, rem, with the SI in parentheses, whatever was typed."""
    page = a_page(activity=gbq("7.4"), findings=(Finding("sink", DoseRate.parse("5 µSv/h")),))
    said = {line.name: line.value for line in record_lines(page)}
    assert (said["Activity"], said["Rate"]) == ("200 mCi (7.4 GBq)", "0.5 mrem/h (5 µSv/h)")
    given = {line.name: line.value for line in record_lines(a_dosage(determined=gbq("7.4")))}
    assert given["Determined"] == "7.4 GBq (200 mCi)"
    released = a_release(facts(LUTETIUM, "200 mCi", measured=measured("20 µSv/h")))
    assert "20 µSv/h" in {line.value for line in record_lines(released)}


def test_the_head_says_what_became_of_it():
    page = replace(
        a_page(), amend_reason="typing", voided=Voided("wrong room", FRIDAY_9), revision=3
    )
    said = {line.name: line.value for line in head_lines(page)}
    assert said["Revision"] == "3"
    assert said["Amends an earlier record because"] == "typing"
    assert said["Void because"] == "wrong room"
    assert "Void because" not in {line.name for line in head_lines(a_page())}


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("wipe_factor", "Wipe factor"),
        ("mda", "MDA"),
        ("au_direction", "AU direction"),
        ("lens", "Lens dose equivalent"),
    ],
)
def test_fields_are_named_as_people_read_them(field, words):
    assert fact_name(field) == words


def test_several_plain_values_stand_in_one_line():
    said = {line.name: line.value for line in record_lines(a_page(kind=Listed))}
    assert (said["Names"], said["Days"]) == ("one, two", "2026-11-20")
    assert "Marks" not in said


def test_an_entry_of_the_reference_data_is_said_whole():
    level = next(iter(MemoryDesk().desk().reference.spill_levels.values()))
    said = {line.name: line.value for line in entry_lines(level, "id", "basis")}
    assert said["Nuclide"] == level.nuclide_id
    assert "Basis" not in said
