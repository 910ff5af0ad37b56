"""The head of a section: who did what, one tap for each step that asks for the trainee's part."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout

from au_desktop.domain.checklists.answers import PartTaken
from au_desktop.domain.checklists.items import Item, ItemType
from au_desktop.services.wording.run_words import PARTS
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.item_editors.button_editors import BIG_WIDTH, OptionButtons
from au_desktop.ui.kit.item_editors.item_row import ItemRow
from au_desktop.ui.kit.tokens import SPACE_8, SPACE_12


class PartStrip(QFrame):
    """Three buttons for each item of that type; the row below keeps the level."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.parts: dict[str, OptionButtons] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(23, SPACE_8, 23, SPACE_8)
        self._grid.setHorizontalSpacing(SPACE_12)
        self._grid.setVerticalSpacing(SPACE_8)
        self._grid.setColumnStretch(0, 1)
        self.hide()

    def show_rows(self, rows: list[ItemRow], *, locked: bool) -> None:
        """Show the parts of these rows as they are stored; one that is at the head already is not shown twice."""
        asked = [row for row in rows[1:] if row.item.type is ItemType.PART_TAKEN]
        if [row.item.key for row in asked] != list(self.parts):
            self._rebuild(asked)
        for row in asked:
            value = None if row.answer is None else row.answer.value
            for at, part in enumerate(PARTS):
                chosen = isinstance(value, PartTaken) and value.part is part
                self.parts[row.item.key].mark(at, chosen=chosen)
        self.setVisible(bool(asked) and not locked)

    def _rebuild(self, rows: list[ItemRow]) -> None:
        while (taken := self._grid.takeAt(0)) is not None:
            widget = taken.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.parts = {}
        for line, row in enumerate(rows):
            self._grid.addWidget(
                text_label(row.item.title, "strong", wrap=True),
                line,
                0,
                Qt.AlignmentFlag.AlignVCenter,
            )
            buttons = OptionButtons([(words, "") for words in PARTS.values()], big=False)
            buttons.setFixedWidth(BIG_WIDTH)
            self._name(buttons, row.item)
            for at, button in enumerate(buttons.buttons):
                button.setProperty("target", "true")
                button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
                button.clicked.connect(lambda _on=False, row=row, at=at: row.editor.choose(at + 1))
            self._grid.addWidget(buttons, line, 1)
            self.parts[row.item.key] = buttons

    def _name(self, buttons: OptionButtons, item: Item) -> None:
        buttons.setAccessibleName(f"{item.title}: one tap")
