"""The stops that show the worked example's stories: each trainee on the tab that tells their state."""

from collections.abc import Callable

from au_desktop.services.rows import PageRequest, RosterFilter
from tests.touring.trip import Trip

SIZE = ((1366, 768),)
TOLD = (
    ("Adair", ("overview", "onboarding", "packet"), "ready"),
    ("Bellamy", ("overview", "cases"), "one_case_short"),
    ("Corwin", ("overview", "cases"), "observer"),
    ("Delacroix", ("overview", "cases"), "expired_supervisor"),
    ("Eastman", ("cases",), "late_entries"),
    ("Fairbanks", ("cases",), "disagreement"),
    ("Garrison", ("pathway", "home_license"), "board"),
    ("Holloway", ("overview", "pathway", "hours"), "board_not_recognized"),
    ("Iverson", ("pathway", "packet"), "adds_a_category"),
    ("Jennings", ("overview",), "oral_up_to_33"),
    ("Kimball", ("overview", "packet"), "oral_above_33"),
    ("Lockhart", ("packet",), "changed_since"),
    ("Merritt", ("home_license",), "amendment_open"),
    ("Norwood", ("overview", "home_license"), "listed"),
    ("Osborne", ("hours", "papers"), "old_training"),
    ("Prescott", ("overview", "onboarding"), "undecided"),
    ("Radcliffe", ("overview", "pathway", "recount"), "older_profile"),
)
"""The name in the worked example, the tabs that tell the story, and what it is about."""


def story(trip: Trip) -> None:
    """Every story on the tabs that tell it, in one size."""
    with trip.sizes(SIZE):
        for name, tabs, about in TOLD:
            for tab in tabs:
                with trip.stop(f"story_{about}_{tab}"):
                    if trip.wants(f"story_{about}_{tab}"):
                        show(trip, name, tab)
                        trip.photograph(f"story_{about}_{tab}", may_scroll=True)
        for step in (_evidence, _old_hours, _recounted, _expired_license, _difference):
            with trip.stop(f"story{step.__name__}"):
                step(trip)


def show(trip: Trip, name: str, tab: str):
    """Open a tab of the trainee of that family name."""
    services = trip.desktop.session.center.services
    rows = services.enrolment.roster(RosterFilter(words=name), PageRequest(10)).rows
    row = next(one for one in rows if one.name.startswith(name))
    trip.go("trainees")
    trip.page.open_target((row.trainee_id, tab, None))
    trip.settle()
    return trip.page.view.tab()


def _evidence(trip: Trip) -> None:
    """A number of the packet, with the records behind it."""
    tab = show(trip, "Adair", "packet")
    figures = [one for one in tab.page.worksheet.figures if one.behind]
    tab.open_figure(figures[-1].id)
    trip.settle()
    trip.photograph("story_evidence", may_scroll=True)
    tab = show(trip, "Lockhart", "packet")
    tab.steps.show_signed(tab.page.state.given[0])
    trip.settle()
    trip.photograph("story_signed_evidence")
    trip.close_dialogs()


def _old_hours(trip: Trip) -> None:
    """An entry of hours of eight years ago, with why it counts."""
    tab = show(trip, "Osborne", "hours")
    tab.panel.table.selectRow(0)
    trip.settle()
    trip.photograph("story_old_hours_chosen", may_scroll=True)


def _recounted(trip: Trip) -> None:
    """A case that another profile judges otherwise, chosen."""
    tab = show(trip, "Radcliffe", "recount")
    tab.case_table.selectRow(0)
    trip.settle()
    trip.photograph("story_recount_chosen", may_scroll=True)


def _expired_license(trip: Trip) -> None:
    """The supervising AU whose license has ended, on the center page."""
    trip.go("center", "supervisors")
    table = trip.page.section().panel.table
    _choose(table, lambda row: "Avery Stone" in repr(row))
    trip.settle()
    trip.photograph("story_expired_license", may_scroll=True)


def _difference(trip: Trip) -> None:
    """The case on which trainee and preceptor differ, in the log."""
    case_id = differing_case(trip)
    trip.go("cases", case_id)
    trip.photograph("story_difference", may_scroll=True)


def differing_case(trip: Trip) -> object:
    """The case that still waits for a difference to be settled."""
    tab = show(trip, "Fairbanks", "cases")
    rows = [tab.table.rows.row_at(at) for at in range(tab.table.rows.rowCount())]
    ratings = trip.desktop.session.center.services.ratings
    return next(row.case.id for row in rows if ratings.view(row.case.id).unresolved)


def _choose(table, wanted: Callable[[object], bool]) -> None:
    found = [at for at in range(table.rows.rowCount()) if wanted(table.rows.row_at(at))]
    table.selectRow(found[0])
