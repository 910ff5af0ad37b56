"""Rooms, instruments and the center's own facts: name, license number, agency, profile, site settings."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import InstrumentId, RoomId
from au_desktop.domain.roles import Permission
from au_desktop.domain.safety.instruments import Instrument
from au_desktop.domain.safety.rooms import Room
from au_desktop.domain.training.counting.gate import HouseRules
from au_desktop.services.changes import Kind
from au_desktop.services.desk import Change, Desk, Subject
from au_desktop.services.outcomes import Outcome, Undo
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.rows import Hit

CENTER_NAME = "name"
LICENSE_NUMBER = "license_number"
AGENCY = "agency"
ADDRESS = "address"
PROFILE = "profile_id"
TIME_ZONE = "time_zone"
LATE_ENTRY_HOURS = "late_entry_hours"
RATING_ASKED = "rating_asked"
ONE_TRAINEE_A_CASE = "one_trainee_a_case"
_YES = "yes"
_LATE_ENTRY_START = 24
"""What a new center begins with. No rule gives a number: it is the center's own, and may be left empty."""
_A_YEAR_OF_HOURS = 8760


@dataclass(frozen=True, slots=True)
class CenterFacts:
    """What every sheet's header says of the center, and its own settings.

    `late_entry_hours` is how many hours after an administration its entry needs a reason; None asks for no reason ever.
    `rating_asked` and `one_trainee_a_case` say whether a case counts only once it is rated, and for one trainee only.
    """

    name: str
    license_number: str = ""
    agency: str = ""
    address: str = ""
    profile_id: str = "nrc-2019"
    late_entry_hours: int | None = _LATE_ENTRY_START
    rating_asked: bool = False
    one_trainee_a_case: bool = False

    @classmethod
    def of(cls, facts: Mapping[str, str]) -> "CenterFacts":
        """Read them from the stored texts."""
        return cls(
            name=facts.get(CENTER_NAME, ""),
            license_number=facts.get(LICENSE_NUMBER, ""),
            agency=facts.get(AGENCY, ""),
            address=facts.get(ADDRESS, ""),
            profile_id=facts.get(PROFILE, "nrc-2019"),
            late_entry_hours=_hours(facts.get(LATE_ENTRY_HOURS, "")),
            rating_asked=facts.get(RATING_ASKED) == _YES,
            one_trainee_a_case=facts.get(ONE_TRAINEE_A_CASE) == _YES,
        )

    def texts(self) -> dict[str, str]:
        """The texts to store."""
        return {
            CENTER_NAME: self.name,
            LICENSE_NUMBER: self.license_number,
            AGENCY: self.agency,
            ADDRESS: self.address,
            PROFILE: self.profile_id,
            LATE_ENTRY_HOURS: "" if self.late_entry_hours is None else str(self.late_entry_hours),
            RATING_ASKED: _YES if self.rating_asked else "",
            ONE_TRAINEE_A_CASE: _YES if self.one_trainee_a_case else "",
        }


class Facilities:
    """Use cases about the place."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def center(self) -> CenterFacts:
        """The center's facts."""
        with self._desk.unit_of_work() as uow:
            return CenterFacts.of(uow.facts.all())

    def change_center(self, facts: CenterFacts) -> Outcome[None]:
        """Change the center's facts; the profile must be one that is shipped or imported."""
        if not facts.name.strip():
            raise Invalid("center name", "is empty")
        if not 0 <= (facts.late_entry_hours or 0) <= _A_YEAR_OF_HOURS:
            raise Invalid("late_entry_hours", "must be 0 to 8760 hours")
        self._desk.reference.profile(facts.profile_id)
        with self._desk.change(Permission.MANAGE_CENTER) as change:
            before = CenterFacts.of(change.uow.facts.all())
            for key, value in facts.texts().items():
                change.uow.facts.put(key, value)
            change.record("change center", Subject(Kind.CENTER, None, facts.name), before, facts)
        undo = Undo("center facts changed", lambda: self.change_center(before))
        return Outcome(None, change.changes, undo)

    def rooms(self) -> tuple[Room, ...]:
        """All rooms, retired ones last."""
        with self._desk.unit_of_work() as uow:
            return uow.rooms.all()

    def add_room(self, room: Room) -> Outcome[RoomId]:
        """Add a room; its id is given here."""
        with self._desk.change(Permission.MANAGE_INSTRUMENTS) as change:
            self._refuse_twin(room.name, [other.name for other in change.uow.rooms.all()])
            added = replace(room, id=RoomId(self._desk.ids.new()))
            change.uow.rooms.add(added)
            change.record("add room", Subject(Kind.ROOM, added.id, added.name), None, added)
            change.uow.search.put(Hit("room", added.id, added.name, added.use.value), added.name)
        return Outcome(added.id, change.changes)

    def change_room(self, room: Room) -> Outcome[None]:
        """Change a room, or retire it."""
        with self._desk.change(Permission.MANAGE_INSTRUMENTS) as change:
            before = change.uow.rooms.get(room.id)
            others = [other.name for other in change.uow.rooms.all() if other.id != room.id]
            self._refuse_twin(room.name, others)
            change.uow.rooms.replace(room)
            change.record("change room", Subject(Kind.ROOM, room.id, room.name), before, room)
            change.uow.search.put(Hit("room", room.id, room.name, room.use.value), room.name)
        return Outcome(
            None, change.changes, Undo(f"{room.name} changed", lambda: self.change_room(before))
        )

    def instruments(self) -> tuple[Instrument, ...]:
        """All instruments, retired ones last."""
        with self._desk.unit_of_work() as uow:
            return uow.instruments.all()

    def add_instrument(self, instrument: Instrument) -> Outcome[InstrumentId]:
        """Add an instrument; its id is given here."""
        with self._desk.change(Permission.MANAGE_INSTRUMENTS) as change:
            self._refuse_twin(
                instrument.name, [other.name for other in change.uow.instruments.all()]
            )
            added = replace(instrument, id=InstrumentId(self._desk.ids.new()))
            change.uow.instruments.add(added)
            change.record(
                "add instrument", Subject(Kind.INSTRUMENT, added.id, added.name), None, added
            )
            _index_instrument(change, added)
        return Outcome(added.id, change.changes)

    def change_instrument(self, instrument: Instrument) -> Outcome[None]:
        """Change an instrument: a new calibration, an interval, or its retirement."""
        with self._desk.change(Permission.MANAGE_INSTRUMENTS) as change:
            before = change.uow.instruments.get(instrument.id)
            names = [
                other.name for other in change.uow.instruments.all() if other.id != instrument.id
            ]
            self._refuse_twin(instrument.name, names)
            change.uow.instruments.replace(instrument)
            subject = Subject(Kind.INSTRUMENT, instrument.id, instrument.name)
            change.record("change instrument", subject, before, instrument)
            _index_instrument(change, instrument)
        undo = Undo(f"{instrument.name} changed", lambda: self.change_instrument(before))
        return Outcome(None, change.changes, undo)

    @staticmethod
    def _refuse_twin(name: str, others: list[str]) -> None:
        if name.strip().casefold() in {other.strip().casefold() for other in others}:
            raise Invalid("name", f"{name} already exists")


def house_rules(uow: UnitOfWork) -> HouseRules:
    """What this center asks of a case beyond the rules."""
    facts = CenterFacts.of(uow.facts.all())
    return HouseRules(facts.late_entry_hours, facts.rating_asked, facts.one_trainee_a_case)


def late_entry_hours(uow: UnitOfWork) -> int | None:
    """After how many hours an entry needs a reason in this center; None where it asks for none."""
    return CenterFacts.of(uow.facts.all()).late_entry_hours


def _hours(text: str) -> int | None:
    """A center that was founded before there was such a setting has none."""
    return int(text) if text else None


def _index_instrument(change: Change, instrument: Instrument) -> None:
    words = f"{instrument.name} {instrument.model} {instrument.serial} {instrument.kind.value}"
    detail = f"{instrument.kind.value} {instrument.model} {instrument.serial}".strip()
    change.uow.search.put(Hit("instrument", instrument.id, instrument.name, detail), words)
