"""The buttons: one primary per page, secondary beside it, quiet inside rows, danger where something is lost."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from au_desktop.ui.kit import icons


class Button(QPushButton):
    """A push button whose icon follows the theme; Enter presses it as Space does."""

    kind = "secondary"
    icon_role = "text"

    def __init__(self, text: str, icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._icon_name = icon_name
        self.setProperty("kind", self.kind)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setIconSize(QSize(18, 18))
        self._draw_icon()

    def set_icon(self, name: str, role: str | None = None) -> None:
        """Show another icon of the set."""
        self._icon_name = name
        self.icon_role = role or self.icon_role
        self._draw_icon()

    def changeEvent(self, event: QEvent) -> None:
        """Tint the icon again when the theme changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._draw_icon()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Enter too, as people expect of a focused button."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def _draw_icon(self) -> None:
        if self._icon_name:
            self.setIcon(icons.icon(self._icon_name, self.icon_role))


class PrimaryButton(Button):
    """The one thing that this page or dialog is for."""

    kind = "primary"
    icon_role = "on_accent"


class SecondaryButton(Button):
    """Anything else that may be done here."""


class QuietButton(Button):
    """A small step inside a row or card: a word in the accent color."""

    kind = "quiet"
    icon_role = "accent"


class DangerButton(Button):
    """A step that loses or voids something."""

    kind = "danger"
    icon_role = "problem"


class IconButton(Button):
    """An icon alone; its name is spoken and shown on hover."""

    kind = "icon"
    icon_role = "muted"

    def __init__(self, icon_name: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__("", icon_name, parent)
        self.setAccessibleName(name)
        self.setToolTip(name)


class BigButton(Button):
    """A touch target for a gloved hand, 60 px high; checkable ones show an answer in its state's color."""

    def __init__(self, text: str, icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, icon_name, parent)
        self.setProperty("big", "true")
        self.setIconSize(QSize(24, 24))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @classmethod
    def primary(cls, text: str, icon_name: str = "") -> "BigButton":
        """A big button that is the next thing to do."""
        made = cls(text, icon_name)
        made.setProperty("kind", "primary")
        made.icon_role = "on_accent"
        made._draw_icon()
        return made

    @classmethod
    def answer(cls, text: str, state: str, icon_name: str = "") -> "BigButton":
        """A checkable answer: state ok, attention, problem or neutral colors it once it is chosen."""
        made = cls(text, icon_name)
        made.setCheckable(True)
        made.setProperty("answer", state)
        made.toggled.connect(lambda on: made.set_icon(icon_name, state if on else "text"))
        return made
