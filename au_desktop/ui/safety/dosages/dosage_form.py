"""The forms of a dosage: its determination with expectation and verdict as one types, the administration, the residual."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox

from au_desktop.domain.errors import Invalid
from au_desktop.domain.number_text import split_number
from au_desktop.domain.quantities import Activity
from au_desktop.domain.reference.drugs import Route
from au_desktop.domain.safety.dosage_parts import (
    Administration,
    Method,
    Residual,
    ResidualPart,
    SupplierValue,
)
from au_desktop.domain.safety.dosages import with_residuals
from au_desktop.domain.safety.treated_drugs import TreatedDrug
from au_desktop.services.safety.dosage_log import DosageFacts
from au_desktop.ui.kit.labelled_form import Field, choice_field, paragraph_field, text_field
from au_desktop.ui.kit.moment_edit import MomentEdit
from au_desktop.ui.kit.tokens import State
from au_desktop.ui.safety.dosages import stock_fields
from au_desktop.ui.safety.dosages.reckoned_words import (
    expected_words,
    net_words,
    off_expected_words,
    within_words,
)
from au_desktop.ui.safety.dosages.treatment_fields import (
    ROUTES,
    Offered,
    activity_field,
    case_field,
    drug_field,
    name_field,
    prescribed_of,
)

if TYPE_CHECKING:
    from decimal import Decimal

    from au_desktop.domain.ids import RunId, SafetyId
    from au_desktop.domain.radiation.dosage import PrescribedDosage
    from au_desktop.domain.reference.library import Reference
    from au_desktop.domain.safety.directives import Directive
    from au_desktop.domain.safety.dosages import Dosage
    from au_desktop.ui.kit.section import SectionContext

_METHODS = tuple((method, method.value.capitalize()) for method in Method)
_KINDS = ((True, "Unit dosage"), (False, "Other than a unit dosage"))


def dosage_fields(
    context: SectionContext,
    offers: Offered,
    directive: Directive | None,
    dosage: Dosage | None = None,
) -> list[Field]:
    """What a determination holds; with a directive its facts are not asked again. `dosage` is one that is corrected."""
    reference = context.services.desk.reference
    settings = context.settings
    about = [
        Field("case_id", "Case", case_field(offers.cases, reference), "Fills the rest."),
        Field("patient_code", "Patient code", text_field(), required=True),
        Field("drug_id", "Radioactive drug", drug_field(reference), required=True),
        Field("low", "Prescribed", activity_field(settings)),
        Field("high", "up to", activity_field(settings), "Only for a range."),
    ]
    calibrators = offers.calibrator_choices()
    names = [one.name for one in offers.people]
    asked = [
        *stock_fields.stock_fields(offers, directive, dosage),
        Field("lot", "Lot or prescription", text_field()),
        Field("unit_dosage", "Kind", choice_field(_KINDS)),
        Field("method", "Determined by", choice_field(_METHODS), "10 CFR 35.63(b), (c)."),
        Field("instrument_id", "Dose calibrator", choice_field(calibrators, empty="None")),
        Field("setting", "Setting, container", text_field()),
        Field("supplied", "Supplier's activity", activity_field(settings)),
        Field("supplied_at", "Supplier's time", MomentEdit(offers.now)),
        Field("volume", "Volume drawn", text_field("5 of 10 mL"), "Drawn and whole, in mL."),
        Field("at", "Date and time", MomentEdit(offers.now), required=True),
        Field("determined", "Determined activity", activity_field(settings)),
        Field(
            "small",
            "",
            QCheckBox("Less than 1.1 MBq (30 µCi), noted in place of a figure"),
        ),
        Field("determined_by", "Name", name_field(names), "Who determined it.", required=True),
        stock_fields.room_field(offers, "Determined in"),
        Field("notes", "Notes", paragraph_field(2)),
    ]
    return asked if directive is not None else about + asked


def start_values(offers: Offered) -> dict[str, object]:
    """Now, the person at work, the first calibrator."""
    first = next((one.instrument for one in offers.calibrators if one.usable), None)
    return {
        "at": offers.now,
        "unit_dosage": True,
        "method": Method.DIRECT,
        "instrument_id": None if first is None else first.id,
        "determined_by": offers.me.name,
        "room_id": None if offers.at_hand.last_room is None else offers.at_hand.last_room.id,
    }


def dosage_values(dosage: Dosage) -> dict[str, object]:
    """The values of a determination that is there."""
    supplier, prescribed = dosage.supplier, dosage.prescribed
    return {
        "case_id": dosage.case_id,
        "patient_code": dosage.patient_code,
        "drug_id": dosage.drug.id,
        "low": None if prescribed is None else prescribed.low,
        "high": None if prescribed is None else prescribed.high,
        "lot": dosage.lot,
        "unit_dosage": dosage.unit_dosage,
        "method": dosage.method,
        "instrument_id": None if dosage.meter is None else dosage.meter.id,
        "setting": dosage.setting,
        "supplied": None if supplier is None else supplier.activity,
        "supplied_at": None if supplier is None else supplier.at,
        "volume": _volume_words(supplier),
        "at": dosage.at,
        "determined": dosage.determined,
        "small": dosage.small,
        "determined_by": dosage.determined_by.name,
        "stock_id": dosage.stock_id,
        "stock_all": dosage.stock_all,
        "room_id": None if dosage.room is None else dosage.room.id,
        "notes": dosage.notes,
    }


def facts_values(facts: DosageFacts) -> dict[str, object]:
    """The values that a checklist gave."""
    supplier, prescribed = facts.supplier, facts.prescribed
    return {
        "case_id": facts.case_id,
        "patient_code": facts.patient_code,
        "drug_id": facts.drug_id,
        "low": None if prescribed is None else prescribed.low,
        "high": None if prescribed is None else prescribed.high,
        "lot": facts.lot,
        "unit_dosage": facts.unit_dosage,
        "method": facts.method,
        "instrument_id": facts.instrument_id,
        "setting": facts.setting,
        "supplied": None if supplier is None else supplier.activity,
        "supplied_at": None if supplier is None else supplier.at,
        "at": facts.at,
        "determined": facts.determined,
        "determined_by": facts.determined_by.name,
    }


def _volume_words(supplier: SupplierValue | None) -> str:
    if supplier is None or supplier.volume_ml is None or supplier.drawn_ml is None:
        return ""
    return f"{supplier.drawn_ml:f} of {supplier.volume_ml:f} mL"


def _volumes(text: str) -> tuple[Decimal | None, Decimal | None]:
    """Drawn and whole volume as typed: "5 of 10 mL"."""
    if not text.strip():
        return None, None
    drawn, found, whole = text.casefold().partition("of")
    if not found:
        raise Invalid("volume", "type the volume drawn and the whole, such as 5 of 10 mL")
    return split_number(drawn)[0], split_number(whole)[0]


def supplier_of(values: dict[str, Any]) -> SupplierValue | None:
    """The supplier's value as typed; None while activity or time is missing."""
    if not isinstance(values["supplied"], Activity) or values["supplied_at"] is None:
        return None
    drawn, whole = _volumes(str(values["volume"]))
    return SupplierValue(
        values["supplied"], values["supplied_at"], volume_ml=whole, drawn_ml=drawn
    )


def dosage_facts(
    values: dict[str, Any],
    offers: Offered,
    directive: Directive | None,
    *,
    directive_id: SafetyId | None = None,
    run_id: RunId | None = None,
) -> DosageFacts:
    """The facts of a filled form."""
    known = values if directive is None else _of_directive(directive)
    return DosageFacts(
        patient_code=str(known["patient_code"]),
        drug_id=str(known["drug_id"]),
        at=values["at"],
        determined_by=offers.person(values["determined_by"]),
        determined=values["determined"],
        small=bool(values["small"]),
        unit_dosage=bool(values["unit_dosage"]),
        method=Method(values["method"]),
        instrument_id=values["instrument_id"],
        setting=str(values["setting"]),
        supplier=supplier_of(values),
        lot=str(values["lot"]),
        prescribed=prescribed_of(known["low"], known["high"]),
        directive_id=directive_id if directive is None else directive.id,
        stock_id=values["stock_id"],
        stock_all=bool(values["stock_all"]),
        room=offers.room(values["room_id"]),
        case_id=known["case_id"],
        run_id=run_id,
        notes=str(values["notes"]),
    )


def _of_directive(directive: Directive) -> dict[str, Any]:
    return {
        "patient_code": directive.patient_code,
        "drug_id": directive.drug.id,
        "low": directive.prescribed.low,
        "high": directive.prescribed.high,
        "case_id": directive.case_id,
    }


def dosage_live(
    reference: Reference, directive: Directive | None, values: dict[str, Any]
) -> tuple[str, State]:
    """Expectation, difference and verdict of what is typed."""
    drug, prescribed = _drug_and_dosage(reference, directive, values)
    supplier, determined = supplier_of(values), values["determined"]
    lines, state = [], State.INFO
    if supplier is not None and drug is not None and values["at"] is not None:
        lines.append(expected_words(supplier, values["at"], drug))
        expected = supplier.at_time(values["at"], drug.half_life)
        if isinstance(determined, Activity) and expected.amount:
            lines.append(off_expected_words(expected, determined))
    if prescribed is not None and isinstance(determined, Activity) and determined.amount > 0:
        within, words = within_words(prescribed, determined)
        lines.append(words)
        state = State.OK if within else State.PROBLEM
    return "\n".join(lines), state


def _drug_and_dosage(
    reference: Reference, directive: Directive | None, values: dict[str, Any]
) -> tuple[TreatedDrug | None, PrescribedDosage | None]:
    if directive is not None:
        return directive.drug, directive.prescribed
    drug = reference.drugs.get(str(values["drug_id"] or ""))
    treated = None if drug is None else TreatedDrug.of(drug, reference.nuclide_of(drug))
    return treated, prescribed_of(values["low"], values["high"])


def given_fields(offers: Offered) -> list[Field]:
    """When, how and by whom it was given."""
    names = [one.name for one in offers.people]
    return [
        Field("at", "Begun", MomentEdit(offers.now), required=True),
        Field("ended_at", "Ended", MomentEdit(offers.now)),
        Field("route", "Route", choice_field(ROUTES), required=True),
        Field("site", "Site", text_field("right forearm")),
        stock_fields.room_field(offers, "Given in"),
        Field("by", "Administered by", name_field(names), required=True),
    ]


def administration_of(values: dict[str, Any], offers: Offered) -> Administration:
    """The administration of a filled form."""
    return Administration(
        values["at"],
        Route(values["route"]),
        offers.person(values["by"]),
        str(values["site"]),
        values["ended_at"],
        offers.room(values["room_id"]),
    )


def residual_fields(context: SectionContext, offers: Offered) -> list[Field]:
    """One reading for all, or piece by piece; or why none was made."""
    calibrators = offers.calibrator_choices()
    pieces = [
        Field(part.name, part.value.capitalize(), activity_field(context.settings))
        for part in ResidualPart
    ]
    return [
        Field("at", "Read at", MomentEdit(offers.now), required=True),
        Field("instrument_id", "Dose calibrator", choice_field(calibrators, empty="None")),
        *pieces,
        Field("waived", "If not read, why", text_field("capsule swallowed whole")),
    ]


def residuals_of(values: dict[str, Any]) -> tuple[Residual, ...]:
    """The readings of a filled form."""
    return tuple(
        Residual(part, values[part.name], values["at"])
        for part in ResidualPart
        if isinstance(values[part.name], Activity)
    )


def residual_live(dosage: Dosage, values: dict[str, Any]) -> tuple[str, State]:
    """The net activity of what is typed."""
    if values["at"] is None:
        return "", State.INFO
    residuals = residuals_of(values)
    if not residuals:
        return "\n".join(net_words(dosage)), State.INFO
    read = with_residuals(dosage, residuals)
    return "\n".join(net_words(read)), State.ATTENTION if read.meets_event_leg else State.OK
