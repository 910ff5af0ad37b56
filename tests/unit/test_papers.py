"""Tests of the papers: taken in with their hash, refused with a reason, copied out byte by byte, taken out of use."""

import hashlib
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from au_desktop.domain.errors import (
    DamagedCenter,
    DiskProblem,
    Invalid,
    NotAllowed,
    NotFound,
    ReasonRequired,
    UnreadableFile,
)
from au_desktop.domain.ids import PaperId
from au_desktop.domain.roles import Role
from au_desktop.domain.training.papers import Paper, PaperKeptAlready, PaperOwner, PaperTooLarge
from au_desktop.services.changes import Kind
from au_desktop.services.refusals import rule_sentences
from au_desktop.services.roster.paper_keeping import TAKEN_BACK, PaperDraft, Papers
from au_desktop.services.sentences import sentence_for
from tests.memory_services import MemoryServices

rule_sentences.register()
CONTENT = b"%PDF-1.7 a certificate"
UNTIL = date(2027, 6, 30)


class Desk:
    """A trainee, and the papers of a coordinator."""

    def __init__(self) -> None:
        self.center = MemoryServices()
        self.trainee_id = self.center.trainee()
        self.papers = self.center.work().papers

    def draft(self, title: str = "ACLS card") -> PaperDraft:
        return PaperDraft(PaperOwner.TRAINEE, self.trainee_id, title, UNTIL)

    def keep(self, content: bytes = CONTENT, title: str = "ACLS card") -> PaperId:
        return self.papers.keep_bytes(self.draft(title), "card.pdf", content).value

    def kept(self) -> tuple[Paper, ...]:
        return self.papers.of(PaperOwner.TRAINEE, self.trainee_id)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_file_is_taken_in_with_its_hash(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "card.pdf"
    file.write_bytes(CONTENT)
    outcome = desk.papers.keep(desk.draft(), file)
    (paper,) = desk.kept()
    assert (paper.id, paper.title, paper.file_name) == (outcome.value, "ACLS card", "card.pdf")
    assert (paper.size, paper.digest) == (len(CONTENT), hashlib.sha256(CONTENT).digest())
    assert (paper.expires, paper.voided) == (UNTIL, None)
    assert outcome.changes.touches(Kind.PAPER)
    entry = desk.center.log[-1]
    assert (entry.verb, entry.subject) == ("keep paper", "T-001 · ACLS card")
    assert entry.fields["digest"] == [None, paper.digest.hex()]
    assert file.read_bytes() == CONTENT


def test_without_a_title_it_takes_the_name_of_the_file(desk: Desk) -> None:
    desk.papers.keep_bytes(desk.draft(" "), "board certificate.pdf", CONTENT)
    assert desk.kept()[0].title == "board certificate"


def test_every_owner_has_papers_of_their_own(desk: Desk) -> None:
    supervisor = desk.center.supervisor()
    desk.keep()
    desk.papers.keep_bytes(PaperDraft(PaperOwner.SUPERVISOR, supervisor), "l.pdf", CONTENT)
    paper_id = desk.papers.keep_bytes(PaperDraft(PaperOwner.CENTER), "c.pdf", CONTENT).value
    assert [paper.title for paper in desk.papers.of(PaperOwner.SUPERVISOR, supervisor)] == ["l"]
    assert [paper.title for paper in desk.papers.of(PaperOwner.CENTER)] == ["c"]
    assert desk.papers.of(PaperOwner.TRAINEE) == ()
    assert desk.papers.named([paper_id])[paper_id].title == "c"
    assert [entry.subject for entry in desk.center.log[-2:]] == ["Example P. · l", "center · c"]


def test_a_paper_needs_an_owner_who_is_there(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.papers.keep_bytes(PaperDraft(PaperOwner.TRAINEE, UUID(int=77)), "c.pdf", CONTENT)
    with pytest.raises(Invalid, match="owner"):
        desk.papers.keep_bytes(PaperDraft(PaperOwner.SUPERVISOR), "c.pdf", CONTENT)


def test_an_empty_a_vanished_and_a_huge_file_are_refused(desk: Desk, tmp_path: Path) -> None:
    empty = tmp_path / "empty.pdf"
    empty.touch()
    with pytest.raises(Invalid, match=r"empty\.pdf is empty"):
        desk.papers.keep(desk.draft(), empty)
    for gone in (tmp_path / "gone.pdf", tmp_path):
        with pytest.raises(UnreadableFile):
            desk.papers.keep(desk.draft(), gone)
    small = Papers(desk.center.memory.desk(), most_bytes=1 << 20)
    large = tmp_path / "large.tif"
    large.write_bytes(bytes((1 << 20) + 1))
    with pytest.raises(PaperTooLarge) as caught:
        small.keep(desk.draft(), large)
    said = sentence_for(caught.value).what_happened
    assert said == "large.tif has more than 1 MB; papers are kept up to that size."
    large.write_bytes(bytes(1 << 20))
    small.keep(desk.draft(), large)
    assert [paper.size for paper in desk.kept()] == [1 << 20]


def test_the_same_bytes_are_kept_once_and_the_refusal_says_where(desk: Desk) -> None:
    paper_id = desk.keep()
    with pytest.raises(PaperKeptAlready) as caught:
        desk.keep(title="Another name")
    assert '"ACLS card" (card.pdf)' in sentence_for(caught.value).text
    desk.papers.void(paper_id, "wrong person")
    again = desk.keep(title="Another name")
    assert again != paper_id


def test_title_and_expiry_change_and_come_back(desk: Desk) -> None:
    paper_id = desk.keep()
    outcome = desk.papers.change(paper_id, " BLS card ", None)
    assert [(paper.title, paper.expires) for paper in desk.kept()] == [("BLS card", None)]
    assert outcome.undo is not None
    outcome.undo.run()
    assert [(paper.title, paper.expires) for paper in desk.kept()] == [("ACLS card", UNTIL)]
    with pytest.raises(Invalid, match="title"):
        desk.papers.change(paper_id, " ", None)


def test_taking_it_out_of_use_asks_why_and_is_final(desk: Desk) -> None:
    paper_id = desk.keep()
    with pytest.raises(ReasonRequired):
        desk.papers.void(paper_id, " ")
    desk.papers.void(paper_id, "wrong person")
    voided = desk.kept()[0].voided
    assert voided is not None
    assert voided.reason == desk.center.log[-1].reason == "wrong person"
    for work in (
        lambda: desk.papers.void(paper_id, "again"),
        lambda: desk.papers.change(paper_id, "x", None),
    ):
        with pytest.raises(Invalid, match="out of use"):
            work()


def test_a_trainee_takes_back_what_was_just_kept_and_nothing_else(desk: Desk) -> None:
    papers = desk.center.work(Role.TRAINEE).papers
    with pytest.raises(NotAllowed):
        papers.void(desk.keep(), "in the way")
    undo = papers.keep_bytes(desk.draft(), "own.pdf", b"own").undo
    assert undo is not None
    undo.run()
    assert [one.voided is None for one in desk.kept()] == [True, False]


def test_keeping_a_paper_can_be_taken_back(desk: Desk) -> None:
    outcome = desk.papers.keep_bytes(desk.draft(), "card.pdf", CONTENT)
    assert outcome.undo is not None
    outcome.undo.run()
    voided = desk.kept()[0].voided
    assert voided is not None
    assert voided.reason == TAKEN_BACK


def test_a_copy_has_the_same_bytes_and_is_logged(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "copy.pdf"
    target.write_bytes(b"older")
    paper_id = desk.keep()
    outcome = desk.papers.save_copy(paper_id, target)
    assert outcome.value == target
    assert target.read_bytes() == CONTENT
    assert [path.name for path in tmp_path.iterdir()] == ["copy.pdf"]
    assert desk.center.log[-1].verb == "save copy of paper"
    assert desk.center.log[-1].fields["file"] == [None, "copy.pdf"]


def test_altered_bytes_are_not_copied(desk: Desk, tmp_path: Path) -> None:
    paper_id = desk.keep()
    desk.center.memory.center.state.entities["paper content"][paper_id] = b"altered"
    with pytest.raises(DamagedCenter, match="not those that were kept"):
        desk.papers.save_copy(paper_id, tmp_path / "copy.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_copy_that_the_disk_refuses_is_not_logged(desk: Desk, tmp_path: Path) -> None:
    paper_id = desk.keep()
    with pytest.raises(DiskProblem):
        desk.papers.save_copy(paper_id, tmp_path / "gone" / "copy.pdf")
    assert desk.center.log[-1].verb == "keep paper"


def test_an_inspector_reads_and_copies_but_keeps_nothing(desk: Desk, tmp_path: Path) -> None:
    paper_id = desk.keep()
    papers = desk.center.work(Role.INSPECTOR).papers
    papers.save_copy(paper_id, tmp_path / "copy.pdf")
    with pytest.raises(NotAllowed):
        papers.keep_bytes(desk.draft(), "card.pdf", b"more")
