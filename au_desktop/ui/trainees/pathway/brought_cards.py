"""The lists of what a trainee brings, certificates and licenses, each line with its edit and its removal."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from au_desktop.domain.canonical import as_document
from au_desktop.domain.document_values import from_document
from au_desktop.domain.roles import Permission
from au_desktop.domain.training.qualification import (
    BoardCertificate,
    CurrentAuthorization,
    Qualification,
)
from au_desktop.ui.kit.buttons import IconButton, QuietButton
from au_desktop.ui.kit.card import Card, CardRow
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.reference_choices import category_titles
from au_desktop.ui.kit.tokens import SPACE_12, State
from au_desktop.ui.trainees.pathway.qualification_dialogs import CertificateDialog, LicenseDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from au_desktop.domain.reference.profiles import JurisdictionProfile
    from au_desktop.ui.kit.section import Section
    from au_desktop.ui.trainees.pathway.qualification_dialogs import BroughtDialog


class BroughtCards(QWidget):
    """Emits `changed(qualification)`; who shows it stores it. `value()` is what it shows."""

    changed = Signal(object)

    def __init__(self, parent: Section) -> None:
        super().__init__()
        self._section = parent
        self._style = parent.context.settings.date_style
        self._titles = category_titles(parent.context.services.desk.reference)
        self._profile: JurisdictionProfile | None = None
        self._shown: Qualification | None = None
        self.certificates = Card("Board certificates")
        self.licenses = Card("Licenses that name the trainee already")
        self.add_certificate = self._adder(self.certificates, "certificate", "_edit_certificate")
        self.add_license = self._adder(self.licenses, "license", "_edit_license")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_12)
        column.addWidget(self.certificates)
        column.addWidget(self.licenses)
        self.setFocusProxy(self.add_certificate)

    def show_brought(self, qualification: Qualification, profile: JurisdictionProfile) -> None:
        """Show the lists; boards are held against this profile's."""
        self._profile = profile
        self.set_value(qualification)

    def value(self) -> Qualification | None:
        """What is shown."""
        return self._shown

    def set_value(self, qualification: object) -> None:
        """Show another record."""
        if not isinstance(qualification, Qualification):
            return
        self._shown = qualification
        self.certificates.clear_rows()
        for at, certificate in enumerate(qualification.boards):
            self.certificates.add_row(self._certificate_row(at, certificate))
        if not qualification.boards:
            self.certificates.add_row(CardRow("None on record"))
        self.licenses.clear_rows()
        for at, listed in enumerate(qualification.authorizations):
            self.licenses.add_row(self._license_row(at, listed))
        if not qualification.authorizations:
            self.licenses.add_row(CardRow("None on record"))

    def draft_text(self) -> str:
        """What is shown, as text."""
        return "" if self._shown is None else json.dumps(as_document(self._shown))

    def take_draft_text(self, text: str) -> None:
        """Show it again."""
        if text:
            self._put(from_document(Qualification, json.loads(text)))

    def _adder(self, card: Card, noun: str, method: str) -> QuietButton:
        button = QuietButton("Add…", "plus")
        button.setAccessibleName(f"Add a {noun}")
        button.clicked.connect(lambda: getattr(self, method)(None))
        self._section.context.allow(button, Permission.MANAGE_TRAINEES)
        card.add_head_widget(button)
        return button

    def _certificate_row(self, at: int, certificate: BoardCertificate) -> CardRow:
        board = self._profile.board(certificate.board) if self._profile else None
        title = certificate.board if board is None else board.title
        parts = (
            certificate.specialty,
            f"issued {day_words(certificate.issued, self._style)}" if certificate.issued else "",
            f"No. {certificate.certificate_number}" if certificate.certificate_number else "",
        )
        detail = " · ".join(part for part in parts if part)
        edit = partial(self._edit_certificate, at)
        remove = partial(self._remove, "boards", at)
        note = [] if board is not None else [StateChip("not on the list", State.ATTENTION)]
        copy = _copy_chip(missing=certificate.paper_id is None)
        return CardRow(title, detail, *note, copy, *self._ends(title, edit, remove))

    def _license_row(self, at: int, listed: CurrentAuthorization) -> CardRow:
        parts = (
            f"Sections {', '.join(listed.sections)}" if listed.sections else "no section given",
            "; ".join(self._titles.get(code, code) for code in listed.categories),
            f"since {day_words(listed.named_since, self._style)}" if listed.named_since else "",
        )
        title = (
            f"{listed.license_number} · {listed.agency}"
            if listed.agency
            else listed.license_number
        )
        edit = partial(self._edit_license, at)
        remove = partial(self._remove, "authorizations", at)
        copy = _copy_chip(missing=listed.paper_id is None)
        detail = " · ".join(part for part in parts if part)
        return CardRow(title, detail, copy, *self._ends(title, edit, remove))

    def _ends(
        self, title: str, edit: Callable[[], None], remove: Callable[[], None]
    ) -> tuple[QWidget, QWidget]:
        change = QuietButton("Edit…")
        change.setAccessibleName(f"Edit {title}")
        change.clicked.connect(lambda *_: edit())
        away = IconButton("cross", f"Take {title} off this list; the log keeps it")
        away.clicked.connect(lambda *_: remove())
        for button in (change, away):
            self._section.context.allow(button, Permission.MANAGE_TRAINEES, button.toolTip())
        return change, away

    def _edit_certificate(self, at: int | None) -> None:
        shown, profile = self._shown, self._profile
        if shown is None or profile is None:
            return
        given = None if at is None else shown.boards[at]
        dialog = CertificateDialog(profile, given, shown.id, self._section)
        self._open(dialog, "boards", at)

    def _edit_license(self, at: int | None) -> None:
        shown = self._shown
        if shown is None:
            return
        given = None if at is None else shown.authorizations[at]
        self._open(LicenseDialog(given, shown.id, self._section), "authorizations", at)

    def _open(self, dialog: BroughtDialog, name: str, at: int | None) -> None:
        def taken(value: object) -> None:
            dialog.accept()
            if self._shown is not None:
                listed = list(getattr(self._shown, name))
                listed[len(listed) if at is None else at : None if at is None else at + 1] = [
                    value
                ]
                changed: dict[str, Any] = {name: tuple(listed)}
                self._put(replace(self._shown, **changed))

        dialog.taken.connect(taken)
        dialog.open()

    def _remove(self, name: str, at: int) -> None:
        if self._shown is not None:
            listed = getattr(self._shown, name)
            kept: dict[str, Any] = {
                name: tuple(one for place, one in enumerate(listed) if place != at)
            }
            self._put(replace(self._shown, **kept))

    def _put(self, qualification: Qualification) -> None:
        self.set_value(qualification)
        self.changed.emit(qualification)


def _copy_chip(*, missing: bool) -> StateChip:
    return StateChip("no copy", State.ATTENTION) if missing else StateChip("copy kept", State.OK)
