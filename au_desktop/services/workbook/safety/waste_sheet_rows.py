"""Rows of the sheets Waste, Transfers and Sewer: containers of the period, materials that left, nuclides that were poured."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity, Duration
from au_desktop.domain.safety.safety_records import SafetyRecord
from au_desktop.domain.safety.sewer import SewerDisposal, group_of
from au_desktop.domain.safety.transfers import Transfer
from au_desktop.domain.safety.waste import Container, holdings, reasons_against, standing_of
from au_desktop.domain.safety.waste_surveys import SurveyCondition, WasteSurvey
from au_desktop.services.wording.waste_phrases import reason_said
from au_desktop.services.workbook.sheet_rows import Days, SheetSource


@dataclass(frozen=True, slots=True)
class WasteRow:
    """One container as it stands, with its last survey (10 CFR 35.2092 and the columns of a decay-in-storage log)."""

    code: str
    opened: Moment
    place: str
    kind: str
    sealed: Moment | None
    sealed_by: str
    nuclides: str
    longest: str
    half_life: Duration | None
    activity: Activity | None
    activity_at: Moment
    flags: str
    survey: WasteSurvey | None
    meter: str
    calibration_due: date | None
    check_source: str
    defaced: str
    disposed: Moment | None
    disposition: str
    returns: int
    notes: str
    state: str
    standing: str = ""


@dataclass(frozen=True, slots=True)
class TransferRow:
    """One material of a transfer."""

    code: str
    at: Moment
    purpose: str
    recipient: str
    license: str
    expires: date | None
    verified: str
    verified_at: Moment | None
    nuclide: str
    activity: Activity
    activity_at: Moment
    form: str
    containers: str
    packages: str
    confirmed: str
    state: str


@dataclass(frozen=True, slots=True)
class SewerRow:
    """One nuclide of a release; month and year are the sums with it."""

    code: str
    at: Moment
    nuclide: str
    activity: Activity
    water_m3: Decimal
    limit: Decimal
    limit_basis: str
    month_fraction: Decimal
    year: Activity
    year_limit: Activity
    by: str
    note: str
    state: str


def waste_sheet_rows(source: SheetSource, days: Days) -> Iterator[WasteRow]:
    """Every container that was here on any of these days, by number; void ones say so."""
    for container in source.every_safety(Container):
        gone = container.disposition
        if container.at.local.date() > days.last:
            continue
        if gone is None or gone.at.local.date() >= days.first:
            yield _waste_row(container)


def transfer_sheet_rows(source: SheetSource, days: Days) -> Iterator[TransferRow]:
    """Every material that left in these days."""
    for transfer in source.safety(Transfer, days):
        check, permit = transfer.check, transfer.license
        confirmed = transfer.confirmation
        for material in transfer.materials:
            yield TransferRow(
                code=transfer.code,
                at=transfer.at,
                purpose=transfer.purpose.value,
                recipient=transfer.recipient,
                license=f"{permit.number}, {permit.agency}",
                expires=permit.expires,
                verified="" if check is None else f"{check.way.value}: {check.evidence}",
                verified_at=None if check is None else check.at,
                nuclide=material.nuclide,
                activity=material.activity,
                activity_at=material.at,
                form=material.form,
                containers=", ".join(one.code for one in transfer.containers),
                packages=transfer.packages,
                confirmed="" if confirmed is None else confirmed.document,
                state=_state(transfer),
            )


def sewer_sheet_rows(source: SheetSource, days: Days) -> Iterator[SewerRow]:
    """Every nuclide poured in these days."""
    for disposal in source.safety(SewerDisposal, days):
        years = {share.group: share for share in disposal.year}
        for released in disposal.released:
            year = years[group_of(released.nuclide)]
            check = " (needs checking)" if released.verify else ""
            yield SewerRow(
                code=disposal.code,
                at=disposal.at,
                nuclide=released.nuclide,
                activity=released.activity,
                water_m3=disposal.water_m3,
                limit=released.limit_uci_ml,
                limit_basis=f"{released.limit_basis}{check}",
                month_fraction=disposal.fraction,
                year=year.activity,
                year_limit=year.limit,
                by="" if disposal.by is None else disposal.by.name,
                note=disposal.over_reason or disposal.notes,
                state=_state(disposal),
            )


def _waste_row(container: Container) -> WasteRow:
    survey = container.standing_survey or (container.surveys[-1] if container.surveys else None)
    governing, sealed, gone = container.governing, container.sealed, container.disposition
    at = container.at if sealed is None else sealed.at
    held = holdings(container, at)
    total = None
    for one in held:
        total = one.activity if total is None else total + one.activity
    return WasteRow(
        code=container.code,
        opened=container.at,
        place=container.place,
        kind=container.waste_type.value,
        sealed=None if sealed is None else sealed.at,
        sealed_by="" if sealed is None else sealed.by.name,
        nuclides=", ".join(container.nuclides),
        longest="" if governing is None else governing.nuclide,
        half_life=None if governing is None else governing.half_life,
        activity=total,
        activity_at=at,
        flags="; ".join(reason_said(reason) for reason in reasons_against(container)),
        survey=survey,
        meter="" if survey is None else f"{survey.meter.model} {survey.meter.serial}".strip(),
        calibration_due=None if survey is None else survey.meter.calibration_due,
        check_source=_checked(survey),
        defaced="yes" if container.defaced is not None else "no",
        disposed=None if gone is None else gone.at,
        disposition="" if gone is None else f"{gone.way.value} {gone.record_code}".strip(),
        returns=sum(not one.passed for one in container.surveys),
        notes=container.notes,
        state=_state(container),
        standing=standing_of(container).value,
    )


def _checked(survey: WasteSurvey | None) -> str:
    if survey is None:
        return ""
    return "yes" if SurveyCondition.CHECK_SOURCE in survey.conditions else "no"


def _state(record: SafetyRecord) -> str:
    return record.summary.state if record.voided is None else f"void: {record.voided.reason}"
