"""The roster page: the list, one trainee, adding and changing, and the import of a file that is chosen or dropped."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog

from au_desktop.domain.ids import TraineeId
from au_desktop.domain.roles import Permission, may
from au_desktop.domain.training.trainees import Trainee
from au_desktop.services.bundle import Services
from au_desktop.services.changes import Kind
from au_desktop.services.judgements import TraineeProgress
from au_desktop.services.outcomes import Outcome
from au_desktop.services.roster_import import RosterPlan
from au_desktop.settings import Settings
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.one_shown import OneShown
from au_desktop.ui.kit.operations import Runner
from au_desktop.ui.kit.page import MainAction, Page
from au_desktop.ui.kit.taking_back import taking_back
from au_desktop.ui.kit.targets import NewCase, record_id
from au_desktop.ui.kit.training_words import counted
from au_desktop.ui.trainees.import_dialog import ImportDialog
from au_desktop.ui.trainees.roster_list import RosterList
from au_desktop.ui.trainees.trainee_dialog import TraineeDialog
from au_desktop.ui.trainees.trainee_view import TraineeView

_TYPES = "Rosters (*.xlsx *.csv *.txt);;All files (*)"


class TraineesPage(Page):
    """Shows the roster or one trainee; dialogs come over it."""

    watches = frozenset({Kind.TRAINEE, Kind.CASE, Kind.SIGN_OFF, Kind.SUPERVISOR})

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
        self._shown: TraineeProgress | None = None
        self.dialog: TraineeDialog | None = None
        self.import_dialog: ImportDialog | None = None
        self.roster = RosterList(services, operations, settings)
        self.view = TraineeView(services, settings)
        self._stack = OneShown()
        self._stack.add(self.roster)
        self._stack.add(self.view)
        self.content.addWidget(self._stack)
        self.setAcceptDrops(True)
        self.roster.trainee_opened.connect(self.open_trainee)
        self.roster.import_clicked.connect(self.choose_file)
        self.roster.add_wanted.connect(self.add_trainee)
        self.view.go_requested.connect(self.go_requested)
        self.view.edit_requested.connect(self.edit_shown)
        self._show_roster()

    def refresh(self) -> None:
        """Load what is shown again."""
        if self._shown is None:
            self.roster.reload()
        else:
            self.open_trainee(self._shown.trainee.id)

    def open_target(self, target: object) -> None:
        """Show one trainee."""
        found = record_id(target)
        if found is not None:
            self.open_trainee(TraineeId(found))

    def open_trainee(self, trainee_id: TraineeId) -> None:
        """Load one trainee and show the page about them."""
        self._operations.run(
            partial(self._load_one, trainee_id), self._on_one_loaded, owner=self, label="Loading"
        )

    def go_back(self) -> bool:
        """From one trainee to the roster."""
        if self._shown is None:
            return False
        self._show_roster()
        self.roster.reload()
        return True

    def find_in_page(self) -> bool:
        """Put the cursor in the roster's search field."""
        return self._shown is None and self.roster.panel.find_in_page()

    def keep_work(self) -> None:
        """Write what is typed in the dialog."""
        if self.dialog is not None:
            self.dialog.draft.keep_now()

    def add_trainee(self) -> None:
        """Open the dialog for a new trainee."""
        self._operations.run(
            lambda: self._services.facilities.center().profile_id,
            partial(self._open_dialog, None),
            owner=self,
        )

    def edit_shown(self) -> None:
        """Open the dialog for the trainee on the page."""
        if self._shown is not None and self._may_manage():
            self._open_dialog(self._shown.trainee, self._shown.trainee.profile_id)

    def choose_file(self) -> None:
        """Ask for a roster file; the system's own dialog stays open beside the page."""
        picker = QFileDialog(self, "Import a roster", _documents(), _TYPES)
        picker.setFileMode(QFileDialog.FileMode.ExistingFile)
        picker.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        picker.fileSelected.connect(lambda name: self.import_file(Path(name)))
        picker.open()

    def import_file(self, path: Path) -> None:
        """Read a file and show what would become of each row."""
        self._operations.run(
            partial(self._services.roster_import.read_and_plan, path),
            partial(self._on_planned, path.name),
            owner=self,
            label="Reading the roster",
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file, if the role may import."""
        if self._may_import() and _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import the file that was dropped."""
        path = _dropped(event)
        if path is not None and self._may_import():
            event.acceptProposedAction()
            self.import_file(path)

    def _load_one(self, trainee_id: TraineeId) -> tuple[TraineeProgress, dict[object, str]]:
        supervisors = self._services.supervision.supervisors()
        progress = self._services.judgements.of_trainee(trainee_id)
        return progress, {supervisor.id: supervisor.name for supervisor in supervisors}

    def _on_one_loaded(self, loaded: tuple[TraineeProgress, dict[object, str]]) -> None:
        progress, supervisors = loaded
        self._shown = progress
        trainee = progress.trainee
        self.view.show_progress(progress, supervisors)
        self.view.edit.setEnabled(self._may_manage())
        self._stack.show_widget(self.view)
        self.shows_back = True
        allowed = may(self._services.desk.actor.role, Permission.LOG_CASES)
        action = MainAction("Add case", self._add_case, "plus", enabled=allowed)
        self.set_header(trainee.display_name, f"{trainee.code} · {trainee.status.value}", action)

    def _show_roster(self) -> None:
        self._shown = None
        self._stack.show_widget(self.roster)
        self.shows_back = False
        action = MainAction("Add trainee", self.add_trainee, "plus", enabled=self._may_manage())
        self.set_header("Trainees", "", action)

    def _add_case(self) -> None:
        if self._shown is not None:
            self.go_requested.emit("cases", NewCase(self._shown.trainee.id))

    def _open_dialog(self, trainee: Trainee | None, profile_id: str) -> None:
        dialog = TraineeDialog(self._services, self._operations, trainee, profile_id, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted_by_person.connect(self._on_dialog_accepted)
        dialog.finished.connect(self._on_dialog_closed)
        self.dialog = dialog
        dialog.open()

    def _on_dialog_closed(self, _result: int) -> None:
        self.dialog = None

    def _on_dialog_accepted(self) -> None:
        dialog = self.dialog
        trainee = dialog.trainee() if dialog else None
        if dialog is None or trainee is None:
            return
        dialog.set_busy(busy=True)
        if trainee.number:
            self._operations.run(
                partial(self._services.enrolment.change, trainee),
                self._on_changed,
                dialog.show_failure,
                owner=dialog,
            )
        else:
            self._operations.run(
                partial(self._services.enrolment.enroll, trainee),
                self._on_enrolled,
                dialog.show_failure,
                owner=dialog,
            )

    def _on_enrolled(self, outcome: Outcome[TraineeId]) -> None:
        if self.dialog is not None:
            self.dialog.done_with()
        self.status_told.emit("Trainee added")
        self._changes.tell(outcome.changes)
        self.open_trainee(outcome.value)

    def _on_changed(self, outcome: Outcome[None]) -> None:
        if self.dialog is not None:
            self.dialog.done_with()
        if outcome.undo is not None:
            step = taking_back(outcome.undo, self._operations, self._changes)
            self.undo_offered.emit(outcome.undo.label, step)
        self._changes.tell(outcome.changes)

    def _on_planned(self, file_name: str, plan: RosterPlan) -> None:
        dialog = ImportDialog(plan, file_name, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.import_wanted.connect(partial(self._carry_out, file_name))
        dialog.finished.connect(self._on_import_closed)
        self.import_dialog = dialog
        dialog.open()

    def _on_import_closed(self, _result: int) -> None:
        self.import_dialog = None

    def _carry_out(self, file_name: str, plan: RosterPlan) -> None:
        dialog = self.import_dialog
        if dialog is None:
            return
        self._operations.run(
            partial(self._services.roster_import.carry_out, plan, file_name),
            partial(self._on_imported, file_name),
            dialog.show_failure,
            owner=dialog,
            label="Importing",
        )

    def _on_imported(self, file_name: str, outcome: Outcome[tuple[TraineeId, ...]]) -> None:
        if self.import_dialog is not None:
            self.import_dialog.accept()
        self.roster.say(f"{counted(len(outcome.value), 'trainee')} imported from {file_name}.")
        self._show_roster()
        self._changes.tell(outcome.changes)

    def _may_manage(self) -> bool:
        return may(self._services.desk.actor.role, Permission.MANAGE_TRAINEES)

    def _may_import(self) -> bool:
        return may(self._services.desk.actor.role, Permission.IMPORT_ROSTER)


def _dropped(event: QDragEnterEvent | QDropEvent) -> Path | None:
    """The one local file that is dragged."""
    urls = event.mimeData().urls()
    local = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return local[0] if len(urls) == 1 and local else None


def _documents() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
