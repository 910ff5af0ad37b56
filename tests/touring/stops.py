"""What the stops of a tour share: walking them in one size, a picture of a dialog, buttons by the beginning of their words."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QAbstractButton, QWidget

from au_desktop.ui.trainees.hours.hour_signing import SigningWords
from au_desktop.ui.trainees.hours.hours_tab import HoursTab
from tests.touring.stories import SIZE
from tests.touring.trip import Trip


def walk(trip: Trip, stops: Sequence[Callable[[Trip], None]]) -> None:
    """One stop after the other in one size; at the end the page is as it was."""
    with trip.sizes(SIZE):
        for stop in stops:
            name = getattr(stop, "__name__", "_center").removeprefix("_")
            with trip.stop(f"training_{name}"):
                stop(trip)
        trip.page.go_back()
        trip.settle()


def taken(trip: Trip, name: str, *, may_scroll: bool = False) -> None:
    """A picture of the dialog that is open now, which is closed after it."""
    trip.settle()
    if trip.front() is None:
        trip.album.trouble.append(f"{name}: no dialog is open")
    trip.photograph(name, may_scroll=may_scroll)
    trip.close_dialogs()


def signature(trip: Trip, tab: HoursTab, words: SigningWords, name: str) -> None:
    """What is signed in one batch: the choice, then every entry."""
    tab.sign(words)
    trip.settle()
    trip.photograph(f"training_{name}_choice")
    trip.front().primary_button.click()
    trip.settle()
    taken(trip, f"training_{name}_statement")


def begins_with(root: QWidget, words: str) -> QAbstractButton:
    """The button whose words, or spoken name, begin so."""
    for one in root.findChildren(QAbstractButton):
        if one.isVisible() and words in (
            one.text()[: len(words)],
            one.accessibleName()[: len(words)],
        ):
            return one
    raise LookupError(words)


def add_program(trip: Trip) -> None:
    """The worked example has no program of its own: take the one that is shipped."""
    hosts = trip.desktop.session.center.services.hosts
    if not hosts.programs():
        hosts.add_program(hosts.shipped_programs()[0])
