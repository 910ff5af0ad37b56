"""The stops at the page Waste: shelves, containers in their states, the list, every dialog, transfers and the sewer."""

from au_desktop.ui.kit.targets import TabTarget
from au_desktop.ui.waste.storage_tab import LIST, StorageTab
from tests.touring.trip import Trip

DIALOGS = ("fill", "survey", "dispose", "certificate", "transfer", "move")


def waste(trip: Trip) -> None:
    """Everything that the page shows."""
    trip.go("waste")
    trip.photograph("waste_shelves")
    tab = trip.page.tab()
    assert isinstance(tab, StorageTab)
    shown = {}
    for container in tab._here:
        shown.setdefault(container.state, container)
    for state, container in shown.items():
        tab.select(container.id)
        trip.settle()
        trip.photograph(f"waste_{state.name.lower()}")
    for container in shown.values():
        tab.select(container.id)
        trip.settle()
        for key in DIALOGS:
            if key in tab.view.buttons and tab.view.button(key).isEnabled():
                _dialog(trip, tab, key)
    tab.close_container()
    tab.modes.choose(LIST)
    tab.find_in_page()
    trip.settle()
    trip.photograph("waste_list")
    _leaving(trip)


def _dialog(trip: Trip, tab: StorageTab, key: str) -> None:
    tab.take_step(key, tab.view.container)
    trip.settle()
    trip.photograph(f"waste_dialog_{key}", may_scroll=True)
    tab.dialog.reject()
    trip.settle()


def _leaving(trip: Trip) -> None:
    for key in ("transfers", "sewer"):
        trip.go("waste", TabTarget(key))
        tab = trip.page.tab()
        trip.photograph(f"waste_{key}")
        tab.list.panel.table.selectRow(0)
        trip.settle()
        trip.photograph(f"waste_{key}_one")
        tab.ask_new()
        trip.settle()
        trip.photograph(f"waste_{key}_new", may_scroll=True)
        tab.dialog.reject()
        trip.settle()
