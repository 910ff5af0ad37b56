"""What a release in the making began from: a case, a checklist, one calculation for a class, or a record to change."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from au_desktop.domain.ids import CaseId, RunId, SafetyId

if TYPE_CHECKING:
    from au_desktop.services.safety.patient_releases import ReleaseForm
    from au_desktop.services.safety.release_reading import ReleaseStart

_KINDS: dict[str, Any] = {"case_id": CaseId, "run_id": RunId, "class_release_id": SafetyId}


@dataclass(frozen=True, slots=True)
class ChangeRelease:
    """Open a record to correct it, or to amend it where it is signed."""

    record_id: SafetyId
    amend: bool


class ReleaseOrigin(QObject):
    """Survives a lock with the draft, so that what is typed still belongs to its case or its record."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.ids: dict[str, Any] = {}
        self.change: ChangeRelease | None = None

    def take_start(self, start: ReleaseStart) -> None:
        """It begins from a case or a checklist."""
        self._take({"case_id": start.case_id, "run_id": start.run_id}, None)

    def take_record(self, form: ReleaseForm, change: ChangeRelease | None) -> None:
        """It begins from a record, which it corrects or amends."""
        self._take({name: getattr(form, name) for name in _KINDS}, change)

    def draft_text(self) -> str:
        """All of it as text."""
        texts = {name: str(one) for name, one in self.ids.items() if one is not None}
        if self.change is not None:
            texts["amends" if self.change.amend else "corrects"] = str(self.change.record_id)
        return json.dumps(texts)

    def take_draft_text(self, text: str) -> None:
        """Begin from there again."""
        texts = {name: UUID(one) for name, one in json.loads(text).items()}
        record = texts.get("amends") or texts.get("corrects")
        change = None if record is None else ChangeRelease(SafetyId(record), "amends" in texts)
        self._take(
            {name: kind(texts[name]) for name, kind in _KINDS.items() if name in texts}, change
        )

    def _take(self, ids: dict[str, Any], change: ChangeRelease | None) -> None:
        self.ids, self.change = ids, change
        self.changed.emit()
