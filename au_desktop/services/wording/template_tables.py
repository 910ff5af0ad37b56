"""A template as a table for review: every item with its answer, limits, marks and basis; and all of them by family."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from types import MappingProxyType

from au_desktop.domain.checklists.items import Item, ItemBasis, ItemType
from au_desktop.domain.checklists.kinds import Family, kind_of
from au_desktop.domain.checklists.templates import Section, SignOffRule, Template
from au_desktop.services.sentences import roles_said
from au_desktop.services.wording.finding_sentences import condition_said, limits_said

NEEDS_CHECKING = "needs checking"
LIBRARY = "library"
"""The topic of the index; a template has the topic `library-` and its id."""
LIBRARY_TITLE = "Checklist library"
_INTRODUCTION = (
    "Every checklist in use, with each item and the rule, label or local practice behind it. "
    f"**{NEEDS_CHECKING}** marks what the center must hold against the source before it relies on it."
)
DrugNames = Mapping[str, str]
_NO_NAMES: DrugNames = MappingProxyType({})
HEADINGS = ("Item", "Answer", "Basis")

_ANSWERS = MappingProxyType(
    {
        ItemType.CONFIRM: "done",
        ItemType.YES_NO: "yes or no",
        ItemType.CHOICE: "one of",
        ItemType.CHOICES: "any of",
        ItemType.TEXT: "text",
        ItemType.NUMBER: "number",
        ItemType.QUANTITY: "amount",
        ItemType.DATE_TIME: "date and time",
        ItemType.PERSON: "person",
        ItemType.INSTRUMENT: "instrument",
        ItemType.ROOM: "room",
        ItemType.DRUG: "drug",
        ItemType.TIMER: "timer",
        ItemType.PART_TAKEN: "observed, assisted or performed; level 0 to 4",
        ItemType.COMPUTED: "computed",
    }
)


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item: its title, what else is said about it, the answer it takes, its basis, and whether that needs checking."""

    title: str
    about: tuple[str, ...]
    answer: tuple[str, ...]
    basis: str
    verify: bool


@dataclass(frozen=True, slots=True)
class SectionTable:
    """One section: its title, when it applies, and its items."""

    title: str
    when: str
    lines: tuple[ItemLine, ...]


@dataclass(frozen=True, slots=True)
class TemplateTable:
    """One template for review."""

    id: str
    title: str
    note: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[SectionTable, ...]

    @property
    def items(self) -> int:
        """How many items it has."""
        return sum(len(section.lines) for section in self.sections)


def table_of(template: Template, drugs: DrugNames = _NO_NAMES) -> TemplateTable:
    """The table of one template version; `drugs` names its drugs by their ids."""
    return TemplateTable(
        template.id,
        template.title,
        template.note,
        tuple((name, text) for name, text in _facts(template, drugs) if text),
        tuple(_section(template, section) for section in template.sections),
    )


def template_markdown(template: Template, drugs: DrugNames = _NO_NAMES) -> str:
    """The table as Markdown."""
    table = table_of(template, drugs)
    parts = [f"# {_cell(table.title)}", "", *([f"{table.note}", ""] if table.note else ())]
    parts += ["| | |", "|---|---|", *(f"| {name} | {_cell(text)} |" for name, text in table.facts)]
    for section in table.sections:
        parts += ["", f"## {_cell(section.title)}", ""]
        parts += [f"*{section.when}*", ""] if section.when else []
        parts += [f"| {' | '.join(HEADINGS)} |", "|---|---|---|"]
        parts += [_markdown_line(line) for line in section.lines]
    return "\n".join(parts) + "\n"


def template_html(template: Template, drugs: DrugNames = _NO_NAMES) -> str:
    """The same as rich text, for a window; only text of the template stands in it, escaped."""
    table = table_of(template, drugs)
    note = f"<p>{escape(table.note)}</p>" if table.note else ""
    facts = "".join(
        f"<tr><td>{escape(name)}&nbsp;&nbsp;</td><td>{escape(text)}</td></tr>"
        for name, text in table.facts
    )
    return f"<h1>{escape(table.title)}</h1>{note}<table cellpadding='2'>{facts}</table>" + "".join(
        _html_section(section) for section in table.sections
    )


def library_markdown(templates: Iterable[Template]) -> str:
    """All templates by family, each with a link to its table."""
    ordered = by_family(templates)
    parts = [f"# {LIBRARY_TITLE}", "", _INTRODUCTION]
    for family, members in groupby(ordered, key=lambda one: one[0]):
        parts += ["", f"## {family.value}", ""]
        parts += [_index_line(template) for _, template in members]
    if not ordered:
        parts += ["", "No checklist is in use."]
    return "\n".join(parts) + "\n"


def by_family(templates: Iterable[Template]) -> list[tuple[Family, Template]]:
    """All templates with their families, in the order of the families, by title within each."""
    known = [(kind_of(template.kind).family, template) for template in templates]
    order = list(Family)
    return sorted(known, key=lambda one: (order.index(one[0]), one[1].title.casefold(), one[1].id))


def topic_of(template_id: str) -> str:
    """The help topic of one template."""
    return f"{LIBRARY}-{template_id}"


def template_of(topic: str) -> str:
    """The template whose topic this is; empty for other topics."""
    begin = f"{LIBRARY}-"
    return topic.removeprefix(begin) if topic.startswith(begin) else ""


def _index_line(template: Template) -> str:
    check = f", {NEEDS_CHECKING}" if _checks(template) else ""
    facts = f"version {template.version}, {len(template.items)} items{check}"
    return f"- [{_cell(template.title)}]({topic_of(template.id)}.md): {facts}"


def _checks(template: Template) -> int:
    return sum(item.basis.verify for item in template.items)


def _facts(template: Template, drugs: DrugNames) -> Sequence[tuple[str, str]]:
    kind = kind_of(template.kind)
    checks = _checks(template)
    return (
        ("Kind", f"{kind.title} ({kind.family.value})"),
        ("Version", f"{template.version}, in use from {template.effective_from.isoformat()}"),
        ("For drugs", ", ".join(drugs.get(drug, drug) for drug in template.drugs)),
        ("Is about", ", ".join(need.value for need in template.needs)),
        ("Comes again", ", ".join(one.value for one in template.recurs)),
        ("Signatures", "; ".join(_signature(template, rule) for rule in template.sign_offs)),
        ("Rests on", _basis(template.basis)),
        ("To check", f"{checks} of {len(template.items)} items" if checks else ""),
    )


def _signature(template: Template, rule: SignOffRule) -> str:
    roles = roles_said(role.value for role in rule.roles)
    titles = {section.key: section.title for section in template.sections}
    part = f", for {', '.join(titles.get(key, key) for key in rule.sections)}"
    wanted = "" if rule.required else ", if wanted"
    return f"{rule.title} ({rule.meaning}, {roles}{part if rule.sections else ''}{wanted})"


def _section(template: Template, section: Section) -> SectionTable:
    return SectionTable(
        section.title,
        condition_said(template, section.condition),
        tuple(_line(template, item) for item in section.items),
    )


def _line(template: Template, item: Item) -> ItemLine:
    marks = [
        "critical" if item.critical else "",
        "" if item.required else "not required",
        "" if item.skip.allowed else "never skipped",
        "skipped without a reason" if item.skip.allowed and not item.skip.reason_required else "",
    ]
    about = (item.hint, condition_said(template, item.condition), ", ".join(filter(None, marks)))
    return ItemLine(
        item.title,
        tuple(filter(None, about)),
        tuple(filter(None, (_answer(item), _expected(item), limits_said(item)))),
        _basis(item.basis),
        item.basis.verify,
    )


def _answer(item: Item) -> str:
    words = _ANSWERS[item.type]
    if item.choices:
        return f"{words} {' / '.join(choice.title for choice in item.choices)}"
    if item.formula is not None:
        words = f"{words} ({item.formula.name})"
    return f"{words} in {' or '.join(item.units)}" if item.units else words


def _expected(item: Item) -> str:
    """What needs no second look, where that does not go without saying."""
    if item.type is ItemType.CONFIRM:
        return ""
    titles = {choice.key: choice.title for choice in item.choices}
    alarming = [choice.title for choice in item.choices if choice.attention]
    said = [f"expected {_quoted(titles.get(key, key) for key in item.expected)}"]
    alarm = [f"a second look at {_quoted(alarming)}"] if alarming else []
    return "; ".join((said if item.expected else []) + alarm)


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f"\u201c{word}\u201d" for word in words)


def _basis(basis: ItemBasis) -> str:
    edition = f" ({basis.edition})" if basis.edition else ""
    return f"{basis.citation}{edition}"


def _markdown_line(line: ItemLine) -> str:
    title = "<br>".join((f"**{_cell(line.title)}**", *map(_cell, line.about)))
    check = f"<br>**{NEEDS_CHECKING}**" if line.verify else ""
    answer = "<br>".join(map(_cell, line.answer))
    return f"| {title} | {answer} | {_cell(line.basis)}{check} |"


def _cell(text: str) -> str:
    """Text inside a table of Markdown: no bar ends the cell, no tag begins one."""
    safe = escape(" ".join(text.split()), quote=False)
    return safe.replace("|", "\\|").replace("*", "\\*").replace("_", "\\_")


def _html_section(section: SectionTable) -> str:
    when = f"<p><i>{escape(section.when)}</i></p>" if section.when else ""
    head = "".join(f"<th align='left'>{heading}</th>" for heading in HEADINGS)
    rows = "".join(_html_line(line) for line in section.lines)
    return (
        f"<h2>{escape(section.title)}</h2>{when}"
        "<table width='100%' border='1' cellspacing='0' cellpadding='5'>"
        f"<tr>{head}</tr>{rows}</table>"
    )


def _html_line(line: ItemLine) -> str:
    title = "<br>".join((f"<b>{escape(line.title)}</b>", *map(escape, line.about)))
    check = f"<br><b>{NEEDS_CHECKING}</b>" if line.verify else ""
    answer = "<br>".join(map(escape, line.answer))
    return (
        f"<tr><td width='38%'>{title}</td><td width='24%'>{answer}</td>"
        f"<td width='38%'>{escape(line.basis)}{check}</td></tr>"
    )
