"""A date field that is typed (2026-11-22, 22 Nov 2026, 11/22/2026) or picked from a calendar."""

import re
from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from au_desktop.ui.kit.accessible import styled, text_label
from au_desktop.ui.kit.buttons import IconButton
from au_desktop.ui.kit.tokens import SPACE_4

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
UNREADABLE = "Type a date as 2026-11-22, 22 Nov 2026 or 11/22/2026."
_ISO = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})")
_DAY_WORD = re.compile(r"(?P<d>\d{1,2})\.? (?P<w>[a-z]{3})[a-z]*\.?,? (?P<y>\d{4})")
_WORD_DAY = re.compile(r"(?P<w>[a-z]{3})[a-z]*\.? (?P<d>\d{1,2}),? (?P<y>\d{4})")
_US = re.compile(r"(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4})")


def parse_date(text: str) -> date | None:
    """The date that was typed, or None: four-digit years only, because 11/10/09 has three readings."""
    cleaned = " ".join(text.casefold().split())
    for pattern in (_ISO, _DAY_WORD, _WORD_DAY, _US):
        found = pattern.fullmatch(cleaned)
        if found:
            return _date_of(found.groupdict())
    return None


def _date_of(parts: dict[str, str]) -> date | None:
    word = parts.get("w")
    if word is not None and word not in MONTHS:
        return None
    month = MONTHS.index(word) + 1 if word else int(parts["m"])
    try:
        return date(int(parts["y"]), month, int(parts["d"]))
    except ValueError:
        return None


class DateEdit(QWidget):
    """The typed text is kept as it is; `value()` is the date, or None while it cannot be read."""

    changed = Signal(object)

    def __init__(self, value: date | None = None) -> None:
        super().__init__()
        self._value: date | None = None
        self.edit = QLineEdit()
        self.edit.setPlaceholderText("2026-11-22")
        self.button = IconButton("calendar", "Choose from a calendar")
        self._error = text_label("", "error", wrap=True)
        self._error.hide()
        self._calendar: QCalendarWidget | None = None
        row = QHBoxLayout()
        row.setSpacing(SPACE_4)
        row.addWidget(self.edit, 1)
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_4)
        column.addLayout(row)
        column.addWidget(self._error)
        self.setFocusProxy(self.edit)
        self.edit.textEdited.connect(self._on_text_edited)
        self.edit.editingFinished.connect(self._on_editing_finished)
        self.button.clicked.connect(self._on_button_clicked)
        self.set_value(value)

    def value(self) -> date | None:
        """The date, or None."""
        return self._value

    def text(self) -> str:
        """What was typed."""
        return self.edit.text().strip()

    def reason(self) -> str:
        """Why the typed text cannot be taken, or nothing."""
        return UNREADABLE if self.text() and self._value is None else ""

    def set_value(self, value: date | None) -> None:
        """Show a date, or empty the field."""
        self.edit.setText(value.isoformat() if value else "")
        self._take(value)

    def setAccessibleName(self, name: str) -> None:
        """Name the field itself, which is where the focus goes."""
        super().setAccessibleName(name)
        self.edit.setAccessibleName(name)
        self.button.setAccessibleName(f"{name}: choose from a calendar")

    def _take(self, value: date | None) -> None:
        if value != self._value:
            self._value = value
            self.changed.emit(value)
        if not self.reason():
            self._show_reason("")

    def _show_reason(self, reason: str) -> None:
        self._error.setText(reason)
        self._error.setVisible(bool(reason))
        styled(self.edit, wrong="true" if reason else "false")

    def _on_text_edited(self, text: str) -> None:
        self._take(parse_date(text))

    def _on_editing_finished(self) -> None:
        self._show_reason(self.reason())

    def _on_button_clicked(self) -> None:
        if self._calendar is None:
            self._calendar = QCalendarWidget(self)
            self._calendar.setWindowFlag(Qt.WindowType.Popup)
            self._calendar.setVerticalHeaderFormat(
                QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader
            )
            self._calendar.activated.connect(self._on_day_chosen)
            self._calendar.clicked.connect(self._on_day_chosen)
        if self._value:
            self._calendar.setSelectedDate(
                QDate(self._value.year, self._value.month, self._value.day)
            )
        self._calendar.move(self.mapToGlobal(QPoint(0, self.edit.height() + 2)))
        self._calendar.show()

    def _on_day_chosen(self, day: QDate) -> None:
        if self._calendar is not None:
            self._calendar.hide()
        self.set_value(date(day.year(), day.month(), day.day()))
        self.edit.setFocus()
