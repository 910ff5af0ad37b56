"""How a step's dialog is opened, filled from a case, and handed to its use case."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from au_desktop.ui.safety.dosages.treatment_dialog import TreatmentDialog
from au_desktop.ui.safety.dosages.treatment_fields import offered

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from au_desktop.services.bundle import Services
    from au_desktop.services.outcomes import Outcome
    from au_desktop.services.safety.treatment_forms import CaseFacts
    from au_desktop.ui.kit.labelled_form import Field
    from au_desktop.ui.kit.section import Section
    from au_desktop.ui.safety.dosages.treatment_fields import Offered

    Values = dict[str, Any]


class StepDialogs:
    """Opens one dialog after another over a section; `made` is told the id that a finished step gave, or None."""

    def __init__(self, section: Section, made: Callable[[object], None]) -> None:
        self.section, self._made = section, made
        self.dialog: TreatmentDialog | None = None

    @property
    def services(self) -> Services:
        """The use cases."""
        return self.section.context.services

    def ask(self, then: Callable[[Offered], None]) -> None:
        """Read what the forms offer, then go on."""
        self.section.load(partial(offered, self.services), then)

    def open(
        self,
        title: str,
        fields: Sequence[Field],
        values: Mapping[str, object],
        primary: str = "Save",
    ) -> TreatmentDialog:
        """Open a dialog; `hand_over` says what its values are for."""
        dialog = TreatmentDialog(title, fields, values, self.section, primary)
        self.dialog = dialog
        dialog.open()
        return dialog

    def hand_over(
        self, dialog: TreatmentDialog, said: str, work: Callable[[Values], Outcome[Any]]
    ) -> None:
        """Give the filled values to a use case; its refusal stays in the dialog."""
        made: list[object] = []

        def carry(values: Values) -> Outcome[Any]:
            outcome = work(values)
            made.append(outcome.value)
            return outcome

        def filled(values: Values) -> None:
            made.clear()
            self.section.carry_out(partial(carry, values), said, dialog, dialog.form)

        dialog.filled.connect(filled)
        dialog.accepted.connect(lambda: self._made(made[-1] if made else None))

    def fill_from_case(
        self, dialog: TreatmentDialog, values_of: Callable[[CaseFacts], Mapping[str, object]]
    ) -> None:
        """Fill the form when a case is chosen in it."""

        def changed(name: str) -> None:
            key = dialog.form.value(name) if name == "case_id" else None
            if key is not None:
                work = partial(self.services.treatment_forms.case, key)  # type: ignore[arg-type] # offered ids
                self.section.load(work, lambda case: dialog.form.set_values(values_of(case)))

        dialog.form.changed.connect(changed)
