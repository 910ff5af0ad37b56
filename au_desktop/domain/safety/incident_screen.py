"""The tiers of 10 CFR 20.2202 and 20.2203: what an incident may have done to persons, and how soon it is reported."""

from dataclasses import dataclass
from decimal import Decimal

from au_desktop.domain.quantities import Dose
from au_desktop.domain.safety.event_levels import (
    Answer,
    Finding,
    Levels,
    Verdict,
    both,
    either,
    from_answer,
    level_of,
    shown,
)

AT_ONCE_LEVELS = ("incident-tede-at-once", "incident-lens-at-once", "incident-skin-at-once")
DAY_LEVELS = ("incident-tede-day", "incident-lens-day", "incident-skin-day")
INTAKE_AT_ONCE = "incident-intake-at-once"
INTAKE_DAY = "incident-intake-day"
INCIDENT_LEVELS = (*AT_ONCE_LEVELS, INTAKE_AT_ONCE, *DAY_LEVELS, INTAKE_DAY)


@dataclass(frozen=True, slots=True)
class IncidentDoses:
    """The highest dose that a person may have received, apart from a patient's own treatment.

    `intake_ali` is the possible intake in 24 hours, in annual limits on intake. `at_once` and `within_day` answer for the
    tiers where no number is known.
    """

    tede: Dose | None = None
    lens: Dose | None = None
    skin: Dose | None = None
    intake_ali: Decimal | None = None
    at_once: Answer = Answer.OPEN
    loss_of_control: Answer = Answer.OPEN
    within_day: Answer = Answer.OPEN
    dose_above_limit: Answer = Answer.OPEN
    levels_above_limit: Answer = Answer.OPEN


def incident_findings(doses: IncidentDoses, levels: Levels) -> tuple[Finding, ...]:
    """Immediate, within 24 hours after a loss of control, and in writing within 30 days."""
    at_once, words, limits = _tier(doses, (*AT_ONCE_LEVELS, INTAKE_AT_ONCE), doses.at_once, levels)
    day, _, day_limits = _tier(doses, (*DAY_LEVELS, INTAKE_DAY), doses.within_day, levels)
    day = both(from_answer(doses.loss_of_control), day)
    report = either(
        (
            at_once,
            day,
            from_answer(doses.dose_above_limit),
            from_answer(doses.levels_above_limit),
        )
    )
    return (
        Finding("incident_at_once", "20.2202(a)", at_once, words, limits),
        Finding("incident_day", "20.2202(b)", day, words, day_limits),
        Finding("incident_report", "20.2203(a)", report),
    )


def _tier(
    doses: IncidentDoses, keys: tuple[str, ...], answer: Answer, levels: Levels
) -> tuple[Verdict, str, str]:
    given = (("TEDE", doses.tede), ("lens", doses.lens), ("skin", doses.skin))
    limits = [level_of(levels, key) for key in keys]
    words = [f"{name} {dose}" for name, dose in given if dose is not None]
    hits = [
        level.reached_by_dose(dose)
        for (_, dose), level in zip(given, limits, strict=False)
        if dose is not None
    ]
    if doses.intake_ali is not None:
        words.append(f"intake {shown(doses.intake_ali)} ALI")
        hits.append(limits[-1].reached_by(doses.intake_ali))
    named = zip((*(name for name, _ in given), "intake"), limits, strict=True)
    level_words = ", ".join(f"{name} {level.words}" for name, level in named)
    if any(hits):
        return Verdict.MET, ", ".join(words), level_words
    if len(hits) == len(limits):
        return Verdict.NOT_MET, ", ".join(words), level_words
    return from_answer(answer), ", ".join(words), level_words
