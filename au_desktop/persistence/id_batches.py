"""Cuts long lists of keys into runs that one question can hold."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
_AT_ONCE = 500
"""Well below the number of values that the engine takes in one statement."""


def in_batches(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """The values in runs short enough for one IN list."""
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]
