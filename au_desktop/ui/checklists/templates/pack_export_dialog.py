"""Asks which checklists go into a signed pack for another center, into which file, and for the RSO's passphrase."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from au_desktop.ui.kit.accessible import named, text_label
from au_desktop.ui.kit.buttons import QuietButton, SecondaryButton
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.labelled_form import Field, LabelledForm, text_field
from au_desktop.ui.kit.tick_list import TickList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from au_desktop.services.checklists.template_shelf import LibraryEntry

SUFFIX = ".autemplates"
FILTER = f"Template packs (*{SUFFIX})"
ABOUT = (
    "Templates only: no patient, no trainee, no record. The pack is signed with your key, so that the other center sees "
    "whose it is and that nothing was altered."
)


@dataclass(frozen=True, slots=True)
class PackWish:
    """What was asked for."""

    target: Path
    digests: tuple[str, ...]
    passphrase: str


class PackFileField(QWidget):
    """A path that can be typed or browsed for."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.edit = QLineEdit(str(path))
        self.browse = SecondaryButton("Browse\u2026")
        self.browse.clicked.connect(self._on_browse)
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
        """The file, with its ending."""
        text = self.edit.text().strip()
        if not text:
            return None
        path = Path(text).expanduser()
        return path if path.suffix.lower() == SUFFIX else path.with_name(f"{path.name}{SUFFIX}")

    def _on_browse(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, "Save the pack as", self.edit.text(), FILTER)
        if chosen:
            self.edit.setText(chosen)


class PackExportDialog(Dialog):
    """Emits `wished(PackWish)`."""

    wished = Signal(object)

    def __init__(
        self, entries: Sequence[LibraryEntry], chosen: str, path: Path, parent: QWidget
    ) -> None:
        super().__init__(
            "Export a template pack",
            parent=parent.window(),
            primary="Sign and export",
            name="pack_export",
        )
        self.setMinimumSize(600, 520)
        self.resize(640, 580)
        self.add_text(ABOUT, "muted")
        self.ticks = named(TickList(), "Checklists")
        self.ticks.set_choices(
            [
                (one.digest, f"{one.template.title}, version {one.template.version}")
                for one in entries
            ]
        )
        self.ticks.set_value([chosen])
        self.all_button = QuietButton("Choose all")
        self.none_button = QuietButton("Choose none")
        self.all_button.clicked.connect(lambda: self.ticks.set_value([e.digest for e in entries]))
        self.none_button.clicked.connect(lambda: self.ticks.set_value([]))
        head = QHBoxLayout()
        head.addWidget(text_label("Checklists", "strong"), 1)
        head.addWidget(self.all_button)
        head.addWidget(self.none_button)
        self.body.addLayout(head)
        self.body.addWidget(_from_the_top(self.ticks), 1)
        self.file = PackFileField(path)
        self.passphrase = text_field(secret=True)
        self.form = LabelledForm(
            [
                Field("file", "File", self.file),
                Field("passphrase", "Your passphrase", self.passphrase, required=True),
            ]
        )
        self.form.setMaximumHeight(130)
        self.body.addWidget(self.form)
        self.accepted_by_person.connect(self._on_accepted)

    def _on_accepted(self) -> None:
        self.form.clear_errors()
        self.form.check_required()
        target, digests = self.file.path(), self.ticks.value()
        if target is None or not target.parent.is_dir():
            self.form.set_error("file", "Choose a file in a folder that exists.")
        if not digests:
            self.set_error("Choose at least one checklist.")
        if self.form.focus_first_error() or not digests or target is None:
            return
        self.wished.emit(PackWish(target, digests, self.passphrase.text()))


def _from_the_top(ticks: TickList) -> QScrollArea:
    """Few stand together under their heading, many scroll."""
    holder = QWidget()
    holder.setObjectName("scroll_body")
    rows = QVBoxLayout(holder)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.addWidget(ticks)
    rows.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(holder)
    return area
