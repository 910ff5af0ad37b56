"""The sentences for what packages, stock and possession limits refuse."""

from au_desktop.domain.safety.packages import NotMonitored
from au_desktop.domain.safety.possession import NotOnLicense, PossessionExceeded
from au_desktop.domain.safety.stock import BeforeReceipt, TakesTooMuch
from au_desktop.services.sentences import Message, says
from au_desktop.services.wording.possession_words import amount_words, check_words


def register() -> None:
    """Importing this module registers its sentences; calling this says so where it is needed."""


@says(PossessionExceeded)
def _exceeded(error: PossessionExceeded) -> Message:
    return Message(
        "The possession limit leaves no room for it",
        f"{check_words(error.check)} Waste counts; everything is decayed to now.",
        "Nothing was taken into the inventory; the package record is as it was.",
        "Tell the RSO. Only another limit, from an amended license, lets it in.",
    )


@says(NotOnLicense)
def _not_on_license(error: NotOnLicense) -> Message:
    return Message(
        "Not on the license",
        f"No possession line of the center covers {error.nuclide_id}, {error.form}.",
        "Nothing was taken into the inventory.",
        "Tell the RSO. If the license covers it, the RSO adds the line on the tab Inventory.",
    )


@says(TakesTooMuch)
def _too_much(error: TakesTooMuch) -> Message:
    asked = "all of it" if error.asked is None else amount_words(error.asked)
    return Message(
        f"{error.code} does not hold so much",
        f"{asked} was to leave; {amount_words(error.left)} were left then, or something later needs it.",
        what_to_do="If it was emptied, choose all that was left; else correct the amount or the time.",
    )


@says(BeforeReceipt)
def _before_receipt(error: BeforeReceipt) -> Message:
    return Message(
        "Before it came in",
        f"{error.code} came in at {error.received.local:%Y-%m-%d %H:%M}.",
        what_to_do="Correct the time.",
    )


@says(NotMonitored)
def _not_monitored(error: NotMonitored) -> Message:
    which = error.code or "The package"
    return Message(
        "Monitor the package first",
        f"{which} still needs: {', '.join(error.missing)} (10 CFR 20.1906(b)).",
        what_to_do="Enter the results, then the time of monitoring.",
    )
