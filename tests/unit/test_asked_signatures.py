"""Signatures that somebody asks for: a witness, a countersignature, and a fresh confirmation of a changed case."""

from dataclasses import replace

import pytest

from au_desktop.domain.checklists.runs import NotSubmitted, RunIsVoid
from au_desktop.domain.errors import NotAllowed
from au_desktop.domain.ids import CaseId, RunId
from au_desktop.domain.roles import Role
from au_desktop.domain.signing.added_signatures import AskedAlready, NotAskable
from au_desktop.domain.signing.sign_offs import Meaning, signed_case
from au_desktop.services.rows import PageRequest
from au_desktop.services.statements.asked_signatures import AskedSignatures, NothingChanged
from au_desktop.services.statements.signing import NotWaiting
from tests.memory_services import MemoryServices

ADDED = 4


@pytest.fixture
def center() -> MemoryServices:
    return MemoryServices()


def asking(center: MemoryServices, role: Role = Role.COORDINATOR) -> AskedSignatures:
    return center.work(role).asked_signatures


def changed(center: MemoryServices) -> tuple[CaseId, RunId]:
    """A signed checklist whose case was changed afterwards."""
    case_id = center.case()
    run_id = center.signed(case_id)
    case = center.work().case_log.case(case_id)
    center.work().case_log.change(replace(case, patient_code="LR-0777"), "mistyped")
    return case_id, run_id


def test_a_witness_is_asked_for_after_what_the_template_asks(center: MemoryServices) -> None:
    run_id = center.signed()
    outcome = asking(center).ask(run_id, Meaning.WITNESSED, " seen by the nurse ")
    assert outcome.value == ADDED
    slot = center.work().signing.slots(run_id)[-1]
    assert slot.asked is not None
    assert (slot.asked.reason, slot.rule.required) == ("seen by the nurse", False)
    entry = center.log[-1]
    assert (entry.verb, entry.reason) == ("ask for a signature", "seen by the nurse")
    page = center.work(Role.STAFF).signing.waiting(PageRequest(), mine=True)
    assert [(row.meaning, row.asked) for row in page.rows] == [("witnessed", True)]
    center.sign(run_id, ADDED, Role.STAFF)
    assert asking(center).ask(run_id, Meaning.WITNESSED).value == ADDED + 1


def test_it_is_asked_once_at_a_time_and_of_a_submitted_checklist(center: MemoryServices) -> None:
    run_id, draft, void = center.submitted(), center.run(), center.submitted()
    center.work(Role.RSO).checklist_work.void(void, "wrong patient")
    asked = asking(center)
    asked.ask(run_id, Meaning.COUNTERSIGNED)
    with pytest.raises(AskedAlready) as refused:
        asked.ask(run_id, Meaning.COUNTERSIGNED)
    assert (refused.value.code, refused.value.meaning) == ("R-000001", "countersigned")
    with pytest.raises(NotSubmitted):
        asked.ask(draft, Meaning.WITNESSED)
    with pytest.raises(RunIsVoid):
        asked.ask(void, Meaning.WITNESSED)
    with pytest.raises(NotAskable):
        asked.ask(run_id, Meaning.REVIEWED)
    with pytest.raises(NotAllowed):
        asking(center, Role.INSPECTOR).ask(run_id, Meaning.WITNESSED)


def test_it_is_withdrawn_while_open_and_undone_both_ways(center: MemoryServices) -> None:
    run_id = center.submitted()
    outcome = asking(center).ask(run_id, Meaning.WITNESSED, "two nurses")
    assert outcome.undo is not None
    outcome.undo.run()
    assert len(center.work().signing.slots(run_id)) == 3
    position = asking(center).ask(run_id, Meaning.WITNESSED, "two nurses").value
    gone = asking(center).withdraw(run_id, position)
    assert center.log[-1].verb == "withdraw asked signature"
    assert gone.undo is not None
    gone.undo.run()
    slot = center.work().signing.slots(run_id)[-1]
    assert slot.asked is not None
    assert slot.asked.reason == "two nurses"


def test_what_the_template_asks_or_somebody_gave_is_not_withdrawn(center: MemoryServices) -> None:
    run_id = center.submitted()
    with pytest.raises(NotWaiting):
        asking(center).withdraw(run_id, 1)
    position = asking(center).ask(run_id, Meaning.WITNESSED).value
    with pytest.raises(NotAllowed):
        asking(center, Role.STAFF).withdraw(run_id, position)
    center.sign(run_id, position, Role.STAFF)
    with pytest.raises(NotWaiting):
        asking(center).withdraw(run_id, position)
    other = asking(center, Role.STAFF).ask(run_id, Meaning.COUNTERSIGNED).value
    asking(center, Role.RSO).withdraw(run_id, other)


def test_a_changed_case_waits_for_a_new_confirmation(center: MemoryServices) -> None:
    case_id, run_id = changed(center)
    (row,) = asking(center).changed_cases()
    assert (row.case_id, row.run_id, row.signer) == (case_id, run_id, "The preceptor")
    outcome = asking(center, Role.PRECEPTOR).ask_again(run_id)
    assert outcome.value == ADDED
    assert asking(center, Role.PRECEPTOR).ask_again(run_id).value == ADDED
    center.sign(run_id, ADDED)
    assert asking(center).changed_cases() == ()
    first, second = center.work().signing.signatures(run_id)
    facts = [signed_case(one.sign_off) for one in (first, second)]
    assert [None if one is None else one["patient_code"] for one in facts] == [
        "LR-0193",
        "LR-0777",
    ]
    with pytest.raises(NothingChanged):
        asking(center, Role.PRECEPTOR).ask_again(run_id)


def test_a_new_confirmation_is_the_preceptors_and_can_be_withdrawn(center: MemoryServices) -> None:
    _, run_id = changed(center)
    with pytest.raises(NotAllowed):
        asking(center).ask_again(run_id)
    preceptor = asking(center, Role.PRECEPTOR)
    gone = preceptor.withdraw(run_id, preceptor.ask_again(run_id).value)
    assert gone.undo is None
    assert len(preceptor.changed_cases()) == 1


def test_nothing_is_confirmed_anew_without_a_case_or_a_signature(center: MemoryServices) -> None:
    for run_id in (center.signed(), center.submitted(center.case())):
        with pytest.raises(NothingChanged):
            asking(center, Role.PRECEPTOR).ask_again(run_id)
