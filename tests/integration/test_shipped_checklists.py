"""The shipped checklist templates: sound, complete by rule and label, and fillable from top to bottom."""

import pytest

from au_desktop.domain.checklists.items import ItemType
from au_desktop.domain.checklists.submission import submitted
from au_desktop.domain.checklists.template_documents import (
    template_digest,
    template_from_document,
    template_to_document,
)
from au_desktop.domain.checklists.templates import Need
from au_desktop.domain.checklists.verdicts import VerdictState, verdict
from tests.checklist_examples import NOON, STAMP
from tests.shipped_checklists import SHIPPED, filled

FIRST = {
    "lu177_vipivotide_administration",
    "lu177_dotatate_administration",
    "end_of_day_survey",
    "dosage_assay",
    "trainee_instruction",
    "trainee_orientation",
}


def test_the_first_templates_are_there():
    assert {template.id for template in SHIPPED} >= FIRST


@pytest.mark.parametrize("template", SHIPPED, ids=lambda template: template.id)
def test_a_shipped_template_survives_the_center_file(template):
    back = template_from_document(template_to_document(template))

    assert back == template
    assert template_digest(back) == template_digest(template)


@pytest.mark.parametrize("template", SHIPPED, ids=lambda template: template.id)
def test_the_usual_course_is_complete_without_attention(template):
    run = filled(template)

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
