"""The preview beside the forms: desk or bedside, alive for a test fill, with its verdict; it follows what is marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from au_desktop.domain.checklists.template_edits import Place, item_at, section_at
from au_desktop.domain.roles import Permission, may
from au_desktop.services.checklists.calculations import checklist_formulas
from au_desktop.ui.checklists.templates.preview_sheet import PreviewSheet
from au_desktop.ui.checklists.templates.trial_run import TrialRun
from au_desktop.ui.kit.accessible import named, text_label
from au_desktop.ui.kit.buttons import QuietButton
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.filter_chips import FilterChips
from au_desktop.ui.kit.item_editors.finding_words import VERDICT_WORDS
from au_desktop.ui.kit.item_editors.item_editor import Pick, Scene
from au_desktop.ui.kit.notice import Notice
from au_desktop.ui.kit.one_shown import OneShown
from au_desktop.ui.kit.template_parts import condition_words
from au_desktop.ui.kit.tokens import SPACE_8, State

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from au_desktop.domain.checklists.items import ItemType
    from au_desktop.domain.checklists.templates import Template
    from au_desktop.ui.kit.section import SectionContext

DESK, BEDSIDE = "desk", "bedside"
WIDTHS = {DESK: 432, BEDSIDE: 508}
PAUSE_MS = 120


class LivePreview(QWidget):
    """Emits `item_entered(key)` when a person goes into a row, `size_chosen` when the other size is wanted."""

    item_entered = Signal(str)
    size_chosen = Signal(str)

    def __init__(
        self, template: Template, context: SectionContext, *, stacked: bool = True
    ) -> None:
        super().__init__()
        self.setAccessibleName("Preview and test fill")
        desk = context.services.desk
        self._context, self._stacked = context, stacked
        self._picks: Mapping[ItemType, Sequence[Pick]] = {}
        self.trial = TrialRun(
            template, checklist_formulas(desk.reference), desk.actor, desk.clock.now, self
        )
        self.sizes = FilterChips(((DESK, "Desk"), (BEDSIDE, "Bedside")))
        self.sizes.setAccessibleName("Size of the preview")
        self.verdict = StateChip("Incomplete", State.INFO)
        self.counts = named(text_label("", "muted"), "Test answers")
        self.clear_button = QuietButton("Clear test answers", "undo")
        self.hidden = Notice("", State.INFO)
        self.sheets: dict[str, PreviewSheet] = {}
        self._stack = OneShown()
        self._place = Place()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.refresh)
        self._lay_out()
        self.sizes.changed.connect(self._on_size)
        self.clear_button.clicked.connect(self._on_clear)
        self.trial.changed.connect(self.refresh)
        self._show_size(DESK)

    def take_picks(self, picks: Mapping[ItemType, Sequence[Pick]]) -> None:
        """What can be chosen for people, instruments, rooms and drugs."""
        self._picks = picks

    def take_template(self, template: Template, place: Place, *, now: bool = False) -> None:
        """Show a changed template, after a short pause in typing."""
        self._place = place
        self.trial.take_template(template)
        if now:
            self._pause.stop()
            self.refresh()
        else:
            self._pause.start()

    def mark(self, place: Place) -> None:
        """Follow what is marked."""
        self._place = place
        self.sheet().mark(self._marked_key())
        self._say_hidden()

    def sheet(self) -> PreviewSheet:
        """The sheet that is shown."""
        return self.sheets[self.chosen_size()]

    def chosen_size(self) -> str:
        """Which size is shown."""
        return self.sizes.chosen()[0]

    def refresh(self) -> None:
        """Draw the answers, what applies, and the verdict."""
        self._pause.stop()
        self.sheet().refresh()
        self.sheet().keep_mark(self._marked_key())
        words, state = VERDICT_WORDS[self.trial.verdict.state]
        self.verdict.set_state(words, state)
        self.counts.setText(self.trial.count_words())
        self.clear_button.setEnabled(bool(self.trial.run.answers))
        self._say_hidden()

    def _marked_key(self) -> str:
        template = self.trial.template
        if self._place.is_item:
            return item_at(template, self._place).key
        return section_at(template, self._place).key if self._place.is_section else ""

    def _say_hidden(self) -> None:
        """Say why the marked item is not seen: its condition does not hold for the test answers."""
        words = ""
        template = self.trial.template
        if self._place.is_item:
            item = item_at(template, self._place)
            if not self.trial.applies(item.key):
                section = section_at(template, self._place)
                condition = item.condition or section.condition
                when = condition_words(template, condition)
                words = f"\u201c{item.title}\u201d does not apply to the test answers. It does when {when}."
        self.hidden.say(words)

    def _on_clear(self) -> None:
        self.trial.clear()

    def _on_size(self, _chosen: object) -> None:
        self._show_size(self.chosen_size())
        self.size_chosen.emit(self.chosen_size())

    def _show_size(self, size: str) -> None:
        if size not in self.sheets:
            sheet = PreviewSheet(self.trial, self._scene(big=size == BEDSIDE))
            sheet.entered.connect(self.item_entered)
            self.sheets[size] = sheet
            self._stack.add(sheet)
        self._stack.show_widget(self.sheets[size])
        if self._stacked:
            self.setMinimumWidth(WIDTHS[size])
        self.refresh()
        self.sheet().mark(self._marked_key())

    def _scene(self, *, big: bool) -> Scene:
        desk = self._context.services.desk
        return Scene(
            self._context.settings,
            desk.clock.now,
            lambda kind: self._picks.get(kind, ()),
            big=big,
            may_override=may(desk.actor.role, Permission.OVERRIDE_CRITICAL),
            stacked=self._stacked,
        )

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE_8)
        head.addWidget(self.sizes)
        head.addStretch(1)
        head.addWidget(self.counts)
        head.addWidget(self.verdict)
        foot = QHBoxLayout()
        foot.addWidget(text_label("A test fill: nothing here is stored.", "hint"), 1)
        foot.addWidget(self.clear_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addLayout(head)
        column.addWidget(self.hidden)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)
