"""The dialog of one hour entry: what overlaps is shown with the offer to keep only the free hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QScrollArea

from au_desktop.domain.errors import Invalid, ReasonRequired
from au_desktop.domain.training.hour_rules.hour_overlap import HoursOverlap
from au_desktop.domain.training.hours import Ledger
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.buttons import SecondaryButton
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.form_draft import FormDraft
from au_desktop.ui.kit.hour_words import hours_words
from au_desktop.ui.kit.labelled_form import Field, LabelledForm, paragraph_field
from au_desktop.ui.kit.notice import Notice
from au_desktop.ui.kit.tokens import State
from au_desktop.ui.trainees.hours.hour_form import HourFacts, HourForm

if TYPE_CHECKING:
    from au_desktop.domain.training.hours import HourEntry
    from au_desktop.ui.kit.section import Section

_TITLES = {
    Ledger.CLASSROOM: "Add classroom hours",
    Ledger.WORK: "Add work experience",
    Ledger.CONTINUING: "Add continuing education",
}


class HourDialog(Dialog):
    """Emits `filled(entry, reason)`; `keep_free_wanted(entry)` asks for the entry with only its free hours."""

    filled = Signal(object, str)
    keep_free_wanted = Signal(object)

    def __init__(
        self,
        facts: HourFacts,
        ledger: Ledger,
        entry: HourEntry | None,
        parent: Section,
        *,
        signed: bool = False,
    ) -> None:
        title = f"Change {entry.code}" if entry else _TITLES[ledger]
        super().__init__(title, parent=parent, primary="Save", name="hours")
        self.form = HourForm(parent.context, facts, ledger, entry)
        self.overlap = Notice("", State.ATTENTION)
        self.keep_free = SecondaryButton("Keep the free hours")
        self.overlap.add_action(self.keep_free)
        self.reason = LabelledForm([Field("reason", "Why it changes", paragraph_field(2))])
        self.reason.setVisible(signed)
        self.reason.setMaximumHeight(96)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self.form)
        self.body.addWidget(area, 1)
        self.body.addWidget(self.reason)
        self.body.addWidget(self.overlap)
        context = parent.context
        place = f"hours/{facts.trainee_id}/{entry.id if entry else ledger.value}"
        self.draft = FormDraft(
            context.services.drafts, context.operations, place, (*self.form.forms, self.reason)
        )
        self.draft.start()
        self.setMinimumSize(860, 460)
        self.resize(960, 640)
        self.accepted_by_person.connect(self._on_accepted)
        self.keep_free.clicked.connect(self._on_keep_free)
        self.finished.connect(self._on_finished)
        first = self.form.what.field("place" if ledger is Ledger.WORK else "provider")
        QTimer.singleShot(0, first, first.setFocus)

    def keep_work(self) -> None:
        """The window is about to lock: write what was typed."""
        self.draft.keep_now()

    def show_failure(self, error: Exception) -> None:
        """The entry was not written: say why where it belongs, with the offer where hours overlap."""
        self.set_busy(busy=False)
        message = messages.sentence_for(error)
        if isinstance(error, HoursOverlap):
            free = error.overlap.free
            self.keep_free.setVisible(free > 0)
            self.keep_free.setText(f"Keep the free {hours_words(free)}")
            self.overlap.say(f"{message.title}. {message.what_happened}")
            if free > 0:
                self.keep_free.setFocus()
            return
        if isinstance(error, ReasonRequired):
            self.reason.show()
            self.reason.set_error("reason", message.what_happened)
            self.reason.focus_first_error()
            return
        if type(error) is Invalid and self.form.show_refusal(
            error
        ):  # others bring their own sentence
            return
        self.set_error(f"{message.title}. {message.text}")

    def take_free(self, entry: HourEntry | None) -> None:
        """Put the free hours into the form, to be looked at and saved."""
        if entry is None:
            self.overlap.say("No hour of it is free any more.", State.PROBLEM)
            return
        self.form.show_entry(entry)
        self.overlap.say(f"Only the free {hours_words(entry.hours)} are left here. Save them.")
        self.keep_free.hide()
        self.primary_button.setFocus()

    def _on_accepted(self) -> None:
        self.overlap.say("")
        entry = self.form.entry()
        if entry is None:
            self.set_error("Some fields need another look: the reasons stand under them.")
            return
        self.filled.emit(entry, str(self.reason.value("reason") or ""))

    def _on_keep_free(self) -> None:
        entry = self.form.entry()
        if entry is not None:
            self.keep_free_wanted.emit(entry)

    def _on_finished(self) -> None:
        self.draft.finish()
        self.deleteLater()
