"""The parts of the worked example: what is special about which case, and answers that fit every template."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

import pytest

from au_desktop.bootstrap import tools
from au_desktop.domain.checklists.answer_checks import validate_answer
from au_desktop.domain.checklists.answers import (
    Answer,
    AnswerValue,
    Chosen,
    Measured,
    Number,
    PartTaken,
    Reference,
    Reply,
    YesNo,
)
from au_desktop.domain.checklists.applicability import missing_items
from au_desktop.domain.checklists.items import ItemType
from au_desktop.domain.checklists.templates import Template
from au_desktop.domain.ids import InstrumentId, PersonId, RoomId
from au_desktop.domain.moments import Moment
from au_desktop.domain.people import Actor
from au_desktop.domain.quantities import Activity, ActivityUnit, CountRate
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.instruments import Instrument, InstrumentKind
from au_desktop.domain.safety.rooms import Room, RoomUse
from au_desktop.domain.training.cases import Part
from au_desktop.services.example.example_answers import Scene, example_answers
from au_desktop.services.example.example_cast import Span
from au_desktop.services.example.example_turns import Turn, turn_of

PLAYED = (
    "lu177_vipivotide_administration",
    "lu177_dotatate_administration",
    "i131_oral_up_to_33_administration",
    "i131_oral_above_33_administration",
    "dosage_assay",
    "end_of_day_survey",
    "trainee_instruction",
    "trainee_orientation",
)
DANA = PersonId(UUID(int=5))
EVENT = Moment(datetime(2026, 11, 20, 15, 0, tzinfo=UTC), -300)


def a_scene(*special: tuple[str, AnswerValue]) -> Scene:
    instruments = {
        kind: Instrument(InstrumentId(UUID(int=place)), kind.value, kind)
        for place, kind in enumerate(InstrumentKind, 1)
    }
    return Scene(
        actor=Actor(DANA, "Dana Whitfield", Role.PRECEPTOR),
        event=EVENT,
        instruments=instruments,
        room=Room(RoomId(UUID(int=9)), "Room 3", RoomUse.ADMINISTRATION),
        prescribed=Activity(Decimal(200), ActivityUnit.MCI),
        part=Part.ASSISTED,
        patient_code="LR-00001",
        drug=Reference("drug", "a drug", drug_id="lu-177-dotatate"),
        random=Random(3),  # noqa: S311 - an example, not a secret
        special=special,
    )


def template(template_id: str) -> Template:
    return next(one for one in tools().templates if one.id == template_id)


@pytest.mark.parametrize(
    "one", [one for one in tools().templates if one.id in PLAYED], ids=lambda one: one.id
)
def test_answers_fit_and_leave_only_computed_items_open(one: Template) -> None:
    given = example_answers(one, a_scene())
    for answer in given:
        validate_answer(one.item(answer.item), answer.value)
    answers = {answer.item: Answer(answer.item, answer.value, DANA, EVENT) for answer in given}
    open_items = {key: one.item(key).type for key in missing_items(one, answers)}
    assert set(open_items.values()) <= {ItemType.COMPUTED}


def test_a_special_answer_brings_the_items_that_hang_on_it() -> None:
    survey = template("end_of_day_survey")
    calm = {one.item for one in example_answers(survey, a_scene())}
    found = {one.item for one in example_answers(survey, a_scene(("result", Chosen(("above",)))))}
    assert found - calm == {"action_taken", "reading_after"}
    assert {one.item for one in example_answers(survey, a_scene())} == calm


def test_wipes_are_counted_with_the_counter_over_the_usual_area() -> None:
    survey = template("end_of_day_survey")
    given = example_answers(survey, a_scene(("wipes_due", YesNo(Reply.YES))))
    values = {one.item: one.value for one in given}
    for key, value in values.items():
        validate_answer(survey.item(key), value)
    assert values["wipe_area"] == Number(Decimal(100), "cm²")
    assert values["wipe_efficiency"] == Number(Decimal("0.25"))
    rates = [value.quantity for key, value in values.items() if isinstance(value, Measured)]
    assert sum(isinstance(one, CountRate) for one in rates) == 2
    counters = {value.label for key, value in values.items() if key.startswith("wipe_counter")}
    assert counters == {InstrumentKind.WIPE_COUNTER.value}


def test_the_trainees_part_is_the_one_of_the_scene() -> None:
    given = example_answers(template("lu177_dotatate_administration"), a_scene())
    parts = {one.value.part.value for one in given if isinstance(one.value, PartTaken)}
    assert parts == {"assisted"}


@pytest.mark.parametrize("total", [20, 40, 1000, 20_000])
def test_every_kind_of_story_is_told(total: int) -> None:
    turns = [turn_of(number, total) for number in range(1, total + 1)]
    for name in Turn.__dataclass_fields__:
        assert any(getattr(turn, name) for turn in turns), name


@pytest.mark.parametrize("total", [1, 40, 20_000])
def test_only_the_last_cases_wait(total: int) -> None:
    turns = [turn_of(number, total) for number in range(1, total + 1)]
    assert sum(turn.unsigned for turn in turns) <= 3
    assert sum(turn.unreviewed for turn in turns) <= 8
    assert not any(turn.survey_voided and turn.survey_amended for turn in turns)


def test_a_part_of_the_days() -> None:
    today = date(2026, 11, 22)
    span = Span(today - timedelta(days=100), today)
    assert span.part(0) == span.first
    assert span.part(0.5) == today - timedelta(days=50)
