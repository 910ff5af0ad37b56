"""One item on a page: what is asked and why, its editor, what the rules say of the answer, offer, note, skip and override."""

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from au_desktop.domain.checklists.answers import Answer, AnswerValue, Skipped
from au_desktop.domain.checklists.items import Item, ItemType
from au_desktop.domain.checklists.templates import Template
from au_desktop.domain.checklists.verdicts import (
    ItemFinding,
    item_findings,
)
from au_desktop.domain.ids import PersonId
from au_desktop.ui.kit.accessible import styled
from au_desktop.ui.kit.buttons import IconButton
from au_desktop.ui.kit.item_editors.button_editors import BIG_WIDTH, DESK_WIDTH
from au_desktop.ui.kit.item_editors.editor_choice import editor_for
from au_desktop.ui.kit.item_editors.item_editor import Scene
from au_desktop.ui.kit.item_editors.item_words import ItemWords
from au_desktop.ui.kit.item_editors.offer_box import OfferBox
from au_desktop.ui.kit.item_editors.reason_field import ReasonField
from au_desktop.ui.kit.item_editors.row_names import row_name
from au_desktop.ui.kit.tokens import SPACE_8, SPACE_16

NOBODY = PersonId(UUID(int=0))


class ItemRow(QFrame):
    """Emits what a person wants: an answer (None takes it back), a note, a skip, an override, a file, or to move on."""

    answered = Signal(str, object)
    noted = Signal(str, str)
    overridden = Signal(str, str)
    drafted = Signal(str, str, int)
    draft_dropped = Signal(str)
    attach_wanted = Signal(str)
    entered = Signal(str)
    moved = Signal(str, int)

    def __init__(self, template: Template, item: Item, scene: Scene) -> None:
        super().__init__()
        self.template, self.item, self.scene = template, item, scene
        self.answer: Answer | None = None
        self._findings: tuple[ItemFinding, ...] = ()
        self._locked = False
        self.setProperty("kind", "card_row")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(item.title)
        self.setAccessibleDescription(item.hint or item.basis.citation)
        self.editor = editor_for(item, scene)
        self.editor.setFixedWidth(BIG_WIDTH if scene.big else DESK_WIDTH)
        self.offer = OfferBox(item, scene)
        self.offer_button = self.offer.button
        self.words = ItemWords(template, item, scene)
        self.reason = ReasonField()
        self.takes_files = False
        self.more_button = IconButton("more", f"More about: {item.title}")
        if scene.big:
            self.more_button.hide()
        self._lay_out()
        self._wire()
        self._show_findings(())

    def show_state(
        self,
        answer: Answer | None,
        offer: AnswerValue | None,
        findings: tuple[ItemFinding, ...],
        source: str = "",
    ) -> None:
        """Show the stored answer, what may be taken over and where that comes from, and what the verdict says."""
        self.answer = answer
        self.editor.show_answer(answer)
        self.offer.show_offer(offer if answer is None else None, source, locked=self._locked)
        self._show_findings(findings)
        self.words.show_note("" if answer is None else answer.note)

    def set_current(self, *, current: bool) -> None:
        """Mark the row that keys and the foot's buttons act on."""
        styled(self, current="true" if current else "false")

    def set_locked(self, *, locked: bool) -> None:
        """Show only."""
        self._locked = locked
        self.editor.set_locked(locked=locked)
        self.more_button.setVisible(not locked and not self.scene.big)
        self.offer.show_offer(self.offer.value, self.offer.source_line.text(), locked=locked)
        self._show_findings(self._findings)

    def set_strip(self, strip: QWidget) -> None:
        """Show what belongs beside the answer, such as its pictures, under the item."""
        self._whole.addWidget(strip)

    def show_error(self, text: str) -> None:
        """Say beside the item why the answer was not taken; empty text takes it away."""
        self.words.show_error(text)

    def write_note(self, text: str = "", cursor: int | None = None) -> None:
        """Open the field for a note; a half-typed one comes back with its cursor."""
        if self.answer is None:
            self.show_error("Answer the item first; a note stands beside an answer.")
            return
        start = text or self.answer.note
        self.reason.ask("note", "Note", "Save note", start, cursor)

    def write_skip(self, text: str = "", cursor: int | None = None) -> None:
        """Ask why the item is skipped, or skip it where no reason is needed."""
        if not self.item.skip.allowed:
            self.show_error("This item may not be skipped.")
        elif not self.item.skip.reason_required:
            self.answered.emit(self.item.key, Skipped())
        else:
            self.reason.ask("skip", "Why is it skipped?", "Skip", text, cursor)

    def write_override(self, text: str = "", cursor: int | None = None) -> None:
        """Ask why a critical item may be passed."""
        self.reason.ask("override", "Why may it be passed?", "Record the reason", text, cursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space press, digits choose, arrows move, N notes, S skips, T takes the offer, Delete clears."""
        key = event.key()
        moves = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if key in moves:
            self.moved.emit(self.item.key, moves[Qt.Key(key)])
        elif self._locked or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._press()
        elif event.text().isdigit() and self.editor.choose(int(event.text())):
            event.accept()
        elif not self._letter(key):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A tap beside the buttons makes the row the current one."""
        super().mousePressEvent(event)
        self.entered.emit(self.item.key)

    def take_offer(self) -> None:
        """Take the offered first answer."""
        if self.offer.value is not None:
            self.answered.emit(self.item.key, self.offer.value)

    def judge(self, value: object) -> None:
        """Say what the rules make of a value while it is typed."""
        if value is None:
            self._show_findings(())
            return
        given = Answer(self.item.key, value, NOBODY, self.scene.now())  # type: ignore[arg-type]
        self._show_findings(tuple(item_findings(self.item, given)))

    def _press(self) -> None:
        if self.offer.value is not None:
            self.take_offer()
        else:
            self.editor.press()

    def _letter(self, key: int) -> bool:
        steps = {
            Qt.Key.Key_N: self.write_note,
            Qt.Key.Key_S: self.write_skip,
            Qt.Key.Key_T: self.take_offer,
            Qt.Key.Key_Delete: self._clear,
        }
        step = steps.get(Qt.Key(key))
        if step is None:
            return False
        step()
        return True

    def _clear(self) -> None:
        if self.answer is not None and self.item.type is not ItemType.COMPUTED:
            self.answered.emit(self.item.key, None)

    def _show_findings(self, findings: tuple[ItemFinding, ...]) -> None:
        self._findings = findings
        self.words.show_findings(findings, answered=self.answer is not None)
        self.editor.show_gravity(self.words.gravity)
        settings = self.scene.settings
        name = row_name(self.template, self.item, self.answer, findings, settings)
        self.setAccessibleName(name)

    def _lay_out(self) -> None:
        big = self.scene.big
        row = QHBoxLayout()
        row.setSpacing(SPACE_16 if big else SPACE_8)
        row.addWidget(self.words, 1)
        answers = QWidget()
        answers.setFixedWidth(self.editor.maximumWidth())
        column = QVBoxLayout(answers)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(self.offer)
        column.addWidget(self.editor)
        column.addStretch(1)
        stacked = self.scene.stacked
        if not stacked:
            row.addWidget(answers)
        if not big:
            row.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignTop)
        self._whole = whole = QVBoxLayout(self)
        side = 22 if big and not stacked else 14
        whole.setContentsMargins(side, 14 if big else SPACE_8, side, 14 if big else SPACE_8)
        whole.setSpacing(SPACE_8)
        whole.addLayout(row)
        if stacked:
            whole.addWidget(answers)
        whole.addWidget(self.reason)

    def _wire(self) -> None:
        key = self.item.key
        self.editor.answered.connect(self._on_answered)
        self.editor.judged.connect(self.judge)
        self.editor.unfit.connect(self.show_error)
        self.editor.drafted.connect(lambda text, at: self.drafted.emit(key, text, at))
        self.editor.draft_dropped.connect(lambda: self.draft_dropped.emit(key))
        self.offer.taken.connect(self.take_offer)
        self.more_button.clicked.connect(self._on_more)
        self.words.override_wanted.connect(self._on_override)
        self.reason.drafted.connect(
            lambda what, text, at: self.drafted.emit(f"{what}:{key}", text, at)
        )
        self.reason.closed.connect(lambda what: self.draft_dropped.emit(f"{what}:{key}"))
        self.reason.given.connect(self._on_reason)

    def _on_more(self) -> None:
        menu = QMenu(self)
        menu.addAction("Note\u2026", self.write_note)
        if self.item.skip.allowed:
            menu.addAction("Skip\u2026", self.write_skip)
        if self.takes_files:
            menu.addAction("Attach a photo or file\u2026", self._attach)
        if self.answer is not None and self.item.type is not ItemType.COMPUTED:
            menu.addAction("Clear the answer", self._clear)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.more_button.mapToGlobal(self.more_button.rect().bottomLeft()))

    def _attach(self) -> None:
        self.attach_wanted.emit(self.item.key)

    def _on_answered(self, value: object) -> None:
        self.show_error("")
        self.answered.emit(self.item.key, value)

    def _on_override(self) -> None:
        self.write_override()

    def _on_reason(self, what: str, text: str) -> None:
        if what == "note":
            self.noted.emit(self.item.key, text)
        elif what == "skip":
            self.answered.emit(self.item.key, Skipped(text))
        else:
            self.overridden.emit(self.item.key, text)
