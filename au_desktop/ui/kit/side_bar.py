"""The side bar: center and license on top, then the pages with icon, word and how much waits."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from au_desktop.ui.kit.accessible import plain_tip, text_label
from au_desktop.ui.kit.buttons import Button
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.tokens import SPACE_8, State

WIDTH = 208


class NavButton(Button):
    """One page of the side bar."""

    kind = "nav"

    def __init__(self, title: str, icon_name: str) -> None:
        super().__init__(f"  {title}", icon_name)
        self._title = title
        self.setCheckable(True)
        self.setIconSize(QSize(20, 20))
        self._badge = StateChip("0", State.ATTENTION, self)
        self._badge.hide()
        self.toggled.connect(self._on_toggled)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """Show how much waits; nothing is shown for zero."""
        self._badge.setText(str(count) if count < 1000 else "999+")
        self._badge.setVisible(count > 0)
        self.setAccessibleName(f"{self._title}, {count} waiting" if count else self._title)
        self._place_badge()

    def count_text(self) -> str:
        """The count that is shown, or nothing."""
        return "" if self._badge.isHidden() else self._badge.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the count at the right end."""
        super().resizeEvent(event)
        self._place_badge()

    def changeEvent(self, event: QEvent) -> None:
        """A count grows with the size of the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_badge"):
            self._place_badge()

    def _place_badge(self) -> None:
        self._badge.adjustSize()
        self._badge.move(
            self.width() - self._badge.width() - 10, (self.height() - self._badge.height()) // 2
        )

    def _on_toggled(self, checked: bool) -> None:
        self.set_icon(self._icon_name, "accent" if checked else "text")


class SideBar(QWidget):
    """Emits `page_chosen(key)`; the up and down arrows move between pages."""

    page_chosen = Signal(str)

    def __init__(self, pages: Sequence[tuple[str, str, str]]) -> None:
        super().__init__()
        self.setObjectName("side_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Pages")
        self.setFixedWidth(WIDTH)
        self._buttons: dict[str, NavButton] = {}
        self._center = text_label("", "strong", wrap=True)
        self._license = text_label("", "small")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 14, 8, SPACE_8)
        column.setSpacing(2)
        for label in (self._center, self._license):
            label.setContentsMargins(10, 0, 0, 0)
            column.addWidget(label)
        column.addSpacing(10)
        group = QButtonGroup(self)
        for key, title, icon_name in pages:
            button = NavButton(title, icon_name)
            button.clicked.connect(lambda _on=False, chosen=key: self.page_chosen.emit(chosen))
            group.addButton(button)
            column.addWidget(button)
            self._buttons[key] = button
        for number, button in enumerate(self._buttons.values(), start=1):
            if number <= 9:
                button.setToolTip(f"Ctrl+{number}")
        column.addStretch(1)

    def set_center(self, name: str, license_number: str) -> None:
        """Show the center's name and license; a name too long for two lines is cut and shown on hover."""
        metrics = self._center.fontMetrics()
        room = 2 * (WIDTH - 64)
        self._center.setText(metrics.elidedText(name, Qt.TextElideMode.ElideRight, room))
        self._center.setToolTip(plain_tip(name))
        self._license.setText(f"License {license_number}" if license_number else "")

    def set_current(self, key: str) -> None:
        """Mark the page that is shown."""
        self._buttons[key].setChecked(True)

    def set_badge(self, key: str, count: int) -> None:
        """Show how much waits on a page."""
        self._buttons[key].set_count(count)

    def button(self, key: str) -> NavButton:
        """The button of a page."""
        return self._buttons[key]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the focus up and down."""
        buttons = list(self._buttons.values())
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        focused = next((at for at, one in enumerate(buttons) if one.hasFocus()), None)
        if step is None or focused is None:
            super().keyPressEvent(event)
            return
        buttons[(focused + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)
