"""The form of a written directive, and the facts that it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from au_desktop.domain.errors import Invalid
from au_desktop.domain.reference.drugs import Regulation
from au_desktop.domain.safety.directives import OralDirective, dosage_words, most_of
from au_desktop.domain.safety.treated_drugs import TreatedDrug, needs_directive
from au_desktop.services.safety.prescribing import DirectiveFacts
from au_desktop.ui.kit.labelled_form import Field, choice_field, paragraph_field, text_field
from au_desktop.ui.kit.moment_edit import MomentEdit
from au_desktop.ui.kit.tokens import State
from au_desktop.ui.safety.dosages.treatment_fields import (
    ROUTES,
    Offered,
    activity_field,
    case_field,
    drug_field,
    name_field,
    prescribed_of,
    route_of,
)

if TYPE_CHECKING:
    from au_desktop.domain.moments import Moment
    from au_desktop.domain.reference.library import Reference
    from au_desktop.domain.safety.directives import Directive
    from au_desktop.domain.safety.safety_records import PersonRef
    from au_desktop.services.safety.treatment_forms import CaseFacts
    from au_desktop.ui.kit.section import SectionContext


def directive_fields(context: SectionContext, offers: Offered) -> list[Field]:
    """What a directive holds."""
    reference = context.services.desk.reference
    users = [one.person.name for one in offers.users]
    return [
        Field("case_id", "Case", case_field(offers.cases, reference), "Fills the rest."),
        Field(
            "patient_code",
            "Patient code",
            text_field(),
            "The center's own code. The patient's name stands in the chart's directive only.",
            required=True,
        ),
        Field("drug_id", "Radioactive drug", drug_field(reference), required=True),
        Field(
            "low",
            "Dosage",
            activity_field(context.settings),
            "One activity, or the lower end of the range.",
            required=True,
        ),
        Field(
            "high",
            "up to",
            activity_field(context.settings),
            "Only where the directive prescribes a range.",
        ),
        Field("route", "Route", choice_field(ROUTES, empty="Not stated")),
        Field(
            "treatment_site", "Treatment site", text_field(), "For microspheres (35.1000) only."
        ),
        Field(
            "user",
            "Authorized user",
            name_field(users),
            "Who dates and signs it before the dosage is given (10 CFR 35.40(a)).",
            required=True,
        ),
        Field("planned_for", "Planned for", MomentEdit(offers.now)),
        Field(
            "checked_by",
            "Calculation checked by",
            name_field([one.name for one in offers.people]),
            "Where the dosage was calculated (10 CFR 35.41(b)(3)).",
        ),
        Field("notes", "Notes", paragraph_field(2)),
    ]


def oral_fields(offers: Offered) -> list[Field]:
    """What an oral directive, or revision, adds."""
    names = [one.name for one in offers.people]
    return [
        Field(
            "given_at",
            "Spoken at",
            MomentEdit(offers.now),
            "48 hours for the written one begin here (10 CFR 35.40(a)(1), (c)(2)).",
            required=True,
        ),
        Field("taken_by", "Taken by", name_field(names), required=True),
        Field(
            "reason",
            "Why no delay",
            paragraph_field(2),
            "How waiting for it in writing would have jeopardized the patient's health.",
            required=True,
        ),
    ]


def signed_field(offers: Offered, hint: str) -> Field:
    """When the authorized user dated and signed it."""
    return Field("signed_at", "Dated and signed", MomentEdit(offers.now), hint, required=True)


def directive_values(directive: Directive) -> dict[str, object]:
    """The values of a directive that is there."""
    checked = directive.checked_by
    return {
        "case_id": directive.case_id,
        "patient_code": directive.patient_code,
        "drug_id": directive.drug.id,
        "low": directive.prescribed.low,
        "high": directive.prescribed.high,
        "route": directive.route,
        "treatment_site": directive.treatment_site,
        "user": directive.authorized_user.person.name,
        "planned_for": directive.planned_for,
        "checked_by": "" if checked is None else checked.name,
        "notes": directive.notes,
    }


def facts_values(facts: DirectiveFacts) -> dict[str, object]:
    """The values that a checklist gave."""
    return {
        "case_id": facts.case_id,
        "patient_code": facts.patient_code,
        "drug_id": facts.drug_id,
        "low": facts.prescribed.low,
        "high": facts.prescribed.high,
        "route": facts.route,
        "treatment_site": facts.treatment_site,
        "user": facts.authorized_user.name,
        "planned_for": facts.planned_for,
        "notes": facts.notes,
    }


def case_values(case: CaseFacts) -> dict[str, object]:
    """What a case gives to the form; what it does not know is left as typed."""
    known: dict[str, object] = {"drug_id": case.drug_id, "route": case.route}
    if case.patient_code:
        known["patient_code"] = case.patient_code
    if case.supervisor:
        known["user"] = case.supervisor
    if case.prescribed is not None:
        known |= {"low": case.prescribed.low, "high": case.prescribed.high}
    return known


def directive_facts(
    values: dict[str, Any],
    offers: Offered,
    run_id: Any = None,  # noqa: ANN401 - a run's id
) -> DirectiveFacts:
    """The facts of a filled form; raises `Invalid` for a range that runs backwards."""
    prescribed = prescribed_of(values["low"], values["high"])
    if prescribed is None:
        raise Invalid("low", "is empty")
    user = offers.user(values["user"])
    checked = offers.person(values["checked_by"])
    person = offers.person(values["user"]) if user is None else user.person
    return DirectiveFacts(
        patient_code=str(values["patient_code"]),
        drug_id=str(values["drug_id"]),
        prescribed=prescribed,
        authorized_user=person,
        route=route_of(values["route"]),
        treatment_site=str(values["treatment_site"]),
        supervisor_id=None if user is None else user.supervisor_id,
        planned_for=values["planned_for"],
        checked_by=checked if checked.name else None,
        case_id=values["case_id"],
        run_id=run_id,
        notes=str(values["notes"]),
    )


def oral_of(values: dict[str, Any], offers: Offered) -> OralDirective:
    """The oral directive of a filled form."""
    given_at: Moment = values["given_at"]
    taken_by: PersonRef = offers.person(values["taken_by"])
    return OralDirective(given_at, taken_by, str(values["reason"]))


def directive_live(reference: Reference, values: dict[str, Any]) -> tuple[str, State]:
    """What the rule asks of the drug and dosage as typed."""
    prescribed = prescribed_of(values["low"], values["high"])
    drug = reference.drugs.get(str(values["drug_id"] or ""))
    if prescribed is None or drug is None:
        return "", State.INFO
    treated = TreatedDrug.of(drug, reference.nuclide_of(drug))
    what = f"{drug.generic_name}, {dosage_words(prescribed)}"
    if not needs_directive(treated, most_of(prescribed)):
        return (
            f"{what}: no written directive is needed up to 1.11 MBq (30 µCi) of sodium iodide I-131 "
            "(10 CFR 35.40(a)).",
            State.INFO,
        )
    if drug.regulation is Regulation.OTHER_MEDICAL_USE:
        asked = "the content follows the license's guidance under 35.1000: name the treatment site"
    elif treated.sodium_iodide:
        asked = "the rule asks for the dosage (10 CFR 35.40(b)(1))"
    else:
        asked = "the rule asks for drug, dosage and route (10 CFR 35.40(b)(2))"
    fine = treated.sodium_iodide or bool(values["route"]) or treated.device
    return f"{what}: {asked}.", State.OK if fine else State.ATTENTION
