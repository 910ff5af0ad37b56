"""The sentences for what every safety record refuses: changes to signed or void ones, signatures on what has moved."""

from au_desktop.domain.safety.safety_records import RecordMoved, RecordSigned, RecordVoid
from au_desktop.services.safety.record_signing import SignedAlready
from au_desktop.services.sentences import Message, says


def register() -> None:
    """Importing this module registers its sentences; calling this says so where it is needed."""


@says(RecordSigned)
def _signed(error: RecordSigned) -> Message:
    return Message(
        f"{error.code} is signed",
        "A signed record never changes.",
        "Nothing was changed.",
        "Amend it: a new record takes its place and names this one, with your reason.",
    )


@says(RecordVoid)
def _void(error: RecordVoid) -> Message:
    return Message(
        f"{error.code} is out of use",
        "It was made void, or a later record took its place.",
        "Nothing was changed.",
    )


@says(RecordMoved)
def _moved(error: RecordMoved) -> Message:
    return Message(
        f"{error.code} has changed since you looked",
        "Somebody took the record a step further meanwhile.",
        "Nothing was changed or signed.",
        "Look at it again, then go on.",
    )


@says(SignedAlready)
def _already(error: SignedAlready) -> Message:
    return Message(
        f"You signed {error.code} already",
        "Your signature with this meaning stands on what the record says now.",
        "Nothing was signed again.",
    )
