"""Reads everything that goes into one trainee's packet, all from one state of the log."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from au_desktop.domain.audit import LogHead
from au_desktop.domain.ids import PersonId, RunId, TraineeId
from au_desktop.domain.record_roll import CenterRoll
from au_desktop.domain.signing.statements import Statement
from au_desktop.domain.training.papers import Paper
from au_desktop.services.center.facilities import CenterFacts
from au_desktop.services.changes import Kind
from au_desktop.services.desk import Desk
from au_desktop.services.packet.packet_content import PacketSources, StandingNow
from au_desktop.services.packet.packet_manifest import PacketKeys, signing_people
from au_desktop.services.packet.packet_records import PacketRecord, Progress, RecordReader
from au_desktop.services.ports import UnitOfWork

_NAME_LENGTH = 80


@dataclass(frozen=True, slots=True)
class EnclosedFile:
    """A file of the packet that is there already: its path inside, and its bytes."""

    path: str
    content: bytes


class StandingSource(Protocol):
    """Says where a trainee stands."""

    def of(self, trainee_id: TraineeId) -> StandingNow:
        """Where one trainee stands now."""
        ...


@dataclass(frozen=True, slots=True)
class PacketRead:
    """Everything read of one trainee, from one state of the log; the records in the order of the roll."""

    head: LogHead
    center: CenterFacts
    now: StandingNow
    roll: CenterRoll
    records: tuple[PacketRecord, ...]
    sources: PacketSources
    keys: PacketKeys
    enclosed: tuple[EnclosedFile, ...]


class PacketReader:
    """Reads for one packet."""

    def __init__(self, desk: Desk, standings: StandingSource) -> None:
        self._desk = desk
        self._standings = standings

    def read(
        self,
        trainee_id: TraineeId,
        steps: tuple[Progress, Callable[[], bool]],
        *,
        with_papers: bool,
    ) -> PacketRead:
        """Read it all; again from the start where somebody wrote meanwhile.

        Raises:
            Cancelled: a person stopped it.
        """
        while True:
            head = self._head()
            now = self._standings.of(trainee_id)
            with self._desk.reading() as uow:
                found = self._found(uow, (head, now), steps, with_papers=with_papers)
            if self._head() == head:
                return found

    def _head(self) -> LogHead:
        with self._desk.reading() as uow:
            return uow.log.head()

    def _found(
        self,
        uow: UnitOfWork,
        at: tuple[LogHead, StandingNow],
        steps: tuple[Progress, Callable[[], bool]],
        *,
        with_papers: bool,
    ) -> PacketRead:
        head, now = at
        trainee_id = now.trainee.id
        reader = RecordReader(uow)
        roll = reader.roll(*steps)
        records = sorted(reader.records((trainee_id,))[trainee_id], key=PacketRecord.entry)
        statements = uow.statements.of_trainees((trainee_id,))
        papers = uow.papers.of_owners((trainee_id,))
        signed = _SignedFiles(uow, self._desk.actor.person_id)
        signed.add(statements, records)
        copies = _paper_files(uow, papers) if with_papers else ()
        return PacketRead(
            head=head,
            center=CenterFacts.of(uow.facts.all()),
            now=now,
            roll=roll,
            records=tuple(records),
            sources=PacketSources(
                reference=self._desk.reference,
                supervisors={one.id: one for one in uow.supervisors.all()},
                papers={paper.id: paper for paper in papers},
                statements=statements,
            ),
            keys=signing_people(uow.people.all(), signed.signers),
            enclosed=(*signed.files, *copies),
        )


class _SignedFiles:
    """What was signed, with signature and key, as files; and who signed."""

    def __init__(self, uow: UnitOfWork, maker: PersonId) -> None:
        self._uow = uow
        self.files: list[EnclosedFile] = []
        self.signers = {maker}

    def add(self, statements: tuple[Statement, ...], records: list[PacketRecord]) -> None:
        """Statements, and the signed checklists among the records."""
        for one in statements:
            content = (one.content, one.signature, one.public_key)
            self._add(one.code, content, one.signer_id)
        for record in records:
            if record.kind == Kind.RUN.value:
                self._add_run(RunId(record.id), record.code)

    def _add_run(self, run_id: RunId, code: str) -> None:
        seal = self._uow.sign_offs.seal(run_id)
        content = b"" if seal is None else seal.content
        self.files.append(EnclosedFile(f"signatures/{code}.record.json", content))
        for place, one in enumerate(self._uow.sign_offs.of_run(run_id), 1):
            parts = (one.statement, one.signature, one.public_key)
            self._add(f"{code}-{place}", parts, one.signer_id)

    def _add(self, code: str, content: tuple[bytes, bytes, bytes], signer: PersonId) -> None:
        self.signers.add(signer)
        for ending, part in zip(("json", "sig", "pub"), content, strict=True):
            self.files.append(EnclosedFile(f"signatures/{code}.{ending}", part))


def _paper_files(uow: UnitOfWork, papers: tuple[Paper, ...]) -> Iterator[EnclosedFile]:
    """Copies of the papers in use, each under a number and its own name."""
    kept = [paper for paper in papers if paper.voided is None]
    for number, paper in enumerate(kept, 1):
        name = "".join(
            sign if sign.isascii() and (sign.isalnum() or sign in "-_.") else "_"
            for sign in paper.file_name
        )
        content = uow.papers.content(paper.id)
        yield EnclosedFile(f"papers/{number:03d}_{name[-_NAME_LENGTH:]}", content)
