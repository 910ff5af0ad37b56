"""Whether a template makes sense as a whole: keys, sections, conditions, sign-offs, and each of its items."""

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from au_desktop.domain.checklists.faults import Fault, Known, TemplateFault
from au_desktop.domain.checklists.item_checks import condition_faults, item_faults
from au_desktop.domain.checklists.items import Item
from au_desktop.domain.checklists.read_items import read_faults
from au_desktop.domain.checklists.templates import MEANINGS, Need, Section, SignOffRule, Template
from au_desktop.domain.roles import Permission, may

_KEY = re.compile(r"[a-z][a-z0-9_]{0,63}")

_PERMISSIONS: Mapping[str, Permission] = MappingProxyType(
    {
        "performed": Permission.SIGN_PERFORMED,
        "supervised": Permission.SIGN_SUPERVISED,
        "reviewed": Permission.SIGN_REVIEWED,
        "witnessed": Permission.SIGN_WITNESSED,
        "countersigned": Permission.COUNTERSIGN,
    }
)


def is_key(text: str) -> bool:
    """Whether a text can be the key of a template, section, item or choice."""
    return _KEY.fullmatch(text) is not None


def template_faults(template: Template, known: Known) -> tuple[TemplateFault, ...]:
    """Everything that is wrong with a template; empty when it can be used."""
    return (
        *_head_faults(template, known),
        *_key_faults(template),
        *_section_faults(template, known),
        *_trainee_faults(template),
        *_sign_off_faults(template),
        *read_faults(template),
    )


def _head_faults(template: Template, known: Known) -> Iterator[TemplateFault]:
    if template.version < 1:
        yield TemplateFault("", Fault.BAD_VERSION, str(template.version))
    if not template.title.strip():
        yield TemplateFault("", Fault.NO_TITLE)
    if not template.basis.citation.strip():
        yield TemplateFault("", Fault.NO_BASIS)
    if not template.sections:
        yield TemplateFault("", Fault.NO_SECTIONS)
    for drug_id in template.drugs:
        if known.drugs is not None and drug_id not in known.drugs:
            yield TemplateFault("", Fault.UNKNOWN_DRUG, drug_id)


def _key_faults(template: Template) -> Iterator[TemplateFault]:
    sections = [section.key for section in template.sections]
    items = [item.key for item in template.items]
    choices = [choice.key for item in template.items for choice in item.choices]
    for key in dict.fromkeys((template.id, template.kind, *sections, *items, *choices)):
        if not is_key(key):
            yield TemplateFault(key, Fault.BAD_KEY, key)
    for key in (*_repeated(sections), *_repeated(items)):
        yield TemplateFault(key, Fault.REPEATED_KEY, key)


def _repeated(keys: Iterable[str]) -> tuple[str, ...]:
    listed = list(keys)
    return tuple(key for key in dict.fromkeys(listed) if listed.count(key) > 1)


def _section_faults(template: Template, known: Known) -> Iterator[TemplateFault]:
    earlier: dict[str, Item] = {}
    for section in template.sections:
        yield from _one_section_faults(section, earlier)
        for item in section.items:
            yield from item_faults(item, earlier, known)
            earlier.setdefault(item.key, item)


def _one_section_faults(section: Section, earlier: Mapping[str, Item]) -> Iterator[TemplateFault]:
    if not section.title.strip():
        yield TemplateFault(section.key, Fault.NO_TITLE)
    if not section.items:
        yield TemplateFault(section.key, Fault.NO_ITEMS)
    yield from condition_faults(section.key, section.condition, earlier)


def _trainee_faults(template: Template) -> Iterator[TemplateFault]:
    if Need.TRAINEE in template.needs:
        return
    for item in template.items:
        if item.trainee_part:
            yield TemplateFault(item.key, Fault.TRAINEE_NOT_NEEDED)


def _sign_off_faults(template: Template) -> Iterator[TemplateFault]:
    rules = template.sign_offs
    if not rules:
        yield TemplateFault("", Fault.NO_SIGN_OFF)
    parts = [(rule.meaning, frozenset(rule.sections)) for rule in rules]
    for part in dict.fromkeys(parts):
        if parts.count(part) > 1:
            yield TemplateFault(part[0], Fault.MEANING_REPEATED, part[0])
    keys = {section.key for section in template.sections}
    for rule in rules:
        yield from _one_sign_off_faults(rule, keys)


def _one_sign_off_faults(rule: SignOffRule, sections: set[str]) -> Iterator[TemplateFault]:
    if rule.meaning not in MEANINGS:
        yield TemplateFault(rule.meaning, Fault.MEANING_UNKNOWN, rule.meaning)
        return
    if not rule.roles:
        yield TemplateFault(rule.meaning, Fault.NO_ROLE)
    for role in rule.roles:
        if not may(role, _PERMISSIONS[rule.meaning]):
            yield TemplateFault(rule.meaning, Fault.ROLE_MAY_NOT_SIGN, role.value)
    if rule.sections and rule.meaning == "supervised":
        # It confirms the case, which is more than a part of the work.
        yield TemplateFault(rule.meaning, Fault.PART_OF_SUPERVISED)
    for key in rule.sections:
        if key not in sections:
            yield TemplateFault(rule.meaning, Fault.PART_UNKNOWN, key)
