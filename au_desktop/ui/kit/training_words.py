"""The facts of training in the words of a training center: pathways, capacities, parts, periods, activities."""

from datetime import date

from au_desktop.domain.quantities import Activity
from au_desktop.domain.quantity_display import UnitSystem, in_both_systems, in_system
from au_desktop.domain.training.cases import Part, Prescribed
from au_desktop.domain.training.trainees import Capacity, Pathway, Period, TraineeStatus
from au_desktop.settings import DateStyle, Settings, UnitsFirst
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.tokens import State

NOTHING = "–"

_PATHWAYS = {
    Pathway.BOARD: ("Board", "Board certification"),
    Pathway.ALTERNATE_390: ("35.390", "35.390: all uses, alternate route"),
    Pathway.ORAL_UP_TO_33_MCI: ("35.392", "35.392: oral sodium iodide I-131, up to 33 mCi"),
    Pathway.ORAL_ABOVE_33_MCI: ("35.394", "35.394: oral sodium iodide I-131, above 33 mCi"),
    Pathway.PARENTERAL: ("35.396", "35.396: parenteral administrations"),
    Pathway.EXISTING_AU: ("Existing AU", "Existing authorized user who adds a category"),
    Pathway.UNDECIDED: ("Undecided", "Undecided"),
}

_CAPACITIES = {
    Capacity.OBSERVER: "Observer",
    Capacity.SUPERVISED_PARTICIPANT: "Supervised participant",
    Capacity.PRIVILEGED: "Privileged",
}

_CAPACITIES_SHORT = _CAPACITIES | {Capacity.SUPERVISED_PARTICIPANT: "Participant"}

_STATUSES = {
    TraineeStatus.APPLIED: State.INFO,
    TraineeStatus.ACTIVE: State.OK,
    TraineeStatus.COMPLETED: State.NEUTRAL,
    TraineeStatus.WITHDRAWN: State.NEUTRAL,
}


def pathway_words(pathway: Pathway) -> str:
    """As short as a list needs it, such as "35.396"."""
    return _PATHWAYS[pathway][0]


def pathway_title(pathway: Pathway) -> str:
    """With what the section is about."""
    return _PATHWAYS[pathway][1]


def capacity_words(capacity: Capacity | None) -> str:
    """Such as "Supervised participant"; a dash where none is granted."""
    return _CAPACITIES[capacity] if capacity else NOTHING


def capacity_short(capacity: Capacity | None) -> str:
    """As short as a list needs it; the whole words are shown on hover."""
    return _CAPACITIES_SHORT[capacity] if capacity else NOTHING


def status_state(status: TraineeStatus) -> State:
    """The color of a status; its word stands in the chip."""
    return _STATUSES[status]


def part_words(part: Part | None) -> str:
    """What the trainee did; a dash where nothing is said."""
    return part.value if part else NOTHING


def period_words(period: Period | None, style: DateStyle = DateStyle.DAY_MONTH) -> str:
    """Such as "17–20 Nov 2026", or "since 17 Nov 2026" while it is open."""
    if period is None:
        return NOTHING
    first, last = period.first, period.last
    if last is None or last == first:
        return f"since {day_words(first, style)}" if last is None else day_words(first, style)
    return f"{_begin(first, last, style)}{day_words(last, style)}"


def _begin(first: date, last: date, style: DateStyle) -> str:
    """The first day without what the last day says again."""
    whole = day_words(first, style)
    if style is not DateStyle.DAY_MONTH or first.year != last.year:
        return f"{whole} – "
    return f"{first.day}–" if first.month == last.month else f"{whole.rpartition(' ')[0]} – "


def period_short(period: Period | None, style: DateStyle, today: date) -> str:
    """As `period_words`, without the year where that is this year, for lists."""
    return _without_year(period_words(period, style), style, today)


def day_short(day: date | None, style: DateStyle, today: date) -> str:
    """As `day_words`, without the year where that is this year, for lists."""
    return _without_year(day_words(day, style), style, today)


def _without_year(words: str, style: DateStyle, today: date) -> str:
    if style is DateStyle.ISO:
        return words
    return words.replace(f", {today.year}", "").replace(f" {today.year}", "")


def units_of(settings: Settings) -> UnitSystem:
    """The unit system that the settings put first."""
    return UnitSystem.SI if settings.units_first is UnitsFirst.GBQ else UnitSystem.CURIE


def activity_words(activity: Activity | None, settings: Settings) -> str:
    """In the first unit system, for lists."""
    return in_system(activity, units_of(settings)) if activity else NOTHING


def activity_in_both(activity: Activity | None, settings: Settings) -> str:
    """In both unit systems, the preferred one first."""
    return in_both_systems(activity, units_of(settings)) if activity else NOTHING


def prescribed_words(prescribed: Prescribed | None, settings: Settings) -> str:
    """A single dosage, or the range from low to high."""
    if prescribed is None:
        return NOTHING
    if prescribed.high is None:
        return activity_in_both(prescribed.low, settings)
    low, high = (activity_words(end, settings) for end in (prescribed.low, prescribed.high))
    return f"{low} to {high}"


def counted(number: int, one: str, many: str = "") -> str:
    """Such as "1 case" or "3 cases"."""
    return f"{number} {one if number == 1 else many or one + 's'}"
