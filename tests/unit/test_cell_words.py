"""What coordinators write into cells, and how it is read or refused."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from au_desktop.domain.training.trainees import Capacity, Pathway
from au_desktop.services.imports.cell_words import (
    Unread,
    capacity_of,
    day_of,
    hours_of,
    optional_text,
    plan_of,
    state_of,
    text_of,
)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (datetime(2026, 6, 5, 10, 30), date(2026, 6, 5)),  # noqa: DTZ001 - cells carry no zone
        (date(2026, 6, 5), date(2026, 6, 5)),
        ("2026-02-09", date(2026, 2, 9)),
        ("17.02.2026", date(2026, 2, 17)),
        ("11/18/26", date(2026, 11, 18)),
        ("03/31/2027", date(2027, 3, 31)),
        ("31 Mar 2027", date(2027, 3, 31)),
        ("March 31, 2027", date(2027, 3, 31)),
        ("n/a", None),
        (None, None),
    ],
)
def test_days_in_the_spellings_that_people_use(cell, day):
    assert day_of(cell).value == day


def test_a_day_that_could_be_read_twice_says_how_it_was_read():
    assert day_of("08.02.2026").notice == "08.02.2026 read as 2026-02-08"
    assert day_of("08/02/2026").notice == "08/02/2026 read as 2026-08-02"
    assert day_of("08/08/2026").notice == ""
    assert day_of("2026-02-08").notice == ""


@pytest.mark.parametrize("cell", ["soon", "31.02.2026", "13/13/2026", "2026"])
def test_no_day_is_refused_with_what_was_wanted(cell):
    with pytest.raises(Unread) as refused:
        day_of(cell)
    assert refused.value.text == cell
    assert "date" in refused.value.wanted


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("FL", "FL"),
        ("ny", "NY"),
        ("NC ", "NC"),
        ("Ohio", "OH"),
        ("puerto  rico", "PR"),
        ("DC", "DC"),
        ("", ""),
    ],
)
def test_states_by_code_or_name(cell, code):
    assert state_of(cell).value == code


def test_no_state_is_refused():
    with pytest.raises(Unread):
        state_of("Ontario")


@pytest.mark.parametrize(
    ("cell", "pathway", "categories"),
    [
        ("396 (rad onc)", Pathway.PARENTERAL, ("G3",)),
        ("35.392", Pathway.ORAL_UP_TO_33_MCI, ("G1",)),
        ("35.394", Pathway.ORAL_ABOVE_33_MCI, ("G2",)),
        ("390 alternate", Pathway.ALTERNATE_390, ("G1", "G2", "G3")),
        ("existing AU + parenteral", Pathway.EXISTING_AU, ("G3",)),
        ("existing AU", Pathway.EXISTING_AU, ()),
        ("Board", Pathway.BOARD, ("G1", "G2", "G3")),
        ("?", Pathway.UNDECIDED, ()),
    ],
)
def test_pathways_with_the_categories_they_ask_for(cell, pathway, categories):
    read = plan_of(cell).value
    assert (read.pathway, read.categories) == (pathway, categories)


def test_no_pathway_is_refused():
    with pytest.raises(Unread):
        plan_of("by post")


def test_capacities_and_what_hands_on_is_read_as():
    assert capacity_of("obs.").value is Capacity.OBSERVER
    assert capacity_of("Privileged").value is Capacity.PRIVILEGED
    hands_on = capacity_of("hands-on")
    assert hands_on.value is Capacity.SUPERVISED_PARTICIPANT
    assert "check the agreement" in hands_on.notice
    assert capacity_of(None).value is None
    with pytest.raises(Unread):
        capacity_of("guest")


def test_hours_as_numbers_or_a_notice():
    assert hours_of(212.5).value == Decimal("212.5")
    assert hours_of("80 h").value == Decimal(80)
    assert hours_of("see cert").value is None
    assert "see cert" in hours_of("see cert").notice
    assert hours_of(None).notice == ""


def test_cells_as_text():
    assert text_of(8008.0) == "8008"
    assert text_of(datetime(2026, 6, 5)) == "2026-06-05"  # noqa: DTZ001 - cells carry no zone
    assert text_of("  two   words ") == "two words"
    assert optional_text("N/A") == ""
