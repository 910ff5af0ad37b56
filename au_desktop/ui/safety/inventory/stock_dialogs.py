"""The dialogs of the inventory: stock without a package, a step, splitting, a line of the license, a look at the shelves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtWidgets import QCheckBox

from au_desktop.domain.safety.possession import PossessionLine
from au_desktop.domain.safety.safety_records import RoomRef
from au_desktop.domain.safety.stock import SEALED, UNSEALED, Movement, MovementKind, StockForm
from au_desktop.services.safety.inventory import StockDraft
from au_desktop.ui.kit.accessible import named, text_label
from au_desktop.ui.kit.labelled_form import Field, choice_field, paragraph_field, text_field
from au_desktop.ui.kit.record_dialog import RecordDialog
from au_desktop.ui.kit.tick_list import TickList
from au_desktop.ui.safety.inventory.stock_words import activity_words
from au_desktop.ui.safety.packages.content_rows import drug_choices, nuclide_choices
from au_desktop.ui.safety.packages.package_fields import activity_edit, moment_field

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from au_desktop.domain.moments import Moment
    from au_desktop.domain.reference.library import Reference
    from au_desktop.domain.safety.rooms import Room
    from au_desktop.domain.safety.stock import Stock, TakenLine
    from au_desktop.services.bundle import Services
    from au_desktop.ui.kit.section import Section

NEW_LINE = UUID(int=0)
_ASKED = (
    MovementKind.USED,
    MovementKind.MOVED,
    MovementKind.GONE,
)
"""Splitting has its own dialog; waste and transfers have their own page, where container and license are written, too."""


@dataclass(frozen=True, slots=True)
class StockChoices:
    """What the dialogs offer."""

    rooms: tuple[Room, ...]
    reference: Reference
    now: Moment

    @classmethod
    def read(cls, services: Services) -> StockChoices:
        """Read them; off the screen thread."""
        rooms = tuple(room for room in services.facilities.rooms() if not room.retired)
        return cls(rooms, services.desk.reference, services.desk.clock.now())

    def room(self, room_id: object) -> RoomRef | None:
        """The chosen room under its name of today."""
        return next((RoomRef(r.id, r.name) for r in self.rooms if r.id == room_id), None)

    @property
    def room_words(self) -> list[tuple[object, str]]:
        """The rooms to choose from."""
        return [(room.id, room.name) for room in self.rooms]


def stock_dialog(section: Section, choices: StockChoices) -> RecordDialog:
    """Ask for stock that came without a package, or was there before the program."""
    forms = [(form, form.value.capitalize()) for form in StockForm]
    settings = section.context.settings
    fields = [
        Field("at", "Came in at", moment_field(choices.now, "Came in at"), required=True),
        Field("drug_id", "Drug", choice_field(drug_choices(choices.reference), empty="No drug")),
        Field(
            "nuclide_id",
            "Nuclide",
            choice_field(nuclide_choices(choices.reference), empty="Choose the nuclide"),
            required=True,
        ),
        Field("activity", "Activity", activity_edit(settings), required=True),
        Field("calibrated_at", "at", moment_field(choices.now, "Calibration"), required=True),
        Field("form", "Form", choice_field(forms)),
        Field("lot", "Lot or serial number", text_field()),
        Field("room", "Stored in", choice_field(choices.room_words, empty="Choose the room")),
        Field("notes", "Notes", paragraph_field(2)),
    ]
    values = {"at": choices.now, "calibrated_at": choices.now, "form": StockForm.VIAL}
    dialog = RecordDialog("Enter stock", fields, values, section)
    dialog.let_scroll(560, 560)

    def follow(name: str) -> None:
        drug_id = dialog.form.value("drug_id")
        if name == "drug_id" and drug_id is not None:
            drug = choices.reference.drug(str(drug_id))
            dialog.form.set_values({"nuclide_id": drug.nuclide_id})

    dialog.form.changed.connect(follow)
    return dialog


def draft_of(values: Mapping[str, Any], choices: StockChoices) -> StockDraft:
    """The stock that was typed."""
    drug_id = str(values["drug_id"] or "")
    return StockDraft(
        at=values["at"],
        nuclide_id=values["nuclide_id"],
        activity=values["activity"],
        calibrated_at=values["calibrated_at"],
        form=StockForm(str(values["form"])),
        drug_id=drug_id,
        drug=choices.reference.drug(drug_id).generic_name if drug_id else "",
        lot=values["lot"],
        room=choices.room(values["room"]),
        notes=values["notes"],
    )


def movement_dialog(section: Section, stock: Stock, choices: StockChoices) -> RecordDialog:
    """Ask what became of a thing."""
    kinds = [(kind, kind.value.capitalize()) for kind in _ASKED]
    settings = section.context.settings
    left = activity_words(stock.remaining(choices.now), settings)
    fields = [
        Field("kind", "What", choice_field(kinds)),
        Field("at", "At", moment_field(choices.now, "At"), required=True),
        Field(
            "activity",
            "How much",
            activity_edit(settings),
            "As of that time; empty means all of it.",
        ),
        Field(
            "room",
            "To which room",
            choice_field(choices.room_words, empty="Choose the room"),
            "Only where it is moved.",
        ),
        Field("to", "To", text_field(), "Such as the dosage."),
        Field("note", "Note", text_field()),
    ]
    dialog = RecordDialog(f"Step of {stock.code}", fields, {"at": choices.now}, section)
    dialog.body.insertWidget(0, text_label(f"{stock.label}: {left} left now.", "muted", wrap=True))
    return dialog


def movement_of(values: Mapping[str, Any], choices: StockChoices) -> Movement:
    """The step that was typed."""
    kind = MovementKind(str(values["kind"]))
    return Movement(
        kind,
        values["at"],
        values["activity"] if kind is MovementKind.USED else None,
        room=choices.room(values["room"]) if kind is MovementKind.MOVED else None,
        to=values["to"],
        note=values["note"],
    )


def split_dialog(section: Section, stock: Stock, choices: StockChoices) -> RecordDialog:
    """Ask how much is drawn off, and into what."""
    forms = [(form, form.value.capitalize()) for form in StockForm]
    settings = section.context.settings
    fields = [
        Field("activity", "How much", activity_edit(settings), required=True),
        Field("at", "At", moment_field(choices.now, "At"), required=True),
        Field("form", "Into a", choice_field(forms)),
        Field("room", "Stored in", choice_field(choices.room_words, empty="Where it is")),
    ]
    values = {"at": choices.now, "form": StockForm.DOSAGE}
    dialog = RecordDialog(f"Split {stock.code}", fields, values, section, "Split off")
    left = activity_words(stock.remaining(choices.now), settings)
    dialog.body.insertWidget(0, text_label(f"{stock.label}: {left} left now.", "muted", wrap=True))
    return dialog


def line_dialog(
    section: Section, line: PossessionLine | None, reference: Reference
) -> RecordDialog:
    """Ask for a line of the license."""
    nuclides = TickList(5)
    nuclides.set_choices([(one, one) for one in sorted(reference.nuclides)])
    forms = [("", "Any form"), (UNSEALED, "Unsealed"), (SEALED, "Sealed sources")]
    fields = [
        Field("item", "Item of the license", text_field("Item 6.A, amendment 3"), required=True),
        Field("nuclides", "Nuclides", named(nuclides, "Nuclides"), "None ticked means any."),
        Field("form", "Form", choice_field(forms)),
        Field("limit", "At most", activity_edit(section.context.settings), required=True),
        Field("together", "Counted", QCheckBox("All ticked nuclides together")),
        Field("reason", "Why it is changed", text_field(), "Such as the amendment that says so."),
    ]
    values: dict[str, object] = {}
    if line is not None:
        values = {n: getattr(line, n) for n in ("item", "nuclides", "form", "limit", "together")}
    title = "Change the possession limit" if line else "Add a possession limit"
    dialog = RecordDialog(title, fields, values, section)
    dialog.let_scroll(760, 580)
    return dialog


def line_of(line: PossessionLine | None, values: Mapping[str, Any]) -> PossessionLine:
    """The line that was typed."""
    made = PossessionLine(
        NEW_LINE,
        tuple(values["nuclides"]),
        values["limit"],
        values["form"],
        bool(values["together"]),
        values["item"],
    )
    return made if line is None else replace(made, id=line.id)


def take_dialog(section: Section, lines: Sequence[TakenLine]) -> RecordDialog:
    """Ask which of the expected things are there; everything is taken as found until it is unticked."""
    ticks = TickList(1)
    settings = section.context.settings
    words = [
        (
            str(line.stock_id),
            " · ".join(
                part
                for part in (
                    line.code,
                    line.label,
                    activity_words(line.expected, settings),
                    line.room,
                )
                if part
            ),
        )
        for line in lines
    ]
    ticks.set_choices(words)
    fields = [
        Field("found", "There", named(ticks, "There"), "Untick what is missing."),
        Field("notes", "Notes", paragraph_field(2)),
    ]
    found = tuple(key for key, _ in words)
    dialog = RecordDialog("Take stock", fields, {"found": found}, section)
    dialog.let_scroll(860, 520)
    return dialog


def taken_lines(lines: Sequence[TakenLine], values: Mapping[str, Any]) -> tuple[TakenLine, ...]:
    """The lines with what was found."""
    found = set(values["found"])
    return tuple(replace(line, found=str(line.stock_id) in found) for line in lines)
