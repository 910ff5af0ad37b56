"""Schedules as their users keep them: offered, added, held against what was done, noted, passed over, ended."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from au_desktop.domain.checklists.answers import Confirmed, Reference
from au_desktop.domain.checklists.recurring_work import DueState, Schedule
from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.checklists.templates import Need, Recurrence
from au_desktop.domain.errors import Invalid, NotAllowed, NotFound, ReasonRequired
from au_desktop.domain.ids import InstrumentId, RoomId, ScheduleId
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.instruments import InstrumentKind
from au_desktop.domain.safety.rooms import RoomUse
from au_desktop.services.changes import Kind
from au_desktop.services.checklists.checklist_work import Given
from au_desktop.services.checklists.schedules import NEW
from tests.builders import a_room, an_instrument
from tests.checklist_examples import a_template, an_item
from tests.memory_services import ADMINISTERED, MemoryServices

CONSTANCY = a_template(
    an_item("plain"),
    id="constancy",
    title="Constancy",
    kind="calibrator_constancy",
    needs=(Need.INSTRUMENT,),
    recurs=(Recurrence.WEEKLY, Recurrence.FIRST_USE, Recurrence.AFTER_REPAIR),
)
SURVEYED = a_template(
    an_item("plain"),
    id="surveyed",
    title="End of day",
    kind="area_survey",
    needs=(Need.ROOM,),
    recurs=(Recurrence.DAILY, Recurrence.EACH_DAY_OF_USE),
)
AUDIT = a_template(
    an_item("plain"), id="audit", title="Audit", kind="self_audit", recurs=(Recurrence.ANNUAL,)
)
DIRECTIVE = a_template(
    an_item("plain"),
    id="directive",
    kind="written_directive",
    needs=(Need.CASE,),
    recurs=(Recurrence.ANNUAL,),
)


class Center(MemoryServices):
    """A hot lab, a treatment room, a store; a dose calibrator, a meter, and one put away."""

    def __init__(self) -> None:
        super().__init__()
        self.take_in(CONSTANCY, SURVEYED, AUDIT, DIRECTIVE)
        facilities = self.work().facilities
        self.lab = facilities.add_room(a_room(name="Hot lab", use=RoomUse.PREPARATION)).value
        self.store = facilities.add_room(a_room(name="Store", use=RoomUse.STORAGE)).value
        made = an_instrument(name="DC-9", kind=InstrumentKind.DOSE_CALIBRATOR)
        self.calibrator = facilities.add_instrument(made).value
        facilities.add_instrument(an_instrument(name="SM-9"))
        facilities.add_instrument(replace(made, name="DC-8", retired=True))
        self.schedules = self.work(Role.RSO).schedules

    @property
    def today(self) -> date:
        return self.now().local.date()

    def ahead(self, days: int) -> None:
        self.memory.clock.move(days=days)

    def daily(self, **facts: object) -> Schedule:
        made = Schedule(
            NEW, "constancy", Recurrence.DAILY, self.today, Need.INSTRUMENT, self.calibrator
        )
        return replace(made, **facts)  # type: ignore[arg-type]

    def done(self, template_id: str, subject: Subject, at: Moment | None = None):
        work = self.work(Role.RSO).checklist_work
        run_id = work.start(template_id, subject, at).value
        work.answer_all(run_id, [Given("plain", Confirmed(done=True))])
        work.submit(run_id, "typed in later" if at is not None else "")
        return run_id

    def about(self) -> Subject:
        return Subject(instrument_id=InstrumentId(self.calibrator))

    def only(self):
        (work,) = self.schedules.all()
        return work


@pytest.fixture
def center() -> Center:
    return Center()


def test_what_usually_comes_again_is_offered_until_it_is_scheduled(center: Center) -> None:
    offered = [
        (one.title, one.about, one.schedule.recurrence.value) for one in center.schedules.offers()
    ]
    assert sorted(offered) == [
        ("Audit", "", "annual"),
        ("Constancy", "DC-9", "weekly"),
        ("End of day", "Hot lab", "each day of use"),
    ]
    wanted = tuple(one.schedule for one in center.schedules.offers())
    outcome = center.schedules.add_all(wanted)
    assert outcome.value == 3
    assert outcome.changes.touches(Kind.SCHEDULE)
    assert center.schedules.offers() == ()
    assert len({work.schedule.id for work in center.schedules.all()} - {NEW}) == 3


def test_a_calibration_is_offered_for_the_day_on_which_the_present_one_ends() -> None:
    yearly = a_template(
        an_item("plain"),
        id="yearly",
        title="Calibration",
        kind="meter_calibration",
        needs=(Need.INSTRUMENT,),
        recurs=(Recurrence.ANNUAL,),
    )
    center = Center()
    center.take_in(yearly)
    facilities = center.work().facilities
    facilities.add_instrument(an_instrument(name="SM-0", calibrated_on=None))
    due = {one.name: one.calibration_due for one in facilities.instruments()}
    offered = {
        one.about: one.schedule.first_due
        for one in center.schedules.offers()
        if one.title == "Calibration"
    }
    assert offered == {"SM-9": due["SM-9"], "SM-0": center.today}


def test_a_schedule_is_logged_and_taken_back(center: Center) -> None:
    outcome = center.schedules.add(center.daily())
    assert center.log[-1].verb == "schedule checklist"
    assert center.log[-1].subject == "Constancy, DC-9"
    assert outcome.undo is not None
    outcome.undo.run()
    assert center.only().schedule.ended == center.today
    assert center.only().due is None
    assert center.schedules.add(center.daily()).value != outcome.value


def test_the_same_work_is_scheduled_once(center: Center) -> None:
    center.schedules.add(center.daily())
    with pytest.raises(Invalid, match="scheduled already"):
        center.schedules.add(center.daily(grace_days=3))
    center.schedules.add(center.daily(recurrence=Recurrence.WEEKLY))


def test_an_unknown_template_is_refused(center: Center) -> None:
    with pytest.raises(NotFound):
        center.schedules.add(center.daily(template_id="nothing"))


@pytest.mark.parametrize("role", [Role.PRECEPTOR, Role.TRAINEE, Role.STAFF, Role.INSPECTOR])
def test_only_coordinator_and_rso_schedule(center: Center, role: Role) -> None:
    with pytest.raises(NotAllowed):
        center.work(role).schedules.add(center.daily())


def test_work_is_due_done_and_due_again(center: Center) -> None:
    center.schedules.add(center.daily())
    assert center.only().due.state is DueState.DUE
    run_id = center.done("constancy", center.about())
    work = center.only()
    assert work.last_done is not None
    assert (work.last_done.run_id, work.due_on) == (run_id, center.today + timedelta(days=1))
    center.ahead(3)
    assert center.only().due.state is DueState.OVERDUE
    assert [work.title for work in center.schedules.due(center.today)] == ["Constancy"]
    center.done("constancy", center.about())
    history = center.schedules.history(center.only().schedule.id)
    assert [one.state for one in history.occurrences] == [
        DueState.DONE,
        DueState.DONE_LATE,
        DueState.UPCOMING,
    ]
    assert history.work.about == "DC-9"


def test_void_runs_and_drafts_settle_nothing(center: Center) -> None:
    center.schedules.add(center.daily())
    run_id = center.done("constancy", center.about())
    center.work(Role.RSO).checklist_work.void(run_id, "wrong instrument")
    center.work(Role.RSO).checklist_work.start("constancy", center.about())
    assert center.only().due_on == center.today
    assert center.only().last_done is None


def test_a_day_of_use_is_one_on_which_something_was_given_in_the_room(center: Center) -> None:
    room = RoomId(center.lab)
    center.schedules.add(
        Schedule(NEW, "surveyed", Recurrence.EACH_DAY_OF_USE, center.today, Need.ROOM, room)
    )
    assert center.only().due is None
    work = center.work(Role.PRECEPTOR).checklist_work
    work.start(ADMINISTERED.id, Subject(room_id=RoomId(center.store)))
    assert center.only().due is None
    work.start(ADMINISTERED.id, Subject(room_id=room))
    assert center.only().due.state is DueState.DUE
    center.ahead(1)
    assert center.only().due.state is DueState.OVERDUE
    center.done("surveyed", Subject(room_id=room))
    assert center.only().due is None


def test_an_instrument_is_used_where_an_answer_names_it(center: Center) -> None:
    each_day = Recurrence.EACH_DAY_OF_USE
    center.schedules.add(center.daily(recurrence=each_day))
    work = center.work(Role.PRECEPTOR).checklist_work
    run_id = work.start("survey_example", Subject()).value
    assert center.only().due is None
    named = Reference("instrument", "DC-9", center.calibrator)
    work.answer_all(run_id, [Given("meter", named)])
    assert center.only().due.due == center.today


def test_a_repair_is_noted_with_its_day(center: Center) -> None:
    added = center.schedules.add(center.daily(recurrence=Recurrence.AFTER_REPAIR)).value
    assert center.only().due is None
    preceptor = center.work(Role.PRECEPTOR).schedules
    outcome = preceptor.note_occasion(added, center.today, " new chamber ")
    assert center.only().due.due == center.today
    assert center.only().schedule.occasions[0].why == "new chamber"
    with pytest.raises(Invalid, match="noted already"):
        preceptor.note_occasion(added, center.today, "again")
    center.schedules.note_occasion(added, center.today + timedelta(days=1), "once more")
    assert outcome.undo is not None
    outcome.undo.run()
    assert [one.why for one in center.only().schedule.occasions] == ["once more"]
    assert center.only().due is None


def test_work_that_was_not_done_is_passed_over_with_a_reason(center: Center) -> None:
    added = center.schedules.add(center.daily()).value
    with pytest.raises(ReasonRequired):
        center.schedules.excuse(added, center.today, " ")
    center.schedules.excuse(added, center.today, "closed for the holiday")
    outcome = center.schedules.excuse(added, center.today, "closed")
    assert [one.why for one in center.only().schedule.excused] == ["closed"]
    assert center.only().due_on == center.today + timedelta(days=1)
    assert outcome.undo is not None
    outcome.undo.run()
    assert center.only().schedule.excused[0].why == "closed for the holiday"


def test_ending_needs_a_reason_and_comes_last(center: Center) -> None:
    added = center.schedules.add(center.daily()).value
    center.schedules.add(Schedule(NEW, "audit", Recurrence.ANNUAL, center.today))
    with pytest.raises(ReasonRequired):
        center.schedules.end(added, "")
    center.schedules.end(added, "sold")
    assert [work.title for work in center.schedules.all()] == ["Audit", "Constancy"]
    (audit, _) = center.schedules.all()
    history = center.schedules.history(audit.schedule.id)
    assert [one.state for one in history.occurrences] == [DueState.DUE]
    assert center.schedules.all()[1].schedule.end_reason == "sold"


def test_a_schedule_outlives_its_template_and_its_instrument(center: Center) -> None:
    lost = Schedule(
        ScheduleId(UUID(int=5)),
        "gone",
        Recurrence.WEEKLY,
        center.today,
        Need.PERSON,
        UUID(int=9),
    )
    with center.memory.center.unit_of_work() as uow:
        uow.schedules.put(lost)
        uow.commit()
    assert (center.only().title, center.only().about) == ("gone", "")
    center.schedules.end(lost.id, "left")
    assert center.log[-1].subject == "gone"


def test_today_says_what_is_due(center: Center) -> None:
    center.schedules.add(center.daily())
    rows = [row for row in center.work().today.overview().due if row.kind == "schedule"]
    assert [(row.title, row.detail, row.due) for row in rows] == [
        ("Constancy", "DC-9 · daily", center.today)
    ]
