"""Possession limits of the license: what it allows of a nuclide and form, and whether what is on hand and comes in fits."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from au_desktop.domain.errors import DomainError, Invalid
from au_desktop.domain.quantities import Activity, Duration, DurationUnit
from au_desktop.domain.safety.holdings import Holding, HoldingPlace

WARN_FROM = Decimal("0.8")
DECOMMISSIONING_OVER = Duration(Decimal(120), DurationUnit.D)
DECOMMISSIONING_RULE = "10 CFR 30.35(a), (b)"


@dataclass(frozen=True, slots=True)
class PossessionLine:
    """One line of the license: at most so much of these nuclides in this form.

    No nuclide named means any that no other line names in that form; no form named means any. `together` adds the named
    nuclides up, else the limit holds for each. `item` is where the license says so; a `retired` line is of an earlier one.
    """

    id: UUID
    nuclides: tuple[str, ...]
    limit: Activity
    form: str = ""
    together: bool = False
    item: str = ""
    retired: bool = False

    def __post_init__(self) -> None:
        """A limit is above zero."""
        if self.limit.amount <= 0:
            raise Invalid("possession limit", "must be above zero")

    def covers(self, nuclide_id: str, form: str) -> bool:
        """Whether the line speaks of that nuclide in that form."""
        return (not self.nuclides or nuclide_id in self.nuclides) and self.form in ("", form)

    @property
    def title(self) -> str:
        """The line in words."""
        which = ", ".join(self.nuclides) or "any byproduct material"
        form = f", {self.form}" if self.form else ""
        return f"{which}{form}"


@dataclass(frozen=True, slots=True)
class PossessionCheck:
    """One line against what counts to it: on hand, coming in, and the sum of both."""

    line: PossessionLine
    nuclide_id: str
    on_hand: Activity
    coming: Activity

    @property
    def total(self) -> Activity:
        """What would be there."""
        return self.on_hand + self.coming

    @property
    def share(self) -> Decimal:
        """The total as a part of the limit."""
        return self.total.ratio_to(self.line.limit)

    @property
    def exceeded(self) -> bool:
        """Whether the total is above the limit."""
        return self.total > self.line.limit

    @property
    def near(self) -> bool:
        """Whether the total has reached 80 % of the limit without exceeding it."""
        return not self.exceeded and self.share >= WARN_FROM


class PossessionExceeded(DomainError):
    """What comes in would exceed a possession limit of the license."""

    def __init__(self, check: PossessionCheck) -> None:
        super().__init__(f"{check.line.title}: {check.total} above {check.line.limit}")
        self.check = check


class NotOnLicense(DomainError):
    """No possession line of the license covers the nuclide in that form."""

    def __init__(self, nuclide_id: str, form: str) -> None:
        super().__init__(f"{nuclide_id} {form}: no line of the license")
        self.nuclide_id = nuclide_id
        self.form = form


@dataclass(frozen=True, slots=True)
class Coming:
    """What is about to come in: one nuclide in one form, decayed to the moment of the check.

    What comes along with another nuclide, and a calibration source, counts to the lines that cover it and needs none.
    """

    nuclide_id: str
    form: str
    activity: Activity
    needs_line: bool = True


_Counted = Holding | Coming


def possession_checks(
    lines: Iterable[PossessionLine], on_hand: tuple[Holding, ...], coming: tuple[Coming, ...] = ()
) -> tuple[PossessionCheck, ...]:
    """Every line against what counts to it; a line that holds for each nuclide gives a check for each that is there."""
    every = tuple(lines)
    return tuple(check for line in every for check in _checks_of(line, every, on_hand, coming))


def _counts_to(line: PossessionLine, lines: tuple[PossessionLine, ...], each: _Counted) -> bool:
    """A line for any material leaves to the others what they name."""
    if not line.covers(each.nuclide_id, each.form):
        return False
    return bool(line.nuclides) or not any(
        other.nuclides and other.covers(each.nuclide_id, each.form) for other in lines
    )


def _checks_of(
    line: PossessionLine,
    lines: tuple[PossessionLine, ...],
    on_hand: tuple[Holding, ...],
    coming: tuple[Coming, ...],
) -> Iterable[PossessionCheck]:
    held = [(h.nuclide_id, h.activity) for h in on_hand if _counts_to(line, lines, h)]
    new = [(c.nuclide_id, c.activity) for c in coming if _counts_to(line, lines, c)]
    if line.together:
        yield PossessionCheck(line, "", _sum(held, line), _sum(new, line))
        return
    for nuclide_id in sorted({each[0] for each in (*held, *new)} | set(line.nuclides)):
        yield PossessionCheck(
            line,
            nuclide_id,
            _sum([each for each in held if each[0] == nuclide_id], line),
            _sum([each for each in new if each[0] == nuclide_id], line),
        )


def _sum(parts: list[tuple[str, Activity]], line: PossessionLine) -> Activity:
    total = Activity(Decimal(0), line.limit.unit)
    for _nuclide, activity in parts:
        total += activity
    return total


def require_possession(
    lines: tuple[PossessionLine, ...], on_hand: tuple[Holding, ...], coming: tuple[Coming, ...]
) -> tuple[PossessionCheck, ...]:
    """The checks of the lines that what comes in counts to.

    Without any line nothing can be checked; with lines, what no line covers may not be held at all.

    Raises:
        NotOnLicense: no line covers a nuclide that comes in.
        PossessionExceeded: a line would be exceeded.
    """
    for each in coming:
        covered = any(line.covers(each.nuclide_id, each.form) for line in lines)
        if lines and not covered and each.needs_line:
            raise NotOnLicense(each.nuclide_id, each.form)
    checks = tuple(
        check for check in possession_checks(lines, on_hand, coming) if check.coming.amount > 0
    )
    for check in checks:
        if check.exceeded:
            raise PossessionExceeded(check)
    return checks


def long_lived(holdings: Iterable[Holding]) -> tuple[str, ...]:
    """Unsealed nuclides on hand with a half-life above 120 days, for which 10 CFR 30.35 asks about decommissioning, by name.

    Sealed sources are left out: they are asked about only from 10^10 times the quantities of appendix B to part 30.
    """
    return tuple(
        sorted(
            {
                holding.nuclide_id
                for holding in holdings
                if holding.place is not HoldingPlace.SOURCE
                and holding.half_life is not None
                and holding.half_life > DECOMMISSIONING_OVER
            }
        )
    )
