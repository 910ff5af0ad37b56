"""The case page: log with verdicts and details, or the board of planned cases; and the dialogs that change a case."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from au_desktop.domain.ids import CaseId, TraineeId
from au_desktop.domain.roles import Permission, may
from au_desktop.domain.training.cases import Case, CaseState
from au_desktop.services.bundle import Services
from au_desktop.services.changes import Kind
from au_desktop.services.outcomes import Outcome
from au_desktop.settings import Settings
from au_desktop.ui.cases.case_detail import CaseDetail
from au_desktop.ui.cases.case_dialogs import CaseDialog
from au_desktop.ui.cases.case_facts import CaseFacts, DialogFacts, load_case, load_choices
from au_desktop.ui.cases.case_importing import CaseImporting
from au_desktop.ui.cases.case_list import CaseList
from au_desktop.ui.cases.case_voiding import CaseVoiding
from au_desktop.ui.cases.rating_desk import RatingDesk
from au_desktop.ui.cases.slot_board_view import SlotBoardView
from au_desktop.ui.kit.buttons import QuietButton
from au_desktop.ui.kit.case_checklists import CHOOSE, Started, open_administration
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.filter_chips import FilterChips
from au_desktop.ui.kit.operations import Runner
from au_desktop.ui.kit.page import MainAction, Page
from au_desktop.ui.kit.taking_back import taking_back
from au_desktop.ui.kit.targets import NewCase, record_id

LOG, BOARD = "log", "board"


class CasesPage(Page):
    """Shows the log; what is chosen is loaded into the detail pane."""

    watches = frozenset(
        {Kind.TRAINEE, Kind.CASE, Kind.RUN, Kind.SIGN_OFF, Kind.SUPERVISOR, Kind.RATING}
    )

    def __init__(
        self,
        services: Services,
        operations: Runner,
        changes: ChangesBus,
        settings: Settings,
    ) -> None:
        super().__init__("Cases", help_topic="cases")
        self._services, self._operations = services, operations
        self._changes, self._settings = changes, settings
        self._wanted: CaseId | None = None
        self._facts: CaseFacts | None = None
        self.dialog: CaseDialog | None = None
        self.log = CaseList(services, operations, settings)
        self.board = SlotBoardView(services, operations, settings)
        self.ratings = RatingDesk(services, operations, settings, self)
        self.voiding = CaseVoiding(services, operations, self)
        self.imports = CaseImporting(services, operations, self)
        self.detail = CaseDetail(self.log.panel.details, services, settings, self.ratings)
        self.switch = FilterChips(((LOG, "Log"), (BOARD, "Board")))
        self.agreement_button = QuietButton("Agreement…", "people")
        self._stack = QStackedWidget()
        self._lay_out()
        self._show_action()
        self._wire()

    def refresh(self) -> None:
        """Load the list again, and the chosen case with it; or the board."""
        if self.on_board:
            self.board.reload()
            return
        self.log.reload()
        if self._wanted is not None:
            self._load(self._wanted)

    @property
    def on_board(self) -> bool:
        """Whether the board is shown, not the log."""
        return self.switch.chosen() == (BOARD,)

    def open_target(self, target: object) -> None:
        """Show one case, or the dialog for a new one."""
        self.switch.choose(LOG)
        if isinstance(target, NewCase):
            self.add_case(target.trainee_id)
            return
        found = record_id(target)
        if found is not None:
            self._load(CaseId(found))
            self.log.table.select_key(found)

    def go_back(self) -> bool:
        """Esc: close the details."""
        if self._wanted is None:
            return False
        self._forget()
        self.log.table.clearSelection()
        return True

    def find_in_page(self) -> bool:
        """Put the cursor in the log's search field."""
        return not self.on_board and self.log.panel.find_in_page()

    def print_page(self) -> bool:
        """Print the board; the log is printed from a workbook."""
        return self.on_board and self.board.print_board()

    def keep_work(self) -> None:
        """Write what is typed in the dialog."""
        if self.dialog is not None:
            self.dialog.draft.keep_now()

    def add_case(self, trainee_id: TraineeId | None = None) -> None:
        """Open the dialog for a new case."""
        self._operations.run(
            partial(load_choices, self._services),
            partial(self._open_new, trainee_id),
            owner=self,
            label="Loading",
        )

    def edit_case(self, case: Case) -> None:
        """Open the dialog for a case."""
        self._operations.run(
            partial(load_choices, self._services),
            partial(self._open_change, case),
            owner=self,
            label="Loading",
        )

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.switch, 1)
        head.addWidget(self.imports.button)
        head.addWidget(self.agreement_button)
        self._stack.addWidget(self.log)
        self._stack.addWidget(self.board)
        self.content.addLayout(head)
        self.content.addWidget(self._stack, 1)

    def _show_action(self) -> None:
        allowed = may(self._services.desk.actor.role, Permission.LOG_CASES)
        words, step = (
            ("Plan a case", self.board.plan) if self.on_board else ("New case", self.add_case)
        )
        self.set_header("Cases", "", MainAction(words, step, "plus", enabled=allowed))

    def _on_switched(self, _chosen: object) -> None:
        self._stack.setCurrentWidget(self.board if self.on_board else self.log)
        self._show_action()
        self.refresh()

    def _on_done(self, words: str, outcome: Outcome[Any]) -> None:
        """Something was done on the board, or to a rating."""
        if outcome.undo is not None:
            step = taking_back(outcome.undo, self._operations, self._changes)
            self.undo_offered.emit(words, step)
        else:
            self.status_told.emit(words)
        self._changes.tell(outcome.changes)

    def _wire(self) -> None:
        self.switch.changed.connect(self._on_switched)
        self.agreement_button.clicked.connect(self.ratings.show_agreement)
        for one in (self.ratings, self.board, self.voiding, self.imports):
            one.done.connect(self._on_done)
        self.board.case_wanted.connect(self.open_target)
        self.log.table.current_changed.connect(self._on_chosen)
        self.log.table.row_activated.connect(self._on_activated)
        self.log.add_wanted.connect(self.add_case)
        self.log.panel.details.closed.connect(self._forget)
        self.detail.go_requested.connect(self.go_requested)
        self.detail.edit_wanted.connect(self.edit_case)
        self.detail.given_wanted.connect(self._mark_given)
        self.detail.void_wanted.connect(self.voiding.ask)
        self.detail.bedside_wanted.connect(self._open_bedside)

    def _on_chosen(self, entry: object) -> None:
        row = getattr(entry, "row", None)
        if row is not None and row.case_id != self._wanted:
            self._load(row.case_id)

    def _on_activated(self, _entry: object) -> None:
        """Enter opens the case for change where the role may, and it is not void."""
        allowed = may(self._services.desk.actor.role, Permission.LOG_CASES)
        case = None if self._facts is None else self._facts.case
        if allowed and case and case.voided is None and case.state is not CaseState.LOST:
            self.edit_case(case)

    def _load(self, case_id: CaseId) -> None:
        self._wanted = case_id
        self._operations.run(
            partial(self._load_facts, case_id), self._on_loaded, owner=self, label="Loading"
        )

    def _load_facts(self, case_id: CaseId) -> CaseFacts:
        return load_case(self._services, case_id)

    def _on_loaded(self, facts: CaseFacts) -> None:
        if facts.case.id == self._wanted:
            self._facts = facts
            self.detail.show_facts(facts)
            self.log.show_details(shown=True)

    def _forget(self) -> None:
        self._wanted = self._facts = None
        self.log.panel.details.clear()
        self.log.show_details(shown=False)

    def _open_new(self, trainee_id: TraineeId | None, offered: DialogFacts) -> None:
        dialog = CaseDialog(self._services, self._operations, self._settings, offered)
        dialog.form.show_case(None, trainee_id, self._services.desk.today())
        self._open(dialog)

    def _open_change(self, case: Case, offered: DialogFacts) -> None:
        dialog = CaseDialog(self._services, self._operations, self._settings, offered, case)
        dialog.form.show_case(case, case.trainee_id, self._services.desk.today())
        if self._facts is not None and self._facts.case.id == case.id and self._facts.confirmed:
            dialog.ask_reason()
        if self._facts is not None and self._facts.case.id == case.id and self._facts.hidden:
            dialog.form.withhold_part()
        self._open(dialog)

    def _open(self, dialog: CaseDialog) -> None:
        dialog.setParent(self, dialog.windowFlags())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted_by_person.connect(self._on_dialog_accepted)
        dialog.finished.connect(self._on_dialog_closed)
        self.dialog = dialog
        dialog.draft.start()
        dialog.open()
        dialog.form.start_typing()

    def _on_dialog_closed(self, _result: int) -> None:
        self.dialog = None

    def _on_dialog_accepted(self) -> None:
        dialog = self.dialog
        case = dialog.case() if dialog else None
        if dialog is None or case is None:
            return
        dialog.set_busy(busy=True)
        log, run = self._services.case_log, self._operations.run
        if case.number:
            change = partial(log.change, case, dialog.reason_text())
            run(change, self._on_changed, dialog.show_failure, owner=dialog)
        else:
            run(partial(log.add, case), self._on_added, dialog.show_failure, owner=dialog)

    def _on_added(self, outcome: Outcome[CaseId]) -> None:
        self._wanted = outcome.value
        self._on_changed(outcome)

    def _on_changed(self, outcome: Outcome[CaseId] | Outcome[None]) -> None:
        if self.dialog is not None:
            self.dialog.done_with()
        if outcome.undo is not None:
            step = taking_back(outcome.undo, self._operations, self._changes)
            self.undo_offered.emit(outcome.undo.label, step)
        self._changes.tell(outcome.changes)

    def _mark_given(self, case: Case) -> None:
        self.edit_case(
            replace(case, state=CaseState.GIVEN, on=min(case.on, self._services.desk.today()))
        )

    def _open_bedside(self, facts: CaseFacts) -> None:
        self._operations.run(
            partial(open_administration, self._services, facts.case),
            partial(self._on_started, facts.case),
            owner=self,
            label="Opening the checklist",
        )

    def _on_started(self, case: Case, started: Started | None) -> None:
        if started is None:
            self.status_told.emit(CHOOSE)
            self.go_requested.emit("checklists", case.id)
            return
        self._changes.tell(started.changes)
        self.go_requested.emit("bedside", started.run_id)
