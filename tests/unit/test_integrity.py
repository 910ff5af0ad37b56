"""Tests of the check of a whole center: pages, log and every signature, and how it is stopped."""

from dataclasses import replace

import pytest

from au_desktop.domain.audit import ChainFault
from au_desktop.domain.errors import Cancelled
from au_desktop.domain.roles import Role
from tests.memory_services import MemoryServices


@pytest.fixture
def center() -> MemoryServices:
    made = MemoryServices()
    made.signed()
    made.signed()
    return made


def test_an_untouched_center_is_sound(center: MemoryServices) -> None:
    heard: list[str] = []
    report = center.work(Role.INSPECTOR).integrity.check(heard.append)
    assert (report.sound, report.signatures, heard) == (True, 2, ["pages", "log", "signatures"])
    assert report.log.head.length == len(center.log)


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


def test_a_person_may_stop_it(center: MemoryServices) -> None:
    with pytest.raises(Cancelled):
        center.work().integrity.check(cancelled=lambda: True)
