"""Every record of a trainee as plain documents with their digests, and the roll that a packet proves itself against."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast
from uuid import UUID

from au_desktop.domain.canonical import Document, as_document
from au_desktop.domain.errors import Cancelled
from au_desktop.domain.ids import CaseId, SupervisorId, TraineeId
from au_desktop.domain.record_roll import CenterRoll, RollEntry, TraineeRoll
from au_desktop.domain.signing.statements import Statement
from au_desktop.domain.training.cases import Case
from au_desktop.domain.training.hours import HourEntry
from au_desktop.domain.training.supervisors import SupervisingAU
from au_desktop.services.changes import Kind
from au_desktop.services.checklists.checklist_work import run_code
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.sealed_runs import SealedDigest

REQUEST = "signature request"
AT_ONCE = 40
"""How many trainees are read at a time."""

Progress = Callable[[int, int], None]
"""Hears how much is done, of how much."""


@dataclass(frozen=True, slots=True)
class PacketRecord:
    """One record: its kind, id, the code by which people know it, and its plain document."""

    kind: str
    id: UUID
    code: str
    document: Document

    def entry(self) -> RollEntry:
        """Its entry in the roll."""
        return RollEntry.over(self.kind, self.id, self.document)


def signed_run(sealed: SealedDigest) -> PacketRecord:
    """A signed checklist by its digests; its content and signatures travel as files of their own."""
    document = {
        "number": sealed.number,
        "case": None if sealed.case_id is None else str(sealed.case_id),
        "template": sealed.template_digest,
        "seal": sealed.seal.hex(),
        "signatures": [
            {
                "statement": one.statement.hex(),
                "public_key": one.public_key.hex(),
                "signature": one.signature.hex(),
            }
            for one in sealed.sign_offs
        ],
        "void_reason": sealed.void_reason,
        "superseded": sealed.superseded,
    }
    return PacketRecord(Kind.RUN.value, sealed.run_id, run_code(sealed.number), document)


def signed_statement(statement: Statement) -> PacketRecord:
    """A statement by its digest, key and signature; its content travels as a file of its own."""
    document = {
        "number": statement.number,
        "kind": statement.kind.value,
        "content": statement.digest.hex(),
        "signer_id": str(statement.signer_id),
        "public_key": statement.public_key.hex(),
        "signature": statement.signature.hex(),
        "withdraws": None if statement.withdraws is None else str(statement.withdraws),
    }
    return PacketRecord(Kind.STATEMENT.value, statement.id, statement.code, document)


class RecordReader:
    """Reads the records of trainees in one transaction, a batch of trainees at a time."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow
        # What the center notes of its supervisors is not for a packet's readers.
        self._supervisors = {one.id: replace(one, notes="") for one in uow.supervisors.all()}
        self._of_trainee: dict[TraineeId, list[SealedDigest]] = defaultdict(list)
        self._of_case: dict[CaseId, list[SealedDigest]] = defaultdict(list)
        for sealed in uow.sealed.digests():
            if sealed.case_id is not None:
                self._of_case[sealed.case_id].append(sealed)
            elif sealed.trainee_id is not None:
                self._of_trainee[sealed.trainee_id].append(sealed)

    def roll(
        self, progress: Progress, cancelled: Callable[[], bool] = lambda: False
    ) -> CenterRoll:
        """The roll of the whole center.

        Raises:
            Cancelled: a person stopped it.
        """
        trainees = [one.id for one in self._uow.trainees.all()]
        rolls: dict[TraineeId, TraineeRoll] = {}
        for start in range(0, len(trainees), AT_ONCE):
            if cancelled():
                raise Cancelled
            progress(start, len(trainees))
            some = trainees[start : start + AT_ONCE]
            for trainee_id, records in self.records(some).items():
                entries = (record.entry() for record in records)
                rolls[trainee_id] = TraineeRoll.of(trainee_id, entries)
        return CenterRoll(rolls)

    def records(self, trainee_ids: Sequence[TraineeId]) -> Mapping[TraineeId, list[PacketRecord]]:
        """Every record of these trainees: voided, planned, lost and withdrawn ones too."""
        uow = self._uow
        found: dict[TraineeId, list[PacketRecord]] = {key: [] for key in trainee_ids}
        cases = uow.cases.of_trainees(trainee_ids)
        hours = uow.hours.of_trainees(trainee_ids)
        for owner, record in self._own(trainee_ids):
            found[owner].append(record)
        for case in cases:
            found[case.trainee_id].append(_plain(Kind.CASE, case.id, case.code, case))
        for entry in hours:
            found[entry.trainee_id].append(_plain(Kind.HOURS, entry.id, entry.code, entry))
        for owner, supervisor in self._named_supervisors(cases, hours):
            record = _plain(Kind.SUPERVISOR, supervisor.id, supervisor.name, supervisor)
            found[owner].append(record)
        for owner, sealed in self._checklists(trainee_ids, cases):
            found[owner].append(signed_run(sealed))
        for owner, record in self._ratings(cases):
            found[owner].append(record)
        return found

    def _own(self, ids: Sequence[TraineeId]) -> Iterator[tuple[TraineeId, PacketRecord]]:
        uow = self._uow
        for trainee in uow.trainees.several(ids):
            yield trainee.id, _plain(Kind.TRAINEE, trainee.id, trainee.code, trainee)
        for brought in uow.qualifications.of_trainees(ids):
            yield brought.id, _plain(Kind.QUALIFICATION, brought.id, "Qualification", brought)
        for placement in uow.placements.of_trainees(ids):
            code = f"Visit from {placement.visit.first.isoformat()}"
            yield placement.trainee_id, _plain(Kind.PLACEMENT, placement.id, code, placement)
        for follow_up in uow.follow_ups.of_trainees(ids):
            code = f"License follow-up {follow_up.license_number}"
            yield follow_up.trainee_id, _plain(Kind.FOLLOW_UP, follow_up.id, code, follow_up)
        for request in uow.requests.of_trainees(ids):
            code = f"Request of {request.asked_at.local.date().isoformat()}"
            yield request.trainee_id, PacketRecord(REQUEST, request.id, code, as_document(request))
        for paper in uow.papers.of_owners(ids):
            yield (
                cast("TraineeId", paper.owner_id),
                _plain(Kind.PAPER, paper.id, paper.title, paper),
            )
        for statement in uow.statements.of_trainees(ids):
            yield statement.trainee_id, signed_statement(statement)

    def _named_supervisors(
        self, cases: Iterable[Case], hours: Iterable[HourEntry]
    ) -> Iterator[tuple[TraineeId, SupervisingAU]]:
        """Whoever a trainee's cases and hours name, once."""
        named: dict[tuple[TraineeId, SupervisorId], None] = {}
        pairs = [(one.trainee_id, one.supervisor_id) for one in cases]
        pairs += [(one.trainee_id, one.supervisor_id) for one in hours]
        for owner, key in pairs:
            if key is not None:
                named[owner, key] = None
        for owner, key in named:
            yield owner, self._supervisors[key]

    def _checklists(
        self, ids: Sequence[TraineeId], cases: Iterable[Case]
    ) -> Iterator[tuple[TraineeId, SealedDigest]]:
        for case in cases:
            yield from ((case.trainee_id, sealed) for sealed in self._of_case.get(case.id, ()))
        for key in ids:
            yield from ((key, sealed) for sealed in self._of_trainee.get(key, ()))

    def _ratings(self, cases: Iterable[Case]) -> Iterator[tuple[TraineeId, PacketRecord]]:
        by_id = {case.id: case for case in cases}
        for key, rating in self._uow.ratings.of_cases(tuple(by_id)).items():
            case = by_id[key]
            yield (
                case.trainee_id,
                _plain(Kind.RATING, rating.id, f"Rating of {case.code}", rating),
            )


def _plain(kind: Kind, record_id: UUID, code: str, value: object) -> PacketRecord:
    return PacketRecord(kind.value, record_id, code, as_document(value))
