"""The base of the editors: one takes the answer to one item, at the desk or in large targets at the bedside."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QWidget

from au_desktop.domain.checklists.answers import Answer, AnswerValue, Reference
from au_desktop.domain.checklists.items import Item, ItemType
from au_desktop.domain.moments import Moment
from au_desktop.settings import Settings
from au_desktop.ui.kit.accessible import styled
from au_desktop.ui.kit.buttons import BigButton, Button

BIG_HEIGHT = 64


@dataclass(frozen=True, slots=True)
class Pick:
    """One person, instrument, room or drug that may be chosen; `warning` says what stands against it."""

    value: Reference
    detail: str = ""
    warning: str = ""


def _no_doubt(_item: Item, _value: AnswerValue) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Scene:
    """Where an editor stands: large or not, the person's settings, the clock, what can be chosen from, and the role's power.

    `nearby` gives the people of this run; `doubt` the question that an amount raises before it is taken, empty for none.
    `stacked` puts the answers under the words, for narrow places.
    """

    settings: Settings
    now: Callable[[], Moment]
    picks: Callable[[ItemType], Sequence[Pick]]
    big: bool = False
    may_override: bool = False
    nearby: Callable[[], Sequence[Pick]] = tuple
    doubt: Callable[[Item, AnswerValue], str] = _no_doubt
    stacked: bool = False


class ItemEditor(QWidget):
    """Emits `answered` with a value, `judged` with what is readable while typing, `drafted` with half-typed text.

    While `held`, half-typed text stays a draft when the field loses the focus: the center is about to lock.
    `unfit` says why what was typed is no answer yet; the text stays.
    `panel_wanted(title, widget)` asks for room for a keypad or a list; `panel_done` gives the room back.
    """

    answered = Signal(object)
    judged = Signal(object)
    drafted = Signal(str, int)
    draft_dropped = Signal()
    unfit = Signal(str)
    panel_wanted = Signal(str, object)
    panel_done = Signal()

    def __init__(self, item: Item, scene: Scene) -> None:
        super().__init__()
        self.item, self.scene = item, scene
        self.held = False
        self.setAccessibleName(item.title)

    def show_answer(self, answer: Answer | None) -> None:
        """Show the stored answer; half-typed text stays."""
        raise NotImplementedError

    def press(self) -> None:
        """Enter or Space on the row: do the usual thing, or go into the field."""
        self.focus_target().setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, number: int) -> bool:  # noqa: ARG002 - for the editors that have choices
        """A digit key on the row: take that choice, counted from 1; False when there is none."""
        return False

    def commit(self) -> None:
        """The field is left for good: give what was typed as an answer."""

    def hold(self) -> None:
        """The center is about to lock: what is typed stays a draft."""
        self.held = True

    def take_draft(self, text: str, cursor: int) -> None:
        """Put half-typed text back, with the cursor where it was."""

    def focus_target(self) -> QWidget:
        """Where the focus goes when the item is chosen."""
        return self

    def set_locked(self, *, locked: bool) -> None:
        """Show only: the run is no draft any more."""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, locked)
        usual = Qt.FocusPolicy.TabFocus if self.scene.big else Qt.FocusPolicy.StrongFocus
        for button in self.findChildren(QAbstractButton):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus if locked else usual)

    def show_gravity(self, state: str) -> None:
        """Give what was entered the color of the gravest finding; empty where there is none."""
        for button in self.findChildren(QAbstractButton):
            styled(button, found=state)

    def answer_with(self, value: AnswerValue) -> None:
        """Give this answer."""
        self.answered.emit(value)


class _AnswerButton(Button):
    """A checkable answer at the desk."""


def answer_button(text: str, state: str, *, big: bool) -> Button:
    """A checkable answer in its state's color; a touch target of 64 px at the bedside."""
    button: Button
    if big:
        button = BigButton.answer(text, state)
        button.setProperty("tall", "true")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    else:
        button = _AnswerButton(text)
        button.setCheckable(True)
        button.setProperty("answer", state)
    button.setMinimumWidth(48)
    return button


def plain_button(text: str, *, big: bool, primary: bool = False, icon: str = "") -> Button:
    """A button that does a step: start, stop, now, enter."""
    button: Button
    if big:
        button = BigButton.primary(text, icon) if primary else BigButton(text, icon)
        button.setProperty("tall", "true")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    else:
        button = Button(text, icon)
        if primary:
            button.setProperty("kind", "primary")
    return button
