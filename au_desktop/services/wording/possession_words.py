"""Says what a possession limit has to do with what is on hand and what comes in."""

from decimal import Decimal

from au_desktop.domain.number_text import plain_text, rounded
from au_desktop.domain.quantities import Activity, ActivityUnit
from au_desktop.domain.quantity_display import SHOWN_DIGITS, UnitSystem
from au_desktop.domain.safety.possession import PossessionCheck

_SI = (ActivityUnit.TBQ, ActivityUnit.GBQ, ActivityUnit.MBQ, ActivityUnit.KBQ, ActivityUnit.BQ)
_CURIE = (ActivityUnit.CI, ActivityUnit.MCI, ActivityUnit.UCI, ActivityUnit.NCI)
_WHOLE, _LEAST = Decimal(100), Decimal("0.01")


def amount_words(activity: Activity, first: UnitSystem = UnitSystem.CURIE) -> str:
    """An activity in both systems to four digits; curie first, as licenses and Part 20 records have it."""
    if not activity.amount:
        return "nothing"
    both = (_readable(activity, _CURIE), _readable(activity, _SI))
    one, other = both if first is UnitSystem.CURIE else reversed(both)
    return f"{one} ({other})"


def _readable(activity: Activity, units: tuple[ActivityUnit, ...]) -> str:
    """In the largest unit that gives at least 1."""
    fitting = (unit for unit in units if activity.to(unit).amount >= 1)
    return activity.format(next(fitting, units[-1]), SHOWN_DIGITS)


def share_words(check: PossessionCheck) -> str:
    """The total as a part of the limit; what is just above is never said to be on it."""
    percent = check.share * _WHOLE
    if 0 < percent < _LEAST:
        return "below 0.01 %"
    short = rounded(percent, 3)
    shown = rounded(percent, 6) if check.exceeded and short <= _WHOLE else short
    return f"{plain_text(shown)} %"


def check_words(check: PossessionCheck) -> str:
    """What is on hand and what comes in, as a part of the limit with its place in the license."""
    hand, total = amount_words(check.on_hand), amount_words(check.total)
    limit = f"{share_words(check)} of {amount_words(check.line.limit)} ({check.line.item})"
    name = check.nuclide_id or check.line.title
    if not check.coming.amount:
        return f"{name}: {hand} on hand, {limit}."
    coming = amount_words(check.coming)
    return f"{name}: {hand} on hand and {coming} coming in are {total}, {limit}."


def verdict_word(check: PossessionCheck) -> str:
    """How the line stands, in a word or two."""
    if check.exceeded:
        return "exceeded"
    return "80 % reached" if check.near else "within"
