"""The fields of a case, from a record into the form and back, with the category worked out while typing."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from au_desktop.domain.errors import DomainError, Invalid
from au_desktop.domain.ids import CaseId, SupervisorId, TraineeId
from au_desktop.domain.quantities import Activity
from au_desktop.domain.reference.categories import NotACategory, categorize
from au_desktop.domain.reference.library import Reference
from au_desktop.domain.reference.profiles import DosageCategory
from au_desktop.domain.training.cases import Case, CaseState, Part, Prescribed, refuse_identity
from au_desktop.settings import Settings
from au_desktop.ui.cases.case_facts import DialogFacts
from au_desktop.ui.cases.case_fields import given_fields, under_fields
from au_desktop.ui.cases.supervisor_choice import CaseSituation, SupervisorChoice
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.field_checks import unreadable
from au_desktop.ui.kit.labelled_form import (
    LabelledForm,
)
from au_desktop.ui.kit.notice import Notice
from au_desktop.ui.kit.pick_edit import PickEdit
from au_desktop.ui.kit.tokens import SPACE_12, SPACE_24, State

_LABELS = 118
_SHAPING = {"on", "trainee_id", "drug_id", "prescribed", "administered", "supervisor_id"}
_WHY_NONE = {
    "regulated under 35.1000": "the use is regulated under 10 CFR 35.1000",
    "no written directive required": "no written directive is required",
    "no category covers it": "no category of the profile covers it",
}


class CaseForm(QWidget):
    """`case()` is the record, or None with the reasons shown under the fields."""

    def __init__(self, reference: Reference, settings: Settings, offered: DialogFacts) -> None:
        super().__init__()
        self.setObjectName("scroll_body")
        self._reference, self._settings, self._offered = reference, settings, offered
        self._before: Case | None = None
        self.trainee = PickEdit("Type a name or number")
        self.given = LabelledForm(
            given_fields(reference, settings, self.trainee), label_width=_LABELS
        )
        self.under = LabelledForm(under_fields(), label_width=_LABELS)
        self.forms = (self.given, self.under)
        self._listed = SupervisorChoice(self.under, offered.supervisors, settings.date_style)
        self.category = Notice("")
        self.warning = Notice("", State.ATTENTION)
        self.trainee.set_choices(
            [(one.trainee_id, f"{one.name} · {one.code}") for one in offered.trainees]
        )
        self.trainee.changed.connect(lambda _: self._tell("trainee_id"))
        for form in self.forms:
            form.changed.connect(self._on_changed)
        self._lay_out()

    def show_case(self, case: Case | None, trainee_id: TraineeId | None, today: date) -> None:
        """Fill the form with a record, or for a new one with what the center already knows."""
        self._before = case
        shown = case or Case(
            CaseId(UUID(int=0)),
            0,
            trainee_id or TraineeId(UUID(int=0)),
            today,
            "",
            location=self._offered.center.name,
            license_number=self._offered.center.license_number,
        )
        self._listed.filled = "" if case else shown.license_number
        values = _values(shown)
        for form in self.forms:
            form.set_values(values)
            form.clear_errors()
        if case is None and trainee_id is None:
            self.trainee.set_value(None)
        self._listed.offer(self._now())
        self.under.set_values({"supervisor_id": shown.supervisor_id})
        self._judge()

    def withhold_part(self) -> None:
        """The part is claimed and still to be rated by this person: it is neither shown nor changed here."""
        part = self.under.field("part")
        part.setEnabled(False)
        part.setToolTip("Hidden until you have rated it: Rate… in the details of the case.")

    def start_typing(self) -> None:
        """Put the cursor where something is still to be said: the trainee, or the drug."""
        known = self.trainee.value() is not None
        (self.given.field("drug_id") if known else self.trainee).setFocus()

    def case(self) -> Case | None:
        """The record as the form says it, or None with the first reason in focus."""
        complete = all([form.check_required() for form in self.forms])  # noqa: C419 - mark every form
        self._check_trainee()
        self._check_patient_code()
        wrong = any(form.error(name) for form in self.forms for name in form.values())
        unread = unreadable(self.forms)
        made = self._made() if complete and not wrong and unread is None else None
        if made is None and not any(form.focus_first_error() for form in self.forms) and unread:
            unread.setFocus()
        return made

    def show_refusal(self, error: Invalid) -> bool:
        """Show a use case's reason beside its field; False when no field is meant."""
        aliases = {"prescribed dosage": "prescribed", "patient code": "patient_code"}
        name = aliases.get(error.field, error.field.replace(" ", "_"))
        for form in self.forms:
            if name in form.values():
                form.set_error(name, messages.reason_for(error))
                return form.focus_first_error()
        return False

    def category_now(self) -> DosageCategory | NotACategory | None:
        """The category that the typed values fall into; None while something is missing."""
        row = next(
            (one for one in self._offered.trainees if one.trainee_id == self.trainee.value()), None
        )
        drug = self._reference.drugs.get(str(self.given.value("drug_id") or ""))
        activity = self.given.value("administered") or self.given.value("prescribed")
        if row is None or drug is None or not isinstance(activity, Activity):
            return None
        profile = self._reference.profile(row.profile_id)
        return categorize(profile, drug, self._reference.nuclide_of(drug), activity)

    def _made(self) -> Case | None:
        said = {name: value for form in self.forms for name, value in form.values().items()}
        base = self._before or Case(CaseId(UUID(int=0)), 0, said["trainee_id"], said["on"], "")  # type: ignore[arg-type]
        changed: dict[str, Any] = {
            name: said[name]
            for name in (
                "trainee_id",
                "on",
                "drug_id",
                "administered",
                "patient_code",
                "location",
                "license_number",
                "visitor_agreed",
                "notes",
            )
        }
        part, supervisor = said["part"], said["supervisor_id"]
        try:
            return replace(
                base,
                **changed,
                state=CaseState(str(said["state"])),
                prescribed=self._prescribed(),
                part=Part(str(part)) if part else None,
                supervisor_id=SupervisorId(supervisor) if isinstance(supervisor, UUID) else None,
            )
        except Invalid as error:
            self.show_refusal(error)
            return None

    def _prescribed(self) -> Prescribed | None:
        low, high = self.given.value("prescribed"), self.given.value("prescribed_high")
        if isinstance(low, Activity):
            return Prescribed(low, high if isinstance(high, Activity) else None)
        if isinstance(high, Activity):
            raise Invalid("prescribed dosage", "Type the lower end of the range too.")
        return None

    def _check_trainee(self) -> None:
        if self.trainee.combo.currentText().strip() and self.trainee.value() is None:
            self.given.set_error(
                "trainee_id", "Nobody on the roster has these words: choose from the list."
            )

    def _check_patient_code(self) -> None:
        reason = ""
        try:
            refuse_identity(str(self.under.value("patient_code") or ""))
        except DomainError as error:
            reason = messages.reason_for(error)
        self.under.set_error("patient_code", reason[:1].upper() + reason[1:])

    def _on_changed(self, name: str) -> None:
        if name == "patient_code":
            self._check_patient_code()
        if name == "supervisor_id":
            self._listed.fill_license(self._now())
        if name in _SHAPING:
            if name != "supervisor_id":
                self._listed.offer(self._now())
            self._judge()

    def _judge(self) -> None:
        found = self.category_now()
        if found is None:
            self.category.say(
                "The category shows once trainee, drug and an activity are there.", State.NEUTRAL
            )
        elif isinstance(found, NotACategory):
            why = _WHY_NONE.get(found.reason.value, found.reason.value)
            self.category.say(f"Counts in no category: {why}.", State.ATTENTION)
        else:
            source = "administered" if self.given.value("administered") else "prescribed"
            self.category.say(
                f"{found.code} · {found.title}, by the {source} activity.", State.INFO
            )
        self.warning.say(self._listed.warning(self._now()))

    def _now(self) -> CaseSituation:
        found, day = self.category_now(), self.given.value("on")
        category = found if isinstance(found, DosageCategory) else None
        return CaseSituation(category, day if isinstance(day, date) else None)

    def _tell(self, name: str) -> None:
        self.given.set_error(name, "")
        self.given.changed.emit(name)

    def _lay_out(self) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(SPACE_24)
        columns.addWidget(self.given, 1)
        columns.addWidget(self.under, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, SPACE_12, 0)
        column.setSpacing(SPACE_12)
        column.addWidget(self.category)
        column.addWidget(self.warning)
        column.addLayout(columns)
        column.addStretch(1)


def _values(case: Case) -> dict[str, object]:
    prescribed = case.prescribed
    return {
        "state": case.state,
        "on": case.on,
        "trainee_id": case.trainee_id,
        "drug_id": case.drug_id or None,
        "prescribed": prescribed.low if prescribed else None,
        "prescribed_high": prescribed.high if prescribed else None,
        "administered": case.administered,
        "part": case.part,
        "location": case.location,
        "license_number": case.license_number,
        "patient_code": case.patient_code,
        "visitor_agreed": case.visitor_agreed,
        "notes": case.notes,
    }
