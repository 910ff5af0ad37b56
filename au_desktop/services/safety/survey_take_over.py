"""Takes the answers of a submitted survey checklist over into the form of a survey, so that nothing is typed twice."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from au_desktop.domain.checklists.answers import (
    AnswerValue,
    Confirmed,
    Measured,
    Number,
    Reference,
    Reply,
    Text,
    YesNo,
)
from au_desktop.domain.checklists.items import Item
from au_desktop.domain.checklists.runs import Run
from au_desktop.domain.checklists.templates import Need
from au_desktop.domain.ids import InstrumentId, PersonId, RoomId, RunId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import AnyQuantity, CountRate, DoseRate, Duration
from au_desktop.domain.safety.room_plans import RoomPlan, SurveyPoint
from au_desktop.domain.safety.rooms import Room
from au_desktop.domain.safety.safety_records import PersonRef
from au_desktop.domain.safety.survey_levels import AreaClass
from au_desktop.domain.safety.surveys import MeterCheck, PointRef, Survey, SurveyReason
from au_desktop.services.checklists.checklist_work import run_code
from au_desktop.services.desk import Desk
from au_desktop.services.safety.room_plan_keeping import current_plans
from au_desktop.services.safety.survey_forms import ReadingEntry

REASONS = {
    "area_survey": SurveyReason.END_OF_DAY,
    "wipe_test": SurveyReason.WEEKLY_WIPE,
    "room_release": SurveyReason.ROOM_RELEASE,
}
"""The kinds of checklist that are taken over, and the reason that they stand for."""
BACK = timedelta(days=92)
_MOST = 60
_OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class RunOffer:
    """A submitted checklist about a room that no survey was taken from yet."""

    run_id: RunId
    code: str
    title: str
    reason: SurveyReason
    at: Moment


@dataclass(frozen=True, slots=True)
class TakenCount:
    """What the checklist says of its highest wipe; what it does not ask for is None and is typed."""

    place: str
    gross: CountRate | None
    background: CountRate | None
    sample_time: Duration | None
    background_time: Duration | None
    efficiency: Decimal | None
    area_cm2: Decimal | None
    wipe_factor: Decimal | None
    nuclide: str
    counter_id: InstrumentId | None


@dataclass(frozen=True, slots=True)
class TakenOver:
    """A checklist's answers in the terms of a survey."""

    run_id: RunId
    code: str
    reason: SurveyReason
    at: Moment
    surveyed_by: PersonRef | None
    meter_id: InstrumentId | None
    check: MeterCheck
    readings: tuple[ReadingEntry, ...]
    count: TakenCount | None
    notes: str


class SurveyTakeOver:
    """Use cases about checklists of surveys that were submitted."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def offers(self, room_id: RoomId) -> tuple[RunOffer, ...]:
        """Checklists of the last three months about a room that no survey was taken from, newest first."""
        today, found = self._desk.today(), []
        with self._desk.reading() as uow:
            surveys = uow.safety.between(Survey, today - BACK, today)
            taken = {survey.run_id for survey in surveys if survey.voided is None}
            for _, template in uow.templates.current(today):
                reason = REASONS.get(template.kind)
                if reason is None:
                    continue
                asked = (template.id, Need.ROOM, room_id, _MOST)
                for done in self._desk.queries.done_runs(*asked):
                    if done.day >= today - BACK and done.run_id not in taken:
                        run = uow.runs.get(done.run_id)
                        code = run_code(run.number)
                        found.append(
                            RunOffer(run.id, code, template.title, reason, run.event_time)
                        )
        return tuple(sorted(found, key=lambda one: one.at.utc, reverse=True))

    def read(self, run_id: RunId) -> TakenOver:
        """The answers of one checklist; raises `NotFound`."""
        with self._desk.reading() as uow:
            run = uow.runs.get(run_id)
            template = uow.templates.get(run.template_digest)
            room_id = run.subject.room_id
            room = None if room_id is None else uow.rooms.get(room_id)
            plan = None if room_id is None else current_plans(uow).get(room_id)
        answers = _Answers(run)
        readings = tuple(_readings(template.items, answers, plan, room))
        return TakenOver(
            run_id=run.id,
            code=run_code(run.number),
            reason=REASONS.get(template.kind, SurveyReason.OTHER),
            at=run.event_time,
            surveyed_by=answers.person("surveyed_by") or answers.person("wiped_by"),
            meter_id=answers.instrument("survey_instrument"),
            check=MeterCheck(
                answers.good("battery"), answers.good("check_source"), answers.rate("background")
            ),
            readings=readings,
            count=_count(answers),
            notes=answers.text("action_taken") or answers.text("cleaned"),
        )


class _Answers:
    """Reads one run by the keys that the shipped checklists use; None, or nothing, where an answer is missing."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def value(self, item: str) -> AnswerValue | None:
        answer = self._run.answer(item)
        return None if answer is None else answer.value

    def quantity(self, item: str) -> AnyQuantity | None:
        value = self.value(item)
        return value.quantity if isinstance(value, Measured) else None

    def note(self, item: str) -> str:
        answer = self._run.answer(item)
        return "" if answer is None else answer.note

    def rate(self, item: str) -> DoseRate | None:
        quantity = self.quantity(item)
        return quantity if isinstance(quantity, DoseRate) else None

    def counts(self, item: str) -> CountRate | None:
        quantity = self.quantity(item)
        return quantity if isinstance(quantity, CountRate) else None

    def time(self, item: str) -> Duration | None:
        quantity = self.quantity(item)
        return quantity if isinstance(quantity, Duration) else None

    def number(self, item: str) -> Decimal | None:
        value = self.value(item)
        return value.amount if isinstance(value, Number) else None

    def text(self, item: str) -> str:
        value = self.value(item)
        return value.text if isinstance(value, Text) else ""

    def good(self, item: str) -> bool:
        """False only where the answer says that it is not in order."""
        value = self.value(item)
        return value != Confirmed(done=False) and value != YesNo(Reply.NO)

    def instrument(self, item: str) -> InstrumentId | None:
        value = self.value(item)
        named = value.id if isinstance(value, Reference) else None
        return None if named is None else InstrumentId(named)

    def person(self, item: str) -> PersonRef | None:
        value = self.value(item)
        if not isinstance(value, Reference):
            return None
        return PersonRef(value.label, None if value.id is None else PersonId(value.id))


def _readings(
    items: tuple[Item, ...], answers: _Answers, plan: RoomPlan | None, room: Room | None
) -> Iterator[ReadingEntry]:
    for item in items:
        rate = answers.rate(item.key) if item.key.startswith("reading") else None
        if rate is not None:
            yield ReadingEntry(_point(item, plan, room), rate, answers.note(item.key))


def _point(item: Item, plan: RoomPlan | None, room: Room | None) -> PointRef:
    """The point of the plan whose name the item's title begins with, else a place without a number."""
    for point in () if plan is None else plan.points:
        if item.title.casefold().startswith(point.name.casefold()):
            return _ref(point)
    restricted = room is not None and room.restricted and _OUTSIDE not in item.key
    area = AreaClass.RESTRICTED if restricted else AreaClass.UNRESTRICTED
    return PointRef(0, item.title, area)


def _ref(point: SurveyPoint) -> PointRef:
    return PointRef(point.number, point.name, point.area)


def _count(answers: _Answers) -> TakenCount | None:
    gross = answers.counts("wipe_gross")
    if gross is None:
        return None
    return TakenCount(
        place=answers.text("wipe_place"),
        gross=gross,
        background=answers.counts("wipe_background"),
        sample_time=answers.time("count_time"),
        background_time=answers.time("background_time"),
        efficiency=answers.number("wipe_efficiency"),
        area_cm2=answers.number("wipe_area"),
        wipe_factor=answers.number("pick_up"),
        nuclide=answers.text("nuclide"),
        counter_id=answers.instrument("wipe_counter"),
    )
