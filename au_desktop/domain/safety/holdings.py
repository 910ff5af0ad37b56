"""What lies in the center at a moment, as plain values that shelves, waste containers and sources all give."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from au_desktop.domain.ids import RoomId
from au_desktop.domain.quantities import Activity, Duration
from au_desktop.domain.safety.safety_records import RoomRef


class HoldingPlace(StrEnum):
    """Where a holding counts: stock on a shelf, waste in a container, or a sealed source."""

    SHELF = "stock"
    WASTE = "waste"
    SOURCE = "sealed source"


@dataclass(frozen=True, slots=True)
class Holding:
    """One nuclide in one thing at a moment, decayed to it.

    `impurity` marks what came along with another nuclide, such as Lu-177m with carrier-added Lu-177.
    """

    nuclide_id: str
    activity: Activity
    place: HoldingPlace
    record_id: UUID
    code: str
    label: str
    form: str = ""
    room: RoomRef | None = None
    half_life: Duration | None = None
    impurity: bool = False


@dataclass(frozen=True, slots=True)
class HoldingSum:
    """The activity of all holdings under one heading, of one nuclide, and how many things it lies in."""

    nuclide_id: str
    room_id: RoomId | None
    room: str
    activity: Activity
    things: int


def sums_by_nuclide(holdings: Iterable[Holding]) -> tuple[HoldingSum, ...]:
    """One sum for each nuclide, wherever it lies, by nuclide."""
    return _sums(holdings, lambda holding: (holding.nuclide_id, None))


def sums_by_room(holdings: Iterable[Holding]) -> tuple[HoldingSum, ...]:
    """One sum for each nuclide in each room, by room and nuclide."""
    sums = _sums(holdings, lambda holding: (holding.nuclide_id, holding.room))
    return tuple(sorted(sums, key=lambda each: (each.room.casefold(), each.nuclide_id)))


_Heading = tuple[str, RoomRef | None]


def _sums(
    holdings: Iterable[Holding], heading: Callable[[Holding], _Heading]
) -> tuple[HoldingSum, ...]:
    parts: dict[tuple[str, RoomId | None], list[Holding]] = {}
    rooms: dict[RoomId | None, str] = {}
    for holding in holdings:
        nuclide_id, room = heading(holding)
        room_id = None if room is None else room.id
        rooms[room_id] = "" if room is None else room.name
        parts.setdefault((nuclide_id, room_id), []).append(holding)
    return tuple(
        HoldingSum(
            nuclide_id,
            room_id,
            rooms[room_id],
            _total(together),
            len({h.record_id for h in together}),
        )
        for (nuclide_id, room_id), together in sorted(
            parts.items(), key=lambda each: (each[0][0], str(each[0][1]))
        )
    )


def _total(holdings: list[Holding]) -> Activity:
    total = holdings[0].activity
    for holding in holdings[1:]:
        total += holding.activity
    return total
