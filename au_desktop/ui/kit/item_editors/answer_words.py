"""Writes the answer to an item in words, for buttons, the sign-off dialog and print."""

from decimal import Decimal

from au_desktop.domain.checklists.answers import (
    AnswerValue,
    At,
    Computed,
    Measured,
    Number,
    Timed,
)
from au_desktop.domain.checklists.items import Item
from au_desktop.domain.checklists.units import kind_of_unit
from au_desktop.domain.number_text import plain_text, rounded
from au_desktop.domain.quantities import quantity_of
from au_desktop.domain.quantity_display import UnitSystem, in_both_systems
from au_desktop.services.wording.run_words import SHOWN_DIGITS, plainly_said
from au_desktop.settings import Settings, UnitsFirst
from au_desktop.ui.kit.date_words import moment_words
from au_desktop.ui.kit.item_editors.clock_words import clock_words, span_words

LEVELS = 5


def unit_system(settings: Settings) -> UnitSystem:
    """The system that the person wants first."""
    return UnitSystem.CURIE if settings.units_first is UnitsFirst.MCI else UnitSystem.SI


def amount_words(amount: Decimal, unit: str, digits: int = SHOWN_DIGITS) -> str:
    """A number for reading: at most five digits that say something, with its unit."""
    return f"{plain_text(rounded(amount, digits))} {unit}".strip().replace("-", "\u2212", 1)


def answer_words(item: Item, value: AnswerValue, settings: Settings) -> str:
    """The whole answer in words; amounts in both unit systems, times as the person reads them."""
    words = plainly_said(item, value)
    return _figure_words(value, settings) if words is None else words


def timer_words(value: Timed) -> str:
    """From when to when, and how long."""
    if value.started is None:
        return "Not started"
    if value.stopped is None:
        return f"Running since {clock_words(value.started)}{pause_words(value)}"
    took = span_words(value.so_far(value.stopped))
    ends = f"{clock_words(value.started)} to {clock_words(value.stopped)}"
    return f"{ends}, {took} (min:s){pause_words(value)}"


def pause_words(value: Timed) -> str:
    """Each pause with its times, after a comma; nothing where there was none."""
    told = (
        f", paused {clock_words(off)}{'' if on is None else f' to {clock_words(on)}'}"
        for off, on in value.interruptions
    )
    return "".join(told)


def _computed_words(amount: Decimal, unit: str, settings: Settings) -> str:
    """A computed activity or dose in both systems, like one that was measured."""
    kind = kind_of_unit(unit)
    if kind is None:
        return amount_words(amount, unit)
    figure = quantity_of(kind, rounded(amount, SHOWN_DIGITS), unit)
    return in_both_systems(figure, unit_system(settings)).replace("-", "\u2212", 1)


def _figure_words(value: AnswerValue, settings: Settings) -> str:
    match value:
        case Measured(quantity):
            words = in_both_systems(quantity, unit_system(settings))
        case Number(amount, unit):
            words = f"{plain_text(amount)} {unit}".strip()
        case Computed(amount, unit, _):
            words = _computed_words(amount, unit, settings)
        case At(moment):
            words = moment_words(moment, settings.date_style)
        case Timed():
            words = timer_words(value)
        case _:
            words = ""
    return words
