"""The signatures that a template asks for: what each means, who may give it, and for which part of the record."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from au_desktop.domain.checklists.templates import MEANINGS, Section, SignOffRule
from au_desktop.domain.roles import Role, may
from au_desktop.domain.signing.sign_offs import PERMISSION_TO_SIGN, Meaning
from au_desktop.ui.checklists.templates.attribute_form import QuietCombo, take_text, take_tick
from au_desktop.ui.kit.accessible import named, text_label
from au_desktop.ui.kit.buttons import IconButton, QuietButton
from au_desktop.ui.kit.role_words import role_words
from au_desktop.ui.kit.template_parts import MEANING_WORDS
from au_desktop.ui.kit.tick_list import TickList
from au_desktop.ui.kit.tokens import SPACE_4, SPACE_8

if TYPE_CHECKING:
    from collections.abc import Sequence


def roles_for(meaning: str) -> tuple[Role, ...]:
    """Who may give a signature of that meaning at all."""
    if meaning not in MEANINGS:
        return tuple(Role)
    permission = PERMISSION_TO_SIGN[Meaning(meaning)]
    return tuple(role for role in Role if may(role, permission))


class SignOffRow(QFrame):
    """One signature; `changed` says that `value()` is another one now."""

    changed = Signal()

    def __init__(self, number: int) -> None:
        super().__init__()
        self.setProperty("kind", "slot")
        self._rule = SignOffRule("", "", ())
        choices = [(one, MEANING_WORDS[one]) for one in MEANINGS]
        self.meaning = named(QuietCombo(choices), f"Meaning of signature {number}")
        self.title = named(QLineEdit(), f"Words of signature {number}")
        self.title.setPlaceholderText("What stands beside it")
        self.required = QCheckBox("Needed")
        self.roles = named(TickList(), f"Who may give signature {number}")
        self.parts = named(TickList(), f"Part of signature {number}")
        self.whole = text_label("Answers for (none: the whole record)", "hint", wrap=True)
        self.up = IconButton("chevron_up", f"Move signature {number} up")
        self.down = IconButton("chevron_down", f"Move signature {number} down")
        self.remove = IconButton("cross", f"Remove signature {number}")
        self._lay_out()
        self.meaning.currentIndexChanged.connect(self._on_meaning)
        self.title.textEdited.connect(self._on_changed)
        self.required.clicked.connect(self._on_changed)
        self.roles.changed.connect(self._on_changed)
        self.parts.changed.connect(self._on_changed)

    def value(self) -> SignOffRule:
        """The signature as it stands."""
        return self._rule

    def show_rule(self, rule: SignOffRule, sections: Sequence[Section]) -> None:
        """Show a signature."""
        self._rule = rule
        self.meaning.take(rule.meaning)
        take_text(self.title, rule.title)
        take_tick(self.required, rule.required)
        offered = tuple(dict.fromkeys((*roles_for(rule.meaning), *rule.roles)))
        _tick(self.roles, [(role, role_words(role)) for role in offered], rule.roles)
        known = [(section.key, section.title or section.key) for section in sections]
        strange = [(key, f"{key} (gone)") for key in rule.sections if key not in dict(known)]
        _tick(self.parts, [*known, *strange], rule.sections)

    def _on_meaning(self, _at: int) -> None:
        """Another meaning: roles that may not give it drop out, and its usual words come in."""
        meaning = str(self.meaning.currentData())
        old = MEANING_WORDS.get(self._rule.meaning, "")
        words = self.title.text()
        title = MEANING_WORDS[meaning] if words in ("", old) else words
        roles = tuple(role for role in self._rule.roles if role in roles_for(meaning))
        self._rule = replace(self._rule, meaning=meaning, title=title, roles=roles)
        self.changed.emit()

    def _on_changed(self, *_: object) -> None:
        self._rule = replace(
            self._rule,
            title=self.title.text(),
            required=self.required.isChecked(),
            roles=tuple(Role(one) for one in self.roles.value()),
            sections=self.parts.value(),
        )
        self.changed.emit()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(self.meaning, 1)
        for button in (self.up, self.down, self.remove):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_8, SPACE_8, SPACE_4, SPACE_8)
        column.setSpacing(SPACE_4)
        column.addLayout(head)
        column.addWidget(self.title)
        column.addWidget(self.required)
        column.addWidget(text_label("By", "hint"))
        column.addWidget(self.roles)
        column.addWidget(self.whole)
        column.addWidget(self.parts)


class SignOffRows(QWidget):
    """Emits `changed(tuple[SignOffRule, ...])`."""

    changed = Signal(object)
    rows_made = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rules: tuple[SignOffRule, ...] = ()
        self._sections: tuple[Section, ...] = ()
        self.rows: list[SignOffRow] = []
        self.add_button = QuietButton("Add a signature", "plus")
        self.add_button.clicked.connect(self.add)
        foot = QHBoxLayout()
        foot.addWidget(self.add_button)
        foot.addStretch(1)
        self._column = QVBoxLayout()
        self._column.setSpacing(SPACE_8)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE_8)
        whole.addLayout(self._column)
        whole.addLayout(foot)
        self.setFocusProxy(self.add_button)

    def value(self) -> tuple[SignOffRule, ...]:
        """The signatures in order."""
        return self._rules

    def show_rules(self, rules: tuple[SignOffRule, ...], sections: tuple[Section, ...]) -> None:
        """Show these."""
        self._rules, self._sections = rules, sections
        if len(rules) != len(self.rows):
            self._build(len(rules))
        for row, rule in zip(self.rows, rules, strict=True):
            row.show_rule(rule, sections)
        for at, row in enumerate(self.rows):
            row.up.setEnabled(at > 0)
            row.down.setEnabled(at < len(self.rows) - 1)
        self.rows_made.emit()

    def add(self) -> None:
        """A signature more: the first meaning that is not there yet."""
        given = {rule.meaning for rule in self._rules}
        meaning = next((one for one in MEANINGS if one not in given), MEANINGS[0])
        rule = SignOffRule(meaning, MEANING_WORDS[meaning], roles_for(meaning))
        self._tell((*self._rules, rule))
        self.rows[-1].meaning.setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self, at: int, step: int) -> None:
        rules = list(self._rules)
        rules[at], rules[at + step] = rules[at + step], rules[at]
        self._tell(tuple(rules))

    def _remove(self, at: int) -> None:
        self._tell(tuple(rule for n, rule in enumerate(self._rules) if n != at))

    def _on_row(self) -> None:
        self._tell(tuple(row.value() for row in self.rows))

    def _tell(self, rules: tuple[SignOffRule, ...]) -> None:
        self.show_rules(rules, self._sections)
        self.changed.emit(rules)

    def _build(self, count: int) -> None:
        while len(self.rows) > count:
            row = self.rows.pop()
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self.rows) < count:
            at = len(self.rows)
            row = SignOffRow(at + 1)
            row.changed.connect(self._on_row)
            row.up.clicked.connect(partial(self._move, at, -1))
            row.down.clicked.connect(partial(self._move, at, 1))
            row.remove.clicked.connect(partial(self._remove, at))
            self.rows.append(row)
            self._column.addWidget(row)


def _tick(ticks: TickList, offered: Sequence[tuple[str, str]], chosen: Sequence[str]) -> None:
    """Offer and tick without a word to listeners; the boxes stay where the same is offered."""
    blocked = ticks.blockSignals(True)
    if getattr(ticks, "offered", None) != tuple(offered):
        ticks.set_choices(offered)
        ticks.setProperty("offered", None)
        ticks.offered = tuple(offered)  # type: ignore[attr-defined]
    ticks.set_value(chosen)
    ticks.blockSignals(blocked)
