"""The first answer on offer for an item: one tap takes it, and a line says where it comes from."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from au_desktop.domain.checklists.answers import AnswerValue
from au_desktop.domain.checklists.items import Item
from au_desktop.ui.kit.accessible import plain_tip, text_label
from au_desktop.ui.kit.item_editors.answer_words import answer_words
from au_desktop.ui.kit.item_editors.item_editor import Scene, plain_button
from au_desktop.ui.kit.tokens import SPACE_4

USUAL_SOURCE = "From the case, the instrument or the center"


class OfferBox(QWidget):
    """Emits `taken` when the offer is wanted."""

    taken = Signal()

    def __init__(self, item: Item, scene: Scene) -> None:
        super().__init__()
        self._item, self._scene = item, scene
        self.value: AnswerValue | None = None
        self.button = plain_button("", big=scene.big, icon="check")
        self.source_line = text_label("", "hint", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_4)
        column.addWidget(self.button)
        column.addWidget(self.source_line)
        self.button.clicked.connect(self.taken)
        self.show_offer(None, locked=False)

    def show_offer(self, value: AnswerValue | None, source: str = "", *, locked: bool) -> None:
        """Show this offer with its source, or nothing."""
        self.value = value
        wanted = value is not None and not locked
        self.setVisible(wanted)
        self.button.setVisible(wanted)
        self.source_line.setText(source)
        self.source_line.setVisible(wanted and bool(source))
        if value is not None:
            words = f"Take {answer_words(self._item, value, self._scene.settings)}"
            self.button.setText(words)
            self.button.setToolTip(plain_tip(source or USUAL_SOURCE))
            self.button.setAccessibleName(f"{self._item.title}: {words}, {source or USUAL_SOURCE}")
