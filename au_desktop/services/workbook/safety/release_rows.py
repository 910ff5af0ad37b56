"""Rows of the sheet Releases: every patient release of these days, with the figures of the equation and of the basis used."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity, Dose, DoseRate, Duration
from au_desktop.domain.radiation.patient_release import default_occupancy
from au_desktop.domain.safety.releases import Release
from au_desktop.services.workbook.sheet_rows import Days, SheetSource


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """One release; gamma, half-life and occupancy are those of Equation 2 or 3 for what was administered."""

    code: str
    patient_code: str
    drug: str
    nuclide: str
    administered: Activity
    administered_at: Moment
    decided_at: Moment
    decision: str
    basis: str
    gamma: Decimal
    half_life: Duration
    occupancy: Decimal
    dose: Dose | None
    factors: str
    rate: DoseRate | None
    instrument: str
    instructions: str
    infant: str
    record_required: str
    second: str
    authorized_by: str
    state: str


def release_rows(source: SheetSource, days: Days) -> Iterator[ReleaseRow]:
    """The releases of these days, by time; void and amended ones say so."""
    for record in source.safety(Release, days):
        yield _row(record)


def _row(record: Release) -> ReleaseRow:
    facts, finding = record.facts, record.finding
    measured, figures = facts.measured, facts.figures
    meter, surveyor = measured.meter, measured.surveyor
    who = (meter.name if meter else "", surveyor.name if surveyor else "")
    return ReleaseRow(
        code=record.code,
        patient_code=record.patient_code,
        drug=record.drug,
        nuclide=figures.label,
        administered=facts.administered,
        administered_at=facts.administered_at,
        decided_at=record.at,
        decision=record.decision.value,
        basis=finding.kind.value,
        gamma=figures.gamma,
        half_life=figures.half_life,
        occupancy=default_occupancy(figures.half_life),
        dose=finding.dose,
        factors=finding.worked,
        rate=measured.rate,
        instrument=", ".join(part for part in who if part),
        instructions=_instructions(record),
        infant="; ".join(
            part for part in (record.infant.asked.value, record.infant.given) if part
        ),
        record_required="; ".join(reason.value for reason in record.record_reasons) or "no",
        second="; ".join(f"{one.title}: {one.verdict.value}" for one in record.reckoning.second),
        authorized_by="" if record.authorized_by is None else record.authorized_by.name,
        state="" if record.voided is None else f"void: {record.voided.reason}",
    )


def _instructions(record: Release) -> str:
    given = record.instructions
    due = "due" if record.instructions_due else "not required"
    if not given.given:
        why = f" ({given.why_not})" if given.why_not else ""
        return f"{due}; none given{why}"
    copy = "written" if given.written else "spoken"
    sheet = f", {given.sheet} version {given.version}, {given.language}" if given.sheet else ""
    return f"{due}; {copy}{sheet}"
