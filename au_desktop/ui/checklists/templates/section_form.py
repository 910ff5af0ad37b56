"""The attributes of the section that is marked: its title, and when it applies."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from au_desktop.domain.checklists.template_edits import (
    fresh_key,
    items_before,
    key_from,
    section_at,
    section_keys,
    with_section,
    with_section_key,
)
from au_desktop.ui.checklists.templates.attribute_form import AttributeForm, take_text
from au_desktop.ui.checklists.templates.condition_builder import ConditionBuilder
from au_desktop.ui.kit.buttons import SecondaryButton
from au_desktop.ui.kit.template_parts import condition_words

if TYPE_CHECKING:
    from au_desktop.domain.checklists.conditions import Condition
    from au_desktop.ui.checklists.templates.draft_model import DraftModel

MACHINE_KEY = re.compile(r"section_\d+")


class SectionForm(AttributeForm):
    """Shows and changes the section that the model has marked; emits `item_wanted` for a first item."""

    item_wanted = Signal()

    def __init__(self, model: DraftModel) -> None:
        super().__init__("Section")
        self._model = model
        self.title = QLineEdit()
        self.condition = ConditionBuilder()
        self.add_item_button = SecondaryButton("Add an item", "plus")
        self.add_group("section", "Section", is_open=True)
        self.add("section", "title", "Title", self.title)
        self.add("section", "add", "", self.add_item_button)
        self.add_group("condition", "When it applies", is_open=True)
        self.add("condition", "condition", "", self.condition)
        self.title.textEdited.connect(self._on_title)
        self.condition.changed.connect(self._on_condition)
        self.condition.rows_made.connect(lambda: self.watch(self.condition))
        self.add_item_button.clicked.connect(self.item_wanted)
        self.field_left.connect(self._on_left)

    def show_place(self) -> None:
        """Show the section that is marked."""
        model = self._model
        if not model.place.is_section:
            return
        section = section_at(model.template, model.place)
        with self.quietly():
            take_text(self.title, section.title)
            before = items_before(model.template, model.place)
            self.condition.show_condition(section.condition, before)
        words = condition_words(model.template, section.condition) or "always"
        self.groups["condition"].set_summary(words)

    def _on_title(self, text: str) -> None:
        model = self._model
        section = section_at(model.template, model.place)
        changed = with_section(model.template, model.place, replace(section, title=text))
        model.apply(changed, f"{section.key}:title")

    def _on_condition(self, condition: Condition | None) -> None:
        model = self._model
        section = section_at(model.template, model.place)
        changed = replace(section, condition=condition)
        model.apply(with_section(model.template, model.place, changed))

    def _on_left(self, widget: object) -> None:
        """A section with a made-up key gets one that says what it is; signatures follow."""
        model = self._model
        if widget is not self.title or not model.place.is_section:
            return
        section = section_at(model.template, model.place)
        if MACHINE_KEY.fullmatch(section.key) and section.title.strip():
            taken = set(section_keys(model.template)) - {section.key}
            key = fresh_key(taken, key_from(section.title, section.key))
            changed = with_section_key(model.template, model.place, key)
            model.apply(changed, f"{section.key}:title")
