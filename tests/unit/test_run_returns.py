"""Return for correction: by a signer, with a reason, to whoever submitted it; kept, and gone from the lists once settled."""

from dataclasses import replace

import pytest

from au_desktop.domain.checklists.returns import open_return, returned
from au_desktop.domain.checklists.runs import NotSubmitted, RunIsVoid
from au_desktop.domain.errors import NotAllowed, ReasonRequired, SignedRecordIsFinal
from au_desktop.domain.roles import Role
from au_desktop.services.rows import PageRequest, RunRow
from tests.checklist_examples import NOON, OTHER, PERSON, a_run, a_template
from tests.memory_services import MemoryServices
from tests.signing_examples import parted


@pytest.fixture
def center() -> MemoryServices:
    return MemoryServices()


def mine(center: MemoryServices, role: Role = Role.COORDINATOR) -> tuple[RunRow, ...]:
    return center.work(role).run_returns.mine(PageRequest()).rows


def test_it_becomes_a_draft_of_its_author_with_the_reason(center: MemoryServices) -> None:
    run_id = parted(center)
    outcome = center.work(Role.STAFF).run_returns.send_back(run_id, " dose missing ")
    run = center.memory.center.state.runs[run_id]
    assert run.is_draft
    assert outcome.value.to == center.memory.people[Role.COORDINATOR].id
    assert center.work().signing.slots(run_id) == ()
    (row,) = mine(center)
    assert (row.run_id, row.returned) == (run_id, "dose missing")
    assert mine(center, Role.PRECEPTOR) == ()
    entry = center.log[-1]
    assert (entry.verb, entry.reason) == ("return checklist", "dose missing")
    assert entry.fields["returned to"] == [None, "The coordinator"]
    assert center.work().run_sheets.sheet(run_id).returns == (outcome.value,)


def test_it_leaves_the_list_when_submitted_again_and_stays_on_record(
    center: MemoryServices,
) -> None:
    run_id = parted(center)
    for reason in ("dose missing", "still missing"):
        center.work(Role.STAFF).run_returns.send_back(run_id, reason)
        assert [row.returned for row in mine(center)] == [reason]
        center.memory.clock.move(minutes=5)
        center.work().checklist_work.submit(run_id)
        assert mine(center) == ()
    kept = center.work().run_returns.of_run(run_id)
    assert [(one.position, one.reason, one.open) for one in kept] == [
        (1, "dose missing", False),
        (2, "still missing", False),
    ]
    assert open_return(kept) is None
    center.work().checklist_work.take_back(run_id, "one thing more")
    assert mine(center) == ()


def test_a_void_one_waits_for_no_correction(center: MemoryServices) -> None:
    run_id = parted(center)
    center.work(Role.STAFF).run_returns.send_back(run_id, "wrong person")
    center.work().checklist_work.void(run_id, "wrong person")
    assert mine(center) == ()
    with pytest.raises(RunIsVoid):
        center.work(Role.STAFF).run_returns.send_back(run_id, "again")


def test_only_a_signer_returns_and_not_what_is_signed(center: MemoryServices) -> None:
    run_id = parted(center)
    for role in (Role.TRAINEE, Role.COORDINATOR):
        with pytest.raises(NotAllowed):
            center.work(role).run_returns.send_back(run_id, "because")
    with pytest.raises(ReasonRequired):
        center.work(Role.STAFF).run_returns.send_back(run_id, " ")
    center.sign(run_id, 1, Role.STAFF)
    with pytest.raises(SignedRecordIsFinal):
        center.work(Role.RSO).run_returns.send_back(run_id, "late")


def test_a_draft_is_not_returned(center: MemoryServices) -> None:
    run_id = center.run()
    with pytest.raises(NotSubmitted):
        center.work(Role.RSO).run_returns.send_back(run_id, "no")


def test_whether_it_is_offered(center: MemoryServices) -> None:
    run_id = parted(center)

    def offered(role: Role) -> bool:
        work = center.work(role)
        sheet = work.run_sheets.sheet(run_id)
        return work.run_returns.may_return(sheet.run, sheet.slots)

    assert [offered(role) for role in (Role.STAFF, Role.COORDINATOR, Role.TRAINEE)] == [
        True,
        False,
        False,
    ]
    center.work(Role.STAFF).run_returns.send_back(run_id, "dose missing")
    assert not offered(Role.STAFF)


def test_without_a_submitter_it_goes_to_whoever_began_it() -> None:
    template = a_template()
    run = a_run(template)
    with pytest.raises(NotSubmitted):
        returned(run, "why", OTHER, NOON, 1)
    made = returned(replace(run, submitted_at=NOON), "why", OTHER, NOON, 1)
    assert (made.to, made.open) == (PERSON, True)
    assert open_return((made,)) == made


def test_today_shows_what_came_back_before_the_other_drafts(center: MemoryServices) -> None:
    run_id = parted(center)
    center.work(Role.STAFF).run_returns.send_back(run_id, "dose missing")
    other = center.run()
    mine_first = [(run_id, "dose missing"), (other, "")]
    shown = center.work().today.overview().drafts
    assert [(row.run_id, row.returned) for row in shown] == mine_first
    theirs = center.work(Role.PRECEPTOR).today.overview().drafts
    assert {row.run_id for row in theirs} == {run_id, other}
