"""The form of a time-out, which says go or stop while it is filled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox

from au_desktop.domain.safety.time_outs import (
    STOP_BASIS,
    Breastfeeding,
    IdentifierKind,
    Pregnancy,
    TimeOut,
)
from au_desktop.services.safety.time_out_book import TimeOutFacts
from au_desktop.ui.kit.labelled_form import Field, choice_field, paragraph_field, text_field
from au_desktop.ui.kit.moment_edit import MomentEdit
from au_desktop.ui.kit.tick_list import TickList
from au_desktop.ui.kit.tokens import State
from au_desktop.ui.safety.dosages.treatment_fields import (
    ROUTES,
    Offered,
    activity_field,
    drug_field,
    name_field,
    route_of,
)

if TYPE_CHECKING:
    from au_desktop.domain.safety.treatments import Treatment
    from au_desktop.ui.kit.section import SectionContext

_KINDS = tuple((kind.value, kind.value.capitalize()) for kind in IdentifierKind)
_PREGNANCY = tuple((one, one.value.capitalize()) for one in Pregnancy)
_BREASTFEEDING = tuple((one, one.value.capitalize()) for one in Breastfeeding)


def time_out_fields(context: SectionContext, offers: Offered) -> list[Field]:
    """What a time-out asks, in its order."""
    names = [one.name for one in offers.people]
    kinds = TickList(2)
    kinds.set_choices(_KINDS)
    reference = context.services.desk.reference
    return [
        Field("led_by", "Led by", name_field(names), required=True),
        Field("present", "Second person", name_field(names)),
        Field(
            "identifiers",
            "Identifiers that match",
            kinds,
            "Kinds only, never their values. Two is center practice; 10 CFR 35.41 names no number.",
        ),
        Field("pregnancy", "Pregnancy", choice_field(_PREGNANCY)),
        Field("breastfeeding", "Breastfeeding", choice_field(_BREASTFEEDING)),
        Field("drug_id", "Drug on the label", drug_field(reference), required=True),
        Field("route", "Route", choice_field(ROUTES)),
        Field("assayed", "Activity in hand", activity_field(context.settings)),
        Field("labeled", "", QCheckBox("Syringe, vial and shield are labeled (10 CFR 35.69)")),
        Field("dosage_agrees", "", QCheckBox("Read aloud: the dosage is that of the directive")),
        Field("at", "Held at", MomentEdit(offers.now), required=True),
        Field("stopped_because", "Stopped because", text_field("another reason, in words")),
        Field("notes", "Notes", paragraph_field(2)),
    ]


def time_out_values(treatment: Treatment, offers: Offered) -> dict[str, object]:
    """What the directive and the dosage say already."""
    directive, dosage = treatment.directive, treatment.dosage
    drug = directive.drug if directive is not None else None
    if drug is None and dosage is not None:
        drug = dosage.drug
    route = None if drug is None else drug.route
    return {
        "led_by": offers.me.name,
        "at": offers.now,
        "drug_id": None if drug is None else drug.id,
        "route": route if directive is None or directive.route is None else directive.route,
        "assayed": None if dosage is None else dosage.determined,
    }


def facts_values(facts: TimeOutFacts) -> dict[str, object]:
    """The values that a checklist gave."""
    return {
        "led_by": facts.led_by.name,
        "present": next((one.name for one in facts.present), ""),
        "pregnancy": facts.pregnancy,
        "drug_id": facts.drug_id,
        "route": facts.route,
        "assayed": facts.assayed,
        "labeled": facts.labeled,
        "at": facts.at,
    }


def time_out_facts(
    values: dict[str, Any],
    offers: Offered,
    treatment: Treatment,
    run_id: Any = None,  # noqa: ANN401 - a run's id
) -> TimeOutFacts:
    """The facts of a filled form."""
    directive, dosage = treatment.directive, treatment.dosage
    case_id = None if directive is None else directive.case_id
    ticked = set(values["identifiers"])
    return TimeOutFacts(
        patient_code=treatment.patient_code,
        drug_id=str(values["drug_id"]),
        at=values["at"] or offers.now,
        led_by=offers.person(values["led_by"]),
        present=(offers.person(values["present"]),),
        identifiers=tuple(kind for kind in IdentifierKind if kind.value in ticked),
        directive_id=None if directive is None else directive.id,
        dosage_id=None if dosage is None else dosage.id,
        route=route_of(values["route"]),
        labeled=bool(values["labeled"]),
        assayed=values["assayed"],
        dosage_agrees=bool(values["dosage_agrees"]),
        pregnancy=Pregnancy(values["pregnancy"]),
        breastfeeding=Breastfeeding(values["breastfeeding"]),
        stopped_because=str(values["stopped_because"]),
        case_id=case_id if dosage is None else dosage.case_id or case_id,
        run_id=run_id,
        notes=str(values["notes"]),
    )


def verdict_words(time_out: TimeOut) -> tuple[str, State]:
    """Go, or stop with every reason and its rule."""
    if time_out.go:
        return "Go: patient, directive, drug, dosage and route agree.", State.OK
    reasons = "; ".join(f"{reason.value} ({STOP_BASIS[reason]})" for reason in time_out.stops)
    return f"Stop: {reasons}.", State.PROBLEM
