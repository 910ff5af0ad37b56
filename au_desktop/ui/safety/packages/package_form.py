"""The form of a package in the order of the work: arrival, label, dose rates, wipe, monitoring, contents, opening."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from au_desktop.domain.errors import Invalid
from au_desktop.domain.safety.package_rules import (
    ContentsForm,
    PackageCondition,
    PackageLabel,
    TypeAQuantity,
)
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.accessible import named, text_label
from au_desktop.ui.kit.buttons import PrimaryButton, SecondaryButton
from au_desktop.ui.kit.card import Card
from au_desktop.ui.kit.form_draft import FormDraft
from au_desktop.ui.kit.labelled_form import (
    Field,
    LabelledForm,
    choice_field,
    paragraph_field,
    text_field,
)
from au_desktop.ui.kit.quantity_edit import QuantityEdit
from au_desktop.ui.kit.tokens import SPACE_8, SPACE_12
from au_desktop.ui.safety.packages.content_rows import ContentRows
from au_desktop.ui.safety.packages.package_fields import (
    MomentField,
    moment_field,
    number_field,
    rate_field,
)
from au_desktop.ui.safety.packages.package_values import package_of, package_values
from au_desktop.ui.safety.packages.verdict_panel import VerdictPanel
from au_desktop.ui.safety.packages.wipe_rows import WipeRows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from enum import StrEnum

    from au_desktop.domain.safety.packages import Package
    from au_desktop.services.safety.instrument_book import InstrumentChoice
    from au_desktop.ui.kit.section import SectionContext
    from au_desktop.ui.safety.packages.package_values import PackageChoices

_FIELD_OF = {"notice": "notes", "wipes": "wipes"}


class PackageForm(QWidget):
    """Emits `filled(package)` and `dropped`. What is typed is kept as a draft until either."""

    filled = Signal(object)
    dropped = Signal()

    def __init__(self, context: SectionContext, base: Package, choices: PackageChoices) -> None:
        super().__init__()
        self._context, self._base, self._choices = context, base, choices
        self.contents = ContentRows(choices.reference, context.settings, choices.now)
        self.wipes = WipeRows(choices.usual, choices.habits.wipe_efficiency)
        self.forms = self._make_forms()
        self.panel = VerdictPanel(context.settings.date_style)
        self.error = named(text_label("", "problem", wrap=True), "Reason")
        self.error.hide()
        self.save_button = PrimaryButton("Save package")
        self.cancel_button = SecondaryButton("Cancel")
        self._lay_out()
        for form in self.forms.values():
            form.set_values(package_values(base))
            form.changed.connect(self._on_changed)
        place = f"safety/package/{base.id if base.number else 'new'}"
        self.draft = FormDraft(
            context.services.drafts, context.operations, place, tuple(self.forms.values())
        )
        self.draft.start()
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.drop)
        self.reckon()

    def package(self) -> Package:
        """The record as the form describes it now."""
        values = {name: v for form in self.forms.values() for name, v in form.values().items()}
        return package_of(self._base, values, self._choices)

    def reckon(self, *_: object) -> None:
        """Say the verdicts on what stands there now."""
        try:
            package = self.package()
            self.wipes.set_limit(package.limits.wipe.deciding if package.limits else None)
            self.panel.show_package(package, self._context.services.desk.clock.now())
        except Invalid as refused:  # a day that begins before the receipt, half typed
            self.say(messages.sentence_for(refused).what_happened)
            return
        self.say("")

    def _on_changed(self, name: str) -> None:
        if name in {"counter", "contents"}:
            self._fill_efficiency()
        self.reckon()

    def _fill_efficiency(self) -> None:
        """What the instrument's records know of the counter, into the wipes that are still to be counted."""
        counter = self.forms["Wipe"].value("counter")
        known = self._choices.efficiency(counter, self.contents.value())
        if known is not None:
            self.wipes.set_efficiency(known.value, known.note)

    def save(self) -> None:
        """Hand the record over when everything that was typed can be read."""
        if self._unreadable():
            return
        if self.wipes.unfinished() or self.contents.unfinished():
            what = "A wipe" if self.wipes.unfinished() else "The contents"
            self.say(f"{what} cannot be taken yet: complete the row, or take it out.")
            return
        self.filled.emit(self.package())

    def drop(self) -> None:
        """Leave without saving; the draft is forgotten."""
        self.draft.finish()
        self.dropped.emit()

    def saved(self) -> None:
        """The record is stored: forget the draft."""
        self.draft.finish()

    def keep_work(self) -> None:
        """Write what was typed."""
        self.draft.keep_now()

    def refuse(self, error: Exception) -> None:
        """Show why it was not stored, at its field where there is one."""
        message = messages.sentence_for(error)
        name = _FIELD_OF.get(error.field, error.field) if isinstance(error, Invalid) else ""
        for form in self.forms.values():
            if name in form.values():
                form.set_error(name, message.what_happened)
                form.focus_first_error()
        self.say(" ".join(part for part in (message.what_happened, message.what_to_do) if part))

    def say(self, text: str) -> None:
        """A sentence above the buttons, or none."""
        self.error.setText(text)
        self.error.setVisible(bool(text))

    def _unreadable(self) -> bool:
        for form in self.forms.values():
            for name in form.values():
                widget = form.field(name)
                if isinstance(widget, QuantityEdit | MomentField) and widget.reason():
                    form.set_error(name, widget.reason())
                    form.focus_first_error()
                    self.say("Correct the marked field first.")
                    return True
        return False

    def _make_forms(self) -> dict[str, LabelledForm]:
        choices = self._choices
        return {
            "Arrival": LabelledForm(_arrival(choices)),
            "Label and condition": LabelledForm(_label()),
            "Dose rates": LabelledForm(_rates(choices)),
            "Wipe": LabelledForm(
                [
                    Field("counter", "Counter", _instruments(choices.counters)),
                    Field("wipes", "Wipes", self.wipes),
                ],
                label_width=90,
            ),
            "Monitoring": LabelledForm(_monitoring(choices)),
            "Contents": LabelledForm(
                [Field("contents", "Contents", self.contents)], label_width=90
            ),
            "Opening": LabelledForm(_opening(choices)),
        }

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("scroll_body")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, SPACE_8, 0)
        column.setSpacing(SPACE_12)
        for title, form in self.forms.items():
            card = Card(title)
            card.add_content(form)
            column.addWidget(card)
        column.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(SPACE_12)
        top.addWidget(_scrolling(inside), 1)
        beside = _scrolling(self.panel)
        beside.setFixedWidth(346)
        top.addWidget(beside)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_8)
        foot.addWidget(self.error, 1)
        foot.addStretch(0)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.save_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE_12)
        whole.addLayout(top, 1)
        whole.addLayout(foot)


def _scrolling(widget: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    widget.setObjectName("scroll_body")
    area.setWidget(widget)
    return area


def _arrival(choices: PackageChoices) -> list[Field]:
    hours = choices.habits.hours
    when = f"Working hours here: {hours.opens:%H:%M} to {hours.closes:%H:%M}."
    rooms = [(room.id, room.name) for room in choices.rooms]
    return [
        Field("at", "Received at", moment_field(choices.now, "Received at"), when),
        Field(
            "day_begins",
            "Next working day begins",
            moment_field(choices.now, "Next working day begins"),
            "Only where a holiday lies between; else it follows from the working hours.",
        ),
        Field("supplier", "Supplier", text_field()),
        Field("carrier", "Final delivery carrier", text_field()),
        Field("carrier_phone", "Carrier's telephone", text_field()),
        Field("waybill", "Waybill", text_field()),
        Field("received_by", "Received by", text_field()),
        Field("room", "Received in", choice_field(rooms, empty="Choose the room")),
    ]


def _offered(kind: type[StrEnum]) -> list[tuple[object, str]]:
    return [(each, each.value[:1].upper() + each.value[1:]) for each in kind]


def _label() -> list[Field]:
    return [
        Field("label", "Label", choice_field(_offered(PackageLabel))),
        Field("label_index", "Transport index on the label", number_field()),
        Field("quantity", "Quantity", choice_field(_offered(TypeAQuantity))),
        Field("contents_form", "Form of the contents", choice_field(_offered(ContentsForm))),
        Field("condition", "Condition", choice_field(_offered(PackageCondition))),
        Field("exclusive_use", "Transport", QCheckBox("Exclusive use, closed vehicle")),
    ]


def _rates(choices: PackageChoices) -> list[Field]:
    return [
        Field("meter", "Survey meter", _instruments(choices.meters)),
        Field("background", "Background", rate_field()),
        Field("surface", "Surface, highest", rate_field()),
        Field("at_1_m", "At 1 m, highest", rate_field()),
    ]


def _monitoring(choices: PackageChoices) -> list[Field]:
    return [
        Field(
            "monitored_at",
            "Monitoring finished at",
            moment_field(choices.now, "Monitoring finished at"),
            "Leave empty until every required survey has its result.",
        ),
        Field("monitored_by", "Monitored by", text_field()),
        Field(
            "late_reason", "Why it was late", text_field(), "Only where the 3 hours had passed."
        ),
    ]


def _opening(choices: PackageChoices) -> list[Field]:
    return [
        Field("opened_at", "Opened at", moment_field(choices.now, "Opened at")),
        Field("opened_by", "Opened by", text_field()),
        Field("notes", "Notes", paragraph_field(2)),
    ]


def _instruments(offered: Sequence[InstrumentChoice]) -> QWidget:
    words = [
        (each.instrument.id, _named(each.instrument.name, "" if each.usable else each.reason))
        for each in offered
    ]
    return choice_field(words, empty="Choose the instrument")


def _named(name: str, reason: str) -> str:
    return f"{name} \u2013 {reason}" if reason else name
