"""Attestations: what would be signed with its evidence frozen, who may sign it, who was asked, and what changed since."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any, Protocol
from uuid import UUID

from au_desktop.domain.canonical import Document
from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import PersonId, StatementId, TraineeId
from au_desktop.domain.people import Person
from au_desktop.domain.roles import Permission, may
from au_desktop.domain.signing.statement_validity import RecordKey
from au_desktop.domain.signing.statements import (
    Statement,
    StatementDraft,
    StatementKind,
)
from au_desktop.domain.training.standings.attestation_rules import (
    AskedFor,
    AttestationRefused,
    AttestationStop,
    Attested,
    DirectorClaim,
    PreceptorShown,
    SignatureRequest,
    attested_of,
    blocking_gaps,
    preceptor_shown,
)
from au_desktop.domain.training.standings.standing import Gap
from au_desktop.services.attesting.attestation_evidence import (
    Evidence,
    EvidenceReader,
    changed_fields,
    shown_listings,
)
from au_desktop.services.attesting.attestation_facts import (
    concurring_facts,
    director_facts,
    preceptor_facts,
    shared_facts,
)
from au_desktop.services.attesting.attestation_waits import (
    AttestationWait,
    named,
    open_requests,
    waits_of,
)
from au_desktop.services.center.facilities import CenterFacts
from au_desktop.services.changes import Kind
from au_desktop.services.desk import Desk, Subject
from au_desktop.services.outcomes import Outcome, Undo
from au_desktop.services.packet.packet_content import (
    PacketMaking,
    PacketSources,
    StandingNow,
    worksheet_of,
)
from au_desktop.services.packet.packet_worksheet import Worksheet
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.statements.signed_statements import Statements, StatementView
from au_desktop.services.statements.stated_records import facts_now, stated_statement

ATTESTING = frozenset({StatementKind.ATTESTATION, StatementKind.DIRECTOR_ATTESTATION})
ATTESTATION_KINDS = ATTESTING | {StatementKind.FACULTY_CONCURRENCE}


class StandingSource(Protocol):
    """Says where trainees stand."""

    def of(self, trainee_id: TraineeId, profile_id: str = "") -> StandingNow:
        """One trainee."""
        ...

    def of_many(
        self, trainee_ids: Sequence[TraineeId], profile_id: str = ""
    ) -> Mapping[TraineeId, StandingNow]:
        """Several, with one question a kind of record."""
        ...


@dataclass(frozen=True, slots=True)
class AttestationState:
    """Where the attestation of one trainee stands.

    `attested` is what would be attested, None where `refused` says why there is nothing to attest. `gaps` block it. `given`
    holds every attestation and concurrence with its validity, withdrawn ones too. `changed` names, by statement, the fields of
    its records that read differently now. `requests` are open.
    """

    now: StandingNow
    attested: Attested | None
    refused: AttestationRefused | None
    gaps: tuple[Gap, ...]
    given: tuple[StatementView, ...]
    changed: Mapping[StatementId, Mapping[RecordKey, tuple[str, ...]]]
    requests: tuple[SignatureRequest, ...]
    people: Mapping[PersonId, Person]

    @property
    def standing(self) -> tuple[StatementView, ...]:
        """The attestations that fit what was signed and were not withdrawn, concurrences apart."""
        return tuple(
            view
            for view in self.given
            if view.statement.kind in ATTESTING and view.validity.stands
        )

    @property
    def current(self) -> bool:
        """Whether one of them rests on records that read as they did."""
        return any(view.validity.current for view in self.standing)


@dataclass(frozen=True, slots=True)
class EvidencePage:
    """Everything on one trainee's packet page: the worksheet in the form's order, and the attestation."""

    state: AttestationState
    worksheet: Worksheet


class Attestations:
    """Use cases about attestation."""

    def __init__(self, desk: Desk, statements: Statements, standings: StandingSource) -> None:
        self._desk = desk
        self._statements = statements
        self._standings = standings

    def state(self, trainee_id: TraineeId) -> AttestationState:
        """Where the attestation of a trainee stands."""
        now = self._standings.of(trainee_id)
        attested, refused = _attested(now)
        with self._desk.unit_of_work() as uow:
            views = self._statements.views(uow, trainee_id)
            given = tuple(one for one in views if one.statement.kind in ATTESTATION_KINDS)
            asked = uow.requests.of_trainees((trainee_id,))
            return AttestationState(
                now,
                attested,
                refused,
                blocking_gaps(now.standing.gaps),
                given,
                {
                    one.statement.id: changed_fields(
                        facts_of(one.statement).get("evidence", {}),
                        facts_now(uow, trainee_id, one.statement.records),
                    )
                    for one in given
                    if one.validity.drift and one.validity.sound
                },
                open_requests(asked, (one.statement for one in given)),
                {person.id: person for person in uow.people.all()},
            )

    def page(self, trainee_id: TraineeId) -> EvidencePage:
        """The worksheet as it reads now, each number with its records, and where the attestation stands."""
        state = self.state(trainee_id)
        with self._desk.unit_of_work() as uow:
            center = CenterFacts.of(uow.facts.all())
            sources = PacketSources(
                reference=self._desk.reference,
                supervisors={one.id: one for one in uow.supervisors.all()},
                papers={one.id: one for one in uow.papers.of_owners((trainee_id,))},
                statements=uow.statements.of_trainees((trainee_id,)),
            )
        made = self._desk.clock.now().local.isoformat(sep=" ", timespec="minutes")
        actor = self._desk.actor
        by = f"{actor.name} ({actor.role.value})"
        making = PacketMaking(center.name, center.license_number, made, by, "", "")
        return EvidencePage(state, worksheet_of(state.now, sources, making))

    def evidence(self, trainee_id: TraineeId) -> Evidence:
        """What an attestation signed now would rest on."""
        now = self._standings.of(trainee_id)
        with self._desk.unit_of_work() as uow:
            return EvidenceReader(self._desk, uow, now).read()

    def preceptor_draft(self, trainee_id: TraineeId, telephone: str = "") -> StatementDraft:
        """The preceptor's attestation as it would be signed now.

        Raises:
            AttestationRefused: something is missing, or the person at work does not qualify as preceptor.
        """
        now, attested = self._ready(trainee_id)
        with self._desk.unit_of_work() as uow:
            shown = self._preceptor(uow, attested)
            evidence = self._sound_evidence(uow, now, shown)
            facts = {
                **self._shared(uow, attested, telephone),
                **preceptor_facts(shown),
            }
        return _draft(StatementKind.ATTESTATION, trainee_id, facts, evidence)

    def concurrence_draft(self, trainee_id: TraineeId) -> StatementDraft:
        """A faculty member's concurrence with the residency program director's attestation.

        Raises:
            AttestationRefused: something is missing, or the person at work does not qualify as the faculty's authorized user.
        """
        now, attested = self._ready(trainee_id)
        with self._desk.unit_of_work() as uow:
            shown = self._preceptor(uow, attested)
            evidence = self._sound_evidence(uow, now, shown)
            facts = {
                **self._shared(uow, attested, director=True),
                **concurring_facts(shown),
            }
        return _draft(StatementKind.FACULTY_CONCURRENCE, trainee_id, facts, evidence)

    def director_draft(self, trainee_id: TraineeId, claim: DirectorClaim) -> StatementDraft:
        """The residency program director's attestation as it would be signed now; the director need not be an AU.

        Raises:
            AttestationRefused: something is missing, or the rule asks for more than was affirmed.
        """
        now, attested = self._ready(trainee_id)
        claim.require(attested.rule)
        with self._desk.unit_of_work() as uow:
            signed = self._concurrences(uow, trainee_id, attested)
            recorded = tuple(self._recorded(uow, attested, claim))
            if not signed and not recorded:
                raise AttestationRefused(AttestationStop.NO_FACULTY)
            evidence = self._sound_evidence(uow, now, *(shown for shown, _ in recorded))
            facts = {
                **self._shared(uow, attested, claim.telephone, director=True),
                **director_facts(claim, attested, self._desk.actor, (signed, recorded)),
            }
            behind = (*evidence.records, *(stated_statement(one) for one in signed))
        evidence = Evidence(evidence.document, behind)
        return _draft(StatementKind.DIRECTOR_ATTESTATION, trainee_id, facts, evidence)

    def request(
        self, trainee_id: TraineeId, person_id: PersonId, asked_for: AskedFor
    ) -> Outcome[None]:
        """Note that somebody was asked to sign."""
        with self._desk.change(Permission.KEEP_PAPERS) as change:
            person = change.uow.people.get(person_id)
            if not person.active or not may(person.role, Permission.ATTEST):
                raise Invalid("person", f"{person.name} may not attest")
            trainee = change.uow.trainees.get(trainee_id)
            made = SignatureRequest(
                self._desk.ids.new(),
                trainee_id,
                person_id,
                asked_for,
                change.at,
                change.actor.person_id,
            )
            change.uow.requests.put(made)
            said = {"asked for": asked_for.value, "of": person.name}
            subject = Subject(Kind.TRAINEE, trainee_id, trainee.code)
            change.record("ask for signature", subject, None, said)
            change.kinds.add(Kind.STATEMENT)
        undo = Undo(f"{person.name} was asked", partial(self.take_back, made.id))
        return Outcome(None, change.changes, undo)

    def take_back(self, request_id: UUID) -> Outcome[None]:
        """Ask no longer; it stays in the log."""
        with self._desk.change(Permission.KEEP_PAPERS) as change:
            asked = change.uow.requests.get(request_id)
            person = change.uow.people.get(asked.person_id)
            trainee = change.uow.trainees.get(asked.trainee_id)
            change.uow.requests.put(replace(asked, taken_back_at=change.at))
            said = {"asked for": asked.asked_for.value, "of": person.name}
            subject = Subject(Kind.TRAINEE, trainee.id, trainee.code)
            change.record("take back request for signature", subject, said, None)
            change.kinds.add(Kind.STATEMENT)
        return Outcome(None, change.changes)

    def signers(self) -> tuple[Person, ...]:
        """Whoever may be asked."""
        with self._desk.unit_of_work() as uow:
            people = uow.people.all()
        return tuple(one for one in people if one.active and may(one.role, Permission.ATTEST))

    def waiting(self) -> tuple[AttestationWait, ...]:
        """Trainees who are ready and wait for a signature, and open requests; the longest wait first."""
        keys = self._desk.queries.trainees_active()
        found = self._standings.of_many(keys)
        with self._desk.reading() as uow:
            people = {person.id: person for person in uow.people.all()}
            asked = uow.requests.of_trainees(keys)
            waits = [
                wait
                for key, now in found.items()
                for wait in self._waits(uow, now, [one for one in asked if one.trainee_id == key])
            ]
        shown = (named(wait, people, self._desk.actor) for wait in waits)
        return tuple(sorted(shown, key=lambda wait: (-wait.days, wait.code)))

    def _waits(
        self, uow: UnitOfWork, now: StandingNow, asked: Sequence[SignatureRequest]
    ) -> Iterator[AttestationWait]:
        attested, _refused = _attested(now)
        # One whose evidence changed waits to be signed anew like one that was never signed.
        if attested is None or blocking_gaps(now.standing.gaps):
            return
        views = self._statements.views(uow, now.trainee.id)
        given = [one for one in views if one.statement.kind in ATTESTATION_KINDS]
        if any(one.statement.kind in ATTESTING and one.validity.current for one in given):
            return
        requests = open_requests(asked, (one.statement for one in given))
        yield from waits_of(now, attested, requests, self._desk.today())

    def _ready(self, trainee_id: TraineeId) -> tuple[StandingNow, Attested]:
        """Where the trainee stands, once nothing blocks the attestation."""
        now = self._standings.of(trainee_id)
        attested = attested_of(now.trainee, now.standing.advice, now.profile)
        gaps = blocking_gaps(now.standing.gaps)
        if gaps:
            raise AttestationRefused(AttestationStop.GAPS, gaps=gaps)
        return now, attested

    def _sound_evidence(
        self, uow: UnitOfWork, now: StandingNow, *signing: PreceptorShown
    ) -> Evidence:
        """The evidence with the licenses of whoever attests or concurs, once every statement in it fits its signature."""
        licenses = (record for shown in signing for record in shown_listings(shown))
        evidence = EvidenceReader(self._desk, uow, now).read(licenses)
        stated = [one for one in evidence.records if one.kind == Kind.STATEMENT.value]
        sound = self._statements.sound(uow, (StatementId(one.id) for one in stated))
        broken = [one.code for one in stated if one.id not in sound]
        if broken:
            facts = {"codes": ", ".join(broken)}
            raise AttestationRefused(AttestationStop.BROKEN_SIGNATURE, facts=facts)
        return evidence

    def _preceptor(self, uow: UnitOfWork, attested: Attested) -> PreceptorShown:
        """The person at work as authorized user: one listing that qualifies is enough."""
        actor = self._desk.actor
        mine = [one for one in uow.supervisors.all() if one.person_id == actor.person_id]
        refused = AttestationRefused(AttestationStop.NO_LISTING, facts={"name": actor.name})
        for supervisor in mine:
            try:
                return preceptor_shown(supervisor, attested, self._desk.today())
            except AttestationRefused as error:
                refused = error
        raise refused

    def _concurrences(
        self, uow: UnitOfWork, trainee_id: TraineeId, attested: Attested
    ) -> tuple[Statement, ...]:
        """Signed concurrences that stand, with this section's sentence."""
        views = self._statements.views(uow, trainee_id)
        wanted = attested.sentence(director=True)
        return tuple(
            view.statement
            for view in views
            if view.statement.kind is StatementKind.FACULTY_CONCURRENCE
            and view.validity.current
            and facts_of(view.statement).get("sentence") == wanted
        )

    def _recorded(
        self, uow: UnitOfWork, attested: Attested, claim: DirectorClaim
    ) -> Iterator[tuple[PreceptorShown, date]]:
        for one in claim.recorded:
            supervisor = uow.supervisors.get(one.supervisor_id)
            if one.on > self._desk.today():
                raise Invalid("concurred on", "is in the future")
            try:
                yield preceptor_shown(supervisor, attested, one.on), one.on
            except AttestationRefused as error:
                stop = AttestationStop.FACULTY_NOT_ELIGIBLE
                raise AttestationRefused(stop, fault=error.fault) from error

    def _shared(
        self, uow: UnitOfWork, attested: Attested, telephone: str = "", *, director: bool = False
    ) -> Document:
        return shared_facts(attested, uow.facts.all(), telephone, director=director)


def facts_of(statement: Statement) -> Mapping[str, Any]:
    """What a statement says, as a plain document."""
    found: Mapping[str, Any] = json.loads(statement.content)["facts"]
    return found


def _attested(now: StandingNow) -> tuple[Attested | None, AttestationRefused | None]:
    try:
        return attested_of(now.trainee, now.standing.advice, now.profile), None
    except AttestationRefused as error:
        return None, error


def _draft(
    kind: StatementKind, trainee_id: TraineeId, facts: Document, evidence: Evidence
) -> StatementDraft:
    whole = {**facts, "evidence": evidence.document}
    return StatementDraft(kind, trainee_id, whole, evidence.records)
