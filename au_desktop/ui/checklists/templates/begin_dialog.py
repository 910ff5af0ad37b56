"""Asks what a new checklist is called: from scratch, with its kind, or as a copy of another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from au_desktop.domain.checklists.kinds import KINDS
from au_desktop.domain.checklists.template_edits import fresh_key, key_from
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.labelled_form import Field, LabelledForm, choice_field, text_field

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtWidgets import QWidget

    from au_desktop.domain.checklists.templates import Template

_TAKEN = "Another checklist has this title; choose one by which people tell the two apart."
_UNFIT = "The title needs a letter to begin with."


@dataclass(frozen=True, slots=True)
class Beginning:
    """What was asked for; the kind is empty for a copy."""

    template_id: str
    title: str
    kind: str = ""


class BeginDialog(Dialog):
    """Emits `chosen(Beginning)`."""

    chosen = Signal(object)

    def __init__(
        self,
        taken: Collection[str],
        titles: Collection[str],
        parent: QWidget,
        source: Template | None = None,
    ) -> None:
        super().__init__(
            "New template" if source is None else "Copy as a new template",
            parent=parent.window(),
            primary="Begin the draft",
        )
        self._taken, self._source = set(taken), source
        self._titles = {one.casefold() for one in titles}
        self.title = text_field()
        fields = [Field("title", "Title", self.title, "What people call it.", required=True)]
        if source is None:
            self.kind = choice_field(
                [(key, kind.title) for key, kind in KINDS.items()], empty="Choose a kind"
            )
            fields.append(
                Field(
                    "kind",
                    "Kind",
                    self.kind,
                    "The family it is looked for in; it can be changed in the draft.",
                    required=True,
                )
            )
        else:
            self.add_text(
                f"A draft with everything that \u201c{source.title}\u201d has. That one stays as it is."
            )
            self.title.setText(f"{source.title} (copy)")
            self.title.selectAll()
        self.form = LabelledForm(fields, label_width=90)
        self.body.addWidget(self.form)
        self.accepted_by_person.connect(self._on_accepted)

    def _on_accepted(self) -> None:
        self.form.clear_errors()
        title = self.title.text().strip()
        key = key_from(title, "")
        if self.form.check_required() and title.casefold() in self._titles:
            self.form.set_error("title", _TAKEN)
        elif title and not key:
            self.form.set_error("title", _UNFIT)
        if self.form.focus_first_error():
            return
        kind = "" if self._source is not None else str(self.kind.currentData())
        self.chosen.emit(Beginning(fresh_key(self._taken, key), title, kind))
