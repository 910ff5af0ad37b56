"""Makes a trainee's packet: worksheet, records, signatures and keys, with a proof that the log's head stands for all of it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from au_desktop.domain.audit import entry_document
from au_desktop.domain.canonical import Document, as_document, canonical_bytes, digest_of
from au_desktop.domain.errors import ReadOnlyCenter
from au_desktop.domain.ids import ExportId, TraineeId
from au_desktop.domain.roles import Permission, require
from au_desktop.services.changes import Kind
from au_desktop.services.desk import Change, Desk, Subject
from au_desktop.services.leaving.documents import ProgramFacts
from au_desktop.services.outcomes import Outcome
from au_desktop.services.packet.packet_content import (
    PacketMaking,
    worksheet_of,
)
from au_desktop.services.packet.packet_manifest import (
    PACKET_FORMAT,
    PacketFile,
    PacketManifest,
    PacketOrigin,
    PacketSubject,
)
from au_desktop.services.packet.packet_reading import (
    EnclosedFile,
    PacketRead,
    PacketReader,
    StandingSource,
)
from au_desktop.services.packet.packet_records import PacketRecord, Progress
from au_desktop.services.packet.packet_worksheet import Worksheet
from au_desktop.services.ports import Signer
from au_desktop.services.rows import ExportRow
from au_desktop.services.statements.signing import OtherSigner

PACKET = "Packet"
MADE = "make packet"
"""What the log calls it."""

_READING, _ALL = 90, 100
_SHORT = 16


@dataclass(frozen=True, slots=True)
class PacketWish:
    """Where the packet goes, whether as one zip file or a folder, and whether copies of the papers go along."""

    target: Path
    as_zip: bool = True
    with_papers: bool = True


@dataclass(frozen=True, slots=True)
class PacketMaterial:
    """What the writer puts into files: the worksheet, and files as they are."""

    worksheet: Worksheet
    enclosed: tuple[EnclosedFile, ...]


class StagedPacket(Protocol):
    """A packet that is written beside its place and not seen yet."""

    @property
    def place(self) -> Path:
        """Where it will lie: another name than asked for where that is taken."""
        ...

    @property
    def files(self) -> tuple[PacketFile, ...]:
        """Every file so far, by path."""
        ...

    def put(self, packet: bytes) -> None:
        """Add packet.json and put everything into its place in one step; raises `DiskProblem`."""
        ...

    def take_back(self) -> None:
        """Remove it again from its place."""
        ...


class PacketWriter(Protocol):
    """Writes packets."""

    def stage(
        self, wish: PacketWish, material: PacketMaterial, cancelled: Callable[[], bool]
    ) -> AbstractContextManager[StagedPacket]:
        """Write everything but packet.json; whatever was not put into its place is gone afterwards.

        Raises:
            Cancelled, DiskProblem: nothing is left behind.
        """
        ...


@dataclass(frozen=True, slots=True)
class PacketTools:
    """What packets are made with beside the records."""

    standings: StandingSource
    writer: PacketWriter
    fingerprint: Callable[[bytes], str]
    program: ProgramFacts


class Packets:
    """Use cases about packets."""

    def __init__(self, desk: Desk, tools: PacketTools) -> None:
        self._desk = desk
        self._tools = tools

    def make(
        self,
        trainee_id: TraineeId,
        wish: PacketWish,
        signer: Signer,
        progress: Progress = lambda _done, _total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Outcome[ExportRow]:
        """Make the packet of one trainee; one with gaps says DRAFT and lists them first.

        Raises:
            OtherSigner: the key is not the actor's.
            Cancelled, DiskProblem: nothing is left behind.
        """
        desk = self._desk
        require(desk.actor.role, Permission.EXPORT)
        if desk.read_only:
            raise ReadOnlyCenter(desk.read_only)
        if signer.person_id != desk.actor.person_id:
            raise OtherSigner(desk.actor.person_id)

        def reading(done: int, total: int) -> None:
            progress(_READING * done // total, _ALL)

        reader = PacketReader(desk, self._tools.standings)
        read = reader.read(trainee_id, with_papers=wish.with_papers, steps=(reading, cancelled))
        worksheet = worksheet_of(read.now, read.sources, self._making(read, signer))
        keys = EnclosedFile("keys.json", canonical_bytes(read.keys.document()))
        material = PacketMaterial(worksheet, (*read.enclosed, keys))
        progress(_READING, _ALL)
        with self._tools.writer.stage(wish, material, cancelled) as staged:
            made = self._noted(
                staged, self._manifest(read, worksheet, staged), (read, worksheet), signer
            )
        progress(_ALL, _ALL)
        return made

    def _making(self, read: PacketRead, signer: Signer) -> PacketMaking:
        actor, made_at = self._desk.actor, self._desk.clock.now()
        return PacketMaking(
            center=read.center.name,
            license_number=read.center.license_number,
            made=made_at.local.replace(tzinfo=None).isoformat(sep=" ", timespec="minutes"),
            made_by=f"{actor.name} ({actor.role.value})",
            log=f"{read.head.length} entries, {read.head.digest.hex()[:_SHORT]}",
            key=self._tools.fingerprint(signer.public_key),
        )

    def _manifest(
        self, read: PacketRead, worksheet: Worksheet, staged: StagedPacket
    ) -> PacketManifest:
        actor, program = self._desk.actor, self._tools.program
        trainee = read.now.trainee
        origin = PacketOrigin(
            center_id=program.center_id,
            center=read.center.name,
            license_number=read.center.license_number,
            program=program.version,
            schema=program.schema,
            profile=worksheet.profile,
            made_by=worksheet.made_by,
            made_by_id=str(actor.person_id),
            made_at=self._desk.clock.now(),
        )
        return PacketManifest(
            origin=origin,
            subject=PacketSubject(
                str(trainee.id),
                trainee.code,
                worksheet.name,
                worksheet.draft,
                len(worksheet.gaps),
            ),
            log=read.head,
            roll=read.roll.roll(trainee.id),
            proof=read.roll.proof(trainee.id),
            keys=read.keys,
            worksheet=digest_of(as_document(worksheet)),
            files=staged.files,
        )

    def _noted(
        self,
        staged: StagedPacket,
        manifest: PacketManifest,
        content: tuple[PacketRead, Worksheet],
        signer: Signer,
    ) -> Outcome[ExportRow]:
        read, worksheet = content
        placed = False
        try:
            with self._desk.change(Permission.EXPORT) as change:
                log = self._logged(change, manifest, staged)
                document = _packet_document(manifest, read.records, worksheet, signer)
                document["log"] = log
                staged.put(canonical_bytes(document))
                placed = True
                row = self._row(change, manifest, staged)
        except BaseException:
            # What the log does not know of must not leave.
            if placed:
                staged.take_back()
            raise
        return Outcome(row, change.changes)

    def _logged(self, change: Change, manifest: PacketManifest, staged: StagedPacket) -> Document:
        export_id = ExportId(self._desk.ids.new())
        subject = Subject(Kind.EXPORT, export_id, f"{PACKET} {manifest.subject.code}")
        said = {**manifest.log_fields(), "file": staged.place.name}
        entry = change.record(MADE, subject, None, said)
        return {
            "entry": entry_document(entry, entry.sequence, entry.previous),
            "length": entry.sequence,
            "digest": entry.digest.hex(),
        }

    def _row(self, change: Change, manifest: PacketManifest, staged: StagedPacket) -> ExportRow:
        head = change.uow.log.head()
        state = "draft" if manifest.subject.draft else "complete"
        row = ExportRow(
            export_id=ExportId(change.subject_id or self._desk.ids.new()),
            what=PACKET,
            file_name=staged.place.name,
            period=f"{manifest.subject.code}, {state}, {manifest.roll.count} records",
            made_by=self._desk.actor.name,
            made_at=manifest.origin.made_at,
            digest=digest_of(manifest.document()).hex(),
            log_length=head.length,
        )
        change.uow.exports.add(row, self._desk.actor.person_id, head)
        return row


def _packet_document(
    manifest: PacketManifest,
    records: tuple[PacketRecord, ...],
    worksheet: Worksheet,
    signer: Signer,
) -> Document:
    """Everything of packet.json but the log's entry."""
    proof = manifest.proof
    return {
        "format": PACKET_FORMAT,
        "manifest": manifest.document(),
        "signature": {
            "public_key": signer.public_key.hex(),
            "signature": signer.sign(manifest.to_bytes()).hex(),
        },
        "records": [
            {
                "kind": record.kind,
                "id": str(record.id),
                "code": record.code,
                "digest": record.entry().digest.hex(),
                "document": record.document,
            }
            for record in records
        ],
        "proof": {
            "index": proof.index,
            "leaves": proof.leaves,
            "path": [beside.hex() for beside in proof.path],
            "root": proof.root.hex(),
        },
        "worksheet": as_document(worksheet),
    }
