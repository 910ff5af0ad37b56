"""The sentences for what the rules of written directives, time-outs and dosages refuse."""

from au_desktop.domain.moments import Moment
from au_desktop.domain.quantity_display import in_both_systems
from au_desktop.domain.safety.directives import (
    DirectiveIncomplete,
    DirectiveMissing,
    DirectiveSettled,
    NotOral,
    SignedAfterAdministration,
)
from au_desktop.domain.safety.dosages import (
    DeterminedAfterUse,
    DosageOutOfRange,
    DosageSettled,
    MethodUnfit,
)
from au_desktop.domain.safety.time_outs import STOP_BASIS, TimeOutStopped
from au_desktop.domain.safety.treatments import NotTheSame
from au_desktop.services.sentences import Message, as_sentence, says

_REVISION = "10 CFR 35.40(c)(1)"


def register() -> None:
    """Importing this module registers its sentences; calling this says so where it is needed."""


def _time(moment: Moment) -> str:
    return f"{moment.local:%Y-%m-%d %H:%M}"


@says(SignedAfterAdministration)
def _signed_after(error: SignedAfterAdministration) -> Message:
    revision = error.rule == _REVISION
    what = "a revision of the directive" if revision else "the written directive"
    stop = f"{error.rule}: {what} is dated and signed before the administration."
    return Message(
        "The directive comes after the dosage",
        f"{stop} {error.code} has {_time(error.signed_at)}, the dosage was given {_time(error.given_at)}.",
        what_to_do="Correct a mistyped time. If it happened so, tell the RSO and enter an event.",
    )


@says(DirectiveMissing)
def _directive_missing(error: DirectiveMissing) -> Message:
    which = f"{error.code} for {error.drug} is not signed" if error.code else error.drug
    happened = (
        f"10 CFR 35.40(a): {which}. Without a directive signed by an authorized user nothing is given."
        if error.code
        else f"10 CFR 35.40(a): {which} needs a written directive, and this dosage has none in force."
    )
    return Message(
        "No written directive",
        happened,
        what_to_do="Have the authorized user sign it, or enter the oral directive of an emergency. "
        "If it was given so, tell the RSO and enter an event.",
    )


@says(DirectiveIncomplete)
def _incomplete(error: DirectiveIncomplete) -> Message:
    missing = ", ".join(str(gap) for gap in error.missing)
    return Message(
        "The directive is not complete",
        f"10 CFR 35.40(b) asks for more: {missing}.",
        what_to_do="Add it, then sign.",
    )


@says(DirectiveSettled)
def _settled(error: DirectiveSettled) -> Message:
    return Message(
        "The directive stands",
        f"{error.code} was signed or spoken by the authorized user and does not change.",
        what_to_do="Revise it before the dosage is given (10 CFR 35.40(c)).",
    )


@says(NotOral)
def _not_oral(error: NotOral) -> Message:
    return Message(
        "No oral directive", f"{error.code} was written from the start: there is nothing to note."
    )


@says(NotTheSame)
def _not_the_same(error: NotTheSame) -> Message:
    return Message(
        "Directive and dosage differ",
        f"10 CFR 35.41(a)(2): {error.directive} has the {error.what} {error.there}, not {error.here}.",
        what_to_do="Check the patient code, the drug and the route before anything is given.",
    )


@says(MethodUnfit)
def _method(error: MethodUnfit) -> Message:
    rule = "10 CFR 35.63(b)" if error.unit_dosage else "10 CFR 35.63(c)"
    kind = "a unit dosage" if error.unit_dosage else "other than a unit dosage"
    return Message(
        "Another method is needed",
        as_sentence(f"{rule} does not take {error.method.value} for {kind}"),
    )


@says(DosageOutOfRange)
def _out_of_range(error: DosageOutOfRange) -> Message:
    percent = error.verdict.percent_difference
    lowest, highest = error.verdict.lowest, error.verdict.highest
    allowed = f"{in_both_systems(lowest)} to {in_both_systems(highest)}"
    found = in_both_systems(error.determined)
    off = "outside the prescribed range" if percent is None else f"{percent:+.2f} % off"
    return Message(
        "The dosage may not be used",
        f"10 CFR 35.63(d): {error.code} is {found}, {off}. Allowed: {allowed}.",
        what_to_do="The authorized user may direct its use, with a reason, before it is given.",
    )


@says(DosageSettled)
def _dosage_settled(error: DosageSettled) -> Message:
    return Message(
        "The dosage is settled",
        f"{error.code} is {error.state}: this step is over.",
        what_to_do="Amend the record with a reason where it is wrong.",
    )


@says(DeterminedAfterUse)
def _after_use(error: DeterminedAfterUse) -> Message:
    return Message(
        "The dosage was determined too late",
        f"10 CFR 35.63(a) asks for the activity before use. {error.code}: determined "
        f"{_time(error.determined_at)}, given {_time(error.given_at)}.",
        what_to_do="Correct a mistyped time. If it happened so, tell the RSO.",
    )


@says(TimeOutStopped)
def _stopped(error: TimeOutStopped) -> Message:
    found = "; ".join(f"{reason.value} ({STOP_BASIS[reason]})" for reason in error.reasons)
    return Message(
        "The time-out says stop",
        f"{error.code}: {found}.",
        what_to_do="Settle it and hold a new time-out before anything is given.",
    )
