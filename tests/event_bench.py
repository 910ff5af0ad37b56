"""A bench for the tab Events: a memory center with the use cases of events, and the tab on a page of its own."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from au_desktop.domain.ids import RoomId
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.rooms import Room
from au_desktop.exchange.event_report_pdf import EventReportPdfWriter
from au_desktop.exchange.run_pdf import RunPdfWriter
from au_desktop.services.cases.case_log import CaseLog
from au_desktop.services.leaving.safety_prints import SafetyPrints
from au_desktop.services.safety.event_drafts import EventDrafts
from au_desktop.services.safety.event_forms import EventForms
from au_desktop.services.safety.event_log import EventLog
from au_desktop.services.safety.event_screening import EventScreening
from au_desktop.services.safety.record_signing import RecordSigning
from au_desktop.services.safety.safety_book import SafetyBook
from au_desktop.ui.kit.tabbed_page import TabbedPage
from au_desktop.ui.safety.events.events_tab import EventsTab
from tests.builders import a_case, a_supervisor, a_trainee, an_instrument
from tests.fakes import fake_verify
from tests.fakes_center import Bench

ROOM = Room(RoomId(UUID(int=51)), "Hot lab")


class EventBench(Bench):
    """The use cases of events for one role; `as_role` gives those of another on the same center."""

    def __init__(self, role: Role = Role.RSO, read_only: str = "") -> None:
        super().__init__(role, read_only)
        with self.memory.center.unit_of_work() as uow:
            uow.rooms.add(ROOM)
            uow.instruments.add(an_instrument())
            uow.trainees.add(a_trainee())
            uow.supervisors.add(a_supervisor())
            uow.cases.add(a_case())
            uow.commit()

    def _services(self) -> Any:
        services = super()._services()
        desk = self.desk
        log = EventLog(desk)
        records = RecordSigning(desk, self.keys, fake_verify)
        services.case_log = CaseLog(desk)
        services.event_log = log
        services.event_forms = EventForms(desk, log)
        services.event_screening = EventScreening(desk, log)
        services.event_drafts = EventDrafts(desk, log, EventReportPdfWriter())
        services.record_signing = records
        services.safety_book = SafetyBook(desk)
        services.safety_prints = SafetyPrints(desk, records, RunPdfWriter(), bytes.hex)
        return services

    def log_of(self, role: Role) -> EventLog:
        """The log of events with another person at it."""
        return EventLog(self.memory.desk(role))

    def now(self, **span: float) -> Moment:
        """The time of the fake clock, or so much later."""
        now = self.memory.clock.now()
        return Moment(now.utc + timedelta(**span), now.offset_minutes)


def events_page(
    bench: EventBench, make: Callable[..., EventsTab] = EventsTab
) -> tuple[TabbedPage, EventsTab]:
    """A page that holds the tab alone, told of every change."""
    context = TabbedPage.of(bench.services, bench.operations, bench.changes, bench.settings)
    page = TabbedPage("Safety", context, (("events", "Events", make),))
    bench.changes.changed.connect(page.on_changes)
    page.on_shown()
    tab = page.tab()
    assert isinstance(tab, EventsTab)
    return page, tab
