"""One survey in the pane beside its list: every number beside its level, the equation with the numbers, and the verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from au_desktop.domain.number_text import plain_text
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.date_words import day_words, moment_words
from au_desktop.ui.safety.surveys.survey_words import (
    SURVEY_STATES,
    rate_level_words,
    verdict_words,
    wipe_equation,
    wipe_level_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QWidget

    from au_desktop.domain.safety.safety_records import MeterRef
    from au_desktop.domain.safety.surveys import Survey
    from au_desktop.settings import DateStyle
    from au_desktop.ui.kit.detail_pane import DetailPane


def show_survey(pane: DetailPane, survey: Survey, style: DateStyle) -> None:
    """Fill the pane with a survey."""
    state = survey.state.value
    words = "void" if survey.voided is not None else state
    facts: list[tuple[str, str | QWidget]] = [
        ("Result", StateChip(words, SURVEY_STATES[state] if words == state else "neutral")),
        ("Surveyed", f"{moment_words(survey.at, style)} by {survey.surveyed_by.name}"),
    ]
    facts += _rounds(survey)
    if survey.meter is not None:
        facts.append(("Meter", f"{_meter(survey.meter, style)}; battery and check source good"))
        facts.append(("Background", f"{survey.check.background}"))
    if survey.counter is not None:
        facts.append(("Counter", _meter(survey.counter, style)))
    pane.show_facts(f"{survey.code} · {survey.room.name}", survey.reason.value, facts)
    if survey.readings:
        pane.add_section("Readings", [*_readings(survey)])
    if survey.wipes:
        pane.add_section("Wipes", [*_wipes(survey)])
    pane.add_section("Where the levels are from", [*_bases(survey)])


def _rounds(survey: Survey) -> Iterable[tuple[str, str]]:
    if survey.voided is not None:
        yield "Void", survey.voided.reason
    if survey.open_findings:
        yield "Above level", ", ".join(one.title for one in survey.open_findings)
    if survey.again is not None:
        yield "Round", f"{survey.again.number}; before it: {survey.again.done_before}"
    if survey.notes:
        yield "Notes", survey.notes


def _readings(survey: Survey) -> Iterable[str]:
    for one in survey.readings:
        note = f" · {one.note}" if one.note else ""
        level = rate_level_words(one.level)
        yield (
            f"{one.point.title}: {one.rate}, trigger {level}: "
            f"{verdict_words(within=one.within)}{note}"
        )


def _wipes(survey: Survey) -> Iterable[str]:
    for one in survey.wipes:
        note = f" · {one.note}" if one.note else ""
        level = wipe_level_words(one.level)
        yield (
            f"{one.point.title}, {one.nuclide}: {wipe_equation(one)}; level {level}: "
            f"{verdict_words(within=one.within)}{note}"
        )


def _bases(survey: Survey) -> Iterable[str]:
    told = [f"{one.level.rate}: {one.level.basis}" for one in survey.readings]
    told += [f"{plain_text(one.level.dpm)} dpm/100 cm²: {one.level.basis}" for one in survey.wipes]
    return dict.fromkeys(told)


def _meter(meter: MeterRef, style: DateStyle) -> str:
    parts = [meter.name, meter.model, meter.serial and f"serial {meter.serial}"]
    if meter.calibration_due is not None:
        parts.append(f"calibration good until {day_words(meter.calibration_due, style)}")
    return ", ".join(part for part in parts if part)
