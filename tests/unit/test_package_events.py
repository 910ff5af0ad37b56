"""An event is begun about a package once, with what is wrong with it, and each names the other."""

from dataclasses import replace
from uuid import UUID

import pytest

from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import SafetyId
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.events import Event, EventKind
from au_desktop.domain.safety.packages import NoticeParty, Package
from au_desktop.services.safety.event_log import EventLog, NewEvent
from au_desktop.services.safety.package_events import PackageEvents
from au_desktop.services.safety.safety_book import SafetyBook
from tests.builders import MemoryDesk, a_room
from tests.package_examples import HOT_LAB, a_monitored, a_notice, a_package, a_wipe, after


class Dock:
    """A center with a hot lab to which packages come."""

    def __init__(self) -> None:
        self.memory = MemoryDesk()
        self.desk = self.memory.desk(Role.RSO)
        self.log = EventLog(self.desk)
        self.events = PackageEvents(self.desk, self.log)
        self.book = SafetyBook(self.desk)
        with self.memory.center.unit_of_work() as uow:
            uow.rooms.add(a_room(id=HOT_LAB.id, name=HOT_LAB.name))
            uow.commit()

    def put(self, package: Package) -> SafetyId:
        with self.memory.center.unit_of_work() as uow:
            uow.safety.put(package, self.desk.clock.now())
            uow.commit()
        return package.id


@pytest.fixture
def dock() -> Dock:
    return Dock()


def test_the_event_begins_with_what_is_wrong(dock: Dock) -> None:
    notice = a_notice(NoticeParty.CARRIER)
    key = dock.put(a_monitored(wipes=(a_wipe("90000"),), notices=(notice,)))
    event = dock.events.start(key).value
    assert (event.kind, event.about, event.about_id) == (EventKind.PACKAGE, "PK-0007", key)
    assert (event.at, event.room) == (after(minutes=40), HOT_LAB)
    lines = event.story.splitlines()
    assert lines[0].startswith("PK-0007 Lu-177 vipivotide tetraxetan 7.4 GBq, from Isotope house.")
    assert lines[1].startswith("Removable contamination above the limit: ")
    assert "limit 240 dpm/cm²" in lines[1]
    assert "Not yet told: regulatory agency." in lines
    assert lines[-1].startswith("Told: final delivery carrier, 2026-11-20")
    assert dock.events.event_of(key) == event
    assert dock.book.linked(Event, key) == (event,)


def test_one_event_stands_about_a_package(dock: Dock) -> None:
    key = dock.put(a_monitored(wipes=(a_wipe("90000"),)))
    event = dock.events.start(key).value
    with pytest.raises(Invalid, match="EV-0001 is about PK-0007 already"):
        dock.events.start(key)
    dock.book.void(Event, event.id, "entered twice")
    assert dock.events.event_of(key) is None
    assert dock.events.start(key).value.code == "EV-0002"


def test_a_damaged_package_without_room_and_readings(dock: Dock) -> None:
    key = dock.put(replace(a_package(), room=None, supplier="", contents=()))
    event = dock.events.start(key).value
    assert (event.at, event.room) == (a_package().at, None)
    assert event.story == "PK-0007 Package from unknown supplier, from unknown."


def test_other_events_and_void_packages(dock: Dock) -> None:
    key = dock.put(a_package())
    dock.log.start(NewEvent(EventKind.OTHER, after(), run_id=None))
    assert dock.events.event_of(key) is None
    dock.book.void(Package, key, "entered twice")
    with pytest.raises(Invalid, match="PK-0007 is void"):
        dock.events.start(key)
    assert dock.events.event_of(SafetyId(UUID(int=999))) is None
