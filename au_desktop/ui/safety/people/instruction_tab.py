"""Instruction: who needs which and until when it holds, and what was given."""

from __future__ import annotations

from functools import partial
from textwrap import fill
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox

from au_desktop.domain.errors import DomainError, Invalid
from au_desktop.domain.roles import Permission
from au_desktop.domain.safety.instruction import Instruction, WorkerDuties
from au_desktop.domain.safety.safety_records import PersonRef
from au_desktop.ui.kit.buttons import SecondaryButton
from au_desktop.ui.kit.card import Card
from au_desktop.ui.kit.date_words import day_words, moment_words
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.labelled_form import Field, LabelledForm, choice_field, text_field
from au_desktop.ui.kit.page import MainAction
from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.kit.row_table_model import Column
from au_desktop.ui.kit.safety.records_tab import RecordsTab
from au_desktop.ui.kit.section import show_refusal
from au_desktop.ui.kit.tick_list import TickList
from au_desktop.ui.kit.tokens import State
from au_desktop.ui.safety.people.people_fields import moment_field, moment_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from au_desktop.domain.reference.instruction_subjects import InstructionSubject
    from au_desktop.domain.safety.instruction import InstructionStanding
    from au_desktop.ui.kit.section import SectionContext

_EMPTY = (
    "Instruction is kept with its topics, who attended and who taught: for the care of patients who cannot be "
    "released (35.310), for workers (19.12) and for supervised individuals (35.27)."
)
_ROWS_SHOWN = 4
_TOPIC_WIDTH = 66
"""Characters of a topic on a line; the tick boxes do not fold their words themselves."""


class InstructionTab(RecordsTab):
    """Above who stands how, below what was given."""

    kind = Instruction
    states = {"complete": State.OK, "topics missing": State.ATTENTION}  # noqa: RUF012
    titles = ("Subject", "Attended by")
    permission = Permission.KEEP_SAFETY
    help_topic = "people"

    def __init__(self, context: SectionContext) -> None:
        empty = EmptyState("people", "No instruction yet", _EMPTY, "Enter instruction")
        super().__init__(context, "Instruction", empty)
        self.dialog: Dialog | None = None
        self.people = _standing_table(context)
        self.duties_button = SecondaryButton("Duties\u2026", "people")
        context.allow(self.duties_button, Permission.MANAGE_INSTRUMENTS)
        self.duties_button.clicked.connect(self.ask_duties)
        self.card = Card("Who needs what")
        self.card.body.addWidget(self.people)
        self.list.panel.add_tool(self.duties_button)
        self.content.insertWidget(0, self.card)

    def main_action(self) -> MainAction:
        """Enter what was given."""
        reason = self.context.why_not(Permission.KEEP_SAFETY)
        return MainAction("Enter instruction", self.ask_new, "plus", enabled=not reason)

    def refresh(self) -> None:
        """Load who stands how, and the list."""
        super().refresh()
        self.load(self.context.services.instruction_log.standings, self._show_standings)

    def ask_new(self) -> None:
        """Open the dialog for an instruction."""
        log = self.context.services.instruction_log

        def show(people: Sequence[PersonRef]) -> None:
            self.dialog = InstructionDialog(self, log.subjects(), people)
            self.dialog.open()

        self.load(log.people, show)

    def ask_duties(self) -> None:
        """Open the dialog for who needs what."""
        log = self.context.services.instruction_log

        def work() -> list[tuple[PersonRef, WorkerDuties]]:
            return [(one, log.duties(one.id)) for one in log.people() if one.id is not None]

        def show(found: list[tuple[PersonRef, WorkerDuties]]) -> None:
            self.dialog = DutiesDialog(self, log.subjects(), found)
            self.dialog.open()

        self.load(work, show)

    def show_record(self, record: Instruction) -> None:
        """Topics, people and basis."""
        facts = [
            ("Given", moment_words(record.at, self.context.settings.date_style)),
            ("Attended by", ", ".join(one.name for one in record.attendees)),
            ("Taught by", ", ".join(one.name for one in record.instructors)),
            ("Topics", "\n".join(f"\u2022 {topic}" for topic in record.topics)),
            ("Missing", "\n".join(f"\u2022 {one}" for one in record.missing_topics) or "none"),
            ("Basis", record.basis),
        ]
        if record.material:
            facts.append(("Material", record.material))
        self.list.panel.details.show_facts(f"{record.code} · {record.subject}", "", facts)

    def _show_standings(self, found: Sequence[InstructionStanding]) -> None:
        today = self.context.today()
        late_first = sorted(found, key=lambda one: not one.overdue_on(today))
        self.people.set_rows(late_first)
        late = sum(one.overdue_on(today) for one in found)
        self.card.set_note(
            f"{late} missing or overdue" if late else "everyone holds what is needed"
        )
        self.card.setVisible(bool(found))
        rows = min(len(found), _ROWS_SHOWN)
        self.people.setFixedHeight(34 + 32 * max(1, rows))


class InstructionDialog(Dialog):
    """Subject, topics as the rule lists them, who attended, who taught."""

    def __init__(
        self,
        tab: InstructionTab,
        subjects: Sequence[InstructionSubject],
        people: Sequence[PersonRef],
    ) -> None:
        super().__init__(
            "Enter instruction",
            parent=tab.window(),
            primary="Save instruction",
            name="instruction",
        )
        self._tab = tab
        self._subjects = {one.id: one for one in subjects}
        self._people = {str(at): person for at, person in enumerate(people)}
        self.resize(700, 680)
        self.subject = choice_field([(one.id, one.title) for one in subjects])
        self.given = moment_field(tab.context)
        self.topics, self.attendees = TickList(), TickList(columns=2)
        self.setMinimumWidth(760)
        self.attendees.set_choices([(key, one.name) for key, one in self._people.items()])
        self.others, self.instructors = text_field(), text_field()
        self.instructors.setText(tab.context.services.desk.actor.name)
        self.material = text_field()
        self.form = LabelledForm(
            [
                Field("subject_id", "Subject", self.subject, required=True),
                Field("at", "Given", self.given),
                Field("topics", "Topics taught", self.topics),
                Field("attendees", "Attended by", self.attendees),
                Field("others", "Others, by name", self.others, "Separate names by commas."),
                Field("instructors", "Taught by", self.instructors, "Separate names by commas."),
                Field("material", "Material", self.material),
            ]
        )
        self.body.addWidget(self.form)
        self.subject.currentIndexChanged.connect(self._on_subject)
        self.accepted_by_person.connect(self._on_accepted)
        self._on_subject()

    def _on_subject(self) -> None:
        subject = self._subjects[self.subject.currentData()]
        self.topics.set_choices([(topic, fill(topic, _TOPIC_WIDTH)) for topic in subject.topics])

    def _on_accepted(self) -> None:
        try:
            given = self._instruction()
        except DomainError as error:
            show_refusal(self, self.form, error)
            return
        log = self._tab.context.services.instruction_log
        self._tab.carry_out(partial(log.enter, given), "Instruction entered.", self, self.form)

    def _instruction(self) -> Instruction:
        known = {person.name: person for person in self._people.values()}
        ticked = [self._people[key] for key in self.attendees.value()]
        others = [known.get(name, PersonRef(name)) for name in _names(self.others.text())]
        taught = [known.get(name, PersonRef(name)) for name in _names(self.instructors.text())]
        log = self._tab.context.services.instruction_log
        return Instruction(
            **log.head(moment_of(self.given, "at")),
            subject_id=self.subject.currentData(),
            subject="",
            topics=self.topics.value(),
            attendees=tuple(dict.fromkeys((*ticked, *others))),
            instructors=tuple(taught),
            material=self.material.text().strip(),
        )


class DutiesDialog(Dialog):
    """Who needs which instruction, and whose dose is monitored."""

    def __init__(
        self,
        tab: InstructionTab,
        subjects: Sequence[InstructionSubject],
        people: Sequence[tuple[PersonRef, WorkerDuties]],
    ) -> None:
        super().__init__("Duties", parent=tab.window(), name="duties")
        self._tab = tab
        self._duties = {duty.id: duty for _, duty in people}
        self.add_text("What a person's work asks for. Due days follow from it.", "muted")
        self.person = choice_field([(one.id, one.name) for one, _ in people])
        self.needs = TickList()
        self.needs.set_choices([(one.id, f"{one.title}: {one.who}") for one in subjects])
        self.monitored, self.minor = QCheckBox("Wears a dosimeter"), QCheckBox("Under 18")
        self.form = LabelledForm(
            [
                Field("person", "Person", self.person, required=True),
                Field("subjects", "Needs instruction in", self.needs),
                Field("monitored", "", self.monitored),
                Field("minor", "", self.minor),
            ]
        )
        self.body.addWidget(self.form)
        self.person.currentIndexChanged.connect(self._on_person)
        self.accepted_by_person.connect(self._on_accepted)
        self._on_person()

    def _on_person(self) -> None:
        duty = self._duties.get(self.person.currentData())
        if duty is not None:
            self.needs.set_value(duty.subjects)
            self.monitored.setChecked(duty.monitored)
            self.minor.setChecked(duty.minor)

    def _on_accepted(self) -> None:
        person_id = self.person.currentData()
        if person_id is None:
            show_refusal(self, self.form, Invalid("person", "is missing"))
            return
        duties = WorkerDuties(
            person_id, self.needs.value(), self.monitored.isChecked(), self.minor.isChecked()
        )
        work = partial(self._tab.context.services.instruction_log.set_duties, duties)
        self._tab.carry_out(work, "Duties set.", self, self.form)


def _standing_table(context: SectionContext) -> RowTable:
    style, today = context.settings.date_style, context.today

    def due(one: InstructionStanding) -> str:
        if one.last is None:
            return "not given yet"
        return "holds" if one.due is None else _due_words(one.due, today())

    def _due_words(day: date, now: date) -> str:
        said = day_words(day, style)
        return f"overdue since {said}" if now > day else f"holds until {said}"

    columns = (
        Column("person", "Person", lambda one: one.person.name, 180),
        Column("subject", "Instruction", lambda one: one.subject.title, 280),
        Column(
            "last",
            "Last given",
            lambda one: day_words(one.last, style) if one.last else "\u2013",
            120,
        ),
        Column(
            "due",
            "State",
            due,
            210,
            state=lambda one: State.PROBLEM if one.overdue_on(today()) else State.OK,
        ),
    )
    return RowTable(
        columns,
        name="Instruction needed",
        key=lambda one: (one.person.id, one.subject.id),
        stretch="subject",
    )


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]
