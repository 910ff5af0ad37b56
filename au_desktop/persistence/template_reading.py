"""Turns the TOML of one template file into a template, and notes every field that does not fit."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from au_desktop.domain.checklists.answers import DONE
from au_desktop.domain.checklists.conditions import Condition
from au_desktop.domain.checklists.items import (
    Choice,
    Formula,
    Item,
    ItemBasis,
    ItemType,
    Prefill,
    PrefillSource,
    SkipRule,
)
from au_desktop.domain.checklists.limits import Limits
from au_desktop.domain.checklists.template_documents import condition_from_document
from au_desktop.domain.checklists.templates import (
    Need,
    Recurrence,
    Section,
    SignOffRule,
    Template,
)
from au_desktop.domain.quantities import QuantityKind
from au_desktop.domain.roles import Role
from au_desktop.persistence.template_fields import Complaint, TemplateTable

_SKIPS: Mapping[str, SkipRule] = {
    "with reason": SkipRule(allowed=True, reason_required=True),
    "free": SkipRule(allowed=True, reason_required=False),
    "never": SkipRule(allowed=False),
}
_TESTS: Mapping[str, type] = {"is": str, "is_not": str, "any_of": list, "answered": bool}


@dataclass(frozen=True, slots=True)
class _Reader:
    """The bases that a file names at its head, so that its items can refer to them."""

    bases: Mapping[str, ItemBasis]

    def basis(self, table: TemplateTable) -> ItemBasis:
        """The basis of a table: the name of one from the head of the file, or a table of its own."""
        if not table.is_text("basis"):
            own = table.table("basis")
            if own is None:
                table.complain("basis is missing")
                return ItemBasis("")
            return _basis(own)
        name = table.text("basis")
        if name not in self.bases:
            table.complain(f"basis {name!r} is not among the bases at the head of the file")
        return self.bases.get(name, ItemBasis(""))


def read_template(document: Mapping[str, object]) -> tuple[Template | None, tuple[Complaint, ...]]:
    """The template of a file's document; None where complaints stand against it."""
    complaints: list[Complaint] = []
    table = TemplateTable(document, "", complaints)
    bases = table.table("bases")
    reader = _Reader({} if bases is None else dict(_named_bases(bases)))
    template = _template(table, reader)
    table.close()
    return (None if complaints else template), tuple(complaints)


def _named_bases(bases: TemplateTable) -> Iterator[tuple[str, ItemBasis]]:
    for name in bases.names():
        own = bases.table(name)
        if own is not None:
            yield name, _basis(own)


def _basis(table: TemplateTable) -> ItemBasis:
    basis = ItemBasis(
        citation=table.text("citation"),
        edition=table.text("edition", ""),
        verify=table.flag("verify", default=False),
    )
    table.close()
    return basis


def _template(table: TemplateTable, reader: _Reader) -> Template:
    basis = reader.basis(table)
    sections = tuple(_section(one, reader) for one in table.tables("sections"))
    verify = basis.verify or any(
        item.basis.verify for section in sections for item in section.items
    )
    return Template(
        id=table.text("id"),
        version=table.whole("version"),
        title=table.text("title"),
        kind=table.text("kind"),
        sections=sections,
        sign_offs=tuple(_sign_off(one) for one in table.tables("sign_offs")),
        basis=basis,
        effective_from=table.day("effective_from"),
        needs=table.members("needs", Need),
        drugs=table.texts("drugs"),
        verify=verify,
        recurs=table.members("recurs", Recurrence),
        note=table.text("note", ""),
        replaces=table.texts("replaces"),
    )


def _sign_off(table: TemplateTable) -> SignOffRule:
    table.where = "sign-off"
    rule = SignOffRule(
        meaning=table.text("meaning"),
        title=table.text("title"),
        roles=table.members("roles", Role),
        required=table.flag("required", default=True),
        sections=table.texts("sections"),
    )
    table.close()
    return rule


def _section(table: TemplateTable, reader: _Reader) -> Section:
    table.where = table.text("key") or "section"
    section = Section(
        key=table.text("key"),
        title=table.text("title"),
        items=tuple(_item(one, reader) for one in table.tables("items")),
        condition=_when(table),
    )
    table.close()
    return section


def _item(table: TemplateTable, reader: _Reader) -> Item:
    if table.is_text("key"):
        table.where = table.text("key")
    kind = table.member("type", ItemType) or ItemType.CONFIRM
    item = Item(
        key=table.text("key"),
        type=kind,
        title=table.text("title"),
        basis=reader.basis(table),
        hint=table.text("hint", ""),
        required=table.flag("required", default=True),
        critical=table.flag("critical", default=False),
        condition=_when(table),
        limits=_limits(table.table("limits")),
        choices=tuple(_choice(one) for one in table.tables("choices")),
        units=table.texts("units"),
        quantity_kind=table.member("quantity", QuantityKind) if table.has("quantity") else None,
        expected=_expected(table, kind),
        skip=_skip(table),
        prefill=_prefill(table),
        formula=_formula(table.table("formula")),
        not_before=table.text("not_before", ""),
        not_after=table.text("not_after", ""),
        trainee_part=table.flag("trainee_part", default=kind is ItemType.PART_TAKEN),
        multiline=table.flag("multiline", default=False),
        max_length=table.whole("max_length", 500),
        like=table.text("like", ""),
    )
    table.close()
    return item


def _expected(table: TemplateTable, kind: ItemType) -> tuple[str, ...]:
    """What a confirm item expects goes without saying."""
    if kind is ItemType.CONFIRM and not table.has("expected"):
        return (DONE,)
    return table.texts("expected")


def _choice(table: TemplateTable) -> Choice:
    choice = Choice(
        key=table.text("key"),
        title=table.text("title"),
        attention=table.flag("attention", default=False),
    )
    table.close()
    return choice


def _limits(table: TemplateTable | None) -> Limits | None:
    if table is None:
        return None
    limits = Limits(
        unit=table.text("unit", ""),
        low_action=table.figure("low_action"),
        low_attention=table.figure("low_attention"),
        high_attention=table.figure("high_attention"),
        high_action=table.figure("high_action"),
        limit_counts=table.flag("limit_counts", default=False),
        local=table.flag("local", default=False),
    )
    table.close()
    return limits


def _skip(table: TemplateTable) -> SkipRule:
    word = table.text("skip", "with reason")
    if word not in _SKIPS:
        table.complain(f"skip is {word!r}, which is none of: {', '.join(_SKIPS)}")
    return _SKIPS.get(word, SkipRule())


def _prefill(table: TemplateTable) -> Prefill | None:
    if not table.has("prefill"):
        return None
    own = None if table.is_text("prefill") else table.table("prefill")
    if own is None:
        source = table.member("prefill", PrefillSource)
        return None if source is None else Prefill(source)
    source = own.member("source", PrefillSource)
    item, kind = own.text("item", ""), own.text("kind", "")
    own.close()
    return None if source is None else Prefill(source, item, kind)


def _formula(table: TemplateTable | None) -> Formula | None:
    if table is None:
        return None
    name = table.text("name")
    arguments = table.table("arguments")
    pairs: tuple[tuple[str, str], ...] = ()
    if arguments is not None:
        pairs = tuple((argument, arguments.text(argument)) for argument in arguments.names())
    table.close()
    return Formula(name, pairs)


def _when(table: TemplateTable) -> Condition | None:
    when = table.table("when")
    if when is None:
        return None
    document = when.raw()
    sentence = _condition_complaint(document)
    if sentence:
        table.complain(f"when {sentence}")
        return None
    return condition_from_document(document)


def _condition_complaint(document: Mapping[str, object]) -> str:
    """Why a condition cannot be read; empty when it can."""
    if len(document) == 1 and next(iter(document)) in {"all", "any"}:
        return _parts_complaint(next(iter(document.values())))
    tests = set(document) - {"item"}
    if not isinstance(document.get("item"), str) or len(tests) != 1:
        return "must name an item and one of is, is_not, any_of, answered; or hold all or any"
    test = next(iter(tests))
    if test not in _TESTS:
        return f"has the unknown test {test!r}"
    given = document[test]
    texts_only = not isinstance(given, list) or (
        bool(given) and all(isinstance(token, str) for token in given)
    )
    return "" if isinstance(given, _TESTS[test]) and texts_only else f"has a wrong {test}"


def _parts_complaint(parts: object) -> str:
    if not isinstance(parts, list) or not parts:
        return "must hold a list of conditions"
    for part in parts:
        sentence = _condition_complaint(part) if isinstance(part, dict) else "must hold conditions"
        if sentence:
            return sentence
    return ""
