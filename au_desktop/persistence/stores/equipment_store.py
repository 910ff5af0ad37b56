"""Rooms and instruments, as rows and back."""

from collections.abc import Sequence

from sqlalchemy.engine import RowMapping

from au_desktop.domain.ids import InstrumentId, RoomId
from au_desktop.domain.safety.instruments import Blocked, Fitness, Instrument, InstrumentKind
from au_desktop.domain.safety.rooms import Room, RoomUse
from au_desktop.persistence.stores.entity_store import EntityRows
from au_desktop.persistence.tables.equipment_tables import instruments, rooms


class RoomRows(EntityRows[Room]):
    """The rooms, by name."""

    table = rooms
    kind = "room"
    order = (rooms.c.name, rooms.c.id)

    def _columns(self, value: Room) -> dict[str, object]:
        return {
            "id": value.id,
            "name": value.name,
            "use": value.use.value,
            "restricted": value.restricted,
            "retired": value.retired,
            "notes": value.notes,
        }

    def _values(self, rows: Sequence[RowMapping]) -> tuple[Room, ...]:
        return tuple(
            Room(
                id=RoomId(row["id"]),
                name=row["name"],
                use=RoomUse(row["use"]),
                restricted=row["restricted"],
                retired=row["retired"],
                notes=row["notes"],
            )
            for row in rows
        )


class InstrumentRows(EntityRows[Instrument]):
    """The instruments, by name."""

    table = instruments
    kind = "instrument"
    order = (instruments.c.name, instruments.c.id)

    def _columns(self, value: Instrument) -> dict[str, object]:
        blocked = value.blocked
        return {
            "id": value.id,
            "name": value.name,
            "kind": value.kind.value,
            "model": value.model,
            "serial": value.serial,
            "calibrated_on": value.calibrated_on,
            "interval_months": value.interval_months,
            "retired": value.retired,
            "notes": value.notes,
            "blocked": None if blocked is None else blocked.fitness.value,
            "blocked_since": None if blocked is None else blocked.since,
            "blocked_note": "" if blocked is None else blocked.note,
        }

    def _values(self, rows: Sequence[RowMapping]) -> tuple[Instrument, ...]:
        return tuple(
            Instrument(
                id=InstrumentId(row["id"]),
                name=row["name"],
                kind=InstrumentKind(row["kind"]),
                model=row["model"],
                serial=row["serial"],
                calibrated_on=row["calibrated_on"],
                interval_months=row["interval_months"],
                retired=row["retired"],
                notes=row["notes"],
                blocked=_blocked(row),
            )
            for row in rows
        )


def _blocked(row: RowMapping) -> Blocked | None:
    if row["blocked"] is None:
        return None
    return Blocked(Fitness(row["blocked"]), row["blocked_since"], row["blocked_note"])
