"""Lists inside an event: persons, places with readings, and missing material with its Appendix C quantity."""

import pytest
from PySide6.QtCore import Qt

from au_desktop.domain.checklists.answers import Text
from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.safety.events import EventKind
from au_desktop.domain.safety.lost_material import LostItem
from au_desktop.services.safety.event_log import NewEvent
from au_desktop.ui.safety.events.events_tab import NO_RUNS
from tests.event_bench import ROOM, EventBench, events_page
from tests.event_runs import a_run

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def tab(qtbot):
    bench = EventBench()
    page, tab = events_page(bench)
    qtbot.addWidget(page)
    page.resize(1158, 680)
    with qtbot.waitExposed(page):
        page.show()
    tab.bench, tab.kept_page = bench, page
    return tab


def started(tab, kind):
    at = tab.bench.now(hours=-2)
    return tab.bench.services.event_log.start(NewEvent(kind, at, at, room_id=ROOM.id)).value


def stored(tab):
    return tab.bench.services.event_log.get(tab.page.event_shown.id)


def test_persons_of_a_spill_are_listed(qtbot, tab):
    tab.open(started(tab, EventKind.SPILL).id)
    people = tab.page.form.field("spill.people")
    qtbot.mouseClick(people.add_button, LEFT)
    dialog = people.dialog
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert dialog.form.error("who")
    qtbot.keyClicks(dialog.form.field("who"), "the staff")
    qtbot.keyClicks(dialog.form.field("place"), "left glove")
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert people.value()[0].who.name == "The staff"
    assert people.value()[0].who.id is not None
    assert tab.save()
    people._remove(0)
    assert people.value() == ()
    assert tab.page.dirty


def test_places_of_a_spill_are_read_before_and_after(qtbot, tab):
    tab.open(started(tab, EventKind.SPILL).id)
    places = tab.page.form.field("spill.readings")
    qtbot.mouseClick(places.add_button, LEFT)
    dialog = places.dialog
    qtbot.keyClicks(dialog.form.field("place"), "Bench")
    qtbot.keyClicks(dialog.form.field("rate_before").edit, "fast")
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert dialog.isVisible()
    dialog.form.field("rate_before").set_text("1.4 mrem/h")
    dialog.form.field("wipe_after").set_text("180")
    dialog.form.field("meter").setCurrentIndex(1)
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert places.value()[0].meter.name == "SM-1"
    places._open(0)
    places.dialog.form.field("place").setText("Floor")
    qtbot.mouseClick(places.dialog.primary_button, LEFT)
    assert [one.place for one in places.value()] == ["Floor"]
    assert tab.save()
    assert stored(tab).spill.readings[0].place == "Floor"


def test_lost_material_takes_the_quantity_of_appendix_c(qtbot, tab):
    tab.open(started(tab, EventKind.LOSS).id)
    items = tab.page.form.field("loss.items")
    qtbot.mouseClick(items.add_button, LEFT)
    dialog = items.dialog
    qtbot.keyClicks(dialog.form.field("nuclide"), "I-131")
    assert dialog.form.value("quantity") is not None
    assert "Needs checking" in dialog.form.value("basis")
    dialog.form.field("activity").set_text("100 mCi")
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert isinstance(items.value()[0], LostItem)
    details = [row.detail.text() for row in tab.page.findings.rows()]
    assert "times Appendix C" in details[0]
    assert tab.save()
    assert "loss-phone-30-days" in [one.key for one in stored(tab).clocks]


def test_a_checklist_is_taken_over_from_the_menu(qtbot, tab):
    said = []
    tab.told.connect(said.append)
    tab.offer_kinds()
    assert tab.menu.actions()[-1].text() == "From a checklist…"
    tab.menu.actions()[-1].trigger()
    assert said == [NO_RUNS]
    a_run(tab.bench.memory, "spill", Subject(room_id=ROOM.id), nuclide=Text("Lu-177"))
    tab.offer_runs()
    tab.menu.actions()[0].trigger()
    assert tab.page.event_shown.kind is EventKind.SPILL
    assert tab.page.form.value("nuclide") == "Lu-177"
    assert said[-1] == "R-000001 taken over."
