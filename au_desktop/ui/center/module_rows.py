"""The modules of a course as rows that can be added and removed: title, topic, hours where stated."""

import json
from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from au_desktop.domain.errors import DomainError, Invalid
from au_desktop.domain.number_text import read_number
from au_desktop.domain.training.courses import CourseModule
from au_desktop.ui.kit.accessible import named, text_label
from au_desktop.ui.kit.buttons import IconButton, QuietButton
from au_desktop.ui.kit.labelled_form import choice_field
from au_desktop.ui.kit.tokens import SPACE_4, SPACE_8

_NO_TOPIC = "No topic named"
_HEIGHT = 190


class _Row(QWidget):
    """One module."""

    changed = Signal()
    removed = Signal(object)

    def __init__(self, number: int, topics: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.title = named(QLineEdit(), f"Module {number}: title")
        self.title.setPlaceholderText("Title")
        self.topic = named(choice_field([("", _NO_TOPIC), *topics]), f"Module {number}: topic")
        self.topic.setFixedWidth(250)
        self.hours = named(QLineEdit(), f"Module {number}: hours")
        self.hours.setPlaceholderText("h")
        self.hours.setFixedWidth(64)
        self.hours.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.remove = IconButton("cross", f"Remove module {number}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_4)
        row.addWidget(self.title, 1)
        for widget in (self.topic, self.hours, self.remove):
            row.addWidget(widget)
        self.title.textChanged.connect(lambda _: self.changed.emit())
        self.hours.textChanged.connect(lambda _: self.changed.emit())
        self.topic.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.remove.clicked.connect(lambda: self.removed.emit(self))

    def texts(self) -> tuple[str, str, str]:
        """What is typed."""
        return self.title.text().strip(), str(self.topic.currentData()), self.hours.text().strip()

    def take(self, title: str, topic: str, hours: str) -> None:
        """Show these; a topic that no profile has stays as it was entered."""
        self.title.setText(title)
        self.title.setCursorPosition(0)
        if self.topic.findData(topic) < 0:
            self.topic.addItem(topic, topic)
        self.topic.setCurrentIndex(self.topic.findData(topic))
        self.hours.setText(hours)


class ModuleRows(QWidget):
    """`read()` gives the modules; rows without a title are left out."""

    changed = Signal(object)

    def __init__(self, topics: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._topics = tuple(topics)
        self.rows: list[_Row] = []
        self._nothing = text_label("No module is entered.", "muted")
        self.add_button = QuietButton("Add a module", "plus")
        self.add_button.clicked.connect(self._on_add_clicked)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        body = QWidget()
        body.setObjectName("scroll_body")
        self._rows = QVBoxLayout(body)
        self._rows.setContentsMargins(0, 0, SPACE_8, 0)
        self._rows.setSpacing(SPACE_4)
        self._rows.addStretch(1)
        self._area.setWidget(body)
        self._area.setFixedHeight(_HEIGHT)
        foot = QHBoxLayout()
        foot.addWidget(self.add_button)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_4)
        column.addWidget(self._nothing)
        column.addWidget(self._area)
        column.addLayout(foot)
        self.setFocusProxy(self.add_button)
        self._tell()

    def add_row(self, title: str = "", topic: str = "", hours: str = "") -> _Row:
        """Add a row at the end."""
        row = _Row(len(self.rows) + 1, self._topics)
        row.take(title, topic, hours)
        row.changed.connect(self._tell)
        row.removed.connect(self._on_removed)
        self._rows.insertWidget(self._rows.count() - 1, row)
        self.rows.append(row)
        self._tell()
        return row

    def read(self) -> tuple[CourseModule, ...]:
        """The modules as typed.

        Raises:
            Invalid: hours that cannot be read.
        """
        found = []
        for row in self.rows:
            title, topic, hours = row.texts()
            if title:
                found.append(CourseModule(title, topic, _hours(title, hours)))
        return tuple(found)

    def value(self) -> int:
        """How many rows."""
        return len(self.rows)

    def set_value(self, modules: object) -> None:
        """Show these modules."""
        for row in list(self.rows):
            self._on_removed(row)
        for module in modules if isinstance(modules, tuple) else ():
            hours = "" if module.hours is None else f"{module.hours:f}"
            self.add_row(module.title, module.topic, hours)

    def draft_text(self) -> str:
        """What is typed."""
        return json.dumps([row.texts() for row in self.rows])

    def take_draft_text(self, text: str) -> None:
        """Type it again."""
        self.set_value(())
        for title, topic, hours in json.loads(text):
            self.add_row(title, topic, hours)

    def _on_add_clicked(self) -> None:
        self.add_row().title.setFocus()

    def _on_removed(self, row: _Row) -> None:
        self.rows.remove(row)
        self._rows.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._tell()

    def _tell(self) -> None:
        self._nothing.setVisible(not self.rows)
        self._area.setVisible(bool(self.rows))
        self.changed.emit(self.value())


def _hours(title: str, text: str) -> Decimal | None:
    if not text:
        return None
    try:
        return read_number(text)
    except DomainError:
        raise Invalid("modules", f"The hours of {title} cannot be read.") from None
