"""A row of chips above a list, of which one (or several) are chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from au_desktop.ui.kit.buttons import Button
from au_desktop.ui.kit.tokens import SPACE_8


class _FilterChip(Button):
    kind = "filter"
    icon_role = "muted"

    def sizeHint(self) -> QSize:
        """Room for the words in bold, which is how a chosen chip is drawn."""
        hint, font = super().sizeHint(), self.font()
        font.setWeight(QFont.Weight.DemiBold)
        bold = QFontMetrics(font).horizontalAdvance(self.text())
        wider = max(0, bold - self.fontMetrics().horizontalAdvance(self.text()))
        return QSize(hint.width() + wider, hint.height())

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its words."""
        return self.sizeHint()


class FilterChips(QWidget):
    """Chips from (key, words) pairs; the first is chosen at the start unless several may be."""

    changed = Signal(object)

    def __init__(self, choices: Sequence[tuple[str, str]], *, several: bool = False) -> None:
        super().__init__()
        self._several = several
        self._chips: dict[str, _FilterChip] = {}
        self._words = dict(choices)
        group = QButtonGroup(self)
        group.setExclusive(not several)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_8)
        for key, words in choices:
            chip = _FilterChip(words)
            chip.setCheckable(True)
            group.addButton(chip)
            row.addWidget(chip)
            self._chips[key] = chip
            chip.clicked.connect(self._on_chip_clicked)
        row.addStretch(1)
        if not several and choices:
            self._chips[choices[0][0]].setChecked(True)
        self.setAccessibleName("Filters")

    def chosen(self) -> tuple[str, ...]:
        """The keys that are chosen."""
        return tuple(key for key, chip in self._chips.items() if chip.isChecked())

    def keys(self) -> tuple[str, ...]:
        """The keys of all chips in order."""
        return tuple(self._chips)

    def choose(self, *keys: str) -> None:
        """Choose exactly these."""
        for key, chip in self._chips.items():
            if key in keys or self._several:
                chip.setChecked(key in keys)
        self.changed.emit(self.chosen())

    def set_count(self, key: str, count: int | None) -> None:
        """Show how many rows a chip would leave."""
        words = self._words[key]
        self._chips[key].setText(words if count is None else f"{words}  {count}")

    def _on_chip_clicked(self) -> None:
        self.changed.emit(self.chosen())
