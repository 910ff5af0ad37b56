"""One treatment as a chain of five steps, with what is missing above it and the next steps as buttons."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from au_desktop.ui.kit.accessible import named, text_label
from au_desktop.ui.kit.buttons import PrimaryButton, QuietButton, SecondaryButton
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.notice import Notice
from au_desktop.ui.kit.tokens import SPACE_4, SPACE_8, SPACE_12, State
from au_desktop.ui.safety.dosages.chain_words import chain_of, missing_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from au_desktop.domain.moments import Moment
    from au_desktop.domain.safety.treatments import Treatment
    from au_desktop.ui.safety.dosages.chain_words import StepWords
    from au_desktop.ui.safety.dosages.next_steps import NextStep


class ChainView(QWidget):
    """Emits `step_wanted(key)` for a button of a next step."""

    step_wanted = Signal(str)

    def __init__(self, treatment: Treatment, now: Moment, steps: Sequence[NextStep]) -> None:
        super().__init__()
        self.buttons: dict[str, QWidget] = {}
        self.menu = QMenu(self)
        self.menu.setToolTipsVisible(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        lacks = missing_words(treatment)
        self.missing = Notice("\n".join(lacks), State.ATTENTION)
        column.addWidget(self.missing)
        if steps:
            column.addLayout(self._step_buttons(steps))
        for number, words in enumerate(chain_of(treatment, now), 1):
            column.addWidget(_step(number, words))

    def _step_buttons(self, steps: Sequence[NextStep]) -> QVBoxLayout:
        """The first two as buttons, what else is open in a menu."""
        column = QVBoxLayout()
        column.setSpacing(SPACE_8)
        for step in steps[:_SHOWN]:
            button = PrimaryButton(step.title) if step.main else SecondaryButton(step.title)
            button.setEnabled(not step.why_not)
            button.setToolTip(step.why_not)
            button.clicked.connect(partial(self.step_wanted.emit, step.key))
            self.buttons[step.key] = button
            column.addWidget(button)
        if len(steps) > _SHOWN:
            column.addWidget(self._others(steps[_SHOWN:]))
        return column

    def _others(self, steps: Sequence[NextStep]) -> QuietButton:
        for step in steps:
            action = self.menu.addAction(step.title, partial(self.step_wanted.emit, step.key))
            action.setEnabled(not step.why_not)
            action.setToolTip(step.why_not)
        button = QuietButton("Other steps", "more")
        button.clicked.connect(
            lambda: self.menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
        )
        return button


_SHOWN = 2


def _step(number: int, words: StepWords) -> QFrame:
    card = QFrame()
    card.setProperty("kind", "card")
    said = " ".join(words.lines)
    named(card, f"{number}. {words.title}: {words.chip}", said)
    head = QHBoxLayout()
    head.setSpacing(SPACE_8)
    head.addWidget(text_label(f"{number}  {words.title}", "strong"))
    head.addWidget(StateChip(words.chip, words.state))
    head.addStretch(1)
    column = QVBoxLayout(card)
    column.setContentsMargins(SPACE_12, SPACE_8, SPACE_12, SPACE_8)
    column.setSpacing(SPACE_4)
    column.addLayout(head)
    for line in words.lines:
        label = text_label(line, wrap=True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(label)
    return card
