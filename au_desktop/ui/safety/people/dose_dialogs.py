"""The dialogs of doses: what a period gave a person, and a declared pregnancy."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QScrollArea, QWidget

from au_desktop.domain.errors import DomainError, Invalid
from au_desktop.domain.safety.doses import ZERO, DoseEntry, Pregnancy
from au_desktop.ui.kit.date_edit import DateEdit
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.labelled_form import Field, LabelledForm, text_field
from au_desktop.ui.kit.section import show_refusal
from au_desktop.ui.safety.people.people_fields import dose_field, person_field, person_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from au_desktop.domain.safety.safety_records import PersonRef
    from au_desktop.ui.kit.page_tab import PageTab


_DOSES = {
    "deep": "Deep",
    "committed": "Committed effective",
    "lens": "Lens",
    "skin": "Skin",
    "extremity": "Extremity",
    "organ_committed": "Committed, organ",
    "fetal": "To an embryo",
}
"""In the order of the dialog's fields."""


class DoseDialog(Dialog):
    """What one period gave one person."""

    def __init__(self, tab: PageTab, people: Sequence[PersonRef]) -> None:
        super().__init__("Enter a dose", parent=tab.window(), primary="Save dose", name="dose")
        self._tab = tab
        self.resize(620, 700)
        self.person = person_field(people)
        today = tab.context.today()
        self.first, self.last = DateEdit(today.replace(month=1, day=1)), DateEdit(today)
        self.doses = {name: dose_field() for name in _DOSES}
        self.source = text_field("report of the processor")
        self.estimated = QCheckBox("Estimated, no reading")
        self.told = {
            "organ": text_field("the one with the highest total"),
            "intake": text_field("nuclide and µCi, where there was one"),
            "intake_basis": text_field("such as thyroid count or urine"),
        }
        self.form = LabelledForm(
            [
                Field("person", "Person", self.person, required=True),
                Field("first", "From", self.first, required=True),
                Field("last", "To", self.last, "Within one calendar year", required=True),
                *(Field(name, _DOSES[name], edit) for name, edit in self.doses.items()),
                Field("organ", "Organ", self.told["organ"]),
                Field("intake", "Estimated intake", self.told["intake"]),
                Field("intake_basis", "Intake assessed from", self.told["intake_basis"]),
                Field("source", "Where it comes from", self.source, required=True),
                Field("estimated", "", self.estimated),
            ]
        )
        self.body.addWidget(_scrolling(self.form))
        self.accepted_by_person.connect(self._on_accepted)

    def _on_accepted(self) -> None:
        if not self.form.check_required():
            return
        try:
            entry = self._entry()
        except DomainError as error:
            show_refusal(self, self.form, error)
            return
        work = partial(self._tab.context.services.dose_records.enter, entry)
        self._tab.carry_out(work, "Dose entered.", self, self.form)

    def _entry(self) -> DoseEntry:
        services = self._tab.context.services
        first, last = self.first.value(), self.last.value()
        if first is None or last is None:
            raise Invalid("first" if first is None else "last", "is no date")
        given: dict[str, Any] = {name: edit.value() or ZERO for name, edit in self.doses.items()}
        given |= {name: edit.text().strip() for name, edit in self.told.items()}
        return DoseEntry(
            **services.dose_records.head(services.desk.clock.now()),
            person=person_of(self.person, "person"),
            first=first,
            last=last,
            source=self.source.text().strip(),
            estimated=self.estimated.isChecked(),
            **given,
        )


def _scrolling(form: QWidget) -> QScrollArea:
    """The form in an area that scrolls where the screen is too small for it."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    form.setObjectName("scroll_body")
    area.setWidget(form)
    return area


class PregnancyDialog(Dialog):
    """A worker's own written declaration."""

    def __init__(self, tab: PageTab, people: Sequence[PersonRef]) -> None:
        super().__init__(
            "Declared pregnancy", parent=tab.window(), primary="Save", name="pregnancy"
        )
        self._tab = tab
        self.add_text(
            "Declared in writing and of her own will (10 CFR 20.1003). Seen by the RSO only; the log names it "
            "by its number.",
            "muted",
        )
        self.person, today = person_field(people), tab.context.today()
        self.declared, self.conceived, self.before = DateEdit(today), DateEdit(), dose_field()
        self.form = LabelledForm(
            [
                Field("person", "Person", self.person, required=True),
                Field("declared_on", "Declared on", self.declared, required=True),
                Field("conceived_on", "Estimated conception", self.conceived, required=True),
                Field("dose_before", "Dose to the embryo before", self.before),
            ]
        )
        self.body.addWidget(self.form)
        self.accepted_by_person.connect(self._on_accepted)

    def _on_accepted(self) -> None:
        if not self.form.check_required():
            return
        try:
            pregnancy = self._pregnancy()
        except DomainError as error:
            show_refusal(self, self.form, error)
            return
        work = partial(self._tab.context.services.dose_records.declare, pregnancy)
        self._tab.carry_out(work, "Declaration kept.", self, self.form)

    def _pregnancy(self) -> Pregnancy:
        services = self._tab.context.services
        declared, conceived = self.declared.value(), self.conceived.value()
        if declared is None or conceived is None:
            raise Invalid("declared_on" if declared is None else "conceived_on", "is no date")
        return Pregnancy(
            **services.dose_records.head(services.desk.clock.now()),
            person=person_of(self.person, "person"),
            declared_on=declared,
            conceived_on=conceived,
            dose_before=self.before.value() or ZERO,
        )
