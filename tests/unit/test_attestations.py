"""Tests of attestations: the evidence frozen, the three kinds of signer, who waits, and what changed since."""

import json
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from au_desktop.domain.errors import Invalid, NotAllowed
from au_desktop.domain.ids import RunId
from au_desktop.domain.roles import Role
from au_desktop.domain.signing.statement_validity import RecordChange
from au_desktop.domain.signing.statements import StatementKind
from au_desktop.domain.training.standings.attestation_rules import (
    AskedFor,
    AttestationRefused,
    AttestationStop,
    DirectorClaim,
    RecordedConcurrence,
)
from au_desktop.domain.training.standings.standing import Gap, GapCode
from au_desktop.domain.training.trainees import Period
from au_desktop.services.attesting.attestations import facts_of
from au_desktop.services.changes import Kind
from au_desktop.services.statements.signed_statements import RecordsChanged
from tests.attestation_examples import ReadyCenter, a_path
from tests.statement_examples import PASS

CLAIM = DirectorClaim("Radiation oncology residency", "RCPSC", True, True, telephone="555-0101")


@pytest.fixture
def center() -> ReadyCenter:
    return ReadyCenter()


def stop_of(refused: pytest.ExceptionInfo[AttestationRefused]) -> AttestationStop:
    return refused.value.stop


def test_the_evidence_names_every_record_behind_every_number(center: ReadyCenter) -> None:
    evidence = center.attestations().evidence(center.trainee_id)
    document = evidence.document
    assert document["hours"] == {"classroom": "80", "work": "80", "total": "160"}
    figures = {one["label"]: one for one in document["figures"]}
    total = figures["3.a Total hours of training"]
    assert (total["value"], [one["code"] for one in total["behind"]]) == ("80", ["H-000001"])
    assert [one["listing"]["license_number"] for one in document["supervisors"]] == ["45-00000-01"]
    assert document["categories"][0]["counted"] == 1
    assert document["profile"]["id"] == "nrc-2019"
    kinds = [record.kind for record in evidence.records]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "trainee": 1,
        "qualification": 1,
        "hours": 2,
        "statement": 2,
        "case": 1,
        "run": 1,
        "rating": 1,
        "supervisor": 1,
        "paper": 2,
    }
    json.dumps(document)


def test_the_page_is_the_worksheet_with_the_records_behind_each_number(
    center: ReadyCenter,
) -> None:
    page = center.attestations().page(center.trainee_id)
    codes = [part.code for part in page.worksheet.parts]
    assert codes[:4] == ["H1", "H2", "H3", "H4"]
    assert page.worksheet.made_by == "The preceptor (preceptor)"
    figures = {figure.label: figure for figure in page.worksheet.figures}
    assert figures["3.a Total hours of training"].records == ("H-000001 A (80 h)",)
    frozen = center.attestations().evidence(center.trainee_id).document["figures"]
    assert [one["id"] for one in frozen] == [figure.id for figure in page.worksheet.figures]
    assert page.state.attested is not None


def test_evidence_leaves_out_what_proves_nothing(center: ReadyCenter) -> None:
    state = center.memory.center.state
    state.entities["qualification"].clear()
    center.submitted(center.case_id)
    known = state.entities["supervisor"][center.supervisor_id]
    later = replace(known.listings[0], period=Period(date(2027, 1, 1)))
    center.work().supervision.change(replace(known, listings=(*known.listings, later)))
    case = state.entities["case"][center.case_id]
    state.entities["case"][center.case_id] = replace(case, supervisor_id=None)
    evidence = center.attestations().evidence(center.trainee_id)
    kinds = [record.kind for record in evidence.records]
    assert "qualification" not in kinds
    assert kinds.count("run") == 1
    assert kinds.count("supervisor") == 1


def test_a_preceptor_attests_with_the_evidence_frozen(center: ReadyCenter) -> None:
    center.attest()
    state = center.attestations().state(center.trainee_id)
    (view,) = state.given
    facts = facts_of(view.statement)
    assert facts["sentence"].startswith("I attest that A. Example 07, MD has satisfactorily")
    assert (facts["section"], facts["category_codes"]) == ("35.396", ["G3"])
    assert (facts["facility"], facts["license_number"]) == ("Lakeside RPT Center", "45-00000-01")
    assert (facts["telephone"], facts["meets"]) == ("555-0100", "35.390")
    assert facts["experience"] == "G1, G2, G3"
    assert facts["evidence"]["hours"]["total"] == "160"
    assert state.current
    assert state.standing == (view,)
    assert view.statement.kind is StatementKind.ATTESTATION


def test_what_is_signed_later_or_changed_shows_by_record(center: ReadyCenter) -> None:
    center.attest()
    with center.memory.center.unit_of_work() as uow:
        uow.hours.replace(replace(center.work_hours, place="Elsewhere"))
        uow.commit()
    run_id = RunId(next(iter(center.memory.center.state.seals)))
    center.work(Role.PRECEPTOR).checklist_work.void(run_id, "wrong patient")
    state = center.attestations().state(center.trainee_id)
    (view,) = state.given
    assert [(one.record.code, one.change) for one in view.validity.drift] == [
        ("H-000002", RecordChange.CHANGED),
        ("R-000001", RecordChange.VOIDED),
    ]
    assert not state.current
    assert state.standing == (view,)
    fields = state.changed[view.statement.id]
    assert fields == {("hours", center.work_hours.id): ("place",)}


def test_an_attestation_without_frozen_facts_names_no_fields(center: ReadyCenter) -> None:
    draft = center.attestations().preceptor_draft(center.trainee_id)
    center.work(Role.PRECEPTOR).statements.sign(replace(draft, facts={"sentence": "x"}), PASS)
    with center.memory.center.unit_of_work() as uow:
        uow.hours.replace(replace(center.work_hours, place="Elsewhere"))
        uow.commit()
    state = center.attestations().state(center.trainee_id)
    assert state.changed == {state.given[0].statement.id: {}}


def test_nothing_is_signed_that_changed_while_it_was_shown(center: ReadyCenter) -> None:
    draft = center.attestations().preceptor_draft(center.trainee_id)
    with center.memory.center.unit_of_work() as uow:
        uow.hours.replace(replace(center.classroom, place="Elsewhere"))
        uow.commit()
    with pytest.raises(RecordsChanged):
        center.work(Role.PRECEPTOR).statements.sign(draft, PASS)


def test_nobody_attests_on_a_signature_that_does_not_fit(center: ReadyCenter) -> None:
    rows = center.memory.center.state.entities["statement"]
    first = next(iter(rows))
    rows[first] = replace(rows[first], content=rows[first].content + b" ")
    with pytest.raises(AttestationRefused) as refused:
        center.attestations().preceptor_draft(center.trainee_id)
    assert stop_of(refused) is AttestationStop.BROKEN_SIGNATURE
    assert refused.value.facts == {"codes": "S-000001"}


def test_gaps_block_every_kind(center: ReadyCenter) -> None:
    center.gaps = (Gap(GapCode.CASES_SHORT), Gap(GapCode.NOTICE_DUE, blocks=False))
    service = center.attestations()
    for draft in (
        lambda: service.preceptor_draft(center.trainee_id),
        lambda: service.concurrence_draft(center.trainee_id),
        lambda: service.director_draft(center.trainee_id, CLAIM),
    ):
        with pytest.raises(AttestationRefused) as refused:
            draft()
        assert stop_of(refused) is AttestationStop.GAPS
        assert [gap.code for gap in refused.value.gaps] == [GapCode.CASES_SHORT]
    assert [gap.code for gap in service.state(center.trainee_id).gaps] == [GapCode.CASES_SHORT]


def test_a_preceptor_needs_a_listing_that_qualifies(center: ReadyCenter) -> None:
    supervisor = center.work().supervision
    known = center.memory.center.state.entities["supervisor"][center.supervisor_id]
    supervisor.change(replace(known, person_id=None))
    with pytest.raises(AttestationRefused) as refused:
        center.attestations().preceptor_draft(center.trainee_id)
    assert stop_of(refused) is AttestationStop.NO_LISTING
    narrow = replace(known.listings[0], categories=("G1",))
    supervisor.change(replace(known, listings=(narrow,)))
    with pytest.raises(AttestationRefused) as refused:
        center.attestations().preceptor_draft(center.trainee_id)
    assert stop_of(refused) is AttestationStop.NOT_ELIGIBLE
    assert refused.value.fault is not None


def test_where_none_is_asked_the_state_says_why(center: ReadyCenter) -> None:
    center.path = a_path(needs_attestation=False)
    state = center.attestations().state(center.trainee_id)
    assert state.attested is None
    assert state.refused is not None
    assert state.refused.stop is AttestationStop.NOT_ASKED
    assert not state.current


def test_row_11_a_director_attests_when_a_faculty_member_has_signed(center: ReadyCenter) -> None:
    service = center.attestations()
    with pytest.raises(AttestationRefused) as refused:
        service.director_draft(center.trainee_id, CLAIM)
    assert stop_of(refused) is AttestationStop.NO_FACULTY
    concurs = service.concurrence_draft(center.trainee_id)
    key = center.work(Role.PRECEPTOR).statements.sign(concurs, PASS).value
    draft = service.director_draft(center.trainee_id, CLAIM)
    assert draft.kind is StatementKind.DIRECTOR_ATTESTATION
    facts = draft.facts
    assert facts["sentence"].endswith("and concurs.")
    assert (facts["program"], facts["approving_body"]) == (CLAIM.program, "RCPSC")
    assert facts["concurring_signed"] == "The preceptor, S-000003"
    assert facts["concurring_recorded"] == ""
    assert key in {record.id for record in draft.records}
    assert facts_of(_statement(center, key))["concurs"].startswith("I concur")
    center.work(Role.PRECEPTOR).statements.sign(draft, PASS)
    assert center.attestations().state(center.trainee_id).current
    center.work(Role.PRECEPTOR).statements.withdraw(key, "not of the faculty", PASS)
    state = center.attestations().state(center.trainee_id)
    assert [one.record.code for one in state.standing[0].validity.drift] == ["S-000003"]


def _statement(center: ReadyCenter, key: UUID):  # type: ignore[no-untyped-def]
    with center.memory.center.unit_of_work() as uow:
        return uow.statements.get(key)


def test_row_11_a_faculty_member_without_an_account_is_recorded_plainly(
    center: ReadyCenter,
) -> None:
    on = center.now().local.date()
    recorded = (RecordedConcurrence(center.faculty(), on),)
    claim = replace(CLAIM, recorded=recorded)
    facts = center.attestations().director_draft(center.trainee_id, claim).facts
    assert facts["concurring_signed"] == ""
    assert facts["concurring_recorded"] == ("Faculty F., 2026-11-20, no signature in this center")
    assert facts["concurring_faculty"][0]["meets"] == "35.390"
    unfit = center.faculty(56, categories=("G1",))
    claim = replace(CLAIM, recorded=(RecordedConcurrence(unfit, on),))
    with pytest.raises(AttestationRefused) as refused:
        center.attestations().director_draft(center.trainee_id, claim)
    assert stop_of(refused) is AttestationStop.FACULTY_NOT_ELIGIBLE
    claim = replace(CLAIM, recorded=(RecordedConcurrence(unfit, date(2030, 1, 1)),))
    with pytest.raises(Invalid):
        center.attestations().director_draft(center.trainee_id, claim)


def test_who_is_ready_waits_until_somebody_attests(center: ReadyCenter) -> None:
    center.memory.clock.move(days=4)
    (wait,) = center.attestations().waiting()
    assert (wait.code, wait.section, wait.days, wait.mine) == ("T-001", "35.396", 4, True)
    assert (wait.request, wait.asked) == (None, "")
    assert not center.attestations(Role.COORDINATOR).waiting()[0].mine
    outcome = center.attestations(Role.COORDINATOR).request(
        center.trainee_id, center.preceptor_id(), AskedFor.PRECEPTOR
    )
    assert outcome.changes.touches(Kind.STATEMENT)
    entry = center.log[-1]
    assert (entry.verb, entry.fields["of"]) == ("ask for signature", [None, "The preceptor"])
    center.memory.clock.move(days=2)
    (wait,) = center.attestations().waiting()
    assert (wait.asked, wait.days, wait.mine) == ("The preceptor", 2, True)
    assert not center.attestations(Role.RSO).waiting()[0].mine
    assert len(center.attestations().state(center.trainee_id).requests) == 1
    center.attest()
    assert center.attestations().waiting() == ()
    assert center.attestations().state(center.trainee_id).requests == ()


def test_who_is_not_ready_or_needs_none_does_not_wait(center: ReadyCenter) -> None:
    center.gaps = (Gap(GapCode.CASES_SHORT),)
    assert center.attestations().waiting() == ()
    center.gaps = ()
    center.path = None
    assert center.attestations().waiting() == ()


def test_a_request_is_answered_by_its_own_kind_only(center: ReadyCenter) -> None:
    who = center.preceptor_id()
    for asked_for in (AskedFor.DIRECTOR, AskedFor.CONCURRENCE, AskedFor.CONCURRENCE):
        center.attestations().request(center.trainee_id, who, asked_for)
    concurs = center.attestations().concurrence_draft(center.trainee_id)
    center.work(Role.PRECEPTOR).statements.sign(concurs, PASS)
    (left,) = center.attestations().state(center.trainee_id).requests
    assert left.asked_for is AskedFor.DIRECTOR
    assert [wait.request for wait in center.attestations().waiting()] == [left]


def test_a_request_can_be_taken_back(center: ReadyCenter) -> None:
    asking = center.attestations(Role.COORDINATOR)
    outcome = asking.request(center.trainee_id, center.preceptor_id(), AskedFor.PRECEPTOR)
    assert outcome.undo is not None
    outcome.undo.run()
    assert asking.state(center.trainee_id).requests == ()
    assert asking.waiting()[0].request is None
    assert center.log[-1].verb == "take back request for signature"


def test_who_may_be_asked_and_who_may_ask(center: ReadyCenter) -> None:
    assert [one.role for one in center.attestations().signers()] == [Role.PRECEPTOR]
    rso = center.memory.people[Role.RSO].id
    with pytest.raises(Invalid, match="may not attest"):
        center.attestations().request(center.trainee_id, rso, AskedFor.PRECEPTOR)
    with pytest.raises(NotAllowed):
        center.attestations(Role.INSPECTOR).request(
            center.trainee_id, center.preceptor_id(), AskedFor.PRECEPTOR
        )


def test_only_an_attesting_role_signs(center: ReadyCenter) -> None:
    draft = center.attestations().preceptor_draft(center.trainee_id)
    with pytest.raises(NotAllowed):
        center.work(Role.RSO).statements.sign(draft, Role.RSO.value)
