"""Today: papers, home licenses, attestations and differing parts, and how the page stays short."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from au_desktop.domain.ids import FollowUpId, HostId
from au_desktop.domain.roles import Role
from au_desktop.domain.training.cases import Part
from au_desktop.domain.training.license_follow_up import AgencyQuestion, LicenseFollowUp
from au_desktop.domain.training.onboarding import AskedItem, HostProfile
from au_desktop.domain.training.ratings import DualRating, PartStatement
from au_desktop.domain.training.trainees import Period
from au_desktop.services.attesting.attestation_waits import AttestationWait
from au_desktop.services.roster.placements import PlacementPlan
from au_desktop.settings import Settings, ThemeChoice
from au_desktop.ui.kit import window_state
from au_desktop.ui.kit.card import CardRow
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.today.today_page import TodayPage
from tests.builders import NOBODY
from tests.fakes_ui import ImmediateOperations
from tests.training_center import TODAY, TrainingCenter, an_authorized_user


@pytest.fixture(autouse=True)
def fresh(qtbot):
    window_state.use(None)


@pytest.fixture
def center():
    return TrainingCenter()


@pytest.fixture
def show(qtbot):
    def shown(center, role=Role.COORDINATOR, attestations=()):
        services = center.services(role)
        services.day_waits._attestations = SimpleNamespace(waiting=lambda: tuple(attestations))
        page = TodayPage(
            services, ImmediateOperations(), ChangesBus(), Settings(theme=ThemeChoice.LIGHT)
        )
        page.went, page.badges = [], []
        page.go_requested.connect(lambda key, target: page.went.append((key, target)))
        page.badge_changed.connect(page.badges.append)
        qtbot.addWidget(page)
        page.resize(1150, 700)
        page.show()
        page.on_shown()
        return page

    return shown


def titles(card):
    return [row.title.text() for row in card.rows() if isinstance(row, CardRow)]


def row_of(card, title):
    return next(row for row in card.rows() if row.title.text() == title)


def chip_of(row):
    return [chip.text() for chip in row.findChildren(StateChip)]


def press(row, qtbot):
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Return)


def place(center, trainee_id, *items, host="Harbor Hospital"):
    work = center.work()
    host_id = work.hosts.add_host(HostProfile(HostId(NOBODY), host, items)).value
    visit = Period(TODAY + timedelta(days=20), TODAY + timedelta(days=24))
    return work.placements.place(PlacementPlan(trainee_id, host_id, visit)).value


def request(center, trainee_id, **facts):
    made = LicenseFollowUp(FollowUpId(NOBODY), trainee_id, "ME-1", "Florida", **facts)
    return center.work().follow_ups.add(made).value


def test_papers_and_licenses_stand_among_what_is_due(center, show, qtbot):
    trainee_id = center.enroll()
    placement = place(center, trainee_id, AskedItem("Immunization proof", "trainee", 30))
    asked = (AgencyQuestion(TODAY - timedelta(days=2), "Which cases?"),)
    follow_up = request(center, trainee_id, sent=TODAY - timedelta(days=9), questions=asked)
    center.instrument(name="SM-3", calibrated_on=TODAY - timedelta(days=363))
    page = show(center)
    paper = row_of(page.cards.due, "Example 07, A.: Immunization proof")
    assert chip_of(paper) == ["overdue"]
    question = row_of(page.cards.due, "Example 07, A.: a question of the agency is open")
    assert chip_of(question) == ["2 days"]
    assert titles(page.cards.due)[-1] == "SM-3: calibration"
    press(paper, qtbot)
    press(question, qtbot)
    assert page.went == [
        ("trainees", (trainee_id, "onboarding", placement)),
        ("trainees", (trainee_id, "home_license", follow_up)),
    ]
    assert page.badges[-1] == 2


def test_papers_of_one_visit_share_a_line(center, show):
    items = tuple(AskedItem(f"Paper {at}", "trainee", 30 - at) for at in range(3))
    place(center, center.enroll(), *items)
    row = row_of(show(center).cards.due, "Example 07, A.: 3 onboarding papers")
    assert row.detail.text() == "Paper 0, Paper 1, Paper 2 · from 10 Nov 2026"
    assert "Harbor Hospital" in row.toolTip()


def test_more_than_four_are_folded_and_unfold_in_place(center, show, qtbot):
    for number in range(7):
        trainee_id = center.enroll(family_name=f"Other {number}")
        place(center, trainee_id, AskedItem("Proof"), host=f"Hospital {number}")
    page = show(center)
    assert len(titles(page.cards.due)) == 5
    press(row_of(page.cards.due, "and 3 more"), qtbot)
    assert len(titles(page.cards.due)) == 8
    press(row_of(page.cards.due, "Show fewer"), qtbot)
    assert len(titles(page.cards.due)) == 5
    assert page.went == []


def test_an_attestation_waits_with_its_age_and_whose_it_is(center, show, qtbot):
    trainee_id = center.enroll()
    since = TODAY - timedelta(days=3)
    mine = AttestationWait(trainee_id, "T-001", "Example 07, A.", "35.396", since, 3, mine=True)
    page = show(center, Role.PRECEPTOR, (mine,))
    row = row_of(page.cards.waiting, "Example 07, A. · attestation, 35.396")
    assert chip_of(row) == ["yours", "3 days"]
    assert row.detail.text() == "ready; nobody is asked yet"
    press(row, qtbot)
    assert page.went == [("trainees", (trainee_id, "packet", None))]
    assert page.badges[-1] == 1


def test_parts_that_differ_lead_to_the_case(center, show, qtbot):
    case_id = center.log_case(trainee_id=center.enroll(), supervisor_id=an_authorized_user(center))
    person = next(iter(center.memory.people.values()))
    claim, rated = (
        PartStatement(part=part, by=person.id, at=center.now())
        for part in (Part.PERFORMED, Part.ASSISTED)
    )
    with center.memory.center.unit_of_work() as uow:
        uow.ratings.put(DualRating(case_id, claim, rated))
        uow.commit()
    page = show(center)
    row = row_of(page.cards.waiting, "C-000001 · Example 07, A.")
    assert row.detail.text() == "trainee: performed · preceptor: assisted"
    press(row, qtbot)
    assert page.went == [("cases", case_id)]
    assert any(
        "oldest first · 1" in label.text() for label in page.cards.waiting.findChildren(QLabel)
    )


def test_a_paper_alone_is_enough_for_the_page_not_to_be_empty(center, show):
    trainee_id = center.enroll(visits=(), requested=(), capacities=())
    page = show(center)
    assert page.empty.isVisible()
    place(center, trainee_id, AskedItem("Badge", "host", 30))
    page.refresh()
    assert not page.empty.isVisible()


def test_who_needs_a_case_is_told_when_it_would_be_complete(center, show):
    visit = Period(TODAY - timedelta(days=9), TODAY + timedelta(days=60))
    trainee_id, other = center.enroll(visits=(visit,)), center.enroll(requested=("G2",))
    for number in range(18):
        center.log_case(trainee_id=other, patient_code=f"LR-{number}")
    table = show(center).needs.table
    model = table.rows
    at = [column.name for column in model.columns].index("expected")
    said = {
        model.row_at(row).key: model.data(model.index(row, at)) for row in range(model.rowCount())
    }
    assert said[trainee_id, "G3"] == "20 Dec 2026"
    assert said[other, "G2"] in {"no visit ahead", "no rate yet"}
    tip = model.data(model.index(0, at), Qt.ItemDataRole.ToolTipRole)
    assert "no probability" in tip
