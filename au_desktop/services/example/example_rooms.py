"""The rooms of the worked example: drawn plans, weekly surveys, one contaminated bench, one confined patient, one loop open."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from au_desktop.domain.checklists.templates import Need
from au_desktop.domain.ids import InstrumentId, SafetyId
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
from au_desktop.domain.safety.instruments import InstrumentKind
from au_desktop.domain.safety.room_plans import RoomPlan
from au_desktop.domain.safety.rooms import Room
from au_desktop.domain.safety.safety_records import PersonRef
from au_desktop.domain.safety.surveys import MeterCheck, PointRef, SurveyReason, WipeCount
from au_desktop.services.bundle import Services
from au_desktop.services.example.example_hand import Stage
from au_desktop.services.example.example_moves import Move, at
from au_desktop.services.safety.survey_forms import ReadingEntry, SurveyEntry, WipeEntry

_DRAWN, _WEEKS = 98, 13
_CONTAMINATED, _CONFINED, _LEFT, _OPEN = 40, 25, 23, 1
_LAB, _TREATMENT, _RESTROOM, _STORE = "Hot lab", "Room 3", "Restroom 3", "Waste store"
_EVENING = "end_of_day_survey"
_NOT_SURVEYED = frozenset({12, _CONFINED, _CONFINED - 1})
"""One evening was forgotten; a patient was confined on two others."""
_EFFICIENCY = Decimal("0.38")
_CONFINED_CODE = "LR-07731"


def example_rooms(stage: Stage, today: date) -> Iterator[Move]:
    """Plans first, then week after week, with what went wrong between."""
    rounds = _Rounds(stage, today)
    for name in (_LAB, _TREATMENT, _RESTROOM, _STORE):
        yield rounds.at(_DRAWN, 9, partial(rounds.draw, name))
    for week in range(_WEEKS):
        for place, name in enumerate((_LAB, _TREATMENT)):
            days_ago = 7 * week + 4
            yield rounds.at(days_ago, 16 + place, partial(rounds.weekly, name, week))
    for days_ago in range(1, 7 * _WEEKS):
        if days_ago not in _NOT_SURVEYED:
            yield rounds.at(days_ago, 19, partial(rounds.evening, days_ago))
    yield rounds.at(_CONTAMINATED, 10, rounds.spilled)
    yield rounds.at(_CONTAMINATED, 11, partial(rounds.again, "wiped with detergent", "1120"))
    yield rounds.at(_CONTAMINATED, 13, partial(rounds.again, "covering replaced", "56"))
    yield rounds.at(_CONTAMINATED, 14, rounds.opened)
    yield rounds.at(_CONFINED, 12, rounds.confined)
    yield rounds.at(_LEFT, 9, rounds.patient_left)
    yield rounds.at(_LEFT, 10, rounds.released)
    yield rounds.at(_OPEN, 15, rounds.left_open)


@dataclass(slots=True)
class _Rounds:
    """Plays the surveys; remembers the round that the next one follows."""

    stage: Stage
    today: date
    _last: SafetyId | None = None

    def at(self, days_ago: int, hour: int, play: Callable[[], object]) -> Move:
        return Move(at(self.stage, self.today - timedelta(days=days_ago), hour, 20), play)

    def draw(self, name: str) -> None:
        room = self._room(name)
        plans = self._rso.room_plans
        plans.save(plans.usual(room.id))

    def weekly(self, name: str, week: int) -> None:
        """Everything in order; the figures wander a little from week to week."""
        room = self._room(name)
        self._survey(room, SurveyReason.WEEKLY_WIPE, _rates(week), _counts(week))

    def evening(self, days_ago: int) -> None:
        """The treatment room at the end of the day, where no checklist says so already."""
        room, day = self._room(_TREATMENT), self._now.local.date()
        done = self._staff.desk.queries.done_runs(_EVENING, Need.ROOM, room.id, 1)
        if any(run.day == day for run in done):
            return
        reason = SurveyReason.END_OF_DAY
        self._survey(room, reason, _rates(days_ago), ())

    def spilled(self) -> None:
        """A drop on the bench: the wipe is far above its level, and the room is closed."""
        lab = self._room(_LAB)
        rates = ("1.9", *_rates(3)[1:])
        counts = ("2140", *_counts(3)[1:])
        self._last = self._survey(lab, SurveyReason.AFTER_SPILL, rates, counts)
        self._staff.room_states.close(lab.id, "contamination on the preparation bench")

    def again(self, done: str, gross: str) -> None:
        """The bench alone, after cleaning: the first time not clean enough."""
        lab = self._room(_LAB)
        reason = SurveyReason.AFTER_SPILL
        self._last = self._survey(lab, reason, (), (gross,), (self._last, done))

    def opened(self) -> None:
        self._staff.room_states.open_again(self._room(_LAB).id)

    def confined(self) -> None:
        room = self._room(_TREATMENT)
        self._staff.room_states.confine(room.id, _CONFINED_CODE, self._now)

    def patient_left(self) -> None:
        self._staff.room_states.patient_left(self._room(_TREATMENT).id, self._now)

    def released(self) -> None:
        """Every point by the levels of unrestricted areas."""
        room, reason = self._room(_TREATMENT), SurveyReason.ROOM_RELEASE
        low = ("0.06", "0.05", "0.05", "0.08", "0.04", "0.03")
        self._survey(room, reason, low, ("58", "55", "52", "54"))

    def left_open(self) -> None:
        """Yesterday the floor of the restroom was above its level; nobody surveyed it again yet."""
        self._survey(self._room(_RESTROOM), SurveyReason.OTHER, ("0.3", "0.05"), ("1650",))

    @property
    def _rso(self) -> Services:
        return self.stage.as_role(Role.RSO)

    @property
    def _staff(self) -> Services:
        return self.stage.as_role(Role.STAFF)

    @property
    def _now(self) -> Moment:
        return self._staff.desk.clock.now()

    def _room(self, name: str) -> Room:
        return next(room for room in self._rso.facilities.rooms() if room.name == name)

    def _instrument(self, kind: InstrumentKind) -> InstrumentId:
        day = self._now.local.date()
        found = self._rso.facilities.instruments()
        return next(one.id for one in found if one.kind is kind and one.fitness_on(day).usable)

    def _survey(
        self,
        room: Room,
        reason: SurveyReason,
        rates: tuple[str, ...],
        counts: tuple[str, ...],
        again: tuple[SafetyId | None, str] = (None, ""),
    ) -> SafetyId:
        actor = self._staff.desk.actor
        plan = self._rso.room_plans.current(room.id)
        assert plan is not None  # noqa: S101 - it was drawn before
        entry = SurveyEntry(
            room_id=room.id,
            reason=reason,
            at=self._now,
            surveyed_by=PersonRef(actor.name, actor.person_id),
            meter_id=self._instrument(InstrumentKind.SURVEY_METER),
            check=MeterCheck(background=_rate("0.02")),
            readings=_readings(plan, rates),
            counter_id=self._instrument(InstrumentKind.WIPE_COUNTER),
            nuclide_id="Lu-177",
            wipes=_wipes(plan, counts),
            follows=again[0],
            done_before=again[1],
        )
        return self._staff.area_surveys.enter(entry).value


def _rates(week: int) -> tuple[str, ...]:
    """One for each point, the last outside the door."""
    return (
        f"0.{3 + week % 4}",
        f"0.{2 + (week * 3) % 5}",
        f"0.1{week % 7}",
        f"0.0{6 + week % 3}",
        "0.03",
        "0.03",
    )


def _counts(week: int) -> tuple[str, ...]:
    return tuple(f"{44 + (week * 11 + place * 17) % 60}" for place in range(4))


def _rate(amount: str) -> DoseRate:
    return DoseRate(Decimal(amount), DoseRateUnit.MR_H)


def _readings(plan: RoomPlan, amounts: tuple[str, ...]) -> tuple[ReadingEntry, ...]:
    read = [point for point in plan.points if point.kind.reads]
    return tuple(
        ReadingEntry(PointRef(point.number, point.name, point.area), _rate(amount))
        for point, amount in zip(read, amounts, strict=False)
    )


def _wipes(plan: RoomPlan, amounts: tuple[str, ...]) -> tuple[WipeEntry, ...]:
    wiped = [point for point in plan.points if point.kind.wiped]
    return tuple(
        WipeEntry(PointRef(point.number, point.name, point.area), _count(amount))
        for point, amount in zip(wiped, amounts, strict=False)
    )


def _count(gross: str) -> WipeCount:
    two, ten = (Duration(Decimal(amount), DurationUnit.MIN) for amount in (2, 10))
    background = CountRate(Decimal(42), CountRateUnit.CPM)
    return WipeCount(
        CountRate(Decimal(gross), CountRateUnit.CPM), background, two, ten, _EFFICIENCY
    )
