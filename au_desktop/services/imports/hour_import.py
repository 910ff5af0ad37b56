"""Imports hours of training from a table: a dry run with each row's reasons, then all or nothing, taken back as one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import partial
from uuid import UUID

from au_desktop.domain.ids import HourEntryId, TraineeId
from au_desktop.domain.training.hour_rules.hour_overlap import find_overlap, find_twin
from au_desktop.domain.training.hours import Course, Delivery, HourEntry, HourPart, Ledger
from au_desktop.domain.training.supervisors import SupervisingAU
from au_desktop.domain.training.trainees import Trainee
from au_desktop.services.desk import Desk
from au_desktop.services.imports.cell_words import Cell, day_of
from au_desktop.services.imports.import_source import ImportSource, carried_out
from au_desktop.services.imports.import_tables import (
    ImportPlan,
    Mapped,
    PlannedRow,
    Shape,
    SheetTable,
)
from au_desktop.services.imports.record_words import (
    amount_of,
    clock_of,
    delivery_of,
    ledger_of,
    sections_of,
    supervisor_of,
    topic_of,
    trainee_of,
)
from au_desktop.services.imports.row_reading import RowReading
from au_desktop.services.outcomes import Outcome
from au_desktop.services.standing.hour_log import HourLog

HOURS = "hours"


class HourColumn(StrEnum):
    """What a column of hours can hold."""

    TRAINEE = "trainee"
    LEDGER = "ledger"
    TOPIC = "topic or element"
    HOURS = "hours"
    FIRST = "from"
    LAST = "to"
    STARTS = "start time"
    ENDS = "end time"
    PROVIDER = "provider"
    COURSE = "course"
    SECTIONS = "section claimed"
    DELIVERY = "delivery"
    PLACE = "place"
    LICENSE = "license number"
    SUPERVISOR = "supervising AU"
    NOTES = "notes"


_HEADINGS: dict[str, HourColumn] = {
    **{column.value.casefold(): column for column in HourColumn},
    "trainee code": HourColumn.TRAINEE,
    "physician": HourColumn.TRAINEE,
    "name": HourColumn.TRAINEE,
    "kind": HourColumn.LEDGER,
    "type": HourColumn.LEDGER,
    "topic": HourColumn.TOPIC,
    "element": HourColumn.TOPIC,
    "subject": HourColumn.TOPIC,
    "clock hours": HourColumn.HOURS,
    "hrs": HourColumn.HOURS,
    "date": HourColumn.FIRST,
    "date from": HourColumn.FIRST,
    "first day": HourColumn.FIRST,
    "start date": HourColumn.FIRST,
    "date to": HourColumn.LAST,
    "last day": HourColumn.LAST,
    "end date": HourColumn.LAST,
    "start": HourColumn.STARTS,
    "end": HourColumn.ENDS,
    "institution": HourColumn.PROVIDER,
    "title": HourColumn.COURSE,
    "module": HourColumn.COURSE,
    "section": HourColumn.SECTIONS,
    "sections": HourColumn.SECTIONS,
    "format": HourColumn.DELIVERY,
    "location": HourColumn.PLACE,
    "facility": HourColumn.PLACE,
    "license": HourColumn.LICENSE,
    "license #": HourColumn.LICENSE,
    "supervisor": HourColumn.SUPERVISOR,
    "preceptor": HourColumn.SUPERVISOR,
    "comment": HourColumn.NOTES,
}


@dataclass(frozen=True, slots=True)
class _Known:
    """What rows are held against."""

    trainees: tuple[Trainee, ...]
    supervisors: tuple[SupervisingAU, ...]
    entries: tuple[HourEntry, ...]


class HourImport:
    """Use cases of the import: `plan` changes nothing; `carry_out` enters every row taken, or none."""

    noun = "entry"
    columns = tuple(column.value for column in HourColumn)

    def __init__(self, desk: Desk, hour_log: HourLog, source: ImportSource) -> None:
        self._desk = desk
        self._hour_log = hour_log
        self._source = source
        self.read = source.read

    def plan(
        self, tables: Sequence[SheetTable], chosen: Mapped | None = None, *, guess: bool = False
    ) -> ImportPlan[HourEntry]:
        """Judge every row of the first sheet that has the headings of hours; see `plan_table`."""
        known = self._known()
        shape = Shape(
            kind=HOURS,
            columns=self.columns,
            headings={heading: column.value for heading, column in _HEADINGS.items()},
            needed=(HourColumn.TRAINEE, HourColumn.HOURS, HourColumn.FIRST),
            judge=partial(self._judge, known),
        )
        found = self._source.planned(tables, shape, chosen, guess=guess)
        daily = self._hour_log.hours_a_day()
        return replace(found, rows=tuple(_each_hour_once(found.rows, known.entries, daily)))

    def carry_out(
        self, plan: ImportPlan[HourEntry], file_name: str
    ) -> Outcome[tuple[HourEntryId, ...]]:
        """Enter the rows taken, in one transaction, and remember the columns; the log names the file."""
        return carried_out(plan, file_name, self._hour_log.import_all)

    def _known(self) -> _Known:
        with self._desk.reading() as uow:
            trainees = tuple(one for one in uow.trainees.all() if not one.void_reason)
            entries = uow.hours.of_trainees([one.id for one in trainees])
            return _Known(trainees, uow.supervisors.all(), entries)

    def _judge(
        self, known: _Known, number: int, name: str, cells: Mapping[str, Cell]
    ) -> PlannedRow[HourEntry]:
        row = RowReading(number, name, cells)
        trainee = row.read(HourColumn.TRAINEE, lambda cell: trainee_of(cell, known.trainees))
        ledger = row.read(HourColumn.LEDGER, ledger_of)
        hours = row.needed(HourColumn.HOURS, amount_of)
        first = row.needed(HourColumn.FIRST, day_of)
        last = row.read(HourColumn.LAST, day_of)
        supervisor_id = row.read(
            HourColumn.SUPERVISOR, lambda cell: supervisor_of(cell, known.supervisors)
        )
        starts = row.read(HourColumn.STARTS, clock_of)
        ends = row.read(HourColumn.ENDS, clock_of)
        course = _course(row)
        if trainee is None or ledger is None or hours is None or first is None:
            return row.refused()
        ended = last or first
        if ended > self._desk.today():
            row.notices.append(f"{ended.isoformat()} is in the future: not counted before")
        code = self._topic(row, trainee, ledger)
        return row.planned(
            lambda: HourEntry(
                id=HourEntryId(UUID(int=number)),
                number=0,
                trainee_id=trainee.id,
                ledger=ledger,
                parts=(HourPart(code, hours),),
                first=first,
                last=last or first,
                starts=starts,
                ends=ends,
                course=course,
                place=row.text(HourColumn.PLACE),
                license_number=row.text(HourColumn.LICENSE),
                supervisor_id=supervisor_id,
                notes=row.text(HourColumn.NOTES),
            )
        )

    def _topic(self, row: RowReading, trainee: Trainee, ledger: Ledger) -> str:
        profile = self._desk.reference.profile(trainee.profile_id)
        topics = profile.elements if ledger is Ledger.WORK else profile.topics
        return row.read(HourColumn.TOPIC, lambda cell: topic_of(cell, topics)) or ""


def _course(row: RowReading) -> Course:
    return Course(
        provider=row.text(HourColumn.PROVIDER),
        title=row.text(HourColumn.COURSE),
        sections=row.read(HourColumn.SECTIONS, sections_of) or (),
        delivery=row.read(HourColumn.DELIVERY, delivery_of) or Delivery.NOT_STATED,
    )


def _each_hour_once(
    rows: Sequence[PlannedRow[HourEntry]], entered: Sequence[HourEntry], daily: Decimal
) -> Iterator[PlannedRow[HourEntry]]:
    """Refuse hours that are entered already, by the ledgers or by a row above."""
    held: dict[TraineeId, list[HourEntry]] = {}
    for entry in entered:
        held.setdefault(entry.trainee_id, []).append(entry)
    for row in rows:
        if row.record is None:
            yield row
            continue
        others = held.setdefault(row.record.trainee_id, [])
        reason = _taken_already(row.record, others, daily)
        if reason:
            yield row.refused(reason)
        else:
            others.append(row.record)
            yield row


def _taken_already(entry: HourEntry, others: Sequence[HourEntry], daily: Decimal) -> str:
    twin = find_twin(entry, others, {})
    if twin is not None:
        return f"{twin[0].value} as {_named(twin[1])}"
    overlap = find_overlap(entry, others, daily)
    if overlap is None:
        return ""
    days = overlap.first.isoformat()
    if overlap.last != overlap.first:
        days += f" to {overlap.last.isoformat()}"
    return f"an hour counts once: {overlap.kind.value} on {days}; {overlap.free:f} h are free"


def _named(entry: HourEntry) -> str:
    return entry.code if entry.number else f"row {entry.id.int}"
