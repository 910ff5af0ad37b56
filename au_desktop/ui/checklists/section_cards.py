"""All sections of a run one under the other, each a card with its items and how far it has come."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from au_desktop.ui.kit.accessible import styled
from au_desktop.ui.kit.card import Card
from au_desktop.ui.kit.item_editors.item_row import ItemRow
from au_desktop.ui.kit.item_editors.run_rows import RunRows
from au_desktop.ui.kit.item_editors.run_session import RunView
from au_desktop.ui.kit.tokens import SPACE_8, SPACE_12


class SectionCards(QScrollArea):
    """Cards and rows are made when they first apply, and hidden when they do not."""

    def __init__(self, rows: RunRows) -> None:
        super().__init__()
        self._rows = rows
        self._cards: dict[str, Card] = {}
        self._shown: dict[str, list[ItemRow]] = {}
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        body.setObjectName("scroll_body")
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(0, 0, SPACE_8, 0)
        self._column.setSpacing(SPACE_12)
        self._column.addStretch(1)
        self.setWidget(body)

    def apply(self, view: RunView) -> None:
        """Show the sections and items that apply."""
        progress = {one.section: one for one in view.sheet.progress}
        shown = {section.key for section, _ in view.sheet.sections}
        for at, (section, items) in enumerate(view.sheet.sections):
            card = self._cards.get(section.key)
            if card is None:
                card = Card(section.title)
                self._cards[section.key] = card
                self._column.insertWidget(at, card)
            one = progress[section.key]
            card.set_note(f"{one.answered} of {one.applicable}")
            self._place(section.key, [self._rows.row(view, item) for item in items])
        for key, card in self._cards.items():
            card.setVisible(key in shown)

    def shown_rows(self) -> list[ItemRow]:
        """The rows that apply, in order."""
        return [
            row
            for key, rows in self._shown.items()
            if self._cards[key].isVisible()
            for row in rows
        ]

    def bring(self, row: ItemRow) -> None:
        """Scroll until the row is seen."""
        self.ensureWidgetVisible(row, 0, 40)

    def _place(self, key: str, wanted: list[ItemRow]) -> None:
        before = self._shown.get(key, [])
        if wanted == before:
            return
        inside = self._cards[key].body
        for row in before:
            inside.removeWidget(row)
            row.setVisible(row in wanted)
        for at, row in enumerate(wanted):
            inside.insertWidget(at, row)
            row.show()
            styled(row, last="true" if row is wanted[-1] else "false")
        self._shown[key] = wanted
