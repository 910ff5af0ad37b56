"""A center in memory: the stores and the unit of work of the ports, in dictionaries."""

import copy
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from au_desktop.domain.audit import EMPTY_LOG, EntryDraft, LogEntry, LogHead, chain
from au_desktop.domain.checklists.answers import Answer
from au_desktop.domain.checklists.attachments import Attachment, Transcription
from au_desktop.domain.checklists.runs import Run, Subject, Voided
from au_desktop.domain.checklists.templates import SignOffRule, Template
from au_desktop.domain.errors import NotFound, SignedRecordIsFinal
from au_desktop.domain.ids import CaseId, PersonId, RunId, TraineeId
from au_desktop.domain.moments import Moment
from au_desktop.domain.people import Person
from au_desktop.domain.signing.sign_offs import Meaning, Seal, SignOff
from au_desktop.domain.training.cases import Case
from au_desktop.domain.training.counting.gate import Claim, Confirmation
from au_desktop.services.rows import ExportRow, Hit
from au_desktop.services.sealed_runs import (
    SealedDigest,
    SealedRun,
    SealedRuns,
    SignedDigest,
)
from au_desktop.services.signing_stores import Slot
from tests.memory_earlier_runs import newest_of_kind
from tests.memory_notes import MemoryDrafts, MemoryExports, MemoryFacts, MemorySearch
from tests.memory_records import (
    MemoryHours,
    MemoryKept,
    MemoryPapers,
    MemoryRatings,
    MemoryReturns,
    MemoryStatements,
)
from tests.memory_safety import MemorySafety, SafetyNotes
from tests.memory_templates import MemoryTemplates, TemplateNotes
from tests.memory_training import claims_beside


@dataclass
class MemoryState:
    """Everything a center holds, in dictionaries."""

    entities: dict[str, dict[UUID, Any]] = field(default_factory=dict)
    templates: dict[str, Template] = field(default_factory=dict)
    template_notes: TemplateNotes = field(default_factory=TemplateNotes)
    runs: dict[UUID, Run] = field(default_factory=dict)
    attention: dict[UUID, int] = field(default_factory=dict)
    seals: dict[UUID, Seal] = field(default_factory=dict)
    sign_offs: dict[UUID, list[SignOff]] = field(default_factory=dict)
    slots: dict[UUID, list[Slot]] = field(default_factory=dict)
    log: list[LogEntry] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    drafts: dict[tuple[UUID, str], str] = field(default_factory=dict)
    exports: list[ExportRow] = field(default_factory=list)
    hits: dict[UUID, tuple[Hit, str]] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    safety: SafetyNotes = field(default_factory=SafetyNotes)


class MemoryEntities:
    def __init__(self, rows: dict[UUID, Any], kind: str, order: Callable[[Any], Any]) -> None:
        self._rows, self._kind, self._order = rows, kind, order

    def get(self, key: UUID) -> Any:
        if key not in self._rows:
            raise NotFound(self._kind, str(key))
        return self._rows[key]

    def several(self, keys: Sequence[UUID]) -> tuple[Any, ...]:
        return tuple(self.get(key) for key in keys)

    def all(self) -> tuple[Any, ...]:
        return tuple(sorted(self._rows.values(), key=self._order))

    def add(self, value: Any) -> None:
        assert value.id not in self._rows
        self._rows[value.id] = value

    def replace(self, value: Any) -> None:
        self.get(value.id)
        self._rows[value.id] = value


class MemoryCases(MemoryEntities):
    def __init__(self, state: MemoryState) -> None:
        super().__init__(_rows(state, "case"), "case", lambda case: case.number)
        self._state = state

    def of_trainees(self, trainee_ids: Sequence[TraineeId]) -> tuple[Case, ...]:
        return tuple(case for case in self.all() if case.trainee_id in trainee_ids)

    def confirmations(
        self, case_ids: Sequence[CaseId]
    ) -> Mapping[CaseId, tuple[Confirmation, ...]]:
        found: dict[CaseId, list[Confirmation]] = {}
        for run in self._state.runs.values():
            case_id = run.subject.case_id
            if (
                case_id not in case_ids
                or run.voided
                or MemoryRuns(self._state).superseded_by(run.id)
            ):
                continue
            for sign_off in self._state.sign_offs.get(run.id, []):
                if sign_off.meaning is Meaning.SUPERVISED and sign_off.case_revision is not None:
                    day = sign_off.signed_at.local.date()
                    found.setdefault(case_id, []).append(Confirmation(day, sign_off.case_revision))
        return {key: tuple(entries) for key, entries in found.items()}

    def claims_beside(self, trainee_ids: Sequence[TraineeId]) -> tuple[Claim, ...]:
        return claims_beside(self.all(), trainee_ids)


class MemoryRuns:
    def __init__(self, state: MemoryState) -> None:
        self._state = state

    def get(self, run_id: RunId) -> Run:
        if run_id not in self._state.runs:
            raise NotFound("run", str(run_id))
        return self._state.runs[run_id]

    def add(self, run: Run) -> None:
        self._state.runs[run.id] = run

    def put_answers(
        self, run_id: RunId, given: Iterable[Answer], removed: Iterable[str] = ()
    ) -> None:
        self._require_open(run_id)
        run = self.get(run_id)
        gone = set(removed)
        answers = {answer.item: answer for answer in run.answers if answer.item not in gone}
        answers |= {answer.item: answer for answer in given}
        self._state.runs[run_id] = replace(run, answers=tuple(answers.values()))

    def put_attachments(self, run_id: RunId, kept: tuple[Attachment, ...]) -> None:
        self._require_open(run_id)
        self._state.runs[run_id] = replace(self.get(run_id), attachments=kept)

    def put_transcription(self, run_id: RunId, said: Transcription) -> None:
        self._require_open(run_id)
        self._state.runs[run_id] = replace(self.get(run_id), transcription=said)

    def mark_submitted(self, run_id: RunId, at: Moment, by: PersonId, attention: int) -> None:
        self._state.runs[run_id] = replace(self.get(run_id), submitted_at=at, submitted_by=by)
        self._state.attention[run_id] = attention

    def mark_reopened(self, run_id: RunId) -> None:
        self._require_open(run_id)
        self._state.runs[run_id] = replace(self.get(run_id), submitted_at=None, submitted_by=None)

    def void(self, run_id: RunId, voided: Voided) -> None:
        self._state.runs[run_id] = replace(self.get(run_id), voided=voided)

    def set_event_time(self, run_id: RunId, at: Moment) -> None:
        self._require_open(run_id)
        self._state.runs[run_id] = replace(self.get(run_id), event_time=at)

    def set_late_reason(self, run_id: RunId, reason: str) -> None:
        self._require_open(run_id)
        self._state.runs[run_id] = replace(self.get(run_id), late_reason=reason)

    def superseded_by(self, run_id: RunId) -> RunId | None:
        for run in self._state.runs.values():
            if run.amends == run_id and run.id in self._state.seals and run.voided is None:
                return run.id
        return None

    def newest_of_kind(self, kind: str, subject: Subject) -> RunId | None:
        return newest_of_kind(self._state, self, kind, subject)

    def _require_open(self, run_id: RunId) -> None:
        if run_id in self._state.seals:
            raise SignedRecordIsFinal(str(run_id))


class MemorySignOffs:
    def __init__(self, state: MemoryState) -> None:
        self._state = state

    def seal(self, run_id: RunId) -> Seal | None:
        return self._state.seals.get(run_id)

    def add_seal(self, seal: Seal) -> None:
        assert seal.run_id not in self._state.seals
        self._state.seals[seal.run_id] = seal

    def of_run(self, run_id: RunId) -> tuple[SignOff, ...]:
        return tuple(self._state.sign_offs.get(run_id, ()))

    def add(self, sign_off: SignOff) -> None:
        self._state.sign_offs.setdefault(sign_off.run_id, []).append(sign_off)
        self._state.slots[sign_off.run_id] = [
            replace(slot, filled=slot.filled or slot.position == sign_off.position)
            for slot in self._state.slots[sign_off.run_id]
        ]

    def open_slots(self, run_id: RunId, rules: Sequence[SignOffRule]) -> None:
        self._state.slots[run_id] = [
            Slot(position, rule, filled=False) for position, rule in enumerate(rules, 1)
        ]

    def add_slot(self, run_id: RunId, slot: Slot) -> None:
        self._state.slots[run_id] = [*self._state.slots.get(run_id, []), slot]

    def remove_slot(self, run_id: RunId, position: int) -> None:
        kept = [s for s in self._state.slots[run_id] if s.filled or s.position != position]
        self._state.slots[run_id] = kept

    def close_slots(self, run_id: RunId) -> None:
        kept = [slot for slot in self._state.slots.get(run_id, []) if slot.filled]
        self._state.slots[run_id] = kept

    def slots(self, run_id: RunId) -> tuple[Slot, ...]:
        return tuple(self._state.slots.get(run_id, ()))

    def all_signed_runs(self) -> Iterator[RunId]:
        yield from (RunId(key) for key in self._state.seals)


class MemorySealedRuns:
    def __init__(self, state: MemoryState) -> None:
        self._state = state

    def all(self) -> SealedRuns:
        return SealedRuns(len(self._state.seals), self._each())

    def digests(self) -> Iterator[SealedDigest]:
        for sealed in self._each():
            run = sealed.run
            yield SealedDigest(
                run.id,
                run.number,
                run.subject.trainee_id,
                run.subject.case_id,
                run.template_digest,
                sealed.seal.digest,
                tuple(
                    SignedDigest(
                        hashlib.sha256(one.statement).digest(), one.public_key, one.signature
                    )
                    for one in sealed.sign_offs
                ),
                "" if run.voided is None else run.voided.reason,
                sealed.superseded,
            )

    def _each(self) -> Iterator[SealedRun]:
        runs, signed = MemoryRuns(self._state), MemorySignOffs(self._state)
        for key, seal in self._state.seals.items():
            superseded = runs.superseded_by(RunId(key)) is not None
            yield SealedRun(runs.get(RunId(key)), seal, signed.of_run(RunId(key)), superseded)


class MemoryLog:
    def __init__(self, state: MemoryState) -> None:
        self._rows = state.log

    def head(self) -> LogHead:
        return LogHead(len(self._rows), self._rows[-1].digest) if self._rows else EMPTY_LOG

    def append(self, draft: EntryDraft) -> LogEntry:
        entry = chain(draft, self.head())
        self._rows.append(entry)
        return entry

    def last_at(self) -> Moment | None:
        return self._rows[-1].at if self._rows else None

    def digest_at(self, sequence: int) -> bytes | None:
        return self._rows[sequence - 1].digest if 0 < sequence <= len(self._rows) else None

    def entries(self) -> Iterator[LogEntry]:
        yield from self._rows


class MemoryUnitOfWork:
    """Works on a copy, which takes the place of the center's state at commit."""

    def __init__(self, center: "MemoryCenter") -> None:
        self._center = center
        self._state = copy.copy(center.state)
        for name in self._state.__dataclass_fields__:
            setattr(self._state, name, copy.copy(getattr(center.state, name)))
        self._state.entities = {kind: dict(rows) for kind, rows in center.state.entities.items()}
        self._state.sign_offs = {key: list(rows) for key, rows in center.state.sign_offs.items()}
        self._state.safety = center.state.safety.copied()
        state = self._state
        self.safety = MemorySafety(state.safety)
        self.people = MemoryEntities(_rows(state, "person"), "person", _people_order)
        self.trainees = MemoryEntities(_rows(state, "trainee"), "trainee", lambda row: row.number)
        self.supervisors = MemoryEntities(_rows(state, "supervisor"), "supervisor", _by_name)
        self.rooms = MemoryEntities(_rows(state, "room"), "room", _by_name)
        self.instruments = MemoryEntities(_rows(state, "instrument"), "instrument", _by_name)
        self.cases = MemoryCases(state)
        self.templates = MemoryTemplates(state.templates, state.template_notes, state.runs)
        self.runs = MemoryRuns(state)
        self.sign_offs = MemorySignOffs(state)
        self.sealed = MemorySealedRuns(state)
        self.log = MemoryLog(state)
        self.facts = MemoryFacts(state.facts)
        self.drafts = MemoryDrafts(state.drafts)
        self.exports = MemoryExports(state.exports)
        self.search = MemorySearch(state.hits)
        self._open_training_record(state)

    def _open_training_record(self, state: MemoryState) -> None:
        self.hours = MemoryHours(_rows(state, "hours"))
        self.papers = MemoryPapers(_rows(state, "paper"), _rows(state, "paper content"))
        self.statements = MemoryStatements(_rows(state, "statement"))
        self.ratings = MemoryRatings(_rows(state, "rating"))
        self.returns = MemoryReturns(_rows(state, "return"))
        self.qualifications = MemoryKept(_rows(state, "qualification"), "qualification")
        self.placements = MemoryKept(_rows(state, "placement"), "placement")
        self.follow_ups = MemoryKept(_rows(state, "license follow-up"), "license follow-up")
        self.hosts = MemoryKept(_rows(state, "host"), "host")
        self.programs = MemoryKept(_rows(state, "program"), "program")
        self.courses = MemoryKept(_rows(state, "course"), "course")
        self.schedules = MemoryKept(_rows(state, "schedule"), "schedule")
        self.requests = MemoryKept(_rows(state, "signature request"), "signature request")
        self.template_drafts = MemoryKept(_rows(state, "template draft"), "template draft")
        self.paper_forms = MemoryKept(_rows(state, "paper form"), "paper form")

    def __enter__(self) -> "MemoryUnitOfWork":
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def next_number(self, series: str) -> int:
        self._state.numbers[series] = self._state.numbers.get(series, 0) + 1
        return self._state.numbers[series]

    def kept(self, _value_type: type[Any], kind: str) -> Any:
        return MemoryKept(_rows(self._state, kind), kind)

    def commit(self) -> None:
        self._center.state = self._state


def _rows(state: MemoryState, kind: str) -> dict[UUID, Any]:
    return state.entities.setdefault(kind, {})


def _by_name(row: Any) -> Any:
    return (getattr(row, "retired", False), row.name)


def _people_order(person: Person) -> Any:
    return (not person.active, person.name)


class MemoryCenter:
    """A center without a file: units of work and read queries over the same state."""

    def __init__(self) -> None:
        self.state = MemoryState()

    def unit_of_work(self) -> MemoryUnitOfWork:
        return MemoryUnitOfWork(self)
