"""The sentences for what the rules about waste, transfers and the sewer refuse; each names its rule."""

from au_desktop.domain.safety.sewer import SewerFault, SewerRefused
from au_desktop.domain.safety.transfers import TransferFault, TransferNotVerified
from au_desktop.domain.safety.waste import Container, reasons_against
from au_desktop.domain.safety.waste_contents import ImpurityStanding
from au_desktop.domain.safety.waste_disposal import Obstacle, WasteNotReady, required_storage
from au_desktop.domain.safety.waste_surveys import AboveBackground, SurveyRefused
from au_desktop.services.sentences import Message, as_sentence, says
from au_desktop.services.wording.waste_phrases import days_said, reason_said

_OBSTACLES = {
    Obstacle.GONE: "It has left the center already.",
    Obstacle.VOID: "It is void.",
    Obstacle.EMPTY: "Nothing is in it yet.",
    Obstacle.NOT_SEALED: "It is still open: seal it and put the tag on first.",
    Obstacle.SEALED: "It is sealed: open it again, with a reason, to put something in or take something out.",
    Obstacle.NOT_SURVEYED: (
        "No survey stands that could not be told from background, made after the last content and the last return to "
        "storage (10 CFR 35.92(a)(1)). Ten half-lives are only a reminder."
    ),
    Obstacle.LABELS: "Its radiation labels are not defaced yet (10 CFR 35.92(a)(2)).",
    Obstacle.INNER_LABELS: "Inner labels were left on: that is allowed only in biomedical waste (10 CFR 35.92(a)(2)).",
    Obstacle.NO_RECORD: "It leaves by the record of a transfer or of a sewer disposal (10 CFR 20.2001(a)).",
    Obstacle.BEFORE_SEALING: "The time lies before the sealing.",
    Obstacle.BEFORE_SURVEY: "The time lies before the last survey.",
    Obstacle.BEFORE_CONTENT: "The time lies before the last content was put in.",
    Obstacle.BEFORE_REOPENING: "The time lies before the container was opened again.",
    Obstacle.NO_REASON: "A reason is needed.",
}
_TRANSFERS = {
    TransferFault.RECIPIENT: "Name the recipient.",
    TransferFault.LICENSE: "Give the license number and the agency that issued it.",
    TransferFault.EXPIRED: "The license had expired when the material left.",
    TransferFault.NO_EXPIRY: "Give the day on which the license ends.",
    TransferFault.NOT_COVERED: "Verify that the license covers type, form and quantity (10 CFR 30.41(c)).",
    TransferFault.AFTER: "The license is verified before the material leaves (10 CFR 30.41(c)).",
    TransferFault.NOTHING: "Say what is transferred.",
    TransferFault.EVIDENCE: "Say what was read, or who certified or confirmed it (10 CFR 30.41(d)).",
}
_SEWER = {
    SewerFault.NOT_SOLUBLE: (
        "Only readily soluble, or readily dispersible biological, material may go into the sewer (20.2003(a)(1))."
    ),
    SewerFault.NOT_PUBLIC: "A septic tank or a treatment plant of one's own is no sanitary sewerage (10 CFR 20.1003).",
    SewerFault.FRACTIONS: "The fractions of the month add up to more than 1 (20.2003(a)(3)).",
    SewerFault.YEAR: "The year's limit of curies is exceeded (20.2003(a)(4)).",
}


def register() -> None:
    """Importing this module registers its sentences; calling this says so where it is needed."""


def obstacle_said(container: Container, obstacle: Obstacle) -> str:
    """Why a step with this container is not possible, in a sentence with the rule."""
    if obstacle in {Obstacle.NOT_ELIGIBLE, Obstacle.ASK}:
        wanted = ImpurityStanding.ASK if obstacle is Obstacle.ASK else ImpurityStanding.PRESENT
        named = [reason_said(r) for r in reasons_against(container) if r.standing is wanted]
        rules = container.rules
        most = (
            f"at most {days_said(rules.longest)}"
            if rules.inclusive
            else f"below {days_said(rules.longest)}"
        )
        return f"{as_sentence('; '.join(named))} Decay in storage is for half-lives of {most} ({rules.basis})."
    if obstacle is Obstacle.HALF_LIVES:
        rules = container.rules
        wait = days_said(required_storage(container))
        return f"{rules.half_lives} half-lives ({wait}) must pass after sealing ({rules.half_lives_basis})."
    return _OBSTACLES[obstacle]


@says(WasteNotReady)
def _not_ready(error: WasteNotReady) -> Message:
    container = error.container
    words = " ".join(obstacle_said(container, obstacle) for obstacle in error.obstacles)
    return Message(f"{container.code}: not possible to {error.step.value} now", words)


@says(SurveyRefused)
def _survey_refused(error: SurveyRefused) -> Message:
    return Message(
        "This survey cannot clear the container",
        as_sentence(f"not confirmed: {', '.join(error.missing)}")
        + " The rule asks for an appropriate meter on its most sensitive scale with no shielding (10 CFR 35.92(a)(1)).",
        "What you typed is still in the form.",
        "Survey again as the rule asks, or answer that it can be told from background.",
    )


@says(AboveBackground)
def _above(error: AboveBackground) -> Message:
    allowed = (
        f"Your center takes up to {error.margin} above it as background."
        if error.margin
        else "The rule gives no number: say in words why it cannot be told from background."
    )
    return Message(
        "A reading is above background",
        f"The highest reading, {error.highest}, is above the background of {error.background}. {allowed}",
        "What you typed is still in the form.",
        "Return the container to storage with a next survey date if it can be told from background (10 CFR 35.92(a)(1)).",
    )


@says(TransferNotVerified)
def _not_verified(error: TransferNotVerified) -> Message:
    return Message(
        "This transfer is not allowed yet",
        " ".join(_TRANSFERS[fault] for fault in error.faults),
        "What you typed is still in the form.",
    )


@says(SewerRefused)
def _sewer(error: SewerRefused) -> Message:
    return Message(
        "This release is above what the rule allows",
        " ".join(_SEWER[fault] for fault in error.faults),
        "What you typed is still in the form.",
        "If it has happened already, say how; the record is kept and marked, and the RSO decides what follows.",
    )


def sewer_faults_said(faults: tuple[SewerFault, ...]) -> str:
    """What is against a release, in sentences."""
    return " ".join(_SEWER[fault] for fault in faults)


def transfer_faults_said(faults: tuple[TransferFault, ...]) -> str:
    """What a transfer still lacks, in sentences."""
    return " ".join(_TRANSFERS[fault] for fault in faults)
