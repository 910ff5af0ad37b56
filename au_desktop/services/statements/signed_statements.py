"""Statements: signed with the passphrase asked again, taken back by another statement, and judged anew whenever shown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from au_desktop.domain.canonical import canonical_bytes
from au_desktop.domain.errors import DomainError, Invalid, ReasonRequired
from au_desktop.domain.ids import PersonId, StatementId, TraineeId
from au_desktop.domain.people import Person
from au_desktop.domain.roles import Permission, require
from au_desktop.domain.signing.statement_validity import (
    RecordDrift,
    RecordKey,
    RecordNow,
    StatementSurroundings,
    StatementValidity,
    record_drift,
    statement_validity,
)
from au_desktop.domain.signing.statements import (
    MEANING_OF,
    PERMISSION_OF,
    Statement,
    StatementDraft,
    StatementKind,
    content_digest,
    content_document,
)
from au_desktop.domain.signing.validity import Verify
from au_desktop.services.changes import Kind
from au_desktop.services.desk import Change, Desk, Subject
from au_desktop.services.outcomes import Outcome
from au_desktop.services.ports import Signer, SigningKeys, UnitOfWork
from au_desktop.services.statements.signing import OtherSigner, people_by_id
from au_desktop.services.statements.stated_records import records_now, stated_statement

STATED = "sign statement"
"""What the log calls one statement."""
SERIES = "statement"


class RecordsChanged(DomainError):
    """A record was changed between showing what is signed and signing it."""

    def __init__(self, drift: Sequence[RecordDrift]) -> None:
        self.codes = tuple(f"{one.record.code} ({one.change.value})" for one in drift)
        super().__init__(", ".join(self.codes))


class AlreadyWithdrawn(DomainError):
    """The statement was taken back before, or is itself a withdrawal."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement with its validity as of now, and the one that took it back, if any."""

    statement: Statement
    validity: StatementValidity
    withdrawal: Statement | None = None


class Statements:
    """Use cases about statements."""

    def __init__(self, desk: Desk, keys: SigningKeys, verify: Verify) -> None:
        self._desk = desk
        self._keys = keys
        self._verify = verify

    def signer(self, passphrase: str) -> Signer:
        """Unlock the actor's signing key for one statement or one batch; raises `WrongPassphrase`."""
        return self._keys.signer(self._desk.actor.person_id, passphrase)

    def sign(self, draft: StatementDraft, passphrase: str) -> Outcome[StatementId]:
        """Ask the passphrase again and sign one statement.

        Raises:
            NotAllowed, WrongPassphrase, RecordsChanged: what stands against it.
        """
        signed = self.sign_many((draft,), passphrase)
        return Outcome(signed.value[0], signed.changes)

    def sign_many(
        self, drafts: Sequence[StatementDraft], passphrase: str
    ) -> Outcome[tuple[StatementId, ...]]:
        """Sign several with one passphrase: all of them, or none."""
        if not drafts:
            raise Invalid("statements", "are missing")
        for draft in drafts:
            require(self._desk.actor.role, PERMISSION_OF[draft.kind])
        signer = self.signer(passphrase)
        with self._desk.change(PERMISSION_OF[drafts[0].kind]) as change:
            for draft in drafts:
                require_unchanged(change.uow, draft)
            made = tuple(self.written(change, draft, signer) for draft in drafts)
        return Outcome(tuple(statement.id for statement in made), change.changes)

    def withdraw(
        self, statement_id: StatementId, reason: str, passphrase: str
    ) -> Outcome[StatementId]:
        """Take a statement back: one's own, or anyone's by the right to void. It stays readable.

        Raises:
            AlreadyWithdrawn: there is nothing to take back.
            ReasonRequired: no reason was given.
        """
        with self._desk.unit_of_work() as uow:
            statement = uow.statements.get(statement_id)
            taken_back = bool(uow.statements.withdrawn((statement_id,)))
        if taken_back or statement.kind is StatementKind.WITHDRAWAL:
            raise AlreadyWithdrawn(statement.code)
        right = self._right_to_withdraw(statement)
        require(self._desk.actor.role, right)
        if not reason.strip():
            raise ReasonRequired(f"withdraw {statement.code}")
        signer = self.signer(passphrase)
        draft = StatementDraft(
            StatementKind.WITHDRAWAL,
            statement.trainee_id,
            {"statement": statement.code, "kind": statement.kind.value},
            (stated_statement(statement),),
            withdraws=statement.id,
            reason=reason.strip(),
        )
        with self._desk.change(right) as change:
            made = _written(change, draft, signer, StatementId(self._desk.ids.new()))
            change.kinds |= {Kind(record.kind) for record in statement.records}
        return Outcome(made.id, change.changes)

    def of_trainee(self, trainee_id: TraineeId) -> tuple[StatementView, ...]:
        """The statements about a trainee with their validity as of now, oldest first."""
        with self._desk.unit_of_work() as uow:
            return self.views(uow, trainee_id)

    def views(self, uow: UnitOfWork, trainee_id: TraineeId) -> tuple[StatementView, ...]:
        """The same inside a unit of work that is open."""
        statements = uow.statements.of_trainees((trainee_id,))
        withdrawals = {one.withdraws: one for one in statements if one.withdraws is not None}
        stated = [record for one in statements for record in one.records]
        now = records_now(uow, trainee_id, stated)
        people = people_by_id(uow)

        def view(statement: Statement) -> StatementView:
            withdrawal = withdrawals.get(statement.id)
            found = self.judged(statement, people, now, withdrawn=withdrawal is not None)
            return StatementView(statement, found, withdrawal)

        return tuple(view(statement) for statement in statements)

    def judged(
        self,
        statement: Statement,
        people: Mapping[PersonId, Person],
        now: Mapping[RecordKey, RecordNow] | None = None,
        *,
        withdrawn: bool = False,
    ) -> StatementValidity:
        """The validity of a statement that was read already, as a check of the whole file does."""
        person = people.get(statement.signer_id)
        # What a withdrawal names is taken back by it: that is no change of its evidence.
        is_withdrawal = statement.kind is StatementKind.WITHDRAWAL
        around = StatementSurroundings(
            known_keys=() if person is None else person.public_keys,
            key_revoked_at=None if person is None else person.removed_at,
            withdrawn=withdrawn,
            records=None if is_withdrawal else now,
        )
        return statement_validity(statement, around, self._verify)

    def sound(self, uow: UnitOfWork, keys: Iterable[StatementId]) -> frozenset[StatementId]:
        """Those of these statements whose signature fits and whose signer's key stood."""
        people = people_by_id(uow)
        return frozenset(
            key for key in set(keys) if self.judged(uow.statements.get(key), people).sound
        )

    def written(self, change: Change, draft: StatementDraft, signer: Signer) -> Statement:
        """Sign and store a statement inside another change, in its transaction and with its own entry in the log.

        The records of the draft are those that the change has read or written itself.
        """
        require(change.actor.role, PERMISSION_OF[draft.kind])
        return _written(change, draft, signer, StatementId(self._desk.ids.new()))

    def may_withdraw(self, statement: Statement) -> bool:
        """Whether the person at work may take it back."""
        try:
            require(self._desk.actor.role, self._right_to_withdraw(statement))
        except DomainError:
            return False
        return statement.kind is not StatementKind.WITHDRAWAL

    def _right_to_withdraw(self, statement: Statement) -> Permission:
        own = statement.signer_id == self._desk.actor.person_id
        return Permission.READ if own else Permission.VOID_RECORDS


def require_unchanged(uow: UnitOfWork, draft: StatementDraft) -> None:
    """Refuse to sign what is no longer what was shown; raises `RecordsChanged`."""
    drift = record_drift(draft.records, records_now(uow, draft.trainee_id, draft.records))
    if drift:
        raise RecordsChanged(drift)


def _written(
    change: Change, draft: StatementDraft, signer: Signer, statement_id: StatementId
) -> Statement:
    actor = change.actor
    if signer.person_id != actor.person_id:
        raise OtherSigner(PersonId(signer.person_id))
    number = change.uow.next_number(SERIES)
    content = canonical_bytes(content_document(draft, statement_id, number, actor, change.at))
    statement = Statement(
        id=statement_id,
        number=number,
        kind=draft.kind,
        trainee_id=draft.trainee_id,
        content=content,
        digest=content_digest(content),
        signer_id=actor.person_id,
        signer=actor.name,
        role=actor.role,
        meaning=MEANING_OF[draft.kind],
        signed_at=change.at,
        public_key=signer.public_key,
        signature=signer.sign(content),
        records=draft.records,
        withdraws=draft.withdraws,
    )
    change.uow.statements.add(statement)
    said = {
        "kind": statement.kind.value,
        "meaning": statement.meaning.value,
        "trainee": change.uow.trainees.get(draft.trainee_id).code,
        "records": [record.code for record in draft.records],
        "digest": statement.digest.hex(),
        "signature": statement.signature.hex(),
    }
    subject = Subject(Kind.STATEMENT, statement.id, statement.code)
    change.record(STATED, subject, None, said, draft.reason)
    change.kinds |= {Kind(record.kind) for record in draft.records}
    return statement
