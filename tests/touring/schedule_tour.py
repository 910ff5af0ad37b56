"""The stop at the schedule of recurring checklists: empty, what is usual, the list, a history, the form."""

from au_desktop.ui.kit.targets import TabTarget
from tests.touring.stops import taken
from tests.touring.trip import Trip


def schedule(trip: Trip) -> None:
    """From the empty tab to a schedule with its history."""
    trip.go("checklists")
    trip.page.open_target(TabTarget("schedule"))
    trip.settle()
    trip.photograph("schedule")
    tab = trip.page.front.tab()
    tab.ask_offers()
    trip.settle()
    trip.photograph("schedule_usual")
    trip.close_dialogs()
    tab.add_schedule()
    taken(trip, "schedule_add")
    if tab.panel.table.rows.rowCount():
        tab.panel.table.selectRow(0)
        trip.settle()
        trip.photograph("schedule_chosen")
        tab.pass_over(tab.panel.table.current_row())
        taken(trip, "schedule_pass_over")
    trip.page.front.open_tab("records")
    trip.settle()
