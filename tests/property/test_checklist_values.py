"""Answers and templates go out and come back as they were; conditions never lose an answer."""

from dataclasses import replace
from datetime import UTC, datetime

import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from au_desktop.domain.canonical import canonical_bytes
from au_desktop.domain.checklists.answer_rows import (
    answer_document,
    answer_from_row,
    answer_to_row,
)
from au_desktop.domain.checklists.answers import (
    Answer,
    At,
    Chosen,
    Computed,
    Confirmed,
    Measured,
    Number,
    Override,
    PartTaken,
    Reference,
    Reply,
    Skipped,
    StepPart,
    Text,
    Timed,
    YesNo,
)
from au_desktop.domain.checklists.applicability import (
    missing_items,
    no_longer_applying,
    visible_items,
)
from au_desktop.domain.checklists.conditions import AllHold, AnyHolds, AnyOf, Is, IsNot
from au_desktop.domain.checklists.items import ItemType, SkipRule
from au_desktop.domain.checklists.limits import Limits
from au_desktop.domain.checklists.run_documents import run_document
from au_desktop.domain.checklists.runs import answers_by_item
from au_desktop.domain.checklists.template_documents import (
    template_digest,
    template_from_document,
    template_to_document,
)
from au_desktop.domain.checklists.verdicts import FindingReason, verdict
from au_desktop.domain.ids import PersonId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import QUANTITY_TYPES, quantity_of
from au_desktop.domain.roles import Role
from tests.checklist_examples import a_run, a_template, an_answer, an_item

amounts = st.decimals(
    min_value=0, max_value=10**12, places=6, allow_nan=False, allow_infinity=False
).map(lambda amount: amount.normalize() if amount else amount)
words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1)
keys = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
ids = st.uuids()
moments = st.builds(
    Moment,
    st.datetimes(datetime(2000, 1, 2), datetime(2090, 1, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001
        lambda at: at.replace(fold=0)
    ),
    st.integers(-14 * 60, 14 * 60),
)
quantities = st.sampled_from(list(QUANTITY_TYPES)).flatmap(
    lambda kind: st.builds(
        quantity_of,
        st.just(kind),
        amounts,
        st.sampled_from(QUANTITY_TYPES[kind].unit_names()),
    )
)
values = st.one_of(
    st.builds(Confirmed, done=st.booleans()),
    st.builds(YesNo, st.sampled_from(Reply)),
    st.builds(Chosen, st.lists(keys, unique=True).map(tuple)),
    st.builds(Text, words),
    st.builds(Number, amounts, st.sampled_from(["", "%", "mL", "cm²"])),
    st.builds(Measured, quantities),
    st.builds(At, moments),
    st.builds(Reference, keys, words, ids, st.just("")),
    st.builds(Reference, keys, words, st.none(), keys),
    st.builds(
        Timed,
        st.none() | moments,
        st.none() | moments,
        st.lists(st.tuples(moments, st.none() | moments), max_size=3).map(tuple),
    ),
    st.builds(PartTaken, st.sampled_from(StepPart), st.none() | st.integers(0, 4)),
    st.builds(Computed, amounts, st.sampled_from(["", "%", "mCi"]), keys),
    st.builds(Skipped, words | st.just("")),
)
overrides = st.builds(Override, words, ids.map(PersonId), st.sampled_from(Role), moments)
given_answers = st.builds(
    Answer,
    keys,
    values,
    ids.map(PersonId),
    moments,
    words | st.just(""),
    st.none() | overrides,
)


@given(given_answers)
def test_an_answer_comes_back_from_its_row_digit_for_digit(answer):
    back = answer_from_row(answer_to_row(answer))

    assert back == answer
    assert repr(back) == repr(answer)


@given(given_answers)
def test_the_signed_form_of_an_answer_is_canonical_json(answer):
    document = answer_document(answer)

    assert canonical_bytes(document) == rfc8785.dumps(document)
    assert answer_document(answer_from_row(answer_to_row(answer))) == document


limits = st.builds(
    Limits,
    st.just(""),
    low_action=st.none() | amounts,
    high_action=st.none() | amounts,
    limit_counts=st.booleans(),
    local=st.booleans(),
)
tests_of_a = st.one_of(
    st.builds(Is, st.just("a"), st.sampled_from(["yes", "no", "na"])),
    st.builds(IsNot, st.just("a"), st.sampled_from(["yes", "no", "na"])),
    st.builds(AnyOf, st.just("a"), st.lists(st.sampled_from(Reply), min_size=1).map(tuple)),
)
conditions = st.recursive(
    tests_of_a,
    lambda parts: (
        st.builds(AllHold, st.lists(parts, min_size=1, max_size=3).map(tuple))
        | st.builds(AnyHolds, st.lists(parts, min_size=1, max_size=3).map(tuple))
    ),
    max_leaves=4,
)


@given(words, limits, conditions, st.booleans(), st.integers(1, 9))
def test_a_template_comes_back_from_its_document_with_its_digest(hint, limit, condition, flag, n):
    template = a_template(
        an_item("a", ItemType.YES_NO, hint=hint, critical=flag),
        an_item(
            "n",
            ItemType.NUMBER,
            limits=limit,
            condition=condition,
            skip=SkipRule(allowed=flag, reason_required=not flag),
        ),
        version=n,
    )

    back = template_from_document(template_to_document(template))

    assert back == template
    assert template_digest(back) == template_digest(template)


replies = st.sampled_from(Reply).map(YesNo)


@st.composite
def chains(draw):
    """A template whose items each hang on earlier ones, and answers to some of them in any order."""
    items = [an_item("i0", ItemType.YES_NO)]
    for number in range(1, draw(st.integers(2, 7))):
        condition = None
        if draw(st.booleans()):
            source = f"i{draw(st.integers(0, number - 1))}"
            condition = draw(st.sampled_from([Is, IsNot]))(source, draw(st.sampled_from(Reply)))
        items.append(an_item(f"i{number}", ItemType.YES_NO, condition=condition))
    template = a_template(*items)
    answered = draw(st.lists(st.sampled_from(items), unique_by=lambda item: item.key))
    run = a_run(template)
    given_values = tuple(an_answer(item.key, draw(replies)) for item in answered)
    return template, replace(run, answers=given_values)


@given(chains())
def test_every_answer_is_either_asked_for_or_reported(chain):
    template, run = chain
    answers = answers_by_item(run.answers)
    visible = {item.key for item in visible_items(template, answers)}
    reported = {
        found.item
        for found in verdict(template, run).items
        if found.reason is FindingReason.NO_LONGER_APPLIES
    }

    assert set(answers) == (set(answers) & visible) | reported
    assert reported.isdisjoint(visible)
    assert set(no_longer_applying(template, answers)) == reported
    assert set(missing_items(template, answers)) == visible - set(answers)


@given(chains(), st.randoms(use_true_random=False))
def test_the_order_of_answering_makes_no_difference(chain, random):
    template, run = chain
    shuffled = list(run.answers)
    random.shuffle(shuffled)
    turned = replace(run, answers=tuple(shuffled))

    assert visible_items(template, answers_by_item(run.answers)) == visible_items(
        template, answers_by_item(turned.answers)
    )
    assert verdict(template, run).state == verdict(template, turned).state
    assert run_document(run) == run_document(turned)


@given(amounts, amounts, st.booleans())
def test_a_limit_is_broken_on_one_side_only(amount, limit, limit_counts):
    low = Limits("", low_action=limit, limit_counts=limit_counts).breach(amount)
    high = Limits("", high_action=limit, limit_counts=limit_counts).breach(amount)

    if amount == limit:
        assert (low is not None, high is not None) == (limit_counts, limit_counts)
    else:
        assert (low is None) != (high is None)
        assert (low is not None) == (amount < limit)
