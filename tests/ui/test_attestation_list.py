"""Attestations on the signing page: who waits, for whom, how long, and the way to the packet."""

from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QPushButton

from au_desktop.domain.roles import Role
from au_desktop.domain.training.standings.attestation_rules import AskedFor
from au_desktop.settings import Settings, ThemeChoice
from au_desktop.ui.kit import theme
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.signing.attestation_list import EVERYONE
from au_desktop.ui.signing.signing_page import SigningPage
from tests.attestation_examples import ReadyCenter
from tests.fakes_ui import ImmediateOperations


@pytest.fixture
def center():
    return ReadyCenter()


@pytest.fixture
def show(qapp, qtbot, center):
    if not qapp.styleSheet() or theme.current().touch:
        theme.apply(Settings(theme=ThemeChoice.LIGHT))

    def shown(role=Role.PRECEPTOR):
        work = center.work(role)
        services = SimpleNamespace(
            desk=center.memory.desk(role),
            signing=work.signing,
            asked_signatures=work.asked_signatures,
            facilities=work.facilities,
            templates=work.templates,
            attestations=center.attestations(role),
        )
        page = SigningPage(services, ImmediateOperations(), ChangesBus(), Settings())
        page.went = []
        page.go_requested.connect(lambda key, target: page.went.append((key, target)))
        qtbot.addWidget(page)
        page.resize(1150, 690)
        page.show()
        page.on_shown()
        page.tabs.setCurrentWidget(page.attestations)
        return page

    return shown


def texts(page, column):
    model = page.attestations.panel.table.rows
    at = [one.name for one in model.columns].index(column)
    return [model.data(model.index(row, at)) for row in range(model.rowCount())]


def test_who_is_ready_waits_and_opens_the_packet(show, center):
    center.memory.clock.move(days=9)
    page = show()
    assert texts(page, "code") == ["T-001"]
    assert texts(page, "for") == ["Ready, nobody asked"]
    assert texts(page, "waiting") == ["9 days"]
    panel = page.attestations.panel
    panel.table.select_key((center.trainee_id, None))
    button = next(
        one for one in panel.details.findChildren(QPushButton) if one.text() == "Open the packet"
    )
    button.click()
    assert page.went == [("trainees", (center.trainee_id, "packet", None))]


def test_a_request_shows_who_was_asked(show, center):
    asked = center.attestations(Role.COORDINATOR)
    asked.request(center.trainee_id, center.preceptor_id(), AskedFor.PRECEPTOR)
    page = show(Role.RSO)
    assert texts(page, "code") == []
    page.attestations.panel.filters.choose(EVERYONE)
    assert texts(page, "asked") == ["The preceptor"]
    assert texts(page, "for") == ["Preceptor attestation"]
    page.attestations.panel.search.setText("nobody")
    page.attestations.panel.search.searched.emit("nobody")
    assert texts(page, "code") == []


def test_a_signature_empties_it(show, center):
    page = show()
    center.attest()
    page.refresh()
    assert page.attestations.panel.showing_empty_state()
    page.tabs.setCurrentIndex(0)
    page.refresh()
    page.tabs.setCurrentWidget(page.attestations)
    assert page.attestations.panel.showing_empty_state()
