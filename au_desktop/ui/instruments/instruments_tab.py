"""The instruments: which may be used, what is due, and one of them opened with its checks."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtWidgets import QMenu, QWidget

from au_desktop.domain.ids import InstrumentId
from au_desktop.domain.roles import Permission
from au_desktop.domain.safety.instrument_tests import InstrumentCheck
from au_desktop.domain.safety.instruments import Instrument, InstrumentKind
from au_desktop.services.changes import Kind
from au_desktop.ui.instruments.check_entry import (
    CheckEntry,
    permission_for,
    step_title,
    steps_of,
)
from au_desktop.ui.instruments.instrument_dialogs import instrument_dialog, instrument_of
from au_desktop.ui.instruments.instrument_view import InstrumentView
from au_desktop.ui.instruments.instrument_words import (
    DUE_STATES,
    due_words,
)
from au_desktop.ui.kit.accessible import named
from au_desktop.ui.kit.buttons import PrimaryButton, SecondaryButton
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.date_words import dated_words, day_words
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.list_panel import ListPanel
from au_desktop.ui.kit.one_shown import OneShown
from au_desktop.ui.kit.page import MainAction
from au_desktop.ui.kit.page_tab import PageTab
from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.kit.row_table_model import Column
from au_desktop.ui.kit.safety.fitness_words import FITNESS_STATES, FITNESS_WORDS
from au_desktop.ui.kit.targets import record_id

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent

    from au_desktop.services.safety.check_take_over import CheckOffer
    from au_desktop.services.safety.instrument_book import InstrumentStanding
    from au_desktop.settings import DateStyle
    from au_desktop.ui.kit.section import SectionContext

_NEW = Instrument(InstrumentId(UUID(int=0)), "…", InstrumentKind.SURVEY_METER)
_MOST_OFFERS = 3
_FILTERS = (("", "All"), ("unfit", "Not to be used"), ("due", "Something due"))


class InstrumentsTab(PageTab):
    """The list, or the instrument that was opened in its place."""

    watches = frozenset({Kind.INSTRUMENT, Kind.SAFETY})
    help_topic = "instruments"

    def __init__(self, context: SectionContext) -> None:
        super().__init__(context, "Instruments")
        self._style = context.settings.date_style
        self._standings: tuple[InstrumentStanding, ...] = ()
        self._wanted: object = None
        self.entry = CheckEntry(self)
        table = RowTable(_columns(self._style), name="Instruments", key=_key, stretch="name")
        empty = EmptyState(
            "instruments",
            "No instruments yet",
            "Dose calibrators, survey meters, contamination meters and wipe counters with their calibrations and checks. "
            "One that is overdue, failed or under repair cannot be chosen anywhere.",
            "Add instrument",
        )
        self.panel = ListPanel(table, empty, filters=_FILTERS, search_hint="Find an instrument")
        self.panel.show_details_when_chosen("last", "next")
        self.view: InstrumentView | None = None
        self._stack = OneShown()
        self._stack.add(self.panel)
        self.content.addWidget(self._stack, 1)
        context.allow(empty.button, Permission.MANAGE_INSTRUMENTS)
        empty.first_step.connect(self.add_instrument)
        self.panel.query_changed.connect(self._fill)
        table.current_changed.connect(self._show_standing)
        table.row_activated.connect(self.open_instrument)

    @property
    def shows_back(self) -> bool:
        """Whether an instrument is open."""
        return self._opened is not None

    @property
    def _opened(self) -> InstrumentView | None:
        return self.view if self.view is not None and self.view.isVisibleTo(self) else None

    def subtitle(self) -> str:
        """The instrument that is open, with its state."""
        opened = self._opened
        if opened is None or opened.standing is None:
            return ""
        standing = opened.standing
        reason = dated_words(standing.reason, self._style) or FITNESS_WORDS[standing.fitness]
        return f"{standing.instrument.name} · {reason}"

    def main_action(self) -> MainAction:
        """Add an instrument, or enter a check of the one that is open."""
        opened = self._opened
        if opened is not None and opened.standing is not None:
            instrument = opened.standing.instrument
            possible = any(self._may(kind) for kind in steps_of(instrument))
            return MainAction(
                "Enter check…", partial(self.offer_checks, instrument), "plus", enabled=possible
            )
        allowed = not self.context.why_not(Permission.MANAGE_INSTRUMENTS)
        return MainAction("Add instrument", self.add_instrument, "plus", enabled=allowed)

    def refresh(self) -> None:
        """Load how every instrument stands."""
        self.load(self.context.services.instruments.standings, self._show)

    def select(self, key: object) -> None:
        """Choose an instrument, or open the one that a check is about."""
        wanted = record_id(key)
        if wanted is None or self.panel.table.select_key(wanted):
            return
        book = self.context.services.safety_book
        self.load(lambda: book.get(InstrumentCheck, wanted), self._open_check)

    def go_back(self) -> bool:
        """Back to the list."""
        if self._opened is None:
            return False
        self._stack.show_widget(self.panel)
        self.covering.emit(False)
        self.header_changed.emit()
        return True

    def showEvent(self, event: QShowEvent) -> None:
        """An instrument that is open takes the page again."""
        super().showEvent(event)
        self.covering.emit(self._opened is not None)

    def hideEvent(self, event: QHideEvent) -> None:
        """Other tabs get the bar back."""
        super().hideEvent(event)
        self.covering.emit(False)

    def find_in_page(self) -> bool:
        """Find an instrument, or a check of the one that is open."""
        opened = self._opened
        return (self.panel if opened is None else opened.panel).find_in_page()

    def add_instrument(self) -> None:
        """Ask for a new instrument."""
        self._ask(_NEW, "Add an instrument")

    def edit(self, instrument: Instrument) -> None:
        """Ask for changes."""
        self._ask(instrument, f"Edit {instrument.name}")

    def _ask(self, instrument: Instrument, title: str) -> None:
        dialog = instrument_dialog(instrument, title, self)
        facilities, new = self.context.services.facilities, instrument is _NEW

        def keep(values: dict[str, object]) -> None:
            changed = instrument_of(instrument, values)
            work = partial(
                facilities.add_instrument if new else facilities.change_instrument, changed
            )
            words = f"{changed.name} {'added' if new else 'changed'}."
            self.carry_out(work, words, dialog, dialog.form)

        dialog.filled.connect(keep)
        dialog.open()

    def open_instrument(self, standing: InstrumentStanding, record: object = None) -> None:
        """Show an instrument with its checks in the place of the list."""
        if self.view is None:
            self.view = InstrumentView(self)
            self.view.settle_wanted.connect(self._settle)
            self._stack.add(self.view)
        self.view.show_instrument(standing, record)
        self._stack.show_widget(self.view)
        self.covering.emit(True)
        self.header_changed.emit()

    def offer_checks(self, instrument: Instrument, place: QWidget | None = None) -> None:
        """Offer what can be entered about an instrument."""
        menu = self.make_menu(instrument)
        anchor = place or self.window()
        corner = anchor.rect().bottomLeft() if place is not None else anchor.rect().center()
        menu.popup(anchor.mapToGlobal(corner))

    def make_menu(self, instrument: Instrument) -> QMenu:
        """The menu of what can be entered."""
        menu = QMenu(self)
        menu.setAccessibleName(f"Checks of {instrument.name}")
        for kind in steps_of(instrument):
            action = menu.addAction(step_title(kind))
            action.setEnabled(self._may(kind))
            action.triggered.connect(partial(self._begin, instrument, kind))
        return menu

    def _begin(self, instrument: Instrument, kind: Any, _checked: bool = False) -> None:  # noqa: ANN401, FBT002 - as Qt calls it
        self.entry.begin(instrument.id, kind)

    def _may(self, kind: Any) -> bool:  # noqa: ANN401 - a CheckKind
        return not self.context.why_not(permission_for(kind))

    def _settle(self, instrument_id: InstrumentId) -> None:
        instruments = self.context.services.instruments
        work = partial(instruments.settle, instrument_id)
        self.context.operations.run(
            work, lambda done: self.context.changes.tell(done.changes), None, self
        )
        self.refresh()

    def _open_check(self, check: InstrumentCheck) -> None:
        key = check.instrument.id
        standing = next((one for one in self._standings if one.instrument.id == key), None)
        if standing is not None:
            self.open_instrument(standing, check.id)

    def _show(self, standings: tuple[InstrumentStanding, ...]) -> None:
        self._standings = standings
        self._fill()
        opened = self._opened
        if opened is not None and opened.standing is not None:
            key = opened.standing.instrument.id
            found = next((one for one in standings if one.instrument.id == key), None)
            if found is not None:
                opened.show_instrument(found)
        self.header_changed.emit()

    def _fill(self) -> None:
        words, chip = self.panel.query()
        rows = [one for one in self._standings if _fits(one, words.casefold(), chip)]
        self.panel.set_rows(rows)
        self._show_standing(self.panel.table.current_row())

    def _show_standing(self, standing: InstrumentStanding | None) -> None:
        pane = self.panel.details
        if standing is None:
            pane.clear()
            return
        instrument = standing.instrument
        facts = _facts(standing, self._style)
        pane.show_facts(instrument.name, "", facts)
        if standing.reason:
            title = "To know" if standing.fitness.usable else "Why not"
            pane.add_section(title, [dated_words(standing.reason, self._style)])
        lines = [f"{one.check.value}: {due_words(one, self._style)}" for one in standing.due]
        if lines:
            pane.add_section("Checks", lines)
        if instrument.notes:
            pane.add_section("Notes", [instrument.notes])
        self._add_buttons(standing)

    def _add_buttons(self, standing: InstrumentStanding) -> None:
        instrument, pane = standing.instrument, self.panel.details
        enter = PrimaryButton("Enter check…")
        enter.setMenu(self.make_menu(instrument))
        enter.setEnabled(bool(steps_of(instrument)))
        opened = SecondaryButton("Checks and plot")
        opened.clicked.connect(partial(self.open_instrument, standing))
        edit = SecondaryButton("Edit…")
        edit.clicked.connect(partial(self.edit, instrument))
        retire = SecondaryButton("Use again" if instrument.retired else "Retire")
        named(retire, f"{retire.text()}: {instrument.name}")
        retire.clicked.connect(partial(self._retire, instrument))
        for managed in (edit, retire):
            self.context.allow(managed, Permission.MANAGE_INSTRUMENTS)
        for button in (edit, retire):
            pane.add_content(button)
        pane.add_action(enter)
        pane.add_action(opened)
        service = self.context.services.check_take_over
        self.load(partial(service.offers, instrument.id), partial(self._offer, instrument))

    def _offer(self, instrument: Instrument, offers: tuple[CheckOffer, ...]) -> None:
        """A button for each submitted checklist that is no check yet."""
        current = self.panel.table.current_row()
        if current is None or _key(current) != instrument.id:
            return
        for offer in offers[:_MOST_OFFERS]:
            button = SecondaryButton(f"Take over {offer.code}…")
            day = day_words(offer.at.local.date(), self._style)
            self.context.allow(button, Permission.KEEP_SAFETY, f"{offer.title}, {day}")
            button.clicked.connect(partial(self.entry.take_over, instrument.id, offer))
            self.panel.details.add_content(button)

    def _retire(self, instrument: Instrument) -> None:
        changed = replace(instrument, retired=not instrument.retired)
        words = f"{instrument.name} {'retired' if changed.retired else 'in use again'}."
        facilities = self.context.services.facilities
        self.carry_out(partial(facilities.change_instrument, changed), words)


def _facts(standing: InstrumentStanding, style: DateStyle) -> list[tuple[str, str | QWidget]]:
    """The pairs of fact and value beside the list."""
    instrument = standing.instrument
    facts: list[tuple[str, str | QWidget]] = [
        (
            "Today",
            StateChip(FITNESS_WORDS[standing.fitness], FITNESS_STATES[standing.fitness]),
        ),
        ("Kind", instrument.kind.value.capitalize()),
        ("Model", instrument.model or "–"),
        ("Serial number", instrument.serial or "–"),
        ("Calibrated on", day_words(instrument.calibrated_on, style)),
        ("Holds until", day_words(instrument.calibration_due, style)),
    ]
    facts += [
        (one.check.value.capitalize(), StateChip(one.state.value, DUE_STATES[one.state]))
        for one in standing.due
    ]
    return facts


def _key(standing: InstrumentStanding) -> InstrumentId:
    return standing.instrument.id


def _fits(standing: InstrumentStanding, words: str, chip: str) -> bool:
    one = standing.instrument
    if chip == "unfit" and standing.fitness.usable:
        return False
    if chip == "due" and not any(due.state.pressing for due in standing.due):
        return False
    return words in f"{one.name} {one.kind} {one.model} {one.serial}".casefold()


def _next(standing: InstrumentStanding) -> str:
    """The checks that are due now, or how many."""
    due = [one.check.value for one in standing.due if one.state.pressing]
    return ", ".join(due) or "–"


def _last(standing: InstrumentStanding, style: DateStyle) -> str:
    last = standing.last
    if last is None:
        return "–"
    return f"{last.check.value}, {day_words(last.at.local.date(), style)}"


def _columns(style: DateStyle) -> list[Column]:
    return [
        Column("name", "Instrument", lambda row: row.instrument.name, 150),
        Column(
            "kind", "Kind", lambda row: row.instrument.kind.value.capitalize(), 150, gives_way=2
        ),
        Column(
            "due", "Holds until", lambda row: day_words(row.instrument.calibration_due, style), 124
        ),
        Column("last", "Last check", lambda row: _last(row, style), 220, gives_way=1),
        Column("next", "Due now", _next, 190, tooltip=_next),
        Column(
            "state",
            "Today",
            lambda row: FITNESS_WORDS[row.fitness],
            150,
            tooltip=lambda row: row.reason,
            state=lambda row: FITNESS_STATES[row.fitness],
        ),
    ]
