"""Keeps the draft of the editor in the file: a moment after the last change, on leaving, and before a lock."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from au_desktop.domain.checklists.templates import Template
    from au_desktop.domain.ids import TemplateDraftId
    from au_desktop.services.outcomes import Outcome
    from au_desktop.ui.kit.section import SectionContext

PAUSE_MS = 700


class DraftSaving(QObject):
    """Emits `saving`, `saved` once the file has the newest state, and `failed(error)`."""

    saving = Signal()
    saved = Signal()
    failed = Signal(object)

    def __init__(
        self,
        context: SectionContext,
        draft_id: TemplateDraftId,
        template: Template,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._context, self._draft_id = context, draft_id
        self._kept = self._wanted = template
        self._under_way = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.flush)

    @property
    def is_kept(self) -> bool:
        """Whether the file holds the newest state."""
        return self._kept == self._wanted and not self._under_way

    def want(self, template: Template) -> None:
        """Keep this state soon."""
        self._wanted = template
        if template != self._kept:
            self.saving.emit()
            self._pause.start()

    def flush(self) -> None:
        """Keep it now."""
        self._pause.stop()
        if self._wanted == self._kept:
            return
        wanted, before = self._wanted, self._kept
        self._kept = wanted
        self._under_way += 1
        save = partial(self._context.services.template_editing.save, self._draft_id, wanted)

        def done(_outcome: Outcome[Any]) -> None:
            self._under_way -= 1
            if self.is_kept:
                self.saved.emit()

        def failed(error: Exception) -> None:
            self._under_way -= 1
            self._kept = before
            self.failed.emit(error)

        self._context.operations.run(save, done, failed, self, "Saving")
