"""A checklist of thirty items of every kind in three sections, to drive the bedside from its start to the signature."""

from decimal import Decimal

from au_desktop.domain.checklists.items import (
    Choice,
    Formula,
    ItemType,
    Prefill,
    PrefillSource,
    SkipRule,
)
from au_desktop.domain.checklists.limits import Limits
from au_desktop.domain.checklists.templates import Section, SignOffRule
from au_desktop.domain.quantities import QuantityKind
from au_desktop.domain.roles import Role
from tests.checklist_examples import a_template, an_item

ACTIVITY = {"quantity_kind": QuantityKind.ACTIVITY, "units": ("mCi", "GBq")}
LONG = "thirty_items"
COUNT = 30


def _before():
    return (
        an_item("identity", critical=True),
        *(an_item(f"before_{number}") for number in range(1, 6)),
        an_item("agrees", ItemType.YES_NO, expected=("yes",)),
        an_item("form", ItemType.CHOICE, choices=(Choice("iv", "IV"), Choice("oral", "Oral"))),
        an_item("labs", ItemType.DATE_TIME),
        an_item("part_before", ItemType.PART_TAKEN),
    )


def _dosage():
    return (
        an_item(
            "prescribed",
            ItemType.QUANTITY,
            prefill=Prefill(PrefillSource.CASE_PRESCRIBED),
            **ACTIVITY,
        ),
        an_item("assay", ItemType.QUANTITY, like="prescribed", **ACTIVITY),
        an_item(
            "difference",
            ItemType.COMPUTED,
            units=("%",),
            limits=Limits("%", Decimal(-20), Decimal(-10), Decimal(10), Decimal(20)),
            formula=Formula(
                "dosage_difference", (("prescribed", "prescribed"), ("measured", "assay"))
            ),
        ),
        an_item("volume", ItemType.NUMBER, units=("mL",)),
        an_item("calibrator", ItemType.INSTRUMENT),
        an_item("room", ItemType.ROOM),
        an_item("assayed_by", ItemType.PERSON),
        *(an_item(f"dosage_{number}") for number in range(1, 4)),
    )


def _given():
    return (
        an_item("infusion", ItemType.TIMER),
        an_item(
            "observation",
            ItemType.TIMER,
            limits=Limits("min", low_attention=Decimal(1), high_attention=Decimal(30)),
        ),
        an_item(
            "course",
            ItemType.CHOICES,
            choices=(Choice("planned", "As planned"), Choice("slow", "Slowed")),
        ),
        an_item("remarks", ItemType.TEXT, skip=SkipRule(reason_required=True)),
        *(an_item(f"given_{number}") for number in range(1, 6)),
        an_item("part_given", ItemType.PART_TAKEN),
    )


def long_checklist():
    """Three sections of ten items."""
    return a_template(
        sections=(
            Section("before", "Before", _before()),
            Section("dosage", "Dosage", _dosage()),
            Section("given", "Given", _given()),
        ),
        id=LONG,
        title="Thirty items",
        sign_offs=(SignOffRule("performed", "Performed", (Role.PRECEPTOR,)),),
    )
