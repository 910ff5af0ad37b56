"""Signatures that an attestation waits for: who is ready, who was asked and when, and which requests are answered."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from au_desktop.domain.ids import PersonId, TraineeId
from au_desktop.domain.people import Actor, Person
from au_desktop.domain.roles import Permission, may
from au_desktop.domain.signing.statements import Statement, StatementKind
from au_desktop.domain.training.standings.attestation_rules import (
    AskedFor,
    Attested,
    SignatureRequest,
)
from au_desktop.services.packet.packet_content import StandingNow

ANSWERED_BY = {
    AskedFor.PRECEPTOR: StatementKind.ATTESTATION,
    AskedFor.DIRECTOR: StatementKind.DIRECTOR_ATTESTATION,
    AskedFor.CONCURRENCE: StatementKind.FACULTY_CONCURRENCE,
}


@dataclass(frozen=True, slots=True)
class AttestationWait:
    """A trainee who is ready and waits for a signature; `request` None where nobody was asked yet."""

    trainee_id: TraineeId
    code: str
    trainee: str
    section: str
    since: date
    days: int
    request: SignatureRequest | None = None
    asked: str = ""
    mine: bool = False


def waits_of(
    now: StandingNow, attested: Attested, requests: Sequence[SignatureRequest], today: date
) -> Iterator[AttestationWait]:
    """One wait for each open request, or one for nobody asked."""
    trainee = now.trainee
    section = attested.route.section

    def wait(since: date, request: SignatureRequest | None = None) -> AttestationWait:
        name, days = trainee.display_name, (today - since).days
        return AttestationWait(trainee.id, trainee.code, name, section, since, days, request)

    for request in requests:
        yield wait(request.asked_at.local.date(), request)
    if not requests:
        yield wait(ready_since(now, today))


def named(
    wait: AttestationWait, people: Mapping[PersonId, Person], actor: Actor
) -> AttestationWait:
    """The same with the name of whoever was asked, and whether the person at work may give the signature."""
    if wait.request is None:
        return replace(wait, mine=may(actor.role, Permission.ATTEST))
    person_id = wait.request.person_id
    return replace(wait, asked=people[person_id].name, mine=person_id == actor.person_id)


def open_requests(
    asked: Iterable[SignatureRequest], given: Iterable[Statement]
) -> tuple[SignatureRequest, ...]:
    """The requests that stand and no later signature of that person answers; the last one of each person and kind."""
    signed = [(one.signer_id, one.kind, one.signed_at.utc) for one in given]
    standing = (one for one in asked if one.taken_back_at is None)
    last = {(one.person_id, one.asked_for): one for one in standing}

    def answered(request: SignatureRequest) -> bool:
        wanted = (request.person_id, ANSWERED_BY[request.asked_for])
        return any(
            (signer, kind) == wanted and at >= request.asked_at.utc for signer, kind, at in signed
        )

    return tuple(request for request in last.values() if not answered(request))


def ready_since(now: StandingNow, today: date) -> date:
    """The last day of training that counts: from then on nothing but signatures was missing."""
    days = [one.case.on for one in now.progress.cases if one.verdict.counts]
    days += [one.entry.last for one in now.hours.judged if one.counts]
    return max(days, default=today)
