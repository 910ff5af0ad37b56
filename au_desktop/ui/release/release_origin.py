"""What a release in the making began from: a case, a checklist, one calculation for a class, or a record to change."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from au_desktop.domain.ids import CaseId, RunId, SafetyId

if TYPE_CHECKING:
    from au_desktop.domain.safety.releases import Release
    from au_desktop.services.safety.patient_releases import ReleaseForm
    from au_desktop.services.safety.release_reading import ReleaseStart

_KINDS: dict[str, Any] = {"case_id": CaseId, "run_id": RunId, "class_release_id": SafetyId}


@dataclass(frozen=True, slots=True)
class ChangeRelease:
    """Open a record to correct it, or to amend it where it is signed."""

    record_id: SafetyId
    amend: bool


@dataclass(frozen=True, slots=True)
class RecordChange:
    """The record that is corrected or amended, as it was read at the revision `seen`."""

    record_id: SafetyId
    code: str
    amend: bool
    seen: int


class ReleaseOrigin(QObject):
    """Survives a lock with the draft, so that what is typed still belongs to its case or its record."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.ids: dict[str, Any] = {}
        self.change: RecordChange | None = None

    def take_start(self, start: ReleaseStart) -> None:
        """It begins from a case or a checklist."""
        self._take({"case_id": start.case_id, "run_id": start.run_id})

    def take_record(self, form: ReleaseForm, record: Release, *, amend: bool) -> None:
        """It begins from a record, which it corrects or amends."""
        ids = {name: getattr(form, name) for name in _KINDS}
        self._take(ids, RecordChange(record.id, record.code, amend, record.revision))

    def draft_text(self) -> str:
        """All of it as text."""
        said: dict[str, Any] = {n: str(one) for n, one in self.ids.items() if one is not None}
        if self.change is not None:
            said["change"] = asdict(self.change) | {"record_id": str(self.change.record_id)}
        return json.dumps(said)

    def take_draft_text(self, text: str) -> None:
        """Begin from there again."""
        said = json.loads(text)
        ids = {name: kind(UUID(said[name])) for name, kind in _KINDS.items() if name in said}
        change = said.get("change")
        if change is not None:
            change = RecordChange(**change | {"record_id": SafetyId(UUID(change["record_id"]))})
        self._take(ids, change)

    def _take(self, ids: dict[str, Any], change: RecordChange | None = None) -> None:
        self.ids, self.change = ids, change
        self.changed.emit()
