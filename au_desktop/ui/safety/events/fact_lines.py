"""A list inside an event: persons, places with readings, missing material; lines are added, changed and taken out."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from au_desktop.domain.errors import DomainError
from au_desktop.domain.safety.extravasations import SiteReading
from au_desktop.domain.safety.lost_material import LostItem
from au_desktop.domain.safety.safety_records import MeterRef, PersonRef
from au_desktop.domain.safety.spills import SpillPerson, SpillReading
from au_desktop.services.wording.safety_words import fact_name
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.accessible import named, text_label
from au_desktop.ui.kit.buttons import IconButton, QuietButton
from au_desktop.ui.kit.date_words import moment_words
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.labelled_form import Field, LabelledForm
from au_desktop.ui.kit.tokens import SPACE_4, SPACE_8
from au_desktop.ui.safety.events.fact_sheets import ITEMS, LINES, PEOPLE, READINGS, SITE_READINGS
from au_desktop.ui.safety.events.fact_widgets import (
    Offered,
    reason_in,
    show_in,
    value_in,
    widget_for,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    Prefill = Callable[[str], dict[str, object]]

_KINDS: dict[str, type[Any]] = {
    PEOPLE: SpillPerson,
    READINGS: SpillReading,
    SITE_READINGS: SiteReading,
    ITEMS: LostItem,
}
_NEEDED = {PEOPLE: ("who",), READINGS: ("place",), SITE_READINGS: ("at", "site")}
_NEEDED |= {ITEMS: ("nuclide", "activity")}
_TEXTS = ("place", "before", "after", "bioassay", "nuclide", "basis")


class FactLines(QWidget):
    """`value()` is the tuple of lines; `changed` after each change. `prefill` gives facts for a typed nuclide."""

    changed = Signal(object)

    def __init__(self, line: str, offered: Offered, prefill: Prefill | None = None) -> None:
        super().__init__()
        self._line, self._offered, self._prefill = line, offered, prefill
        self._values: tuple[Any, ...] = ()
        self.dialog: LineDialog | None = None
        self._rows = QVBoxLayout()
        self._rows.setSpacing(SPACE_4)
        self.add_button = QuietButton(f"Add {LINES[line][0]}…", "plus")
        self.add_button.clicked.connect(partial(self._open, None))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_4)
        column.addLayout(self._rows)
        foot = QHBoxLayout()
        foot.addWidget(self.add_button)
        foot.addStretch(1)
        column.addLayout(foot)
        self.setFocusProxy(self.add_button)

    def value(self) -> tuple[Any, ...]:
        """The lines."""
        return self._values

    def set_value(self, values: object) -> None:
        """Show these lines."""
        self._values = tuple(values) if isinstance(values, tuple) else ()
        self._draw()

    def _draw(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for at, value in enumerate(self._values):
            self._rows.addWidget(self._row(at, line_words(value)))

    def _row(self, at: int, words: str) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_8)
        row.addWidget(text_label(words, wrap=True), 1)
        change = named(IconButton("pencil", "Change"), f"Change: {words}")
        remove = named(IconButton("cross", "Take out"), f"Take out: {words}")
        change.clicked.connect(partial(self._open, at))
        remove.clicked.connect(partial(self._remove, at))
        row.addWidget(change)
        row.addWidget(remove)
        return holder

    def _remove(self, at: int) -> None:
        self._take((*self._values[:at], *self._values[at + 1 :]))

    def _take(self, values: tuple[Any, ...]) -> None:
        self._values = values
        self._draw()
        self.changed.emit(values)

    def _open(self, at: int | None) -> None:
        value = None if at is None else self._values[at]
        self.dialog = LineDialog(self._line, self._offered, value, self.window(), self._prefill)
        self.dialog.made.connect(partial(self._on_made, at))
        self.dialog.open()

    def _on_made(self, at: int | None, value: object) -> None:
        end = len(self._values) if at is None else at
        self._take((*self._values[:end], value, *self._values[end + 1 :]))


class LineDialog(Dialog):
    """One line of a list; emits `made(value)` once it can be taken."""

    made = Signal(object)

    def __init__(
        self,
        line: str,
        offered: Offered,
        value: object,
        parent: QWidget,
        prefill: Prefill | None = None,
    ) -> None:
        what, facts = LINES[line]
        super().__init__(
            f"{'Add' if value is None else 'Change'} {what}", parent=parent, primary="Take"
        )
        self._line, self._before, self._prefill = line, value, prefill
        held = {fact.path: getattr(value, fact.path, None) for fact in facts}
        if value is None and line == SITE_READINGS:
            held["at"] = offered.now
        self.form = LabelledForm(
            [
                Field(
                    fact.path,
                    fact.label,
                    widget_for(fact, offered, held[fact.path]),
                    fact.hint,
                    required=fact.path in _NEEDED[line],
                )
                for fact in facts
            ]
        )
        self.form.set_values(held)
        for fact in facts:
            show_in(self.form.field(fact.path), held[fact.path])
        self.body.addWidget(self.form)
        self.form.changed.connect(self._on_changed)
        self.accepted_by_person.connect(self._on_accepted)
        self.form.field(facts[0].path).setFocus()

    def _on_changed(self, name: str) -> None:
        if name == "nuclide" and self._prefill is not None:
            self.form.set_values(self._prefill(str(self.form.value("nuclide"))))

    def _on_accepted(self) -> None:
        self.form.clear_errors()
        complete = self.form.check_required()
        values = {}
        for name in LINES[self._line][1]:
            widget = self.form.field(name.path)
            reason = reason_in(widget)
            if reason:
                self.form.set_error(name.path, reason)
                complete = False
            values[name.path] = value_in(widget, self.form.value(name.path))
        if not complete:
            self.form.focus_first_error()
            return
        self._make({name: _text(name, value) for name, value in values.items()})

    def _make(self, values: dict[str, Any]) -> None:
        try:
            made = (
                _KINDS[self._line](**values)
                if self._before is None
                else replace(self._before, **values)  # type: ignore[type-var]
            )
        except DomainError as error:
            self.set_error(messages.reason_for(error))
            return
        self.accept()
        self.made.emit(made)


def _text(name: str, value: object) -> object:
    if value is None and name in _TEXTS:
        return ""
    return value


def line_words(value: Any) -> str:  # noqa: ANN401 - a line of any list
    """One line in words."""
    parts = []
    for field in fields(value):
        held = getattr(value, field.name)
        if held in (None, "", False, True):
            continue
        if isinstance(held, PersonRef | MeterRef):
            parts.append(held.name)
        elif field.name in ("place", "nuclide", "activity", "basis"):
            parts.append(str(held))
        elif field.name == "at":
            parts.append(moment_words(held))
        else:
            parts.append(f"{fact_name(field.name).casefold()} {held}{_unit(field.name)}")
    if isinstance(value, SiteReading) and value.ratio is not None:
        parts.append(f"{value.ratio:.3g} times the other side")
    return ", ".join(parts)


def _unit(name: str) -> str:
    return " dpm/100 cm²" if name.startswith("wipe") else ""
