"""The verdict as it is shown to whoever is to rate the part: it must not give the claim away."""

from dataclasses import replace

from au_desktop.domain.training.gate import CaseVerdict, GateReason, Reason

_TELLING = (GateReason.OBSERVED_ONLY, GateReason.RATING_MISSING)


def without_claim(verdict: CaseVerdict) -> CaseVerdict:
    """The same for an observer as for one who took part: the rating is what is missing."""
    rest = tuple(reason for reason in verdict.reasons if reason.code not in _TELLING)
    waits = Reason(GateReason.RATING_MISSING, {"missing": "rating"})
    return replace(verdict, reasons=(*rest, waits))
