"""Hosts, visits, papers and home licenses in a real encrypted center: written, closed, opened and read again."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from au_desktop.domain.ids import PaperId, TraineeId
from au_desktop.domain.roles import Role
from au_desktop.domain.training.license_follow_up import ActingState, AgencyQuestion
from au_desktop.domain.training.onboarding import Dosimeter
from au_desktop.domain.training.papers import PaperOwner
from au_desktop.domain.training.trainees import Period
from au_desktop.opened_center import OpenedCenter
from au_desktop.services.bundle import Services
from au_desktop.services.roster.onboarding_views import DueKind
from au_desktop.services.roster.paper_keeping import PaperDraft
from au_desktop.services.roster.placements import PlacementPlan, Receipt
from tests.builders import a_trainee
from tests.centers import make_center
from tests.placed_visits import a_follow_up, a_host

CONTENT = b"%PDF-1.7 a license" * 1000
LICENSE = "Copy of the state medical license"


def fill(services: Services) -> tuple[TraineeId, PaperId]:
    """A trainee of the shipped program with a visit in ten days, one paper, a dosimeter and a license request."""
    today = services.desk.today()
    trainee_id = services.enrolment.enroll(a_trainee(visits=(), capacities=())).value
    hosts = services.hosts
    program_id = hosts.add_program(hosts.shipped_programs()[0]).value
    trainee = services.enrolment.trainee(trainee_id)
    services.enrolment.change(replace(trainee, program_id=program_id))
    host_id = hosts.add_host(a_host(verify=True, longest_stay_days=90)).value
    visit = Period(today + timedelta(days=10), today + timedelta(days=20))
    key = services.placements.place(PlacementPlan(trainee_id, host_id, visit)).value
    draft = PaperDraft(PaperOwner.TRAINEE, trainee_id, "License")
    paper_id = services.papers.keep_bytes(draft, "license.pdf", CONTENT).value
    services.placements.receive(key, LICENSE, Receipt(today, paper_id=paper_id))
    services.placements.issue_dosimeter(key, Dosimeter("B-1", "ring", visit.first))
    request = a_follow_up(trainee_id=trainee_id, sent=today)
    follow_up = services.follow_ups.add(request).value
    services.follow_ups.ask(follow_up, AgencyQuestion(today, "Which board?"))
    return trainee_id, paper_id


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[tuple[OpenedCenter, TraineeId, PaperId]]:
    """The center closed and opened again by the RSO."""
    folder = make_center(tmp_path / "Hillside.aucenter")
    with folder.opened() as center:
        ids = fill(center.services)
    with folder.opened(Role.RSO) as again:
        yield (again, *ids)


def test_onboarding_is_kept_in_the_center_file(
    kept: tuple[OpenedCenter, TraineeId, PaperId], tmp_path: Path
) -> None:
    center, trainee_id, paper_id = kept
    services = center.services
    onboarding = services.placements.of(trainee_id)
    (view,) = onboarding.placements
    assert onboarding.program is not None
    assert onboarding.program.days is None
    kinds = [step.kind for step in onboarding.steps]
    assert kinds == ["trainee_instruction", "trainee_orientation"]
    assert (view.host.verify, view.host.longest_stay_days) == (True, 90)
    assert view.placement.item(LICENSE).paper_id == paper_id
    assert view.placement.dosimeters[0].number == "B-1"
    assert services.enrolment.trainee(trainee_id).visits == (view.placement.visit,)
    due = services.placements.due(view.placement.visit.first)
    assert {one.what for one in due} == {DueKind.ITEM}
    home = services.follow_ups.of(trainee_id)
    assert home.banner.state is ActingState.MAY_NOT
    assert home.follow_ups[0].follow_up.questions[0].question == "Which board?"


def test_a_papers_bytes_come_out_untouched_and_lie_nowhere_in_plain(
    kept: tuple[OpenedCenter, TraineeId, PaperId], tmp_path: Path
) -> None:
    center, _trainee_id, paper_id = kept
    copy = tmp_path / "copy.pdf"
    center.services.papers.save_copy(paper_id, copy)
    assert copy.read_bytes() == CONTENT
    for path in center.folder.rglob("*"):
        assert path.is_dir() or b"a license%PDF" not in path.read_bytes()
