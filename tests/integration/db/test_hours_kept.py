"""Hour entries in the encrypted file: every field comes back as it was entered, and an older file takes them."""

from contextlib import closing
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from au_desktop.domain.errors import NotFound
from au_desktop.domain.ids import HourEntryId, SupervisorId, TraineeId
from au_desktop.domain.training.cases import Voided
from au_desktop.domain.training.hours import (
    Course,
    CourseProof,
    Delivery,
    HourEntry,
    HourPart,
    Ledger,
)
from au_desktop.persistence import schema
from au_desktop.persistence.engine import connect
from au_desktop.persistence.read_queries.sheet_queries import SqlSheetQueries
from au_desktop.services.workbook.sheet_rows import Days
from tests.center_files import (
    KEY,
    SUPERVISOR,
    TRAINEE,
    OpenCenter,
    later,
    older_center,
    opened,
)
from tests.hour_builders import an_entry, parts

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)
DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))
SEEN = st.none() | st.booleans()
AMOUNTS = st.decimals(Decimal("0.01"), Decimal(900), places=2)


def stored(number: int = 1, **changes: object) -> HourEntry:
    entry = an_entry(number, trainee_id=TRAINEE.id)
    return replace(entry, **changes)  # type: ignore[arg-type]


@st.composite
def any_entry(draw: st.DrawFn) -> HourEntry:
    first, last = sorted((draw(DAYS), draw(DAYS)))
    proof = CourseProof(draw(SEEN), draw(SEEN), draw(SEEN), draw(st.none() | DAYS))
    sections = tuple(draw(st.lists(st.sampled_from(("35.390", "35.396")), max_size=2)))
    course = Course(draw(WORDS), draw(WORDS), sections, draw(st.sampled_from(Delivery)), proof)
    return stored(
        ledger=draw(st.sampled_from(Ledger)),
        parts=tuple(draw(st.lists(st.builds(HourPart, WORDS, AMOUNTS), min_size=1, max_size=6))),
        first=first,
        last=last,
        course=course,
        place=draw(WORDS),
        license_number=draw(WORDS),
        supervisor_id=draw(st.sampled_from((None, SUPERVISOR.id))),
        notes=draw(WORDS),
        revision=draw(st.integers(1, 9)),
        voided=draw(st.sampled_from((None, Voided("typed twice", later(5))))),
    )


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(entry=any_entry())
def test_every_field_comes_back(filled: OpenCenter, entry: HourEntry) -> None:
    with filled.work() as uow:
        uow.hours.add(entry)
        assert uow.hours.of_trainees((TRAINEE.id,)) == (entry,)


def test_an_entry_is_changed_as_a_whole(filled: OpenCenter) -> None:
    entry = stored(starts=time(8, 30), ends=time(12, 30))
    changed = stored(parts=parts(B="1", C="0.25", other="2.75"), revision=2)
    with filled.work() as uow:
        uow.hours.add(entry)
        assert uow.hours.get(entry.id) == entry
        uow.hours.replace(changed)
        assert uow.hours.get(entry.id) == changed
        uow.commit()
    with filled.work() as uow:
        assert uow.hours.get(entry.id) == changed


def test_entries_are_listed_by_number(filled: OpenCenter) -> None:
    with filled.work() as uow:
        for number in (3, 1, 2):
            uow.hours.add(stored(number))
        assert [entry.number for entry in uow.hours.of_trainees((TRAINEE.id,))] == [1, 2, 3]
        assert uow.hours.of_trainees((TraineeId(UUID(int=9)),)) == ()


def test_an_entry_that_is_not_there_is_said_to_be_missing(filled: OpenCenter) -> None:
    nobody = HourEntryId(UUID(int=99))
    with filled.work() as uow:
        with pytest.raises(NotFound):
            uow.hours.get(nobody)
        with pytest.raises(NotFound):
            uow.hours.replace(stored(5, id=nobody))


def test_an_entry_belongs_to_people_who_are_there(filled: OpenCenter) -> None:
    with filled.work() as uow, pytest.raises(IntegrityError):
        uow.hours.add(stored(supervisor_id=SupervisorId(UUID(int=99))))


def test_a_number_is_given_once(filled: OpenCenter) -> None:
    with filled.work() as uow:
        uow.hours.add(stored(1))
        with pytest.raises(IntegrityError):
            uow.hours.add(stored(1, id=HourEntryId(UUID(int=5))))


def test_a_file_with_hours_is_brought_up_to_date_whole(tmp_path: Path) -> None:
    """Entries that the version of the ledgers wrote are read by the newest one."""
    path = tmp_path / "center.db"
    older_center(path, "0004")
    with closing(connect(path, KEY, foreign_keys=False)) as made:
        entry = {
            "id": UUID(int=7001).bytes,
            "number": 1,
            "trainee_id": TRAINEE.id.bytes,
            "ledger": "work experience",
            "first": "2026-03-02",
            "last": "2026-03-06",
            "sections": "[]",
            "delivery": "not stated",
            "revision": 2,
        } | dict.fromkeys(("provider", "title", "place", "license_number", "notes"), "x")
        part = {"entry_id": entry["id"], "position": 0, "code": "A", "hours": "12.5"}
        trainee = {"id": TRAINEE.id.bytes, "number": 1, "pathway": "35.396"}
        words = """family_name given_name name_key degree email telephone license_state notes
            license_number membership_number eligibility_note profile_id requested status"""
        trainee |= dict.fromkeys(words.split(), "x")
        for table, row in (("trainees", trainee), ("hour_entries", entry), ("hour_parts", part)):
            marks = ", ".join("?" * len(row))
            sql = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})"  # noqa: S608 - our own names
            made.execute(sql, tuple(row.values()))
    schema.upgrade(path, KEY)
    with opened(path) as center, center.work() as uow:
        found = uow.hours.get(UUID(int=7001))
        assert (found.ledger, found.hours, found.revision) == (Ledger.WORK, Decimal("12.5"), 2)
        assert found.course == Course("x", "x")


def test_a_workbook_finds_the_trainees_whose_hours_touch_its_days(filled: OpenCenter) -> None:
    with filled.work() as uow:
        uow.hours.add(stored(first=date(2026, 3, 2), last=date(2026, 3, 6)))
        uow.commit()
    with SqlSheetQueries(filled.engines).view() as sheets:
        touched = {
            day: sheets.trainees_with_hours(Days(day, day))
            for day in (date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 6), date(2026, 3, 7))
        }
    assert list(touched.values()) == [(), (TRAINEE.id,), (TRAINEE.id,), ()]
