"""What ties directive, dosage and time-out together, what a determination must hold, and what a checklist stops."""

from dataclasses import replace

import pytest

from au_desktop.domain.checklists.answers import Timed
from au_desktop.domain.errors import DomainError, Invalid, ReasonRequired
from au_desktop.domain.reference.drugs import Route
from au_desktop.domain.roles import Permission, Role
from au_desktop.domain.safety.directives import (
    Directive,
    DirectiveMissing,
    DirectiveSettled,
    SignedAfterAdministration,
)
from au_desktop.domain.safety.dosage_parts import Method, Residual, ResidualPart
from au_desktop.domain.safety.dosages import (
    DeterminedAfterUse,
    DosageSettled,
    MethodUnfit,
)
from au_desktop.domain.safety.instruments import InstrumentUnfit
from au_desktop.domain.safety.safety_records import PersonRef
from au_desktop.domain.safety.treatments import NotTheSame, Treatment
from au_desktop.domain.training.cases import CaseState
from au_desktop.services.refusals import treatment_sentences
from au_desktop.services.safety.safety_book import SafetyBook
from au_desktop.services.sentences import sentence_for
from tests.builders import mci
from tests.treatment_examples import (
    IODIDE,
    TECHNOLOGIST,
    TreatmentDesk,
    at,
    given,
    uci,
)

treatment_sentences.register()


@pytest.fixture
def desk() -> TreatmentDesk:
    return TreatmentDesk()


def test_a_dosage_is_tied_to_the_directive_of_its_patient(desk: TreatmentDesk) -> None:
    key = desk.signed()
    dosage = desk.log().determine(desk.dosage_facts()).value
    desk.log().attach(dosage, key)
    assert desk.dosage(dosage).directive_code == "WD-0001"
    other = desk.log().determine(desk.dosage_facts(patient_code="LR-2")).value
    with pytest.raises(NotTheSame) as refused:
        desk.log().attach(other, key)
    assert "LR-0193" in sentence_for(refused.value).what_happened
    with pytest.raises(NotTheSame):
        desk.log().give(dosage, given(route=Route.ORAL))


def test_a_void_directive_is_none(desk: TreatmentDesk) -> None:
    key = desk.signed()
    dosage = desk.log().determine(desk.dosage_facts(directive_id=key)).value
    SafetyBook(desk.memory.desk(Role.RSO)).void(Directive, key, "wrong patient code")
    with pytest.raises(DirectiveMissing):
        desk.log().give(dosage, given())


def test_what_a_determination_must_hold(desk: TreatmentDesk) -> None:
    log = desk.log()
    with pytest.raises(Invalid, match="survey meter"):
        log.determine(desk.dosage_facts(instrument_id=desk.meter))
    with pytest.raises(Invalid, match="names the instrument"):
        log.determine(desk.dosage_facts(instrument_id=None))
    with pytest.raises(Invalid, match="determined by"):
        log.determine(desk.dosage_facts(determined_by=PersonRef("")))
    with pytest.raises(MethodUnfit) as refused:
        log.determine(desk.dosage_facts(method=Method.VOLUME))
    assert "35.63(b)" in sentence_for(refused.value).what_happened
    with pytest.raises(MethodUnfit) as other:
        log.determine(desk.dosage_facts(method=Method.DECAY, unit_dosage=False))
    assert "35.63(c)" in sentence_for(other.value).what_happened
    with desk.memory.center.unit_of_work() as uow:
        calibrator = uow.instruments.get(desk.calibrator)
        uow.instruments.replace(replace(calibrator, calibrated_on=None))
        uow.commit()
    with pytest.raises(InstrumentUnfit):
        log.determine(desk.dosage_facts())
    decayed = log.determine(desk.dosage_facts(method=Method.DECAY)).value
    assert desk.dosage(decayed).meter is None


def test_a_dosage_that_was_given_is_amended_with_a_reason(desk: TreatmentDesk) -> None:
    key, log = desk.signed(), desk.log()
    dosage = log.determine(desk.dosage_facts(directive_id=key)).value
    log.give(dosage, given())
    log.read_residuals(dosage, (Residual(ResidualPart.VIAL, mci("2"), at(11)),))
    facts = desk.dosage_facts(directive_id=key, determined=mci("210"))
    with pytest.raises(ReasonRequired):
        log.amend(dosage, facts, " ")
    amended = desk.dosage(log.amend(dosage, facts, "digits were swapped").value)
    assert (amended.amends, amended.state) == (dosage, "given")
    assert amended.residuals == desk.dosage(dosage).residuals
    assert amended.net is not None
    assert amended.net > mci("207")
    assert desk.file().of(dosage).dosage == amended


def test_a_dosage_set_aside_and_a_residual_not_read(desk: TreatmentDesk) -> None:
    key, log = desk.signed(), desk.log()
    aside = log.determine(desk.dosage_facts(directive_id=key)).value
    with pytest.raises(Invalid, match="reason"):
        log.set_aside(aside, " ")
    log.set_aside(aside, "vial leaked")
    with pytest.raises(DosageSettled) as refused:
        log.give(aside, given())
    assert "not used" in sentence_for(refused.value).what_happened
    late = log.determine(desk.dosage_facts(directive_id=key, at=at(10, 30))).value
    with pytest.raises(DeterminedAfterUse) as too_late:
        log.give(late, given())
    assert "35.63(a)" in sentence_for(too_late.value).what_happened
    log.give(late, given(at(11)))
    with pytest.raises(Invalid, match="future"):
        log.read_residuals(late, (Residual(ResidualPart.VIAL, mci("1"), at(16)),))
    log.read_residuals(late, (), waived="emptied and flushed")
    assert desk.dosage(late).state == "given"
    assert desk.dosage(late).notes == ""


def test_a_checklist_that_tells_of_the_administration_stops_a_late_signature(
    desk: TreatmentDesk,
) -> None:
    case_id = desk.case(CaseState.GIVEN)
    work = desk.prescribing()
    key = work.prepare(desk.directive_facts(case_id=case_id)).value
    desk.run("administration", case_id, administration=Timed(at(10)))
    with pytest.raises(SignedAfterAdministration):
        work.sign(key, at(10, 30))
    work.sign(key, at(9, 30))
    assert desk.directive(key).signed_at == at(9, 30)


def test_a_checklist_without_a_time_stops_nothing(desk: TreatmentDesk) -> None:
    case_id = desk.case(CaseState.GIVEN)
    key = desk.prescribing().prepare(desk.directive_facts(case_id=case_id)).value
    desk.run("administration", case_id)
    desk.prescribing().sign(key)
    assert desk.file().of_case(case_id).directive == desk.directive(key)


def test_a_planned_case_stops_nothing(desk: TreatmentDesk) -> None:
    case_id = desk.case(CaseState.PLANNED)
    key = desk.prescribing().prepare(desk.directive_facts(case_id=case_id)).value
    desk.prescribing().sign(key)
    assert desk.directive(key).signed_at is not None


def test_a_case_without_a_checklist_stops_nothing(desk: TreatmentDesk) -> None:
    case_id = desk.case(CaseState.GIVEN)
    assert desk.file().of_case(case_id) == Treatment()
    key = desk.prescribing().prepare(desk.directive_facts(case_id=case_id)).value
    desk.prescribing().sign(key)
    assert desk.directive(key).signed_at is not None


def test_records_without_a_directive_find_one_another(desk: TreatmentDesk) -> None:
    facts = desk.dosage_facts(drug_id=IODIDE, determined=uci("20"), supplier=None)
    dosage = desk.log().determine(facts).value
    held = (
        desk.time_outs()
        .hold(desk.time_out_facts(drug_id=IODIDE, dosage_id=dosage, route=Route.ORAL))
        .value
    )
    assert desk.file().of(held).dosage == desk.dosage(dosage)
    alone = desk.time_outs().hold(desk.time_out_facts(present=(TECHNOLOGIST,))).value
    assert desk.file().of(alone).time_outs == (desk.time_out(alone),)
    with desk.memory.desk().change(Permission.KEEP_SAFETY) as change:
        book = SafetyBook(desk.memory.desk())
        before = desk.dosage(dosage)
        amended = book.amend(change, before, replace(before, lot="RX-9"), "lot misread")
    assert desk.file().of(dosage).dosage == desk.dosage(amended.id)


def errors() -> list[DomainError]:
    after = SignedAfterAdministration("WD-0001", at(10), at(9), "10 CFR 35.40(a)")
    return [after, DirectiveSettled("WD-0001")]


@pytest.mark.parametrize("error", errors(), ids=lambda error: type(error).__name__)
def test_every_refusal_names_the_record(error: DomainError) -> None:
    assert "WD-0001" in sentence_for(error).what_happened
