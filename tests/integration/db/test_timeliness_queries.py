"""Times from a real file: delays to the signature, late entries, and clocks that went backwards."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from au_desktop.domain.audit import EntryDraft
from au_desktop.domain.checklists.runs import Voided
from au_desktop.domain.ids import CaseId
from au_desktop.domain.signing.sign_offs import Meaning
from au_desktop.domain.training.cases import Voided as VoidedCase
from au_desktop.persistence.read_queries.timeliness_queries import SqlTimelinessQueries
from au_desktop.services.desk import CLOCK_SET_BACK
from tests.center_files import (
    CASE,
    NOW,
    PERSON,
    OpenCenter,
    a_sign_off,
    a_stored_run,
    later,
)


def test_delays_are_those_of_supervising_signatures(filled: OpenCenter) -> None:
    queries = SqlTimelinessQueries(filled.engines.read)
    assert queries.signing_delays(None) == ()
    run = a_stored_run()
    signed = a_sign_off(run, 2, Meaning.SUPERVISED)
    with filled.work() as uow:
        uow.sign_offs.add(signed)
        uow.commit()
    (delay,) = queries.signing_delays(None)
    assert (delay.signer_id, delay.signer) == (PERSON.id, PERSON.name)
    assert delay.delay == signed.signed_at.utc - run.event_time.utc
    day = run.event_time.local.date()
    assert len(queries.signing_delays(day)) == 1
    assert queries.signing_delays(day + timedelta(days=1)) == ()
    with filled.work() as uow:
        uow.runs.void(run.id, Voided("twice", PERSON.id, NOW))
        uow.commit()
    assert queries.signing_delays(None) == ()


def test_late_entries_come_newest_first_without_void_ones(filled: OpenCenter) -> None:
    queries = SqlTimelinessQueries(filled.engines.read)
    assert queries.late_entries(5) == ()
    late = replace(
        CASE,
        id=CaseId(UUID(int=4001)),
        number=7,
        entered_at=later(100),
        late_reason="back from leave",
    )
    void = replace(
        late, id=CaseId(UUID(int=4002)), number=8, voided=VoidedCase("twice", later(101))
    )
    run = a_stored_run(9, late_reason="the network was down")
    with filled.work() as uow:
        uow.cases.add(late)
        uow.cases.add(void)
        uow.runs.add(run)
        uow.commit()
    found = queries.late_entries(5)
    assert [(one.code, one.subject, one.reason) for one in found] == [
        ("C-000007", late.id, "back from leave"),
        ("R-000009", run.id, "the network was down"),
    ]
    assert found[0].happened == date(2026, 11, 18)
    assert found[1].happened == run.event_time.local.date()
    assert len(queries.late_entries(1)) == 1


def test_clocks_are_read_from_the_log(filled: OpenCenter) -> None:
    with filled.work() as uow:
        uow.log.append(
            EntryDraft(
                at=NOW,
                actor_id=PERSON.id,
                actor=PERSON.name,
                role=PERSON.role.value,
                verb=CLOCK_SET_BACK,
                subject_kind="center",
                subject_id=None,
                subject="clock",
                fields={"clock": ["2026-11-22T10:00:00", "2026-11-22T09:00:00"]},
                reason="",
            )
        )
        uow.commit()
    (clock,) = SqlTimelinessQueries(filled.engines.read).clocks_set_back(5)
    assert (clock.actor, clock.before, clock.after) == (
        PERSON.name,
        "2026-11-22T10:00:00",
        "2026-11-22T09:00:00",
    )
