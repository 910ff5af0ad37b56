"""What radiation safety asks for by a day: clocks of open records, surveys, waste to survey, checks, instruction."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from au_desktop.domain.moments import Moment
from au_desktop.domain.safety.safety_records import RecordKind
from au_desktop.services.desk import Desk


@dataclass(frozen=True, slots=True)
class SafetyDue:
    """One thing that is due: what, about what, by when, and why.

    Args:
        title: what is to be done ("End-of-day survey", "Call the NRC Operations Center").
        about: the room, container, record or person.
        due: the day; `at` the moment, where the rule counts hours.
        kind: of the record that it leads to; with `record_id` where there is one already.
        basis: the rule or the center's own interval.
    """

    title: str
    about: str
    due: date
    kind: RecordKind
    record_id: UUID | None = None
    at: Moment | None = None
    basis: str = ""


DueSource = Callable[[date], Iterable[SafetyDue]]
"""Gives what is due until that day; what is overdue stays until it is done."""


class SafetyDues:
    """Read-only; gathers what each subject says."""

    def __init__(self, desk: Desk, sources: tuple[DueSource, ...] = ()) -> None:
        self._desk, self._sources = desk, sources

    def until(self, day: date) -> tuple[SafetyDue, ...]:
        """Everything that is due until that day, the oldest first; a clock before what has no time of its own."""
        found = [*self._clocks(day)]
        for source in self._sources:
            found.extend(source(day))
        return tuple(sorted(found, key=_order))

    def _clocks(self, day: date) -> Iterable[SafetyDue]:
        with self._desk.reading() as uow:
            clocks = uow.safety.clocks()
        for clock in clocks:
            due = clock.deadline.due
            if due.local.date() <= day:
                yield SafetyDue(
                    clock.deadline.title,
                    f"{clock.code} {clock.label}",
                    due.local.date(),
                    clock.kind,
                    clock.record_id,
                    due,
                    clock.deadline.basis,
                )


def _order(one: SafetyDue) -> tuple[date, bool, str, str]:
    moment = "" if one.at is None else one.at.utc.isoformat()
    return (one.due, one.at is None, moment, one.title)
