"""Tests of programs and hosts: added from what is shipped, changed, retired, taken back."""

from dataclasses import replace

import pytest

from au_desktop.domain.errors import Invalid, NotAllowed, NotFound
from au_desktop.domain.roles import Role
from au_desktop.domain.training.onboarding import AskedItem
from au_desktop.services.changes import Kind
from tests.builders import reference
from tests.memory_services import MemoryServices
from tests.placed_visits import a_host, a_program


@pytest.fixture
def center() -> MemoryServices:
    return MemoryServices()


def test_the_shipped_program_leaves_blank_what_was_not_published(center: MemoryServices) -> None:
    (program,) = center.work().hosts.shipped_programs()
    assert program.title == "ASTRO AU Training Center"
    assert (program.days, program.cases, program.documents) == (None, None, ())
    assert (program.membership_asked, program.classroom_first) == (True, None)
    assert program.verify
    assert "Source: ASTRO's announcement of its AU Training Centers, 2026-01-29" in program.notes


def test_the_shipped_host_is_an_example_to_be_checked(center: MemoryServices) -> None:
    (host,) = center.work().hosts.shipped_hosts()
    assert host.verify
    assert host.longest_stay_days is None
    assert {item.owner for item in host.items} == {"trainee", "coordinator", "host", "RSO"}
    shipped = reference().hosts["visiting-physician-example"]
    assert [item.title for item in host.items] == [item.title for item in shipped.items]


def test_a_program_is_added_changed_and_taken_back(center: MemoryServices) -> None:
    hosts = center.work().hosts
    outcome = hosts.add_program(hosts.shipped_programs()[0])
    (kept,) = hosts.programs()
    assert kept.id == outcome.value
    assert outcome.changes.touches(Kind.PROGRAM)
    changed = hosts.change_program(replace(kept, days=5, cases=3))
    assert center.log[-1].fields == {"cases": [None, 3], "days": [None, 5]}
    assert changed.undo is not None
    changed.undo.run()
    assert hosts.programs() == (kept,)
    assert outcome.undo is not None
    outcome.undo.run()
    assert hosts.programs() == (replace(kept, retired=True),)


def test_a_host_is_added_changed_and_taken_back(center: MemoryServices) -> None:
    hosts = center.work().hosts
    outcome = hosts.add_host(a_host())
    (kept,) = hosts.hosts()
    changed = hosts.change_host(replace(kept, items=(AskedItem("Badge", "host", 1),)))
    assert hosts.hosts()[0].items == (AskedItem("Badge", "host", 1),)
    assert changed.undo is not None
    changed.undo.run()
    assert hosts.hosts() == (kept,)
    assert outcome.undo is not None
    outcome.undo.run()
    assert hosts.hosts()[0].retired


def test_names_are_not_given_twice_and_retired_ones_come_last(center: MemoryServices) -> None:
    hosts = center.work().hosts
    for name in ("Zeta", "alpha"):
        hosts.add_host(a_host(name=name))
        hosts.add_program(a_program(title=name))
    with pytest.raises(Invalid, match="already exists"):
        hosts.add_host(a_host(name=" ALPHA"))
    with pytest.raises(Invalid, match="already exists"):
        hosts.add_program(a_program(title="zeta "))
    with pytest.raises(Invalid, match="title"):
        hosts.add_program(a_program(title=" "))
    alpha, zeta = hosts.hosts()
    hosts.change_host(replace(alpha, retired=True))
    assert [host.name for host in hosts.hosts()] == ["Zeta", "alpha"]
    with pytest.raises(Invalid, match="already exists"):
        hosts.change_host(replace(zeta, name="Alpha"))
    first, second = hosts.programs()
    with pytest.raises(Invalid, match="already exists"):
        hosts.change_program(replace(first, title=second.title))
    assert [program.title for program in hosts.programs()] == ["alpha", "Zeta"]


def test_only_who_manages_the_center_changes_them(center: MemoryServices) -> None:
    with pytest.raises(NotAllowed):
        center.work(Role.TRAINEE).hosts.add_host(a_host())
    with pytest.raises(NotFound):
        center.work(Role.RSO).hosts.change_program(a_program())
