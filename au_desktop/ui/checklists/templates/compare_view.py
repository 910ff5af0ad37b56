"""Two versions of a checklist held against each other: a list of differences, or both side by side; printable."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QTextBrowser

from au_desktop.domain.checklists.comparison import Level, Way, compare, in_substance
from au_desktop.ui.checklists.templates.attribute_form import QuietCombo
from au_desktop.ui.kit import theme
from au_desktop.ui.kit.accessible import named, text_label
from au_desktop.ui.kit.buttons import SecondaryButton
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.difference_words import (
    count_words,
    difference_words,
    differences_html,
    subject_words,
    told,
)
from au_desktop.ui.kit.filter_chips import FilterChips
from au_desktop.ui.kit.one_shown import OneShown
from au_desktop.ui.kit.printing import print_document
from au_desktop.ui.kit.template_parts import limits_words, type_words
from au_desktop.ui.kit.tokens import LIGHT, SPACE_8, State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from au_desktop.domain.checklists.comparison import Difference
    from au_desktop.domain.checklists.templates import Template
    from au_desktop.ui.kit.tokens import Tokens

LIST, BESIDE = "list", "beside"


class CompareDialog(Dialog):
    """Choices are (words, template); the older one stands at the left."""

    def __init__(
        self, versions: Sequence[tuple[str, Template]], old: int, new: int, parent: QWidget
    ) -> None:
        super().__init__(
            "Compare versions", parent=parent.window(), primary="Close", name="template_compare"
        )
        self._versions = tuple(versions)
        self.hide_cancel()
        self.setMinimumSize(720, 480)
        self.resize(980, 660)
        choices = [(at, words) for at, (words, _) in enumerate(versions)]
        self.old = named(QuietCombo(choices), "Older version")
        self.new = named(QuietCombo(choices), "Newer version")
        self.old.take(old)
        self.new.take(new)
        self.looks = FilterChips(((LIST, "Differences"), (BESIDE, "Side by side")))
        self.looks.setAccessibleName("How they are compared")
        self.counts = named(text_label("", "muted"), "How many differences")
        self.list = named(QTextBrowser(), "Differences")
        self.left = named(QTextBrowser(), "Older version")
        self.right = named(QTextBrowser(), "Newer version")
        self.print_button = SecondaryButton("Print", "printer")
        self._stack = OneShown()
        self._lay_out()
        self.old.currentIndexChanged.connect(self._show)
        self.new.currentIndexChanged.connect(self._show)
        self.looks.changed.connect(self._on_look)
        self.print_button.clicked.connect(self.print_differences)
        self.accepted_by_person.connect(self.accept)
        self.left.verticalScrollBar().valueChanged.connect(self.right.verticalScrollBar().setValue)
        self.right.verticalScrollBar().valueChanged.connect(self.left.verticalScrollBar().setValue)
        self._show()

    def differences(self) -> tuple[Difference, ...]:
        """What differs between the two that are chosen."""
        return in_substance(compare(self._template(self.old), self._template(self.new)))

    def print_differences(self) -> None:
        """Print the list."""
        document = QTextDocument(self)
        document.setHtml(self.report())
        print_document(self, document)

    def report(self) -> str:
        """The list as a page of text."""
        old, new = self._template(self.old), self._template(self.new)
        head = f"{self.old.currentText()} \u2192 {self.new.currentText()}"
        return (
            f"<h2>{escape(new.title)}</h2><p>{escape(head)}</p>"
            f"{differences_html(old, new, self.differences(), LIGHT)}"
        )

    def _template(self, combo: QuietCombo) -> Template:
        return self._versions[int(combo.currentData())][1]

    def _show(self, *_: object) -> None:
        old, new = self._template(self.old), self._template(self.new)
        found = self.differences()
        tokens = theme.current().tokens
        self.counts.setText(count_words(found))
        self.list.setHtml(differences_html(old, new, found, tokens))
        self.left.setHtml(side_html(old, new, found, tokens, is_old=True))
        self.right.setHtml(side_html(new, old, found, tokens, is_old=False))

    def _on_look(self, _chosen: object) -> None:
        self._stack.show_at(0 if self.looks.chosen()[0] == LIST else 1)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE_8)
        head.addWidget(self.old, 1)
        head.addWidget(text_label("\u2192", "muted"))
        head.addWidget(self.new, 1)
        line = QHBoxLayout()
        line.addWidget(self.looks)
        line.addStretch(1)
        line.addWidget(self.counts)
        beside = QSplitter()
        beside.addWidget(self.left)
        beside.addWidget(self.right)
        self._stack.add(self.list)
        self._stack.add(beside)
        self.body.addLayout(head)
        self.body.addLayout(line)
        self.body.addWidget(self._stack, 1)
        self.foot.insertWidget(0, self.print_button)


def _short(old: Template, new: Template, found: Difference) -> str:
    """A change without the item that it stands under."""
    words = difference_words(old, new, found).removeprefix(subject_words(found))
    return words.lstrip(", ")


def side_html(
    template: Template,
    other: Template,
    differences: Sequence[Difference],
    tokens: Tokens,
    *,
    is_old: bool,
) -> str:
    """One version whole, its items colored by what became of them; what changed is said under its item."""
    gone, old = (Way.REMOVED, template) if is_old else (Way.ADDED, other)
    new = other if is_old else template
    by_item: dict[str, list[Difference]] = {}
    for one in told(differences):
        if one.level is Level.ITEM:
            by_item.setdefault(one.key, []).append(one)
    rows: list[str] = []
    for section in template.sections:
        rows.append(f"<tr><td style='padding-top:8px'><b>{escape(section.title)}</b></td></tr>")
        for item in section.items:
            found = by_item.get(item.key, [])
            ways = {one.way for one in found}
            style, lines = "", []
            if gone in ways:
                state = (State.PROBLEM if is_old else State.OK).value
                style = f"color:{tokens.ink(state)};background:{tokens.ground(state)}"
            elif ways:
                style = f"background:{tokens.info_weak}"
                lines = [] if is_old else [_short(old, new, one) for one in found]
            detail = ", ".join(
                words for words in (type_words(item.type), limits_words(item.limits)) if words
            )
            said = "".join(f"<br/><small><i>{escape(line)}</i></small>" for line in lines)
            rows.append(
                f'<tr><td style="{style}">{escape(item.title)}<br/>'
                f'<small style="color:{tokens.muted}">{escape(detail)}</small>{said}</td></tr>'
            )
    return f'<table width="100%" cellspacing="0" cellpadding="4">{"".join(rows)}</table>'
