"""The rows about hours in the workbook: every entry that touches the period, with what counts and why not."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from au_desktop.domain.roles import Role
from au_desktop.services.cases.judgements import Judgements
from au_desktop.services.workbook.hour_rows import HourSheetRow, hour_rows
from au_desktop.services.workbook.sheet_rows import Days
from au_desktop.services.workbook.workbook_content import ContentTools, WorkbookContent
from tests.fakes import fake_verify
from tests.hour_builders import an_entry, parts, timed
from tests.hour_ledgers import Ledgers, busy_ledgers, empty_ledgers
from tests.memory_sheets import MemorySheets
from tests.standing_desk import standings_of

ALWAYS = Days(date(2015, 1, 1), date(2026, 12, 31))


def content(ledgers: Ledgers, days: Days = ALWAYS) -> WorkbookContent:
    desk = ledgers.center.memory.desk(Role.RSO)
    tools = ContentTools(desk, Judgements(desk), standings_of(desk), fake_verify)
    return tools.content(MemorySheets(ledgers.center.memory.center), days)


def by_entry(rows: object) -> dict[str, HourSheetRow]:
    return {row.entry: row for row in rows}  # type: ignore[attr-defined]


def test_courses_say_what_counts_and_why_the_rest_does_not() -> None:
    found = by_entry(content(busy_ledgers()).classroom_hours())
    assert {key: row.state for key, row in found.items()} == {
        "H-000001": "counts",
        "H-000002": "counts",
        "H-000003": "verified",
        "H-000004": "not yet",
        "H-000005": "not yet",
    }
    first = found["H-000001"]
    assert (first.trainee, first.provider, first.sections) == (
        "Example 11, K.",
        "Example University",
        "35.396",
    )
    assert first.by_code == (16, 8, 6, 4, 6, None)
    assert (first.hours, first.counted, first.paper_kept) == (40, 40, True)
    assert first.recent_until == date(2033, 3, 6)
    assert "H-000003 answers for it" in found["H-000002"].reasons
    assert found["H-000004"].by_code == (None, 3, None, None, None, 2)
    assert "Nobody has verified" in found["H-000004"].reasons


def test_work_stands_with_its_supervisor() -> None:
    found = by_entry(content(busy_ledgers()).work_experience())
    assert {key: row.state for key, row in found.items()} == {
        "H-000006": "counts",
        "H-000007": "not yet",
        "H-000008": "voided",
    }
    first = found["H-000006"]
    assert (first.supervisor, first.license_number) == ("Example P.", "45-00000-01")
    assert (first.place, first.clock, first.other) == ("Lakeside RPT Center", "", "")


def test_only_entries_that_touch_the_period_are_shown() -> None:
    ledgers = busy_ledgers()
    march = Days(date(2026, 3, 6), date(2026, 3, 31))
    assert list(by_entry(content(ledgers, march).classroom_hours())) == ["H-000001"]
    assert list(content(ledgers, march).work_experience()) == []
    assert list(content(ledgers, Days(date(2001, 1, 1), date(2001, 2, 1))).classroom_hours()) == []


def test_clock_times_other_codes_and_hours_that_count_in_part() -> None:
    ledgers = empty_ledgers()
    lecture = timed(1, "08:00", "10:30")
    part = an_entry(2, parts=parts(A="2", X="1", other="1"), first=date(2026, 4, 1))
    ledgers.verify(ledgers.add(lecture), ledgers.add(part))
    found = by_entry(content(ledgers).classroom_hours())
    assert found["H-000001"].clock == "08:00-10:30"
    second = found["H-000002"]
    assert (second.state, second.counted, second.other) == ("counts in part", Decimal(2), "X")
    assert second.by_code[-1] == 2


def test_a_profile_without_a_limit_of_age_has_no_last_day() -> None:
    ledgers = empty_ledgers()
    ledgers.add(an_entry())
    found = standings_of(ledgers.center.memory.desk()).of(ledgers.trainee_id)
    ageless = replace(found, profile=replace(found.profile, recent_years=None))
    (row,) = hour_rows(ageless, ALWAYS, {}, work=False)
    assert row.recent_until is None
