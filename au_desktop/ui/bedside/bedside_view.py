"""The bedside checklist over the whole window: header, sections, one section's items, foot; every answer saved at once."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from au_desktop.domain.ids import RunId
from au_desktop.domain.roles import Permission, may
from au_desktop.domain.training.lateness import LateEntryNeedsReason
from au_desktop.services.bundle import Services
from au_desktop.settings import Settings
from au_desktop.ui.bedside.bedside_foot import BedsideFoot
from au_desktop.ui.bedside.bedside_header import BedsideHeader
from au_desktop.ui.bedside.bedside_notices import BedsideNotices
from au_desktop.ui.bedside.bedside_place import BedsidePlace
from au_desktop.ui.bedside.bedside_tools import BedsideTools
from au_desktop.ui.bedside.privacy_cover import PrivacyCover
from au_desktop.ui.bedside.section_list import FINISH, SectionList
from au_desktop.ui.bedside.section_pages import SectionPages
from au_desktop.ui.kit import messages, shortcuts
from au_desktop.ui.kit.accessible import styled
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.item_editors.item_editor import Scene
from au_desktop.ui.kit.item_editors.run_rows import RunRows
from au_desktop.ui.kit.item_editors.run_session import RunSession, RunView
from au_desktop.ui.kit.item_editors.verdict_card import attention_words
from au_desktop.ui.kit.late_reason import LateReasonDialog
from au_desktop.ui.kit.operations import Runner
from au_desktop.ui.kit.sign_off_dialog import SignOffDialog, sign_run
from au_desktop.ui.kit.tokens import SPACE_16

TAKEN_BACK = "taken back to correct"


class BedsideView(QWidget):
    """Emits `left` when the person is done here, `sign_requested(run_id)` for the queue, `lock_requested`.

    `attach_wanted(item_key)` asks for a file beside an item, once `take_files` said that files are taken.
    """

    left = Signal()
    attach_wanted = Signal(str)
    sign_requested = Signal(object)
    lock_requested = Signal()
    help_topic = "bedside"

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
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Bedside checklist")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.session = RunSession(services, operations, changes, run_id, self)
        overrides = may(services.desk.actor.role, Permission.OVERRIDE_CRITICAL)
        scene = Scene(
            settings,
            self.session.now,
            self.session.picks,
            big=True,
            may_override=overrides,
            nearby=self.session.nearby,
            doubt=self.session.doubt,
        )
        self.rows = RunRows(self.session, scene, self)
        self.header = BedsideHeader(self.session)
        self.notices = BedsideNotices(self.session, settings)
        self.sections = SectionList()
        self.foot = BedsideFoot()
        self.pages = SectionPages(self.session, self.rows, services.desk.actor)
        self.cover = PrivacyCover(self, self.header.timers)
        self.tools = BedsideTools(services, settings, self.rows, self.pages, self.cover)
        self.where = BedsidePlace(self.pages, self.rows)
        self.dialog: SignOffDialog | None = None
        self.late: LateReasonDialog | None = None
        self._lay_out()
        self._wire()
        changes.changed.connect(self._on_changes)
        self._bind_keys()
        self.session.load(with_draft=True)

    def keep_work(self) -> None:
        """The window is about to lock: half-typed text is written as a draft, with the cursor's place."""
        self.rows.keep()

    def take_files(self, strips: Callable[[str], QWidget | None]) -> None:
        """Files may be attached to items; `strips` gives what shows them under an item, if anything does."""
        self.rows.take_files(strips)
        self.foot.take_files()
        self._draw()

    def place(self) -> str:
        """Where the person is, for the way back after a lock."""
        return self.where.words()

    def return_to(self, place: str) -> None:
        """Go back to such a place once the checklist is loaded."""
        self.where.want(place)
        if self.session.view is not None:
            self.where.take()

    def go_to_section(self, key: str) -> None:
        """Show a section, its first open item marked."""
        self.rows.commit()
        self.pages.show_section(key)

    def event(self, event: QEvent) -> bool:
        """Ctrl+F and Ctrl+D are meant for the checklist, whatever they mean to the frame behind it."""
        if event.type() == QEvent.Type.ShortcutOverride and self._step_of(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the panel, and otherwise leaves the bedside; Ctrl+F finds, Ctrl+D covers the screen."""
        if event.key() == Qt.Key.Key_Escape:
            if self.pages.panel.content() is not None:
                self.pages.panel.close_panel()
            else:
                self._leave()
            return
        step = self._step_of(event)
        if step is None:
            super().keyPressEvent(event)
        else:
            step()

    def _step_of(self, event: QEvent) -> Callable[[], object] | None:
        if not isinstance(event, QKeyEvent):
            return None
        if event.modifiers() != Qt.KeyboardModifier.ControlModifier:
            return None
        steps = {Qt.Key.Key_F: self.tools.search, Qt.Key.Key_D: self.tools.cover_screen}
        return steps.get(Qt.Key(event.key()))

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setContentsMargins(20, 14, 20, 14)
        middle.setSpacing(SPACE_16 - 2)
        middle.addWidget(self.sections, 0, Qt.AlignmentFlag.AlignTop)
        middle.addWidget(self.pages, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.notices)
        column.addLayout(middle, 1)
        column.addWidget(self.foot)

    def _wire(self) -> None:
        session, pages, finish = self.session, self.pages, self.pages.finish
        session.shown.connect(self._on_shown)
        session.failed.connect(self._on_failed)
        session.drafts.recalled.connect(self.where.recall)
        pages.turned.connect(self._draw)
        self.header.leave.connect(self._leave)
        self.header.lock.connect(self.lock_requested)
        self.header.timer_wanted.connect(pages.show_item)
        self.header.search.connect(self.tools.search)
        self.header.cover.connect(self.tools.cover_screen)
        self.header.hand_over.connect(self.tools.hand_over)
        pages.swiped.connect(self._turn)
        self.rows.attach_wanted.connect(self.attach_wanted)
        self.foot.attach.connect(self._on_attach)
        self.sections.section_wanted.connect(self.go_to_section)
        self.foot.previous.connect(self._on_previous)
        self.foot.following.connect(self._on_following)
        self.foot.note.connect(self.tools.note)
        self.foot.skip.connect(self.tools.skip)
        self.foot.attention.connect(self._on_attention)
        finish.item_wanted.connect(pages.show_item)
        finish.submit.connect(self._on_submit)
        finish.take_back.connect(self._on_take_back)
        finish.sign_wanted.connect(self._on_sign)
        finish.queue_wanted.connect(self._on_queue)

    def _bind_keys(self) -> None:
        steps: tuple[tuple[str, Callable[[], object]], ...] = (
            ("PgUp", self._on_previous),
            ("PgDown", self._on_following),
            ("F7", self.tools.go_to_attention),
            ("F8", self.tools.go_to_open),
            ("F9", self.tools.cover_screen),
        )
        for keys, step in steps:
            bound = shortcuts.bind(self, keys, step)
            bound.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _draw(self) -> None:
        view = self.session.view
        if view is None:
            return
        titles = {
            one.key: f"{number} {one.title}"
            for number, (one, _) in enumerate(view.sheet.sections, start=1)
        }
        titles[FINISH] = "Finish"
        before, after = self.pages.neighbor(-1), self.pages.neighbor(1)
        self.foot.show_place(titles.get(before, ""), titles.get(after, ""))
        self.foot.show_counts(attention_words(view.sheet))
        self.foot.allow_items(allowed=self.pages.section != FINISH and view.sheet.run.is_draft)
        self.sections.show_sheet(view.sheet, self.pages.section)

    def _on_shown(self, view: RunView) -> None:
        self.rows.apply(view)
        self.header.show_sheet(view.sheet)
        self.notices.show_view(view)
        self.pages.apply(view)
        self._draw()
        self.where.take()

    def _on_previous(self) -> None:
        self._turn(-1)

    def _on_following(self) -> None:
        self._turn(1)

    def _turn(self, step: int) -> None:
        key = self.pages.neighbor(step)
        if key:
            self.go_to_section(key)

    def _on_attach(self) -> None:
        if self.pages.item:
            self.attach_wanted.emit(self.pages.item)

    def _on_attention(self) -> None:
        if not self.tools.go_to_attention():
            self.go_to_section(FINISH)

    def _on_submit(self) -> None:
        self.rows.commit()
        self.session.submit()

    def _on_take_back(self) -> None:
        self.session.take_back(TAKEN_BACK)

    def _on_sign(self, position: int) -> None:
        slot = (self.session.run_id, position)
        self.dialog = sign_run(self._services, self._operations, self._settings, slot, self)
        _enlarge(self.dialog)
        self.dialog.signed.connect(self.session.signed)

    def _on_queue(self) -> None:
        self.sign_requested.emit(self.session.run_id)

    def _on_changes(self, changes: object) -> None:
        about = getattr(changes, "subject_id", None)
        if not self.session.telling and about == self.session.run_id:
            self.session.load()

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, LateEntryNeedsReason):
            self.late = LateReasonDialog(error, self._submit_late, self)
            _enlarge(self.late)
            self.late.open()
            return
        messages.show_error(self, error)

    def _submit_late(self, reason: str) -> None:
        self.session.submit(late_reason=reason)

    def _leave(self) -> None:
        self.rows.commit()
        self.session.drafts.flush()
        self.left.emit()


def _enlarge(dialog: QWidget) -> None:
    """A dialog over the bedside has targets for a gloved hand, too."""
    for button in dialog.findChildren(QPushButton):
        styled(button, target="true")
