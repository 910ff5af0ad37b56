"""Visits to patients who cannot be released: who stayed how long, with the dose so far against the limits."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox

from au_desktop.domain.errors import DomainError, Invalid
from au_desktop.domain.quantities import Dose, DoseRate, DoseUnit, Duration, DurationUnit
from au_desktop.domain.radiation.safety_checks import dose_in_time
from au_desktop.domain.roles import Permission
from au_desktop.domain.safety.safety_records import RoomRef
from au_desktop.domain.safety.visits import BASIS, PUBLIC_LIMIT, VISITOR_LIMIT, Visit
from au_desktop.ui.kit.date_words import moment_words
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.labelled_form import Field, LabelledForm, choice_field, text_field
from au_desktop.ui.kit.page import MainAction
from au_desktop.ui.kit.safety.records_tab import RecordsTab
from au_desktop.ui.kit.section import show_refusal
from au_desktop.ui.kit.tokens import State
from au_desktop.ui.safety.people.people_fields import (
    moment_field,
    moment_of,
    person_field,
    person_of,
    rate_field,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from au_desktop.domain.safety.rooms import Room
    from au_desktop.domain.safety.safety_records import PersonRef
    from au_desktop.ui.kit.section import SectionContext

_EMPTY = (
    "A visitor to a patient who is kept here may receive 0.1 rem, or up to 0.5 rem where the authorized user "
    "determined before the visit that it is appropriate."
)
_NO_NAME = "A word for the relation, such as spouse; no names. Earlier visits under the same word are added."


class VisitsTab(RecordsTab):
    """The list, and the dialog that says how long a visitor may stay."""

    kind = Visit
    states = {"within 0.1 rem": State.OK, "above 0.1 rem, determined": State.ATTENTION}  # noqa: RUF012
    titles = ("Visitor", "Patient and room")
    permission = Permission.KEEP_SAFETY
    help_topic = "people"

    def __init__(self, context: SectionContext) -> None:
        super().__init__(
            context, "Visits", EmptyState("people", "No visit yet", _EMPTY, "Record a visit")
        )
        self.dialog: VisitDialog | None = None

    def main_action(self) -> MainAction:
        """A new visit."""
        reason = self.context.why_not(Permission.KEEP_SAFETY)
        return MainAction("Record a visit", self.ask_new, "plus", enabled=not reason)

    def ask_new(self) -> None:
        """Read rooms and people, and open the dialog."""
        services = self.context.services

        def work() -> tuple[Sequence[Room], Sequence[PersonRef]]:
            return services.facilities.rooms(), services.instruction_log.people()

        def show(found: tuple[Sequence[Room], Sequence[PersonRef]]) -> None:
            self.dialog = VisitDialog(self, *found)
            self.dialog.open()

        self.load(work, show)

    def show_record(self, record: Visit) -> None:
        """Dose, limit and who determined what."""
        style = self.context.settings.date_style
        facts = [
            ("Patient", record.patient_code),
            ("Room", record.room.name if record.room else "\u2013"),
            ("Began", moment_words(record.at, style)),
            ("Dose rate there", record.rate.format()),
            ("Stay", record.stay.format()),
            (
                "This visit",
                f"{record.rate.format()} \u00d7 {record.stay.format()} = {_both(record.dose)}",
            ),
            ("Earlier visits", _both(record.earlier)),
            ("Together", _both(record.total)),
            (
                "Limit",
                f"{_both(PUBLIC_LIMIT)}; determined before: {_both(VISITOR_LIMIT)} ({BASIS})",
            ),
            ("Precautions told", "yes" if record.instructed else "no"),
        ]
        if record.determined_by is not None and record.determined_at is not None:
            when = moment_words(record.determined_at, style)
            facts.append(("Determined by", f"{record.determined_by.name}, {when}"))
        if record.voided is not None:
            facts.append(("Void because", record.voided.reason))
        self.list.panel.details.show_facts(f"{record.code} · {record.summary.label}", "", facts)


class VisitDialog(Dialog):
    """Says while typing how long the visitor may stay."""

    def __init__(self, tab: VisitsTab, rooms: Sequence[Room], people: Sequence[PersonRef]) -> None:
        super().__init__("Record a visit", parent=tab.window(), primary="Save visit", name="visit")
        self._tab = tab
        self._services = tab.context.services
        self.resize(620, 640)
        self.patient, self.visitor = text_field(), text_field()
        self._rooms = {room.id: room for room in rooms if not room.retired}
        self.room = choice_field(
            [(room.id, room.name) for room in self._rooms.values()], empty="No room"
        )
        self.began = moment_field(tab.context)
        self.rate, self.stay = rate_field(), text_field("such as 30")
        self.determined_by = person_field(people, empty=True)
        self.determined_at = moment_field(tab.context)
        self.determined_at.set_value(None)
        self.instructed = QCheckBox("Precautions told")
        self.form = LabelledForm(
            [
                Field("patient_code", "Patient code", self.patient, required=True),
                Field("visitor", "Visitor", self.visitor, _NO_NAME, required=True),
                Field("room", "Room", self.room),
                Field("at", "Began", self.began),
                Field("rate", "Dose rate at the visitor's place", self.rate, required=True),
                Field("stay", "Stay, minutes", self.stay, required=True),
                Field("determined_by", "Above 0.1 rem: determined by", self.determined_by),
                Field("determined_at", "Determined at", self.determined_at),
                Field("instructed", "", self.instructed),
            ]
        )
        self.body.addWidget(self.form)
        self.told = self.add_text("")
        self.form.changed.connect(self._on_changed)
        self.accepted_by_person.connect(self._on_accepted)
        self._earlier: tuple[str, str, Dose] | None = None

    def _on_changed(self, _name: str) -> None:
        patient, visitor = self.patient.text().strip(), self.visitor.text().strip()
        if not patient or not visitor:
            return
        work = partial(self._services.visitors.earlier, patient, visitor)
        self._tab.load(work, self._show_stay)

    def _show_stay(self, earlier: Dose) -> None:
        rate = self.rate.value()
        if not isinstance(rate, DoseRate):
            self.told.setText(f"Earlier visits of this stay: {_both(earlier)}")
            return
        determined = bool(self.determined_by.currentText().strip())
        longest = self._services.visitors.longest(rate, earlier, determined=determined)
        may = "as long as wanted" if longest is None else f"at most {longest.format()}"
        said = [f"Earlier visits: {_both(earlier)}. May stay {may}."]
        stay = _minutes(self.stay.text())
        if stay is not None:
            dose = dose_in_time(rate, stay)
            said.append(f"This visit: {rate.format()} \u00d7 {stay.format()} = {_both(dose)}.")
        self.told.setText(" ".join(said))

    def _on_accepted(self) -> None:
        if not self.form.check_required():
            return
        try:
            visit = self._visit()
        except DomainError as error:
            show_refusal(self, self.form, error)
            return
        work = partial(self._services.visitors.enter, visit)
        self._tab.carry_out(work, "Visit recorded.", self, self.form)

    def _visit(self) -> Visit:
        stay = _minutes(self.stay.text())
        if stay is None:
            raise Invalid("stay", "is no number of minutes above zero")
        rate: Any = self.rate.value()
        if not isinstance(rate, DoseRate):
            raise Invalid("rate", "is missing, such as 2 mrem/h")
        room = self._rooms.get(self.room.currentData())
        by = None
        if self.determined_by.currentText().strip():
            by = person_of(self.determined_by, "determined_by")
        head = self._services.visitors.book().head(moment_of(self.began, "at"))
        return Visit(
            **head,
            patient_code=self.patient.text().strip(),
            visitor=self.visitor.text().strip(),
            room=None if room is None else RoomRef(room.id, room.name),
            rate=rate,
            stay=stay,
            determined_by=by,
            determined_at=self.determined_at.value(),
            instructed=self.instructed.isChecked(),
        )


def _minutes(text: str) -> Duration | None:
    try:
        amount = Decimal(text.strip())
    except InvalidOperation:
        return None
    if not amount.is_finite() or amount <= 0:
        return None
    return Duration(amount, DurationUnit.MIN)


def _both(dose: Dose) -> str:
    """In mrem first, as Part 20 has it, and mSv behind."""
    mrem = dose.to(DoseUnit.MREM).format(significant=3)
    return f"{mrem} ({dose.to(DoseUnit.MSV).format(significant=3)})"
