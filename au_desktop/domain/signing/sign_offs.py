"""A sign-off: one person's signed statement about one sealed record."""

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum

from au_desktop.domain.canonical import Document
from au_desktop.domain.ids import PersonId, RunId, SignOffId
from au_desktop.domain.moments import Moment
from au_desktop.domain.people import Actor
from au_desktop.domain.roles import Permission, Role


class Meaning(StrEnum):
    """What a signature says."""

    PERFORMED = "performed"
    SUPERVISED = "supervised"
    REVIEWED = "reviewed"
    WITNESSED = "witnessed"
    COUNTERSIGNED = "countersigned"
    ATTESTED = "attested"
    VERIFIED = "verified"
    VOIDED = "voided"


PERMISSION_TO_SIGN: dict[Meaning, Permission] = {
    Meaning.PERFORMED: Permission.SIGN_PERFORMED,
    Meaning.SUPERVISED: Permission.SIGN_SUPERVISED,
    Meaning.REVIEWED: Permission.SIGN_REVIEWED,
    Meaning.WITNESSED: Permission.SIGN_WITNESSED,
    Meaning.COUNTERSIGNED: Permission.COUNTERSIGN,
    Meaning.ATTESTED: Permission.SIGN_SUPERVISED,
    Meaning.VERIFIED: Permission.SIGN_REVIEWED,
    Meaning.VOIDED: Permission.VOID_RECORDS,
}

SEAL_FORMAT = "au-desktop/record/1"
STATEMENT_FORMAT = "au-desktop/sign-off/1"


@dataclass(frozen=True, slots=True)
class Seal:
    """The canonical bytes of a record as they were when it was first signed; never made again."""

    run_id: RunId
    content: bytes
    digest: bytes
    sealed_at: Moment

    @classmethod
    def over(cls, run_id: RunId, content: bytes, at: Moment) -> "Seal":
        """Seal these bytes: their SHA-256 is what signatures name."""
        return cls(run_id, content, hashlib.sha256(content).digest(), at)


@dataclass(frozen=True, slots=True)
class SignOff:
    """A signature with everything needed to check it.

    `statement` is the canonical JSON that was signed: it names the record, the seal's digest, signer, role, meaning,
    the three times, the case revision it speaks of, and the digest of the version that the record follows.
    """

    id: SignOffId
    run_id: RunId
    position: int
    signer_id: PersonId
    signer: str
    role: Role
    meaning: Meaning
    signed_at: Moment
    statement: bytes
    public_key: bytes
    signature: bytes
    case_revision: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A section that a signer answers for, by key and by the title it had."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class StatementFacts:
    """What a statement says beside who signs it; without a `part` it speaks of the whole record."""

    run_id: RunId
    number: int
    kind: str
    seal_digest: bytes
    template_digest: str
    event_at: Moment
    entered_at: Moment
    follows: bytes | None = None
    case_revision: int | None = None
    case_facts: Document | None = None
    part: tuple[Part, ...] = ()


def statement_document(
    facts: StatementFacts, actor: Actor, meaning: Meaning, signed_at: Moment
) -> Document:
    """The plain document that is signed; a part stands in it only where the signer answers for no more than that."""
    document: Document = {
        "format": STATEMENT_FORMAT,
        "record": {"id": str(facts.run_id), "number": facts.number, "kind": facts.kind},
        "record_digest": facts.seal_digest.hex(),
        "template_digest": facts.template_digest,
        "signer": {"id": str(actor.person_id), "name": actor.name, "role": actor.role.value},
        "meaning": meaning.value,
        "times": {
            "event": facts.event_at.iso(),
            "entry": facts.entered_at.iso(),
            "signing": signed_at.iso(),
        },
        "case": None
        if facts.case_revision is None
        else {"revision": facts.case_revision, "facts": facts.case_facts},
        "follows": None if facts.follows is None else facts.follows.hex(),
    }
    if facts.part:
        document["part"] = [{"key": one.key, "title": one.title} for one in facts.part]
    return document


def signed_part(sign_off: SignOff) -> tuple[Part, ...]:
    """The sections that a signature answers for, as its statement names them; none: the whole record, or not readable."""
    try:
        said = json.loads(sign_off.statement)
        return tuple(Part(one["key"], one["title"]) for one in said.get("part", ()))
    except (ValueError, KeyError, TypeError, AttributeError):
        return ()


def signed_case(sign_off: SignOff) -> Document | None:
    """The facts of the case as the statement names them; None where it names none, or does not read."""
    try:
        case = json.loads(sign_off.statement)["case"]
        return None if case is None else case["facts"]
    except (ValueError, KeyError, TypeError):
        return None
