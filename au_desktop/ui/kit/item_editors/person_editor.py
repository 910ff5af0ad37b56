"""The editor of a person at the bedside: the people of this run are one tap each, everyone else is in the list."""

from PySide6.QtWidgets import QWidget

from au_desktop.domain.checklists.answers import Answer
from au_desktop.domain.checklists.items import Item
from au_desktop.ui.kit.item_editors.button_editors import OptionButtons
from au_desktop.ui.kit.item_editors.item_editor import Pick, Scene
from au_desktop.ui.kit.item_editors.pick_editor import TapPickEditor

MOST_NEARBY = 3


class TapPersonEditor(TapPickEditor):
    """Up to three names, and "Other…" for the list."""

    def __init__(self, item: Item, scene: Scene) -> None:
        super().__init__(item, scene)
        self._nearby: tuple[Pick, ...] = ()
        self.names: OptionButtons | None = None

    def show_answer(self, answer: Answer | None) -> None:
        """Mark the name that was chosen."""
        self._take_nearby(tuple(self.scene.nearby())[:MOST_NEARBY])
        super().show_answer(answer)

    def choose(self, number: int) -> bool:
        """Take the name of that number."""
        if not 1 <= number <= len(self._nearby):
            return False
        self._on_taken(self._nearby[number - 1].value)
        return True

    def focus_target(self) -> QWidget:
        """The first name, or the button of the list."""
        return self.button if self.names is None else self.names.buttons[0]

    def _take_nearby(self, nearby: tuple[Pick, ...]) -> None:
        column = self.layout()
        if nearby == self._nearby or column is None:
            return
        if self.names is not None:
            column.removeWidget(self.names)
            self.names.hide()
            self.names.deleteLater()
        self._nearby = nearby
        self.names = None
        if nearby:
            self.names = OptionButtons([(one.value.label, "") for one in nearby], big=True)
            self.names.setParent(self)
            column.removeWidget(self.button)
            column.addWidget(self.names)
            column.addWidget(self.button)
            for at, button in enumerate(self.names.buttons):
                button.clicked.connect(lambda _on=False, at=at: self.choose(at + 1))

    def _draw(self) -> None:
        super()._draw()
        if self.names is not None:
            self._draw_names()

    def _draw_names(self) -> None:
        names = [one.value for one in self._nearby]
        for at, value in enumerate(names):
            if self.names is not None:
                self.names.mark(at, chosen=value == self._stored)
        if names and (self._stored is None or self._stored in names):
            self.button.setText("Other\u2026")
            self.button.setAccessibleName(f"{self.item.title}: other person")
