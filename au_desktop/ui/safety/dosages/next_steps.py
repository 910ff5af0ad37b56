"""Which steps a treatment is open for, the one that comes next first, and who may take them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from au_desktop.domain.roles import Permission

if TYPE_CHECKING:
    from collections.abc import Callable

    from au_desktop.domain.safety.directives import Directive
    from au_desktop.domain.safety.treatments import Treatment

SIGN, CHANGE, NOTE, REVISE, REVISE_ORALLY = "sign", "change", "note", "revise", "revise_orally"
DETERMINE, CORRECT, DIRECT, TIE, SET_ASIDE = "determine", "correct", "direct", "tie", "set_aside"
TIME_OUT, GIVE, RESIDUAL = "time_out", "give", "residual"

_TITLES = {
    SIGN: "Sign the directive\u2026",
    CHANGE: "Change the directive\u2026",
    NOTE: "Noted in the record\u2026",
    REVISE: "Revise\u2026",
    REVISE_ORALLY: "Oral revision\u2026",
    DETERMINE: "Determine the dosage\u2026",
    CORRECT: "Correct the dosage\u2026",
    DIRECT: "Direct its use\u2026",
    TIE: "Tie to a directive\u2026",
    SET_ASIDE: "Not used\u2026",
    TIME_OUT: "Time-out\u2026",
    GIVE: "Record administration\u2026",
    RESIDUAL: "Read the residual\u2026",
}
_OF_THE_AU = frozenset({SIGN, REVISE, DIRECT})


@dataclass(frozen=True, slots=True)
class NextStep:
    """A step: its key, its words, whether it comes next, and why this person may not take it."""

    key: str
    title: str
    main: bool
    why_not: str


def next_steps(treatment: Treatment, why_not: Callable[[Permission], str]) -> tuple[NextStep, ...]:
    """The steps in the order of the work; a void record is open for none."""
    keys = [*_of_directive(treatment.directive), *_of_dosage(treatment)]
    return tuple(
        NextStep(
            key,
            _TITLES[key],
            place == 0,
            why_not(Permission.PRESCRIBE if key in _OF_THE_AU else Permission.KEEP_SAFETY),
        )
        for place, key in enumerate(keys)
    )


def _of_directive(directive: Directive | None) -> list[str]:
    if directive is None or directive.voided is not None:
        return []
    if directive.signed_at is None:
        if directive.oral is None:
            return [SIGN, CHANGE]
        return [SIGN] if directive.oral.documented_at is not None else [NOTE, SIGN]
    return []


def _of_dosage(treatment: Treatment) -> list[str]:
    directive, dosage = treatment.directive, treatment.dosage
    if directive is not None and directive.voided is not None:
        directive = None
    revise = [REVISE, REVISE_ORALLY] if directive and directive.signed_at else []
    if dosage is None or dosage.not_used or dosage.voided is not None:
        return [] if directive is None else [DETERMINE, *revise]
    if dosage.administration is not None:
        return [RESIDUAL] if dosage.net is None and dosage.determined is not None else []
    first = [] if dosage.within or dosage.direction is not None else [DIRECT]
    tie = [TIE] if directive is None and dosage.directive_needed else []
    held = treatment.time_out is not None and treatment.time_out.go
    then = [GIVE, TIME_OUT] if held else [TIME_OUT, GIVE]
    return [*first, *tie, *then, CORRECT, SET_ASIDE, *revise]
