"""The rows of one section, scrolled by finger or key, with the current one marked."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from au_desktop.domain.checklists.templates import Section
from au_desktop.ui.bedside.part_strip import PartStrip
from au_desktop.ui.kit.accessible import styled
from au_desktop.ui.kit.finger_moves import FingerMoves
from au_desktop.ui.kit.item_editors.item_row import ItemRow
from au_desktop.ui.kit.item_editors.run_rows import RunRows
from au_desktop.ui.kit.item_editors.run_session import RunView
from au_desktop.ui.kit.tokens import SPACE_8


class SectionSheet(QScrollArea):
    """Shows the items that apply; rows that stop applying are hidden and keep what was typed."""

    def __init__(self, section: Section, rows: RunRows) -> None:
        super().__init__()
        self.section, self._rows = section, rows
        self._shown: list[ItemRow] = []
        self._followed: list[ItemRow] = []
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        body.setObjectName("scroll_body")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        self.parts = PartStrip()
        column.addWidget(self.parts)
        card = QFrame()
        card.setProperty("kind", "card")
        self._inside = QVBoxLayout(card)
        self._inside.setContentsMargins(1, 1, 1, 1)
        self._inside.setSpacing(0)
        column.addWidget(card)
        column.addStretch(1)
        self.setWidget(body)
        self._column = column
        self.verticalScrollBar().rangeChanged.connect(self._keep_width)
        self.moves = FingerMoves(self)
        self.setAccessibleName(section.title)

    def apply(self, view: RunView) -> None:
        """Show the items of the section that apply now."""
        items = next(
            (shown for section, shown in view.sheet.sections if section.key == self.section.key),
            (),
        )
        wanted = [self._rows.row(view, item) for item in items]
        self._place(wanted)
        self.parts.show_rows(wanted, locked=not view.sheet.run.is_draft)
        self.moves.watch()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A section that never scrolls gives the bar its room, too."""
        super().resizeEvent(event)
        self._keep_width(0, self.verticalScrollBar().maximum())

    def _keep_width(self, _least: int, most: int) -> None:
        """The answers stand where the hand knows them, whether the section scrolls or not."""
        bar = self.verticalScrollBar().sizeHint().width()
        self._column.setContentsMargins(0, 0, 0 if most > 0 else bar, 0)

    def _place(self, wanted: list[ItemRow]) -> None:
        if wanted == self._shown:
            return
        for row in self._shown:
            self._inside.removeWidget(row)
            row.setVisible(row in wanted)
        for at, row in enumerate(wanted):
            self._inside.insertWidget(at, row)
            self._follow(row)
            row.show()
            styled(row, last="true" if row is wanted[-1] else "false")
        self._shown = wanted

    def _follow(self, row: ItemRow) -> None:
        """A field that opens under an item comes into sight with its buttons, once it has its room."""
        if row not in self._followed:
            self._followed.append(row)
            row.reason.opened.connect(
                lambda: QTimer.singleShot(0, row, lambda: self._bring(row.reason))
            )

    def _bring(self, widget: QWidget) -> None:
        self.ensureWidgetVisible(widget, 0, SPACE_8)

    def shown_rows(self) -> tuple[ItemRow, ...]:
        """The rows in order."""
        return tuple(self._shown)

    def mark(self, key: str) -> ItemRow | None:
        """Mark one row as current and bring it into sight."""
        found = None
        for row in self._shown:
            row.set_current(current=row.item.key == key)
            if row.item.key == key:
                found = row
        if found is not None:
            self.ensureWidgetVisible(found, 0, 24)
        return found
