"""The checklists around a dosage: written directive, time-out, residual, and what one checklist hands to the next."""

from decimal import Decimal

import pytest

from au_desktop.domain.checklists.answers import Confirmed, Reply, YesNo
from au_desktop.domain.checklists.items import ItemType, PrefillSource
from au_desktop.domain.checklists.kinds import KINDS
from au_desktop.domain.roles import Role
from tests.shipped_checklists import SHIPPED, shipped
from tests.treatment_findings import (
    ACTION,
    ATTENTION,
    STOP,
    activity,
    asked,
    at,
    computed,
    findings,
    pick,
)

DIRECTIVE, TIME_OUT, RESIDUAL = "written_directive", "time_out", "dosage_residual"
ORAL = {"directive_form": pick("oral"), "oral_at": at(0)}
APART = {
    "pieces": pick("apart"),
    "residual_vial": activity("1 mCi"),
    "residual_syringe": activity("37 MBq"),
    "residual_tubing": activity("0 mCi"),
    "residual_waste": activity("500 µCi"),
}


def test_the_content_of_a_directive_follows_the_kind_of_agent():
    iodide, unsealed, device = (
        asked(DIRECTIVE, agent=pick(agent)) for agent in ("iodide", "unsealed", "device")
    )

    assert {"drug", "prescribed"} <= iodide & unsealed & device
    assert "route" in unsealed - iodide - device
    assert {"site", "endpoint", "part_after_due"} <= device - iodide - unsealed


def test_a_directive_names_the_patient_in_the_chart_and_never_here():
    template = shipped(DIRECTIVE)

    assert findings(DIRECTIVE, name_in_chart=Confirmed(done=False)) == {"name_in_chart": STOP}
    assert "patient name" in template.note
    assert template.item("patient_code").prefill.source is PrefillSource.CASE_PATIENT_CODE
    required = [rule for rule in template.sign_offs if rule.required]
    assert [(rule.meaning, rule.roles) for rule in required] == [("supervised", (Role.PRECEPTOR,))]


def test_a_directive_is_signed_before_the_administration():
    begun = {"administration_at": at(60)}

    assert findings(DIRECTIVE, **begun | {"signed_at": at(59)}) == {}
    assert findings(DIRECTIVE, **begun | {"signed_at": at(61)}) == {"signed_at": STOP}


@pytest.mark.parametrize("form", ["oral", "oral_revision"])
def test_after_an_oral_directive_the_written_one_is_due_within_48_hours(form):
    given = ORAL | {"directive_form": pick(form)}
    in_time = given | {"written_at": at(48 * 60)}
    late = given | {"written_at": at(48 * 60 + 1)}

    assert findings(DIRECTIVE, **in_time) == {"directive_form": ATTENTION}
    assert findings(DIRECTIVE, **late)["oral_to_written"] is STOP
    assert {"emergency_reason", "oral_documented"} <= asked(DIRECTIVE, **in_time)


def test_a_revision_says_what_it_changes():
    assert "revised_content" in asked(DIRECTIVE, directive_form=pick("revised"))
    assert "revised_content" not in asked(DIRECTIVE)


@pytest.mark.parametrize("item", ["identity", "label_agrees", "all_agree"])
def test_a_time_out_stops_where_one_thing_does_not_agree(item):
    assert findings(TIME_OUT, **{item: Confirmed(done=False)}) == {item: STOP}


def test_a_time_out_settles_concerns_and_compares_the_dosage():
    concern = {"concern": YesNo(Reply.YES)}

    assert "concern_text" in asked(TIME_OUT, **concern)
    assert findings(TIME_OUT, **concern) == {"concern": ATTENTION}
    assert findings(TIME_OUT, assayed=activity("160 mCi")) == {"percent_difference": ATTENTION}
    assert findings(TIME_OUT, assayed=activity("159 mCi")) == {"percent_difference": STOP}
    meanings = [rule.meaning for rule in shipped(TIME_OUT).sign_offs]
    assert meanings == ["performed", "witnessed", "supervised"]


def test_the_pieces_of_a_residual_are_added_up():
    assert computed(RESIDUAL, "residual_total", **APART) == Decimal("2.5")
    assert not asked(RESIDUAL) & {"residual_syringe", "residual_tubing", "residual_waste"}


def test_a_residual_is_decayed_back_to_the_time_of_the_assay():
    day = {"residual_time": at(0), "assayed_time": at(-24 * 60)}
    back = computed(RESIDUAL, "residual_at_assay", **APART | day)
    net = computed(RESIDUAL, "net_administered", **APART | day)

    assert round(back, 4) == Decimal("2.7748")
    assert net == 200 - back


def test_20_percent_left_behind_is_pointed_out():
    little = {"residual_vial": activity("40 mCi")}

    assert findings(RESIDUAL, **little) == {"net_difference": ACTION}


def test_what_is_taken_from_an_earlier_checklist_is_there():
    """A first answer from an earlier checklist names a kind and an item of it that takes such an answer."""
    for template in SHIPPED:
        for item in template.items:
            prefill = item.prefill
            if prefill is None or prefill.source is not PrefillSource.EARLIER_RUN:
                continue
            assert prefill.kind in KINDS, (template.id, item.key)
            givers = [one for one in SHIPPED if one.kind == prefill.kind]
            found = [one.item(prefill.item) for one in givers if one.has_item(prefill.item)]
            assert found, (template.id, item.key, prefill.item)
            amounts = {ItemType.QUANTITY, ItemType.COMPUTED}
            for given in found:
                assert given.type is item.type or {given.type, item.type} == amounts, item.key


def test_an_administration_takes_over_directive_assay_and_residual():
    for template in SHIPPED:
        if template.kind != "administration":
            continue
        carried = {
            item.prefill.kind
            for item in template.items
            if item.prefill is not None and item.prefill.source is PrefillSource.EARLIER_RUN
        }
        assert {"written_directive", "dosage_assay"} <= carried, template.id
