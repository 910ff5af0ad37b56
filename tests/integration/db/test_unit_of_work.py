"""All or nothing, one writer, numbers without gaps, and a reader that sees only what was committed."""

import os
import threading
from pathlib import Path

import pytest
from sqlalchemy.exc import SQLAlchemyError

from au_desktop.domain.audit import EMPTY_LOG
from au_desktop.domain.errors import DiskProblem, OutsideError
from au_desktop.persistence.engine import open_engines, outside_error
from au_desktop.persistence.unit_of_work import SqlUnitOfWork
from tests.center_files import KEY, TRAINEE, OpenCenter, a_stored_run, an_entry


def test_what_is_not_committed_never_happened(center: OpenCenter) -> None:
    with center.work() as uow:
        uow.trainees.add(TRAINEE)
        uow.log.append(an_entry())
    with center.work() as uow:
        assert uow.trainees.all() == ()
        assert uow.log.head() == EMPTY_LOG


def test_an_error_takes_everything_back(center: OpenCenter) -> None:
    def fail() -> None:
        with center.work() as uow:
            uow.trainees.add(TRAINEE)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with center.work() as uow:
        assert uow.trainees.all() == ()


def test_numbers_have_no_gaps(center: OpenCenter) -> None:
    with center.work() as uow:
        assert [uow.next_number("case") for _ in range(3)] == [1, 2, 3]
        assert uow.next_number("run") == 1
        uow.commit()
    with center.work() as uow:
        assert uow.next_number("case") == 4
    with center.work() as uow:
        assert uow.next_number("case") == 4
        uow.commit()
    with center.work() as uow:
        assert uow.next_number("case") == 5


def test_nothing_can_be_written_past_the_commit(center: OpenCenter) -> None:
    with center.work() as uow:
        uow.facts.put("name", "kept")
        uow.commit()
        with pytest.raises(AttributeError):
            uow.facts.put("name", "past")
        with pytest.raises(SQLAlchemyError):
            uow.trainees.add(TRAINEE)
    with center.work() as uow:
        assert uow.facts.all() == {"name": "kept"}
        assert uow.trainees.all() == ()


def test_a_reader_sees_what_is_committed(center: OpenCenter) -> None:
    count = "SELECT count(*) FROM trainees"
    with center.work() as uow:
        uow.trainees.add(TRAINEE)
        with center.engines.read.begin() as reader:
            assert reader.exec_driver_sql(count).scalar() == 0
            uow.commit()
            assert reader.exec_driver_sql(count).scalar() == 0
    with center.engines.read.begin() as reader:
        assert reader.exec_driver_sql(count).scalar() == 1


def test_a_reader_cannot_write(center: OpenCenter) -> None:
    with pytest.raises(DiskProblem), center.engines.read.begin() as reader:
        reader.exec_driver_sql("INSERT INTO facts VALUES ('a', 'b')")


def test_threads_that_count_at_once_lose_nothing(center: OpenCenter) -> None:
    def count() -> None:
        for _ in range(20):
            with center.work() as uow:
                uow.next_number("run")
                uow.commit()

    threads = [threading.Thread(target=count) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with center.work() as uow:
        assert uow.next_number("run") == 61


def test_a_second_writer_is_told(center: OpenCenter) -> None:
    other = open_engines(center.path, KEY)
    try:
        with other.write.connect() as waiting:
            waiting.exec_driver_sql("PRAGMA busy_timeout = 1")
            waiting.rollback()
        with center.work() as uow:
            uow.next_number("run")
            with pytest.raises(DiskProblem, match="busy"), SqlUnitOfWork(other):
                pass
    finally:
        other.dispose()


def test_a_full_disk_is_named_and_leaves_nothing_half_written(filled: OpenCenter) -> None:
    with filled.engines.write.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        connection.rollback()

    def write_much() -> None:
        with filled.work() as uow:
            for number in range(10, 1000):
                uow.runs.add(a_stored_run(number))
            uow.commit()

    with pytest.raises(DiskProblem) as caught:
        write_much()
    assert caught.value.why == os.strerror(28)
    with filled.work() as uow:
        assert uow.runs.get(a_stored_run(2).id).number == 2
        assert uow.log.head().length == 2


def test_errors_of_other_origin_stay_what_they_are() -> None:
    assert outside_error(ValueError("x"), Path("x")) is None
    assert outside_error(OutsideError("x"), Path("x")) is None
