"""The pane beside a list: the facts of the chosen row, its chips, and what can be done with it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.buttons import IconButton
from au_desktop.ui.kit.tokens import SPACE_8, SPACE_12, SPACE_16


class DetailPane(QFrame):
    """Title, subtitle, chips, pairs of fact and value, paragraphs, buttons; `clear` starts over."""

    closed = Signal()

    def __init__(self, empty_text: str = "Choose a row to see its details.") -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName("Details")
        self.setMinimumWidth(300)
        self._empty_text = empty_text
        self._title = text_label("", "title", wrap=True)
        self._subtitle = text_label("", "muted", wrap=True)
        self._close = IconButton("cross", "Close details")
        self._close.clicked.connect(self.closed)
        self._body = QWidget()
        self._body.setObjectName("scroll_body")
        self._rows = QVBoxLayout(self._body)
        self._rows.setContentsMargins(0, 0, SPACE_8, 0)
        self._rows.setSpacing(SPACE_12)
        self._foot = QHBoxLayout()
        self._lay_out()
        self.clear()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE_8)
        head.addWidget(self._title, 1)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self._body)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._foot.setSpacing(SPACE_8)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_16, SPACE_12, SPACE_8, SPACE_16)
        column.setSpacing(SPACE_8)
        column.addLayout(head)
        column.addWidget(self._subtitle)
        column.addWidget(area, 1)
        column.addLayout(self._foot)

    def clear(self) -> None:
        """Show that nothing is chosen."""
        self._empty(self._rows)
        self._empty(self._foot)
        self._title.setText("")
        self._subtitle.setText(self._empty_text)
        self._close.hide()

    def show_facts(
        self, title: str, subtitle: str, facts: Sequence[tuple[str, str | QWidget]]
    ) -> None:
        """Start over with a title and pairs of fact and value; a value may be a widget, for instance a chip."""
        self.clear()
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))
        self._close.show()
        grid_holder = QWidget()
        grid = QGridLayout(grid_holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_12)
        grid.setVerticalSpacing(SPACE_8)
        grid.setColumnStretch(1, 1)
        for at, (name, value) in enumerate(facts):
            grid.addWidget(text_label(name, "muted"), at, 0, Qt.AlignmentFlag.AlignTop)
            shown = text_label(value, wrap=True) if isinstance(value, str) else value
            if isinstance(value, str):
                shown.setAccessibleName(f"{name}: {value}")
            if isinstance(value, str):
                grid.addWidget(shown, at, 1)  # no alignment: a label that wraps would be cut
            else:
                grid.addWidget(
                    shown, at, 1, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
                )
        self._rows.addWidget(grid_holder)
        self._rows.addStretch(1)

    def add_section(self, title: str, lines: Sequence[str]) -> None:
        """Add a small heading with paragraphs, for instance the reasons why a case does not count yet."""
        at = max(0, self._rows.count() - 1)
        self._rows.insertWidget(at, text_label(title, "strong"))
        for offset, line in enumerate(lines, start=1):
            self._rows.insertWidget(at + offset, text_label(line, "muted", wrap=True))

    def add_content(self, widget: QWidget) -> None:
        """Add any widget under the facts."""
        self._rows.insertWidget(max(0, self._rows.count() - 1), widget)

    def add_action(self, button: QWidget) -> None:
        """Add a button at the foot."""
        self._foot.addWidget(button)

    def _empty(self, layout: QVBoxLayout | QHBoxLayout) -> None:
        while (item := layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
