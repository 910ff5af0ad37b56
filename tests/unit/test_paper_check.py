"""Tests of the check of kept papers: altered bytes, another hash, and a paper that is gone are each found."""

from dataclasses import replace

import pytest

from au_desktop.domain.ids import PaperId
from au_desktop.domain.training.papers import PaperOwner
from au_desktop.services.keeping.integrity import IntegrityReport
from au_desktop.services.roster.paper_keeping import PaperDraft
from tests.memory_services import MemoryServices


class Kept:
    """A center with two papers of a trainee."""

    def __init__(self) -> None:
        self.center = MemoryServices()
        self.trainee_id = self.center.trainee()
        self.license, self.card = (self.keep(title) for title in ("License", "Card"))
        entities = self.center.memory.center.state.entities
        self.rows, self.contents = entities["paper"], entities["paper content"]

    def keep(self, title: str) -> PaperId:
        draft = PaperDraft(PaperOwner.TRAINEE, self.trainee_id, title)
        papers = self.center.work().papers
        return papers.keep_bytes(draft, f"{title}.pdf", title.encode()).value

    def check(self) -> IntegrityReport:
        return self.center.work().integrity.check()


@pytest.fixture
def kept() -> Kept:
    return Kept()


def test_papers_as_they_were_kept_are_sound(kept: Kept) -> None:
    kept.center.work().papers.void(kept.card, "wrong person")
    report = kept.check()
    assert (report.papers, report.paper_faults, report.sound) == (2, (), True)


def test_altered_and_missing_bytes_are_found(kept: Kept) -> None:
    kept.contents[kept.license] = b"altered"
    del kept.contents[kept.card]
    report = kept.check()
    assert not report.sound
    assert report.paper_faults == (
        "License (License.pdf): the bytes are not those that were kept",
        "Card (Card.pdf): the bytes are not those that were kept",
    )


def test_a_hash_that_fits_altered_bytes_does_not_fit_the_log(kept: Kept) -> None:
    kept.rows[kept.license] = replace(kept.rows[kept.license], digest=bytes(32))
    assert kept.check().paper_faults == ("License (License.pdf): the log tells of another file",)


def test_a_paper_that_was_taken_out_is_missed(kept: Kept) -> None:
    del kept.rows[kept.card]
    assert kept.check().paper_faults == ("T-001 · Card: gone, though the log tells of it",)
