"""Rows of the sheets Directives and Dosages: what was prescribed and signed, and what was determined and given."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from au_desktop.domain.ids import RunId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity, DurationUnit
from au_desktop.domain.radiation.decay import decayed
from au_desktop.domain.radiation.dosage import PrescribedDosage
from au_desktop.domain.safety.directives import Directive
from au_desktop.domain.safety.dosage_parts import Residual, between
from au_desktop.domain.safety.dosages import Dosage
from au_desktop.services.checklists.checklist_work import run_code
from au_desktop.services.workbook.sheet_rows import Days, SheetSource

DOSAGE_ASSAY = "dosage_assay"
VOID = "void"


@dataclass(frozen=True, slots=True)
class DirectiveRow:
    """One directive; the 48 hours run from `spoken` to `signed`."""

    code: str
    prepared: Moment
    patient_code: str
    drug: str
    prescribed: PrescribedDosage
    route: str
    site: str
    authorized_user: str
    license_number: str
    listing: str
    signed: Moment | None
    signature_entered: Moment | None
    spoken: Moment | None
    written_by: Moment | None
    emergency: str
    amends: str
    reason: str
    prepared_by: str
    state: str


@dataclass(frozen=True, slots=True)
class DosageLogRow:
    """One dosage record; residuals stand as one reading at `residual_at`."""

    code: str
    checklist: str
    directive: str
    time_out: str
    patient_code: str
    drug: str
    nuclide: str
    half_life_h: Decimal
    lot: str
    supplied: Activity | None
    supplied_at: Moment | None
    share: Decimal
    prescribed: PrescribedDosage | None
    determined: Activity | None
    determined_at: Moment
    small: bool
    direction: str
    calibrator: str
    determined_by: str
    given_at: Moment | None
    residual: Activity | None
    residual_at: Moment | None
    waived: str
    route: str
    site: str
    given_by: str
    state: str


def directive_rows(source: SheetSource, days: Days) -> Iterator[DirectiveRow]:
    """Directives of these days by their moment; void ones say so."""
    codes: dict[object, str] = {}
    for directive in source.safety(Directive, days):
        codes[directive.id] = directive.code
        yield _directive_row(directive, codes)


def _directive_row(directive: Directive, codes: dict[object, str]) -> DirectiveRow:
    oral, user = directive.oral, directive.authorized_user
    earlier = "" if directive.amends is None else codes.get(directive.amends, "an earlier one")
    return DirectiveRow(
        code=directive.code,
        prepared=directive.at,
        patient_code=directive.patient_code,
        drug=directive.drug.title,
        prescribed=directive.prescribed,
        route="" if directive.route is None else directive.route.value,
        site=directive.treatment_site,
        authorized_user=user.person.name,
        license_number=user.license_number,
        listing=user.listing.value,
        signed=directive.signed_at,
        signature_entered=directive.signature_entered_at,
        spoken=None if oral is None else oral.given_at,
        written_by=None if oral is None else oral.due,
        emergency="" if oral is None else oral.reason,
        amends=earlier,
        reason=directive.amend_reason,
        prepared_by="" if directive.prepared_by is None else directive.prepared_by.name,
        state=VOID if directive.voided is not None else directive.state,
    )


def dosage_log_rows(source: SheetSource, days: Days) -> Iterator[DosageLogRow]:
    """Dosages of these days by the time of their determination; void ones say so."""
    runs = {
        filled.run.id: run_code(filled.run.number) for filled in source.runs(days, (DOSAGE_ASSAY,))
    }
    for dosage in source.safety(Dosage, days):
        yield _dosage_row(dosage, runs)


def taken_over(source: SheetSource, days: Days) -> frozenset[RunId]:
    """The checklists of these days whose determination stands in a dosage record: it is counted there."""
    return frozenset(
        dosage.run_id
        for dosage in source.safety(Dosage, days)
        if dosage.run_id is not None and dosage.voided is None
    )


def _dosage_row(dosage: Dosage, runs: dict[RunId, str]) -> DosageLogRow:
    supplier, given, direction = dosage.supplier, dosage.administration, dosage.direction
    left = _together(dosage)
    return DosageLogRow(
        code=dosage.code,
        checklist="" if dosage.run_id is None else runs.get(dosage.run_id, "an earlier one"),
        directive=dosage.directive_code,
        time_out=dosage.time_out_code,
        patient_code=dosage.patient_code,
        drug=dosage.drug.title,
        nuclide=dosage.drug.nuclide_id,
        half_life_h=dosage.drug.half_life.to(DurationUnit.H).amount,
        lot=dosage.lot,
        supplied=None if supplier is None else supplier.activity,
        supplied_at=None if supplier is None else supplier.at,
        share=Decimal(1) if supplier is None else supplier.share,
        prescribed=dosage.prescribed,
        determined=dosage.determined,
        determined_at=dosage.at,
        small=dosage.small,
        direction="" if direction is None else f"{direction.by.name}: {direction.reason}",
        calibrator="" if dosage.meter is None else dosage.meter.name,
        determined_by=dosage.determined_by.name,
        given_at=None if given is None else given.at,
        residual=None if left is None else left.activity,
        residual_at=None if left is None else left.at,
        waived=dosage.residual_waived,
        route="" if given is None else given.route.value,
        site="" if given is None else given.site,
        given_by="" if given is None else given.by.name,
        state=VOID if dosage.voided is not None else dosage.state,
    )


def _together(dosage: Dosage) -> Residual | None:
    """All residuals as one reading, decay-corrected to the time of the last."""
    if not dosage.residuals:
        return None
    last = max(dosage.residuals, key=lambda one: one.at)
    parts = [
        decayed(one.activity, dosage.drug.half_life, between(one.at, last.at))
        for one in dosage.residuals
    ]
    whole = sum(parts[1:], start=parts[0])
    return Residual(last.part, whole, last.at)
