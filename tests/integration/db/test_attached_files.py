"""Attached files, transcriptions and printed forms in the encrypted file: they come back, and stay with what was signed."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from au_desktop.domain.checklists.attachments import Attachment, Transcription
from au_desktop.domain.checklists.paper_form import PaperForm, Spoiled
from au_desktop.domain.checklists.runs import Run, Subject
from au_desktop.domain.errors import SignedRecordIsFinal
from au_desktop.domain.ids import FormId, PaperId
from au_desktop.domain.training.papers import Paper, PaperOwner
from au_desktop.persistence.engine import connect
from tests.center_files import (
    KEY,
    MARKER,
    NOW,
    PERSON,
    OpenCenter,
    a_seal,
    a_stored_run,
    later,
    opened,
)

CONTENT = b"\xff\xd8\xff" + MARKER.encode() + bytes(range(256))
WRITTEN = Transcription("F-0001-87MF-8", "A. Example", later(-90))
NUMBER = 40


def a_file(number: int = 1, item: str = "") -> Attachment:
    return Attachment(
        PaperId(UUID(int=8000 + number)),
        f"Page {number}",
        "image/jpeg",
        len(CONTENT),
        bytes([number]) * 32,
        PERSON.id,
        later(number),
        item,
    )


def _keep(center: OpenCenter, run: Run, *files: Attachment) -> None:
    with center.work() as uow:
        for one in files:
            paper = Paper(
                one.paper_id,
                PaperOwner.RUN,
                run.id,
                one.title,
                "page.jpg",
                one.size,
                one.digest,
                one.added_at,
                PERSON.id,
            )
            uow.papers.add(paper, CONTENT)
        uow.commit()


@pytest.fixture
def run(filled: OpenCenter) -> Run:
    """A draft with two files, typed in from paper."""
    made = replace(
        a_stored_run(NUMBER), attachments=(a_file(1), a_file(2, "item_00")), transcription=WRITTEN
    )
    _keep(filled, made, *made.attachments)
    with filled.work() as uow:
        uow.runs.add(made)
        uow.commit()
    return made


def test_files_and_transcription_come_back(filled: OpenCenter, run: Run) -> None:
    with filled.work() as uow:
        assert uow.runs.get(run.id).attachments == run.attachments
        assert uow.runs.get(run.id).transcription == WRITTEN
        assert uow.runs.get(a_stored_run(2).id).attachments == ()
        assert uow.papers.get(a_file().paper_id).owner is PaperOwner.RUN


def test_the_files_of_a_draft_change(filled: OpenCenter, run: Run) -> None:
    other = replace(WRITTEN, written_by="B. Example")
    with filled.work() as uow:
        uow.runs.put_attachments(run.id, (a_file(2),))
        uow.runs.put_transcription(run.id, other)
        uow.commit()
    with filled.work() as uow:
        assert uow.runs.get(run.id).attachments == (a_file(2),)
        assert uow.runs.get(run.id).transcription == other


def _sealed(center: OpenCenter, run: Run) -> None:
    with center.work() as uow:
        uow.sign_offs.add_seal(a_seal(run))
        uow.commit()


def test_a_signed_run_keeps_its_files(filled: OpenCenter, run: Run) -> None:
    _sealed(filled, run)
    with filled.work() as uow, pytest.raises(SignedRecordIsFinal):
        uow.runs.put_attachments(run.id, ())
    with filled.work() as uow, pytest.raises(SignedRecordIsFinal):
        uow.runs.put_transcription(run.id, replace(WRITTEN, written_by="x"))
    for sql in (
        "UPDATE run_attachments SET title = 'x' WHERE run_id = ?",
        "DELETE FROM run_attachments WHERE run_id = ?",
        "UPDATE run_transcriptions SET written_by = 'x' WHERE run_id = ?",
        "DELETE FROM run_transcriptions WHERE run_id = ?",
        "INSERT INTO run_attachments SELECT run_id, 9, paper_id, item, title, media_type, size, "
        "digest, added_by, added_at, added_at_offset FROM run_attachments WHERE run_id = ?",
    ):
        with pytest.raises(SignedRecordIsFinal):
            filled.execute(sql, run.id.bytes)


def test_the_check_of_the_file_reads_them_too(filled: OpenCenter, run: Run) -> None:
    _sealed(filled, run)
    with filled.work() as uow:
        read = {sealed.run.id: sealed.run for sealed in uow.sealed.all().runs}
        assert read[run.id] == uow.runs.get(run.id)


def test_printed_forms_are_kept_whole(filled: OpenCenter) -> None:
    form = PaperForm(
        FormId(UUID(int=9001)), 1, "ab" * 32, "Survey", 2, Subject(drug_id="x"), NOW, PERSON.id
    )
    spoiled = replace(form, spoiled=Spoiled("torn", PERSON.id, later(9)))
    with filled.work() as uow:
        uow.paper_forms.put(form)
        assert uow.paper_forms.get(form.id) == form
        uow.paper_forms.put(spoiled)
        assert uow.paper_forms.all() == (spoiled,)


def test_the_bytes_lie_in_the_encrypted_file_alone(filled: OpenCenter, run: Run) -> None:
    folder = filled.path.parent
    for path in folder.rglob("*"):
        if path.is_file():
            assert MARKER.encode() not in path.read_bytes()
    with closing(connect(filled.path, KEY)) as raw:
        (kept,) = raw.execute(
            "SELECT content FROM paper_contents WHERE paper_id = ?", (a_file().paper_id.bytes,)
        ).fetchone()
    assert bytes(kept) == CONTENT


def test_what_was_not_committed_is_not_there(filled: OpenCenter, run: Run, tmp_path: Path) -> None:
    third = a_file(3)
    _keep(filled, run, third)
    with filled.work() as uow:
        uow.runs.put_attachments(run.id, (*run.attachments, third))
        copy = tmp_path / "killed.db"
        for ending in ("", "-wal"):
            source = filled.path.with_name(filled.path.name + ending)
            if source.exists():
                copy.with_name(copy.name + ending).write_bytes(source.read_bytes())
        with opened(copy) as killed, killed.work() as reader:
            assert reader.runs.get(run.id).attachments == run.attachments
