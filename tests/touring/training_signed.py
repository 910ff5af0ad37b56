"""The stops at what a preceptor signs about training: work experience, attestations, ratings and their differences."""

from au_desktop.ui.trainees.hours.hour_signing import CONFIRM
from tests.touring.stops import signature, taken, walk
from tests.touring.stories import differing_case, show
from tests.touring.trip import Trip


def training_signed(trip: Trip) -> None:
    """What the preceptor signs about training, and the rating of a case."""
    walk(trip, (_confirm, _attest, _rate, _settle, _rated))


def _confirm(trip: Trip) -> None:
    """Work experience that waits for the preceptor."""
    for name in ("Holloway", "Garrison", "Bellamy"):
        tab = show(trip, name, "hours")
        if tab.confirm_button.isEnabled():
            signature(trip, tab, CONFIRM, "confirm")
            return
    trip.photograph("training_confirm_nothing")


def _attest(trip: Trip) -> None:
    """The preceptor's attestation step by step, the director's, a withdrawal."""
    tab = show(trip, "Adair", "packet")
    trip.photograph("training_attest_page", may_scroll=True)
    tab.attest_button.click()
    trip.settle()
    trip.photograph("training_attest")
    trip.front().primary_button.click()
    trip.settle()
    taken(trip, "training_attest_statement")
    tab.director_button.click()
    trip.settle()
    trip.photograph("training_attest_director")
    trip.front().primary_button.click()
    taken(trip, "training_attest_director_refused")
    tab.concur_button.click()
    taken(trip, "training_attest_concur")
    tab = show(trip, "Lockhart", "packet")
    tab.steps.withdraw(tab.page.state.given[0].statement)
    taken(trip, "training_attest_withdraw")


def _rate(trip: Trip) -> None:
    """A case that the preceptor has not rated: the claim stays hidden."""
    services = trip.desktop.session.center.services
    trip.go("cases")
    log = trip.page.log.table.rows
    rows = [log.row_at(at).row for at in range(log.rowCount())]
    given = [row.case_id for row in rows if row.state == "given"]
    case_id = next(one for one in given if services.ratings.view(one).rating is None)
    trip.go("cases", case_id)
    trip.photograph("training_rate_before", may_scroll=True)
    trip.page.ratings.rate(trip.page._facts)
    trip.settle()
    trip.photograph("training_rate")
    trip.front().primary_button.click()
    taken(trip, "training_rate_refused")


def _settle(trip: Trip) -> None:
    """The difference between claim and rating."""
    trip.go("cases", differing_case(trip))
    trip.page.ratings.resolve(trip.page._facts)
    taken(trip, "training_settle")


def _rated(trip: Trip) -> None:
    """How far claims and ratings agree."""
    trip.go("cases")
    trip.page.ratings.show_agreement()
    taken(trip, "training_agreement")
