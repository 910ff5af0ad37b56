"""The base of a treatment's dialogs: a form that scrolls, and under it the reckoning that follows what is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from au_desktop.domain.errors import DomainError
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.moment_edit import MomentEdit
from au_desktop.ui.kit.notice import Notice
from au_desktop.ui.kit.record_dialog import RecordDialog
from au_desktop.ui.kit.tokens import State

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QShowEvent

    from au_desktop.ui.kit.labelled_form import Field
    from au_desktop.ui.kit.section import Section

    Reckoned = tuple[str, State]


class TreatmentDialog(RecordDialog):
    """`reckon_by` names what gives sentence and state for the band under the form; an empty sentence hides it."""

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        values: Mapping[str, object],
        parent: Section,
        primary: str,
    ) -> None:
        super().__init__(title, fields, values, parent, primary)
        self._live: Callable[[dict[str, object]], Reckoned] | None = None
        self._moments = [
            (one.name, one.widget) for one in fields if isinstance(one.widget, MomentEdit)
        ]
        self.band = Notice()
        self.body.addWidget(self.band)
        self.form.changed.connect(self.reckon)
        self.setMinimumWidth(_WIDTH)
        if len(fields) > _FEW:
            height = min(_TALLEST, 250 + 52 * len(fields))
            self.let_scroll(760, height)

    def reckon_by(self, live: Callable[[dict[str, object]], Reckoned]) -> None:
        """Say under the form what its values come to, from now on."""
        self._live = live
        self.reckon()

    def reckon(self, *_: object) -> None:
        """Say what the values come to."""
        if self._live is None:
            return
        try:
            words, state = self._live(self.form.values())
        except DomainError as error:
            words, state = messages.sentence_for(error).what_happened, State.PROBLEM
        self.band.say(words, state)
        self._make_room()

    def showEvent(self, event: QShowEvent) -> None:
        """As tall as what is said."""
        super().showEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Lines that wrap are as tall as the dialog's width makes them."""
        layout = self.layout()
        if layout is None:
            return
        layout.activate()
        needed = layout.totalHeightForWidth(max(self.width(), _WIDTH))
        if needed > self.height() and needed <= _TALLEST:
            self.resize(max(self.width(), _WIDTH), needed)

    def _on_accepted_by_person(self) -> None:
        half = [name for name, field in self._moments if field.half_typed()]
        if half:
            self.form.clear_errors()
            for name in half:
                self.form.set_error(name, "Type both a date and a time, such as 10:07.")
            self.form.focus_first_error()
            return
        super()._on_accepted_by_person()


_FEW = 5
_WIDTH = 640
_TALLEST = 640
