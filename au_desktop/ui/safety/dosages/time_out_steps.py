"""The dialog of a time-out, which says go or stop while it is filled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from au_desktop.ui.kit.tokens import State
from au_desktop.ui.safety.dosages import time_out_form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from au_desktop.domain.ids import RunId
    from au_desktop.domain.safety.treatments import Treatment
    from au_desktop.services.safety.time_out_book import TimeOutFacts
    from au_desktop.ui.safety.dosages.treatment_dialogs import StepDialogs
    from au_desktop.ui.safety.dosages.treatment_fields import Offered

    Values = dict[str, Any]


class TimeOutSteps:
    """Opens a time-out, empty or with a checklist's answers."""

    def __init__(self, dialogs: StepDialogs) -> None:
        self._dialogs = dialogs

    def hold(self, treatment: Treatment) -> None:
        """A time-out with what is known of directive and dosage."""
        self._dialogs.ask(
            lambda offers: self._open(
                offers, treatment, time_out_form.time_out_values(treatment, offers), None
            )
        )

    def take_over(self, facts: TimeOutFacts, treatment: Treatment) -> None:
        """A time-out whose answers a checklist gave; the kinds of identifiers are asked."""
        values = time_out_form.facts_values(facts)
        self._dialogs.ask(lambda offers: self._open(offers, treatment, values, facts.run_id))

    def _open(
        self,
        offers: Offered,
        treatment: Treatment,
        values: Mapping[str, object],
        run_id: RunId | None,
    ) -> None:
        context = self._dialogs.section.context
        service = context.services.time_outs
        fields = time_out_form.time_out_fields(context, offers)
        title = f"Time-out for {treatment.patient_code}"
        dialog = self._dialogs.open(title, fields, values, "Record time-out")

        def facts(filled: Values) -> TimeOutFacts:
            return time_out_form.time_out_facts(filled, offers, treatment, run_id)

        def live(filled: Values) -> tuple[str, State]:
            if filled["drug_id"] is None:
                return "", State.INFO
            return time_out_form.verdict_words(service.judged(facts(filled)))

        dialog.reckon_by(live)
        self._dialogs.hand_over(
            dialog, "Time-out recorded.", lambda filled: service.hold(facts(filled))
        )
