"""The factors of a patient-specific calculation, with the conditions of the occupancy factor as ticks to confirm."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from au_desktop.domain.radiation.patient_release import (
    HYPERTHYROIDISM,
    THYROID_CANCER,
    IodineCase,
)
from au_desktop.domain.safety.occupancy import OCCUPANCY_SOURCE, OFFERED, offered
from au_desktop.domain.safety.release_facts import (
    GUIDE,
    IodineFactors,
    Loss,
    Model,
    SpecificFactors,
)
from au_desktop.ui.kit.labelled_form import Field, choice_field, text_field
from au_desktop.ui.kit.tick_list import TickList
from au_desktop.ui.release.release_fields import (
    FoldCard,
    activity_field,
    duration_field,
    form_of,
    hint,
    listen,
    number_field,
    stacked,
)

if TYPE_CHECKING:
    from au_desktop.domain.quantities import Duration
    from au_desktop.ui.kit.labelled_form import LabelledForm

_CONDITIONS = {
    "thyroid-cancer": ("Thyroid cancer after thyroidectomy", THYROID_CANCER),
    "hyperthyroidism": ("Hyperthyroidism", HYPERTHYROIDISM),
}
OWN = "own"
_FROM_TABLE = f"{GUIDE} Rev 0, Table B-1"


class SpecificInputs(FoldCard):
    """Emits `changed`; `factors()` is None while no calculation is wanted."""

    changed = Signal()

    def __init__(self) -> None:
        self._make_choices()
        self._make_factor_forms()
        self._make_source_forms()
        self.intake = QCheckBox("Add the internal dose (B-6)")
        super().__init__(
            "Patient-specific calculation",
            "Calculate for this patient",
            stacked(
                self.top, self.ticks_hint, self.ticks, self.own, self.life, self.iodine,
                self.retained, self.tissue, self.last, self.intake,
            ),
        )  # fmt: skip
        self._listen()
        self._show_fitting()

    def _make_choices(self) -> None:
        self.model = choice_field([(one, one.value) for one in Model])
        self.occupancy = choice_field(
            [(one.factor, one.words) for one in OFFERED] + [(OWN, "A factor of your own")],
            empty="Choose",
        )
        self.loss = choice_field([(one, one.value) for one in Loss])
        self.condition = choice_field(
            [(key, found[0]) for key, found in _CONDITIONS.items()],
            empty="Choose, or type below",
        )

    def _make_factor_forms(self) -> None:
        self.top = form_of(
            Field("model", "Equation", self.model),
            Field("occupancy", "Occupancy at 1 m", self.occupancy),
        )
        self.ticks = TickList()
        self.ticks_hint = hint(f"Told to the patient and can be kept ({OCCUPANCY_SOURCE}):")
        self.own = form_of(
            Field("factor", "Factor", number_field()),
            Field("occupancy_basis", "Why", text_field("what it rests on")),
        )
        self.life = form_of(
            Field("loss", "Half-life", self.loss),
            Field("half_life", "Its value", duration_field()),
            Field("half_life_basis", "From", text_field("measured, publication, protocol")),
        )

    def _make_source_forms(self) -> None:
        self.iodine = form_of(
            Field("condition", "Condition", self.condition),
            Field("f1", "F1", number_field(), "Extrathyroidal fraction"),
            Field("t1", "T1 eff", duration_field()),
            Field("f2", "F2", number_field(), "Thyroidal fraction"),
            Field("t2", "T2 eff", duration_field()),
            Field("e1", "E1, first 8 h", number_field()),
            Field("iodine_basis", "From", text_field("source of the values")),
        )
        self.retained = form_of(
            Field(
                "retained",
                "Retained",
                activity_field(),
                "Leave empty to take what was administered",
            ),
            Field("retained_basis", "Found by", text_field("probe, camera, urine")),
        )
        self.tissue = form_of(
            Field(
                "transmission",
                "Passes tissue",
                number_field(),
                "A part above 0 to 1; empty: no shielding",
            ),
            Field("transmission_basis", "From", text_field("source of the factor")),
        )
        self.last = form_of(
            Field(
                "class_of_patients",
                "Class",
                text_field(),
                "Refers to one calculation for such patients",
            )
        )

    def _listen(self) -> None:
        self.iodine.set_values(
            {"e1": IodineCase(THYROID_CANCER.first, THYROID_CANCER.second).first_hours_occupancy}
        )
        self.model.currentIndexChanged.connect(self._show_fitting)
        self.occupancy.currentIndexChanged.connect(self._show_fitting)
        self.loss.currentIndexChanged.connect(self._show_fitting)
        self.condition.currentIndexChanged.connect(self._take_condition)
        listen(self.forms, self.changed.emit)
        self.ticks.changed.connect(lambda *_: self.changed.emit())
        self.intake.toggled.connect(lambda *_: self.changed.emit())
        self.opened.connect(lambda *_: self.changed.emit())

    @property
    def forms(self) -> tuple[LabelledForm, ...]:
        """The forms it is made of; the condition comes before the figures that it fills in."""
        return (self.top, self.own, self.life, self.iodine, self.retained, self.tissue, self.last)

    def factors(self) -> SpecificFactors | None:
        """What is typed, as far as it can be read."""
        if not self.on:
            return None
        life, loss = self.life.values(), Loss(self.loss.currentData())
        own = self.occupancy.currentData() == OWN
        typed = cast("Duration | None", life["half_life"])
        return SpecificFactors(
            model=Model(self.model.currentData()),
            retained=cast("Any", self.retained.value("retained")),
            retained_basis=str(self.retained.value("retained_basis")),
            occupancy=self.own.value("factor") if own else self.occupancy.currentData(),  # type: ignore[arg-type]
            confirmed=self.ticks.value(),
            occupancy_basis=str(self.own.value("occupancy_basis")),
            loss=loss,
            biological=typed if loss is Loss.BIOLOGICAL else None,
            effective=typed if loss is Loss.EFFECTIVE else None,
            half_life_basis=str(life["half_life_basis"]),
            transmission=cast("Any", self.tissue.value("transmission")),
            transmission_basis=str(self.tissue.value("transmission_basis")),
            iodine=self._iodine_factors(),
            class_of_patients=str(self.last.value("class_of_patients")),
        )

    def take_half_life(self, half_life: Duration, words: str) -> None:
        """Calculate with a measured effective half-life."""
        self.box.setChecked(True)
        self.life.set_values(
            {"loss": Loss.EFFECTIVE, "half_life": half_life, "half_life_basis": words}
        )

    def show_factors(self, given: SpecificFactors | None, *, with_intake: bool) -> None:
        """Show the factors of a record."""
        self.box.setChecked(given is not None)
        self.intake.setChecked(with_intake)
        if given is None:
            return
        known = given.occupancy is None or offered(given.occupancy) is not None
        self.top.set_values({"model": given.model, "occupancy": given.occupancy if known else OWN})
        self.own.set_values({"factor": given.occupancy, "occupancy_basis": given.occupancy_basis})
        self.ticks.set_value(given.confirmed)
        half_life = given.effective or given.biological
        self.life.set_values(
            {"loss": given.loss, "half_life": half_life, "half_life_basis": given.half_life_basis}
        )
        self.retained.set_values(
            {"retained": given.retained, "retained_basis": given.retained_basis}
        )
        self.tissue.set_values(
            {"transmission": given.transmission, "transmission_basis": given.transmission_basis}
        )
        self.last.set_values({"class_of_patients": given.class_of_patients})
        if given.iodine is not None:
            self.condition.setCurrentIndex(max(0, self.condition.findData(given.iodine.condition)))
            self._show_iodine(given.iodine)

    def _iodine_factors(self) -> IodineFactors | None:
        values = self.iodine.values()
        numbers = [values[name] for name in ("f1", "t1", "f2", "t2", "e1")]
        if self._model() is not Model.IODINE or any(one is None for one in numbers):
            return None
        f1, t1, f2, t2, e1 = cast("list[Any]", numbers)
        condition = str(self.condition.currentData() or "own values")
        return IodineFactors(condition, f1, t1, f2, t2, e1, str(values["iodine_basis"]))

    def _model(self) -> Model:
        return Model(self.model.currentData())

    def _take_condition(self, *_: object) -> None:
        found = _CONDITIONS.get(str(self.condition.currentData()))
        if found is None:
            return
        case = found[1]
        first, second = case.first, case.second
        self._show_iodine(
            IodineFactors(
                str(self.condition.currentData()), first.fraction, first.effective_half_life,
                second.fraction, second.effective_half_life, case.first_hours_occupancy, _FROM_TABLE,
            )
        )  # fmt: skip

    def _show_iodine(self, factors: IodineFactors) -> None:
        self.iodine.set_values(
            {
                "f1": factors.first_fraction, "t1": factors.first_half_life,
                "f2": factors.second_fraction, "t2": factors.second_half_life,
                "e1": factors.first_hours_occupancy, "iodine_basis": factors.basis,
            }
        )  # fmt: skip

    def _show_fitting(self, *_: object) -> None:
        model, chosen = self._model(), self.occupancy.currentData()
        offer = None if chosen in (None, OWN) else offered(chosen)
        conditions = offer.conditions if offer else ()
        self.ticks.set_choices([(one.key, one.title) for one in conditions])
        self.ticks.setVisible(bool(conditions))
        self.ticks_hint.setVisible(bool(conditions))
        self.own.setVisible(chosen == OWN)
        self.iodine.setVisible(model is Model.IODINE)
        self.life.setVisible(model is not Model.IODINE)
        self.life.field("half_life").setEnabled(self.loss.currentData() != Loss.PHYSICAL)
        self.life.field("half_life_basis").setEnabled(self.loss.currentData() != Loss.PHYSICAL)
        self.retained.setVisible(model is not Model.RATE)
        self.tissue.setVisible(model is not Model.RATE)
