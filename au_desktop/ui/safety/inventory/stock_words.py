"""Says on the screen what is in stock: activities in the person's units, decay with its numbers, steps, differences."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from au_desktop.domain.number_text import plain_text, rounded
from au_desktop.domain.safety.holdings import HoldingPlace
from au_desktop.domain.safety.stock import MovementKind
from au_desktop.services.wording.possession_words import amount_words
from au_desktop.ui.kit.date_words import moment_words
from au_desktop.ui.kit.training_words import units_of

if TYPE_CHECKING:
    from au_desktop.domain.moments import Moment
    from au_desktop.domain.quantities import Activity
    from au_desktop.domain.safety.holdings import Holding
    from au_desktop.domain.safety.stock import Movement, Stock
    from au_desktop.settings import DateStyle, Settings

NOT_STATED = "amount not stated"


def activity_words(activity: Activity, settings: Settings) -> str:
    """In both unit systems, the one that the settings put first first."""
    return amount_words(activity, units_of(settings))


def held_words(holding: Holding, settings: Settings) -> str:
    """The activity of a holding; an impurity whose amount nobody stated says so."""
    if holding.impurity and not holding.activity.amount:
        return NOT_STATED
    return activity_words(holding.activity, settings)


def place_words(holding: Holding) -> str:
    """The room, and that it is waste where it is."""
    room = "" if holding.room is None else holding.room.name
    if holding.place is HoldingPlace.SHELF:
        return room or "no room stated"
    return f"{room}, {holding.place.value}" if room else holding.place.value


def decay_equation(stock: Stock, moment: Moment, settings: Settings) -> str:
    """The activity at a moment with its numbers in the equation."""
    reference = activity_words(stock.reference, settings)
    span = moment.utc - stock.reference_at.utc
    days = plain_text(rounded(_days(span.total_seconds()), 4))
    life = stock.half_life.format(significant=5)
    share = stock.share_left(moment)
    part = "" if share == 1 else f" · {plain_text(rounded(share, 4))} left"
    left = activity_words(stock.remaining(moment), settings)
    return f"{reference} · 2^(\u2212{days} d / {life}){part} = {left}"


def movement_words(movement: Movement, settings: Settings, style: DateStyle) -> str:
    """One step: when, what, how much, where to, by whom."""
    amount = ""
    if movement.kind.takes:
        amount = "all that was left"
        if movement.activity is not None:
            amount = activity_words(movement.activity, settings)
    room = movement.room.name if movement.kind is MovementKind.MOVED and movement.room else ""
    parts = (
        moment_words(movement.at, style),
        movement.kind.value,
        amount,
        f"to {movement.to or room}" if movement.to or room else "",
        movement.by.name if movement.by is not None else "",
        movement.note,
    )
    return " · ".join(part for part in parts if part)


def half_life_words(stock: Stock) -> str:
    """The half-life that it is reckoned with, and whose it is."""
    basis = f" ({stock.half_life_basis})" if stock.half_life_basis else ""
    return f"{stock.half_life.format(significant=5)}{basis}"


def _days(seconds: float) -> Decimal:
    return Decimal(str(seconds)) / Decimal(86400)
