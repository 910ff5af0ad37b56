"""Editors whose answers are buttons: done or not, yes or no, choices, and the part that the trainee took."""

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QGridLayout, QWidget

from au_desktop.domain.checklists.answers import (
    DONE,
    NOT_DONE,
    Answer,
    AnswerValue,
    Chosen,
    Confirmed,
    PartTaken,
    Reply,
    StepPart,
    YesNo,
)
from au_desktop.domain.checklists.items import Item, ItemType
from au_desktop.services.wording.run_words import PARTS
from au_desktop.ui.kit import theme
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.item_editors.answer_words import LEVELS
from au_desktop.ui.kit.item_editors.clock_words import clock_words
from au_desktop.ui.kit.item_editors.item_editor import (
    ItemEditor,
    Scene,
    answer_button,
)
from au_desktop.ui.kit.tokens import SPACE_8, State

ACCENT = ""
BIG_WIDTH, DESK_WIDTH = 460, 380
BIG_LETTER, DESK_LETTER, USUAL_SIZE = 12, 8, 13
"""About the width of a letter in pixels: these fonts are no wider."""
MOST_COLUMNS = 5
DENSE_FROM = 3
_BEFORE_UNIT = re.compile(r"(?<=\d) (?=[A-Za-z%\u00b5\u03bc])")
"""A figure and its unit stay on one line."""


@dataclass(frozen=True, slots=True)
class Option:
    """One button: what it answers, its words, and the state that it shows once chosen."""

    value: AnswerValue
    words: str
    state: str


class OptionButtons(QWidget):
    """Buttons in as few rows as their words allow; the chosen ones carry a check mark."""

    def __init__(self, words: Sequence[tuple[str, str]], *, big: bool) -> None:
        super().__init__()
        self._big = big
        self._words = [text for text, _ in words]
        self.buttons = [answer_button(text, state, big=big) for text, state in words]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACE_8)
        self._columns = self._fitting_columns()
        for at, button in enumerate(self.buttons):
            if self._columns >= DENSE_FROM:
                button.setProperty("dense", "true" if big else "desk")
            grid.addWidget(button, at // self._columns, at % self._columns)
            self.mark(at, chosen=False)

    def mark(self, at: int, *, chosen: bool, suffix: str = "") -> None:
        """Show a button as chosen or not, with a word behind it such as the time."""
        button = self.buttons[at]
        text = f"\u2713\u00a0{self._words[at]}{suffix}" if chosen else self._words[at]
        button.setChecked(chosen)
        button.setText("\n".join(self._lines(text, self._columns)))
        button.setAccessibleName(f"{self._words[at]}{', chosen' if chosen else ''}")

    def show_only_chosen(self, *, only: bool) -> None:
        """Leave out what was not chosen: the answers are final."""
        chosen = [button.isChecked() for button in self.buttons]
        for button, is_chosen in zip(self.buttons, chosen, strict=True):
            button.setVisible(is_chosen or not only)
            if only and sum(chosen) == 1:
                button.setText(" ".join(button.text().split("\n")))

    def _fitting_columns(self) -> int:
        """As many as the words allow in two lines each, and no last row with a single one: four stand two by two."""
        for columns in range(min(len(self._words), MOST_COLUMNS), 1, -1):
            if all(self._fits(text, columns) for text in self._words):
                rows = -(-len(self._words) // columns)
                return -(-len(self._words) // rows)
        return 1

    def _fits(self, text: str, columns: int) -> bool:
        lines = self._lines(f"\u2713\u00a0{text}", columns)
        return len(lines) <= 2 and max(map(len, lines)) <= self._letters(columns)

    def _lines(self, text: str, columns: int) -> list[str]:
        whole = _BEFORE_UNIT.sub("\u00a0", text)
        return textwrap.wrap(whole, self._letters(columns), break_long_words=False) or [text]

    def _letters(self, columns: int) -> int:
        room = ((BIG_WIDTH if self._big else DESK_WIDTH) - (columns - 1) * SPACE_8) // columns
        if not self._big:
            letter = DESK_LETTER * theme.current().sizes.body // USUAL_SIZE
            return max(4, (room - 30) // letter)
        dense = columns >= DENSE_FROM
        return max(4, (room - (14 if dense else 34)) // (BIG_LETTER - (1 if dense else 0)))


class ButtonsEditor(ItemEditor):
    """One of several answers, each a button."""

    def __init__(self, item: Item, scene: Scene) -> None:
        super().__init__(item, scene)
        self.options = options_of(item)
        self.choices = OptionButtons(
            [(option.words, option.state) for option in self.options], big=scene.big
        )
        _fill(self, self.choices)
        for at, button in enumerate(self.choices.buttons):
            button.clicked.connect(lambda _on=False, at=at: self._take(at))

    def show_answer(self, answer: Answer | None) -> None:
        """Mark the button that was chosen; a confirmed step shows its time."""
        value = None if answer is None else answer.value
        for at, option in enumerate(self.options):
            chosen = option.value == value
            timed = chosen and self.item.type is ItemType.CONFIRM and answer is not None
            suffix = f" {clock_words(answer.at, seconds=False)}" if timed and answer else ""
            self.choices.mark(at, chosen=chosen, suffix=suffix)

    def set_locked(self, *, locked: bool) -> None:
        """Show what was chosen only."""
        super().set_locked(locked=locked)
        self.choices.show_only_chosen(only=locked)

    def press(self) -> None:
        """Take the first answer: done, yes, the first choice."""
        self._take(0)

    def choose(self, number: int) -> bool:
        """Take the answer of that number."""
        if not 1 <= number <= len(self.options):
            return False
        self._take(number - 1)
        return True

    def focus_target(self) -> QWidget:
        """The first button."""
        return self.choices.buttons[0]

    def _take(self, at: int) -> None:
        for other in range(len(self.options)):
            self.choices.mark(other, chosen=other == at)
        self.answer_with(self.options[at].value)


class ChoicesEditor(ItemEditor):
    """Any number of several choices; each tap adds one or takes it away."""

    def __init__(self, item: Item, scene: Scene) -> None:
        super().__init__(item, scene)
        self._chosen: set[str] = set()
        self.choices = OptionButtons(
            [(choice.title, _choice_state(item, choice.key)) for choice in item.choices],
            big=scene.big,
        )
        _fill(self, self.choices)
        for at, button in enumerate(self.choices.buttons):
            button.clicked.connect(lambda _on=False, at=at: self._toggle(at))

    def show_answer(self, answer: Answer | None) -> None:
        """Mark every choice that was taken."""
        value = None if answer is None else answer.value
        self._chosen = set(value.keys) if isinstance(value, Chosen) else set()
        self._mark()

    def set_locked(self, *, locked: bool) -> None:
        """Show what was chosen only."""
        super().set_locked(locked=locked)
        self.choices.show_only_chosen(only=locked)

    def press(self) -> None:
        """Take the first choice that is not taken yet."""
        for at, choice in enumerate(self.item.choices):
            if choice.key not in self._chosen:
                self._toggle(at)
                return

    def choose(self, number: int) -> bool:
        """Add or take away the choice of that number."""
        if not 1 <= number <= len(self.item.choices):
            return False
        self._toggle(number - 1)
        return True

    def focus_target(self) -> QWidget:
        """The first button."""
        return self.choices.buttons[0]

    def _toggle(self, at: int) -> None:
        self._chosen ^= {self.item.choices[at].key}
        self._mark()
        keys = tuple(choice.key for choice in self.item.choices if choice.key in self._chosen)
        self.answered.emit(Chosen(keys) if keys else None)

    def _mark(self) -> None:
        for at, choice in enumerate(self.item.choices):
            self.choices.mark(at, chosen=choice.key in self._chosen)


class PartEditor(ItemEditor):
    """Observed, assisted or performed; then, if it is rated, a level from 0 to 4."""

    def __init__(self, item: Item, scene: Scene) -> None:
        super().__init__(item, scene)
        self._value: PartTaken | None = None
        self.parts = OptionButtons([(words, ACCENT) for words in PARTS.values()], big=scene.big)
        self.levels = OptionButtons([(str(level), ACCENT) for level in range(LEVELS)], big=False)
        if scene.big:
            for button in self.levels.buttons:
                button.setProperty("target", "true")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACE_8)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.parts, 0, 0, 1, 2)
        self._level_label = text_label("Level", "muted")
        grid.addWidget(self._level_label, 1, 0)
        grid.addWidget(self.levels, 1, 1)
        for at, part in enumerate(PARTS):
            self.parts.buttons[at].clicked.connect(lambda _on=False, p=part: self._take(p))
        for level in range(LEVELS):
            self.levels.buttons[level].clicked.connect(lambda _on=False, n=level: self._rate(n))
        self._mark()

    def show_answer(self, answer: Answer | None) -> None:
        """Mark part and level."""
        value = None if answer is None else answer.value
        self._value = value if isinstance(value, PartTaken) else None
        self._mark()

    def set_locked(self, *, locked: bool) -> None:
        """Show part and level only."""
        super().set_locked(locked=locked)
        self.parts.show_only_chosen(only=locked)
        self.levels.show_only_chosen(only=locked)

    def press(self) -> None:
        """Go to the first button: no part is more usual than another."""
        self.focus_target().setFocus()

    def choose(self, number: int) -> bool:
        """1, 2, 3 take the part; 5 to 9 rate it with 0 to 4."""
        if 1 <= number <= len(PARTS):
            self._take(list(PARTS)[number - 1])
        elif LEVELS <= number < 2 * LEVELS and self._value is not None:
            self._rate(number - LEVELS)
        else:
            return False
        return True

    def focus_target(self) -> QWidget:
        """The first part."""
        return self.parts.buttons[0]

    def _take(self, part: StepPart) -> None:
        level = None if self._value is None else self._value.level
        self._give(PartTaken(part, level))

    def _rate(self, level: int) -> None:
        if self._value is not None:
            same = self._value.level == level
            self._give(PartTaken(self._value.part, None if same else level))

    def _give(self, value: PartTaken) -> None:
        self._value = value
        self._mark()
        self.answer_with(value)

    def _mark(self) -> None:
        value = self._value
        for at, part in enumerate(PARTS):
            self.parts.mark(at, chosen=value is not None and value.part is part)
        for level in range(LEVELS):
            self.levels.mark(level, chosen=value is not None and value.level == level)
            name = f"Level {level}{', chosen' if self.levels.buttons[level].isChecked() else ''}"
            self.levels.buttons[level].setAccessibleName(name)
        self.levels.setVisible(value is not None)
        self._level_label.setVisible(value is not None)


def options_of(item: Item) -> tuple[Option, ...]:
    """The answers of a confirm, yes/no or choice item, with the state each would be."""
    if item.type is ItemType.CONFIRM:
        return (
            Option(Confirmed(done=True), "Done", _state(item, DONE, State.OK)),
            Option(Confirmed(done=False), "Not done", _state(item, NOT_DONE, State.NEUTRAL)),
        )
    if item.type is ItemType.YES_NO:
        words = ((Reply.YES, "Yes"), (Reply.NO, "No"), (Reply.NA, "N.A."))
        return tuple(
            Option(YesNo(reply), text, _state(item, reply.value, ACCENT)) for reply, text in words
        )
    return tuple(
        Option(Chosen((choice.key,)), choice.title, _choice_state(item, choice.key))
        for choice in item.choices
    )


def _state(item: Item, token: str, free: str) -> str:
    if not item.expected:
        return free
    if token in item.expected:
        return State.OK
    return State.PROBLEM if item.critical else State.ATTENTION


def _choice_state(item: Item, key: str) -> str:
    choice = item.choice(key)
    if choice is not None and choice.attention:
        return State.ATTENTION
    if item.type is ItemType.CHOICES:
        return State.OK if key in item.expected else ACCENT
    return _state(item, key, ACCENT)


def _fill(editor: QWidget, widget: QWidget) -> None:
    grid = QGridLayout(editor)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.addWidget(widget, 0, 0)
