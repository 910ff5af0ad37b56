"""The dosage check of a case in words: administered against prescribed, and what 10 CFR 35.63 and 35.3045 say of it."""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from au_desktop.domain.errors import Invalid
from au_desktop.domain.radiation.dosage import (
    PrescribedDosage,
    check_dosage,
    meets_event_dosage_leg,
)
from au_desktop.domain.training.cases import Case
from au_desktop.ui.kit.tokens import State

_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class DosageWords:
    """The chip and the sentences of one check."""

    chip: str
    state: State
    lines: tuple[str, ...]


def dosage_words(case: Case) -> DosageWords | None:
    """None while one of the two activities is missing."""
    if case.prescribed is None or case.administered is None:
        return None
    try:
        prescribed = PrescribedDosage(case.prescribed.low, case.prescribed.high)
        verdict = check_dosage(prescribed, case.administered)
    except Invalid:
        return None
    event = meets_event_dosage_leg(prescribed, case.administered)
    if verdict.percent_difference is None:
        chip = "in range" if verdict.may_be_used else "out of range"
        found = "inside" if verdict.may_be_used else "outside"
        first = f"Administered lies {found} the prescribed range."
    else:
        chip = signed_percent(verdict.percent_difference)
        first = f"Administered differs from prescribed by {chip}."
    lines = [first, _use_words(may_be_used=verdict.may_be_used)]
    if event:
        lines.append(
            "It meets the dosage leg of 10 CFR 35.3045(a)(1): tell the RSO, who judges the dose leg."
        )
    state = State.OK if verdict.may_be_used else State.PROBLEM
    return DosageWords(
        chip, State.ATTENTION if event and verdict.may_be_used else state, tuple(lines)
    )


def signed_percent(percent: Decimal) -> str:
    """With its sign and one decimal; a difference that rounds to nothing has no sign."""
    short = percent.quantize(_TENTH, ROUND_HALF_EVEN)
    return f"{short:+}\N{NO-BREAK SPACE}%" if short else "0.0\N{NO-BREAK SPACE}%"


def _use_words(*, may_be_used: bool) -> str:
    if may_be_used:
        return "10 CFR 35.63: the dosage may be used."
    return "10 CFR 35.63: not to be used unless the authorized user directs otherwise."
