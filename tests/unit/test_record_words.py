"""What people write into cells about training is read, or refused with what would be right."""

from datetime import datetime, time
from decimal import Decimal

import pytest

from au_desktop.domain.quantities import Activity, ActivityUnit
from au_desktop.domain.training.cases import Part
from au_desktop.domain.training.hours import Delivery, Ledger
from au_desktop.services.imports.cell_words import Unread
from au_desktop.services.imports.record_words import (
    activity_of,
    amount_of,
    clock_of,
    delivery_of,
    drug_of,
    ledger_of,
    part_of,
    sections_of,
    supervisor_of,
    topic_of,
    trainee_of,
)
from tests.builders import a_supervisor, a_trainee, reference

TOPICS = reference().profile("nrc-2019").topics


def test_the_part_taken() -> None:
    assert part_of("Performed").value is Part.PERFORMED
    assert part_of(" obs ").value is Part.OBSERVED
    assert part_of("").value is None
    assert part_of(None).notice
    with pytest.raises(Unread, match="stood by"):
        part_of("stood by")


def test_the_ledger_and_the_delivery() -> None:
    assert ledger_of("Didactic").value is Ledger.CLASSROOM
    assert ledger_of("work experience").value is Ledger.WORK
    assert ledger_of(None).notice
    assert delivery_of("ONLINE").value is Delivery.ONLINE
    assert delivery_of("").value is Delivery.NOT_STATED
    with pytest.raises(Unread):
        ledger_of("holiday")
    with pytest.raises(Unread):
        delivery_of("by pigeon")


@pytest.mark.parametrize(
    ("cell", "sections"),
    [("35.390; 10 CFR 35.396", ("35.390", "35.396")), (35.39, ("35.390",)), ("", ())],
)
def test_sections_are_found_in_words_and_numbers(cell: object, sections: tuple[str, ...]) -> None:
    assert sections_of(cell).value == sections  # type: ignore[arg-type] # a cell of some kind


def test_words_without_a_section_are_refused() -> None:
    with pytest.raises(Unread):
        sections_of("the long one")


@pytest.mark.parametrize(
    "cell",
    [time(14, 30, 20), datetime(2026, 3, 2, 14, 30), "14:30", "2:30 pm", "02:30PM"],  # noqa: DTZ001
)
def test_clock_times(cell: object) -> None:
    assert clock_of(cell).value == time(14, 30)  # type: ignore[arg-type] # a cell of some kind


def test_what_is_no_clock_time_is_refused() -> None:
    assert clock_of("").value is None
    with pytest.raises(Unread):
        clock_of("noon")


def test_hours_are_above_zero() -> None:
    assert amount_of("7.5 h").value == Decimal("7.5")
    assert amount_of(8).value == Decimal(8)
    assert amount_of("12 hours").value == Decimal(12)
    assert amount_of(None).value is None
    for wrong in ("some", "0", "-3", "NaN"):
        with pytest.raises(Unread):
            amount_of(wrong)


def test_an_activity_has_its_unit_or_that_of_the_heading() -> None:
    assert activity_of("200 mCi").value == Activity(Decimal(200), ActivityUnit.MCI)
    assert activity_of(7.4, "GBq").value == Activity(Decimal("7.4"), ActivityUnit.GBQ)
    assert activity_of("", "GBq").value is None
    for wrong in ("200", "a lot"):
        with pytest.raises(Unread):
            activity_of(wrong)


def test_a_drug_by_any_of_its_names() -> None:
    drugs = reference().drugs
    drug = next(one for one in drugs.values() if one.brand_names)
    for name in (drug.id, drug.generic_name.upper(), drug.brand_names[0], drug.title):
        assert drug_of(name, drugs).value == drug.id
    for wrong in ("", "aspirin"):
        with pytest.raises(Unread):
            drug_of(wrong, drugs)


def test_people_by_code_or_name() -> None:
    trainees = (
        a_trainee(number=1, family_name="Example", given_name="A."),
        a_trainee(number=2, family_name="Sample", given_name="B."),
        a_trainee(number=3, family_name="Sample", given_name="B."),
    )
    assert trainee_of("T-001", trainees).value.number == 1
    assert trainee_of("A. Example", trainees).value.number == 1
    with pytest.raises(Unread) as several:
        trainee_of("Sample, B.", trainees)
    assert "several" in several.value.wanted
    with pytest.raises(Unread):
        trainee_of("Nobody", trainees)
    supervisor = a_supervisor(name="Dr. D. Example")
    assert supervisor_of("dr d example", (supervisor,)).value == supervisor.id
    assert supervisor_of(None, (supervisor,)).value is None
    with pytest.raises(Unread):
        supervisor_of("Dr. Who", (supervisor,))


def test_a_topic_by_letter_or_title() -> None:
    first = TOPICS[0]
    for name in (first.code.lower(), first.title, first.text):
        assert topic_of(name, TOPICS).value == first.code
    assert topic_of("other", TOPICS).value == ""
    assert topic_of(None, TOPICS).value == ""
    with pytest.raises(Unread):
        topic_of("astrology", TOPICS)
