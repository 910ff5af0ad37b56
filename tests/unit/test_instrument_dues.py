"""What instruments and sealed sources ask for by a day, but for calibrations and daily checks."""

from datetime import timedelta

from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.instruments import InstrumentKind
from au_desktop.services.center.facilities import Facilities
from au_desktop.services.safety.instrument_dues import instrument_dues
from au_desktop.services.safety.source_book import Sources
from tests.builders import MemoryDesk, an_instrument, gbq


def test_what_was_never_done_is_due_today():
    memory = MemoryDesk()
    desk = memory.desk(Role.RSO)
    today = desk.today()
    assert tuple(instrument_dues(desk)(today)) == ()
    Facilities(desk).add_instrument(
        an_instrument(name="DC-9", kind=InstrumentKind.DOSE_CALIBRATOR)
    )
    found = {one.title: one for one in instrument_dues(desk)(today)}
    assert "Linearity" in found
    assert (found["Linearity"].about, found["Linearity"].due) == ("DC-9", today)
    assert tuple(instrument_dues(desk)(today - timedelta(days=1))) == ()
    assert not {"Calibration", "Daily check", "Constancy"} & set(found)


def test_sealed_sources_are_looked_for():
    memory = MemoryDesk()
    desk = memory.desk(Role.RSO)
    sources, now = Sources(desk), memory.clock.now()
    made = Moment(now.utc - timedelta(days=30), now.offset_minutes)
    sources.add(sources.prepare("Cs-137", "Check source", gbq("0.0074"), made))
    (due,) = instrument_dues(desk)(desk.today())
    assert (due.title, due.about) == ("Inventory of sealed sources", "1 sealed source")
    assert tuple(instrument_dues(desk)(desk.today() - timedelta(days=400))) == ()
