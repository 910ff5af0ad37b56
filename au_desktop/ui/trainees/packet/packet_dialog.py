"""Asks where a packet goes, in which form, and for the passphrase that signs it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLineEdit, QWidget

from au_desktop.services.leaving.packets import PacketWish
from au_desktop.ui.kit.accessible import named
from au_desktop.ui.kit.buttons import SecondaryButton
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.labelled_form import Field, LabelledForm, choice_field, text_field

if TYPE_CHECKING:
    from collections.abc import Sequence


class PlaceChoice(QWidget):
    """A place that can be typed or browsed for."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.edit = QLineEdit(str(path))
        browse = SecondaryButton("Browse…")
        browse.clicked.connect(self._on_browse_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.edit, 1)
        row.addWidget(browse)
        self.setFocusProxy(self.edit)

    def setAccessibleName(self, name: str) -> None:
        """Name the field too."""
        super().setAccessibleName(name)
        named(self.edit, name)

    def _on_browse_clicked(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, "Save the packet as", self.edit.text())
        if chosen:
            self.edit.setText(chosen)


class PacketDialog(Dialog):
    """`wish()` gives what was asked for, or None with the reason beside the field."""

    def __init__(
        self, code: str, folder: Path, gaps: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__("Make a packet", parent=parent, primary="Make", name="make_packet")
        self.setMinimumWidth(640)
        if gaps:
            count = f"{len(gaps)} gap{'s' if len(gaps) > 1 else ''}"
            self.add_text(f"This packet will say DRAFT and list {count} first.", "problem")
        self.place = PlaceChoice(folder / f"packet_{code}.zip")
        self.form_choice = choice_field([(True, "One zip file"), (False, "A folder")])
        self.papers = QCheckBox("Put copies of the papers in")
        self.papers.setChecked(True)
        self.passphrase = text_field(secret=True)
        self.form = LabelledForm(
            [
                Field("form", "Form", self.form_choice),
                Field("place", "Place", self.place),
                Field("papers", "Papers", self.papers),
                Field(
                    "passphrase",
                    "Your passphrase",
                    self.passphrase,
                    hint="The packet is signed with your key, so that any change to it can be shown.",
                    required=True,
                ),
            ]
        )
        self.body.addWidget(self.form)
        self.add_text(
            "Patients appear by code only. The packet leaves the encrypted center.", "muted"
        )
        self.form_choice.currentIndexChanged.connect(self._on_form_changed)
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def wish(self) -> PacketWish | None:
        """What was asked for."""
        self.form.clear_errors()
        text = self.place.edit.text().strip()
        target = Path(text).expanduser()
        if not text or not target.parent.is_dir():
            self.form.set_error("place", "Choose a place in a folder that exists.")
        self.form.check_required()
        if self.form.focus_first_error():
            return None
        return PacketWish(target, bool(self.form_choice.currentData()), self.papers.isChecked())

    def _on_form_changed(self) -> None:
        path = Path(self.place.edit.text())
        as_zip = bool(self.form_choice.currentData())
        self.place.edit.setText(str(path.with_suffix(".zip" if as_zip else "")))
