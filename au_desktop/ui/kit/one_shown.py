"""Shows one of several widgets and takes only the room that this one needs, unlike a stack."""

from PySide6.QtWidgets import QVBoxLayout, QWidget


class OneShown(QWidget):
    """The first widget that is added is shown first."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._widgets: list[QWidget] = []
        self._current = 0

    def add(self, widget: QWidget) -> None:
        """Add a widget at the end."""
        self._widgets.append(widget)
        self._column.addWidget(widget)
        widget.setVisible(len(self._widgets) == 1)

    def remove(self, widget: QWidget) -> None:
        """Take a widget out; it is given back without a parent."""
        self._widgets.remove(widget)
        self._column.removeWidget(widget)
        widget.setParent(None)
        self._current = min(self._current, max(0, len(self._widgets) - 1))

    def show_widget(self, widget: QWidget) -> None:
        """Show this one."""
        self._current = self._widgets.index(widget)
        for one in self._widgets:
            if one is not widget:
                one.hide()
        widget.show()

    def show_at(self, at: int) -> None:
        """Show the one at this place, counted from 0."""
        self.show_widget(self._widgets[at])

    def at(self) -> int:
        """Which place is shown."""
        return self._current

    def shown(self) -> QWidget:
        """The one that is shown."""
        return self._widgets[self._current]
