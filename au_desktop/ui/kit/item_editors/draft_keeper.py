"""Keeps half-typed text of a run in the center file, within 300 ms of the last key, and gives it back."""

from PySide6.QtCore import QObject, QTimer, Signal

from au_desktop.services.bundle import Services
from au_desktop.services.center.drafts import Draft
from au_desktop.ui.kit.operations import Runner

PAUSE_MS = 200


class DraftKeeper(QObject):
    """One draft a run: the texts by field, the field with the cursor, and where in it the cursor stands."""

    recalled = Signal(object)

    def __init__(
        self, services: Services, operations: Runner, place: str, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._drafts, self._operations, self._place = services.drafts, operations, place
        self._texts: dict[str, str] = {}
        self._focus, self._cursor = "", 0
        self._written = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.flush)

    def recall(self) -> None:
        """Ask for what was left; `recalled` brings it, if there is any."""
        place = self._place
        self._operations.run(
            lambda: self._drafts.recall(place), self._on_recalled, owner=self.parent()
        )

    def keep(self, field: str, text: str, cursor: int) -> None:
        """Note what is being typed; it is written once typing pauses."""
        self._texts[field], self._focus, self._cursor = text, field, cursor
        self._pause.start()

    def drop(self, field: str) -> None:
        """The text became an answer, or was given up."""
        if self._texts.pop(field, None) is None:
            return
        if self._focus == field:
            self._focus, self._cursor = "", 0
        self._pause.stop()
        if self._texts:
            self._write()
        elif self._written:
            self._written = False
            place = self._place
            self._operations.run(
                lambda: self._drafts.forget(place), lambda _: None, owner=self.parent()
            )

    def flush(self) -> None:
        """Write now what is still waiting."""
        self._pause.stop()
        if self._texts:
            self._write()

    def _write(self) -> None:
        draft = Draft(self._place, dict(self._texts), self._focus, self._cursor)
        self._written = True
        self._operations.run(lambda: self._drafts.keep(draft), lambda _: None, owner=self.parent())

    def _on_recalled(self, draft: Draft | None) -> None:
        if draft is None or not draft.fields:
            return
        self._written = True
        self._texts = {**draft.fields, **self._texts}
        if not self._focus:
            self._focus, self._cursor = draft.focus, draft.cursor
        self.recalled.emit(draft)
