"""Files come in with a draft, are part of what is signed, and cannot be changed afterwards; a removed one can be put back."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from au_desktop.domain.checklists.attachments import (
    MOST_ATTACHMENTS,
    AttachedAlready,
    TooManyAttachments,
)
from au_desktop.domain.checklists.file_kinds import FileKindNotTaken
from au_desktop.domain.checklists.runs import RunIsSubmitted
from au_desktop.domain.errors import DamagedCenter, Invalid, NotFound
from au_desktop.domain.ids import PaperId, RunId
from au_desktop.domain.roles import Role
from au_desktop.domain.signing.validity import ValidityState
from au_desktop.domain.training.papers import PaperOwner, PaperTooLarge
from au_desktop.services.changes import Kind
from au_desktop.services.checklists.run_attachments import (
    GivenFile,
    RunAttachments,
    read_file,
)
from au_desktop.services.roster.paper_keeping import PaperDraft
from tests.builders import NOBODY
from tests.memory_services import MemoryServices
from tests.picture_files import PLACE, a_jpeg, a_pdf, a_photograph, a_png

PHOTO = GivenFile("IMG_0001.jpg", a_photograph(), "Label of the vial", "assay_activity")


@pytest.fixture
def center() -> MemoryServices:
    return MemoryServices()


def files(center: MemoryServices) -> RunAttachments:
    return center.work(Role.PRECEPTOR).attachments


def test_a_photograph_comes_in_without_its_place(center: MemoryServices) -> None:
    run_id = center.run()
    outcome = files(center).attach(run_id, PHOTO)
    added = outcome.value
    content = files(center).content(added.paper_id)
    assert PLACE not in content
    assert (added.title, added.item, added.media_type) == (
        "Label of the vial",
        "assay_activity",
        "image/jpeg",
    )
    assert added.digest == hashlib.sha256(content).digest()
    assert added.size == len(content)
    assert outcome.changes.touches(Kind.RUN)
    with center.memory.center.unit_of_work() as uow:
        assert uow.runs.get(run_id).attachments == (added,)
        paper = uow.papers.get(added.paper_id)
    assert (paper.owner, paper.owner_id, paper.file_name) == (
        PaperOwner.RUN,
        run_id,
        "IMG_0001.jpg",
    )
    assert [entry.verb for entry in center.log[-2:]] == ["keep paper", "attach file"]


def test_a_file_on_disk_takes_its_own_name(center: MemoryServices, tmp_path: Path) -> None:
    scan = tmp_path / "page 1.pdf"
    scan.write_bytes(a_pdf())
    added = files(center).attach(center.run(), read_file(scan)).value
    assert (added.title, added.item, added.media_type) == ("page 1", "", "application/pdf")


@pytest.mark.parametrize(
    ("file", "error"),
    [
        (GivenFile("a.docx", b"PK"), FileKindNotTaken),
        (GivenFile("empty.jpg", b""), Invalid),
        (replace(PHOTO, item="no_such_item"), NotFound),
        (GivenFile("big.jpg", a_jpeg() + bytes(5000)), PaperTooLarge),
    ],
)
def test_what_cannot_be_taken_leaves_nothing(
    center: MemoryServices, file: GivenFile, error: type[Exception]
) -> None:
    run_id = center.run()
    entries = len(center.log)
    small = RunAttachments(center.memory.desk(Role.PRECEPTOR), most_bytes=4000)
    with pytest.raises(error):
        small.attach(run_id, file)
    with center.memory.center.unit_of_work() as uow:
        assert uow.runs.get(run_id).attachments == ()
        assert uow.papers.all() == ()
    assert len(center.log) == entries


def test_the_same_file_stands_once_beside_an_item(center: MemoryServices) -> None:
    run_id = center.run()
    files(center).attach(run_id, PHOTO)
    with pytest.raises(AttachedAlready) as refused:
        files(center).attach(run_id, PHOTO)
    assert refused.value.title == "Label of the vial"
    files(center).attach(run_id, replace(PHOTO, item="checked"))


def test_a_record_takes_only_so_many(center: MemoryServices) -> None:
    run_id = center.run()
    for number in range(MOST_ATTACHMENTS):
        files(center).attach(run_id, GivenFile("a.pdf", a_pdf() + str(number).encode()))
    with pytest.raises(TooManyAttachments) as refused:
        files(center).attach(run_id, PHOTO)
    assert refused.value.most == MOST_ATTACHMENTS


def test_a_removed_file_is_out_of_use_and_can_be_put_back(center: MemoryServices) -> None:
    run_id = center.run()
    attached = files(center).attach(run_id, PHOTO)
    added = attached.value
    assert attached.undo is not None
    removed = files(center).remove(run_id, added.paper_id)
    with center.memory.center.unit_of_work() as uow:
        assert uow.runs.get(run_id).attachments == ()
        voided = uow.papers.get(added.paper_id).voided
    assert voided is not None
    assert voided.reason == "removed from the draft R-000001"
    assert removed.undo is not None
    removed.undo.run()
    with center.memory.center.unit_of_work() as uow:
        assert uow.runs.get(run_id).attachments == (added,)
        assert uow.papers.get(added.paper_id).voided is None
    attached.undo.run()
    with pytest.raises(NotFound):
        files(center).remove(run_id, added.paper_id)


def test_a_submitted_record_takes_and_gives_no_file(center: MemoryServices) -> None:
    run_id = center.run()
    added = files(center).attach(run_id, PHOTO).value
    center.work(Role.PRECEPTOR).checklist_work.submit(run_id)
    with pytest.raises(RunIsSubmitted):
        files(center).attach(run_id, GivenFile("b.png", a_png()))
    with pytest.raises(RunIsSubmitted):
        files(center).remove(run_id, added.paper_id)


def _signed(center: MemoryServices) -> tuple[RunId, PaperId]:
    run_id = center.run()
    paper_id = files(center).attach(run_id, PHOTO).value.paper_id
    center.work(Role.PRECEPTOR).checklist_work.submit(run_id)
    center.sign(run_id)
    return run_id, paper_id


def test_the_digest_is_part_of_what_is_signed(center: MemoryServices) -> None:
    run_id, _ = _signed(center)
    with center.memory.center.unit_of_work() as uow:
        seal = uow.sign_offs.seal(run_id)
        attachment = uow.runs.get(run_id).attachments[0]
    assert seal is not None
    (told,) = json.loads(seal.content)["attachments"]
    assert told["sha256"] == attachment.digest.hex()
    assert told["item"] == "assay_activity"
    other = replace(attachment, digest=bytes(32))
    center.memory.center.state.runs[run_id] = replace(
        center.memory.center.state.runs[run_id], attachments=(other,)
    )
    (judged,) = center.work().signing.signatures(run_id)
    assert judged.validity.state is ValidityState.BROKEN


def test_changed_bytes_are_found_by_the_check_of_the_file(center: MemoryServices) -> None:
    _, paper_id = _signed(center)
    _signed(center)
    assert center.work().integrity.check().sound
    center.memory.center.state.entities["paper content"][paper_id] = a_jpeg((9, 9))
    report = center.work().integrity.check()
    (fault,) = report.signature_faults
    assert fault.validity.fields == ("attached file: Label of the vial",)
    assert len(report.paper_faults) == 1
    with pytest.raises(DamagedCenter):
        files(center).content(paper_id)
    del center.memory.center.state.entities["paper content"][paper_id]
    assert center.work().integrity.check().signature_faults == report.signature_faults


def test_bytes_swapped_with_the_digest_beside_them_are_not_shown_as_those_attached(
    center: MemoryServices,
) -> None:
    _, paper_id = _signed(center)
    other, entities = a_jpeg((9, 9)), center.memory.center.state.entities
    paper = center.work().papers.named([paper_id])[paper_id]
    entities["paper content"][paper_id] = other
    with center.memory.center.unit_of_work() as uow:
        uow.papers.replace(replace(paper, digest=hashlib.sha256(other).digest()))
        uow.commit()
    with pytest.raises(DamagedCenter):
        files(center).content(paper_id)


def test_any_other_paper_is_read_by_its_own_digest(center: MemoryServices) -> None:
    draft = PaperDraft(PaperOwner.TRAINEE, center.trainee())
    paper_id = center.work().papers.keep_bytes(draft, "card.pdf", b"card").value
    assert files(center).content(paper_id) == b"card"


def test_a_file_of_a_record_is_not_taken_out_of_use_or_renamed_as_a_paper(
    center: MemoryServices,
) -> None:
    _, paper_id = _signed(center)
    papers = center.work().papers
    with pytest.raises(Invalid, match="belongs to a checklist record"):
        papers.void(paper_id, "in the way")
    with pytest.raises(Invalid, match="belongs to a checklist record"):
        papers.change(paper_id, "Another label", None)


def test_a_broken_signature_stays_what_it_is(center: MemoryServices) -> None:
    run_id, paper_id = _signed(center)
    run = center.memory.center.state.runs[run_id]
    center.memory.center.state.runs[run_id] = replace(run, amend_reason="other")
    del center.memory.center.state.entities["paper content"][paper_id]
    (fault,) = center.work().integrity.check().signature_faults
    assert fault.validity.fields == ("amend_reason",)


def test_an_amendment_carries_the_files_over_and_leaves_the_old_ones_alone(
    center: MemoryServices,
) -> None:
    run_id, paper_id = _signed(center)
    amended = center.work(Role.PRECEPTOR).checklist_work.amend(run_id, "other vial").value
    added = files(center).attach(amended, GivenFile("b.png", a_png())).value
    files(center).remove(amended, paper_id)
    files(center).remove(amended, added.paper_id)
    with center.memory.center.unit_of_work() as uow:
        assert uow.papers.get(paper_id).voided is None
        assert uow.papers.get(added.paper_id).voided is not None
        assert len(uow.runs.get(run_id).attachments) == 1
        assert uow.runs.get(amended).attachments == ()


def test_a_paper_of_a_record_is_saved_like_any_other(
    center: MemoryServices, tmp_path: Path
) -> None:
    _, paper_id = _signed(center)
    center.work().papers.save_copy(paper_id, tmp_path / "copy.jpg")
    assert (tmp_path / "copy.jpg").read_bytes() == files(center).content(paper_id)
    assert center.log[-1].subject == "checklist record · Label of the vial"
    assert center.work().papers.of(PaperOwner.RUN, NOBODY) == ()
