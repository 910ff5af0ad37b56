"""Finds items of a run by words, and the next one that is open or needs attention; a panel shows what was found."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from au_desktop.domain.checklists.items import Item, ItemType
from au_desktop.services.checklists.run_sheets import RunSheet
from au_desktop.settings import Settings
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.card import Card, CardRow
from au_desktop.ui.kit.finger_moves import FingerMoves
from au_desktop.ui.kit.item_editors.answer_words import answer_words
from au_desktop.ui.kit.search_box import SearchBox
from au_desktop.ui.kit.tokens import SPACE_8

MOST_FOUND = 30
TOUCH_ROW = 56
TITLE = "Find in this checklist"
NOTHING = "No item has these words in its title, hint or answer."


@dataclass(frozen=True, slots=True)
class FoundItem:
    """An item whose title, hint, section or answer holds every word that was typed."""

    key: str
    title: str
    detail: str


def find_items(sheet: RunSheet, words: str, settings: Settings) -> tuple[FoundItem, ...]:
    """The items that apply and hold the words, in the order of the work; without words, all of them."""
    wanted = words.casefold().split()
    found: list[FoundItem] = []
    for section, items in sheet.sections:
        for item in items:
            said = _said(sheet, item, settings)
            text = f"{section.title} {item.title} {item.hint} {said}".casefold()
            if all(word in text for word in wanted):
                detail = f"{section.title} \u00b7 {said or 'open'}"
                found.append(FoundItem(item.key, item.title, detail))
    return tuple(found)


def next_open(sheet: RunSheet, after: str) -> str:
    """The key of the next item that waits for a person, round the end; empty where none does."""
    keys = [
        item.key
        for _, items in sheet.sections
        for item in items
        if item.type is not ItemType.COMPUTED
        and (sheet.run.answer(item.key) is None or item.key in sheet.verdict.missing)
    ]
    return _following(sheet, keys, after)


def next_attention(sheet: RunSheet, after: str) -> str:
    """The key of the next item that needs attention, round the end; empty where none does."""
    return _following(sheet, list(sheet.verdict.attention), after)


def _following(sheet: RunSheet, keys: list[str], after: str) -> str:
    order = [item.key for _, items in sheet.sections for item in items]
    at = order.index(after) if after in order else -1
    turned = [*order[at + 1 :], *order[: at + 1]]
    return next((key for key in turned if key in keys), "")


def _said(sheet: RunSheet, item: Item, settings: Settings) -> str:
    answer = sheet.run.answer(item.key)
    return "" if answer is None else answer_words(item, answer.value, settings)


class SearchPanel(QWidget):
    """Emits `item_wanted(key)`: Enter takes the first that is found, a tap any."""

    item_wanted = Signal(str)
    dismissed = Signal()

    def __init__(self, sheet: RunSheet, settings: Settings) -> None:
        super().__init__()
        self._sheet, self._settings = sheet, settings
        self.rows: list[CardRow] = []
        self._found: tuple[FoundItem, ...] = ()
        self.search = SearchBox("A word of the title, hint or answer")
        self.search.setProperty("target", "true")
        self.search.textChanged.connect(self._on_typed)
        self.search.entered.connect(self._on_entered)
        self.search.moved_down.connect(self._on_moved_down)
        self.none_line = text_label(NOTHING, "muted", wrap=True)
        self.card = Card()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(self.search)
        column.addWidget(self.none_line)
        area = _scrolled(self.card)
        self._moves = FingerMoves(area)
        column.addWidget(area, 1)
        self.setFocusProxy(self.search)
        self._on_typed("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down go through what was found, and do not scroll."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
            if event.key() in steps:
                self._step(steps[Qt.Key(event.key())])
                return True
        return super().eventFilter(watched, event)

    def _on_typed(self, text: str) -> None:
        self._found = find_items(self._sheet, text, self._settings)[:MOST_FOUND]
        self.card.clear_rows()
        self.rows = []
        for one in self._found:
            row = CardRow(one.title, one.detail).make_clickable()
            row.setMinimumHeight(TOUCH_ROW)
            row.setAccessibleName(f"{one.title}, {one.detail}")
            row.activated.connect(lambda key=one.key: self.item_wanted.emit(key))
            row.installEventFilter(self)
            self.card.add_row(row)
            self.rows.append(row)
        self.card.setVisible(bool(self._found))
        self.none_line.setVisible(not self._found)
        self._moves.watch()

    def _on_entered(self) -> None:
        if self._found:
            self.item_wanted.emit(self._found[0].key)

    def _on_moved_down(self) -> None:
        if self.rows:
            self.rows[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, step: int) -> None:
        at = next((n for n, row in enumerate(self.rows) if row.hasFocus()), -1) + step
        if 0 <= at < len(self.rows):
            self.rows[at].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)


def _scrolled(card: Card) -> QScrollArea:
    body = QWidget()
    body.setObjectName("scroll_body")
    inside = QVBoxLayout(body)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.addWidget(card)
    inside.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setMinimumHeight(260)
    area.setWidget(body)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
