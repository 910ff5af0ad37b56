"""Takes the answers of a submitted checklist over into the form of the record that they tell of."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from au_desktop.domain.ids import RunId
from au_desktop.services.safety.treatment_forms import DOSAGE_ASSAY, TIME_OUT, WRITTEN_DIRECTIVE
from au_desktop.ui.safety.dosages.take_over_dialog import TakeOverDialog

if TYPE_CHECKING:
    from au_desktop.domain.safety.treatments import Treatment
    from au_desktop.services.rows import RunRow
    from au_desktop.ui.kit.section import Section
    from au_desktop.ui.safety.dosages.directive_steps import DirectiveSteps
    from au_desktop.ui.safety.dosages.dosage_steps import DosageSteps
    from au_desktop.ui.safety.dosages.time_out_steps import TimeOutSteps


class TakeOver:
    """Offers the checklists that no record was taken from, and opens the form of the chosen one."""

    def __init__(
        self,
        section: Section,
        directives: DirectiveSteps,
        dosages: DosageSteps,
        time_outs: TimeOutSteps,
    ) -> None:
        self._section, self._directives, self._dosages = section, directives, dosages
        self._time_outs = time_outs
        self.dialog: TakeOverDialog | None = None

    def choose(self) -> None:
        """Choose a submitted checklist."""
        forms = self._section.context.services.treatment_forms
        self._section.load(forms.waiting_runs, self._on_runs)

    def _on_runs(self, rows: tuple[RunRow, ...]) -> None:
        dialog = TakeOverDialog(rows, self._section)
        self.dialog = dialog

        def chosen() -> None:
            row = dialog.chosen()
            if row is not None:
                dialog.accept()
                self._take(row)

        dialog.accepted_by_person.connect(chosen)
        dialog.open()

    def _take(self, row: RunRow) -> None:
        services = self._section.context.services
        forms, file = services.treatment_forms, services.treatment_file
        reads = {
            WRITTEN_DIRECTIVE: forms.directive_from,
            DOSAGE_ASSAY: forms.dosage_from,
            TIME_OUT: forms.time_out_from,
        }

        def work() -> tuple[Any, Treatment | None]:
            facts: Any = reads[row.kind](row.run_id)
            key = getattr(facts, "directive_id", None) or getattr(facts, "dosage_id", None)
            return facts, None if key is None else file.of(key)

        self._section.load(work, partial(self._on_taken, row))

    def _on_taken(self, row: RunRow, found: tuple[Any, Treatment | None]) -> None:
        facts, treatment = found
        if facts is None or (row.kind == TIME_OUT and treatment is None):
            self._section.told.emit(
                f"{row.code} lacks the drug, the dosage or a record to go with: enter it by hand."
            )
            return
        if row.kind == WRITTEN_DIRECTIVE:
            self._directives.take_over(facts, RunId(row.run_id))
        elif row.kind == DOSAGE_ASSAY:
            directive = None if treatment is None else treatment.directive
            self._dosages.take_over(facts, directive)
        elif treatment is not None:
            self._time_outs.take_over(facts, treatment)
