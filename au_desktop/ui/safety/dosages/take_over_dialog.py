"""Choosing a submitted checklist whose answers become a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from au_desktop.ui.kit.date_words import moment_words
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.labelled_form import Field, LabelledForm, choice_field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from au_desktop.services.rows import RunRow

NOTHING_WAITS = (
    "No submitted checklist of the last 60 days waits for this: every written directive, dosage assay and time-out "
    "was taken over, or none was filled."
)


class TakeOverDialog(Dialog):
    """`chosen()` is the row of the checklist."""

    def __init__(self, rows: Sequence[RunRow], parent: QWidget) -> None:
        super().__init__("Take over from a checklist", parent=parent, primary="Open the form")
        words = [
            (
                row,
                f"{row.code} · {row.template_title} · {row.about} · {moment_words(row.event_at)}",
            )
            for row in rows
        ]
        self.form = LabelledForm(
            [Field("run", "Checklist", choice_field(words), required=True)], label_width=90
        )
        self.setMinimumWidth(640)
        if rows:
            self.add_text(
                "Its answers fill the form; you look them over and save. The record names the checklist."
            )
            self.body.addWidget(self.form)
        else:
            self.add_text(NOTHING_WAITS)
            self.form.setParent(self)
            self.form.hide()
            self.primary_button.setEnabled(False)

    def chosen(self) -> RunRow | None:
        """The chosen checklist."""
        row: RunRow | None = self.form.value("run")  # type: ignore[assignment] # what was offered
        return row
