"""What a command touched: the kinds of record whose views should look again."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Kind(StrEnum):
    """The kinds of record."""

    CENTER = "center"
    PERSON = "person"
    TRAINEE = "trainee"
    SUPERVISOR = "supervisor"
    ROOM = "room"
    INSTRUMENT = "instrument"
    CASE = "case"
    TEMPLATE = "template"
    SCHEDULE = "schedule"
    RUN = "run"
    SIGN_OFF = "sign-off"
    HOURS = "hours"
    PAPER = "paper"
    PAPER_FORM = "paper form"
    STATEMENT = "statement"
    QUALIFICATION = "qualification"
    PLACEMENT = "placement"
    PROGRAM = "program"
    FOLLOW_UP = "license follow-up"
    RATING = "rating"
    SAFETY = "safety record"
    EXPORT = "export"
    BACKUP = "backup"
    LOG = "log"


@dataclass(frozen=True, slots=True)
class Changes:
    """The kinds touched by one command, and the one record it was about, if any."""

    kinds: frozenset[Kind] = frozenset()
    subject_id: UUID | None = None

    def touches(self, *kinds: Kind) -> bool:
        """Whether any of these kinds was touched."""
        return not self.kinds.isdisjoint(kinds)
