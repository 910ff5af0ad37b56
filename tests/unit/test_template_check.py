"""Tests of the check of templates: what was signed about them is sound and logged, and each version is what its digest says."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from au_desktop.domain.checklists.template_documents import template_digest
from au_desktop.domain.roles import Role
from au_desktop.domain.signing.template_acts import TemplateAct, act_faults
from au_desktop.services.keeping.integrity import IntegrityReport
from tests.fakes import FakeSigner, fake_verify
from tests.memory_services import SURVEY, MemoryServices

DAY = date(2026, 11, 20)
RSO = Role.RSO.value
CONTENT_FAULTS = ["signature", "content"]


@pytest.fixture
def center() -> MemoryServices:
    """With a version of its own, and another template retired."""
    made = MemoryServices()
    editing = made.work(Role.RSO).template_editing
    key = editing.begin(template_digest(SURVEY)).value
    editing.save(key, replace(editing.draft(key).template, title="Our survey"))
    editing.publish(key, DAY, RSO)
    editing.retire("administration_example", "old", RSO)
    return made


def check(center: MemoryServices) -> IntegrityReport:
    return center.work().integrity.check()


def acts(center: MemoryServices) -> list[TemplateAct]:
    return center.memory.center.state.template_notes.acts


def test_what_nobody_touched_is_sound(center: MemoryServices) -> None:
    report = check(center)
    assert (report.sound, report.template_acts, report.template_faults) == (True, 2, ())


def test_another_content_under_a_digest_is_found(center: MemoryServices) -> None:
    rows = center.memory.center.state.templates
    digest = template_digest(SURVEY)
    rows[digest] = replace(SURVEY, note="changed")
    report = check(center)
    assert report.template_faults == (
        "A survey example, version 1: the content is not what its digest says",
    )
    assert not report.sound


def test_an_act_that_is_gone_or_was_put_in_is_missed(center: MemoryServices) -> None:
    kept = acts(center).pop()
    assert check(center).template_faults == (
        "Administration example: signature gone, though the log tells of it",
    )
    acts(center).append(kept)
    forged = replace(kept, id=type(kept.id)(int=77))
    acts(center).append(forged)
    (fault,) = check(center).template_faults
    assert fault == "administration_example, retire: id, log entry: missing"


def test_another_signature_than_the_log_tells_is_found(center: MemoryServices) -> None:
    acts(center)[0] = replace(acts(center)[0], signature=b"0" * 64)
    (fault,) = check(center).template_faults
    assert fault == (
        "Our survey, version 2, publish: signature, log entry: tells of another signature"
    )


def test_a_broken_log_is_not_held_against_them(center: MemoryServices) -> None:
    log = center.memory.center.state.log
    log[0] = replace(log[0], actor="Somebody else")
    acts(center).pop()
    report = check(center)
    assert (report.template_faults, report.sound) == ((), False)


@pytest.mark.parametrize(
    ("changed", "faults"),
    [
        ({"reason": "another"}, ["reason"]),
        ({"signer": "Another"}, ["signer's name"]),
        ({"role": Role.PRECEPTOR}, ["role"]),
        ({"template_id": "other"}, ["template"]),
        ({"content": b"[]"}, CONTENT_FAULTS),
        ({"content": b"no"}, CONTENT_FAULTS),
        ({"content": b"{}"}, CONTENT_FAULTS),
        ({"digest": "11"}, ["digest"]),
    ],
)
def test_what_stands_beside_the_content_must_fit_it(
    center: MemoryServices, changed: dict[str, Any], faults: list[str]
) -> None:
    person = center.memory.people[Role.RSO]
    act = replace(acts(center)[1], **changed)
    assert list(act_faults(act, person, fake_verify)) == faults


@pytest.mark.parametrize(
    "around",
    [
        lambda _person: None,
        lambda person: replace(person, public_keys=(FakeSigner(person.id, b"x").public_key,)),
    ],
)
def test_the_key_must_be_the_signers(center: MemoryServices, around: Callable[[Any], Any]) -> None:
    person = around(center.memory.people[Role.RSO])
    assert list(act_faults(acts(center)[0], person, fake_verify)) == ["signer's key"]


def test_a_key_that_ended_before_signs_nothing(center: MemoryServices) -> None:
    act, person = acts(center)[0], center.memory.people[Role.RSO]
    removed = replace(person, removed_at=act.signed_at)
    assert list(act_faults(act, removed, fake_verify)) == ["key revoked before signing"]
    center.memory.clock.move(days=1)
    later = replace(person, removed_at=center.now())
    assert list(act_faults(act, later, fake_verify)) == []
