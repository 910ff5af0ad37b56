"""The way of an import on any page: read the file, show every row, let columns be chosen, carry out, offer to take back."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from au_desktop.services.imports.import_tables import ImportPlan, Mapped, NoTableFound, SheetTable
from au_desktop.services.outcomes import Outcome
from au_desktop.ui.kit.import_dialog import ImportDialog
from au_desktop.ui.kit.operations import Runner

_TYPES = "Tables (*.xlsx *.csv *.txt);;All files (*)"


class RecordImport(Protocol):
    """The use cases of one kind of import."""

    noun: str
    columns: tuple[str, ...]

    def read(self, path: Path) -> Sequence[SheetTable]:
        """The sheets of a file."""
        ...

    def plan(
        self, tables: Sequence[SheetTable], chosen: Mapped | None = None, *, guess: bool = False
    ) -> ImportPlan[Any]:
        """Every row judged."""
        ...

    def carry_out(self, plan: ImportPlan[Any], file_name: str) -> Outcome[Any]:
        """All rows taken, or none."""
        ...


class Importing(QObject):
    """One import at a time over one page. `imported` gives the outcome, the noun, and the name of the file."""

    imported = Signal(object, str, str)

    def __init__(self, operations: Runner, page: QWidget) -> None:
        super().__init__(page)
        self._operations, self._page = operations, page
        self.dialog: ImportDialog | None = None

    def choose_file(self, records: RecordImport, title: str) -> None:
        """Ask for a file; the system's own dialog stays open beside the page."""
        places = QStandardPaths.StandardLocation.DocumentsLocation
        folder = QStandardPaths.writableLocation(places)
        picker = QFileDialog(self._page, title, folder, _TYPES)
        picker.setFileMode(QFileDialog.FileMode.ExistingFile)
        picker.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        picker.fileSelected.connect(lambda name: self.import_file((records,), Path(name)))
        picker.open()

    def import_file(self, kinds: Sequence[RecordImport], path: Path) -> None:
        """Read a file, and show what would become of each row; of several kinds, its headings say which it holds."""
        self._operations.run(
            partial(_planned, kinds, path),
            partial(self._on_planned, path.name),
            owner=self._page,
            label="Reading the file",
        )

    def _on_planned(
        self,
        file_name: str,
        found: tuple[RecordImport, Sequence[SheetTable], ImportPlan[Any]],
    ) -> None:
        records, tables, plan = found
        dialog = ImportDialog(plan, file_name, (records.noun, records.columns), self._page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.columns_chosen.connect(
            lambda chosen: self._when_open(
                lambda: records.plan(tables, chosen, guess=True), dialog.show_plan
            )
        )
        dialog.import_wanted.connect(partial(self._carry_out, records, file_name))
        dialog.finished.connect(self._on_closed)
        self.dialog = dialog
        dialog.open()

    def _carry_out(self, records: RecordImport, file_name: str, plan: ImportPlan[Any]) -> None:
        def done(outcome: Outcome[Any]) -> None:
            if self.dialog is not None:
                self.dialog.accept()
            self.imported.emit(outcome, records.noun, file_name)

        self._when_open(lambda: records.carry_out(plan, file_name), done)

    def _when_open(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        dialog = self.dialog
        if dialog is not None:
            self._operations.run(work, done, dialog.show_failure, owner=dialog, label="Importing")

    def _on_closed(self, _result: int) -> None:
        self.dialog = None


def _planned(
    kinds: Sequence[RecordImport], path: Path
) -> tuple[RecordImport, Sequence[SheetTable], ImportPlan[Any]]:
    """The kind whose columns most headings of the file name; files of different kinds share some headings."""
    tables = kinds[0].read(path)
    found: list[tuple[RecordImport, ImportPlan[Any]]] = []
    for records in kinds:
        with suppress(NoTableFound):
            found.append((records, records.plan(tables)))
    if not found:
        found = [(records, records.plan(tables, guess=True)) for records in kinds]
    records, plan = max(found, key=lambda one: sum(bool(column) for _, column in one[1].columns))
    return records, tables, plan
