"""Papers in the encrypted file: any bytes come back untouched, and nothing that was taken in can be changed."""

import os
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from au_desktop.domain.errors import NotFound
from au_desktop.domain.ids import PaperId
from au_desktop.domain.training.cases import Voided
from au_desktop.domain.training.papers import Paper, PaperOwner
from au_desktop.persistence import schema
from au_desktop.persistence.engine import connect
from tests.center_files import (
    KEY,
    MARKER,
    NOW,
    PERSON,
    TRAINEE,
    OpenCenter,
    later,
    older_center,
    opened,
)

CONTENT = b"%PDF-1.7 " + MARKER.encode() + bytes(range(256))


def a_paper(number: int = 1, **changes: object) -> Paper:
    paper = Paper(
        id=PaperId(UUID(int=7000 + number)),
        owner=PaperOwner.TRAINEE,
        owner_id=TRAINEE.id,
        title="ACLS card",
        file_name="card.pdf",
        size=len(CONTENT),
        digest=bytes(range(32)),
        added_at=NOW,
        added_by=PERSON.id,
        expires=date(2027, 6, 30),
    )
    return replace(paper, **changes)  # type: ignore[arg-type]


@pytest.fixture
def kept(filled: OpenCenter) -> OpenCenter:
    with filled.work() as uow:
        uow.papers.add(a_paper(), CONTENT)
        uow.commit()
    return filled


def test_a_paper_comes_back_and_takes_a_new_title(kept: OpenCenter) -> None:
    changed = a_paper(title="BLS card", expires=None, voided=Voided("wrong person", later(5)))
    with kept.work() as uow:
        assert uow.papers.get(a_paper().id) == a_paper()
        uow.papers.replace(changed)
        assert uow.papers.get(a_paper().id) == changed
        assert uow.papers.content(a_paper().id) == CONTENT


def test_papers_are_listed_by_owner_in_the_order_they_came(filled: OpenCenter) -> None:
    center = a_paper(2, owner=PaperOwner.CENTER, owner_id=None)
    other = a_paper(3, owner=PaperOwner.SUPERVISOR, owner_id=UUID(int=5))
    with filled.work() as uow:
        for paper in (a_paper(9), other, center, a_paper(1)):
            uow.papers.add(paper, CONTENT)
        assert uow.papers.of_owners((TRAINEE.id,)) == (a_paper(1), a_paper(9))
        assert uow.papers.of_owners((TRAINEE.id, UUID(int=5))) == (a_paper(1), other, a_paper(9))
        assert uow.papers.of_center() == (center,)


def test_a_paper_that_is_not_there_is_said_to_be_missing(filled: OpenCenter) -> None:
    with filled.work() as uow:
        for ask in (uow.papers.get, uow.papers.content):
            with pytest.raises(NotFound):
                ask(a_paper().id)
        with pytest.raises(NotFound):
            uow.papers.replace(a_paper())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(content=st.binary(min_size=1, max_size=20_000))
def test_any_bytes_come_back_untouched(filled: OpenCenter, content: bytes) -> None:
    with filled.work() as uow:
        uow.papers.add(a_paper(), content)
        assert uow.papers.content(a_paper().id) == content


def test_a_large_paper_survives_closing_and_is_not_readable_in_the_file(
    filled: OpenCenter,
) -> None:
    content = os.urandom(3_000_000) + MARKER.encode() * 50
    with filled.work() as uow:
        uow.papers.add(a_paper(), content)
        uow.commit()
    filled.engines.dispose()
    with opened(filled.path) as again, again.work() as uow:
        assert uow.papers.content(a_paper().id) == content
    for path in filled.path.parent.iterdir():
        assert MARKER.encode() not in path.read_bytes()


KEPT = [
    "UPDATE paper_contents SET content = x'00'",
    "DELETE FROM paper_contents",
    "INSERT OR REPLACE INTO paper_contents SELECT paper_id, x'00' FROM paper_contents",
    "UPDATE papers SET digest = x'00'",
    "UPDATE papers SET size = 1",
    "UPDATE papers SET file_name = 'x'",
    "UPDATE papers SET owner_id = x'00'",
    "UPDATE papers SET added_at = 1",
    "DELETE FROM papers",
]


@pytest.mark.parametrize("sql", KEPT)
def test_what_was_taken_in_stays(kept: OpenCenter, sql: str) -> None:
    with pytest.raises(IntegrityError, match="is kept as written"):
        kept.execute(sql)


def test_a_file_without_papers_is_upgraded_and_takes_one(tmp_path: Path) -> None:
    """An older file with people and trainees in it gains the tables and loses nothing."""
    path = tmp_path / "Lakeside.aucenter" / "center.db"
    path.parent.mkdir()
    older_center(path, "0005")
    with closing(connect(path, KEY)) as made:
        made.execute("INSERT INTO facts VALUES ('name', 'Hillside')")
    schema.upgrade(path, KEY)
    with opened(path) as center, center.work() as uow:
        uow.people.add(PERSON)
        uow.trainees.add(TRAINEE)
        uow.papers.add(a_paper(), CONTENT)
        assert uow.papers.content(a_paper().id) == CONTENT
        assert uow.facts.all()["name"] == "Hillside"


def test_every_paper_is_listed_for_a_check(kept: OpenCenter) -> None:
    with kept.work() as uow:
        uow.papers.add(a_paper(9, owner=PaperOwner.CENTER, owner_id=None), CONTENT)
        assert [paper.id.int for paper in uow.papers.all()] == [7001, 7009]
