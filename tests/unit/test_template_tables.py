"""Templates as tables for review: every item, its answer, marks and basis, and nothing that breaks the table."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from au_desktop.domain.checklists.conditions import Is
from au_desktop.domain.checklists.items import Choice, Formula, ItemBasis, ItemType, SkipRule
from au_desktop.domain.checklists.limits import Limits
from au_desktop.domain.checklists.templates import Need, Recurrence, Section, SignOffRule
from au_desktop.domain.quantities import QuantityKind
from au_desktop.domain.roles import Role
from au_desktop.services.wording.template_tables import (
    library_markdown,
    table_of,
    template_html,
    template_markdown,
    template_of,
    topic_of,
)
from tests.checklist_examples import a_template, an_item

READY = an_item("ready", ItemType.YES_NO, expected=("yes",), critical=True, hint="Look at it.")
RATE = an_item(
    "rate",
    ItemType.QUANTITY,
    quantity_kind=QuantityKind.DOSE_RATE,
    units=("mR/h", "µSv/h"),
    limits=Limits("mR/h", high_action=Decimal(5), local=True),
    condition=Is("ready", "yes"),
    required=False,
    basis=ItemBasis("NUREG-1556 Vol. 9", "Rev 2", verify=True),
)
NET = an_item("net", ItemType.COMPUTED, units=("%",), formula=Formula("net_dpm"))
RESULT = an_item(
    "result",
    ItemType.CHOICE,
    skip=SkipRule(allowed=False),
    choices=(Choice("fine", "Fine"), Choice("bad", "Bad | worse", attention=True)),
    expected=("fine",),
)
LEFT = an_item("left", ItemType.TEXT, skip=SkipRule(reason_required=False))
FULL = replace(
    a_template(READY, RATE, NET, RESULT, id="survey", title="A <b>survey</b>", kind="area_survey"),
    sections=(
        Section("first", "First", (READY, RATE)),
        Section("second", "Second", (NET, RESULT, LEFT), Is("ready", "no")),
    ),
    sign_offs=(
        SignOffRule("performed", "Surveyed", (Role.STAFF, Role.RSO)),
        SignOffRule("witnessed", "Seen", (Role.STAFF,), required=False, sections=("second",)),
    ),
    effective_from=date(2026, 11, 23),
    needs=(Need.ROOM,),
    recurs=(Recurrence.WEEKLY, Recurrence.AFTER_REPAIR),
    drugs=("lu-177-dotatate",),
    note="Not for inpatients.",
)


def test_the_head_says_what_the_template_is_for():
    facts = dict(table_of(FULL).facts)

    assert facts == {
        "Kind": "Area survey (Rooms, packages and surveys)",
        "Version": "1, in use from 2026-11-23",
        "For drugs": "lu-177-dotatate",
        "Is about": "room",
        "Comes again": "weekly, after repair",
        "Signatures": "Surveyed (performed, nurse or technologist or RSO); "
        "Seen (witnessed, nurse or technologist, for Second, if wanted)",
        "Rests on": "10 CFR 35.63 (2007)",
        "To check": "1 of 5 items",
    }


def test_a_plain_template_has_a_short_head():
    table = table_of(a_template(an_item(basis=ItemBasis("Local procedure"))))

    assert [name for name, _ in table.facts] == ["Kind", "Version", "Signatures", "Rests on"]
    assert table.sections[0].lines[0].basis == "Local procedure"
    assert table.items == 1


def test_every_item_tells_its_answer_marks_and_basis():
    first, second = table_of(FULL).sections
    ready, rate = first.lines
    net, result, left = second.lines

    assert (first.when, second.when) == ("", "only if “Do ready” is no")
    assert ready.about == ("Look at it.", "critical")
    assert ready.answer == ("yes or no", "expected “yes”")
    assert rate.about == ("only if “Do ready” is yes", "not required")
    assert rate.answer[0] == "amount in mR/h or µSv/h"
    assert "action above 5 mR/h" in rate.answer[1]
    assert (rate.basis, rate.verify) == ("NUREG-1556 Vol. 9 (Rev 2)", True)
    assert net.answer == ("computed (net_dpm) in %",)
    assert result.about == ("never skipped",)
    assert result.answer == (
        "one of Fine / Bad | worse",
        "expected “Fine”; a second look at “Bad | worse”",
    )
    assert left.about == ("skipped without a reason",)
    assert left.answer == ("text",)


def test_choices_without_an_expected_one_only_name_the_alarming():
    item = replace(RESULT, expected=())

    assert table_of(a_template(item)).sections[0].lines[0].answer[1] == (
        "a second look at “Bad | worse”"
    )


def test_markdown_keeps_its_columns_and_shows_no_tag():
    text = template_markdown(FULL)
    rows = [line for line in text.splitlines() if line.startswith("| **")]

    assert text.startswith("# A &lt;b&gt;survey&lt;/b&gt;\n\nNot for inpatients.\n")
    assert len(rows) == 5
    assert all(row.replace("\\|", "").count("|") == 4 for row in rows)
    assert "Bad \\| worse" in text
    assert "net\\_dpm" in text
    assert "<br>**needs checking** |" in text
    assert "*only if “Do ready” is no*" in text
    assert "\n\n\n" not in template_markdown(a_template())


def test_rich_text_escapes_whatever_the_template_says():
    text = template_html(FULL)

    assert "<h1>A &lt;b&gt;survey&lt;/b&gt;</h1><p>Not for inpatients.</p>" in text
    assert text.count("<tr>") == 8 + 2 + 5
    assert "<b>needs checking</b>" in text
    assert "<p></p>" not in template_html(a_template())


def test_the_library_lists_families_in_their_order_with_links():
    own = replace(FULL, id="own", title="Own", kind="own_kind")
    early = replace(FULL, id="early", title="An early one", kind="administration")
    text = library_markdown((own, FULL, early))

    families = [line for line in text.splitlines() if line.startswith("## ")]
    assert families == ["## Treatment", "## Rooms, packages and surveys", "## Other"]
    assert "- [Own](library-own.md): version 1, 5 items, needs checking" in text
    assert "No checklist" not in text
    assert "No checklist is in use." in library_markdown(())
    assert "needs checking" not in library_markdown((a_template(),)).partition("## ")[2]


@pytest.mark.parametrize(
    ("topic", "template_id"), [("library-a", "a"), ("library", ""), ("x", "")]
)
def test_a_topic_names_its_template(topic, template_id):
    assert template_of(topic) == template_id
    assert template_of(topic_of("end_of_day_survey")) == "end_of_day_survey"


def test_drugs_are_named_where_their_names_are_known():
    names = {"lu-177-dotatate": "Lu-177 dotatate"}

    assert dict(table_of(FULL, names).facts)["For drugs"] == "Lu-177 dotatate"
    assert "| For drugs | Lu-177 dotatate |" in template_markdown(FULL, names)
    assert "Lu-177 dotatate" in template_html(FULL, names)
