"""The checklists page: the list of runs, starting one, and one run open at the desk."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QStackedWidget

from au_desktop.domain.errors import NotFound
from au_desktop.domain.ids import CaseId, RunId
from au_desktop.domain.roles import Permission, may
from au_desktop.services.bundle import Services
from au_desktop.services.changes import Kind
from au_desktop.services.outcomes import Outcome, Undo
from au_desktop.settings import Settings
from au_desktop.ui.checklists.checklist_front import ChecklistFront
from au_desktop.ui.checklists.checklist_tabs import RECORDS
from au_desktop.ui.checklists.paper.paper_printing import PaperPrinting
from au_desktop.ui.checklists.run_desk import RunDesk
from au_desktop.ui.checklists.run_list import RunList
from au_desktop.ui.checklists.start_dialog import StartDialog
from au_desktop.ui.kit.buttons import SecondaryButton
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.item_editors.new_run import NewRun
from au_desktop.ui.kit.operations import Runner
from au_desktop.ui.kit.page import MainAction, Page
from au_desktop.ui.kit.section import SectionContext
from au_desktop.ui.kit.targets import TabTarget, record_id

TITLE, TOPIC = "Checklists", "checklists"


class ChecklistsPage(Page):
    """The list, or one run over it."""

    watches = frozenset({Kind.RUN, Kind.SIGN_OFF, Kind.TEMPLATE, Kind.SCHEDULE})

    def __init__(
        self, services: Services, operations: Runner, changes: ChangesBus, settings: Settings
    ) -> None:
        super().__init__(TITLE, help_topic=TOPIC)
        self._services, self._operations = services, operations
        self._changes, self._settings = changes, settings
        self.desk: RunDesk | None = None
        self.dialog: StartDialog | None = None
        context = SectionContext(services, operations, changes, settings)
        self.records = RunList(context, self)
        self.list = self.records.panel
        self.paper = PaperPrinting(context, self)
        self.pdf_button = SecondaryButton("Save as PDF\u2026", "export")
        self.pdf_button.setToolTip("Save every record that is listed here into a folder")
        context.allow(self.pdf_button, Permission.EXPORT, self.pdf_button.toolTip())
        self.list.add_tool(self.pdf_button)
        self.front = ChecklistFront(context, self.list)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.front)
        self.content.addWidget(self._stack, 1)
        self._wire()
        self._show_list_header()

    def refresh(self) -> None:
        """Read the first rows again, or the open run."""
        if self.desk is not None:
            self.desk.session.load()
            self._stale = True
        else:
            self.records.refresh()
            self.front.load()

    def on_changes(self, changes: object) -> None:
        """What the open run itself wrote is shown already; the list behind it is read when it is shown again."""
        self.front.mark(getattr(changes, "kinds", None))
        if self.desk is not None and self.desk.session.telling:
            return
        super().on_changes(changes)

    def open_target(self, target: object) -> None:
        """Open a run by its id; for a case, or a wish for a new run, the dialog that starts one."""
        if isinstance(target, NewRun):
            self.start(target)
            return
        if isinstance(target, TabTarget):
            self._close_run()
            if target.tab == RECORDS and target.record is not None:
                self.records.template_box.choose(str(target.record))
            self.front.open_tab(target.tab, target.record)
            return
        key = record_id(target)
        if key is not None:
            work = partial(self._case_or_none, CaseId(key))
            self._operations.run(work, partial(self._on_looked_up, key), owner=self)

    def open_run(self, run_id: UUID) -> None:
        """Show one run."""
        self._close_run()
        desk = RunDesk(
            self._services, self._operations, self._changes, self._settings, RunId(run_id)
        )
        self.desk = desk
        desk.view_changed.connect(self._show_run_header)
        desk.bedside_wanted.connect(partial(self.go_requested.emit, "bedside"))
        desk.run_wanted.connect(self.open_run)
        desk.undo_offered.connect(self.undo_offered)
        desk.status_told.connect(self.status_told)
        self._stack.addWidget(desk)
        self._stack.setCurrentWidget(desk)
        self.shows_back = True
        self._show_run_header()

    def start(self, wish: NewRun | None = None) -> None:
        """Open the dialog that starts a checklist."""
        self.dialog = StartDialog(
            self._services, self._operations, self._settings, wish or NewRun(), self
        )
        self.dialog.started.connect(self._on_started)
        self.dialog.form_wanted.connect(self.paper.print_blank)
        self.dialog.open()
        self.dialog.load()

    def go_back(self) -> bool:
        """Close the open run."""
        if self.desk is None:
            tab = self.front.tab()
            return tab is not None and tab.go_back()
        self._close_run()
        self._show_list_header()
        self.records.load()
        self.front.load()
        return True

    def find_in_page(self) -> bool:
        """Put the cursor in the search field."""
        if self.desk is not None:
            return self.desk.find_in_page()
        tab = self.front.tab()
        return self.list.find_in_page() if tab is None else tab.find_in_page()

    def print_page(self) -> bool:
        """Print the open run."""
        if self.desk is None:
            tab = self.front.tab()
            return tab is not None and tab.print_tab()
        self.desk.print_run()
        return True

    def undo(self) -> bool:
        """Take back the last step of a tab that keeps its own, such as the editor of templates."""
        tab = self.front.tab()
        return self.desk is None and tab is not None and tab.undo()

    def keep_work(self) -> None:
        """Half-typed text of the open run is written as a draft."""
        self.front.keep_work()
        if self.desk is not None:
            self.desk.keep_work()

    def _case_or_none(self, case_id: CaseId) -> CaseId | None:
        try:
            return self._services.case_log.case(case_id).id
        except NotFound:
            return None

    def _on_looked_up(self, key: UUID, case_id: CaseId | None) -> None:
        if case_id is not None:
            self.start(NewRun(case_id=case_id))
        else:
            self.open_run(key)

    def _wire(self) -> None:
        records, front = self.records, self.front
        self.pdf_button.clicked.connect(self._save_listed)
        self.paper.told.connect(self.status_told)
        records.opened.connect(self.open_run)
        records.bedside_wanted.connect(partial(self.go_requested.emit, "bedside"))
        records.start_wanted.connect(self.start)
        front.tab_changed.connect(self._show_list_header)
        front.told.connect(self.status_told)
        front.undo_offered.connect(self.undo_offered)
        front.go_requested.connect(self.go_requested)
        front.run_wanted.connect(self.open_run)

    def _save_listed(self) -> None:
        rows = self.list.table.rows
        listed = [rows.row_at(at) for at in range(rows.rowCount())]
        self.paper.save_records([row.run_id for row in listed])

    def _on_started(self, run_id: RunId, outcome: Outcome[RunId]) -> None:
        self.open_run(run_id)
        self._changes.tell(outcome.changes)
        if outcome.undo is not None:
            self.undo_offered.emit(outcome.undo.label, partial(self._take_back, outcome.undo))

    def _take_back(self, undo: Undo) -> None:
        self._operations.run(undo.run, self._on_taken_back, owner=self)

    def _on_taken_back(self, outcome: Outcome[None]) -> None:
        self.go_back()
        self._changes.tell(outcome.changes)

    def _close_run(self) -> None:
        desk, self.desk = self.desk, None
        if desk is not None:
            desk.leave()
            self._stack.removeWidget(desk)
            desk.hide()
            desk.deleteLater()
        self._stack.setCurrentWidget(self.front)
        self.shows_back = False

    def _may_fill(self) -> bool:
        return may(self._services.desk.actor.role, Permission.FILL_CHECKLISTS)

    def _show_list_header(self) -> None:
        tab = self.front.tab()
        self.help_topic = TOPIC if tab is None else tab.help_topic
        if tab is not None:
            self.set_header(TITLE, tab.subtitle(), tab.main_action())
            return
        action = MainAction("Start checklist", self.start, "plus") if self._may_fill() else None
        self.set_header(TITLE, "", action)

    def _show_run_header(self) -> None:
        desk = self.desk
        view = None if desk is None else desk.session.view
        if desk is None or view is None:
            self.set_header(TITLE)
            return
        run, template = view.sheet.run, view.sheet.template
        action = None
        if run.is_draft and self._may_fill():
            ready = not view.sheet.verdict.missing
            action = MainAction("Submit", desk.submit, "check", enabled=ready)
        self.set_header(template.title, "", action)
