"""What a run's answers amount to: the verdict in a word, and the items that are open or need attention, each a way there."""

from PySide6.QtCore import Signal

from au_desktop.domain.checklists.verdicts import FindingReason, ItemFinding, Severity
from au_desktop.services.checklists.run_sheets import RunSheet
from au_desktop.services.wording.finding_sentences import SEVERITIES
from au_desktop.ui.kit.card import Card, CardRow
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.item_editors.finding_words import (
    SEVERITY_STATES,
    VERDICT_WORDS,
    finding_words,
)
from au_desktop.ui.kit.tokens import State

MOST_OPEN = 8
TOUCH_ROW = 56
_QUIET = frozenset({FindingReason.NOTED, FindingReason.NO_LONGER_APPLIES})


class VerdictCard(Card):
    """Emits `item_wanted(key)` when a row is pressed."""

    item_wanted = Signal(str)

    def __init__(self, *, big: bool = False) -> None:
        super().__init__("Verdict")
        self._big = big
        self.chip = StateChip("Incomplete", State.INFO)
        self.add_head_widget(self.chip)

    def show_sheet(self, sheet: RunSheet) -> None:
        """Show the verdict of this state of the run."""
        words, state = VERDICT_WORDS[sheet.verdict.state]
        self.chip.set_state(words, state)
        self.clear_rows()
        for key in sheet.verdict.attention:
            self._add_finding(sheet, key)
        missing = sheet.verdict.missing
        for key in missing[:MOST_OPEN]:
            self._add(sheet, key, "", StateChip("open", State.INFO))
        if len(missing) > MOST_OPEN:
            self.add_row(CardRow(f"and {len(missing) - MOST_OPEN} more that are open"))
        if not self.rows():
            self.add_row(CardRow("Nothing is open and nothing needs attention."))

    def _add_finding(self, sheet: RunSheet, key: str) -> None:
        found = [
            one for one in sheet.verdict.items if one.item == key and one.reason not in _QUIET
        ]
        gravest = max(found, key=_gravity)
        words = " ".join(finding_words(sheet.template, one) for one in found)
        chip = StateChip(SEVERITIES[gravest.severity], SEVERITY_STATES[gravest.severity])
        self._add(sheet, key, words, chip)

    def _add(self, sheet: RunSheet, key: str, detail: str, chip: StateChip) -> None:
        row = CardRow(sheet.template.item(key).title, detail, chip).make_clickable()
        row.title.setWordWrap(not self._big)
        if self._big:
            row.setMinimumHeight(TOUCH_ROW)
        row.activated.connect(lambda: self.item_wanted.emit(key))
        self.add_row(row)


def attention_words(sheet: RunSheet) -> str:
    """Such as "24 of 42 items \u00b7 1 needs attention"."""
    answered = sum(one.answered for one in sheet.progress)
    total = sum(one.applicable for one in sheet.progress)
    count = len(sheet.verdict.attention)
    told = ""
    if count:
        told = f" \u00b7 {count} {'needs' if count == 1 else 'need'} attention"
    return f"{answered} of {total} items{told}"


def _gravity(found: ItemFinding) -> int:
    return list(Severity).index(found.severity)
