"""The use cases from directive to net activity: who may do what, and what stops them."""

from dataclasses import replace

import pytest

from au_desktop.domain.errors import Invalid, NotAllowed, ReasonRequired
from au_desktop.domain.radiation.dosage import PrescribedDosage
from au_desktop.domain.reference.drugs import Route
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.directives import (
    DirectiveIncomplete,
    DirectiveMissing,
    DirectiveSettled,
    Listing,
    NotOral,
    SignedAfterAdministration,
)
from au_desktop.domain.safety.dosage_parts import Residual, ResidualPart
from au_desktop.domain.safety.dosages import (
    DosageOutOfRange,
    DosageSettled,
)
from au_desktop.domain.safety.safety_records import PersonRef, RecordMoved
from au_desktop.domain.safety.time_outs import StopReason, TimeOutStopped
from au_desktop.domain.safety.treatments import NotTheSame
from au_desktop.services.refusals import treatment_sentences
from au_desktop.services.sentences import sentence_for
from tests.builders import gbq, mci
from tests.treatment_examples import (
    IODIDE,
    MICROSPHERES,
    TreatmentDesk,
    at,
    given,
    spoken,
    uci,
)

treatment_sentences.register()


@pytest.fixture
def desk() -> TreatmentDesk:
    return TreatmentDesk()


def test_a_directive_is_prepared_by_staff_and_signed_by_an_authorized_user(
    desk: TreatmentDesk,
) -> None:
    staff = desk.prescribing(Role.STAFF)
    key = staff.prepare(desk.directive_facts()).value
    waiting = desk.directive(key)
    assert (waiting.code, waiting.state) == ("WD-0001", "to be signed")
    assert waiting.prepared_by == PersonRef("The staff", desk.memory.people[Role.STAFF].id)
    with pytest.raises(NotAllowed):
        staff.sign(key)
    desk.prescribing().sign(key)
    signed = desk.directive(key)
    assert signed.signed_at == signed.signature_entered_at == desk.memory.clock.now()
    assert signed.authorized_user.listing is Listing.LISTED
    assert signed.authorized_user.license_number == "45-00000-01"
    verbs = [entry.verb for entry in desk.memory.center.state.log]
    assert verbs == ["enter written directive", "sign directive"]


def test_a_directive_can_be_changed_until_it_is_signed(desk: TreatmentDesk) -> None:
    work = desk.prescribing()
    key = work.prepare(desk.directive_facts()).value
    work.redraft(key, desk.directive_facts(prescribed=PrescribedDosage(gbq("5.9"))))
    assert desk.directive(key).prescribed.low == gbq("5.9")
    assert desk.directive(key).revision == 2
    work.sign(key)
    for change in (
        lambda: work.redraft(key, desk.directive_facts()),
        lambda: work.sign(key),
    ):
        with pytest.raises(DirectiveSettled):
            change()
    oral = work.enter_oral(desk.directive_facts(), spoken()).value
    with pytest.raises(DirectiveSettled):
        work.redraft(oral, desk.directive_facts())


def test_what_another_changed_meanwhile_is_looked_at_again(desk: TreatmentDesk) -> None:
    work, log = desk.prescribing(), desk.log()
    key = work.prepare(desk.directive_facts()).value
    work.redraft(key, desk.directive_facts(notes="the other's words"), 1)
    with pytest.raises(RecordMoved):
        work.redraft(key, desk.directive_facts(notes="mine"), 1)
    assert desk.directive(key).notes == "the other's words"
    dosage = log.determine(desk.dosage_facts()).value
    log.correct(dosage, desk.dosage_facts(notes="the other's words"), 1)
    with pytest.raises(RecordMoved):
        log.correct(dosage, desk.dosage_facts(notes="mine"), 1)
    assert desk.dosage(dosage).notes == "the other's words"


def test_an_incomplete_directive_is_kept_and_not_signed(desk: TreatmentDesk) -> None:
    work = desk.prescribing()
    key = work.prepare(desk.directive_facts(route=None)).value
    with pytest.raises(DirectiveIncomplete) as refused:
        work.sign(key)
    assert "route" in sentence_for(refused.value).what_happened
    with pytest.raises(Invalid, match="patient"):
        work.prepare(desk.directive_facts(patient_code=""))
    with pytest.raises(Invalid, match="future"):
        work.sign(key, at(16))


def test_what_is_known_of_the_signers_license(desk: TreatmentDesk) -> None:
    work = desk.prescribing()

    def listing(**changes: object) -> Listing:
        key = work.prepare(desk.directive_facts(**changes)).value
        return desk.directive(key).authorized_user.listing

    by_name = PersonRef("Example V.")
    assert listing(authorized_user=by_name) is Listing.UNKNOWN
    assert listing(authorized_user=by_name, supervisor_id=desk.supervisor.id) is Listing.LISTED
    assert listing(drug_id=MICROSPHERES) is Listing.UNKNOWN
    narrow = replace(desk.supervisor.listings[0], categories=("G1",))
    with desk.memory.center.unit_of_work() as uow:
        uow.supervisors.replace(replace(desk.supervisor, listings=(narrow,)))
        uow.commit()
    assert listing() is Listing.NOT_LISTED
    with desk.memory.center.unit_of_work() as uow:
        uow.supervisors.replace(replace(desk.supervisor, listings=()))
        uow.commit()
    assert listing() is Listing.NOT_LISTED
    assert work.authorized_users()[0].supervisor_id == desk.supervisor.id


def test_who_signs_takes_the_place_of_another_account(desk: TreatmentDesk) -> None:
    work = desk.prescribing()
    other = PersonRef("The coordinator", desk.memory.people[Role.COORDINATOR].id)
    key = work.prepare(desk.directive_facts(authorized_user=other)).value
    work.sign(key)
    assert desk.directive(key).authorized_user.person == desk.au
    named = work.prepare(desk.directive_facts(authorized_user=PersonRef("Example V."))).value
    work.sign(named)
    assert desk.directive(named).authorized_user.person == PersonRef("Example V.")


def test_a_directive_signed_after_the_dosage_is_a_hard_stop(desk: TreatmentDesk) -> None:
    key = desk.prescribing().prepare(desk.directive_facts()).value
    dosage = desk.log().determine(desk.dosage_facts(directive_id=key)).value
    with pytest.raises(DirectiveMissing) as missing:
        desk.log().give(dosage, given())
    assert "35.40(a)" in sentence_for(missing.value).what_happened
    desk.prescribing().sign(key, at(10, 30))
    with pytest.raises(SignedAfterAdministration) as refused:
        desk.log().give(dosage, given())
    assert "10 CFR 35.40(a)" in sentence_for(refused.value).what_happened
    assert desk.dosage(dosage).administration is None


def test_a_dosage_without_any_directive_is_not_given(desk: TreatmentDesk) -> None:
    dosage = desk.log().determine(desk.dosage_facts()).value
    with pytest.raises(DirectiveMissing) as refused:
        desk.log().give(dosage, given())
    assert "needs a written directive" in sentence_for(refused.value).what_happened
    prescribed = PrescribedDosage(mci("200"))
    other = desk.log().determine(desk.dosage_facts(prescribed=prescribed)).value
    with pytest.raises(DirectiveMissing):
        desk.log().give(other, given())


def test_a_small_dosage_of_sodium_iodide_needs_none(desk: TreatmentDesk) -> None:
    facts = desk.dosage_facts(drug_id=IODIDE, determined=uci("20"), supplier=None)
    dosage = desk.log().determine(facts).value
    desk.log().give(dosage, given(route=Route.ORAL))
    assert desk.dosage(dosage).administration is not None
    noted = desk.log().determine(replace(facts, determined=None, small=True)).value
    desk.log().give(noted, given(route=Route.ORAL))
    assert desk.dosage(noted).state == "given"


def test_the_whole_way(desk: TreatmentDesk) -> None:
    key = desk.signed()
    log = desk.log()
    dosage = log.determine(desk.dosage_facts(directive_id=key)).value
    time_out = desk.time_outs().hold(desk.time_out_facts(directive_id=key, dosage_id=dosage)).value
    assert desk.time_out(time_out).go
    log.give(dosage, given())
    residuals = (Residual(ResidualPart.VIAL, mci("3"), at(11)),)
    log.read_residuals(dosage, residuals, desk.calibrator)
    done = desk.dosage(dosage)
    assert (done.state, done.time_out_code, done.directive_code) == ("given", "TO-0001", "WD-0001")
    assert done.prescribed == PrescribedDosage(gbq("7.4"))
    assert done.residuals[0].meter is not None
    assert done.net is not None
    assert done.net < mci("198")
    treatment = desk.file().of(dosage)
    assert treatment == desk.file().of(key) == desk.file().of(time_out)
    assert (treatment.directive, treatment.dosage) == (desk.directive(key), done)
    found = [desk.file().record(one).code for one in (key, time_out, dosage)]
    assert found == ["WD-0001", "TO-0001", "DS-0001"]
    with pytest.raises(DosageSettled):
        log.set_aside(dosage, "too late")


def test_a_time_out_that_says_stop_stops(desk: TreatmentDesk) -> None:
    key = desk.signed()
    dosage = desk.log().determine(desk.dosage_facts(directive_id=key)).value
    facts = desk.time_out_facts(directive_id=key, dosage_id=dosage, labeled=False)
    assert desk.time_outs().judged(facts).stops == (StopReason.LABEL,)
    desk.time_outs().hold(facts)
    with pytest.raises(TimeOutStopped) as refused:
        desk.log().give(dosage, given())
    assert "35.69" in sentence_for(refused.value).what_happened
    desk.log().give(dosage, given(at(9, 15)))  # before that time-out was held
    assert desk.dosage(dosage).time_out_id is None


def test_what_a_time_out_takes_from_directive_and_dosage(desk: TreatmentDesk) -> None:
    key = desk.signed()
    judged = desk.time_outs().judged
    assert judged(desk.time_out_facts(directive_id=key)).stops == (
        StopReason.DOSAGE,
        StopReason.NOT_ASSAYED,
    )
    told = desk.time_out_facts(directive_id=key, assayed=mci("200"), dosage_agrees=False)
    assert judged(told).stops == (StopReason.DOSAGE,)
    small = desk.time_out_facts(drug_id=IODIDE, assayed=uci("20"))
    assert judged(small).stops == ()
    assert StopReason.DIRECTIVE in judged(replace(small, assayed=None)).stops
    unsigned = desk.prescribing().prepare(desk.directive_facts()).value
    assert StopReason.DIRECTIVE in judged(desk.time_out_facts(directive_id=unsigned)).stops
    with pytest.raises(NotTheSame):
        judged(desk.time_out_facts(directive_id=key, patient_code="LR-2"))
    with pytest.raises(Invalid, match="led by"):
        desk.time_outs().hold(desk.time_out_facts(led_by=PersonRef("")))


def test_out_of_range_needs_the_authorized_users_direction(desk: TreatmentDesk) -> None:
    key = desk.signed()
    dosage = desk.log().determine(desk.dosage_facts(directive_id=key, determined=mci("241"))).value
    with pytest.raises(DosageOutOfRange) as refused:
        desk.log().give(dosage, given())
    said = sentence_for(refused.value).what_happened
    assert "35.63(d)" in said
    assert "+20.50" in said
    with pytest.raises(NotAllowed):
        desk.log().direct(dosage, "accepted")
    directing = desk.log(Role.PRECEPTOR)
    with pytest.raises(Invalid, match="before"):
        directing.direct(dosage, "accepted", at(8))
    with pytest.raises(Invalid, match="future"):
        directing.direct(dosage, "accepted", at(16))
    directing.direct(dosage, "accepted", at(9, 5))
    desk.log().give(dosage, given())
    direction = desk.dosage(dosage).direction
    assert direction is not None
    assert (direction.by, direction.reason) == (desk.au, "accepted")


def test_a_range_in_words(desk: TreatmentDesk) -> None:
    key = desk.signed(prescribed=PrescribedDosage(mci("150"), mci("200")))
    dosage = desk.log().determine(desk.dosage_facts(directive_id=key)).value
    with pytest.raises(DosageOutOfRange) as refused:
        desk.log().give(dosage, given())
    assert "outside the prescribed range" in sentence_for(refused.value).what_happened


def test_the_revised_directive_judges(desk: TreatmentDesk) -> None:
    key = desk.signed()
    dosage = desk.log().determine(desk.dosage_facts(directive_id=key)).value
    lower = desk.directive_facts(prescribed=PrescribedDosage(gbq("5.9")))
    work = desk.prescribing()
    with pytest.raises(ReasonRequired):
        work.revise(key, lower, " ", at(9, 15))
    revised = work.revise(key, lower, "platelets fell", at(9, 15)).value
    assert desk.directive(revised).amends == key
    assert desk.directive(revised).signed_at == at(9, 15)
    with pytest.raises(DosageOutOfRange):
        desk.log().give(dosage, given())
    log = desk.log()
    log.correct(dosage, desk.dosage_facts(directive_id=revised, determined=gbq("5.9")))
    with pytest.raises(SignedAfterAdministration) as refused:
        log.give(dosage, given(at(9, 10)))
    assert "revision" in sentence_for(refused.value).what_happened
    log.give(dosage, given())
    treatment = desk.file().of(key)
    assert [one.code for one in treatment.earlier] == ["WD-0001"]
    assert treatment.directive is not None
    assert treatment.directive.code == "WD-0002"
    with pytest.raises(SignedAfterAdministration):
        work.revise(revised, lower, "too late", at(12))
    with pytest.raises(SignedAfterAdministration):
        work.revise_orally(revised, lower, spoken(given_at=at(11)))


def test_an_oral_directive_and_its_written_one(desk: TreatmentDesk) -> None:
    staff = desk.prescribing(Role.STAFF)
    key = staff.enter_oral(desk.directive_facts(), spoken()).value
    dosage = desk.log().determine(desk.dosage_facts(directive_id=key)).value
    desk.log().give(dosage, given())
    staff.document(key, at(10, 15))
    desk.prescribing().sign(key, at(14))
    written = desk.directive(key)
    assert written.at == at(7)
    assert (written.signed_at, written.written_late) == (at(14), False)
    with pytest.raises(Invalid, match="future"):
        staff.enter_oral(desk.directive_facts(), spoken(given_at=at(16)))
    with pytest.raises(NotOral) as refused:
        staff.document(desk.signed(), at(9))
    assert "written from the start" in sentence_for(refused.value).what_happened


def test_an_oral_revision(desk: TreatmentDesk) -> None:
    key = desk.signed()
    lower = desk.directive_facts(prescribed=PrescribedDosage(gbq("5.9")))
    revised = desk.prescribing(Role.STAFF).revise_orally(key, lower, spoken(given_at=at(9))).value
    found = desk.directive(revised)
    assert (found.state, found.amends) == ("oral, to write", key)
    assert found.summary.deadlines[0].basis == "10 CFR 35.40(c)(2)"
