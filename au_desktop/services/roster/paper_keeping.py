"""Papers: files taken into the center file with the hash of their bytes, listed, copied out again, taken out of use."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from uuid import UUID

from au_desktop.domain.errors import DamagedCenter, Invalid, ReasonRequired
from au_desktop.domain.ids import PaperId
from au_desktop.domain.roles import Permission
from au_desktop.domain.training.cases import Voided
from au_desktop.domain.training.papers import (
    MOST_PAPER_BYTES,
    Paper,
    PaperKeptAlready,
    PaperOwner,
    PaperTooLarge,
)
from au_desktop.files import read_at_most, replace_bytes
from au_desktop.services.changes import Kind
from au_desktop.services.desk import Change, Desk, Subject
from au_desktop.services.outcomes import Outcome, Undo
from au_desktop.services.ports import UnitOfWork

KEPT = "keep paper"
"""How the log calls taking a paper in; the check of the file counts these entries."""

_NAMED = {PaperOwner.CENTER: "center", PaperOwner.RUN: "checklist record"}
"""Owners that the log calls by their kind; a paper of a checklist is taken in with it, and its title says the rest."""

TAKEN_BACK = "added by mistake and taken back at once"


@dataclass(frozen=True, slots=True)
class PaperDraft:
    """A paper to be kept: whose it is, its title (the file's name without one), and when it expires."""

    owner: PaperOwner
    owner_id: UUID | None = None
    title: str = ""
    expires: date | None = None


class Papers:
    """Use cases about papers. `most_bytes` is the largest file that is taken."""

    def __init__(self, desk: Desk, most_bytes: int = MOST_PAPER_BYTES) -> None:
        self._desk = desk
        self._most = most_bytes

    def of(self, owner: PaperOwner, owner_id: UUID | None = None) -> tuple[Paper, ...]:
        """The papers of one owner, in the order they came; those out of use too."""
        with self._desk.unit_of_work() as uow:
            return _of(uow, owner, owner_id)

    def named(self, paper_ids: Iterable[PaperId]) -> Mapping[PaperId, Paper]:
        """These papers by id."""
        with self._desk.unit_of_work() as uow:
            return {paper_id: uow.papers.get(paper_id) for paper_id in paper_ids}

    def keep(self, draft: PaperDraft, path: Path) -> Outcome[PaperId]:
        """Take a file in; it stays where it lies, too.

        Raises:
            UnreadableFile: it is gone or may not be read.
            PaperTooLarge, PaperKeptAlready, Invalid: it cannot be taken, and why.
        """
        return self.keep_bytes(draft, path.name, read_at_most(path, self._most + 1))

    def keep_bytes(self, draft: PaperDraft, file_name: str, content: bytes) -> Outcome[PaperId]:
        """Take bytes in as a file of that name; see `keep`."""
        if len(content) > self._most:
            raise PaperTooLarge(file_name, self._most)
        if not content:
            raise Invalid("file", f"{file_name} is empty")
        digest = hashlib.sha256(content).digest()
        with self._desk.change(Permission.KEEP_PAPERS) as change:
            owner = _owner_words(change.uow, draft)
            for other in _of(change.uow, draft.owner, draft.owner_id):
                if other.digest == digest and other.voided is None:
                    raise PaperKeptAlready(other.title, other.file_name)
            paper = Paper(
                id=PaperId(self._desk.ids.new()),
                owner=draft.owner,
                owner_id=draft.owner_id,
                title=draft.title.strip() or Path(file_name).stem,
                file_name=file_name,
                size=len(content),
                digest=digest,
                added_at=change.at,
                added_by=change.actor.person_id,
                expires=draft.expires,
            )
            change.uow.papers.add(paper, content)
            change.record(KEPT, _subject(paper, owner), None, paper)
        # Whoever may keep may take back at once what they kept; voiding later is for those who void records.
        undo = Undo(
            f"{paper.title} kept",
            lambda: self._void(paper.id, TAKEN_BACK, Permission.KEEP_PAPERS),
        )
        return Outcome(paper.id, change.changes, undo)

    def change(self, paper_id: PaperId, title: str, expires: date | None) -> Outcome[None]:
        """Give a paper another title or day of expiry."""
        with self._desk.change(Permission.KEEP_PAPERS) as change:
            before = _in_use(change.uow, paper_id)
            after = replace(before, title=title.strip(), expires=expires)
            _replace(change, "change paper", before, after)
        undo = Undo(
            f"{after.title} changed",
            lambda: self.change(paper_id, before.title, before.expires),
        )
        return Outcome(None, change.changes, undo)

    def void(self, paper_id: PaperId, reason: str) -> Outcome[None]:
        """Take a paper out of use, with the reason; it and its bytes stay."""
        if not reason.strip():
            raise ReasonRequired("take a paper out of use")
        return self._void(paper_id, reason.strip(), Permission.VOID_RECORDS)

    def save_copy(self, paper_id: PaperId, target: Path) -> Outcome[Path]:
        """Write a paper's bytes to a place on disk; that they left the center is an entry of the log.

        Raises:
            DamagedCenter: the bytes are not those that were taken in; nothing is written.
            DiskProblem: the disk refused; an older file at that place is untouched.
        """
        with self._desk.change(Permission.READ) as change:
            paper = change.uow.papers.get(paper_id)
            content = change.uow.papers.content(paper_id)
            if hashlib.sha256(content).digest() != paper.digest:
                raise DamagedCenter(f"the bytes of {paper.title} are not those that were kept")
            replace_bytes(target, content)
            said = {"file": target.name, "sha256": paper.digest.hex()}
            change.record("save copy of paper", _subject_of(change.uow, paper), None, said)
        return Outcome(target, change.changes)

    def _void(self, paper_id: PaperId, reason: str, permission: Permission) -> Outcome[None]:
        with self._desk.change(permission) as change:
            before = _in_use(change.uow, paper_id)
            after = replace(before, voided=Voided(reason, change.at))
            _replace(change, "void paper", before, after, reason)
        return Outcome(None, change.changes)


def _of(uow: UnitOfWork, owner: PaperOwner, owner_id: UUID | None) -> tuple[Paper, ...]:
    if owner is PaperOwner.CENTER:
        return uow.papers.of_center()
    if owner_id is None:
        return ()
    return tuple(paper for paper in uow.papers.of_owners((owner_id,)) if paper.owner is owner)


def _in_use(uow: UnitOfWork, paper_id: PaperId) -> Paper:
    paper = uow.papers.get(paper_id)
    if paper.voided is not None:
        raise Invalid("paper", f"{paper.title} is out of use")
    if paper.owner is PaperOwner.RUN:
        # It may be signed with its record: a draft gives it up there, a submitted record never does.
        raise Invalid("paper", f"{paper.title} belongs to a checklist record")
    return paper


def _replace(change: Change, verb: str, before: Paper, after: Paper, reason: str = "") -> None:
    change.uow.papers.replace(after)
    change.record(verb, _subject_of(change.uow, after), before, after, reason)


def _owner_words(uow: UnitOfWork, of: PaperDraft | Paper) -> str:
    """How the log calls the owner; raises `NotFound` where there is no such owner."""
    if of.owner in _NAMED:
        return _NAMED[of.owner]
    if of.owner_id is None:
        raise Invalid("owner", "is missing")
    if of.owner is PaperOwner.TRAINEE:
        return uow.trainees.get(of.owner_id).code
    return uow.supervisors.get(of.owner_id).name


def _subject_of(uow: UnitOfWork, paper: Paper) -> Subject:
    return _subject(paper, _owner_words(uow, paper))


def _subject(paper: Paper, owner: str) -> Subject:
    return Subject(Kind.PAPER, paper.id, f"{owner} · {paper.title}")
