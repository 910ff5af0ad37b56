"""Dosimeters: who wears which for what period, what came back, what is lost."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from au_desktop.domain.errors import DomainError, Invalid
from au_desktop.domain.month_steps import add_months
from au_desktop.domain.roles import Permission
from au_desktop.domain.safety.dosimeters import Dosimeter, WornAt
from au_desktop.ui.kit.buttons import SecondaryButton
from au_desktop.ui.kit.date_edit import DateEdit
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.labelled_form import (
    Field,
    LabelledForm,
    choice_field,
    paragraph_field,
    text_field,
)
from au_desktop.ui.kit.page import MainAction
from au_desktop.ui.kit.safety.records_tab import RecordsTab
from au_desktop.ui.kit.safety.safety_list import everything, only_open
from au_desktop.ui.kit.section import show_refusal
from au_desktop.ui.kit.tokens import State
from au_desktop.ui.safety.people.people_fields import person_field, person_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from au_desktop.domain.safety.safety_records import PersonRef
    from au_desktop.ui.kit.section import SectionContext

_EMPTY = "A dosimeter is issued to a person for a period; it comes due when the period is over and it is not back."


class DosimetersTab(RecordsTab):
    """The list, and the steps of a dosimeter."""

    kind = Dosimeter
    chips = {"": ("All", everything), "out": ("With the person", only_open)}  # noqa: RUF012
    states = {"returned": State.OK, "with the person": State.INFO, "lost": State.PROBLEM}  # noqa: RUF012
    titles = ("Worn by", "Dosimeter")
    permission = Permission.KEEP_SAFETY
    help_topic = "people"

    def __init__(self, context: SectionContext) -> None:
        empty = EmptyState("shield", "No dosimeter yet", _EMPTY, "Issue a dosimeter")
        super().__init__(context, "Dosimeters", empty)
        self.dialog: Dialog | None = None

    def main_action(self) -> MainAction:
        """Issue one."""
        reason = self.context.why_not(Permission.KEEP_SAFETY)
        return MainAction("Issue a dosimeter", self.ask_new, "plus", enabled=not reason)

    def ask_new(self) -> None:
        """Open the dialog."""

        def show(people: Sequence[PersonRef]) -> None:
            self.dialog = DosimeterDialog(self, people)
            self.dialog.open()

        self.load(self.context.services.instruction_log.people, show)

    def show_record(self, record: Dosimeter) -> None:
        """Person, period, and what became of it."""
        style = self.context.settings.date_style
        facts = [
            ("Worn by", record.worn_by.name),
            ("Worn at", record.worn_at.value),
            ("Dosimeter", record.label),
            ("Period", f"{day_words(record.first, style)} to {day_words(record.last, style)}"),
            ("Processor", record.processor or "\u2013"),
            ("State", record.summary.state),
        ]
        if record.returned_on is not None:
            facts.append(("Returned", day_words(record.returned_on, style)))
        if record.lost_reason:
            facts.append(("Lost", record.lost_reason))
        pane = self.list.panel.details
        pane.show_facts(f"{record.code} · {record.worn_by.name}", "", facts)
        if record.out and record.voided is None:
            back = SecondaryButton("Returned today", "check")
            back.clicked.connect(partial(self.take_back, record))
            lost = SecondaryButton("Lost\u2026", "warning")
            lost.clicked.connect(partial(self.ask_lost, record))
            for button in (back, lost):
                self.context.allow(button, Permission.KEEP_SAFETY)
                pane.add_action(button)

    def take_back(self, record: Dosimeter) -> None:
        """Note that it came back today."""
        work = partial(
            self.context.services.dose_records.take_back, record.id, self.context.today()
        )
        self.carry_out(work, f"{record.label} is back.")

    def ask_lost(self, record: Dosimeter) -> None:
        """Ask how it was lost."""
        dialog = Dialog(f"{record.label} is lost", parent=self.window(), name="lost_dosimeter")
        dialog.add_text("The dose of the period is estimated and entered under Doses by the RSO.")
        how = paragraph_field(3)
        form = LabelledForm([Field("reason", "How", how, required=True)])
        dialog.body.addWidget(form)

        def lost() -> None:
            if form.check_required():
                service = self.context.services.dose_records
                work = partial(service.report_lost, record.id, how.toPlainText().strip())
                self.carry_out(work, f"{record.label} noted as lost.", dialog, form)

        dialog.accepted_by_person.connect(lost)
        self.dialog = dialog
        dialog.open()


class DosimeterDialog(Dialog):
    """Person, place, label and period."""

    def __init__(self, tab: DosimetersTab, people: Sequence[PersonRef]) -> None:
        super().__init__(
            "Issue a dosimeter", parent=tab.window(), primary="Issue", name="dosimeter"
        )
        self._tab = tab
        today = tab.context.today()
        first = today.replace(day=1)
        self.worn_by = person_field(people)
        self.worn_at = choice_field([(one, one.value) for one in WornAt])
        self.label, self.processor = text_field("number on the badge"), text_field()
        self.first = DateEdit(first)
        self.last = DateEdit(add_months(first, 3) - timedelta(days=1))
        self.form = LabelledForm(
            [
                Field("worn_by", "Worn by", self.worn_by, required=True),
                Field("worn_at", "Worn at", self.worn_at),
                Field("label", "Dosimeter", self.label, required=True),
                Field("first", "From", self.first, required=True),
                Field("last", "To", self.last, required=True),
                Field("processor", "Processor", self.processor, "NVLAP accredited (20.1501(d))"),
            ]
        )
        self.body.addWidget(self.form)
        self.accepted_by_person.connect(self._on_accepted)

    def _on_accepted(self) -> None:
        if not self.form.check_required():
            return
        try:
            dosimeter = self._dosimeter()
        except DomainError as error:
            show_refusal(self, self.form, error)
            return
        work = partial(self._tab.context.services.dose_records.issue, dosimeter)
        self._tab.carry_out(work, f"{dosimeter.label} issued.", self, self.form)

    def _dosimeter(self) -> Dosimeter:
        services = self._tab.context.services
        first, last = self.first.value(), self.last.value()
        if first is None or last is None:
            raise Invalid("first" if first is None else "last", "is no date")
        return Dosimeter(
            **services.dose_records.head(services.desk.clock.now()),
            worn_by=person_of(self.worn_by, "worn_by"),
            worn_at=WornAt(self.worn_at.currentData()),
            label=self.label.text().strip(),
            first=first,
            last=last,
            processor=self.processor.text().strip(),
        )
