"""The shipped checklist templates: sound, complete by rule and label, and fillable from top to bottom."""

from dataclasses import replace
from decimal import Decimal

import pytest

from au_desktop.domain.checklists.answers import (
    AnswerValue,
    At,
    Chosen,
    Confirmed,
    Measured,
    Number,
    PartTaken,
    Reference,
    Reply,
    StepPart,
    Text,
    Timed,
    YesNo,
)
from au_desktop.domain.checklists.applicability import visible_items
from au_desktop.domain.checklists.computing import compute_items
from au_desktop.domain.checklists.faults import Known
from au_desktop.domain.checklists.items import Item, ItemType
from au_desktop.domain.checklists.runs import answers_by_item, with_answer, with_answers
from au_desktop.domain.checklists.submission import submitted
from au_desktop.domain.checklists.template_documents import (
    template_digest,
    template_from_document,
    template_to_document,
)
from au_desktop.domain.checklists.templates import Need
from au_desktop.domain.checklists.verdicts import VerdictState, verdict
from au_desktop.domain.quantities import QUANTITY_TYPES, quantity_of
from au_desktop.persistence.template_files import load_templates
from au_desktop.services.checklists.calculations import checklist_formulas
from tests.builders import RESOURCES, reference
from tests.checklist_examples import KNOWN, NOON, STAMP, a_run, an_answer, later

FULL = Known(KNOWN.formulas, set(reference().drugs))
SHIPPED = load_templates(RESOURCES / "checklists", FULL)
SEVEN = {
    "lu177_vipivotide_administration",
    "lu177_dotatate_administration",
    "i131_oral_administration",
    "end_of_day_survey",
    "dosage_assay",
    "trainee_instruction",
    "trainee_orientation",
}


def expected_answer(item: Item) -> AnswerValue:
    """What somebody answers where everything goes as it should."""
    made = ANSWERS.get(item.type, lambda one: Reference(one.type.value, "Example", STAMP.by))
    return made(item)


def chosen(item: Item) -> Chosen:
    calm = [choice.key for choice in item.choices if not choice.attention]
    every = item.type is ItemType.CHOICES and item.expected
    return Chosen(item.expected if every else ((item.expected or calm)[0],))


def timed(item: Item) -> Timed:
    return Timed(NOON, later(180 if item.key in {"observation", "amino_acids"} else 35))


def numbered(item: Item) -> Number:
    return Number(Decimal(NUMBERS.get(item.key, "1")), (item.units or ("",))[0])


NUMBERS = {"creatinine_clearance": "75", "wipe_efficiency": "0.25", "wipe_area": "100"}
AMOUNTS = {"residual_activity": "1.5", "wipe_gross": "60", "wipe_background": "40"}


def measured(item: Item) -> Measured:
    amount = AMOUNTS.get(
        item.key, "200" if item.key in {"prescribed", "assay_activity"} else "0.05"
    )
    unit = item.units[0] if item.units else QUANTITY_TYPES[item.quantity_kind].unit_names()[0]
    return Measured(quantity_of(item.quantity_kind, Decimal(amount), unit))


ANSWERS = {
    ItemType.CONFIRM: lambda _: Confirmed(done=True),
    ItemType.YES_NO: lambda item: YesNo(Reply(item.expected[0] if item.expected else "no")),
    ItemType.CHOICE: chosen,
    ItemType.CHOICES: chosen,
    ItemType.PART_TAKEN: lambda _: PartTaken(StepPart.PERFORMED, 3),
    ItemType.DATE_TIME: lambda _: At(NOON),
    ItemType.TIMER: timed,
    ItemType.TEXT: lambda _: Text("as planned"),
    ItemType.DRUG: lambda _: Reference("drug", "Drug", drug_id="lu-177-dotatate"),
    ItemType.NUMBER: numbered,
    ItemType.QUANTITY: measured,
}


def a_run_of(template):
    return replace(
        a_run(replace(template, needs=(), drugs=())), template_digest=template_digest(template)
    )


def test_the_seven_templates_are_there():
    assert {template.id for template in SHIPPED} == SEVEN


@pytest.mark.parametrize("template", SHIPPED, ids=lambda template: template.id)
def test_a_shipped_template_survives_the_center_file(template):
    back = template_from_document(template_to_document(template))

    assert back == template
    assert template_digest(back) == template_digest(template)


@pytest.mark.parametrize("template", SHIPPED, ids=lambda template: template.id)
def test_the_usual_course_is_complete_without_attention(template):
    run = a_run_of(template)
    for _ in template.items:
        answers = answers_by_item(run.answers)
        for item in visible_items(template, answers):
            if item.key not in answers and item.type is not ItemType.COMPUTED:
                run = with_answer(run, an_answer(item.key, expected_answer(item)))

    computed = compute_items(
        template, answers_by_item(run.answers), checklist_formulas(reference()), STAMP
    )
    run = with_answers(run, computed.values())

    found = verdict(template, run)

    assert (found.state, found.items) == (VerdictState.COMPLETE, ())
    assert found.missing == ()
    assert submitted(template, run, STAMP).submitted_at == NOON


@pytest.mark.parametrize("template", SHIPPED, ids=lambda template: template.id)
def test_every_item_is_short_and_signed_for(template):
    for item in template.items:
        assert len(item.title) <= 80, item.key
        assert len(item.hint) <= 140, item.key
    assert any(rule.required for rule in template.sign_offs)


@pytest.mark.parametrize(
    "template",
    [template for template in SHIPPED if template.kind == "administration"],
    ids=lambda template: template.id,
)
def test_an_administration_asks_for_what_rule_and_label_demand(template):
    kinds = {item.key: item.type for item in template.items}
    asked = {
        "identity",
        "visitor_agreed",
        "directive_signed_at",
        "time_out",
        "assay_activity",
        "assay_time",
        "assayed_by",
        "percent_difference",
        "administration",
        "residual_activity",
        "net_administered",
        "net_difference",
        "medical_event",
        "survey_room",
        "waste",
        "rate_1m",
        "release_basis",
        "instructions",
        "part_overall",
    }

    assert asked <= set(kinds)
    assert {Need.CASE, Need.TRAINEE} <= set(template.needs)
    assert [key for key, kind in kinds.items() if kind is ItemType.PART_TAKEN] == [
        "part_directive",
        "part_assay",
        "part_administration",
        "part_survey",
        "part_release",
        "part_overall",
    ]
    limits = template.item("percent_difference").limits
    assert (limits.low_action, limits.high_action, limits.limit_counts) == (-20, 20, False)
    assert template.item("net_difference").limits.limit_counts
