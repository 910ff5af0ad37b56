"""Didactic courses from which certificates are entered, and how many hours a day without clock times can hold."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QCheckBox

from au_desktop.domain.errors import DomainError, Invalid
from au_desktop.domain.ids import CourseId
from au_desktop.domain.number_text import read_number
from au_desktop.domain.roles import Permission
from au_desktop.domain.training.courses import CourseModule, CourseTemplate
from au_desktop.services.changes import Kind
from au_desktop.services.wording.standing_words import amount
from au_desktop.ui.center.module_rows import ModuleRows
from au_desktop.ui.center.retiring import add_edit_and_retire, retired_words
from au_desktop.ui.kit.buttons import SecondaryButton
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.hour_words import hours_words
from au_desktop.ui.kit.labelled_form import Field, paragraph_field, text_field
from au_desktop.ui.kit.list_panel import ListPanel
from au_desktop.ui.kit.page import MainAction
from au_desktop.ui.kit.record_dialog import RecordDialog
from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.kit.row_table_model import Column
from au_desktop.ui.kit.section import Section, show_refusal
from au_desktop.ui.kit.tokens import State

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from decimal import Decimal
    from typing import Any

    from au_desktop.services.outcomes import Outcome
    from au_desktop.ui.kit.section import SectionContext

_NEW = CourseTemplate(CourseId(UUID(int=0)), "new", verify=False)
_DAY_HINT = (
    "The center's own setting, no rule: so many hours of entries without clock times fit into one day. "
    "Entries with clock times are held against the clock."
)


class CoursesSection(Section):
    """Shipped courses stand among the center's own; changing one keeps the center's copy in its place."""

    watches = frozenset({Kind.PROGRAM, Kind.CENTER})
    permission = Permission.MANAGE_CENTER

    def __init__(self, context: SectionContext) -> None:
        super().__init__(context, "Courses & hours")
        self._courses: tuple[CourseTemplate, ...] = ()
        self._daily: Decimal | None = None
        table = RowTable(_columns(), name="Courses", key=lambda row: row.id, stretch="title")
        empty = EmptyState(
            "documents",
            "No courses yet",
            "A course kept here fills provider, title and hours when its certificate is entered.",
            "Add course",
        )
        self.panel = ListPanel(table, empty, search_hint="Find a course")
        self.panel.show_details_when_chosen("provider")
        self.day_button = SecondaryButton("Hours a day…", "clock")
        self.panel.add_tool(self.day_button)
        self.content.addWidget(self.panel, 1)
        for button in (empty.button, self.day_button):
            context.allow(button, Permission.MANAGE_CENTER)
        empty.first_step.connect(self.add_course)
        self.day_button.clicked.connect(self.set_hours_a_day)
        self.panel.query_changed.connect(self._fill)
        table.current_changed.connect(self._show_course)
        table.row_activated.connect(self._edit_if_allowed)

    def main_action(self) -> MainAction:
        """Add a course."""
        allowed = not self.context.why_not(Permission.MANAGE_CENTER)
        return MainAction("Add course", self.add_course, "plus", enabled=allowed)

    def refresh(self) -> None:
        """Load the courses and the setting."""
        services = self.context.services
        self.load(
            lambda: (services.didactics.courses(), services.hour_log.hours_a_day()), self._show
        )

    def select(self, key: object) -> None:
        """Choose a course."""
        self.panel.table.select_key(key)

    def find_in_page(self) -> bool:
        """Find a course."""
        return self.panel.find_in_page()

    def add_course(self) -> None:
        """Ask for a new course; it begins empty."""
        self._ask("Add a course", _NEW, {}, self.context.services.didactics.add, "added")

    def edit(self, course: CourseTemplate) -> None:
        """Ask for changes."""
        change = self.context.services.didactics.change
        self._ask(f"Edit {_short(course)}", course, _values(course), change, "changed")

    def set_hours_a_day(self) -> None:
        """Ask for the setting."""
        if self._daily is None:
            return
        field = Field("hours_a_day", "Hours a day", text_field(), _DAY_HINT, required=True)
        values = {"hours_a_day": amount(self._daily)}
        dialog = RecordDialog("Claimable hours a day", [field], values, self)
        dialog.filled.connect(partial(self._on_day_filled, dialog))
        dialog.open()

    def _on_day_filled(self, dialog: RecordDialog, values: dict[str, object]) -> None:
        try:
            hours = read_number(str(values["hours_a_day"]))
        except DomainError:
            dialog.form.set_error("hours_a_day", "Type a number of hours.")
            return
        keep = partial(self.context.services.hour_log.set_hours_a_day, hours)
        self.carry_out(keep, f"A day holds {hours_words(hours)}.", dialog, dialog.form)

    def _ask(
        self,
        title: str,
        course: CourseTemplate,
        values: Mapping[str, object],
        command: Callable[[CourseTemplate], Outcome[Any]],
        done: str,
    ) -> None:
        dialog = RecordDialog(title, self._fields(), values, self)
        dialog.setMinimumWidth(900)

        def write(said: dict[str, object]) -> None:
            try:
                made = _with(course, said, dialog)
            except Invalid as refused:
                show_refusal(dialog, dialog.form, refused)
                return
            words = f"{_short(made)} {done}."
            self.carry_out(partial(command, made), words, dialog, dialog.form)

        dialog.filled.connect(write)
        dialog.open()

    def _fields(self) -> list[Field]:
        topics: dict[str, str] = {}
        for profile in self.context.services.desk.reference.profiles.values():
            for topic in profile.topics:
                topics.setdefault(topic.code, f"{topic.code}  {topic.title}")
        return [
            Field("title", "Course", text_field(), required=True),
            Field("provider", "Provider", text_field()),
            Field("hours", "Hours in all", text_field("As the provider states them")),
            Field(
                "sections",
                "Claims to meet",
                text_field("Such as 35.390, 35.396"),
                "Proposed for a new entry; empty proposes the trainee's own section.",
            ),
            Field("modules", "Modules", ModuleRows(list(topics.items()))),
            Field("complete", "Complete", QCheckBox("All modules are entered")),
            Field("verify", "Source", QCheckBox("Needs checking with the provider")),
            Field("source", "Where from", paragraph_field(3)),
        ]

    def _edit_if_allowed(self, course: CourseTemplate) -> None:
        if not self.context.why_not(Permission.MANAGE_CENTER):
            self.edit(course)

    def _show(self, loaded: tuple[tuple[CourseTemplate, ...], Decimal]) -> None:
        self._courses, self._daily = loaded
        self.day_button.setText(f"A day holds {hours_words(self._daily)}…")
        self._fill()

    def _fill(self) -> None:
        words = self.panel.query()[0].casefold()
        found = [one for one in self._courses if words in f"{one.title} {one.provider}".casefold()]
        self.panel.set_rows(found)
        self._show_course(self.panel.table.current_row())

    def _show_course(self, course: CourseTemplate | None) -> None:
        pane = self.panel.details
        if course is None:
            pane.clear()
            return
        shipped = self.context.services.didactics.is_shipped(course)
        facts: list[tuple[str, str | StateChip]] = [
            ("State", StateChip(*_state(course))),
            ("Hours in all", hours_words(course.total_hours) if course.total_hours else "–"),
            ("Claims to meet", ", ".join(course.sections) or "–"),
            ("Modules", "all are entered" if course.complete else "some are not known"),
            ("Kept by", "shipped with the program" if shipped else "this center"),
        ]
        pane.show_facts(course.title, course.provider, facts)
        if course.modules:
            pane.add_section("Modules", [_module(one) for one in course.modules])
        if course.source:
            pane.add_section("Where from", [course.source])
        add_edit_and_retire(
            self.context,
            pane,
            partial(self.edit, course),
            partial(self._retire, course),
            retired=course.retired,
        )

    def _retire(self, course: CourseTemplate) -> None:
        changed = replace(course, retired=not course.retired)
        words = retired_words(_short(course), retired=changed.retired)
        self.carry_out(partial(self.context.services.didactics.change, changed), words)


def _columns() -> list[Column]:
    return [
        Column("title", "Course", lambda row: row.title),
        Column("provider", "Provider", lambda row: row.provider or "–", 150),
        Column(
            "hours",
            "Hours",
            lambda row: hours_words(row.total_hours) if row.total_hours else "–",
            80,
            number=True,
        ),
        Column("modules", "Modules", lambda row: str(len(row.modules)), 90, number=True),
        Column(
            "state",
            "State",
            lambda row: _state(row)[0],
            150,
            state=lambda row: _state(row)[1],
        ),
    ]


def _state(course: CourseTemplate) -> tuple[str, State]:
    if course.retired:
        return "retired", State.NEUTRAL
    if course.verify:
        return "needs checking", State.ATTENTION
    return ("in use", State.OK) if course.complete else ("incomplete", State.INFO)


def _short(course: CourseTemplate) -> str:
    """The title up to a colon: long enough to know the course by."""
    return course.title.partition(":")[0]


def _module(module: CourseModule) -> str:
    behind = [module.topic] if module.topic else []
    behind += [hours_words(module.hours)] if module.hours else []
    return f"{module.title} ({', '.join(behind)})" if behind else module.title


def _values(course: CourseTemplate) -> dict[str, object]:
    return {
        "title": course.title,
        "provider": course.provider,
        "hours": amount(course.total_hours) if course.total_hours else "",
        "sections": ", ".join(course.sections),
        "modules": course.modules,
        "complete": course.complete,
        "verify": course.verify,
        "source": course.source,
    }


def _with(
    course: CourseTemplate, said: Mapping[str, object], dialog: RecordDialog
) -> CourseTemplate:
    rows = dialog.form.field("modules")
    typed = str(said["hours"])
    try:
        hours = read_number(typed) if typed else None
    except DomainError:
        raise Invalid("hours", "Type a number of hours.") from None
    return replace(
        course,
        title=str(said["title"]),
        provider=str(said["provider"]),
        total_hours=hours,
        sections=tuple(part for part in re.split(r"[,;\s]+", str(said["sections"])) if part),
        modules=rows.read() if isinstance(rows, ModuleRows) else course.modules,
        complete=bool(said["complete"]),
        verify=bool(said["verify"]),
        source=str(said["source"]),
    )
