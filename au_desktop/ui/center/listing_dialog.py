"""The dialog for one license that lists a supervising AU: sections and categories are ticked, not typed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from au_desktop.domain.errors import Invalid
from au_desktop.domain.training.papers import PaperOwner
from au_desktop.domain.training.supervisors import LicenseListing
from au_desktop.domain.training.trainees import Period
from au_desktop.ui.kit.date_edit import DateEdit
from au_desktop.ui.kit.labelled_form import Field, text_field
from au_desktop.ui.kit.paper_field import PaperField
from au_desktop.ui.kit.record_dialog import RecordDialog
from au_desktop.ui.kit.reference_choices import category_titles, section_titles
from au_desktop.ui.kit.section import show_refusal
from au_desktop.ui.kit.tick_list import TickList

if TYPE_CHECKING:
    from collections.abc import Mapping

    from au_desktop.domain.training.supervisors import SupervisingAU
    from au_desktop.ui.kit.section import Section


class ListingDialog(RecordDialog):
    """Emits `taken(listing)`."""

    taken = Signal(object)

    def __init__(
        self, supervisor: SupervisingAU, listing: LicenseListing | None, parent: Section
    ) -> None:
        name = supervisor.name
        title = f"License of {name}" if listing else f"Add a license of {name}"
        fields = _fields(supervisor, listing, parent)
        super().__init__(title, fields, _values(listing), parent)
        self.let_scroll(840, 640)
        self.filled.connect(self._on_filled)

    def _on_filled(self, values: dict[str, object]) -> None:
        try:
            self.taken.emit(_listing(values))
        except Invalid as refused:
            show_refusal(self, self.form, refused)


def _fields(
    supervisor: SupervisingAU, listing: LicenseListing | None, parent: Section
) -> list[Field]:
    reference = parent.context.services.desk.reference
    sections = section_titles(reference)
    for typed in () if listing is None else listing.sections:
        sections.setdefault(typed, typed)
    copy = PaperField(
        parent.context, PaperOwner.SUPERVISOR, supervisor.id, title="License or permit"
    )
    return [
        Field("license", "License number", text_field(), required=True),
        Field("agency", "Agency", text_field("NRC or the Agreement State")),
        Field("amendment", "Amendment", text_field()),
        Field("sections", "Sections", _ticks(sections), "As the license names them."),
        Field("categories", "Categories", _ticks(category_titles(reference))),
        Field("first", "From", DateEdit(), required=True),
        Field(
            "last",
            "To",
            DateEdit(),
            "Empty while it is in force. Cases after this day do not count.",
        ),
        Field(
            "named_by",
            "First named by",
            DateEdit(),
            "Under 35.57 only: the day by which a license first named this person.",
        ),
        Field(
            "category_waiver",
            "Category not asked",
            text_field("Reason, such as: meets 35.390(a)"),
            "Experience in the same category is asked of everyone. Where the rule does not ask it of this person, say why.",
        ),
        Field("paper_id", "Copy", copy),
    ]


def _ticks(titles: Mapping[str, str]) -> TickList:
    ticks = TickList()
    ticks.set_choices(list(titles.items()))
    return ticks


def _values(listing: LicenseListing | None) -> dict[str, object]:
    if listing is None:
        return {}
    return {
        "license": listing.license_number,
        "agency": listing.agency,
        "sections": listing.sections,
        "categories": listing.categories,
        "first": listing.period.first,
        "last": listing.period.last,
        "amendment": listing.amendment,
        "named_by": listing.named_by,
        "category_waiver": listing.category_waiver,
        "paper_id": listing.paper_id,
    }


def _listing(values: Mapping[str, object]) -> LicenseListing:
    first, last, named_by = values["first"], values["last"], values["named_by"]
    sections, categories = values["sections"], values["categories"]
    if not isinstance(first, date):
        raise Invalid("first", "is needed")
    return LicenseListing(
        license_number=str(values["license"]),
        agency=str(values["agency"]),
        sections=sections if isinstance(sections, tuple) else (),
        categories=categories if isinstance(categories, tuple) else (),
        period=Period(first, last if isinstance(last, date) else None),
        amendment=str(values["amendment"]),
        named_by=named_by if isinstance(named_by, date) else None,
        category_waiver=str(values["category_waiver"]),
        paper_id=values["paper_id"],  # type: ignore[arg-type] # the field gives an id of a paper, or None
    )
