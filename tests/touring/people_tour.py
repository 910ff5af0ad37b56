"""The stops at the tab People: each subject, its dialogs, and what a person sees who may not see doses."""

from au_desktop.ui.kit.targets import TabTarget
from tests.touring.trip import Trip

SUBJECTS = ("instruction", "visits", "dosimeters", "doses")


def safety_people(trip: Trip) -> None:
    """Each subject with its first record chosen, and the dialog of its main action."""
    for key in SUBJECTS:
        trip.go("safety", TabTarget("people", key))
        tab = trip.page.tab().subject()
        panel = getattr(tab, "panel", None) or tab.list.panel
        trip.photograph(f"people_{key}")
        if panel.table.rows.rowCount():
            panel.table.selectRow(0)
            trip.settle()
            trip.photograph(f"people_{key}_chosen")
        tab.ask_new()
        trip.settle()
        trip.photograph(f"people_{key}_new")
        tab.dialog.reject()
        trip.settle()
    trip.go("safety", TabTarget("people", "instruction"))
    trip.page.tab().subject().ask_duties()
    trip.settle()
    trip.photograph("people_duties")
    trip.page.tab().subject().dialog.reject()
    trip.go("safety", TabTarget("people", "doses"))
    trip.page.tab().subject().ask_declaration()
    trip.settle()
    trip.photograph("people_declaration")
    trip.page.tab().subject().dialog.reject()
