"""The dialog of a case: typed quantities, the category while typing, who may supervise, reasons, drafts."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from au_desktop.domain.training.cases import CaseState, Part, Prescribed
from au_desktop.settings import Settings, ThemeChoice, UnitsFirst
from au_desktop.ui.cases.cases_page import CasesPage
from au_desktop.ui.kit import window_state
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.targets import NewCase
from tests.builders import gbq, mci
from tests.fakes_ui import ImmediateOperations
from tests.training_center import (
    IODIDE,
    SPHERES,
    TODAY,
    VIPIVOTIDE,
    TrainingCenter,
    a_late_user,
    an_authorized_user,
)

SETTINGS = Settings(theme=ThemeChoice.LIGHT)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def center(qtbot):
    window_state.use(None)
    return TrainingCenter()


@pytest.fixture
def show(qtbot):
    def shown(center, settings=SETTINGS):
        bus = ChangesBus()
        page = CasesPage(center.services(), ImmediateOperations(), bus, settings)
        page.undone = []
        page.undo_offered.connect(lambda words, step: page.undone.append((words, step)))
        bus.changed.connect(page.on_changes)
        qtbot.addWidget(page)
        page.resize(1150, 700)
        page.show()
        page.on_shown()
        return page

    return shown


def quantity(page, name):
    return page.dialog.form.given.field(name)


def type_drug(page, drug_id=VIPIVOTIDE):
    page.dialog.form.given.set_values({"drug_id": drug_id})


def test_a_case_is_logged_with_every_field(center, show, qtbot):
    supervisor, trainee = an_authorized_user(center), center.enroll()
    page = show(center)
    page.main_action.run()
    form = page.dialog.form
    qtbot.keyClicks(form.trainee.combo.lineEdit(), "Example 07, A. · T-001")
    type_drug(page)
    qtbot.keyClicks(quantity(page, "prescribed").edit, "200 mCi")
    qtbot.keyClicks(quantity(page, "administered").edit, "7.41")
    form.under.set_values(
        {
            "part": Part.PERFORMED,
            "supervisor_id": supervisor,
            "patient_code": "LR-0193",
            "visitor_agreed": True,
            "notes": "second cycle",
        }
    )
    qtbot.mouseClick(page.dialog.primary_button, LEFT)
    (case,) = [center.work().case_log.case(center.memory.queries.cases_between(TODAY, TODAY)[0])]
    assert (case.code, case.trainee_id, case.on, case.state) == (
        "C-000001",
        trainee,
        TODAY,
        CaseState.GIVEN,
    )
    assert case.prescribed == Prescribed(mci("200"))
    assert case.administered == gbq("7.41")
    assert (case.part, case.supervisor_id) == (Part.PERFORMED, supervisor)
    assert (case.location, case.license_number) == ("Lakeside RPT Center", "45-00000-01")
    assert (case.patient_code, case.visitor_agreed, case.notes) == (
        "LR-0193",
        True,
        "second cycle",
    )
    assert page.dialog is None
    ((words, step),) = page.undone
    assert words == "C-000001 logged"
    step()
    assert center.work().case_log.case(case.id).voided.reason == "taken back at once"


def test_quantities_are_read_while_typing(center, show, qtbot):
    page = show(center)
    page.open_target(NewCase(center.enroll()))
    administered = quantity(page, "administered")
    qtbot.keyClicks(administered.edit, "7,4 GBq")
    assert "decimal point, not a comma" in administered.reason()
    qtbot.mouseClick(page.dialog.primary_button, LEFT)
    assert center.memory.queries.cases_between(TODAY, TODAY) == ()
    administered.set_text("7.4 GBq")
    assert administered.reason() == ""
    assert administered.edit.accessibleDescription() == "= 200 mCi"
    administered.set_text("200 mCi")
    assert administered.edit.accessibleDescription() == "= 7.4 GBq"
    page.dialog.reject()


@pytest.mark.parametrize(("units", "first"), [(UnitsFirst.GBQ, "GBq"), (UnitsFirst.MCI, "mCi")])
def test_a_bare_number_takes_the_unit_of_the_settings(center, show, units, first):
    page = show(center, replace(SETTINGS, units_first=units))
    page.open_target(NewCase(center.enroll()))
    assert quantity(page, "prescribed").unit.currentText() == first
    page.dialog.reject()


@pytest.mark.parametrize(
    ("drug", "activity", "words"),
    [
        (VIPIVOTIDE, "200 mCi", "G3 · Parenteral, written directive required"),
        (IODIDE, "33 mCi", "G1 · Oral sodium iodide I-131, up to 33 mCi"),
        (IODIDE, "33.1 mCi", "G2 · Oral sodium iodide I-131, above 33 mCi"),
        (IODIDE, "30 uCi", "no written directive is required"),
        (SPHERES, "2 GBq", "regulated under 10 CFR 35.1000"),
    ],
)
def test_the_category_follows_what_is_typed(center, show, drug, activity, words):
    page = show(center)
    page.open_target(NewCase(center.enroll()))
    assert "category shows once" in page.dialog.form.category.text()
    type_drug(page, drug)
    quantity(page, "administered").set_text(activity)
    assert words in page.dialog.form.category.text()
    page.dialog.reject()


def test_the_category_is_that_of_the_trainees_own_profile(center, show):
    trainee = center.enroll(profile_id="example-state-four", requested=("G3a",))
    page = show(center)
    page.open_target(NewCase(trainee))
    type_drug(page)
    quantity(page, "prescribed").set_text("7.4 GBq")
    assert page.dialog.form.category.text().startswith("G3a · ")
    assert "by the prescribed activity" in page.dialog.form.category.text()
    page.dialog.reject()


def test_who_may_supervise_depends_on_the_day_and_the_category(center, show):
    an_authorized_user(center)
    late = a_late_user(center)
    page = show(center)
    page.open_target(NewCase(center.enroll()))
    type_drug(page)
    quantity(page, "administered").set_text("7.4 GBq")
    form = page.dialog.form
    combo = form.under.field("supervisor_id")
    offered = [combo.itemText(at) for at in range(combo.count())]
    assert offered == [
        "Not chosen yet",
        "Example P. · listed for G3",
        "Example Q. · listed for G3",
    ]
    form.under.set_values({"supervisor_id": late})
    assert form.under.value("license_number") == "45-00000-02"
    assert form.warning.text() == ""
    form.given.set_values({"on": TODAY - timedelta(days=2)})
    assert combo.currentText() == "Example Q. · not listed for G3 that day"
    assert "No license lists Example Q." in form.warning.text()
    page.dialog.reject()


def test_a_typed_license_number_is_not_overwritten(center, show):
    late = a_late_user(center)
    page = show(center)
    page.open_target(NewCase(center.enroll()))
    form = page.dialog.form
    form.under.set_values({"license_number": "99-1"})
    form.under.set_values({"supervisor_id": late})
    assert form.under.value("license_number") == "99-1"
    page.dialog.reject()


@pytest.mark.parametrize(
    ("code", "why"),
    [("Jones", "name is not a code"), ("19610214", "date of birth"), ("LR 193", "hyphens only")],
)
def test_a_patient_is_a_code(center, show, qtbot, code, why):
    page = show(center)
    page.open_target(NewCase(center.enroll()))
    type_drug(page)
    qtbot.keyClicks(page.dialog.form.under.field("patient_code"), code)
    assert why in page.dialog.form.under.error("patient_code")
    qtbot.mouseClick(page.dialog.primary_button, LEFT)
    assert center.memory.queries.cases_between(TODAY, TODAY) == ()
    page.dialog.reject()


def test_what_is_needed_is_said_beside_its_field(center, show, qtbot):
    center.enroll()
    page = show(center)
    page.add_case()
    form = page.dialog.form
    qtbot.keyClicks(form.trainee.combo.lineEdit(), "nobody")
    quantity(page, "prescribed").set_text("10 GBq")
    quantity(page, "prescribed_high").set_text("5 GBq")
    qtbot.mouseClick(page.dialog.primary_button, LEFT)
    assert "choose from the list" in form.given.error("trainee_id")
    assert form.given.error("drug_id") == "Drug is needed."
    type_drug(page)
    form.trainee.combo.setEditText("Example 07, A. · T-001")
    qtbot.mouseClick(page.dialog.primary_button, LEFT)
    assert "upper end is below" in form.given.error("prescribed")
    page.dialog.reject()


def test_changing_a_confirmed_case_asks_why(center, show, qtbot):
    case_id = center.log_case(trainee_id=center.enroll(), supervisor_id=an_authorized_user(center))
    center.confirm(case_id)
    page = show(center)
    page.open_target(case_id)
    page.log.table.setFocus()
    page.log.table.selectRow(0)
    qtbot.keyClick(page.log.table, Qt.Key.Key_Return)
    dialog = page.dialog
    assert dialog.reason.isVisible()
    dialog.form.under.set_values({"location": "Room 4"})
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert "say why" in dialog.reason.error("reason")
    assert dialog.primary_button.isEnabled()
    assert dialog.focusWidget() is dialog.reason.field("reason")
    qtbot.keyClicks(dialog.reason.field("reason"), "wrong room")
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert center.work().case_log.case(case_id).location == "Room 4"
    assert center.log[-1].reason == "wrong room"


def test_an_unconfirmed_case_changes_without_a_reason_and_back(center, show, qtbot):
    case_id = center.log_case(trainee_id=center.enroll())
    before = center.work().case_log.case(case_id)
    page = show(center)
    page.edit_case(before)
    assert page.dialog.reason.isHidden()
    qtbot.mouseClick(page.dialog.primary_button, LEFT)
    assert center.work().case_log.case(case_id) == before
    page.edit_case(before)
    page.dialog.form.given.set_values({"state": CaseState.PLANNED})
    qtbot.mouseClick(page.dialog.primary_button, LEFT)
    assert center.work().case_log.case(case_id).state is CaseState.PLANNED
    page.undone[-1][1]()
    assert center.work().case_log.case(case_id).state is CaseState.GIVEN


def test_a_planned_case_becomes_given(center, show, qtbot):
    case_id = center.log_case(
        trainee_id=center.enroll(), state=CaseState.PLANNED, on=TODAY + timedelta(days=2)
    )
    page = show(center)
    page.open_target(case_id)
    page.detail.given_wanted.emit(center.work().case_log.case(case_id))
    assert page.dialog.form.given.value("on") == TODAY
    qtbot.mouseClick(page.dialog.primary_button, LEFT)
    given = center.work().case_log.case(case_id)
    assert (given.state, given.on) == (CaseState.GIVEN, TODAY)


def test_what_was_typed_comes_back_after_a_lock(center, show, qtbot):
    center.enroll()
    page = show(center)
    page.add_case()
    page.dialog.form.trainee.combo.setEditText("Example 07, A. · T-001")
    qtbot.keyClicks(quantity(page, "administered").edit, "7.4 GBq")
    qtbot.keyClicks(page.dialog.form.under.field("notes"), "in the middle of a sen")
    page.keep_work()
    again = show(center)
    again.add_case()
    form = again.dialog.form
    assert form.trainee.value() is not None
    assert form.given.value("administered") == gbq("7.4")
    assert form.under.value("notes") == "in the middle of a sen"
    assert "was kept" in again.dialog.restored.text()
    again.dialog.reject()
    assert center.memory.center.state.drafts == {}


def test_a_record_read_anew_shows_its_own_choices(center, show, qtbot):
    """Ids that are equal but not the same object, as the file gives them."""
    supervisor, trainee = an_authorized_user(center), center.enroll()
    case_id = center.log_case(
        trainee_id=trainee, supervisor_id=supervisor, visitor_agreed=False, part=None
    )
    case = center.work().case_log.case(case_id)
    again = replace(case, supervisor_id=UUID(str(supervisor)), trainee_id=UUID(str(trainee)))
    page = show(center)
    page.edit_case(again)
    form = page.dialog.form
    assert form.under.value("supervisor_id") == supervisor
    assert form.under.value("part") is None
    assert form.under.value("visitor_agreed") is False
    qtbot.mouseClick(page.dialog.primary_button, LEFT)
    assert center.work().case_log.case(case_id) == case
