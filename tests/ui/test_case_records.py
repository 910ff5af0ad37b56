"""A case shows its radiation safety records, and each leads to its page."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from au_desktop.domain.roles import Role
from au_desktop.domain.safety.dosages import Dosage
from au_desktop.services.safety.safety_book import SafetyBook
from au_desktop.settings import Settings, ThemeChoice
from au_desktop.ui.cases.cases_page import CasesPage
from au_desktop.ui.kit import window_state
from au_desktop.ui.kit.card import Card
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.targets import TabTarget
from tests.fakes_ui import ImmediateOperations
from tests.training_center import TrainingCenter, an_authorized_user
from tests.treatment_examples import a_directive, a_dosage, a_time_out, given


@pytest.fixture
def center(qtbot):
    window_state.use(None)
    return TrainingCenter()


def a_treated_case(center):
    case = center.log_case(
        trainee_id=center.enroll(), supervisor_id=an_authorized_user(center), patient_code="LR-1"
    )
    with center.memory.center.unit_of_work() as uow:
        for record in (
            a_directive(case_id=case),
            a_time_out(case_id=case),
            a_dosage(case_id=case, administration=given()),
        ):
            uow.safety.put(record, center.memory.clock.now())
        uow.commit()
    return case


def shown(qtbot, center, case, role=Role.COORDINATOR):
    services = center.services(role)
    page = CasesPage(services, ImmediateOperations(), ChangesBus(), Settings(ThemeChoice.LIGHT))
    page.went = []
    page.go_requested.connect(lambda key, target: page.went.append((key, target)))
    qtbot.addWidget(page)
    page.resize(1150, 700)
    page.show()
    page.on_shown()
    page.open_target(case)
    QApplication.processEvents()
    return page


def card_of(page):
    cards = page.log.panel.details.findChildren(Card)
    found = [one for one in cards if one.isVisible() and "Radiation safety" in heads(one)]
    return found[0] if found else None


def heads(card):
    return [label.text() for label in card.findChildren(QLabel)]


def test_records_stand_in_the_order_of_a_treatment_and_lead_to_their_page(qtbot, center):
    page = shown(qtbot, center, a_treated_case(center))
    rows = card_of(page).rows()
    assert [row.title.text() for row in rows] == ["WD-0001", "TO-0003", "DS-0002"]
    rows[2].activated.emit()
    assert page.went == [("safety", TabTarget("dosages", a_dosage().id))]


def test_what_is_void_is_left_out(qtbot, center):
    case = a_treated_case(center)
    SafetyBook(center.memory.desk(Role.RSO)).void(Dosage, a_dosage().id, "another patient")
    rows = card_of(shown(qtbot, center, case)).rows()
    assert [row.title.text() for row in rows] == ["WD-0001", "TO-0003"]


def test_a_case_without_records_shows_no_card(qtbot, center):
    case = center.log_case(trainee_id=center.enroll())
    assert card_of(shown(qtbot, center, case)) is None


def test_a_trainee_sees_the_records_of_the_case_and_may_change_none(qtbot, center):
    page = shown(qtbot, center, a_treated_case(center), Role.TRAINEE)
    assert len(card_of(page).rows()) == 3
