"""What stands on a trainee's timeline: visits, hours, cases, signatures and the home license, each with its words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from au_desktop.domain.training.cases import CaseState
from au_desktop.domain.training.forecast import Outlook
from au_desktop.domain.training.hour_rules.hour_count import JudgedHours
from au_desktop.domain.training.license_follow_up import LicenseFollowUp
from au_desktop.domain.training.trainees import Trainee
from au_desktop.services.cases.judgements import JudgedCase
from au_desktop.services.standing.forecasts import RequirementForecast
from au_desktop.services.wording.standing_words import amount
from au_desktop.settings import DateStyle
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.forecast_words import forecast_title
from au_desktop.ui.kit.tokens import State
from au_desktop.ui.kit.training_words import period_words


class Lane(StrEnum):
    """One line of the strip, from the top."""

    VISITS = "Visits"
    HOURS = "Hours"
    CASES = "Cases"
    SIGNATURES = "Signatures"
    LICENSE = "Home license"
    FORECAST = "Forecast"


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on one day, or from one day to another; `hollow` where it does not count, or has not happened, yet."""

    lane: Lane
    first: date
    last: date
    words: str
    tone: State = State.INFO
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature over records of the trainee: the day and what it says."""

    on: date
    words: str


@dataclass(frozen=True, slots=True)
class Story:
    """Everything that the strip is drawn from."""

    trainee: Trainee
    cases: tuple[JudgedCase, ...] = ()
    hours: tuple[JudgedHours, ...] = ()
    signed: tuple[Signed, ...] = ()
    follow_ups: tuple[LicenseFollowUp, ...] = ()
    forecasts: tuple[RequirementForecast, ...] = ()


def marks_of(story: Story, today: date, style: DateStyle) -> tuple[Mark, ...]:
    """The marks by lane, in each lane by day."""
    found = (
        *_visits(story.trainee, today, style),
        *_hours(story.hours, style),
        *_cases(story.cases, style),
        *_signed(story.signed, style),
        *_license(story.follow_ups, style),
        *_forecasts(story.forecasts, style),
    )
    order = list(Lane)
    return tuple(sorted(found, key=lambda mark: (order.index(mark.lane), mark.first, mark.last)))


def _visits(trainee: Trainee, today: date, style: DateStyle) -> Iterator[Mark]:
    for visit in trainee.visits:
        last = visit.last or max(today, visit.first)
        words = f"Visit {period_words(visit, style)}"
        yield Mark(Lane.VISITS, visit.first, last, words, hollow=visit.first > today)


def _hours(judged: Iterable[JudgedHours], style: DateStyle) -> Iterator[Mark]:
    for one in judged:
        entry = one.entry
        if entry.voided is not None:
            continue
        what = entry.course.title or entry.ledger.value
        words = f"{entry.code}, {what}: {amount(entry.hours)} h, {_days(entry.first, entry.last, style)}"
        if not one.counts:
            words += ", not counting yet"
        tone = State.OK if one.counts else State.ATTENTION
        yield Mark(Lane.HOURS, entry.first, entry.last, words, tone, hollow=not one.counts)


def _cases(cases: Iterable[JudgedCase], style: DateStyle) -> Iterator[Mark]:
    for judged in cases:
        case = judged.case
        if case.voided is not None or case.state is CaseState.LOST:
            continue
        fate = "counts" if judged.verdict.counts else "does not count yet"
        if case.state is CaseState.PLANNED:
            fate = "planned"
        tone = State.OK if judged.verdict.counts else State.ATTENTION
        yield Mark(
            Lane.CASES,
            case.on,
            case.on,
            f"{case.code}, {day_words(case.on, style)}: {fate}",
            State.INFO if case.state is CaseState.PLANNED else tone,
            hollow=not judged.verdict.counts,
        )


def _signed(signed: Iterable[Signed], style: DateStyle) -> Iterator[Mark]:
    for one in signed:
        words = f"{one.words}, {day_words(one.on, style)}"
        yield Mark(Lane.SIGNATURES, one.on, one.on, words, State.OK)


def _license(follow_ups: Iterable[LicenseFollowUp], style: DateStyle) -> Iterator[Mark]:
    for one in follow_ups:
        if one.voided is not None:
            continue
        for day, words, tone in (
            (one.sent, "Request sent", State.INFO),
            (one.approved, "Amendment issued", State.OK),
            (one.notice_sent, "Notice sent", State.INFO),
        ):
            if day is not None:
                said = f"{words}, license {one.license_number}, {day_words(day, style)}"
                yield Mark(Lane.LICENSE, day, day, said, tone)


def _forecasts(forecasts: Iterable[RequirementForecast], style: DateStyle) -> Iterator[Mark]:
    for one in forecasts:
        day = one.forecast.day
        if day is not None and one.forecast.outlook is Outlook.EXPECTED:
            words = f"{forecast_title(one)}: enough by {day_words(day, style)} at the rate so far"
            yield Mark(Lane.FORECAST, day, day, words, hollow=True)


def _days(first: date, last: date, style: DateStyle) -> str:
    if first == last:
        return day_words(first, style)
    return f"{day_words(first, style)} – {day_words(last, style)}"
