"""The dialogs about a directive: written, spoken, signed, noted in the record, revised."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from au_desktop.domain.safety.directives import SIGNED_BEFORE
from au_desktop.ui.kit.labelled_form import Field, paragraph_field
from au_desktop.ui.kit.moment_edit import MomentEdit
from au_desktop.ui.kit.tokens import State
from au_desktop.ui.safety.dosages.directive_form import (
    case_values,
    directive_facts,
    directive_fields,
    directive_live,
    directive_values,
    facts_values,
    oral_fields,
    oral_of,
    signed_field,
)
from au_desktop.ui.safety.dosages.reckoned_words import prescribed_words, time_left_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from au_desktop.domain.ids import RunId
    from au_desktop.domain.moments import Moment
    from au_desktop.domain.safety.directives import Directive
    from au_desktop.services.outcomes import Outcome
    from au_desktop.services.safety.prescribing import Prescribing
    from au_desktop.services.safety.treatment_forms import DirectiveStart
    from au_desktop.ui.safety.dosages.treatment_dialog import TreatmentDialog
    from au_desktop.ui.safety.dosages.treatment_dialogs import StepDialogs
    from au_desktop.ui.safety.dosages.treatment_fields import Offered

    Values = dict[str, Any]

_NO_MORE = "A signed directive does not change; it is revised before the dosage is given."


class DirectiveSteps:
    """Each method opens the dialog of one step."""

    def __init__(self, dialogs: StepDialogs) -> None:
        self._dialogs = dialogs

    def write(self) -> None:
        """A new directive, for an authorized user to sign."""
        self._dialogs.ask(lambda offers: self._write(offers, {}, None))

    def take_over(self, start: DirectiveStart, run_id: RunId) -> None:
        """A directive whose facts a checklist gave; one that was spoken first keeps its clock."""
        values = facts_values(start.facts)
        if start.oral is None:
            self._dialogs.ask(lambda offers: self._write(offers, values, run_id))
            return
        oral = start.oral
        spoken: dict[str, object] = {
            "given_at": oral.given_at,
            "taken_by": oral.taken_by.name,
            "reason": oral.reason,
        }
        self._dialogs.ask(lambda offers: self._speak(offers, values | spoken, run_id))

    def speak(self) -> None:
        """An oral directive of an emergency."""
        self._dialogs.ask(lambda offers: self._speak(offers, {"given_at": offers.now}, None))

    def change(self, directive: Directive) -> None:
        """Change one that nobody signed yet."""

        def opened(offers: Offered) -> None:
            dialog = self._form(
                f"Change {directive.code}", offers, directive_values(directive), "Save"
            )

            def work(values: Values) -> Outcome[Any]:
                facts = directive_facts(values, offers)
                return self._service.redraft(directive.id, facts, directive.revision)

            self._dialogs.hand_over(dialog, f"{directive.code} changed.", work)

        self._dialogs.ask(opened)

    def sign(self, directive: Directive) -> None:
        """Date and sign; the use case stops a signature after the dosage."""

        def opened(offers: Offered) -> None:
            hint = f"Now, or as dated in the chart; before the administration ({SIGNED_BEFORE})."
            if directive.oral is not None:
                hint = "Within 48 hours of the oral one (10 CFR 35.40(a)(1), (c)(2))."
            fields = [signed_field(offers, hint)]
            dialog = self._dialogs.open(
                f"Sign {directive.code}", fields, {"signed_at": offers.now}, "Sign"
            )
            dialog.reckon_by(partial(_signing, directive))
            self._dialogs.hand_over(
                dialog,
                f"{directive.code} signed.",
                lambda values: self._service.sign(directive.id, _at(values, offers)),
            )

        self._dialogs.ask(opened)

    def note(self, directive: Directive) -> None:
        """When the oral directive's content stood in the patient's record."""

        def opened(offers: Offered) -> None:
            field = Field("at", "In the record", MomentEdit(offers.now), required=True)
            dialog = self._dialogs.open(
                f"{directive.code} in the patient's record", [field], {"at": offers.now}
            )
            self._dialogs.hand_over(
                dialog,
                f"{directive.code} noted.",
                lambda values: self._service.document(directive.id, values["at"]),
            )

        self._dialogs.ask(opened)

    def revise(self, directive: Directive) -> None:
        """A written revision: dated and signed in the same act."""

        def opened(offers: Offered) -> None:
            more = [
                Field("reason", "Why revised", paragraph_field(2), required=True),
                signed_field(offers, "Before the administration (10 CFR 35.40(c)(1))."),
            ]
            values = directive_values(directive) | {"signed_at": offers.now}
            dialog = self._form(f"Revise {directive.code}", offers, values, "Sign revision", *more)

            def work(filled: Values) -> Outcome[Any]:
                facts = directive_facts(filled, offers)
                at = _at(filled, offers)
                return self._service.revise(directive.id, facts, str(filled["reason"]), at)

            self._dialogs.hand_over(dialog, f"{directive.code} revised.", work)

        self._dialogs.ask(opened)

    def revise_orally(self, directive: Directive) -> None:
        """An oral revision of an emergency."""

        def opened(offers: Offered) -> None:
            values = directive_values(directive) | {"given_at": offers.now}
            dialog = self._form(
                f"Oral revision of {directive.code}",
                offers,
                values,
                "Save",
                *oral_fields(offers),
            )

            def work(filled: Values) -> Outcome[Any]:
                facts = directive_facts(filled, offers)
                return self._service.revise_orally(directive.id, facts, oral_of(filled, offers))

            self._dialogs.hand_over(dialog, f"{directive.code} revised orally.", work)

        self._dialogs.ask(opened)

    @property
    def _service(self) -> Prescribing:
        return self._dialogs.services.prescribing

    def _write(self, offers: Offered, values: Mapping[str, object], run_id: RunId | None) -> None:
        dialog = self._form("Write a directive", offers, values, "Save for signature")
        self._dialogs.hand_over(
            dialog,
            "Directive saved: it waits for its signature.",
            lambda filled: self._service.prepare(directive_facts(filled, offers, run_id)),
        )

    def _speak(self, offers: Offered, values: Mapping[str, object], run_id: RunId | None) -> None:
        fields = oral_fields(offers)
        dialog = self._form("Oral directive", offers, values, "Save", *fields)

        def work(filled: Values) -> Outcome[Any]:
            facts = directive_facts(filled, offers, run_id)
            return self._service.enter_oral(facts, oral_of(filled, offers))

        self._dialogs.hand_over(dialog, "Oral directive saved: 48 hours run.", work)

    def _form(
        self,
        title: str,
        offers: Offered,
        values: Mapping[str, object],
        primary: str,
        *more: Field,
    ) -> TreatmentDialog:
        context = self._dialogs.section.context
        fields = [*more, *directive_fields(context, offers)]
        dialog = self._dialogs.open(title, fields, values, primary)
        dialog.reckon_by(partial(directive_live, context.services.desk.reference))
        self._dialogs.fill_from_case(dialog, case_values)
        return dialog


def _at(values: Values, offers: Offered) -> Moment | None:
    """The moment as typed; the one the form opened with means now."""
    at: Moment | None = values["signed_at"]
    return None if at == offers.now else at


def _signing(directive: Directive, values: Values) -> tuple[str, State]:
    what = f"{directive.drug.title}, {prescribed_words(directive.prescribed)}"
    route = "" if directive.route is None else f", {directive.route.value}"
    said = f"{directive.patient_code}: {what}{route}. {_NO_MORE}"
    if directive.oral is None or values["signed_at"] is None:
        return said, State.INFO
    left = time_left_words(directive.oral.due, values["signed_at"])
    in_time = directive.oral.written_in_time(values["signed_at"])
    return f"{said} 48 h: {left}.", State.INFO if in_time else State.ATTENTION
