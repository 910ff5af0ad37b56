"""Whether a plain document from outside has the shape of a template: every field there, of its type, within bounds."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import Enum
from typing import Any, TypeAlias

from au_desktop.domain.checklists.items import ItemType, PrefillSource
from au_desktop.domain.checklists.templates import Need, Recurrence
from au_desktop.domain.quantities import QuantityKind
from au_desktop.domain.roles import Role

Check: TypeAlias = Callable[[Any, str], Iterator[str]]
"""Given a value and the path to it, the paths at which it is not what it should be."""

_LONGEST_TEXT = 2_000
_LONGEST_WORD = 200
_MOST_ROWS = 500
_GREATEST = 1_000_000
_DEEPEST = 8
_FIGURE = re.compile(r"-?\d{1,15}(\.\d{1,15})?")
_MARKS_OF_DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_NEVER_WRITTEN = frozenset({"Cc", "Cs", "Cn", "Co"})


def wrong_places(document: object) -> tuple[str, ...]:
    """The paths at which a document is not a template's, such as `sections[2].items[1].limits.low_action`; empty if none.

    Texts hold no control characters and no marks that turn the direction of reading: what is read is what is there.
    """
    return tuple(_TEMPLATE(document, ""))


def is_plain_text(text: str) -> bool:
    """Whether a text shows all that it holds; it may have several lines."""
    return all(
        letter == "\n"
        or (
            unicodedata.category(letter) not in _NEVER_WRITTEN
            and letter not in _MARKS_OF_DIRECTION
        )
        for letter in text
    )


def _text(longest: int = _LONGEST_TEXT) -> Check:
    def check(value: Any, path: str) -> Iterator[str]:  # noqa: ANN401 - whatever JSON holds
        if not (isinstance(value, str) and len(value) <= longest and is_plain_text(value)):
            yield path

    return check


def _flag(value: Any, path: str) -> Iterator[str]:  # noqa: ANN401 - whatever JSON holds
    if not isinstance(value, bool):
        yield path


def _whole(value: Any, path: str) -> Iterator[str]:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > _GREATEST:
        yield path


def _figure(value: Any, path: str) -> Iterator[str]:  # noqa: ANN401 - whatever JSON holds
    if not (isinstance(value, str) and _FIGURE.fullmatch(value)):
        yield path


def _day(value: Any, path: str) -> Iterator[str]:  # noqa: ANN401 - whatever JSON holds
    try:
        if date.fromisoformat(value).isoformat() != value:
            yield path
    except (TypeError, ValueError):
        yield path


def _one_of(kind: type[Enum]) -> Check:
    known = {one.value for one in kind}

    def check(value: Any, path: str) -> Iterator[str]:  # noqa: ANN401 - whatever JSON holds
        if not (isinstance(value, str) and value in known):
            yield path

    return check


def _maybe(inner: Check) -> Check:
    def check(value: Any, path: str) -> Iterator[str]:  # noqa: ANN401 - whatever JSON holds
        if value is not None:
            yield from inner(value, path)

    return check


def _rows(inner: Check) -> Check:
    def check(value: Any, path: str) -> Iterator[str]:  # noqa: ANN401 - whatever JSON holds
        if not isinstance(value, list) or len(value) > _MOST_ROWS:
            yield path
            return
        for number, one in enumerate(value, 1):
            yield from inner(one, f"{path}[{number}]")

    return check


def _fields(needed: Mapping[str, Check], further: Mapping[str, Check] | None = None) -> Check:
    """An object with exactly these fields; the further ones may be missing."""
    known = {**needed, **(further or {})}

    def check(value: Any, path: str) -> Iterator[str]:  # noqa: ANN401 - whatever JSON holds
        if not isinstance(value, dict):
            yield path
            return
        start = f"{path}." if path else ""
        for name in dict.fromkeys((*needed, *value)):
            if name in known and name in value:
                yield from known[name](value[name], f"{start}{name}")
            else:
                yield f"{start}{name if name in known else 'a field of another kind'}"

    return check


def _pair(value: Any, path: str) -> Iterator[str]:  # noqa: ANN401 - whatever JSON holds
    word = _text(_LONGEST_WORD)
    if not (isinstance(value, list) and [list(word(one, path)) for one in value] == [[], []]):
        yield path


def _condition(value: Any, path: str, depth: int = 1) -> Iterator[str]:  # noqa: ANN401 - whatever JSON holds
    if not isinstance(value, dict) or depth > _DEEPEST:
        yield path
        return
    parts = value.get("all", value.get("any"))
    if len(value) == 1 and isinstance(parts, list) and len(parts) <= _MOST_ROWS:
        for number, part in enumerate(parts, 1):
            yield from _condition(part, f"{path}[{number}]", depth + 1)
        return
    test = next((name for name in _TESTS if name in value), "")
    if not test:
        yield path
        return
    yield from _fields({"item": _WORD, test: _TESTS[test]})(value, path)


_TEXT, _WORD = _text(), _text(_LONGEST_WORD)
_TESTS: Mapping[str, Check] = {
    "is": _WORD,
    "is_not": _WORD,
    "any_of": _rows(_WORD),
    "answered": _flag,
}
_BASIS = _fields({"citation": _TEXT, "edition": _TEXT, "verify": _flag})
_LIMITS = _fields(
    {
        "unit": _WORD,
        "low_action": _maybe(_figure),
        "low_attention": _maybe(_figure),
        "high_attention": _maybe(_figure),
        "high_action": _maybe(_figure),
        "limit_counts": _flag,
        "local": _flag,
    }
)
_ITEM = _fields(
    {
        "key": _WORD,
        "type": _one_of(ItemType),
        "title": _TEXT,
        "basis": _BASIS,
        "hint": _TEXT,
        "required": _flag,
        "critical": _flag,
        "condition": _maybe(_condition),
        "limits": _maybe(_LIMITS),
        "choices": _rows(_fields({"key": _WORD, "title": _TEXT, "attention": _flag})),
        "units": _rows(_WORD),
        "quantity_kind": _maybe(_one_of(QuantityKind)),
        "expected": _rows(_WORD),
        "skip": _fields({"allowed": _flag, "reason_required": _flag}),
        "prefill": _maybe(
            _fields({"source": _one_of(PrefillSource), "item": _WORD}, {"kind": _WORD})
        ),
        "formula": _maybe(_fields({"name": _WORD, "arguments": _rows(_pair)})),
        "not_before": _WORD,
        "not_after": _WORD,
        "trainee_part": _flag,
        "multiline": _flag,
        "max_length": _whole,
    },
    {"like": _WORD},
)
_SECTION = _fields(
    {"key": _WORD, "title": _TEXT, "condition": _maybe(_condition), "items": _rows(_ITEM)}
)
_SIGN_OFF = _fields(
    {"meaning": _WORD, "title": _TEXT, "roles": _rows(_one_of(Role)), "required": _flag},
    {"sections": _rows(_WORD)},
)
_TEMPLATE = _fields(
    {
        "id": _WORD,
        "version": _whole,
        "title": _TEXT,
        "kind": _WORD,
        "effective_from": _day,
        "needs": _rows(_one_of(Need)),
        "drugs": _rows(_WORD),
        "verify": _flag,
        "basis": _BASIS,
        "sections": _rows(_SECTION),
        "sign_offs": _rows(_SIGN_OFF),
    },
    {"recurs": _rows(_one_of(Recurrence)), "note": _TEXT, "replaces": _rows(_WORD)},
)
