"""A checklist as a form to be filled by hand: boxes to tick, lines to write on, and what applies when."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from au_desktop.domain.checklists.items import Item, ItemType
from au_desktop.domain.checklists.paper_form import PaperForm
from au_desktop.domain.checklists.runs import Run
from au_desktop.domain.checklists.submission import missing_needs
from au_desktop.domain.checklists.templates import Need, Section, SignOffRule, Template
from au_desktop.domain.quantity_display import UnitSystem
from au_desktop.services.checklists.subject_names import SubjectNames
from au_desktop.services.sentences import roles_said
from au_desktop.services.wording.finding_sentences import condition_said, limits_said
from au_desktop.services.wording.paper_units import units_on_paper
from au_desktop.services.wording.run_words import PARTS, REPLIES, WITHHELD, answer_said

NEEDS = {
    Need.CASE: "Case",
    Need.TRAINEE: "Trainee",
    Need.SUPERVISOR: "Supervising AU",
    Need.ROOM: "Room",
    Need.INSTRUMENT: "Instrument",
    Need.DRUG: "Drug",
    Need.PERSON: "Person",
}
NOT_THE_RECORD = "This sheet is not the record. It is typed in with its page attached, and signed there; until then keep it."
CODE_ONLY = "Patients by code only: no name, no date of birth, no record number."
_CLOCK = "date and time"


@dataclass(frozen=True, slots=True)
class FormItem:
    """One line: what is asked, when it applies, boxes to tick, and what to write on the lines."""

    title: str
    remarks: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    answered: str = ""


@dataclass(frozen=True, slots=True)
class FormSection:
    """A heading, when it applies, and its lines."""

    title: str
    when: str
    items: tuple[FormItem, ...]


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """The whole form; `scanned` is what its square code says."""

    code: str
    scanned: str
    title: str
    note: str
    center: str
    facts: SubjectNames
    sections: tuple[FormSection, ...]
    signatures: tuple[str, ...]
    made: str


@dataclass(frozen=True, slots=True)
class FormSource:
    """What a form is made of; without a run it is blank."""

    form: PaperForm
    template: Template
    about: SubjectNames
    center: str
    made: str
    run: Run | None = None
    run_code: str = ""
    withheld: frozenset[str] = frozenset()
    """Items whose answers whoever prints may not see yet."""


def printed_form(source: FormSource) -> PrintedForm:
    """The form in words."""
    form, template = source.form, source.template
    return PrintedForm(
        code=form.code,
        scanned=f"{form.code} {form.template_digest[:16]} {source.run_code}".strip(),
        title=template.title,
        note=template.note,
        center=source.center,
        facts=tuple(_facts(source)),
        sections=tuple(_section(source, section) for section in template.sections),
        signatures=tuple(_signature(rule) for rule in template.sign_offs),
        made=source.made,
    )


def _facts(source: FormSource) -> Iterator[tuple[str, str]]:
    form, template = source.form, source.template
    yield from source.about
    for need in missing_needs(template, form.subject):
        yield NEEDS[need], ""
    if source.run is not None:
        yield "Record", f"{source.run_code}, what was answered is printed"
    yield "Checklist", f"version {template.version}, digest {form.template_digest[:16]}"
    yield "Filled by hand by", ""
    yield "Time of the work", ""


def _section(source: FormSource, section: Section) -> FormSection:
    when = condition_said(source.template, section.condition)
    return FormSection(section.title, when, tuple(_item(source, one) for one in section.items))


def _item(source: FormSource, item: Item) -> FormItem:
    answer = None if source.run is None else source.run.answer(item.key)
    remarks = (
        condition_said(source.template, item.condition),
        item.hint,
        limits_said(item),
        "Tick all that apply." if item.type is ItemType.CHOICES else "",
        "" if item.required else "May be left open.",
    )
    said = tuple(remark for remark in remarks if remark)
    if answer is not None:
        hidden = item.key in source.withheld
        units = units_on_paper(source.template.kind, item, UnitSystem.SI)
        words = WITHHELD if hidden else answer_said(item, answer.value, units)
        return FormItem(item.title, said, answered=words)
    boxes, lines = _FIELDS.get(item.type, _line)(item)
    return FormItem(item.title, said, boxes, lines)


def _signature(rule: SignOffRule) -> str:
    roles = roles_said(role.value for role in rule.roles)
    return f"{rule.title} ({roles})"


Field = tuple[tuple[str, ...], tuple[str, ...]]
"""The boxes, and what to write on each line."""


def _line(_item: Item) -> Field:
    return (), ("",)


def _confirm(_item: Item) -> Field:
    return ("Done", "Not done"), ()


def _yes_no(_item: Item) -> Field:
    return tuple(REPLIES.values()), ()


def _choices(item: Item) -> Field:
    return tuple(choice.title for choice in item.choices), ()


def _text(item: Item) -> Field:
    return (), ("", "") if item.multiline else ("",)


def _amount(item: Item) -> Field:
    if len(item.units) == 1:
        return (), (item.units[0],)
    return item.units, ("",)


def _moment(_item: Item) -> Field:
    return (), (_CLOCK,)


def _timer(_item: Item) -> Field:
    return (), (f"start, {_CLOCK}", "stop, time", "interrupted from, to")


def _part(_item: Item) -> Field:
    return tuple(PARTS.values()), ("level, 0 to 4",)


def _computed(_item: Item) -> Field:
    return (), ("worked out when it is typed in",)


_FIELDS: dict[ItemType, Callable[[Item], Field]] = {
    ItemType.CONFIRM: _confirm,
    ItemType.YES_NO: _yes_no,
    ItemType.CHOICE: _choices,
    ItemType.CHOICES: _choices,
    ItemType.TEXT: _text,
    ItemType.NUMBER: _amount,
    ItemType.QUANTITY: _amount,
    ItemType.DATE_TIME: _moment,
    ItemType.TIMER: _timer,
    ItemType.PART_TAKEN: _part,
    ItemType.COMPUTED: _computed,
}
