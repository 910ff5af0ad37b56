"""Says in words why an item needs a second look, and in which state's color."""

from au_desktop.domain.checklists.templates import Template
from au_desktop.domain.checklists.verdicts import (
    FindingReason,
    ItemFinding,
    Severity,
    VerdictState,
)
from au_desktop.services.wording.finding_sentences import reason_said
from au_desktop.ui.kit.item_editors.answer_words import amount_words
from au_desktop.ui.kit.role_words import role_words
from au_desktop.ui.kit.tokens import State

SEVERITY_STATES = {
    Severity.INFO: State.INFO,
    Severity.ATTENTION: State.ATTENTION,
    Severity.ACTION: State.PROBLEM,
    Severity.CRITICAL_STOP: State.PROBLEM,
}
VERDICT_WORDS = {
    VerdictState.STOPPED: ("Stopped", State.PROBLEM),
    VerdictState.INCOMPLETE: ("Incomplete", State.INFO),
    VerdictState.ATTENTION: ("Needs attention", State.ATTENTION),
    VerdictState.COMPLETE: ("Complete", State.OK),
}


def finding_words(template: Template, found: ItemFinding) -> str:
    """One sentence for a finding, without its severity."""
    words = reason_said(template, found, amount_words)
    if found.reason is FindingReason.NOTED:
        words = f"Note: {words}"
    if found.override is not None:
        by = role_words(found.override.role)
        words = f"{words} Passed by the {by}: {found.override.reason}"
    return words
