"""The sections of a bedside checklist with how far each has come."""

from PySide6.QtCore import Signal

from au_desktop.domain.checklists.verdicts import Severity
from au_desktop.services.checklists.run_sheets import RunSheet
from au_desktop.ui.kit.accessible import styled
from au_desktop.ui.kit.card import Card, CardRow
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.tokens import State

WIDTH = 252
ROW_HEIGHT = 48
FINISH = "finish"
_GRAVE = frozenset({Severity.ACTION, Severity.CRITICAL_STOP})
_SIGNS = {State.OK: "\u2713 ", State.ATTENTION: "! ", State.PROBLEM: "!! "}
"""A sign beside each color: done, look again, act."""


class SectionList(Card):
    """Emits `section_wanted(key)`; the last row is the finish."""

    section_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Sections")
        self.setFixedWidth(WIDTH)
        self._rows_by_key: dict[str, tuple[CardRow, StateChip]] = {}

    def show_sheet(self, sheet: RunSheet, current: str) -> None:
        """Show the sections that apply, the current one marked."""
        keys = [*(one.section for one in sheet.progress), FINISH]
        if list(self._rows_by_key) != keys:
            self._rebuild(sheet)
        attention = set(sheet.verdict.attention)
        grave = {one.item for one in sheet.verdict.items if one.severity in _GRAVE}
        sections = {section.key: items for section, items in sheet.sections}
        for one in sheet.progress:
            row, chip = self._rows_by_key[one.section]
            keys_here = {item.key for item in sections[one.section]}
            warned = bool(keys_here & attention)
            state = State.OK if one.answered == one.applicable else State.INFO
            if warned:
                state = State.PROBLEM if keys_here & grave else State.ATTENTION
            count = f"{one.answered} of {one.applicable}"
            chip.set_state(f"{_SIGNS.get(state, '')}{count}", state)
            chip.setVisible(one.answered > 0 or one.section == current)
            row.setAccessibleName(
                f"{row.title.text()}, {count}{', needs attention' if warned else ''}"
            )
        for key, (row, _) in self._rows_by_key.items():
            styled(row, current="true" if key == current else "false")
            styled(row.title, tone="strong" if key == current else "")

    def row(self, key: str) -> CardRow:
        """The row of a section."""
        return self._rows_by_key[key][0]

    def _rebuild(self, sheet: RunSheet) -> None:
        self.clear_rows()
        self._rows_by_key.clear()
        titles = [(one.section, one.title) for one in sheet.progress]
        for number, (key, title) in enumerate([*titles, (FINISH, "Finish")], start=1):
            chip = StateChip("open", State.INFO)
            row = CardRow(f"{number} {title}", "", chip).make_clickable()
            row.setFixedHeight(ROW_HEIGHT)
            row.activated.connect(lambda key=key: self.section_wanted.emit(key))
            self.add_row(row)
            self._rows_by_key[key] = (row, chip)
            if key == FINISH:
                chip.hide()
