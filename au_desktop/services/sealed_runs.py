"""Sealed runs with everything their signatures are judged by, as a check of the whole file reads them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from au_desktop.domain.checklists.runs import Run
from au_desktop.domain.signing.sign_offs import Seal, SignOff


@dataclass(frozen=True, slots=True)
class SealedRun:
    """A run as its rows read now, its sealed bytes and its signatures in order."""

    run: Run
    seal: Seal
    sign_offs: tuple[SignOff, ...]
    superseded: bool


@dataclass(frozen=True, slots=True)
class SealedRuns:
    """How many there are, and each in turn, streamed in the order they were begun."""

    total: int
    runs: Iterator[SealedRun]


class SealedRunStore(Protocol):
    """Reads every sealed run, many at once."""

    def all(self) -> SealedRuns:
        """All of them, in the order they were begun."""
        ...
