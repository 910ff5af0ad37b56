"""Tests of the rows of the sheet Onboarding: items and dosimeters of visits that are not over, states as of today."""

from datetime import date

import pytest

from au_desktop.domain.roles import Role
from au_desktop.domain.training.onboarding import Dosimeter
from au_desktop.domain.training.papers import PaperOwner
from au_desktop.domain.training.trainees import Period
from au_desktop.services.cases.judgements import Judgements
from au_desktop.services.roster.paper_keeping import PaperDraft
from au_desktop.services.roster.placements import Receipt
from au_desktop.services.workbook.onboarding_rows import onboarding_rows
from au_desktop.services.workbook.sheet_rows import Days
from au_desktop.services.workbook.workbook_content import ContentTools
from tests.fakes import fake_verify
from tests.memory_sheets import MemorySheets
from tests.placed_visits import VISIT, Visited
from tests.standing_desk import standings_of

LICENSE = "Copy of the state medical license"
NOVEMBER = Days(date(2026, 11, 1), date(2026, 11, 30))


@pytest.fixture
def desk() -> Visited:
    return Visited()


def test_each_item_and_dosimeter_is_a_row(desk: Visited) -> None:
    key = desk.place()
    work = desk.center.work()
    draft = PaperDraft(PaperOwner.TRAINEE, desk.trainee_id, "License 2026")
    paper_id = work.papers.keep_bytes(draft, "l.pdf", b"l").value
    work.placements.receive(key, LICENSE, Receipt(date(2026, 11, 19), paper_id=paper_id))
    work.placements.not_needed(key, "Identification badge", "has one")
    for number in ("B-1", "B-2"):
        work.placements.issue_dosimeter(key, Dosimeter(number, "ring", VISIT.first))
    work.placements.return_dosimeter(key, "B-2", VISIT.first)
    rows = list(onboarding_rows(work.placements._desk, NOVEMBER))
    assert [(row.what, row.title, row.state) for row in rows] == [
        ("Item", LICENSE, "received"),
        ("Item", "Immunization record", "overdue"),
        ("Item", "Identification badge", "not needed"),
        ("Dosimeter", "B-1", "lent"),
        ("Dosimeter", "B-2", "returned"),
    ]
    first = rows[0]
    assert (first.trainee, first.host, first.paper) == (
        "T-001",
        "Lakeside Hospital",
        "License 2026",
    )
    assert (first.due, first.received) == (date(2026, 11, 7), date(2026, 11, 19))
    assert rows[2].note == "has one"
    desk.center.memory.clock.move(days=60)
    states = [row.state for row in onboarding_rows(work.placements._desk, NOVEMBER)]
    assert states[3] == "not returned"


def test_visits_that_ended_before_the_period_and_void_ones_are_left_out(desk: Visited) -> None:
    desk.place(Period(date(2026, 10, 1), date(2026, 10, 31)))
    desk.place(Period(date(2026, 9, 1)))
    void = desk.place()
    work = desk.center.work()
    work.placements.void(void, "cancelled")
    rows = list(onboarding_rows(work.placements._desk, NOVEMBER))
    assert {row.first for row in rows} == {date(2026, 9, 1)}


def test_the_workbook_holds_them(desk: Visited) -> None:
    desk.place()
    at_work = desk.center.memory.desk(Role.RSO)
    tools = ContentTools(at_work, Judgements(at_work), standings_of(at_work), fake_verify)
    content = tools.content(MemorySheets(desk.center.memory.center), NOVEMBER)
    assert [row.title for row in content.onboarding()] == [
        LICENSE,
        "Immunization record",
        "Identification badge",
    ]
