"""The sheets Instruction (10 CFR 35.2310, 35.27, 19.12) and Visits (20.1301(c))."""

from decimal import Decimal

from au_desktop.domain.quantities import Dose, DoseRateUnit, DoseUnit, DurationUnit
from au_desktop.domain.safety.instruction import Instruction
from au_desktop.domain.safety.visits import Visit
from au_desktop.exchange.cells import CellValue
from au_desktop.exchange.columns import (
    NO_REVIEW,
    REVIEW_COLUMNS,
    Column,
    Kind,
    Sheet,
    Style,
    Total,
)
from au_desktop.exchange.sheets.reckoning import as_cell

COMPLETE, MISSING = "complete", "topics missing"
WITHIN, DETERMINED = "within 0.1 rem", "determined before"


def _instruction(row: Instruction) -> tuple[CellValue, ...]:
    return (
        row.code,
        row.at.local,
        row.subject,
        row.basis,
        "; ".join(row.topics),
        ", ".join(one.name for one in row.attendees),
        ", ".join(one.name for one in row.instructors),
        row.material,
        COMPLETE if row.complete else MISSING,
        "; ".join(row.missing_topics),
        *NO_REVIEW,
    )


INSTRUCTION: Sheet[Instruction] = Sheet(
    "Instruction",
    "One instruction given. Care of patients who cannot be released: kept for 3 years (10 CFR 35.2310).",
    (
        Column("record", "Record", 9),
        Column("at", "Given (local time)", 16, Kind.MOMENT),
        Column("subject", "Subject", 26, Kind.LONG_TEXT),
        Column("basis", "Basis", 22, Kind.LONG_TEXT),
        Column("topics", "Topics", 48, Kind.LONG_TEXT),
        Column("attendees", "Attended by", 26, Kind.LONG_TEXT),
        Column("instructors", "Taught by", 20, Kind.LONG_TEXT),
        Column("material", "Material", 18, Kind.LONG_TEXT),
        Column(
            "state",
            "Topics of the rule",
            13,
            words={COMPLETE: Style.PASS, MISSING: Style.ATTENTION},
        ),
        Column("missing", "Not taught", 26, Kind.LONG_TEXT),
        *REVIEW_COLUMNS,
    ),
    _instruction,
    "No instruction was given in this period.",
    (Total("Instruction with topics missing", "state", MISSING),),
)


def _rem(dose: Dose) -> Decimal:
    return dose.to(DoseUnit.REM).amount


def _visit(row: Visit) -> tuple[CellValue, ...]:
    return (
        row.code,
        row.at.local,
        row.patient_code,
        row.visitor,
        "" if row.room is None else row.room.name,
        as_cell(row.rate.to(DoseRateUnit.MREM_H).amount),
        as_cell(row.stay.to(DurationUnit.MIN).amount),
        as_cell(_rem(row.dose)),
        as_cell(_rem(row.earlier)),
        as_cell(_rem(row.total)),
        as_cell(row.total.to(DoseUnit.MSV).amount),
        WITHIN if _rem(row.total) <= Decimal("0.1") else DETERMINED,
        "" if row.determined_by is None else row.determined_by.name,
        None if row.determined_at is None else row.determined_at.local,
        "yes" if row.instructed else "no",
        *NO_REVIEW,
    )


VISITS: Sheet[Visit] = Sheet(
    "Visits",
    "One visit to a patient who cannot be released. Limits 0.1 rem, or 0.5 rem where the authorized user determined it "
    "before the visit (10 CFR 20.1301(a)(1), (c)).",
    (
        Column("record", "Record", 9),
        Column("at", "Began (local time)", 16, Kind.MOMENT),
        Column("patient", "Patient code", 13),
        Column("visitor", "Visitor", 14),
        Column("room", "Room", 16, Kind.LONG_TEXT),
        Column("rate", "Dose rate, mrem/h", 11, Kind.NUMBER),
        Column("stay", "Stay, min", 9, Kind.NUMBER),
        Column("dose", "This visit, rem", 11, Kind.NUMBER, "{rate}*{stay}/60/1000"),
        Column("earlier", "Earlier visits, rem", 11, Kind.NUMBER),
        Column("total", "Together, rem", 11, Kind.NUMBER, "{dose}+{earlier}"),
        Column("total_si", "(Together, mSv)", 11, Kind.NUMBER, "{total}*10"),
        Column(
            "verdict",
            "Against the limit",
            15,
            formula=f'IF({{total}}<=0.1,"{WITHIN}","{DETERMINED}")',
            words={WITHIN: Style.PASS, DETERMINED: Style.ATTENTION},
        ),
        Column("by", "Determined by", 20, Kind.LONG_TEXT),
        Column("determined", "Determined (local time)", 16, Kind.MOMENT),
        Column("instructed", "Precautions told", 10),
        *REVIEW_COLUMNS,
    ),
    _visit,
    "No visit in this period.",
    (Total("Visits above 0.1 rem", "verdict", DETERMINED),),
)
