"""The sentences for why there can be no attestation, shared by the screen and the command line."""

from collections.abc import Callable

from au_desktop.domain.training.standings.attestation_rules import (
    AttestationRefused,
    AttestationStop,
)
from au_desktop.domain.training.supervisors import SupervisionFault, SupervisionFaultCode
from au_desktop.services.sentences import Message, says
from au_desktop.services.wording.gap_words import gap_words
from au_desktop.services.wording.gate_sentences import supervision_sentence

_MOST_GAPS = 3
_SIGNED = "Nothing was signed."


def register() -> None:
    """Importing this module registers its sentence; calling this says so where it is needed."""


def preceptor_sentence(fault: SupervisionFault) -> str:
    """Why somebody does not qualify as preceptor or as the faculty's authorized user."""
    facts = {**fault.facts, "fault": fault.code.value}
    who, day = facts["supervisor"], facts["date"]
    if fault.code is SupervisionFaultCode.NOT_LISTED:
        return f"No license on record lists {who} as authorized user on {day}."
    if fault.code is SupervisionFaultCode.OTHER_CATEGORY:
        return (
            f"The licenses of {who} on {day} do not show the experience that {facts['section']} asks of a preceptor "
            f"for: {facts['category']}."
        )
    if fault.code is SupervisionFaultCode.OTHER_SECTION:
        return (
            f"{who} is listed on {day} under none of the sections that a preceptor for {facts['section']} must meet: "
            f"{facts['sections']}."
        )
    return supervision_sentence(facts)


def _gaps(error: AttestationRefused) -> tuple[str, str]:
    words = [gap_words(gap).what for gap in error.gaps]
    more = len(words) - _MOST_GAPS
    listed = "; ".join((*words[:_MOST_GAPS], *((f"and {more} more",) if more > 0 else ())))
    return f"Still missing: {listed}.", "Settle these first; the trainee's page lists them."


def _fault(error: AttestationRefused) -> tuple[str, str]:
    said = "" if error.fault is None else preceptor_sentence(error.fault)
    return said, "Complete the licenses on the center page, or ask somebody who qualifies."


_WORDS: dict[AttestationStop, Callable[[AttestationRefused], tuple[str, str]]] = {
    AttestationStop.UNDECIDED: lambda _: (
        "The pathway is not decided yet.",
        "Decide it on the tab Pathway.",
    ),
    AttestationStop.NOT_ASKED: lambda error: (
        f"{error.facts['section']} asks for no attestation on this way ({error.facts['way']}).",
        "",
    ),
    AttestationStop.NO_WORDING: lambda error: (
        f"The jurisdiction profile holds no sentence for {error.facts['section']}.",
        "Ask the regulator for the wording.",
    ),
    AttestationStop.NOTHING_REQUESTED: lambda error: (
        f"No category of {error.facts['section']} is requested.",
        "Choose the categories in the trainee's facts.",
    ),
    AttestationStop.GAPS: _gaps,
    AttestationStop.NO_LISTING: lambda error: (
        f"{error.facts['name']} is not on record as authorized user.",
        "On the center page, add the licenses and tie them to the account.",
    ),
    AttestationStop.NOT_ELIGIBLE: _fault,
    AttestationStop.NO_PROGRAM: lambda _: ("The residency program is not named.", "Name it."),
    AttestationStop.NO_APPROVAL: lambda error: (
        f"The program must be approved by one of {error.facts['bodies']}.",
        "Choose the approving body.",
    ),
    AttestationStop.NO_CONSENSUS: lambda _: (
        "The rule asks that the attestation represents the consensus of the residency program faculty.",
        "Tick it if it does.",
    ),
    AttestationStop.PROGRAM_LACKS_TRAINING: lambda _: (
        "The rule asks that the program includes the training and experience of the section.",
        "Tick it if it does.",
    ),
    AttestationStop.NO_FACULTY: lambda _: (
        "At least one authorized user of the faculty must concur.",
        "Let a faculty member sign the concurrence here, or name one who concurs with the date.",
    ),
    AttestationStop.BROKEN_SIGNATURE: lambda error: (
        f"What was signed does not fit its signature any more: {error.facts['codes']}.",
        "Run Check in Center and tell the RSO.",
    ),
    AttestationStop.FACULTY_NOT_ELIGIBLE: _fault,
}


@says(AttestationRefused)
def _refused(error: AttestationRefused) -> Message:
    happened, todo = _WORDS[error.stop](error)
    return Message("No attestation now", happened, _SIGNED, todo)
