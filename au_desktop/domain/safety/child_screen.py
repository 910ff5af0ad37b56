"""The screen of 10 CFR 35.3047: a dose to an embryo or fetus, or to a nursing child, from an administration."""

from dataclasses import dataclass

from au_desktop.domain.quantities import Dose
from au_desktop.domain.safety.event_levels import (
    Answer,
    Finding,
    Levels,
    Verdict,
    from_answer,
    level_of,
)

CHILD_DOSE = "embryo-nursing-child-dose"
CHILD_LEVELS = (CHILD_DOSE,)


@dataclass(frozen=True, slots=True)
class ChildScreen:
    """The answers and numbers; the answers beside a dose count only where no number is known."""

    embryo_dose: Dose | None = None
    embryo_above: Answer = Answer.OPEN
    approved_in_advance: Answer = Answer.OPEN
    child_dose: Dose | None = None
    child_above: Answer = Answer.OPEN
    child_damage: Answer = Answer.OPEN


def child_findings(screen: ChildScreen, levels: Levels) -> tuple[Finding, ...]:
    """Every criterion of 35.3047, in the order of the rule."""
    level = level_of(levels, CHILD_DOSE)

    def above(dose: Dose | None, answer: Answer) -> Verdict:
        if dose is None:
            return from_answer(answer)
        return Verdict.MET if level.reached_by_dose(dose) else Verdict.NOT_MET

    embryo = above(screen.embryo_dose, screen.embryo_above)
    if screen.approved_in_advance is Answer.YES and embryo is not Verdict.NOT_MET:
        embryo = Verdict.EXCEPTED
    child = above(screen.child_dose, screen.child_above)
    return (
        Finding("embryo", "35.3047(a)", embryo, _words(screen.embryo_dose), level.words),
        Finding("nursing_child", "35.3047(b)(1)", child, _words(screen.child_dose), level.words),
        Finding("child_damage", "35.3047(b)(2)", from_answer(screen.child_damage)),
    )


def _words(dose: Dose | None) -> str:
    return "" if dose is None else str(dose)
