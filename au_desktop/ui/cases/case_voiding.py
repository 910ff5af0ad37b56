"""Taking a case out of the count: asks why, then voids it."""

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from au_desktop.domain.training.cases import Case
from au_desktop.services.bundle import Services
from au_desktop.services.outcomes import Outcome
from au_desktop.ui.cases.case_dialogs import ReasonDialog
from au_desktop.ui.kit.operations import Runner


class CaseVoiding(QObject):
    """Emits `done(words, outcome)`."""

    done = Signal(str, object)

    def __init__(self, services: Services, operations: Runner, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._services, self._operations = services, operations
        self.dialog: ReasonDialog | None = None

    def ask(self, case: Case) -> None:
        """Ask for the reason."""
        dialog = ReasonDialog(
            f"Void {case.code}",
            "A void case no longer counts. It stays readable, with the reason, and its number is not used again.",
            "Void the case",
            self._window,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted_by_person.connect(partial(self._void, case, dialog))
        self.dialog = dialog
        dialog.open()

    def _void(self, case: Case, dialog: ReasonDialog) -> None:
        reason = dialog.reason()
        if reason:
            dialog.accept()
            self._operations.run(
                partial(self._services.case_log.void, case.id, reason),
                partial(self._on_voided, case.code),
                owner=self,
            )

    def _on_voided(self, code: str, outcome: Outcome[None]) -> None:
        self.done.emit(f"{code} is void", outcome)
