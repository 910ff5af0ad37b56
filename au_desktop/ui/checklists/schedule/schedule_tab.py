"""Recurring checklists: what is due and overdue, for what, how it was done so far; start it, note a repair, pass it over."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from au_desktop.domain.checklists.recurring_work import Schedule
from au_desktop.domain.checklists.templates import Need, Recurrence
from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import InstrumentId, PersonId, RoomId
from au_desktop.domain.roles import Permission
from au_desktop.services.changes import Kind
from au_desktop.services.checklists.schedules import NEW
from au_desktop.ui.checklists.checklist_tab import ChecklistTab
from au_desktop.ui.checklists.reason_dialog import ReasonDialog
from au_desktop.ui.checklists.schedule import schedule_words
from au_desktop.ui.checklists.schedule.offers_dialog import OffersDialog
from au_desktop.ui.checklists.schedule.schedule_details import WAITING, ScheduleDetails
from au_desktop.ui.checklists.schedule.schedule_dialog import (
    Choices,
    ScheduleDialog,
    can_be_scheduled,
    schedule_values,
)
from au_desktop.ui.kit.buttons import SecondaryButton
from au_desktop.ui.kit.date_edit import DateEdit
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.item_editors.new_run import NewRun
from au_desktop.ui.kit.labelled_form import Field, paragraph_field
from au_desktop.ui.kit.list_panel import ListPanel
from au_desktop.ui.kit.page import MainAction
from au_desktop.ui.kit.record_dialog import RecordDialog
from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.kit.row_table_model import Column
from au_desktop.ui.kit.section import show_refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from au_desktop.services.checklists.schedules import ScheduledWork, ScheduleOffer
    from au_desktop.ui.kit.section import SectionContext

DUE, ALL, ENDED = "due", "all", "ended"
_EMPTY = (
    "Daily constancy, weekly wipes, yearly calibrations: what comes again stands here with the day on which it is due, "
    "for each room and instrument."
)


class ScheduleTab(ChecklistTab):
    """The list, the details with the history, and the dialogs around one schedule."""

    watches = frozenset({Kind.SCHEDULE, Kind.RUN, Kind.TEMPLATE, Kind.ROOM, Kind.INSTRUMENT})
    permission = Permission.SCHEDULE_CHECKLISTS
    help_topic = "schedule"

    def __init__(self, context: SectionContext) -> None:
        super().__init__(context, "Schedule")
        self._works: tuple[ScheduledWork, ...] = ()
        self._wanted: object = None
        self.dialog: ScheduleDialog | RecordDialog | OffersDialog | ReasonDialog | None = None
        self._style = context.settings.date_style
        table = RowTable(
            _columns(context), name="Schedules", key=lambda row: row.schedule.id, stretch="title"
        )
        empty = EmptyState("calendar", "Nothing comes again yet", _EMPTY, "See usual schedules")
        self.panel = ListPanel(
            table,
            empty,
            filters=((ALL, "All"), (DUE, "Due and overdue"), (ENDED, "Ended")),
            search_hint="Find a schedule",
        )
        self.panel.show_details_when_chosen("last", "often")
        self.offers_button = SecondaryButton("Usual schedules…", "checklists")
        self.panel.add_tool(self.offers_button)
        self.content.addWidget(self.panel, 1)
        for button in (empty.button, self.offers_button):
            context.allow(button, Permission.SCHEDULE_CHECKLISTS)
        empty.first_step.connect(self.ask_offers)
        self.offers_button.clicked.connect(self.ask_offers)
        self.panel.query_changed.connect(self._fill)
        self.details = ScheduleDetails(context, self.panel.details)
        self.details.start_wanted.connect(self._start)
        self.details.repair_wanted.connect(self.note_occasion)
        self.details.pass_over_wanted.connect(self.pass_over)
        self.details.change_wanted.connect(self.edit)
        self.details.end_wanted.connect(self.end)
        table.current_changed.connect(self._on_chosen)
        table.row_activated.connect(self._start)

    def main_action(self) -> MainAction:
        """Schedule a checklist."""
        allowed = not self.context.why_not(Permission.SCHEDULE_CHECKLISTS)
        return MainAction("Schedule checklist", self.add_schedule, "plus", enabled=allowed)

    def refresh(self) -> None:
        """Read the schedules again."""
        self.load(self.context.services.schedules.all, self._show)

    def select(self, key: object) -> None:
        """Mark one schedule."""
        self._wanted = key
        self._mark_wanted()

    def find_in_page(self) -> bool:
        """Find a schedule."""
        return self.panel.find_in_page()

    def ask_offers(self) -> None:
        """Show what usually comes again and is not scheduled."""
        self.load(self.context.services.schedules.offers, self._show_offers)

    def add_schedule(self) -> None:
        """Ask for a new schedule."""
        first = Schedule(NEW, "new", Recurrence.DAILY, self.context.today())
        values = {"first_due": first.first_due, "grace_days": "0"}
        self._ask("Schedule a checklist", first, values, self.context.services.schedules.add)

    def edit(self, work: ScheduledWork) -> None:
        """Ask for changes."""
        change, schedule = self.context.services.schedules.change, work.schedule
        self._ask("Change the schedule", schedule, schedule_values(schedule), change)

    def note_occasion(self, work: ScheduledWork) -> None:
        """Ask for the day of a repair and what was done."""
        fields = [
            Field("day", "Repaired on", DateEdit(), required=True),
            Field("why", "What was repaired", paragraph_field(2), required=True),
        ]
        values = {"day": self.context.today()}
        dialog = RecordDialog(f"Repair of {work.about or work.title}", fields, values, self)
        self.dialog = dialog

        def write(said: Mapping[str, object]) -> None:
            note = self.context.services.schedules.note_occasion
            day: date = said["day"]  # type: ignore[assignment] # the form asks for one
            command = partial(note, work.schedule.id, day, str(said["why"]))
            self.carry_out(command, "Repair noted.", dialog, dialog.form)

        dialog.filled.connect(write)
        dialog.open()

    def pass_over(self, work: ScheduledWork) -> None:
        """Ask why the work that is due was not done and will not be."""
        due = work.due
        if due is None:
            return
        day = day_words(due.due, self._style)
        text = f"{work.title}, due {day}, is kept as not done, with your reason."
        self._ask_reason(
            "Pass over",
            text,
            partial(self.context.services.schedules.excuse, work.schedule.id, due.due),
        )

    def end(self, work: ScheduledWork) -> None:
        """Ask why the work is no longer asked for."""
        text = f"{work.title} will not be due any more. What was done stays."
        self._ask_reason(
            "End the schedule",
            text,
            partial(self.context.services.schedules.end, work.schedule.id),
        )

    def _ask_reason(self, title: str, text: str, command: Callable[[str], object]) -> None:
        dialog = ReasonDialog(title, text, title, parent=self)
        self.dialog = dialog
        dialog.given.connect(
            lambda reason: self.carry_out(partial(command, reason), f"{title}: done.")  # type: ignore[arg-type]
        )
        dialog.open()

    def _ask(
        self,
        title: str,
        schedule: Schedule,
        values: Mapping[str, object],
        command: Callable[[Schedule], object],
    ) -> None:
        def show(choices: Choices) -> None:
            dialog = ScheduleDialog(title, choices, values, self)
            self.dialog = dialog

            def write(said: Mapping[str, object]) -> None:
                try:
                    made = dialog.made(schedule, said)
                except Invalid as refused:
                    show_refusal(dialog, dialog.form, refused)
                    return
                self.carry_out(partial(command, made), "Scheduled.", dialog, dialog.form)  # type: ignore[arg-type]

            dialog.filled.connect(write)
            dialog.open()

        self.load(partial(_choices, self.context), show)

    def _show(self, works: tuple[ScheduledWork, ...]) -> None:
        self._works = works
        self._fill()
        self._mark_wanted()

    def _fill(self) -> None:
        words, chosen = self.panel.query()
        wanted = words.casefold().split()
        rows = [
            work
            for work in self._works
            if _fits(work, chosen)
            and all(word in f"{work.title} {work.about}".casefold() for word in wanted)
        ]
        self.panel.set_rows(rows, count=str(len(rows)))

    def _mark_wanted(self) -> None:
        if self._wanted is not None and any(
            work.schedule.id == self._wanted for work in self._works
        ):
            self.panel.table.select_key(self._wanted)
            self._wanted = None

    def _show_offers(self, offers: tuple[ScheduleOffer, ...]) -> None:
        if not offers:
            self.told.emit("Everything that usually comes again is scheduled.")
            return
        dialog = OffersDialog(offers, self)
        self.dialog = dialog
        add_all = self.context.services.schedules.add_all
        dialog.chosen.connect(
            lambda wanted: self.carry_out(partial(add_all, wanted), f"{len(wanted)} scheduled.")
        )
        dialog.open()

    def _start(self, work: ScheduledWork) -> None:
        schedule = work.schedule
        if schedule.ended is not None or self.context.why_not(Permission.FILL_CHECKLISTS):
            return
        about = {schedule.about: schedule.about_id}
        room, instrument = about.get(Need.ROOM), about.get(Need.INSTRUMENT)
        person = about.get(Need.PERSON)
        wish = NewRun(
            schedule.template_id,
            room_id=None if room is None else RoomId(room),
            instrument_id=None if instrument is None else InstrumentId(instrument),
            person_id=None if person is None else PersonId(person),
        )
        self.go_requested.emit("checklists", wish)

    def _on_chosen(self, work: ScheduledWork | None) -> None:
        self.details.show_work(work)
        if work is not None:
            read = partial(self.context.services.schedules.history, work.schedule.id)
            self.load(read, self.details.show_history)


def _columns(context: SectionContext) -> tuple[Column, ...]:
    style = context.settings.date_style
    return (
        Column(
            "state",
            "State",
            lambda row: schedule_words.state_words(row, context.today())[0],
            130,
            state=lambda row: schedule_words.state_words(row, context.today())[1],
        ),
        Column("title", "Checklist", lambda row: row.title, 260),
        Column("about", "For", lambda row: row.about or "the center", 170),
        Column("often", "How often", lambda row: row.schedule.recurrence.value, 150, gives_way=2),
        Column("due", "Due", lambda row: schedule_words.due_day(row, style), 120),
        Column(
            "when",
            "",
            lambda row: (
                "" if row.due is None else schedule_words.days_left(row.due.due, context.today())
            ),
            110,
            gives_way=3,
        ),
        Column(
            "last",
            "Last done",
            lambda row: schedule_words.last_words(row, style),
            190,
            gives_way=1,
        ),
    )


def _fits(work: ScheduledWork, chosen: str) -> bool:
    ended = work.schedule.ended is not None
    if chosen == ENDED:
        return ended
    waiting = work.due is not None and work.due.state in WAITING
    return not ended and (chosen != DUE or waiting)


def _choices(context: SectionContext) -> Choices:
    services = context.services
    templates = tuple(
        entry.template
        for entry in services.templates.current()
        if can_be_scheduled(entry.template)
    )
    facilities = services.facilities
    return Choices(
        templates,
        {
            Need.ROOM: tuple((one.id, one.name) for one in facilities.rooms() if not one.retired),
            Need.INSTRUMENT: tuple(
                (one.id, one.name) for one in facilities.instruments() if not one.retired
            ),
            Need.PERSON: tuple(
                (one.id, one.name) for one in services.access.people() if one.active
            ),
        },
    )
