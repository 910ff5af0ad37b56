"""A timer may be paused: the pauses are kept with their times, and do not count as time that was measured."""

from datetime import timedelta
from decimal import Decimal

import pytest

from au_desktop.domain.checklists.amounts import amount_of
from au_desktop.domain.checklists.answer_checks import AnswerRefused, Refusal, validate_answer
from au_desktop.domain.checklists.answer_rows import (
    answer_document,
    answer_from_row,
    answer_to_row,
)
from au_desktop.domain.checklists.answers import Timed
from au_desktop.domain.checklists.items import ItemType
from tests.checklist_examples import NOON, an_answer, an_item, later

TIMER = an_item("infusion", ItemType.TIMER)
PAUSED = Timed(NOON).pause(later(5))
ONE_PAUSE = PAUSED.go_on(later(8)).stop(later(20))


def test_a_pause_does_not_count():
    assert PAUSED.paused
    assert PAUSED.running
    assert PAUSED.so_far(later(7)) == timedelta(minutes=5)
    assert Timed(NOON, later(20), ((later(5), later(8)),)) == ONE_PAUSE
    assert ONE_PAUSE.elapsed.amount == Decimal(17 * 60)
    assert amount_of(an_answer("infusion", ONE_PAUSE)) == (Decimal(17 * 60), "s")


def test_it_goes_on_counting_after_the_pause():
    gone_on = PAUSED.go_on(later(8))
    assert not gone_on.paused
    assert gone_on.so_far(later(10)) == timedelta(minutes=7)
    assert gone_on.pause(later(11)).so_far(later(60)) == timedelta(minutes=8)


def test_stopping_ends_the_pause():
    assert PAUSED.stop(later(9)).interruptions == ((later(5), later(9)),)
    assert PAUSED.stop(later(9)).elapsed.amount == Decimal(5 * 60)


def test_steps_that_change_nothing():
    assert Timed().pause(NOON) == Timed()
    assert PAUSED.pause(later(6)) is PAUSED
    assert ONE_PAUSE.go_on(later(30)) is ONE_PAUSE
    assert ONE_PAUSE.so_far(later(500)) == timedelta(minutes=17)
    assert Timed().so_far(NOON) == timedelta(0)


def test_the_row_and_the_signed_document_keep_the_pauses():
    answer = an_answer("infusion", PAUSED)
    assert answer_from_row(answer_to_row(answer)) == answer
    assert answer_document(answer)["text"] == f"{later(5).iso()}/"
    whole = an_answer("infusion", ONE_PAUSE)
    assert answer_from_row(answer_to_row(whole)) == whole
    assert answer_document(whole)["text"] == f"{later(5).iso()}/{later(8).iso()}"


def test_without_a_pause_the_signed_document_is_what_it_was():
    assert "text" not in answer_document(an_answer("infusion", Timed(NOON, later(9))))


@pytest.mark.parametrize(
    "value",
    [
        PAUSED,
        ONE_PAUSE,
        Timed(NOON, None, ((later(1), later(2)), (later(2), None))),
        Timed(NOON, later(1), ((NOON, later(1)),)),
    ],
)
def test_pauses_in_order_are_taken(value):
    validate_answer(TIMER, value)


@pytest.mark.parametrize(
    ("value", "refusal"),
    [
        (Timed(later(5), None, ((NOON, None),)), Refusal.INTERRUPTION_OUTSIDE),
        (Timed(NOON, None, ((later(3), later(2)),)), Refusal.INTERRUPTION_OUTSIDE),
        (
            Timed(NOON, None, ((later(3), later(5)), (later(4), None))),
            Refusal.INTERRUPTION_OUTSIDE,
        ),
        (Timed(NOON, later(4), ((later(3), later(5)),)), Refusal.INTERRUPTION_OUTSIDE),
        (Timed(NOON, later(9), ((later(3), None),)), Refusal.INTERRUPTION_OPEN),
        (Timed(NOON, None, ((later(3), None), (later(4), None))), Refusal.INTERRUPTION_OPEN),
    ],
)
def test_pauses_outside_or_out_of_order_are_refused(value, refusal):
    with pytest.raises(AnswerRefused) as refused:
        validate_answer(TIMER, value)
    assert refused.value.refusal is refusal
