"""When an item or section applies: structured conditions over the answers to earlier items."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

Tokens = Callable[[str], frozenset[str] | None]
"""The answer tokens of an item ("yes", "done", a choice's key); None where the item is unanswered or does not apply."""


@dataclass(frozen=True, slots=True)
class Is:
    """The item was answered with this token."""

    item: str
    token: str


@dataclass(frozen=True, slots=True)
class IsNot:
    """The item was answered, and not with this token."""

    item: str
    token: str


@dataclass(frozen=True, slots=True)
class AnyOf:
    """The item was answered with at least one of these tokens."""

    item: str
    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """The item was answered, whatever the answer (`answered` true), or not yet (false)."""

    item: str
    answered: bool = True


@dataclass(frozen=True, slots=True)
class AllHold:
    """Every part holds."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyHolds:
    """At least one part holds."""

    parts: tuple["Condition", ...]


Condition = Is | IsNot | AnyOf | Answered | AllHold | AnyHolds


def holds(condition: Condition | None, tokens: Tokens) -> bool:
    """Whether the condition is met; no condition always holds.

    An unanswered item meets only `Answered(item, False)`: what hangs on it stays out until the answer is there.
    """
    if condition is None:
        return True
    if isinstance(condition, AllHold):
        return all(holds(part, tokens) for part in condition.parts)
    if isinstance(condition, AnyHolds):
        return any(holds(part, tokens) for part in condition.parts)
    return _leaf_holds(condition, tokens(condition.item))


def _leaf_holds(condition: Is | IsNot | AnyOf | Answered, given: frozenset[str] | None) -> bool:
    if isinstance(condition, Answered):
        return (given is not None) is condition.answered
    if given is None:
        return False
    if isinstance(condition, AnyOf):
        return not given.isdisjoint(condition.tokens)
    return (condition.token in given) is isinstance(condition, Is)


def items_named(condition: Condition | None) -> Iterator[str]:
    """The keys of the items that the condition asks about, in order, repeats included."""
    if condition is None:
        return
    if isinstance(condition, AllHold | AnyHolds):
        for part in condition.parts:
            yield from items_named(part)
        return
    yield condition.item


def tokens_named(condition: Condition | None) -> Iterator[tuple[str, str]]:
    """Each (item, token) pair that the condition compares with."""
    if isinstance(condition, AllHold | AnyHolds):
        for part in condition.parts:
            yield from tokens_named(part)
    elif isinstance(condition, AnyOf):
        for token in condition.tokens:
            yield condition.item, token
    elif isinstance(condition, Is | IsNot):
        yield condition.item, condition.token
