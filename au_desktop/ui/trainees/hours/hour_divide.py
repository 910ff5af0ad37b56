"""Divides an entry: some of its hours go to another ledger, the rest stays where it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal

from au_desktop.domain.errors import DomainError
from au_desktop.domain.ids import HourEntryId
from au_desktop.domain.number_text import read_number
from au_desktop.domain.training.hour_rules.hour_overlap import divided
from au_desktop.domain.training.hours import HourEntry, Ledger
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.hour_words import about_words, hours_words, ledger_words
from au_desktop.ui.kit.labelled_form import (
    Field,
    LabelledForm,
    choice_field,
    paragraph_field,
    text_field,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from au_desktop.domain.reference.profiles import JurisdictionProfile, TrainingTopic
    from au_desktop.ui.kit.section import Section


class DivideDialog(Dialog):
    """Emits `filled(kept, moved, reason)`."""

    filled = Signal(object, object, str)

    def __init__(
        self, entry: HourEntry, profile: JurisdictionProfile, parent: Section, *, signed: bool
    ) -> None:
        super().__init__(f"Divide {entry.code}", parent=parent, primary="Divide")
        self._entry, self._profile = entry, profile
        self.add_text(
            f"{about_words(entry)}: {hours_words(entry.hours)} of {entry.ledger.value}. "
            "An hour counts in one ledger only."
        )
        ledgers = [(one, ledger_words(one)) for one in Ledger if one is not entry.ledger]
        self.form = LabelledForm(
            [
                Field("hours", "Hours to move", text_field("Such as 3"), required=True),
                Field("ledger", "To", choice_field(ledgers)),
                Field("code", "Counted as", choice_field(())),
                Field(
                    "reason",
                    "Reason",
                    paragraph_field(2),
                    "What was signed is signed again after this." if signed else "",
                    required=signed,
                ),
            ]
        )
        self.body.addWidget(self.form)
        self.form.changed.connect(self._on_changed)
        self.accepted_by_person.connect(self._on_accepted)
        self.finished.connect(self.deleteLater)
        self._offer_codes()
        self.form.field("hours").setFocus()

    def show_failure(self, error: Exception) -> None:
        """Nothing was divided: say why."""
        self.set_busy(busy=False)
        message = messages.sentence_for(error)
        self.set_error(f"{message.title}. {message.what_happened}")

    def _on_changed(self, name: str) -> None:
        if name == "ledger":
            self._offer_codes()

    def _offer_codes(self) -> None:
        work = self._ledger() is Ledger.WORK
        topics: Sequence[TrainingTopic] = self._profile.elements if work else self._profile.topics
        combo = self.form.field("code")
        combo.clear()  # type: ignore[attr-defined] # made above as a choice
        for topic in topics:
            combo.addItem(f"{topic.code}  {topic.title}", topic.code)  # type: ignore[attr-defined]
        combo.addItem("Other subject", "")  # type: ignore[attr-defined]

    def _on_accepted(self) -> None:
        self.form.clear_errors()
        if not self.form.check_required():
            self.form.focus_first_error()
            return
        try:
            kept, moved = self._divided()
        except DomainError as refused:
            self.form.set_error("hours", messages.reason_for(refused))
            self.form.focus_first_error()
            return
        self.filled.emit(kept, moved, str(self.form.value("reason") or ""))

    def _ledger(self) -> Ledger:
        return Ledger(str(self.form.value("ledger")))  # Qt gives back plain text

    def _divided(self) -> tuple[HourEntry, HourEntry]:
        hours = read_number(str(self.form.value("hours")))
        code = str(self.form.value("code") or "")
        kept, moved = divided(self._entry, hours, self._ledger(), code)
        return kept, replace(moved, id=HourEntryId(UUID(int=0)))
