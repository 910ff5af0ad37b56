"""Tests of the check of a whole center: pages, log and every signature, and how it is stopped."""

from dataclasses import replace

import pytest

from au_desktop.domain.audit import ChainFault
from au_desktop.domain.errors import Cancelled
from au_desktop.domain.ids import RunId
from au_desktop.domain.roles import Role
from au_desktop.domain.signing.statements import content_digest
from au_desktop.services.keeping.integrity import GONE, UNTOLD, UNVOIDED
from au_desktop.services.keeping.statement_check import GONE as NO_STATEMENT
from au_desktop.services.keeping.statement_check import REPLACED
from au_desktop.services.keeping.statement_check import UNTOLD as UNTOLD_STATEMENT
from tests.fakes import FakeSigner
from tests.memory_services import MemoryServices
from tests.statement_examples import PASS, a_draft, add_hours


@pytest.fixture
def center() -> MemoryServices:
    made = MemoryServices()
    made.signed()
    made.signed()
    return made


def test_an_untouched_center_is_sound(center: MemoryServices) -> None:
    report = center.work(Role.INSPECTOR).integrity.check()
    assert (report.sound, report.signatures) == (True, 2)
    assert report.log.head.length == len(center.log)


def test_a_check_tells_what_it_is_at_and_of_how_many(center: MemoryServices) -> None:
    heard: list[tuple[str, int, int]] = []
    center.work().integrity.check(lambda *told: heard.append(told))
    assert heard[0] == ("pages", 0, 0)
    assert ("log", 0, len(center.log)) in heard
    assert ("signatures", 0, 2) in heard
    assert heard[-2:] == [("statements", 0, 0), ("papers", 0, 0)]


def test_faults_in_pages_log_and_signatures_are_all_told(center: MemoryServices) -> None:
    center.file.faults = ("page 7",)
    assert not center.work().integrity.check().sound
    center.file.faults = ()
    state = center.memory.center.state
    state.log[2] = replace(state.log[2], actor="Somebody else")
    report = center.work().integrity.check()
    assert (report.log.fault, report.log.at_sequence) == (ChainFault.ALTERED, 3)
    assert not report.sound
    run_id = next(iter(state.seals))
    state.runs[run_id] = replace(state.runs[run_id], number=9)
    (fault,) = center.work().integrity.check().signature_faults
    assert (fault.run_id, fault.code, fault.signer) == (run_id, "R-000009", "The preceptor")
    assert fault.validity.fields == ("number",)


def test_a_signature_that_was_taken_out_of_the_file_is_missed(center: MemoryServices) -> None:
    state = center.memory.center.state
    run_id = next(iter(state.sign_offs))
    state.sign_offs[run_id].clear()
    report = center.work().integrity.check()
    (fault,) = report.signature_faults
    assert (fault.code, fault.signer, fault.validity) == ("R-000001", "The preceptor", GONE)
    assert (report.sound, report.signatures) == (False, 2)


def test_a_signature_that_the_log_does_not_tell_of_is_told(center: MemoryServices) -> None:
    state = center.memory.center.state
    while state.log[-1].subject == "R-000002":
        state.log.pop()
    (fault,) = center.work().integrity.check().signature_faults
    assert (fault.code, fault.validity) == ("R-000002", UNTOLD)


def test_a_void_that_was_taken_out_of_the_file_is_missed(center: MemoryServices) -> None:
    state = center.memory.center.state
    run_id = RunId(next(iter(state.sign_offs)))
    center.work(Role.PRECEPTOR).checklist_work.void(run_id, "wrong patient")
    assert center.work().integrity.check().sound
    state = center.memory.center.state
    state.runs[run_id] = replace(state.runs[run_id], voided=None)
    (fault,) = center.work().integrity.check().signature_faults
    assert (fault.code, fault.signer, fault.validity) == ("R-000001", "The preceptor", UNVOIDED)


def test_a_person_may_stop_it(center: MemoryServices) -> None:
    with pytest.raises(Cancelled):
        center.work().integrity.check(cancelled=lambda: True)
    heard: list[str] = []
    with pytest.raises(Cancelled):
        center.work().integrity.check(
            lambda step, _done, _total: heard.append(step), lambda: "signatures" in heard
        )


def test_statements_are_walked_too(center: MemoryServices) -> None:
    entry = add_hours(center, center.trainee())
    key = center.work(Role.PRECEPTOR).statements.sign(a_draft(entry), PASS).value
    report = center.work().integrity.check()
    assert (report.sound, report.statements, report.statement_faults) == (True, 1, ())
    rows = center.memory.center.state.entities["statement"]
    kept = rows[key]
    rows[key] = replace(kept, content=kept.content.replace(b'"8"', b'"9"'))
    (fault,) = center.work().integrity.check().statement_faults
    assert (fault.code, fault.signer, fault.statement_id) == ("S-000001", "The preceptor", key)
    assert fault.validity.fields == ("signature", "digest")
    content = kept.content.replace(b'"8"', b'"9"')
    signed = FakeSigner(kept.signer_id).sign(content)
    rows[key] = replace(kept, content=content, signature=signed, digest=content_digest(content))
    (fault,) = center.work().integrity.check().statement_faults
    assert fault.validity is REPLACED
    del rows[key]
    report = center.work().integrity.check()
    (fault,) = report.statement_faults
    assert (fault.code, fault.validity, report.statements) == ("S-000001", NO_STATEMENT, 1)
    rows[key] = kept
    center.log.pop()
    report = center.work().integrity.check()
    assert report.statement_faults[0].validity is UNTOLD_STATEMENT
    assert not report.sound
    first = center.log[0]
    center.log[0] = replace(first, actor="Somebody else")
    report = center.work().integrity.check()
    assert (report.log.unbroken, report.statement_faults) == (False, ())
