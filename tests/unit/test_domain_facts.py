"""Tests that errors carry their facts, and that reference data answers what is asked of it."""

from dataclasses import replace

import pytest

from au_desktop.domain import errors
from au_desktop.domain.checklists.items import Formula, Prefill, PrefillSource
from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.checklists.template_documents import (
    template_digest,
    template_from_document,
    template_to_document,
)
from au_desktop.domain.errors import NotFound
from au_desktop.domain.reference.library import ReferenceDataError
from au_desktop.domain.roles import Role
from au_desktop.domain.training.cases import CaseState
from au_desktop.domain.training.counting.gate import GateReason
from tests.builders import reference
from tests.checklist_examples import DOSAGE, a_template, an_item, mci
from tests.memory_services import SURVEY, MemoryServices


@pytest.mark.parametrize(
    ("error", "facts"),
    [
        (errors.OpenElsewhere("Ada", "pc-1", "noon"), ("Ada", "pc-1", "noon")),
        (errors.DamagedCenter("page 7", "cases", "b"), ("page 7", "cases", "b")),
        (errors.NewerCenter("0009", "0002"), ("0009", "0002")),
        (errors.NotACenter("here", "empty"), ("here", "empty")),
        (errors.UnreadableFile("a.xlsx", "cut"), ("a.xlsx", "cut")),
        (errors.DiskProblem("there", "full"), ("there", "full")),
        (errors.MistypedRecoveryCode(3, 8), (3, 8)),
        (ReferenceDataError("drugs.toml", "lu", "no basis"), ("drugs.toml", "lu", "no basis")),
        (ReferenceDataError("drugs.toml", "", "empty"), ("drugs.toml", "", "empty")),
    ],
)
def test_an_error_carries_its_facts(error: Exception, facts: tuple[object, ...]) -> None:
    assert tuple(vars(error).values()) == facts
    assert str(facts[0]) in str(error)


def test_what_must_still_be_checked_is_told_of_the_whole_entry() -> None:
    known = reference()
    for drug in known.drugs.values():
        assert drug.verify == any(basis.verify for basis in drug.bases)
        assert drug.basis in drug.bases
    for nuclide in known.nuclides.values():
        assert nuclide.verify == any(basis.verify for basis in nuclide.bases)
        assert set(nuclide.decay_in_storage_flags) <= set(nuclide.contaminants)


def test_a_limit_says_its_number_and_its_unit() -> None:
    for limit in reference().limits.values():
        assert str(limit.value.amount) == str(limit.amount)
        assert limit.unit == str(limit.value.unit)


def test_a_figure_by_a_source_that_has_none_is_not_found() -> None:
    bare = replace(reference().nuclide("Lu-177"), half_lives=(), gamma_constants=())
    with pytest.raises(NotFound, match="half-life"):
        bare.half_life()
    with pytest.raises(NotFound, match="gamma constant"):
        bare.gamma_constant()
    assert reference().nuclide("Lu-177").dis_eligible


def test_a_case_with_no_activity_at_all_is_in_no_category() -> None:
    center = MemoryServices()
    case_id = center.case(prescribed=None, state=CaseState.GIVEN)
    work = center.work()
    verdict = work.judgements.verdicts([(work.case_log.case(case_id).trainee_id, case_id)])
    assert verdict[case_id].category is None
    assert GateReason.NO_ACTIVITY in {reason.code for reason in verdict[case_id].reasons}


def test_a_template_with_offers_and_formulas_reads_back() -> None:
    template = a_template(
        *DOSAGE, an_item("offered", prefill=Prefill(PrefillSource.RUN_ROOM, "a"))
    )
    again = template_from_document(template_to_document(template))
    assert again == template
    assert template_digest(again) == template_digest(template)
    assert isinstance(DOSAGE[2].formula, Formula)


def test_a_survey_says_nothing_to_a_case() -> None:
    center = MemoryServices()
    work = center.work(Role.RSO).checklist_work
    run_id = work.start(SURVEY.id, Subject()).value
    for item in ("prescribed", "measured"):
        work.answer(run_id, item, mci("200"))
    work.answer(run_id, "plain", center.answers()[-1].value)
    work.submit(run_id)
    assert center.log[-1].verb == "submit checklist"
