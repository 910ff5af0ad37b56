"""The roster page: list, filters, one trainee with what is missing, adding, changing and taking back."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from au_desktop.domain.roles import Role
from au_desktop.domain.training.trainees import (
    Capacity,
    Eligibility,
    Pathway,
    Period,
    TraineeStatus,
)
from au_desktop.settings import Settings, ThemeChoice
from au_desktop.ui.kit import window_state
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.trainees.roster.roster_list import FIRST_ROWS
from au_desktop.ui.trainees.trainees_page import TraineesPage
from tests.fakes_ui import ImmediateOperations
from tests.training_center import (
    TODAY,
    TrainingCenter,
    a_busy_center,
)

SETTINGS = Settings(theme=ThemeChoice.LIGHT)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def fresh(qtbot):
    window_state.use(None)


@pytest.fixture
def center():
    return TrainingCenter()


@pytest.fixture
def show(qtbot):
    def shown(center, role=Role.COORDINATOR):
        operations, bus = ImmediateOperations(), ChangesBus()
        page = TraineesPage(center.services(role), operations, bus, SETTINGS)
        page.went, page.undone = [], []
        page.go_requested.connect(lambda key, target: page.went.append((key, target)))
        page.undo_offered.connect(lambda words, step: page.undone.append((words, step)))
        bus.changed.connect(page.on_changes)
        qtbot.addWidget(page)
        page.resize(1150, 700)
        page.show()
        page.on_shown()
        return page

    return shown


def column(page, name):
    model = page.roster.table.rows
    at = [one.name for one in model.columns].index(name)
    return [model.data(model.index(row, at)) for row in range(model.rowCount())]


def test_an_empty_roster_offers_the_first_step(center, show, qtbot):
    page = show(center)
    assert page.roster.panel.showing_empty_state()
    qtbot.mouseClick(page.roster.empty.button, LEFT)
    assert page.dialog is not None
    page.dialog.reject()
    assert page.dialog is None


def test_the_roster_shows_who_where_and_how_far(show):
    page = show(a_busy_center())
    assert column(page, "code")[:3] == ["T-001", "T-002", "T-003"]
    assert column(page, "name")[2] == "Example 03, C."
    assert column(page, "capacity")[:4] == ["Participant", "Participant", "Observer", "–"]
    assert column(page, "visit")[0] == "1–24 Nov"
    assert column(page, "state")[4:6] == ["PR", "DC"]
    assert column(page, "progress")[0] == "1 of 3 G3"
    assert column(page, "progress")[3] == "0 of 3 G1 +2"
    assert column(page, "progress")[6] == "none asked"


def test_chips_and_search_narrow_the_roster(show, qtbot):
    page = show(a_busy_center())
    panel = page.roster.panel
    panel.filters.choose("completed")
    assert column(page, "name") == ["Example 06, F."]
    panel.filters.choose("here")
    assert len(column(page, "name")) == 6
    panel.filters.choose("all")
    assert page.find_in_page()
    qtbot.keyClicks(panel.search, "example 12")
    qtbot.keyClick(panel.search, Qt.Key.Key_Return)
    assert column(page, "code") == ["T-012"]
    qtbot.keyClicks(panel.search, " nobody")
    qtbot.keyClick(panel.search, Qt.Key.Key_Return)
    assert panel.showing_empty_state()


def test_long_rosters_come_page_by_page(center, show, qtbot):
    for number in range(75):
        center.enroll(family_name=f"Example {number:03}")
    page = show(center)
    table = page.roster.table
    assert table.rows.rowCount() == 60
    bar = table.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    assert table.rows.rowCount() == 75
    assert not table.rows.has_more


def test_a_first_look_shows_few_rows_and_the_rest_follow_at_once(center, show, qtbot):
    for number in range(40):
        center.enroll(family_name=f"Example {number:03}")
    page = show(center)
    roster = page.roster
    assert roster.table.rows.rowCount() == 40
    shown = []
    roster.table.rows.modelReset.connect(lambda: shown.append(roster.table.rows.rowCount()))
    qtbot.keyClicks(roster.panel.search, "example")
    qtbot.keyClick(roster.panel.search, Qt.Key.Key_Return)
    assert shown[0] == FIRST_ROWS
    assert roster.table.rows.rowCount() == 40
    assert len(set(column(page, "code"))) == 40


def test_enter_opens_a_trainee_and_escape_comes_back(center, show, qtbot):
    center.enroll(eligibility=Eligibility(classroom_complete=True, license_seen=True))
    page = show(center)
    table = page.roster.table
    table.setFocus()
    table.selectRow(0)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert page.view.isVisible()
    assert (page.title, page.shows_back) == ("Example 07, A.", True)
    assert page.view.current_key() == "overview"
    assert page.go_back()
    assert page.roster.isVisible()
    assert not page.go_back()


def fill(dialog, **texts):
    for form in dialog.form.forms:
        form.set_values({name: text for name, text in texts.items() if name in form.values()})


def test_a_trainee_is_added_with_every_field(center, show, qtbot):
    page = show(center)
    page.main_action.run()
    dialog = page.dialog
    qtbot.keyClicks(dialog.form.person.field("family_name"), "Rivera")
    fill(
        dialog,
        given_name="Ana",
        degree="MD",
        email="ana@example.org",
        telephone="555-0100",
        license_state="PR",
        license_number="PR-1",
        member_number="20099",
        member_until=date(2027, 3, 31),
        classroom_complete=True,
        membership_seen=False,
        eligibility_note="card to follow",
        classroom_hours="80",
        status=TraineeStatus.ACTIVE,
        pathway=Pathway.PARENTERAL,
        notes="needs a badge",
    )
    assert dialog.form.categories.value() == ("G3",)
    visit = dialog.form.visits.add_row()
    visit.first.set_value(date(2026, 12, 7))
    visit.last.set_value(date(2026, 12, 9))
    granted = dialog.form.capacities.add_row()
    granted.capacity.setCurrentIndex(1)
    granted.first.set_value(date(2026, 12, 7))
    qtbot.mouseClick(dialog.primary_button, LEFT)
    (made,) = center.work().enrolment.everyone()
    assert (made.display_name, made.license_state, made.status) == (
        "Rivera, Ana",
        "PR",
        TraineeStatus.ACTIVE,
    )
    assert made.visits == (Period(date(2026, 12, 7), date(2026, 12, 9)),)
    assert made.capacities[0].capacity is Capacity.SUPERVISED_PARTICIPANT
    assert made.capacities[0].period.last is None
    assert made.eligibility == Eligibility(
        classroom_complete=True, membership_seen=False, note="card to follow"
    )
    assert str(made.classroom_hours_claimed) == "80"
    assert made.requested == ("G3",)
    assert page.view.isVisible()
    assert page.dialog is None


def test_what_cannot_be_read_is_said_beside_its_field(center, show, qtbot):
    page = show(center)
    page.add_trainee()
    dialog = page.dialog
    dialog.form.intake.set_values({"classroom_hours": "eighty"})
    until = dialog.form.license.field("member_until")
    qtbot.keyClicks(until.edit, "31.3.27")
    row = dialog.form.visits.add_row()
    row.first.set_value(TODAY)
    row.last.set_value(TODAY - timedelta(days=1))
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert dialog.form.person.error("family_name") == "Family name is needed."
    assert dialog.form.intake.error("classroom_hours")
    assert "before the first" in dialog.form.stay.error("visits")
    assert any("2026-11-22" in label.text() for label in until.findChildren(QLabel))
    assert "need another look" in dialog.error_line.text()
    assert center.work().enrolment.everyone() == ()
    dialog.reject()


def test_the_profile_decides_which_categories_are_offered(center, show):
    page = show(center)
    page.add_trainee()
    form = page.dialog.form
    form.training.set_values({"profile_id": "example-state-four"})
    form.categories.box("G3b").setChecked(True)
    assert form.categories.value() == ("G3b",)
    form.training.set_values({"profile_id": "nrc-2019"})
    assert form.categories.value() == ()
    page.dialog.reject()


def test_a_change_can_be_taken_back(center, show, qtbot):
    trainee_id = center.enroll()
    page = show(center)
    page.open_target(trainee_id)
    qtbot.mouseClick(page.view.head.edit, LEFT)
    fill(page.dialog, degree="DO", status=TraineeStatus.COMPLETED)
    qtbot.mouseClick(page.dialog.primary_button, LEFT)
    assert center.work().enrolment.trainee(trainee_id).status is TraineeStatus.COMPLETED
    assert page.subtitle == "T-001 · completed"
    ((said, step),) = page.undone
    assert said == "Example 07, A. changed"
    step()
    assert center.work().enrolment.trainee(trainee_id).degree == "MD"
    assert page.subtitle == "T-001 · active"


def test_nothing_but_what_was_typed_changes(center, show, qtbot):
    trainee_id = center.enroll()
    before = center.work().enrolment.trainee(trainee_id)
    page = show(center)
    page.open_target(trainee_id)
    page.edit_shown()
    qtbot.mouseClick(page.dialog.primary_button, LEFT)
    assert center.work().enrolment.trainee(trainee_id) == before


def test_what_was_typed_comes_back_after_a_lock(center, show, qtbot):
    page = show(center)
    page.add_trainee()
    field = page.dialog.form.person.field("given_name")
    qtbot.keyClicks(page.dialog.form.person.field("family_name"), "Rivera")
    field.setFocus()
    qtbot.keyClicks(field, "Ana")
    field.setCursorPosition(2)
    page.dialog.form.visits.add_row().first.set_value(date(2026, 12, 7))
    page.keep_work()
    again = show(center)
    again.add_trainee()
    form = again.dialog.form
    assert form.person.value("family_name") == "Rivera"
    assert form.person.value("given_name") == "Ana"
    assert form.visits.visits() == (Period(date(2026, 12, 7)),)
    assert not again.dialog.restored.isHidden()
    again.dialog.reject()
    assert center.memory.center.state.drafts == {}


def test_a_pause_in_typing_keeps_the_draft(center, show, qtbot):
    page = show(center)
    page.add_trainee()
    qtbot.keyClicks(page.dialog.form.person.field("family_name"), "Riv")
    qtbot.waitUntil(lambda: bool(center.memory.center.state.drafts), timeout=3000)
    (kept,) = center.memory.center.state.drafts.values()
    assert "Riv" in kept
    page.dialog.reject()


@pytest.mark.parametrize("role", [Role.PRECEPTOR, Role.RSO, Role.TRAINEE, Role.INSPECTOR])
def test_only_a_coordinator_changes_the_roster(center, show, role):
    center.enroll()
    page = show(center, role)
    assert not page.main_action.enabled
    assert not page.roster.import_button.isEnabled()
    assert "may not import" in page.roster.import_button.toolTip()
