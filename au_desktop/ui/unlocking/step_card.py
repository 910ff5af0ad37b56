"""The card that every step of the unlock window is shown on: title, body, reason, busy line, buttons."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from au_desktop.ui.kit.accessible import named, text_label
from au_desktop.ui.kit.buttons import PrimaryButton, QuietButton
from au_desktop.ui.kit.tokens import SPACE_8, SPACE_12, SPACE_16, SPACE_24

WIDTH = 560


class StepCard(QFrame):
    """Put content into `body`. `back_wanted` is Back or Esc; `primary_wanted` is the main button."""

    back_wanted = Signal()
    primary_wanted = Signal()

    def __init__(self, title: str, intro: str = "", primary: str = "", back: str = "Back") -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(title)
        self.title = text_label(title, "title", wrap=True)
        self.intro = text_label(intro, "muted", wrap=True)
        self.intro.setVisible(bool(intro))
        self.content = QWidget()
        self.body = QVBoxLayout(self.content)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(SPACE_12)
        self.reason = named(text_label("", "problem", wrap=True), "Reason")
        self.reason.hide()
        self.busy_words = text_label("", "muted", wrap=True)
        self.busy_bar = named(QProgressBar(), "Progress")
        self.busy_bar.setRange(0, 0)
        self.busy_bar.setTextVisible(False)
        self.back_button = QuietButton(back, "back")
        self.back_button.setVisible(bool(back))
        self.primary_button = PrimaryButton(primary)
        self.primary_button.setVisible(bool(primary))
        self.foot = QHBoxLayout()
        self.foot.setSpacing(SPACE_8)
        self._busy = False
        self._lay_out()
        self.back_button.clicked.connect(self.back_wanted)
        self.primary_button.clicked.connect(self._on_primary)
        self.set_busy("")

    @property
    def busy(self) -> bool:
        """Whether something is under way."""
        return self._busy

    def set_busy(self, words: str) -> None:
        """Say what is under way and take the controls back; nothing gives them again."""
        self._busy = bool(words)
        self.busy_bar.setRange(0, 0)
        self.busy_words.setText(words)
        self.busy_words.setVisible(self._busy)
        self.busy_bar.setVisible(self._busy)
        self.content.setEnabled(not self._busy)
        for button in (self.primary_button, self.back_button):
            button.setEnabled(not self._busy)

    def show_progress(self, done: int, total: int) -> None:
        """Show how far long work is; an unknown total shows that it moves."""
        self.busy_bar.setRange(0, max(0, total))
        self.busy_bar.setValue(done)

    def refuse(self, text: str) -> None:
        """Say why it did not work, above the buttons; nothing takes it away."""
        self.set_busy("")
        self.reason.setText(text)
        self.reason.setAccessibleName(text or "Reason")
        self.reason.setVisible(bool(text))

    def take_focus(self) -> None:
        """Put the cursor where the person starts; a step overrides this."""
        self.content.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape and not self._busy and self.back_button.isVisible():
            self.back_wanted.emit()
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self.foot.addWidget(self.back_button)
        self.foot.addStretch(1)
        self.foot.addWidget(self.primary_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_24 + 4, SPACE_24, SPACE_24 + 4, SPACE_16 + 4)
        column.setSpacing(SPACE_12)
        column.addWidget(self.title)
        column.addWidget(self.intro)
        column.addWidget(self.content)
        column.addWidget(self.reason)
        column.addWidget(self.busy_words)
        column.addWidget(self.busy_bar)
        column.addLayout(self.foot)

    def _on_primary(self) -> None:
        if not self._busy:
            self.refuse("")
            self.primary_wanted.emit()
