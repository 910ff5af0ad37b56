"""A statement: what one person signs about records that are no checklist, such as hours, a rating or an attestation."""

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from au_desktop.domain.canonical import Document
from au_desktop.domain.ids import PersonId, StatementId, TraineeId
from au_desktop.domain.moments import Moment
from au_desktop.domain.people import Actor
from au_desktop.domain.roles import Permission, Role
from au_desktop.domain.signing.sign_offs import Meaning

CONTENT_FORMAT = "au-desktop/statement/1"


class StatementKind(StrEnum):
    """What a statement is about."""

    CLASSROOM_VERIFIED = "classroom hours verified"
    WORK_CONFIRMED = "work experience confirmed"
    PART_RATED = "part rated"
    PART_RESOLVED = "difference resolved"
    ATTESTATION = "preceptor attestation"
    DIRECTOR_ATTESTATION = "residency program director attestation"
    FACULTY_CONCURRENCE = "faculty concurrence"
    WITHDRAWAL = "statement withdrawn"


MEANING_OF: dict[StatementKind, Meaning] = {
    StatementKind.CLASSROOM_VERIFIED: Meaning.VERIFIED,
    StatementKind.WORK_CONFIRMED: Meaning.SUPERVISED,
    StatementKind.PART_RATED: Meaning.SUPERVISED,
    StatementKind.PART_RESOLVED: Meaning.SUPERVISED,
    StatementKind.ATTESTATION: Meaning.ATTESTED,
    StatementKind.DIRECTOR_ATTESTATION: Meaning.ATTESTED,
    StatementKind.FACULTY_CONCURRENCE: Meaning.ATTESTED,
    StatementKind.WITHDRAWAL: Meaning.VOIDED,
}

PERMISSION_OF: dict[StatementKind, Permission] = {
    StatementKind.CLASSROOM_VERIFIED: Permission.VERIFY_CLASSROOM,
    StatementKind.WORK_CONFIRMED: Permission.CONFIRM_WORK,
    StatementKind.PART_RATED: Permission.RATE_PART,
    StatementKind.PART_RESOLVED: Permission.RATE_PART,
    StatementKind.ATTESTATION: Permission.ATTEST,
    StatementKind.DIRECTOR_ATTESTATION: Permission.ATTEST,
    StatementKind.FACULTY_CONCURRENCE: Permission.ATTEST,
    StatementKind.WITHDRAWAL: Permission.VOID_RECORDS,
}


@dataclass(frozen=True, slots=True)
class StatedRecord:
    """A record that a statement rests on: kind, id, code, the revision that was seen, and the digest of its facts."""

    kind: str
    id: UUID
    code: str
    revision: int
    digest: bytes


@dataclass(frozen=True, slots=True)
class StatementDraft:
    """What is about to be signed: whose training it concerns, the facts in plain document values, the records behind it.

    `withdraws` names the statement that a withdrawal takes back.
    """

    kind: StatementKind
    trainee_id: TraineeId
    facts: Document
    records: tuple[StatedRecord, ...] = ()
    event_at: Moment | None = None
    withdraws: StatementId | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """A signed statement. `content` is the canonical JSON that was signed; it names everything and is never made again."""

    id: StatementId
    number: int
    kind: StatementKind
    trainee_id: TraineeId
    content: bytes
    digest: bytes
    signer_id: PersonId
    signer: str
    role: Role
    meaning: Meaning
    signed_at: Moment
    public_key: bytes
    signature: bytes
    records: tuple[StatedRecord, ...] = field(default=())
    withdraws: StatementId | None = None

    @property
    def code(self) -> str:
        """The number as shown."""
        return statement_code(self.number)


def statement_code(number: int) -> str:
    """The number of a statement as a code."""
    return f"S-{number:06d}"


def content_document(
    draft: StatementDraft, statement_id: StatementId, number: int, actor: Actor, at: Moment
) -> Document:
    """The plain document whose canonical bytes are signed."""
    return {
        "format": CONTENT_FORMAT,
        "id": str(statement_id),
        "number": number,
        "kind": draft.kind.value,
        "meaning": MEANING_OF[draft.kind].value,
        "trainee": str(draft.trainee_id),
        "signer": {"id": str(actor.person_id), "name": actor.name, "role": actor.role.value},
        "times": {
            "event": None if draft.event_at is None else draft.event_at.iso(),
            "signing": at.iso(),
        },
        "facts": draft.facts,
        "records": [
            {
                "kind": record.kind,
                "id": str(record.id),
                "code": record.code,
                "revision": record.revision,
                "digest": record.digest.hex(),
            }
            for record in draft.records
        ],
        "withdraws": None if draft.withdraws is None else str(draft.withdraws),
        "reason": draft.reason,
    }


def content_digest(content: bytes) -> bytes:
    """SHA-256 of signed content."""
    return hashlib.sha256(content).digest()


@dataclass(frozen=True, slots=True)
class RecordConfirmation:
    """That a sound, not withdrawn statement of some kind stands for one revision of a record."""

    statement_id: StatementId
    kind: StatementKind
    revision: int
    signer_id: PersonId
    signed_at: Moment
