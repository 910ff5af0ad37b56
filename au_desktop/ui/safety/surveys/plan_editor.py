"""The dialog in which a room's plan is drawn: tools on top, the plan, and what is chosen on it to be named beside it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from au_desktop.domain.errors import DomainError
from au_desktop.domain.safety.room_plans import (
    FixtureKind,
    PointKind,
    RoomPlan,
    resized,
    with_changed_fixture,
    with_changed_point,
)
from au_desktop.domain.safety.survey_levels import AreaClass
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.accessible import named, text_label
from au_desktop.ui.kit.buttons import QuietButton, SecondaryButton
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.labelled_form import Field, LabelledForm, choice_field, text_field
from au_desktop.ui.kit.tokens import SPACE_8, SPACE_12
from au_desktop.ui.safety.surveys.plan_canvas import PlanCanvas, Tool
from au_desktop.ui.safety.surveys.plan_painter import FIXTURE, POINT
from au_desktop.ui.safety.surveys.survey_words import KINDS

if TYPE_CHECKING:
    from au_desktop.domain.safety.rooms import Room
    from au_desktop.ui.kit.section import Section

_AREAS = [(area, area.value) for area in AreaClass]
_FIXTURES = [(kind, kind.value.capitalize()) for kind in FixtureKind]
HINTS = {
    Tool.MOVE: "Drag things, or choose one with N and move it with the arrow keys; Delete removes it. Ctrl+Z undoes.",
    Tool.POINT: "Click where the new point is.",
    Tool.FIXTURE: "Click where it stands.",
    Tool.WALL: "Click from corner to corner; Enter or a double click ends the wall, the first corner closes it.",
}


class PlanEditor(Dialog):
    """Saves the plan as a new version; what was drawn stays until then."""

    def __init__(self, section: Section, room: Room, plan: RoomPlan) -> None:
        super().__init__(
            f"Plan of {room.name}", parent=section.window(), primary="Save plan", name="room_plan"
        )
        self._section, self._room = section, room
        area = AreaClass.RESTRICTED if room.restricted else AreaClass.UNRESTRICTED
        self.canvas = PlanCanvas(plan, area)
        self.hint = text_label(HINTS[Tool.MOVE], "hint", wrap=True)
        self.add_point = SecondaryButton("Point", "plus")
        self.add_wall = SecondaryButton("Wall", "plus")
        self.kind = named(choice_field(_FIXTURES), "What stands in the room")
        self.add_fixture = SecondaryButton("Fixture", "plus")
        self.undo_button = QuietButton("Undo", "undo")
        self.remove_button = QuietButton("Remove", "trash")
        self.point_form = LabelledForm(
            [
                Field("name", "Name", text_field()),
                Field("kind", "Measured", choice_field(KINDS)),
                Field("area", "Area", choice_field(_AREAS)),
            ],
            label_width=76,
        )
        self.fixture_form = LabelledForm(
            [
                Field("label", "Label", text_field()),
                Field("width", "Width, cm", text_field()),
                Field("height", "Depth, cm", text_field()),
            ],
            label_width=76,
        )
        self.size_form = LabelledForm(
            [
                Field("width", "Width, cm", text_field()),
                Field("height", "Depth, cm", text_field()),
            ],
            label_width=76,
        )
        self._lay_out()
        self._connect()
        self._show_chosen()
        self.resize(940, 600)

    def save(self) -> None:
        """Keep the plan."""
        if self.canvas.drawing.corners:
            self.canvas.finish_wall()
        plans = self._section.context.services.room_plans
        words = f"Plan of {self._room.name} saved."
        self._section.carry_out(partial(plans.save, self.canvas.plan), words, self)

    def _connect(self) -> None:
        canvas = self.canvas
        self.add_point.clicked.connect(partial(self._take, Tool.POINT))
        self.add_wall.clicked.connect(partial(self._take, Tool.WALL))
        self.add_fixture.clicked.connect(partial(self._take, Tool.FIXTURE))
        self.undo_button.clicked.connect(canvas.undo)
        self.remove_button.clicked.connect(canvas.remove_chosen)
        canvas.tool_done.connect(lambda: self.hint.setText(HINTS[Tool.MOVE]))
        canvas.chosen_changed.connect(self._show_chosen)
        canvas.plan_changed.connect(lambda: self.set_error(""))
        for form in (self.point_form, self.fixture_form, self.size_form):
            form.changed.connect(self._on_typed)
        self.accepted_by_person.connect(self.save)
        QShortcut(QKeySequence.StandardKey.Undo, self, canvas.undo)

    def _take(self, tool: Tool) -> None:
        kind = self.kind.currentData()
        self.canvas.fixture_kind = FixtureKind(str(kind))
        self.canvas.take_tool(tool)
        self.hint.setText(HINTS[tool])
        self.canvas.setFocus()

    def _show_chosen(self) -> None:
        chosen, plan = self.canvas.drawing.chosen, self.canvas.plan
        kind = "" if chosen is None else chosen.kind
        forms = ((self.point_form, POINT), (self.fixture_form, FIXTURE), (self.size_form, ""))
        for form, wanted in forms:
            form.setVisible(kind == wanted)
            form.blockSignals(True)
        if chosen is not None and kind == POINT:
            point = plan.point(chosen.key)
            if point is not None:
                values = {"name": point.name, "kind": point.kind, "area": point.area}
                self.point_form.set_values(values)
                self.about.setText(f"Point {point.number}")
        elif chosen is not None and kind == FIXTURE:
            fixture = next(one for one in plan.fixtures if one.key == chosen.key)
            self.fixture_form.set_values(
                {"label": fixture.label, "width": fixture.width, "height": fixture.height}
            )
            self.about.setText(fixture.kind.value.capitalize())
        else:
            self.size_form.set_values({"width": plan.width, "height": plan.height})
            self.about.setText("The room" if not kind else "A wall")
        self.remove_button.setEnabled(chosen is not None)
        for form, _ in forms:
            form.blockSignals(False)

    def _on_typed(self, *_: object) -> None:
        try:
            changed = self._typed()
        except (DomainError, ValueError) as error:
            words = messages.reason_for(error) if isinstance(error, DomainError) else ""
            self.set_error(words or "Type whole centimeters.")
            return
        self.set_error("")
        self.canvas.change(changed)

    def _typed(self) -> RoomPlan:
        chosen, plan = self.canvas.drawing.chosen, self.canvas.plan
        if chosen is None:
            return resized(plan, _cm(self.size_form, "width"), _cm(self.size_form, "height"))
        if chosen.kind == FIXTURE:
            held = next(one for one in plan.fixtures if one.key == chosen.key)
            form = self.fixture_form
            sized = replace(held, width=_cm(form, "width"), height=_cm(form, "height"))
            return with_changed_fixture(plan, replace(sized, label=str(form.value("label"))))
        point = plan.point(chosen.key)
        if point is None:
            return plan
        values = self.point_form.values()
        kind, area = PointKind(str(values["kind"])), AreaClass(str(values["area"]))
        changed = replace(point, name=str(values["name"]), kind=kind, area=area)
        return with_changed_point(plan, changed)

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(SPACE_8)
        for widget in (
            self.add_point,
            self.add_wall,
            self.kind,
            self.add_fixture,
            self.undo_button,
            self.remove_button,
        ):
            tools.addWidget(widget)
        tools.addStretch(1)
        self.about = text_label("", "strong", wrap=True)
        side = QWidget()
        side.setFixedWidth(264)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.about)
        for form in (self.point_form, self.fixture_form, self.size_form):
            column.addWidget(form)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(SPACE_12)
        row.addWidget(self.canvas, 1)
        row.addWidget(side)
        self.body.addLayout(tools)
        self.body.addWidget(self.hint)
        self.body.addLayout(row, 1)


def _cm(form: LabelledForm, name: str) -> int:
    widget = form.field(name)
    return int(widget.text()) if isinstance(widget, QLineEdit) else 0
