"""How soon the record follows the work: hours from the event to the signature, late entries, and clocks that were set back."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Protocol

from au_desktop.domain.ids import CaseId, PersonId, RunId
from au_desktop.domain.moments import Moment
from au_desktop.services.desk import Desk


@dataclass(frozen=True, slots=True)
class SigningDelay:
    """One signature as supervising: by whom, and how long after the event."""

    signer_id: PersonId
    signer: str
    delay: timedelta


@dataclass(frozen=True, slots=True)
class LateEntry:
    """A case or a checklist that was entered late: which, the day of the work, when it was entered, and why."""

    code: str
    subject: CaseId | RunId
    happened: date
    entered: Moment
    reason: str


@dataclass(frozen=True, slots=True)
class ClockSetBack:
    """A clock that stood before the last entry of the log: where in the log, who worked, what it showed before and then."""

    sequence: int
    actor: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class SigningPace:
    """One preceptor's signatures: how many, and the median hours from the event; half of them came sooner."""

    preceptor: str
    count: int
    median_hours: float


@dataclass(frozen=True, slots=True)
class TimelinessReport:
    """Everything about times, for a page or a sheet."""

    paces: tuple[SigningPace, ...]
    late: tuple[LateEntry, ...]
    clocks: tuple[ClockSetBack, ...]


class TimelinessQueries(Protocol):
    """What is asked of the center file."""

    def signing_delays(self, since: date | None) -> Sequence[SigningDelay]:
        """Signatures as supervising over events since that day; signatures on void checklists are left out."""
        ...

    def late_entries(self, limit: int) -> Sequence[LateEntry]:
        """Cases and checklists with a reason for their lateness, the newest entry first; void ones are left out."""
        ...

    def clocks_set_back(self, limit: int) -> Sequence[ClockSetBack]:
        """The log's entries about clocks that went backwards, the newest first."""
        ...


MOST_SHOWN = 200


class Timeliness:
    """Read-only use cases about times."""

    def __init__(self, desk: Desk, queries: TimelinessQueries) -> None:
        self._desk = desk
        self._queries = queries

    def report(self, since: date | None = None) -> TimelinessReport:
        """Paces of the preceptors since that day, the newest late entries, and clocks that were set back."""
        return TimelinessReport(
            self.paces(since),
            tuple(self._queries.late_entries(MOST_SHOWN)),
            tuple(self._queries.clocks_set_back(MOST_SHOWN)),
        )

    def paces(self, since: date | None = None) -> tuple[SigningPace, ...]:
        """Median hours from event to signature, by preceptor's name; one name may belong to two people."""
        hours: dict[PersonId, list[float]] = defaultdict(list)
        names: dict[PersonId, str] = {}
        for one in self._queries.signing_delays(since):
            hours[one.signer_id].append(one.delay / timedelta(hours=1))
            names[one.signer_id] = one.signer
        return tuple(
            SigningPace(names[key], len(hours[key]), median(hours[key]))
            for key in sorted(hours, key=lambda key: (names[key].casefold(), key))
        )
