"""Bringing cases in from a table: the button beside the log, and what is said afterwards."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from au_desktop.domain.roles import Permission, may
from au_desktop.services.bundle import Services
from au_desktop.services.outcomes import Outcome
from au_desktop.ui.kit.buttons import QuietButton
from au_desktop.ui.kit.importing import Importing
from au_desktop.ui.kit.operations import Runner
from au_desktop.ui.kit.training_words import counted


class CaseImporting(QObject):
    """Emits `done(words, outcome)`. `button` stands on the page only for roles that import."""

    done = Signal(str, object)

    def __init__(self, services: Services, operations: Runner, parent: QWidget) -> None:
        super().__init__(parent)
        self.button = QuietButton("Import…", "import")
        self.button.setAccessibleName("Import cases from a file")
        self.button.setToolTip(
            "Read cases from Excel or CSV; you see every row before anything is changed."
        )
        self.button.setVisible(may(services.desk.actor.role, Permission.IMPORT_RECORDS))
        self.importing = Importing(operations, parent)
        self.importing.imported.connect(self._on_imported)
        self._records = services.case_import
        self.button.clicked.connect(self._choose)

    def _choose(self) -> None:
        self.importing.choose_file(self._records, "Import cases")

    def _on_imported(
        self, outcome: Outcome[tuple[object, ...]], noun: str, file_name: str
    ) -> None:
        self.done.emit(f"{counted(len(outcome.value), noun)} imported from {file_name}", outcome)
