"""Questions across trainees in a real file: who else claims an administration, and whose checklists are signed."""

from dataclasses import replace
from uuid import UUID

from au_desktop.domain.checklists.runs import Voided as VoidedRun
from au_desktop.domain.checklists.template_documents import template_digest
from au_desktop.domain.checklists.templates import Template
from au_desktop.domain.ids import CaseId, TraineeId
from au_desktop.domain.training.cases import CaseState, Part, Voided
from au_desktop.domain.training.counting.gate import Claim
from au_desktop.persistence.read_queries.sql_read_queries import SqlReadQueries
from au_desktop.services.rows import SignedAbout
from tests.center_files import (
    CASE,
    NOW,
    PERSON,
    TEMPLATE,
    TRAINEE,
    OpenCenter,
    a_seal,
    a_sign_off,
    a_stored_run,
)

OTHER = replace(TRAINEE, id=TraineeId(UUID(int=1901)), number=2, family_name="Example 08")


def beside(number: int, **changes: object) -> object:
    case = replace(CASE, id=CaseId(UUID(int=3900 + number)), number=number, trainee_id=OTHER.id)
    return replace(case, **changes)


def test_only_what_another_trainee_took_part_in_is_a_claim(filled: OpenCenter) -> None:
    typed = CASE.patient_code.lower()
    assert typed != CASE.patient_code
    with filled.work() as uow:
        uow.trainees.add(OTHER)
        uow.cases.add(beside(12, patient_code=typed))
        uow.cases.add(beside(13, part=Part.OBSERVED))
        uow.cases.add(beside(14, voided=Voided("twice", NOW)))
        uow.cases.add(beside(15, state=CaseState.PLANNED))
        uow.cases.add(beside(16, patient_code="LR-7777"))
        uow.cases.add(beside(17, drug_id="lu-177-dotatate"))
        claim = Claim("C-000012", OTHER.id, typed, CASE.on, CASE.drug_id)
        assert uow.cases.claims_beside((TRAINEE.id,)) == (claim,)
        mine = Claim(CASE.code, TRAINEE.id, CASE.patient_code, CASE.on, CASE.drug_id)
        assert uow.cases.claims_beside((OTHER.id,)) == (mine,)
        assert uow.cases.claims_beside((TRAINEE.id, OTHER.id)) == (mine, claim)
        assert uow.cases.claims_beside(()) == ()


def instruction() -> Template:
    return replace(TEMPLATE, id="trainee_instruction_example", kind="trainee_instruction")


def test_a_checklist_stands_once_every_required_signature_is_given(filled: OpenCenter) -> None:
    template = instruction()
    run = a_stored_run(41, template_id=template.id, template_digest=template_digest(template))
    lists = SqlReadQueries(filled.engines.read)

    def found() -> tuple[SignedAbout, ...]:
        return lists.signed_about((TRAINEE.id,), ("trainee_instruction",))

    with filled.work() as uow:
        uow.templates.add(template_digest(template), template)
        uow.runs.add(run)
        uow.runs.mark_submitted(run.id, NOW, PERSON.id, 0)
        uow.sign_offs.open_slots(run.id, template.sign_offs)
        uow.commit()
    assert found() == ()
    with filled.work() as uow:
        uow.sign_offs.add_seal(a_seal(run))
        for position, _ in enumerate(template.sign_offs, 1):
            uow.sign_offs.add(a_sign_off(run, position))
        uow.commit()
    day = run.event_time.local.date()
    assert found() == (SignedAbout(TRAINEE.id, "trainee_instruction", day),)
    assert lists.signed_about((OTHER.id,), ("trainee_instruction",)) == ()
    assert lists.signed_about((TRAINEE.id,), ("trainee_orientation",)) == ()
    with filled.work() as uow:
        uow.runs.void(run.id, VoidedRun("never happened", PERSON.id, NOW))
        uow.commit()
    assert found() == ()
