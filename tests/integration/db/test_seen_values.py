"""What a transaction remembers of a record that it gave or changed is what another transaction reads."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from au_desktop.domain.checklists.answers import Answer, Text
from au_desktop.domain.checklists.runs import Voided
from au_desktop.persistence.seen_values import SeenValues
from au_desktop.persistence.unit_of_work import SqlUnitOfWork
from tests.center_files import (
    PERSON,
    TRAINEE,
    OpenCenter,
    a_stored_run,
    every_answer,
    fill,
    later,
)

NEW = a_stored_run(3)
GIVEN = every_answer()


def given_again(uow: SqlUnitOfWork) -> None:
    changed = replace(GIVEN[1], note="looked at again", at=later(3))
    added = Answer("added", Text("neu: µSv/h"), PERSON.id, later(4.5))
    uow.runs.put_answers(NEW.id, (added, changed), (GIVEN[0].item, GIVEN[2].item))


def removed_and_given(uow: SqlUnitOfWork) -> None:
    uow.runs.put_answers(NEW.id, (), (GIVEN[0].item,))
    uow.runs.put_answers(NEW.id, (GIVEN[0],), ())


def submitted(uow: SqlUnitOfWork) -> None:
    uow.runs.mark_submitted(NEW.id, later(7), PERSON.id, 1)


def submitted_and_reopened(uow: SqlUnitOfWork) -> None:
    submitted(uow)
    uow.runs.get(NEW.id)
    uow.runs.mark_reopened(NEW.id)


def moved(uow: SqlUnitOfWork) -> None:
    uow.runs.set_event_time(NEW.id, later(-90))


def voided(uow: SqlUnitOfWork) -> None:
    uow.runs.void(NEW.id, Voided("wrong room", PERSON.id, later(9)))


@pytest.mark.parametrize(
    "change",
    [
        lambda _: None,
        given_again,
        removed_and_given,
        submitted,
        submitted_and_reopened,
        moved,
        voided,
    ],
)
def test_a_run_is_remembered_as_it_is_stored(
    center: OpenCenter, change: Callable[[SqlUnitOfWork], None]
) -> None:
    fill(center)
    with center.work() as uow:
        uow.runs.add(NEW)
        uow.runs.get(NEW.id)
        change(uow)
        remembered = uow.runs.get(NEW.id)
        uow.commit()
    with center.work() as uow:
        assert uow.runs.get(NEW.id) == remembered


def test_a_run_that_is_read_first_is_remembered_as_it_is_stored(center: OpenCenter) -> None:
    fill(center)
    with center.work() as uow:
        uow.runs.add(NEW)
        uow.commit()
    with center.work() as uow:
        assert uow.runs.get(NEW.id) == NEW
        given_again(uow)
        remembered = uow.runs.get(NEW.id)
        uow.commit()
    with center.work() as uow:
        assert uow.runs.get(NEW.id) == remembered


def test_what_was_rolled_back_is_not_remembered(center: OpenCenter) -> None:
    fill(center)
    with center.work() as uow:
        uow.trainees.replace(replace(TRAINEE, notes="not kept"))
        assert uow.trainees.get(TRAINEE.id).notes == "not kept"
    with center.work() as uow:
        assert uow.trainees.get(TRAINEE.id) == TRAINEE


def test_a_replaced_record_is_read_anew(center: OpenCenter) -> None:
    fill(center)
    with center.work() as uow:
        assert uow.trainees.get(TRAINEE.id) == TRAINEE
        uow.trainees.replace(replace(TRAINEE, notes="changed"))
        assert uow.trainees.get(TRAINEE.id).notes == "changed"


def test_the_memory_stays_small() -> None:
    seen: SeenValues[int, int] = SeenValues()
    for key in range(5_000):
        assert seen.keep(key, key + 1) == key + 1
        assert seen.get(key) == key + 1
    assert sum(seen.get(key) is not None for key in range(5_000)) < 1_000
    seen.forget(4_999)
    seen.forget("never there")
    assert seen.get(4_999) is None
