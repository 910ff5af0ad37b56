"""The dialogs of a home license request: its facts and dates, a question of the agency, and the answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtWidgets import QCheckBox, QSpinBox

from au_desktop.domain.ids import FollowUpId
from au_desktop.domain.training.license_follow_up import AgencyQuestion, LicenseFollowUp
from au_desktop.domain.training.papers import PaperOwner
from au_desktop.ui.kit.date_edit import DateEdit
from au_desktop.ui.kit.dialog_values import made
from au_desktop.ui.kit.labelled_form import Field, paragraph_field, text_field
from au_desktop.ui.kit.paper_field import PaperField
from au_desktop.ui.kit.record_dialog import RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from au_desktop.domain.training.trainees import Trainee
    from au_desktop.ui.trainees.trainee_tab import TraineeTab

_DATES = (
    (
        "management_approved",
        "Management approved",
        "In writing, before the request (10 CFR 35.24(a)).",
    ),
    ("sent", "Sent to the agency", ""),
    ("received_by_agency", "Received by the agency", ""),
    ("approved", "Amendment issued", "The day from which the license lists the trainee."),
)
_START = (
    (
        "began_as_au",
        "Began as AU",
        "The notice runs from this day where no amendment comes first.",
    ),
    ("notice_sent", "Notice sent", ""),
)


class WeeksEdit(QSpinBox):
    """A number of weeks."""

    def __init__(self) -> None:
        super().__init__()
        self.setRange(1, 104)
        self.setSuffix(" weeks")

    def set_value(self, value: int) -> None:
        """Show a number."""
        self.setValue(value)

    def draft_text(self) -> str:
        """The number as text."""
        return str(self.value())

    def take_draft_text(self, text: str) -> None:
        """Show it again."""
        self.setValue(int(text))


def request_dialog(
    tab: TraineeTab,
    trainee: Trainee,
    known: LicenseFollowUp | None,
    taken: Callable[[RecordDialog, LicenseFollowUp], None],
) -> RecordDialog:
    """Ask for the facts of a request, a new one or one that is there."""
    shown = known or _blank(trainee)
    paper = PaperField(tab.context, PaperOwner.TRAINEE, trainee.id, title="License amendment")
    fields = [
        Field(
            "agency", "Agency", text_field("Such as the state's radiation control"), required=True
        ),
        Field("license_number", "Home license", text_field("Its number")),
        Field(
            "broad_scope",
            "Type A broad scope",
            QCheckBox("Exempt from 10 CFR 35.13(b) and 35.14(a)"),
        ),
        *(Field(name, label, DateEdit(), hint) for name, label, hint in _DATES),
        Field("amendment", "Amendment number", text_field()),
        Field("paper_id", "Paper", paper),
        *(Field(name, label, DateEdit(), hint) for name, label, hint in _START),
        Field(
            "remind_after_weeks",
            "Ask after",
            WeeksEdit(),
            "A habit of the house: no rule sets it.",
        ),
        Field("notes", "Notes", paragraph_field(2)),
    ]
    values = {field.name: getattr(shown, field.name) for field in fields}
    title = "Edit the license request" if known else "Begin a license request"
    dialog = RecordDialog(title, fields, values, tab)
    dialog.let_scroll(700, 620)

    def take(given: dict[str, Any]) -> None:
        changed = made(dialog, lambda: replace(shown, **given))
        if changed is not None:
            taken(dialog, changed)

    dialog.filled.connect(take)
    return dialog


def question_dialog(
    tab: TraineeTab, today: date, taken: Callable[[RecordDialog, AgencyQuestion], None]
) -> RecordDialog:
    """Ask for a question of the agency."""
    fields = [
        Field("asked", "Asked on", DateEdit(), required=True),
        Field("question", "Question", paragraph_field(3), required=True),
    ]
    dialog = RecordDialog("Note a question of the agency", fields, {"asked": today}, tab)

    def take(given: dict[str, Any]) -> None:
        question = made(dialog, lambda: AgencyQuestion(given["asked"], str(given["question"])))
        if question is not None:
            taken(dialog, question)

    dialog.filled.connect(take)
    return dialog


def answer_dialog(
    tab: TraineeTab,
    question: AgencyQuestion,
    today: date,
    taken: Callable[[RecordDialog, date, str], None],
) -> RecordDialog:
    """Ask for the answer to a question."""
    fields = [
        Field("answered", "Answered on", DateEdit(), required=True),
        Field("answer", "Answer", paragraph_field(3), required=True),
    ]
    values = {"answered": question.answered or today, "answer": question.answer}
    dialog = RecordDialog("Answer the agency", fields, values, tab)
    dialog.add_text(question.question)
    dialog.filled.connect(lambda given: taken(dialog, given["answered"], str(given["answer"])))
    return dialog


def _blank(trainee: Trainee) -> LicenseFollowUp:
    return LicenseFollowUp(FollowUpId(UUID(int=0)), trainee.id, "", "")
