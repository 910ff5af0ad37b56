"""The stops at what all safety records share: queue of signing, history, void, and every tab of a center without records."""

from au_desktop.ui.kit.targets import TabTarget
from tests.touring.stops import taken
from tests.touring.trip import Trip, button

TABS = {
    "safety": ("surveys", "packages", "dosages", "inventory", "events", "people"),
    "release": ("release", "records", "sheets"),
    "waste": ("storage", "transfers", "sewer"),
    "instruments": ("instruments", "due", "sources"),
}
_RULES = ("limits", "retention", "reference")


def safety_records(trip: Trip) -> None:
    """The queue, one check with its history and the dialog that voids it, the rules of the center with one chosen."""
    trip.go("signing")
    page = trip.page
    titles = [page.tabs.tabText(at) for at in range(page.tabs.count())]
    page.tabs.setCurrentIndex(titles.index("Safety records"))
    trip.settle()
    trip.photograph("safety_records_queue")
    trip.go("instruments", TabTarget("instruments"))
    tab = trip.page.tab()
    tab.open_instrument(tab._standings[0])
    trip.settle()
    tab.view.panel.table.selectRow(0)
    trip.settle()
    for word in ("History", "Void…"):
        button(trip.window, word).click()
        taken(trip, f"safety_records_{word.strip('…').casefold()}")
    tab.go_back()
    trip.settle()
    _rules(trip)


def _rules(trip: Trip) -> None:
    for key in _RULES:
        trip.go("center", key)
        trip.page.section().panel.table.selectRow(2)
        trip.settle()
        trip.photograph(f"safety_records_{key}")


def empty_tabs(trip: Trip, prefix: str) -> None:
    """Every tab where nothing was entered yet."""
    for page, keys in TABS.items():
        for key in keys:
            with trip.stop(f"{prefix}_{page}_{key}"):
                trip.go(page, TabTarget(key))
                trip.photograph(f"{prefix}_{page}_{key}")
