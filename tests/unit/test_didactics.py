"""Course templates: what is shipped says only what is known; the center's own copy takes its place."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest

from au_desktop.domain.errors import Invalid, NotAllowed, NotFound
from au_desktop.domain.ids import CourseId
from au_desktop.domain.roles import Role
from au_desktop.domain.training.courses import CourseModule, CourseTemplate
from au_desktop.services.roster.didactics import Didactics
from tests.builders import NOBODY, MemoryDesk
from tests.hour_builders import parts

OWN = CourseTemplate(
    CourseId(NOBODY),
    "Nuclear medicine physics",
    "Example University",
    ("35.390",),
    Decimal(10),
    (
        CourseModule("Detectors", "A", Decimal(3)),
        CourseModule("Decay", "C", Decimal("2.5")),
        CourseModule("Statistics", "C", Decimal("0.5")),
        CourseModule("Visit", "", Decimal(1)),
        CourseModule("Unknown"),
    ),
    complete=True,
    verify=False,
)


@pytest.fixture
def memory() -> MemoryDesk:
    return MemoryDesk()


def didactics(memory: MemoryDesk, role: Role = Role.COORDINATOR) -> Didactics:
    return Didactics(memory.desk(role))


def test_the_shipped_course_says_only_what_was_found(memory: MemoryDesk) -> None:
    course, blank = didactics(memory).courses()
    assert (blank.title, blank.provider, blank.total_hours) == ("Blank course", "", None)
    assert [module.topic for module in blank.modules] == ["A", "B", "C", "D", "E"]
    assert course.title.startswith("Beyond the Beam")
    assert (course.total_hours, course.complete, course.verify) == (15, False, True)
    assert len(course.modules) == 8
    assert all(module.hours is None for module in course.modules)
    assert [module.topic for module in course.modules if module.topic] == ["B"]
    assert course.parts == parts(other="15")
    assert "academy.astro.org" in course.source
    assert didactics(memory).is_shipped(course)


def test_hours_by_topic_come_from_the_modules_and_the_rest_of_the_total() -> None:
    assert OWN.parts == parts(other="4", A="3", C="3.0")
    assert replace(OWN, total_hours=None).parts == parts(other="1", A="3", C="3.0")
    assert replace(OWN, modules=(), total_hours=None).parts == ()


def test_a_course_is_added_and_taken_back(memory: MemoryDesk) -> None:
    outcome = didactics(memory).add(OWN)
    course = didactics(memory).course(outcome.value)
    assert course == replace(OWN, id=outcome.value)
    assert not didactics(memory).is_shipped(course)
    assert memory.center.state.log[-1].subject == "course Nuclear medicine physics"
    assert outcome.undo is not None
    outcome.undo.run()
    assert [one.retired for one in didactics(memory).courses()] == [False, False, True]


def test_editing_a_shipped_course_keeps_the_centers_own_in_its_place(memory: MemoryDesk) -> None:
    shipped, blank = didactics(memory).courses()
    outcome = didactics(memory).change(replace(shipped, complete=True, verify=False))
    own, _blank = didactics(memory).courses()
    assert (own.id, own.complete) == (shipped.id, True)
    assert memory.center.state.log[-1].fields["complete"] == [False, True]
    assert didactics(memory).course(shipped.id) == own
    assert outcome.undo is not None
    outcome.undo.run()
    assert didactics(memory).courses() == (shipped, blank)
    assert didactics(memory).course(shipped.id) == shipped


def test_a_course_that_was_never_changed_reads_as_shipped(memory: MemoryDesk) -> None:
    shipped, _blank = didactics(memory).courses()
    assert didactics(memory).course(shipped.id) == shipped
    with pytest.raises(NotFound):
        didactics(memory).course(CourseId(UUID(int=77)))


def test_two_courses_do_not_share_a_title(memory: MemoryDesk) -> None:
    didactics(memory).add(OWN)
    with pytest.raises(Invalid, match="already exists"):
        didactics(memory).add(replace(OWN, title=" nuclear medicine PHYSICS "))


def test_who_may_not_manage_the_center_changes_no_course(memory: MemoryDesk) -> None:
    with pytest.raises(NotAllowed):
        didactics(memory, Role.TRAINEE).add(OWN)


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "},
        {"total_hours": Decimal(0)},
        {"modules": (CourseModule("Detectors", "A", Decimal(-1)),)},
    ],
)
def test_a_course_makes_sense(wrong: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        replace(OWN, **wrong)
