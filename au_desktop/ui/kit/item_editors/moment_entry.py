"""A date and a time to type or to step with large keys."""

import re
from datetime import UTC, datetime, time, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from au_desktop.domain.moments import Moment
from au_desktop.ui.kit.accessible import named, styled, text_label
from au_desktop.ui.kit.date_edit import DateEdit
from au_desktop.ui.kit.item_editors.item_editor import plain_button
from au_desktop.ui.kit.tokens import SPACE_8

UNREADABLE_TIME = "Type a time as 10:07 or 10:07:25."
_TIME = re.compile(r"(?P<h>\d{1,2})[:.](?P<m>\d{2})(?:[:.](?P<s>\d{2}))?")
_STEPS = (
    ("\u2212 1 day", timedelta(days=-1)),
    ("+ 1 day", timedelta(days=1)),
    ("\u2212 1 h", timedelta(hours=-1)),
    ("+ 1 h", timedelta(hours=1)),
    ("\u2212 10 min", timedelta(minutes=-10)),
    ("+ 10 min", timedelta(minutes=10)),
    ("\u2212 1 min", timedelta(minutes=-1)),
    ("+ 1 min", timedelta(minutes=1)),
)


def parse_time(text: str) -> time | None:
    """The time of day that was typed, or None."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return None
    try:
        return time(int(found["h"]), int(found["m"]), int(found["s"] or 0))
    except ValueError:
        return None


class MomentFields(QWidget):
    """Date and time side by side; `changed` with the moment, or None while it cannot be read."""

    changed = Signal(object)
    finished = Signal()

    def __init__(self, now: Moment) -> None:
        super().__init__()
        self._shown: Moment | None = None
        self._offset_minutes = now.offset_minutes
        self.day = DateEdit()
        self.day.setAccessibleName("Date")
        self.clock = named(QLineEdit(), "Time")
        self.clock.setPlaceholderText("10:07")
        self.clock.setFixedWidth(92)
        self._error = text_label("", "error", wrap=True)
        self._error.hide()
        row = QHBoxLayout()
        row.setSpacing(SPACE_8)
        row.addWidget(self.day, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.clock, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._error)
        self.setFocusProxy(self.day)
        self.day.changed.connect(self._on_edited)
        self.clock.textEdited.connect(self._on_edited)
        self.clock.editingFinished.connect(self._on_finished)
        self.day.edit.editingFinished.connect(self._on_finished)

    def set_value(self, moment: Moment | None) -> None:
        """Show a moment, or empty both fields."""
        self._shown = moment
        if moment is not None:
            self._offset_minutes = moment.offset_minutes
        blocked = self.blockSignals(True)
        self.day.set_value(None if moment is None else moment.local.date())
        self.clock.setText("" if moment is None else f"{moment.local:%H:%M:%S}")
        self.blockSignals(blocked)
        self._say("")

    def set_locked(self, *, locked: bool) -> None:
        """Readable, but not changed."""
        self.day.edit.setReadOnly(locked)
        self.clock.setReadOnly(locked)
        self.day.button.setVisible(not locked)

    def value(self) -> Moment | None:
        """The moment, or None; the one that was shown keeps its fractions of a second."""
        day, clock = self.day.value(), parse_time(self.clock.text())
        if day is None or clock is None:
            return None
        if self._shown is not None:
            local = self._shown.local
            if (local.date(), local.time().replace(microsecond=0)) == (day, clock):
                return self._shown
        local_as_utc = datetime.combine(day, clock, tzinfo=UTC)
        return Moment(local_as_utc - timedelta(minutes=self._offset_minutes), self._offset_minutes)

    def _on_edited(self, *_: object) -> None:
        self.changed.emit(self.value())

    def _on_finished(self) -> None:
        text = self.clock.text().strip()
        self._say(UNREADABLE_TIME if text and parse_time(text) is None else "")
        self.finished.emit()

    def _say(self, reason: str) -> None:
        self._error.setText(reason)
        self._error.setVisible(bool(reason))
        styled(self.clock, wrong="true" if reason else "false")


class MomentPanel(QWidget):
    """The fields with stepping keys for gloved hands, and OK."""

    taken = Signal(object)
    dismissed = Signal()

    def __init__(self, moment: Moment) -> None:
        super().__init__()
        self.fields = MomentFields(moment)
        self.fields.set_value(moment)
        for edit in (self.fields.day.edit, self.fields.clock):
            edit.setProperty("big", "true")
        self.line = text_label("", "error", wrap=True)
        self.ok = plain_button("OK", big=True, primary=True, icon="check")
        self.ok.clicked.connect(self._on_ok)
        self.steps = [plain_button(words, big=True) for words, _ in _STEPS]
        grid = QGridLayout()
        grid.setSpacing(SPACE_8)
        for at, (button, (_, step)) in enumerate(zip(self.steps, _STEPS, strict=True)):
            button.clicked.connect(lambda _on=False, step=step: self._step(step))
            grid.addWidget(button, at // 2, at % 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(self.fields)
        column.addLayout(grid)
        column.addWidget(self.line)
        column.addWidget(self.ok)
        column.addStretch(1)
        self.setFocusProxy(self.fields.clock)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the time, Esc leaves it as it was."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_ok()
        elif event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
        else:
            super().keyPressEvent(event)

    def _step(self, step: timedelta) -> None:
        moment = self.fields.value()
        if moment is not None:
            self.fields.set_value(Moment(moment.utc + step, moment.offset_minutes))

    def _on_ok(self) -> None:
        moment = self.fields.value()
        if moment is None:
            self.line.setText(UNREADABLE_TIME)
            return
        self.taken.emit(moment)
