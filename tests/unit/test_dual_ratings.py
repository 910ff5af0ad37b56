"""Tests of the blind dual rating: claim, rating unseen, difference settled; at the desk and at the bedside."""

from dataclasses import replace

import pytest

from au_desktop.domain.checklists.answers import PartTaken, StepPart
from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.errors import Invalid, NotAllowed, NotFound, ReasonRequired, WrongPassphrase
from au_desktop.domain.ids import CaseId, RunId
from au_desktop.domain.roles import Role
from au_desktop.domain.signing.sign_offs import Meaning
from au_desktop.domain.signing.statements import StatementKind
from au_desktop.domain.training.cases import CaseState, Part
from au_desktop.domain.training.participation import ObserverParticipation
from au_desktop.domain.training.ratings import PartStatement
from au_desktop.domain.training.trainees import Capacity, CapacityPeriod, Period
from au_desktop.services.cases.dual_ratings import AlreadyRated, Judgment, NothingToSettle
from au_desktop.services.checklists.bedside_ratings import RatingComesFirst
from au_desktop.services.checklists.carry_over import PART_ITEM
from au_desktop.services.refusals import rule_sentences
from au_desktop.services.rows import CaseFilter, PageRequest
from au_desktop.services.sentences import sentence_for
from tests.builders import a_case, a_trainee
from tests.memory_services import ADMINISTERED, DAY, MemoryServices

PERFORMED, ASSISTED = Judgment(Part.PERFORMED), Judgment(Part.ASSISTED)
KEY = Role.PRECEPTOR.value
rule_sentences.register()


@pytest.fixture
def center() -> MemoryServices:
    return MemoryServices()


def given(center: MemoryServices, part: Part | None = None) -> CaseId:
    """A given case; a part that is named was logged by the coordinator, who states it for the trainee."""
    case = a_case(
        trainee_id=center.trainee(), supervisor_id=center.supervisor(), on=DAY, part=part
    )
    return center.work().case_log.add(case).value


def filled(center: MemoryServices, case_id: CaseId, role: Role, part: StepPart) -> RunId:
    work = center.work(role).checklist_work
    run_id = work.start(ADMINISTERED.id, Subject(case_id=case_id)).value
    work.answer_all(run_id, center.answers(part_overall=PartTaken(part)))
    work.submit(run_id)
    return run_id


def test_a_claim_is_hidden_from_the_preceptor_until_rated(center: MemoryServices) -> None:
    case_id = given(center)
    trainee, preceptor = center.work(Role.TRAINEE), center.work(Role.PRECEPTOR)
    trainee.ratings.claim(case_id, Judgment(Part.PERFORMED, {"assay": 3}, " my third "))
    own = trainee.ratings.view(case_id)
    assert own.claim is not None
    assert (own.claim.part, own.claim.levels, own.claim.comment) == (
        Part.PERFORMED,
        {"assay": 3},
        "my third",
    )
    assert own.names[own.claim.by] == "The trainee"
    unseen = preceptor.ratings.view(case_id)
    assert (unseen.claimed, unseen.hidden, unseen.claim, unseen.names) == (True, True, None, {})
    assert preceptor.case_log.case(case_id).part is None
    assert preceptor.case_log.cases(CaseFilter(), PageRequest()).rows[0].part is None
    assert trainee.case_log.case(case_id).part is Part.PERFORMED
    assert trainee.case_log.cases(CaseFilter(), PageRequest()).rows[0].part is Part.PERFORMED
    assert (preceptor.ratings.may_rate(), trainee.ratings.may_rate()) == (True, False)

    preceptor.ratings.rate(case_id, PERFORMED, KEY)
    seen = preceptor.ratings.view(case_id)
    assert (seen.hidden, seen.differs, seen.unresolved) == (False, False, False)
    assert seen.claim is not None
    assert preceptor.case_log.case(case_id).part is Part.PERFORMED


def test_what_a_preceptor_cannot_see_a_change_does_not_touch(center: MemoryServices) -> None:
    case_id = given(center, Part.ASSISTED)
    log = center.work(Role.PRECEPTOR).case_log
    log.change(replace(log.case(case_id), location="Room 8"))
    case = center.work().case_log.case(case_id)
    assert (case.part, case.location) == (Part.ASSISTED, "Room 8")


def test_a_rating_is_signed_and_stays(center: MemoryServices) -> None:
    case_id = given(center, Part.PERFORMED)
    preceptor = center.work(Role.PRECEPTOR)
    with pytest.raises(WrongPassphrase):
        preceptor.ratings.rate(case_id, ASSISTED, "wrong")
    with pytest.raises(NotFound, match="competency"):
        preceptor.ratings.rate(case_id, Judgment(Part.ASSISTED, {"juggling": 1}), KEY)
    with pytest.raises(NotAllowed):
        center.work().ratings.rate(case_id, ASSISTED, "coordinator")
    preceptor.ratings.rate(case_id, Judgment(Part.ASSISTED, {"survey": 2}, "well done"), KEY)
    case = center.work().case_log.case(case_id)
    assert (case.part, case.revision) == (Part.ASSISTED, 2)
    (view,) = preceptor.statements.of_trainee(case.trainee_id)
    assert view.statement.kind is StatementKind.PART_RATED
    assert b'"levels":{"survey":2}' in view.statement.content
    assert view.statement.records[0].revision == 2
    for again in (
        lambda: preceptor.ratings.rate(case_id, ASSISTED, KEY),
        lambda: center.work().ratings.claim(case_id, ASSISTED),
    ):
        with pytest.raises(AlreadyRated):
            again()


def test_a_difference_is_settled_on_the_record(center: MemoryServices) -> None:
    case_id = given(center, Part.PERFORMED)
    preceptor = center.work(Role.PRECEPTOR)
    with pytest.raises(NothingToSettle):
        preceptor.ratings.resolve(case_id, Part.PERFORMED, "we spoke", KEY)
    preceptor.ratings.rate(case_id, ASSISTED, KEY)
    assert preceptor.ratings.view(case_id).unresolved
    with pytest.raises(ReasonRequired):
        preceptor.ratings.resolve(case_id, Part.PERFORMED, " ", KEY)
    with pytest.raises(NotAllowed):
        center.work(Role.TRAINEE).ratings.resolve(case_id, Part.PERFORMED, "I did", "trainee")
    preceptor.ratings.resolve(case_id, Part.PERFORMED, " looked at the times again ", KEY)
    view = preceptor.ratings.view(case_id)
    assert view.resolution is not None
    assert (view.differs, view.unresolved) == (True, False)
    assert (view.resolution.part, view.resolution.reason) == (
        Part.PERFORMED,
        "looked at the times again",
    )
    case = center.work().case_log.case(case_id)
    assert (case.part, case.revision) == (Part.PERFORMED, 3)
    kinds = [one.statement.kind for one in preceptor.statements.of_trainee(case.trainee_id)]
    assert kinds == [StatementKind.PART_RATED, StatementKind.PART_RESOLVED]
    with pytest.raises(NothingToSettle):
        preceptor.ratings.resolve(case_id, Part.ASSISTED, "again", KEY)


def test_a_claim_is_for_given_cases_and_not_for_observers(center: MemoryServices) -> None:
    work = center.work()
    planned = center.case()
    with pytest.raises(Invalid, match="not given yet"):
        work.ratings.claim(planned, PERFORMED)
    assert work.case_log.case(planned).state is CaseState.PLANNED
    watching = (CapacityPeriod(Capacity.OBSERVER, Period(DAY, DAY)),)
    watcher = work.enrolment.enroll(a_trainee(capacities=watching)).value
    case = a_case(trainee_id=watcher, supervisor_id=None, on=DAY, part=None)
    case_id = work.case_log.add(case).value
    with pytest.raises(ObserverParticipation):
        work.ratings.claim(case_id, ASSISTED)
    work.ratings.claim(case_id, Judgment(Part.OBSERVED))
    assert work.case_log.case(case_id).part is Part.OBSERVED


def test_a_claim_is_taken_back_as_long_as_nobody_rated(center: MemoryServices) -> None:
    work = center.work()
    empty, told = given(center), given(center, Part.ASSISTED)
    first, second = work.ratings.claim(empty, PERFORMED), work.ratings.claim(told, PERFORMED)
    for outcome in (first, second):
        assert outcome.undo is not None
        outcome.undo.run()
    assert work.case_log.case(empty).part is None
    assert not work.ratings.view(empty).claimed
    assert work.case_log.case(told).part is Part.ASSISTED
    again = work.ratings.claim(told, PERFORMED)
    center.work(Role.PRECEPTOR).ratings.rate(told, PERFORMED, KEY)
    assert again.undo is not None
    with pytest.raises(AlreadyRated):
        again.undo.run()


def test_a_late_claim_leaves_a_confirmed_case_alone(center: MemoryServices) -> None:
    case_id = center.case()
    center.sign(filled(center, case_id, Role.RSO, StepPart.PERFORMED))
    before = center.work().case_log.case(case_id)
    center.work(Role.TRAINEE).ratings.claim(case_id, ASSISTED)
    assert center.work().case_log.case(case_id) == before


def test_a_logged_part_is_the_claim_and_can_be_cleared(center: MemoryServices) -> None:
    case_id = given(center, Part.PERFORMED)
    work = center.work()
    case = work.case_log.case(case_id)
    work.ratings.claim(case_id, Judgment(Part.PERFORMED, {"waste": 1}))
    work.case_log.change(replace(case, part=Part.ASSISTED))
    claim = work.ratings.view(case_id).claim
    assert claim is not None
    assert (claim.part, claim.levels) == (Part.ASSISTED, {"waste": 1})
    work.case_log.change(replace(case, part=None))
    assert not work.ratings.view(case_id).claimed
    center.work(Role.PRECEPTOR).ratings.rate(case_id, PERFORMED, KEY)
    work.case_log.change(replace(work.case_log.case(case_id), part=Part.ASSISTED))
    assert not work.ratings.view(case_id).claimed


def test_a_preceptor_who_logs_a_part_claims_nothing(center: MemoryServices) -> None:
    log = center.work(Role.PRECEPTOR).case_log
    case = a_case(trainee_id=center.trainee(), supervisor_id=None, on=DAY)
    assert not center.work().ratings.view(log.add(case).value).claimed


def test_the_preceptors_own_answer_at_the_bedside_is_the_rating(center: MemoryServices) -> None:
    case_id = given(center, Part.PERFORMED)
    run_id = filled(center, case_id, Role.PRECEPTOR, StepPart.ASSISTED)
    assert center.work(Role.PRECEPTOR).ratings.view(case_id).hidden
    center.sign(run_id)
    view = center.work(Role.PRECEPTOR).ratings.view(case_id)
    assert view.rating is not None
    assert (view.rating.part, view.unresolved) == (Part.ASSISTED, True)
    case = center.work().case_log.case(case_id)
    (confirmation,) = center.memory.center.unit_of_work().cases.confirmations((case_id,))[case_id]
    assert (case.part, confirmation.revision) == (Part.ASSISTED, case.revision)


def test_a_checklist_that_shows_the_claim_waits_for_the_rating(center: MemoryServices) -> None:
    case_id = center.case()
    run_id = filled(center, case_id, Role.TRAINEE, StepPart.PERFORMED)
    claim = center.work(Role.TRAINEE).ratings.view(case_id).claim
    assert claim is not None
    assert claim.part is Part.PERFORMED
    with pytest.raises(RatingComesFirst) as refused:
        center.sign(run_id)
    assert refused.value.code == "C-000001"
    center.work(Role.PRECEPTOR).ratings.rate(case_id, PERFORMED, KEY)
    center.sign(run_id)
    rating = center.work().ratings.view(case_id).rating
    assert rating == PartStatement(
        Part.PERFORMED, center.memory.people[Role.PRECEPTOR].id, center.now()
    )


def test_no_other_signature_shows_a_preceptor_the_claim_either(center: MemoryServices) -> None:
    case_id = center.case()
    run_id = filled(center, case_id, Role.TRAINEE, StepPart.PERFORMED)
    at = center.work().asked_signatures.ask(run_id, Meaning.COUNTERSIGNED).value
    center.sign(run_id, 1, Role.TRAINEE)
    preceptor, rso = center.work(Role.PRECEPTOR), center.work(Role.RSO)
    with pytest.raises(RatingComesFirst):
        preceptor.signing.preview(run_id, at)
    with pytest.raises(RatingComesFirst):
        preceptor.signing.sign(run_id, at, KEY)
    assert rso.signing.preview(run_id, at)["statement"]["meaning"] == "countersigned"
    preceptor.ratings.rate(case_id, PERFORMED, KEY)
    preceptor.signing.sign(run_id, at, KEY)
    assert len(center.work().signing.signatures(run_id)) == 2


def test_a_bedside_answer_does_not_replace_an_earlier_claim(center: MemoryServices) -> None:
    case_id = given(center, Part.ASSISTED)
    filled(center, case_id, Role.TRAINEE, StepPart.PERFORMED)
    claim = center.work(Role.TRAINEE).ratings.view(case_id).claim
    assert claim is not None
    assert claim.part is Part.ASSISTED


def test_without_a_case_or_an_open_case_nothing_is_rated(center: MemoryServices) -> None:
    center.signed()
    case_id = given(center)
    run_id = filled(center, case_id, Role.TRAINEE, StepPart.PERFORMED)
    center.work().case_log.void(case_id, "twice")
    center.sign(run_id)
    other = given(center)
    center.work().case_log.void(other, "twice")
    filled(center, other, Role.TRAINEE, StepPart.PERFORMED)
    assert not center.work().ratings.view(other).claimed
    assert center.work().ratings.view(case_id).rating is None


def test_the_agreement_report_leaves_void_cases_out(center: MemoryServices) -> None:
    preceptor = center.work(Role.PRECEPTOR)
    for part in (Part.PERFORMED, Part.ASSISTED, Part.ASSISTED):
        preceptor.ratings.rate(given(center, part), ASSISTED, KEY)
    void = given(center, Part.OBSERVED)
    preceptor.ratings.rate(void, ASSISTED, KEY)
    center.work().case_log.void(void, "twice")
    report = center.work().ratings.agreement()
    assert (report.overall.parts.count, report.overall.higher) == (3, 1)
    assert [one.preceptor for one in report.preceptors] == ["The preceptor"]


def test_no_sheet_shows_a_preceptor_the_claim(center: MemoryServices) -> None:
    case_id = center.case()
    work = center.work(Role.TRAINEE)
    run_id = work.checklist_work.start(ADMINISTERED.id, Subject(case_id=case_id)).value
    work.checklist_work.answer_all(run_id, center.answers())
    preceptor = center.work(Role.PRECEPTOR)
    assert preceptor.run_sheets.sheet(run_id).withheld == {PART_ITEM}
    work.checklist_work.submit(run_id)
    unseen = preceptor.run_sheets.sheet(run_id)
    assert (unseen.withheld, unseen.run.answer(PART_ITEM)) == ({PART_ITEM}, None)
    assert unseen.about.case is not None
    assert unseen.about.case.part is None
    with pytest.raises(RatingComesFirst):
        preceptor.signing.preview(run_id, 2)
    own = work.run_sheets.sheet(run_id)
    assert own.withheld == frozenset()
    assert own.run.answer(PART_ITEM) is not None
    preceptor.ratings.rate(case_id, PERFORMED, KEY)
    seen = preceptor.run_sheets.sheet(run_id)
    assert seen.withheld == frozenset()
    assert seen.run.answer(PART_ITEM) is not None
    assert preceptor.signing.preview(run_id, 2)["record"]


def test_what_a_preceptor_answered_is_shown_to_preceptors(center: MemoryServices) -> None:
    case_id = given(center, Part.PERFORMED)
    run_id = filled(center, case_id, Role.PRECEPTOR, StepPart.ASSISTED)
    assert center.work(Role.PRECEPTOR).run_sheets.sheet(run_id).withheld == frozenset()
    assert center.work(Role.PRECEPTOR).signing.preview(run_id, 2)["record"]
    assert center.work(Role.PRECEPTOR).run_sheets.sheet(center.run()).withheld == frozenset()


def test_signing_too_early_is_refused_in_words() -> None:
    said = sentence_for(RatingComesFirst("C-000004"))
    assert said.title == "Rate the part first"
    assert "C-000004" in said.text


def test_levels_go_from_0_to_4(center: MemoryServices) -> None:
    with pytest.raises(Invalid, match="0 to 4"):
        center.work().ratings.claim(given(center), Judgment(Part.ASSISTED, {"assay": 5}))
