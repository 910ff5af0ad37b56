"""The facts of one event as cards of fields; reads the event as it is typed, or says why it cannot be read."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from au_desktop.domain.errors import DomainError
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.card import Card
from au_desktop.ui.kit.labelled_form import Field, LabelledForm
from au_desktop.ui.kit.notice import Notice
from au_desktop.ui.kit.tokens import SPACE_12, State
from au_desktop.ui.safety.events.fact_kinds import Ask, Fact
from au_desktop.ui.safety.events.fact_lines import FactLines
from au_desktop.ui.safety.events.fact_sheets import SHEETS
from au_desktop.ui.safety.events.fact_widgets import Offered, reason_in, widget_for
from au_desktop.ui.safety.events.spill_level_edit import SpillLevelEdit

if TYPE_CHECKING:
    from au_desktop.domain.reference.event_rules import EventNote
    from au_desktop.domain.safety.events import Event
    from au_desktop.domain.safety.spills import AcceptedLevel
    from au_desktop.ui.kit.section import SectionContext

_TEXTS = (Ask.LINE, Ask.TEXT)
NEEDS_CHECKING = " Needs checking."


class FactForm(QWidget):
    """Emits `edited(path)` when a person changed something."""

    edited = Signal(str)

    def __init__(self, context: SectionContext, event: Event, offered: Offered) -> None:
        super().__init__()
        self._context, self._event, self._offered = context, event, offered
        self._facts: dict[str, Fact] = {}
        self._forms: dict[str, LabelledForm] = {}
        self.level: SpillLevelEdit | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_12)
        for section in SHEETS[event.kind]:
            column.addWidget(self._card(section.title, section.facts, section.note))
        column.addStretch(1)
        self.show_event(event)
        for form in set(self._forms.values()):
            form.changed.connect(self.edited)

    def field(self, path: str) -> QWidget:
        """The widget of a fact."""
        return self._forms[path].field(path)

    def show_event(self, event: Event) -> None:
        """Show the facts of the event."""
        self._event = event
        blocked = self.blockSignals(True)  # nobody typed
        for path, form in self._forms.items():
            form.set_values({path: _held(event, path)})
        self.blockSignals(blocked)

    def value(self, path: str) -> Any:  # noqa: ANN401 - any fact
        """What a field holds now."""
        return self._forms[path].value(path)

    def set_values(self, values: dict[str, object]) -> None:
        """Fill in facts as if they had been typed."""
        for path, value in values.items():
            if path in self._forms:
                self._forms[path].set_values({path: value})

    def typed(self) -> Event:
        """The event as it is typed.

        Raises:
            DomainError: a value cannot be taken together with the others.
        """
        own: dict[str, Any] = {}
        parts: dict[str, dict[str, Any]] = {}
        for path, fact in self._facts.items():
            value = self._forms[path].value(path)
            if value is None and fact.ask in _TEXTS:
                value = ""
            head, _, tail = path.partition(".")
            if tail:
                parts.setdefault(head, {})[tail] = value
            elif value is not None or path != "at":
                own[head] = value
        for head, values in parts.items():
            own[head] = replace(getattr(self._event, head), **values)
        return replace(self._event, **own)

    def check(self) -> str:
        """Mark what cannot be read; the first reason, or nothing."""
        first = ""
        for path, form in self._forms.items():
            reason = reason_in(form.field(path))
            if reason:
                form.set_error(path, "" if "Type a number" in reason else reason)
                first = first or f"{self._facts[path].label}: {reason}"
        if not first:
            try:
                self.typed()
            except DomainError as error:
                first = messages.sentence_for(error).what_happened
        return first

    def _card(self, title: str, facts: tuple[Fact, ...], note: str) -> Card:
        card = Card(title)
        words = self._context.services.desk.reference.event_rules.notes.get(note)
        if words is not None:
            card.add_content(Notice(note_words(words), State.INFO))
        fields = [Field(fact.path, fact.label, self._widget(fact), fact.hint) for fact in facts]
        form = LabelledForm(fields, label_width=190)
        for fact in facts:
            self._facts[fact.path] = fact
            self._forms[fact.path] = form
        card.add_content(form)
        return card

    def _widget(self, fact: Fact) -> QWidget:
        if fact.ask is Ask.LIST:
            return FactLines(fact.line, self._offered, self._quantity)
        if fact.ask is Ask.LEVEL:
            self.level = SpillLevelEdit(self._context)
            self.level.accept_wanted.connect(partial(self._accept, self.level))
            return self.level
        return widget_for(fact, self._offered, _held(self._event, fact.path))

    def _accept(self, edit: SpillLevelEdit, nuclide: str, level: AcceptedLevel) -> None:
        screening = self._context.services.event_screening
        work = partial(screening.accept_divide, nuclide, level)

        def done(outcome: Any) -> None:  # noqa: ANN401 - an outcome of the service
            edit.take(outcome.value)
            self._context.changes.tell(outcome.changes)

        def failed(error: Exception) -> None:
            messages.show_error(self, error)

        self._context.operations.run(work, done, failed, self)

    def _quantity(self, nuclide: str) -> dict[str, object]:
        held = self._context.services.event_screening.label_quantity(nuclide)
        if held is None:
            return {}
        mark = NEEDS_CHECKING if held.basis.verify else ""
        return {"quantity": held.quantity, "basis": f"{held.basis.citation}.{mark}"}


def note_words(note: EventNote) -> str:
    """A dated note with its source, and whether it needs checking."""
    mark = NEEDS_CHECKING if note.basis.verify else ""
    return f"{note.text} ({note.basis.citation}, as of {note.basis.as_of.isoformat()}.{mark})"


def _held(event: Event, path: str) -> Any:  # noqa: ANN401 - any fact
    head, _, tail = path.partition(".")
    value = getattr(event, head)
    return getattr(value, tail) if tail else value
