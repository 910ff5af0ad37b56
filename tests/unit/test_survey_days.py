"""Days of use and what they ask for; how a room stands."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from au_desktop.domain.canonical import as_document
from au_desktop.domain.document_values import from_document
from au_desktop.domain.errors import Invalid, ReasonRequired
from au_desktop.domain.ids import RoomId, SafetyId
from au_desktop.domain.safety.room_status import (
    Closure,
    Confinement,
    RoomFacts,
    RoomState,
    RoomStatus,
    close,
    confine,
    left,
    open_again,
    room_state,
)
from au_desktop.domain.safety.survey_days import DayState, RoomUsed, survey_days
from tests.builders import reference
from tests.survey_examples import SURVEYOR, TODAY, moment

ROOM, OTHER = RoomId(UUID(int=3)), RoomId(UUID(int=4))
BEFORE = TODAY - timedelta(days=1)


def _never(_room: RoomId, _day: date) -> bool:
    return False


def test_only_days_of_use_ask_for_a_survey() -> None:
    uses = (
        RoomUsed(ROOM, TODAY, "a dosage was given"),
        RoomUsed(ROOM, TODAY, "C-000001 was given"),
        RoomUsed(ROOM, TODAY, "a dosage was given"),
        RoomUsed(ROOM, BEFORE, "a dosage was given"),
        RoomUsed(OTHER, BEFORE, "a dosage was given"),
        RoomUsed(OTHER, TODAY + timedelta(days=1), "planned"),
    )
    found = survey_days(uses, {(OTHER, BEFORE): "SV-0001"}, _never, TODAY)
    assert [(one.room_id, one.day, one.state) for one in found] == [
        (ROOM, TODAY, DayState.DUE),
        (OTHER, BEFORE, DayState.DONE),
        (ROOM, BEFORE, DayState.MISSED),
    ]
    assert found[0].because == ("a dosage was given", "C-000001 was given")
    assert found[1].survey == "SV-0001"


def test_no_survey_is_due_where_a_patient_is_confined() -> None:
    status = confine(RoomStatus(ROOM), Confinement("LR-01", moment(19), SURVEYOR))
    uses = (RoomUsed(ROOM, TODAY, "given"), RoomUsed(ROOM, BEFORE, "given"))
    held = left(status, moment(20))

    def confined(_room: RoomId, day: date) -> bool:
        return held.confined_on(day)

    found = survey_days(uses, {}, confined, TODAY)
    # on the day on which the patient left, the evening was without one
    assert [one.state for one in found] == [DayState.DUE, DayState.EXEMPT]
    assert status.confined_on(TODAY)
    assert not status.confined_on(TODAY - timedelta(days=2))


def test_a_status_comes_back_from_its_document() -> None:
    status = close(
        confine(RoomStatus(ROOM), Confinement("LR-01", moment(19), SURVEYOR)),
        Closure("contaminated floor", moment(), SURVEYOR),
    )
    assert from_document(RoomStatus, as_document(status)) == status


def test_a_room_is_closed_once_and_opened_once() -> None:
    closed = close(RoomStatus(ROOM), Closure("floor", moment(), SURVEYOR))
    assert closed.closed is not None
    with pytest.raises(Invalid):
        close(closed, Closure("again", moment(), SURVEYOR))
    with pytest.raises(ReasonRequired):
        close(RoomStatus(ROOM), Closure(" ", moment(), SURVEYOR))
    survey = SafetyId(UUID(int=5))
    opened = open_again(closed, moment(20, 15), SURVEYOR, survey)
    assert opened.closed is None
    assert opened.closures[0].survey_id == survey
    with pytest.raises(Invalid):
        open_again(opened, moment(20, 15), SURVEYOR, survey)
    twice = close(opened, Closure("later", moment(20, 16), SURVEYOR))
    last = open_again(twice, moment(20, 17), SURVEYOR, survey)
    assert [one.opened for one in last.closures] == [moment(20, 15), moment(20, 17)]


def test_one_patient_is_confined_at_a_time() -> None:
    status = confine(RoomStatus(ROOM), Confinement("LR-01", moment(18), SURVEYOR))
    with pytest.raises(Invalid):
        confine(status, Confinement("LR-02", moment(), SURVEYOR))
    with pytest.raises(Invalid):
        confine(RoomStatus(ROOM), Confinement("", moment(), SURVEYOR))
    with pytest.raises(Invalid):
        left(RoomStatus(ROOM), moment())
    with pytest.raises(Invalid):
        left(status, moment(17))
    gone = left(status, moment(19))
    assert gone.confined is None
    assert gone.last_left == moment(19)
    second = confine(gone, Confinement("LR-02", moment(20), SURVEYOR))
    assert second.confined is not None
    assert len(left(second, moment(20, 20)).confinements) == 2


CLEAN = RoomStatus(ROOM)
CLOSED = close(CLEAN, Closure("floor", moment(), SURVEYOR))
HELD = confine(CLEAN, Confinement("LR-01", moment(18), SURVEYOR))
GONE = left(HELD, moment(19))


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        (RoomFacts(CLEAN), RoomState.IN_USE),
        (RoomFacts(CLOSED, findings=True), RoomState.CLOSED),
        (RoomFacts(CLEAN, findings=True), RoomState.NEEDS_SURVEY),
        (RoomFacts(CLEAN, due=True), RoomState.NEEDS_SURVEY),
        (RoomFacts(GONE), RoomState.NEEDS_SURVEY),
        (RoomFacts(GONE, released_at=moment(18)), RoomState.NEEDS_SURVEY),
        (RoomFacts(GONE, released_at=moment(20)), RoomState.RELEASED),
        (RoomFacts(HELD, released_at=moment(20)), RoomState.IN_USE),
        (RoomFacts(CLEAN, released_at=moment(19)), RoomState.RELEASED),
        (RoomFacts(CLEAN, moment(19), date(2026, 11, 19)), RoomState.RELEASED),
        (RoomFacts(CLEAN, moment(19), TODAY), RoomState.IN_USE),
        (
            RoomFacts(confine(GONE, Confinement("LR-02", moment(20), SURVEYOR))),
            RoomState.IN_USE,
        ),
    ],
)
def test_the_state_of_a_room(facts: RoomFacts, state: RoomState) -> None:
    assert room_state(facts) is state


def test_the_shipped_levels_have_the_limits_that_surveys_ask_for() -> None:
    from au_desktop.services.safety.survey_limits import level_keys

    assert set(level_keys()) <= set(reference().limits)
    assert len(level_keys()) == 8
