"""The stops at the page Instruments: the list, one with its course, the dialogs of checks, what is due, the sources."""

from au_desktop.domain.safety.instrument_tests import CHECKS_OF, CheckKind
from au_desktop.domain.safety.instruments import InstrumentKind
from au_desktop.ui.instruments.checks_due_tab import ChecksDueTab
from au_desktop.ui.instruments.instruments_tab import InstrumentsTab
from au_desktop.ui.instruments.sources_tab import SourcesTab
from au_desktop.ui.kit.targets import TabTarget
from tests.touring.trip import Trip


def instruments(trip: Trip) -> None:
    """Everything that the page shows."""
    trip.go("instruments")
    trip.photograph("instruments")
    tab = trip.page.tab()
    assert isinstance(tab, InstrumentsTab)
    for standing in tab._standings:
        kind = standing.instrument.kind
        if kind in (InstrumentKind.DOSE_CALIBRATOR, InstrumentKind.WIPE_COUNTER):
            _one(trip, tab, standing)
    tab.go_back()
    trip.settle()
    _due(trip)
    _sources(trip)


def _one(trip, tab, standing) -> None:
    name = standing.instrument.name.lower()
    tab.select(standing.instrument.id)
    trip.settle()
    trip.photograph(f"instruments_{name}")
    tab.open_instrument(standing)
    trip.settle()
    tab.view.panel.table.selectRow(0)
    trip.settle()
    trip.photograph(f"instruments_{name}_open")
    for check in (*CHECKS_OF[standing.instrument.kind], CheckKind.SENT):
        tab.entry.begin(standing.instrument.id, check)
        trip.settle()
        words = check.value.replace(" ", "_")
        trip.photograph(f"instruments_{name}_{words}", may_scroll=True)
        tab.entry.dialog.reject()
        trip.settle()


def _due(trip: Trip) -> None:
    trip.go("instruments", TabTarget("due"))
    tab = trip.page.tab()
    assert isinstance(tab, ChecksDueTab)
    tab.panel.table.selectRow(0)
    trip.settle()
    trip.photograph("instruments_due")


def _sources(trip: Trip) -> None:
    trip.go("instruments", TabTarget("sources"))
    tab = trip.page.tab()
    assert isinstance(tab, SourcesTab)
    tab.panel.table.selectRow(0)
    trip.settle()
    trip.photograph("instruments_sources")
    source = tab.panel.table.current_row()
    for name, ask in (
        ("edit", lambda: tab.edit(source)),
        ("leak_test", lambda: tab.leak_test(source)),
        ("inventory", tab.take_inventory),
        ("new", tab.add_source),
    ):
        ask()
        trip.settle()
        trip.photograph(f"instruments_source_{name}", may_scroll=True)
        tab.dialog.reject()
        trip.settle()
