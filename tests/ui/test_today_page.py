"""Today: what each card says, and that every line leads to its record."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from au_desktop.domain.roles import Role
from au_desktop.domain.training.cases import CaseState
from au_desktop.domain.training.trainees import Capacity, CapacityPeriod, Period
from au_desktop.settings import Settings, ThemeChoice, UnitsFirst
from au_desktop.ui.kit import window_state
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.targets import NewCase
from au_desktop.ui.today.today_page import TodayPage
from tests.builders import a_trainee, gbq
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


@pytest.fixture(autouse=True)
def fresh(qtbot):
    window_state.use(None)


@pytest.fixture
def center():
    return TrainingCenter()


@pytest.fixture
def show(qtbot):
    def shown(center, role=Role.COORDINATOR, settings=SETTINGS):
        page = TodayPage(center.services(role), ImmediateOperations(), ChangesBus(), settings)
        page.went = []
        page.badges = []
        page.go_requested.connect(lambda key, target: page.went.append((key, target)))
        page.badge_changed.connect(page.badges.append)
        qtbot.addWidget(page)
        page.resize(1150, 700)
        page.show()
        page.on_shown()
        return page

    return shown


def words(card):
    return [label.text() for label in card.findChildren(QLabel) if label.text()]


def chips(card):
    return [(chip.text(), chip.state) for chip in card.findChildren(StateChip)]


def row_at(card, number):
    return card.rows()[number]


def test_a_new_center_says_what_belongs_here(center, show, qtbot):
    page = show(center)
    assert page.empty.isVisible()
    assert not page.cards.here.isVisible()
    qtbot.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    assert page.went == [("trainees", None)]


def test_who_is_here_and_what_the_day_holds(center, show, qtbot):
    trainee_id = center.enroll()
    supervisor = an_authorized_user(center)
    center.log_case(trainee_id=trainee_id, supervisor_id=supervisor)
    center.enroll(
        family_name="Observer", capacities=(CapacityPeriod(Capacity.OBSERVER, Period(TODAY)),)
    )
    center.enroll(family_name="Nothing", capacities=())
    center.enroll(family_name="Gone", visits=(Period(TODAY - timedelta(9), TODAY - timedelta(3)),))
    page = show(center)
    assert "3 visiting trainees" in words(page.cards.here)
    assert chips(page.cards.here) == [
        ("1 case today", "ok"),
        ("observer", "attention"),
        ("no capacity today", "problem"),
    ]
    assert any("last day" in text for text in words(page.cards.here))
    row_at(page.cards.here, 0).setFocus()
    qtbot.keyClick(row_at(page.cards.here, 0), Qt.Key.Key_Return)
    assert page.went == [("trainees", trainee_id)]


@pytest.mark.parametrize(
    ("units", "shown"), [(UnitsFirst.GBQ, "7.4 GBq"), (UnitsFirst.MCI, "200 mCi")]
)
def test_planned_cases_in_the_units_of_the_settings(center, show, units, shown):
    center.log_case(
        trainee_id=center.enroll(),
        supervisor_id=an_authorized_user(center),
        state=CaseState.PLANNED,
        administered=None,
        part=None,
    )
    page = show(center, settings=replace(SETTINGS, units_first=units))
    (detail,) = [text for text in words(page.cards.planned) if "Lu-177" in text]
    assert detail == f"Lu-177 vipivotide tetraxetan · {shown} · AU Example P."
    assert chips(page.cards.planned) == [("today", "info")]


def test_a_case_outside_the_visit_is_to_be_planned_again(center, show, qtbot):
    case_id = center.log_case(
        trainee_id=center.enroll(), on=TODAY + timedelta(days=4), state=CaseState.PLANNED
    )
    page = show(center)
    assert chips(page.cards.planned) == [("outside the visit", "problem")]
    button = page.cards.planned.findChild(QPushButton)
    assert button.text() == "Re-plan"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert page.went == [("cases", case_id)]


def test_what_stands_against_a_planned_case_is_said_before_the_day(center, show):
    visits = (Period(TODAY, TODAY + timedelta(days=9)),)
    center.log_case(
        trainee_id=center.enroll(visits=visits, capacities=()),
        on=TODAY + timedelta(days=1),
        state=CaseState.PLANNED,
    )
    page = show(center)
    (chip,) = page.cards.planned.findChildren(StateChip)
    assert (chip.text(), chip.state) == ("would not count", "attention")
    assert "no capacity" in chip.toolTip()


def planned_today(center, **changes):
    return center.log_case(
        trainee_id=center.enroll(),
        supervisor_id=an_authorized_user(center),
        **({"state": CaseState.PLANNED, "administered": None, "part": None} | changes),
    )


def test_open_bedside_begins_the_checklist_once(center, show, qtbot):
    case_id = planned_today(center, drug_id=VIPIVOTIDE)
    page = show(center, Role.PRECEPTOR)
    button = page.cards.planned.findChild(QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    (run,) = center.memory.center.state.runs.values()
    assert run.subject.case_id == case_id
    assert run.subject.drug_id == VIPIVOTIDE
    assert page.went == [("bedside", run.id)] * 2


def test_a_drug_without_a_checklist_leads_to_the_list_of_them(center, show, qtbot):
    case_id = planned_today(center, drug_id=IODIDE)
    page = show(center, Role.PRECEPTOR)
    with qtbot.waitSignal(page.status_told):
        qtbot.mouseClick(page.cards.planned.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert page.went == [("checklists", case_id)]


def test_an_inspector_begins_nothing(center, show):
    planned_today(center)
    page = show(center, Role.INSPECTOR)
    assert not page.cards.planned.findChild(QPushButton).isEnabled()
    assert page.main_action is not None
    assert not page.main_action.enabled


def test_signatures_wait_with_their_age_and_whose_they_are(center, show, qtbot):
    center.memory.clock.move(days=-8)
    run_id = center.submitted()
    center.memory.clock.move(days=8)
    page = show(center, Role.PRECEPTOR)
    assert ("8 days", "problem") in chips(page.cards.waiting)
    assert ("yours", "info") in chips(page.cards.waiting)
    assert page.badges[-1] == 2
    qtbot.mouseClick(row_at(page.cards.waiting, 0), Qt.MouseButton.LeftButton)
    assert page.went == [("checklists", run_id)]


def test_drafts_lead_back_to_their_checklist(center, show, qtbot):
    run_id = center.run()
    page = show(center)
    qtbot.keyClick(row_at(page.cards.drafts, 0), Qt.Key.Key_Space)
    assert page.went == [("checklists", run_id)]


def test_what_is_due_says_overdue_soon_or_the_day(show):
    page = show(a_busy_center())
    assert chips(page.cards.due) == [
        ("overdue", "problem"),
        ("in 4 days", "attention"),
        ("2 Dec 2026", "info"),
    ]
    row_at(page.cards.due, 0).activated.emit()
    ((key, target),) = page.went
    assert (key, target[0]) == ("center", "instrument")


def test_long_cards_say_how_many_more(center, show, qtbot):
    for number in range(7):
        center.enroll(family_name=f"Example {number}")
    page = show(center)
    assert words(page.cards.here)[-1] == "and 3 more"
    qtbot.mouseClick(page.cards.here.rows()[-1], Qt.MouseButton.LeftButton)
    assert page.went == [("trainees", None)]


def test_who_needs_the_next_case_stands_in_order_of_leaving(center, show, qtbot):
    later = center.enroll(family_name="Later", visits=(Period(TODAY, TODAY + timedelta(days=20)),))
    sooner = center.enroll(
        family_name="Sooner", visits=(Period(TODAY, TODAY + timedelta(days=2)),)
    )
    page = show(center)
    table = page.needs.table
    model = table.rows
    shown = [[model.data(model.index(row, at)) for at in (0, 3, 5, 6)] for row in range(2)]
    assert shown == [
        ["Sooner, A.", "0", "3", "22 Nov 2026"],
        ["Later, A.", "0", "3", "10 Dec 2026"],
    ]
    table.setFocus()
    table.selectRow(0)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert page.went == [("trainees", sooner)]
    assert later != sooner


def test_the_page_follows_changes_and_its_main_action_logs_a_case(center, show):
    page = show(center)
    outcome = center.work().enrolment.enroll(a_trainee())
    page.on_changes(outcome.changes)
    assert "1 visiting trainee" in words(page.cards.here)
    page.main_action.run()
    assert page.went == [("cases", NewCase())]
    assert page.subtitle == "Friday 20 Nov 2026"


def test_given_cases_are_not_shown_as_planned(center, show):
    center.log_case(trainee_id=center.enroll(), administered=gbq("7.4"))
    page = show(center)
    assert "No case is planned in these days." in words(page.cards.planned)
