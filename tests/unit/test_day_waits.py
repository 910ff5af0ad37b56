"""What else a day asks for, beside checklists and calibrations."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from au_desktop.domain.ids import FollowUpId, HostId
from au_desktop.domain.training.cases import Part
from au_desktop.domain.training.license_follow_up import LicenseFollowUp
from au_desktop.domain.training.onboarding import AskedItem, HostProfile
from au_desktop.domain.training.ratings import DualRating, PartStatement, Resolution
from au_desktop.domain.training.trainees import Period
from au_desktop.services.day.day_waits import WITHIN, Waits
from au_desktop.services.roster.license_follow_ups import FollowUpTask
from au_desktop.services.roster.placements import PlacementPlan
from tests.builders import NOBODY
from tests.training_center import TODAY, TrainingCenter, an_authorized_user


@pytest.fixture
def center():
    return TrainingCenter()


def waits(center):
    return center.work().day_waits.waits()


def said(center, part):
    person = next(iter(center.memory.people.values()))
    return PartStatement(part=part, by=person.id, at=center.now())


def rate(center, case_id, claimed, rated, settled=None):
    resolution = (
        None
        if settled is None
        else Resolution(settled, "seen on the record", said(center, settled).by, center.now())
    )
    with center.memory.center.unit_of_work() as uow:
        uow.ratings.put(
            DualRating(case_id, said(center, claimed), said(center, rated), resolution)
        )
        uow.commit()


def test_nothing_waits_in_a_new_center(center):
    assert waits(center) == Waits()


def test_papers_of_a_visit_and_requests_of_a_license_come_by_their_day(center):
    trainee_id = center.enroll()
    work = center.work()
    items = (
        AskedItem("Immunization proof", "trainee", 30),
        AskedItem("Vaccination record", "trainee", 20),
        AskedItem("Badge", "host", 1),
    )
    host_id = work.hosts.add_host(HostProfile(HostId(NOBODY), "Harbor Hospital", items)).value
    visit = Period(TODAY + timedelta(days=20), TODAY + timedelta(days=24))
    work.placements.place(PlacementPlan(trainee_id, host_id, visit))
    sent = TODAY - timedelta(weeks=9)
    request = LicenseFollowUp(FollowUpId(NOBODY), trainee_id, "ME-1", "NRC", sent=sent)
    work.follow_ups.add(request)
    found = waits(center)
    assert [one.titles for one in found.papers] == [("Immunization proof", "Vaccination record")]
    assert found.papers[0].due == visit.first - timedelta(days=30)
    assert [one.task for one in found.licenses] == [FollowUpTask.INQUIRE]
    assert all(one.due <= TODAY + WITHIN for one in (*found.papers, *found.licenses))
    assert found.overdue(TODAY) == 2
    assert found.overdue(TODAY - timedelta(days=100)) == 0


def test_parts_on_which_two_people_differ_until_they_are_settled(center):
    supervisor, trainee_id = an_authorized_user(center), center.enroll()
    cases = [
        center.log_case(
            trainee_id=trainee_id,
            supervisor_id=supervisor,
            patient_code=f"LR-{at}",
            on=TODAY - timedelta(days=at),
        )
        for at in range(4)
    ]
    rate(center, cases[0], Part.PERFORMED, Part.ASSISTED)
    rate(center, cases[1], Part.PERFORMED, Part.OBSERVED)
    rate(center, cases[2], Part.PERFORMED, Part.PERFORMED)
    rate(center, cases[3], Part.PERFORMED, Part.ASSISTED, Part.ASSISTED)
    found = waits(center).parts
    assert [one.case.id for one in found] == [cases[1], cases[0]]
    assert {one.trainee.id for one in found} == {trainee_id}
    assert found[0].rating.rating.part is Part.OBSERVED
    center.work().case_log.void(cases[1], "logged twice")
    assert [one.case.id for one in waits(center).parts] == [cases[0]]


def test_attestations_are_asked_for_where_they_are_kept(center):
    one = SimpleNamespace(trainee="Example")
    known = center.work().day_waits
    known._attestations = SimpleNamespace(waiting=lambda: (one,))
    assert known.waits().attestations == (one,)
