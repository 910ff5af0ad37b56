"""Corrects when the work happened; the time of the entry stays."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from au_desktop.domain.moments import Moment
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.item_editors.moment_entry import UNREADABLE_TIME, MomentFields


class EventTimeDialog(Dialog):
    """Emits `chosen(moment)`."""

    chosen = Signal(object)

    def __init__(self, moment: Moment, parent: QWidget) -> None:
        super().__init__("When did the work happen?", parent=parent.window(), primary="Correct")
        self.fields = MomentFields(moment)
        self.fields.set_value(moment)
        self.add_text("The time of the entry and of each signature stay as they are.", "muted")
        self.body.addWidget(self.fields)
        self.accepted_by_person.connect(self._on_accepted)

    def _on_accepted(self) -> None:
        moment = self.fields.value()
        if moment is None:
            self.set_error(UNREADABLE_TIME)
            return
        self.accept()
        self.chosen.emit(moment)
