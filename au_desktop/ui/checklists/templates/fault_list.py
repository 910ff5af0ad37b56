"""The faults of the draft under its outline: how many, which, and a press that leads to the field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from au_desktop.domain.checklists.faults import Fault
from au_desktop.ui.kit import icons
from au_desktop.ui.kit.accessible import named, plain_tip, styled, text_label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from au_desktop.services.wording.template_words import FaultWords
    from au_desktop.ui.checklists.templates.draft_model import DraftModel

SOUND = "No faults: it can be published."
_TALLEST = 150

FIELDS: Mapping[Fault, tuple[str, ...]] = {
    Fault.BAD_KEY: ("key", "title"),
    Fault.REPEATED_KEY: ("key", "title"),
    Fault.NO_TITLE: ("title",),
    Fault.NO_BASIS: ("citation",),
    Fault.NO_ITEMS: ("add",),
    Fault.UNKNOWN_DRUG: ("drugs",),
    Fault.CONDITION_LATER_ITEM: ("condition",),
    Fault.CONDITION_IMPOSSIBLE: ("condition",),
    Fault.LIMITS_NOT_HERE: ("limits",),
    Fault.LIMITS_OUT_OF_ORDER: ("limits",),
    Fault.LIMITS_WRONG_UNIT: ("limits",),
    Fault.PREFILL_NOT_HERE: ("prefill",),
    Fault.PREFILL_ITEM: ("prefill",),
    Fault.PREFILL_RUN: ("prefill",),
    Fault.TIME_ORDER_NOT_HERE: ("not_before",),
    Fault.TIME_ORDER_ITEM: ("not_before",),
    Fault.TRAINEE_NOT_NEEDED: ("trainee_part",),
    Fault.NO_SIGN_OFF: ("sign_offs",),
    Fault.MEANING_UNKNOWN: ("sign_offs",),
    Fault.MEANING_REPEATED: ("sign_offs",),
    Fault.NO_ROLE: ("sign_offs",),
    Fault.PART_OF_SUPERVISED: ("sign_offs",),
    Fault.PART_UNKNOWN: ("sign_offs",),
    Fault.ROLE_MAY_NOT_SIGN: ("sign_offs",),
}
"""The fields that a fault leads to, the first that the form has; all others lie in the answer."""
ANSWER = ("answer",)


class FaultList(QWidget):
    """Emits `fault_chosen(FaultWords)`."""

    fault_chosen = Signal(object)

    def __init__(self, model: DraftModel) -> None:
        super().__init__()
        self._model = model
        self._shown: tuple[FaultWords, ...] | None = None
        self.title = named(text_label(SOUND, "good", wrap=True), "Faults")
        self.list = named(QListWidget(), "Faults")
        self.list.setWordWrap(True)
        self.list.setProperty("may_be_cut", True)  # its lines wrap
        self.list.setMaximumHeight(_TALLEST)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._on_chosen)
        self.list.itemActivated.connect(self._on_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 4, 4)
        column.setSpacing(4)
        column.addWidget(self.title)
        column.addWidget(self.list)

    def show_faults(self) -> None:
        """Show the faults of the draft as it stands."""
        faults = self._model.faults
        if faults == self._shown:
            return
        self._shown = faults
        count = len(faults)
        words = f"{count} {'fault' if count == 1 else 'faults'} before it can be published"
        self.title.setText(words if faults else SOUND)
        self.title.setAccessibleName(self.title.text())
        styled(self.title, tone="problem" if faults else "good")
        self.list.setVisible(bool(faults))
        self.list.clear()
        for fault in faults:
            row = QListWidgetItem(f"{self._title_of(fault)}{fault.sentence}")
            row.setIcon(icons.icon("error", "problem"))
            row.setData(Qt.ItemDataRole.UserRole, fault)
            row.setToolTip(plain_tip(row.text()))
            self.list.addItem(row)

    def _title_of(self, fault: FaultWords) -> str:
        template = self._model.template
        titles = {item.key: item.title for item in template.items}
        titles |= {section.key: section.title for section in template.sections}
        title = titles.get(fault.where, fault.where)
        return f"{title or '(no title yet)'}: " if fault.where else ""

    def _on_chosen(self, row: QListWidgetItem) -> None:
        self.fault_chosen.emit(row.data(Qt.ItemDataRole.UserRole))


def fields_of(fault: FaultWords) -> tuple[str, ...]:
    """The fields that a fault leads to."""
    return ANSWER if fault.fault is None else FIELDS.get(fault.fault, ANSWER)
