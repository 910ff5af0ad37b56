"""From what stands in the package form to a package record, and back; what a new record is offered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from au_desktop.domain.safety.instruments import Purpose
from au_desktop.domain.safety.package_rules import (
    ContentsForm,
    PackageCondition,
    PackageLabel,
    TypeAQuantity,
    wipe_row,
)
from au_desktop.domain.safety.safety_records import MeterRef, PersonRef, RoomRef

if TYPE_CHECKING:
    from collections.abc import Mapping

    from au_desktop.domain.ids import InstrumentId
    from au_desktop.domain.moments import Moment
    from au_desktop.domain.people import Actor
    from au_desktop.domain.reference.library import Reference
    from au_desktop.domain.safety.packages import Package, PackageItem, PackageLimits, PackageWipe
    from au_desktop.domain.safety.rooms import Room
    from au_desktop.services.bundle import Services
    from au_desktop.services.safety.instrument_book import InstrumentChoice, KnownEfficiency
    from au_desktop.services.safety.package_receipt import PackageHabits

_PLAIN = ("supplier", "carrier", "carrier_phone", "waybill", "late_reason", "notes")
_ENUMS = {
    "label": PackageLabel,
    "quantity": TypeAQuantity,
    "contents_form": ContentsForm,
    "condition": PackageCondition,
}
_TAKEN = (
    *("at", "label_index", "exclusive_use", "monitored_at", "background", "surface", "at_1_m"),
    *("opened_at", "day_begins", "contents", "wipes"),
)


@dataclass(frozen=True, slots=True)
class PackageChoices:
    """What the form offers: rooms, instruments, the center's habits, both rows of limits, the last wipe, and who works."""

    rooms: tuple[Room, ...]
    meters: tuple[InstrumentChoice, ...]
    counters: tuple[InstrumentChoice, ...]
    habits: PackageHabits
    limits: tuple[PackageLimits, PackageLimits]
    usual: PackageWipe | None
    efficiencies: Mapping[InstrumentId, tuple[KnownEfficiency, ...]]
    reference: Reference
    actor: Actor
    now: Moment

    @classmethod
    def read(cls, services: Services) -> PackageChoices:
        """Read them; off the screen thread."""
        desk, packages = services.desk, services.packages
        day, instruments = desk.today(), services.instruments
        counters = instruments.fit_for(Purpose.WIPES, day)
        ids = [one.instrument.id for one in counters]
        return cls(
            rooms=tuple(room for room in services.facilities.rooms() if not room.retired),
            meters=instruments.fit_for(Purpose.DOSE_RATE, day),
            counters=counters,
            habits=packages.habits(),
            limits=(packages.limits(()), packages.limits(("",))),
            usual=packages.last_wipe(),
            efficiencies={one: instruments.efficiencies(one, day) for one in ids},
            reference=desk.reference,
            actor=desk.actor,
            now=desk.clock.now(),
        )

    def limits_for(self, package: Package) -> PackageLimits:
        """The limits that hold for these contents, without asking the file again."""
        known = self.reference.nuclides
        row = wipe_row(tuple(known[item.nuclide_id] for item in package.contents))
        return next(limits for limits in self.limits if limits.wipe_row is row)

    def efficiency(
        self, counter: object, items: tuple[PackageItem, ...]
    ) -> KnownEfficiency | None:
        """What the chosen counter is known to count of the first of the contents that it has an efficiency for."""
        known = {
            one.efficiency.nuclide_id: one
            for instrument_id, found in self.efficiencies.items()
            if instrument_id == counter
            for one in found
        }
        named = (known.get(item.nuclide_id) for item in items)
        return next((one for one in named if one is not None), None)

    def person(self, name: object) -> PersonRef | None:
        """Who was typed; the person at work is known by id, too."""
        typed = str(name or "").strip()
        if not typed:
            return None
        return PersonRef(typed, self.actor.person_id if typed == self.actor.name else None)

    def room(self, room_id: object) -> RoomRef | None:
        """The chosen room under its name of today."""
        return next((RoomRef(r.id, r.name) for r in self.rooms if r.id == room_id), None)

    def meter(self, instrument_id: object) -> MeterRef | None:
        """The chosen instrument as it is today."""
        offered = (*self.meters, *self.counters)
        return next((c.ref for c in offered if c.instrument.id == instrument_id), None)


def package_values(package: Package) -> dict[str, object]:
    """What the form shows of a record."""
    values: dict[str, object] = {name: getattr(package, name) for name in (*_PLAIN, *_TAKEN)}
    values |= {name: getattr(package, name) for name in _ENUMS}
    for name in ("room", "meter", "counter"):
        ref = getattr(package, name)
        values[name] = None if ref is None else ref.id
    for name in ("received_by", "monitored_by", "opened_by"):
        ref = getattr(package, name)
        values[name] = "" if ref is None else ref.name
    return values


def package_of(base: Package, values: Mapping[str, object], choices: PackageChoices) -> Package:
    """The record that the form describes, with the limits that hold for it."""
    facts: dict[str, Any] = {name: str(values[name] or "") for name in _PLAIN}
    facts |= {name: values[name] for name in _TAKEN if name != "at"}
    facts |= {name: kind(str(values[name])) for name, kind in _ENUMS.items()}
    facts["at"] = values["at"] or base.at
    facts["exclusive_use"] = bool(values["exclusive_use"])
    facts["room"] = choices.room(values["room"]) or _kept(base.room, values["room"])
    for name, kept in (("meter", base.meter), ("counter", base.counter)):
        facts[name] = choices.meter(values[name]) or _kept(kept, values[name])
    for name in ("received_by", "monitored_by", "opened_by"):
        facts[name] = choices.person(values[name])
    made = replace(base, **facts)
    if base.number and base.notify:
        return made
    return replace(made, limits=choices.limits_for(made))


def _kept(ref: Any, chosen: object) -> Any:  # noqa: ANN401 - a room or an instrument
    """What was retired since stays on its old records."""
    return ref if ref is not None and ref.id == chosen else None
