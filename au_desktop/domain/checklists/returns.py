"""Returns: a submitted checklist that nobody has signed goes back to whoever submitted it, with the reason."""

from dataclasses import dataclass

from au_desktop.domain.checklists.runs import Run, taken_back
from au_desktop.domain.errors import ReasonRequired
from au_desktop.domain.ids import PersonId, RunId
from au_desktop.domain.moments import Moment


@dataclass(frozen=True, slots=True)
class RunReturn:
    """One return: who sent it back to whom, when and why; `settled_at` is when it was submitted again."""

    run_id: RunId
    position: int
    reason: str
    by: PersonId
    at: Moment
    to: PersonId
    settled_at: Moment | None = None

    @property
    def open(self) -> bool:
        """Whether it still waits to be corrected."""
        return self.settled_at is None


def returned(run: Run, reason: str, by: PersonId, at: Moment, position: int) -> RunReturn:
    """The return of a submitted run; the caller knows that nobody has signed it.

    Raises:
        ReasonRequired: no reason was given.
        NotSubmitted, RunIsVoid: there is nothing to send back.
    """
    if not reason.strip():
        raise ReasonRequired("return a checklist")
    taken_back(run)
    to = run.submitted_by or run.started_by
    return RunReturn(run.id, position, reason.strip(), by, at, to)


def open_return(returns: tuple[RunReturn, ...]) -> RunReturn | None:
    """The newest return that still waits to be corrected."""
    return next((one for one in reversed(returns) if one.open), None)
