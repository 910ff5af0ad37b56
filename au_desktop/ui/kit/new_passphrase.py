"""A new passphrase typed twice, with the rules judged while typing."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from au_desktop.domain.errors import Invalid
from au_desktop.ui.kit.accessible import styled, text_label
from au_desktop.ui.kit.passphrase_edit import PassphraseEdit
from au_desktop.ui.kit.tokens import SPACE_4, SPACE_8

RULES = (
    "Long is what makes it strong: several words that do not belong together. "
    "No digits or signs are asked for, and it never has to be changed by the calendar."
)


class NewPassphrase(QWidget):
    """`check` raises `Invalid` for a passphrase that cannot be taken; `good()` is true when both lines fit."""

    changed = Signal()
    entered = Signal()

    def __init__(self, check: Callable[[str], None], label: str = "Passphrase") -> None:
        super().__init__()
        self._check = check
        self.first = PassphraseEdit(label)
        self.second = PassphraseEdit(f"{label} again")
        self.rule = text_label("", "hint", wrap=True)
        self.match = text_label("", "hint", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_4)
        for text, field in ((label, self.first), (f"{label} again", self.second)):
            caption = QLabel(text)
            caption.setBuddy(field.edit)
            column.addWidget(caption)
            column.addWidget(field)
            column.addWidget(self.rule if field is self.first else self.match)
            column.addSpacing(SPACE_8)
        self.setFocusProxy(self.first)
        self.first.changed.connect(self._judge)
        self.second.changed.connect(self._judge)
        self.first.entered.connect(self.second.edit.setFocus)
        self.second.entered.connect(self.entered)
        self._judge()

    def value(self) -> str:
        """The passphrase."""
        return self.first.value()

    def reason(self) -> str:
        """Why it cannot be taken, or nothing."""
        try:
            self._check(self.first.value())
        except Invalid as refused:
            return f"This passphrase is {refused.reason}.".replace("is is ", "is ")
        if self.first.value() != self.second.value():
            return "The two lines differ."
        return ""

    def good(self) -> bool:
        """Whether it can be taken."""
        return not self.reason()

    def show_refusal(self, reason: str) -> None:
        """Show why the program refused it after all."""
        self._say(self.rule, reason, "error")

    def clear(self) -> None:
        """Empty both lines."""
        self.first.clear()
        self.second.clear()

    def _judge(self, _text: str = "") -> None:
        first, second = self.first.value(), self.second.value()
        reason = self.reason() if first else ""
        differs = bool(second) and first != second
        rule_fails = bool(reason) and reason != "The two lines differ."
        if not first:
            self._say(self.rule, RULES, "hint")
        elif rule_fails:
            self._say(self.rule, reason, "error")
        else:
            self._say(self.rule, "Long enough and not a common one.", "good")
        same = "Both lines are the same." if second and not differs else ""
        self._say(
            self.match,
            "The two lines differ." if differs else same,
            "error" if differs else "good",
        )
        self.changed.emit()

    @staticmethod
    def _say(label: QLabel, text: str, tone: str) -> None:
        label.setText(text)
        styled(label, tone=tone)
