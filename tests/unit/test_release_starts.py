"""A release begun from a case, and from a submitted checklist, with what each of them knows."""

from dataclasses import replace

from au_desktop.domain.checklists.answers import At, Chosen, Measured, Reference, Text
from au_desktop.domain.quantities import DoseRate, Duration
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.release_findings import BasisKind
from au_desktop.domain.safety.safety_records import PersonRef
from au_desktop.services.safety.patient_releases import PatientReleases
from tests.builders import mci
from tests.release_desk import ReleaseDesk
from tests.release_examples import LEE, NOT_NURSING, WRITTEN
from tests.treatment_examples import VIPIVOTIDE, TreatmentDesk, a_dosage, at, given

DRUG = Reference("drug", "Lu-177 vipivotide", drug_id=VIPIVOTIDE)


def test_a_case_gives_code_drug_and_activity():
    desk = TreatmentDesk()
    releases = PatientReleases(desk.memory.desk(Role.RSO))
    case_id = desk.case()
    start = releases.from_case(case_id)
    assert (start.patient_code, start.drug_id, start.case_id) == ("LR-0193", VIPIVOTIDE, case_id)
    form = replace(ReleaseDesk().form(), case_id=case_id, administered_at=at(8), at=at(9))
    key = releases.keep(form).value
    assert [one.id for one in releases.of_case(case_id)] == [key]
    assert [row.case_id for row in releases.cases()] == [case_id]


def test_the_dosage_of_a_case_tells_when_it_was_given():
    desk = TreatmentDesk()
    case_id = desk.case()
    with desk.memory.center.unit_of_work() as uow:
        dosage = a_dosage(case_id=case_id, administration=given(at(9, 30)))
        uow.safety.put(dosage, at(10))
        uow.cases.replace(replace(uow.cases.get(case_id), administered=None))
        uow.commit()
    start = PatientReleases(desk.memory.desk(Role.RSO)).from_case(case_id)
    assert start.administered_at == at(9, 30)
    assert start.administered == dosage.net


def test_a_submitted_checklist_gives_its_answers_once():
    desk = TreatmentDesk()
    releases = PatientReleases(desk.memory.desk(Role.RSO))
    run_id = desk.run(
        "patient_release",
        desk.case(),
        patient_code=Text("LR-0193"),
        drug=DRUG,
        administered=Measured(mci("198")),
        administered_on=At(at(8)),
        method=Chosen(("measured",)),
        rate_1m=Measured(DoseRate.parse("3.1 mrem/h")),
        measured_by=Reference("person", "Lee Fox"),
    )
    assert [row.run_id for row in releases.waiting_runs()] == [run_id]
    start = releases.from_run(run_id)
    assert (start.patient_code, start.drug_id, start.run_id) == ("LR-0193", VIPIVOTIDE, run_id)
    assert start.administered == mci("198")
    assert start.rate == DoseRate.parse("3.1 mrem/h")
    assert start.surveyor == PersonRef("Lee Fox")
    form = replace(
        ReleaseDesk().form(), administered=mci("198"), administered_at=at(8), at=at(9), run_id=run_id,
        case_id=start.case_id, instructions=WRITTEN, infant=NOT_NURSING, authorized_by=LEE,
        basis=BasisKind.ADMINISTERED,
    )  # fmt: skip
    kept = releases.get(releases.keep(form).value)
    assert kept.run_id == run_id
    assert releases.waiting_runs() == ()


def test_a_checklist_without_a_rate_gives_none():
    for answers in ({"drug": DRUG}, {"rate_1m": Measured(Duration.parse("3 h"))}):
        desk = TreatmentDesk()
        run_id = desk.run("patient_release", None, **answers)
        start = PatientReleases(desk.memory.desk(Role.RSO)).from_run(run_id)
        assert (start.rate, start.administered) == (None, None)
