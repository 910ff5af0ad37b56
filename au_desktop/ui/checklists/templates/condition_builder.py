"""Says when an item or section applies: rows of item, test and answer, joined by all or any, groups within groups."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from au_desktop.domain.checklists.answers import SKIPPED
from au_desktop.domain.checklists.conditions import (
    AllHold,
    Answered,
    AnyHolds,
    AnyOf,
    Condition,
    Is,
    IsNot,
)
from au_desktop.domain.checklists.item_checks import possible_tokens
from au_desktop.services.wording.run_words import token_title
from au_desktop.ui.checklists.templates.attribute_form import QuietCombo
from au_desktop.ui.kit.accessible import named, text_label
from au_desktop.ui.kit.buttons import IconButton, QuietButton
from au_desktop.ui.kit.tick_list import TickList
from au_desktop.ui.kit.tokens import SPACE_4, SPACE_8

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from au_desktop.domain.checklists.items import Item

IS, IS_NOT, ANY_OF, ANSWERED, OPEN = "is", "is_not", "any_of", "answered", "open"
TESTS = (
    (IS, "is"),
    (IS_NOT, "is not"),
    (ANY_OF, "is any of"),
    (ANSWERED, "is answered"),
    (OPEN, "is not answered"),
)
DEEPEST = 2
NOTHING_BEFORE = "Nothing stands before it that a condition could ask about."
ALWAYS = "Applies always."


def tokens_of(item: Item | None) -> tuple[tuple[str, str], ...]:
    """The answers of an item that a condition may ask for, with their words."""
    if item is None:
        return ()
    order = [choice.key for choice in item.choices]
    found = sorted(
        possible_tokens(item), key=lambda one: (order.index(one) if one in order else -1, one)
    )
    return tuple((one, token_title(item, one)) for one in (*found, SKIPPED))


class ConditionRow(QWidget):
    """One test of one earlier item."""

    changed = Signal()
    removed = Signal()

    def __init__(self, items: Sequence[Item], leaf: Is | IsNot | AnyOf | Answered) -> None:
        super().__init__()
        self._items = {item.key: item for item in items}
        titles: list[tuple[object, str]] = [(item.key, item.title) for item in items]
        if leaf.item not in self._items:
            titles.append((leaf.item, f"{leaf.item} (not before this)"))
        self.item = named(QuietCombo(titles), "Item asked about")
        self.test = named(QuietCombo(TESTS), "Test")
        self.answer = named(QuietCombo(), "Answer")
        self.answers = named(TickList(), "Answers")
        self.remove = IconButton("cross", "Remove this condition")
        self._lay_out()
        self.item.take(leaf.item)
        self._show(leaf)
        self.item.currentIndexChanged.connect(self._on_item)
        self.test.currentIndexChanged.connect(self._on_changed)
        self.answer.currentIndexChanged.connect(self._on_changed)
        self.answers.changed.connect(self._on_changed)
        self.remove.clicked.connect(self.removed)

    def value(self) -> Condition:
        """The test."""
        key, test = str(self.item.currentData() or ""), self.test.currentData()
        if test in (ANSWERED, OPEN):
            return Answered(key, test == ANSWERED)
        if test == ANY_OF:
            return AnyOf(key, self.answers.value())
        token = str(self.answer.currentData() or "")
        return Is(key, token) if test == IS else IsNot(key, token)

    def _show(self, leaf: Is | IsNot | AnyOf | Answered) -> None:
        given: tuple[str, ...] = ()
        match leaf:
            case Answered(_, answered):
                test = ANSWERED if answered else OPEN
            case AnyOf(_, tokens):
                test, given = ANY_OF, tokens
            case _:
                test, given = (IS if isinstance(leaf, Is) else IS_NOT), (leaf.token,)
        self.test.take(test)
        self._offer(given)
        self.answer.take(given[0] if given else None)
        self.answers.blockSignals(True)
        self.answers.set_value(given)
        self.answers.blockSignals(False)
        self._show_fields()

    def _offer(self, kept: Iterable[str] = ()) -> None:
        offered = tokens_of(self._items.get(str(self.item.currentData())))
        known = {token for token, _ in offered}
        strange = tuple((one, f"{one} (never given)") for one in kept if one and one not in known)
        self.answer.offer((*offered, *strange))
        self.answers.set_choices((*offered, *strange))

    def _show_fields(self) -> None:
        test = self.test.currentData()
        self.answer.setVisible(test in (IS, IS_NOT))
        self.answers.setVisible(test == ANY_OF)

    def _on_item(self, _at: int) -> None:
        self._offer()
        if self.answer.currentIndex() < 0 and self.answer.count():
            self.answer.take(self.answer.itemData(0))
        if (
            self.answer.count() == 1
        ):  # nothing but "skipped": the item gives no words to compare with
            self.test.take(ANSWERED)
        self._on_changed()

    def _on_changed(self, *_: object) -> None:
        self._show_fields()
        self.changed.emit()

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(SPACE_4)
        first.addWidget(self.item, 1)
        first.addWidget(self.remove)
        second = QHBoxLayout()
        second.setSpacing(SPACE_4)
        second.addWidget(self.test, 2)
        second.addWidget(self.answer, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_4)
        column.addLayout(first)
        column.addLayout(second)
        column.addWidget(self.answers)


class ConditionGroup(QFrame):
    """Several tests and groups, of which all or any must hold."""

    changed = Signal()
    removed = Signal()
    rows_made = Signal()

    def __init__(self, items: Sequence[Item], joined: AllHold | AnyHolds, depth: int = 0) -> None:
        super().__init__()
        self._items, self._depth = tuple(items), depth
        self.parts: list[ConditionRow | ConditionGroup] = []
        self.mode = named(
            QuietCombo(((AllHold, "All of these hold"), (AnyHolds, "Any of these holds"))),
            "How the conditions are joined",
        )
        self.mode.take(type(joined))
        self.remove = IconButton("cross", "Remove this group")
        self.add_button = named(QuietButton("Condition", "plus"), "Add a condition")
        self.group_button = named(QuietButton("Group", "plus"), "Add a group of conditions")
        self._column = QVBoxLayout()
        self._column.setSpacing(SPACE_8)
        self._lay_out()
        for part in joined.parts:
            self._add(part)
        self._show_mode()
        self.mode.currentIndexChanged.connect(self._on_changed)
        self.remove.clicked.connect(self.removed)
        self.add_button.clicked.connect(self.add_condition)
        self.group_button.clicked.connect(self.add_group)

    def value(self) -> Condition | None:
        """What the group says; a single test stands for itself, and none for nothing."""
        parts = tuple(one for part in self.parts if (one := part.value()) is not None)
        if not parts:
            return None
        if len(parts) == 1:
            return parts[0]
        kind = self.mode.currentData()
        return AnyHolds(parts) if kind is AnyHolds else AllHold(parts)

    def add_condition(self) -> None:
        """A test more: that of the item just before."""
        row = self._add(self._first_test())
        self._on_changed()
        row.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_group(self) -> None:
        """A group more, with one test in it."""
        self._add(AnyHolds((self._first_test(), self._first_test())))
        self._on_changed()

    def _first_test(self) -> Condition:
        item = next((one for one in reversed(self._items) if possible_tokens(one)), None)
        if item is None:
            return Answered(self._items[-1].key)
        expected = item.expected[0] if item.expected else tokens_of(item)[0][0]
        return Is(item.key, expected)

    def _add(self, part: Condition) -> ConditionRow | ConditionGroup:
        made: ConditionRow | ConditionGroup
        if isinstance(part, AllHold | AnyHolds):
            made = ConditionGroup(self._items, part, self._depth + 1)
            made.rows_made.connect(self.rows_made)
        else:
            made = ConditionRow(self._items, part)
            made.setFocusProxy(made.item)
        made.changed.connect(self.changed)
        made.removed.connect(partial(self._drop, made))
        self.parts.append(made)
        self._column.addWidget(made)
        self.rows_made.emit()
        return made

    def _drop(self, part: ConditionRow | ConditionGroup) -> None:
        self.parts.remove(part)
        self._column.removeWidget(part)
        part.hide()
        part.deleteLater()
        self._on_changed()

    def _on_changed(self, *_: object) -> None:
        self._show_mode()
        self.changed.emit()

    def _show_mode(self) -> None:
        self.mode.setVisible(len(self.parts) > 1)

    def _lay_out(self) -> None:
        if self._depth:
            self.setProperty("kind", "slot")
        head = QHBoxLayout()
        head.setSpacing(SPACE_4)
        head.addWidget(self.mode, 1)
        head.addStretch(0)
        head.addWidget(self.remove)
        self.remove.setVisible(self._depth > 0)
        foot = QHBoxLayout()
        foot.addWidget(self.add_button)
        foot.addWidget(self.group_button)
        foot.addStretch(1)
        self.group_button.setVisible(self._depth < DEEPEST)
        column = QVBoxLayout(self)
        edge = SPACE_8 if self._depth else 0
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(SPACE_8)
        column.addLayout(head)
        column.addLayout(self._column)
        column.addLayout(foot)


class ConditionBuilder(QWidget):
    """Emits `changed(condition)`; None: it applies always."""

    changed = Signal(object)
    rows_made = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._items: tuple[Item, ...] = ()
        self._condition: Condition | None = None
        self.group: ConditionGroup | None = None
        self.line = text_label(ALWAYS, "muted", wrap=True)
        self._holder = QVBoxLayout(self)
        self._holder.setContentsMargins(0, 0, 0, 0)
        self._holder.setSpacing(SPACE_4)
        self._holder.addWidget(self.line)

    def value(self) -> Condition | None:
        """The condition."""
        return self._condition

    def show_condition(self, condition: Condition | None, items: Sequence[Item]) -> None:
        """Show a condition over these earlier items."""
        if self.group is not None and condition == self._condition and self._same(items):
            return
        self._items, self._condition = tuple(items), condition
        self._build()

    def _same(self, items: Sequence[Item]) -> bool:
        def facts(these: Sequence[Item]) -> list[tuple[object, ...]]:
            return [(one.key, one.title, tokens_of(one)) for one in these]

        return facts(items) == facts(self._items)

    def _build(self) -> None:
        if self.group is not None:
            self._holder.removeWidget(self.group)
            self.group.hide()
            self.group.deleteLater()
        condition = self._condition
        joined = condition if isinstance(condition, AllHold | AnyHolds) else None
        parts = () if condition is None else (condition,)
        self.group = ConditionGroup(self._items, joined or AllHold(parts))
        self.group.changed.connect(self._on_changed)
        self.group.rows_made.connect(self.rows_made)
        self._holder.addWidget(self.group)
        self.setFocusProxy(self.group.add_button)
        can = bool(self._items)
        self.group.add_button.setEnabled(can)
        self.group.group_button.setEnabled(can)
        self._say()
        self.rows_made.emit()

    def _say(self) -> None:
        if not self._items and self._condition is None:
            self.line.setText(f"{ALWAYS} {NOTHING_BEFORE}")
        else:
            self.line.setText(ALWAYS)
        self.line.setVisible(self._condition is None)

    def _on_changed(self) -> None:
        assert self.group is not None  # noqa: S101 - the group is what told
        self._condition = self.group.value()
        self._say()
        self.changed.emit(self._condition)
