"""The list of events, with the next running clocks above it and the clocks of the chosen one beside it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from au_desktop.domain.safety.events import EventState
from au_desktop.domain.safety.safety_records import RecordKind
from au_desktop.services.wording.event_words import clock_words, result_words
from au_desktop.ui.kit.buttons import QuietButton
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.date_words import moment_words
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.safety.safety_list import (
    SafetyList,
    everything,
    in_states,
    needing_attention,
    only_open,
)
from au_desktop.ui.kit.tokens import SPACE_12
from au_desktop.ui.safety.events.clock_strip import ClockStrip
from au_desktop.ui.safety.events.event_page import STATES

if TYPE_CHECKING:
    from au_desktop.domain.safety.events import Event
    from au_desktop.services.safety_stores import SafetyRow
    from au_desktop.ui.kit.section import Section

START = "Start an event"
CHIPS = {
    "": ("All", everything),
    "open": ("Open", only_open),
    "possible": ("Possible", in_states(EventState.POSSIBLE.value)),
    "reportable": ("Reportable", in_states(EventState.REPORTABLE.value)),
    "attention": ("Needs attention", needing_attention),
}


class EventsList(QWidget):
    """Emits `opened(id)`, and `start_wanted` from the empty list."""

    opened = Signal(object)
    start_wanted = Signal()

    def __init__(self, section: Section) -> None:
        super().__init__()
        self._section, self._services = section, section.context.services
        empty = EmptyState(
            "warning",
            "No events",
            "Spills, extravasations, medical-event screens, lost material and emergencies are kept here, with what is "
            "owed to whom and by when.",
            START,
        )
        self.strip = ClockStrip()
        self.list = SafetyList(
            section.context,
            RecordKind.EVENT,
            empty,
            self,
            chips=CHIPS,
            states={state.value: color for state, color in STATES.items()},
            titles=("Event", "Where"),
            when="Happened",
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_12)
        column.addWidget(self.strip)
        column.addWidget(self.list.panel, 1)
        self.strip.opened.connect(self.opened)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(lambda row: self.opened.emit(row.id))
        self.list.start_wanted.connect(self.start_wanted)

    def refresh(self) -> None:
        """Load the list and the running clocks again."""
        self.list.load()
        log = self._services.event_log
        self._section.load(log.running, lambda clocks: self.strip.show_clocks(clocks, log.now()))

    def _on_chosen(self, row: SafetyRow | None) -> None:
        details = self.list.panel.details
        if row is None:
            details.clear()
            return
        self._section.load(partial(self._services.event_log.get, row.id), self._show_details)

    def _show_details(self, event: Event) -> None:
        now = self._services.event_log.now()
        details = self.list.panel.details
        clocks = [
            f"{clock.title}: {clock_words(clock, now)}"
            for clock in sorted(event.clocks, key=lambda one: one.due.utc)
        ]
        details.show_facts(
            f"{event.code} · {event.heading}",
            "",
            (
                ("State", StateChip(event.state.value, STATES[event.state])),
                ("Discovered", moment_words(event.known_at)),
                ("Where", event.summary.about or "–"),
            ),
        )
        if event.findings:
            details.add_section("Screen", [result_words(event)])
        details.add_section("Clocks", clocks or ["No clock runs."])
        open_button = QuietButton("Open", "chevron_right")
        open_button.clicked.connect(lambda: self.opened.emit(event.id))
        details.add_action(open_button)
