"""Late entries on screen: a checklist asks why before it is submitted, the center sets the hours, the times are listed."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel

from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Role
from au_desktop.services.center.facilities import CenterFacts
from au_desktop.settings import Settings, ThemeChoice
from au_desktop.ui.bedside.bedside_view import BedsideView
from au_desktop.ui.center.profile_section import ProfileSection
from au_desktop.ui.center.times_section import TimesSection
from au_desktop.ui.checklists.run_desk import RunDesk
from au_desktop.ui.kit import window_state
from au_desktop.ui.kit.card import CardRow
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.record_dialog import RecordDialog
from au_desktop.ui.kit.section import SectionContext
from tests.fakes_ui import ImmediateOperations
from tests.memory_services import ADMINISTERED
from tests.training_center import TrainingCenter

SETTINGS = Settings(theme=ThemeChoice.LIGHT)
FACTS = CenterFacts("Lakeside RPT Center", "45-00000-01")


@pytest.fixture
def center(qtbot):
    window_state.use(None)
    center = TrainingCenter()
    center.work().facilities.change_center(FACTS)
    return center


def a_late_run(center):
    work = center.work(Role.PRECEPTOR).checklist_work
    event = Moment(center.now().utc - timedelta(hours=30))
    run_id = work.start(ADMINISTERED.id, Subject(case_id=center.case()), event).value
    work.answer_all(run_id, center.answers())
    return run_id


@pytest.mark.parametrize("view", [RunDesk, BedsideView])
def test_a_late_checklist_asks_why_before_it_is_submitted(center, qtbot, view):
    run_id = a_late_run(center)
    services = center.services(Role.PRECEPTOR)
    desk = view(services, ImmediateOperations(), ChangesBus(), SETTINGS, run_id)
    qtbot.addWidget(desk)
    desk.show()
    desk.session.submit()
    dialog = desk.dialog if view is RunDesk else desk.late
    assert any("24 h" in label.text() for label in dialog.findChildren(QLabel))
    dialog.primary_button.click()
    assert dialog.form.error("reason")
    dialog.form.set_values({"reason": "the network was down"})
    dialog.primary_button.click()
    run = services.run_sheets.sheet(run_id).run
    assert run.late_reason == "the network was down"
    if view is RunDesk:
        assert desk.facts.notice.text() == "Entered late: the network was down"
        assert "the network was down" in desk.report()


@pytest.fixture
def section(center, qtbot):
    def made(kind, role=Role.COORDINATOR):
        context = SectionContext(
            center.services(role), ImmediateOperations(), ChangesBus(), SETTINGS
        )
        shown = kind(context)
        qtbot.addWidget(shown)
        shown.refresh()
        return shown

    return made


def words(card):
    return [
        f"{row.title.text()} {row.detail.text()}"
        for row in card.rows()
        if isinstance(row, CardRow)
    ]


def test_the_hours_are_the_centers_own_and_may_be_left_empty(center, section):
    profile = section(ProfileSection)
    assert any("more than 24 h" in line for line in words(profile.facts_card))
    for typed, hours in (("12", 12), ("", None)):
        profile.edit()
        dialog = profile.findChildren(RecordDialog)[-1]
        dialog.form.set_values({"late_entry_hours": "soon"})
        dialog.primary_button.click()
        assert dialog.form.error("late_entry_hours")
        dialog.form.set_values({"late_entry_hours": typed})
        dialog.primary_button.click()
        assert center.work().facilities.center().late_entry_hours == hours


def test_times_are_listed_or_said_to_be_none(center, section):
    times = section(TimesSection)
    for card in (times.paces, times.late, times.clocks):
        assert words(card)[0].startswith("No ")
    run_id = a_late_run(center)
    center.work(Role.PRECEPTOR).checklist_work.submit(run_id, "the network was down")
    center.sign(run_id)
    center.memory.clock.move(hours=-5)
    center.trainee()
    times.refresh()
    assert "30.0 h in the median of 1 signature" in words(times.paces)[0]
    assert any("the network was down" in line for line in words(times.late))
    assert "back to" in words(times.clocks)[0]
