"""Answers of a checklist in words: what screen and paper share; for paper both unit systems, and times that read the same."""

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal

from au_desktop.domain.checklists.answers import (
    AnswerValue,
    At,
    Chosen,
    Computed,
    Confirmed,
    Measured,
    Number,
    PartTaken,
    Reference,
    Reply,
    Skipped,
    StepPart,
    Text,
    Timed,
    YesNo,
)
from au_desktop.domain.checklists.items import Item, ItemType
from au_desktop.domain.moments import Moment
from au_desktop.domain.number_text import plain_text, rounded
from au_desktop.domain.quantities import QUANTITY_TYPES, QuantityKind, quantity_of
from au_desktop.domain.quantity_display import UnitSystem, in_both_systems

SHOWN_DIGITS = 5
_IN_BOTH = (QuantityKind.ACTIVITY, QuantityKind.DOSE, QuantityKind.DOSE_RATE)
WITHHELD = "Answered by the trainee, and hidden until whoever prints this has rated the part."
REPLIES = {Reply.YES: "Yes", Reply.NO: "No", Reply.NA: "Not applicable"}
PARTS = {
    StepPart.OBSERVED: "Observed",
    StepPart.ASSISTED: "Assisted",
    StepPart.PERFORMED: "Performed",
}
_TOKENS = {
    "done": "done",
    "not_done": "not done",
    "yes": "yes",
    "no": "no",
    "na": "not applicable",
    "skipped": "skipped",
    "within": "within the limits",
    "attention": "outside the attention limit",
    "action": "outside the action limit",
}
_OUTSIDE = frozenset({"attention", "action"})
LIMITS = frozenset({"within", *_OUTSIDE})


def minute_time(moment: Moment) -> str:
    """Day, hours and minutes on the clock of the place where it was taken."""
    return f"{moment.local:%Y-%m-%d %H:%M}"


def exact_time(moment: Moment) -> str:
    """To the second, with the offset from UTC."""
    sign, minutes = ("-" if moment.offset_minutes < 0 else "+"), abs(moment.offset_minutes)
    return f"{moment.local:%Y-%m-%d %H:%M:%S} (UTC{sign}{minutes // 60:02}:{minutes % 60:02})"


def amount_said(amount: Decimal, unit: str) -> str:
    """A number for reading: at most five digits that say something, with its unit."""
    return f"{plain_text(rounded(amount, SHOWN_DIGITS))} {unit}".strip()


def choice_said(item: Item, key: str) -> str:
    """The words of a choice."""
    choice = item.choice(key)
    return key if choice is None else choice.title


def token_title(item: Item, token: str) -> str:
    """An answer's token by itself: as a choice to tick, or in a list."""
    if item.type in {ItemType.CHOICE, ItemType.CHOICES}:
        return choice_said(item, token)
    if item.type is ItemType.PART_TAKEN and token in PARTS:
        return PARTS[StepPart(token)].lower()
    return _TOKENS.get(token, token)


def token_said(item: Item, token: str) -> str:
    """An answer's token as people say it inside a sentence."""
    title = token_title(item, token)
    return f"\u201c{title}\u201d" if item.type in {ItemType.CHOICE, ItemType.CHOICES} else title


def tokens_said(item: Item, tokens: Iterable[str]) -> str:
    """Several answers of which any will do; outside of either limit is said in one."""
    said = tuple(tokens)
    outside = set(said) >= _OUTSIDE
    words = [token_said(item, one) for one in said if not (outside and one in _OUTSIDE)]
    return " or ".join([*words, *(["outside its limits"] if outside else [])])


def answer_said(item: Item, value: AnswerValue, first: UnitSystem = UnitSystem.SI) -> str:
    """The whole answer; amounts in both unit systems."""
    words = plainly_said(item, value)
    return _figure_said(value, first) if words is None else words


def plainly_said(item: Item, value: AnswerValue) -> str | None:
    """An answer that reads the same on screen and on paper; None for amounts and times."""
    match value:
        case Confirmed(done):
            words = "Done" if done else "Not done"
        case YesNo(reply):
            words = REPLIES[reply]
        case Chosen(keys):
            words = "; ".join(choice_said(item, key) for key in keys)
        case Text(words) | Reference(_, words):
            pass
        case PartTaken(part, level):
            words = PARTS[part] + ("" if level is None else f", level {level}")
        case Skipped(reason):
            words = f"Skipped: {reason}" if reason else "Skipped"
        case _:
            return None
    return words


def _figure_said(value: AnswerValue, first: UnitSystem) -> str:
    match value:
        case Measured(quantity):
            words = in_both_systems(quantity, first)
        case Number(amount, unit):
            words = f"{plain_text(amount)} {unit}".strip()
        case Computed(amount, unit, _):
            words = _computed_said(amount, unit, first)
        case At(moment):
            words = minute_time(moment)
        case _:
            words = _timer_said(value) if isinstance(value, Timed) else ""
    return words


def _computed_said(amount: Decimal, unit: str, first: UnitSystem) -> str:
    """An activity, dose or dose rate in both systems, as one that was measured; anything else in its unit."""
    short = Decimal(plain_text(rounded(amount, SHOWN_DIGITS)))
    for kind in _IN_BOTH:
        if unit in QUANTITY_TYPES[kind].unit_names():
            return in_both_systems(quantity_of(kind, short, unit), first)
    return amount_said(amount, unit)


def _timer_said(value: Timed) -> str:
    """From when to when, how long it ran, and its interruptions."""
    if value.started is None:
        return "Not started"
    begin = f"{value.started.local:%Y-%m-%d %H:%M:%S}"
    if value.stopped is None:
        return f"Running since {begin}"
    took = _span(value.so_far(value.stopped))
    words = f"{begin} to {value.stopped.local:%H:%M:%S}, {took}"
    pauses = "; ".join(
        f"{off.local:%H:%M:%S} to {(on or value.stopped).local:%H:%M:%S}"
        for off, on in value.interruptions
    )
    return f"{words}, interrupted {pauses}" if pauses else words


def _span(length: timedelta) -> str:
    minutes, seconds = divmod(int(length.total_seconds()), 60)
    return f"{minutes} min {seconds:02} s"
