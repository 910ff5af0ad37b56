"""The choice of one template, or of every template, above the list of records."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox

from au_desktop.services.checklists.template_library import TemplateEntry

EVERY = "Every template"


WIDTH, LIST_WIDTH = 185, 420
"""The box leaves the chips beside it their room; its list shows the titles whole."""


class TemplateBox(QComboBox):
    """Keeps its choice while the templates change."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Template")
        self.setFixedWidth(WIDTH)
        self.view().setMinimumWidth(LIST_WIDTH)
        self.addItem(EVERY, None)

    def show_templates(self, entries: Sequence[TemplateEntry]) -> None:
        """Offer these."""
        chosen = self.currentData()
        with QSignalBlocker(self):
            self.clear()
            self.addItem(EVERY, None)
            for entry in entries:
                self.addItem(entry.template.title, entry.template.id)
            self.setCurrentIndex(max(0, self.findData(chosen)))

    def choose(self, template_id: str) -> None:
        """Choose a template; one that is not offered changes nothing."""
        at = self.findData(template_id)
        if at >= 0:
            self.setCurrentIndex(at)

    def template_id(self) -> str:
        """The chosen template; empty for every."""
        return str(self.currentData() or "")
