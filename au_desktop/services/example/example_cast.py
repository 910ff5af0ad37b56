"""Who and what the worked example plays with: rooms, instruments, supervising AUs, and a roster of made-up trainees."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from au_desktop.domain.ids import InstrumentId, RoomId, SupervisorId, TraineeId
from au_desktop.domain.safety.instruments import Instrument, InstrumentKind
from au_desktop.domain.safety.rooms import Room, RoomUse
from au_desktop.domain.training.supervisors import LicenseListing, SupervisingAU
from au_desktop.domain.training.trainees import (
    Capacity,
    CapacityPeriod,
    Eligibility,
    Pathway,
    Period,
    ProgramMembership,
    Trainee,
    TraineeStatus,
)
from au_desktop.services.bundle import Services
from au_desktop.services.center.facilities import CenterFacts

LICENSE = "45-00000-01"
EXAMPLE_FACTS = CenterFacts(
    "Lakeside RPT Center", LICENSE, "U.S. Nuclear Regulatory Commission", "1 Example Way, Lakeside"
)
SECOND_SUPERVISOR = "Morgan Reyes"
_NOBODY = UUID(int=0)
_LISTED_FOR_DAYS = 700
_HERE_NOW = 6
_SEEN_AT_ONCE = 8
_MEMBERSHIP_ENDS_IN_DAYS = (210, 9, 75, -5, 330, 150)
_ROOMS = (
    ("Room 3", RoomUse.ADMINISTRATION),
    ("Hot lab", RoomUse.PREPARATION),
    ("Restroom 3", RoomUse.OTHER),
    ("Waste store", RoomUse.STORAGE),
)
_INSTRUMENTS = (
    ("DC-1", InstrumentKind.DOSE_CALIBRATOR, "CRC-55tR", "550123", 120),
    ("SM-1", InstrumentKind.SURVEY_METER, "Model 3", "100234", 60),
    ("WC-1", InstrumentKind.WIPE_COUNTER, "Wizard", "2480-77", 200),
    ("SM-2", InstrumentKind.SURVEY_METER, "Model 3", "100877", 371),
    ("SM-3", InstrumentKind.SURVEY_METER, "Model 14C", "100901", 357),
)
"""Name, kind, model, serial number, and the days since its calibration: SM-2 is overdue, SM-3 soon will be."""

_PATHWAYS = (
    (Pathway.PARENTERAL, ("G3",)),
    (Pathway.ALTERNATE_390, ("G1", "G2", "G3")),
    (Pathway.ORAL_ABOVE_33_MCI, ("G2",)),
    (Pathway.EXISTING_AU, ("G3",)),
)
_STATES = ("FL", "OH", "TX", "NC", "NY", "CA", "IL", "GA")


@dataclass(frozen=True, slots=True)
class Span:
    """The days of the example."""

    first: date
    today: date

    def part(self, share: float) -> date:
        """The day after that share of it."""
        return self.first + timedelta(days=round((self.today - self.first).days * share))


@dataclass(slots=True)
class ExampleCast:
    """What has been made. `supervisors` holds the one who was listed all along, then the one listed only later."""

    trainees: list[Trainee] = field(default_factory=list)
    supervisors: list[SupervisorId] = field(default_factory=list)
    rooms: list[Room] = field(default_factory=list)
    instruments: dict[InstrumentKind, Instrument] = field(default_factory=dict)

    def with_capacity(self, day: date) -> Sequence[Trainee]:
        """The trainees who may take part on that day, the latest to come."""
        found = [one for one in self.trainees if one.capacity_on(day) is not None]
        return found[-_SEEN_AT_ONCE:] or self.trainees[:1]

    def without_capacity(self, day: date) -> Sequence[Trainee]:
        """The trainees who have no capacity on that day."""
        return [one for one in self.trainees if one.capacity_on(day) is None]

    def visiting(self, day: date) -> Sequence[Trainee]:
        """The trainees who are at the center on that day."""
        return [one for one in self.trainees if any(visit.holds(day) for visit in one.visits)]


def equip(cast: ExampleCast, services: Services, today: date) -> None:
    """Add rooms and instruments."""
    for name, use in _ROOMS:
        room = Room(RoomId(_NOBODY), name, use)
        cast.rooms.append(replace(room, id=services.facilities.add_room(room).value))
    for name, kind, model, serial, age in _INSTRUMENTS:
        calibrated = today - timedelta(days=age)
        made = Instrument(InstrumentId(_NOBODY), name, kind, model, serial, calibrated)
        made = replace(made, id=services.facilities.add_instrument(made).value)
        cast.instruments.setdefault(kind, made)


def list_supervisors(
    cast: ExampleCast, services: Services, span: Span, preceptor: SupervisingAU
) -> None:
    """Add the preceptor, listed all along, and a second supervising AU, listed from the middle of the example on."""
    long_listed = Period(span.first - timedelta(days=_LISTED_FOR_DAYS))
    second = SupervisingAU(SupervisorId(_NOBODY), SECOND_SUPERVISOR)
    for supervisor, period, amendment in (
        (preceptor, long_listed, "14"),
        (second, Period(span.part(0.5)), "17"),
    ):
        listing = LicenseListing(
            LICENSE, EXAMPLE_FACTS.agency, ("35.390",), ("G1", "G2", "G3"), period, amendment
        )
        added = services.supervision.add(replace(supervisor, listings=(listing,)))
        cast.supervisors.append(added.value)


def enroll(cast: ExampleCast, services: Services, span: Span, count: int) -> None:
    """Put the trainees on the roster; the last of them are in training now."""
    made = list(_roster(span, count))
    ids = [services.enrolment.enroll(one).value for one in made]
    cast.trainees = [replace(one, id=key) for key, one in zip(ids, made, strict=True)]


def _roster(span: Span, count: int) -> Iterator[Trainee]:
    for index in range(count):
        pathway, requested = _PATHWAYS[index % len(_PATHWAYS)]
        place = index - (count - _HERE_NOW)
        first = span.part(index / count)
        last = span.today + timedelta(days=200) if place >= 0 else first + timedelta(days=250)
        yield Trainee(
            id=TraineeId(_NOBODY),
            number=0,
            family_name=f"Example {index + 1:02d}",
            given_name=f"{chr(65 + index % 26)}.",
            degree="MD" if index % 4 else "DO",
            email=f"trainee{index + 1:02d}@example.org",
            license_state=_STATES[index % len(_STATES)],
            license_number=f"ME{10000 + index}",
            membership=ProgramMembership(f"A{20000 + index}", _member_until(span, place, first)),
            eligibility=Eligibility(classroom_complete=True, membership_seen=True),
            pathway=pathway,
            requested=requested,
            capacities=(CapacityPeriod(_capacity(index), Period(first, last)),),
            visits=(_visit(span, place, first),),
            status=TraineeStatus.ACTIVE if place >= 0 else TraineeStatus.COMPLETED,
            classroom_hours_claimed=Decimal(80 if pathway is Pathway.PARENTERAL else 200),
        )


def _member_until(span: Span, place: int, first: date) -> date:
    if place < 0:
        return first + timedelta(days=400)
    return span.today + timedelta(days=_MEMBERSHIP_ENDS_IN_DAYS[place])


def _visit(span: Span, place: int, first: date) -> Period:
    if place < 0 or place % 3 == 0:
        return Period(first, first + timedelta(days=4))
    return Period(span.today - timedelta(days=2), span.today + timedelta(days=2))


def _capacity(index: int) -> Capacity:
    if index % 12 == 4:
        return Capacity.OBSERVER
    return Capacity.SUPERVISED_PARTICIPANT if index % 5 else Capacity.PRIVILEGED
