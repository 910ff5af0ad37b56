"""Small templates, runs and answers for tests of checklists."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from au_desktop.domain.checklists.answers import Answer, AnswerValue, Computed, Measured, Override
from au_desktop.domain.checklists.computing import Stamp
from au_desktop.domain.checklists.faults import Known
from au_desktop.domain.checklists.items import Choice, Formula, Item, ItemBasis, ItemType
from au_desktop.domain.checklists.limits import Limits
from au_desktop.domain.checklists.runs import Run, Subject
from au_desktop.domain.checklists.submission import Start, started
from au_desktop.domain.checklists.templates import Section, SignOffRule, Template
from au_desktop.domain.ids import CaseId, PersonId, RunId, TraineeId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity, ActivityUnit, QuantityKind
from au_desktop.domain.roles import Role
from au_desktop.services.checklists.calculations import formula_inputs

PERSON = PersonId(UUID(int=7))
OTHER = PersonId(UUID(int=8))
BASIS = ItemBasis("10 CFR 35.63", "2007")
NOON = Moment(datetime(2026, 11, 20, 17, 0, tzinfo=UTC), -300)
STAMP = Stamp(PERSON, NOON)

KNOWN = Known(formula_inputs())


def later(minutes: int) -> Moment:
    return Moment(NOON.utc + timedelta(minutes=minutes), NOON.offset_minutes)


def an_item(key: str = "a", kind: ItemType = ItemType.CONFIRM, **changes: Any) -> Item:
    expected = ("done",) if kind is ItemType.CONFIRM else ()
    choices = (
        (Choice("one", "One"), Choice("two", "Two", attention=True))
        if kind in {ItemType.CHOICE, ItemType.CHOICES}
        else ()
    )
    item = Item(key, kind, f"Do {key}", BASIS, expected=expected, choices=choices)
    return replace(item, **changes)


def a_template(*items: Item, **changes: Any) -> Template:
    template = Template(
        id="example",
        version=1,
        title="Example",
        kind="example",
        sections=(Section("only", "Only", items or (an_item(),)),),
        sign_offs=(SignOffRule("supervised", "Supervised", (Role.PRECEPTOR,)),),
        basis=BASIS,
        effective_from=date(2026, 11, 22),
    )
    return replace(template, **changes)


def an_answer(item: str, value: AnswerValue, **changes: Any) -> Answer:
    return replace(Answer(item, value, PERSON, NOON), **changes)


def answers(**values: AnswerValue) -> dict[str, Answer]:
    return {key: an_answer(key, value) for key, value in values.items()}


def a_run(template: Template, **values: AnswerValue) -> Run:
    subject = Subject(
        case_id=CaseId(UUID(int=2)), trainee_id=TraineeId(UUID(int=3)), drug_id="example-drug"
    )
    run = started(template, Start(RunId(UUID(int=1)), 12, subject, NOON, STAMP))
    return replace(run, answers=tuple(answers(**values).values()))


def an_override(**changes: Any) -> Override:
    return replace(Override("directed by the AU", OTHER, Role.PRECEPTOR, later(5)), **changes)


def mci(amount: str) -> Measured:
    return Measured(Activity.of(amount, ActivityUnit.MCI))


def difference(name: str, arguments: Any) -> Computed | None:
    """The dosage difference in percent, as the only formula of these tests."""
    if name != "dosage_difference" or set(arguments) != {"prescribed", "measured"}:
        return None
    prescribed = arguments["prescribed"].quantity
    measured = arguments["measured"].quantity
    percent = (measured.ratio_to(prescribed) - 1) * Decimal(100)
    return Computed(percent, "%", name)


PERCENT = Limits("%", Decimal(-20), Decimal(-10), Decimal(10), Decimal(20))
DOSAGE = (
    an_item("prescribed", ItemType.QUANTITY, quantity_kind=QuantityKind.ACTIVITY),
    an_item("measured", ItemType.QUANTITY, quantity_kind=QuantityKind.ACTIVITY),
    an_item(
        "difference",
        ItemType.COMPUTED,
        units=("%",),
        limits=PERCENT,
        critical=True,
        formula=Formula(
            "dosage_difference", (("prescribed", "prescribed"), ("measured", "measured"))
        ),
    ),
)
