"""The case log page: verdicts in the list, the detail pane, voiding, and the way to the checklist."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from au_desktop.domain.checklists.items import ItemType
from au_desktop.domain.checklists.limits import Limits
from au_desktop.domain.quantities import QuantityKind
from au_desktop.domain.roles import Role
from au_desktop.domain.training.cases import CaseState, Part, Prescribed
from au_desktop.settings import Settings, ThemeChoice, UnitsFirst
from au_desktop.ui.cases.cases_page import CasesPage
from au_desktop.ui.kit import window_state
from au_desktop.ui.kit.card import CardRow
from au_desktop.ui.kit.changes_bus import ChangesBus
from tests.builders import gbq, mci
from tests.checklist_examples import a_template, an_item
from tests.fakes_ui import ImmediateOperations
from tests.training_center import (
    IODIDE,
    TODAY,
    VIPIVOTIDE,
    TrainingCenter,
    a_busy_center,
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
    def shown(center, role=Role.COORDINATOR, settings=SETTINGS):
        bus = ChangesBus()
        page = CasesPage(center.services(role), ImmediateOperations(), bus, settings)
        page.went, page.told, page.undone = [], [], []
        page.go_requested.connect(lambda key, target: page.went.append((key, target)))
        page.status_told.connect(page.told.append)
        page.undo_offered.connect(lambda words, step: page.undone.append((words, step)))
        bus.changed.connect(page.on_changes)
        qtbot.addWidget(page)
        page.resize(1150, 700)
        page.show()
        page.on_shown()
        return page

    return shown


def column(page, name):
    model = page.log.table.rows
    at = [one.name for one in model.columns].index(name)
    return [model.data(model.index(row, at)) for row in range(model.rowCount())]


def pane(page):
    return page.log.panel.details


def said(page):
    """The visible words of the pane, once Qt has shown what was put into it."""
    QApplication.processEvents()
    return [
        label.text()
        for label in pane(page).findChildren(QLabel)
        if label.text() and label.isVisible()
    ]


def button(page, words):
    QApplication.processEvents()
    found = [
        one
        for one in pane(page).findChildren(QPushButton)
        if one.text() == words and one.isVisible()
    ]
    assert len(found) == 1, [one.text() for one in pane(page).findChildren(QPushButton)]
    return found[0]


def test_an_empty_log_offers_the_first_step(center, show, qtbot):
    page = show(center)
    assert page.log.panel.showing_empty_state()
    qtbot.mouseClick(page.log.empty.button, LEFT)
    assert page.dialog is not None
    page.dialog.reject()


def test_each_case_stands_with_its_verdict(center, show):
    first, trainee = an_authorized_user(center), center.enroll()
    common = {"trainee_id": trainee, "supervisor_id": first}
    center.confirm(center.log_case(**common, patient_code="LR-1", on=TODAY - timedelta(1)))
    center.log_case(**common, patient_code="LR-2", part=Part.OBSERVED, on=TODAY - timedelta(2))
    center.log_case(**common, patient_code="LR-3", part=None, on=TODAY - timedelta(3))
    center.log_case(**common, state=CaseState.PLANNED, on=TODAY + timedelta(1), administered=None)
    page = show(center)
    assert column(page, "code") == ["C-000004", "C-000001", "C-000002", "C-000003"]
    assert column(page, "verdict") == ["planned", "counts", "observed only", "2 things missing"]
    assert column(page, "on")[1] == "19 Nov"
    assert column(page, "administered")[0] == "–"
    assert column(page, "supervisor")[1] == "Example P."


def test_units_follow_the_settings(center, show):
    center.log_case(trainee_id=center.enroll(), administered=gbq("7.4"))
    page = show(center, settings=replace(SETTINGS, units_first=UnitsFirst.MCI))
    assert column(page, "administered") == ["200 mCi"]


@pytest.mark.parametrize(
    ("chip", "words"),
    [
        ("counts", {"counts"}),
        ("planned", {"planned"}),
        ("voided", {"void"}),
    ],
)
def test_chips_choose_by_verdict(show, qtbot, chip, words):
    window_state.use(None)
    page = show(a_busy_center())
    page.log.panel.filters.choose(chip)
    assert set(column(page, "verdict")) == words


def test_what_does_not_count_yet_leaves_out_the_rest(show, qtbot):
    window_state.use(None)
    page = show(a_busy_center())
    everything = set(column(page, "code"))
    page.log.panel.filters.choose("counts")
    counting = set(column(page, "code"))
    page.log.panel.filters.choose("planned")
    planned = set(column(page, "code"))
    page.log.panel.filters.choose("not_yet")
    assert set(column(page, "code")) == everything - counting - planned
    assert counting


def test_search_finds_by_patient_code(center, show, qtbot):
    trainee = center.enroll()
    center.log_case(trainee_id=trainee, patient_code="LR-0001")
    center.log_case(trainee_id=trainee, patient_code="LR-0002")
    page = show(center)
    assert page.find_in_page()
    qtbot.keyClicks(page.log.panel.search, "lr-0002")
    qtbot.keyClick(page.log.panel.search, Qt.Key.Key_Return)
    assert column(page, "code") == ["C-000002"]


def test_the_details_say_why_and_check_the_dosage(center, show):
    case_id = center.log_case(
        trainee_id=center.enroll(),
        supervisor_id=an_authorized_user(center),
        part=Part.OBSERVED,
        administered=gbq("9.2"),
    )
    page = show(center)
    assert not pane(page).isVisible()
    page.log.table.selectRow(0)
    words = said(page)
    assert "observed only" in words
    assert "7.4 GBq (200 mCi)" in words
    assert any("24.3" in text for text in words)
    assert any("unless the authorized user directs otherwise" in text for text in words)
    assert any("Personal participation is needed" in text for text in words)
    assert "G3 · Parenteral, written directive required" in words
    assert "No checklist is about this case yet." in words
    assert page.go_back()
    assert not pane(page).isVisible()
    page.open_target(str(case_id))
    assert pane(page).isVisible()


def test_checklists_of_the_case_lead_to_their_pages(center, show, qtbot):
    case_id = center.log_case(trainee_id=center.enroll(), supervisor_id=an_authorized_user(center))
    center.confirm(case_id)
    page = show(center)
    page.open_target(case_id)
    (row,) = [one for one in pane(page).findChildren(CardRow) if one.isVisible()]
    assert row.title.text() == "R-000001"
    qtbot.mouseClick(row, LEFT)
    ((key, run_id),) = page.went
    assert key == "checklists"
    assert center.memory.center.state.runs[run_id].subject.case_id == case_id
    qtbot.mouseClick(button(page, "Open the trainee's page"), LEFT)
    assert page.went[-1][0] == "trainees"


def test_start_checklist_goes_to_the_bedside(center, show, qtbot):
    case_id = center.log_case(
        trainee_id=center.enroll(), state=CaseState.PLANNED, drug_id=VIPIVOTIDE, administered=None
    )
    page = show(center, Role.PRECEPTOR)
    page.open_target(case_id)
    qtbot.mouseClick(button(page, "Start checklist"), LEFT)
    (run,) = center.memory.center.state.runs.values()
    assert page.went == [("bedside", run.id)]
    assert button(page, "Open bedside").isEnabled()


@pytest.mark.parametrize(("dosage", "taken"), [("33", "up_to"), ("33.1", "above")])
def test_the_dosage_decides_which_checklist_of_a_drug_is_started(
    center, show, qtbot, dosage, taken
):
    line = Decimal(33)
    sides = {"up_to": {"high_action": line}, "above": {"low_action": line, "limit_counts": True}}
    for key, limits in sides.items():
        prescribed = an_item(
            "prescribed",
            ItemType.QUANTITY,
            quantity_kind=QuantityKind.ACTIVITY,
            limits=Limits("mCi", **limits),
        )
        kept = {"id": key, "kind": "administration", "drugs": (IODIDE,)}
        center.take_in(a_template(prescribed, **kept))
    facts = {"state": CaseState.PLANNED, "drug_id": IODIDE, "administered": None}
    trainee = center.enroll()
    case_id = center.log_case(trainee_id=trainee, prescribed=Prescribed(mci(dosage)), **facts)
    page = show(center, Role.PRECEPTOR)
    page.open_target(case_id)
    qtbot.mouseClick(button(page, "Start checklist"), LEFT)
    (run,) = center.memory.center.state.runs.values()
    assert run.template_id == taken
    page.open_target(center.log_case(trainee_id=trainee, prescribed=None, **facts))
    qtbot.mouseClick(button(page, "Start checklist"), LEFT)
    assert page.told == ["No single administration checklist fits this case: choose one."]
    assert page.went[-1][0] == "checklists"


def test_voiding_asks_why(center, show, qtbot):
    case_id = center.log_case(trainee_id=center.enroll())
    page = show(center)
    page.open_target(case_id)
    qtbot.mouseClick(button(page, "Void…"), LEFT)
    dialog = page.voiding.dialog
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert dialog.form.error("reason") == "Reason is needed."
    qtbot.keyClicks(dialog.form.field("reason"), "logged twice")
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert center.work().case_log.case(case_id).voided.reason == "logged twice"
    assert page.told == ["C-000001 is void"]
    page.log.panel.filters.choose("voided")
    assert column(page, "code") == ["C-000001"]
    page.open_target(case_id)
    assert "The case is void: logged twice." in said(page)
    assert all(
        one.text() != "Edit" for one in pane(page).findChildren(QPushButton) if one.isVisible()
    )


@pytest.mark.parametrize(
    ("role", "edit", "void"),
    [
        (Role.PRECEPTOR, True, True),
        (Role.TRAINEE, True, False),
        (Role.RSO, False, True),
        (Role.INSPECTOR, False, False),
    ],
)
def test_only_what_the_role_may_do_is_offered(center, show, role, edit, void):
    case_id = center.log_case(trainee_id=center.enroll())
    page = show(center, role)
    assert page.main_action.enabled is edit
    page.open_target(case_id)
    assert button(page, "Edit").isEnabled() is edit
    assert button(page, "Void…").isEnabled() is void
    if not void:
        assert "may not" in button(page, "Void…").toolTip()


def test_a_category_by_activity_is_shown_for_iodide(center, show):
    trainee = center.enroll()
    low = center.log_case(trainee_id=trainee, drug_id=IODIDE, administered=mci("33"))
    high = center.log_case(trainee_id=trainee, drug_id=IODIDE, administered=mci("33.1"))
    page = show(center)
    page.open_target(low)
    assert any(text.startswith("G1 · ") for text in said(page))
    page.open_target(high)
    assert any(text.startswith("G2 · ") for text in said(page))
