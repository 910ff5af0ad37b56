"""The tab Dosages: the list and its chips, one treatment as a chain, and every step taken in its dialog."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from au_desktop.domain.checklists.answers import At, Chosen, Measured, Reference, Text
from au_desktop.domain.radiation.dosage import PrescribedDosage
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.directives import Directive
from au_desktop.domain.safety.dosages import Dosage
from au_desktop.domain.safety.time_outs import IdentifierKind, TimeOut
from au_desktop.ui.kit.tokens import State
from tests.builders import gbq, mci
from tests.treatment_examples import IODIDE, VIPIVOTIDE, TreatmentDesk, at, given
from tests.treatments_on_screen import a_day, shown

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def desk():
    return TreatmentDesk()


@pytest.fixture
def show(qtbot):
    return partial(shown, qtbot)


def codes(tab):
    model = tab.list.panel.table.rows
    return [model.row_at(index).code for index in range(model.rowCount())]


def said(widget):
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.text())


def all_of(desk, kind):
    with desk.memory.center.unit_of_work() as uow:
        return uow.safety.all(kind)


def step(tab, key, **values):
    """Open a step's dialog, fill it, and press its button."""
    tab.step(key)
    return fill(tab, **values)


def fill(tab, **values):
    dialog = tab.dialogs.dialog
    dialog.form.set_values(values)
    dialog.primary_button.click()
    return dialog


def test_an_empty_list_says_how_a_treatment_begins(show, desk, qtbot):
    tab = show(desk)
    assert tab.list.panel.showing_empty_state()
    assert "10 CFR 35.40" in tab.list.panel.empty.text.text()
    qtbot.mouseClick(tab.list.panel.empty.button, LEFT)
    assert tab.dialogs.dialog.windowTitle() == "Write a directive"


def test_chips_show_what_waits(show, desk):
    a_day(desk)
    tab = show(desk)
    found = {}
    for key in ("", "awaiting", "oral", "range", "given", "directives", "time_outs"):
        tab.list.panel.filters.choose(key)
        found[key] = codes(tab)
    assert found[""] == ["DS-0003", "DS-0002", "DS-0001"]
    assert (found["awaiting"], found["oral"]) == (["WD-0004"], ["WD-0003"])
    assert (found["range"], found["given"]) == (["DS-0002"], ["DS-0001"])
    assert len(found["directives"]) == 5
    assert found["time_outs"] == ["TO-0001"]


def test_the_chain_shows_numbers_equations_limits_and_verdict(show, desk):
    keys = a_day(desk)
    tab = show(desk)
    tab.select(keys["given"])
    words = said(tab.chain)
    assert "220 mCi · 2^(\N{MINUS SIGN}24.00 h / 6.647 d) = 198.2 mCi" in words
    assert "5.92 GBq (160 mCi) to 8.88 GBq (240 mCi)" in words
    assert "10 CFR 35.63(d)): it may be used." in words
    assert "Net: 200.1 mCi" in words
    assert tab.chain.missing.text() == ""
    assert tab.chain.buttons == {}
    tab.select(keys["off"])
    assert "authorized user's direction is missing (10 CFR 35.63(d))" in tab.chain.missing.text()
    assert "out of range" in said(tab.chain)


def test_the_clock_of_an_oral_directive_is_shown(show, desk):
    keys = a_day(desk)
    tab = show(desk)
    tab.select(keys["oral"])
    assert "Written and signed by 22 Nov 2026 07:00 (10 CFR 35.40(a)(1)): 1 d 16 h left." in said(
        tab.chain
    )
    desk.memory.clock.move(hours=48)
    tab.select(keys["oral"])
    assert "8 h 0 min overdue." in said(tab.chain)


def test_the_whole_way_by_its_dialogs(show, desk):
    tab = show(desk)
    tab.directive_steps.write()
    fill(
        tab,
        patient_code="LR-0193",
        drug_id=VIPIVOTIDE,
        low=gbq("7.4"),
        route=desk.directive_facts().route,
        user="Example P.",
    )
    (directive,) = all_of(desk, Directive)
    assert directive.state == "to be signed"
    assert tab.chain.buttons.keys() == {"sign", "change"}
    step(tab, "sign", signed_at=at(8))
    dialog = step(
        tab,
        "determine",
        lot="RX-1",
        supplied=mci("220"),
        supplied_at=at(9, day=19),
        at=at(9),
        determined=mci("201"),
    )
    assert "it may be used" in dialog.band.text()
    step(
        tab,
        "time_out",
        present="The nurse",
        identifiers=(IdentifierKind.NAME.value, IdentifierKind.WRISTBAND.value),
        pregnancy=desk.time_out_facts().pregnancy,
        breastfeeding=desk.time_out_facts().breastfeeding,
        labeled=True,
        dosage_agrees=True,
        at=at(9, 30),
    )
    assert [one.go for one in all_of(desk, TimeOut)] == [True]
    tab.step("give")
    fill(tab, at=at(10), ended_at=at(10, 7), site="left forearm")
    step(tab, "residual", at=at(11), VIAL=mci("2"))
    (dosage,) = all_of(desk, Dosage)
    assert dosage.state == "given"
    assert dosage.time_out_code == "TO-0001"
    assert "net 198.1 mCi" in said(tab.chain)


def test_a_signature_after_the_dosage_is_stopped_in_the_dialog(show, desk):
    key = desk.prescribing().prepare(desk.directive_facts()).value
    desk.prescribing().sign(key, at(11))
    dosage = desk.log().determine(desk.dosage_facts(directive_id=key)).value
    tab = show(desk)
    tab.select(dosage)
    dialog = step(tab, "give", at=at(10))
    assert dialog.isVisible()
    assert "10 CFR 35.40(a): the written directive is dated and signed before" in (
        dialog.error_line.text()
    )
    assert all_of(desk, Dosage)[0].administration is None


def test_the_band_follows_what_is_typed(show, desk, qtbot):
    keys = a_day(desk)
    tab = show(desk)
    tab.select(keys["off"])
    tab.step("correct")
    dialog = tab.dialogs.dialog
    assert "not to be used unless the authorized user directs otherwise" in dialog.band.text()
    field = dialog.form.field("determined")
    field.edit.clear()
    qtbot.keyClicks(field.edit, "160 mCi")
    assert "it may be used" in dialog.band.text()
    field.edit.clear()
    qtbot.keyClicks(field.edit, "159.999 mCi")
    assert "\N{MINUS SIGN}20.0005" in dialog.band.text()
    assert "not to be used" in dialog.band.text()
    dialog.form.set_values({"volume": "5 mL"})
    assert "5 of 10 mL" in dialog.band.text()
    dialog.form.set_values({"volume": "5 of 10 mL"})
    assert "5 mL / 10 mL" in dialog.band.text()


def test_an_authorized_user_directs_and_staff_may_not(show, desk):
    keys = a_day(desk)
    staff = show(desk, Role.STAFF)
    staff.select(keys["off"])
    button = staff.chain.buttons["direct"]
    assert not button.isEnabled()
    assert "may not sign written directives" in button.toolTip()
    tab = show(desk)
    tab.select(keys["off"])
    dialog = step(tab, "direct", at=at(9, 5), reason="")
    assert dialog.form.error("reason") == "Why is needed."
    fill(tab, reason="accepted for this cycle")
    assert "Directed by The preceptor" in said(tab.chain)


def test_revisions_notes_and_the_other_steps(show, desk):
    keys = a_day(desk)
    tab = show(desk)
    tab.select(keys["oral"])
    step(tab, "note", at=at(8))
    step(tab, "sign", signed_at=at(9))
    assert "Written within 48 h" in said(tab.chain)
    tab.select(keys["ready"])
    texts = [action.text() for action in tab.chain.menu.actions()]
    assert "Revise\u2026" in texts
    step(tab, "revise", high=mci("220"), reason="vial activity", signed_at=at(9))
    assert "Takes the place of WD-0005" in said(tab.chain)
    step(tab, "revise_orally", low=mci("190"), given_at=at(9, 5), taken_by="X", reason="urgent")
    assert all_of(desk, Directive)[-1].oral.reason == "urgent"
    tab.select(keys["off"])
    step(tab, "set_aside", reason="vial leaked")
    assert "Not used: vial leaked" in said(tab.chain)
    tab.select(keys["waiting"])
    step(tab, "change", low=gbq("5.9"))
    assert desk.directive(keys["waiting"]).prescribed == PrescribedDosage(gbq("5.9"))


def test_an_oral_directive_and_a_dosage_without_one(show, desk):
    tab = show(desk)
    tab.directive_steps.speak()
    dialog = fill(
        tab,
        patient_code="LR-0300",
        drug_id=IODIDE,
        low=mci("100"),
        user="Somebody Else",
        taken_by="The nurse",
        given_at=at(14),
        reason="",
    )
    assert dialog.form.error("reason")
    fill(tab, reason="airway")
    assert all_of(desk, Directive)[0].authorized_user.person.name == "Somebody Else"
    tab.dosage_steps.determine(None)
    fill(tab, patient_code="LR-0300", drug_id=IODIDE, determined=mci("99"), at=at(14, 30))
    assert "No written directive" in tab.chain.missing.text()
    step(tab, "tie", directive_id=all_of(desk, Directive)[0].id)
    assert all_of(desk, Dosage)[0].directive_code == "WD-0001"


def test_a_case_fills_the_form(show, desk):
    case_id = desk.case()
    tab = show(desk)
    tab.directive_steps.write()
    form = tab.dialogs.dialog.form
    form.set_values({"case_id": case_id})
    assert form.value("patient_code") == "LR-0193"
    assert form.value("low") == gbq("7.4")
    assert "the rule asks for drug, dosage and route" in tab.dialogs.dialog.band.text()
    form.set_values({"drug_id": IODIDE, "low": mci("0.03")})
    assert "no written directive is needed" in tab.dialogs.dialog.band.text()
    form.set_values({"drug_id": "y-90-glass-microspheres", "low": gbq("3")})
    assert "35.1000" in tab.dialogs.dialog.band.text()
    form.set_values({"high": gbq("2")})
    assert tab.dialogs.dialog.band.property("state") == State.PROBLEM


def test_a_half_typed_time_is_said(show, desk, qtbot):
    keys = a_day(desk)
    tab = show(desk)
    tab.select(keys["ready"])
    tab.step("give")
    dialog = tab.dialogs.dialog
    clock = dialog.form.field("ended_at").clock
    qtbot.keyClicks(clock, "10:")
    dialog.primary_button.click()
    assert "both a date and a time" in dialog.form.error("ended_at")
    kept = dialog.form.field("ended_at").draft_text()
    dialog.form.field("at").take_draft_text("2026-11-20 | 10:30")
    assert dialog.form.value("at") == at(10, 30)
    assert kept == " | 10:"


def test_checklists_become_records(show, desk):
    case_id = desk.case()
    drug = Reference("drug", "Lu-177", drug_id=VIPIVOTIDE)
    code, prescribed = Text("LR-0193"), Measured(mci("200"))
    about = {"patient_code": code, "drug": drug, "prescribed": prescribed}
    desk.run("written_directive", case_id, **about, route=Chosen(("intravenous",)))
    tab = show(desk)
    take(tab, "written_directive")
    (directive,) = all_of(desk, Directive)
    assert directive.run_id is not None
    desk.prescribing().sign(directive.id, at(8))
    assayed = Measured(mci("201"))
    time = At(at(9))
    meter = Reference("instrument", "DC-1", desk.calibrator)
    desk.run(
        "dosage_assay",
        case_id,
        **about,
        assay_activity=assayed,
        assay_time=time,
        assay_instrument=meter,
    )
    take(tab, "dosage_assay")
    (dosage,) = all_of(desk, Dosage)
    assert (dosage.directive_code, dosage.at) == ("WD-0001", at(9))
    desk.run("time_out", case_id, **about)
    take(tab, "time_out")
    (time_out,) = all_of(desk, TimeOut)
    assert (time_out.dosage_id, time_out.go) == (dosage.id, False)
    desk.run("dosage_residual", case_id, residual_vial=Measured(mci("2")))
    desk.log().correct(dosage.id, desk.dosage_facts(directive_id=directive.id, case_id=case_id))
    spoken_run = {"oral_at": At(at(7)), "emergency_reason": Text("airway")}
    desk.run("written_directive", case_id, **about, **spoken_run)
    take(tab, "written_directive")
    assert all_of(desk, Directive)[-1].oral is not None


def take(tab, kind):
    """Choose the newest checklist of a kind and save its record."""
    tab.take_over.choose()
    dialog = tab.take_over.dialog
    combo = dialog.form.field("run")
    kinds = [combo.itemData(at).kind for at in range(combo.count())]
    combo.setCurrentIndex(kinds.index(kind))
    dialog.primary_button.click()
    tab.dialogs.dialog.primary_button.click()


def test_nothing_to_take_over_and_what_cannot_be(show, desk):
    tab = show(desk)
    tab.take_over.choose()
    assert not tab.take_over.dialog.primary_button.isEnabled()
    told = []
    tab.told.connect(told.append)
    desk.run("written_directive", None, patient_code=Text("LR-1"))
    tab.take_over.choose()
    tab.take_over.dialog.primary_button.click()
    assert "enter it by hand" in told[-1]


def test_residuals_of_the_checklist_stand_in_the_form(show, desk):
    case_id = desk.case()
    key = desk.signed(case_id=case_id)
    dosage = desk.log().determine(desk.dosage_facts(directive_id=key)).value
    desk.log().give(dosage, given())
    desk.run(
        "dosage_residual", case_id, residual_vial=Measured(mci("2")), residual_time=At(at(11))
    )
    tab = show(desk)
    tab.select(dosage)
    tab.step("residual")
    form = tab.dialogs.dialog.form
    assert (form.value("TOGETHER"), form.value("at")) == (mci("2"), at(11))
    assert "Net: 200.1 mCi" in tab.dialogs.dialog.band.text()
    form.set_values({"TOGETHER": mci("90")})
    assert "35.3045" in tab.dialogs.dialog.band.text()
    form.set_values({"TOGETHER": mci("900")})
    assert tab.dialogs.dialog.band.property("state") == State.PROBLEM


def test_a_void_record_is_open_for_nothing(show, desk):
    keys = a_day(desk)
    tab = show(desk)
    tab.select(keys["waiting"])
    tab.bar.void()
    tab.bar.dialog.body.itemAt(1).widget().set_values({"reason": "entered twice"})
    tab.bar.dialog.primary_button.click()
    assert tab.chain.buttons == {}
    tab.list.panel.details.closed.emit()
    assert not tab.bar.isVisible()


def test_a_dosage_that_was_given_is_amended(show, desk):
    keys = a_day(desk)
    tab = show(desk)
    tab.select(keys["ready"])
    assert not tab.bar.amend_button.isVisible()
    tab.select(keys["given"])
    tab.bar.amend_button.click()
    dialog = fill(tab, determined=mci("199"))
    assert dialog.form.error("reason") == "Why amended is needed."
    fill(tab, reason="digits were swapped")
    amended = all_of(desk, Dosage)[-1]
    assert (amended.determined, amended.amends) == (mci("199"), keys["given"])
    assert "DS-0004" in said(tab.chain)


def test_only_reading(show, desk):
    tab = show(desk, Role.INSPECTOR)
    assert not tab.main_action().enabled
    tab.more.click()
    assert not any(action.isEnabled() for action in tab.menu.actions())
    assert tab.find_in_page()
