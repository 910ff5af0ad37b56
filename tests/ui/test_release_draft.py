"""A release in the making over a lock: all that was typed, what it belongs to, and what another corrected meanwhile."""

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from au_desktop.domain.quantities import Activity, DoseRate
from au_desktop.domain.safety.infant_exposure import Asked
from au_desktop.domain.safety.release_facts import Model
from au_desktop.ui.kit.labelled_form import LabelledForm
from au_desktop.ui.release.release_origin import ChangeRelease
from tests.builders import a_case, a_supervisor, a_trainee
from tests.release_bench import ReleaseBench
from tests.release_hands import keep_one, records, shown, tell, type_in


@pytest.fixture
def bench() -> ReleaseBench:
    return ReleaseBench()


def test_what_was_typed_comes_back_after_a_lock(qtbot, bench):
    first = shown(qtbot, bench)
    type_in(first, bench)
    first.keep_work()
    again = shown(qtbot, bench)
    assert again.work.given.patient.value("code") == "P-0012"
    assert again.work.given.patient.value("administered") == Activity.parse("200 mCi")


def test_all_of_it_comes_back_after_a_lock(qtbot, bench):
    first = shown(qtbot, bench)
    type_in(first, bench, "200", "i-131-sodium-iodide")
    tell(first)
    work = first.work
    readings, specific = work.readings, work.specific
    QTest.keyClick(readings.box, Qt.Key.Key_Space)
    QTest.mouseClick(readings.add_button, Qt.MouseButton.LeftButton)
    for (moment, rate), hours in zip(readings.lines, (72, 24, 4), strict=True):
        moment.take_draft_text(f"{bench.ago(hours).local:%Y-%m-%d | %H:%M}")
        QTest.keyClicks(rate.edit, f"1.{hours}")
    QTest.keyClick(specific.box, Qt.Key.Key_Space)
    specific.top.set_values({"model": Model.IODINE, "occupancy": Decimal("0.25")})
    specific.iodine.set_values({"condition": "thyroid-cancer"})
    QTest.keyClick(specific.ticks.box("alone"), Qt.Key.Key_Space)
    QTest.keyClick(specific.intake, Qt.Key.Key_Space)
    work.infant.question.set_values({"asked": Asked.YES})
    QTest.keyClicks(work.infant.answers.field("given"), "stop for good")
    QTest.keyClick(work.infant.consequences, Qt.Key.Key_Space)
    typed = work.form()
    first.keep_work()
    again = shown(qtbot, bench)
    assert again.work.form() == typed
    assert len(typed.readings) == 3
    assert typed.specific.confirmed == ("alone",)
    assert typed.infant.consequences
    assert typed.with_intake


def test_a_form_that_nobody_touched_is_not_kept_for_later(qtbot, bench):
    shown(qtbot, bench).keep_work()
    assert bench.services.drafts.recall("release") is None


def test_what_began_from_a_case_belongs_to_it_after_a_lock(qtbot, bench):
    trainee, supervisor = a_trainee(), a_supervisor()
    case = a_case(trainee_id=trainee.id, supervisor_id=supervisor.id)
    with bench.memory.center.unit_of_work() as uow:
        uow.trainees.add(trainee)
        uow.supervisors.add(supervisor)
        uow.cases.add(case)
        uow.commit()
    first = shown(qtbot, bench)
    first.select(case.id)
    QTest.keyClicks(first.work.decision.form.field("notes"), "walks home")
    first.keep_work()
    again = shown(qtbot, bench)
    assert again.work.decision.form.value("notes") == "walks home"
    assert again.work.origin.ids["case_id"] == case.id


def test_a_correction_over_a_lock_sees_what_another_corrected_meanwhile(qtbot, bench):
    key = keep_one(bench, rate=DoseRate.parse("3 mrem/h"))
    first = shown(qtbot, bench)
    first.select(ChangeRelease(key, amend=False))
    QTest.keyClicks(first.work.decision.form.field("notes"), "mine")
    first.keep_work()
    releases = bench.services.patient_releases
    theirs = replace(releases.form_of(releases.get(key)), notes="the other's words")
    releases.correct(key, theirs, 1)
    again = shown(qtbot, bench)
    again.keep()
    assert "has changed since you looked" in QApplication.activeModalWidget().windowTitle()
    assert again.work.form().notes == "mine"
    assert records(bench)[0].notes == "the other's words"


@pytest.mark.parametrize("amend", [False, True])
def test_a_record_that_is_changed_is_still_changed_after_a_lock(qtbot, bench, amend):
    key = keep_one(bench, rate=DoseRate.parse("3 mrem/h"))
    first = shown(qtbot, bench)
    first.select(ChangeRelease(key, amend=amend))
    QTest.keyClicks(first.work.decision.form.field("notes"), "walks home")
    first.keep_work()
    again = shown(qtbot, bench)
    assert "RL-0001" in again.notice.text()
    assert again.main_action().text == "Save change"
    assert again.work.form().notes == "walks home"
    again.keep()
    if amend:
        QTest.keyClicks(again.dialog.findChild(LabelledForm).field("reason"), "a word was missing")
        QTest.mouseClick(again.dialog.primary_button, Qt.MouseButton.LeftButton)
    kept = records(bench)
    assert [one.amends for one in kept] == ([None, key] if amend else [None])
    assert kept[-1].notes == "walks home"
