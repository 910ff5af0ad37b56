"""The stops at what helps at the bedside: pauses, the question, the cover, search, a stop, handing over, who did what."""

from au_desktop.domain.checklists.items import ItemType
from au_desktop.domain.roles import Role
from au_desktop.example_stage import PASSPHRASE
from tests.touring import bedside
from tests.touring.trip import Trip


def bedside_tools(trip: Trip) -> None:
    """A new run with everything that may be opened over it."""
    with trip.sizes(bedside.BEDSIDE_SIZES):
        view = bedside._open(trip, bedside._new_run(trip))
        for step in (_slip, _pauses, _search, _stop, _people, _handing_over):
            step(trip, view)
        view.left.emit()
        trip.settle()


def _slip(trip, view):
    view.pages.show_item("assay_activity")
    trip.settle()
    view.rows.find("assay_activity").editor.press()
    trip.settle()
    pad = view.pages.panel.content().pad
    for digit in "74":
        pad.press(digit)
    pad.ok.click()
    trip.settle()
    trip.photograph("bedside_tools_question")
    view.pages.panel.close_panel()
    trip.settle()


def _pauses(trip, view):
    row = bedside._show_first(trip, view, ItemType.TIMER)
    row.editor.press()
    trip.settle()
    row.editor.choose(3)
    trip.settle()
    trip.photograph("bedside_tools_paused")
    view.tools.cover_screen()
    trip.settle()
    trip.photograph("bedside_tools_covered")
    view.cover.wake()
    trip.settle()


def _search(trip, view):
    view.tools.search()
    trip.settle()
    trip.photograph("bedside_tools_search_all")
    view.pages.panel.content().search.setText("activity")
    trip.settle()
    trip.photograph("bedside_tools_search")
    view.pages.panel.content().search.setText("zebra")
    trip.settle()
    trip.photograph("bedside_tools_search_none")
    view.pages.panel.close_panel()
    trip.settle()


def _stop(trip, view):
    row = bedside._show_first(trip, view, ItemType.CONFIRM, critical=True)
    row.editor.choose(2)
    trip.settle()
    trip.photograph("bedside_tools_stop")


def _people(trip, view):
    bedside._show_first(trip, view, ItemType.PERSON)
    trip.photograph("bedside_tools_people")
    row = bedside._show_first(trip, view, ItemType.PART_TAKEN)
    row.editor.choose(3)
    trip.settle()
    trip.photograph("bedside_tools_part")


def _handing_over(trip, view):
    view.tools.hand_over()
    trip.settle()
    trip.photograph("bedside_tools_hand_over")
    panel = view.pages.panel.content()
    others = trip.desktop.session.center.services.hand_over.others()
    panel.choose(next(one for one in others if one.role is Role.STAFF))
    trip.settle()
    trip.photograph("bedside_tools_hand_over_passphrase")
    panel.passphrase.set_value(PASSPHRASE)
    panel.unlock_button.click()
    trip.until(lambda: view.session.handed_over)
    trip.settle()
    trip.photograph("bedside_tools_handed_over")
    view.tools.hand_over()
    trip.settle()
