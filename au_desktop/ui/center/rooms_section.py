"""Rooms: name, use, restricted or not; a room that is no longer used is retired, not deleted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QCheckBox

from au_desktop.domain.ids import RoomId
from au_desktop.domain.roles import Permission
from au_desktop.domain.safety.rooms import Room, RoomUse
from au_desktop.services.changes import Kind
from au_desktop.ui.kit.buttons import SecondaryButton
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.labelled_form import Field, choice_field, paragraph_field, text_field
from au_desktop.ui.kit.list_panel import ListPanel
from au_desktop.ui.kit.page import MainAction
from au_desktop.ui.kit.record_dialog import RecordDialog
from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.kit.row_table_model import Column
from au_desktop.ui.kit.section import Section
from au_desktop.ui.kit.tokens import State

if TYPE_CHECKING:
    from au_desktop.ui.kit.section import SectionContext

_USES = [(use, use.value.capitalize()) for use in RoomUse]
_NEW = Room(RoomId(UUID(int=0)), "new")


class RoomsSection(Section):
    """The table of rooms with a detail pane."""

    watches = frozenset({Kind.ROOM})
    permission = Permission.MANAGE_INSTRUMENTS

    def __init__(self, context: SectionContext) -> None:
        super().__init__(context, "Rooms")
        self._rooms: tuple[Room, ...] = ()
        table = RowTable(_columns(), name="Rooms", key=lambda row: row.id, stretch="name")
        empty = EmptyState(
            "room",
            "No rooms yet",
            "Rooms where radioactive drugs are prepared, given or kept: surveys and cases refer to them.",
            "Add room",
        )
        self.panel = ListPanel(table, empty, search_hint="Find a room")
        self.content.addWidget(self.panel, 1)
        context.allow(empty.button, Permission.MANAGE_INSTRUMENTS)
        empty.first_step.connect(self.add_room)
        self.panel.query_changed.connect(self._fill)
        table.current_changed.connect(self._show_room)
        table.row_activated.connect(self._edit_if_allowed)

    def main_action(self) -> MainAction:
        """Add a room."""
        allowed = not self.context.why_not(Permission.MANAGE_INSTRUMENTS)
        return MainAction("Add room", self.add_room, "plus", enabled=allowed)

    def refresh(self) -> None:
        """Load the rooms."""
        self.load(self.context.services.facilities.rooms, self._show)

    def select(self, key: object) -> None:
        """Choose a room."""
        self.panel.table.select_key(key)

    def find_in_page(self) -> bool:
        """Find a room."""
        return self.panel.find_in_page()

    def add_room(self) -> None:
        """Ask for a new room."""
        dialog = _dialog("Add a room", None, self)
        facilities = self.context.services.facilities

        def add(values: dict[str, object]) -> None:
            room = _with(_NEW, values)
            self.carry_out(
                lambda: facilities.add_room(room), f"{room.name} added.", dialog, dialog.form
            )

        dialog.filled.connect(add)
        dialog.open()

    def edit(self, room: Room) -> None:
        """Ask for changes."""
        dialog = _dialog(f"Edit {room.name}", room, self)
        facilities = self.context.services.facilities

        def change(values: dict[str, object]) -> None:
            changed = _with(room, values)
            words = f"{changed.name} changed."
            self.carry_out(lambda: facilities.change_room(changed), words, dialog, dialog.form)

        dialog.filled.connect(change)
        dialog.open()

    def _edit_if_allowed(self, room: Room) -> None:
        if not self.context.why_not(Permission.MANAGE_INSTRUMENTS):
            self.edit(room)

    def _show(self, rooms: tuple[Room, ...]) -> None:
        self._rooms = rooms
        self._fill()

    def _fill(self) -> None:
        words = self.panel.query()[0].casefold()
        rows = [room for room in self._rooms if words in f"{room.name} {room.use}".casefold()]
        self.panel.set_rows(rows)
        self._show_room(self.panel.table.current_row())

    def _show_room(self, room: Room | None) -> None:
        pane = self.panel.details
        if room is None:
            pane.clear()
            return
        facts = [
            ("Use", room.use.value.capitalize()),
            ("Area", "restricted" if room.restricted else "unrestricted"),
            ("State", "retired" if room.retired else "in use"),
        ]
        pane.show_facts(room.name, "", facts)
        if room.notes:
            pane.add_section("Notes", [room.notes])
        edit = SecondaryButton("Edit…", "pencil")
        retire = SecondaryButton("Use again" if room.retired else "Retire")
        edit.clicked.connect(lambda: self.edit(room))
        retire.clicked.connect(lambda: self._retire(room))
        for button in (edit, retire):
            self.context.allow(button, Permission.MANAGE_INSTRUMENTS)
            pane.add_action(button)

    def _retire(self, room: Room) -> None:
        facilities = self.context.services.facilities
        changed = replace(room, retired=not room.retired)
        words = f"{room.name} {'retired' if changed.retired else 'in use again'}."
        self.carry_out(lambda: facilities.change_room(changed), words)


def _columns() -> list[Column]:
    return [
        Column("name", "Room", lambda row: row.name),
        Column("use", "Use", lambda row: row.use.value.capitalize(), 140),
        Column(
            "area", "Area", lambda row: "restricted" if row.restricted else "unrestricted", 130
        ),
        Column(
            "state",
            "State",
            lambda row: "retired" if row.retired else "in use",
            110,
            state=lambda row: State.NEUTRAL if row.retired else State.OK,
        ),
    ]


def _dialog(title: str, room: Room | None, parent: RoomsSection) -> RecordDialog:
    fields = [
        Field("name", "Name", text_field("Such as Treatment room 3"), required=True),
        Field(
            "use",
            "Use",
            choice_field(_USES),
            "Preparation and administration rooms are surveyed at the end of each day of use.",
        ),
        Field(
            "restricted", "Restricted area", QCheckBox("Access is controlled for radiation safety")
        ),
        Field("notes", "Notes", paragraph_field(2)),
    ]
    shown = room or replace(_NEW)
    values = {
        "name": room.name if room else "",
        "use": shown.use,
        "restricted": shown.restricted,
        "notes": shown.notes,
    }
    return RecordDialog(title, fields, values, parent)


def _with(room: Room, values: dict[str, object]) -> Room:
    return replace(
        room,
        name=str(values["name"]),
        use=RoomUse(str(values["use"])),
        restricted=bool(values["restricted"]),
        notes=str(values["notes"]),
    )
