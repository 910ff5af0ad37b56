"""Shows what usually comes again for the rooms and instruments there are; what is ticked is scheduled at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from au_desktop.ui.kit.accessible import named
from au_desktop.ui.kit.buttons import SecondaryButton
from au_desktop.ui.kit.dialog import Dialog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from au_desktop.domain.checklists.recurring_work import Schedule
    from au_desktop.services.checklists.schedules import ScheduleOffer

_TEXT = (
    "These checklists say themselves how often their work usually comes again. The rule or the local practice behind each "
    "is its basis; a schedule can be changed at any time."
)


class OffersDialog(Dialog):
    """Emits `chosen(schedules)`. Space ticks, everything is ticked at first."""

    chosen = Signal(object)

    def __init__(self, offers: Sequence[ScheduleOffer], parent: QWidget) -> None:
        super().__init__(
            "Usual schedules", parent=parent.window(), primary="Schedule these", name="offers"
        )
        self.resize(560, 520)
        self.add_text(_TEXT)
        self._offers = tuple(offers)
        self.list = named(QListWidget(), "Usual schedules")
        for offer in self._offers:
            about = f" · {offer.about}" if offer.about else ""
            item = QListWidgetItem(f"{offer.title}{about} · {offer.schedule.recurrence.value}")
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
        self.body.addWidget(self.list, 1)
        self.none_button = SecondaryButton("Tick none")
        self.none_button.clicked.connect(self._tick_none)
        self.foot.insertWidget(0, self.none_button)
        self.list.itemChanged.connect(self._on_ticked)
        self.accepted_by_person.connect(self._on_accepted)

    def ticked(self) -> tuple[Schedule, ...]:
        """What is to be scheduled."""
        return tuple(
            offer.schedule
            for at, offer in enumerate(self._offers)
            if self.list.item(at).checkState() is Qt.CheckState.Checked
        )

    def _tick_none(self) -> None:
        for at in range(self.list.count()):
            self.list.item(at).setCheckState(Qt.CheckState.Unchecked)

    def _on_ticked(self, _item: QListWidgetItem) -> None:
        self.primary_button.setEnabled(bool(self.ticked()))

    def _on_accepted(self) -> None:
        self.accept()
        self.chosen.emit(self.ticked())
