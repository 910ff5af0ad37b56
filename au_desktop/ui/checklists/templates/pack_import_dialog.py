"""Reads a template pack from another center: whose it is, whether it is genuine, what differs, and which to take as drafts."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from au_desktop.ui.checklists.templates.pack_export_dialog import FILTER
from au_desktop.ui.kit import icons, messages
from au_desktop.ui.kit.accessible import named, styled, text_label
from au_desktop.ui.kit.buttons import QuietButton, SecondaryButton
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.date_words import moment_words
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.difference_words import count_words
from au_desktop.ui.kit.file_drops import dropped_files
from au_desktop.ui.kit.notice import Notice
from au_desktop.ui.kit.role_words import role_words
from au_desktop.ui.kit.tokens import SPACE_8, State

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent

    from au_desktop.services.checklists.template_packs import PackEntry, PackReading
    from au_desktop.ui.kit.section import SectionContext

ABOUT = (
    "The pack is looked at first: whose it is, whether it was altered, and what differs from here. Templates are taken in as "
    "drafts; the RSO publishes them."
)
GENUINE = "Genuine: nothing was altered since it was signed."
ALTERED = "Altered since it was signed: nothing can be taken from it. Ask the other center for the file again."
UNKNOWN_KEY = (
    "The key is not known here. Ask the other center by telephone whether this is its fingerprint:"
)


class PackDrop(QFrame):
    """Where a pack is dropped or chosen; emits `file_given(path)`."""

    file_given = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        styled(self, kind="drop")
        picture = QLabel()
        picture.setPixmap(icons.pixmap("drop_here", "muted", 28))
        self.button = named(SecondaryButton("Choose a file\u2026"), "Choose a template pack")
        self.button.clicked.connect(self._on_button)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(14)
        row.addWidget(picture)
        row.addWidget(text_label("Drop a template pack here", "strong"), 1)
        row.addWidget(self.button)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file."""
        if len(dropped_files(event)) == 1:
            event.acceptProposedAction()
            styled(self, over="yes")

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """The file went elsewhere."""
        styled(self, over="no")
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped."""
        styled(self, over="no")
        files = dropped_files(event)
        if len(files) == 1:
            event.acceptProposedAction()
            self.file_given.emit(files[0])

    def _on_button(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "Read a template pack", "", FILTER)
        if chosen:
            self.file_given.emit(Path(chosen))


class PackImportDialog(Dialog):
    """Emits `take_wanted(reading, template_ids)` and `compare_wanted(entry)`."""

    take_wanted = Signal(object, object)
    compare_wanted = Signal(object)

    def __init__(self, context: SectionContext, parent: QWidget) -> None:
        super().__init__(
            "Import a template pack",
            parent=parent.window(),
            primary="Take in as drafts",
            name="pack_import",
        )
        self._context = context
        self.reading: PackReading | None = None
        self.boxes: dict[str, QCheckBox] = {}
        self.setMinimumSize(640, 480)
        self.resize(720, 600)
        self.drop = PackDrop()
        self.standing = Notice()
        self.origin = text_label(ABOUT, "muted", wrap=True)
        self.origin.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._body = QWidget()
        self._body.setObjectName("scroll_body")
        self._rows = QVBoxLayout(self._body)
        self._rows.setContentsMargins(0, 0, SPACE_8, 0)
        self._rows.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self._body)
        for widget in (self.drop, self.standing, self.origin):
            self.body.addWidget(widget)
        self.body.addWidget(area, 1)
        self.primary_button.setEnabled(False)
        self.drop.file_given.connect(self.read)
        self.accepted_by_person.connect(self._on_accepted)

    def read(self, path: Path) -> None:
        """Read a pack; nothing is changed."""
        self.set_error("")
        work = partial(self._context.services.template_packs.read, path)
        self._context.operations.run(work, self._show, self._on_failed, self, "Reading")

    def _show(self, reading: PackReading) -> None:
        self.reading = reading
        state = State.OK if reading.genuine else State.PROBLEM
        self.standing.say(GENUINE if reading.genuine else ALTERED, state)
        style = self._context.settings.date_style
        made = moment_words(reading.made_at, style)
        lines = [
            f"{reading.center}, signed by {reading.signer} ({role_words(reading.role)}) on {made}, as the pack says."
        ]
        if reading.known_signer:
            lines.append(f"The key is that of {reading.known_signer} of this center.")
        else:
            lines.append(f"{UNKNOWN_KEY}\n{reading.fingerprint}")
        self.origin.setText("\n".join(lines))
        self._clear()
        for entry in reading.entries:
            self._add(entry, genuine=reading.genuine)
        self._on_ticked()

    def _clear(self) -> None:
        self.boxes.clear()
        while self._rows.count() > 1:
            place = self._rows.takeAt(0)
            widget = None if place is None else place.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _add(self, entry: PackEntry, *, genuine: bool) -> None:
        box = QCheckBox(entry.template.title)
        can = genuine and entry.can_be_taken
        box.setEnabled(can)
        box.setChecked(can and not entry.faults)
        box.toggled.connect(self._on_ticked)
        self.boxes[entry.template.id] = box
        words, state = standing_of(entry)
        row = QWidget()
        line = QHBoxLayout()
        line.setSpacing(SPACE_8)
        line.addWidget(box, 1)
        line.addWidget(StateChip(words, state))
        compare = QuietButton("Look" if entry.is_new else "Compare")
        compare.setAccessibleName(f"{compare.text()}: {entry.template.title}")
        compare.clicked.connect(partial(self.compare_wanted.emit, entry))
        line.addWidget(compare)
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(line)
        said = list(dict.fromkeys(fault.sentence for fault in entry.faults))
        if entry.differences:
            said.insert(0, f"{count_words(entry.differences).capitalize()}.")
        if said:
            detail = text_label(" ".join(said), "hint", wrap=True)
            detail.setContentsMargins(28, 0, 0, 4)
            column.addWidget(detail)
        self._rows.insertWidget(self._rows.count() - 1, row)

    def _on_ticked(self, *_: object) -> None:
        self.primary_button.setEnabled(any(box.isChecked() for box in self.boxes.values()))

    def _on_accepted(self) -> None:
        ids = tuple(key for key, box in self.boxes.items() if box.isChecked())
        if self.reading is not None and ids:
            self.take_wanted.emit(self.reading, ids)

    def _on_failed(self, error: Exception) -> None:
        message = messages.sentence_for(error)
        self.reading = None
        self._clear()
        self._on_ticked()
        self.standing.say("")
        self.origin.setText("")
        self.set_error(message.text)


def standing_of(entry: PackEntry) -> tuple[str, State]:
    """How a template of a pack stands to what is here."""
    if entry.draft_id is not None:
        return "draft open here", State.ATTENTION
    if entry.is_new:
        return "new here", State.OK
    if entry.is_same:
        return "as here", State.NEUTRAL
    return "differs", State.INFO
