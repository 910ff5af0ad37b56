"""Training programs: days, cases and documents that each asks for; blank where the program does not say."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtWidgets import QCheckBox

from au_desktop.domain.ids import ProgramId
from au_desktop.domain.roles import Permission
from au_desktop.domain.training.onboarding import ProgramProfile
from au_desktop.services.changes import Kind
from au_desktop.ui.center.retiring import add_edit_and_retire, retired_words
from au_desktop.ui.kit.dialog_values import made
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.labelled_form import Field, choice_field, paragraph_field, text_field
from au_desktop.ui.kit.list_panel import ListPanel
from au_desktop.ui.kit.page import MainAction
from au_desktop.ui.kit.record_dialog import RecordDialog
from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.kit.row_table_model import Column
from au_desktop.ui.kit.section import Section
from au_desktop.ui.kit.tokens import State
from au_desktop.ui.kit.whole_number import whole_or_none

if TYPE_CHECKING:
    from collections.abc import Sequence

    from au_desktop.ui.kit.section import SectionContext

_NEW = ProgramProfile(ProgramId(UUID(int=0)), "", verify=False)
_ASKED = [(True, "Yes"), (False, "No")]
UNKNOWN = "not stated"
EMPTY = (
    "Programs that send trainees here, each with the days, cases and documents that it asks for. The profile of the ASTRO "
    "AU Training Center is shipped as a start; what was not published is blank."
)


class ProgramsSection(Section):
    """The table of programs with what each asks beside it."""

    watches = frozenset({Kind.PROGRAM})
    permission = Permission.MANAGE_CENTER

    def __init__(self, context: SectionContext) -> None:
        super().__init__(context, "Programs")
        self._programs: tuple[ProgramProfile, ...] = ()
        table = RowTable(_columns(), name="Programs", key=lambda row: row.id, stretch="title")
        empty = EmptyState("star", "No program yet", EMPTY, "Add program")
        self.panel = ListPanel(table, empty, search_hint="Find a program")
        self.content.addWidget(self.panel, 1)
        context.allow(empty.button, Permission.MANAGE_CENTER)
        empty.first_step.connect(self.add_program)
        self.panel.query_changed.connect(self._fill)
        table.current_changed.connect(self._show_program)
        table.row_activated.connect(self._edit_if_allowed)

    def main_action(self) -> MainAction:
        """Add a program."""
        allowed = not self.context.why_not(Permission.MANAGE_CENTER)
        return MainAction("Add program", self.add_program, "plus", enabled=allowed)

    def refresh(self) -> None:
        """Load the programs."""
        self.load(self.context.services.hosts.programs, self._show)

    def select(self, key: object) -> None:
        """Choose a program."""
        self.panel.table.select_key(key)

    def find_in_page(self) -> bool:
        """Find a program."""
        return self.panel.find_in_page()

    def add_program(self) -> None:
        """Ask for a new program; a shipped profile not added yet fills the form."""
        hosts = self.context.services.hosts
        known = {one.title.casefold() for one in self._programs}
        offered = [one for one in hosts.shipped_programs() if one.title.casefold() not in known]
        dialog = _dialog("Add a program", offered[0] if offered else _NEW, self, offered)

        def add(values: dict[str, Any]) -> None:
            added = _read(dialog, _NEW, values)
            if added is not None:
                work = partial(hosts.add_program, added)
                self.carry_out(work, f"{added.title} added.", dialog, dialog.form)

        dialog.filled.connect(add)
        dialog.open()

    def edit(self, program: ProgramProfile) -> None:
        """Ask for changes."""
        dialog = _dialog(f"Edit {program.title}", program, self)

        def change(values: dict[str, Any]) -> None:
            changed = _read(dialog, program, values)
            if changed is not None:
                work = partial(self.context.services.hosts.change_program, changed)
                self.carry_out(work, f"{changed.title} changed.", dialog, dialog.form)

        dialog.filled.connect(change)
        dialog.open()

    def _edit_if_allowed(self, program: ProgramProfile) -> None:
        if not self.context.why_not(Permission.MANAGE_CENTER):
            self.edit(program)

    def _show(self, programs: tuple[ProgramProfile, ...]) -> None:
        self._programs = programs
        self._fill()

    def _fill(self) -> None:
        words = self.panel.query()[0].casefold()
        self.panel.set_rows([one for one in self._programs if words in one.title.casefold()])
        self._show_program(self.panel.table.current_row())

    def _show_program(self, program: ProgramProfile | None) -> None:
        pane = self.panel.details
        if program is None:
            pane.clear()
            return
        facts = [
            ("Days", _number(program.days)),
            ("Cases", _number(program.cases)),
            ("Membership asked", _answer(program.membership_asked)),
            ("Classroom first", _answer(program.classroom_first)),
            ("Edition", program.edition or UNKNOWN),
            ("State", _state(program)[0]),
        ]
        pane.show_facts(program.title, "", facts)
        pane.add_section("Documents", list(program.documents) or [UNKNOWN])
        if program.notes:
            pane.add_section("Notes", [program.notes])
        add_edit_and_retire(
            self.context,
            pane,
            partial(self.edit, program),
            partial(self._retire, program),
            retired=program.retired,
        )

    def _retire(self, program: ProgramProfile) -> None:
        changed = replace(program, retired=not program.retired)
        words = retired_words(program.title, retired=changed.retired)
        self.carry_out(partial(self.context.services.hosts.change_program, changed), words)


def _columns() -> list[Column]:
    return [
        Column("title", "Program", lambda row: row.title),
        Column("days", "Days", lambda row: _number(row.days), 100),
        Column("cases", "Cases", lambda row: _number(row.cases), 100),
        Column(
            "state",
            "State",
            lambda row: _state(row)[0],
            150,
            state=lambda row: _state(row)[1],
        ),
    ]


def _dialog(
    title: str,
    program: ProgramProfile,
    parent: ProgramsSection,
    offered: Sequence[ProgramProfile] = (),
) -> RecordDialog:
    """A dialog about a program; what is offered may fill it."""
    start = choice_field(
        [(at, one.title) for at, one in enumerate(offered)], empty="A blank profile"
    )
    fields = [
        *([Field("start", "Start from", start)] if offered else []),
        Field("title", "Name", text_field(), required=True),
        Field(
            "days",
            "Days",
            text_field(UNKNOWN),
            "Of one visit. Empty where the program does not say.",
        ),
        Field("cases", "Cases", text_field(UNKNOWN), "Asked for by the program itself."),
        Field("membership_asked", "Membership asked", choice_field(_ASKED, empty="Not stated")),
        Field("classroom_first", "Classroom first", choice_field(_ASKED, empty="Not stated")),
        Field("documents", "Documents", paragraph_field(3), "One on each line."),
        Field("edition", "Edition", text_field("Such as the day of the announcement")),
        Field("verify", "Needs checking", QCheckBox("Not confirmed by the program yet")),
        Field("notes", "Notes", paragraph_field(4)),
    ]
    values = _values(program) | ({"start": 0} if offered else {})
    dialog = RecordDialog(title, fields, values, parent)

    def fill(_at: int) -> None:
        chosen = start.currentData()
        dialog.form.set_values(_values(offered[chosen] if isinstance(chosen, int) else _NEW))

    start.currentIndexChanged.connect(fill)
    dialog.let_scroll(680, 600)
    return dialog


def _values(program: ProgramProfile) -> dict[str, object]:
    return {
        "title": program.title,
        "days": program.days,
        "cases": program.cases,
        "membership_asked": program.membership_asked,
        "classroom_first": program.classroom_first,
        "documents": "\n".join(program.documents),
        "edition": program.edition,
        "verify": program.verify,
        "notes": program.notes,
    }


def _read(
    dialog: RecordDialog, program: ProgramProfile, values: dict[str, Any]
) -> ProgramProfile | None:
    lines = (line.strip() for line in str(values["documents"]).splitlines())
    return made(
        dialog,
        lambda: replace(
            program,
            title=str(values["title"]),
            days=whole_or_none(str(values["days"]), "days"),
            cases=whole_or_none(str(values["cases"]), "cases"),
            membership_asked=values["membership_asked"],
            classroom_first=values["classroom_first"],
            documents=tuple(line for line in lines if line),
            edition=str(values["edition"]),
            verify=bool(values["verify"]),
            notes=str(values["notes"]),
        ),
    )


def _number(number: int | None) -> str:
    return UNKNOWN if number is None else str(number)


def _answer(answer: bool | None) -> str:
    if answer is None:
        return UNKNOWN
    return "yes" if answer else "no"


def _state(program: ProgramProfile) -> tuple[str, State]:
    if program.retired:
        return "retired", State.NEUTRAL
    return ("needs checking", State.ATTENTION) if program.verify else ("in use", State.OK)
