"""The stops at packages and inventory: lists with running clocks, the form of each, every view, every dialog."""

from au_desktop.ui.kit.targets import TabTarget
from tests.touring.stops import taken
from tests.touring.trip import Trip


def packages(trip: Trip) -> None:
    """The list, the details, the form for a new one and for one that was begun, the habits."""
    trip.go("safety", TabTarget("packages"))
    trip.photograph("packages")
    tab = trip.page.tab()
    if tab.list.panel.table.rows.rowCount():
        tab.list.panel.table.selectRow(0)
        trip.settle()
        trip.photograph("packages_chosen")
        tab.continue_with(tab.detail.package)
        trip.settle()
        trip.photograph("packages_form")
        tab.form.drop()
    tab.receive()
    trip.settle()
    trip.photograph("packages_new")
    tab.form.drop()
    tab.asks.ask_habits()
    taken(trip, "packages_habits")


def inventory(trip: Trip) -> None:
    """Every view, a thing with its decay, and the dialogs."""
    trip.go("safety", TabTarget("inventory"))
    trip.photograph("inventory")
    tab = trip.page.tab()
    if tab.list.panel.table.rows.rowCount():
        tab.list.panel.table.selectRow(0)
        trip.settle()
        trip.photograph("inventory_chosen")
        tab.asks.step(tab.detail.stock)
        taken(trip, "inventory_step")
    for view in ("now", "moment", "license", "takings"):
        tab.views.choose(view)
        tab.refresh()
        trip.settle()
        trip.photograph(f"inventory_{view}")
    tab.asks.enter()
    taken(trip, "inventory_enter")
    tab.asks.keep_line()
    taken(trip, "inventory_limit")
    tab.views.choose("things")
    tab.refresh()
    trip.settle()
