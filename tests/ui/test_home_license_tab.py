"""The home license: the banner, a request begun and followed step by step, questions, notice, and what an inspector sees."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from au_desktop.domain.roles import Role
from au_desktop.domain.training.qualification import CurrentAuthorization, Qualification
from au_desktop.domain.training.trainees import Pathway
from au_desktop.settings import Settings
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.record_dialog import RecordDialog
from au_desktop.ui.kit.section import SectionContext
from au_desktop.ui.trainees.onboarding.home_license_tab import HomeLicenseTab
from tests.fakes_ui import ImmediateOperations
from tests.placed_visits import Visited, a_follow_up

LEFT = Qt.MouseButton.LeftButton
TODAY = date(2026, 11, 20)
MAY_NOT = "May not act as authorized user until the license amendment issues (10 CFR 35.13(b))."


@pytest.fixture
def desk():
    return Visited()


@pytest.fixture
def show(qtbot, desk):
    def shown(role=Role.COORDINATOR):
        context = SectionContext(
            desk.center.services(role), ImmediateOperations(), ChangesBus(), Settings()
        )
        tab = HomeLicenseTab(context)
        context.changes.changed.connect(lambda _changes: tab.refresh())
        qtbot.addWidget(tab)
        tab.resize(1000, 900)
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


def begin(desk, **changes):
    follow_up = a_follow_up(trainee_id=desk.trainee_id, **changes)
    return desk.center.work().follow_ups.add(follow_up).value


def kept(desk):
    return desk.center.work().follow_ups.of(desk.trainee_id).follow_ups[0].follow_up


def named_elsewhere(desk):
    """A physician whose way needs no amendment before the start."""
    enrolment = desk.center.work().enrolment
    trainee = enrolment.trainee(desk.trainee_id)
    enrolment.change(replace(trainee, pathway=Pathway.EXISTING_AU, requested=("G3",)))
    named = CurrentAuthorization("45-1", "NRC", ("35.390",), ("G1", "G2", "G3"), date(2020, 1, 1))
    with desk.center.memory.center.unit_of_work() as uow:
        uow.qualifications.put(Qualification(desk.trainee_id, authorizations=(named,)))
        uow.commit()


def test_a_request_is_begun_and_followed_to_the_amendment(desk, show, qtbot):
    tab = show()
    assert tab.banner.text().startswith(MAY_NOT)
    assert tab.banner.text().endswith("Training record, not an authorization.")
    qtbot.mouseClick(tab.empty.button, LEFT)
    dialog = dialog_of(tab)
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert dialog.form.error("agency") == "Agency is needed."
    dialog.form.set_values({"agency": "State of Florida", "license_number": "FL-1"})
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert not tab.empty.isVisible()
    assert "after the amendment" in words_of(tab.cards[0])
    for step in ("Management approved in writing", "Sent to the agency", "Amendment issued"):
        qtbot.mouseClick(button(tab, f"{step}: today"), LEFT)
    found = kept(desk)
    assert (found.management_approved, found.sent, found.approved) == (TODAY, TODAY, TODAY)
    assert tab.banner.text().startswith("Listed since 20 Nov 2026.")


def test_dates_out_of_order_are_refused_beside_their_field(desk, show, qtbot):
    begin(desk, sent=TODAY)
    tab = show()
    qtbot.mouseClick(button(tab, "Edit the request: State of Florida"), LEFT)
    dialog = dialog_of(tab)
    assert dialog.form.value("sent") == TODAY
    dialog.form.set_values({"approved": TODAY - timedelta(days=1), "amendment": "15"})
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert "before the day the request was sent" in dialog.form.error("approved")
    dialog.form.set_values({"approved": TODAY, "remind_after_weeks": 6})
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert (kept(desk).amendment, kept(desk).remind_after_weeks) == ("15", 6)
    assert tab.banner.text().startswith("Listed by amendment 15 since 20 Nov 2026.")
    assert "amendment 15" in words_of(tab.cards[0])


def test_questions_are_noted_and_answered(desk, show, qtbot):
    begin(desk)
    tab = show()
    qtbot.mouseClick(button(tab, "Note a question of the agency"), LEFT)
    dialog = dialog_of(tab)
    dialog.form.set_values({"question": "Which board?"})
    qtbot.mouseClick(dialog.primary_button, LEFT)
    qtbot.mouseClick(button(tab, "Answer: Which board?"), LEFT)
    dialog = dialog_of(tab)
    dialog.form.set_values({"answer": "ABR, 2021"})
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert "answered 20 Nov 2026: ABR, 2021" in words_of(tab.cards[0])


def test_a_long_silence_and_a_broad_scope_are_said(desk, show):
    begin(desk, sent=TODAY - timedelta(weeks=9), broad_scope=True)
    tab = show()
    words = words_of(tab.cards[0])
    assert "No amendment 9 weeks after sending: ask the agency." in words
    assert "Type A broad scope" in words
    assert "10 CFR 35.15(b)" in tab.banner.text()


def test_the_notice_is_due_and_noted(desk, show, qtbot):
    named_elsewhere(desk)
    begin(desk)
    tab = show()
    assert tab.banner.text().startswith("May start before the amendment")
    qtbot.mouseClick(button(tab, "Began as authorized user: today"), LEFT)
    assert "due 20 Dec 2026" in words_of(tab.cards[0])
    qtbot.mouseClick(button(tab, "Notice to the agency: today"), LEFT)
    assert kept(desk).notice_sent == TODAY
    assert "sent" in words_of(tab.cards[0])


def test_a_notice_that_was_sent_without_need_is_called_sent(desk, show):
    begin(desk, approved=TODAY - timedelta(days=2), began_as_au=TODAY, notice_sent=TODAY)
    words = words_of(show().cards[0])
    assert "not needed" not in words
    assert "sent" in words


def test_a_start_before_the_listing_stands_out(desk, show):
    begin(desk, began_as_au=TODAY)
    tab = show()
    assert "A start as authorized user is noted before that" in tab.banner.text()


def test_a_request_is_taken_out_of_use(desk, show, qtbot):
    begin(desk, notes="by courier")
    tab = show()
    assert "by courier" in words_of(tab.cards[0])
    qtbot.mouseClick(button(tab, "Take the request out of use: State of Florida"), LEFT)
    dialog = dialog_of(tab)
    dialog.form.set_values({"reason": "sent twice"})
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert "Taken out of use: sent twice" in words_of(tab.cards[0])


def test_an_inspector_looks_and_changes_nothing(desk, show):
    begin(desk)
    tab = show(Role.INSPECTOR)
    assert [one.text() for one in tab.findChildren(QPushButton) if one.isEnabled()] == []
    assert not tab.main_action().enabled
