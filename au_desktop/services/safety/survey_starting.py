"""Works out what the form of a survey begins with: its points, their last results, fit meters, and how wipes were counted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from au_desktop.domain.ids import InstrumentId, RoomId, SafetyId
from au_desktop.domain.quantities import DoseRate
from au_desktop.domain.safety.instruments import Fitness, InstrumentKind
from au_desktop.domain.safety.room_plans import PointKind, RoomPlan
from au_desktop.domain.safety.survey_levels import SurveyLevels
from au_desktop.domain.safety.surveys import PointRef, Survey, SurveyReason
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.safety.room_plan_keeping import current_plans
from au_desktop.services.safety.survey_forms import CountPrefill, Meters, PointTask, SurveyStart

METERS = frozenset({InstrumentKind.SURVEY_METER, InstrumentKind.CONTAMINATION_METER})
COUNTERS = frozenset({InstrumentKind.WIPE_COUNTER, InstrumentKind.CONTAMINATION_METER})
MAY_MEASURE = frozenset({Fitness.FIT, Fitness.CALIBRATION_DUE_SOON})


@dataclass(frozen=True, slots=True)
class Asked:
    """Which survey is to begin: the room, why, and the round that it follows."""

    room_id: RoomId
    reason: SurveyReason
    follows: SafetyId | None = None


def survey_start(uow: UnitOfWork, asked: Asked, levels: SurveyLevels, today: date) -> SurveyStart:
    """What the survey begins with; the reason of a re-survey is that of the round before."""
    room, plan = uow.rooms.get(asked.room_id), current_plans(uow).get(asked.room_id)
    before = None if asked.follows is None else uow.safety.get(Survey, asked.follows)
    last = uow.safety.linked(Survey, asked.room_id)
    meters, counters = _of_kinds(uow, METERS, today), _of_kinds(uow, COUNTERS, today)
    fit = {one.id for one, how in (*meters, *counters) if how in MAY_MEASURE}
    metered = _metered_last(last, fit)
    return SurveyStart(
        room,
        asked.reason if before is None else before.reason,
        plan,
        _tasks(plan, last) if before is None else _tasks_again(before, plan),
        levels,
        meters,
        counters,
        _first_fit(meters) if metered is None else metered[0],
        None if metered is None else metered[1],
        _counted_last(last, fit) or _counted_last(_newest(uow, counters), fit),
        before,
    )


def amendment_start(
    uow: UnitOfWork, survey: Survey, levels: SurveyLevels, today: date
) -> SurveyStart:
    """What the amendment of a survey begins with: its own points, then what the plan or the round asks for beside them."""
    follows = None if survey.again is None else survey.again.follows
    start = survey_start(uow, Asked(survey.room.id, survey.reason, follows), levels, today)
    own = _tasks_of(survey)
    known = {task.point.number for task in own if task.point.number}
    more = tuple(task for task in start.tasks if task.point.number not in known)
    return replace(start, tasks=(*own, *more), amends=survey)


def _tasks_of(survey: Survey) -> tuple[PointTask, ...]:
    kinds: dict[PointRef, set[PointKind]] = {}
    for reading in survey.readings:
        kinds.setdefault(reading.point, set()).add(PointKind.READING)
    for wipe in survey.wipes:
        kinds.setdefault(wipe.point, set()).add(PointKind.WIPE)
    return tuple(PointTask(point, _kind_of(found)) for point, found in kinds.items())


def _of_kinds(uow: UnitOfWork, kinds: frozenset[InstrumentKind], today: date) -> Meters:
    found = ((one, one.fitness_on(today)) for one in uow.instruments.all())
    return tuple(
        (one, how) for one, how in found if one.kind in kinds and how is not Fitness.RETIRED
    )


def _metered_last(
    surveys: Iterable[Survey], fit: set[InstrumentId]
) -> tuple[InstrumentId, DoseRate | None] | None:
    for survey in surveys:
        if survey.meter is not None and survey.meter.id in fit:
            return survey.meter.id, survey.check.background
    return None


def _tasks(plan: RoomPlan | None, surveys: Sequence[Survey]) -> tuple[PointTask, ...]:
    points = () if plan is None else sorted(plan.points, key=lambda one: one.number)
    return tuple(
        PointTask(
            PointRef(one.number, one.name, one.area),
            one.kind,
            _last_rate(surveys, one.number) if one.kind.reads else None,
            _last_dpm(surveys, one.number) if one.kind.wiped else None,
        )
        for one in points
    )


def _tasks_again(before: Survey, plan: RoomPlan | None) -> tuple[PointTask, ...]:
    """What stands above its level, under the names of today's plan where the point is still on it."""
    found: dict[tuple[int, str], set[PointKind]] = {}
    for one in before.open_findings:
        found.setdefault((one.number, one.name), set()).add(one.kind)
    measured = (
        *(one.point for one in before.readings),
        *(one.point for one in before.wipes),
    )
    known = {one.number: one for one in measured}
    return tuple(
        PointTask(_named(number, name, plan, known.get(number)), _kind_of(kinds))
        for (number, name), kinds in sorted(found.items())
    )


def _named(number: int, name: str, plan: RoomPlan | None, known: PointRef | None) -> PointRef:
    point = plan.point(number) if plan is not None else None
    if point is not None:
        return PointRef(number, point.name, point.area)
    return known if known is not None and known.name == name else PointRef(number, name)


def _kind_of(kinds: set[PointKind]) -> PointKind:
    return PointKind.BOTH if len(kinds) > 1 else next(iter(kinds))


def _last_rate(surveys: Sequence[Survey], number: int) -> DoseRate | None:
    read = (
        one.rate for survey in surveys for one in survey.readings if one.point.number == number
    )
    return next(read, None)


def _last_dpm(surveys: Sequence[Survey], number: int) -> Decimal | None:
    wiped = (
        one.net_dpm for survey in surveys for one in survey.wipes if one.point.number == number
    )
    return next(wiped, None)


def _first_fit(meters: Meters) -> InstrumentId | None:
    """The first that may measure."""
    return next((one.id for one, how in meters if how in MAY_MEASURE), None)


def _newest(uow: UnitOfWork, counters: Meters) -> tuple[Survey, ...]:
    """The newest survey of each counter, wherever it was made."""
    found = (uow.safety.newest(Survey, one.id) for one, _ in counters)
    return tuple(survey for survey in found if survey is not None)


def _counted_last(surveys: Iterable[Survey], fit: set[InstrumentId]) -> CountPrefill | None:
    for survey in surveys:
        if survey.wipes and survey.counter is not None and survey.counter.id in fit:
            wipe = survey.wipes[0]
            return CountPrefill(survey.counter.id, wipe.nuclide, wipe.count)
    return None
