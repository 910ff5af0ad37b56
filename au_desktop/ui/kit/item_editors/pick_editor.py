"""Editors of a person, an instrument, a room or a drug: a searchable box at the desk, a large list at the bedside."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from au_desktop.domain.checklists.answers import Answer, Reference
from au_desktop.domain.checklists.items import Item
from au_desktop.ui.kit.accessible import styled, text_label
from au_desktop.ui.kit.buttons import BigButton
from au_desktop.ui.kit.finger_moves import FingerMoves
from au_desktop.ui.kit.item_editors.item_editor import ItemEditor, Pick, Scene, plain_button
from au_desktop.ui.kit.search_box import SearchBox
from au_desktop.ui.kit.tokens import SPACE_8

SEARCH_FROM = 7
"""A list of fewer is seen at a glance and needs no search."""


def pick_words(pick: Pick) -> str:
    """Name, detail, and what stands against it."""
    return " \u00b7 ".join(part for part in (pick.value.label, pick.detail, pick.warning) if part)


def fitting_picks(item: Item, scene: Scene) -> tuple[Pick, ...]:
    """What can be chosen; what the item names, such as a survey meter, comes first."""
    title = item.title.casefold()
    return tuple(sorted(scene.picks(item.type), key=lambda pick: pick.detail not in title))


class PickEditor(ItemEditor):
    """At the desk: type a part of the name, or open the list."""

    def __init__(self, item: Item, scene: Scene) -> None:
        super().__init__(item, scene)
        self._picks: Sequence[Pick] = ()
        self.box = QComboBox()
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.setAccessibleName(item.title)
        self.box.setMaxVisibleItems(12)
        completer = QCompleter(self.box.model(), self.box)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.box.setCompleter(completer)
        line = self.box.lineEdit()
        if line is not None:
            line.setPlaceholderText(f"Choose the {item.type.value}")
            line.editingFinished.connect(self.commit)
        self.box.activated.connect(self._on_activated)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.box)
        self.setFocusProxy(self.box)
        self._stored: Reference | None = None
        self._fill()

    def show_answer(self, answer: Answer | None) -> None:
        """Show the name that the record had when it was chosen."""
        value = None if answer is None else answer.value
        self._stored = value if isinstance(value, Reference) else None
        if self._picks != fitting_picks(self.item, self.scene):
            self._fill()
        self._draw()

    def commit(self) -> None:
        """Take what was typed when it fits one name; else show the stored one again."""
        typed = self.box.currentText().strip().casefold()
        fitting = [pick for pick in self._picks if typed and typed in pick_words(pick).casefold()]
        exact = [pick for pick in fitting if pick_words(pick).casefold() == typed]
        one = exact or fitting
        if len(one) == 1 and one[0].value != self._stored:
            self._take(one[0])
        else:
            self._draw()

    def focus_target(self) -> QWidget:
        """The box."""
        return self.box

    def set_locked(self, *, locked: bool) -> None:
        """Readable, but not changed."""
        super().set_locked(locked=locked)
        line = self.box.lineEdit()
        if line is not None:
            line.setReadOnly(locked)
        self.box.setFocusPolicy(Qt.FocusPolicy.NoFocus if locked else Qt.FocusPolicy.WheelFocus)

    def _fill(self) -> None:
        self._picks = fitting_picks(self.item, self.scene)
        blocked = self.box.blockSignals(True)
        self.box.clear()
        for pick in self._picks:
            self.box.addItem(pick_words(pick))
        self.box.setCurrentIndex(-1)
        self.box.blockSignals(blocked)

    def _draw(self) -> None:
        self.box.setEditText("" if self._stored is None else self._stored.label)

    def _on_activated(self, index: int) -> None:
        if 0 <= index < len(self._picks):
            self._take(self._picks[index])

    def _take(self, pick: Pick) -> None:
        self._stored = pick.value
        self._draw()
        self.answer_with(pick.value)


class TapPickEditor(ItemEditor):
    """At the bedside: a large button with the name; it opens the list."""

    def __init__(self, item: Item, scene: Scene) -> None:
        super().__init__(item, scene)
        self._stored: Reference | None = None
        self.button = plain_button("Choose\u2026", big=True)
        self.button.clicked.connect(self.press)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.button)

    def show_answer(self, answer: Answer | None) -> None:
        """Show the name on the button."""
        value = None if answer is None else answer.value
        self._stored = value if isinstance(value, Reference) else None
        self._draw()

    def press(self) -> None:
        """Open the list."""
        panel = PickPanel(fitting_picks(self.item, self.scene))
        panel.taken.connect(self._on_taken)
        panel.dismissed.connect(self.panel_done)
        self.panel_wanted.emit(self.item.title, panel)
        panel.focus_first()

    def choose(self, number: int) -> bool:
        """Take the entry of that number."""
        picks = fitting_picks(self.item, self.scene)
        if not 1 <= number <= len(picks):
            return False
        self._on_taken(picks[number - 1].value)
        return True

    def focus_target(self) -> QWidget:
        """The button."""
        return self.button

    def _draw(self) -> None:
        taken = self._stored is not None
        self.button.setText(f"\u2713 {self._stored.label}" if self._stored else "Choose\u2026")
        self.button.setAccessibleName(f"{self.item.title}: {self.button.text()}")
        styled(self.button, answered="true" if taken else "false")

    def _on_taken(self, value: Reference) -> None:
        self._stored = value
        self._draw()
        self.panel_done.emit()
        self.answer_with(value)


class PickPanel(QWidget):
    """Names as large keys, with a search above a long list."""

    taken = Signal(object)
    dismissed = Signal()

    def __init__(self, picks: Sequence[Pick]) -> None:
        super().__init__()
        self.search = SearchBox("Find a name")
        self.search.setMinimumHeight(48)
        self.search.setVisible(len(picks) >= SEARCH_FROM)
        self.search.textChanged.connect(self._on_searched)
        self.buttons: list[tuple[str, BigButton]] = []
        body = QWidget()
        body.setObjectName("scroll_body")
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(SPACE_8)
        for pick in picks:
            rows.addWidget(self._row(pick))
        if not picks:
            rows.addWidget(
                text_label("None is on record yet. Add it under Center.", "muted", wrap=True)
            )
        rows.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(body)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        FingerMoves(area)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(self.search)
        column.addWidget(area, 1)

    def focus_first(self) -> None:
        """Put the focus on the first name."""
        if self.buttons:
            self.buttons[0][1].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the choice as it was."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
            return
        super().keyPressEvent(event)

    def _row(self, pick: Pick) -> BigButton:
        second = " \u00b7 ".join(part for part in (pick.detail, pick.warning) if part)
        button = BigButton(f"{pick.value.label}\n{second}" if second else pick.value.label)
        button.setProperty("tall", "true")
        button.setAccessibleName(pick_words(pick))
        button.clicked.connect(lambda _on=False, value=pick.value: self.taken.emit(value))
        if pick.warning:
            styled(button, answer="attention")
        self.buttons.append((pick_words(pick).casefold(), button))
        return button

    def _on_searched(self, text: str) -> None:
        for words, button in self.buttons:
            button.setVisible(text.strip().casefold() in words)
