"""Files that belong to a run: a photograph beside one answer, or the scanned page that the run was typed in from."""

from dataclasses import dataclass

from au_desktop.domain.ids import PaperId, PersonId
from au_desktop.domain.moments import Moment


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
