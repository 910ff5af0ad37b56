"""The levels that an event is judged by, kept in its record, and the answers and findings of a screen."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from au_desktop.domain.number_text import plain_text, rounded
from au_desktop.domain.quantities import Dose, DoseUnit
from au_desktop.domain.reference.dated_limits import Limit

_SHOWN_DIGITS = 6


class Answer(StrEnum):
    """A person's answer to a question of a screen."""

    OPEN = ""
    YES = "yes"
    NO = "no"
    UNKNOWN = "not known"


class Verdict(StrEnum):
    """What one criterion comes to."""

    MET = "met"
    NOT_MET = "not met"
    UNKNOWN = "not known"
    OPEN = "not answered"
    EXCEPTED = "excepted"


class ScreenResult(StrEnum):
    """What a screen may say: it never says that there is nothing to report."""

    NONE_SO_FAR = "no criterion met so far"
    POSSIBLE = "possible: RSO to determine"


@dataclass(frozen=True, slots=True)
class Level:
    """A level as it was when the event was judged. `inclusive` says that exactly the level is still within it."""

    id: str
    title: str
    amount: Decimal
    unit: str
    inclusive: bool
    basis: str
    verify: bool = False

    @classmethod
    def of(cls, limit: Limit) -> "Level":
        """The limit as the reference data has it."""
        return cls(
            limit.id,
            limit.title,
            limit.amount,
            limit.unit,
            limit.inclusive,
            limit.basis.citation,
            limit.basis.verify,
        )

    def reached_by(self, amount: Decimal) -> bool:
        """Whether a plain number, in the level's own unit, is beyond what is still within it."""
        return amount > self.amount if self.inclusive else amount >= self.amount

    def reached_by_dose(self, dose: Dose) -> bool:
        """Whether a dose is beyond what is still within it, exactly, whatever the units."""
        limit = Dose(self.amount, DoseUnit(self.unit))
        return dose > limit if self.inclusive else dose >= limit

    @property
    def words(self) -> str:
        """The level with its sign, such as "≥ 20 %"."""
        return f"{'>' if self.inclusive else '≥'} {plain_text(self.amount)} {self.unit}".rstrip()


@dataclass(frozen=True, slots=True)
class Finding:
    """One criterion: its paragraph, what it came to, the reckoning with the numbers in it, and the level."""

    key: str
    paragraph: str
    verdict: Verdict
    reckoning: str = ""
    level: str = ""


Levels = tuple[Level, ...]


def level_of(levels: Levels, key: str) -> Level:
    """The level of an id.

    Raises:
        KeyError: the record does not carry it: a bug.
    """
    for level in levels:
        if level.id == key:
            return level
    raise KeyError(key)


def from_answer(answer: Answer) -> Verdict:
    """What an answer alone comes to."""
    return {
        Answer.OPEN: Verdict.OPEN,
        Answer.YES: Verdict.MET,
        Answer.NO: Verdict.NOT_MET,
        Answer.UNKNOWN: Verdict.UNKNOWN,
    }[answer]


def both(first: Verdict, second: Verdict) -> Verdict:
    """Two legs that must both be met."""
    for decisive in (Verdict.NOT_MET, Verdict.OPEN, Verdict.UNKNOWN):
        if decisive in (first, second):
            return decisive
    return Verdict.MET


def either(legs: Iterable[Verdict]) -> Verdict:
    """Legs of which one is enough."""
    found = tuple(legs)
    for decisive in (Verdict.MET, Verdict.UNKNOWN, Verdict.OPEN):
        if decisive in found:
            return decisive
    return Verdict.NOT_MET


def result_of(findings: Iterable[Finding]) -> ScreenResult:
    """Possible where one criterion is met or cannot be known; else nothing so far, however little was answered."""
    leading = (Verdict.MET, Verdict.UNKNOWN)
    if any(finding.verdict in leading for finding in findings):
        return ScreenResult.POSSIBLE
    return ScreenResult.NONE_SO_FAR


def shown(number: Decimal) -> str:
    """A reckoned number for reading; the judgment itself uses the exact one."""
    return plain_text(rounded(number, _SHOWN_DIGITS))
