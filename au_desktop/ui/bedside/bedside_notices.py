"""The bands under the bedside header: why the checklist came back, who has the device, and the note of its template."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from au_desktop.domain.checklists.returns import open_return
from au_desktop.domain.people import Actor
from au_desktop.settings import Settings
from au_desktop.ui.kit.item_editors.run_session import RunSession, RunView
from au_desktop.ui.kit.notice import Notice
from au_desktop.ui.kit.return_words import returned_words
from au_desktop.ui.kit.role_words import role_words
from au_desktop.ui.kit.tokens import SPACE_8, State


class BedsideNotices(QWidget):
    """Each band takes room only while it has something to say."""

    def __init__(self, session: RunSession, settings: Settings) -> None:
        super().__init__()
        self._session, self._settings = session, settings
        self.returned = Notice("", State.ATTENTION)
        self.handed = Notice("", State.INFO)
        self.note = Notice("", State.INFO)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, SPACE_8, 20, 0)
        column.setSpacing(SPACE_8)
        for band in self._bands():
            column.addWidget(band)
        session.handed.connect(self._on_handed)
        self.hide()

    def show_view(self, view: RunView) -> None:
        """Show what holds for this state of the run."""
        sheet = view.sheet
        self.note.say(sheet.template.note)
        back = open_return(sheet.returns) if sheet.run.is_draft else None
        by = "" if back is None else self._session.people.get(back.by, "")
        self.returned.say("" if back is None else returned_words(back, by, self._settings))
        self._fold()

    def _on_handed(self, actor: Actor) -> None:
        who = f"{actor.name}, {role_words(actor.role)}"
        words = f"{who}, answers in their own name until the device is handed back."
        self.handed.say(words if self._session.handed_over else "")
        self._fold()

    def _bands(self) -> tuple[Notice, ...]:
        return (self.returned, self.handed, self.note)

    def _fold(self) -> None:
        self.setVisible(any(band.text() for band in self._bands()))
