"""Computed items: what they need, what they keep, and when they are missing."""

from dataclasses import replace
from decimal import Decimal

from au_desktop.domain.checklists.answers import (
    Computed,
    Reply,
    Skipped,
    YesNo,
)
from au_desktop.domain.checklists.computing import compute_items
from au_desktop.domain.checklists.conditions import Is
from au_desktop.domain.checklists.items import Formula, ItemType
from au_desktop.domain.checklists.verdicts import verdict
from tests.checklist_examples import (
    DOSAGE,
    OTHER,
    STAMP,
    a_run,
    a_template,
    an_answer,
    an_item,
    an_override,
    answers,
    difference,
    mci,
)


def test_a_computed_item_is_missing_only_while_its_inputs_are():
    template = a_template(*DOSAGE)

    assert verdict(template, a_run(template, prescribed=mci("200"))).missing == (
        "measured",
        "difference",
    )
    skipped = a_run(template, prescribed=mci("200"), measured=Skipped("calibrator down"))
    found = verdict(template, skipped, difference)
    assert found.missing == ()
    assert found.stops == ("difference",)
    passed = replace(
        skipped, answers=(*skipped.answers, an_answer("difference", Skipped("see note")))
    )
    assert verdict(template, passed, difference).stops == ("difference",)


def test_what_hangs_on_a_figure_that_cannot_be_computed_is_not_missing_either():
    onward = replace(
        DOSAGE[2], key="onward", formula=Formula("dosage_difference", (("x", "difference"),))
    )
    template = a_template(*DOSAGE, onward)
    open_run = a_run(template, prescribed=mci("200"))
    skipped = a_run(template, prescribed=mci("200"), measured=Skipped("calibrator down"))

    assert verdict(template, open_run).missing == ("measured", "difference", "onward")
    assert verdict(template, skipped).missing == ()
    assert verdict(template, skipped).stops == ("difference", "onward")


def test_an_optional_computed_item_is_never_missing():
    optional = replace(DOSAGE[2], required=False)
    bare = replace(DOSAGE[2], key="bare", formula=None, critical=False)
    template = a_template(*DOSAGE[:2], optional, bare)

    found = verdict(template, a_run(template))

    assert found.missing == ("prescribed", "measured")
    assert [one.item for one in found.items] == ["bare"]
    assert compute_items(template, {}, difference, STAMP) == {}


def test_computing_keeps_what_did_not_change_and_drops_an_override_given_for_another_figure():
    template = a_template(*DOSAGE)
    given = answers(prescribed=mci("200"), measured=mci("250"))
    first = compute_items(template, given, difference, STAMP)
    assert first["difference"].value == Computed(Decimal(25), "%", "dosage_difference")

    first["difference"] = replace(first["difference"], override=an_override(), note="see AU")
    again = compute_items(template, first, difference, replace(STAMP, by=OTHER))
    assert again["difference"] == first["difference"]

    again["measured"] = an_answer("measured", mci("260"))
    changed = compute_items(template, again, difference, replace(STAMP, by=OTHER))["difference"]
    assert (changed.override, changed.note, changed.by) == (None, "see AU", OTHER)

    del again["measured"]
    assert "difference" not in compute_items(template, again, difference, STAMP)


def test_a_reasoned_skip_of_a_computed_item_stays_until_there_is_a_result():
    template = a_template(*DOSAGE)
    given = answers(prescribed=mci("200"), difference=Skipped("no calibrator"))

    assert compute_items(template, given, difference, STAMP) == given
    given["measured"] = an_answer("measured", mci("200"))
    assert compute_items(template, given, difference, STAMP)["difference"].value.amount == 0


def test_a_result_in_a_unit_that_does_not_fit_is_no_result():
    item = replace(DOSAGE[2], units=("mCi",))
    template = a_template(*DOSAGE[:2], item)
    given = answers(prescribed=mci("200"), measured=mci("200"))

    assert "difference" not in compute_items(template, given, difference, STAMP)
    unitless = a_template(*DOSAGE[:2], replace(item, units=()))
    assert "difference" not in compute_items(unitless, given, difference, STAMP)


def test_an_answer_that_no_longer_applies_is_not_reckoned_with():
    hidden = replace(DOSAGE[1], condition=Is("asked", "yes"))
    template = a_template(an_item("asked", ItemType.YES_NO), DOSAGE[0], hidden, DOSAGE[2])
    given = answers(asked=YesNo(Reply.YES), prescribed=mci("200"), measured=mci("250"))
    first = compute_items(template, given, difference, STAMP)
    first["asked"] = an_answer("asked", YesNo(Reply.NO))

    assert "difference" in compute_items(template, given, difference, STAMP)
    assert "difference" not in compute_items(template, first, difference, STAMP)
