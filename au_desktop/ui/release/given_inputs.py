"""What was given to whom and when, and the dose rate at 1 m: the part of the form that every release has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from au_desktop.ui.kit.card import Card
from au_desktop.ui.kit.labelled_form import Field, choice_field, text_field
from au_desktop.ui.kit.moment_edit import MomentEdit
from au_desktop.ui.release.release_fields import (
    activity_field,
    fill_choice,
    form_of,
    listen,
    rate_field,
    stack_into,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from au_desktop.domain.moments import Moment
    from au_desktop.domain.reference.library import Reference
    from au_desktop.domain.safety.safety_records import PersonRef
    from au_desktop.services.safety.instrument_book import InstrumentChoice
    from au_desktop.services.safety.release_reading import ReleaseStart

OTHER_DRUG = "Another drug"


class GivenInputs(QWidget):
    """Emits `changed` with every edit; `values()` is what can be read of it."""

    changed = Signal()

    def __init__(self, reference: Reference, nuclides: Sequence[str], now: Moment) -> None:
        super().__init__()
        self._reference, self._now = reference, now
        drugs = [(one.id, one.generic_name) for one in reference.drugs.values()]
        self.drug = choice_field((*drugs, ("", OTHER_DRUG)))
        self.drug.setCurrentIndex(0)
        self.nuclide = choice_field([(one, one) for one in nuclides])
        self.patient = form_of(
            Field(
                "code", "Patient code", text_field("P-0012"), "A code, never a name", required=True
            ),
            Field("drug", "Drug", self.drug),
            Field("other", "Its name", text_field()),
            Field("nuclide", "Nuclide", self.nuclide),
            Field("administered", "Administered", activity_field(), required=True),
            Field("administered_at", "Given at", MomentEdit(now), required=True),
            Field("at", "Release at", MomentEdit(now), "The moment the result is for"),
        )
        self.meter = choice_field((), empty="Not measured")
        self.surveyor = choice_field((), empty="Choose")
        self.measured = form_of(
            Field(
                "rate",
                "Rate at 1 m",
                rate_field(),
                "From the surface of the patient, not the midline",
            ),
            Field("rate_at", "Measured at", MomentEdit(now)),
            Field("meter", "Survey meter", self.meter),
            Field("surveyor", "Measured by", self.surveyor),
        )
        self.patient.set_values({"at": now})
        given, rate = Card("Patient and activity"), Card("Measured dose rate")
        given.add_content(self.patient)
        rate.add_content(self.measured)
        stack_into(self, (given, rate), 12)
        self.drug.currentIndexChanged.connect(self._on_drug)
        listen((self.patient, self.measured), self.changed.emit)
        self._on_drug()

    def offer(self, meters: Sequence[InstrumentChoice], people: Sequence[PersonRef]) -> None:
        """Fill the choices that come from the center; what is chosen stays. An unfit meter says why it is refused."""
        named = [
            (
                one.instrument.id,
                " \u2013 ".join(part for part in (one.instrument.name, one.reason) if part),
            )
            for one in meters
        ]
        fill_choice(self.meter, named)
        fill_choice(self.surveyor, [(one, one.name) for one in people])

    def begin(self, start: ReleaseStart) -> None:
        """Show what is known already; what is not known stays as it is typed."""
        known: dict[str, Any] = {
            "code": start.patient_code or None,
            "drug": start.drug_id or None,
            "administered": start.administered,
            "administered_at": start.administered_at,
            "at": start.released_at,
        }
        self.patient.set_values(
            {name: value for name, value in known.items() if value is not None}
        )
        rates: dict[str, Any] = {
            "rate": start.rate, "meter": start.instrument_id, "surveyor": start.surveyor,
        }  # fmt: skip
        self.measured.set_values({n: value for n, value in rates.items() if value is not None})
        self._on_drug()

    def values(self) -> dict[str, Any]:
        """Everything by name, as it can be read."""
        return {**self.patient.values(), **self.measured.values()}

    def nuclide_id(self) -> str:
        """The nuclide that is reckoned with."""
        return str(self.nuclide.currentData() or "")

    def drug_id(self) -> str:
        """The drug, or nothing for another one."""
        return str(self.drug.currentData() or "")

    def _on_drug(self, *_: object) -> None:
        drug_id = self.drug_id()
        other = not drug_id
        self.patient.field("other").setEnabled(other)
        self.nuclide.setEnabled(other)
        if drug_id:
            nuclide = self._reference.drug(drug_id).nuclide_id
            self.nuclide.setCurrentIndex(max(0, self.nuclide.findData(nuclide)))
