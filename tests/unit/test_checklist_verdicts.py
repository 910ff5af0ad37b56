"""Which items need attention, which stop a run, and which are missing."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest

from au_desktop.domain.checklists.answers import (
    At,
    Chosen,
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
from au_desktop.domain.checklists.applicability import progress, visible_items
from au_desktop.domain.checklists.conditions import (
    AllHold,
    Answered,
    AnyHolds,
    AnyOf,
    Is,
    IsNot,
    holds,
)
from au_desktop.domain.checklists.items import ItemType
from au_desktop.domain.checklists.limits import Breach, Limits
from au_desktop.domain.checklists.templates import Section
from au_desktop.domain.checklists.verdicts import FindingReason, Severity, VerdictState, verdict
from au_desktop.domain.quantities import DoseRate, DoseRateUnit, QuantityKind
from tests.checklist_examples import (
    DOSAGE,
    NOON,
    a_run,
    a_template,
    an_answer,
    an_item,
    an_override,
    answers,
    difference,
    later,
    mci,
)

DONE, NOT_DONE = Confirmed(done=True), Confirmed(done=False)
YES, NO = YesNo(Reply.YES), YesNo(Reply.NO)


def keys(template, given):
    return [item.key for item in visible_items(template, given)]


@pytest.mark.parametrize(
    ("condition", "when_yes", "when_no", "when_open"),
    [
        (Is("x", "yes"), True, False, False),
        (IsNot("x", "yes"), False, True, False),
        (AnyOf("x", ("yes", "na")), True, False, False),
        (Answered("x"), True, True, False),
        (Answered("x", answered=False), False, False, True),
        (AllHold((Is("x", "yes"), Answered("x"))), True, False, False),
        (AnyHolds((Is("x", "yes"), Is("x", "no"))), True, True, False),
        (None, True, True, True),
    ],
)
def test_a_condition_holds_by_the_answer_given(condition, when_yes, when_no, when_open):
    given = [{"x": frozenset({"yes"})}, {"x": frozenset({"no"})}, {}]

    assert [holds(condition, one.get) for one in given] == [when_yes, when_no, when_open]


def test_what_hangs_on_a_hidden_item_is_hidden_too_although_its_answer_is_kept():
    template = a_template(
        an_item("a", ItemType.YES_NO),
        an_item("b", ItemType.YES_NO, condition=Is("a", "yes")),
        an_item("c", condition=Is("b", "yes")),
    )

    assert keys(template, answers(a=YES, b=YES)) == ["a", "b", "c"]
    assert keys(template, answers(a=NO, b=YES)) == ["a"]


def test_a_section_falls_away_with_its_condition():
    sections = (
        Section("first", "First", (an_item("go", ItemType.YES_NO),)),
        Section("second", "Second", (an_item("then"),), Is("go", "yes")),
    )
    template = a_template(sections=sections)

    assert keys(template, answers(go=NO)) == ["go"]
    done = progress(template, answers(go=YES))
    assert [(one.section, one.answered, one.applicable) for one in done] == [
        ("first", 1, 1),
        ("second", 0, 1),
    ]


def test_a_run_without_faults_is_complete():
    template = a_template(an_item("a"), an_item("b", ItemType.TEXT, required=False))

    found = verdict(template, a_run(template, a=DONE))

    assert (found.state, found.items, found.missing) == (VerdictState.COMPLETE, (), ())


def test_open_required_items_are_missing_and_a_running_timer_is_open():
    template = a_template(an_item("a"), an_item("t", ItemType.TIMER))

    found = verdict(template, a_run(template, t=Timed(NOON)))

    assert found.state is VerdictState.INCOMPLETE
    assert found.missing == ("a", "t")


def test_an_unexpected_answer_needs_attention_and_stops_when_critical():
    template = a_template(an_item("a"), an_item("b", critical=True))
    run = a_run(template, a=NOT_DONE, b=NOT_DONE)

    found = verdict(template, run)

    assert found.state is VerdictState.STOPPED
    assert found.stops == ("b",)
    assert found.attention == ("a", "b")
    assert found.items[0].expected == ("done",)
    assert found.items[0].text == "not_done"


def test_an_override_turns_the_stop_into_attention():
    template = a_template(an_item("b", critical=True))
    given = an_answer("b", NOT_DONE, override=an_override())

    found = verdict(template, replace(a_run(template), answers=(given,)))

    assert found.state is VerdictState.ATTENTION
    assert found.stops == ()
    assert found.items[0].override == an_override()


def test_a_choice_marked_for_attention_is_pointed_out():
    template = a_template(an_item("c", ItemType.CHOICE))

    assert verdict(template, a_run(template, c=Chosen(("one",)))).items == ()
    (found,) = verdict(template, a_run(template, c=Chosen(("two",)))).items
    assert (found.reason, found.text) == (FindingReason.CHOICE_NEEDS_ATTENTION, "two")


def test_of_several_choices_all_expected_ones_must_be_ticked():
    template = a_template(an_item("c", ItemType.CHOICES, expected=("one", "two")))

    reasons = [
        found.reason for found in verdict(template, a_run(template, c=Chosen(("one",)))).items
    ]
    assert reasons == [FindingReason.NOT_EXPECTED]
    both = verdict(template, a_run(template, c=Chosen(("one", "two")))).items
    assert FindingReason.NOT_EXPECTED not in {found.reason for found in both}


@pytest.mark.parametrize(
    ("measured", "severity", "breach"),
    [
        ("160", Severity.ATTENTION, Breach.LOW_ATTENTION),
        ("159.9", Severity.CRITICAL_STOP, Breach.LOW_ACTION),
        ("180", None, None),
        ("220", None, None),
        ("220.1", Severity.ATTENTION, Breach.HIGH_ATTENTION),
        ("240", Severity.ATTENTION, Breach.HIGH_ATTENTION),
        ("240.000001", Severity.CRITICAL_STOP, Breach.HIGH_ACTION),
    ],
)
def test_twenty_percent_is_still_within_the_tolerance_and_more_is_not(measured, severity, breach):
    template = a_template(*DOSAGE)
    run = a_run(template, prescribed=mci("200"), measured=mci(measured))

    found = verdict(template, run, difference).items

    assert [(one.severity, one.breach) for one in found] == (
        [] if severity is None else [(severity, breach)]
    )


def test_a_limit_that_counts_is_broken_on_the_limit_itself():
    limits = Limits("%", low_action=Decimal(-20), high_action=Decimal(20), limit_counts=True)

    assert limits.breach(Decimal(20)) == (Breach.HIGH_ACTION, Decimal(20))
    assert limits.breach(Decimal(-20)) == (Breach.LOW_ACTION, Decimal(-20))
    assert limits.breach(Decimal("19.999")) is None


def test_limits_are_compared_in_their_own_unit_exactly():
    template = a_template(
        an_item(
            "rate",
            ItemType.QUANTITY,
            quantity_kind=QuantityKind.DOSE_RATE,
            limits=Limits("mR/h", high_attention=Decimal(5)),
        )
    )

    def rate(amount):
        return Measured(DoseRate.of(amount, DoseRateUnit.USV_H))

    assert verdict(template, a_run(template, rate=rate("50"))).items == ()
    (found,) = verdict(template, a_run(template, rate=rate("50.01"))).items
    assert (found.amount, found.limit, found.unit) == (Decimal("5.001"), Decimal(5), "mR/h")


def test_a_number_in_a_unit_that_cannot_be_compared_asks_for_action():
    template = a_template(
        an_item("n", ItemType.NUMBER, limits=Limits("mL", high_action=Decimal(5)))
    )

    (found,) = verdict(template, a_run(template, n=Number(Decimal(3), "%"))).items

    assert (found.reason, found.severity) == (FindingReason.UNIT_NOT_COMPARABLE, Severity.ACTION)


def test_a_timer_is_held_against_its_limits():
    item = an_item("t", ItemType.TIMER, limits=Limits("min", Decimal(1), None, None, Decimal(10)))
    template = a_template(item)

    def reasons(minutes):
        run = a_run(template, t=Timed(NOON, later(minutes)))
        return [one.breach for one in verdict(template, run).items]

    assert [reasons(0), reasons(1), reasons(10), reasons(11)] == [
        [Breach.LOW_ACTION],
        [],
        [],
        [Breach.HIGH_ACTION],
    ]


@pytest.mark.parametrize(
    ("required", "critical", "severity"),
    [
        (True, False, Severity.ATTENTION),
        (False, False, Severity.INFO),
        (True, True, Severity.CRITICAL_STOP),
    ],
)
def test_a_skip_is_shown_with_its_reason(required, critical, severity):
    template = a_template(an_item("a", required=required, critical=critical))

    (found,) = verdict(template, a_run(template, a=Skipped("no water"))).items

    assert (found.reason, found.severity, found.text) == (
        FindingReason.SKIPPED,
        severity,
        "no water",
    )


def test_a_note_is_shown():
    template = a_template(an_item("a"))
    run = replace(a_run(template), answers=(an_answer("a", DONE, note="left arm"),))

    found = verdict(template, run)

    assert found.state is VerdictState.COMPLETE
    assert (found.items[0].reason, found.items[0].text) == (FindingReason.NOTED, "left arm")


def test_times_must_keep_their_order():
    template = a_template(
        an_item("signed", ItemType.DATE_TIME, not_after="event"),
        an_item("given", ItemType.TIMER, not_before="signed", critical=True),
    )
    good = a_run(template, signed=At(later(-5)), given=Timed(NOON, later(3)))
    early = a_run(template, signed=At(later(5)), given=Timed(NOON, later(3)))

    assert verdict(template, good).items == ()
    late, stop = verdict(template, early).items
    assert (late.reason, late.severity, late.other) == (
        FindingReason.TOO_LATE,
        Severity.ACTION,
        "event",
    )
    assert (stop.reason, stop.severity, stop.other) == (
        FindingReason.TOO_EARLY,
        Severity.CRITICAL_STOP,
        "signed",
    )


def test_an_answer_that_no_longer_applies_is_kept_and_reported():
    template = a_template(an_item("a", ItemType.YES_NO), an_item("b", condition=Is("a", "yes")))

    found = verdict(template, a_run(template, a=NO, b=NOT_DONE))

    assert found.state is VerdictState.COMPLETE
    assert [(one.item, one.reason) for one in found.items] == [
        ("b", FindingReason.NO_LONGER_APPLIES)
    ]


def test_free_values_have_nothing_to_expect():
    template = a_template(
        an_item("text", ItemType.TEXT),
        an_item("who", ItemType.PERSON),
        an_item("part", ItemType.PART_TAKEN, expected=("performed",)),
        an_item("amount", ItemType.NUMBER, limits=Limits("", high_action=Decimal(5))),
        an_item("place", ItemType.TEXT, limits=Limits("", high_action=Decimal(5))),
    )
    run = a_run(
        template,
        text=Text("x"),
        who=Reference("person", "P", UUID(int=4)),
        part=PartTaken(StepPart.PERFORMED, 3),
        amount=Number(Decimal(5)),
        place=Text("y"),
    )

    assert verdict(template, run).state is VerdictState.COMPLETE
