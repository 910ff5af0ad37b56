"""One run at the desk: all sections with their items, the verdict, the signatures, and what can be done with it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QTextDocument
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from au_desktop.domain.ids import RunId
from au_desktop.domain.roles import Permission, may
from au_desktop.domain.training.lateness import LateEntryNeedsReason
from au_desktop.services.bundle import Services
from au_desktop.services.center.drafts import Draft
from au_desktop.services.checklists.run_sheets import RunSheet
from au_desktop.settings import Settings
from au_desktop.ui.checklists.event_time_dialog import EventTimeDialog
from au_desktop.ui.checklists.paper.paper_printing import PaperPrinting
from au_desktop.ui.checklists.paper.run_side import RunSide
from au_desktop.ui.checklists.reason_dialog import ReasonDialog
from au_desktop.ui.checklists.run_actions import RunActions
from au_desktop.ui.checklists.run_facts import RunFacts
from au_desktop.ui.checklists.run_signing import RunSigning
from au_desktop.ui.checklists.section_cards import SectionCards
from au_desktop.ui.kit import messages, shortcuts
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.item_editors.item_editor import Scene
from au_desktop.ui.kit.item_editors.item_search import (
    TITLE,
    SearchPanel,
    next_attention,
    next_open,
)
from au_desktop.ui.kit.item_editors.run_report import report_html
from au_desktop.ui.kit.item_editors.run_rows import RunRows
from au_desktop.ui.kit.item_editors.run_session import RunSession, RunView
from au_desktop.ui.kit.item_editors.slots_card import SlotsCard
from au_desktop.ui.kit.item_editors.verdict_card import VerdictCard
from au_desktop.ui.kit.late_reason import LateReasonDialog
from au_desktop.ui.kit.operations import Runner
from au_desktop.ui.kit.printing import print_document
from au_desktop.ui.kit.run_files import RunFiles
from au_desktop.ui.kit.section import SectionContext
from au_desktop.ui.kit.sign_off_dialog import SignOffDialog, sign_run
from au_desktop.ui.kit.tokens import SPACE_12
from au_desktop.ui.kit.void_mark import VoidMark


class RunDesk(QWidget):
    """Emits `view_changed`, `bedside_wanted(run_id)`, `run_wanted(run_id)` and `undo_offered(words, step)`."""

    view_changed = Signal()
    bedside_wanted = Signal(object)
    run_wanted = Signal(object)
    undo_offered = Signal(str, object)
    status_told = Signal(str)

    def __init__(
        self,
        services: Services,
        operations: Runner,
        changes: ChangesBus,
        settings: Settings,
        run_id: RunId,
    ) -> None:
        super().__init__()
        self._services, self._operations, self._settings = services, operations, settings
        self.session = RunSession(services, operations, changes, run_id, self)
        overrides = may(services.desk.actor.role, Permission.OVERRIDE_CRITICAL)
        scene = Scene(
            settings,
            self.session.now,
            self.session.picks,
            may_override=overrides,
            nearby=self.session.nearby,
            doubt=self.session.doubt,
        )
        self.rows = RunRows(self.session, scene, self)
        self.facts = RunFacts(settings)
        self.tools = RunActions(services.desk.actor)
        self.cards = SectionCards(self.rows)
        self.verdict = VerdictCard()
        self.slots = SlotsCard(services.desk.actor)
        context = SectionContext(services, operations, changes, settings)
        self.files = RunFiles(services, operations, changes, settings, self.session)
        self.rows.take_files(self.files.strip)
        self.side = RunSide(self.files, self.verdict, self.slots)
        self.paper = PaperPrinting(context, self)
        self.signing = RunSigning(services, operations, settings, self.session, self)
        self.void_mark = VoidMark(self)
        self.dialog: Dialog | None = None
        self._lay_out()
        self._wire()
        self._wire_paper()
        self.session.load(with_draft=True)

    def keep_work(self) -> None:
        """The window is about to lock: half-typed text is written as a draft."""
        self.rows.keep()

    def leave(self) -> None:
        """Another page is shown: what was typed becomes an answer."""
        self.rows.commit()
        self.session.drafts.flush()

    def find_in_page(self) -> bool:
        """Ctrl+F: find an item by its words."""
        view = self.session.view
        if view is None:
            return False
        panel = SearchPanel(view.sheet, self._settings)
        panel.item_wanted.connect(self._on_found)
        panel.dismissed.connect(self._on_panel_done)
        self._on_panel(TITLE, panel)
        panel.search.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def go_to_item(self, key: str) -> None:
        """Bring an item into sight and put the focus into it."""
        row = self.rows.find(key)
        if row is not None:
            self.cards.bring(row)
            row.editor.focus_target().setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Declare the answers final."""
        self.rows.commit()
        self.session.submit()

    def print_run(self) -> None:
        """Print the run as it stands."""
        view = self.session.view
        if view is not None:
            document = QTextDocument(self)
            document.setHtml(self.report())
            print_document(self, document)

    def report(self) -> str:
        """The run as a page of text."""
        view = self.session.view
        if view is None:
            return ""
        return report_html(view.sheet, self._settings, view.signatures, self.session.people)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The mark of a void run lies over all of the page."""
        super().resizeEvent(event)
        self.void_mark.cover()

    def sizeHint(self) -> QSize:
        """As high as the page; its sections scroll inside."""
        return QSize(900, 500)

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(SPACE_12)
        middle.addWidget(self.cards, 1)
        middle.addWidget(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_12)
        column.addWidget(self.facts)
        column.addWidget(self.tools)
        column.addLayout(middle, 1)

    def _wire(self) -> None:
        session = self.session
        session.shown.connect(self._on_shown)
        session.failed.connect(self._on_failed)
        session.saving.connect(self.tools.say_saving)
        session.saved.connect(self.tools.say_saved)
        session.refused.connect(self.tools.say_not_saved)
        session.undo_offered.connect(self.undo_offered)
        session.amended.connect(self.run_wanted)
        session.drafts.recalled.connect(self._on_recalled)
        self.rows.panel_wanted.connect(self._on_panel)
        self.rows.panel_done.connect(self._on_panel_done)
        self.rows.moved.connect(self._on_moved)
        for keys, following in (("F7", next_attention), ("F8", next_open)):
            bound = shortcuts.bind(self, keys, partial(self._go_on, following))
            bound.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.facts.event_time_wanted.connect(self._on_event_time)
        self.facts.run_wanted.connect(self.run_wanted)
        self.verdict.item_wanted.connect(self.go_to_item)
        self.slots.sign_wanted.connect(self._on_sign)
        self.slots.ask_wanted.connect(self.signing.ask)
        self.slots.withdraw_wanted.connect(self.signing.withdraw)
        self.signing.amend_wanted.connect(lambda: self._on_reason_wanted("amend"))
        self.facts.compare_wanted.connect(self.signing.compare)
        self.tools.returning.connect(self.signing.send_back)
        self.tools.bedside.connect(lambda: self.bedside_wanted.emit(session.run_id))
        self.tools.printing.connect(self.print_run)
        self.tools.reason_wanted.connect(self._on_reason_wanted)

    def _wire_paper(self) -> None:
        self.rows.attach_wanted.connect(self.files.choose)
        self.files.undo_offered.connect(self.undo_offered)
        self.paper.told.connect(self.status_told)
        self.paper.serve(self.session, self.tools)

    def _on_shown(self, view: RunView) -> None:
        self.cards.apply(view)
        self.rows.apply(view)
        self.facts.show_view(view, self.session.people)
        self.tools.show_view(view)
        self.tools.return_button.setVisible(self.signing.may_return(view))
        self.void_mark.setVisible(view.sheet.run.voided is not None)
        self.verdict.show_sheet(view.sheet)
        self.slots.show_view(view)
        self.side.show_view(view)
        self.view_changed.emit()

    def _on_recalled(self, draft: Draft) -> None:
        self.rows.restore(draft)
        row = self.rows.find(draft.focus.rpartition(":")[2])
        if row is not None:
            self.cards.bring(row)
            target = row.reason.field if ":" in draft.focus else row.editor.focus_target()
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_panel(self, title: str, content: QWidget) -> None:
        self._on_panel_done()
        dialog = Dialog(title, parent=self.window(), primary="OK")
        dialog.primary_button.hide()
        dialog.body.addWidget(content)
        self.dialog = dialog
        dialog.open()

    def _on_panel_done(self) -> None:
        if self.dialog is not None:
            self.dialog.close()
            self.dialog = None

    def _on_found(self, key: str) -> None:
        self._on_panel_done()
        self.go_to_item(key)

    def _go_on(self, following: Callable[[RunSheet, str], str]) -> None:
        """Go to the next item of that sort after the one with the focus."""
        view = self.session.view
        if view is not None:
            here = [row.item.key for row in self.rows.made() if _has_focus(row)]
            self.go_to_item(following(view.sheet, here[0] if here else ""))

    def _on_moved(self, key: str, step: int) -> None:
        keys = [row.item.key for row in self.cards.shown_rows()]
        at = keys.index(key) + step if key in keys else -1
        if 0 <= at < len(keys):
            row = self.cards.shown_rows()[at]
            self.cards.bring(row)
            row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_event_time(self) -> None:
        view = self.session.view
        if view is not None:
            dialog = EventTimeDialog(view.sheet.run.event_time, self)
            dialog.chosen.connect(self.session.set_event_time)
            self.dialog = dialog
            dialog.open()

    def _on_reason_wanted(self, what: str) -> None:
        title, text, action = _REASONS[what]
        dialog = ReasonDialog(title, text, action, parent=self, danger=what == "void")
        steps = {
            "amend": self.session.amend,
            "void": self.session.void,
            "take_back": self.session.take_back,
        }
        dialog.given.connect(steps[what])
        self.dialog = dialog
        dialog.open()

    def _on_sign(self, position: int) -> None:
        slot = (self.session.run_id, position)
        dialog: SignOffDialog = sign_run(
            self._services, self._operations, self._settings, slot, self
        )
        dialog.signed.connect(self.session.signed)
        self.dialog = dialog

    def _on_failed(self, error: Exception) -> None:
        run = self.session.view and self.session.view.sheet.run
        if isinstance(error, LateEntryNeedsReason) and run and run.is_draft:
            self.dialog = LateReasonDialog(error, self._submit_late, self)
            self.dialog.open()
            return
        messages.show_error(self, error)

    def _submit_late(self, reason: str) -> None:
        self.session.submit(late_reason=reason)


def _has_focus(row: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and (row is focused or row.isAncestorOf(focused))


_REASONS = {
    "amend": (
        "Amend this checklist",
        "A new version begins with the same answers. It replaces this one once it is signed; this one stays readable.",
        "Amend",
    ),
    "void": (
        "Void this checklist",
        "It no longer counts. It stays readable with the reason.",
        "Void",
    ),
    "take_back": (
        "Take it back to correct",
        "It becomes a draft again and leaves the queue of signatures.",
        "Take back",
    ),
}
