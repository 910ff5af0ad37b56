"""Signing hours in one batch: which entries, then every one of them as it is signed, and the passphrase."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from html import escape
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from au_desktop.domain.ids import HourEntryId
from au_desktop.domain.roles import Permission
from au_desktop.domain.signing.statements import StatementDraft, StatementKind
from au_desktop.domain.training.hour_rules.hour_count import HourReason, JudgedHours
from au_desktop.domain.training.hours import Ledger
from au_desktop.services.standing.hour_log import SIGNED_LEDGERS
from au_desktop.services.wording.standing_words import amount
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.hour_words import about_words, days_words, hours_words, parts_words
from au_desktop.ui.kit.statement_dialog import BatchFact, StatementDialog
from au_desktop.ui.kit.tick_list import TickList

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from au_desktop.domain.training.hours import HourEntry
    from au_desktop.services.outcomes import Outcome
    from au_desktop.settings import DateStyle
    from au_desktop.ui.kit.section import Section

_UNSIGNED = (
    HourReason.NOT_VERIFIED,
    HourReason.NOT_CONFIRMED,
    HourReason.CHANGED_SINCE,
    HourReason.SIGNED_BEFORE_END,
    HourReason.SIGNATURE_BROKEN,
)


@dataclass(frozen=True, slots=True)
class SigningWords:
    """What one kind of signing is called on its buttons and in its dialogs."""

    kind: StatementKind
    permission: Permission
    button: str
    title: str
    meaning: str
    nothing: str


VERIFY = SigningWords(
    StatementKind.CLASSROOM_VERIFIED,
    Permission.VERIFY_CLASSROOM,
    "Verify…",
    "Verify classroom hours",
    "I have seen the proof of these courses, and it says what these entries say.",
    "No classroom hours wait to be verified.",
)
CONFIRM = SigningWords(
    StatementKind.WORK_CONFIRMED,
    Permission.CONFIRM_WORK,
    "Confirm…",
    "Confirm work experience",
    "The trainee had this work experience under supervision, as these entries say.",
    "No work experience waits to be confirmed.",
)


def waiting_for(
    words: SigningWords, judged: Iterable[JudgedHours], today: date
) -> tuple[HourEntry, ...]:
    """The entries that this signature is still missing on, and that are over."""
    return tuple(
        one.entry
        for one in judged
        if one.entry.ledger in SIGNED_LEDGERS[words.kind]
        and one.entry.last <= today
        and one.has(*_UNSIGNED)
    )


class HourChoice(Dialog):
    """Which of the waiting entries are signed; all are ticked at first. Emits `chosen(ids)`."""

    chosen = Signal(object)

    def __init__(
        self, words: SigningWords, entries: Sequence[HourEntry], style: DateStyle, parent: Section
    ) -> None:
        super().__init__(words.title, parent=parent, primary="Continue")
        self.ticks = TickList()
        self.ticks.set_choices([(str(one.id), _line(one, style)) for one in entries])
        self.ticks.set_value([str(one.id) for one in entries])
        self.add_text("Choose what is signed together. The next step shows every entry.")
        area = QScrollArea()
        area.setWidgetResizable(True)
        holder = QWidget()
        holder.setObjectName("scroll_body")
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.ticks)
        column.addStretch(1)
        area.setWidget(holder)
        self.body.addWidget(area, 1)
        self.resize(720, 460)
        self.accepted_by_person.connect(self._on_accepted)
        self.finished.connect(self.deleteLater)

    def _on_accepted(self) -> None:
        keys = tuple(HourEntryId(UUID(key)) for key in self.ticks.value())
        if not keys:
            self.set_error("Tick at least one entry.")
            return
        self.accept()
        self.chosen.emit(keys)


class HourSigning(QObject):
    """Leads from the choice to the signature; emits `signed(outcome)`."""

    signed = Signal(object)

    def __init__(self, section: Section) -> None:
        super().__init__(section)
        self._section = section
        self._style = section.context.settings.date_style
        self.supervisors: Mapping[object, str] = {}

    def start(self, words: SigningWords, entries: Sequence[HourEntry]) -> None:
        """Ask which of the waiting entries, then show them to be signed."""
        dialog = HourChoice(words, entries, self._style, self._section)
        by_id = {entry.id: entry for entry in entries}
        dialog.chosen.connect(lambda keys: self._prepare(words, tuple(by_id[key] for key in keys)))
        dialog.open()

    def _prepare(self, words: SigningWords, entries: tuple[HourEntry, ...]) -> None:
        context = self._section.context
        context.operations.run(
            partial(context.services.hour_log.draft, words.kind, tuple(one.id for one in entries)),
            partial(self._ask, words, entries),
            self._on_refused,
            self._section,
        )

    def _ask(
        self, words: SigningWords, entries: tuple[HourEntry, ...], draft: StatementDraft
    ) -> None:
        context = self._section.context
        dialog = StatementDialog(
            context,
            words.title,
            batch_html(words, entries, self._style, self.supervisors),
            partial(context.services.statements.sign, draft),
            parent=self._section,
        )
        if len(entries) > 1:
            hours = "Number of hours"
            dialog.ask_one_of(
                [BatchFact(one.code, hours, amount(one.hours), "h") for one in entries]
            )
        dialog.signed.connect(self._on_signed)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_refused(self, error: Exception) -> None:
        messages.show_error(self._section, error)

    def _on_signed(self, outcome: Outcome[object]) -> None:
        self.signed.emit(outcome)


def batch_html(
    words: SigningWords,
    entries: Sequence[HourEntry],
    style: DateStyle,
    supervisors: Mapping[object, str],
) -> str:
    """Every entry with all that is signed about it."""
    total = hours_words(sum((one.hours for one in entries[1:]), entries[0].hours))
    count = f"{len(entries)} entries" if len(entries) > 1 else "1 entry"
    rows = "".join(_record(one, style, supervisors) for one in entries)
    return f"<p>{escape(words.meaning)}</p><p><b>{count}, {total}</b></p>{rows}"


def _record(entry: HourEntry, style: DateStyle, supervisors: Mapping[object, str]) -> str:
    at_work = "not entered" if entry.ledger is Ledger.WORK else ""
    kept = "kept in the center file" if entry.paper_id else "none kept"
    facts = [
        ("Hours", f"{hours_words(entry.hours)} ({parts_words(entry.parts)})"),
        ("When", days_words(entry, style)),
        ("What", about_words(entry)),
        ("Kind", entry.ledger.value),
        ("Meant for", ", ".join(entry.course.sections)),
        ("Place", entry.place),
        ("License", entry.license_number or at_work),
        ("Supervising AU", supervisors.get(entry.supervisor_id, at_work)),
        ("Letter" if at_work else "Certificate", kept),
    ]
    lines = "".join(
        f"<tr><td>{escape(name)}&nbsp;&nbsp;</td><td>{escape(value)}</td></tr>"
        for name, value in facts
        if value
    )
    return f"<p><b>{escape(entry.code)}</b></p><table>{lines}</table>"


def _line(entry: HourEntry, style: DateStyle) -> str:
    about = about_words(entry)
    return f"{entry.code} · {days_words(entry, style)} · {hours_words(entry.hours)}\n{about}"
