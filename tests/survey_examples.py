"""Rooms, plans and surveys for tests: a treatment room and a hot lab with points, meters and a wipe counter."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from au_desktop.domain.ids import InstrumentId, PersonId, RoomId, SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import (
    CountRate,
    CountRateUnit,
    DoseRate,
    DoseRateUnit,
    Duration,
    DurationUnit,
)
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.instruments import Instrument, InstrumentKind
from au_desktop.domain.safety.room_plans import RoomPlan
from au_desktop.domain.safety.rooms import Room, RoomUse
from au_desktop.domain.safety.safety_records import MeterRef, PersonRef, RoomRef
from au_desktop.domain.safety.survey_levels import AreaClass, RateLevel, WipeLevel
from au_desktop.domain.safety.surveys import (
    MeterCheck,
    PointRef,
    Reading,
    Survey,
    SurveyReason,
    Wipe,
    WipeCount,
    counted_wipe,
)
from au_desktop.services.center.facilities import Facilities
from au_desktop.services.safety.area_surveys import AreaSurveys
from au_desktop.services.safety.room_plan_keeping import RoomPlanKeeping
from au_desktop.services.safety.room_states import RoomStates
from au_desktop.services.safety.survey_forms import ReadingEntry, SurveyEntry, WipeEntry
from tests.builders import MemoryDesk

SURVEYOR = PersonRef("Example S.", PersonId(UUID(int=77)))
TODAY = date(2026, 11, 20)


def moment(day: int = 20, hour: int = 14, month: int = 11) -> Moment:
    return Moment(datetime(2026, month, day, hour, tzinfo=UTC), 0)


def mr_h(amount: str) -> DoseRate:
    return DoseRate(Decimal(amount), DoseRateUnit.MR_H)


def cpm(amount: str) -> CountRate:
    return CountRate(Decimal(amount), CountRateUnit.CPM)


def minutes(amount: str) -> Duration:
    return Duration(Decimal(amount), DurationUnit.MIN)


def a_count(gross: str = "60", **changes: Any) -> WipeCount:
    """50 cpm background, 2 min each, efficiency 0.4: MDA 62 dpm/100 cm²."""
    count = WipeCount(cpm(gross), cpm("50"), minutes("2"), minutes("2"), Decimal("0.4"))
    return replace(count, **changes)


def a_point(number: int = 1, name: str = "Bench", **changes: Any) -> PointRef:
    return replace(PointRef(number, name), **changes)


def a_reading(amount: str = "0.4", point: PointRef | None = None) -> Reading:
    return Reading(point or a_point(), mr_h(amount), RateLevel(mr_h("5"), "NUREG", verify=True))


def a_wipe(gross: str = "60", point: PointRef | None = None, level: str = "2000") -> Wipe:
    where = point or a_point()
    return counted_wipe(where, "Lu-177", a_count(gross), WipeLevel(Decimal(level), "NUREG"))


def a_meter(name: str = "SM-1", number: int = 11) -> MeterRef:
    return MeterRef(InstrumentId(UUID(int=number)), name, "Model 3", "100234", date(2027, 3, 2))


def a_survey(**changes: Any) -> Survey:
    survey = Survey(
        id=SafetyId(UUID(int=500)),
        number=1,
        at=moment(),
        entered_at=moment(),
        entered_by=PersonId(UUID(int=77)),
        room=RoomRef(RoomId(UUID(int=3)), "Room 3"),
        reason=SurveyReason.END_OF_DAY,
        surveyed_by=SURVEYOR,
        meter=a_meter(),
        check=MeterCheck(background=mr_h("0.02")),
        readings=(a_reading(),),
    )
    return replace(survey, **changes)


class SurveyedCenter:
    """A center in memory with a treatment room, a hot lab, meters and a counter, and the services over it."""

    def __init__(self, role: Role = Role.RSO) -> None:
        self.memory = MemoryDesk()
        self.desk = self.memory.desk(role)
        facilities = Facilities(self.memory.desk(Role.RSO))
        self.room = facilities.add_room(Room(RoomId(UUID(int=0)), "Room 3")).value
        self.lab = facilities.add_room(
            Room(RoomId(UUID(int=0)), "Hot lab", RoomUse.PREPARATION)
        ).value
        self.meter = facilities.add_instrument(_instrument("SM-1")).value
        self.old_meter = facilities.add_instrument(
            _instrument("SM-0", calibrated_on=date(2024, 1, 5))
        ).value
        self.counter = facilities.add_instrument(
            _instrument("WC-1", kind=InstrumentKind.WIPE_COUNTER)
        ).value
        self.facilities = facilities
        self.plans = RoomPlanKeeping(self.memory.desk(Role.RSO))
        self.surveys = AreaSurveys(self.desk)
        self.states = RoomStates(self.desk)

    def plan(self, room_id: RoomId | None = None) -> RoomPlan:
        """The usual plan of a room, kept."""
        where = room_id or self.room
        plan_id = self.plans.save(self.plans.usual(where)).value
        return self.plans.version(plan_id)

    def entry(self, **changes: Any) -> SurveyEntry:
        """Everything in order at a point of the treatment room."""
        point = PointRef(1, "Chair or bed")
        entry = SurveyEntry(
            self.room,
            SurveyReason.END_OF_DAY,
            self.memory.clock.now(),
            SURVEYOR,
            self.meter,
            MeterCheck(background=mr_h("0.02")),
            (ReadingEntry(point, mr_h("0.4")),),
            self.counter,
            "Lu-177",
            (WipeEntry(point, a_count()),),
        )
        return replace(entry, **changes)

    def readings(self, *amounts: str, area: AreaClass = AreaClass.RESTRICTED) -> tuple[Any, ...]:
        """Readings at the points 1, 2, 3 ..."""
        return tuple(
            ReadingEntry(PointRef(number, f"Point {number}", area), mr_h(amount))
            for number, amount in enumerate(amounts, start=1)
        )

    def enter(self, **changes: Any) -> Survey:
        key = self.surveys.enter(self.entry(**changes)).value
        with self.memory.center.unit_of_work() as uow:
            found: Survey = uow.safety.get(Survey, key)
        return found


def _instrument(name: str, **changes: Any) -> Instrument:
    instrument = Instrument(
        InstrumentId(UUID(int=0)),
        name,
        InstrumentKind.SURVEY_METER,
        serial=f"{name}-serial",
        calibrated_on=date(2026, 3, 2),
    )
    return replace(instrument, **changes)
