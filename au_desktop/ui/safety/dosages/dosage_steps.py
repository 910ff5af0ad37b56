"""The dialogs about a dosage: determined, directed, given, residual read, not used."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox

from au_desktop.domain.safety.directives import Directive
from au_desktop.services.rows import PageRequest
from au_desktop.services.safety_stores import SafetyFilter
from au_desktop.ui.kit.labelled_form import Field, choice_field, paragraph_field
from au_desktop.ui.kit.moment_edit import MomentEdit
from au_desktop.ui.kit.tokens import State
from au_desktop.ui.safety.dosages import dosage_form, stock_fields
from au_desktop.ui.safety.dosages.directive_form import case_values
from au_desktop.ui.safety.dosages.reckoned_words import within_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from au_desktop.domain.ids import RunId
    from au_desktop.domain.safety.dosages import Dosage
    from au_desktop.domain.safety.treatments import Treatment
    from au_desktop.services.outcomes import Outcome
    from au_desktop.services.rows import Page
    from au_desktop.services.safety.dosage_log import DosageFacts, DosageLog
    from au_desktop.services.safety_stores import SafetyRow
    from au_desktop.ui.safety.dosages.treatment_dialog import TreatmentDialog
    from au_desktop.ui.safety.dosages.treatment_dialogs import StepDialogs
    from au_desktop.ui.safety.dosages.treatment_fields import Offered

    Values = dict[str, Any]


class DosageSteps:
    """Each method opens the dialog of one step."""

    def __init__(self, dialogs: StepDialogs) -> None:
        self._dialogs = dialogs

    def determine(self, directive: Directive | None) -> None:
        """A determination, under a directive or without one."""

        def opened(offers: Offered) -> None:
            self._determine(offers, directive, dosage_form.start_values(offers), None)

        self._dialogs.ask(opened)

    def take_over(self, facts: DosageFacts, directive: Directive | None) -> None:
        """A determination whose facts a checklist gave."""
        values = dosage_form.facts_values(facts)
        self._dialogs.ask(lambda offers: self._determine(offers, directive, values, facts.run_id))

    def correct(self, dosage: Dosage, directive: Directive | None) -> None:
        """Correct one that was not given yet."""

        def opened(offers: Offered) -> None:
            dialog = self._again(f"Correct {dosage.code}", offers, dosage, directive)

            def work(filled: Values) -> Outcome[Any]:
                facts = self._facts(filled, offers, dosage, directive)
                return self._service.correct(dosage.id, facts, dosage.revision)

            self._dialogs.hand_over(dialog, f"{dosage.code} corrected.", work)

        self._dialogs.ask(opened)

    def amend(self, dosage: Dosage, directive: Directive | None) -> None:
        """Amend one that was given: a new record takes its place."""

        def opened(offers: Offered) -> None:
            hint = "The earlier record stays readable beside it."
            why = Field("reason", "Why amended", paragraph_field(2), hint, required=True)
            dialog = self._again(f"Amend {dosage.code}", offers, dosage, directive, why)

            def work(filled: Values) -> Outcome[Any]:
                facts = self._facts(filled, offers, dosage, directive)
                return self._service.amend(dosage.id, facts, str(filled["reason"]))

            self._dialogs.hand_over(dialog, f"{dosage.code} amended.", work)

        self._dialogs.ask(opened)

    def _again(
        self,
        title: str,
        offers: Offered,
        dosage: Dosage,
        directive: Directive | None,
        *more: Field,
    ) -> TreatmentDialog:
        context = self._dialogs.section.context
        fields = [*more, *dosage_form.dosage_fields(context, offers, directive, dosage)]
        dialog = self._dialogs.open(title, fields, dosage_form.dosage_values(dosage))
        reference = context.services.desk.reference
        live = partial(dosage_form.dosage_live, reference, directive)
        dialog.reckon_by(stock_fields.with_stock(live, offers, dosage))
        stock_fields.follow_stock(dialog.form, offers)
        return dialog

    def _facts(
        self, filled: Values, offers: Offered, dosage: Dosage, directive: Directive | None
    ) -> DosageFacts:
        return dosage_form.dosage_facts(
            filled, offers, directive, directive_id=dosage.directive_id
        )

    def direct(self, dosage: Dosage) -> None:
        """The authorized user's direction to use a dosage that is off."""

        def opened(offers: Offered) -> None:
            fields = [
                Field("at", "Directed at", MomentEdit(offers.now), required=True),
                Field("reason", "Why", paragraph_field(3), required=True),
            ]
            dialog = self._dialogs.open(
                f"Direct the use of {dosage.code}", fields, {"at": offers.now}, "Direct"
            )
            dialog.reckon_by(lambda _values: _off(dosage))
            self._dialogs.hand_over(
                dialog,
                f"{dosage.code} directed to be used.",
                lambda values: self._service.direct(
                    dosage.id, str(values["reason"]), values["at"]
                ),
            )

        self._dialogs.ask(opened)

    def tie(self, dosage: Dosage) -> None:
        """Choose the directive that a dosage belongs to."""
        wanted = SafetyFilter(Directive.KIND, words=dosage.patient_code, retired=False)
        book = self._dialogs.services.safety_book

        def found(page: Page[SafetyRow]) -> None:
            choices = [(row.id, f"{row.code} · {row.label} · {row.about}") for row in page.rows]
            field = choice_field(choices, empty="Choose the directive")
            dialog = self._dialogs.open(
                f"Tie {dosage.code} to its directive",
                [Field("directive_id", "Directive", field, required=True)],
                {},
            )
            self._dialogs.hand_over(
                dialog,
                f"{dosage.code} tied.",
                lambda values: self._service.attach(dosage.id, values["directive_id"]),
            )

        self._dialogs.section.load(partial(book.page, wanted, PageRequest()), found)

    def set_aside(self, dosage: Dosage) -> None:
        """Why a dosage was not used."""
        hint = "Why, and where it went."
        fields = [Field("reason", "Reason", paragraph_field(3), hint, required=True)]
        if dosage.stock_id is not None:
            back = QCheckBox(f"Back into stock, {dosage.stock_code}")
            fields.append(Field("put_back", "", back, "Else it is offered to waste."))
        dialog = self._dialogs.open(f"{dosage.code} not used", fields, {})
        self._dialogs.hand_over(
            dialog,
            f"{dosage.code} not used.",
            lambda values: self._service.set_aside(
                dosage.id, str(values["reason"]), put_back=bool(values.get("put_back"))
            ),
        )

    def give(self, treatment: Treatment, dosage: Dosage) -> None:
        """The administration; the use case stops it where a rule does."""

        def opened(offers: Offered) -> None:
            directive = treatment.directive
            route = None if directive is None else directive.route
            values = {
                "at": offers.now,
                "route": route or dosage.drug.route,
                "by": offers.me.name,
            }
            fields = dosage_form.given_fields(offers)
            dialog = self._dialogs.open(f"{dosage.code} given", fields, values)
            if not dosage.within:
                dialog.reckon_by(lambda _values: _off(dosage))
            if dosage.case_id is not None:
                case = partial(self._dialogs.services.treatment_forms.case, dosage.case_id)
                self._dialogs.section.load(
                    case, lambda found: stock_fields.prefill_room(dialog.form, found.room)
                )
            self._dialogs.hand_over(
                dialog,
                f"{dosage.code} given.",
                lambda filled: self._service.give(
                    dosage.id, dosage_form.administration_of(filled, offers)
                ),
            )

        self._dialogs.ask(opened)

    def read_residual(self, dosage: Dosage) -> None:
        """What was left; readings of the case's checklist stand in the form already."""

        def opened(offers: Offered) -> None:
            if dosage.case_id is None:
                self._residual(offers, dosage, {})
                return
            work = partial(self._dialogs.services.treatment_forms.residuals_for, dosage.case_id)

            def found(start: Any) -> None:  # noqa: ANN401 - a start, or None
                values: dict[str, object] = {}
                for one in () if start is None else start.residuals:
                    values |= {one.part.name: one.activity, "at": one.at}
                if start is not None and start.instrument_id is not None:
                    values["instrument_id"] = start.instrument_id
                self._residual(offers, dosage, values)

            self._dialogs.section.load(work, found)

        self._dialogs.ask(opened)

    @property
    def _service(self) -> DosageLog:
        return self._dialogs.services.dosage_log

    def _determine(
        self,
        offers: Offered,
        directive: Directive | None,
        values: Mapping[str, object],
        run_id: RunId | None,
    ) -> None:
        context = self._dialogs.section.context
        fields = dosage_form.dosage_fields(context, offers, directive)
        under = "" if directive is None else f" for {directive.code}"
        dialog = self._dialogs.open(f"Determine the dosage{under}", fields, values)
        reference = context.services.desk.reference
        live = partial(dosage_form.dosage_live, reference, directive)
        dialog.reckon_by(stock_fields.with_stock(live, offers))
        stock_fields.follow_stock(dialog.form, offers)
        if directive is None:
            self._dialogs.fill_from_case(dialog, case_values)

        def work(filled: Values) -> Outcome[Any]:
            facts = dosage_form.dosage_facts(filled, offers, directive, run_id=run_id)
            return self._service.determine(facts)

        self._dialogs.hand_over(dialog, "Dosage recorded.", work)

    def _residual(self, offers: Offered, dosage: Dosage, values: Mapping[str, object]) -> None:
        context = self._dialogs.section.context
        known = {"at": offers.now} | dict(values)
        if dosage.meter is not None:
            known.setdefault("instrument_id", dosage.meter.id)
        fields = dosage_form.residual_fields(context, offers)
        dialog = self._dialogs.open(f"Residual of {dosage.code}", fields, known)
        dialog.reckon_by(partial(dosage_form.residual_live, dosage))
        self._dialogs.hand_over(
            dialog,
            f"Residual of {dosage.code} recorded.",
            lambda filled: self._service.read_residuals(
                dosage.id,
                dosage_form.residuals_of(filled),
                filled["instrument_id"],
                str(filled["waived"]),
            ),
        )


def _off(dosage: Dosage) -> tuple[str, State]:
    """Why a dosage needs a direction."""
    if dosage.prescribed is None or dosage.determined is None:
        return "", State.INFO
    within, words = within_words(dosage.prescribed, dosage.determined)
    return words, State.OK if within else State.ATTENTION
