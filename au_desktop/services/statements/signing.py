"""Signing: what is signed is shown, the passphrase is asked, and validity is worked out anew whenever it is shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from au_desktop.domain.canonical import Document, canonical_bytes
from au_desktop.domain.checklists.run_documents import run_document
from au_desktop.domain.checklists.runs import Run
from au_desktop.domain.checklists.submission import require_signable
from au_desktop.domain.errors import DomainError, NotFound
from au_desktop.domain.ids import PersonId, RunId, SignOffId
from au_desktop.domain.people import Actor, Person
from au_desktop.domain.roles import Permission, may, require
from au_desktop.domain.signing.added_signatures import (
    SignedSoFar,
    may_stand_apart,
    require_apart,
)
from au_desktop.domain.signing.sign_offs import (
    PERMISSION_TO_SIGN,
    Meaning,
    Part,
    Seal,
    SignOff,
    StatementFacts,
    statement_document,
)
from au_desktop.domain.signing.validity import (
    Surroundings,
    Validity,
    Verify,
    record_faults,
    validity_beside,
)
from au_desktop.domain.training.confirmed_facts import signed_document
from au_desktop.services.changes import Kind
from au_desktop.services.checklists.bedside_ratings import require_rated, take_bedside_rating
from au_desktop.services.checklists.checklist_work import run_code
from au_desktop.services.desk import Change, Desk, Subject
from au_desktop.services.outcomes import Outcome
from au_desktop.services.ports import ANYONES_SIGNATURES, Signer, SigningKeys, UnitOfWork
from au_desktop.services.rows import Page, PageRequest, SignatureRow, WaitingFilter, WaitingRow
from au_desktop.services.sealed_runs import SealedRun
from au_desktop.services.signing_stores import Slot


class NotWaiting(DomainError):
    """The run does not wait for this signature: not submitted, or already signed there."""

    def __init__(self, code: str, position: int) -> None:
        super().__init__(f"{code} does not wait for signature {position}")
        self.code = code
        self.position = position


class NotYourSignature(DomainError):
    """The signature is for other roles."""

    def __init__(self, role: str, allowed: Sequence[str]) -> None:
        super().__init__(f"{role} may not give this signature")
        self.role = role
        self.allowed = tuple(allowed)


class ShownOtherwise(DomainError):
    """The record is no longer as it was shown before signing."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class OtherSigner(DomainError):
    """The unlocked key belongs to someone else than the person at work."""

    def __init__(self, person_id: PersonId) -> None:
        super().__init__(str(person_id))
        self.person_id = person_id


SIGNED = "sign"
"""What the log calls one signature."""


@dataclass(frozen=True, slots=True)
class JudgedSignature:
    """A signature with its validity as of now."""

    sign_off: SignOff
    validity: Validity


class Signing:
    """Use cases about signatures; `session` is whose session it is where another person signs at the same device."""

    def __init__(
        self, desk: Desk, keys: SigningKeys, verify: Verify, session: Actor | None = None
    ) -> None:
        self._desk = desk
        self._keys = keys
        self._verify = verify
        self._session = session

    def for_person(self, person_id: PersonId) -> "Signing":
        """Signing as somebody else at this device: nothing is signed without that person's own passphrase.

        Raises:
            NotFound: there is no such person at work.
        """
        with self._desk.unit_of_work() as uow:
            actor = actor_of(uow.people.get(person_id))
        return Signing(self._desk.for_person(actor), self._keys, self._verify, self._desk.actor)

    @property
    def actor(self) -> Actor:
        """Whose signatures these are."""
        return self._desk.actor

    def waiting(
        self,
        page: PageRequest,
        *,
        mine: bool = False,
        required_only: bool = False,
        narrowed: WaitingFilter = ANYONES_SIGNATURES,
    ) -> Page[WaitingRow]:
        """Signatures waited for, the required first, oldest first; everyone's, or those that wait for the actor."""
        actor = self._desk.actor
        wanted = replace(narrowed, required_only=required_only)
        if mine:
            wanted = replace(wanted, role=actor.role, person_id=actor.person_id)
        return self._desk.queries.waiting(page, wanted)

    def given(self, page: PageRequest) -> Page[SignatureRow]:
        """All signatures given, newest first."""
        return self._desk.queries.signatures(page)

    def is_mine(self, row: WaitingRow) -> bool:
        """Whether the person at work may give it."""
        return self._desk.actor.role in row.roles and may(
            self._desk.actor.role, PERMISSION_TO_SIGN[Meaning(row.meaning)]
        )

    def signer(self, passphrase: str) -> Signer:
        """Unlock the actor's signing key for one signature or one batch; raises `WrongPassphrase`."""
        return self._keys.signer(self._desk.actor.person_id, passphrase)

    def signers(self, run_id: RunId, position: int) -> tuple[Person, ...]:
        """Who at work may give an open signature, the person at this desk first."""
        with self._desk.unit_of_work() as uow:
            run = uow.runs.get(run_id)
            slot = open_slot(uow, run, position)
            so_far = signed_so_far(uow, run)
            people = uow.people.all()
        meaning, me = Meaning(slot.rule.meaning), self._desk.actor.person_id
        found = [
            person
            for person in people
            if person.active
            and person.role in slot.rule.roles
            and may(person.role, PERMISSION_TO_SIGN[meaning])
            and may_stand_apart(meaning, person.id, so_far)
        ]
        return tuple(sorted(found, key=lambda person: person.id != me))

    def slots(self, run_id: RunId) -> tuple[Slot, ...]:
        """What a submitted run waits for and has, in the template's order."""
        with self._desk.unit_of_work() as uow:
            return uow.sign_offs.slots(run_id)

    def sign(
        self, run_id: RunId, position: int, passphrase: str, shown: str = ""
    ) -> Outcome[SignOffId]:
        """Ask the passphrase again and sign one slot of a run; see `sign_with`."""
        self._require_right(run_id, position)
        return self.sign_with(self.signer(passphrase), run_id, position, shown)

    def sign_with(
        self, signer: Signer, run_id: RunId, position: int, shown: str = ""
    ) -> Outcome[SignOffId]:
        """Sign one slot with an unlocked key; `shown` is the digest of the record as the signer saw it.

        Raises:
            NotWaiting, NotYourSignature, NothingToCountersign, NotAWitness: it is not this person's to give.
            CriticalStop, NotComplete, RatingComesFirst, ShownOtherwise: what stands against it.
        """
        slot = self._require_right(run_id, position)
        meaning = Meaning(slot.rule.meaning)
        if signer.person_id != self._desk.actor.person_id:
            raise OtherSigner(PersonId(signer.person_id))
        with self._desk.change(PERMISSION_TO_SIGN[meaning]) as change:
            run = change.uow.runs.get(run_id)
            # Somebody may have returned or signed it since the right was looked at: the key takes a moment to unlock.
            require_apart(meaning, change.actor.person_id, signed_so_far(change.uow, run))
            slot = open_slot(change.uow, run, position)
            require_signable(change.uow.templates.get(run.template_digest), run)
            _require_shown(change.uow, change.actor, run)
            if meaning is Meaning.SUPERVISED:
                take_bedside_rating(change, run)
            seal = change.uow.sign_offs.seal(run_id) or self._sealed(change, run)
            if shown and shown != seal.digest.hex():
                raise ShownOtherwise(run_code(run.number))
            facts = _facts(change.uow, run, seal, slot)
            sign_off = _signed(change, signer, facts, slot, SignOffId(self._desk.ids.new()))
            change.uow.sign_offs.add(sign_off)
            said = {
                "meaning": meaning.value,
                "record digest": seal.digest.hex(),
                "signature": sign_off.signature.hex(),
                **self._at_whose_desk(),
            }
            change.record(SIGNED, Subject(Kind.RUN, run.id, run_code(run.number)), None, said)
            change.kinds |= {Kind.SIGN_OFF, Kind.CASE}
        return Outcome(sign_off.id, change.changes)

    def signatures(self, run_id: RunId) -> tuple[JudgedSignature, ...]:
        """The signatures of a run, each with its validity as of now."""
        with self._desk.unit_of_work() as uow:
            seal = uow.sign_offs.seal(run_id)
            if seal is None:
                return ()
            superseded = uow.runs.superseded_by(run_id) is not None
            signed = uow.sign_offs.of_run(run_id)
            sealed = SealedRun(uow.runs.get(run_id), seal, signed, superseded)
            return self.judged(sealed, people_by_id(uow))

    def judged(
        self, sealed: SealedRun, people: Mapping[PersonId, Person]
    ) -> tuple[JudgedSignature, ...]:
        """The signatures of a run that was read already, as a check of the whole file does."""
        seal, run = sealed.seal, sealed.run
        of_record = record_faults(seal, sealed_document(run))

        def judge(sign_off: SignOff) -> JudgedSignature:
            around = _surroundings(sign_off, people, run, superseded=sealed.superseded)
            found = validity_beside(sign_off, seal, of_record, around, self._verify)
            return JudgedSignature(sign_off, found)

        return tuple(judge(sign_off) for sign_off in sealed.sign_offs)

    def preview(self, run_id: RunId, position: int) -> Document:
        """The statement that would be signed now, and the record's own document: exactly what the signature rests on.

        Raises:
            RatingComesFirst: it would show a claim that is to be rated unseen.
        """
        slot = self._require_right(run_id, position)
        with self._desk.unit_of_work() as uow:
            run = uow.runs.get(run_id)
            _require_shown(uow, self._desk.actor, run)
            content = canonical_bytes(sealed_document(run))
            now = self._desk.clock.now()
            seal = uow.sign_offs.seal(run_id) or Seal.over(run_id, content, now)
            facts = _facts(uow, run, seal, slot)
            statement = statement_document(
                facts, self._desk.actor, Meaning(slot.rule.meaning), now
            )
            return {"statement": statement, "record": sealed_document(run)}

    def _require_right(self, run_id: RunId, position: int) -> Slot:
        """The slot, if it is open and the actor may fill it; only a submitted run has open slots."""
        with self._desk.unit_of_work() as uow:
            run = uow.runs.get(run_id)
            slot = open_slot(uow, run, position)
            so_far = signed_so_far(uow, run)
        actor, allowed = self._desk.actor, slot.rule.roles
        if actor.role not in allowed:
            raise NotYourSignature(actor.role.value, [role.value for role in allowed])
        meaning = Meaning(slot.rule.meaning)
        require(actor.role, PERMISSION_TO_SIGN[meaning])
        require_apart(meaning, actor.person_id, so_far)
        return slot

    def _at_whose_desk(self) -> dict[str, str]:
        session = self._session
        if session is None or session.person_id == self._desk.actor.person_id:
            return {}
        return {"at the desk of": session.name}

    @staticmethod
    def _sealed(change: Change, run: Run) -> Seal:
        seal = Seal.over(run.id, canonical_bytes(sealed_document(run)), change.at)
        change.uow.sign_offs.add_seal(seal)
        return seal


def open_slot(uow: UnitOfWork, run: Run, position: int) -> Slot:
    """The signature that the run waits for at that position; raises `NotWaiting`."""
    for slot in uow.sign_offs.slots(run.id):
        if slot.position == position and not slot.filled:
            return slot
    raise NotWaiting(run_code(run.number), position)


def signed_so_far(uow: UnitOfWork, run: Run) -> SignedSoFar:
    """The run as the next signer finds it."""
    return SignedSoFar(run_code(run.number), run.submitted_by, uow.sign_offs.of_run(run.id))


def people_by_id(uow: UnitOfWork) -> dict[PersonId, Person]:
    """Everyone whose signature may be met."""
    return {person.id: person for person in uow.people.all()}


def sealed_document(run: Run) -> Document:
    """The run as its seal holds it: a later void is not part of what was signed."""
    return run_document(replace(run, voided=None))


def _require_shown(uow: UnitOfWork, actor: Actor, run: Run) -> None:
    """Whoever is to rate the trainee's part signs nothing that shows it, in whatever meaning, before having rated it."""
    if may(actor.role, Permission.RATE_PART):
        require_rated(uow, actor.person_id, run)


def _signed(
    change: Change, signer: Signer, facts: StatementFacts, slot: Slot, sign_off_id: SignOffId
) -> SignOff:
    meaning = Meaning(slot.rule.meaning)
    statement = canonical_bytes(statement_document(facts, change.actor, meaning, change.at))
    return SignOff(
        id=sign_off_id,
        run_id=facts.run_id,
        position=slot.position,
        signer_id=change.actor.person_id,
        signer=change.actor.name,
        role=change.actor.role,
        meaning=meaning,
        signed_at=change.at,
        statement=statement,
        public_key=signer.public_key,
        signature=signer.sign(statement),
        case_revision=facts.case_revision,
    )


def _facts(uow: UnitOfWork, run: Run, seal: Seal, slot: Slot) -> StatementFacts:
    template = uow.templates.get(run.template_digest)
    titles = {section.key: section.title for section in template.sections}
    case = uow.cases.get(run.subject.case_id) if run.subject.case_id is not None else None
    followed = uow.sign_offs.seal(run.amends) if run.amends is not None else None
    return StatementFacts(
        run_id=run.id,
        number=run.number,
        kind=template.kind,
        seal_digest=seal.digest,
        template_digest=run.template_digest,
        event_at=run.event_time,
        entered_at=run.entry_time,
        follows=None if followed is None else followed.digest,
        case_revision=None if case is None else case.revision,
        case_facts=None if case is None else signed_document(case),
        part=tuple(Part(key, titles[key]) for key in slot.rule.sections if key in titles),
    )


def _surroundings(
    sign_off: SignOff, people: Mapping[PersonId, Person], run: Run, *, superseded: bool
) -> Surroundings:
    person = people.get(sign_off.signer_id)
    return Surroundings(
        known_keys=() if person is None else person.public_keys,
        key_revoked_at=None if person is None else person.removed_at,
        superseded=superseded,
        voided=run.voided is not None,
    )


def actor_of(person: Person) -> Actor:
    """A person at work; raises `NotFound` for someone who was removed."""
    if not person.active:
        raise NotFound("person", person.name)
    return Actor(person.id, person.name, person.role)
