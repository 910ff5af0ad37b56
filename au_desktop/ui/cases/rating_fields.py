"""The big answers of a rating: the part that the trainee took, and a level from 0 to 4 for each step that was seen."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from au_desktop.domain.reference.competencies import Competency
from au_desktop.domain.training.cases import Part
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.buttons import BigButton, Button
from au_desktop.ui.kit.item_editors.item_editor import answer_button
from au_desktop.ui.kit.tokens import SPACE_8

_LEVEL_WIDTH = 46
_NO_BREAK = "\u00a0"


class PartChoice(QWidget):
    """Three buttons of which one is chosen; the arrow keys and Tab go from one to the next."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Part")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_8)
        self.buttons = {part: BigButton.answer(part.value.capitalize(), "ok") for part in Part}
        for part, button in self.buttons.items():
            button.setAutoExclusive(True)
            button.clicked.connect(self.changed)
            button.setAccessibleName(part.value.capitalize())
            row.addWidget(button)

    def value(self) -> Part | None:
        """The part that is chosen, if any."""
        return next((part for part, one in self.buttons.items() if one.isChecked()), None)

    def set_value(self, part: Part | None) -> None:
        """Choose a part."""
        if part is not None:
            self.buttons[part].setChecked(True)


class LevelRows(QWidget):
    """A row of 0 to 4 for each step; a second press on the chosen level takes it away."""

    def __init__(self, competencies: Mapping[str, Competency]) -> None:
        super().__init__()
        self.setObjectName("scroll_body")
        self._buttons: dict[str, list[Button]] = {}
        self._chosen: dict[str, int] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, SPACE_8, 0)
        grid.setSpacing(SPACE_8)
        grid.setColumnStretch(0, 1)
        for at, one in enumerate(competencies.values()):
            grid.addWidget(text_label(one.title), at, 0)
            self._buttons[one.id] = []
            for level, words in enumerate(one.levels):
                button = answer_button(str(level), "", big=False)
                button.setFixedWidth(_LEVEL_WIDTH)
                button.setToolTip(f"{level}: {words}")
                button.setAccessibleName(f"{one.title}, level {level}: {words}")
                button.clicked.connect(
                    lambda _on=False, key=one.id, chosen=level: self._take(key, chosen)
                )
                self._buttons[one.id].append(button)
                grid.addWidget(button, at, 1 + level)

    def value(self) -> dict[str, int]:
        """The levels that were given."""
        return dict(self._chosen)

    def set_value(self, levels: Mapping[str, int]) -> None:
        """Show these levels."""
        self._chosen = {key: level for key, level in levels.items() if key in self._buttons}
        self._mark()

    def press(self, key: str, level: int) -> None:
        """As a click on that level."""
        self._buttons[key][level].click()

    def _take(self, key: str, level: int) -> None:
        if self._chosen.get(key) == level:
            del self._chosen[key]
        else:
            self._chosen[key] = level
        self._mark()

    def _mark(self) -> None:
        for key, buttons in self._buttons.items():
            for level, button in enumerate(buttons):
                button.setChecked(self._chosen.get(key) == level)


def legend(competencies: Mapping[str, Competency]) -> QWidget:
    """What the levels mean, once for all steps, and that the scale is the center's to check."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    first = next(iter(competencies.values()), None)
    if first is not None:
        each = (f"{at} {word}".replace(" ", _NO_BREAK) for at, word in enumerate(first.levels))
        words = "  ·  ".join(each)
        column.addWidget(text_label(words, "small", wrap=True))
        if first.basis.verify:
            note = (
                "Steps and levels are this program's own proposal: needs checking by the center."
            )
            column.addWidget(text_label(note, "hint", wrap=True))
    return holder
