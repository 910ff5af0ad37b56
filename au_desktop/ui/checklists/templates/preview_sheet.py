"""A checklist as it is filled, at the desk or at the bedside, drawn with the real rows over answers in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from au_desktop.domain.checklists.items import ItemType
from au_desktop.domain.checklists.units import kind_of_unit
from au_desktop.ui.kit.accessible import styled
from au_desktop.ui.kit.card import Card, CardRow
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.item_editors.item_row import ItemRow
from au_desktop.ui.kit.tokens import SPACE_8, SPACE_12

if TYPE_CHECKING:
    from au_desktop.domain.checklists.items import Item
    from au_desktop.domain.checklists.templates import Section
    from au_desktop.ui.checklists.templates.trial_run import TrialRun
    from au_desktop.ui.kit.item_editors.item_editor import Scene

UNFINISHED = "Shown here once its answer is complete."
NO_TITLE = "(no title yet)"
_CHOICES = frozenset({ItemType.CHOICE, ItemType.CHOICES})


def is_drawable(item: Item) -> bool:
    """Whether an editor can be made for the item as it stands."""
    if item.type in _CHOICES:
        return bool(item.choices)
    if item.type is ItemType.QUANTITY:
        kind = item.quantity_kind
        return kind is not None and all(kind_of_unit(unit) is kind for unit in item.units)
    return True


class PreviewSheet(QScrollArea):
    """Emits `entered(key)` when a row is gone into. A row is made anew only when its item changed."""

    entered = Signal(str)

    def __init__(self, trial: TrialRun, scene: Scene) -> None:
        super().__init__()
        self._trial, self._scene = trial, scene
        self._rows: dict[str, tuple[Item, QWidget]] = {}
        self._cards: dict[str, Card] = {}
        self._shown: dict[str, list[QWidget]] = {}
        self._marked = ""
        self.dialog: Dialog | None = None
        self.setAccessibleName("Preview")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        body.setObjectName("scroll_body")
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(0, 0, SPACE_8, 0)
        self._column.setSpacing(SPACE_12)
        self._column.addStretch(1)
        self.setWidget(body)
        trial.refused.connect(self._on_refused)

    def row(self, key: str) -> QWidget | None:
        """The row of an item, if it is shown."""
        found = self._rows.get(key)
        return found[1] if found is not None and self._trial.applies(key) else None

    def refresh(self) -> None:
        """Show what applies now, with what was answered."""
        sections = self._trial.sections()
        keys = [section.key for section, _ in sections]
        self._drop_gone({item.key for item in self._trial.template.items}, set(keys))
        for at, (section, items) in enumerate(sections):
            card = self._card(section)
            if self._column.indexOf(card) != at:
                self._column.removeWidget(card)
                self._column.insertWidget(at, card)
            card.setVisible(True)
            self._place(section.key, [self._row(item) for item in items])
        for item, row in self._rows.values():
            self._update(item, row)
        self._draw_mark()

    def keep_mark(self, key: str) -> None:
        """Mark the row of an item without moving the sheet."""
        self._marked = key
        self._draw_mark()

    def mark(self, key: str) -> None:
        """Mark the row of an item, or nothing, and bring it into sight."""
        self._marked = key
        self._draw_mark()
        QTimer.singleShot(0, self, self._bring)

    def _bring(self) -> None:
        row = self.row(self._marked) or self._card_with(self._marked)
        if row is not None:
            self.ensureWidgetVisible(row, 0, 24)

    def _card_with(self, key: str) -> QWidget | None:
        """The card of a section, or of the section that holds a hidden item."""
        for section in self._trial.template.sections:
            if section.key == key or any(item.key == key for item in section.items):
                return self._cards.get(section.key)
        return None

    def _draw_mark(self) -> None:
        for key, (_, row) in self._rows.items():
            styled(row, current="true" if key == self._marked else "false")

    def _card(self, section: Section) -> Card:
        if section.key not in self._cards:
            self._cards[section.key] = Card(section.title or NO_TITLE)
        card = self._cards[section.key]
        card.set_title(section.title or NO_TITLE)
        return card

    def _row(self, item: Item) -> QWidget:
        known = self._rows.get(item.key)
        if known is not None and known[0] == item:
            return known[1]
        if known is not None:
            self._remove(known[1])
        row = self._made(item)
        self._rows[item.key] = (item, row)
        return row

    def _made(self, item: Item) -> QWidget:
        if not is_drawable(item):
            return CardRow(item.title or NO_TITLE, UNFINISHED)
        row = ItemRow(self._trial.template, item, self._scene)
        row.answered.connect(self._trial.answer)
        row.noted.connect(self._trial.note)
        row.overridden.connect(self._trial.override)
        row.entered.connect(self.entered)
        row.moved.connect(self._on_moved)
        row.editor.panel_wanted.connect(self._on_panel)
        row.editor.panel_done.connect(self._on_panel_done)
        return row

    def _update(self, item: Item, row: QWidget) -> None:
        if isinstance(row, ItemRow):
            key = item.key
            row.show_state(self._trial.run.answer(key), None, self._trial.findings_of(key))

    def _place(self, key: str, wanted: list[QWidget]) -> None:
        before = self._shown.get(key, [])
        if wanted == before:
            return
        inside = self._cards[key].body
        for row in before:
            inside.removeWidget(row)
            row.setVisible(False)
        for at, row in enumerate(wanted):
            inside.insertWidget(at, row)
            row.show()
            styled(row, last="true" if row is wanted[-1] else "false")
        self._shown[key] = wanted

    def _drop_gone(self, items: set[str], sections: set[str]) -> None:
        for key in [key for key in self._rows if key not in items]:
            self._remove(self._rows.pop(key)[1])
        for key, card in list(self._cards.items()):
            if key not in sections:
                self._place(key, [])
                card.setVisible(False)

    def _remove(self, row: QWidget) -> None:
        for rows in self._shown.values():
            if row in rows:
                rows.remove(row)
        row.hide()
        row.setParent(None)
        row.deleteLater()

    def _on_refused(self, key: str, words: str) -> None:
        row = self.row(key)
        if isinstance(row, ItemRow) and self.isVisible():
            row.show_error(words)

    def _on_moved(self, key: str, step: int) -> None:
        keys = [item.key for _, items in self._trial.sections() for item in items]
        at = keys.index(key) + step if key in keys else -1
        row = self.row(keys[at]) if 0 <= at < len(keys) else None
        if row is not None:
            self.ensureWidgetVisible(row, 0, 24)
            row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_panel(self, title: str, content: QWidget) -> None:
        self._on_panel_done()
        self.dialog = Dialog(title, parent=self.window(), primary="OK")
        self.dialog.primary_button.hide()
        self.dialog.body.addWidget(content)
        self.dialog.open()

    def _on_panel_done(self) -> None:
        if self.dialog is not None:
            self.dialog.close()
            self.dialog = None
