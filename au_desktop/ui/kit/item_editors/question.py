"""The question before an amount is taken that looks like a slip: keep it, or correct it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel

from au_desktop.domain.checklists.answers import AnswerValue
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.item_editors.doubt_words import entered_words
from au_desktop.ui.kit.item_editors.item_editor import plain_button
from au_desktop.ui.kit.tokens import SPACE_8, SPACE_12


class Question(QFrame):
    """`ask` shows it; `kept` or `corrected` answers it. Enter corrects: nothing is kept by a second press of the same key."""

    kept = Signal()
    corrected = Signal()

    def __init__(self, *, big: bool) -> None:
        super().__init__()
        self.setProperty("kind", "question")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.words: QLabel = text_label("", "item" if big else "strong", wrap=True)
        self.correct_button = plain_button("Correct", big=big, primary=True)
        self.keep_button = plain_button("Keep", big=big)
        self.correct_button.setProperty("target", "true")
        self.keep_button.setProperty("target", "true")
        grid = QGridLayout(self)
        grid.setContentsMargins(SPACE_12, SPACE_12, SPACE_12, SPACE_12)
        grid.setSpacing(SPACE_8)
        grid.addWidget(self.words, 0, 0, 1, 2)
        grid.addWidget(self.keep_button, 1, 0)
        grid.addWidget(self.correct_button, 1, 1)
        self.keep_button.clicked.connect(self._on_kept)
        self.correct_button.clicked.connect(self._on_corrected)
        self.hide()

    def ask(self, words: str, value: AnswerValue | None) -> None:
        """Show what speaks against the amount."""
        self.words.setText(words)
        self.setAccessibleName(words)
        amount = "" if value is None else entered_words(value)
        self.keep_button.setText(f"Keep {amount}")
        self.correct_button.setAccessibleName(f"Correct. {words}")
        self.show()
        self.correct_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_kept(self) -> None:
        self.hide()
        self.kept.emit()

    def _on_corrected(self) -> None:
        self.hide()
        self.corrected.emit()
