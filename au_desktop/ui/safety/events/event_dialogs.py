"""The dialogs of an event: what was done about a clock, what the RSO determines, closing and reopening."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from au_desktop.services.safety.event_log import ClockAnswer
from au_desktop.services.wording.event_words import open_point_words
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.item_editors.moment_entry import MomentFields
from au_desktop.ui.kit.labelled_form import (
    Field,
    LabelledForm,
    choice_field,
    paragraph_field,
    text_field,
)
from au_desktop.ui.safety.events.fact_widgets import reason_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from au_desktop.domain.moments import Moment
    from au_desktop.domain.safety.event_clocks import EventClock
    from au_desktop.domain.safety.events import OpenPoint

_HOW = ("Telephone", "In person", "E-mail", "Letter", "Portal of the agency")


class ClockDialog(Dialog):
    """What was done about a clock, or why nothing was owed; emits `answered(ClockAnswer)`."""

    answered = Signal(object)

    def __init__(self, clock: EventClock, now: Moment, parent: QWidget) -> None:
        super().__init__(clock.title, parent=parent, primary="Record", name="event clock")
        self.add_text(" ".join(part for part in (f"{clock.whom}.", clock.advice) if part))
        self.at = MomentFields(now)
        self.outcome = choice_field(((False, "Done"), (True, "Not owed, for a reason")))
        how = choice_field([(word, word) for word in _HOW])
        how.setEditable(True)
        self.form = LabelledForm(
            [
                Field("excused", "It was", self.outcome),
                Field(
                    "at", "When", self.at, "The time of the call or message, not of this entry."
                ),
                Field("whom", "To whom", text_field("Name or function")),
                Field("how", "How", how),
                Field("reason", "Why not owed", paragraph_field(2)),
            ]
        )
        self.form.set_values({"at": now})
        self.body.addWidget(self.form)
        self.outcome.currentIndexChanged.connect(self._on_outcome)
        self.accepted_by_person.connect(self._on_accepted)
        self._on_outcome()
        self.form.field("whom").setFocus()

    def _on_outcome(self) -> None:
        excused = bool(self.outcome.currentData())
        self.form.field("reason").setEnabled(excused)
        for name in ("whom", "how"):
            self.form.field(name).setEnabled(not excused)

    def _on_accepted(self) -> None:
        self.form.clear_errors()
        moment = self.at.value()
        if moment is None:
            self.form.set_error("at", reason_in(self.at) or "When is needed.")
            return
        excused = bool(self.outcome.currentData())
        needed = "reason" if excused else "whom"
        if not self.form.value(needed):
            words = "Why nothing is owed is needed." if excused else "To whom is needed."
            self.form.set_error(needed, words)
            self.form.focus_first_error()
            return
        how = self.form.field("how")
        self.answered.emit(
            ClockAnswer(
                moment,
                "" if excused else str(self.form.value("whom")),
                "" if excused else how.currentText().strip().casefold(),  # type: ignore[attr-defined]
                str(self.form.value("reason")) if excused else "",
            )
        )


class DetermineDialog(Dialog):
    """The RSO determines: reportable or not, with the reason; emits `determined(reportable, reason)`."""

    determined = Signal(bool, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__("Determine", parent=parent, primary="Record", name="determine event")
        self.add_text(
            "Your determination and its reason become part of the record. “Not reportable” ends the clocks that the "
            "screen started; if the findings change afterwards, it has to be determined anew."
        )
        self.form = LabelledForm(
            [
                Field(
                    "reportable",
                    "This event is",
                    choice_field(
                        ((True, "Reportable"), (False, "Not reportable")), empty="Choose"
                    ),
                    required=True,
                ),
                Field("reason", "Because", paragraph_field(4), required=True),
            ]
        )
        self.body.addWidget(self.form)
        self.accepted_by_person.connect(self._on_accepted)
        self.form.field("reportable").setFocus()

    def _on_accepted(self) -> None:
        if self.form.check_required():
            self.determined.emit(
                bool(self.form.value("reportable")), str(self.form.value("reason"))
            )
        else:
            self.form.focus_first_error()


class WordsDialog(Dialog):
    """Asks for a reason or review in words; emits `given(words)`."""

    given = Signal(str)

    def __init__(
        self,
        title: str,
        label: str,
        parent: QWidget,
        primary: str,
        points: Sequence[OpenPoint] = (),
    ) -> None:
        super().__init__(title, parent=parent, primary=primary, name="event words")
        for point in points:
            self.add_text(f"• {open_point_words(point)}")
        self.form = LabelledForm([Field("words", label, paragraph_field(4), required=True)])
        self.body.addWidget(self.form)
        self.accepted_by_person.connect(self._on_accepted)
        self.form.field("words").setFocus()

    def _on_accepted(self) -> None:
        if self.form.check_required():
            self.given.emit(str(self.form.value("words")))
