"""The level that divides minor from major for one nuclide: what the RSO accepted, and what is published to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from au_desktop.domain.errors import DomainError
from au_desktop.domain.quantities import Activity
from au_desktop.domain.roles import Permission
from au_desktop.domain.safety.spills import AcceptedLevel
from au_desktop.services.safety.event_screening import suggested
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.buttons import QuietButton
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.labelled_form import Field, LabelledForm, choice_field, text_field
from au_desktop.ui.kit.quantity_edit import QuantityEdit
from au_desktop.ui.kit.tokens import SPACE_4

if TYPE_CHECKING:
    from au_desktop.domain.reference.spill_levels import SpillLevel
    from au_desktop.services.safety.event_screening import SpillAdvice
    from au_desktop.ui.kit.section import SectionContext

NO_NUCLIDE = "Type the nuclide first."
NO_LEVEL = "The RSO has accepted no level for {}. Until then the spill is treated as major."
NO_SOURCE = " No published level is known: the RSO or the license says."
_UNITS = ("mCi", "µCi", "MBq", "GBq")


class SpillLevelEdit(QWidget):
    """Shows the accepted level; the RSO may accept another. `changed` with the level, or None."""

    changed = Signal(object)
    accept_wanted = Signal(str, object)

    def __init__(self, context: SectionContext) -> None:
        super().__init__()
        self._context = context
        self._advice: SpillAdvice | None = None
        self._value: AcceptedLevel | None = None
        self.dialog: LevelDialog | None = None
        self.words = text_label(NO_NUCLIDE, wrap=True)
        self.button = QuietButton("Accept a level…", "check")
        context.allow(self.button, Permission.JUDGE_EVENTS)
        self.button.clicked.connect(self._open)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(SPACE_4)
        column.addWidget(self.words)
        column.addLayout(row)
        self.setFocusProxy(self.button)

    def value(self) -> AcceptedLevel | None:
        """The level that the spill is judged by."""
        return self._value

    def set_value(self, value: object) -> None:
        """Show the level of the record."""
        self._value = value if isinstance(value, AcceptedLevel) else None
        self._say()

    def show_advice(self, advice: SpillAdvice, *, typed: bool = True) -> None:
        """Show what is known about a nuclide; what was accepted for one that was typed, or for none yet, is taken."""
        self._advice = advice
        if self._value != advice.accepted and (typed or self._value is None):
            self._value = advice.accepted
            self.changed.emit(self._value)
        self._say()

    def take(self, level: AcceptedLevel) -> None:
        """Take a level that was just accepted."""
        self._value = level
        self._say()
        self.changed.emit(level)

    def _say(self) -> None:
        if self._value is not None:
            self.words.setText(level_words(self._value))
            return
        advice = self._advice
        if advice is None or not advice.nuclide:
            self.words.setText(NO_NUCLIDE)
            return
        more = "" if advice.published else NO_SOURCE
        self.words.setText(NO_LEVEL.format(advice.nuclide) + more)

    def _open(self) -> None:
        if self._advice is None or not self._advice.nuclide:
            self.words.setText(NO_NUCLIDE)
            return
        nuclide = self._advice.nuclide
        self.dialog = LevelDialog(self._advice, self.window())
        self.dialog.chosen.connect(lambda level: self.accept_wanted.emit(nuclide, level))
        self.dialog.open()


class LevelDialog(Dialog):
    """The RSO accepts a published level, or sets the center's own; emits `chosen(level)`."""

    chosen = Signal(object)

    def __init__(self, advice: SpillAdvice, parent: QWidget) -> None:
        super().__init__(
            f"Spill level of {advice.nuclide}", parent=parent, primary="Accept for this center"
        )
        self.add_text(
            "Published levels are suggestions and need checking; the license goes first. At exactly the level the "
            "spill is major."
        )
        self._published = advice.published
        offers = [(at, published_words(one)) for at, one in enumerate(advice.published)]
        self.offer = choice_field(offers, empty="The center's own")
        self.amount = QuantityEdit(Activity.parse, _UNITS, show=lambda value: value.format())
        self.any_amount = QCheckBox("Any amount is major")
        self.evacuate = QuantityEdit(Activity.parse, _UNITS, show=lambda value: value.format())
        self.form = LabelledForm(
            [
                Field("offer", "Published", self.offer),
                Field("amount", "Major from", self.amount),
                Field("any_amount", "", self.any_amount),
                Field(
                    "evacuate",
                    "Leave the area from",
                    self.evacuate,
                    "Where there is such a level.",
                ),
                Field(
                    "basis",
                    "Basis",
                    text_field("List, license condition or decision"),
                    required=True,
                ),
            ]
        )
        self.body.addWidget(self.form)
        self.offer.currentIndexChanged.connect(self._on_offer)
        self.accepted_by_person.connect(self._on_accepted)
        if advice.published:
            self.offer.setCurrentIndex(1)

    def _on_offer(self) -> None:
        at = self.offer.currentData()
        if at is None:
            return
        level = suggested(self._published[at])
        self.form.set_values(
            {
                "amount": level.major_from,
                "any_amount": level.any_amount,
                "evacuate": level.evacuate_from,
                "basis": level.basis,
            }
        )

    def _on_accepted(self) -> None:
        if not self.form.check_required():
            return
        reason = self.amount.reason() or self.evacuate.reason()
        if reason:
            self.set_error(reason)
            return
        try:
            level = AcceptedLevel(
                None if self.any_amount.isChecked() else self.amount.value(),
                self.any_amount.isChecked(),
                self.evacuate.value(),
                str(self.form.value("basis")),
            )
        except DomainError as error:
            self.set_error(f"Major from {messages.reason_for(error)}.")
            return
        self.accept()
        self.chosen.emit(level)


def level_words(level: AcceptedLevel) -> str:
    """The level in a sentence, with where it comes from and who accepted it."""
    what = "any amount" if level.any_amount else str(level.major_from)
    leave = f"; leave the area from {level.evacuate_from}" if level.evacuate_from else ""
    who = f", accepted by {level.accepted_by.name}" if level.accepted_by else ""
    return f"{what}{leave}. {level.basis}{who}."


def published_words(level: SpillLevel) -> str:
    """A published level in one line."""
    what = "any amount" if level.major_from is None else str(level.major_from)
    mark = " · needs checking" if level.basis.verify else ""
    return f"{what} · {level.published}{mark}"
