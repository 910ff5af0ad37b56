"""What a run's page does about signatures beside giving them: return, ask for one more, withdraw, compare two versions."""

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from au_desktop.services.bundle import Services
from au_desktop.services.checklists.checklist_work import run_code
from au_desktop.services.outcomes import Outcome
from au_desktop.settings import Settings
from au_desktop.ui.checklists.ask_dialog import AskDialog
from au_desktop.ui.kit.amendment_view import AmendmentView
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.item_editors.run_session import RunSession, RunView
from au_desktop.ui.kit.operations import Runner
from au_desktop.ui.kit.return_dialog import ReturnDialog


class RunSigning(QObject):
    """Opens the dialogs over the page; what they did goes through the run's session. Emits `amend_wanted()`."""

    amend_wanted = Signal()

    def __init__(
        self,
        services: Services,
        operations: Runner,
        settings: Settings,
        session: RunSession,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._services, self._operations, self._settings = services, operations, settings
        self._session, self._page = session, page
        self.dialog: Dialog | None = None

    def may_return(self, view: RunView) -> bool:
        """Whether the person at work may send this run back."""
        sheet = view.sheet
        return not sheet.sealed and self._services.run_returns.may_return(sheet.run, sheet.slots)

    def send_back(self) -> None:
        """Ask why, and send it back."""
        view = self._session.view
        if view is None:
            return
        code = run_code(view.sheet.run.number)
        dialog = ReturnDialog(
            self._services, self._operations, self._session.run_id, code, self._page
        )
        dialog.returned.connect(self._on_done)
        dialog.amend_wanted.connect(self.amend_wanted)
        self._open(dialog)

    def ask(self) -> None:
        """Ask for one more signature."""
        dialog = AskDialog(self._services, self._operations, self._session.run_id, self._page)
        dialog.asked.connect(self._on_done)
        self._open(dialog)

    def withdraw(self, position: int) -> None:
        """Take back a signature that was asked for."""
        asked = self._services.asked_signatures
        self._session.carry_out(partial(asked.withdraw, self._session.run_id, position))

    def compare(self) -> None:
        """Show the two versions side by side."""
        view = self._session.view
        if view is None:
            return
        sheet = view.sheet
        newer = sheet.run.id if sheet.run.amends is not None else sheet.amended_by
        if newer is None:
            return
        dialog = AmendmentView(self._services, self._operations, self._settings, self._page)
        dialog.load(newer)
        self._open(dialog)

    def _open(self, dialog: Dialog) -> None:
        self.dialog = dialog
        dialog.open()

    def _on_done(self, outcome: Outcome[Any]) -> None:
        self._session.signed(outcome)
