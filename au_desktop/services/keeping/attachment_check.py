"""The check of the files that belong to a run: each still has the bytes whose digest was signed."""

import hashlib

from au_desktop.domain.checklists.attachments import Attachment
from au_desktop.domain.checklists.runs import Run
from au_desktop.domain.errors import NotFound
from au_desktop.domain.signing.validity import Validity, ValidityState
from au_desktop.services.ports import UnitOfWork


def with_files_checked(uow: UnitOfWork, run: Run, found: Validity) -> Validity:
    """The validity of a signature; a sound one is broken where an attached file is not the one that was signed for."""
    if not found.sound:
        return found
    faults = tuple(
        f"attached file: {one.title}" for one in run.attachments if not _is_there(uow, one)
    )
    return Validity(ValidityState.BROKEN, faults) if faults else found


def _is_there(uow: UnitOfWork, attachment: Attachment) -> bool:
    try:
        content = uow.papers.content(attachment.paper_id)
    except NotFound:
        return False
    return hashlib.sha256(content).digest() == attachment.digest
