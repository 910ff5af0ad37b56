"""What the forms of a treatment begin with: a case, and checklists filled in the room."""

from dataclasses import replace
from uuid import UUID

import pytest

from au_desktop.domain.checklists.answers import (
    At,
    Chosen,
    Confirmed,
    Measured,
    Reference,
    Text,
    Timed,
)
from au_desktop.domain.quantities import Duration, DurationUnit
from au_desktop.domain.radiation.dosage import PrescribedDosage
from au_desktop.domain.reference.drugs import Route
from au_desktop.domain.safety.directives import Directive
from au_desktop.domain.safety.dosage_parts import Method, Residual, ResidualPart, SupplierValue
from au_desktop.domain.safety.safety_records import PersonRef
from au_desktop.domain.safety.time_outs import Pregnancy
from au_desktop.services.safety.safety_book import SafetyBook
from tests.builders import gbq, mci
from tests.treatment_examples import IODIDE, VIPIVOTIDE, TreatmentDesk, at

DRUG = Reference("drug", "Lu-177 vipivotide", drug_id=VIPIVOTIDE)
CODE = Text("LR-0193")


@pytest.fixture
def desk() -> TreatmentDesk:
    return TreatmentDesk()


def test_a_case_gives_its_facts(desk: TreatmentDesk) -> None:
    facts = desk.forms().case(desk.case())
    assert (facts.patient_code, facts.drug_id) == ("LR-0193", VIPIVOTIDE)
    assert facts.prescribed == PrescribedDosage(gbq("7.4"))
    assert (facts.supervisor, facts.route) == ("Example P.", Route.INTRAVENOUS)
    assert [row.code for row in desk.forms().cases()] == [facts.code]
    with desk.memory.center.unit_of_work() as uow:
        bare = replace(uow.cases.get(facts.case_id), prescribed=None, supervisor_id=None)
        uow.cases.replace(bare)
        uow.commit()
    without = desk.forms().case(facts.case_id)
    assert (without.prescribed, without.supervisor) == (None, "")


def test_a_directive_from_its_checklist(desk: TreatmentDesk) -> None:
    case_id = desk.case()
    run_id = desk.run(
        "written_directive",
        case_id,
        patient_code=CODE,
        drug=DRUG,
        prescribed_low=Measured(mci("150")),
        prescribed_high=Measured(mci("200")),
        route=Chosen(("oral",)),
        signed_at=At(at(9)),
        administration_at=At(at(10)),
    )
    start = desk.forms().directive_from(run_id)
    assert start is not None
    assert start.facts.prescribed == PrescribedDosage(mci("150"), mci("200"))
    assert start.facts.authorized_user == PersonRef("Example P.")
    assert (start.facts.route, start.signed_at, start.oral) == (Route.ORAL, at(9), None)
    assert [row.run_id for row in desk.forms().waiting_runs()] == [run_id]
    desk.prescribing().prepare(start.facts)
    assert desk.forms().waiting_runs() == ()


def test_an_oral_directive_from_its_checklist(desk: TreatmentDesk) -> None:
    run_id = desk.run(
        "written_directive",
        None,
        drug=DRUG,
        prescribed=Measured(mci("200")),
        route=Chosen(("other",)),
        oral_at=At(at(7)),
        emergency_reason=Text("airway swelling"),
        written_at=At(at(9)),
    )
    start = desk.forms().directive_from(run_id)
    assert start is not None
    assert start.oral is not None
    assert (start.oral.given_at, start.signed_at) == (at(7), at(9))
    assert start.oral.taken_by == PersonRef("The staff")
    assert start.facts.route is Route.INTRAVENOUS


@pytest.mark.parametrize("kind", ["written_directive", "time_out", "dosage_assay"])
def test_a_checklist_without_its_figures_gives_nothing(desk: TreatmentDesk, kind: str) -> None:
    run_id = desk.run(kind, None, patient_code=CODE, prescribed=Measured(mci("200")))
    forms = desk.forms()
    read = {
        "written_directive": forms.directive_from,
        "time_out": forms.time_out_from,
        "dosage_assay": forms.dosage_from,
    }[kind]
    assert read(run_id) is None


def test_other_types_of_answers_are_passed_over(desk: TreatmentDesk) -> None:
    minute = Duration.of(1, DurationUnit.MIN)
    run_id = desk.run(
        "dosage_assay", None, drug=Text("by name"), assay_activity=Measured(minute), lot=Chosen(())
    )
    assert desk.forms().dosage_from(run_id) is None


def test_a_dosage_from_its_checklist(desk: TreatmentDesk) -> None:
    case_id = desk.case()
    directive = desk.signed(case_id=case_id)
    run_id = desk.run(
        "dosage_assay",
        case_id,
        patient_code=CODE,
        drug=DRUG,
        dosage_kind=Chosen(("unit",)),
        method_unit=Chosen(("decay",)),
        assay_activity=Measured(mci("201")),
        assay_time=At(at(9)),
        supplier_activity=Measured(mci("220")),
        supplier_time=At(at(9, day=19)),
        assay_instrument=Reference("instrument", "DC-1", desk.calibrator),
        assayed_by=Reference("person", "Example T.", UUID(int=903)),
        lot=Text("RX-1"),
    )
    facts = desk.forms().dosage_from(run_id)
    assert facts is not None
    assert (facts.method, facts.at, facts.lot) == (Method.DECAY, at(9), "RX-1")
    assert facts.supplier == SupplierValue(mci("220"), at(9, day=19))
    assert (facts.directive_id, facts.instrument_id) == (directive, desk.calibrator)
    key = desk.log().determine(facts).value
    assert desk.dosage(key).run_id == run_id
    assert desk.forms().waiting_runs() == ()


def test_a_plain_dosage_from_its_checklist(desk: TreatmentDesk) -> None:
    run_id = desk.run(
        "dosage_assay",
        None,
        patient_code=CODE,
        drug=DRUG,
        dosage_kind=Chosen(("other",)),
        assay_activity=Measured(mci("201")),
        assayed_by=Reference("person", "A visitor"),
        assay_instrument=Reference("instrument", "an old one"),
        supplier_activity=Measured(mci("220")),
    )
    facts = desk.forms().dosage_from(run_id)
    assert facts is not None
    assert (facts.method, facts.at, facts.unit_dosage) == (Method.DIRECT, at(10), False)
    assert (facts.supplier, facts.instrument_id, facts.directive_id) == (None, None, None)
    assert facts.determined_by == PersonRef("A visitor")


def test_a_time_out_from_its_checklist(desk: TreatmentDesk) -> None:
    case_id = desk.case()
    directive = desk.signed(case_id=case_id)
    dosage = desk.log().determine(desk.dosage_facts(directive_id=directive)).value
    run_id = desk.run(
        "time_out",
        case_id,
        patient_code=CODE,
        drug=DRUG,
        second_person=Reference("person", "Example N."),
        label_agrees=Confirmed(done=True),
        assayed=Measured(mci("201")),
        pregnancy=Chosen(("not_pregnant",)),
        route=Chosen(("intravenous",)),
    )
    facts = desk.forms().time_out_from(run_id)
    assert facts is not None
    assert (facts.directive_id, facts.dosage_id) == (directive, dosage)
    assert (facts.led_by, facts.present) == (PersonRef("The staff"), (PersonRef("Example N."),))
    assert (facts.pregnancy, facts.labeled) == (Pregnancy.NOT_PREGNANT, True)
    assert facts.identifiers == ()


def test_a_bare_time_out_from_its_checklist(desk: TreatmentDesk) -> None:
    drug = Reference("drug", "iodide", drug_id=IODIDE)
    facts = desk.forms().time_out_from(desk.run("time_out", None, drug=drug))
    assert facts is not None
    assert (facts.present, facts.directive_id, facts.dosage_id) == ((), None, None)


def test_residuals_from_the_checklist_of_the_case(desk: TreatmentDesk) -> None:
    case_id = desk.case()
    assert desk.forms().residuals_for(case_id) is None
    desk.run("dosage_residual", case_id)
    assert desk.forms().residuals_for(case_id) is None
    desk.run("dosage_residual", case_id, residual_vial=Measured(mci("3")))
    together = desk.forms().residuals_for(case_id)
    assert together is not None
    assert together.residuals == (Residual(ResidualPart.TOGETHER, mci("3"), at(10)),)


def test_residuals_piece_by_piece(desk: TreatmentDesk) -> None:
    case_id = desk.case()
    desk.run(
        "dosage_residual",
        case_id,
        pieces=Chosen(("apart",)),
        residual_vial=Measured(mci("3")),
        residual_syringe=Measured(mci("0")),
        residual_tubing=Measured(mci("1")),
        residual_time=Timed(at(10, 40)),
        residual_instrument=Reference("instrument", "DC-1", desk.calibrator),
    )
    apart = desk.forms().residuals_for(case_id)
    assert apart is not None
    assert [(one.part, one.at) for one in apart.residuals] == [
        (ResidualPart.VIAL, at(10, 40)),
        (ResidualPart.TUBING, at(10, 40)),
    ]
    assert apart.instrument_id == desk.calibrator


def test_checklists_of_other_kinds_and_taken_ones_are_not_offered(desk: TreatmentDesk) -> None:
    desk.run("area_survey", None)
    assert desk.forms().waiting_runs() == ()
    run_id = desk.run("written_directive", None, patient_code=CODE, drug=DRUG)
    assert [row.run_id for row in desk.forms().waiting_runs()] == [run_id]
    key = desk.prescribing().prepare(desk.directive_facts(run_id=run_id)).value
    assert desk.forms().waiting_runs() == ()
    SafetyBook(desk.memory.desk()).void(Directive, key, "taken over twice")
    assert [row.run_id for row in desk.forms().waiting_runs()] == [run_id]
