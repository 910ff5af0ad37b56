"""The dialogs for what a trainee brings: a certificate, a license that names them, and what the regulator answered."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from au_desktop.domain.errors import Invalid
from au_desktop.domain.training.papers import PaperOwner
from au_desktop.domain.training.qualification import (
    BoardCertificate,
    CurrentAuthorization,
    RegulatorAnswer,
)
from au_desktop.ui.kit.date_edit import DateEdit
from au_desktop.ui.kit.labelled_form import Field, choice_field, paragraph_field, text_field
from au_desktop.ui.kit.paper_field import PaperField
from au_desktop.ui.kit.record_dialog import RecordDialog
from au_desktop.ui.kit.reference_choices import (
    board_titles,
    category_titles,
    section_titles,
)
from au_desktop.ui.kit.section import show_refusal
from au_desktop.ui.kit.tick_list import TickList

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QComboBox

    from au_desktop.domain.ids import PaperId, TraineeId
    from au_desktop.domain.reference.profiles import JurisdictionProfile
    from au_desktop.domain.training.pathways import Path
    from au_desktop.ui.kit.section import Section

_WIDTH = 640
_TICKS_WIDTH = 840
_ALLOWS = ((True, "Lets this way stand"), (False, "Does not let it stand"))


class BroughtDialog(RecordDialog):
    """Emits `taken(value)` once the form makes a sound value."""

    taken = Signal(object)

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        values: Mapping[str, object],
        parent: Section,
    ) -> None:
        super().__init__(title, fields, values, parent)
        self.setMinimumWidth(_WIDTH)
        if any(isinstance(field.widget, TickList) for field in fields):
            self.let_scroll(_TICKS_WIDTH, 640)
        self.filled.connect(self._on_filled)

    def made(self, values: Mapping[str, object]) -> object:
        """The value that the form describes; raises `Invalid`."""
        raise NotImplementedError

    def _on_filled(self, values: dict[str, object]) -> None:
        try:
            self.taken.emit(self.made(values))
        except Invalid as refused:
            show_refusal(self, self.form, refused)


class CertificateDialog(BroughtDialog):
    """One board certificate: the board from the profile's list, or typed."""

    def __init__(
        self,
        profile: JurisdictionProfile,
        certificate: BoardCertificate | None,
        trainee_id: TraineeId,
        parent: Section,
    ) -> None:
        self._profile = profile
        boards = _open_choice(board_titles(profile))
        fields = [
            Field("board", "Board", boards, "Choose from the list, or type.", required=True),
            Field("specialty", "Specialty", text_field("Such as radiation oncology")),
            Field("certificate_number", "Certificate number", text_field()),
            Field(
                "issued",
                "Issued",
                DateEdit(),
                "The day of the original certificate; that of a recertification does not count.",
            ),
            Field("paper_id", "Copy", _copy(parent, trainee_id, "Board certificate")),
        ]
        super().__init__(
            "Board certificate", fields, _certificate_values(profile, certificate), parent
        )

    def made(self, values: Mapping[str, object]) -> BoardCertificate:
        """The certificate; a board of the list is kept by its id."""
        typed = str(values["board"])
        known = self._profile.board(typed)
        return BoardCertificate(
            board=typed if known is None else known.id,
            specialty=str(values["specialty"]),
            certificate_number=str(values["certificate_number"]),
            issued=_day(values["issued"]),
            paper_id=_paper(values["paper_id"]),
        )


class LicenseDialog(BroughtDialog):
    """One license or permit that already names the trainee."""

    def __init__(
        self, listed: CurrentAuthorization | None, trainee_id: TraineeId, parent: Section
    ) -> None:
        reference = parent.context.services.desk.reference
        fields = [
            Field("license", "License number", text_field(), required=True),
            Field("agency", "Agency", text_field("NRC or the Agreement State")),
            Field("sections", "Named under", _ticks(section_titles(reference))),
            Field("categories", "Named for", _ticks(category_titles(reference))),
            Field("named_since", "Named since", DateEdit(), "As its first amendment says."),
            Field("paper_id", "Copy", _copy(parent, trainee_id, "License or permit")),
        ]
        title = "License that names the trainee"
        super().__init__(title, fields, _license_values(listed), parent)

    def made(self, values: Mapping[str, object]) -> CurrentAuthorization:
        """The authorization."""
        return CurrentAuthorization(
            license_number=str(values["license"]),
            agency=str(values["agency"]),
            sections=_ticked(values["sections"]),
            categories=_ticked(values["categories"]),
            named_since=_day(values["named_since"]),
            paper_id=_paper(values["paper_id"]),
        )


class AnswerDialog(BroughtDialog):
    """What the regulator confirmed: about one way into a section, or about the pathway as a whole."""

    def __init__(
        self,
        paths: Sequence[Path],
        answer: RegulatorAnswer | None,
        trainee_id: TraineeId,
        parent: Section,
    ) -> None:
        ways = [
            (f"{path.route.section} {path.paragraph}", f"{path.route.section} by {path.paragraph}")
            for path in paths
            if path.rule is not None
        ]
        self._ways = {
            f"{path.route.section} {path.paragraph}": (path.route.section, path.paragraph)
            for path in paths
        }
        fields = [
            Field("who", "Who answered", text_field("Name and agency"), required=True),
            Field("on", "On", DateEdit(), required=True),
            Field("way", "About", choice_field(ways, empty="The pathway as a whole")),
            Field("allows", "The answer", choice_field(_ALLOWS, empty="Leaves it open")),
            Field("says", "What it says", paragraph_field(3), required=True),
            Field("document", "Document", text_field("Letter or message, with its number or day")),
            Field("paper_id", "Copy", _copy(parent, trainee_id, "Answer of the regulator")),
        ]
        super().__init__("As confirmed by the regulator", fields, _answer_values(answer), parent)

    def made(self, values: Mapping[str, object]) -> RegulatorAnswer:
        """The answer."""
        section, paragraph = self._ways.get(str(values["way"]), ("", ""))
        on, allows = _day(values["on"]), values["allows"]
        if on is None:
            raise Invalid("on", "is needed")
        return RegulatorAnswer(
            who=str(values["who"]),
            on=on,
            says=str(values["says"]),
            document=str(values["document"]),
            paper_id=_paper(values["paper_id"]),
            section=section,
            paragraph=paragraph,
            allows=allows if isinstance(allows, bool) else None,
        )


def _open_choice(titles: Sequence[str]) -> QComboBox:
    combo = choice_field([(title, title) for title in titles])
    combo.setEditable(True)
    combo.setCurrentIndex(-1)
    combo.setEditText("")
    return combo


def _ticks(titles: Mapping[str, str]) -> TickList:
    ticks = TickList()
    ticks.set_choices(list(titles.items()))
    return ticks


def _copy(parent: Section, trainee_id: TraineeId, title: str) -> PaperField:
    return PaperField(parent.context, PaperOwner.TRAINEE, trainee_id, title=title)


def _certificate_values(
    profile: JurisdictionProfile, certificate: BoardCertificate | None
) -> dict[str, object]:
    if certificate is None:
        return {}
    board = profile.board(certificate.board)
    return {
        "board": certificate.board if board is None else board.title,
        "specialty": certificate.specialty,
        "certificate_number": certificate.certificate_number,
        "issued": certificate.issued,
        "paper_id": certificate.paper_id,
    }


def _license_values(listed: CurrentAuthorization | None) -> dict[str, object]:
    if listed is None:
        return {}
    return {
        "license": listed.license_number,
        "agency": listed.agency,
        "sections": listed.sections,
        "categories": listed.categories,
        "named_since": listed.named_since,
        "paper_id": listed.paper_id,
    }


def _answer_values(answer: RegulatorAnswer | None) -> dict[str, object]:
    if answer is None:
        return {}
    return {
        "who": answer.who,
        "on": answer.on,
        "way": f"{answer.section} {answer.paragraph}" if answer.section else None,
        "allows": answer.allows,
        "says": answer.says,
        "document": answer.document,
        "paper_id": answer.paper_id,
    }


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None


def _paper(value: object) -> PaperId | None:
    return value  # type: ignore[return-value] # the field gives an id of a paper, or None


def _ticked(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()
