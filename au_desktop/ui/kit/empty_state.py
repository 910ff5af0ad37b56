"""What an empty page says: what belongs here, and the first step."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from au_desktop.ui.kit import icons
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.buttons import PrimaryButton
from au_desktop.ui.kit.tokens import SPACE_8, SPACE_16, SPACE_24


class EmptyState(QWidget):
    """An icon, a title, a sentence and one button."""

    first_step = Signal()

    def __init__(self, icon_name: str, title: str, text: str, button: str = "") -> None:
        super().__init__()
        self._icon_name = icon_name
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.title = text_label(title, "title")
        self.text = text_label(text, "muted", wrap=True)
        self.button = PrimaryButton(button)
        self.button.setVisible(bool(button))
        self.button.clicked.connect(self.first_step)
        for label in (self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.text.setFixedWidth(420)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_24, SPACE_24, SPACE_24, SPACE_24)
        column.setSpacing(SPACE_8)
        column.addStretch(2)
        for widget in (self._picture, self.title, self.text, self.button):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.insertSpacing(2, SPACE_8)
        column.insertSpacing(5, SPACE_16 - SPACE_8)
        column.addStretch(3)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self._fit()
        self._draw()

    def set_words(self, title: str, text: str, button: str = "") -> None:
        """Say something else, for instance that a filter hides everything."""
        self.title.setText(title)
        self.text.setText(text)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Tint the icon again when the theme changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()
            self._draw()

    def _fit(self) -> None:
        self.text.ensurePolished()
        self.text.setFixedHeight(max(self.text.heightForWidth(self.text.width()), 0))

    def _draw(self) -> None:
        self._picture.setPixmap(icons.pixmap(self._icon_name, "muted", 40))
