"""The read queries over a center in memory, in plain Python."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from au_desktop.domain.audit import LogEntry
from au_desktop.domain.checklists.recurring_work import DoneRun
from au_desktop.domain.checklists.runs import Run
from au_desktop.domain.checklists.templates import Need
from au_desktop.domain.ids import CaseId, PersonId, RunId, SupervisorId, TraineeId
from au_desktop.domain.training.trainees import Trainee, TraineeStatus
from au_desktop.services.checklists.checklist_work import run_code
from au_desktop.services.ports import ANYONES_SIGNATURES
from au_desktop.services.rows import (
    CaseFilter,
    CaseRow,
    ChangedCaseRow,
    DueRow,
    ExportRow,
    GivenRow,
    Hit,
    LogRow,
    Page,
    PageRequest,
    RosterFilter,
    RosterRow,
    RunFilter,
    RunRow,
    RunState,
    SignatureRow,
    SignedAbout,
    UseRow,
    WaitingFilter,
    WaitingRow,
)
from au_desktop.services.signing_stores import Slot
from tests import memory_schedules
from tests import memory_waiting as waits
from tests.memory_center import MemoryCenter, MemoryUnitOfWork
from tests.memory_training import given_between, signed_about


class MemoryQueries:
    """The read queries over the state, in plain Python; everything on one page unless a limit cuts it."""

    def __init__(self, center: MemoryCenter) -> None:
        self._center = center

    def _uow(self) -> MemoryUnitOfWork:
        return self._center.unit_of_work()

    def _on_the_roster(self) -> tuple[Trainee, ...]:
        return tuple(one for one in self._uow().trainees.all() if not one.void_reason)

    def roster(self, wanted: RosterFilter, page: PageRequest, today: date) -> Page[RosterRow]:
        uow = self._uow()
        rows = []
        for trainee in self._on_the_roster():
            words = f"{trainee.display_name} {trainee.code} {trainee.license_state}".casefold()
            if any(word not in words for word in wanted.words.casefold().split()):
                continue
            if wanted.status not in {None, trainee.status}:
                continue
            day = wanted.visiting_on
            if day is not None and not any(visit.holds(day) for visit in trainee.visits):
                continue
            cases = [case for case in uow.cases.of_trainees((trainee.id,)) if not case.voided]
            visits = [
                visit for visit in trainee.visits if visit.last is None or visit.last >= today
            ]
            rows.append(
                RosterRow(
                    trainee_id=trainee.id,
                    number=trainee.number,
                    code=trainee.code,
                    name=trainee.display_name,
                    degree=trainee.degree,
                    pathway=trainee.pathway,
                    requested=trainee.requested,
                    profile_id=trainee.profile_id,
                    license_state=trainee.license_state,
                    status=trainee.status,
                    capacity_today=trainee.capacity_on(today),
                    next_visit=min(visits, default=None),
                    member_until=trainee.membership.valid_until,
                    cases_logged=len(cases),
                    last_case=max((case.on for case in cases), default=None),
                )
            )
        return _paged(rows, page, {"": lambda row: row.name, "name": lambda row: row.name})

    def cases(self, wanted: CaseFilter, page: PageRequest) -> Page[CaseRow]:
        uow = self._uow()
        rows = []
        for case in uow.cases.all():
            trainee = uow.trainees.get(case.trainee_id)
            words = (
                f"{case.code} {case.patient_code} {case.drug_id} {trainee.display_name}".casefold()
            )
            if any(word not in words for word in wanted.words.casefold().split()):
                continue
            if wanted.trainee_id not in {None, case.trainee_id} or wanted.state not in {
                None,
                case.state,
            }:
                continue
            if case.voided and not wanted.with_voided:
                continue
            supervisor = uow.supervisors.get(case.supervisor_id).name if case.supervisor_id else ""
            rows.append(
                CaseRow(
                    case_id=case.id,
                    number=case.number,
                    code=case.code,
                    on=case.on,
                    trainee_id=case.trainee_id,
                    trainee=trainee.display_name,
                    drug_id=case.drug_id,
                    administered=case.administered.format() if case.administered else "",
                    part=case.part,
                    supervisor_id=case.supervisor_id,
                    supervisor=supervisor,
                    patient_code=case.patient_code,
                    state=case.state,
                    voided=case.voided is not None,
                )
            )
        return _paged(rows, page, {"": lambda row: (row.on, row.number)})

    def runs(self, wanted: RunFilter, page: PageRequest) -> Page[RunRow]:
        uow = self._uow()
        rows = [self._run_row(uow, run) for run in self._center.state.runs.values()]
        kept = [
            row
            for row in rows
            if wanted.state in {None, row.state}
            and wanted.template_id in {"", row.template_id}
            and wanted.case_id in {None, uow.runs.get(row.run_id).subject.case_id}
            and wanted.trainee_id in {None, uow.runs.get(row.run_id).subject.trainee_id}
            and waits.is_returned(uow, uow.runs.get(row.run_id), wanted)
        ]
        return _paged(kept, page, {"": lambda row: row.number})

    def _run_row(self, uow: MemoryUnitOfWork, run: Run) -> RunRow:
        template = uow.templates.get(run.template_digest)
        open_slots = [
            slot for slot in uow.sign_offs.slots(run.id) if not slot.filled and slot.rule.required
        ]
        return RunRow(
            run_id=run.id,
            number=run.number,
            code=run_code(run.number),
            template_id=template.id,
            template_title=template.title,
            template_version=template.version,
            kind=template.kind,
            event_at=run.event_time,
            entered_at=run.entry_time,
            started_by=uow.people.get(run.started_by).name,
            about=self._about(uow, run),
            state=_run_state(uow, run, open_slots),
            attention=self._center.state.attention.get(run.id, 0),
            waiting_for=", ".join(slot.rule.meaning for slot in open_slots),
            returned=waits.returned_because(uow, run.id),
        )

    @staticmethod
    def _about(uow: MemoryUnitOfWork, run: Run) -> str:
        if run.subject.trainee_id:
            return uow.trainees.get(run.subject.trainee_id).display_name
        return uow.rooms.get(run.subject.room_id).name if run.subject.room_id else ""

    def waiting(
        self, page: PageRequest, wanted: WaitingFilter = ANYONES_SIGNATURES
    ) -> Page[WaitingRow]:
        rows = waits.waiting_rows(self._center, wanted, self._about)
        return _paged(rows, page, {"": lambda row: (not row.required, row.submitted_at)})

    def cases_changed_since_signed(self) -> tuple[ChangedCaseRow, ...]:
        return waits.changed_cases(self._center)

    def signatures(self, page: PageRequest) -> Page[SignatureRow]:
        uow = self._uow()
        rows = []
        for run_id, sign_offs in self._center.state.sign_offs.items():
            run = uow.runs.get(RunId(run_id))
            title = uow.templates.get(run.template_digest).title
            rows.extend(
                SignatureRow(
                    run_id=run.id,
                    code=run_code(run.number),
                    template_title=title,
                    signer=sign_off.signer,
                    role=sign_off.role,
                    meaning=sign_off.meaning.value,
                    event_at=run.event_time,
                    entered_at=run.entry_time,
                    signed_at=sign_off.signed_at,
                )
                for sign_off in sign_offs
            )
        return _paged(rows, page, {"": lambda row: row.signed_at})

    def exports(self, page: PageRequest) -> Page[ExportRow]:
        return _paged(self._center.state.exports, page, {"": lambda row: row.made_at})

    def log(self, words: str, page: PageRequest) -> Page[LogRow]:
        rows = _log_rows(self._center.state.log, words)
        return _paged(rows, page, {"": lambda row: -row.sequence})

    def find(self, words: str, limit: int) -> tuple[Hit, ...]:
        wanted = words.casefold().split()
        found = [
            hit
            for hit, text in self._center.state.hits.values()
            if wanted and all(word in text for word in wanted)
        ]
        return tuple(found[:limit])

    def due(self, until: date) -> tuple[DueRow, ...]:
        rows = [
            DueRow("instrument", entry.id, entry.name, entry.kind.value, entry.calibration_due)
            for entry in self._uow().instruments.all()
            if not entry.retired and entry.calibration_due and entry.calibration_due <= until
        ]
        return tuple(sorted(rows, key=lambda row: row.due))

    def done_runs(
        self, template_id: str, about: Need | None, about_id: UUID | None, most: int
    ) -> tuple[DoneRun, ...]:
        runs = self._center.state.runs.values()
        return memory_schedules.done_runs(runs, template_id, about, about_id, most)

    def days_of_use(
        self, since: date, thing: tuple[Need, UUID] | None = None
    ) -> tuple[UseRow, ...]:
        state = self._center.state
        return memory_schedules.days_of_use(state.runs.values(), state.templates, since, thing)

    def draft_count(self) -> int:
        return sum(1 for run in self._center.state.runs.values() if run.is_draft)

    def trainees_visiting(self, day: date) -> tuple[TraineeId, ...]:
        return tuple(
            trainee.id
            for trainee in self._on_the_roster()
            if any(visit.holds(day) for visit in trainee.visits)
        )

    def trainees_active(self) -> tuple[TraineeId, ...]:
        return tuple(
            trainee.id
            for trainee in self._on_the_roster()
            if trainee.status is TraineeStatus.ACTIVE
        )

    def cases_between(self, first: date, last: date) -> tuple[CaseId, ...]:
        cases = [
            case
            for case in self._uow().cases.all()
            if first <= case.on <= last and not case.voided
        ]
        return tuple(case.id for case in sorted(cases, key=lambda case: case.on))

    def cases_with_parts_open(self) -> tuple[CaseId, ...]:
        uow = self._uow()
        cases = [case for case in uow.cases.all() if not case.voided]
        ratings = uow.ratings.of_cases([case.id for case in cases])
        found = [case for case in cases if case.id in ratings and ratings[case.id].unresolved]
        return tuple(case.id for case in sorted(found, key=lambda case: (case.on, case.number)))

    def given_between(self, first: date, last: date) -> tuple[GivenRow, ...]:
        return given_between(self._uow().cases.all(), first, last)

    def signed_about(
        self, trainee_ids: Sequence[TraineeId], kinds: Sequence[str]
    ) -> tuple[SignedAbout, ...]:
        return signed_about(self._uow(), self._center.state.runs.values(), trainee_ids, kinds)

    def supervisor_of(self, person_id: PersonId) -> SupervisorId | None:
        for supervisor in self._uow().supervisors.all():
            if supervisor.person_id == person_id:
                return SupervisorId(supervisor.id)
        return None


def _log_rows(log: Sequence[LogEntry], words: str) -> list[LogRow]:
    return [
        LogRow(
            entry.sequence,
            entry.at,
            entry.actor,
            entry.role,
            entry.verb,
            entry.subject,
            entry.reason,
            str(dict(entry.fields)),
        )
        for entry in reversed(log)
        if words.casefold() in f"{entry.verb} {entry.subject} {entry.actor}".casefold()
    ]


def _run_state(uow: MemoryUnitOfWork, run: Run, open_slots: list[Slot]) -> RunState:
    if run.voided is not None:
        return RunState.VOIDED
    if uow.runs.superseded_by(run.id) is not None:
        return RunState.SUPERSEDED
    if run.submitted_at is None:
        return RunState.DRAFT
    return RunState.WAITING if open_slots else RunState.DONE


def _paged(
    rows: Sequence[Any], page: PageRequest, orders: Mapping[str, Callable[[Any], Any]]
) -> Page[Any]:
    order = orders.get(page.sort, orders[""])
    ordered = sorted(rows, key=order, reverse=page.descending)
    start = int(page.after[0] or 0) if page.after else 0
    end = start + page.limit
    return Page(tuple(ordered[start:end]), (end,) if end < len(ordered) else None, len(ordered))
