"""Changes to a template as its editor makes them: put, insert, take out, move, copy, and rename with every reference."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from au_desktop.domain.checklists.answers import DONE
from au_desktop.domain.checklists.conditions import (
    AllHold,
    AnyHolds,
    AnyOf,
    Condition,
    Is,
    IsNot,
)
from au_desktop.domain.checklists.faults import Fault, Known
from au_desktop.domain.checklists.item_checks import item_faults, possible_tokens
from au_desktop.domain.checklists.items import (
    AMOUNT_TYPES,
    MOMENT_TYPES,
    Item,
    ItemBasis,
    ItemType,
    Prefill,
    PrefillSource,
)
from au_desktop.domain.checklists.templates import Section, Template
from au_desktop.domain.quantities import QuantityKind

LOCAL = "Local procedure of the center"
_LONGEST_KEY = 48
_CHOICES = frozenset({ItemType.CHOICE, ItemType.CHOICES})
_ENTERED = frozenset({ItemType.NUMBER, ItemType.QUANTITY})
_UNFIT = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: the head (nothing given), a section, or an item of a section, counted from 0."""

    section: int = -1
    item: int = -1

    @property
    def is_head(self) -> bool:
        """The template itself."""
        return self.section < 0

    @property
    def is_section(self) -> bool:
        """A section as a whole."""
        return self.section >= 0 and self.item < 0

    @property
    def is_item(self) -> bool:
        """One item."""
        return self.section >= 0 and self.item >= 0


HEAD = Place()


def section_at(template: Template, place: Place) -> Section:
    """The section there, or that of the item there."""
    return template.sections[place.section]


def item_at(template: Template, place: Place) -> Item:
    """The item there."""
    return template.sections[place.section].items[place.item]


def exists(template: Template, place: Place) -> bool:
    """Whether something stands there."""
    if place.is_head:
        return True
    if place.section >= len(template.sections):
        return False
    return place.is_section or place.item < len(template.sections[place.section].items)


def place_of(template: Template, key: str) -> Place | None:
    """Where the item of that key stands, or the section; None where neither has it."""
    for at, section in enumerate(template.sections):
        for number, item in enumerate(section.items):
            if item.key == key:
                return Place(at, number)
    keys = [section.key for section in template.sections]
    return Place(keys.index(key)) if key in keys else None


def places(template: Template) -> tuple[Place, ...]:
    """The head, then every section with its items, in order."""
    found = [HEAD]
    for at, section in enumerate(template.sections):
        found.append(Place(at))
        found.extend(Place(at, number) for number in range(len(section.items)))
    return tuple(found)


def items_before(template: Template, place: Place) -> tuple[Item, ...]:
    """The items that a condition there may ask about."""
    before = [item for section in template.sections[: place.section] for item in section.items]
    if place.is_item:
        before.extend(template.sections[place.section].items[: place.item])
    return tuple(before)


def with_section(template: Template, place: Place, section: Section) -> Template:
    """The template with this section in the place of the one there."""
    sections = list(template.sections)
    sections[place.section] = section
    return replace(template, sections=tuple(sections))


def with_item(template: Template, place: Place, item: Item) -> Template:
    """The template with this item in the place of the one there."""
    items = list(section_at(template, place).items)
    items[place.item] = item
    return _with_items(template, place.section, items)


def with_section_inserted(template: Template, at: int, section: Section) -> Template:
    """The template with a section more, before the one that stands at that number."""
    sections = [*template.sections[:at], section, *template.sections[at:]]
    return replace(template, sections=tuple(sections))


def with_item_inserted(template: Template, place: Place, item: Item) -> Template:
    """The template with an item more, before the one that stands there."""
    items = section_at(template, place).items
    return _with_items(template, place.section, [*items[: place.item], item, *items[place.item :]])


def without(template: Template, place: Place) -> Template:
    """The template without the item or section there."""
    if place.is_item:
        items = list(section_at(template, place).items)
        del items[place.item]
        return _with_items(template, place.section, items)
    sections = list(template.sections)
    del sections[place.section]
    return replace(template, sections=tuple(sections))


def moved(template: Template, source: Place, target: Place) -> tuple[Template, Place]:
    """The template with what stands at the source before what stands at the target, and where it stands then.

    A section goes before another section; an item before another item, or to a section's end where the target has none.
    """
    if source.is_section:
        at = target.section - (1 if target.section > source.section else 0)
        taken = section_at(template, source)
        return with_section_inserted(without(template, source), at, taken), Place(at)
    item = item_at(template, source)
    rest = without(template, source)
    number = target.item if target.is_item else len(rest.sections[target.section].items)
    if target.is_item and target.section == source.section and target.item > source.item:
        number -= 1
    landed = Place(target.section, number)
    return with_item_inserted(rest, landed, item), landed


def neighbor(template: Template, place: Place, step: int) -> Place | None:
    """Before which place it has to go to move one up (-1) or down (+1); None at the end of the way.

    An item that is first or last in its section goes over into the section before or after.
    """
    if place.is_section:
        wanted = place.section + step
        inside = 0 <= wanted < len(template.sections)
        return Place(wanted + (1 if step > 0 else 0)) if inside else None
    wanted = place.item + step
    if 0 <= wanted < len(section_at(template, place).items):
        return Place(place.section, wanted + (1 if step > 0 else 0))
    section = place.section + step
    if not 0 <= section < len(template.sections):
        return None
    return Place(section, 0 if step > 0 else len(template.sections[section].items))


def copied(template: Template, place: Place) -> tuple[Template, Place]:
    """The template with a copy of what stands there behind it, under keys of its own."""
    if place.is_item:
        item = item_at(template, place)
        landed = Place(place.section, place.item + 1)
        copy = replace(item, key=fresh_key(item_keys(template), item.key))
        return with_item_inserted(template, landed, copy), landed
    section = section_at(template, place)
    taken = list(item_keys(template))
    copy_section = replace(section, key=fresh_key(section_keys(template), section.key), items=())
    for item in section.items:
        key = fresh_key(taken, item.key)
        taken.append(key)
        copy_section = replace(copy_section, items=(*copy_section.items, replace(item, key=key)))
    renamed = dict(
        zip((i.key for i in section.items), (i.key for i in copy_section.items), strict=True)
    )
    inner = tuple(_repointed(item, renamed) for item in copy_section.items)
    landed = Place(place.section + 1)
    copy_section = replace(copy_section, items=inner)
    return with_section_inserted(template, landed.section, copy_section), landed


def item_keys(template: Template) -> tuple[str, ...]:
    """The keys of all items."""
    return tuple(item.key for item in template.items)


def section_keys(template: Template) -> tuple[str, ...]:
    """The keys of all sections."""
    return tuple(section.key for section in template.sections)


def key_from(words: str, otherwise: str) -> str:
    """A key made of a title: small letters, digits, underscores; `otherwise` where nothing of it can be used."""
    made = _UNFIT.sub("_", words.casefold()).strip("_")[:_LONGEST_KEY].strip("_")
    return made if made[:1].isalpha() else otherwise


def fresh_key(taken: Collection[str], wanted: str) -> str:
    """The wanted key, or the first of wanted_2, wanted_3 that nobody has."""
    key, number = wanted, 1
    stem = re.sub(r"_\d+$", "", wanted)
    while key in taken:
        number += 1
        key = f"{stem}_{number}"
    return key


def with_item_key(template: Template, place: Place, key: str) -> Template:
    """The item there under another key; whatever asks about it asks under the new one."""
    old = item_at(template, place).key
    changed = with_item(template, place, replace(item_at(template, place), key=key))
    renamed = {old: key}
    sections = tuple(
        replace(
            section,
            condition=_renamed(section.condition, renamed),
            items=tuple(_repointed(item, renamed) for item in section.items),
        )
        for section in changed.sections
    )
    return replace(changed, sections=sections)


def with_section_key(template: Template, place: Place, key: str) -> Template:
    """The section there under another key; signatures that answer for it answer for the new one."""
    section = section_at(template, place)
    rules = tuple(
        replace(rule, sections=tuple(key if one == section.key else one for one in rule.sections))
        for rule in template.sign_offs
    )
    changed = with_section(template, place, replace(section, key=key))
    return replace(changed, sign_offs=rules)


def _with_items(template: Template, at: int, items: list[Item]) -> Template:
    section = replace(template.sections[at], items=tuple(items))
    return with_section(template, Place(at), section)


def _repointed(item: Item, renamed: dict[str, str]) -> Item:
    """The item with every reference to another item under its new key."""
    formula, prefill = item.formula, item.prefill
    if formula is not None:
        pairs = tuple((name, renamed.get(key, key)) for name, key in formula.arguments)
        formula = replace(formula, arguments=pairs)
    if prefill is not None and prefill.source is not PrefillSource.EARLIER_RUN:
        prefill = replace(prefill, item=renamed.get(prefill.item, prefill.item))
    return replace(
        item,
        condition=_renamed(item.condition, renamed),
        formula=formula,
        prefill=prefill,
        not_before=renamed.get(item.not_before, item.not_before),
        not_after=renamed.get(item.not_after, item.not_after),
        like=renamed.get(item.like, item.like),
    )


def _renamed(condition: Condition | None, renamed: dict[str, str]) -> Condition | None:
    if condition is None:
        return None
    return _renamed_part(condition, renamed)


def _renamed_part(condition: Condition, renamed: dict[str, str]) -> Condition:
    if isinstance(condition, AllHold | AnyHolds):
        parts = tuple(_renamed_part(part, renamed) for part in condition.parts)
        return type(condition)(parts)
    return replace(condition, item=renamed.get(condition.item, condition.item))


def with_choice_key(template: Template, place: Place, old: str, key: str) -> Template:
    """A choice of the item there under another key; conditions that ask for it ask for the new one."""
    item = item_at(template, place)
    choices = tuple(replace(one, key=key) if one.key == old else one for one in item.choices)
    expected = tuple(key if one == old else one for one in item.expected)
    changed = with_item(template, place, replace(item, choices=choices, expected=expected))
    sections = tuple(
        replace(
            section,
            condition=_with_token(section.condition, item.key, old, key),
            items=tuple(
                replace(one, condition=_with_token(one.condition, item.key, old, key))
                for one in section.items
            ),
        )
        for section in changed.sections
    )
    return replace(changed, sections=sections)


def _with_token(condition: Condition | None, item: str, old: str, token: str) -> Condition | None:
    if isinstance(condition, AllHold | AnyHolds):
        parts = (_with_token(part, item, old, token) for part in condition.parts)
        return type(condition)(tuple(part for part in parts if part is not None))
    if not isinstance(condition, Is | IsNot | AnyOf) or condition.item != item:
        return condition
    if isinstance(condition, AnyOf):
        return AnyOf(item, tuple(token if one == old else one for one in condition.tokens))
    return replace(condition, token=token) if condition.token == old else condition


def new_item(template: Template) -> Item:
    """An item to begin with: a step to confirm, of the center's own making, under a key that nobody has."""
    key = fresh_key((*item_keys(template), *section_keys(template)), "item_1")
    return Item(key, ItemType.CONFIRM, "", ItemBasis(LOCAL), expected=(DONE,))


def new_section(template: Template) -> Section:
    """A section without items, under a key that nobody has."""
    return Section(fresh_key((*item_keys(template), *section_keys(template)), "section_1"), "", ())


def first_sources(item: Item) -> tuple[PrefillSource, ...]:
    """Where an item of this type may take a first answer from."""
    return tuple(source for source in PrefillSource if _takes_from(item, source))


def retyped(item: Item, kind: ItemType) -> Item:
    """The item with another type of answer, without what only its old type has a use for."""
    amounts = kind in AMOUNT_TYPES and item.type in AMOUNT_TYPES
    kept = amounts and kind is not ItemType.QUANTITY and item.type is not ItemType.QUANTITY
    changed = replace(
        item,
        type=kind,
        choices=item.choices if kind in _CHOICES else (),
        units=item.units if kept and kind is not ItemType.TIMER else (),
        quantity_kind=QuantityKind.ACTIVITY if kind is ItemType.QUANTITY else None,
        limits=item.limits if kept else None,
        formula=item.formula if kind is ItemType.COMPUTED else None,
        not_before=item.not_before if kind in MOMENT_TYPES else "",
        not_after=item.not_after if kind in MOMENT_TYPES else "",
        multiline=item.multiline and kind is ItemType.TEXT,
        like=item.like if kind in _ENTERED else "",
    )
    if changed.prefill is not None and not _takes_from(changed, changed.prefill.source):
        changed = replace(changed, prefill=None)
    possible = frozenset() if changed.limits is not None else possible_tokens(changed)
    expected = tuple(token for token in item.expected if token in possible)
    usual = (DONE,) if kind is ItemType.CONFIRM else ()
    return replace(changed, expected=expected or usual)


def _takes_from(item: Item, source: PrefillSource) -> bool:
    asked = replace(item, prefill=Prefill(source))
    faults = item_faults(asked, {}, Known({}))
    return all(one.fault is not Fault.PREFILL_NOT_HERE for one in faults)
