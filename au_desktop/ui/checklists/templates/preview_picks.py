"""What a test fill chooses from: the center's own people, instruments, rooms, and the drugs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from au_desktop.domain.checklists.answers import Reference
from au_desktop.domain.checklists.items import ItemType
from au_desktop.ui.kit.item_editors.item_editor import Pick

if TYPE_CHECKING:
    from au_desktop.services.bundle import Services


def all_picks(services: Services) -> dict[ItemType, tuple[Pick, ...]]:
    """Read them all."""
    people = (one for one in services.access.people() if one.active)
    instruments = (one for one in services.facilities.instruments() if not one.retired)
    rooms = (one for one in services.facilities.rooms() if not one.retired)
    return {
        ItemType.PERSON: tuple(
            Pick(Reference("person", one.name, one.id), one.role.value) for one in people
        ),
        ItemType.INSTRUMENT: tuple(
            Pick(Reference("instrument", one.name, one.id), one.kind.value) for one in instruments
        ),
        ItemType.ROOM: tuple(
            Pick(Reference("room", one.name, one.id), one.use.value) for one in rooms
        ),
        ItemType.DRUG: tuple(
            Pick(Reference("drug", one.title, drug_id=one.id))
            for one in services.desk.reference.drugs.values()
        ),
    }
