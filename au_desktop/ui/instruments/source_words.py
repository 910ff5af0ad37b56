"""What is said of a sealed source beside the list: its facts and how the activity of today is reckoned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from au_desktop.domain.number_text import plain_text, rounded
from au_desktop.ui.instruments.instrument_words import SOURCE_STATES, leak_words
from au_desktop.ui.instruments.source_dialogs import leak_equation
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.date_words import day_words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from au_desktop.domain.moments import Moment
    from au_desktop.domain.safety.sealed_sources import SealedSource
    from au_desktop.domain.safety.source_checks import SourceCheck
    from au_desktop.settings import DateStyle

_DIGITS = 4


def source_facts(
    source: SealedSource, now: Moment, style: DateStyle
) -> list[tuple[str, str | QWidget]]:
    """The pairs of fact and value."""
    words, state = leak_words(source, now.local.date(), style)
    uses = " ".join(part for part in (source.maker, source.model) if part)
    nominal = day_words(source.reference.local.date(), style)
    return [
        ("State", StateChip(source.state.value, SOURCE_STATES[source.state])),
        ("Left today", left_words(source, now)),
        ("Nominal", f"{source.activity.format()} on {nominal}"),
        ("Model", uses or "–"),
        ("Serial number", source.serial or "–"),
        ("Place", source.where or "–"),
        ("Leak test due", StateChip(words, state)),
        ("Last leak test", day_words(source.last_leak_test, style)),
        ("Last inventory", day_words(source.last_inventory, style)),
    ]


def left_words(source: SealedSource, now: Moment) -> str:
    """The activity that is left, in the unit of the certificate."""
    left = source.activity_at(now)
    return f"{plain_text(rounded(left.amount, _DIGITS))} {left.unit.value}"


def decay_words(source: SealedSource, now: Moment) -> str:
    """How the activity of today is reckoned, with the numbers and the source of the half-life."""
    half_life = source.half_life.format()
    days = (now.utc - source.reference.utc).days
    return (
        f"{source.activity.format()} · 2^(-{days} d / {half_life}) = {left_words(source, now)}. "
        f"Half-life: {source.half_life_basis}."
    )


def check_words(check: SourceCheck) -> str:
    """What a leak test or an inventory found."""
    if check.count is not None:
        return leak_equation(check.count)
    return check.summary.about or check.summary.label
