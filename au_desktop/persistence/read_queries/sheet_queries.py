"""The records of a workbook, streamed out of one view of the file in batches; never a query for a single row."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    and_,
    func,
    not_,
    select,
)

from au_desktop.domain.audit import LogHead
from au_desktop.domain.checklists.templates import Template
from au_desktop.domain.ids import CaseId, RunId, SafetyId, TraineeId
from au_desktop.domain.moments import Moment
from au_desktop.domain.people import Person
from au_desktop.domain.safety.record_signatures import RecordSignature
from au_desktop.domain.safety.safety_records import SafetyRecord
from au_desktop.domain.training.cases import CaseState, case_code
from au_desktop.persistence.engine import Driver, Engines
from au_desktop.persistence.listing.local_days import from_day, to_day
from au_desktop.persistence.read_queries.run_states import RUN_STATE, is_superseded, is_void
from au_desktop.persistence.read_queries.run_subjects import about, with_subject
from au_desktop.persistence.read_queries.shown_names import TRAINEE_NAME
from au_desktop.persistence.stores.case_store import case_of
from au_desktop.persistence.stores.center_store import FactRows
from au_desktop.persistence.stores.log_store import LogRows
from au_desktop.persistence.stores.people_store import PersonRows
from au_desktop.persistence.stores.run_batches import AT_ONCE, RunBatches
from au_desktop.persistence.stores.run_store import WITH_VOID, run_of
from au_desktop.persistence.stores.safety_store import SafetyRows
from au_desktop.persistence.stores.template_store import TemplateRows
from au_desktop.persistence.tables.case_tables import cases
from au_desktop.persistence.tables.hour_tables import hour_entries
from au_desktop.persistence.tables.log_tables import log_entries
from au_desktop.persistence.tables.people_tables import people
from au_desktop.persistence.tables.run_tables import runs
from au_desktop.persistence.tables.sign_off_tables import sign_off_slots
from au_desktop.persistence.tables.supervisor_tables import supervisors
from au_desktop.persistence.tables.template_version_tables import template_versions
from au_desktop.persistence.tables.trainee_tables import trainees
from au_desktop.services.changes import Kind
from au_desktop.services.checklists.checklist_work import run_code
from au_desktop.services.rows import RunState
from au_desktop.services.safety_stores import RunningClock
from au_desktop.services.workbook.run_readings import ADMINISTRATION
from au_desktop.services.workbook.sheet_rows import (
    Days,
    FilledRun,
    GivenCase,
    OpenDraft,
    OpenSignature,
    RunNames,
    TemplateVersion,
)

R = TypeVar("R", bound=SafetyRecord)


class SqlSheetQueries:
    """`SheetQueries` on a center file."""

    def __init__(self, engines: Engines) -> None:
        self._engines = engines

    @contextmanager
    def view(self) -> Iterator["SheetView"]:
        """A view that stays the same until it is closed: one transaction that only reads."""
        with self._engines.read.begin() as connection:
            driver = Driver(connection, self._engines.path)
            try:
                yield SheetView(connection, driver)
            finally:
                driver.end()


class SheetView:
    """`SheetSource` inside one transaction; its first question fixes what it sees."""

    def __init__(self, connection: Connection, driver: Driver) -> None:
        self._connection = connection
        self._driver = driver
        self._runs = RunBatches(driver)
        self._head = LogRows(driver).head()
        self._templates: dict[str, Template] = {}

    def log_head(self) -> LogHead:
        """The head of the log in this view."""
        return self._head

    def facts(self) -> Mapping[str, str]:
        """The center's own facts."""
        return FactRows(self._driver).all()

    def people(self) -> tuple[Person, ...]:
        """Everyone who could ever sign."""
        return PersonRows(self._connection).all()

    def templates(self, days: Days) -> tuple[TemplateVersion, ...]:
        """The versions that submitted runs of these days were filled with, by id and version."""
        used = select(runs.c.template_digest).where(
            _in_days(days), runs.c.submitted_at.is_not(None)
        )
        versions = (
            select(template_versions)
            .where(template_versions.c.digest.in_(used))
            .order_by(template_versions.c.template_id, template_versions.c.version)
        )
        return tuple(
            TemplateVersion(row.template_id, row.version, row.title, row.digest.hex())
            for row in self._connection.execute(versions)
        )

    def given_cases(self, days: Days) -> Iterator[GivenCase]:
        """Administrations of these days that are not void, by day and number."""
        wanted = _GIVEN.where(cases.c.on_day.between(days.first, days.last))
        for batch in self._batches(wanted.order_by(cases.c.on_day, cases.c.number)):
            numbers = [row["newest_run"] for row in batch if row["newest_run"] is not None]
            filled = {
                run.run.subject.case_id: run
                for run in self._filled(_FILLED.where(runs.c.number.in_(numbers)), sealed=False)
            }
            for row in batch:
                yield GivenCase(
                    case_of(row),
                    row["trainee_name"],
                    row["supervisor_name"] or "",
                    filled.get(CaseId(row["id"])),
                )

    def runs(
        self, days: Days, kinds: tuple[str, ...] = (), *, sealed: bool = False
    ) -> Iterator[FilledRun]:
        """Submitted runs of these days, by event time and number, with seals and signatures only where asked for."""
        wanted = _FILLED.where(_in_days(days), runs.c.submitted_at.is_not(None))
        if kinds:
            wanted = wanted.where(template_versions.c.kind.in_(kinds))
        yield from self._filled(wanted.order_by(runs.c.event_at, runs.c.number), sealed=sealed)

    def trainees(self) -> tuple[TraineeId, ...]:
        """All trainees on the roster, by number."""
        kept = select(trainees.c.id).where(trainees.c.void_reason.is_(None))
        return self._trainee_ids(kept.order_by(trainees.c.number))

    def trainees_with_hours(self, days: Days) -> tuple[TraineeId, ...]:
        """Trainees with an entry of hours that touches these days, by number."""
        present = select(hour_entries.c.trainee_id).where(
            hour_entries.c.first <= days.last, hour_entries.c.last >= days.first
        )
        return self._trainee_ids(
            select(trainees.c.id).where(trainees.c.id.in_(present)).order_by(trainees.c.number)
        )

    def trainees_with_cases(self, days: Days) -> tuple[TraineeId, ...]:
        """Trainees with a case in these days, by number."""
        present = select(cases.c.trainee_id).where(cases.c.on_day.between(days.first, days.last))
        return self._trainee_ids(
            select(trainees.c.id).where(trainees.c.id.in_(present)).order_by(trainees.c.number)
        )

    def open_signatures(self, days: Days) -> Iterator[OpenSignature]:
        """Required signatures that runs of these days wait for, by event time."""
        wanted = _WAITING.where(_in_days(days)).order_by(
            runs.c.event_at, runs.c.number, sign_off_slots.c.position
        )
        for row in self._connection.execute(wanted):
            yield OpenSignature(
                code=run_code(row.number),
                template_title=row.template_title,
                about=about(row),
                title=row.slot_title,
                roles=row.roles,
                event_at=Moment(row.event_at, row.event_at_offset),
                submitted_at=Moment(row.submitted_at, row.submitted_at_offset),
            )

    def drafts(self, days: Days) -> Iterator[OpenDraft]:
        """Runs of these days that were not submitted, by event time."""
        wanted = _DRAFTS.where(_in_days(days)).order_by(runs.c.event_at, runs.c.number)
        for row in self._connection.execute(wanted):
            yield OpenDraft(
                code=run_code(row.number),
                template_title=row.template_title,
                about=about(row),
                started_by=row.started_by_name,
                event_at=Moment(row.event_at, row.event_at_offset),
                entered_at=Moment(row.entered_at, row.entered_at_offset),
            )

    def safety(self, kind: type[R], days: Days) -> Iterator[R]:
        """Safety records whose event lies in these days, by event; void and amended ones too."""
        return SafetyRows(self._connection).between(kind, days.first, days.last)

    def every_safety(self, kind: type[R]) -> tuple[R, ...]:
        """Safety records of a kind, whatever the days, by number; void ones too."""
        return SafetyRows(self._connection).all(kind)

    def safety_signatures(self, key: SafetyId) -> tuple[RecordSignature, ...]:
        """The signatures on a safety record, oldest first."""
        return SafetyRows(self._connection).signatures(key)

    def safety_amended(self, key: SafetyId) -> bool:
        """Whether another safety record took the place of this one."""
        return SafetyRows(self._connection).amendment_of(key) is not None

    def safety_clocks(self) -> tuple[RunningClock, ...]:
        """Deadlines of safety records that are not met, the next first."""
        return SafetyRows(self._connection).clocks()

    def newer_records(self, after: int) -> int:
        """How many entries of the log after this one are about records, exports and backups left out."""
        newer = select(func.count()).where(
            log_entries.c.sequence > after,
            log_entries.c.subject_kind.not_in((Kind.EXPORT.value, Kind.BACKUP.value)),
        )
        return self._connection.execute(newer).scalar_one()

    def _filled(self, wanted: Select[Any], *, sealed: bool) -> Iterator[FilledRun]:
        for batch in self._batches(wanted):
            keys = [RunId(row["id"]) for row in batch]
            given = self._runs.answers(keys)
            seals_by_run = self._runs.seals(keys) if sealed else {}
            signed = self._runs.sign_offs(keys) if sealed else {}
            for row in batch:
                key = RunId(row["id"])
                yield FilledRun(
                    run=run_of(row, tuple(given.get(key, ()))),
                    template=self._template(row["template_digest"].hex()),
                    names=RunNames(
                        case="" if row["about_case"] is None else case_code(row["about_case"]),
                        trainee=row["about_trainee"],
                        room=row["about_room"],
                        instrument=row["about_instrument"],
                        patient_code=row["about_patient"] or "",
                    ),
                    state=RunState(row["run_state"]),
                    seal=seals_by_run.get(key),
                    sign_offs=tuple(signed.get(key, ())),
                    replaced=bool(row["replaced"]),
                )

    def _batches(self, wanted: Select[Any]) -> Iterator[Sequence[RowMapping]]:
        streamed = self._connection.execution_options(yield_per=AT_ONCE).execute(wanted)
        yield from streamed.mappings().partitions(AT_ONCE)

    def _template(self, digest: str) -> Template:
        if digest not in self._templates:
            self._templates[digest] = TemplateRows(self._connection).get(digest)
        return self._templates[digest]

    def _trainee_ids(self, wanted: Select[Any]) -> tuple[TraineeId, ...]:
        return tuple(TraineeId(key) for key in self._connection.execute(wanted).scalars())


def _in_days(days: Days) -> ColumnElement[bool]:
    return and_(
        from_day(runs.c.event_at, runs.c.event_at_offset, days.first),
        to_day(runs.c.event_at, runs.c.event_at_offset, days.last),
    )


_FILLED = with_subject(
    WITH_VOID.add_columns(
        RUN_STATE.label("run_state"), is_superseded(runs.c.id).label("replaced")
    ).join(template_versions, template_versions.c.digest == runs.c.template_digest)
).add_columns(cases.c.patient_code.label("about_patient"))

_newest_run = (
    select(func.max(runs.c.number))
    .join_from(runs, template_versions, template_versions.c.digest == runs.c.template_digest)
    .where(
        runs.c.case_id == cases.c.id,
        template_versions.c.kind == ADMINISTRATION,
        runs.c.submitted_at.is_not(None),
        not_(is_void(runs.c.id)),
    )
    .correlate(cases)
    .scalar_subquery()
)
_GIVEN = (
    select(
        cases,
        TRAINEE_NAME.label("trainee_name"),
        supervisors.c.name.label("supervisor_name"),
        _newest_run.label("newest_run"),
    )
    .join_from(cases, trainees, trainees.c.id == cases.c.trainee_id)
    .outerjoin(supervisors, supervisors.c.id == cases.c.supervisor_id)
    .where(cases.c.state == CaseState.GIVEN.value, cases.c.voided_at.is_(None))
)
_WAITING = with_subject(
    select(
        runs.c.number,
        template_versions.c.title.label("template_title"),
        sign_off_slots.c.title.label("slot_title"),
        sign_off_slots.c.roles,
        runs.c.event_at,
        runs.c.event_at_offset,
        runs.c.submitted_at,
        runs.c.submitted_at_offset,
    )
    .join_from(sign_off_slots, runs, runs.c.id == sign_off_slots.c.run_id)
    .join(template_versions, template_versions.c.digest == runs.c.template_digest)
    .where(
        sign_off_slots.c.required,
        sign_off_slots.c.sign_off_id.is_(None),
        runs.c.submitted_at.is_not(None),
        not_(is_void(runs.c.id)),
        not_(is_superseded(runs.c.id)),
    )
)
_DRAFTS = with_subject(
    select(
        runs.c.number,
        template_versions.c.title.label("template_title"),
        func.coalesce(people.c.name, "").label("started_by_name"),
        runs.c.event_at,
        runs.c.event_at_offset,
        runs.c.entered_at,
        runs.c.entered_at_offset,
    )
    .join_from(runs, template_versions, template_versions.c.digest == runs.c.template_digest)
    .outerjoin(people, people.c.id == runs.c.started_by)
    .where(runs.c.submitted_at.is_(None), not_(is_void(runs.c.id)))
)
