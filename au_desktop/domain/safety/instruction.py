"""Instruction given to people, and until when it holds for each of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import PersonId
from au_desktop.domain.month_steps import add_months
from au_desktop.domain.reference.instruction_subjects import InstructionSubject
from au_desktop.domain.safety.safety_records import PersonRef, RecordKind, SafetyRecord, Summary


@dataclass(frozen=True, slots=True, kw_only=True)
class Instruction(SafetyRecord):
    """One instruction: the subject, its topics, who attended, who taught (10 CFR 35.2310 for the care of patients)."""

    KIND: ClassVar[RecordKind] = RecordKind.INSTRUCTION

    subject_id: str
    subject: str
    basis: str = ""
    topics: tuple[str, ...] = ()
    missing_topics: tuple[str, ...] = ()
    attendees: tuple[PersonRef, ...] = ()
    instructors: tuple[PersonRef, ...] = ()
    material: str = ""

    def __post_init__(self) -> None:
        """An instruction has topics, somebody who attended and somebody who taught."""
        for field, values in (
            ("topics", self.topics),
            ("attendees", self.attendees),
            ("instructors", self.instructors),
        ):
            if not values:
                raise Invalid(field, "are missing")

    @property
    def complete(self) -> bool:
        """Whether every topic that the rule names was taught."""
        return not self.missing_topics

    @property
    def summary(self) -> Summary:
        """What lists ask of it."""
        names = ", ".join(person.name for person in self.attendees)
        return Summary(
            label=self.subject,
            about=names,
            state="complete" if self.complete else "topics missing",
            attention=not self.complete,
            links=tuple(person.id for person in self.attendees if person.id is not None),
            words=" ".join(person.name for person in self.instructors),
        )


@dataclass(frozen=True, slots=True)
class WorkerDuties:
    """What a person's duties ask for: subjects of instruction, and whether their dose is monitored. `id` is the person's."""

    id: UUID
    subjects: tuple[str, ...] = ()
    monitored: bool = False
    minor: bool = False


@dataclass(frozen=True, slots=True)
class InstructionStanding:
    """How one person stands with one subject: the last complete instruction, and the day by which the next is due.

    Without one yet, `due` is None: it is due before the work.
    """

    person: PersonRef
    subject: InstructionSubject
    last: date | None
    due: date | None

    def overdue_on(self, day: date) -> bool:
        """Whether the person lacks it on that day."""
        if self.last is None:
            return True
        return self.due is not None and day > self.due


def next_due(subject: InstructionSubject, last: date | None) -> date | None:
    """The last day on which an instruction still holds; None where it was never given, or need not be repeated."""
    if last is None or subject.repeat_months is None:
        return None
    return add_months(last, subject.repeat_months)


def standings(
    duties: Mapping[PersonId, WorkerDuties],
    names: Mapping[PersonId, str],
    subjects: Mapping[str, InstructionSubject],
    given: Iterable[Instruction],
) -> tuple[InstructionStanding, ...]:
    """How everyone stands with what their duties ask for, by name and subject."""
    last: dict[tuple[PersonId, str], date] = {}
    for one in given:
        if one.voided is not None or not one.complete:
            continue
        for person in one.attendees:
            if person.id is not None:
                key = (person.id, one.subject_id)
                last[key] = max(last.get(key, date.min), one.at.local.date())
    found = [
        InstructionStanding(
            PersonRef(names[person_id], person_id),
            subjects[subject_id],
            last.get((person_id, subject_id)),
            next_due(subjects[subject_id], last.get((person_id, subject_id))),
        )
        for person_id, duty in duties.items()
        if person_id in names
        for subject_id in duty.subjects
        if subject_id in subjects
    ]
    return tuple(sorted(found, key=lambda one: (one.person.name, one.subject.title)))
