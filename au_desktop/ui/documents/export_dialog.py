"""Asks what to export and where to: the days, the file, and the passphrase that signs it."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from au_desktop.services.workbook.sheet_rows import Days
from au_desktop.ui.kit.accessible import named
from au_desktop.ui.kit.buttons import SecondaryButton
from au_desktop.ui.kit.date_edit import DateEdit
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.labelled_form import Field, LabelledForm, choice_field, text_field

_THIS_MONTH, _LAST_MONTH, _THIS_YEAR, _OTHER = "this month", "last month", "this year", "other"


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What the person asked for."""

    days: Days
    target: Path
    passphrase: str


class FileChoice(QWidget):
    """A path that can be typed or browsed for."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.edit = QLineEdit(str(path))
        self.browse = SecondaryButton("Browse…")
        self.browse.clicked.connect(self._on_browse_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.edit, 1)
        row.addWidget(self.browse)
        self.setFocusProxy(self.edit)

    def setAccessibleName(self, name: str) -> None:
        """Name the field too."""
        super().setAccessibleName(name)
        named(self.edit, name)

    def path(self) -> Path | None:
        """The file to write, with its ending."""
        text = self.edit.text().strip()
        if not text:
            return None
        path = Path(text).expanduser()
        return path if path.suffix.lower() == ".xlsx" else path.with_name(f"{path.name}.xlsx")

    def _on_browse_clicked(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self, "Save the workbook as", self.edit.text(), "Excel workbook (*.xlsx)"
        )
        if chosen:
            self.edit.setText(chosen)


class ExportDialog(Dialog):
    """`wish()` gives what was asked for, or None with the reason beside the field."""

    def __init__(
        self, today: date, folder: Path, center: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            "Export the RSO workbook", parent=parent, primary="Export", name="export_workbook"
        )
        self._today, self._folder, self._center = today, folder, center
        month = Days.month_of(today)
        self.period = choice_field(
            [
                (_THIS_MONTH, f"This month ({today:%B %Y})"),
                (_LAST_MONTH, f"Last month ({month.first - timedelta(days=1):%B %Y})"),
                (_THIS_YEAR, f"This year ({today.year})"),
                (_OTHER, "Other days"),
            ]
        )
        self.first, self.last = DateEdit(month.first), DateEdit(month.last)
        self.file = FileChoice(self._proposed(month))
        self.passphrase = text_field(secret=True)
        self.form = LabelledForm(
            [
                Field("period", "Period", self.period),
                Field("first", "From", self.first),
                Field("last", "To", self.last),
                Field("file", "File", self.file),
                Field(
                    "passphrase",
                    "Your passphrase",
                    self.passphrase,
                    hint="The workbook is signed with your key, so that any change to it can be shown.",
                ),
            ]
        )
        self.body.addWidget(self.form)
        self.add_text(
            "Patients appear by code only. The file leaves the encrypted center.", "muted"
        )
        self.setMinimumWidth(640)
        self.period.currentIndexChanged.connect(self._on_period_changed)
        self._on_period_changed()

    def wish(self) -> ExportWish | None:
        """What was asked for."""
        self.form.clear_errors()
        first, last, target = self.first.value(), self.last.value(), self.file.path()
        if first is None:
            self.form.set_error("first", self.first.reason() or "Enter the first day.")
        if last is None:
            self.form.set_error("last", self.last.reason() or "Enter the last day.")
        if first is not None and last is not None and last < first:
            self.form.set_error("last", "The last day is before the first.")
        if target is None or not target.parent.is_dir():
            self.form.set_error("file", "Choose a file in a folder that exists.")
        if not self.passphrase.text():
            self.form.set_error("passphrase", "Enter your passphrase to sign the workbook.")
        if self.form.focus_first_error() or first is None or last is None or target is None:
            return None
        return ExportWish(Days(first, last), target, self.passphrase.text())

    def _on_period_changed(self, _index: int = 0) -> None:
        chosen = self.period.currentData()
        days = self._days_of(str(chosen))
        for edit in (self.first, self.last):
            edit.setEnabled(chosen == _OTHER)
        if days is not None:
            self.first.set_value(days.first)
            self.last.set_value(days.last)
            self.file.edit.setText(str(self._proposed(days)))

    def _days_of(self, chosen: str) -> Days | None:
        today = self._today
        month = Days.month_of(today)
        return {
            _THIS_MONTH: month,
            _LAST_MONTH: Days.month_of(month.first - timedelta(days=1)),
            _THIS_YEAR: Days(date(today.year, 1, 1), date(today.year, 12, 31)),
        }.get(chosen)

    def _proposed(self, days: Days) -> Path:
        whole_month = days == Days.month_of(days.first)
        label = f"{calendar.month_name[days.first.month]} {days.first.year}"
        name = label if whole_month else f"{days.first.isoformat()} to {days.last.isoformat()}"
        safe = "".join(sign for sign in self._center if sign.isalnum() or sign in " -_").strip()
        return self._folder / f"{safe or 'Center'} RSO workbook {name}.xlsx"
