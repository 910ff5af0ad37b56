"""An event through the real window: a major spill, the screen that says possible, clocks on Today, the RSO who determines."""

from PySide6.QtWidgets import QAbstractButton

from au_desktop.domain.roles import Role
from au_desktop.domain.safety.events import Event, EventState


def test_a_major_spill_and_a_screen_that_the_rso_determines(day):
    day.desk.take_over(Role.RSO)
    spill(day)
    assert "Major: at or above the level that the RSO accepted." in day.said()
    day.station.press("Start a medical-event screen")
    screen = newest(day)
    assert (screen.state, screen.clocks) == (EventState.OPEN, ())
    day.station.pick("Wrong route of administration?", "Yes")
    day.station.type_into("Dose from it, EDE", "5 rem")
    assert "No criterion met so far." in day.said()
    day.station.type_into("Dose from it, EDE", "5.01 rem")
    assert "Possible: RSO to determine." in day.said()
    day.station.press("Save")
    assert newest(day).state is EventState.POSSIBLE
    assert "By" in day.said()
    assert "10 CFR 35.3045(e)" in day.said()
    clocks_on_today(day, screen.code)
    only_the_rso(day, screen.code)
    determine_and_close(day, screen.code)


def spill(day):
    station = day.station
    day.open_tab("safety", "Events")
    day.start("Start an event")
    day.choose_from_menu("Spill")
    station.type_into("In a few words", "Vial broke on the floor")
    station.type_into("Nuclide", "I-131")
    station.pick("Room", "Hot lab")
    station.type_into("Activity, estimated", "1 mCi")
    assert "Not known: the RSO has accepted no level for this nuclide." in day.said()
    station.press("Accept a level…")
    day.accept()
    station.press("Save")
    assert newest(day).spill.level.major_from == newest(day).spill.activity


def clocks_on_today(day, code):
    day.station.go_to("today")
    said = day.said()
    assert "Tell the referring physician" in said
    assert "Telephone the NRC Operations Center" in said
    assert code in said


def only_the_rso(day, code):
    """Staff see the clocks and answer them; they determine and close nothing."""
    day.desk.take_over(Role.STAFF)
    open_event(day, code)
    assert "Possible: RSO to determine." in day.said()
    for words in ("Determine…", "Close…"):
        button = day.station.find(QAbstractButton, words, day.page)
        assert not button.isEnabled()
        assert "may not" in button.toolTip()
    day.station.press("Done: Tell the referring physician")
    day.station.type_into("To whom", "the referring physician's office")
    day.accept()
    (told,) = [one for one in newest(day).clocks if one.title == "Tell the referring physician"]
    assert not told.running


def determine_and_close(day, code):
    day.desk.take_over(Role.RSO)
    open_event(day, code)
    day.station.press("Determine…")
    assert day.refused()
    day.station.pick("This event is", "Not reportable")
    day.type_all(Because="the dose was reckoned again: 0.4 rem")
    day.accept()
    assert newest(day).state is EventState.NOT_REPORTABLE
    day.station.type_into("What happened", "the line was flushed twice")
    day.station.type_into("Why it happened", "the label was read too fast")
    day.station.press("Save")
    day.station.press("Close…")
    day.type_all(Review="both steps of the label are read aloud from now on")
    day.accept()
    closed = newest(day)
    assert (closed.code, closed.state) == (code, EventState.CLOSED)
    day.station.go_to("today")
    assert code not in day.said()


def open_event(day, code):
    day.open_tab("safety", "Events")
    day.choose("event list", code)
    day.station.press("Open", day.tab.listing.list.panel.details)


def newest(day):
    return day.newest(Event)
