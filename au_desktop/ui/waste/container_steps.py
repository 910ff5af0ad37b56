"""The steps of a container in their order: which is next, and of the others in words why not yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from au_desktop.domain.roles import Permission
from au_desktop.domain.safety.waste import (
    Container,
    Standing,
    WasteState,
    standing_of,
    suggested_survey,
)
from au_desktop.domain.safety.waste_disposal import (
    Obstacle,
    against_defacing,
    against_disposal,
    against_filling,
    against_reopening,
    against_sealing,
    against_survey,
)
from au_desktop.domain.safety.waste_steps import Way
from au_desktop.services.refusals.waste_sentences import obstacle_said
from au_desktop.services.wording.waste_phrases import days_said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from au_desktop.domain.moments import Moment

FILL, SEAL, SURVEY, DEFACE, DISPOSE = "fill", "seal", "survey", "deface", "dispose"
REOPEN, TAKE_OUT, CERTIFICATE, MOVE, TRANSFER = (
    "reopen",
    "take_out",
    "certificate",
    "move",
    "transfer",
)


@dataclass(frozen=True, slots=True)
class StepOffer:
    """One step: its key and words, who may take it, and why it is not possible yet (empty: it is)."""

    key: str
    words: str
    permission: Permission
    why_not: str = ""

    @property
    def possible(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.why_not


def main_steps(container: Container, now: Moment) -> tuple[StepOffer, ...]:
    """The steps from opening to leaving, in their order; what may not decay is asked about, or transferred."""
    ways = against_disposal(container, Way.BIOMEDICAL, now)
    dispose = _offer(container, DISPOSE, "Dispose\u2026", ways, Permission.DISPOSE_WASTE)
    first = (
        _offer(container, FILL, "Put in\u2026", against_filling(container)),
        _offer(container, SEAL, "Seal\u2026", against_sealing(container)),
    )
    standing = standing_of(container)
    if container.disposition is None and standing is Standing.NOT_ELIGIBLE:
        away = against_disposal(container, Way.TRANSFERRED, now)
        words = "Transfer or return\u2026"
        transfer = _offer(container, TRANSFER, words, away, Permission.DISPOSE_WASTE)
        return (*first, transfer, dispose)
    if container.disposition is None and standing is Standing.ASK:
        ask = StepOffer(CERTIFICATE, "Certificate\u2026", Permission.DISPOSE_WASTE)
        return (*first, ask, dispose)
    survey = against_survey(container)
    labels = against_defacing(container)
    return (
        *first,
        _offer(container, SURVEY, "Survey\u2026", survey, Permission.DISPOSE_WASTE),
        _offer(container, DEFACE, "Deface labels\u2026", labels, Permission.DISPOSE_WASTE),
        dispose,
    )


def more_steps(container: Container) -> tuple[StepOffer, ...]:
    """What else may be done with it now; what cannot is left out."""
    gone = container.disposition is not None or container.voided is not None
    asked = any(content.impurities for content in container.inside)
    offers = (
        (not against_reopening(container), REOPEN, "Open again\u2026", Permission.KEEP_SAFETY),
        (
            not against_filling(container) and bool(container.inside),
            TAKE_OUT,
            "Take something out\u2026",
            Permission.KEEP_SAFETY,
        ),
        (
            not gone and asked,
            CERTIFICATE,
            "Certificate of a content\u2026",
            Permission.DISPOSE_WASTE,
        ),
        (not gone, MOVE, "Move to another shelf\u2026", Permission.KEEP_SAFETY),
        (
            not gone and container.sealed is not None,
            TRANSFER,
            "Transfer or return it\u2026",
            Permission.DISPOSE_WASTE,
        ),
    )
    return tuple(
        StepOffer(key, words, permission) for holds, key, words, permission in offers if holds
    )


def next_step(container: Container, steps: Sequence[StepOffer], now: Moment) -> str:
    """The key of the step that brings it forward now; none while a survey is not worth making yet."""
    possible = {step.key for step in steps if step.possible}
    if container.state is WasteState.OPEN:
        return SEAL if container.inside and SEAL in possible else FILL
    due = suggested_survey(container)
    if due is not None and due.utc > now.utc:
        possible.discard(SURVEY)
    order = (DISPOSE, DEFACE, SURVEY, TRANSFER, CERTIFICATE)
    return next((key for key in order if key in possible), "")


def why_words(container: Container, now: Moment) -> str:
    """Why it cannot be disposed of as decayed yet, with the rule; nothing for what is gone or free to go."""
    if container.disposition is not None or container.voided is not None:
        return ""
    reasons = against_disposal(container, Way.BIOMEDICAL, now)
    if Obstacle.NOT_ELIGIBLE in reasons:
        return f"{_rule_words(container)} It leaves by a transfer or back to the supplier."
    if Obstacle.ASK in reasons:
        return f"{_rule_words(container)} The certificate has to settle what is named above."
    if Obstacle.NOT_SEALED in reasons:
        reasons = (Obstacle.NOT_SEALED,)
    why = " ".join(obstacle_said(container, one) for one in reasons)
    return f"Disposal as decayed is not possible yet. {why}" if why else ""


def _rule_words(container: Container) -> str:
    rules = container.rules
    most = "at most" if rules.inclusive else "below"
    return (
        f"Decay in storage is for half-lives of {most} {days_said(rules.longest)} ({rules.basis})."
    )


def _offer(
    container: Container,
    key: str,
    words: str,
    found: Sequence[Obstacle],
    permission: Permission = Permission.KEEP_SAFETY,
) -> StepOffer:
    if key == DEFACE and container.defaced is not None:
        return StepOffer(key, words, permission, "The labels are defaced already.")
    why = " ".join(obstacle_said(container, one) for one in dict.fromkeys(found))
    return StepOffer(key, words, permission, why)
