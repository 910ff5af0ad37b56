"""Which earlier run first answers are taken from, in a real file: the newest that counts, about the same thing."""

from dataclasses import replace
from uuid import UUID

import pytest

from au_desktop.domain.checklists.runs import Run, Subject, Voided
from au_desktop.domain.ids import RoomId, RunId
from tests.builders import a_room
from tests.center_files import (
    CASE,
    INSTRUMENT,
    PERSON,
    ROOM,
    TEMPLATE,
    OpenCenter,
    a_seal,
    a_stored_run,
    later,
)

KIND = TEMPLATE.kind
OTHER_ROOM = a_room(id=RoomId(UUID(int=1903)), name="Room 4")


def store(center: OpenCenter, number: int, subject: Subject, **changes: object) -> Run:
    """A submitted run, without answers."""
    run = a_stored_run(number, subject=subject, answers=(), **changes)
    with center.work() as uow:
        uow.runs.add(replace(run, voided=None))
        uow.runs.mark_submitted(run.id, later(number + 2), PERSON.id, 0)
        if run.voided is not None:
            uow.runs.void(run.id, run.voided)
        uow.commit()
    return run


def newest(center: OpenCenter, subject: Subject, kind: str = KIND) -> RunId | None:
    with center.work() as uow:
        return uow.runs.newest_of_kind(kind, subject)


@pytest.fixture
def place(filled: OpenCenter) -> OpenCenter:
    with filled.work() as uow:
        uow.rooms.add(OTHER_ROOM)
        uow.commit()
    return filled


def test_the_newest_of_the_same_case_that_counts(place: OpenCenter) -> None:
    subject = Subject(case_id=CASE.id)
    older, newer = store(place, 61, subject), store(place, 62, subject)
    store(place, 63, subject, voided=Voided("wrong case", PERSON.id, later(70)))
    with place.work() as uow:
        uow.runs.add(a_stored_run(64, subject=subject, answers=()))
        uow.commit()
    assert newest(place, subject) == newer.id
    assert newest(place, subject, "another_kind") is None
    amendment = store(place, 65, Subject(), amends=newer.id, amend_reason="digits")
    assert newest(place, subject) == newer.id, "an amendment replaces once it is signed"
    with place.work() as uow:
        uow.sign_offs.add_seal(a_seal(amendment))
        uow.commit()
    assert newest(place, subject) == older.id


def test_without_a_case_the_same_room_and_instrument_as_far_as_named(place: OpenCenter) -> None:
    both = store(place, 71, Subject(room_id=ROOM.id, instrument_id=INSTRUMENT.id))
    room = store(place, 72, Subject(room_id=ROOM.id))
    store(place, 73, Subject(room_id=OTHER_ROOM.id))
    store(place, 74, Subject(room_id=ROOM.id, case_id=CASE.id))
    assert newest(place, Subject(room_id=ROOM.id)) == room.id
    assert newest(place, Subject(instrument_id=INSTRUMENT.id)) == both.id
    assert newest(place, Subject(room_id=ROOM.id, instrument_id=INSTRUMENT.id)) == both.id
    assert newest(place, Subject()) is None
