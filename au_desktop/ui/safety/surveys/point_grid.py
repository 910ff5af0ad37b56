"""The table of a survey's points: readings and wipes typed down the columns, each judged beside its level as it is typed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.tokens import SPACE_8
from au_desktop.ui.safety.surveys.point_row import GridRules, PointRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from au_desktop.domain.safety.surveys import PointRef, Survey
    from au_desktop.services.safety.survey_forms import PointTask, ReadingEntry, WipeEntry
    from au_desktop.ui.safety.surveys.survey_words import PointMark

HEADS = ("Point", "Reading", "Trigger", "", "Gross", "dpm/100 cm²", "Level", "", "Note")
_NOTE = 8
_FILLS = Qt.AlignmentFlag(0)
_ALIGNED = dict.fromkeys((3, 7), Qt.AlignmentFlag.AlignVCenter)
_STEPS = {Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class PointGrid(QWidget):
    """Emits `changed` when anything is typed and `point_entered(number)` when the cursor comes to a point."""

    changed = Signal(object)
    point_entered = Signal(int)

    def __init__(self, rules: GridRules, tasks: Sequence[PointTask]) -> None:
        super().__init__()
        self.rows = tuple(PointRow(task, rules, self) for task in tasks)
        self._body = QWidget()
        self._body.setObjectName("scroll_body")
        self._grid = QGridLayout(self._body)
        self._grid.setContentsMargins(0, 0, SPACE_8, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(6)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self._body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.area, 1)
        self.setAccessibleName("Points")
        self._fill()

    def judge(self) -> None:
        """Judge every row again, after a level or the way of counting changed."""
        for row in self.rows:
            row.judge()

    def focus_first(self) -> None:
        """Put the cursor into the first cell."""
        cells = (one for row in self.rows for one in (row.reading, row.gross) if one is not None)
        edit = next(cells, None)
        if edit is not None:
            edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_point(self, point: int) -> None:
        """Put the cursor into the first cell of a point."""
        for row in self.rows:
            edit = row.reading or row.gross
            if row.task.point.number == point and edit is not None:
                edit.setFocus(Qt.FocusReason.OtherFocusReason)
                self.area.ensureWidgetVisible(edit)

    def readings(self) -> tuple[ReadingEntry, ...]:
        """Every reading that was typed; raises `QuantityError`."""
        found = (row.entered_reading() for row in self.rows)
        return tuple(one for one in found if one is not None)

    def wipes(self) -> tuple[WipeEntry, ...]:
        """Every wipe that was typed and can be reckoned; raises `QuantityError`."""
        found = (row.entered_wipe() for row in self.rows)
        return tuple(one for one in found if one is not None)

    def wipes_typed(self) -> bool:
        """Whether a gross count stands anywhere."""
        return any(row.gross is not None and row.gross.text().strip() for row in self.rows)

    def readings_typed(self) -> bool:
        """Whether a reading stands anywhere."""
        return any(row.reading is not None and row.reading.text().strip() for row in self.rows)

    def missing(self) -> tuple[str, ...]:
        """The points with an empty cell."""
        return tuple(row.task.point.title for row in self.rows if row.empty)

    def marks(self) -> dict[int, PointMark]:
        """How the plan shows the points by what is typed so far."""
        marks = ((row.task.point.number, row.mark()) for row in self.rows)
        return {number: mark for number, mark in marks if mark is not None}

    def set_reading(self, point: PointRef, text: str, note: str = "") -> bool:
        """Fill the reading of a point; False where the form has no such point."""
        for row in self.rows:
            known = row.task.point
            same = known == point or (point.number != 0 and known.number == point.number)
            if same and row.reading is not None:
                row.reading.setText(text)
                row.note.setText(note)
                return True
        return False

    def take_survey(self, survey: Survey) -> None:
        """Fill what an earlier survey read and counted."""
        for row in self.rows:
            for reading in survey.readings:
                if reading.point == row.task.point and row.reading is not None:
                    row.reading.setText(f"{reading.rate}")
                    row.note.setText(reading.note)
            for wipe in survey.wipes:
                if wipe.point == row.task.point and row.gross is not None:
                    row.gross.setText(f"{wipe.count.gross}")
                    row.note.setText(wipe.note or row.note.text())

    def draft_text(self) -> str:
        """What is typed, to be kept as a draft."""
        cells = {
            row.task.point.title: ["" if one is None else one.text() for one in row.edits]
            for row in self.rows
        }
        filled = {name: texts for name, texts in cells.items() if any(texts)}
        return json.dumps(filled) if filled else ""

    def take_draft_text(self, text: str) -> None:
        """Put a draft back."""
        kept = json.loads(text) if text else {}
        for row in self.rows:
            texts = kept.get(row.task.point.title, ["", "", ""])
            for edit, typed in zip(row.edits, texts, strict=True):
                if edit is not None and typed:
                    edit.setText(typed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and the arrow keys go up and down a column; coming to a cell tells its point."""
        if event.type() == QEvent.Type.FocusIn:
            self.point_entered.emit(int(watched.property("point") or 0))
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = _STEPS.get(Qt.Key(event.key()), 0)
            if step and isinstance(watched, QLineEdit):
                return self._step(watched, step)
        return super().eventFilter(watched, event)

    def _step(self, edit: QLineEdit, step: int) -> bool:
        readings, wipes, notes = (
            [edits[place] for row in self.rows if (edits := row.edits)[place] is not None]
            for place in range(3)
        )
        # after the last reading come the wipes
        for column in ([*readings, *wipes], notes):
            if edit in column:
                at = column.index(edit) + step
                if 0 <= at < len(column):
                    self._go_to(column[at])
        return True

    def _go_to(self, edit: QLineEdit | None) -> None:
        if edit is not None:
            edit.setFocus(Qt.FocusReason.TabFocusReason)
            edit.selectAll()
            self.area.ensureWidgetVisible(edit)

    def _fill(self) -> None:
        for column, head in enumerate(HEADS):
            self._grid.addWidget(text_label(head, "muted"), 0, column)
        for place, row in enumerate(self.rows, start=1):
            for column, widget in enumerate(row.widgets):
                if widget is not None:
                    self._grid.addWidget(widget, place, column, _ALIGNED.get(column, _FILLS))
            for edit in row.edits:
                if edit is not None:
                    edit.installEventFilter(self)
            row.changed.connect(lambda: self.changed.emit(None))
        self._grid.setRowStretch(len(self.rows) + 1, 1)
        self._grid.setColumnStretch(_NOTE, 1)
        self.judge()
