"""Instruction: what a subject asks for, who lacks it, and when it is due again."""

from dataclasses import replace
from datetime import date

import pytest

from au_desktop.domain.errors import Invalid, NotAllowed
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.instruction import Instruction, WorkerDuties
from au_desktop.domain.safety.safety_records import PersonRef
from au_desktop.services.safety.instruction_log import InstructionLog
from au_desktop.services.safety.safety_book import SafetyBook
from tests.builders import MemoryDesk

CARE = "inpatient-care"


class Floor:
    """Who works here, and what they were taught."""

    def __init__(self):
        self.memory = MemoryDesk()
        self.nurse = self.memory.people[Role.STAFF]
        self.ref = PersonRef(self.nurse.name, self.nurse.id)

    def log(self, role=Role.RSO):
        return InstructionLog(self.memory.desk(role))

    def subject(self, key=CARE):
        return next(one for one in self.log().subjects() if one.id == key)

    def teach(self, *left_out, at=None, key=CARE, attendees=None):
        topics = [one for one in self.subject(key).topics if one not in left_out]
        given = Instruction(
            **self.log().head(at or self.memory.clock.now()),
            subject_id=key,
            subject="",
            topics=tuple(topics),
            attendees=attendees or (self.ref, PersonRef("A visitor of the center")),
            instructors=(PersonRef("Robin"),),
        )
        return self.log().enter(given).value

    def need(self, *subjects):
        return self.log().set_duties(WorkerDuties(self.nurse.id, subjects))

    @property
    def today(self):
        return self.memory.clock.now().local.date()


@pytest.fixture
def floor():
    return Floor()


def test_what_was_not_taught_is_named(floor):
    first = floor.subject().topics[0]
    given = floor.teach(first)
    assert (given.code, given.missing_topics, given.complete) == ("IN-0001", (first,), False)
    assert given.subject == "Care of patients who cannot be released"
    assert "35.310" in given.basis
    assert given.summary.state == "topics missing"
    assert floor.nurse.id in given.summary.links


def test_an_instruction_holds_for_a_year(floor):
    floor.need(CARE)
    (before,) = floor.log().standings()
    assert (before.last, before.due, before.overdue_on(floor.today)) == (None, None, True)
    floor.teach(floor.subject().topics[0])
    assert floor.log().standings()[0].last is None
    floor.teach()
    (after,) = floor.log().standings()
    assert after.due == floor.today.replace(year=floor.today.year + 1)
    assert not after.overdue_on(after.due)
    assert after.overdue_on(date(2028, 1, 1))


def test_what_need_not_be_repeated_is_never_due_again(floor):
    floor.need("supervised-use")
    floor.teach(key="supervised-use")
    (standing,) = floor.log().standings()
    assert (standing.due, standing.overdue_on(date(2040, 1, 1))) == (None, False)
    assert tuple(floor.log().due(date(2040, 1, 1))) == ()


def test_the_newest_instruction_counts(floor):
    floor.need(CARE)
    now = floor.memory.clock.now()
    floor.teach()
    old = Moment(now.utc.replace(year=now.utc.year - 1), now.offset_minutes)
    floor.teach(at=old)
    assert floor.log().standings()[0].last == floor.today


def test_what_is_missing_is_due_today(floor):
    floor.need(CARE)
    (due,) = floor.log().due(floor.today)
    assert (due.about, due.due) == (floor.nurse.name, floor.today)
    floor.teach()
    assert tuple(floor.log().due(floor.today)) == ()


def test_void_and_amended_instruction_does_not_count(floor):
    floor.need(CARE)
    given = floor.teach()

    SafetyBook(floor.memory.desk(Role.RSO)).void(Instruction, given.id, "another day")
    assert floor.log().standings()[0].last is None


def test_duties_are_set_by_who_manages_and_taken_back(floor):
    outcome = floor.need(CARE)
    assert floor.log().duties(floor.nurse.id).subjects == (CARE,)
    outcome.undo.run()
    assert floor.log().duties(floor.nurse.id) == WorkerDuties(floor.nurse.id)
    with pytest.raises(Invalid):
        floor.need("dancing")
    with pytest.raises(NotAllowed):
        floor.log(Role.STAFF).set_duties(WorkerDuties(floor.nurse.id))


def test_a_person_who_left_is_not_asked_for(floor):
    floor.need(CARE)
    with floor.memory.center.unit_of_work() as uow:
        uow.people.replace(replace(floor.nurse, removed_at=floor.memory.clock.now()))
        uow.commit()
    assert floor.log().standings() == ()
    assert floor.nurse.name not in [one.name for one in floor.log().people()]


@pytest.mark.parametrize("field", ["topics", "attendees", "instructors"])
def test_an_instruction_without_them_is_refused(floor, field):
    given = floor.teach()
    with pytest.raises(Invalid) as refused:
        replace(given, **{field: ()})
    assert refused.value.field == field


def test_an_unknown_subject_is_refused(floor):
    given = floor.teach()
    with pytest.raises(Invalid):
        floor.log().enter(replace(given, subject_id="dancing"))
