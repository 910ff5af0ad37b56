"""What makes a template unusable."""

from dataclasses import replace
from decimal import Decimal

import pytest

from au_desktop.domain.checklists.conditions import AllHold, Answered, AnyHolds, AnyOf, Is, IsNot
from au_desktop.domain.checklists.faults import Fault, Known
from au_desktop.domain.checklists.items import (
    Choice,
    Formula,
    ItemBasis,
    ItemType,
    Prefill,
    PrefillSource,
)
from au_desktop.domain.checklists.limits import Limits
from au_desktop.domain.checklists.template_checks import template_faults
from au_desktop.domain.checklists.template_documents import (
    condition_from_document,
    template_digest,
    template_from_document,
    template_to_document,
)
from au_desktop.domain.checklists.templates import Need, Section, SignOffRule
from au_desktop.domain.quantities import QuantityKind
from au_desktop.domain.roles import Role
from tests.checklist_examples import KNOWN, a_template, an_item

ACTIVITY = an_item("q", ItemType.QUANTITY, quantity_kind=QuantityKind.ACTIVITY)
DIFFERENCE = Formula("dosage_difference", (("prescribed", "q"), ("measured", "q2")))
UP_TO_FIVE = Limits("", high_action=Decimal(5))


def faults_of(*items, **changes):
    found = template_faults(a_template(*items, **changes), KNOWN)
    return [(one.where, one.fault) for one in found]


def computed(**changes):
    item = an_item("c", ItemType.COMPUTED, units=("%",), formula=DIFFERENCE)
    return (ACTIVITY, replace(ACTIVITY, key="q2"), replace(item, **changes))


def test_a_sound_template_has_no_faults():
    items = (
        an_item("yes", ItemType.YES_NO),
        an_item("pick", ItemType.CHOICE, expected=("one",), condition=Is("yes", "yes")),
        an_item("meter", ItemType.INSTRUMENT, prefill=Prefill(PrefillSource.RUN_INSTRUMENT)),
        an_item(
            "due",
            ItemType.DATE_TIME,
            prefill=Prefill(PrefillSource.INSTRUMENT_CALIBRATION_DUE, "meter"),
            not_before="event",
        ),
        an_item("timer", ItemType.TIMER, limits=Limits("min", Decimal(1)), not_before="due"),
        an_item("ml", ItemType.NUMBER, units=("mL",), limits=Limits("mL", Decimal(10))),
        replace(ACTIVITY, key="bare", limits=Limits("MBq", Decimal(10))),
        *computed(limits=Limits("%", high_action=Decimal(20))),
        an_item("part", ItemType.PART_TAKEN, trainee_part=True),
    )

    assert faults_of(*items, needs=(Need.TRAINEE,)) == []


@pytest.mark.parametrize(
    ("items", "fault"),
    [
        ((an_item("A key"),), Fault.BAD_KEY),
        ((an_item("a"), an_item("a")), Fault.REPEATED_KEY),
        ((an_item("a", title=" "),), Fault.NO_TITLE),
        ((an_item("a", basis=ItemBasis("")),), Fault.NO_BASIS),
        ((an_item("a", condition=Is("b", "done")), an_item("b")), Fault.CONDITION_LATER_ITEM),
        ((an_item("a", condition=Answered("a")),), Fault.CONDITION_LATER_ITEM),
        ((an_item("a"), an_item("b", condition=Is("a", "yes"))), Fault.CONDITION_IMPOSSIBLE),
        (
            (an_item("a"), an_item("b", condition=AllHold((AnyOf("a", ("done", "x")),)))),
            Fault.CONDITION_IMPOSSIBLE,
        ),
        ((an_item("a", limits=UP_TO_FIVE),), Fault.LIMITS_NOT_HERE),
        ((an_item("n", ItemType.NUMBER, limits=Limits()),), Fault.LIMITS_OUT_OF_ORDER),
        (
            (an_item("n", ItemType.NUMBER, limits=Limits("", Decimal(5), Decimal(4))),),
            Fault.LIMITS_OUT_OF_ORDER,
        ),
        (
            (an_item("n", ItemType.NUMBER, units=("mL",), limits=UP_TO_FIVE),),
            Fault.LIMITS_WRONG_UNIT,
        ),
        ((an_item("t", ItemType.TIMER, limits=UP_TO_FIVE),), Fault.LIMITS_WRONG_UNIT),
        ((replace(ACTIVITY, limits=UP_TO_FIVE),), Fault.LIMITS_WRONG_UNIT),
        (
            (replace(ACTIVITY, units=("mCi",), limits=Limits("mSv", Decimal(1))),),
            Fault.LIMITS_WRONG_UNIT,
        ),
        ((an_item("c", ItemType.CHOICE, choices=()),), Fault.CHOICES_MISSING),
        ((an_item("c", choices=(Choice("x", "X"),)),), Fault.CHOICES_NOT_HERE),
        (
            (an_item("c", ItemType.CHOICES, choices=(Choice("x", "X"), Choice("x", "Y"))),),
            Fault.CHOICE_REPEATED,
        ),
        ((an_item("a", units=("mL",)),), Fault.UNITS_NOT_HERE),
        ((replace(ACTIVITY, units=("mSv",)),), Fault.UNIT_WRONG),
        ((replace(ACTIVITY, units=("mCi", "mCi")),), Fault.UNIT_REPEATED),
        ((replace(ACTIVITY, quantity_kind=None),), Fault.QUANTITY_MISSING),
        ((an_item("a", quantity_kind=QuantityKind.DOSE),), Fault.QUANTITY_NOT_HERE),
        (computed(units=("%", "mCi")), Fault.ONE_UNIT_ONLY),
        (computed(formula=None), Fault.FORMULA_MISSING),
        ((an_item("a", formula=Formula("net_dpm")),), Fault.FORMULA_NOT_HERE),
        (computed(formula=Formula("guess")), Fault.FORMULA_UNKNOWN),
        (
            computed(formula=replace(DIFFERENCE, arguments=(*DIFFERENCE.arguments, ("x", "q")))),
            Fault.ARGUMENT_UNKNOWN,
        ),
        (
            computed(formula=replace(DIFFERENCE, arguments=DIFFERENCE.arguments[:1])),
            Fault.ARGUMENT_MISSING,
        ),
        ((an_item("c", ItemType.COMPUTED, formula=DIFFERENCE),), Fault.ARGUMENT_SOURCE),
        ((an_item("a", expected=("yes",)),), Fault.EXPECTED_IMPOSSIBLE),
        ((an_item("a", prefill=Prefill(PrefillSource.CASE_DRUG)),), Fault.PREFILL_NOT_HERE),
        (
            (an_item("r", ItemType.ROOM, prefill=Prefill(PrefillSource.RUN_ROOM, "x")),),
            Fault.PREFILL_ITEM,
        ),
        (
            (
                an_item(
                    "d",
                    ItemType.DATE_TIME,
                    prefill=Prefill(PrefillSource.INSTRUMENT_CALIBRATION_DUE),
                ),
            ),
            Fault.PREFILL_ITEM,
        ),
        ((an_item("a", not_after="event"),), Fault.TIME_ORDER_NOT_HERE),
        ((an_item("t", ItemType.TIMER, not_before="t"),), Fault.TIME_ORDER_ITEM),
        ((an_item("p", ItemType.PART_TAKEN, trainee_part=True),), Fault.TRAINEE_NOT_NEEDED),
        ((an_item("a", max_length=0),), Fault.TEXT_LENGTH),
    ],
)
def test_a_fault_of_an_item_is_named(items, fault):
    assert fault in [found for _, found in faults_of(*items)]


@pytest.mark.parametrize(
    ("changes", "where", "fault"),
    [
        ({"id": "Bad Id"}, "Bad Id", Fault.BAD_KEY),
        ({"version": 0}, "", Fault.BAD_VERSION),
        ({"title": ""}, "", Fault.NO_TITLE),
        ({"basis": ItemBasis(" ")}, "", Fault.NO_BASIS),
        ({"sections": ()}, "", Fault.NO_SECTIONS),
        ({"sections": (Section("s", "", (an_item(),)),)}, "s", Fault.NO_TITLE),
        ({"sections": (Section("s", "S", ()),)}, "s", Fault.NO_ITEMS),
        (
            {"sections": (Section("s", "S", (an_item(),), Is("a", "done")),)},
            "s",
            Fault.CONDITION_LATER_ITEM,
        ),
        ({"sign_offs": ()}, "", Fault.NO_SIGN_OFF),
        (
            {"sign_offs": (SignOffRule("seen", "Seen", (Role.RSO,)),)},
            "seen",
            Fault.MEANING_UNKNOWN,
        ),
        ({"sign_offs": (SignOffRule("reviewed", "R", ()),)}, "reviewed", Fault.NO_ROLE),
        (
            {"sign_offs": (SignOffRule("reviewed", "R", (Role.RSO,), sections=("only", "gone")),)},
            "reviewed",
            Fault.PART_UNKNOWN,
        ),
        (
            {
                "sign_offs": (
                    SignOffRule("supervised", "S", (Role.PRECEPTOR,), sections=("only",)),
                )
            },
            "supervised",
            Fault.PART_OF_SUPERVISED,
        ),
        (
            {"sign_offs": (SignOffRule("supervised", "S", (Role.TRAINEE,)),)},
            "supervised",
            Fault.ROLE_MAY_NOT_SIGN,
        ),
        (
            {"sign_offs": (SignOffRule("reviewed", "R", (Role.RSO,)),) * 2},
            "reviewed",
            Fault.MEANING_REPEATED,
        ),
    ],
)
def test_a_fault_of_the_whole_is_named(changes, where, fault):
    assert (where, fault) in faults_of(**changes)


def test_drugs_are_checked_where_they_are_known():
    template = a_template(drugs=("lu-177-dotatate", "unobtainium"))

    assert template_faults(template, KNOWN) == ()
    (found,) = template_faults(template, Known(KNOWN.formulas, {"lu-177-dotatate"}))
    assert (found.fault, found.fact) == (Fault.UNKNOWN_DRUG, "unobtainium")


def test_every_form_of_condition_survives_the_document():
    forms = (
        Is("a", "done"),
        IsNot("a", "done"),
        AnyOf("a", ("done", "not_done")),
        Answered("a", answered=False),
    )
    items = (an_item("a"), an_item("b", condition=AllHold((AnyHolds(forms), Answered("a")))))
    template = a_template(*items)

    assert template_from_document(template_to_document(template)) == template
    with pytest.raises(KeyError):
        condition_from_document({"item": "a", "matches": ".*"})


def test_the_digest_follows_every_change_and_only_changes():
    limits = Limits("", high_action=Decimal("20"))
    template = a_template(an_item("n", ItemType.NUMBER, limits=limits))
    same = a_template(
        an_item("n", ItemType.NUMBER, limits=replace(limits, high_action=Decimal("20.0")))
    )
    other = a_template(
        an_item("n", ItemType.NUMBER, limits=replace(limits, high_action=Decimal("21")))
    )

    assert template_digest(template) == template_digest(same)
    assert template_digest(template) != template_digest(other)
    assert len(template_digest(template)) == 64


def test_items_and_choices_are_found_by_key():
    template = a_template(an_item("c", ItemType.CHOICE))

    assert template.item("c").choice("one") == Choice("one", "One")
    assert template.item("c").choice("six") is None
    assert template.has_item("c")
    assert not template.has_item("d")
    with pytest.raises(KeyError):
        template.item("d")
