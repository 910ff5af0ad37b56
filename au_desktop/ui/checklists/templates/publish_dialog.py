"""Publishing a draft: what it changes, what it touches, from which day, and the RSO's passphrase; for others, whom to ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTextBrowser

from au_desktop.ui.kit import theme
from au_desktop.ui.kit.accessible import named, text_label
from au_desktop.ui.kit.date_edit import DateEdit
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.difference_words import count_words, differences_html
from au_desktop.ui.kit.labelled_form import Field, LabelledForm, text_field
from au_desktop.ui.kit.notice import Notice
from au_desktop.ui.kit.tokens import State

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from au_desktop.domain.checklists.templates import Template
    from au_desktop.services.checklists.template_editing import Impact

ASK = (
    "Only the RSO publishes a checklist. The draft is kept: the RSO finds it under Templates, Drafts. "
    "Ask the RSO to publish it."
)
STALE = "Another version was published since this draft was begun. Look at the differences: they are to that version."
_EARLIER = "This day has passed; what was done before was done with the version before."


@dataclass(frozen=True, slots=True)
class PublishWish:
    """From which day, and the passphrase that signs it."""

    effective_from: date
    passphrase: str


@dataclass(frozen=True, slots=True)
class PublishFacts:
    """What the dialog shows: the draft, what it replaces (None: it is new), and what it touches."""

    template: Template
    replaced: Template | None
    impact: Impact


class PublishDialog(Dialog):
    """Emits `wished(PublishWish)`; without the right to publish it only shows what would change."""

    wished = Signal(object)

    def __init__(
        self, facts: PublishFacts, today: date, parent: QWidget, *, may_publish: bool
    ) -> None:
        template = facts.template
        super().__init__(
            f"Publish {template.title}, version {template.version}",
            parent=parent.window(),
            primary="Sign and publish" if may_publish else "Close",
            name="template_publish",
        )
        self._today, self._may = today, may_publish
        self.resize(760, 640)
        self.setMinimumSize(560, 480)
        self.differences = named(QTextBrowser(), "What it changes")
        self.differences.setHtml(_changes_html(facts))
        self.differences.setTabChangesFocus(True)
        self.impact = self.add_text(" ".join(impact_lines(facts)))
        if facts.impact.stale:
            self.body.addWidget(Notice(STALE, State.ATTENTION))
        found = facts.impact.differences
        head = (
            "A new checklist" if facts.replaced is None else f"What changes: {count_words(found)}"
        )
        self.body.addWidget(text_label(head, "strong"))
        self.body.addWidget(self.differences, 1)
        self.day = DateEdit(today)
        self.passphrase = text_field(secret=True)
        self.form = LabelledForm(
            [
                Field("day", "In use from", self.day, "Today or a later day.", required=True),
                Field("passphrase", "Your passphrase", self.passphrase, required=True),
            ]
        )
        self.form.setMaximumHeight(150)
        if may_publish:
            self.body.addWidget(self.form)
            self.passphrase.setFocus()
        else:
            self.form.setParent(self)
            self.form.hide()
            self.body.addWidget(Notice(ASK, State.INFO))
            self.hide_cancel()
        self.accepted_by_person.connect(self._on_accepted)

    def _on_accepted(self) -> None:
        if not self._may:
            self.accept()
            return
        self.form.clear_errors()
        self.form.check_required()
        day = self.day.value()
        if day is None:
            self.form.set_error("day", self.day.reason() or "Enter the first day of use.")
        elif day < self._today:
            self.form.set_error("day", _EARLIER)
        if self.form.focus_first_error() or day is None:
            return
        self.wished.emit(PublishWish(day, self.passphrase.text()))


def impact_lines(facts: PublishFacts) -> tuple[str, ...]:
    """What publishing touches, a sentence each."""
    impact = facts.impact
    if facts.replaced is None:
        lines = ["It is offered from its first day of use."]
    else:
        lines = [f"It takes the place of version {facts.replaced.version}."]
    if impact.runs_total:
        lines.append(
            f"{_count(impact.runs_total, 'record')} of it so far: each keeps its version."
        )
    if impact.drafts_open:
        lines.append(
            f"{_count(impact.drafts_open, 'draft')} {_open(impact.drafts_open)} finished as begun."
        )
    if impact.schedules:
        lines.append(f"{_count(impact.schedules, 'schedule')} will offer the new version.")
    if impact.planned_cases:
        lines.append(
            f"{_count(impact.planned_cases, 'planned case')} will be recorded with the new version."
        )
    if impact.readers:
        lines.append(
            f"Items are gone from which {', '.join(impact.readers)} take first answers: there they are typed anew."
        )
    return tuple(lines)


def _open(number: int) -> str:
    return "is open, and is" if number == 1 else "are open, and are"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _changes_html(facts: PublishFacts) -> str:
    template = facts.template
    if facts.replaced is None:
        items = len(template.items)
        return (
            f"<p>{_count(len(template.sections), 'section')}, {_count(items, 'item')}, "
            f"{_count(len(template.sign_offs), 'signature')}.</p>"
        )
    tokens = theme.current().tokens
    return differences_html(facts.replaced, template, facts.impact.differences, tokens)
