"""The fields of a trainee, from a record into the form and back."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from au_desktop.domain.errors import DomainError, Invalid
from au_desktop.domain.ids import TraineeId
from au_desktop.domain.number_text import read_number
from au_desktop.domain.reference.profiles import JurisdictionProfile
from au_desktop.domain.training.trainees import (
    Eligibility,
    Pathway,
    ProgramMembership,
    Trainee,
    TraineeStatus,
)
from au_desktop.domain.us_states import STATES
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.date_edit import DateEdit
from au_desktop.ui.kit.field_checks import unreadable
from au_desktop.ui.kit.labelled_form import (
    Field,
    LabelledForm,
    choice_field,
    paragraph_field,
    text_field,
)
from au_desktop.ui.kit.tick_list import TickList
from au_desktop.ui.kit.tokens import SPACE_8, SPACE_12, SPACE_24
from au_desktop.ui.kit.training_words import pathway_title
from au_desktop.ui.trainees.roster.period_rows import PeriodRows

_SEEN = ((True, "Yes"), (False, "No"))
_LABELS = 132

_CATEGORIES_OF: Mapping[Pathway, tuple[str, ...]] = {
    Pathway.ORAL_UP_TO_33_MCI: ("G1",),
    Pathway.ORAL_ABOVE_33_MCI: ("G2",),
    Pathway.PARENTERAL: ("G3",),
}


class TraineeForm(QWidget):
    """Two columns of sections. `trainee()` is the record, or None with the reasons shown beside the fields."""

    def __init__(self, profiles: Mapping[str, JurisdictionProfile]) -> None:
        super().__init__()
        self.setObjectName("scroll_body")
        self._profiles = profiles
        self._before: Trainee | None = None
        self._proposed: tuple[str, ...] = ()
        self.categories = TickList()
        self.visits, self.capacities = PeriodRows(), PeriodRows(with_capacity=True)
        self.person = LabelledForm(_person_fields(), label_width=_LABELS)
        self.license = LabelledForm(_license_fields(), label_width=_LABELS)
        self.intake = LabelledForm(_intake_fields(), label_width=_LABELS)
        self.training = LabelledForm(self._training_fields(), label_width=_LABELS)
        self.stay = LabelledForm(
            [
                Field("visits", "Visits", self.visits),
                Field("capacities", "Capacities", self.capacities),
            ],
            label_width=74,
        )
        self.notes = LabelledForm(
            [Field("notes", "Notes", paragraph_field(3))], label_width=_LABELS
        )
        self.forms = (self.person, self.license, self.intake, self.training, self.stay, self.notes)
        for name, widget in (("visits", self.visits), ("capacities", self.capacities)):
            widget.changed.connect(lambda _, field=name: self._tell(self.stay, field))
        self.categories.changed.connect(lambda _: self._tell(self.training, "requested"))
        self.training.changed.connect(self._on_training_changed)
        self._lay_out()
        self._offer_categories()

    def show_trainee(self, trainee: Trainee | None, profile_id: str) -> None:
        """Fill the form with a record, or for a new one with the center's own profile."""
        self._before = trainee
        shown = trainee or Trainee(TraineeId(UUID(int=0)), 0, "?", "", profile_id=profile_id)
        values = _values(shown)
        if trainee is None:
            values["family_name"] = ""
        for form in self.forms:
            form.set_values(values)
            form.clear_errors()
        self._offer_categories()
        self.categories.set_value(shown.requested)
        self.visits.set_visits(shown.visits)
        self.capacities.set_capacities(shown.capacities)

    def trainee(self) -> Trainee | None:
        """The record as the form says it, or None with the first reason in focus."""
        for form in self.forms:
            form.clear_errors()
        sound = all([form.check_required() for form in self.forms])  # noqa: C419 - mark every form
        read = self._read_hard_fields()
        unread = unreadable(self.forms)
        if not sound or read is None or unread is not None:
            if not any(form.focus_first_error() for form in self.forms) and unread:
                unread.setFocus()
            return None
        return self._made(read)

    def show_refusal(self, error: Invalid) -> bool:
        """Show a use case's reason beside its field; False when no field is meant."""
        name = error.field.replace(" ", "_")
        for form in self.forms:
            if name in form.values():
                form.set_error(name, messages.reason_for(error))
                return form.focus_first_error()
        return False

    def _read_hard_fields(self) -> dict[str, Any] | None:
        read: dict[str, Any] = {}
        readers = (
            (self.intake, "classroom_hours", self._hours),
            (self.stay, "visits", self.visits.visits),
            (self.stay, "capacities", self.capacities.capacities),
        )
        sound = True
        for form, name, reader in readers:
            try:
                read[name] = reader()
            except DomainError as error:
                form.set_error(name, messages.reason_for(error))
                sound = False
        return read if sound else None

    def _hours(self) -> Decimal | None:
        typed = str(self.intake.value("classroom_hours") or "")
        return read_number(typed) if typed else None

    def _made(self, read: Mapping[str, Any]) -> Trainee:
        said = {name: value for form in self.forms for name, value in form.values().items()}
        base = self._before or Trainee(TraineeId(UUID(int=0)), 0, said["family_name"], "")  # type: ignore[arg-type]
        texts = (
            "family_name",
            "given_name",
            "degree",
            "email",
            "telephone",
            "license_number",
            "notes",
        )
        changed: dict[str, Any] = {name: said[name] for name in texts}
        return replace(
            base,
            **changed,
            license_state=said["license_state"] or "",  # type: ignore[arg-type]
            membership=ProgramMembership(said["member_number"], said["member_until"]),  # type: ignore[arg-type]
            eligibility=Eligibility(
                classroom_complete=said["classroom_complete"],  # type: ignore[arg-type]
                membership_seen=said["membership_seen"],  # type: ignore[arg-type]
                license_seen=said["license_seen"],  # type: ignore[arg-type]
                note=said["eligibility_note"],  # type: ignore[arg-type]
            ),
            pathway=Pathway(str(said["pathway"])),
            profile_id=str(said["profile_id"]),
            requested=self.categories.value(),
            status=TraineeStatus(str(said["status"])),
            classroom_hours_claimed=read["classroom_hours"],
            visits=read["visits"],
            capacities=read["capacities"],
        )

    def _training_fields(self) -> list[Field]:
        profiles = [(profile.id, profile.title) for profile in self._profiles.values()]
        return [
            Field("status", "Status", choice_field([(one, one.value) for one in TraineeStatus])),
            Field(
                "pathway", "Pathway", choice_field([(one, pathway_title(one)) for one in Pathway])
            ),
            Field(
                "profile_id",
                "Profile",
                choice_field(profiles),
                "The rules that the trainee's own agency counts by.",
            ),
            Field("requested", "Requested categories", self.categories),
        ]

    def _on_training_changed(self, name: str) -> None:
        if name == "profile_id":
            self._offer_categories()
        if name == "pathway" and self.categories.value() in ((), self._proposed):
            self._proposed = _CATEGORIES_OF.get(Pathway(str(self.training.value("pathway"))), ())
            self.categories.set_value(self._proposed)

    def _offer_categories(self) -> None:
        profile = self._profiles.get(str(self.training.value("profile_id")))
        categories = profile.categories if profile else ()
        self.categories.set_choices(
            [(one.code, f"{one.code} · {one.title}") for one in categories]
        )

    def _tell(self, form: LabelledForm, name: str) -> None:
        form.set_error(name, "")
        form.changed.emit(name)

    def _lay_out(self) -> None:
        left = (
            ("Person", self.person),
            ("License and membership", self.license),
            ("Intake gate", self.intake),
        )
        right = (("Training", self.training), ("Stay", self.stay), ("", self.notes))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, SPACE_12, 0)
        row.setSpacing(SPACE_24)
        for sections in (left, right):
            column = QVBoxLayout()
            column.setSpacing(SPACE_8)
            for title, form in sections:
                if title:
                    column.addWidget(text_label(title, "strong"))
                column.addWidget(form)
                column.addSpacing(SPACE_8)
            column.addStretch(1)
            row.addLayout(column, 1)


def _person_fields() -> list[Field]:
    return [
        Field("family_name", "Family name", text_field(), required=True),
        Field("given_name", "Given name", text_field()),
        Field("degree", "Degree", text_field("MD")),
        Field("email", "E-mail", text_field()),
        Field("telephone", "Telephone", text_field()),
    ]


def _license_fields() -> list[Field]:
    states = [(code, f"{name} ({code})") for code, name in STATES.items()]
    return [
        Field("license_state", "Licensed in", choice_field(states, empty="Not stated")),
        Field("license_number", "License number", text_field()),
        Field("member_number", "Member number", text_field()),
        Field(
            "member_until",
            "Member until",
            DateEdit(),
            "Membership that the training program asks for.",
        ),
    ]


def _intake_fields() -> list[Field]:
    return [
        Field(
            "classroom_complete",
            "Classroom complete",
            choice_field(_SEEN, empty="Not checked yet"),
        ),
        Field("membership_seen", "Membership seen", choice_field(_SEEN, empty="Not checked yet")),
        Field("license_seen", "License seen", choice_field(_SEEN, empty="Not checked yet")),
        Field(
            "classroom_hours",
            "Hours claimed",
            text_field("80"),
            "As the trainee stated them; not hours that count.",
        ),
        Field("eligibility_note", "Remark", text_field()),
    ]


def _values(trainee: Trainee) -> dict[str, object]:
    hours = trainee.classroom_hours_claimed
    return {
        "family_name": trainee.family_name,
        "given_name": trainee.given_name,
        "degree": trainee.degree,
        "email": trainee.email,
        "telephone": trainee.telephone,
        "license_state": trainee.license_state or None,
        "license_number": trainee.license_number,
        "member_number": trainee.membership.number,
        "member_until": trainee.membership.valid_until,
        "classroom_complete": trainee.eligibility.classroom_complete,
        "membership_seen": trainee.eligibility.membership_seen,
        "license_seen": trainee.eligibility.license_seen,
        "eligibility_note": trainee.eligibility.note,
        "classroom_hours": "" if hours is None else f"{hours:f}",
        "status": trainee.status,
        "pathway": trainee.pathway,
        "profile_id": trainee.profile_id,
        "notes": trainee.notes,
    }
