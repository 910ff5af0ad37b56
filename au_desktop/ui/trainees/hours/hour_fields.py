"""Fields of hours: hours by topic or element with their sum, and a clock time."""

import json
from collections.abc import Sequence
from datetime import time
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from au_desktop.domain.errors import DomainError, Invalid
from au_desktop.domain.number_text import read_number
from au_desktop.domain.reference.profiles import TrainingTopic
from au_desktop.domain.training.hours import HourPart
from au_desktop.services.imports.cell_words import Unread
from au_desktop.services.imports.record_words import clock_of
from au_desktop.ui.kit.accessible import named, text_label
from au_desktop.ui.kit.hour_words import hours_words
from au_desktop.ui.kit.tokens import SPACE_4, SPACE_8

_OTHER = ("", "Other subject", "")
NOT_HOURS = "Type hours above zero, such as 2 or 1.5."
NOT_A_TIME = "Type a time such as 08:30."


class PartsField(QWidget):
    """One line a topic; `read()` gives the hours by topic, `value()` the sum while every line can be read."""

    changed = Signal(object)

    def __init__(self, topics: Sequence[TrainingTopic], entered: Sequence[HourPart] = ()) -> None:
        super().__init__()
        self.edits: dict[str, QLineEdit] = {}
        self.total = text_label("", "strong")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_8)
        grid.setVerticalSpacing(SPACE_4)
        grid.setColumnStretch(0, 1)
        for row, (code, words, text) in enumerate(_lines(topics, entered)):
            label = text_label(words, wrap=True)
            label.setToolTip(text)
            edit = named(QLineEdit(), f"Hours: {words}")
            edit.setFixedWidth(84)
            edit.setAlignment(Qt.AlignmentFlag.AlignRight)
            edit.setPlaceholderText("h")
            edit.textChanged.connect(self._on_typed)
            label.setBuddy(edit)
            grid.addWidget(label, row, 0)
            grid.addWidget(edit, row, 1)
            self.edits[code] = edit
        grid.addWidget(self.total, len(self.edits), 0, 1, 2, Qt.AlignmentFlag.AlignRight)
        self.setFocusProxy(next(iter(self.edits.values())))
        self._tell_total()

    def read(self) -> tuple[HourPart, ...]:
        """Hours by topic; a topic without hours is left out.

        Raises:
            Invalid: a line cannot be read, or all are empty.
        """
        found = []
        for code, edit in self.edits.items():
            if edit.text().strip():
                found.append(HourPart(code, _hours(edit.text())))
        if not found:
            raise Invalid("hours", "Type the hours of at least one line.")
        return tuple(found)

    def value(self) -> Decimal | None:
        """The sum, or None while nothing can be read."""
        try:
            return sum((part.hours for part in self.read()), Decimal(0))
        except Invalid:
            return None

    def set_value(self, parts: object) -> None:
        """Show these hours."""
        sums: dict[str, Decimal] = {}
        for part in parts if isinstance(parts, tuple) else ():
            sums[part.code] = sums.get(part.code, Decimal(0)) + part.hours
        for code, edit in self.edits.items():
            edit.setText(format(sums[code], "f") if code in sums else "")

    def draft_text(self) -> str:
        """What is typed, line by line."""
        return json.dumps({code: edit.text() for code, edit in self.edits.items()})

    def take_draft_text(self, text: str) -> None:
        """Type it again."""
        for code, typed in json.loads(text).items():
            if code in self.edits:
                self.edits[code].setText(typed)

    def _on_typed(self, _text: str) -> None:
        self._tell_total()
        self.changed.emit(self.value())

    def _tell_total(self) -> None:
        total = self.value()
        self.total.setText(f"In all {hours_words(total)}" if total else "In all –")


class ClockEdit(QLineEdit):
    """A typed clock time, such as 08:30 or 1:15 pm."""

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("08:30")
        self.setMaximumWidth(120)

    def read(self) -> time | None:
        """The time, None for an empty field.

        Raises:
            Invalid: it cannot be read.
        """
        try:
            return clock_of(self.text().strip()).value
        except Unread:
            raise Invalid("times", NOT_A_TIME) from None


def _lines(
    topics: Sequence[TrainingTopic], entered: Sequence[HourPart]
) -> list[tuple[str, str, str]]:
    """A line a topic, those that were entered under another profile too, and one for any other subject."""
    lines = [(topic.code, f"{topic.code}  {topic.title}", topic.text) for topic in topics]
    known = {line[0] for line in lines} | {_OTHER[0]}
    foreign = {part.code: "Not a topic of this jurisdiction profile" for part in entered}
    lines += [(code, code, text) for code, text in foreign.items() if code not in known]
    return [*lines, _OTHER]


def _hours(text: str) -> Decimal:
    try:
        hours = read_number(text)
    except DomainError:
        raise Invalid("hours", NOT_HOURS) from None
    if hours <= 0:
        raise Invalid("hours", NOT_HOURS)
    return hours
