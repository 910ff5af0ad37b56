"""Forecasts in words: the day or the honest reason why there is none, and the rate that it stands on."""

from decimal import ROUND_HALF_UP, Decimal

from au_desktop.domain.training.forecast import RATE_DAYS, Outlook, Pace
from au_desktop.domain.training.standings.standing import RequirementKind
from au_desktop.services.standing.forecasts import PaceBasis, RequirementForecast
from au_desktop.services.wording.standing_words import amount
from au_desktop.settings import DateStyle
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.tokens import State

METHOD = "A simple rate carried on over the visit days ahead; it claims no probability."
_MONTH_DAYS = 30


def forecast_title(entry: RequirementForecast) -> str:
    """Such as "G3 cases" or "Classroom and laboratory"."""
    return f"{entry.code} cases" if entry.kind is RequirementKind.CASES else entry.title


def so_far(entry: RequirementForecast) -> str:
    """Such as "2 of 3" or "80 of 200 h"."""
    unit = "" if entry.kind is RequirementKind.CASES else " h"
    return f"{amount(entry.forecast.counted)} of {amount(entry.forecast.needed)}{unit}"


def outlook_chip(entry: RequirementForecast, style: DateStyle) -> tuple[str, State]:
    """The day, or why there is none, in a word or two."""
    found = entry.forecast
    chips = {
        Outlook.MET: ("met", State.OK),
        Outlook.EXPECTED: (day_words(found.day, style), State.INFO),
        Outlook.NO_VISIT: ("no visit ahead", State.NEUTRAL),
        Outlook.NO_RATE: ("no rate yet", State.NEUTRAL),
        Outlook.TOO_FEW_DAYS: ("visit too short", State.ATTENTION),
        Outlook.FAR_OFF: ("years away", State.ATTENTION),
    }
    return chips[found.outlook]


def outlook_sentence(entry: RequirementForecast, style: DateStyle) -> str:
    """What follows from the rate, or why nothing does."""
    found = entry.forecast
    last = found.ahead[-1].on if found.ahead else None
    sentences = {
        Outlook.MET: "Nothing more is needed.",
        Outlook.EXPECTED: f"Enough by {day_words(found.day, style)} if it goes on like this.",
        Outlook.NO_VISIT: "No visit is entered after today.",
        Outlook.NO_RATE: _no_rate(entry),
        Outlook.TOO_FEW_DAYS: (
            f"About {_rounded(found.reached)} by the end of the last visit, {day_words(last, style)}."
        ),
        Outlook.FAR_OFF: "Not within three years at this rate.",
    }
    return sentences[found.outlook]


def pace_words(entry: RequirementForecast) -> str:
    """The rate itself, or nothing where there is none or none is needed."""
    pace = entry.pace
    if pace is None or entry.forecast.outlook is Outlook.MET:
        return ""
    if entry.basis is PaceBasis.CENTER:
        rate = _rounded(_in(pace, _MONTH_DAYS))
        return f"Center: {amount(pace.amount)} given in {pace.days} days, {rate} a month."
    return f"Own: {amount(pace.amount)} h on {pace.days} visit days, {_rounded(_in(pace, 1))} h a day."


def _no_rate(entry: RequirementForecast) -> str:
    if entry.basis is PaceBasis.CENTER:
        return f"No rate yet: none was given here in the last {RATE_DAYS} days."
    return "No rate yet: no hours count on the days of a visit."


def _in(pace: Pace, days: int) -> Decimal:
    return pace.amount * days / pace.days


def _rounded(value: Decimal) -> str:
    return amount(value.quantize(Decimal("0.1"), ROUND_HALF_UP))
