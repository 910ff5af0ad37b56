"""Which answers an item takes."""

from decimal import Decimal
from uuid import UUID

import pytest

from au_desktop.domain.checklists.answer_checks import AnswerRefused, Refusal, validate_answer
from au_desktop.domain.checklists.answer_rows import AnswerRow, answer_from_row, answer_to_row
from au_desktop.domain.checklists.answers import (
    At,
    Chosen,
    Computed,
    Confirmed,
    Measured,
    Number,
    PartTaken,
    Reference,
    Reply,
    Skipped,
    StepPart,
    Text,
    Timed,
    YesNo,
)
from au_desktop.domain.checklists.items import Formula, ItemType, SkipRule
from au_desktop.domain.checklists.units import in_unit
from au_desktop.domain.quantities import Dose, DoseUnit, QuantityKind
from tests.checklist_examples import NOON, PERSON, an_answer, an_item, an_override, later, mci

SOMEONE = Reference("person", "Example P.", UUID(int=4))
ACTIVITY = an_item(
    "a", ItemType.QUANTITY, quantity_kind=QuantityKind.ACTIVITY, units=("mCi", "GBq")
)
COMPUTED = an_item("c", ItemType.COMPUTED, units=("%",), formula=Formula("dosage_difference"))

GOOD = [
    (an_item("a"), Confirmed(done=False)),
    (an_item("a", ItemType.YES_NO), YesNo(Reply.NA)),
    (an_item("a", ItemType.CHOICE), Chosen(("two",))),
    (an_item("a", ItemType.CHOICES), Chosen(("two", "one"))),
    (an_item("a", ItemType.TEXT), Text("left arm, 20 % – Çe")),
    (an_item("a", ItemType.TEXT, multiline=True), Text("one\ntwo\tthree")),
    (an_item("a", ItemType.NUMBER), Number(Decimal("3.0"))),
    (an_item("a", ItemType.NUMBER, units=("mL", "L")), Number(Decimal("0.5"), "L")),
    (ACTIVITY, mci("200")),
    (an_item("a", ItemType.QUANTITY, quantity_kind=QuantityKind.ACTIVITY), mci("200")),
    (an_item("a", ItemType.DATE_TIME), At(NOON)),
    (an_item("a", ItemType.PERSON), SOMEONE),
    (an_item("a", ItemType.DRUG), Reference("drug", "Lutathera", drug_id="lu-177-dotatate")),
    (an_item("a", ItemType.TIMER), Timed(NOON)),
    (an_item("a", ItemType.TIMER), Timed(NOON, NOON)),
    (an_item("a", ItemType.PART_TAKEN), PartTaken(StepPart.ASSISTED)),
    (an_item("a", ItemType.PART_TAKEN), PartTaken(StepPart.PERFORMED, 4)),
    (COMPUTED, Computed(Decimal(3), "%", "dosage_difference")),
    (an_item("a"), Skipped("patient asleep")),
    (an_item("a", skip=SkipRule(reason_required=False)), Skipped()),
]

BAD = [
    (an_item("a"), YesNo(Reply.YES), Refusal.WRONG_KIND),
    (an_item("a", ItemType.CHOICE), Chosen(()), Refusal.NO_CHOICE),
    (an_item("a", ItemType.CHOICE), Chosen(("one", "two")), Refusal.ONE_CHOICE_ONLY),
    (an_item("a", ItemType.CHOICES), Chosen(("one", "one")), Refusal.REPEATED_CHOICE),
    (an_item("a", ItemType.CHOICES), Chosen(("one", "six")), Refusal.UNKNOWN_CHOICE),
    (an_item("a", ItemType.TEXT), Text("  "), Refusal.EMPTY),
    (an_item("a", ItemType.TEXT, max_length=3), Text("four"), Refusal.TOO_LONG),
    (an_item("a", ItemType.TEXT), Text("one\ntwo"), Refusal.ONE_LINE_ONLY),
    (an_item("a", ItemType.TEXT), Text("bell \x07"), Refusal.UNREADABLE_SIGN),
    (an_item("a", ItemType.TEXT), Text("half \ud83d"), Refusal.UNREADABLE_SIGN),
    (an_item("a", ItemType.NUMBER), Number(Decimal("NaN")), Refusal.NOT_FINITE),
    (an_item("a", ItemType.NUMBER), Number(Decimal(1), "mL"), Refusal.WRONG_UNIT),
    (an_item("a", ItemType.NUMBER, units=("mL",)), Number(Decimal(1)), Refusal.WRONG_UNIT),
    (
        an_item("a", ItemType.QUANTITY, quantity_kind=QuantityKind.ACTIVITY),
        Measured(Dose.of(1, DoseUnit.MSV)),
        Refusal.WRONG_QUANTITY,
    ),
    (
        an_item("a", ItemType.QUANTITY, quantity_kind=QuantityKind.ACTIVITY, units=("GBq",)),
        mci("200"),
        Refusal.WRONG_UNIT,
    ),
    (an_item("a", ItemType.ROOM), SOMEONE, Refusal.WRONG_REFERENCE),
    (an_item("a", ItemType.PERSON), Reference("person", "nobody"), Refusal.WRONG_REFERENCE),
    (an_item("a", ItemType.DRUG), Reference("drug", "what"), Refusal.WRONG_REFERENCE),
    (an_item("a", ItemType.TIMER), Timed(None, NOON), Refusal.STOP_WITHOUT_START),
    (an_item("a", ItemType.TIMER), Timed(later(1), NOON), Refusal.STOP_BEFORE_START),
    (
        an_item("a", ItemType.PART_TAKEN),
        PartTaken(StepPart.OBSERVED, 5),
        Refusal.LEVEL_OUT_OF_RANGE,
    ),
    (COMPUTED, Computed(Decimal(3), "%", "other"), Refusal.OTHER_FORMULA),
    (an_item("a", ItemType.COMPUTED), Computed(Decimal(3), "", "other"), Refusal.OTHER_FORMULA),
    (COMPUTED, Computed(Decimal("Infinity"), "%", "dosage_difference"), Refusal.NOT_FINITE),
    (COMPUTED, Computed(Decimal(3), "mCi", "dosage_difference"), Refusal.WRONG_UNIT),
    (an_item("a"), Skipped(" "), Refusal.SKIP_NEEDS_REASON),
    (an_item("a", skip=SkipRule(allowed=False)), Skipped("why"), Refusal.SKIP_NOT_ALLOWED),
]


@pytest.mark.parametrize(("item", "value"), GOOD)
def test_an_item_takes_its_own_kind_of_answer(item, value):
    answer = an_answer(item.key, value)

    validate_answer(item, value)

    assert answer_from_row(answer_to_row(answer)) == answer


@pytest.mark.parametrize(("item", "value", "refusal"), BAD)
def test_an_item_refuses_with_the_reason(item, value, refusal):
    with pytest.raises(AnswerRefused) as refused:
        validate_answer(item, value)

    assert (refused.value.item, refused.value.refusal) == (item.key, refusal)


def test_a_timer_knows_whether_it_runs_and_how_long_it_ran():
    assert Timed(NOON).running
    assert not Timed(NOON, later(2)).running
    assert not Timed().running
    assert Timed(NOON).elapsed is None
    assert Timed(NOON, later(2)).elapsed.amount == 120


def test_the_row_carries_the_base_unit_for_queries():
    assert answer_to_row(an_answer("a", mci("200"))).base == 7.4e9
    assert answer_to_row(an_answer("a", Number(Decimal("3.5"), "%"))).base == 3.5
    assert answer_to_row(an_answer("a", Computed(Decimal(2), "mCi", "f"))).base == 7.4e7
    assert answer_to_row(an_answer("a", Timed(NOON, later(2)))).base == 120
    assert answer_to_row(an_answer("a", Timed(NOON))).base is None


@pytest.mark.parametrize(
    "row",
    [
        AnswerRow("a", "sung", PERSON, NOON),
        AnswerRow("a", "text", PERSON, NOON),
        AnswerRow("a", "at", PERSON, NOON),
        AnswerRow("a", "measured activity", PERSON, NOON, number="1"),
    ],
)
def test_a_row_that_lost_something_is_refused(row):
    with pytest.raises(ValueError, match=r"unknown kind|lacks|lost"):
        answer_from_row(row)


def test_units_of_different_things_do_not_convert():
    assert in_unit(Decimal(1), "mCi", "MBq") == 37
    assert in_unit(Decimal(1), "mCi", "mSv") is None
    assert in_unit(Decimal(1), "%", "mSv") is None
    assert in_unit(Decimal(1), "%", "%") == 1


def test_a_row_carries_why_a_critical_answer_may_pass():
    answer = an_answer("a", mci("150"), override=an_override())
    assert answer_from_row(answer_to_row(answer)) == answer
