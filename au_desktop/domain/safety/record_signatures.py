"""Signatures on radiation safety records: what is signed, and whether it stands as of now."""

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from au_desktop.domain.canonical import Document, as_document
from au_desktop.domain.ids import PersonId, SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.people import Actor
from au_desktop.domain.roles import Permission, Role
from au_desktop.domain.safety.safety_records import RecordKind, SafetyRecord, safety_code

CONTENT_FORMAT = "au-desktop/safety-record/1"


class RecordMeaning(StrEnum):
    """What a signature on a safety record says."""

    PERFORMED = "performed"
    DIRECTED = "directed"
    REVIEWED = "reviewed"


PERMISSION_FOR: dict[RecordMeaning, Permission] = {
    RecordMeaning.PERFORMED: Permission.SIGN_PERFORMED,
    RecordMeaning.DIRECTED: Permission.PRESCRIBE,
    RecordMeaning.REVIEWED: Permission.SIGN_REVIEWED,
}


@dataclass(frozen=True, slots=True)
class RecordSignature:
    """A signature. `content` is the canonical JSON that was signed, the whole record in it; it is never made again."""

    id: UUID
    number: int
    record_id: SafetyId
    kind: RecordKind
    record_number: int
    revision: int
    content: bytes
    digest: bytes
    signer_id: PersonId
    signer: str
    role: Role
    meaning: RecordMeaning
    signed_at: Moment
    public_key: bytes
    signature: bytes

    @property
    def code(self) -> str:
        """The code of the record that it stands for."""
        return safety_code(self.kind, self.record_number)


class SignatureStanding(StrEnum):
    """Whether a signature stands, and for what."""

    VALID = "valid"
    EARLIER = "valid for an earlier revision"
    VOID = "the record is void"
    AMENDED = "the record was amended"
    UNKNOWN_KEY = "the key is not the signer's"
    BROKEN = "broken"


def record_facts(record: SafetyRecord) -> Document:
    """The whole record as a document; that it was made void later is no change of what was signed."""
    document: Document = as_document(record)
    return {name: value for name, value in document.items() if name != "voided"}


def signed_content(
    record: SafetyRecord, meaning: RecordMeaning, actor: Actor, number: int, at: Moment
) -> Document:
    """The plain document whose canonical bytes are signed."""
    return {
        "format": CONTENT_FORMAT,
        "number": number,
        "kind": record.KIND.value,
        "code": record.code,
        "revision": record.revision,
        "meaning": meaning.value,
        "signer": {"id": str(actor.person_id), "name": actor.name, "role": actor.role.value},
        "times": {
            "event": record.at.iso(),
            "entry": record.entered_at.iso(),
            "signing": at.iso(),
        },
        "record": record_facts(record),
    }


def content_fits(signature: RecordSignature) -> bool:
    """Whether the kept digest is that of the kept bytes, and what stands beside them is what they say."""
    if hashlib.sha256(signature.content).digest() != signature.digest:
        return False
    try:
        said = json.loads(signature.content)
    except ValueError:
        return False
    if not isinstance(said, dict) or not isinstance(said.get("times"), dict):
        return False
    said["signing"] = said["times"].get("signing")
    return all(said.get(name) == value for name, value in _head(signature).items())


def _head(signature: RecordSignature) -> Document:
    """What a signature is shown with, as its signed text has it."""
    signer = {
        "id": str(signature.signer_id),
        "name": signature.signer,
        "role": signature.role.value,
    }
    return {
        "number": signature.number,
        "kind": signature.kind.value,
        "code": signature.code,
        "revision": signature.revision,
        "meaning": signature.meaning.value,
        "signer": signer,
        "signing": signature.signed_at.iso(),
    }


@dataclass(frozen=True, slots=True)
class SignatureEvidence:
    """What a signature is judged by, beside itself and its record.

    `known_keys` are all keys that the signer has had in this center; `verified` says that signature and digest fit the kept
    bytes; `same_facts` that the bytes say what the record says today, asked only where the revision is the same.
    """

    known_keys: Collection[bytes]
    verified: bool
    same_facts: bool
    amended: bool = False


def standing_of(
    signature: RecordSignature, record: SafetyRecord, evidence: SignatureEvidence
) -> SignatureStanding:
    """The standing as of now; what is broken is told before anything else."""
    later = record.revision > signature.revision
    found = (
        (not evidence.verified or not (later or evidence.same_facts), SignatureStanding.BROKEN),
        (signature.public_key not in evidence.known_keys, SignatureStanding.UNKNOWN_KEY),
        (record.voided is not None, SignatureStanding.VOID),
        (evidence.amended, SignatureStanding.AMENDED),
        (later, SignatureStanding.EARLIER),
    )
    return next((state for holds, state in found if holds), SignatureStanding.VALID)
