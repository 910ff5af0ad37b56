"""One fake a port: a clock that is set, ids in order, a center in memory, keys without key derivation."""

import copy
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from au_desktop.domain.audit import EMPTY_LOG, EntryDraft, LogEntry, LogHead, chain
from au_desktop.domain.checklists.answers import Answer
from au_desktop.domain.checklists.runs import Run, Voided
from au_desktop.domain.checklists.templates import SignOffRule, Template
from au_desktop.domain.errors import Invalid, NotFound, SignedRecordIsFinal, WrongPassphrase
from au_desktop.domain.ids import CaseId, PersonId, RunId, SupervisorId, TraineeId
from au_desktop.domain.moments import Moment
from au_desktop.domain.people import Person
from au_desktop.domain.signing.sign_offs import Meaning, Seal, SignOff
from au_desktop.domain.training.cases import Case
from au_desktop.domain.training.gate import Confirmation
from au_desktop.domain.training.trainees import TraineeStatus
from au_desktop.services.checklist_work import run_code
from au_desktop.services.ports import Slot
from au_desktop.services.rows import (
    CaseFilter,
    CaseRow,
    DueRow,
    ExportRow,
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
    WaitingRow,
)


class FakeClock:
    """Stands still until it is moved."""

    def __init__(self, start: datetime | None = None) -> None:
        self._now = start or datetime(2026, 11, 20, 15, 0, tzinfo=UTC)

    def now(self) -> Moment:
        return Moment(self._now, 0)

    def move(self, **by: float) -> None:
        self._now += timedelta(**by)


class FakeIds:
    """1, 2, 3 ... as UUIDs."""

    def __init__(self) -> None:
        self._last = 0

    def new(self) -> UUID:
        self._last += 1
        return UUID(int=self._last)


@dataclass
class MemoryState:
    """Everything a center holds, in dictionaries."""

    entities: dict[str, dict[UUID, Any]] = field(default_factory=dict)
    templates: dict[str, Template] = field(default_factory=dict)
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


class MemoryEntities:
    def __init__(self, rows: dict[UUID, Any], kind: str, order: Callable[[Any], Any]) -> None:
        self._rows, self._kind, self._order = rows, kind, order

    def get(self, key: UUID) -> Any:
        if key not in self._rows:
            raise NotFound(self._kind, str(key))
        return self._rows[key]

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

    def confirmations(self, case_ids: Sequence[CaseId]) -> Mapping[CaseId, tuple[Confirmation, ...]]:
        found: dict[CaseId, list[Confirmation]] = {}
        for run in self._state.runs.values():
            case_id = run.subject.case_id
            if case_id not in case_ids or run.voided or MemoryRuns(self._state).superseded_by(run.id):
                continue
            for sign_off in self._state.sign_offs.get(run.id, []):
                if sign_off.meaning is Meaning.SUPERVISED and sign_off.case_revision is not None:
                    day = sign_off.signed_at.local.date()
                    found.setdefault(case_id, []).append(Confirmation(day, sign_off.case_revision))
        return {key: tuple(entries) for key, entries in found.items()}


class MemoryTemplates:
    def __init__(self, state: MemoryState) -> None:
        self._rows = state.templates

    def get(self, digest: str) -> Template:
        if digest not in self._rows:
            raise NotFound("template", digest)
        return self._rows[digest]

    def has(self, digest: str) -> bool:
        return digest in self._rows

    def add(self, digest: str, template: Template) -> None:
        self._rows.setdefault(digest, template)

    def current(self) -> tuple[tuple[str, Template], ...]:
        newest: dict[str, tuple[str, Template]] = {}
        for digest, template in self._rows.items():
            known = newest.get(template.id)
            if known is None or known[1].version < template.version:
                newest[template.id] = (digest, template)
        return tuple(newest.values())


class MemoryRuns:
    def __init__(self, state: MemoryState) -> None:
        self._state = state

    def get(self, run_id: RunId) -> Run:
        if run_id not in self._state.runs:
            raise NotFound("run", str(run_id))
        return self._state.runs[run_id]

    def add(self, run: Run) -> None:
        self._state.runs[run.id] = run

    def put_answers(self, run_id: RunId, given: Iterable[Answer], removed: Iterable[str] = ()) -> None:
        self._require_open(run_id)
        run = self.get(run_id)
        gone = set(removed)
        answers = {answer.item: answer for answer in run.answers if answer.item not in gone}
        answers |= {answer.item: answer for answer in given}
        self._state.runs[run_id] = replace(run, answers=tuple(answers.values()))

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

    def superseded_by(self, run_id: RunId) -> RunId | None:
        for run in self._state.runs.values():
            if run.amends == run_id and run.id in self._state.seals and run.voided is None:
                return run.id
        return None

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

    def close_slots(self, run_id: RunId) -> None:
        kept = [slot for slot in self._state.slots.get(run_id, []) if slot.filled]
        self._state.slots[run_id] = kept

    def slots(self, run_id: RunId) -> tuple[Slot, ...]:
        return tuple(self._state.slots.get(run_id, ()))

    def all_signed_runs(self) -> Iterator[RunId]:
        yield from (RunId(key) for key in self._state.seals)


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


class MemoryFacts:
    def __init__(self, state: MemoryState) -> None:
        self._rows = state.facts

    def all(self) -> Mapping[str, str]:
        return dict(self._rows)

    def put(self, key: str, value: str) -> None:
        self._rows[key] = value


class MemoryDrafts:
    def __init__(self, state: MemoryState) -> None:
        self._rows = state.drafts

    def get(self, owner: PersonId, place: str) -> str | None:
        return self._rows.get((owner, place))

    def put(self, owner: PersonId, place: str, content: str, at: Moment) -> None:
        self._rows[(owner, place)] = content

    def remove(self, owner: PersonId, place: str) -> None:
        self._rows.pop((owner, place), None)


class MemoryExports:
    def __init__(self, state: MemoryState) -> None:
        self._rows = state.exports

    def add(self, row: ExportRow, made_by_id: PersonId, head: LogHead) -> None:
        self._rows.append(row)


class MemorySearch:
    def __init__(self, state: MemoryState) -> None:
        self._rows = state.hits

    def put(self, hit: Hit, words: str) -> None:
        self._rows[hit.id] = (hit, words.casefold())


class MemoryUnitOfWork:
    """Works on a copy, which takes the place of the center's state at commit."""

    def __init__(self, center: "MemoryCenter") -> None:
        self._center = center
        self._state = copy.copy(center.state)
        for name in self._state.__dataclass_fields__:
            setattr(self._state, name, copy.copy(getattr(center.state, name)))
        self._state.entities = {kind: dict(rows) for kind, rows in center.state.entities.items()}
        self._state.sign_offs = {key: list(rows) for key, rows in center.state.sign_offs.items()}
        state = self._state
        self.people = MemoryEntities(_rows(state, "person"), "person", _people_order)
        self.trainees = MemoryEntities(_rows(state, "trainee"), "trainee", lambda row: row.number)
        self.supervisors = MemoryEntities(_rows(state, "supervisor"), "supervisor", _by_name)
        self.rooms = MemoryEntities(_rows(state, "room"), "room", _by_name)
        self.instruments = MemoryEntities(_rows(state, "instrument"), "instrument", _by_name)
        self.cases = MemoryCases(state)
        self.templates = MemoryTemplates(state)
        self.runs = MemoryRuns(state)
        self.sign_offs = MemorySignOffs(state)
        self.log = MemoryLog(state)
        self.facts = MemoryFacts(state)
        self.drafts = MemoryDrafts(state)
        self.exports = MemoryExports(state)
        self.search = MemorySearch(state)

    def __enter__(self) -> "MemoryUnitOfWork":
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def next_number(self, series: str) -> int:
        self._state.numbers[series] = self._state.numbers.get(series, 0) + 1
        return self._state.numbers[series]

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

    def __init__(self, clock: FakeClock) -> None:
        self.state = MemoryState()
        self.clock = clock
        self.queries = MemoryQueries(self)

    def unit_of_work(self) -> MemoryUnitOfWork:
        return MemoryUnitOfWork(self)


class MemoryQueries:
    """The read queries over the state, in plain Python; everything on one page unless a limit cuts it."""

    def __init__(self, center: MemoryCenter) -> None:
        self._center = center

    def _uow(self) -> MemoryUnitOfWork:
        return self._center.unit_of_work()

    def roster(self, wanted: RosterFilter, page: PageRequest, today: date) -> Page[RosterRow]:
        uow = self._uow()
        rows = []
        for trainee in uow.trainees.all():
            words = f"{trainee.display_name} {trainee.code} {trainee.license_state}".casefold()
            if any(word not in words for word in wanted.words.casefold().split()):
                continue
            if wanted.status not in {None, trainee.status}:
                continue
            cases = [case for case in uow.cases.of_trainees((trainee.id,)) if not case.voided]
            visits = [visit for visit in trainee.visits if visit.last is None or visit.last >= today]
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
            words = f"{case.code} {case.patient_code} {case.drug_id} {trainee.display_name}".casefold()
            if any(word not in words for word in wanted.words.casefold().split()):
                continue
            if wanted.trainee_id not in {None, case.trainee_id} or wanted.state not in {None, case.state}:
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
        ]
        return _paged(kept, page, {"": lambda row: row.number})

    def _run_row(self, uow: MemoryUnitOfWork, run: Run) -> RunRow:
        template = uow.templates.get(run.template_digest)
        open_slots = [slot for slot in uow.sign_offs.slots(run.id) if not slot.filled and slot.rule.required]
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
        )

    @staticmethod
    def _about(uow: MemoryUnitOfWork, run: Run) -> str:
        if run.subject.trainee_id:
            return uow.trainees.get(run.subject.trainee_id).display_name
        return uow.rooms.get(run.subject.room_id).name if run.subject.room_id else ""

    def waiting(self, page: PageRequest) -> Page[WaitingRow]:
        uow = self._uow()
        rows = []
        for run in self._center.state.runs.values():
            if run.submitted_at is None or run.submitted_by is None:
                continue
            template = uow.templates.get(run.template_digest)
            for slot in uow.sign_offs.slots(run.id):
                if slot.filled:
                    continue
                rows.append(
                    WaitingRow(
                        run_id=run.id,
                        position=slot.position,
                        meaning=slot.rule.meaning,
                        roles=slot.rule.roles,
                        code=run_code(run.number),
                        template_title=template.title,
                        about=self._about(uow, run),
                        event_at=run.event_time,
                        submitted_at=run.submitted_at,
                        submitted_by=uow.people.get(run.submitted_by).name,
                        attention=self._center.state.attention.get(run.id, 0),
                        supervisor_person_id=None,
                    )
                )
        return _paged(rows, page, {"": lambda row: row.submitted_at})

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
        rows = [
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
            for entry in reversed(self._center.state.log)
            if words.casefold() in f"{entry.verb} {entry.subject} {entry.actor}".casefold()
        ]
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

    def draft_count(self) -> int:
        return sum(1 for run in self._center.state.runs.values() if run.is_draft)

    def trainees_visiting(self, day: date) -> tuple[TraineeId, ...]:
        return tuple(
            trainee.id
            for trainee in self._uow().trainees.all()
            if any(visit.holds(day) for visit in trainee.visits)
        )

    def trainees_active(self) -> tuple[TraineeId, ...]:
        return tuple(
            trainee.id
            for trainee in self._uow().trainees.all()
            if trainee.status is TraineeStatus.ACTIVE
        )

    def cases_between(self, first: date, last: date) -> tuple[CaseId, ...]:
        cases = [case for case in self._uow().cases.all() if first <= case.on <= last and not case.voided]
        return tuple(case.id for case in sorted(cases, key=lambda case: case.on))

    def supervisor_of(self, person_id: PersonId) -> SupervisorId | None:
        for supervisor in self._uow().supervisors.all():
            if supervisor.person_id == person_id:
                return SupervisorId(supervisor.id)
        return None


def _run_state(uow: MemoryUnitOfWork, run: Run, open_slots: list[Slot]) -> RunState:
    if run.voided is not None:
        return RunState.VOIDED
    if uow.runs.superseded_by(run.id) is not None:
        return RunState.SUPERSEDED
    if run.submitted_at is None:
        return RunState.DRAFT
    return RunState.WAITING if open_slots else RunState.DONE


def _paged(rows: Sequence[Any], page: PageRequest, orders: Mapping[str, Callable[[Any], Any]]) -> Page[Any]:
    order = orders.get(page.sort, orders[""])
    ordered = sorted(rows, key=order, reverse=page.descending)
    start = int(page.after[0] or 0) if page.after else 0
    end = start + page.limit
    return Page(tuple(ordered[start:end]), (end,) if end < len(ordered) else None, len(ordered))


@dataclass(frozen=True)
class FakeSigner:
    """Signs with a keyed hash: as good as a signature where only `fake_verify` checks it."""

    person_id: UUID
    secret: bytes = b"secret"

    @property
    def public_key(self) -> bytes:
        return hashlib.sha256(b"public" + self.person_id.bytes + self.secret).digest()

    def sign(self, message: bytes) -> bytes:
        return hashlib.sha512(self.public_key + message).digest()


def fake_verify(public_key: bytes, message: bytes, signature: bytes) -> bool:
    return hashlib.sha512(public_key + message).digest() == signature


class FakeKeyRing:
    """Key slots without key derivation: a dictionary of passphrases."""

    def __init__(self) -> None:
        self.passphrases: dict[UUID, str] = {}
        self.recovery = ("AAAA", "BBBB")
        self.rekeyed = 0

    def add(self, person: Person, passphrase: str, created: Moment) -> bytes:
        self.passphrases[person.id] = passphrase
        return FakeSigner(person.id).public_key

    def replace(self, person: Person, passphrase: str, created: Moment) -> bytes:
        self.passphrases[person.id] = passphrase
        return FakeSigner(person.id, b"new secret").public_key

    def remove(self, person_id: PersonId) -> None:
        del self.passphrases[person_id]

    def change_passphrase(self, person_id: PersonId, old: str, new: str) -> None:
        self.signer(person_id, old)
        self.passphrases[person_id] = new

    def check_passphrase(self, passphrase: str) -> None:
        if len(passphrase) < 8:
            raise Invalid("passphrase", "is too short")

    def make_recovery(self, created: Moment) -> tuple[str, ...]:
        return self.recovery

    def confirm_recovery(self, typed: str) -> bool:
        return typed == " ".join(self.recovery)

    def replace_database_key(self) -> None:
        self.rekeyed += 1

    def signer(self, person_id: UUID, passphrase: str) -> FakeSigner:
        if self.passphrases.get(person_id) != passphrase:
            raise WrongPassphrase(str(person_id), 1)
        return FakeSigner(person_id)


class FakeCenterFile:
    """A file whose pages are as the test says."""

    def __init__(self, faults: tuple[str, ...] = ()) -> None:
        self.faults = faults
        self.copies: list[Path] = []

    def copy_to(self, target: Path, progress: Callable[[float], None] | None = None) -> None:
        self.copies.append(target)

    def page_faults(self) -> tuple[str, ...]:
        return self.faults
