"""The onboarding tab: a visit planned, items received with one click, moved, dosimeters, instruction before the first case."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from au_desktop.domain.roles import Role
from au_desktop.domain.training.onboarding import ItemState
from au_desktop.domain.training.papers import PaperOwner
from au_desktop.domain.training.trainees import Capacity, CapacityPeriod, Period
from au_desktop.settings import Settings
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.item_editors.new_run import NewRun
from au_desktop.ui.kit.paper_field import PaperField
from au_desktop.ui.kit.record_dialog import RecordDialog
from au_desktop.ui.kit.section import SectionContext
from au_desktop.ui.trainees.onboarding.onboarding_tab import OnboardingTab
from tests.fakes_ui import ImmediateOperations
from tests.placed_visits import VISIT, Visited, a_program

LEFT = Qt.MouseButton.LeftButton
LICENSE = "Copy of the state medical license"


@pytest.fixture
def desk():
    return Visited()


@pytest.fixture
def show(qtbot):
    def shown(desk, role=Role.COORDINATOR):
        context = SectionContext(
            desk.center.services(role), ImmediateOperations(), ChangesBus(), Settings()
        )
        tab = OnboardingTab(context)
        tab.said, tab.undos, tab.went = [], [], []
        tab.told.connect(tab.said.append)
        tab.undo_offered.connect(lambda words, step: tab.undos.append((words, step)))
        tab.go_requested.connect(lambda page, target: tab.went.append((page, target)))
        context.changes.changed.connect(lambda _changes: tab.refresh())
        qtbot.addWidget(tab)
        tab.resize(1000, 1400)
        tab.show()
        tab.show_trainee(desk.trainee_id)
        return tab

    return shown


def button(widget, spoken):
    found = [one for one in widget.findChildren(QPushButton) if one.accessibleName() == spoken]
    assert len(found) == 1, spoken
    return found[0]


def dialog_of(tab):
    (found,) = [one for one in tab.findChildren(RecordDialog) if one.isVisible()]
    return found


def words_of(widget):
    return " | ".join(label.text() for label in widget.findChildren(QLabel) if label.text())


def test_without_a_visit_the_first_step_is_offered(desk, show, qtbot):
    tab = show(desk)
    assert tab.empty.isVisible()
    qtbot.mouseClick(tab.empty.button, LEFT)
    dialog = dialog_of(tab)
    dialog.form.set_values({"first": VISIT.first, "last": VISIT.last, "notes": "room 3"})
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert (desk.placement().visit, desk.placement().notes) == (VISIT, "room 3")
    assert not tab.empty.isVisible()
    assert tab.undos[0][0] == "Visit planned."
    words = words_of(tab.cards[0])
    assert "Lakeside Hospital · 7–18 Dec 2026" in words
    assert "trainee · due 7 Nov 2026, 30 days before the visit" in words
    assert "host · due 7 Dec 2026, the day it begins" in words
    assert "2 overdue" in words
    tab.undos[0][1]()
    assert desk.placement().voided is not None


def test_without_a_host_the_way_leads_to_the_hosts(desk, show, qtbot):
    hosts = desk.center.work().hosts
    hosts._retire_host(desk.host_id)
    tab = show(desk)
    assert tab.empty.title.text() == "No host hospital yet"
    qtbot.mouseClick(tab.empty.button, LEFT)
    assert tab.went == [("center", "hosts")]


def test_days_that_end_before_they_begin_are_refused_in_the_dialog(desk, show, qtbot):
    tab = show(desk)
    tab.plan()
    dialog = dialog_of(tab)
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert dialog.form.error("first") == "First day is needed."
    dialog.form.set_values({"first": VISIT.first, "last": date(2026, 12, 1)})
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert "is before" in dialog.form.error("last")
    assert dialog.isVisible()
    dialog.reject()


def test_one_click_receives_an_item_and_undo_asks_again(desk, show, qtbot):
    desk.place()
    tab = show(desk)
    qtbot.mouseClick(button(tab, f"{LICENSE}: received today"), LEFT)
    assert desk.placement().item(LICENSE).received == date(2026, 11, 20)
    assert "trainee · received 20 Nov 2026" in words_of(tab.cards[0])
    tab.undos[-1][1]()
    assert desk.placement().item(LICENSE).received is None


def test_the_details_take_dates_a_paper_and_a_reason(desk, show, qtbot, tmp_path):
    desk.place()
    tab = show(desk)
    qtbot.mouseClick(button(tab, f"{LICENSE}: details"), LEFT)
    dialog = dialog_of(tab)
    file = tmp_path / "license.pdf"
    file.write_bytes(b"%PDF license")
    field = dialog.form.field("paper")
    assert isinstance(field, PaperField)
    field.add_file(file)
    dialog.form.set_values({"received": date(2026, 11, 19), "expires": date(2026, 11, 1)})
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert "is before the day it was received" in dialog.form.error("expires")
    dialog.form.set_values({"expires": date(2027, 11, 1)})
    qtbot.mouseClick(dialog.primary_button, LEFT)
    item = desk.placement().item(LICENSE)
    (paper,) = desk.center.work().papers.of(PaperOwner.TRAINEE, desk.trainee_id)
    assert (item.received, item.expires, item.paper_id, paper.title) == (
        date(2026, 11, 19),
        date(2027, 11, 1),
        paper.id,
        LICENSE,
    )
    assert "paper kept" in words_of(tab.cards[0])
    qtbot.mouseClick(button(tab, "Identification badge: details"), LEFT)
    dialog = dialog_of(tab)
    dialog.form.set_values({"not_needed": "has one of her own"})
    qtbot.mouseClick(dialog.primary_button, LEFT)
    badge = desk.placement().item("Identification badge")
    assert desk.placement().state_of(badge, VISIT.first) is ItemState.NOT_NEEDED


def test_an_item_is_added_to_one_visit(desk, show, qtbot):
    desk.place()
    tab = show(desk)
    qtbot.mouseClick(button(tab, "Add an item: Lakeside Hospital"), LEFT)
    dialog = dialog_of(tab)
    dialog.form.set_values({"title": "Identification badge"})
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert "there twice" in dialog.error_line.text()
    dialog.form.set_values({"title": "Parking permit"})
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert desk.placement().items[-1].title == "Parking permit"


def test_a_visit_moves_and_is_taken_out_of_use(desk, show, qtbot):
    desk.place()
    tab = show(desk)
    qtbot.mouseClick(button(tab, "Move the visit: Lakeside Hospital"), LEFT)
    dialog = dialog_of(tab)
    dialog.form.set_values({"first": date(2027, 1, 11), "last": date(2027, 1, 15)})
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert desk.placement().item(LICENSE).due == date(2026, 12, 12)
    qtbot.mouseClick(button(tab, "Take the visit out of use: Lakeside Hospital"), LEFT)
    dialog = dialog_of(tab)
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert dialog.form.error("reason") == "Reason is needed."
    dialog.form.set_values({"reason": "cancelled"})
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert "Taken out of use: cancelled" in words_of(tab.cards[0])
    assert tab.cards[0].findChildren(QPushButton) == []


def test_dosimeters_are_issued_and_come_back(desk, show, qtbot):
    desk.place()
    tab = show(desk, Role.RSO)
    qtbot.mouseClick(button(tab, "Issue a dosimeter"), LEFT)
    dialog = dialog_of(tab)
    dialog.form.set_values({"number": "B-1044", "kind": "ring"})
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert "ring · issued 20 Nov 2026" in words_of(tab.cards[0])
    qtbot.mouseClick(button(tab, "Dosimeter B-1044: returned today"), LEFT)
    assert desk.placement().dosimeters[0].returned == date(2026, 11, 20)
    assert not button(tab, "Move the visit: Lakeside Hospital").isEnabled()


def test_a_lent_dosimeter_after_the_visit_stands_out(desk, show, qtbot):
    desk.place()
    tab = show(desk, Role.RSO)
    qtbot.mouseClick(button(tab, "Issue a dosimeter"), LEFT)
    dialog = dialog_of(tab)
    dialog.form.set_values({"number": "B-1044"})
    qtbot.mouseClick(dialog.primary_button, LEFT)
    desk.center.memory.clock.move(days=40)
    tab.refresh()
    assert "Dosimeter not returned: B-1044." in words_of(tab.cards[0])


def test_instruction_is_started_for_this_trainee(desk, show, qtbot):
    tab = show(desk, Role.PRECEPTOR)
    qtbot.mouseClick(button(tab, "Start: Instruction of a supervised trainee"), LEFT)
    wish = NewRun(template_id="trainee_instruction", trainee_id=desk.trainee_id)
    assert tab.went == [("checklists", wish)]


def test_the_capacity_names_its_approver_or_says_that_it_is_missing(desk, show, qtbot):
    work = desk.center.work().enrolment
    granted = (
        CapacityPeriod(Capacity.OBSERVER, Period(date(2026, 11, 1), date(2026, 11, 30)), ""),
        CapacityPeriod(Capacity.PRIVILEGED, VISIT, "Medical staff office"),
    )
    work.change(replace(work.trainee(desk.trainee_id), capacities=granted))
    tab = show(desk)
    words = words_of(tab.capacity)
    assert "approver missing" in words
    assert "7–18 Dec 2026 · approved by Medical staff office" in words
    qtbot.mouseClick(button(tab, "Edit the capacities"), LEFT)
    assert tab.went == [("trainees", (desk.trainee_id, "edit", None))]


def test_an_inspector_looks_and_changes_nothing(desk, show):
    desk.place()
    tab = show(desk, Role.INSPECTOR)
    enabled = [one.text() for one in tab.findChildren(QPushButton) if one.isEnabled()]
    assert enabled == []
    assert not tab.main_action().enabled


def test_the_program_is_chosen_and_held_against_the_record(desk, show, qtbot):
    tab = show(desk)
    qtbot.mouseClick(button(tab, "Choose the program"), LEFT)
    assert tab.went == [("center", "programs")]
    asked = a_program(days=5, cases=3, membership_asked=True, classroom_first=True)
    hosts = desk.center.work().hosts
    program_id = hosts.add_program(replace(asked, documents=("CV",), verify=True)).value
    hosts.add_program(a_program(title="Says nothing", verify=False))
    tab.refresh()
    tab.choose_program()
    dialog = dialog_of(tab)
    dialog.form.set_values({"program": program_id})
    qtbot.mouseClick(dialog.primary_button, LEFT)
    words = words_of(tab.program)
    for part in ("Example program", "needs checking", "0 of 5 in", "0 of 3 given", "CV"):
        assert part in words
    assert words.count("missing") == 3
    assert words.count("not checked") == 2
    tab.choose_program()
    dialog = dialog_of(tab)
    assert dialog.form.value("program") == program_id
    dialog.form.set_values({"program": hosts.programs()[1].id})
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert "states no days" in words_of(tab.program)
