"""One release in the making: the form on the left, every basis on the right, reckoned with each edit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QScrollArea, QWidget

from au_desktop.domain.errors import DomainError
from au_desktop.domain.safety.infant_exposure import guidance_due
from au_desktop.domain.safety.releases import Decision, Release
from au_desktop.services.safety.patient_releases import ReleaseForm
from au_desktop.services.safety.release_reading import nuclide_ids
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.form_draft import FormDraft
from au_desktop.ui.release.basis_cards import NOTHING_YET, BasisColumn
from au_desktop.ui.release.given_inputs import GivenInputs
from au_desktop.ui.release.reading_rows import ReadingRows, fit_words
from au_desktop.ui.release.release_origin import ReleaseOrigin
from au_desktop.ui.release.specific_inputs import SpecificInputs
from au_desktop.ui.release.telling_inputs import (
    DecisionInputs,
    InfantInputs,
    InstructionInputs,
    column_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from au_desktop.domain.moments import Moment
    from au_desktop.domain.safety.release_findings import BasisKind, Reckoning
    from au_desktop.domain.safety.retention_fit import RetentionFit
    from au_desktop.services.center.drafts import Drafts
    from au_desktop.services.safety.release_reading import ReleaseStart, ReleaseTools
    from au_desktop.services.safety.sheet_keeping import SheetRow
    from au_desktop.ui.kit.operations import Runner
    from au_desktop.ui.kit.section import SectionContext

LEFT = 480
_SHORTEST = 10
_NARROWEST = 140


class ReleaseWork(QWidget):
    """Emits `edited` with each edit and `inpatient_wanted`; `form()` is what would be kept."""

    edited = Signal()
    inpatient_wanted = Signal()

    def __init__(self, context: SectionContext, now: Moment) -> None:
        super().__init__()
        self._releases = context.services.patient_releases
        reference = context.services.desk.reference
        self._tools: ReleaseTools | None = None
        self._sheets: Sequence[SheetRow] = ()
        self._start: ReleaseStart | None = None
        self.origin = ReleaseOrigin(self)
        self._guided = ("", "")
        self.reckoning: Reckoning | None = None
        self.given = GivenInputs(reference, nuclide_ids(reference), now)
        self.readings = ReadingRows(now)
        self.specific = SpecificInputs()
        self.infant = InfantInputs()
        self.instructions = InstructionInputs(now)
        self.decision = DecisionInputs()
        self.results = BasisColumn(context.settings.date_style)
        self._lay_out()
        for part in (
            self.given, self.readings, self.specific, self.infant, self.instructions, self.decision,
        ):  # fmt: skip
            part.changed.connect(self._on_edited)
        self.given.drug.currentIndexChanged.connect(self._on_drug)
        self.readings.use_wanted.connect(self._on_use_fit)
        self.results.use_wanted.connect(self._on_use_basis)
        self.results.inpatient_wanted.connect(self.inpatient_wanted)

    def offer(self, tools: ReleaseTools, sheets: Sequence[SheetRow]) -> None:
        """Fill the choices that come from the center."""
        self._tools, self._sheets = tools, sheets
        self.given.offer(tools.meters, tools.people)
        self.decision.offer(tools.people)
        self._on_drug()
        self._on_edited()

    def begin(self, start: ReleaseStart) -> None:
        """Begin from a case or a checklist."""
        self.origin.take_start(start)
        self.given.begin(start)
        self._on_edited()

    def show_record(self, record: Release, *, amend: bool) -> None:
        """Show what a record holds, to correct or amend it."""
        form = self._releases.form_of(record)
        self.origin.take_record(form, record, amend=amend)
        self.given.patient.set_values(
            {
                "code": form.patient_code, "drug": form.drug_id, "other": form.drug,
                "nuclide": form.nuclide_id, "administered": form.administered,
                "administered_at": form.administered_at, "at": form.at,
            }
        )  # fmt: skip
        self.given.measured.set_values(
            {
                "rate": form.rate, "rate_at": form.rate_at,
                "meter": form.instrument_id, "surveyor": form.surveyor,
            }
        )  # fmt: skip
        self.readings.show_readings(form.readings)
        self.specific.show_factors(form.specific, with_intake=form.with_intake)
        self.infant.show_advice(form.infant)
        self.instructions.show_given(form.instructions)
        self.decision.form.set_values(
            {
                "decision": form.decision, "basis": form.basis,
                "authorized": form.authorized_by, "notes": form.notes,
            }
        )  # fmt: skip
        self._on_edited()

    def form(self) -> ReleaseForm | None:
        """What is typed, or None while activity or times are missing."""
        values: dict[str, Any] = self.given.values()
        needed = [values[name] for name in ("administered", "administered_at", "at")]
        if any(one is None for one in needed) or not self.given.nuclide_id():
            return None
        decided = self.decision.values()
        methods = None if self._tools is None else self._tools.methods
        return ReleaseForm(
            administered=values["administered"],
            administered_at=values["administered_at"],
            at=values["at"],
            nuclide_id=self.given.nuclide_id(),
            drug_id=self.given.drug_id(),
            drug=str(values["other"]),
            patient_code=str(values["code"]),
            rate=values["rate"],
            rate_at=values["rate_at"],
            instrument_id=values["meter"],
            surveyor=values["surveyor"],
            specific=self.specific.factors(),
            readings=self.readings.readings(),
            methods=methods,
            decision=decided["decision"],
            basis=decided["basis"],
            authorized_by=decided["authorized"],
            instructions=self.instructions.given(),
            infant=self.infant.advice(),
            with_intake=self.specific.intake.isChecked(),
            notes=str(decided["notes"]),
            **self.origin.ids,
        )

    def draft(self, drafts: Drafts, operations: Runner, place: str) -> FormDraft:
        """What keeps all of it while it is typed, and puts it back."""
        given, infant = self.given, self.infant
        forms = (
            given.patient, given.measured, *self.specific.forms, infant.question, infant.answers,
            self.instructions.form, self.decision.form,
        )  # fmt: skip
        others = {
            "origin": self.origin, "readings_wanted": self.readings.box, "readings": self.readings,
            "specific_wanted": self.specific.box, "ticks": self.specific.ticks,
            "intake": self.specific.intake, "consequences": infant.consequences,
        }  # fmt: skip
        return FormDraft(drafts, operations, place, forms, others)

    def _lay_out(self) -> None:
        left = column_of(
            self.given, self.readings, self.specific, self.infant, self.instructions, self.decision
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        self.left, self.right = scrolled(left), scrolled(column_of(self.results))
        self.left.setFixedWidth(LEFT)
        for combo in left.findChildren(QComboBox):
            _let_shrink(combo)
        row.addWidget(self.left)
        row.addWidget(self.right, 1)

    def _on_edited(self) -> None:
        form = self.form()
        self.reckoning = None
        if form is None:
            self.results.show_fault(NOTHING_YET)
        else:
            self._reckon(form)
            self._show_guidance(form)
        self.readings.show_fit(self.reckoning, self.readings.readings())
        self._show_due(form)
        self.edited.emit()

    def _reckon(self, form: ReleaseForm) -> None:
        try:
            self.reckoning = self._releases.reckon(form)
        except DomainError as error:
            self.results.show_fault(messages.reason_for(error))
            return
        self.results.show_reckoning(self.reckoning)

    def _show_guidance(self, form: ReleaseForm) -> None:
        agent = (form.drug_id, form.nuclide_id)
        if agent != self._guided:
            self._guided = agent
            self.infant.show_guidance(self._releases.guidance(form).guidance)

    def _show_due(self, form: ReleaseForm | None) -> None:
        if self.reckoning is None or form is None or form.decision is Decision.HELD:
            self.instructions.show_due(None)
            return
        nursing = guidance_due(self._releases.guidance(form), form.administered)
        due = self.reckoning.of(form.basis).instructions
        self.instructions.show_due(due or nursing is not False)

    def _on_drug(self, *_: object) -> None:
        drug_id = self.given.drug_id()
        rows = [row for row in self._sheets if drug_id in row.drug_ids] or list(self._sheets)
        people = () if self._tools is None else self._tools.people
        self.instructions.offer(rows, people)

    def _on_use_fit(self, fit: RetentionFit) -> None:
        self.specific.take_half_life(fit.half_life, fit_words(fit, len(self.readings.readings())))

    def _on_use_basis(self, kind: BasisKind) -> None:
        self.decision.form.set_values({"basis": kind, "decision": Decision.RELEASED})
        self.left.ensureWidgetVisible(self.decision)
        self.decision.by.setFocus()


def _let_shrink(combo: QComboBox) -> None:
    """A choice is as wide as its column, not as its longest words."""
    if combo.accessibleName() != "Unit" and not combo.accessibleName().endswith(": unit"):
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(_SHORTEST)
        combo.setMinimumWidth(_NARROWEST)


def scrolled(content: QWidget) -> QScrollArea:
    """A half of the page that scrolls for itself."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(content)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
