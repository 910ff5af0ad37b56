"""The sentences for what a patient release refuses."""

from au_desktop.domain.safety.releases import InstructionsDue, ReleaseNotPermitted
from au_desktop.services.sentences import Message, as_sentence, says

_NOT_KEPT = "No record was kept; what you typed is still there."


def register() -> None:
    """Importing this module registers its sentences; calling this says so where it is needed."""


@says(ReleaseNotPermitted)
def _not_permitted(error: ReleaseNotPermitted) -> Message:
    if error.missing:
        what = as_sentence(f'The basis "{error.basis.value}" does not stand yet: {error.missing}')
    else:
        what = (
            f"By the {error.basis.value}: {error.compared}, the limit is {error.limit}. "
            "10 CFR 35.75(a) lets a patient go where another person is not likely to get more than 5 mSv (0.5 rem)."
        )
    return Message(
        "This basis does not permit release",
        what,
        _NOT_KEPT,
        "Choose another basis, wait for decay or measure again, or keep the patient in (10 CFR 35.315).",
    )


@says(InstructionsDue)
def _instructions_due(error: InstructionsDue) -> Message:
    return Message(
        "Written instructions come first",
        f"Another person, or a breast-fed child, could get more than 1 mSv (0.1 rem): instructions, also in writing, are due "
        f"({error.rule}).",
        _NOT_KEPT,
        "Give the sheet and say to whom; or say why it was not given, and the record will show it.",
    )
