"""The dialog for one license that lists a supervising AU: sections and categories are ticked, not typed."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from au_desktop.domain.errors import Invalid
from au_desktop.domain.training.supervisors import LicenseListing
from au_desktop.domain.training.trainees import Period
from au_desktop.ui.kit.date_edit import DateEdit
from au_desktop.ui.kit.labelled_form import Field, text_field
from au_desktop.ui.kit.record_dialog import RecordDialog
from au_desktop.ui.kit.section import show_refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from au_desktop.domain.reference.library import Reference
    from au_desktop.ui.kit.section import Section


class CategoryTicks(QWidget):
    """A box for every category of every profile, by title."""

    def __init__(self, titles: Mapping[str, str]) -> None:
        super().__init__()
        self._boxes = {code: QCheckBox(title) for code, title in titles.items()}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for box in self._boxes.values():
            column.addWidget(box)
        for box in list(self._boxes.values())[:1]:
            self.setFocusProxy(box)

    def value(self) -> tuple[str, ...]:
        """The codes that are ticked."""
        return tuple(code for code, box in self._boxes.items() if box.isChecked())

    def set_value(self, codes: tuple[str, ...]) -> None:
        """Tick exactly these."""
        for code, box in self._boxes.items():
            box.setChecked(code in codes)

    def draft_text(self) -> str:
        """The ticked codes as text."""
        return " ".join(self.value())

    def take_draft_text(self, text: str) -> None:
        """Tick them again."""
        self.set_value(tuple(text.split()))


class ListingDialog(RecordDialog):
    """Emits `taken(listing)`."""

    taken = Signal(object)

    def __init__(
        self, name: str, listing: LicenseListing | None, reference: Reference, parent: Section
    ) -> None:
        fields = [
            Field("license", "License number", text_field(), required=True),
            Field("agency", "Agency", text_field("NRC or the Agreement State")),
            Field(
                "sections",
                "Sections",
                text_field("Such as 35.390, 35.396"),
                "As the license names them, with commas between.",
            ),
            Field("categories", "Categories", CategoryTicks(category_titles(reference))),
            Field("first", "From", DateEdit(), required=True),
            Field(
                "last",
                "To",
                DateEdit(),
                "Empty while it is in force. Cases after this day do not count.",
            ),
            Field("amendment", "Amendment", text_field()),
        ]
        title = f"License of {name}" if listing else f"Add a license of {name}"
        super().__init__(title, fields, _values(listing), parent)
        self.setMinimumWidth(620)
        self.filled.connect(self._on_filled)

    def _on_filled(self, values: dict[str, object]) -> None:
        try:
            self.taken.emit(_listing(values))
        except Invalid as refused:
            show_refusal(self, self.form, refused)


def category_titles(reference: Reference) -> dict[str, str]:
    """Every category code with its title; where not every profile has it, the profile is named behind it."""
    profiles = list(reference.profiles.values())
    titles: dict[str, str] = {}
    for profile in profiles:
        for category in profile.categories:
            everywhere = all(
                category.code in {other.code for other in one.categories} for one in profiles
            )
            words = category.title if everywhere else f"{category.title} \u2013 {profile.title}"
            titles.setdefault(category.code, words)
    return titles


def _values(listing: LicenseListing | None) -> dict[str, object]:
    if listing is None:
        return {}
    return {
        "license": listing.license_number,
        "agency": listing.agency,
        "sections": ", ".join(listing.sections),
        "categories": listing.categories,
        "first": listing.period.first,
        "last": listing.period.last,
        "amendment": listing.amendment,
    }


def _listing(values: Mapping[str, object]) -> LicenseListing:
    first, last, ticked = values["first"], values["last"], values["categories"]
    if not isinstance(first, date):
        raise Invalid("first", "is needed")
    return LicenseListing(
        license_number=str(values["license"]),
        agency=str(values["agency"]),
        sections=tuple(part for part in re.split(r"[,;\s]+", str(values["sections"])) if part),
        categories=ticked if isinstance(ticked, tuple) else (),
        period=Period(first, last if isinstance(last, date) else None),
        amendment=str(values["amendment"]),
    )
