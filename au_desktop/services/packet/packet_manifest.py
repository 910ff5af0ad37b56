"""The manifest of a packet: who made it, from which log, over which records, keys and files; the document that is signed."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from au_desktop.domain.audit import LogHead
from au_desktop.domain.canonical import Document, canonical_bytes
from au_desktop.domain.ids import PersonId
from au_desktop.domain.moments import Moment
from au_desktop.domain.people import Person
from au_desktop.domain.record_roll import RollProof, TraineeRoll

PACKET_FORMAT = "au-desktop/packet/1"
PACKET_FILE = "packet.json"


@dataclass(frozen=True, slots=True)
class PacketFile:
    """One file of the packet: its path inside, size and SHA-256."""

    path: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class PacketOrigin:
    """Which center and program made it, when, and who."""

    center_id: str
    center: str
    license_number: str
    program: str
    schema: str
    profile: str
    made_by: str
    made_by_id: str
    made_at: Moment


@dataclass(frozen=True, slots=True)
class PacketSubject:
    """Whose packet it is, and whether it is a draft."""

    trainee_id: str
    code: str
    name: str
    draft: bool
    gaps: int


@dataclass(frozen=True, slots=True)
class PacketKeys:
    """The keys of whoever signed something in the packet, every one that a person has had."""

    people: tuple[Person, ...]

    def document(self) -> list[Document]:
        """As keys.json holds them."""
        return [
            {
                "person": str(person.id),
                "name": person.name,
                "role": person.role.value,
                "public_key": key.hex(),
                "sha256": hashlib.sha256(key).hexdigest(),
            }
            for person in sorted(self.people, key=lambda one: str(one.id))
            for key in person.public_keys
        ]

    def names(self) -> dict[str, str]:
        """By person, name and role."""
        return {str(person.id): f"{person.name} ({person.role.value})" for person in self.people}

    def fingerprints(self) -> dict[str, list[str]]:
        """By person, the digests of the keys: what the log entry binds."""
        return {
            str(person.id): [hashlib.sha256(key).hexdigest() for key in person.public_keys]
            for person in self.people
        }


def signing_people(people: Iterable[Person], signers: Iterable[PersonId]) -> PacketKeys:
    """Those of these people who signed something."""
    wanted = set(signers)
    return PacketKeys(tuple(person for person in people if person.id in wanted))


@dataclass(frozen=True, slots=True)
class PacketManifest:
    """Everything that the maker of a packet signs."""

    origin: PacketOrigin
    subject: PacketSubject
    log: LogHead
    roll: TraineeRoll
    proof: RollProof
    keys: PacketKeys
    worksheet: bytes
    files: tuple[PacketFile, ...]

    def document(self) -> Document:
        """As a plain document."""
        origin, subject = self.origin, self.subject
        return {
            "format": PACKET_FORMAT,
            "center": {
                "id": origin.center_id,
                "name": origin.center,
                "license": origin.license_number,
            },
            "program": origin.program,
            "schema": origin.schema,
            "profile": origin.profile,
            "made": {
                "by": origin.made_by,
                "by_id": origin.made_by_id,
                "at": origin.made_at.iso(),
                "at_utc": origin.made_at.utc.isoformat(),
            },
            "trainee": {"id": subject.trainee_id, "code": subject.code, "name": subject.name},
            "draft": subject.draft,
            "gaps": subject.gaps,
            "log": {"length": self.log.length, "digest": self.log.digest.hex()},
            "records": {"count": self.roll.count, "root": self.roll.root.hex()},
            "center_records": {"root": self.proof.root.hex(), "leaves": self.proof.leaves},
            "keys": self.keys.fingerprints(),
            "people": self.keys.names(),
            "worksheet": self.worksheet.hex(),
            "files": [
                {"path": one.path, "size": one.size, "sha256": one.digest} for one in self.files
            ],
        }

    def to_bytes(self) -> bytes:
        """The canonical bytes that are signed."""
        return canonical_bytes(self.document())

    def log_fields(self) -> Mapping[str, object]:
        """What the log's entry says of the packet, so that the log's head stands for all of it."""
        return {
            "trainee": self.subject.code,
            "draft": self.subject.draft,
            "manifest": hashlib.sha256(self.to_bytes()).hexdigest(),
            "records": self.roll.count,
            "root": self.proof.root.hex(),
            "leaves": self.proof.leaves,
            "read_at": self.log.length,
            "keys": self.keys.fingerprints(),
        }
