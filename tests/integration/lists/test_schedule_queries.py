"""What schedules are held against, as SQL gives it in a real center file, and out of an index."""

from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import select

from au_desktop.domain.checklists.answers import Reference
from au_desktop.domain.checklists.items import ItemType
from au_desktop.domain.checklists.recurring_work import DueState, Schedule
from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.checklists.templates import Need, Recurrence
from au_desktop.domain.ids import RoomId, RunId
from au_desktop.domain.moments import Moment
from au_desktop.domain.safety.rooms import RoomUse
from au_desktop.persistence.tables.run_tables import runs
from au_desktop.services.bundle import Services
from au_desktop.services.checklists.checklist_work import Given
from au_desktop.services.checklists.schedules import NEW
from au_desktop.services.rows import UseRow
from tests.builders import a_room, an_instrument
from tests.centers import make_center
from tests.read_centers import ReadCenters, plan, statements

SURVEY = "end_of_day_survey"


def days_ago(services: Services, days: int) -> Moment:
    now = services.desk.clock.now()
    return Moment(now.utc - timedelta(days=days), now.offset_minutes)


def kinds(rows: tuple[UseRow, ...]) -> dict[str, set[date]]:
    found: dict[str, set[date]] = {}
    for row in rows:
        found.setdefault(row.kind, set()).add(row.day)
    return found


def meter_item(services: Services) -> str:
    template = services.templates.template(SURVEY)
    return next(item.key for item in template.items if item.type is ItemType.INSTRUMENT)


def check_schedule(services: Services, lab: RoomId) -> None:
    """The survey of three days ago is overdue: nobody has submitted one."""
    today = services.desk.today()
    since = today - timedelta(days=30)
    services.schedules.add(
        Schedule(NEW, SURVEY, Recurrence.EACH_DAY_OF_USE, since, Need.ROOM, lab)
    )
    (kept,) = services.schedules.all()
    assert kept.due is not None
    assert (kept.due.due, kept.due.state) == (today - timedelta(days=3), DueState.OVERDUE)
    assert services.desk.queries.done_runs(SURVEY, Need.ROOM, lab, 9) == ()


def test_days_of_use_and_surveys_of_a_real_file(tmp_path: Path) -> None:
    center = make_center(tmp_path / "Hillside.aucenter")
    with center.opened() as opened:
        services = opened.services
        lab = services.facilities.add_room(a_room(name="Lab 7", use=RoomUse.PREPARATION)).value
        other = services.facilities.add_room(a_room(name="Lab 8")).value
        meter = services.facilities.add_instrument(an_instrument(name="SM-77")).value
        work, queries = services.checklist_work, services.desk.queries
        today = services.desk.today()
        since = today - timedelta(days=30)

        def survey(room: RoomId, days: int) -> RunId:
            return work.start(SURVEY, Subject(room_id=room), days_ago(services, days)).value

        used = work.start("room_preparation", Subject(room_id=lab), days_ago(services, 3)).value
        survey(lab, 2)
        survey(other, 1)
        (used_on,) = kinds(queries.days_of_use(since, (Need.ROOM, lab)))["room_preparation"]
        assert used_on == today - timedelta(days=3)
        assert kinds(queries.days_of_use(since, (Need.ROOM, other))).keys() == {"area_survey"}
        assert queries.days_of_use(today, (Need.ROOM, lab)) == ()

        named = survey(other, 0)
        assert queries.days_of_use(since, (Need.INSTRUMENT, meter)) == ()
        work.answer_all(
            named, [Given(meter_item(services), Reference("instrument", "SM-77", meter))]
        )
        (row,) = queries.days_of_use(since, (Need.INSTRUMENT, meter))
        assert (row.day, row.template_id, row.about_id) == (today, SURVEY, meter)
        assert row in queries.days_of_use(since)

        check_schedule(services, lab)

        work.void(used, "another room")
        assert "room_preparation" not in kinds(queries.days_of_use(since, (Need.ROOM, lab)))


def test_the_newest_done_run_comes_out_of_an_index(centers: ReadCenters) -> None:
    engines, lists = centers.engines(0), centers.lists(0)
    with engines.read.begin() as connection:
        template_id = connection.execute(select(runs.c.template_id)).scalars().first()
        room = (
            connection.execute(select(runs.c.room_id).where(runs.c.room_id.is_not(None)))
            .scalars()
            .first()
        )
    with statements(engines) as asked:
        whole = lists.done_runs(str(template_id), None, None, 1_000)
        newest = lists.done_runs(str(template_id), None, None, 1)
        if room is not None:
            lists.done_runs(str(template_id), Need.ROOM, room, 1)
    assert newest == whole[:1]
    assert [run.day for run in whole] == sorted((run.day for run in whole), reverse=True)
    steps = [
        step for sql, row in asked if sql.startswith("SELECT") for step in plan(engines, sql, row)
    ]
    assert any("ix_runs_template_id" in step for step in steps), steps
    assert not any("TEMP B-TREE" in step for step in steps), steps
