"""The details of one schedule: where it stands, how it was done so far, and what can be done with it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QWidget

from au_desktop.domain.checklists.recurring_work import DueState
from au_desktop.domain.checklists.templates import Recurrence
from au_desktop.domain.roles import Permission
from au_desktop.ui.checklists.schedule import schedule_words
from au_desktop.ui.kit.buttons import PrimaryButton, SecondaryButton
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.date_words import day_words

if TYPE_CHECKING:
    from au_desktop.services.checklists.schedules import ScheduledWork, ScheduleHistory
    from au_desktop.ui.kit.detail_pane import DetailPane
    from au_desktop.ui.kit.section import SectionContext

WAITING = frozenset({DueState.DUE, DueState.OVERDUE})
_SHOWN_OF_HISTORY = 12


class ScheduleDetails(QObject):
    """Fills the pane beside the list; each signal carries the scheduled work."""

    start_wanted = Signal(object)
    repair_wanted = Signal(object)
    pass_over_wanted = Signal(object)
    change_wanted = Signal(object)
    end_wanted = Signal(object)

    def __init__(self, context: SectionContext, pane: DetailPane) -> None:
        super().__init__(pane)
        self._context, self._pane = context, pane
        self._work: ScheduledWork | None = None

    def show_work(self, work: ScheduledWork | None) -> None:
        """Show where it stands; the history follows."""
        self._work = work
        if work is None:
            self._pane.clear()
        else:
            self._show(work)

    def show_history(self, history: ScheduleHistory) -> None:
        """Add how it was done so far, the newest first."""
        if self._work is None or self._work.schedule.id != history.work.schedule.id:
            return
        style = self._context.settings.date_style
        lines = [
            schedule_words.occurrence_words(one, style) for one in reversed(history.occurrences)
        ]
        more = len(lines) - _SHOWN_OF_HISTORY
        self._pane.add_section(
            "History", lines[:_SHOWN_OF_HISTORY] + ([f"and {more} before"] if more > 0 else [])
        )

    def _show(self, work: ScheduledWork) -> None:
        schedule, style = work.schedule, self._context.settings.date_style
        facts: list[tuple[str, str | QWidget]] = [
            ("State", StateChip(*schedule_words.state_words(work, self._context.today()))),
            ("For", work.about or "the center"),
            ("How often", schedule.recurrence.value),
            ("Due", schedule_words.due_day(work, style)),
            ("Last done", schedule_words.last_words(work, style)),
        ]
        if schedule.grace_days:
            facts.append(("Allowance", f"{schedule.grace_days} days, the center's own"))
        if schedule.end_reason:
            facts.append(("Ended", f"{day_words(schedule.ended, style)}: {schedule.end_reason}"))
        self._pane.show_facts(work.title, "", facts)
        if schedule.ended is None:
            self._offer(work)

    def _offer(self, work: ScheduledWork) -> None:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        for words, wish in (("Change…", self.change_wanted), ("End…", self.end_wanted)):
            line.addWidget(self._button(words, wish, work, Permission.SCHEDULE_CHECKLISTS))
        line.addStretch(1)
        self._pane.add_content(row)
        if work.schedule.recurrence is Recurrence.AFTER_REPAIR:
            fill = Permission.FILL_CHECKLISTS
            self._pane.add_action(self._button("Note a repair…", self.repair_wanted, work, fill))
        if work.due is not None and work.due.state in WAITING:
            may = Permission.SCHEDULE_CHECKLISTS
            self._pane.add_action(self._button("Pass over…", self.pass_over_wanted, work, may))
        begin = PrimaryButton("Start now")
        begin.clicked.connect(partial(self.start_wanted.emit, work))
        self._context.allow(begin, Permission.FILL_CHECKLISTS)
        self._pane.add_action(begin)

    def _button(
        self,
        words: str,
        wish: SignalInstance,
        work: ScheduledWork,
        permission: Permission,
    ) -> SecondaryButton:
        button = SecondaryButton(words)
        button.clicked.connect(partial(wish.emit, work))
        self._context.allow(button, permission)
        return button
