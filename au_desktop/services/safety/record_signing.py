"""Signatures on radiation safety records: asked with the passphrase again, over the whole record, judged anew when shown."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from au_desktop.domain.canonical import canonical_bytes
from au_desktop.domain.document_values import from_document
from au_desktop.domain.errors import DomainError, Invalid
from au_desktop.domain.ids import PersonId
from au_desktop.domain.people import Person
from au_desktop.domain.roles import may, require
from au_desktop.domain.safety.record_signatures import (
    PERMISSION_FOR,
    RecordMeaning,
    RecordSignature,
    SignatureEvidence,
    SignatureStanding,
    content_fits,
    record_facts,
    signed_content,
    standing_of,
)
from au_desktop.domain.safety.record_types import RECORD_TYPES
from au_desktop.domain.safety.safety_records import RecordKind, RecordMoved, SafetyRecord
from au_desktop.domain.signing.statements import content_digest
from au_desktop.domain.signing.validity import Verify
from au_desktop.services.changes import Kind
from au_desktop.services.desk import Change, Desk, Subject
from au_desktop.services.outcomes import Outcome
from au_desktop.services.ports import Signer, SigningKeys, UnitOfWork
from au_desktop.services.rows import Page, PageRequest
from au_desktop.services.safety.safety_book import require_live
from au_desktop.services.safety_stores import SafetyRow
from au_desktop.services.statements.signing import OtherSigner, people_by_id

R = TypeVar("R", bound=SafetyRecord)
SIGNED_RECORD = "sign record"
"""What the log calls one signature on a safety record."""
SERIES = "record signature"
UNSOUND = frozenset({SignatureStanding.BROKEN, SignatureStanding.UNKNOWN_KEY})
_DIRECTED = frozenset({RecordKind.DIRECTIVE, RecordKind.DOSAGE, RecordKind.RELEASE})


class SignedAlready(DomainError):
    """The person gave this signature on what the record says now."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class ShownRecord:
    """A record as it was shown for signing: which, and at which revision."""

    kind: RecordKind
    id: UUID
    revision: int


@dataclass(frozen=True, slots=True)
class RecordSignatureView:
    """A signature with its standing as of now."""

    signature: RecordSignature
    standing: SignatureStanding


@dataclass(frozen=True, slots=True)
class RecordSignatureFault:
    """A signature on a safety record that is not sound."""

    code: str
    signer: str
    standing: SignatureStanding


class RecordSigning:
    """Use cases about signatures on safety records."""

    def __init__(self, desk: Desk, keys: SigningKeys, verify: Verify) -> None:
        self._desk, self._keys, self._verify = desk, keys, verify

    def meanings(self, kind: RecordKind) -> tuple[RecordMeaning, ...]:
        """What the person at work may say by signing a record of that kind."""
        role = self._desk.actor.role
        return tuple(
            meaning
            for meaning, permission in PERMISSION_FOR.items()
            if may(role, permission)
            and (meaning is not RecordMeaning.DIRECTED or kind in _DIRECTED)
        )

    def record(self, kind: RecordKind, key: UUID) -> SafetyRecord:
        """The record as it reads now; raises `NotFound`, or `NotAllowed` for what is kept out of general view."""
        record_type = self._sight(kind)
        with self._desk.reading() as uow:
            return uow.safety.get(record_type, key)

    def sign(
        self, shown: Sequence[ShownRecord], meaning: RecordMeaning, passphrase: str
    ) -> Outcome[int]:
        """Ask the passphrase again and sign what was shown: all of it, or nothing; how many were signed.

        Raises:
            NotAllowed, WrongPassphrase: the person may not, or is not who they say.
            RecordMoved, RecordVoid, SignedAlready: what stands against it.
        """
        if not shown:
            raise Invalid("records", "are missing")
        for one in shown:
            self._sight(one.kind)
            if meaning not in self.meanings(one.kind):
                require(self._desk.actor.role, PERMISSION_FOR[meaning])
                raise Invalid("meaning", f"is not for a {one.kind.value}")
        signer = self._keys.signer(self._desk.actor.person_id, passphrase)
        return self.sign_with(signer, shown, meaning)

    def sign_with(
        self, signer: Signer, shown: Sequence[ShownRecord], meaning: RecordMeaning
    ) -> Outcome[int]:
        """The same with a key that is unlocked already."""
        with self._desk.change(PERMISSION_FOR[meaning]) as change:
            for one in shown:
                record = change.uow.safety.get(RECORD_TYPES[one.kind], one.id)
                self._require_signable(change, record, one, meaning)
                self._write(change, record, meaning, signer)
        return Outcome(len(shown), change.changes)

    def signatures(self, kind: RecordKind, key: UUID) -> tuple[RecordSignatureView, ...]:
        """The signatures on a record with their standing as of now, oldest first."""
        record_type = self._sight(kind)
        with self._desk.reading() as uow:
            record = uow.safety.get(record_type, key)
            people = people_by_id(uow)
            return tuple(
                RecordSignatureView(one, self._standing(uow, one, record, people))
                for one in uow.safety.signatures(record.id)
            )

    def waiting(self, request: PageRequest) -> Page[SafetyRow]:
        """Records that nobody signed on what they say now, the oldest event first."""
        kinds = [kind for kind in RECORD_TYPES if self._may_see(kind)]
        with self._desk.reading() as uow:
            return uow.safety.unsigned(kinds, request)

    def judged(
        self,
        uow: UnitOfWork,
        told: Mapping[UUID, str] | None,
        words: Mapping[UUID, tuple[str, str]],
    ) -> Iterator[RecordSignatureFault | None]:
        """What is wrong with each signature, None for a sound one; then those that are gone.

        Args:
            uow: an open unit of work.
            told: the digest that the log tells of each signature; None where the log cannot be trusted.
            words: the code and the signer that the log tells of each.
        """
        people, left = people_by_id(uow), dict(told or {})
        for signature in uow.safety.all_signatures():
            record = uow.safety.get(RECORD_TYPES[signature.kind], signature.record_id)
            standing = self._standing(uow, signature, record, people)
            known = left.pop(signature.id, None) == signature.digest.hex()
            if told is not None and not known:
                standing = SignatureStanding.BROKEN
            yield (
                RecordSignatureFault(signature.code, signature.signer, standing)
                if standing in UNSOUND
                else None
            )
        for key in left:
            yield RecordSignatureFault(*words[key], SignatureStanding.BROKEN)

    def _require_signable(
        self, change: Change, record: SafetyRecord, shown: ShownRecord, meaning: RecordMeaning
    ) -> None:
        require_live(change.uow, record)
        if record.revision != shown.revision:
            raise RecordMoved(record.code)
        mine = (change.actor.person_id, meaning, record.revision)
        for one in change.uow.safety.signatures(record.id):
            if (one.signer_id, one.meaning, one.revision) == mine:
                raise SignedAlready(record.code)

    def _write(
        self, change: Change, record: SafetyRecord, meaning: RecordMeaning, signer: Signer
    ) -> None:
        actor = change.actor
        if signer.person_id != actor.person_id:
            raise OtherSigner(PersonId(signer.person_id))
        number = change.uow.next_number(SERIES)
        content = canonical_bytes(signed_content(record, meaning, actor, number, change.at))
        signature = RecordSignature(
            id=self._desk.ids.new(),
            number=number,
            record_id=record.id,
            kind=record.KIND,
            record_number=record.number,
            revision=record.revision,
            content=content,
            digest=content_digest(content),
            signer_id=actor.person_id,
            signer=actor.name,
            role=actor.role,
            meaning=meaning,
            signed_at=change.at,
            public_key=signer.public_key,
            signature=signer.sign(content),
        )
        change.uow.safety.sign(signature)
        said = {
            "record": record.code,
            "revision": record.revision,
            "meaning": meaning.value,
            "digest": signature.digest.hex(),
        }
        change.record(SIGNED_RECORD, Subject(Kind.SAFETY, signature.id, record.code), None, said)

    def _standing(
        self,
        uow: UnitOfWork,
        signature: RecordSignature,
        record: SafetyRecord,
        people: Mapping[PersonId, Person],
    ) -> SignatureStanding:
        amended = uow.safety.amendment_of(record.id) is not None
        person = people.get(signature.signer_id)
        return judged_standing(signature, record, person, self._verify, amended=amended)

    def _sight(self, kind: RecordKind) -> type[SafetyRecord]:
        """The type of a kind that the person at work may see."""
        record_type = RECORD_TYPES[kind]
        if record_type.SEEN_BY is not None:
            require(self._desk.actor.role, record_type.SEEN_BY)
        return record_type

    def _may_see(self, kind: RecordKind) -> bool:
        seen_by = RECORD_TYPES[kind].SEEN_BY
        return seen_by is None or may(self._desk.actor.role, seen_by)


def judged_standing(
    signature: RecordSignature,
    record: SafetyRecord,
    signer: Person | None,
    verify: Verify,
    *,
    amended: bool,
) -> SignatureStanding:
    """The standing of a signature as of now; `signer` is None where the person is not in the center's list."""
    fits = verify(signature.public_key, signature.content, signature.signature)
    evidence = SignatureEvidence(
        known_keys=() if signer is None else signer.public_keys,
        verified=fits and content_fits(signature),
        same_facts=_says_the_same(signature, record),
        amended=amended,
    )
    return standing_of(signature, record, evidence)


def _says_the_same(signature: RecordSignature, record: SafetyRecord) -> bool:
    """Whether the signed bytes hold the facts of the record as it reads now.

    Both are read by today's program, so that a fact which the record's kind learned later breaks no earlier signature.
    """
    try:
        signed = from_document(type(record), json.loads(signature.content)["record"])
    except (KeyError, TypeError, ValueError, ArithmeticError):
        return False
    return canonical_bytes(record_facts(signed)) == canonical_bytes(record_facts(record))
