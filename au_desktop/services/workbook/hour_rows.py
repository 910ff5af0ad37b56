"""The rows of the workbook's sheets about hours: courses, and work experience."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from au_desktop.domain.ids import SupervisorId
from au_desktop.domain.training.hour_rules.hour_count import JudgedHours, years_before
from au_desktop.domain.training.hours import HourEntry, Ledger
from au_desktop.services.standing.standings import TraineeStanding
from au_desktop.services.wording.standing_words import hour_sentence
from au_desktop.services.workbook.sheet_rows import Days

CODES = "ABCDE"
"""The codes with a column of their own; hours of any other stand in one column together."""


@dataclass(frozen=True, slots=True)
class HourSheetRow:
    """One entry of the hour ledgers, with how many of its hours count and why the others do not yet.

    `by_code` holds the hours of each of `CODES`, then those of anything else.
    """

    entry: str
    trainee_code: str
    trainee: str
    ledger: str
    first: date
    last: date
    clock: str
    provider: str
    course: str
    sections: str
    delivery: str
    place: str
    license_number: str
    supervisor: str
    by_code: tuple[Decimal | None, ...]
    other: str
    hours: Decimal
    counted: Decimal
    state: str
    reasons: str
    recent_until: date | None
    paper_kept: bool


def hour_rows(
    found: TraineeStanding, days: Days, supervisors: Mapping[SupervisorId, str], *, work: bool
) -> Iterator[HourSheetRow]:
    """A trainee's entries that touch the days, by number: work experience, or everything else."""
    for judged in found.hours.judged:
        entry = judged.entry
        touches = entry.first <= days.last and days.first <= entry.last
        if touches and work == (entry.ledger is Ledger.WORK):
            yield _row(found, judged, supervisors)


def _row(
    found: TraineeStanding, judged: JudgedHours, supervisors: Mapping[SupervisorId, str]
) -> HourSheetRow:
    entry, years = judged.entry, found.profile.recent_years
    notes = (*judged.reasons, *judged.remarks)
    clock = "" if not (entry.starts and entry.ends) else f"{entry.starts:%H:%M}-{entry.ends:%H:%M}"
    return HourSheetRow(
        entry=entry.code,
        trainee_code=found.trainee.code,
        trainee=found.trainee.display_name,
        ledger=entry.ledger.value,
        first=entry.first,
        last=entry.last,
        clock=clock,
        provider=entry.course.provider,
        course=entry.course.title,
        sections=", ".join(entry.course.sections),
        delivery=entry.course.delivery.value,
        place=entry.place,
        license_number=entry.license_number,
        supervisor=supervisors.get(entry.supervisor_id, "") if entry.supervisor_id else "",
        by_code=_by_code(entry),
        other=", ".join(part.code for part in entry.parts if part.code and part.code not in CODES),
        hours=entry.hours,
        counted=judged.counted,
        state=_state(judged),
        reasons=" ".join(hour_sentence(note) for note in notes),
        recent_until=None if years is None else years_before(entry.last, -years),
        paper_kept=entry.paper_id is not None,
    )


def _by_code(entry: HourEntry) -> tuple[Decimal | None, ...]:
    sums: dict[str, Decimal] = {}
    for part in entry.parts:
        code = part.code if part.code and part.code in CODES else ""
        sums[code] = sums.get(code, Decimal(0)) + part.hours
    return tuple(sums.get(code) for code in (*CODES, ""))


def _state(judged: JudgedHours) -> str:
    if judged.entry.voided is not None:
        return "voided"
    if judged.entry.ledger is Ledger.CONTINUING:
        return "verified" if judged.sound else "not yet"
    if judged.counted and judged.counted < judged.entry.hours:
        return "counts in part"
    return "counts" if judged.counted else "not yet"
