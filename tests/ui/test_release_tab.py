"""The release calculator on the screen: typed, reckoned while typing, refused with the rule, kept, corrected, amended."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from au_desktop.domain.quantities import Dose, DoseRate, Duration
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.infant_exposure import Asked
from au_desktop.domain.safety.release_facts import Loss, Model
from au_desktop.domain.safety.release_findings import BasisKind, RecordReason
from au_desktop.domain.safety.releases import Decision
from au_desktop.ui.kit.buttons import QuietButton
from au_desktop.ui.kit.targets import TabTarget
from au_desktop.ui.release.basis_cards import NOTHING_YET
from au_desktop.ui.release.release_origin import ChangeRelease
from au_desktop.ui.release.release_tab import ReleaseTab
from tests.builders import a_case
from tests.release_bench import ReleaseBench
from tests.release_desk import METER_ID
from tests.release_examples import WRITTEN
from tests.release_hands import keep_one, records, shown, tell, type_in


@pytest.fixture
def bench() -> ReleaseBench:
    return ReleaseBench()


@pytest.fixture
def tab(qtbot, bench) -> ReleaseTab:
    return shown(qtbot, bench)


def card(tab: ReleaseTab, kind: BasisKind):
    return tab.work.results.cards[kind]


def test_an_empty_form_says_what_it_needs(tab):
    assert tab.work.results.notice.text() == NOTHING_YET
    tab.keep()
    assert tab.notice.text() == NOTHING_YET
    assert tab.work.given.meter.findData(METER_ID) > 0


def test_typing_reckons_at_once_and_keeping_makes_a_record(tab, bench):
    type_in(tab, bench)
    words = card(tab, BasisKind.ADMINISTERED).words()
    assert "2.081 mSv" in words
    assert "34.6 · 0.181" in words
    assert card(tab, BasisKind.ADMINISTERED).verdict.text() == "permits release"
    assert tab.work.instructions.due.text() == "due, also in writing"
    assert card(tab, BasisKind.RETAINED).isHidden()
    asked = []
    tab.go_requested.connect(lambda page, target: asked.append((page, target)))
    tell(tab)
    tab.main_action().run()
    (record,) = records(bench)
    assert record.patient_code == "P-0012"
    assert record.instructions.written
    assert asked == [("release", TabTarget("records", record.id))]
    assert tab.work.given.patient.value("code") == ""


def test_a_refusal_names_the_rule_and_keeps_what_was_typed(tab, bench):
    type_in(tab, bench)
    tab.work.infant.question.set_values({"asked": Asked.NO})
    tab.keep()
    assert records(bench) == ()
    assert tab.work.given.patient.value("code") == "P-0012"


def test_above_the_limit_the_room_is_named_and_the_wait_is_told(tab, bench):
    type_in(tab, bench, "100", "i-131-sodium-iodide")
    assert "35.315" in tab.work.results.confine.text()
    retained = card(tab, BasisKind.RETAINED)
    assert not retained.isHidden()
    assert "Reaches the limit on" in retained.words()
    assert not card(tab, BasisKind.ADMINISTERED).use_button.isEnabled()
    asked = []
    tab.go_requested.connect(lambda page, _target: asked.append(page))
    QTest.mouseClick(tab.work.results.inpatient_button, Qt.MouseButton.LeftButton)
    assert asked == ["checklists"]


def test_a_measured_rate_permits_and_is_chosen_with_a_click(tab, bench):
    type_in(tab, bench, "100", "i-131-sodium-iodide")
    rate = tab.work.given.measured
    QTest.keyClicks(rate.field("rate").edit, "6.5")
    rate.set_values({"rate_at": bench.ago(2), "meter": METER_ID})
    tab.work.given.surveyor.setCurrentIndex(1)
    measured = card(tab, BasisKind.MEASURED)
    assert measured.verdict.text() == "permits release"
    assert "Record required" in measured.words()
    QTest.mouseClick(measured.use_button, Qt.MouseButton.LeftButton)
    assert tab.work.form().basis is BasisKind.MEASURED
    tell(tab)
    tab.keep()
    (record,) = records(bench)
    assert record.record_reasons == (RecordReason.MEASURED,)


def test_the_second_method_and_the_draft_stand_beside(tab, bench):
    type_in(tab, bench, "31", "i-131-sodium-iodide")
    titles = [row.title.text() for row in tab.work.results.beside.rows()]
    assert any("not an NRC limit" in title for title in titles)
    assert any("not in force" in title for title in titles)
    assert any("Internal dose" in title for title in titles)


def test_the_iodine_calculation_takes_the_condition_and_waits_for_the_ticks(tab, bench):
    type_in(tab, bench, "200", "i-131-sodium-iodide")
    specific = tab.work.specific
    QTest.keyClick(specific.box, Qt.Key.Key_Space)
    specific.top.set_values({"model": Model.IODINE, "occupancy": Decimal("0.25")})
    specific.iodine.set_values({"condition": "thyroid-cancer"})
    assert "not yet confirmed" in card(tab, BasisKind.SPECIFIC).words()
    for key in ("distance", "alone", "transit", "car", "bathroom", "fluids"):
        specific.ticks.box(key).setChecked(True)
    words = card(tab, BasisKind.SPECIFIC).words()
    assert "4.534 mSv" in words
    assert "23 % of the external dose" in words
    specific.intake.setChecked(True)
    assert card(tab, BasisKind.SPECIFIC).verdict.text() == "above the limit"


def test_a_factor_of_the_persons_own_needs_its_basis(tab, bench):
    type_in(tab, bench)
    specific = tab.work.specific
    specific.box.setChecked(True)
    specific.occupancy.setCurrentIndex(specific.occupancy.count() - 1)
    assert not specific.own.isHidden()
    specific.own.set_values({"factor": Decimal("0.3")})
    assert "needs its basis" in card(tab, BasisKind.SPECIFIC).words()
    specific.own.set_values({"occupancy_basis": "diary"})
    assert "0.3" in card(tab, BasisKind.SPECIFIC).words()


def test_readings_give_a_half_life_that_is_used_with_one_click(tab, bench):
    type_in(tab, bench)
    readings = tab.work.readings
    readings.box.setChecked(True)
    for (moment, rate), (hours, text) in zip(
        readings.lines, ((72, "1.6 µSv/h"), (24, "0.7 µSv/h")), strict=True
    ):
        moment.set_value(bench.ago(hours))
        rate.set_value(DoseRate.parse(text))
    tab.work._on_edited()
    assert "40.25 h" in readings.words.text()
    assert not readings.plot.isHidden()
    QTest.mouseClick(readings.use_button, Qt.MouseButton.LeftButton)
    factors = tab.work.specific.factors()
    assert factors.loss is Loss.EFFECTIVE
    assert "from 2 readings" in factors.half_life_basis
    QTest.mouseClick(readings.add_button, Qt.MouseButton.LeftButton)
    assert len(readings.lines) == 3


def test_rising_readings_say_why_there_is_no_half_life(tab, bench):
    type_in(tab, bench)
    readings = tab.work.readings
    readings.box.setChecked(True)
    for (moment, rate), (hours, text) in zip(
        readings.lines, ((72, "0.7 µSv/h"), (24, "1.6 µSv/h")), strict=True
    ):
        moment.set_value(bench.ago(hours))
        rate.set_value(DoseRate.parse(text))
    tab.work._on_edited()
    assert "must fall with time" in readings.words.text().casefold()
    assert readings.use_button.isHidden()


def test_the_sources_on_breast_feeding_stand_side_by_side(tab, bench):
    type_in(tab, bench)
    tab.work.given.drug.setCurrentIndex(tab.work.given.drug.findData("i-131-sodium-iodide"))
    tab.work.infant.question.set_values({"asked": Asked.YES})
    titles = [row.title.text() for row in tab.work.infant.sources.rows()]
    assert any(title.startswith("RG 8.39 Rev 0: Complete cessation") for title in titles)
    assert any(title.startswith("RG 8.39 Rev 1") for title in titles)


def test_a_case_fills_the_form(tab, bench):
    case = a_case(patient_code="LR-0193")
    with bench.memory.center.unit_of_work() as uow:
        uow.cases.add(case)
        uow.commit()
    tab.select(case.id)
    values = tab.work.given.patient.values()
    assert values["code"] == "LR-0193"
    assert values["administered"] == case.administered
    assert tab.work.given.drug_id() == case.drug_id


def test_a_record_is_corrected_through_the_form(tab, bench):
    key = keep_one(bench, rate=DoseRate.parse("3 mrem/h"))
    tab.select(ChangeRelease(key, amend=False))
    assert "Correcting RL-0001" in tab.notice.text()
    tab.work.instructions.show_given(WRITTEN)
    code = tab.work.given.patient.field("code")
    code.clear()
    QTest.keyClicks(code, "P-0099")
    assert tab.main_action().text == "Save change"
    tab.keep()
    (record,) = records(bench)
    assert (record.patient_code, record.revision) == ("P-0099", 2)


def test_a_record_is_amended_with_a_reason(tab, bench):
    key = keep_one(bench, rate=DoseRate.parse("3 mrem/h"))
    tab.select(ChangeRelease(key, amend=True))
    tab.keep()
    dialog = tab.dialog
    QTest.keyClicks(dialog.body.itemAt(0).widget().field("reason"), "wrong dose")
    QTest.mouseClick(dialog.primary_button, Qt.MouseButton.LeftButton)
    assert [one.amends for one in records(bench)] == [None, key]


def test_clear_begins_anew(tab, bench):
    type_in(tab, bench)
    QTest.mouseClick(tab.clear_button, Qt.MouseButton.LeftButton)
    assert tab.work.given.patient.value("code") == ""
    assert tab.work.results.notice.text() == NOTHING_YET


def test_a_constraint_of_the_center_is_set_in_its_dialog(tab, bench):
    QTest.mouseClick(tab.limit_button, Qt.MouseButton.LeftButton)
    form = tab.dialog.body.itemAt(1).widget()
    QTest.mouseClick(tab.dialog.primary_button, Qt.MouseButton.LeftButton)
    assert form.error("title")
    form.set_values({"title": "Household", "dose": Dose.parse("1 mSv"), "basis": "memo"})
    QTest.mouseClick(tab.dialog.primary_button, Qt.MouseButton.LeftButton)
    tab.refresh()
    type_in(tab, bench)
    titles = [row.title.text() for row in tab.work.results.beside.rows()]
    assert "Household" in titles
    QTest.mouseClick(tab.limit_button, Qt.MouseButton.LeftButton)
    row = tab.dialog.body.itemAt(2).widget()
    assert row.title.text() == "Household"
    QTest.mouseClick(row.findChild(QuietButton), Qt.MouseButton.LeftButton)
    assert bench.services.patient_releases.tools().own_methods == ()


def test_a_trainee_may_look_but_not_keep(qtbot):
    tab = shown(qtbot, ReleaseBench(Role.TRAINEE))
    assert not tab.main_action().enabled
    assert not tab.limit_button.isEnabled()


def test_held_needs_no_sheet(tab, bench):
    type_in(tab, bench, "100", "i-131-sodium-iodide")
    tab.work.decision.form.set_values({"decision": Decision.HELD})
    assert tab.work.instructions.due.text() == "not known yet"
    tab.keep()
    (record,) = records(bench)
    assert record.summary.open


def test_the_factors_of_a_record_come_back(tab, bench):
    specific = tab.work.specific
    specific.show_factors(None, with_intake=False)
    assert specific.factors() is None
    specific.take_half_life(Duration.parse("40 h"), "measured")
    shown_again = specific.factors()
    specific.show_factors(shown_again, with_intake=True)
    assert specific.factors() == shown_again
