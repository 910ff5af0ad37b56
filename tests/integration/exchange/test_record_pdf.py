"""Records and forms as PDF, read again from the file: their words, marks, pages and pictures, the same bytes each time."""

import hashlib
import re
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from au_desktop.domain.errors import DiskProblem
from au_desktop.domain.ids import PaperId
from au_desktop.exchange.form_pdf import FormPdfWriter
from au_desktop.exchange.printed_pictures import MOST_POINTS, UnreadablePicture, page_picture
from au_desktop.exchange.run_pdf import RunPdfWriter
from au_desktop.services.checklists.printed_form import FormItem, FormSection, PrintedForm
from au_desktop.services.leaving.printed_record import (
    PrintedFile,
    PrintedItem,
    PrintedRecord,
    PrintedSection,
    PrintedSignature,
)
from tests.pdf_words import words_of
from tests.picture_files import a_jpeg, a_photograph, a_png

PICTURES = {PaperId(UUID(int=1)): a_jpeg((60, 40)), PaperId(UUID(int=2)): a_png()}
GONE = PaperId(UUID(int=3))
RECORD = PrintedRecord(
    code="R-000123",
    title="End-of-day area survey",
    note="For every day of use.",
    center="Hillside RPT Center, license 45-00000-01",
    mark="",
    facts=(("Room", "Room 3"), ("Time of the work", "2026-11-20 12:00:00 (UTC-05:00)")),
    sections=(
        PrintedSection(
            "Readings",
            (
                PrintedItem("Background", "0.05 mR/h", ("Limits: attention above 5 \u2265",)),
                PrintedItem("Chair", "9 mR/h", ("Attention: 9 is above 5.",), stands_out=True),
            ),
        ),
        PrintedSection("Nothing applied", ()),
    ),
    signatures=(
        PrintedSignature("Performed: P. Rennert, RSO", (("Part", "the whole record"),), True),
    ),
    waiting=("Reviewed (reviewed): RSO, may follow",),
    files=(
        PrintedFile("Chair", "image/jpeg", "image/jpeg", PaperId(UUID(int=1))),
        PrintedFile("Note", "application/pdf", "application/pdf", GONE),
        PrintedFile("Label", "image/png", "image/png", PaperId(UUID(int=2))),
        PrintedFile("Altered", "image/jpeg", "image/jpeg", GONE),
    ),
    digests=(("Sealed record", "ab" * 32),),
    made="Printed now by P. Rennert; log of 12 entries, 0123456789abcdef",
    content=lambda key: PICTURES.get(key, b""),
)
FORM = PrintedForm(
    code="F-0001-87MF-8",
    scanned="F-0001-87MF-8 0123456789abcdef",
    title="End-of-day area survey",
    note="",
    center="Hillside RPT Center",
    facts=(("Room", "Room 3"), ("Filled by hand by", "")),
    sections=(
        FormSection(
            "Readings",
            "only if \u201cWorked\u201d is yes",
            (
                FormItem("Meter fine", ("Look twice.",), ("Done", "Not done")),
                FormItem(
                    "Long", (), tuple(f"A choice with many words, number {at}" for at in range(9))
                ),
                FormItem("Very long", (), ("word " * 40,)),
                FormItem("Reading", (), (), ("mR/h",)),
                FormItem("Known", (), answered="Room 3"),
            ),
        ),
        FormSection("Empty", "", ()),
    ),
    signatures=("Performed (RSO)",),
    made="Printed now",
)


def pages_of(path: Path) -> int:
    return len(re.findall(rb"/Type /Page\b", path.read_bytes()))


def test_a_record_says_all_of_it(tmp_path: Path) -> None:
    target = tmp_path / "R.pdf"
    digest = RunPdfWriter().write_record(target, RECORD)
    assert digest == hashlib.sha256(target.read_bytes()).hexdigest()
    words = words_of(target)
    for said in (
        "End-of-day area survey",
        "For every day of use.",
        "Background",
        "0.05 mR/h",
        "Limits: attention above 5",
        "Performed: P. Rennert, RSO",
        "Not signed yet: Reviewed",
        "ab" * 32,
        "Training record, not an authorization.",
        "Hillside RPT Center",
        "not the picture that was attached",
    ):
        assert said in words, said
    assert "Nothing applied" not in words
    assert pages_of(target) == 4
    assert [f"Page {at} of 4" in words for at in (1, 2, 3, 4)] == [True] * 4


def test_the_same_record_gives_the_same_bytes(tmp_path: Path) -> None:
    writer = RunPdfWriter()
    first = writer.write_record(tmp_path / "1.pdf", RECORD)
    assert writer.write_record(tmp_path / "2.pdf", RECORD) == first


@pytest.mark.parametrize("mark", ["VOID", "DRAFT, not signed", "Superseded by R-000124"])
def test_what_does_not_stand_says_so_on_every_page(tmp_path: Path, mark: str) -> None:
    long = PrintedSection("Long", tuple(PrintedItem(f"Item {at}", "x") for at in range(120)))
    record = replace(RECORD, mark=mark, sections=(long,), files=(), signatures=())
    RunPdfWriter().write_record(tmp_path / "R.pdf", record)
    words = words_of(tmp_path / "R.pdf")
    pages = pages_of(tmp_path / "R.pdf")
    assert pages > 2
    assert words.count(mark) >= 2 * pages
    assert "Nobody has signed this record." in words


def test_a_form_has_its_code_on_every_page(tmp_path: Path) -> None:
    target = tmp_path / "F.pdf"
    digest = FormPdfWriter().write_form(target, FORM)
    assert digest == hashlib.sha256(target.read_bytes()).hexdigest()
    words = words_of(target)
    assert words.count(FORM.code) >= pages_of(target) + 1
    for said in ("Done", "Not done", "Look twice.", "mR/h", "Room 3", "Performed", "number 8"):
        assert said in words, said
    assert "This section only if" in words
    assert "Empty" not in words
    assert FormPdfWriter().write_form(tmp_path / "again.pdf", FORM) == digest


@pytest.mark.parametrize("answer", ["word " * 3000, "x" * 6000, "\n" * 400])
def test_a_long_answer_of_a_draft_goes_on_over_the_page(tmp_path: Path, answer: str) -> None:
    section = FormSection("Readings", "", (FormItem("Remarks", answered=f"{answer}end"),))
    FormPdfWriter().write_form(tmp_path / "F.pdf", replace(FORM, sections=(section,)))
    assert pages_of(tmp_path / "F.pdf") > 2
    assert "end" in words_of(tmp_path / "F.pdf")


def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    for write, what in (
        (RunPdfWriter().write_record, RECORD),
        (FormPdfWriter().write_form, FORM),
    ):
        with pytest.raises(DiskProblem):
            write(tmp_path / "gone" / "x.pdf", what)  # type: ignore[operator]
    assert list(tmp_path.iterdir()) == []


def test_pictures_are_made_small_and_upright() -> None:
    _, width, height = page_picture(a_jpeg((4000, 3000)))
    assert (width, height) == (MOST_POINTS, MOST_POINTS * 3 // 4)
    assert page_picture(a_photograph(6))[1:] == (24, 40)


@pytest.mark.parametrize("content", [b"", b"nothing", a_jpeg()[:60]])
def test_what_is_no_picture_is_not_drawn(content: bytes) -> None:
    with pytest.raises(UnreadablePicture):
        page_picture(content)
