"""The editor of a date and time: one tap for now, and a correction."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from au_desktop.domain.checklists.answers import Answer, At
from au_desktop.domain.checklists.items import Item
from au_desktop.domain.moments import Moment
from au_desktop.ui.kit.accessible import styled
from au_desktop.ui.kit.item_editors.clock_words import near_words
from au_desktop.ui.kit.item_editors.item_editor import ItemEditor, Scene, plain_button
from au_desktop.ui.kit.item_editors.moment_entry import MomentFields, MomentPanel
from au_desktop.ui.kit.tokens import SPACE_8


class MomentEditor(ItemEditor):
    """At the desk: fields to type and a button for now."""

    def __init__(self, item: Item, scene: Scene) -> None:
        super().__init__(item, scene)
        self._stored: Moment | None = None
        self.fields = MomentFields(scene.now())
        self.fields.day.setAccessibleName(f"{item.title}: date")
        self.fields.clock.setAccessibleName(f"{item.title}: time")
        self.fields.finished.connect(self.commit)
        self.fields.day.changed.connect(self._on_changed)
        self.now_button = plain_button("Now", big=False)
        self.now_button.setAccessibleName(f"{item.title}: now")
        self.now_button.clicked.connect(self.press)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_8)
        row.addWidget(self.fields, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.now_button, 0, Qt.AlignmentFlag.AlignTop)
        self.setFocusProxy(self.fields)

    def show_answer(self, answer: Answer | None) -> None:
        """Show the stored moment."""
        value = None if answer is None else answer.value
        moment = value.moment if isinstance(value, At) else None
        typing = self.fields.day.edit.hasFocus() or self.fields.clock.hasFocus()
        if moment != self._stored or not typing:
            self._stored = moment
            if moment is not None or not typing:
                self.fields.set_value(moment)

    def press(self) -> None:
        """Take this moment."""
        moment = self.scene.now()
        self.fields.set_value(moment)
        self._stored = moment
        self.answer_with(At(moment))

    def commit(self) -> None:
        """Give the typed moment once both fields can be read."""
        moment = self.fields.value()
        if moment is not None and moment != self._stored:
            self._stored = moment
            self.answer_with(At(moment))

    def focus_target(self) -> QWidget:
        """The date."""
        return self.fields.day.edit

    def set_locked(self, *, locked: bool) -> None:
        """Readable, but not changed."""
        self.fields.set_locked(locked=locked)
        self.now_button.setVisible(not locked)

    def _on_changed(self, _day: object) -> None:
        if not self.fields.day.edit.hasFocus():
            self.commit()


class TapMomentEditor(ItemEditor):
    """At the bedside: a large button for now; once taken it shows the time and corrects it."""

    def __init__(self, item: Item, scene: Scene) -> None:
        super().__init__(item, scene)
        self._stored: Moment | None = None
        self.now_button = plain_button("Now", big=True)
        self.other_button = plain_button("Other time\u2026", big=True)
        self.now_button.clicked.connect(self.press)
        self.other_button.clicked.connect(self._on_other)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_8)
        row.addWidget(self.now_button)
        row.addWidget(self.other_button)

    def show_answer(self, answer: Answer | None) -> None:
        """Show the stored moment on the button."""
        value = None if answer is None else answer.value
        self._stored = value.moment if isinstance(value, At) else None
        self._draw()

    def press(self) -> None:
        """Take this moment; one that is taken is only corrected."""
        if self._stored is not None:
            self._on_other()
            return
        self._take(self.scene.now())

    def focus_target(self) -> QWidget:
        """The large button."""
        return self.now_button

    def _take(self, moment: Moment) -> None:
        self._stored = moment
        self._draw()
        self.answer_with(At(moment))

    def _draw(self) -> None:
        taken = self._stored
        words = "Now"
        if taken is not None:
            words = f"\u2713 {near_words(taken, self.scene.now().local.date(), self.scene.settings.date_style)}"
        self.now_button.setText(words)
        self.now_button.setAccessibleName(f"{self.item.title}: {words}")
        self.other_button.setVisible(taken is None)
        styled(self.now_button, answered="false" if taken is None else "true")

    def _on_other(self) -> None:
        panel = MomentPanel(self._stored or self.scene.now())
        panel.taken.connect(self._on_taken)
        panel.dismissed.connect(self.panel_done)
        self.panel_wanted.emit(self.item.title, panel)
        panel.fields.clock.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_taken(self, moment: Moment) -> None:
        self.panel_done.emit()
        self._take(moment)
