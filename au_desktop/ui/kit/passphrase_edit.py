"""A field for a passphrase: dots or letters as the person likes, and a hint while Caps Lock is on."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.buttons import IconButton
from au_desktop.ui.kit.tokens import SPACE_4

CAPS_LOCK = "Caps Lock seems to be on."


class PassphraseEdit(QWidget):
    """The text is taken as typed, spaces too. `changed` follows every key, `entered` is Enter."""

    changed = Signal(str)
    entered = Signal()

    def __init__(self, name: str = "Passphrase") -> None:
        super().__init__()
        self.edit = QLineEdit()
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.edit.installEventFilter(self)
        self.show_button = IconButton("eye", "Show the passphrase")
        self.show_button.setCheckable(True)
        self.hint = text_label(CAPS_LOCK, "hint")
        self.hint.hide()
        self._caps_known = False
        row = QHBoxLayout()
        row.setSpacing(SPACE_4)
        row.addWidget(self.edit, 1)
        row.addWidget(self.show_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(row)
        column.addWidget(self.hint)
        self.setFocusProxy(self.edit)
        self.setAccessibleName(name)
        self.edit.textChanged.connect(self.changed)
        self.edit.returnPressed.connect(self.entered)
        self.show_button.toggled.connect(self._on_show_toggled)

    def value(self) -> str:
        """What was typed."""
        return self.edit.text()

    def set_value(self, text: str) -> None:
        """Fill the field, or empty it."""
        self.edit.setText(text)

    def clear(self) -> None:
        """Empty the field and cover it again."""
        self.edit.clear()
        self.show_button.setChecked(False)
        self.hint.hide()

    def setAccessibleName(self, name: str) -> None:
        """Name the field itself, which is where the focus goes."""
        super().setAccessibleName(name)
        self.edit.setAccessibleName(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt does not tell whether Caps Lock is on: a capital without Shift does."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self._look_at_key(event)
        return super().eventFilter(watched, event)

    def _look_at_key(self, event: QKeyEvent) -> None:
        letter = event.text()
        if event.key() == Qt.Key.Key_CapsLock and self._caps_known:
            self.hint.setVisible(self.hint.isHidden())
        elif letter.isalpha() and letter.upper() != letter.lower():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._caps_known = True
            self.hint.setVisible(letter.isupper() != shift)

    def _on_show_toggled(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.edit.setEchoMode(mode)
        self.show_button.set_icon("eye_off" if shown else "eye")
        words = "Hide the passphrase" if shown else "Show the passphrase"
        self.show_button.setAccessibleName(words)
        self.show_button.setToolTip(words)
