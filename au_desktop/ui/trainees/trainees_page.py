"""The roster page: the list, one trainee, adding and changing, and the import of a file that is chosen or dropped."""

from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtGui import QDragEnterEvent, QDropEvent

from au_desktop.domain.ids import TraineeId
from au_desktop.domain.roles import Permission, may
from au_desktop.services.bundle import Services
from au_desktop.services.changes import Kind
from au_desktop.services.outcomes import Outcome
from au_desktop.settings import Settings
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.file_drops import dropped_files
from au_desktop.ui.kit.importing import Importing, RecordImport
from au_desktop.ui.kit.one_shown import OneShown
from au_desktop.ui.kit.operations import Runner
from au_desktop.ui.kit.page import MainAction, Page
from au_desktop.ui.kit.printing import print_document
from au_desktop.ui.kit.record_dialog import RecordDialog
from au_desktop.ui.kit.section import SectionContext
from au_desktop.ui.kit.taking_back import taking_back
from au_desktop.ui.kit.targets import NewCase, record_id
from au_desktop.ui.kit.training_words import counted
from au_desktop.ui.trainees.hours.hour_dialog import HourDialog
from au_desktop.ui.trainees.missing_steps import EDIT_TRAINEE
from au_desktop.ui.trainees.overview.status_sheet import StatusFacts, load_status, status_document
from au_desktop.ui.trainees.roster.intake import Intake
from au_desktop.ui.trainees.roster.roster_list import RosterList
from au_desktop.ui.trainees.roster.trainee_dialog import TraineeDialog
from au_desktop.ui.trainees.trainee_head import TraineeFacts
from au_desktop.ui.trainees.trainee_view import TraineeView

_ROSTER_KINDS = frozenset({Kind.TRAINEE, Kind.CASE, Kind.SIGN_OFF, Kind.SUPERVISOR})


class TraineesPage(Page):
    """Shows the roster or one trainee; dialogs come over it.

    A target is a trainee's id, or (id, key of a tab, record on that tab or None); the key "edit" opens the intake dialog.
    """

    watches = _ROSTER_KINDS | {
        Kind.RUN,
        Kind.HOURS,
        Kind.PAPER,
        Kind.STATEMENT,
        Kind.QUALIFICATION,
        Kind.PLACEMENT,
        Kind.PROGRAM,
        Kind.FOLLOW_UP,
        Kind.RATING,
    }

    def __init__(
        self,
        services: Services,
        operations: Runner,
        changes: ChangesBus,
        settings: Settings,
    ) -> None:
        super().__init__("Trainees", help_topic="trainees")
        self._services, self._operations = services, operations
        self._changes, self._settings = changes, settings
        self._shown: TraineeFacts | None = None
        self.roster = RosterList(services, operations, settings)
        context = SectionContext(services, operations, changes, settings)
        self.view = TraineeView(context)
        self._intake = Intake(context, self)
        self.printing: object = None
        self.importing = Importing(operations, self)
        self.importing.imported.connect(self._on_imported)
        self._stack = OneShown()
        self._stack.add(self.roster)
        self._stack.add(self.view)
        self.content.addWidget(self._stack)
        self.setAcceptDrops(True)
        self._intake.enrolled.connect(self._on_enrolled)
        self._intake.changed.connect(self._on_changed)
        self.roster.trainee_opened.connect(self.open_trainee)
        self.roster.import_clicked.connect(self.choose_file)
        self.roster.add_wanted.connect(self.add_trainee)
        self.view.go_requested.connect(self._on_go_requested)
        self.view.edit_requested.connect(self.edit_shown)
        self.view.print_requested.connect(self.print_page)
        self.view.told.connect(self.status_told)
        self.view.undo_offered.connect(self.undo_offered)
        self.view.tab_changed.connect(self._show_header)
        self._show_roster()

    def refresh(self) -> None:
        """Load what is shown again."""
        if self._shown is None:
            self.roster.reload()
        else:
            self.view.mark_all()
            self.open_trainee(self._shown.trainee.id)

    def on_changes(self, changes: object) -> None:
        """Only what the change is about loads again: the roster, or the head and the tab that is seen."""
        if not self.cares_about(changes):
            return
        kinds = frozenset(getattr(changes, "kinds", self.watches))
        self.view.mark(kinds)
        if not self.isVisible():
            super().on_changes(changes)
        elif self._shown is not None:
            self.open_trainee(self._shown.trainee.id)
        elif kinds & _ROSTER_KINDS:
            self.roster.reload()

    def open_target(self, target: object) -> None:
        """Show one trainee, and a tab or a record on it when the target names them."""
        whose, tab, record = target if isinstance(target, tuple) else (target, "", None)
        found = record_id(whose)
        if found is not None:
            self.open_trainee(TraineeId(found), tab, record)

    def current_target(self) -> object:
        """Where the person is, so that a lock brings them back."""
        return self._shown and (self._shown.trainee.id, self.view.current_key(), None)

    def open_trainee(self, trainee_id: TraineeId, tab: str = "", record: object = None) -> None:
        """Load one trainee and show the page about them."""
        self._operations.run(
            partial(self._load_one, trainee_id),
            partial(self._on_one_loaded, tab, record),
            owner=self,
            label="Loading",
        )

    def go_back(self) -> bool:
        """From one trainee to the roster."""
        if self._shown is None:
            return False
        self._show_roster()
        self.roster.reload()
        return True

    def find_in_page(self) -> bool:
        """Put the cursor in the search field of the roster or of the tab."""
        if self._shown is not None:
            return self.view.tab().find_in_page()
        return self.roster.panel.find_in_page()

    def print_page(self) -> bool:
        """Print the status of the trainee that is shown."""
        if self._shown is None:
            return False
        self._operations.run(
            partial(load_status, self._services, self._shown.trainee.id),
            self._on_status_loaded,
            owner=self,
            label="Writing the page",
        )
        return True

    def keep_work(self) -> None:
        """Write what is typed in the dialogs."""
        self._intake.keep_work()
        typed: list[RecordDialog | HourDialog] = [*self.findChildren(RecordDialog)]
        typed += self.findChildren(HourDialog)
        for dialog in typed:
            if dialog.isVisible():
                dialog.keep_work()

    @property
    def dialog(self) -> TraineeDialog | None:
        """The intake dialog while it is open."""
        return self._intake.dialog

    def add_trainee(self) -> None:
        """Open the dialog for a new trainee."""
        self._intake.add()

    def edit_shown(self) -> None:
        """Open the dialog for the trainee on the page."""
        if self._shown is not None and self._may_manage():
            self._intake.edit(self._shown.trainee)

    def choose_file(self, kind: str) -> None:
        """Ask for a file with a roster, hours or cases."""
        titles = {"roster": "Import a roster", "hours": "Import hours", "cases": "Import cases"}
        self.importing.choose_file(self._imports()[kind], titles[kind])

    def import_file(self, path: Path) -> None:
        """Read a file whose headings say what it holds, and show what would become of each row."""
        self.importing.import_file(tuple(self._imports().values()), path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file, if the role may import."""
        if self._may_import() and len(dropped_files(event)) == 1:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import the file that was dropped."""
        paths = dropped_files(event)
        if len(paths) == 1 and self._may_import():
            event.acceptProposedAction()
            self.import_file(paths[0])

    def _load_one(self, trainee_id: TraineeId) -> TraineeFacts:
        license_ = self._services.follow_ups.of(trainee_id)
        return TraineeFacts(license_.trainee, license_.banner)

    def _on_one_loaded(self, tab: str, record: object, facts: TraineeFacts) -> None:
        self._shown = facts
        self.view.show_facts(facts)
        self._stack.show_widget(self.view)
        self.shows_back = True
        self.view.open_tab(tab, record)
        if tab == EDIT_TRAINEE:
            self.edit_shown()

    def _show_header(self) -> None:
        """The trainee's name, and the main action of the tab that is shown."""
        if self._shown is None:
            return
        trainee = self._shown.trainee
        allowed = may(self._services.desk.actor.role, Permission.LOG_CASES)
        add_case = MainAction("Add case", self._add_case, "plus", enabled=allowed)
        self.set_header(
            trainee.display_name,
            f"{trainee.code} · {trainee.status.value}",
            self.view.tab().main_action() or add_case,
        )

    def _on_go_requested(self, page: str, target: object) -> None:
        """Another tab of this page, or another page."""
        if page == "trainees":
            self.open_target(target)
        else:
            self.go_requested.emit(page, target)

    def _on_status_loaded(self, facts: StatusFacts) -> None:
        self.printing = print_document(self, status_document(facts, self._settings.date_style))

    def _show_roster(self) -> None:
        self._shown = None
        self._stack.show_widget(self.roster)
        self.shows_back = False
        action = MainAction("Add trainee", self.add_trainee, "plus", enabled=self._may_manage())
        self.set_header("Trainees", "", action)

    def _add_case(self) -> None:
        if self._shown is not None:
            self.go_requested.emit("cases", NewCase(self._shown.trainee.id))

    def _on_enrolled(self, outcome: Outcome[TraineeId]) -> None:
        self.status_told.emit("Trainee added")
        self._changes.tell(outcome.changes)
        self.open_trainee(outcome.value)

    def _on_changed(self, outcome: Outcome[Any]) -> None:
        if outcome.undo is not None:
            step = taking_back(outcome.undo, self._operations, self._changes)
            self.undo_offered.emit(outcome.undo.label, step)
        self._changes.tell(outcome.changes)

    def _imports(self) -> dict[str, RecordImport]:
        services = self._services
        return {
            "roster": services.roster_import,
            "hours": services.hour_import,
            "cases": services.case_import,
        }

    def _on_imported(self, outcome: Outcome[tuple[UUID, ...]], noun: str, file_name: str) -> None:
        self.roster.say(f"{counted(len(outcome.value), noun)} imported from {file_name}.")
        self._show_roster()
        self._on_changed(outcome)

    def _may_manage(self) -> bool:
        return may(self._services.desk.actor.role, Permission.MANAGE_TRAINEES)

    def _may_import(self) -> bool:
        return may(self._services.desk.actor.role, Permission.IMPORT_RECORDS)
