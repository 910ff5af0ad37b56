"""The stops at the board of planned cases, and at the dialogs of hosts, programs, courses and licenses."""

from datetime import timedelta
from functools import partial

from tests.touring.stops import add_program, begins_with, taken, walk
from tests.touring.trip import Trip, button

_CENTER = {
    "hosts": ("Edit…",),
    "programs": ("Edit…",),
    "courses": ("Edit…", "A day holds"),
    "supervisors": ("Add license…", "Edit…", "Edit the listing"),
}


def training_board(trip: Trip) -> None:
    """The board with a slot chosen, and each of its dialogs."""
    walk(trip, (_board,))


def training_center(trip: Trip) -> None:
    """The dialogs of hosts, programs, courses and of a license."""
    walk(trip, tuple(partial(_center_dialogs, key) for key in _CENTER))


def _board(trip: Trip) -> None:
    """A slot chosen on the board; moved, handed on, lost."""
    trip.go("cases")
    page = trip.page
    page.switch.choose("board")
    trip.settle()
    page.board._go(page.board._day + timedelta(days=2))
    trip.settle()
    movable = [card for card in page.board.columns.cards() if card.slot.state != "done"]
    movable[0].setFocus()
    movable[0].chosen.emit(movable[0].slot)
    trip.settle()
    trip.photograph("training_board_chosen")
    for what in ("move", "assign", "lose"):
        page.board.act(what)
        taken(trip, f"training_board_{what}")
    page.board._go(page.board._day + timedelta(days=70))
    trip.settle()
    trip.photograph("training_board_empty")
    page.switch.choose("log")
    trip.settle()


def _center_dialogs(key: str, trip: Trip) -> None:
    """The dialogs of one subject of the center page."""
    add_program(trip)
    for at, words in enumerate(_CENTER[key], start=1):
        with trip.stop(f"training_center_{key}_{at}"):
            trip.go("center", key)
            panel = getattr(trip.page.section(), "panel", None)
            if panel is not None:
                panel.table.selectRow(0)
                trip.settle()
            _either(trip.window, words).click()
            taken(trip, f"training_center_{key}_{at}")


def _either(root, words: str):
    try:
        return button(root, words)
    except LookupError:
        return begins_with(root, words)
