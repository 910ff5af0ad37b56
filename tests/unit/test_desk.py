"""Tests of the one way to change anything: what is logged, what is refused, and a clock that went backwards."""

from dataclasses import dataclass
from datetime import date

import pytest

from au_desktop.domain.errors import ReadOnlyCenter
from au_desktop.domain.roles import Permission, Role
from au_desktop.services.changes import Changes, Kind
from au_desktop.services.desk import Subject, Unlogged
from tests.builders import MemoryDesk

CENTER = Subject(Kind.CENTER, None, "center")


@pytest.fixture
def memory() -> MemoryDesk:
    return MemoryDesk()


def write(memory: MemoryDesk, before: object = None, after: object = None) -> Changes:
    with memory.desk().change(Permission.MANAGE_CENTER) as change:
        change.record("write", CENTER, before, after, "because")
    return change.changes


def test_an_entry_says_who_when_what_and_what_differs(memory: MemoryDesk) -> None:
    @dataclass
    class Facts:
        name: str
        day: date

    changes = write(memory, Facts("a", date(2026, 1, 2)), Facts("b", date(2026, 1, 2)))
    (entry,) = memory.center.state.log
    person = memory.people[Role.COORDINATOR]
    assert (entry.actor_id, entry.actor, entry.role) == (person.id, person.name, "coordinator")
    assert (entry.sequence, entry.at, entry.reason) == (1, memory.clock.now(), "because")
    assert entry.fields == {"name": ["a", "b"]}
    assert changes == Changes(frozenset({Kind.CENTER, Kind.LOG}), None)


def test_a_plain_value_is_logged_as_a_value(memory: MemoryDesk) -> None:
    write(memory, date(2026, 1, 2), "later")
    assert memory.center.state.log[0].fields == {"value": ["2026-01-02", "later"]}


def test_a_change_without_an_entry_is_a_bug_and_is_not_kept(memory: MemoryDesk) -> None:
    with pytest.raises(Unlogged), memory.desk().change(Permission.MANAGE_CENTER) as change:
        change.uow.facts.put("name", "Quiet")
    assert memory.center.state.facts["name"] == "Lakeside RPT Center"


def test_an_error_takes_everything_back(memory: MemoryDesk) -> None:
    def fail() -> None:
        with memory.desk().change(Permission.MANAGE_CENTER) as change:
            change.uow.facts.put("name", "Half")
            change.record("write", CENTER, None, {"name": "Half"})
            change.uow.next_number("case")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert memory.center.state.facts["name"] == "Lakeside RPT Center"
    assert (memory.center.state.log, memory.center.state.numbers) == ([], {})


def test_nothing_to_do_leaves_nothing_behind(memory: MemoryDesk) -> None:
    before = memory.center.state
    with memory.desk().change(Permission.MANAGE_CENTER) as change:
        change.nothing_to_do()
    assert memory.center.state is before
    assert not change.changes.touches(Kind.LOG)


def test_nothing_to_do_beside_something_done_is_kept(memory: MemoryDesk) -> None:
    with memory.desk().change(Permission.MANAGE_CENTER) as change:
        change.nothing_to_do()
        change.record("write", CENTER, None, {"a": 1})
    assert len(memory.center.state.log) == 1


def test_reading_only_says_why(memory: MemoryDesk) -> None:
    desk = memory.desk(read_only="it was restored")
    with (
        pytest.raises(ReadOnlyCenter, match="it was restored") as refused,
        desk.change(Permission.MANAGE_CENTER),
    ):
        pytest.fail("reached")
    assert refused.value.why == "it was restored"


def test_a_clock_that_went_backwards_is_an_entry_of_its_own(memory: MemoryDesk) -> None:
    write(memory)
    noon = memory.clock.now()
    memory.clock.move(hours=-1)
    changes = write(memory)
    verbs = [entry.verb for entry in memory.center.state.log]
    assert verbs == ["write", "clock went backwards", "write"]
    entry = memory.center.state.log[1]
    assert entry.fields == {"clock": [noon.iso(), memory.clock.now().iso()]}
    assert changes.subject_id is None


def test_a_clock_nudged_by_a_time_service_is_not(memory: MemoryDesk) -> None:
    write(memory)
    memory.clock.move(seconds=-2)
    write(memory)
    assert [entry.verb for entry in memory.center.state.log] == ["write", "write"]


def test_the_clocks_entry_does_not_hide_an_unlogged_change(memory: MemoryDesk) -> None:
    write(memory)
    memory.clock.move(hours=-1)
    with pytest.raises(Unlogged), memory.desk().change(Permission.MANAGE_CENTER):
        pass
    with memory.desk().change(Permission.MANAGE_CENTER) as change:
        change.nothing_to_do()
    assert len(memory.center.state.log) == 1


def test_today_is_the_local_day(memory: MemoryDesk) -> None:
    assert memory.desk().today() == date(2026, 11, 20)
