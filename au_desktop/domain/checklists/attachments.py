"""Files that belong to a run: a photograph beside one answer, or the scanned page that the run was typed in from."""

from dataclasses import dataclass

from au_desktop.domain.canonical import Document
from au_desktop.domain.errors import DomainError
from au_desktop.domain.ids import PaperId, PersonId, RunId
from au_desktop.domain.moments import Moment

MOST_ATTACHMENTS = 60
"""How many files one run takes."""


class TooManyAttachments(DomainError):
    """A run has as many files as it takes."""

    def __init__(self, most: int) -> None:
        super().__init__(f"more than {most} files")
        self.most = most


class AttachedAlready(DomainError):
    """The same bytes stand at the run already: under which title."""

    def __init__(self, title: str) -> None:
        super().__init__(f"{title} is the same file")
        self.title = title


class PageMissing(DomainError):
    """A run that is typed in from paper was to be submitted without the scanned page."""

    def __init__(self, run_id: RunId, form_code: str) -> None:
        super().__init__(f"{form_code} has no page")
        self.run_id = run_id
        self.form_code = form_code


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file, kept in the center file as a paper; the digest of its bytes is part of what is signed.

    Args:
        paper_id: where its bytes are kept.
        title: what people see.
        media_type: such as image/jpeg or application/pdf.
        size: in bytes.
        digest: SHA-256 of the bytes.
        added_by: who attached it.
        added_at: when.
        item: the key of the item that it stands beside; empty: the whole run.
    """

    paper_id: PaperId
    title: str
    media_type: str
    size: int
    digest: bytes
    added_by: PersonId
    added_at: Moment
    item: str = ""


@dataclass(frozen=True, slots=True)
class Transcription:
    """That a run was typed in from paper: the code printed on the form, who filled it by hand, and when that was."""

    form_code: str
    written_by: str
    written_at: Moment


def attachment_document(attachment: Attachment) -> Document:
    """A file as the run's document names it: the digest of its bytes stands for them."""
    document: Document = {
        "title": attachment.title,
        "media_type": attachment.media_type,
        "size": attachment.size,
        "sha256": attachment.digest.hex(),
        "added_by": str(attachment.added_by),
        "added_at": attachment.added_at.iso(),
    }
    if attachment.item:
        document["item"] = attachment.item
    return document


def transcription_document(transcription: Transcription) -> Document:
    """Where a typed-in run comes from, as the run's document says it."""
    return {
        "form": transcription.form_code,
        "written_by": transcription.written_by,
        "written_at": transcription.written_at.iso(),
    }
