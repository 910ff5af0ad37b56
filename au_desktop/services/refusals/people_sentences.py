"""The sentences for what the rules of visits refuse."""

from au_desktop.domain.quantities import DoseUnit
from au_desktop.domain.quantity_display import UnitSystem, in_both_systems
from au_desktop.domain.safety.visits import VisitBar, VisitNotAllowed
from au_desktop.services.sentences import Message, says

_WHY = {
    VisitBar.NOT_DETERMINED: (
        "Above 0.1 rem (1 mSv) a visit needs the authorized user's determination, made before it, "
        "that it is appropriate (10 CFR 20.1301(c))."
    ),
    VisitBar.DETERMINED_LATE: (
        "The authorized user's determination must be made before the visit begins (10 CFR 20.1301(c))."
    ),
    VisitBar.TOO_MUCH: (
        "A visitor may receive at most 0.5 rem (5 mSv), whatever was determined (10 CFR 20.1301(c))."
    ),
}
_WHAT = {
    VisitBar.NOT_DETERMINED: "Shorten the stay, or enter who determined it and when.",
    VisitBar.DETERMINED_LATE: "Correct the time of the determination, or shorten the stay.",
    VisitBar.TOO_MUCH: "Shorten the stay.",
}


def register() -> None:
    """Importing this module registers its sentences; calling this says so where it is needed."""


@says(VisitNotAllowed)
def _not_allowed(error: VisitNotAllowed) -> Message:
    rem = in_both_systems(error.dose.to(DoseUnit.REM), UnitSystem.CURIE)
    return Message(
        f"With this visit the visitor would receive {rem}",
        _WHY[error.bar],
        "Nothing was recorded.",
        _WHAT[error.bar],
    )
