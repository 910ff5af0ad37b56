"""What the RSO's side of the worked example does, each step at its moment, played between the cases in the order of time."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import partial

from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.record_signatures import RecordMeaning
from au_desktop.services.example.example_dosages import example_dosages
from au_desktop.services.example.example_events import example_events
from au_desktop.services.example.example_hand import Stage
from au_desktop.services.example.example_instruments import example_instruments
from au_desktop.services.example.example_moves import Move, at
from au_desktop.services.example.example_packages import example_packages
from au_desktop.services.example.example_people import example_people
from au_desktop.services.example.example_releases import example_releases
from au_desktop.services.example.example_rooms import example_rooms
from au_desktop.services.example.example_waste import example_waste
from au_desktop.services.rows import PageRequest
from au_desktop.services.safety.record_signing import ShownRecord

_EVERY, _LEFT, _YEAR, _AT_ONCE = 30, 26, 365, 500
Subject = Callable[[Stage, date], Iterable[Move]]
"""Gives the moves of one subject of radiation safety, for an example whose last day is that day."""

SUBJECTS: tuple[Subject, ...] = (
    example_instruments,
    example_rooms,
    example_dosages,
    example_packages,
    example_releases,
    example_people,
    example_waste,
    example_events,
)


class SafetyMoves:
    """The moves of every subject in the order of time; those before the center was founded are left out."""

    def __init__(self, stage: Stage, founded: Moment) -> None:
        today = stage.now().local.date()
        found = (move for subject in SUBJECTS for move in subject(stage, today))
        moves = (*found, *_reviews(stage, today))
        after = (move for move in moves if move.at.utc > founded.utc)
        self._stage = stage
        self._waiting = sorted(after, key=lambda move: move.at.utc, reverse=True)

    def play_until(self, moment: Moment, before: Callable[[Moment], None]) -> None:
        """Play what comes before that moment; `before` lets the rest of the example come as far as each move."""
        while self._waiting and self._waiting[-1].at.utc < moment.utc:
            move = self._waiting.pop()
            before(move.at)
            self._stage.set_time(move.at)
            move.play()


def _reviews(stage: Stage, today: date) -> Iterator[Move]:
    """The RSO signs every month what nobody signed yet; what came in the last days waits."""
    for back in range(_EVERY, _YEAR, _EVERY):
        day = today - timedelta(days=back - _LEFT)
        yield Move(at(stage, day, 16, 45), partial(_review, stage))


def _review(stage: Stage) -> None:
    signing, signer = stage.as_role(Role.RSO).record_signing, stage.signer(Role.RSO)
    rows = signing.waiting(PageRequest(limit=_AT_ONCE)).rows
    for shown in [ShownRecord(row.kind, row.id, row.revision) for row in rows if not row.open]:
        signing.sign_with(signer, (shown,), RecordMeaning.REVIEWED)
