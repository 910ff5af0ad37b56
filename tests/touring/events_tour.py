"""The stops at Safety > Events: the list with its clocks, each event of the example, a new one of each kind, the dialogs."""

from au_desktop.domain.safety.events import EventKind
from au_desktop.ui.kit.targets import TabTarget
from au_desktop.ui.safety.events.events_tab import EventsTab
from tests.touring.stops import taken
from tests.touring.trip import Trip

_NEW = (EventKind.LOSS, EventKind.EMERGENCY, EventKind.CHILD)


def events(trip: Trip) -> None:
    """Everything that the tab shows."""
    trip.go("safety", TabTarget("events"))
    trip.photograph("events")
    tab = trip.page.tab()
    assert isinstance(tab, EventsTab)
    table = tab.listing.list.panel.table
    rows = [table.rows.row_at(at) for at in range(table.rows.rowCount())]
    table.selectRow(0)
    trip.settle()
    trip.photograph("events_chosen")
    for row in rows:
        tab.open(row.id)
        trip.settle()
        trip.photograph(f"events_{row.code.lower()}", may_scroll=True)
    for row in rows:
        tab.open(row.id)
        trip.settle()
        if row.state == "possible":
            _dialogs(trip, tab)
    for kind in _NEW:
        tab.start(kind)
        trip.settle()
        trip.photograph(f"events_new_{kind.name.lower()}", may_scroll=True)
    tab.go_back()
    trip.settle()


def _dialogs(trip: Trip, tab: EventsTab) -> None:
    shown = tab.page.event_shown
    assert shown is not None
    tab.steps.answer(next(clock for clock in shown.clocks if clock.running))
    taken(trip, "events_clock")
    tab.steps.determine()
    taken(trip, "events_determine")
    tab.steps.close()
    taken(trip, "events_close")
    tab.steps.draft()
    taken(trip, "events_draft")
