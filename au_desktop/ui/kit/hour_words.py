"""Words for hours of training: the chip of an entry, its days and times, and what it is about."""

from collections.abc import Iterable
from decimal import Decimal

from au_desktop.domain.training.hour_rules.hour_count import HourReason, JudgedHours
from au_desktop.domain.training.hours import Delivery, HourEntry, HourPart, Ledger
from au_desktop.domain.training.trainees import Period
from au_desktop.services.wording.standing_words import amount, hour_sentence
from au_desktop.settings import DateStyle
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.tokens import State
from au_desktop.ui.kit.training_words import period_words

_CHIPS: dict[HourReason, tuple[str, State]] = {
    HourReason.VOIDED: ("void", State.NEUTRAL),
    HourReason.IN_THE_FUTURE: ("date to come", State.INFO),
    HourReason.NOT_VERIFIED: ("not verified yet", State.ATTENTION),
    HourReason.NOT_CONFIRMED: ("not confirmed yet", State.ATTENTION),
    HourReason.CHANGED_SINCE: ("sign again", State.ATTENTION),
    HourReason.SIGNED_BEFORE_END: ("signed too early", State.PROBLEM),
    HourReason.SIGNATURE_BROKEN: ("signature broken", State.PROBLEM),
    HourReason.NO_SECTION: ("no section", State.ATTENTION),
    HourReason.OTHER_SECTION: ("other section", State.NEUTRAL),
    HourReason.OTHER_SUBJECT: ("other subject", State.ATTENTION),
    HourReason.OVERLAPS: ("overlaps", State.PROBLEM),
    HourReason.DUPLICATE: ("entered twice", State.PROBLEM),
    HourReason.NO_PLACE: ("no place", State.ATTENTION),
    HourReason.NO_LICENSE_NUMBER: ("no license number", State.ATTENTION),
    HourReason.NO_SUPERVISOR: ("no supervising AU", State.ATTENTION),
    HourReason.SUPERVISOR_NOT_ELIGIBLE: ("AU not eligible", State.PROBLEM),
    HourReason.TOO_OLD: ("too old", State.PROBLEM),
}
_LEDGERS = {
    Ledger.CLASSROOM: "Classroom",
    Ledger.WORK: "Work experience",
    Ledger.CONTINUING: "Continuing education",
}


def ledger_words(ledger: Ledger) -> str:
    """The short name of a ledger."""
    return _LEDGERS[ledger]


def delivery_words(delivery: Delivery) -> str:
    """How a course was held, as a choice."""
    return delivery.value.capitalize()


def hours_chip(judged: JudgedHours) -> tuple[str, State]:
    """What stands in the row: it counts, counts in part, answers for older hours, or the first reason why not."""
    if judged.sound and judged.entry.ledger is Ledger.CONTINUING:
        return "verified", State.OK
    if judged.sound:
        return "counts", State.OK
    if judged.counts:
        return f"{amount(judged.counted)} h count", State.OK
    return _CHIPS[judged.reasons[0].code]


def reason_sentences(judged: JudgedHours, style: DateStyle) -> list[str]:
    """Every reason why hours do not count, as a sentence."""
    return [hour_sentence(note, lambda day: day_words(day, style)) for note in judged.reasons]


def remark_sentences(judged: JudgedHours, style: DateStyle) -> list[str]:
    """What to know about the entry beside that."""
    return [hour_sentence(note, lambda day: day_words(day, style)) for note in judged.remarks]


def days_words(entry: HourEntry, style: DateStyle) -> str:
    """The day, or the first and the last, with clock times where they are known."""
    days = period_words(Period(entry.first, entry.last), style)
    if entry.starts is None or entry.ends is None:
        return days
    return f"{days}, {entry.starts:%H:%M}–{entry.ends:%H:%M}"


def about_words(entry: HourEntry) -> str:
    """What the hours were: the course with its provider, or the place of the work and its elements."""
    if entry.ledger is Ledger.WORK:
        elements = ", ".join(part.code for part in entry.parts if part.code)
        return " · ".join(word for word in (entry.place, elements) if word) or "–"
    named = (entry.course.title, entry.course.provider)
    return " · ".join(word for word in named if word) or "–"


def parts_words(parts: Iterable[HourPart]) -> str:
    """Hours by topic, such as "A 3 h, B 1.5 h"."""
    return ", ".join(f"{part.code or 'other'} {amount(part.hours)} h" for part in parts)


def hours_words(hours: Decimal) -> str:
    """Hours with their unit."""
    return f"{amount(hours)} h"
