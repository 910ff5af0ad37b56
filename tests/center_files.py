"""Real encrypted center files for tests: copied from one blank file, and filled with one record of every kind."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from au_desktop.domain.audit import EntryDraft, LogHead
from au_desktop.domain.canonical import canonical_bytes
from au_desktop.domain.checklists.answers import (
    Answer,
    AnswerValue,
    At,
    Chosen,
    Computed,
    Confirmed,
    Measured,
    Number,
    Override,
    PartTaken,
    Reference,
    Reply,
    Skipped,
    StepPart,
    Text,
    Timed,
    YesNo,
)
from au_desktop.domain.checklists.run_documents import run_document
from au_desktop.domain.checklists.runs import Run, Subject
from au_desktop.domain.checklists.template_documents import template_digest
from au_desktop.domain.checklists.templates import SignOffRule
from au_desktop.domain.ids import (
    CaseId,
    ExportId,
    InstrumentId,
    PersonId,
    RoomId,
    RunId,
    SignOffId,
    SupervisorId,
    TraineeId,
)
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Role
from au_desktop.domain.signing.sign_offs import Meaning, Seal, SignOff
from au_desktop.persistence import schema
from au_desktop.persistence.center_file import SqlCenterFile
from au_desktop.persistence.engine import APPLICATION_ID, Engines, connect, open_engines
from au_desktop.persistence.unit_of_work import SqlUnitOfWork
from au_desktop.services.rows import ExportRow, Hit
from tests.builders import a_case, a_person, a_room, a_supervisor, a_trainee, an_instrument, gbq
from tests.checklist_examples import a_template

KEY = bytes(range(100, 132))
NOW = Moment(datetime(2026, 11, 22, 14, 30, 0, 123456, tzinfo=UTC), -300)
MARKER = "Zanzibar-Marker-4711"
"""A word that must not be readable in the file."""

PERSON = a_person(Role.PRECEPTOR, name="Example Preceptor")
TRAINEE = a_trainee(id=TraineeId(UUID(int=1001)), notes=MARKER)
SUPERVISOR = a_supervisor(id=SupervisorId(UUID(int=1002)), person_id=PERSON.id)
ROOM = a_room(id=RoomId(UUID(int=1003)))
INSTRUMENT = an_instrument(id=InstrumentId(UUID(int=1004)))
CASE = a_case(id=CaseId(UUID(int=1005)), trainee_id=TRAINEE.id, supervisor_id=SUPERVISOR.id)
TEMPLATE = a_template(
    kind="administration",
    sign_offs=(
        SignOffRule("performed", "Performed", (Role.TRAINEE, Role.PRECEPTOR)),
        SignOffRule("supervised", "Supervised", (Role.PRECEPTOR,)),
        SignOffRule("reviewed", "Reviewed", (Role.RSO,), required=False),
    ),
)
EXPORT = ExportRow(
    ExportId(UUID(int=1009)), "RSO workbook", "out.xlsx", "2026", PERSON.name, NOW, "ab" * 32, 1
)

VALUES: tuple[AnswerValue, ...] = (
    Confirmed(done=True),
    Confirmed(done=False),
    YesNo(Reply.NA),
    Chosen(("one", "two")),
    Chosen(()),
    Text("zwölf µCi\nnext line"),
    Number(Decimal("12.50"), "%"),
    Number(Decimal(-3)),
    Measured(gbq("7.40")),
    At(NOW),
    Reference("person", "Example", UUID(int=5)),
    Reference("drug", "Lutetium", drug_id="lu-177-vipivotide-tetraxetan"),
    Timed(NOW, None),
    Timed(NOW, Moment(NOW.utc + timedelta(seconds=90), NOW.offset_minutes)),
    PartTaken(StepPart.ASSISTED, 0),
    PartTaken(StepPart.OBSERVED),
    Computed(Decimal("200.0"), "mCi", "decayed_activity"),
    Skipped("no wipe counter"),
    Skipped(),
)


def later(minutes: float) -> Moment:
    return Moment(NOW.utc + timedelta(minutes=minutes), NOW.offset_minutes)


def every_answer() -> tuple[Answer, ...]:
    """One answer of every kind, in an order that is not that of their names; one of them overridden."""
    given = [
        Answer(f"item_{index * 7 % 19:02}", value, PERSON.id, later(index), note="n" * (index % 2))
        for index, value in enumerate(VALUES)
    ]
    override = Override("the meter was exchanged", PERSON.id, Role.RSO, later(99))
    return (*given[:-1], replace(given[-1], override=override))


def a_stored_run(number: int = 1, **changes: object) -> Run:
    run = Run(
        id=RunId(UUID(int=2000 + number)),
        number=number,
        template_id=TEMPLATE.id,
        template_version=TEMPLATE.version,
        template_digest=template_digest(TEMPLATE),
        subject=Subject(
            CASE.id, TRAINEE.id, SUPERVISOR.id, ROOM.id, INSTRUMENT.id, PERSON.id, "x"
        ),
        event_time=later(number),
        entry_time=later(number + 1),
        started_by=PERSON.id,
        answers=every_answer(),
    )
    return replace(run, **changes)  # type: ignore[arg-type]


def a_seal(run: Run) -> Seal:
    return Seal.over(run.id, canonical_bytes(run_document(run)), later(50))


def a_sign_off(run: Run, position: int = 1, meaning: Meaning = Meaning.PERFORMED) -> SignOff:
    return SignOff(
        id=SignOffId(UUID(int=run.id.int * 10 + position)),
        run_id=run.id,
        position=position,
        signer_id=PERSON.id,
        signer=PERSON.name,
        role=PERSON.role,
        meaning=meaning,
        signed_at=later(60 + position),
        statement=b'{"signed": "' + MARKER.encode() + b'"}',
        public_key=PERSON.public_keys[0],
        signature=bytes(range(64)),
        case_revision=CASE.revision,
    )


def an_entry(verb: str = "try", **fields: object) -> EntryDraft:
    return EntryDraft(
        at=NOW,
        actor_id=PersonId(PERSON.id),
        actor=PERSON.name,
        role=PERSON.role.value,
        verb=verb,
        subject_kind="trainee",
        subject_id=TRAINEE.id,
        subject="T-001",
        fields=fields or {"note": [None, "zwölf"]},
    )


@dataclass(frozen=True)
class OpenCenter:
    """An open center file."""

    path: Path
    engines: Engines

    def work(self) -> SqlUnitOfWork:
        return SqlUnitOfWork(self.engines)

    @property
    def file(self) -> SqlCenterFile:
        return SqlCenterFile(self.path, KEY)

    def execute(self, sql: str, *row: object) -> None:
        """Run one statement as somebody who holds the key might."""
        with self.engines.write.begin() as connection:
            connection.exec_driver_sql(sql, row)


def fill(center: OpenCenter) -> Run:
    """One record of every kind: a sealed and signed run with every kind of answer, and a draft."""
    run = a_stored_run()
    with center.work() as uow:
        uow.people.add(PERSON)
        uow.trainees.add(TRAINEE)
        uow.supervisors.add(SUPERVISOR)
        uow.rooms.add(ROOM)
        uow.instruments.add(INSTRUMENT)
        uow.cases.add(CASE)
        uow.templates.add(template_digest(TEMPLATE), TEMPLATE)
        uow.facts.put("name", "Lakeside RPT Center")
        uow.next_number("run")
        uow.next_number("run")
        uow.runs.add(run)
        uow.runs.mark_submitted(run.id, later(30), PERSON.id, 2)
        run = uow.runs.get(run.id)
        uow.sign_offs.open_slots(run.id, TEMPLATE.sign_offs)
        uow.sign_offs.add_seal(a_seal(run))
        uow.sign_offs.add(a_sign_off(run))
        uow.runs.add(a_stored_run(2))
        uow.log.append(an_entry("first"))
        uow.log.append(an_entry("second"))
        uow.exports.add(EXPORT, PERSON.id, LogHead(2, bytes(32)))
        uow.search.put(Hit("trainee", TRAINEE.id, "Example", "here"), f"Example {MARKER}")
        uow.commit()
    return run


@contextmanager
def opened(path: Path) -> Iterator[OpenCenter]:
    engines = open_engines(path, KEY)
    try:
        yield OpenCenter(path, engines)
    finally:
        engines.dispose()


def older_center(path: Path, revision: str = "0001") -> None:
    """An empty center file as an earlier version of the program made it."""
    with closing(connect(path, KEY, foreign_keys=False)) as made:
        made.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        schema.migrate(made, path, revision)


def copied(blank: Path, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(blank, path)
    return path
