"""Sealed runs with everything their signatures are judged by, as a check of the whole file reads them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from au_desktop.domain.checklists.runs import Run
from au_desktop.domain.ids import CaseId, RunId, TraineeId
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


@dataclass(frozen=True, slots=True)
class SignedDigest:
    """One signature of a sealed run: the digest of what was signed, the key and the signature."""

    statement: bytes
    public_key: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class SealedDigest:
    """A sealed run by its digests alone: what it is about, its seal, its signatures in order, and whether it still stands.

    `void_reason` is empty where it is not void; `superseded` says whether a signed amendment took its place.
    """

    run_id: RunId
    number: int
    trainee_id: TraineeId | None
    case_id: CaseId | None
    template_digest: str
    seal: bytes
    sign_offs: tuple[SignedDigest, ...]
    void_reason: str = ""
    superseded: bool = False


class SealedRunStore(Protocol):
    """Reads every sealed run, many at once."""

    def all(self) -> SealedRuns:
        """All of them, in the order they were begun."""
        ...

    def digests(self) -> Iterator[SealedDigest]:
        """All of them in the same order, without their answers and contents."""
        ...
