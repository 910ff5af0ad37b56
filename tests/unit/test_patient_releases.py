"""Patient releases as use cases: golden numbers through the service, what is refused, and by which rule."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest

from au_desktop.domain.canonical import as_document
from au_desktop.domain.document_values import from_document
from au_desktop.domain.errors import Invalid, NotAllowed, NotFound, ReasonRequired
from au_desktop.domain.ids import SafetyId
from au_desktop.domain.quantities import Activity, Dose, DoseUnit
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.infant_exposure import (
    Asked,
    InfantAdvice,
    ShownGuidance,
    guidance_due,
    infant_record_due,
)
from au_desktop.domain.safety.instruments import InstrumentUnfit
from au_desktop.domain.safety.release_findings import BasisKind, RecordReason, Verdict
from au_desktop.domain.safety.releases import (
    NONE_GIVEN,
    Decision,
    InstructionsDue,
    Release,
    ReleaseNotPermitted,
    confine_words,
    refuse_release,
)
from au_desktop.domain.safety.safety_records import RecordMoved
from au_desktop.services.refusals import release_sentences
from au_desktop.services.safety.release_reading import figures_for, nuclide_ids
from au_desktop.services.sentences import sentence_for
from tests.builders import an_instrument, reference
from tests.release_desk import METER_ID, ReleaseDesk
from tests.release_examples import (
    CANCER,
    HYPERTHYROID,
    IODINE,
    LUTETIUM,
    NOT_NURSING,
    WRITTEN,
    a_release,
    facts,
    half_life_model,
    iodine_model,
    mci,
    measured,
)

release_sentences.register()


def dose(record: Release) -> Decimal:
    found = record.finding.dose
    assert found is not None
    return found.to(DoseUnit.MSV).amount


def test_a_release_by_administered_activity_is_kept_with_its_numbers():
    desk = ReleaseDesk()
    record = desk.releases.get(desk.releases.keep(desk.form()).value)
    assert record.code == "RL-0001"
    assert record.drug == "Lu-177 dotatate"
    assert abs(dose(record) - Decimal("2.08138")) < Decimal("0.00001")
    assert record.record_reasons == ()
    assert record.instructions_due
    summary = record.summary
    assert (summary.state, summary.open, summary.attention) == ("released", False, False)
    assert summary.about == "P-0012"
    assert "200 mCi" in summary.label
    assert not record.delayed


def test_the_log_says_what_was_entered():
    desk = ReleaseDesk()
    desk.releases.keep(desk.form())
    assert desk.center.state.log[-1].verb == "enter patient release"


@pytest.mark.parametrize(
    ("factors", "activity", "expected"),
    [(CANCER, "200 mCi", "4.53433"), (HYPERTHYROID, "55 mCi", "4.86")],
)
def test_the_examples_of_the_guide_through_the_service(factors, activity, expected):
    desk = ReleaseDesk()
    form = desk.form(
        nuclide_id="I-131", drug_id="i-131-sodium-iodide", administered=Activity.parse(activity),
        specific=iodine_model(factors), basis=BasisKind.SPECIFIC,
    )  # fmt: skip
    record = desk.releases.get(desk.releases.keep(form).value)
    assert abs(dose(record) - Decimal(expected)) < Decimal("0.005")
    assert RecordReason.HALF_LIFE in record.record_reasons
    assert record.reckoning.internal is not None


def test_a_basis_above_the_limit_is_refused_with_the_rule():
    desk = ReleaseDesk()
    form = desk.measured("8 mrem/h", basis=BasisKind.ADMINISTERED)
    with pytest.raises(ReleaseNotPermitted) as refused:
        desk.releases.keep(form)
    words = sentence_for(refused.value).text
    assert "100 mCi" in words
    assert "35.75(a)" in words
    with pytest.raises(ReleaseNotPermitted) as open_one:
        desk.releases.keep(desk.form(basis=BasisKind.SPECIFIC))
    assert "No patient-specific calculation" in sentence_for(open_one.value).text


def test_a_measured_release_names_meter_and_surveyor():
    desk = ReleaseDesk()
    form = desk.measured(basis=BasisKind.MEASURED)
    record = desk.releases.get(desk.releases.keep(form).value)
    meter = record.facts.measured.meter
    assert meter is not None
    assert meter.id == METER_ID
    assert METER_ID in record.summary.links
    assert record.record_reasons == (RecordReason.MEASURED,)
    for left_out, field in (({"instrument_id": None}, "meter"), ({"surveyor": None}, "surveyor")):
        with pytest.raises(Invalid) as refused:
            desk.releases.keep(replace(form, **left_out))
        assert refused.value.field == field


def test_a_meter_out_of_calibration_is_refused():
    desk = ReleaseDesk()
    with desk.center.unit_of_work() as uow:
        uow.instruments.replace(an_instrument(id=METER_ID, calibrated_on=None))
        uow.commit()
    with pytest.raises(InstrumentUnfit):
        desk.releases.keep(replace(desk.measured(basis=BasisKind.MEASURED), rate_at=None))


def test_written_instructions_come_first_or_a_reason_why_not():
    desk = ReleaseDesk()
    spoken = replace(WRITTEN, written=False)
    with pytest.raises(InstructionsDue) as refused:
        desk.releases.keep(desk.form(instructions=spoken))
    assert "35.75(b)" in sentence_for(refused.value).text
    late = replace(NONE_GIVEN, why_not="the patient left before the sheet was printed")
    record = desk.releases.get(desk.releases.keep(desk.form(instructions=late)).value)
    assert record.summary.attention


def test_below_one_millisievert_no_sheet_is_asked_for():
    desk = ReleaseDesk()
    form = desk.form(administered=mci("50"), instructions=NONE_GIVEN)
    record = desk.releases.get(desk.releases.keep(form).value)
    assert not record.instructions_due
    assert not record.summary.attention


def test_breast_feeding_is_asked_before_release():
    desk = ReleaseDesk()
    with pytest.raises(Invalid) as refused:
        desk.releases.keep(desk.form(infant=InfantAdvice()))
    assert refused.value.field == "breast-feeding"


def test_guidance_for_a_nursing_patient_is_shown_given_and_recorded():
    desk = ReleaseDesk()
    nursing = InfantAdvice(Asked.YES)
    with pytest.raises(Invalid) as refused:
        desk.releases.keep(desk.form(infant=nursing))
    assert "guidance" in refused.value.reason
    told = replace(nursing, given="Stop for this child", consequences=True)
    record = desk.releases.get(desk.releases.keep(desk.form(infant=told)).value)
    sources = {one.source for one in record.infant.guidance}
    assert {"RG 8.39 Rev 1", "label"} <= sources
    # Nothing says how much reaches the child: a record is due.
    assert RecordReason.INFANT in record.record_reasons
    unsaid = replace(NONE_GIVEN, why_not="emergency transfer")
    kept = desk.releases.keep(desk.form(infant=nursing, instructions=unsaid)).value
    assert desk.releases.get(kept).summary.attention


@pytest.mark.parametrize(
    ("dose_text", "guidance", "record"),
    [
        ("1 mSv", False, False),
        ("1.01 mSv", True, False),
        ("5 mSv", True, False),
        ("5.01 mSv", True, True),
    ],
)
def test_the_childs_dose_decides_at_exactly_one_and_five(dose_text, guidance, record):
    advice = InfantAdvice(Asked.YES, Dose.parse(dose_text), "calculated")
    assert guidance_due(advice, mci("1")) is guidance
    assert infant_record_due(advice, mci("1")) is record


def test_without_a_dose_the_lowest_printed_activity_decides():
    shown = (
        ShownGuidance("Rev 0", "I-131 NaI", "stop", mci("0.0004"), mci("0.002")),
        ShownGuidance("label"),
    )
    advice = InfantAdvice(Asked.YES, guidance=shown)
    assert guidance_due(advice, mci("0.0005")) is True
    assert infant_record_due(advice, mci("0.002")) is False
    assert guidance_due(InfantAdvice(Asked.YES), mci("1")) is None
    assert guidance_due(NOT_NURSING, mci("100")) is False


def test_a_low_infant_dose_needs_no_words():
    low = InfantAdvice(Asked.YES, Dose.parse("0.2 mSv"), "calculated")
    refuse_release(a_release(facts(LUTETIUM, "50 mCi"), infant=low))


def test_a_patient_who_is_held_needs_no_basis_and_stays_open():
    desk = ReleaseDesk()
    form = desk.measured(
        "20 mrem/h", decision=Decision.HELD, basis=BasisKind.MEASURED, instructions=NONE_GIVEN
    )
    record = desk.releases.get(desk.releases.keep(form).value)
    summary = record.summary
    assert (summary.state, summary.open, summary.attention) == ("held", True, False)
    assert "35.315" in confine_words()
    assert "20.1301(a)" in confine_words()


def test_delayed_release_by_decay():
    desk = ReleaseDesk()
    form = replace(desk.measured(basis=BasisKind.RETAINED), administered_at=desk.ago(24 * 20))
    record = desk.releases.get(desk.releases.keep(form).value)
    assert record.delayed
    assert RecordReason.RETAINED in record.record_reasons


def test_a_correction_of_what_another_corrected_meanwhile_is_refused():
    desk = ReleaseDesk()
    key = desk.releases.keep(desk.form()).value
    read = desk.releases.get(key)
    form = desk.releases.form_of(read)
    desk.releases.correct(key, replace(form, notes="the other's words"), read.revision)
    with pytest.raises(RecordMoved):
        desk.releases.correct(key, replace(form, notes="mine"), read.revision)
    assert desk.releases.get(key).notes == "the other's words"


def test_a_record_is_corrected_until_it_is_signed_and_amended_after():
    desk = ReleaseDesk()
    key = desk.releases.keep(desk.form()).value
    form = desk.releases.form_of(desk.releases.get(key))
    desk.releases.correct(key, replace(form, patient_code="P-0013"))
    record = desk.releases.get(key)
    assert (record.patient_code, record.revision) == ("P-0013", 2)
    with pytest.raises(ReasonRequired):
        desk.releases.amend(key, form, " ")
    fresh = desk.releases.get(desk.releases.amend(key, form, "wrong code").value)
    assert fresh.amends == key
    measured_form = desk.measured(basis=BasisKind.MEASURED)
    again = desk.releases.get(desk.releases.keep(measured_form).value)
    assert desk.releases.form_of(again).instrument_id == METER_ID


@pytest.mark.parametrize("code", ["", "  ", "Jane Doe", "1234567"])
def test_a_patient_is_a_code(code):
    desk = ReleaseDesk()
    with pytest.raises(Invalid):
        desk.releases.keep(desk.form(patient_code=code))


def test_a_trainee_may_not_release():
    desk = ReleaseDesk(Role.TRAINEE)
    with pytest.raises(NotAllowed):
        desk.releases.keep(desk.form())


def test_the_form_offers_meters_people_and_methods():
    desk = ReleaseDesk()
    tools = desk.releases.tools()
    assert [one.instrument.id for one in tools.meters] == [METER_ID]
    assert [one.key for one in tools.methods] == ["some-states-iodine"]
    assert tools.methods[0].verify


def test_a_constraint_of_the_center_stands_beside_until_it_is_retired():
    desk = ReleaseDesk()
    done = desk.releases.add_constraint("Household, 1 mSv", Dose.parse("1 mSv"), "RSO memo 4")
    methods = desk.releases.tools().methods
    found = desk.releases.reckon(desk.form(methods=methods)).second
    assert [(one.title, one.verdict) for one in found] == [("Household, 1 mSv", Verdict.ABOVE)]
    assert done.undo is not None
    done.undo.run()
    assert desk.releases.tools().own_methods == ()
    for title, value, basis, field in (
        ("", "1 mSv", "x", "title"), ("x", "1 mSv", " ", "basis"), ("x", "0 mSv", "x", "dose"),
    ):  # fmt: skip
        with pytest.raises(Invalid) as refused:
            desk.releases.add_constraint(title, Dose.parse(value), basis)
        assert refused.value.field == field


def test_another_drug_is_named_and_an_unknown_nuclide_is_not_found():
    desk = ReleaseDesk()
    other = desk.form(drug_id="", drug=" Lu-177 study drug ")
    assert desk.releases.get(desk.releases.keep(other).value).drug == "Lu-177 study drug"
    plain = desk.form(drug_id="", nuclide_id="Sm-153", administered=mci("70"))
    assert desk.releases.get(desk.releases.keep(plain).value).drug == "Sm-153"
    with pytest.raises(NotFound):
        desk.releases.reckon(desk.form(nuclide_id="Xx-1"))


def test_every_offered_nuclide_can_be_reckoned():
    known = reference()
    for nuclide in nuclide_ids(known):
        if nuclide in known.nuclides and not known.nuclides[nuclide].gamma_constants:
            continue
        assert figures_for(known, nuclide).label


def test_the_tables_of_the_guide_reach_the_reckoning():
    found = figures_for(reference(), "I-131")
    assert found.table is not None
    assert found.half_life == IODINE.half_life


def test_a_record_reads_back_from_its_document():
    record = a_release(
        facts(IODINE, "30 mCi", measured=measured("5 mrem/h"), specific=half_life_model()),
        class_release_id=SafetyId(UUID(int=3)),
    )
    assert from_document(Release, as_document(record)) == record
