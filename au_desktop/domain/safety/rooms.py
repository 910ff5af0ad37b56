"""Rooms where byproduct material is prepared, given or kept, and whether the day asks for a survey."""

from dataclasses import dataclass
from enum import StrEnum

from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import RoomId


class RoomUse(StrEnum):
    """What a room is for; preparation and administration rooms are surveyed at the end of each day of use (35.70)."""

    PREPARATION = "preparation"
    ADMINISTRATION = "administration"
    STORAGE = "storage"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Room:
    """A room or area; `restricted` chooses which trigger levels apply."""

    id: RoomId
    name: str
    use: RoomUse = RoomUse.ADMINISTRATION
    restricted: bool = True
    retired: bool = False
    notes: str = ""

    def __post_init__(self) -> None:
        """A room needs a name."""
        if not self.name.strip():
            raise Invalid("room name", "is empty")
