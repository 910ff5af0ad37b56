"""The workbook's view of a center in memory, in plain Python: what `SheetSource` asks, straight from the dictionaries."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from au_desktop.domain.audit import LogHead
from au_desktop.domain.checklists.runs import Run
from au_desktop.domain.ids import TraineeId
from au_desktop.domain.people import Person
from au_desktop.domain.training.cases import Case, CaseState
from au_desktop.services.changes import Kind
from au_desktop.services.checklists.checklist_work import run_code
from au_desktop.services.rows import RunState
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
from tests.memory_center import MemoryCenter
from tests.memory_queries import _run_state


class MemorySheets:
    """`SheetSource` and `SheetQueries` in one."""

    def __init__(self, center: MemoryCenter) -> None:
        self._center = center

    @contextmanager
    def view(self) -> Iterator["MemorySheets"]:
        yield self

    def log_head(self) -> LogHead:
        return self._center.unit_of_work().log.head()

    def facts(self) -> Mapping[str, str]:
        return self._center.unit_of_work().facts.all()

    def people(self) -> tuple[Person, ...]:
        return self._center.unit_of_work().people.all()

    def safety_clocks(self) -> tuple[Any, ...]:
        return self._center.unit_of_work().safety.clocks()

    def safety(self, kind: type[Any], days: Days) -> Iterator[Any]:
        return self._center.unit_of_work().safety.between(kind, days.first, days.last)

    def every_safety(self, kind: type[Any]) -> tuple[Any, ...]:
        found: tuple[Any, ...] = self._center.unit_of_work().safety.all(kind)
        return found

    def templates(self, days: Days) -> tuple[TemplateVersion, ...]:
        digests = {run.template_digest for run in self._submitted(days)}
        found = [(self._center.state.templates[digest], digest) for digest in digests]
        return tuple(
            TemplateVersion(one.id, one.version, one.title, digest)
            for one, digest in sorted(found, key=lambda pair: (pair[0].id, pair[0].version))
        )

    def given_cases(self, days: Days) -> Iterator[GivenCase]:
        uow = self._center.unit_of_work()
        for case in sorted(uow.cases.all(), key=lambda case: (case.on, case.number)):
            if case.state is CaseState.GIVEN and case.voided is None and days.holds(case.on):
                supervisor = case.supervisor_id and uow.supervisors.get(case.supervisor_id).name
                trainee = uow.trainees.get(case.trainee_id).display_name
                yield GivenCase(case, trainee, supervisor or "", self._newest_of(case))

    def _newest_of(self, case: Case) -> FilledRun | None:
        standing = [
            self._filled(run)
            for run in self._center.state.runs.values()
            if run.subject.case_id == case.id and not run.is_draft and run.voided is None
        ]
        given = [filled for filled in standing if filled.template.kind == ADMINISTRATION]
        return max(given, key=lambda filled: filled.run.number, default=None)

    def runs(
        self, days: Days, kinds: tuple[str, ...] = (), *, sealed: bool = False
    ) -> Iterator[FilledRun]:
        for run in self._submitted(days):
            filled = self._filled(run, sealed=sealed)
            if not kinds or filled.template.kind in kinds:
                yield filled

    def _submitted(self, days: Days) -> list[Run]:
        return [run for run in self._of(days) if run.submitted_at is not None]

    def _of(self, days: Days) -> list[Run]:
        runs = self._center.state.runs.values()
        held = [run for run in runs if days.holds(run.event_time.local.date())]
        return sorted(held, key=lambda run: (run.event_time.utc, run.number))

    def _filled(self, run: Run, *, sealed: bool = False) -> FilledRun:
        uow = self._center.unit_of_work()
        slots = uow.sign_offs.slots(run.id)
        waiting = [slot for slot in slots if slot.rule.required and not slot.filled]
        return FilledRun(
            run=run,
            template=uow.templates.get(run.template_digest),
            names=self._names(run),
            state=_run_state(uow, run, waiting),
            seal=uow.sign_offs.seal(run.id) if sealed else None,
            sign_offs=uow.sign_offs.of_run(run.id) if sealed else (),
            replaced=uow.runs.superseded_by(run.id) is not None,
        )

    def _names(self, run: Run) -> RunNames:
        uow, subject = self._center.unit_of_work(), run.subject
        case = uow.cases.get(subject.case_id) if subject.case_id else None
        return RunNames(
            case=case.code if case else "",
            trainee=uow.trainees.get(subject.trainee_id).display_name
            if subject.trainee_id
            else "",
            room=uow.rooms.get(subject.room_id).name if subject.room_id else "",
            patient_code=case.patient_code if case else "",
        )

    def trainees(self) -> tuple[TraineeId, ...]:
        everyone = self._center.unit_of_work().trainees.all()
        return tuple(trainee.id for trainee in everyone if not trainee.void_reason)

    def trainees_with_hours(self, days: Days) -> tuple[TraineeId, ...]:
        entries = self._center.unit_of_work().hours.of_trainees(self.trainees())
        present = {
            entry.trainee_id
            for entry in entries
            if entry.first <= days.last and days.first <= entry.last
        }
        return tuple(key for key in self.trainees() if key in present)

    def trainees_with_cases(self, days: Days) -> tuple[TraineeId, ...]:
        cases = self._center.unit_of_work().cases.all()
        present = {case.trainee_id for case in cases if days.holds(case.on)}
        return tuple(key for key in self.trainees() if key in present)

    def open_signatures(self, days: Days) -> Iterator[OpenSignature]:
        uow = self._center.unit_of_work()
        for run in self._submitted(days):
            filled = self._filled(run)
            if filled.state is not RunState.WAITING:
                continue
            for slot in uow.sign_offs.slots(run.id):
                if slot.rule.required and not slot.filled:
                    yield OpenSignature(
                        code=run_code(run.number),
                        template_title=filled.template.title,
                        about=filled.names.case or filled.names.room,
                        title=slot.rule.title,
                        roles=tuple(role.value for role in slot.rule.roles),
                        event_at=run.event_time,
                        submitted_at=run.submitted_at or run.entry_time,
                    )

    def drafts(self, days: Days) -> Iterator[OpenDraft]:
        uow = self._center.unit_of_work()
        for run in self._of(days):
            if run.is_draft and run.voided is None:
                filled = self._filled(run)
                yield OpenDraft(
                    code=run_code(run.number),
                    template_title=filled.template.title,
                    about=filled.names.case or filled.names.room,
                    started_by=uow.people.get(run.started_by).name,
                    event_at=run.event_time,
                    entered_at=run.entry_time,
                )

    def newer_records(self, after: int) -> int:
        left_out = {Kind.EXPORT.value, Kind.BACKUP.value}
        newer = self._center.state.log[after:]
        return sum(entry.subject_kind not in left_out for entry in newer)
