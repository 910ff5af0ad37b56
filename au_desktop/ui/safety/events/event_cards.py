"""The cards beside an event's facts: the screen with its numbers, the steps, and what the RSO determined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from au_desktop.domain.safety.event_levels import Finding, Verdict
from au_desktop.domain.safety.spills import judge_spill
from au_desktop.services.wording.event_words import (
    extravasation_reckoning,
    finding_title,
    possible,
    result_words,
    spill_reckoning,
    spill_words,
    verdict_words,
)
from au_desktop.ui.kit.accessible import named
from au_desktop.ui.kit.card import Card, CardRow
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.date_words import moment_words
from au_desktop.ui.kit.notice import Notice
from au_desktop.ui.kit.tokens import SPACE_8, State

if TYPE_CHECKING:
    from au_desktop.domain.safety.events import Event

VERDICTS: dict[Verdict, State] = {
    Verdict.MET: State.PROBLEM,
    Verdict.UNKNOWN: State.ATTENTION,
    Verdict.NOT_MET: State.OK,
    Verdict.OPEN: State.NEUTRAL,
    Verdict.EXCEPTED: State.NEUTRAL,
}


class ScreenCard(Card):
    """Every criterion with its paragraph, the reckoning with the numbers in it, the level and what it came to."""

    def __init__(self) -> None:
        super().__init__("Screen")
        self.result = Notice()
        self.spill = Notice()
        said = QWidget()
        column = QVBoxLayout(said)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(self.spill)
        column.addWidget(self.result)
        self.add_content(said)

    def show_event(self, event: Event) -> None:
        """Judge the event as it is typed."""
        self.clear_rows()
        findings = event.findings
        self.spill.say(*_reckoned(event))
        self.setVisible(bool(findings) or bool(self.spill.text()))
        self.result.say(result_words(event), _result_state(event))
        self.result.setVisible(bool(findings))
        for finding in findings:
            chip = StateChip(verdict_words(finding.verdict), VERDICTS[finding.verdict])
            self.add_row(CardRow(finding_title(finding), _detail(finding), chip))


def _reckoned(event: Event) -> tuple[str, State]:
    """What the numbers of a spill or an extravasation come to."""
    if event.spill is not None:
        judgment = judge_spill(event.spill)
        words = f"{spill_words(judgment)} {spill_reckoning(event.spill)}".strip()
        return words, State.PROBLEM if judgment.major else State.INFO
    if event.extravasation is not None:
        return extravasation_reckoning(event.extravasation), State.INFO
    return "", State.INFO


def _detail(finding: Finding) -> str:
    level = f"level: {finding.level}" if finding.level else ""
    return " · ".join(part for part in (finding.paragraph, finding.reckoning, level) if part)


def _result_state(event: Event) -> State:
    if possible(event):
        return State.ATTENTION
    said = event.determination
    return State.PROBLEM if said is not None and said.reportable else State.INFO


class StepsCard(Card):
    """The steps of the kind of event; emits `ticked(key, done)`."""

    ticked = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__("Steps")
        self.boxes: dict[str, QCheckBox] = {}

    def show_event(self, event: Event, why_not: str = "") -> None:
        """Show each step with who did it and when."""
        self.clear_rows()
        self.boxes = {}
        self.setVisible(bool(event.steps))
        for step in event.steps:
            box = named(QCheckBox(), step.title)
            box.setChecked(step.done_at is not None)
            box.setEnabled(not why_not)
            box.setToolTip(why_not)
            box.clicked.connect(lambda on, key=step.key: self.ticked.emit(key, on))
            self.boxes[step.key] = box
            mark = f"{step.basis}{' · needs checking' if step.verify else ''}"
            detail = mark
            if step.done_at is not None and step.done_by is not None:
                detail = f"{moment_words(step.done_at)}, {step.done_by.name} · {mark}"
            self.add_row(CardRow(step.title, detail, box))
