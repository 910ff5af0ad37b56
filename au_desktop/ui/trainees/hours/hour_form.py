"""The fields of one entry of the hour ledgers, from a record into the form and back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QWidget

from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import HourEntryId
from au_desktop.domain.training.hours import Course, CourseProof, Delivery, HourEntry, Ledger
from au_desktop.domain.training.papers import PaperOwner
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.date_edit import DateEdit
from au_desktop.ui.kit.field_checks import unreadable
from au_desktop.ui.kit.hour_words import delivery_words
from au_desktop.ui.kit.labelled_form import (
    Field,
    LabelledForm,
    choice_field,
    paragraph_field,
    text_field,
)
from au_desktop.ui.kit.paper_field import PaperField
from au_desktop.ui.kit.tick_list import TickList
from au_desktop.ui.kit.tokens import SPACE_24
from au_desktop.ui.trainees.hours.hour_fields import ClockEdit, PartsField

if TYPE_CHECKING:
    from datetime import date, time

    from au_desktop.domain.ids import TraineeId
    from au_desktop.domain.reference.profiles import JurisdictionProfile
    from au_desktop.domain.training.courses import CourseTemplate
    from au_desktop.domain.training.supervisors import SupervisingAU
    from au_desktop.ui.kit.section import SectionContext

_SEEN = ((True, "Yes"), (False, "No"))
_NOT_LOOKED = "Not looked for"
_LABELS = 118
_ONE_SECTION = "An hour counts toward one section: tick the one that it is meant for."


@dataclass(frozen=True, slots=True)
class HourFacts:
    """What the form offers: the trainee's profile and section, the supervising AUs and the courses."""

    trainee_id: TraineeId
    profile: JurisdictionProfile
    section: str
    supervisors: tuple[SupervisingAU, ...]
    courses: tuple[CourseTemplate, ...]


class HourForm(QWidget):
    """Two columns. `entry()` is the record, or None with the reasons shown beside the fields."""

    def __init__(
        self, context: SectionContext, facts: HourFacts, ledger: Ledger, shown: HourEntry | None
    ) -> None:
        super().__init__()
        self.setObjectName("scroll_body")
        self._facts, self._ledger, self._before = facts, ledger, shown
        topics = facts.profile.elements if ledger is Ledger.WORK else facts.profile.topics
        self.parts = PartsField(topics, shown.parts if shown else ())
        self.paper = PaperField(context, PaperOwner.TRAINEE, facts.trainee_id)
        self.sections = TickList()
        self.sections.set_choices([(one.section, one.section) for one in facts.profile.routes])
        self.first, self.last = DateEdit(), DateEdit()
        self.starts, self.ends = ClockEdit(), ClockEdit()
        what = self._work_fields() if ledger is Ledger.WORK else self._course_fields()
        self.what = LabelledForm([*what, *self._day_fields()], label_width=_LABELS)
        self.proof = LabelledForm(self._proof_fields(), label_width=_LABELS)
        self.forms = (self.what, self.proof)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 12, 0)
        row.setSpacing(SPACE_24)
        for form in self.forms:
            row.addWidget(form, 1)
        self.show_entry(shown)
        self.what.changed.connect(self._on_changed)

    def show_entry(self, entry: HourEntry | None) -> None:
        """Fill the form with a record; a new one is meant for the trainee's own section."""
        values = _new_values(self._facts) if entry is None else _values(entry)
        for form in self.forms:
            form.set_values(values)
            form.clear_errors()

    def entry(self) -> HourEntry | None:
        """The record as the form says it, or None with the first reason in focus."""
        for form in self.forms:
            form.clear_errors()
        sound = all([form.check_required() for form in self.forms])  # noqa: C419 - mark every form
        read = self._read_hard_fields()
        unread = unreadable(self.forms)
        if not sound or read is None or unread is not None:
            if not any(form.focus_first_error() for form in self.forms) and unread:
                unread.setFocus()
            return None
        try:
            return self._made(read)
        except Invalid as refused:
            self.show_refusal(refused)
            return None

    def show_refusal(self, error: Invalid) -> bool:
        """Show a reason beside its field; False when no field is meant."""
        name = {"dates": "last", "times": "ends", "hours": "parts"}.get(error.field, error.field)
        for form in self.forms:
            if name in form.values():
                form.set_error(name, messages.reason_for(error))
                return form.focus_first_error()
        return False

    def _course_fields(self) -> list[Field]:
        courses = [(one, one.title) for one in self._facts.courses if not one.retired]
        fields = []
        if self._before is None:
            template = choice_field(courses, empty="Without a template")
            template.setMinimumContentsLength(24)
            hint = "Fills provider, course and hours as far as they are known."
            fields = [Field("template", "Template", template, hint)]
        return [
            *fields,
            Field("provider", "Provider", text_field(), required=True),
            Field("title", "Course", text_field(), required=True),
            *(
                [Field("sections", "Meant for", self.sections, _ONE_SECTION)]
                if self._ledger is Ledger.CLASSROOM
                else []
            ),
            Field(
                "delivery", "Held", choice_field([(one, delivery_words(one)) for one in Delivery])
            ),
            Field("place", "Place", text_field()),
        ]

    def _work_fields(self) -> list[Field]:
        supervisors = [(one.id, one.name) for one in self._facts.supervisors]
        return [
            Field("place", "Place", text_field("Hospital or center"), required=True),
            Field(
                "supervisor_id",
                "Supervising AU",
                choice_field(supervisors, empty="Not entered"),
                "Who supervised the work; add them in Center, AUs & licenses.",
            ),
            Field(
                "license_number",
                "License",
                text_field(),
                "Number of the license or permit under which the work was done.",
            ),
        ]

    def _day_fields(self) -> list[Field]:
        return [
            Field("first", "From", self.first, required=True),
            Field("last", "To", self.last, "Empty for a single day."),
            Field("starts", "Begins", self.starts),
            Field(
                "ends",
                "Ends",
                self.ends,
                "Clock times of a single day, where they are known: then hours can stand side by side.",
            ),
        ]

    def _proof_fields(self) -> list[Field]:
        at_work = self._ledger is Ledger.WORK
        parts = Field("parts", "Hours by element" if at_work else "Hours by topic", self.parts)
        paper = Field("paper_id", "Letter" if at_work else "Certificate", self.paper)
        notes = Field("notes", "Notes", paragraph_field(2))
        if at_work:
            return [parts, paper, notes]
        seen = (
            ("outline_seen", "Outline seen"),
            ("test_seen", "Test seen"),
            ("completion_checked", "Completion checked"),
        )
        return [
            parts,
            paper,
            *(Field(key, words, choice_field(_SEEN, empty=_NOT_LOOKED)) for key, words in seen),
            Field(
                "access_until", "Access until", DateEdit(), "When the provider takes it offline."
            ),
            notes,
        ]

    def _read_hard_fields(self) -> dict[str, Any] | None:
        readers = (
            (self.what, "starts", self.starts.read),
            (self.what, "ends", self.ends.read),
            (self.proof, "parts", self.parts.read),
        )
        read: dict[str, Any] = {}
        for form, name, reader in readers:
            try:
                read[name] = reader()
            except Invalid as error:
                form.set_error(name, error.reason)
        return read if len(read) == len(readers) else None

    def _made(self, read: dict[str, Any]) -> HourEntry:
        said = {name: value for form in self.forms for name, value in form.values().items()}
        first: date = said["first"]  # type: ignore[assignment] # required, and read by now
        course = self._before.course if self._before else Course()
        if self._ledger is not Ledger.WORK:
            course = _course(said, course)
        made: dict[str, Any] = {
            "ledger": self._ledger,
            "parts": read["parts"],
            "first": first,
            "last": said["last"] or first,
            "starts": read["starts"],
            "ends": read["ends"],
            "course": course,
            "place": said["place"],
            "license_number": said.get("license_number", ""),
            "supervisor_id": said.get("supervisor_id"),
            "paper_id": said["paper_id"],
            "notes": said["notes"],
        }
        if self._before is not None:
            return replace(self._before, **made)
        return HourEntry(HourEntryId(UUID(int=0)), 0, self._facts.trainee_id, **made)

    def _on_changed(self, name: str) -> None:
        if name == "template":
            self._take_template()
        elif name == "supervisor_id":
            self._propose_license()

    def _take_template(self) -> None:
        course = self.what.value("template")
        chosen = next((one for one in self._facts.courses if one == course), None)
        if chosen is None:
            return
        self.what.set_values({"provider": chosen.provider, "title": chosen.title})
        if chosen.sections:
            self.what.set_values({"sections": chosen.sections})
        self.parts.set_value(chosen.parts)
        self.paper.set_title(chosen.title)

    def _propose_license(self) -> None:
        chosen = self.what.value("supervisor_id")
        who = next((one for one in self._facts.supervisors if one.id == chosen), None)
        if who is None or self.what.value("license_number"):
            return
        day = self.first.value()
        in_force = who.listings_on(day) if day else who.listings
        if in_force:
            self.what.set_values({"license_number": in_force[0].license_number})


def _course(said: dict[str, Any], before: Course) -> Course:
    return Course(
        provider=said["provider"],
        title=said["title"],
        sections=said.get("sections", before.sections),
        delivery=Delivery(str(said["delivery"])),  # Qt gives back plain text
        proof=CourseProof(
            said["outline_seen"],
            said["test_seen"],
            said["completion_checked"],
            said["access_until"],
        ),
    )


def _new_values(facts: HourFacts) -> dict[str, object]:
    return {
        "sections": (facts.section,) if facts.section else (),
        "delivery": Delivery.NOT_STATED,
        "outline_seen": None,
        "test_seen": None,
        "completion_checked": None,
    }


def _values(entry: HourEntry) -> dict[str, object]:
    course, proof = entry.course, entry.course.proof
    return {
        "provider": course.provider,
        "title": course.title,
        "sections": course.sections,
        "delivery": course.delivery,
        "place": entry.place,
        "supervisor_id": entry.supervisor_id,
        "license_number": entry.license_number,
        "first": entry.first,
        "last": None if entry.last == entry.first else entry.last,
        "starts": _clock(entry.starts),
        "ends": _clock(entry.ends),
        "parts": entry.parts,
        "paper_id": entry.paper_id,
        "outline_seen": proof.outline_seen,
        "test_seen": proof.test_seen,
        "completion_checked": proof.completion_checked,
        "access_until": proof.access_until,
        "notes": entry.notes,
    }


def _clock(clock: time | None) -> str:
    return "" if clock is None else f"{clock:%H:%M}"
