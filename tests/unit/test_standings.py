"""Where trainees stand, over a center in memory: own and other profiles, instruction, attestation, several at once."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from au_desktop.domain.checklists.answers import Confirmed
from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.checklists.templates import SignOffRule
from au_desktop.domain.errors import NotFound
from au_desktop.domain.ids import CaseId, TraineeId
from au_desktop.domain.roles import Role
from au_desktop.domain.signing.statements import StatementDraft, StatementKind
from au_desktop.domain.training.counting.gate import GateFlag, GateReason
from au_desktop.domain.training.recount import DifferenceCode
from au_desktop.domain.training.standings.standing import GapCode
from au_desktop.domain.training.trainees import Pathway
from au_desktop.services.checklists.checklist_work import Given
from au_desktop.services.standing.progress_report import progress_document, progress_lines
from au_desktop.services.standing.training_records import INSTRUCTION_KIND
from au_desktop.services.statements.stated_records import stated_trainee
from tests.builders import a_case, a_trainee, mci
from tests.checklist_examples import a_template, an_item
from tests.memory_services import DAY, MemoryServices
from tests.standing_desk import an_entry, evidence_of, named_under_490, some_work

INSTRUCTION = a_template(
    an_item("told"),
    id="trainee_instruction_example",
    title="Instruction",
    kind=INSTRUCTION_KIND,
    sign_offs=(SignOffRule("performed", "Instructed", (Role.RSO,)),),
)


@pytest.fixture
def center() -> MemoryServices:
    return MemoryServices()


def enrolled(center: MemoryServices, **changes: object) -> TraineeId:
    return center.work().enrolment.enroll(a_trainee(**changes)).value


def a_signed_case(center: MemoryServices) -> CaseId:
    case_id = center.case()
    center.signed(case_id)
    return case_id


def codes(center: MemoryServices, trainee_id: TraineeId) -> list[GapCode]:
    return [gap.code for gap in center.work().standings.of(trainee_id).standing.gaps]


def put(center: MemoryServices, **stores: object) -> None:
    with center.memory.center.unit_of_work() as uow:
        for name, values in stores.items():
            for value in values:  # type: ignore[attr-defined]
                store = getattr(uow, name)
                (store.add if hasattr(store, "add") else store.put)(value)
        uow.commit()


def test_a_trainee_is_found_by_code_in_any_case(center: MemoryServices) -> None:
    trainee_id = enrolled(center)
    standings = center.work().standings
    assert standings.trainee_of_code(" t-001 ") == trainee_id
    with pytest.raises(NotFound):
        standings.trainee_of_code("T-009")
    rows = center.memory.center.state.entities["trainee"]
    rows[trainee_id] = replace(rows[trainee_id], void_reason="imported twice")
    with pytest.raises(NotFound):
        standings.trainee_of_code("T-001")


def test_hours_and_qualification_of_the_file_are_counted(center: MemoryServices) -> None:
    trainee_id = enrolled(center)
    entry = an_entry(trainee_id=trainee_id)
    known = replace(named_under_490(), id=trainee_id)
    put(center, hours=(entry,), qualifications=(known,))
    found = center.work().standings.of(trainee_id)
    assert found.qualification == known
    assert found.hours.classroom_waiting == 80
    assert GapCode.HOURS_NOT_VERIFIED in [gap.code for gap in found.standing.gaps]
    assert GapCode.PATHWAY_CLOSED not in [gap.code for gap in found.standing.gaps]


def test_several_are_worked_out_at_once_as_one_by_one(center: MemoryServices) -> None:
    first, second = enrolled(center), enrolled(center, pathway=Pathway.ALTERNATE_390)
    standings = center.work().standings
    assert standings.of_many((first, second)) == {
        first: standings.of(first),
        second: standings.of(second),
    }


def instruct(center: MemoryServices, trainee_id: TraineeId) -> None:
    center.take_in(INSTRUCTION)
    work = center.work(Role.RSO)
    run_id = work.checklist_work.start(INSTRUCTION.id, Subject(trainee_id=trainee_id)).value
    work.checklist_work.answer_all(run_id, (Given("told", Confirmed(done=True)),))
    work.checklist_work.submit(run_id)
    assert GapCode.INSTRUCTION_MISSING in codes(center, trainee_id)
    center.sign(run_id, 1, Role.RSO)


def test_instruction_is_known_once_its_checklist_is_signed(center: MemoryServices) -> None:
    trainee_id = enrolled(center)
    instruct(center, trainee_id)
    found = codes(center, trainee_id)
    assert GapCode.INSTRUCTION_MISSING not in found
    assert GapCode.ORIENTATION_MISSING in found


def attest(center: MemoryServices, trainee_id: TraineeId) -> None:
    trainee = center.work().enrolment.trainee(trainee_id)
    draft = StatementDraft(
        StatementKind.ATTESTATION, trainee_id, {"sentence": "I attest"}, (stated_trainee(trainee),)
    )
    center.work(Role.PRECEPTOR).statements.sign(draft, Role.PRECEPTOR.value)


def test_an_attestation_stands_until_its_evidence_changes(center: MemoryServices) -> None:
    trainee_id = enrolled(center)
    attest(center, trainee_id)
    assert GapCode.ATTESTATION_MISSING not in codes(center, trainee_id)
    enrolment = center.work().enrolment
    enrolment.change(replace(enrolment.trainee(trainee_id), license_state="GA"))
    found = center.work().standings.of(trainee_id).standing
    (gap,) = [gap for gap in found.gaps if gap.code is GapCode.ATTESTATION_OUTDATED]
    assert gap.facts["changed"] == "T-001 changed"


def test_a_withdrawn_attestation_is_none(center: MemoryServices) -> None:
    trainee_id = enrolled(center)
    attest(center, trainee_id)
    statements = center.work(Role.PRECEPTOR).statements
    (view,) = statements.of_trainee(trainee_id)
    statements.withdraw(view.statement.id, "signed too early", Role.PRECEPTOR.value)
    assert GapCode.ATTESTATION_MISSING in codes(center, trainee_id)


def test_two_trainees_at_one_administration_are_both_flagged(center: MemoryServices) -> None:
    first = center.work().case_log.case(a_signed_case(center))
    second = enrolled(center, family_name="Example 08")
    center.work().case_log.add(replace(first, trainee_id=second))
    judged = center.work().judgements.of_trainee(first.trainee_id).cases[0]
    assert [flag.code for flag in judged.verdict.flags] == [GateFlag.CLAIMED_BY_ANOTHER]
    assert judged.verdict.flags[0].facts == {"cases": "C-000002"}


def test_the_center_may_let_an_administration_count_for_one_trainee_only(
    center: MemoryServices,
) -> None:
    first = center.work().case_log.case(a_signed_case(center))
    second = enrolled(center, family_name="Example 08")
    center.work().case_log.add(replace(first, trainee_id=second))
    facilities = center.work().facilities
    strict = replace(facilities.center(), one_trainee_a_case=True, rating_asked=True)
    facilities.change_center(strict)
    assert facilities.center() == strict
    judged = center.work().judgements.of_trainee(first.trainee_id).cases[0]
    assert [reason.code for reason in judged.verdict.reasons] == [
        GateReason.RATING_MISSING,
        GateReason.CLAIMED_BY_ANOTHER,
    ]


def a_log(center: MemoryServices) -> TraineeId:
    trainee_id = enrolled(center, pathway=Pathway.ALTERNATE_390, requested=("G1", "G2", "G3"))
    supervisor_id = center.supervisor()
    drugs = ("lu-177-dotatate", "ra-223-dichloride", "i-131-sodium-iodide")
    for number, drug in enumerate(drugs):
        case = a_case(
            trainee_id=trainee_id,
            supervisor_id=supervisor_id,
            on=DAY,
            drug_id=drug,
            administered=mci("100"),
            patient_code=f"LR-4{number}",
        )
        center.work().case_log.add(case)
    return trainee_id


def test_a_recount_divides_a_category_and_leaves_the_trainee_alone(center: MemoryServices) -> None:
    trainee_id = a_log(center)
    recounts = center.work().recounts
    found = recounts.recount(trainee_id, ["example-state-four", "nrc-2019", "example-state-four"])
    assert [column.profile.id for column in found.columns] == ["nrc-2019", "example-state-four"]
    assert found.columns[1].requested == ("G1", "G2", "G3a", "G3b")
    assert [len(column) for column in found.lines[0].asked] == [1, 2]
    assert [one.differs for one in found.cases] == [True, True, False]
    assert found.cases[0].differences[1][0].code is DifferenceCode.CATEGORY_DIVIDED
    assert found.trainee.profile_id == "nrc-2019"
    assert {"nrc-2019", "example-state-four"} <= {one.id for one in recounts.profiles()}
    with pytest.raises(NotFound):
        recounts.recount(trainee_id, ["no-such-profile"])


def test_the_report_holds_what_counts_and_why_the_rest_does_not(center: MemoryServices) -> None:
    trainee_id = a_log(center)
    entries = (
        an_entry(trainee_id=trainee_id, paper_id=None),
        some_work(trainee_id=trainee_id, place=""),
    )
    put(center, hours=entries)
    found = center.work().standings.of(trainee_id)
    document = progress_document(found, DAY)
    assert document["format"] == "au-desktop/progress/1"
    assert document["path"]["needs"] == ["hours", "work", "cases", "attestation"]
    assert document["cases"]["log"][0]["reasons"][0]["code"] == GateReason.NOT_CONFIRMED.value
    assert document["hours"]["entries"][0]["hours"] == 80
    assert document["requirements"][0]["needed"] == 200
    assert document["ready"] is False
    due = {one["code"]: one["due"] for one in document["missing"]}
    assert due[GapCode.INSTRUCTION_MISSING.value] == DAY.isoformat()
    lines = list(progress_lines(found))
    assert lines[0] == "trainee: T-001 Example 07, A."
    assert "ready: no" in lines
    assert any(line.startswith("  C-000001") for line in lines)
    assert any(line.startswith("  H-000001  80 h:") for line in lines)
    assert lines[-1] == "Training record, not an authorization."


def test_the_report_of_one_who_has_decided_nothing(center: MemoryServices) -> None:
    undecided = a_trainee(
        pathway=Pathway.UNDECIDED, requested=(), profile_id="example-state-four", visits=()
    )
    trainee_id = center.work().enrolment.enroll(undecided).value
    found = center.work().standings.of(trainee_id)
    assert progress_document(found, DAY)["path"] is None
    lines = list(progress_lines(found))
    assert "path: undecided" in lines
    assert "requirements: none" in lines
    assert lines[1].endswith("(needs checking)")


def test_counting_cases_and_flags_are_in_the_report(center: MemoryServices) -> None:
    case = center.work().case_log.case(a_signed_case(center))
    second = replace(case, on=DAY - timedelta(days=1), patient_code=case.patient_code)
    center.work().case_log.add(second)
    found = center.work().standings.of(case.trainee_id)
    log = progress_document(found, date(2026, 11, 21))["cases"]["log"]
    assert log[0]["counts"] is True
    assert log[0]["flags"][0]["code"] == GateFlag.SAME_PATIENT.value
    counted = replace(found, hours=evidence_of(entries=(an_entry(),)).hours)
    lines = list(progress_lines(counted))
    assert not any(line.startswith("  C-000001") for line in lines)
    assert "hours that do not count: none" in lines
