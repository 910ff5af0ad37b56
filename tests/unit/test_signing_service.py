"""Tests of signing: who may, when, with which key, what stands in the way, and what is signed."""

import hashlib
import json
from dataclasses import replace

import pytest

from au_desktop.domain.canonical import canonical_bytes
from au_desktop.domain.checklists.answers import Confirmed
from au_desktop.domain.checklists.submission import CriticalStop
from au_desktop.domain.errors import NotAllowed, WrongPassphrase
from au_desktop.domain.roles import Role
from au_desktop.domain.signing.sign_offs import Meaning
from au_desktop.domain.signing.validity import ValidityState
from au_desktop.services.changes import Kind
from au_desktop.services.rows import PageRequest
from au_desktop.services.statements.signing import (
    NotWaiting,
    NotYourSignature,
    OtherSigner,
    sealed_document,
)
from tests.fakes import FakeSigner
from tests.memory_services import ADMINISTERED, MemoryServices


@pytest.fixture
def center() -> MemoryServices:
    return MemoryServices()


def test_what_is_signed_is_what_was_shown(center: MemoryServices) -> None:
    case_id = center.case()
    run_id = center.submitted(case_id)
    signing = center.work(Role.PRECEPTOR).signing
    shown = signing.preview(run_id, 2)
    outcome = signing.sign(run_id, 2, "preceptor")
    (judged,) = signing.signatures(run_id)
    sign_off = judged.sign_off
    assert sign_off.statement == canonical_bytes(shown["statement"])
    seal = center.memory.center.state.seals[run_id]
    assert seal.content == canonical_bytes(shown["record"])
    assert shown["statement"]["record_digest"] == hashlib.sha256(seal.content).hexdigest()
    assert shown["statement"]["case"]["revision"] == 2
    assert shown["statement"]["case"]["facts"]["patient_code"] == "LR-0193"
    assert shown["statement"]["meaning"] == "supervised"
    assert judged.validity.state is ValidityState.VALID
    assert sign_off.signature == FakeSigner(sign_off.signer_id).sign(sign_off.statement)
    assert outcome.value == sign_off.id
    assert outcome.changes.touches(Kind.SIGN_OFF)
    assert outcome.changes.touches(Kind.CASE)
    entry = center.log[-1]
    assert (entry.verb, entry.fields["meaning"]) == ("sign", [None, "supervised"])
    assert entry.fields["signature"] == [None, sign_off.signature.hex()]


def test_a_second_signature_stands_on_the_same_bytes(center: MemoryServices) -> None:
    run_id = center.signed()
    seal = center.memory.center.state.seals[run_id]
    center.memory.clock.move(days=1)
    assert (
        center.work(Role.RSO).signing.preview(run_id, 3)["statement"]["record_digest"]
        == seal.digest.hex()
    )
    center.sign(run_id, 3, Role.RSO)
    assert center.memory.center.state.seals[run_id] is seal
    judged = center.work().signing.signatures(run_id)
    assert [one.sign_off.meaning for one in judged] == [Meaning.SUPERVISED, Meaning.REVIEWED]
    assert {one.validity.state for one in judged} == {ValidityState.VALID}
    assert [row.meaning for row in center.work().signing.given(PageRequest()).rows] == [
        "supervised",
        "reviewed",
    ]


def test_only_a_waiting_slot_is_signed(center: MemoryServices) -> None:
    draft, waiting, signed = center.run(), center.submitted(), center.signed()
    signing = center.work(Role.PRECEPTOR).signing
    for run_id, position in ((draft, 2), (waiting, 9), (signed, 2)):
        with pytest.raises(NotWaiting) as refused:
            signing.sign(run_id, position, "preceptor")
        assert refused.value.position == position
        with pytest.raises(NotWaiting):
            signing.preview(run_id, position)
    assert signing.signatures(draft) == ()


def test_a_slot_is_for_its_roles(center: MemoryServices) -> None:
    run_id = center.submitted()
    with pytest.raises(NotYourSignature) as refused:
        center.work(Role.TRAINEE).signing.sign(run_id, 2, "trainee")
    assert (refused.value.role, refused.value.allowed) == ("trainee", ("preceptor",))
    assert center.memory.center.state.seals == {}


def test_a_template_cannot_give_a_role_what_the_table_does_not(center: MemoryServices) -> None:
    rule = replace(ADMINISTERED.sign_offs[1], roles=(Role.PRECEPTOR, Role.TRAINEE))
    run_id = center.submitted()
    state = center.memory.center.state
    state.slots[run_id] = [replace(state.slots[run_id][1], rule=rule)]
    with pytest.raises(NotAllowed, match="sign as supervised"):
        center.work(Role.TRAINEE).signing.sign(run_id, 2, "trainee")
    (row,) = center.work().signing.waiting(PageRequest()).rows
    assert not center.work(Role.TRAINEE).signing.is_mine(row)
    assert center.work(Role.PRECEPTOR).signing.is_mine(row)
    assert not center.work(Role.RSO).signing.is_mine(row)


def test_the_passphrase_is_asked_again(center: MemoryServices) -> None:
    run_id = center.submitted()
    signing = center.work(Role.PRECEPTOR).signing
    with pytest.raises(WrongPassphrase):
        signing.sign(run_id, 2, "guess")
    assert center.memory.center.state.seals == {}
    assert signing.signer("preceptor").person_id == center.memory.people[Role.PRECEPTOR].id


def test_a_key_signs_only_for_its_owner(center: MemoryServices) -> None:
    run_id = center.submitted()
    other = FakeSigner(center.memory.people[Role.RSO].id)
    with pytest.raises(OtherSigner) as refused:
        center.work(Role.PRECEPTOR).signing.sign_with(other, run_id, 2)
    assert refused.value.person_id == other.person_id


def test_a_critical_stop_is_not_signed(center: MemoryServices) -> None:
    work = center.work(Role.PRECEPTOR)
    run_id = center.run()
    work.checklist_work.answer(run_id, "checked", Confirmed(done=False))
    work.checklist_work.submit(run_id)
    with pytest.raises(CriticalStop) as refused:
        center.sign(run_id)
    assert refused.value.items == ("checked",)
    assert center.memory.center.state.seals == {}
    work.checklist_work.override(run_id, "checked", "seen by me")
    center.sign(run_id)


def test_an_amendment_names_the_bytes_it_follows(center: MemoryServices) -> None:
    run_id = center.signed()
    work = center.work(Role.PRECEPTOR).checklist_work
    new_id = work.amend(run_id, "wrong line").value
    work.submit(new_id)
    center.sign(new_id)
    signing = center.work().signing
    (new,) = signing.signatures(new_id)
    followed = center.memory.center.state.seals[run_id].digest.hex()
    assert json.loads(new.sign_off.statement)["follows"] == followed
    assert new.validity.state is ValidityState.VALID
    assert signing.signatures(run_id)[0].validity.state is ValidityState.SUPERSEDED


def test_a_later_void_leaves_the_signature_fitting(center: MemoryServices) -> None:
    run_id = center.signed()
    center.work(Role.RSO).checklist_work.void(run_id, "other patient")
    (judged,) = center.work().signing.signatures(run_id)
    assert judged.validity.state is ValidityState.VOIDED
    assert judged.validity.sound
    run = center.memory.center.state.runs[run_id]
    assert sealed_document(run) == sealed_document(replace(run, voided=None))


def test_whoever_is_unknown_or_left_before_signing_is_told(center: MemoryServices) -> None:
    run_id = center.signed()
    center.memory.clock.move(days=1)
    person = center.memory.people[Role.PRECEPTOR]
    center.work().access.remove_person(person.id, "moved")
    signing = center.work().signing
    assert signing.signatures(run_id)[0].validity.state is ValidityState.VALID
    people = center.memory.center.state.entities["person"]
    signed_at = signing.signatures(run_id)[0].sign_off.signed_at
    people[person.id] = replace(person, removed_at=signed_at)
    assert signing.signatures(run_id)[0].validity.state is ValidityState.KEY_REVOKED
    del people[person.id]
    validity = signing.signatures(run_id)[0].validity
    assert (validity.state, validity.fields) == (ValidityState.BROKEN, ("signer's key",))


def test_signatures_outlive_a_replaced_key(center: MemoryServices) -> None:
    run_id = center.signed()
    person = center.memory.people[Role.PRECEPTOR]
    center.work().access.reset_passphrase(person.id, "seven quiet herons")
    assert center.work().signing.signatures(run_id)[0].validity.state is ValidityState.VALID
