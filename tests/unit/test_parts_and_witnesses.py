"""Signatures for a part, by a witness, over another's signature, and by somebody else at the same device."""

import json
from dataclasses import replace

import pytest

from au_desktop.domain.errors import NotFound, WrongPassphrase
from au_desktop.domain.ids import PersonId, RunId
from au_desktop.domain.roles import Role
from au_desktop.domain.signing.added_signatures import (
    NotAskable,
    NotAWitness,
    NothingToCountersign,
    SignedSoFar,
    asked_rule,
    may_stand_apart,
    next_position,
    require_apart,
)
from au_desktop.domain.signing.sign_offs import Meaning, Part, signed_case, signed_part
from au_desktop.domain.signing.validity import ValidityState
from au_desktop.services.rows import PageRequest, WaitingFilter
from au_desktop.services.statements.signing import NotYourSignature
from tests.builders import NOBODY
from tests.center_files import a_sign_off, a_stored_run
from tests.memory_services import MemoryServices
from tests.signing_examples import NURSE, REST, SECOND_LOOK, WITNESS, parted

GIVEN = a_sign_off(a_stored_run(1))
PART = (Part("premedication", "Premedication"), Part("observation", "Observation"))


@pytest.fixture
def center() -> MemoryServices:
    return MemoryServices()


@pytest.fixture
def run_id(center: MemoryServices) -> RunId:
    return parted(center)


def waits_for(center: MemoryServices, role: Role, *, required: bool = True) -> list[int]:
    page = center.work(role).signing.waiting(PageRequest(), mine=True, required_only=required)
    return [row.position for row in page.rows]


def test_a_part_waits_for_anyone_of_the_roles_and_the_rest_for_the_submitter(
    center: MemoryServices, run_id: RunId
) -> None:
    assert waits_for(center, Role.STAFF) == [NURSE]
    assert waits_for(center, Role.COORDINATOR) == [REST]
    assert waits_for(center, Role.PRECEPTOR) == [NURSE]
    (row,) = center.work(Role.STAFF).signing.waiting(PageRequest(limit=1), mine=True).rows
    assert row.sections == ("premedication", "observation")
    assert not row.asked


def test_the_statement_names_the_part_only_where_there_is_one(
    center: MemoryServices, run_id: RunId
) -> None:
    signing = center.work(Role.STAFF).signing
    statement = signing.preview(run_id, NURSE)["statement"]
    assert statement["part"][0] == {"key": "premedication", "title": "Premedication"}
    center.sign(run_id, NURSE, Role.STAFF)
    center.sign(run_id, REST, Role.COORDINATOR)
    mine, rest = (one.sign_off for one in signing.signatures(run_id))
    assert signed_part(mine) == PART
    assert signed_part(rest) == ()
    assert "part" not in json.loads(rest.statement)
    assert {one.validity.state for one in signing.signatures(run_id)} == {ValidityState.VALID}


def test_what_does_not_read_names_no_part_and_no_case() -> None:
    for statement in (b"not json", b"[]", b'{"part": [1], "case": 1}', b"{}"):
        sign_off = replace(GIVEN, statement=statement)
        assert signed_part(sign_off) == ()
        assert signed_case(sign_off) is None
    told = replace(GIVEN, statement=b'{"case": {"facts": {"a": 1}}}')
    assert signed_case(told) == {"a": 1}
    assert signed_case(replace(GIVEN, statement=b'{"case": null}')) is None


def test_a_witness_is_not_who_did_the_work_or_submitted_it(
    center: MemoryServices, run_id: RunId
) -> None:
    center.sign(run_id, NURSE, Role.STAFF)
    with pytest.raises(NotAWitness) as refused:
        center.sign(run_id, WITNESS, Role.STAFF)
    assert refused.value.code == "R-000001"
    center.sign(run_id, WITNESS, Role.RSO)


def test_who_submitted_it_is_not_offered_to_witness(center: MemoryServices) -> None:
    run_id = parted(center, Role.STAFF)
    assert WITNESS not in waits_for(center, Role.STAFF, required=False)
    assert WITNESS in waits_for(center, Role.RSO, required=False)
    with pytest.raises(NotAWitness):
        center.work(Role.STAFF).signing.preview(run_id, WITNESS)


def test_a_witness_does_not_sign_as_performed_later(center: MemoryServices, run_id: RunId) -> None:
    center.sign(run_id, WITNESS, Role.STAFF)
    with pytest.raises(NotAWitness):
        center.sign(run_id, NURSE, Role.STAFF)


def test_a_countersignature_follows_anothers_signature(
    center: MemoryServices, run_id: RunId
) -> None:
    with pytest.raises(NothingToCountersign):
        center.sign(run_id, SECOND_LOOK, Role.RSO)
    center.sign(run_id, NURSE, Role.STAFF)
    center.sign(run_id, SECOND_LOOK, Role.RSO)


def test_the_rules_as_such() -> None:
    own = SignedSoFar("R-1", None, (GIVEN,))
    signer = own.sign_offs[0].signer_id
    assert not may_stand_apart(Meaning.COUNTERSIGNED, signer, own)
    assert may_stand_apart(Meaning.COUNTERSIGNED, PersonId(NOBODY), own)
    require_apart(Meaning.REVIEWED, signer, own)
    assert (next_position([]), next_position([2, 5])) == (1, 6)
    assert asked_rule(Meaning.COUNTERSIGNED).roles == (Role.PRECEPTOR, Role.RSO)
    with pytest.raises(NotAskable) as refused:
        asked_rule(Meaning.ATTESTED)
    assert refused.value.meaning == "attested"


def test_who_may_give_a_signature_with_oneself_first(
    center: MemoryServices, run_id: RunId
) -> None:
    named = center.work(Role.PRECEPTOR).signing.signers(run_id, NURSE)
    assert [person.role for person in named] == [Role.PRECEPTOR, Role.STAFF]
    person = center.memory.people[Role.STAFF]
    center.work().access.remove_person(person.id, "moved")
    named = center.work(Role.RSO).signing.signers(run_id, NURSE)
    assert [person.role for person in named] == [Role.PRECEPTOR]


def test_another_person_signs_at_this_device_with_their_own_passphrase(
    center: MemoryServices, run_id: RunId
) -> None:
    nurse = center.memory.people[Role.STAFF]
    signing = center.work(Role.COORDINATOR).signing
    with pytest.raises(NotYourSignature):
        signing.sign(run_id, NURSE, "coordinator")
    beside = signing.for_person(nurse.id)
    assert beside.actor.person_id == nurse.id
    with pytest.raises(WrongPassphrase):
        beside.sign(run_id, NURSE, "coordinator")
    beside.sign(run_id, NURSE, "staff")
    (judged,) = signing.signatures(run_id)
    assert (judged.sign_off.signer_id, judged.sign_off.role) == (nurse.id, Role.STAFF)
    entry = center.log[-1]
    assert entry.actor_id == nurse.id
    assert entry.fields["at the desk of"] == [None, "The coordinator"]
    assert signing.actor.role is Role.COORDINATOR


def test_ones_own_signature_names_no_other_desk(center: MemoryServices, run_id: RunId) -> None:
    me = center.memory.people[Role.COORDINATOR]
    center.work(Role.COORDINATOR).signing.for_person(me.id).sign(run_id, REST, "coordinator")
    assert "at the desk of" not in center.log[-1].fields


def test_whoever_left_signs_nowhere(center: MemoryServices, run_id: RunId) -> None:
    person = center.memory.people[Role.STAFF]
    center.work().access.remove_person(person.id, "moved")
    with pytest.raises(NotFound):
        center.work(Role.PRECEPTOR).signing.for_person(person.id)


def test_the_sheet_of_another_person_hides_what_they_may_not_see(center: MemoryServices) -> None:
    case_id = center.case()
    run_id = center.run(case_id, Role.TRAINEE)
    sheets = center.work(Role.TRAINEE).run_sheets
    assert sheets.sheet(run_id).withheld == frozenset()
    beside = sheets.for_person(center.memory.actor(Role.PRECEPTOR))
    assert beside.sheet(run_id).withheld == {"part_overall"}


def test_the_queue_is_narrowed(center: MemoryServices) -> None:
    trainee_id = center.trainee()
    first = parted(center, trainee_id=trainee_id)
    center.memory.clock.move(days=2)
    second = center.submitted()
    signing = center.work().signing

    def runs(**asked: object) -> set[RunId]:
        narrowed = WaitingFilter(**asked)  # type: ignore[arg-type]
        page = signing.waiting(PageRequest(limit=90), narrowed=narrowed)
        return {row.run_id for row in page.rows}

    assert runs() == {first, second}
    assert runs(kind="area_survey") == set()
    assert runs(trainee_id=trainee_id) == {first}
    assert runs(submitted_before=center.now()) == {first}
    assert runs(attention_only=True) == set()
