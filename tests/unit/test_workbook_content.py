"""The rows of the workbook over the worked example in memory: each sheet says what the records say, no more and no less."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from au_desktop.domain.ids import InstrumentId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import DoseRate
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.instruments import Instrument, InstrumentKind
from au_desktop.domain.training.cases import CaseState
from au_desktop.services.cases.case_log import CaseLog
from au_desktop.services.cases.judgements import Judgements
from au_desktop.services.example.worked_example import ExampleSize, WorkedExample
from au_desktop.services.workbook.safety.treatment_rows import dosage_log_rows
from au_desktop.services.workbook.sheet_rows import Days
from au_desktop.services.workbook.workbook_content import ContentTools, WorkbookContent
from tests.builders import NOBODY, a_trainee
from tests.fakes import fake_verify
from tests.memory_sheets import MemorySheets
from tests.memory_stage import MemoryStage, played
from tests.safety_examples import a_page
from tests.standing_desk import standings_of
from tests.treatment_examples import a_dosage

SIZE = ExampleSize(trainees=13, cases=20)
ALWAYS = Days(date(2020, 1, 1), date(2026, 12, 31))


def content(stage: MemoryStage, days: Days = ALWAYS) -> WorkbookContent:
    desk = stage.memory.desk(Role.RSO)
    tools = ContentTools(desk, Judgements(desk), standings_of(desk), fake_verify)
    return tools.content(MemorySheets(stage.memory.center), days)


def a_played_stage() -> MemoryStage:
    """One of its own, for a test that changes something."""
    stage = MemoryStage()
    WorkedExample(stage, SIZE, "Dana Whitfield").play()  # type: ignore[arg-type]  # these parts are all it uses
    return stage


@pytest.fixture
def stage() -> MemoryStage:
    return played(SIZE)


def state(stage: MemoryStage) -> Any:
    return stage.memory.center.state


def test_every_administration_is_a_case_given_with_its_checklist(stage: MemoryStage) -> None:
    rows = list(content(stage).administrations())
    assert len(rows) == SIZE.cases
    for row in rows:
        assert row.checklist.startswith("R-")
        assert row.given_at is not None
        assert row.given_at.local.date() == row.on
        assert row.prescribed.low is not None
        assert row.assay is not None
        assert row.drug != ""
        assert row.trainee.startswith("Example ")
        assert row.supervisor in {"Dana Whitfield", "Morgan Reyes"}
        assert row.part in {"observed", "assisted", "performed"}
    assert [row.on for row in rows] == sorted(row.on for row in rows)
    assert Counter(row.state for row in rows)["waiting for signature"] == 3


def test_dosage_checks_come_from_assays_and_administrations(stage: MemoryStage) -> None:
    rows = list(content(stage).dosage_checks())
    assert len(rows) == 2 * SIZE.cases
    assert {row.case for row in rows} == {row.case for row in content(stage).administrations()}
    assert all(row.instrument == "DC-1" for row in rows)
    assert all(row.patient_code.startswith("LR-") for row in rows)


def test_void_and_replaced_surveys_stand_only_among_the_checklists(stage: MemoryStage) -> None:
    states = {row.checklist: row.state for row in content(stage).checklists()}
    left_out = {code for code, one in states.items() if one in {"voided", "superseded"}}
    assert Counter(states.values())["voided"] == 1
    assert Counter(states.values())["superseded"] == 1
    surveyed = {row.checklist for row in content(stage).surveys()}
    assert surveyed
    assert not surveyed & left_out


def test_a_reading_above_its_trigger_is_a_finding_and_no_other(stage: MemoryStage) -> None:
    rows = list(content(stage).surveys())
    assert {row.room for row in rows} == {"Room 3", "Hot lab", "Restroom 3", "Waste store"}
    found = {(row.checklist, row.item): row.finding for row in content(stage).checklists()}
    above = {
        (row.checklist, row.place)
        for row in rows
        if isinstance(row.reading, DoseRate) and row.trigger and row.reading > row.trigger
    }
    flagged = {(row.checklist, row.place) for row in rows if found[row.checklist, row.place]}
    assert above
    assert flagged == above
    assert "7.2" in {str(row.reading.amount) for row in rows}


def test_every_answer_of_every_submitted_checklist_is_there(stage: MemoryStage) -> None:
    rows = list(content(stage).checklists())
    submitted = [run for run in state(stage).runs.values() if run.submitted_at is not None]
    assert len(rows) == sum(len(run.answers) for run in submitted)
    names = {person.name for person in stage.memory.people.values()}
    assert {row.answered_by for row in rows} <= names


def test_every_signature_is_there_with_its_validity(stage: MemoryStage) -> None:
    rows = list(content(stage).signatures())
    assert len(rows) == sum(len(signed) for signed in state(stage).sign_offs.values())
    found = Counter(row.validity for row in rows)
    assert set(found) == {"valid", "voided", "superseded"}
    assert all(not row.broken_fields for row in rows)


def test_a_run_changed_behind_its_signature_is_named_field_by_field() -> None:
    stage = a_played_stage()
    run_id = next(iter(state(stage).seals))
    run = state(stage).runs[run_id]
    state(stage).runs[run_id] = replace(run, number=run.number + 1000)
    broken = [row for row in content(stage).signatures() if row.validity == "broken"]
    assert len(broken) == len(state(stage).sign_offs[run_id])
    assert all(row.broken_fields for row in broken)


def test_a_signature_of_someone_unknown_is_not_valid() -> None:
    stage = a_played_stage()
    rso = stage.memory.people[Role.RSO]
    del state(stage).entities["person"][rso.id]
    theirs = [row for row in content(stage).signatures() if row.signer == rso.name]
    assert theirs
    assert {row.validity for row in theirs} == {"broken"}


def test_trainees_have_one_row_a_requested_category(stage: MemoryStage) -> None:
    rows = list(content(stage).trainees())
    with stage.memory.center.unit_of_work() as uow:
        asked = {trainee.code: len(trainee.requested) for trainee in uow.trainees.all()}
    assert Counter(row.trainee for row in rows) == asked
    assert all(row.needed is not None and row.category for row in rows)
    assert {row.capacity for row in rows} >= {"", "supervised participant"}


def test_a_trainee_who_requests_nothing_has_a_row_all_the_same() -> None:
    stage = MemoryStage()
    stage.as_role(Role.COORDINATOR).enrolment.enroll(a_trainee(requested=(), capacities=()))
    (row,) = content(stage).trainees()
    assert (row.category, row.needed, row.counted, row.capacity) == ("", None, None, "")


def test_many_trainees_are_all_there() -> None:
    stage = MemoryStage()
    enrolment = stage.as_role(Role.COORDINATOR).enrolment
    enrolment.import_all([a_trainee(family_name=f"E{one}") for one in range(95)], "roster.xlsx")
    assert [row.name.partition(",")[0] for row in content(stage).trainees()] == [
        f"E{one}" for one in range(95)
    ]


def test_cases_carry_the_verdict_of_the_gate(stage: MemoryStage) -> None:
    rows = list(content(stage).cases())
    assert len(rows) == len(state(stage).entities["case"])
    for row in rows:
        assert row.counts is not bool(row.reasons)
    assert {row.state for row in rows} == {"planned", "given"}
    assert any(not row.location for row in rows)


def test_a_void_case_is_marked_and_is_no_gap() -> None:
    stage = a_played_stage()
    gap = next(row for row in content(stage).gaps() if row.kind == "Case does not count yet")
    log = CaseLog(stage.memory.desk(Role.RSO))
    case = next(case for case in state(stage).entities["case"].values() if case.code == gap.record)
    before = in_period(stage, case.trainee_id)
    log.void(case.id, "entered twice")
    (row,) = [row for row in content(stage).cases() if row.case == gap.record]
    assert row.state == "voided"
    assert not row.counts
    assert gap.record not in {row.record for row in content(stage).gaps()}
    assert gap.record not in {row.case for row in content(stage).administrations()}
    assert in_period(stage, case.trainee_id) == before - 1


def in_period(stage: MemoryStage, trainee_id: object) -> int:
    code = state(stage).entities["trainee"][trainee_id].code
    return next(row.cases_in_period for row in content(stage).trainees() if row.trainee == code)


def test_what_is_not_known_of_a_case_stays_empty() -> None:
    stage = a_played_stage()
    cases = state(stage).entities["case"]
    key = next(key for key, case in cases.items() if case.state is CaseState.GIVEN)
    cases[key] = replace(cases[key], drug_id="no-such-drug", part=None, supervisor_id=None)
    (row,) = [row for row in content(stage).cases() if row.case == cases[key].code]
    assert (row.drug, row.category, row.part, row.supervisor) == ("no-such-drug", "", "", "")


def test_gaps_name_what_stands_open_in_this_order(stage: MemoryStage) -> None:
    rows = list(content(stage).gaps())
    kinds = [row.kind for row in rows]
    assert list(dict.fromkeys(kinds)) == [
        "Signature waited for",
        "Draft, not submitted",
        "Case does not count yet",
        "Training record",
        "Instrument",
    ]
    draft = next(row for row in rows if row.kind.startswith("Draft"))
    assert draft.who == stage.memory.people[Role.PRECEPTOR].name
    waiting = next(row for row in rows if row.kind.startswith("Signature"))
    assert waiting.who
    assert waiting.detail
    (instrument,) = [row for row in rows if row.kind == "Instrument"]
    assert (instrument.record, instrument.detail) == ("SM-2", "calibration overdue")
    assert instrument.about == "survey meter, Model 3, serial 100877"


def test_a_planned_case_is_a_gap_only_once_its_day_has_passed(stage: MemoryStage) -> None:
    today = stage.today.local.date()
    planned = {row.case: row.on for row in content(stage).cases() if row.state == "planned"}
    assert {on >= today for on in planned.values()} == {True}
    assert not planned.keys() & {row.record for row in content(stage).gaps()}
    later = a_played_stage()
    later.set_time(replace(later.today, utc=later.today.utc + timedelta(days=30)))
    assert planned.keys() < {row.record for row in content(later).gaps()}


def test_an_instrument_that_was_never_calibrated_is_a_gap() -> None:
    stage = MemoryStage()
    facilities = stage.as_role(Role.COORDINATOR).facilities
    facilities.add_instrument(
        Instrument(InstrumentId(NOBODY), "WC-9", InstrumentKind.WIPE_COUNTER)
    )
    (row,) = content(stage).gaps()
    assert (row.record, row.since, row.detail) == ("WC-9", None, "never calibrated")
    assert row.about == "wipe counter"


def test_a_case_that_will_not_be_given_is_no_gap(stage: MemoryStage) -> None:
    planned = next(row.case for row in content(stage).cases() if row.state == "planned")
    later = a_played_stage()
    later.set_time(replace(later.today, utc=later.today.utc + timedelta(days=30)))
    rows = state(later).entities["case"]
    (lost,) = [case for case in rows.values() if case.code == planned]
    rows[lost.id] = replace(lost, state=CaseState.LOST, lost_reason="no dosage came")
    assert planned not in {row.record for row in content(later).gaps()}


def test_other_days_hold_nothing_but_trainees_and_instruments(stage: MemoryStage) -> None:
    other = content(stage, Days(date(2019, 1, 1), date(2019, 12, 31)))
    for rows in (
        other.administrations(),
        other.dosage_checks(),
        other.surveys(),
        other.checklists(),
        other.signatures(),
        other.cases(),
    ):
        assert list(rows) == []
    assert {row.kind for row in other.gaps()} == {"Training record", "Instrument"}
    assert {row.cases_in_period for row in other.trainees()} == {0}


def test_a_case_outside_the_days_is_left_out_beside_one_inside(stage: MemoryStage) -> None:
    rows = list(content(stage).cases())
    days = Days(min(row.on for row in rows), sorted(row.on for row in rows)[len(rows) // 2])
    inside = {row.case for row in rows if days.holds(row.on)}
    assert {row.case for row in content(stage, days).cases()} == inside
    assert 0 < len(inside) < len(rows)


def test_supervising_aus_are_listed_license_by_license(stage: MemoryStage) -> None:
    rows = list(content(stage).preceptors())
    with stage.memory.center.unit_of_work() as uow:
        known = [
            (one.name, listing.license_number)
            for one in uow.supervisors.all()
            for listing in one.listings
        ]
    assert [(row.supervisor, row.license_number) for row in rows] == known
    assert any(row.supervises for row in rows)


def test_deadlines_of_safety_records_are_gaps() -> None:
    stage = a_played_stage()
    now = stage.now()
    soon = Moment(now.utc + timedelta(hours=2), now.offset_minutes)
    late = Moment(now.utc - timedelta(hours=2), now.offset_minutes)
    with stage.memory.center.unit_of_work() as uow:
        uow.safety.put(a_page(1, due=soon), now)
        uow.safety.put(a_page(2, due=late), now)
        uow.commit()
    found = [row for row in content(stage).gaps() if row.kind.startswith("Deadline")]
    assert [(row.kind, row.record) for row in found] == [
        ("Deadline overdue", "SV-0002"),
        ("Deadline running", "SV-0001"),
    ]
    assert found[0].detail == "Write it up, center practice"


def test_a_checklist_that_became_a_dosage_record_is_counted_there() -> None:
    stage = a_played_stage()
    checks = list(content(stage).dosage_checks())
    runs = stage.memory.center.state.runs.values()
    run = next(run for run in runs if run.template_id == "dosage_assay")
    with stage.memory.center.unit_of_work() as uow:
        uow.safety.put(a_dosage(at=run.event_time, run_id=run.id), run.event_time)
        uow.commit()
    left = list(content(stage).dosage_checks())
    assert len(left) == len(checks) - 1
    (row,) = content(stage).safety(dosage_log_rows)
    assert row.code.startswith("DS-")
