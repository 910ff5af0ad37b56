"""The tab Events: the list with the clocks of each event, and the page of one; a new event takes two clicks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from au_desktop.domain.ids import CaseId, SafetyId
from au_desktop.domain.roles import Permission
from au_desktop.domain.safety.events import EventKind
from au_desktop.domain.safety.safety_records import MeterRef, PersonRef, RoomRef
from au_desktop.services.changes import Kind
from au_desktop.services.rows import CaseFilter, PageRequest
from au_desktop.services.safety.event_log import NewEvent
from au_desktop.services.wording.event_words import KIND_TITLES
from au_desktop.ui.kit.date_words import day_words, moment_words
from au_desktop.ui.kit.one_shown import OneShown
from au_desktop.ui.kit.page import MainAction
from au_desktop.ui.kit.page_tab import PageTab
from au_desktop.ui.kit.safety.record_bar import RecordBar
from au_desktop.ui.kit.targets import TabTarget, record_id
from au_desktop.ui.kit.tokens import SPACE_12
from au_desktop.ui.safety.events.event_page import EventPage
from au_desktop.ui.safety.events.event_steps import EventSteps
from au_desktop.ui.safety.events.events_list import START, EventsList
from au_desktop.ui.safety.events.fact_widgets import Offered

if TYPE_CHECKING:
    from au_desktop.domain.safety.events import Event
    from au_desktop.services.rows import RunRow
    from au_desktop.ui.kit.section import SectionContext

_CASES, _MOST_RUNS = 200, 15
NO_RUNS = "No submitted checklist of the last 60 days waits to be taken over into an event."
_DOSAGE = ("prescribed", "prescribed_high", "delivered")


class EventsTab(PageTab):
    """Events with their clocks."""

    watches = frozenset({Kind.SAFETY})
    permission = Permission.KEEP_SAFETY
    help_topic = "events"

    def __init__(self, context: SectionContext) -> None:
        super().__init__(context, "Events")
        self.listing = EventsList(self)
        self.page = EventPage(context)
        self.bar = RecordBar(context, self)
        self.steps = EventSteps(self, self.page)
        self.menu: QMenu | None = None
        self._offered: Offered | None = None
        self._holder = QWidget()
        column = QVBoxLayout(self._holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_12)
        column.addWidget(self.page)
        column.addWidget(self.bar)
        self._stack = OneShown()
        self._stack.add(self.listing)
        self._stack.add(self._holder)
        self.content.addWidget(self._stack, 1)
        self._connect()

    def _connect(self) -> None:
        page = self.page
        self.listing.opened.connect(self.open)
        self.listing.start_wanted.connect(self.offer_kinds)
        page.edited.connect(self._on_edited)
        self.steps.stepped.connect(self.open)
        self.steps.failed.connect(self._on_failed)
        page.save_wanted.connect(self.save)
        page.related_wanted.connect(self.open)
        page.package_wanted.connect(self._go_to_package)
        self.bar.done.connect(self._reload)

    @property
    def shows_back(self) -> bool:
        """The page of an event leads back to the list."""
        return self._stack.at() == 1

    def subtitle(self) -> str:
        """The list, or the event that is shown."""
        shown = self.page.event_shown
        return f"Events · {shown.code}" if self.shows_back and shown else super().subtitle()

    def main_action(self) -> MainAction | None:
        """Start an event, from the list."""
        if self.shows_back:
            return None
        may = not self.context.why_not(Permission.KEEP_SAFETY)
        return MainAction(START, self.offer_kinds, "plus", enabled=may)

    def refresh(self) -> None:
        """Load the list, and the shown event unless something is being typed."""
        self.listing.refresh()
        if self.shows_back and not self.page.unsaved():
            self._reload()

    def select(self, key: object) -> None:
        """Open an event by its id; the name of a kind starts one."""
        if isinstance(key, EventKind):
            self.start(key)
            return
        found = record_id(key)
        if found is not None:
            self.open(SafetyId(found))

    def go_back(self) -> bool:
        """Back to the list; what was typed is saved first."""
        if not self.shows_back:
            return False
        if self.page.unsaved() and not self.save():
            return True
        self._show_list()
        return True

    def find_in_page(self) -> bool:
        """Search the list."""
        return not self.shows_back and self.listing.list.panel.find_in_page()

    def print_tab(self) -> bool:
        """The draft of the shown event's report."""
        if not self.shows_back:
            return False
        self.steps.draft()
        return True

    def keep_work(self) -> None:
        """Save what was typed."""
        if self.shows_back and self.page.unsaved():
            self.save()

    def offer_kinds(self) -> None:
        """Offer the kinds of event; choosing one starts it."""
        menu = QMenu(self)
        for kind, title in KIND_TITLES.items():
            menu.addAction(title, partial(self.start, kind))
        menu.addSeparator()
        menu.addAction("From a checklist…", self.offer_runs)
        self.menu = menu
        menu.popup(QCursor.pos())

    def offer_runs(self) -> None:
        """Offer the submitted checklists that tell of an event and were not taken over yet."""
        self.load(self.context.services.event_forms.waiting_runs, self._on_runs)

    def _on_runs(self, rows: tuple[RunRow, ...]) -> None:
        if not rows:
            self.told.emit(NO_RUNS)
            return
        menu = QMenu(self)
        forms = self.context.services.event_forms
        for row in rows[:_MOST_RUNS]:
            words = f"{row.code} · {row.template_title} · {moment_words(row.event_at)}"
            work = partial(forms.take_over, row)
            menu.addAction(words, partial(self.steps.run, work, f"{row.code} taken over."))
        self.menu = menu
        menu.popup(QCursor.pos())

    def start(self, kind: EventKind) -> None:
        """Start an event now and open its page."""
        log = self.context.services.event_log
        now = log.now()
        work = partial(log.start, NewEvent(kind, now, now))
        self.steps.run(work, f"{KIND_TITLES[kind]} started.")

    def open(self, key: SafetyId) -> None:
        """Open the page of an event."""
        services = self.context.services

        def work() -> tuple[Event, Offered, tuple[Event, ...]]:
            event = services.event_log.get(key)
            related = services.event_screening.after(key)
            if event.about_id is not None and event.about.startswith("EV-"):
                related = (services.event_log.get(event.about_id), *related)
            return event, self._offers(), related

        self.load(work, self._show)

    def save(self) -> bool:
        """Keep what was typed; False where it cannot be read, and the page says why."""
        page = self.page
        reason = page.form.check() if page.form is not None else ""
        typed = page.typed()
        if reason or typed is None:
            page.problem.say(reason or "Something typed cannot be read.")
            return False
        page.dirty = False
        self.steps.run(partial(self.context.services.event_log.save, typed), "Event saved.")
        return True

    def _offers(self) -> Offered:
        services = self.context.services
        style = self.context.settings.date_style
        cases = services.case_log.cases(
            CaseFilter(), PageRequest(limit=_CASES, sort="number", descending=True)
        )
        drugs = services.desk.reference.drugs
        return Offered(
            now=services.event_log.now(),
            rooms=tuple(RoomRef(one.id, one.name) for one in services.facilities.rooms()),
            meters=tuple(MeterRef.of(one) for one in services.facilities.instruments()),
            people=tuple(PersonRef(one.name, one.id) for one in services.access.people()),
            cases=tuple(
                (
                    row.case_id,
                    " · ".join(
                        part
                        for part in (
                            row.code,
                            day_words(row.on, style),
                            drugs[row.drug_id].title if row.drug_id in drugs else row.drug_id,
                            row.patient_code,
                        )
                        if part
                    ),
                )
                for row in cases.rows
            ),
        )

    def _show(self, found: tuple[Event, Offered, tuple[Event, ...]]) -> None:
        event, offered, related = found
        self._offered = offered
        self.page.show_event(event, offered)
        self.page.show_related(related)
        self.bar.show_record(event)
        if event.nuclide and self.page.form is not None and self.page.form.level is not None:
            self._advise(event.nuclide, typed=False)
        self._stack.show_widget(self._holder)
        self.covering.emit(True)
        self.header_changed.emit()

    def _go_to_package(self, key: object) -> None:
        self.go_requested.emit("safety", TabTarget("packages", record_id(key)))

    def _show_list(self) -> None:
        self.page.event_shown = None
        self._stack.show_widget(self.listing)
        self.listing.refresh()
        self.covering.emit(False)
        self.header_changed.emit()

    def _reload(self) -> None:
        shown = self.page.event_shown
        if shown is not None:
            self.open(shown.id)

    def _on_failed(self, words: str) -> None:
        self.page.problem.say(words)
        self.page.dirty = self.shows_back

    def _on_edited(self, path: str) -> None:
        page = self.page
        page.on_edited(self.context.services.event_log.now())
        form = page.form
        if form is None:
            return
        if path == "case_id" and form.value("case_id") is not None:
            self._take_case(CaseId(form.value("case_id")))
        if path == "nuclide" and form.level is not None:
            self._advise(str(form.value("nuclide")))

    def _take_case(self, case_id: CaseId) -> None:
        """Fill in what the case says of the patient code, the drug and the dosage."""

        def fill(facts: dict[str, Any]) -> None:
            screen = facts.pop("screen")
            values = {f"screen.{name}": getattr(screen, name) for name in _DOSAGE}
            if self.page.form is not None:
                self.page.form.set_values({**facts, **values})

        self.load(partial(self.context.services.event_screening.case_facts, case_id), fill)

    def _advise(self, nuclide: str, *, typed: bool = True) -> None:
        form = self.page.form
        if form is not None and form.level is not None:
            advice = partial(self.context.services.event_screening.spill_advice, nuclide)
            show = partial(form.level.show_advice, typed=typed)
            self.context.operations.run(advice, show, None, form.level)
