"""The sentences for what attached files and printed forms refuse."""

from au_desktop.domain.checklists.attachments import (
    AttachedAlready,
    PageMissing,
    TooManyAttachments,
)
from au_desktop.domain.checklists.file_kinds import DamagedPicture, FileKindNotTaken
from au_desktop.domain.checklists.paper_form import FormCodeWrong, FormSettled, FormState
from au_desktop.services.sentences import Message, says

_ON_PAPER = "The paper is still the only copy."


def register() -> None:
    """Importing this module registers its sentences; calling this says so where it is needed."""


@says(FileKindNotTaken)
def _file_kind_not_taken(error: FileKindNotTaken) -> Message:
    return Message(
        "This kind of file is not taken",
        f"{error.file_name} is neither a JPEG or PNG picture nor a PDF document.",
        what_to_do="Save it as one of these and attach that file.",
    )


@says(DamagedPicture)
def _damaged_picture(error: DamagedPicture) -> Message:
    return Message(
        "The picture is damaged",
        f"{error.file_name} breaks off, or is not put together as its kind asks.",
        what_to_do="Copy it again from where it was made, or take the picture again.",
    )


@says(TooManyAttachments)
def _too_many_attachments(error: TooManyAttachments) -> Message:
    return Message(
        "No more files can be attached",
        f"A record takes {error.most} files.",
        what_to_do="Put several pages into one PDF document.",
    )


@says(AttachedAlready)
def _attached_already(error: AttachedAlready) -> Message:
    return Message("The file is attached already", f"It is the same as \u201c{error.title}\u201d.")


@says(PageMissing)
def _page_missing(error: PageMissing) -> Message:
    return Message(
        "The page is missing",
        f"The record is typed in from paper form {error.form_code}, and no page is attached.",
        _ON_PAPER,
        "Attach the scanned page.",
    )


@says(FormCodeWrong)
def _form_code_wrong(error: FormCodeWrong) -> Message:
    said = f"\u201c{error.text}\u201d" if error.text else "What was typed"
    return Message(
        "No form has this code",
        f"{said} is not a form code: a sign is missing or wrong.",
        what_to_do="Read it again from the top of the sheet, such as F-0007-K3MD-4, or choose the form from the list.",
    )


@says(FormSettled)
def _form_settled(error: FormSettled) -> Message:
    became = "was typed in" if error.state is FormState.TYPED_IN else "was taken out of the list"
    return Message(
        "This form is settled",
        f"Form {error.code} {became} already.",
        what_to_do="Look it up in the list of forms.",
    )
