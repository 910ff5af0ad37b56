"""What a use case hands back: its result, what changed, and how to take it back while nothing is signed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from au_desktop.services.changes import Changes

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Undo:
    """How to take a command back: the words for the status line, and the command that does it."""

    label: str
    run: Callable[[], "Outcome[None]"]


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """The result of a command."""

    value: T
    changes: Changes
    undo: Undo | None = None
