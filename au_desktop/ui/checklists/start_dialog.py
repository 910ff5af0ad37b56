"""Starts a checklist: the template, what it needs, and when the work happens."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.checklists.templates import Need, Template
from au_desktop.domain.errors import DomainError
from au_desktop.domain.ids import CaseId, RunId
from au_desktop.services.bundle import Services
from au_desktop.services.outcomes import Outcome
from au_desktop.services.rows import (
    CaseFilter,
    CaseRow,
    PageRequest,
    RosterFilter,
)
from au_desktop.settings import Settings
from au_desktop.ui.checklists.look_up import Entry, LookUp, LookUpRow
from au_desktop.ui.checklists.template_choice import TemplateChoice
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.buttons import SecondaryButton
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.item_editors.moment_entry import UNREADABLE_TIME, MomentFields
from au_desktop.ui.kit.item_editors.new_run import NewRun
from au_desktop.ui.kit.operations import Runner
from au_desktop.ui.kit.search_box import SearchBox

MOST_OFFERED = 200
LABELS = {
    Need.CASE: "Case",
    Need.TRAINEE: "Trainee",
    Need.SUPERVISOR: "Supervising AU",
    Need.DRUG: "Drug",
    Need.ROOM: "Room",
    Need.INSTRUMENT: "Instrument",
    Need.PERSON: "Person",
}


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be chosen, read in one go."""

    templates: tuple[Template, ...]
    cases: tuple[CaseRow, ...]
    entries: dict[Need, tuple[Entry, ...]]


class StartDialog(Dialog):
    """Emits `started(run_id, outcome)`, and `form_wanted(template, subject)` for a form to be filled by hand."""

    started = Signal(object, object)
    form_wanted = Signal(object, object)

    def __init__(
        self,
        services: Services,
        operations: Runner,
        settings: Settings,
        wish: NewRun,
        parent: QWidget,
    ) -> None:
        super().__init__(
            "Start a checklist", parent=parent.window(), primary="Start", name="start_checklist"
        )
        self._services, self._operations, self._settings = services, operations, settings
        self._wish = wish
        self._offered = Offered((), (), {})
        self._cases: dict[CaseId, CaseRow] = {}
        self.setMinimumWidth(620)
        self.search = SearchBox("Find a checklist")
        self.templates = TemplateChoice()
        self.fields = {need: LookUp("Type a part of the name") for need in LABELS}
        self.event_time = MomentFields(services.desk.clock.now())
        self.event_time.set_value(services.desk.clock.now())
        self.rows = {need: LookUpRow(LABELS[need], box) for need, box in self.fields.items()}
        self.event_row = LookUpRow("Time of the work", self.event_time)
        for widget in (self.search, self.templates, *self.rows.values(), self.event_row):
            self.body.addWidget(widget)
        self.form_button = SecondaryButton("Print a form\u2026", "printer")
        self.form_button.setToolTip("To be filled by hand, and typed in when it comes back.")
        self.foot.insertWidget(0, self.form_button)
        self.form_button.clicked.connect(self._on_form)
        self.search.textChanged.connect(self._fill_templates)
        self.search.moved_down.connect(self.templates.setFocus)
        self.search.entered.connect(self.primary_button.click)
        self.templates.chosen.connect(self._on_template_chosen)
        self.fields[Need.CASE].searched.connect(self._on_case_searched)
        self.fields[Need.CASE].chosen.connect(self._on_case_chosen)
        self.accepted_by_person.connect(self._on_start)
        self._show_needs(None)

    def load(self) -> None:
        """Read what can be chosen."""
        services = self._services
        self._operations.run(
            lambda: read_offered(services), self._on_loaded, owner=self, label="Loading"
        )

    def template(self) -> Template | None:
        """The template that is chosen."""
        return self.templates.template()

    def _on_loaded(self, offered: Offered) -> None:
        self._offered = offered
        for need, entries in offered.entries.items():
            self.fields[need].set_entries(entries)
        self._take_cases(offered.cases)
        self._fill_templates("")
        wish = self._wish
        for need, key in (
            (Need.CASE, wish.case_id),
            (Need.ROOM, wish.room_id),
            (Need.TRAINEE, wish.trainee_id),
            (Need.INSTRUMENT, wish.instrument_id),
            (Need.PERSON, wish.person_id),
        ):
            if key is not None:
                self.fields[need].choose(key)
        self.search.setFocus()

    def _fill_templates(self, wanted: str) -> None:
        case = self._cases.get(self._wish.case_id) if self._wish.case_id else None
        fitting = [
            one
            for one in self._offered.templates
            if case is None or not one.drugs or case.drug_id in one.drugs
        ]
        self.templates.show_templates(fitting, wanted.casefold().split(), self._wish.template_id)

    def _on_template_chosen(self) -> None:
        template = self.template()
        self._show_needs(template)
        if template is None:
            return
        drugs = self._offered.entries.get(Need.DRUG, ())
        fitting = [one for one in drugs if not template.drugs or one.key in template.drugs]
        self.fields[Need.DRUG].set_entries(fitting)
        if len(template.drugs) == 1:
            self.fields[Need.DRUG].choose(template.drugs[0])
        self._offer_cases()

    def _show_needs(self, template: Template | None) -> None:
        needs = () if template is None else template.needs
        for need in LABELS:
            about_case = need is Need.SUPERVISOR and Need.CASE in needs
            self.rows[need].setVisible(need in needs or about_case)
        self.primary_button.setEnabled(template is not None)
        self.form_button.setEnabled(template is not None)

    def _take_cases(self, rows: tuple[CaseRow, ...]) -> None:
        self._cases |= {row.case_id: row for row in rows}
        self._offer_cases()

    def _offer_cases(self) -> None:
        template = self.template()
        drugs = () if template is None else template.drugs
        rows = [row for row in self._cases.values() if not drugs or row.drug_id in drugs]
        self.fields[Need.CASE].set_entries(
            [Entry(row.case_id, self._case_words(row)) for row in rows]
        )

    def _case_words(self, row: CaseRow) -> str:
        day = day_words(row.on, self._settings.date_style)
        return f"{row.code} \u00b7 {row.trainee} \u00b7 {day} \u00b7 {row.patient_code}"

    def _on_case_searched(self, words: str) -> None:
        log = self._services.case_log
        self._operations.run(
            lambda: log.cases(CaseFilter(words=words), PageRequest(limit=MOST_OFFERED)).rows,
            self._take_cases,
            owner=self,
        )

    def _on_case_chosen(self, case_id: object) -> None:
        row = self._cases.get(CaseId(UUID(str(case_id))))
        if row is None:
            return
        self.fields[Need.TRAINEE].choose(row.trainee_id)
        self.fields[Need.DRUG].choose(row.drug_id)
        if row.supervisor_id is not None:
            self.fields[Need.SUPERVISOR].choose(row.supervisor_id)

    def _subject(self) -> Subject:
        chosen: dict[Need, Any] = {
            need: None if self.rows[need].isHidden() else box.value()
            for need, box in self.fields.items()
        }
        return Subject(
            case_id=chosen[Need.CASE],
            trainee_id=chosen[Need.TRAINEE],
            supervisor_id=chosen[Need.SUPERVISOR],
            room_id=chosen[Need.ROOM],
            instrument_id=chosen[Need.INSTRUMENT],
            person_id=chosen[Need.PERSON],
            drug_id=str(chosen[Need.DRUG] or ""),
        )

    def _on_form(self) -> None:
        """What is left open of the subject is written on the form by hand."""
        template = self.template()
        if template is not None:
            subject = self._subject()
            self.accept()
            self.form_wanted.emit(template, subject)

    def _on_start(self) -> None:
        template, moment = self.template(), self.event_time.value()
        if template is None:
            return
        missing = [need for need in template.needs if self.fields[need].value() is None]
        for need, row in self.rows.items():
            row.say(f"{LABELS[need]} is needed." if need in missing else "")
        self.event_row.say("" if moment is not None else UNREADABLE_TIME)
        if missing:
            self.fields[missing[0]].setFocus()
        if missing or moment is None:
            return
        subject, work = self._subject(), self._services.checklist_work
        self.set_busy(busy=True)
        self._operations.run(
            lambda: work.start(template.id, subject, moment),
            self._on_started,
            self._on_failed,
            self,
            "Starting",
        )

    def _on_started(self, outcome: Outcome[RunId]) -> None:
        self.accept()
        self.started.emit(outcome.value, outcome)

    def _on_failed(self, error: Exception) -> None:
        self.set_busy(busy=False)
        if isinstance(error, DomainError):
            self.set_error(messages.sentence_for(error).text)
        else:
            messages.show_error(self, error)


def read_offered(services: Services) -> Offered:
    """Templates, newest cases, and the records that stay few."""
    newest = PageRequest(limit=MOST_OFFERED, sort="on", descending=True)
    roster = services.enrolment.roster(RosterFilter(), PageRequest(limit=MOST_OFFERED))
    rooms = (room for room in services.facilities.rooms() if not room.retired)
    instruments = (one for one in services.facilities.instruments() if not one.retired)
    people = (person for person in services.access.people() if person.active)
    drugs = services.desk.reference.drugs.values()
    entries = {
        Need.TRAINEE: tuple(Entry(row.trainee_id, row.name) for row in roster.rows),
        Need.SUPERVISOR: tuple(
            Entry(one.id, one.name) for one in services.supervision.supervisors()
        ),
        Need.ROOM: tuple(Entry(room.id, room.name) for room in rooms),
        Need.INSTRUMENT: tuple(
            Entry(one.id, f"{one.name} \u00b7 {one.kind.value}") for one in instruments
        ),
        Need.PERSON: tuple(Entry(person.id, person.name) for person in people),
        Need.DRUG: tuple(Entry(drug.id, drug.title) for drug in drugs),
    }
    templates = tuple(entry.template for entry in services.templates.current())
    return Offered(templates, services.case_log.cases(CaseFilter(), newest).rows, entries)
