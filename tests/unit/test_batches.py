"""A batch before it is signed: nothing is asked before all was shown, and a wrong answer takes one back to its record."""

from uuid import UUID

import pytest

from au_desktop.domain.checklists.answers import Confirmed
from au_desktop.domain.ids import RunId
from au_desktop.domain.signing.batches import (
    Batch,
    BatchIncomplete,
    answered,
    require_ready,
    with_question,
    with_shown,
    without_slot,
)
from au_desktop.domain.signing.random_facts import FactQuestion

ONE, TWO = (RunId(UUID(int=1)), 2), (RunId(UUID(int=2)), 2)
QUESTION = FactQuestion(ONE[0], None, (Confirmed(done=True), Confirmed(done=False)), 0)


def both_shown() -> Batch:
    return with_shown(with_shown(Batch((ONE, TWO)), ONE, "aa"), TWO, "bb")


def test_every_record_has_to_be_shown_before_anything_is_asked() -> None:
    batch = with_shown(Batch((ONE, TWO)), ONE, "aa")
    assert batch.unseen == (TWO,)
    with pytest.raises(BatchIncomplete) as refused:
        with_question(batch, QUESTION)
    assert refused.value.unseen == 1
    assert both_shown().unseen == ()


def test_the_last_showing_counts() -> None:
    assert dict(with_shown(both_shown(), ONE, "cc").shown) == {ONE: "cc", TWO: "bb"}


def test_the_right_answer_lets_it_be_signed() -> None:
    batch = answered(with_question(both_shown(), QUESTION), 0)
    assert batch.ready
    assert batch.question is None
    require_ready(batch)


def test_a_wrong_answer_shows_the_record_again() -> None:
    batch = answered(with_question(both_shown(), QUESTION), 1)
    assert not batch.ready
    assert batch.unseen == (ONE,)
    assert batch.asked == ("",)
    with pytest.raises(BatchIncomplete):
        require_ready(batch)


def test_no_answer_without_a_question() -> None:
    with pytest.raises(BatchIncomplete):
        answered(both_shown(), 0)


def test_a_record_that_is_left_out_takes_the_proof_with_it() -> None:
    proven = answered(with_question(both_shown(), QUESTION), 0)
    rest = without_slot(proven, TWO)
    assert (rest.slots, dict(rest.shown), rest.proven) == ((ONE,), {ONE: "aa"}, False)
    assert not without_slot(rest, ONE).ready
