"""What differs between two templates: sections and items added, removed, moved, and every field that changed, as facts."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias, TypeVar

from au_desktop.domain.canonical import Document
from au_desktop.domain.checklists.conditions import Condition
from au_desktop.domain.checklists.template_documents import (
    condition_from_document,
    template_to_document,
)
from au_desktop.domain.checklists.templates import Template

K = TypeVar("K", bound=Hashable)
Fact: TypeAlias = str | int | bool | tuple[str, ...] | Condition | None
"""The value of a field as a document holds it; None where the field is not set."""
NUMBERING = frozenset({"version", "effective_from"})
"""The fields of the head that publication gives; what people do stays the same."""
_Keyed: TypeAlias = Mapping[str, "_Part"]


class Level(StrEnum):
    """What differs."""

    HEAD = "template"
    SECTION = "section"
    ITEM = "item"
    SIGN_OFF = "sign-off"


class Way(StrEnum):
    """How it differs."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference.

    Args:
        level: the head of the template, a section, an item or a sign-off.
        way: added, removed, moved or changed.
        key: the section's or item's key, the sign-off's meaning; empty for the head.
        title: what people call it, as the newer template says, or the older where it is gone.
        field: what changed, such as `title`, `limits.high_action`, `choices.mild.title`; empty unless something changed.
        old: the value before; for an item that moved, the key of its section before.
        new: the value after; likewise.
    """

    level: Level
    way: Way
    key: str = ""
    title: str = ""
    field: str = ""
    old: Fact = None
    new: Fact = None


@dataclass(frozen=True, slots=True)
class _Part:
    """A section, item or sign-off: its key and title as people read them, where it stands, and its facts by field."""

    key: str
    title: str
    section: str
    facts: Mapping[str, Fact]


def compare(old: Template, new: Template) -> tuple[Difference, ...]:
    """Every difference, in the order of the newer template, what was removed last; empty exactly for equal documents."""
    before, after = template_to_document(old), template_to_document(new)
    return (
        *_changes(Level.HEAD, _head(before), _head(after)),
        *_differences(Level.SECTION, _sections(before), _sections(after)),
        *_differences(Level.ITEM, _items(before), _items(after)),
        *_differences(Level.SIGN_OFF, _sign_offs(before), _sign_offs(after)),
    )


def in_substance(differences: Iterable[Difference]) -> tuple[Difference, ...]:
    """The differences without those that publication makes of itself: version and first day of use."""
    return tuple(
        one for one in differences if not (one.level is Level.HEAD and one.field in NUMBERING)
    )


def _head(document: Document) -> _Part:
    apart = {"sections", "sign_offs", "recurs", "note", "replaces"}
    facts = {name: value for name, value in document.items() if name not in apart}
    said = {
        "recurs": document.get("recurs", []),
        "note": document.get("note", ""),
        "replaces": document.get("replaces", []),
    }
    return _Part("", document["title"], "", _facts(facts | said))


def _sections(document: Document) -> _Keyed:
    return _keyed(
        _Part(section["key"], section["title"], "", _facts(_without(section, "items")))
        for section in document["sections"]
    )


def _items(document: Document) -> _Keyed:
    names = _numbered(section["key"] for section in document["sections"])
    return _keyed(
        _Part(item["key"], item["title"], name, _facts(_without(item, "key")))
        for name, section in zip(names, document["sections"], strict=True)
        for item in section["items"]
    )


def _sign_offs(document: Document) -> _Keyed:
    return _keyed(
        _Part(rule["meaning"], rule["title"], "", _facts({"sections": []} | rule))
        for rule in document["sign_offs"]
    )


def _without(document: Document, name: str) -> Document:
    return {field: value for field, value in document.items() if field != name}


def _keyed(parts: Iterable[_Part]) -> _Keyed:
    """The parts by key; a key that a faulty draft uses twice is told apart by its number."""
    listed = list(parts)
    return dict(zip(_numbered(part.key for part in listed), listed, strict=True))


def _numbered(keys: Iterable[str]) -> Iterator[str]:
    seen: Counter[str] = Counter()
    for key in keys:
        seen[key] += 1
        yield key if seen[key] == 1 else f"{key} #{seen[key]}"


def _differences(level: Level, before: _Keyed, after: _Keyed) -> Iterator[Difference]:
    moved = _moved(before, after)
    for name, part in after.items():
        if name not in before:
            yield Difference(level, Way.ADDED, part.key, part.title)
            continue
        was = before[name]
        if name in moved:
            places = (was.section or None, part.section or None)
            yield Difference(level, Way.MOVED, part.key, part.title, "", *places)
        yield from _changes(level, was, part)
    for name, part in before.items():
        if name not in after:
            yield Difference(level, Way.REMOVED, part.key, part.title)


def _changes(level: Level, before: _Part, after: _Part) -> Iterator[Difference]:
    for field in dict.fromkeys((*after.facts, *before.facts)):
        old, new = before.facts.get(field), after.facts.get(field)
        if old != new:
            yield Difference(level, Way.CHANGED, after.key, after.title, field, old, new)


def _moved(before: _Keyed, after: _Keyed) -> frozenset[str]:
    """Those that are in both and stand elsewhere: in another section, or out of the order that most of them kept."""
    stayed = [name for name in after if name in before]
    elsewhere = {name for name in stayed if before[name].section != after[name].section}
    old_places = {name: place for place, name in enumerate(before)}
    kept: set[str] = set()
    for section in dict.fromkeys(after[name].section for name in stayed):
        here = [
            name for name in stayed if after[name].section == section and name not in elsewhere
        ]
        kept |= _longest_rising(here, [old_places[name] for name in here])
    return frozenset(set(stayed) - kept)


def _longest_rising(names: Sequence[K], places: Sequence[int]) -> set[K]:
    """As many of the names as possible whose places rise from each to the next."""
    ends: list[int] = []  # the least place at which a rise of each length ends
    lengths: list[int] = []
    for place in places:
        length = bisect_left(ends, place)
        ends[length : length + 1] = [place]
        lengths.append(length)
    found: set[K] = set()
    wanted = len(ends) - 1
    for name, length in zip(reversed(names), reversed(lengths), strict=True):
        if length == wanted:
            found.add(name)
            wanted -= 1
    return found


def _facts(document: Document) -> dict[str, Fact]:
    """The fields of a document by path; what is not set inside a field of several parts is left out."""
    facts: dict[str, Fact] = {}
    for name, value in document.items():
        if name == "choices":
            facts |= _choice_facts(value)
        elif name == "condition":
            facts[name] = None if value is None else condition_from_document(value)
        elif isinstance(value, dict):
            facts[name] = True
            facts |= {f"{name}.{inner}": _plain(one) for inner, one in value.items() if one}
        else:
            facts[name] = _plain(value)
    return facts


def _choice_facts(choices: Sequence[Document]) -> dict[str, Fact]:
    """The keys in their order, and title and mark of each, those of a new or lost one included."""
    names = tuple(_numbered(choice["key"] for choice in choices))
    facts: dict[str, Fact] = {"choices": names}
    for name, choice in zip(names, choices, strict=True):
        facts[f"choices.{name}.title"] = choice["title"]
        facts[f"choices.{name}.attention"] = choice["attention"] or None
    return facts


def _plain(value: Any) -> Fact:  # noqa: ANN401 - whatever a document holds
    if isinstance(value, list):
        return tuple(" = ".join(one) if isinstance(one, list) else one for one in value)
    fact: Fact = value
    return fact
