"""Schedules of checklists that come again: what is due, what was done late, and what is not scheduled yet."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType
from uuid import UUID

from au_desktop.domain.checklists.recurring_work import (
    DoneRun,
    Evidence,
    Occasion,
    Occurrence,
    Schedule,
    next_due,
    occurrences,
    open_occurrence,
)
from au_desktop.domain.checklists.templates import Need, Recurrence, Template
from au_desktop.domain.errors import Invalid, NotFound, ReasonRequired
from au_desktop.domain.ids import InstrumentId, ScheduleId
from au_desktop.domain.roles import Permission
from au_desktop.domain.safety.instruments import InstrumentKind
from au_desktop.domain.safety.rooms import RoomUse
from au_desktop.domain.safety.surveys import Survey
from au_desktop.services.changes import Kind
from au_desktop.services.desk import Change, Desk, Subject
from au_desktop.services.outcomes import Outcome, Undo
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.rows import UseRow

_RECENT_RUNS, _ALL_RUNS = 120, 400
"""By the calendar only the newest run says what is due next; otherwise each day of use and each repair looks for its own."""
_DAYS_LOOKED_BACK = timedelta(days=90)
"""Days of use that nobody surveyed stand among what is due for so long; the history keeps them."""
NEW = ScheduleId(UUID(int=0))

INSTRUMENTS_OF: Mapping[str, frozenset[InstrumentKind]] = MappingProxyType(
    {
        **{
            f"calibrator_{check}": frozenset({InstrumentKind.DOSE_CALIBRATOR})
            for check in ("constancy", "linearity", "accuracy", "geometry")
        },
        **{
            f"meter_{check}": frozenset(
                {InstrumentKind.SURVEY_METER, InstrumentKind.CONTAMINATION_METER}
            )
            for check in ("check", "calibration")
        },
        "counter_check": frozenset({InstrumentKind.WIPE_COUNTER}),
    }
)
"""Which instruments a kind of checklist is about."""
USING_A_ROOM = frozenset({"administration", "dosage_assay", "dosage_residual", "room_preparation"})
"""The kinds of checklist that say that unsealed material was prepared or given in a room."""
CALIBRATION = "meter_calibration"
AREA_SURVEY = "area_survey"
SURVEYED = frozenset({RoomUse.PREPARATION, RoomUse.ADMINISTRATION})
"""Rooms that are surveyed at the end of each day of use (10 CFR 35.70)."""


@dataclass(frozen=True, slots=True)
class ScheduledWork:
    """A schedule with its names and how it stands today; `due` is None where nothing is open."""

    schedule: Schedule
    title: str
    about: str
    due: Occurrence | None
    last_done: DoneRun | None

    @property
    def due_on(self) -> date:
        """The day on which it is due; the end of time where nothing is open."""
        return date.max if self.due is None else self.due.due


@dataclass(frozen=True, slots=True)
class ScheduleOffer:
    """What usually comes again for a room or instrument of the center and is not scheduled yet."""

    schedule: Schedule
    title: str
    about: str


@dataclass(frozen=True, slots=True)
class ScheduleHistory:
    """Every occurrence of one schedule that is known, oldest first."""

    work: ScheduledWork
    occurrences: tuple[Occurrence, ...]


@dataclass(frozen=True, slots=True)
class _Called:
    """What templates, rooms, instruments and people are called."""

    titles: Mapping[str, str]
    things: Mapping[UUID, str]

    def title(self, template_id: str) -> str:
        """The title of a template; its id where it is in use no more."""
        return self.titles.get(template_id, template_id)

    def thing(self, about_id: UUID | None) -> str:
        """The name of a room, instrument or person."""
        return "" if about_id is None else self.things.get(about_id, "")


class Schedules:
    """Use cases about work that comes again."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def all(self) -> tuple[ScheduledWork, ...]:
        """Every schedule, what is longest overdue first, what is not open after that, ended ones last."""
        with self._desk.reading() as uow:
            kept, called = uow.schedules.all(), _called(uow, self._desk.today())
        used: tuple[UseRow, ...] = ()
        if any(schedule.recurrence is Recurrence.EACH_DAY_OF_USE for schedule in kept):
            used = self._desk.queries.days_of_use(self._desk.today() - _DAYS_LOOKED_BACK)
        return tuple(sorted((self._work(one, called, used) for one in kept), key=_urgency))

    def due(self, until: date) -> tuple[ScheduledWork, ...]:
        """What is open and due by then, the oldest first."""
        return tuple(work for work in self.all() if work.due_on <= until)

    def history(self, schedule_id: ScheduleId) -> ScheduleHistory:
        """One schedule with every occurrence, as far back as its newest 400 records go."""
        with self._desk.reading() as uow:
            schedule, called = uow.schedules.get(schedule_id), _called(uow, self._desk.today())
        used: tuple[UseRow, ...] = ()
        if schedule.about is not None and schedule.about_id is not None:
            thing = (schedule.about, schedule.about_id)
            used = self._desk.queries.days_of_use(schedule.first_due, thing)
        evidence = self._evidence(schedule, _ALL_RUNS, used)
        return ScheduleHistory(
            self._work(schedule, called, used),
            occurrences(schedule, evidence, self._desk.today()),
        )

    def offers(self) -> tuple[ScheduleOffer, ...]:
        """What the templates in use say comes again, for the rooms and instruments there are, as far as it is missing."""
        today = self._desk.today()
        with self._desk.reading() as uow:
            called = _called(uow, today)
            calibrated = {one.id: one.calibration_due for one in uow.instruments.all()}
            known = {
                (one.template_id, one.recurrence, one.about_id)
                for one in uow.schedules.all()
                if one.ended is None
            }
            return tuple(
                ScheduleOffer(
                    Schedule(NEW, template.id, recurrence, first, about, about_id),
                    template.title,
                    called.thing(about_id),
                )
                for _, template in uow.templates.current(today)
                for about, about_id in _things(uow, template)
                for recurrence in _usual(template)
                for first in (_first_due(template, about_id, calibrated) or today,)
                if (template.id, recurrence, about_id) not in known
            )

    def add(self, schedule: Schedule) -> Outcome[ScheduleId]:
        """Keep a new schedule; its id is given here.

        Raises:
            Invalid: the same work is scheduled already.
            NotFound: no template of that name is in use.
        """
        with self._desk.change(Permission.SCHEDULE_CHECKLISTS) as change:
            added = replace(schedule, id=ScheduleId(self._desk.ids.new()))
            self._put(change, "schedule checklist", None, added)
        undo = Undo("Scheduled", lambda: self.end(added.id, "taken back at once"))
        return Outcome(added.id, change.changes, undo)

    def add_all(self, wanted: tuple[Schedule, ...]) -> Outcome[int]:
        """Keep several in one change; how many."""
        with self._desk.change(Permission.SCHEDULE_CHECKLISTS) as change:
            for schedule in wanted:
                added = replace(schedule, id=ScheduleId(self._desk.ids.new()))
                self._put(change, "schedule checklist", None, added)
        return Outcome(len(wanted), change.changes)

    def change(self, schedule: Schedule) -> Outcome[None]:
        """Change a schedule; what was done under it stays."""
        with self._desk.change(Permission.SCHEDULE_CHECKLISTS) as change:
            before = change.uow.schedules.get(schedule.id)
            self._put(change, "change schedule", before, schedule)
        return Outcome(None, change.changes, Undo("Changed", lambda: self.change(before)))

    def note_occasion(self, schedule_id: ScheduleId, day: date, why: str) -> Outcome[None]:
        """Note a repair or first use that asks for the work, with its day and what happened."""
        with self._desk.change(Permission.FILL_CHECKLISTS) as change:
            before = change.uow.schedules.get(schedule_id)
            if any(one.day == day for one in before.occasions):
                raise Invalid("day", "is noted already")
            after = replace(before, occasions=(*before.occasions, Occasion(day, why.strip())))
            self._put(change, "note occasion", before, after, why.strip())
        undo = Undo("Noted", lambda: self._forget_occasion(schedule_id, day))
        return Outcome(None, change.changes, undo)

    def excuse(self, schedule_id: ScheduleId, due: date, reason: str) -> Outcome[None]:
        """Say why the work that was due on that day was not done and will not be.

        Raises:
            ReasonRequired: no reason was given.
        """
        if not reason.strip():
            raise ReasonRequired("pass over scheduled work")
        with self._desk.change(Permission.SCHEDULE_CHECKLISTS) as change:
            before = change.uow.schedules.get(schedule_id)
            others = tuple(one for one in before.excused if one.day != due)
            after = replace(before, excused=(*others, Occasion(due, reason.strip())))
            self._put(change, "pass over scheduled work", before, after, reason.strip())
        return Outcome(None, change.changes, Undo("Passed over", lambda: self.change(before)))

    def end(self, schedule_id: ScheduleId, reason: str) -> Outcome[None]:
        """Ask for the work no longer, from today on; the history stays.

        Raises:
            ReasonRequired: no reason was given.
        """
        if not reason.strip():
            raise ReasonRequired("end a schedule")
        with self._desk.change(Permission.SCHEDULE_CHECKLISTS) as change:
            before = change.uow.schedules.get(schedule_id)
            after = replace(before, ended=self._desk.today(), end_reason=reason.strip())
            self._put(change, "end schedule", before, after, reason.strip())
        return Outcome(None, change.changes, Undo("Ended", lambda: self.change(before)))

    def _forget_occasion(self, schedule_id: ScheduleId, day: date) -> Outcome[None]:
        """Whoever may note one may take it back at once; what was noted or passed over since stays."""
        with self._desk.change(Permission.FILL_CHECKLISTS) as change:
            before = change.uow.schedules.get(schedule_id)
            kept = tuple(one for one in before.occasions if one.day != day)
            after = replace(before, occasions=kept)
            self._put(change, "take back occasion", before, after)
        return Outcome(None, change.changes)

    def _put(
        self,
        change: Change,
        verb: str,
        before: Schedule | None,
        after: Schedule,
        reason: str = "",
    ) -> None:
        called = _called(change.uow, self._desk.today())
        if before is None and after.template_id not in called.titles:
            raise NotFound("template", after.template_id)
        if after.ended is None:
            _require_new(change.uow, after)
        change.uow.schedules.put(after)
        title, about = called.title(after.template_id), called.thing(after.about_id)
        label = f"{title}, {about}" if about else title
        change.record(verb, Subject(Kind.SCHEDULE, after.id, label), before, after, reason)

    def _work(
        self, schedule: Schedule, called: _Called, used: tuple[UseRow, ...]
    ) -> ScheduledWork:
        today = self._desk.today()
        by_calendar = next_due(schedule.recurrence, today) is not None
        evidence = self._evidence(schedule, 1 if by_calendar else _RECENT_RUNS, used)
        return ScheduledWork(
            schedule,
            called.title(schedule.template_id),
            called.thing(schedule.about_id),
            open_occurrence(schedule, evidence, today),
            max(evidence.runs, key=lambda run: (run.day, run.number), default=None),
        )

    def _evidence(self, schedule: Schedule, most: int, used: tuple[UseRow, ...]) -> Evidence:
        asked = (schedule.template_id, schedule.about, schedule.about_id, most)
        days = {row.day for row in used if _uses(row, schedule)}
        if days and schedule.about is Need.ROOM:
            days -= self._recorded(schedule, min(days))
        return Evidence(self._desk.queries.done_runs(*asked), tuple(sorted(days)))

    def _recorded(self, schedule: Schedule, since: date) -> set[date]:
        """The days on which a survey record took the place of the survey checklist: they ask for it no more."""
        today = self._desk.today()
        with self._desk.reading() as uow:
            kinds = {template.id: template.kind for _, template in uow.templates.current(today)}
            if kinds.get(schedule.template_id) != AREA_SURVEY:
                return set()
            return {
                survey.at.local.date()
                for survey in uow.safety.between(Survey, since, today)
                if survey.room.id == schedule.about_id and _is_its_own(survey)
            }


def _uses(row: UseRow, schedule: Schedule) -> bool:
    """Whether that work makes a day of use: in a room only what prepares or gives a dosage; the scheduled work itself never."""
    if (row.about, row.about_id) != (schedule.about, schedule.about_id):
        return False
    prepares = row.about is not Need.ROOM or row.kind in USING_A_ROOM
    return prepares and row.template_id != schedule.template_id


def _is_its_own(survey: Survey) -> bool:
    """Whether the record is a survey of dose rates that was not taken from a checklist, which counts by itself."""
    return bool(survey.readings) and survey.voided is None and survey.run_id is None


def _called(uow: UnitOfWork, day: date) -> _Called:
    titles = {template.id: template.title for _, template in uow.templates.current(day)}
    things: dict[UUID, str] = {room.id: room.name for room in uow.rooms.all()}
    things.update((instrument.id, instrument.name) for instrument in uow.instruments.all())
    things.update((person.id, person.name) for person in uow.people.all())
    return _Called(titles, things)


def _require_new(uow: UnitOfWork, wanted: Schedule) -> None:
    for other in uow.schedules.all():
        same = (other.template_id, other.recurrence, other.about_id) == (
            wanted.template_id,
            wanted.recurrence,
            wanted.about_id,
        )
        if same and other.id != wanted.id and other.ended is None:
            raise Invalid("recurrence", "is scheduled already for this checklist and thing")


def _things(uow: UnitOfWork, template: Template) -> tuple[tuple[Need | None, UUID | None], ...]:
    """The rooms or instruments that a template's work comes again for; the center itself where it needs neither."""
    if Need.INSTRUMENT in template.needs:
        kinds = INSTRUMENTS_OF.get(template.kind, frozenset(InstrumentKind))
        return tuple(
            (Need.INSTRUMENT, one.id)
            for one in uow.instruments.all()
            if one.kind in kinds and not one.retired
        )
    if Need.ROOM in template.needs:
        return tuple(
            (Need.ROOM, one.id)
            for one in uow.rooms.all()
            if one.use in SURVEYED and not one.retired
        )
    return () if template.needs else ((None, None),)


def _first_due(
    template: Template, about_id: UUID | None, calibrated: Mapping[InstrumentId, date | None]
) -> date | None:
    """The day on which the present calibration ends, where the checklist is about the next one."""
    if template.kind != CALIBRATION or about_id is None:
        return None
    return calibrated.get(InstrumentId(about_id))


def _usual(template: Template) -> tuple[Recurrence, ...]:
    """What is offered: not what a first use or a repair asks for, and days of use rather than every day of the calendar."""
    often = set(template.recurs)
    left_out = {Recurrence.FIRST_USE, Recurrence.AFTER_REPAIR}
    if Recurrence.EACH_DAY_OF_USE in often:
        left_out.add(Recurrence.DAILY)
    return tuple(one for one in template.recurs if one not in left_out)


def _urgency(work: ScheduledWork) -> tuple[bool, date, str, str]:
    return (work.schedule.ended is not None, work.due_on, work.title, work.about)
