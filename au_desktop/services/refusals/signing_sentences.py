"""The sentences for what signing refuses: signatures that another person has to give, batches, asked signatures."""

from au_desktop.domain.signing.added_signatures import (
    AskedAlready,
    NotAskable,
    NotAWitness,
    NothingToCountersign,
)
from au_desktop.domain.signing.batches import BatchIncomplete
from au_desktop.services.sentences import Message, says
from au_desktop.services.statements.asked_signatures import NothingChanged
from au_desktop.services.statements.signing import ShownOtherwise

_NOT_SIGNED = "Nothing was signed."


def register() -> None:
    """Importing this module registers its sentences; calling this says so where it is needed."""


@says(NothingToCountersign)
def _nothing_to_countersign(error: NothingToCountersign) -> Message:
    return Message(
        "Nothing to countersign yet",
        f"A countersignature follows a signature of somebody else, and nobody else has signed {error.code}.",
        _NOT_SIGNED,
        "Let the others sign first.",
    )


@says(NotAWitness)
def _not_a_witness(error: NotAWitness) -> Message:
    return Message(
        "A witness is somebody else",
        f"Whoever did the work of {error.code}, or submitted it, cannot be its witness.",
        _NOT_SIGNED,
        "Let a person sign who watched and did not do it.",
    )


@says(NothingChanged)
def _nothing_changed(_error: NothingChanged) -> Message:
    return Message(
        "No new confirmation is needed",
        "The case reads as it did when this checklist was signed as supervised.",
        what_to_do="Refresh the list.",
    )


@says(NotAskable)
def _not_askable(error: NotAskable) -> Message:
    return Message(
        "Only a template asks for this",
        f"A signature as {error.meaning} is asked for by the checklist's template, not by hand.",
        what_to_do="Ask for a witness or a countersignature, or change the template.",
    )


@says(AskedAlready)
def _asked_already(error: AskedAlready) -> Message:
    return Message(
        "Asked for already",
        f"{error.code} waits for a signature as {error.meaning} already.",
    )


@says(BatchIncomplete)
def _batch_incomplete(error: BatchIncomplete) -> Message:
    rest = (
        f"{error.unseen} of the records were not shown"
        if error.unseen
        else "The fact was not told"
    )
    return Message(
        "Look at every record first",
        f"{rest}. A batch is signed once each record was shown and the question was answered.",
        _NOT_SIGNED,
    )


@says(ShownOtherwise)
def _shown_otherwise(error: ShownOtherwise) -> Message:
    return Message(
        "What you looked at has changed",
        f"{error.code} is no longer as it was shown.",
        "It was not signed.",
        "Look at it again, then sign.",
    )
