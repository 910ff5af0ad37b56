"""The shipped checklist templates, and the hand that fills one from top to bottom as everything goes as it should."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from au_desktop.domain.checklists.answers import (
    Answer,
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
from au_desktop.domain.checklists.runs import Run, answers_by_item, with_answer, with_answers
from au_desktop.domain.checklists.template_documents import template_digest
from au_desktop.domain.checklists.templates import Template
from au_desktop.domain.quantities import QUANTITY_TYPES, Activity, ActivityUnit, quantity_of
from au_desktop.persistence.template_files import load_templates
from au_desktop.services.checklists.calculations import checklist_formulas
from tests.builders import RESOURCES, reference
from tests.checklist_examples import KNOWN, NOON, STAMP, a_run, an_answer, later
from tests.safety_courses import SAFETY_COURSES

FULL = Known(KNOWN.formulas, set(reference().drugs))
SHIPPED = load_templates(RESOURCES / "checklists", FULL)


def shipped(template_id: str) -> Template:
    """The shipped template of that id."""
    return next(one for one in SHIPPED if one.id == template_id)


def expected_answer(item: Item) -> AnswerValue:
    """What somebody answers where everything goes as it should."""
    made = ANSWERS.get(item.type, lambda one: Reference(one.type.value, "Example", STAMP.by))
    return made(item)


def chosen(item: Item) -> Chosen:
    calm = [choice.key for choice in item.choices if not choice.attention]
    every = item.type is ItemType.CHOICES and item.expected
    return Chosen(item.expected if every else ((item.expected or calm)[0],))


def timed(item: Item) -> Timed:
    return Timed(NOON, later(MINUTES.get(item.key, 35)))


def numbered(item: Item) -> Number:
    return Number(Decimal(NUMBERS.get(item.key, "1")), (item.units or ("",))[0])


MINUTES = {"observation": 180, "amino_acids": 240}
NUMBERS = {
    "creatinine_clearance": "75",
    "wipe_efficiency": "0.25",
    "wipe_area": "100",
    "weight": "80",
    "anc": "3000",
    "anc_first": "3",
    "platelets": "180000",
    "platelets_first": "180",
    "hemoglobin_first": "12",
    "wbc": "5000",
    "fluids": "600",
    "decay_factor": "0.926",
    "volume_drawn": "4.32",
}
AMOUNTS = {"residual_activity": "1.5", "wipe_gross": "60", "wipe_background": "40"}


def measured(item: Item) -> Measured:
    amount = AMOUNTS.get(
        item.key, "200" if item.key in {"prescribed", "assay_activity"} else "0.05"
    )
    unit = item.units[0] if item.units else QUANTITY_TYPES[item.quantity_kind].unit_names()[0]
    return Measured(quantity_of(item.quantity_kind, Decimal(amount), unit))


def course(template: Template) -> dict[str, AnswerValue]:
    """What the usual course of one template answers otherwise than that of the others, by item."""
    return COURSES.get(template.id, {}) | SAFETY_COURSES.get(template.id, {})


def _mci(amount: str) -> Measured:
    return Measured(Activity.of(amount, ActivityUnit.MCI))


COURSES: dict[str, dict[str, AnswerValue]] = {
    "i131_oral_up_to_33_administration": {
        "prescribed": _mci("29"),
        "assay_activity": _mci("29"),
        "residual_activity": _mci("0.1"),
    },
    "y90_ibritumomab_administration": {
        "prescribed": _mci("30"),
        "assay_activity": _mci("30"),
        "residual_activity": _mci("0.5"),
    },
    "i131_oral_above_33_administration": {"stay_planned": Chosen(("released",))},
    "i131_iobenguane_administration": {"stay_planned": Chosen(("released",))},
    "time_out": {"assayed": _mci("200")},
    "dosage_residual": {"assayed_activity": _mci("200")},
    "sr89_chloride_administration": {"administration": Timed(NOON, later(2))},
}

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


def a_run_of(template: Template) -> Run:
    return replace(
        a_run(replace(template, needs=(), drugs=())), template_digest=template_digest(template)
    )


def filled(template: Template, given: dict[str, AnswerValue] | None = None) -> Run:
    """A run with an answer to every item that applies; `given` answers stand in for the expected ones, by item."""
    special = course(template) | (given or {})
    run = a_run_of(template)
    for _ in template.items:
        answers = answers_by_item(run.answers)
        for item in visible_items(template, answers):
            if item.key not in answers and item.type is not ItemType.COMPUTED:
                value = special.get(item.key) or expected_answer(item)
                run = with_answer(run, an_answer(item.key, value))
        run = _computed(template, run)
    return run


def answered(run: Run, template: Template, answers: Iterable[Answer]) -> Run:
    """The run with these answers and what is computed from them."""
    return _computed(template, with_answers(run, answers))


def _computed(template: Template, run: Run) -> Run:
    answers = answers_by_item(run.answers)
    formulas = checklist_formulas(reference())
    return with_answers(run, compute_items(template, answers, formulas, STAMP).values())
