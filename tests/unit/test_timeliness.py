"""Tests of the times: median hours to sign by preceptor, late entries, and clocks that went backwards."""

from dataclasses import replace
from datetime import date, timedelta

from au_desktop.domain.roles import Role
from tests.builders import a_case
from tests.memory_services import DAY, MemoryServices


def test_paces_are_medians_of_hours_by_preceptor() -> None:
    center = MemoryServices()
    for hours in (1, 2, 12):
        run_id = center.submitted(center.case())
        center.memory.clock.move(hours=hours)
        center.sign(run_id)
    (pace,) = center.work().timeliness.paces()
    assert (pace.preceptor, pace.count, pace.median_hours) == ("The preceptor", 3, 2.0)
    assert center.work().timeliness.paces(date(2027, 1, 1)) == ()


def test_the_report_lists_late_entries_and_clocks() -> None:
    center = MemoryServices()
    work = center.work()
    facts = replace(work.facilities.center(), late_entry_hours=0)
    work.facilities.change_center(facts)
    late = a_case(
        trainee_id=center.trainee(),
        supervisor_id=None,
        on=DAY - timedelta(days=2),
        late_reason="back from leave",
    )
    work.case_log.add(late)
    center.memory.clock.move(hours=-3)
    center.work(Role.RSO).facilities.change_center(replace(facts, late_entry_hours=24))
    report = work.timeliness.report()
    assert [(one.code, one.reason) for one in report.late] == [("C-000001", "back from leave")]
    (clock,) = report.clocks
    assert clock.actor == "The rso"
    assert clock.before > clock.after
    assert report.paces == ()
