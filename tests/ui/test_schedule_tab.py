"""The schedule tab through its real widgets: usual schedules, adding one, starting it, a repair, passing over, ending."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from au_desktop.domain.checklists.answers import Confirmed
from au_desktop.domain.checklists.recurring_work import Schedule
from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.checklists.templates import Need, Recurrence
from au_desktop.domain.roles import Role
from au_desktop.services.checklists.checklist_work import Given
from au_desktop.services.checklists.schedules import NEW, Schedules
from au_desktop.settings import Settings
from au_desktop.ui.checklists.checklists_page import ChecklistsPage
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.item_editors.new_run import NewRun
from au_desktop.ui.kit.targets import TabTarget
from tests.checklist_desk import ChecklistDesk
from tests.checklist_examples import a_template, an_item
from tests.checklist_hands import settle
from tests.fakes_ui import ImmediateOperations

CONSTANCY = a_template(
    an_item("plain"),
    id="constancy_example",
    title="Constancy example",
    kind="calibrator_constancy",
    needs=(Need.INSTRUMENT,),
    recurs=(Recurrence.DAILY, Recurrence.WEEKLY),
)


class Hands:
    """One person before the tab."""

    def __init__(self, desk, role, qtbot):
        self.desk, self.qtbot = desk, qtbot
        known = vars(desk.services(role))
        known["schedules"] = Schedules(known["desk"])
        self.services = SimpleNamespace(**known)
        self.changes = ChangesBus()
        self.page = ChecklistsPage(self.services, ImmediateOperations(), self.changes, Settings())
        qtbot.addWidget(self.page)
        self.changes.changed.connect(self.page.on_changes)
        self.asked = []
        self.page.go_requested.connect(lambda page, target: self.asked.append((page, target)))
        self.page.resize(1158, 690)
        self.page.show()
        self.page.on_shown()
        self.page.open_target(TabTarget("schedule"))
        settle()

    @property
    def tab(self):
        return self.page.front.tab()

    def rows(self):
        table = self.tab.panel.table
        return [
            [table.rows.index(at, column).data() for column in range(5)]
            for at in range(table.rows.rowCount())
        ]

    def press(self, words, within=None):
        root = within or self.page
        found = [
            button
            for button in root.findChildren(QPushButton)
            if button.text() == words and button.isVisible()
        ]
        self.qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)
        settle()

    def choose(self, at=0):
        self.tab.panel.table.selectRow(at)
        settle()


def shown_words(widget):
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


@pytest.fixture
def desk():
    return ChecklistDesk(CONSTANCY)


@pytest.fixture
def rso(desk, qtbot):
    return Hands(desk, Role.RSO, qtbot)


def daily(hands, recurrence=Recurrence.DAILY):
    day = hands.desk.clock.now().local.date()
    made = Schedule(
        NEW,
        CONSTANCY.id,
        recurrence,
        day,
        Need.INSTRUMENT,
        hands.desk.calibrator_id,
    )
    hands.services.schedules.add(made)
    hands.tab.refresh()
    settle()


def test_the_empty_tab_shows_what_usually_comes_again(rso):
    assert rso.tab.panel.showing_empty_state()
    rso.press("See usual schedules")
    dialog = rso.tab.dialog
    wanted = [
        at
        for at in range(dialog.list.count())
        if dialog.list.item(at).text().startswith("Constancy example · DC-1")
    ]
    assert len(wanted) == 2
    rso.press("Tick none", dialog)
    assert not dialog.primary_button.isEnabled()
    dialog.list.item(wanted[0]).setCheckState(Qt.CheckState.Checked)
    rso.press("Schedule these", dialog)
    assert [row[1:4] for row in rso.rows()] == [["Constancy example", "DC-1", "daily"]]
    assert rso.rows()[0][0] == "due"


def test_a_schedule_is_added_by_the_form(rso):
    assert rso.page.main_action.text == "Schedule checklist"
    rso.page.main_action.run()
    settle()
    dialog = rso.tab.dialog
    dialog.template.setCurrentIndex(dialog.template.findData(CONSTANCY.id))
    assert dialog.recurrence.currentData() == Recurrence.DAILY
    dialog.about.setCurrentIndex(dialog.about.findData(rso.desk.calibrator_id))
    dialog.form.set_values({"grace_days": "many"})
    rso.press("Save", dialog)
    assert "whole number" in dialog.form.error("grace_days")
    dialog.form.set_values({"grace_days": "2"})
    rso.press("Save", dialog)
    assert [row[1:4] for row in rso.rows()] == [["Constancy example", "DC-1", "daily"]]
    rso.choose()
    rso.press("Change…")
    rso.tab.dialog.recurrence.setCurrentIndex(
        rso.tab.dialog.recurrence.findData(Recurrence.WEEKLY)
    )
    rso.press("Save", rso.tab.dialog)
    assert rso.rows()[0][3] == "weekly"


def test_enter_starts_the_checklist_for_its_instrument(rso):
    daily(rso)
    rso.choose()
    rso.qtbot.keyClick(rso.tab.panel.table, Qt.Key.Key_Return)
    settle()
    assert rso.asked == [
        ("checklists", NewRun(CONSTANCY.id, instrument_id=rso.desk.calibrator_id))
    ]
    rso.page.open_target(rso.asked[0][1])
    settle()
    dialog = rso.page.dialog
    assert dialog.template().id == CONSTANCY.id
    assert dialog.fields[Need.INSTRUMENT].value() == rso.desk.calibrator_id


def test_what_was_done_late_stands_in_the_history(rso):
    daily(rso)
    rso.desk.clock.move(days=2)
    work = rso.services.checklist_work
    subject = Subject(instrument_id=rso.desk.calibrator_id)
    run_id = work.start(CONSTANCY.id, subject).value
    work.answer_all(run_id, [Given("plain", Confirmed(done=True))])
    work.submit(run_id)
    rso.tab.refresh()
    rso.choose()
    assert "done 22 Nov 2026, 2 days late · R-" in shown_words(rso.tab.panel.details)
    assert rso.rows()[0][0] == "upcoming"


def test_a_repair_is_noted(rso):
    daily(rso, recurrence=Recurrence.AFTER_REPAIR)
    assert rso.rows()[0][0] == "nothing due"
    rso.choose()
    rso.press("Note a repair…")
    dialog = rso.tab.dialog
    dialog.form.field("why").setPlainText("new well liner")
    rso.press("Save", dialog)
    assert rso.rows()[0][0] == "due"


def test_due_work_is_passed_over_and_the_schedule_ended_with_a_reason(rso):
    daily(rso)
    rso.choose()
    rso.press("Pass over…")
    rso.tab.dialog.reason.setPlainText("closed for the holiday")
    rso.press("Pass over", rso.tab.dialog)
    assert rso.rows()[0][0] == "upcoming"
    rso.choose()
    assert "not done: closed for the holiday" in shown_words(rso.tab.panel.details)
    rso.press("End…")
    rso.tab.dialog.reason.setPlainText("calibrator sold")
    rso.press("End the schedule", rso.tab.dialog)
    assert rso.rows() == []
    rso.tab.panel.filters.choose("ended")
    settle()
    assert rso.rows()[0][0] == "ended"


def test_overdue_work_is_found_by_its_filter_and_by_words(rso):
    daily(rso)
    daily(rso, recurrence=Recurrence.ANNUAL)
    rso.services.schedules.excuse(
        next(
            one.schedule.id
            for one in rso.services.schedules.all()
            if one.schedule.recurrence is Recurrence.ANNUAL
        ),
        rso.desk.clock.now().local.date(),
        "done elsewhere",
    )
    rso.desk.clock.move(days=1)
    rso.tab.refresh()
    rso.tab.panel.filters.choose("due")
    settle()
    assert [row[0] for row in rso.rows()] == ["overdue"]
    rso.tab.panel.filters.choose("all")
    assert len(rso.rows()) == 2
    rso.tab.panel.search.setText("sm-2")
    rso.qtbot.waitUntil(rso.tab.panel.showing_empty_state)


def test_a_preceptor_sees_the_schedule_and_may_not_change_it(desk, qtbot):
    rso = Hands(desk, Role.RSO, qtbot)
    daily(rso)
    preceptor = Hands(desk, Role.PRECEPTOR, qtbot)
    assert not preceptor.page.main_action.enabled
    assert not preceptor.tab.offers_button.isEnabled()
    preceptor.choose()
    enabled = {
        button.text(): button.isEnabled()
        for button in preceptor.tab.panel.details.findChildren(QPushButton)
        if button.isVisible() and button.text()
    }
    assert enabled == {
        "Change…": False,
        "End…": False,
        "Pass over…": False,
        "Start now": True,
    }


def test_the_day_after_tomorrow_is_said_in_days(rso):
    daily(rso)
    table = rso.tab.panel.table
    names = [column.name for column in table.rows.columns]
    assert table.rows.index(0, names.index("when")).data() == "today"
    rso.desk.clock.move(days=-2)
    rso.tab.refresh()
    assert table.rows.index(0, names.index("when")).data() == "in 2 days"


def test_what_is_submitted_in_an_open_record_is_seen_behind_it(rso):
    daily(rso)
    due = rso.rows()[0][4]
    subject = Subject(instrument_id=rso.desk.calibrator_id)
    rso.page.open_run(rso.services.checklist_work.start(CONSTANCY.id, subject).value)
    settle()
    rso.page.desk.session.answer("plain", Confirmed(done=True))
    rso.page.desk.submit()
    settle()
    rso.page.go_back()
    settle()
    assert rso.rows()[0][4] != due, "the tab behind the record shows the next due day"


def test_what_may_be_done_ahead_of_its_day_is_due_soon(rso):
    daily(rso, Recurrence.ANNUAL)
    rso.desk.clock.move(days=-3)
    rso.tab.refresh()
    assert rso.rows()[0][0] == "due soon"
    rso.desk.clock.move(days=3)
    rso.tab.refresh()
    assert rso.rows()[0][0] == "due"
