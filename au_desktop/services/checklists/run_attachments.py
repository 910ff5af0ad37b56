"""Files that belong to runs: photographs and scanned pages, taken into the center file, shown, and removed from drafts."""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from au_desktop.domain.checklists.attachments import Attachment
from au_desktop.domain.checklists.file_kinds import cleaned
from au_desktop.domain.checklists.runs import Run, with_attachment, without_attachment
from au_desktop.domain.errors import DamagedCenter, Invalid, NotFound
from au_desktop.domain.ids import PaperId, RunId
from au_desktop.domain.roles import Permission
from au_desktop.domain.training.cases import Voided
from au_desktop.domain.training.papers import (
    MOST_PAPER_BYTES,
    Paper,
    PaperOwner,
    PaperTooLarge,
)
from au_desktop.files import read_at_most
from au_desktop.services.changes import Kind
from au_desktop.services.checklists.checklist_work import run_code
from au_desktop.services.desk import Change, Desk, Subject
from au_desktop.services.outcomes import Outcome, Undo
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.roster.paper_keeping import KEPT

ATTACHED, REMOVED = "attach file", "remove attached file"
"""How the log calls them."""


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file to be attached: its name and bytes, what people call it (its name without one), and beside which item."""

    file_name: str
    content: bytes
    title: str = ""
    item: str = ""


def read_file(path: Path, title: str = "", item: str = "") -> GivenFile:
    """A file on disk, read as far as one may be long; it stays where it lies, too.

    Raises:
        UnreadableFile: it is gone or may not be read.
    """
    return GivenFile(path.name, read_at_most(path, MOST_PAPER_BYTES + 1), title, item)


class RunAttachments:
    """Use cases about the files of runs. `most_bytes` is the largest file that is taken."""

    def __init__(self, desk: Desk, most_bytes: int = MOST_PAPER_BYTES) -> None:
        self._desk = desk
        self._most = most_bytes

    def attach(self, run_id: RunId, file: GivenFile) -> Outcome[Attachment]:
        """Take a file in; pictures without what the camera noted beside them.

        Raises:
            RunIsSubmitted, RunIsVoid: only a draft takes files.
            FileKindNotTaken, DamagedPicture, PaperTooLarge, AttachedAlready, TooManyAttachments: it cannot be taken.
        """
        with self._desk.change(Permission.FILL_CHECKLISTS) as change:
            run = change.uow.runs.get(run_id)
            after = take_in(change, PaperId(self._desk.ids.new()), run, file, self._most)
            change.uow.runs.put_attachments(run_id, after.attachments)
        added = after.attachments[-1]
        undo = Undo(f"{added.title} attached", lambda: self.remove(run_id, added.paper_id))
        return Outcome(added, change.changes, undo)

    def remove(self, run_id: RunId, paper_id: PaperId) -> Outcome[None]:
        """Take a file off a draft; its bytes stay in the center file, out of use."""
        with self._desk.change(Permission.FILL_CHECKLISTS) as change:
            run = change.uow.runs.get(run_id)
            after = without_attachment(run, paper_id)
            gone = next(one for one in run.attachments if one.paper_id == paper_id)
            change.uow.runs.put_attachments(run_id, after.attachments)
            if not _kept_elsewhere(change.uow, run, paper_id):
                reason = f"removed from the draft {run_code(run.number)}"
                _mark(change, paper_id, Voided(reason, change.at))
            change.record(REMOVED, _subject(run), _facts(gone), None)
        undo = Undo(f"{gone.title} removed", lambda: self._put_back(run_id, gone))
        return Outcome(None, change.changes, undo)

    def content(self, paper_id: PaperId) -> bytes:
        """The bytes of a file.

        Raises:
            DamagedCenter: they are not those that were attached.
        """
        with self._desk.unit_of_work() as uow:
            paper, content = uow.papers.get(paper_id), uow.papers.content(paper_id)
            signed_for = _digest_at_owner(uow, paper)
        if hashlib.sha256(content).digest() != signed_for:
            raise DamagedCenter(f"the bytes of {paper.title} are not those that were attached")
        return content

    def _put_back(self, run_id: RunId, gone: Attachment) -> Outcome[None]:
        with self._desk.change(Permission.FILL_CHECKLISTS) as change:
            run = change.uow.runs.get(run_id)
            after = with_attachment(run, gone)
            change.uow.runs.put_attachments(run_id, after.attachments)
            _mark(change, gone.paper_id, None)
            change.record(ATTACHED, _subject(run), None, _facts(gone))
        return Outcome(None, change.changes)


def take_in(
    change: Change, paper_id: PaperId, run: Run, file: GivenFile, most: int = MOST_PAPER_BYTES
) -> Run:
    """Keep a file as a paper in an open change, and give the run with it; the caller writes the run."""
    if len(file.content) > most:
        raise PaperTooLarge(file.file_name, most)
    if not file.content:
        raise Invalid("file", f"{file.file_name} is empty")
    _require_item(change.uow, run, file.item)
    media_type, content = cleaned(file.file_name, file.content)
    attachment = Attachment(
        paper_id=paper_id,
        title=file.title.strip() or Path(file.file_name).stem,
        media_type=media_type,
        size=len(content),
        digest=hashlib.sha256(content).digest(),
        added_by=change.actor.person_id,
        added_at=change.at,
        item=file.item,
    )
    after = with_attachment(run, attachment)
    paper = _paper(run, file.file_name, attachment)
    change.uow.papers.add(paper, content)
    kept = Subject(Kind.PAPER, paper.id, f"{run_code(run.number)} · {paper.title}")
    change.record(KEPT, kept, None, paper)
    change.record(ATTACHED, _subject(run), None, _facts(attachment))
    return after


def _paper(run: Run, file_name: str, attachment: Attachment) -> Paper:
    return Paper(
        id=attachment.paper_id,
        owner=PaperOwner.RUN,
        owner_id=run.id,
        title=attachment.title,
        file_name=file_name,
        size=attachment.size,
        digest=attachment.digest,
        added_at=attachment.added_at,
        added_by=attachment.added_by,
    )


def _require_item(uow: UnitOfWork, run: Run, item: str) -> None:
    if item and not uow.templates.get(run.template_digest).has_item(item):
        raise NotFound("item", item)


def _kept_elsewhere(uow: UnitOfWork, run: Run, paper_id: PaperId) -> bool:
    """Whether the version that this one amends has the file too."""
    if run.amends is None:
        return False
    return any(one.paper_id == paper_id for one in uow.runs.get(run.amends).attachments)


def _digest_at_owner(uow: UnitOfWork, paper: Paper) -> bytes:
    """What the bytes must be: the record's own word goes before that of the paper, which nobody signs."""
    named: dict[PaperId, bytes] = {}
    if paper.owner is PaperOwner.RUN and paper.owner_id is not None:
        run = uow.runs.get(RunId(paper.owner_id))
        named = {one.paper_id: one.digest for one in run.attachments}
    return named.get(paper.id, paper.digest)


def _mark(change: Change, paper_id: PaperId, voided: Voided | None) -> None:
    paper = change.uow.papers.get(paper_id)
    change.uow.papers.replace(replace(paper, voided=voided))


def _facts(attachment: Attachment) -> dict[str, str]:
    facts = {"file": attachment.title, "sha256": attachment.digest.hex()}
    return facts | ({"item": attachment.item} if attachment.item else {})


def _subject(run: Run) -> Subject:
    return Subject(Kind.RUN, run.id, run_code(run.number))
