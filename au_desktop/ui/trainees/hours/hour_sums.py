"""What counts of a trainee's hours at a glance: the sums against what is asked, and the hours of each topic and element."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from au_desktop.domain.reference.profiles import JurisdictionProfile, TrainingTopic
from au_desktop.domain.training.hour_rules.hour_count import HoursStanding, HourSum
from au_desktop.domain.training.standings.standing import Requirement, RequirementKind
from au_desktop.services.wording.standing_words import amount
from au_desktop.ui.kit import theme
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.card import Card
from au_desktop.ui.kit.tokens import SPACE_4, SPACE_8, SPACE_24

_LOWEST = 8
_TITLES = {
    RequirementKind.CLASSROOM_HOURS: "Classroom and laboratory",
    RequirementKind.TOTAL_HOURS: "Classroom and work together",
}


class HourBar(QWidget):
    """A bar of what counts, what waits, and what is left of what is asked; the words beside it say the same."""

    def __init__(self, sums: HourSum, needed: Decimal | None) -> None:
        super().__init__()
        self._sums, self._needed = sums, needed
        self.setMinimumHeight(_LOWEST)
        self.setMaximumHeight(_LOWEST)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(180, _LOWEST)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the track, then what waits, then what counts."""
        tokens = theme.current().tokens
        whole = self._needed or (self._sums.counted + self._sums.waiting) or Decimal(1)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        reached = (
            (Decimal(1), tokens.border),
            ((self._sums.counted + self._sums.waiting) / whole, tokens.attention),
            (self._sums.counted / whole, tokens.accent),
        )
        for part, color in reached:
            width = self.width() * float(min(part, Decimal(1)))
            if width:
                painter.setBrush(QColor(color))
                painter.drawRoundedRect(QRectF(0, 0, width, self.height()), 4, 4)


class HourSums(Card):
    """Three columns: the sums, the classroom topics, the elements of work experience."""

    def __init__(self) -> None:
        super().__init__()
        self._inside = QWidget()
        self._row = QHBoxLayout(self._inside)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE_24)
        self.add_content(self._inside)

    def show_standing(
        self,
        hours: HoursStanding,
        requirements: Sequence[Requirement],
        profile: JurisdictionProfile,
    ) -> None:
        """Draw the columns again."""
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        columns = (
            _sums(hours, requirements),
            _lines("Topics of classroom training", profile.topics, hours.by_topic),
            _lines("Elements of work experience", profile.elements, hours.by_element),
        )
        for column in columns:
            self._row.addWidget(column, 1)


def _sums(hours: HoursStanding, requirements: Sequence[Requirement]) -> QWidget:
    asked = {one.kind: one.needed for one in requirements if one.kind in _TITLES}
    sums = {
        RequirementKind.CLASSROOM_HOURS: HourSum(hours.classroom, hours.classroom_waiting),
        RequirementKind.TOTAL_HOURS: HourSum(hours.total, hours.total_waiting),
    }
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE_4)
    for kind, title in _TITLES.items():
        needed = asked.get(kind)
        column.addWidget(text_label(title, "muted"))
        words = text_label(_sum_words(sums[kind], needed), "strong", wrap=True)
        words.setAccessibleName(f"{title}: {words.text()}")
        column.addWidget(words)
        column.addWidget(HourBar(sums[kind], needed))
        column.addSpacing(SPACE_8)
    if RequirementKind.TOTAL_HOURS not in asked:
        column.addWidget(
            text_label("This path asks for no number of hours in all.", "hint", wrap=True)
        )
    column.addStretch(1)
    return holder


def _sum_words(sums: HourSum, needed: Decimal | None) -> str:
    words = f"{amount(sums.counted)} h count"
    if needed is not None:
        words = f"{amount(sums.counted)} of {amount(needed)} h count"
    return f"{words}, {amount(sums.waiting)} h wait" if sums.waiting else words


def _lines(title: str, topics: Sequence[TrainingTopic], sums: Mapping[str, HourSum]) -> QWidget:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(SPACE_8)
    grid.setVerticalSpacing(SPACE_4)
    grid.setColumnStretch(0, 1)
    grid.addWidget(text_label(title, "muted"), 0, 0, 1, 2)
    for row, topic in enumerate(topics, start=1):
        found = sums.get(topic.code, HourSum())
        name = text_label(f"{topic.code}  {topic.title}", wrap=True)
        name.setToolTip(topic.text)
        words = text_label(_line_words(found), "" if found.counted or found.waiting else "problem")
        words.setAccessibleName(f"{topic.title}: {words.text()}")
        grid.addWidget(name, row, 0)
        grid.addWidget(words, row, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
    if not topics:
        nothing = text_label("The jurisdiction profile names none.", "hint", wrap=True)
        grid.addWidget(nothing, 1, 0, 1, 2)
    grid.setRowStretch(len(topics) + 2, 1)
    return holder


def _line_words(sums: HourSum) -> str:
    if sums.waiting:
        return f"{amount(sums.counted)} h, {amount(sums.waiting)} h wait"
    return f"{amount(sums.counted)} h" if sums.counted else "none"
