"""What stands in the place of an editor for a figure that the program computes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from au_desktop.domain.checklists.answers import Answer, Computed
from au_desktop.domain.checklists.items import Item
from au_desktop.ui.kit.accessible import styled, text_label
from au_desktop.ui.kit.item_editors.answer_words import answer_words
from au_desktop.ui.kit.item_editors.item_editor import BIG_HEIGHT, ItemEditor, Scene

WAITING = "Computed from the answers above"


class ComputedView(ItemEditor):
    """The figure with its unit, or what it waits for."""

    def __init__(self, item: Item, scene: Scene) -> None:
        super().__init__(item, scene)
        self.label = text_label(WAITING, "muted", wrap=True)
        if scene.big:
            self.label.setMinimumHeight(BIG_HEIGHT)
            self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.label)

    def show_answer(self, answer: Answer | None) -> None:
        """Show the figure."""
        value = None if answer is None else answer.value
        if isinstance(value, Computed):
            self.label.setText(answer_words(self.item, value, self.scene.settings))
            styled(self.label, tone="title" if self.scene.big else "strong")
        else:
            self.label.setText(WAITING)
            styled(self.label, tone="muted")
        self.label.setAccessibleName(f"{self.item.title}: {self.label.text()}")

    def press(self) -> None:
        """There is nothing to do."""
