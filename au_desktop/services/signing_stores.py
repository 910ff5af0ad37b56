"""What the use cases ask of the stores of signing: seals, signatures, the slots they fill, and returns for correction."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from au_desktop.domain.checklists.returns import RunReturn
from au_desktop.domain.checklists.templates import SignOffRule
from au_desktop.domain.ids import RunId
from au_desktop.domain.moments import Moment
from au_desktop.domain.signing.added_signatures import Asked
from au_desktop.domain.signing.sign_offs import Seal, SignOff


@dataclass(frozen=True, slots=True)
class Slot:
    """One signature that a submitted run waits for or has; `asked` where a person asked for it, not the template."""

    position: int
    rule: SignOffRule
    filled: bool
    asked: Asked | None = None


class SignOffStore(Protocol):
    """Seals, signatures and the slots they fill."""

    def seal(self, run_id: RunId) -> Seal | None:
        """The sealed bytes, once the run is signed."""
        ...

    def add_seal(self, seal: Seal) -> None:
        """Store the bytes; from here on the run's rows cannot change."""
        ...

    def of_run(self, run_id: RunId) -> tuple[SignOff, ...]:
        """The signatures of a run, in order."""
        ...

    def add(self, sign_off: SignOff) -> None:
        """Store a signature and fill its slot."""
        ...

    def open_slots(self, run_id: RunId, rules: Sequence[SignOffRule]) -> None:
        """Put the signatures that a submitted run asks for into the queue."""
        ...

    def add_slot(self, run_id: RunId, slot: Slot) -> None:
        """Put one more signature of a submitted run into the queue."""
        ...

    def remove_slot(self, run_id: RunId, position: int) -> None:
        """Take one unfilled slot out of the queue."""
        ...

    def close_slots(self, run_id: RunId) -> None:
        """Take unfilled slots out of the queue: the run was reopened or voided."""
        ...

    def slots(self, run_id: RunId) -> tuple[Slot, ...]:
        """What the run waits for and has, in the template's order."""
        ...

    def all_signed_runs(self) -> Iterator[RunId]:
        """Every sealed run, for a check of the whole file."""
        ...


class ReturnStore(Protocol):
    """Checklists that were returned for correction; none is ever taken away."""

    def of_run(self, run_id: RunId) -> tuple[RunReturn, ...]:
        """The returns of a run, oldest first."""
        ...

    def add(self, value: RunReturn) -> None:
        """Store one more return."""
        ...

    def settle(self, run_id: RunId, at: Moment) -> None:
        """Note that the run was submitted again."""
        ...
