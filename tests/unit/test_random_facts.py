"""What a batch asks: a fact of the record with answers beside it that could be true, drawn by a chance that is handed in."""

from decimal import Decimal

import pytest

from au_desktop.domain.checklists.answers import (
    At,
    Chosen,
    Computed,
    Confirmed,
    Measured,
    Number,
    Text,
    Timed,
)
from au_desktop.domain.checklists.items import Choice, ItemType
from au_desktop.domain.checklists.runs import Run
from au_desktop.domain.quantities import QuantityKind
from au_desktop.domain.signing.random_facts import CHOICES, candidate_facts, key_of, question_of
from tests.checklist_examples import NOON, a_run, a_template, an_item, later, mci
from tests.fakes_signing import Chance

FOUR = tuple(Choice(key, key.title()) for key in ("arm", "hand", "port", "line"))
TEMPLATE = a_template(
    an_item("assay", ItemType.QUANTITY, quantity_kind=QuantityKind.ACTIVITY),
    an_item("drops", ItemType.NUMBER),
    an_item("net", ItemType.COMPUTED),
    an_item("began", ItemType.DATE_TIME),
    an_item("infusion", ItemType.TIMER),
    an_item("site", ItemType.CHOICE, choices=FOUR),
    an_item("sites", ItemType.CHOICES, choices=FOUR),
    an_item("few", ItemType.CHOICE),
    an_item("remark", ItemType.TEXT),
    an_item("done"),
)
VALUES = {
    "assay": mci("200"),
    "drops": Number(Decimal("12.5"), "mL"),
    "net": Computed(Decimal("0.31"), "mCi", "net"),
    "began": At(NOON),
    "infusion": Timed(NOON, later(6)),
    "site": Chosen(("hand",)),
    "sites": Chosen(("hand",)),
    "few": Chosen(("one",)),
    "remark": Text("none"),
    "done": Confirmed(done=True),
}


@pytest.fixture
def run() -> Run:
    return a_run(TEMPLATE, **VALUES)


def test_only_what_has_three_plausible_other_answers_is_asked(run: Run) -> None:
    facts = candidate_facts(TEMPLATE, run)
    asked = [fact.item.key for fact in facts if fact.item is not None]
    assert asked == ["assay", "drops", "net", "began", "infusion", "site"]
    assert (facts[-1].item, facts[-1].value) == (None, At(run.event_time))


def test_no_other_answer_is_the_records_own(run: Run) -> None:
    for fact in candidate_facts(TEMPLATE, run):
        assert fact.value not in fact.others
        assert len(set(map(repr, fact.others))) == len(fact.others) >= CHOICES - 1
        assert all(type(other) is type(fact.value) for other in fact.others)


def test_amounts_are_off_by_ten_and_by_less_with_as_many_digits(run: Run) -> None:
    assay, drops = candidate_facts(TEMPLATE, run)[:2]
    amounts = [one.quantity.amount for one in assay.others if isinstance(one, Measured)]
    assert amounts == [Decimal(text) for text in ("20", "100", "160", "250", "300", "400", "2000")]
    said = [str(one.amount) for one in drops.others if isinstance(one, Number)]
    assert said[:3] == ["1.25", "6.25", "10"]


def test_nothing_stands_beside_zero() -> None:
    run = a_run(TEMPLATE, drops=Number(Decimal(0), "mL"))
    assert [fact.item for fact in candidate_facts(TEMPLATE, run)] == [None]


def test_a_running_timer_and_a_foreign_answer_are_not_asked() -> None:
    run = a_run(TEMPLATE, infusion=Timed(NOON, None), elsewhere=Number(Decimal(3)))
    assert [fact.item for fact in candidate_facts(TEMPLATE, run)] == [None]


def test_chance_decides_what_is_asked_and_where_the_answer_stands(run: Run) -> None:
    question = question_of(TEMPLATE, run, Chance(0, 6, 0, 1, 2))
    assert key_of(question) == "assay"
    amounts = [one.quantity.amount for one in question.choices if isinstance(one, Measured)]
    assert amounts == [Decimal(text) for text in ("2000", "20", "200", "160")]
    assert [question.is_right(place) for place in range(CHOICES)] == [False, False, True, False]


def test_a_fact_that_was_asked_comes_again_only_when_no_other_is_left(run: Run) -> None:
    assert key_of(question_of(TEMPLATE, run, Chance(), but=("assay",))) == "drops"
    bare = a_template(an_item("done"))
    alone = a_run(bare, done=Confirmed(done=True))
    assert key_of(question_of(bare, alone, Chance(), but=("",))) == ""
