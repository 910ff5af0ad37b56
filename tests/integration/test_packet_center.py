"""Packets and their center: the verb, the history, verification against the log, and nothing half made."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from au_desktop.cli.passphrase_source import VARIABLE
from au_desktop.domain.errors import Cancelled, DiskProblem
from au_desktop.domain.ids import TraineeId
from au_desktop.domain.roles import Role
from au_desktop.exchange.packet_folder import PacketFolderWriter
from au_desktop.exchange.packet_pdf import write_pdf
from au_desktop.exchange.pdf_page import printable
from au_desktop.services.leaving.packets import PacketMaterial, PacketWish
from au_desktop.services.packet.packet_worksheet import (
    Behind,
    Figure,
    Grid,
    GridColumn,
    Worksheet,
    WorksheetPart,
)
from au_desktop.services.rows import PageRequest
from au_desktop.services.workbook.workbook_checks import FileVerdict
from tests.builders import RESOURCES, a_trainee
from tests.centers import NAMES, PASSPHRASES, CenterFolder, make_center
from tests.command_line import CommandLine
from tests.packet_centers import make_packet_center, packet_of

EMPTY = Worksheet(
    trainee="T-001",
    name="A. Example",
    form="NRC Form 313A (AUT)",
    center="Lakeside",
    license_number="",
    profile="nrc-2019",
    made="2026-11-22 09:30",
    made_by="Somebody",
    log="1 entries, ab",
    key="ab cd",
    draft=False,
    gaps=(),
    parts=(),
    figures=(),
)
WRITER = PacketFolderWriter(RESOURCES / "packet")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[CenterFolder, TraineeId]:
    return make_packet_center(tmp_path_factory.mktemp("filled") / "lakeside.aucenter")


@pytest.fixture
def center(filled: tuple[CenterFolder, TraineeId], tmp_path: Path) -> CenterFolder:
    return filled[0].copy_to(tmp_path / "center.aucenter")


@pytest.fixture
def trainee_id(filled: tuple[CenterFolder, TraineeId]) -> TraineeId:
    return filled[1]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    monkeypatch.setenv(VARIABLE, PASSPHRASES[Role.COORDINATOR])
    return CommandLine(capsys)


def test_the_verb_makes_a_packet_that_the_other_verb_verifies(
    run: CommandLine, center: CenterFolder, tmp_path: Path
) -> None:
    place = ("packet", center.folder, tmp_path / "out.zip", "--as", NAMES[Role.COORDINATOR])
    made = run(*place, "--trainee", "t-001")
    assert (made.code, made.err) == (0, "")
    assert made.value("packet") == str(tmp_path / "out.zip")
    assert made.value("trainee") == "T-001, draft, 12 records"
    alone = run("verify", tmp_path / "out.zip")
    assert (alone.code, alone.err) == (0, "")
    assert alone.value("packet") == "T-001, A. Tannhauser, MD, draft, 12 of 12 records"
    told = run(
        "verify",
        tmp_path / "out.zip",
        "--center",
        center.folder,
        "--as",
        NAMES[Role.COORDINATOR],
    )
    assert told.code == 0
    assert "genuine" in told.out


def test_the_verb_makes_a_folder_and_leaves_papers_out_when_asked(
    run: CommandLine, center: CenterFolder, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    words = ("packet", center.folder, out, "--as", NAMES[Role.COORDINATOR], "--trainee", "T-001")
    assert run(*words, "--without-papers").code == 0
    assert not (out / "papers").exists()
    again = run(*words)
    assert again.value("packet") == str(tmp_path / "out (2)")
    assert (tmp_path / "out (2)" / "papers").is_dir()
    (out / "worksheet.pdf").write_bytes(b"another")
    said = run("verify", out)
    assert said.code == 1
    assert "worksheet.pdf: the file was changed" in said.out


def test_the_verb_knows_no_other_trainee(
    run: CommandLine, center: CenterFolder, tmp_path: Path
) -> None:
    said = run(
        "packet",
        center.folder,
        tmp_path / "out",
        "--as",
        NAMES[Role.COORDINATOR],
        "--trainee",
        "T-099",
    )
    assert said.code == 2
    assert "No trainee has the code T-099." in said.err
    assert not (tmp_path / "out").exists()


def test_the_verb_knows_nobody_who_was_taken_off_the_roster(
    run: CommandLine, center: CenterFolder, tmp_path: Path
) -> None:
    with center.opened(Role.COORDINATOR) as opened:
        enrolment = opened.services.enrolment
        twice = enrolment.enroll(a_trainee(family_name="Enrolled Twice")).value
        enrolment.take_back((twice,), "enrolled twice")
        code = enrolment.trainee(twice).code
    words = ("packet", center.folder, tmp_path / "out", "--as", NAMES[Role.COORDINATOR])
    said = run(*words, "--trainee", code)
    assert (said.code, f"No trainee has the code {code}." in said.err) == (2, True)


def test_what_is_no_packet_cannot_be_told(run: CommandLine, tmp_path: Path) -> None:
    said = run("verify", tmp_path)
    assert said.code == 2
    assert "there is no readable packet.json in it" in said.out


def test_the_center_knows_its_packet_and_says_what_is_newer(
    center: CenterFolder, trainee_id: TraineeId, tmp_path: Path
) -> None:
    with center.opened(Role.COORDINATOR) as opened:
        row = packet_of(opened.services, trainee_id, tmp_path / "out.zip")
        assert opened.services.documents.history(PageRequest()).rows[0] == row
        documents = opened.services.documents
        report = documents.verify(tmp_path / "out.zip")
        assert (report.verdict, report.with_center) == (FileVerdict.GENUINE, True)
        assert opened.services.integrity.check().sound
        opened.services.enrolment.enroll(a_trainee())
        assert documents.verify(tmp_path / "out.zip").verdict is FileVerdict.GENUINE
        trainee = opened.services.enrolment.trainee(trainee_id)
        opened.services.enrolment.change(replace(trainee, notes="called"))
        report = documents.verify(tmp_path / "out.zip")
        assert (report.verdict, report.newer) == (FileVerdict.GENUINE_BUT_OLDER, 1)


def test_a_center_that_lost_the_entry_has_a_log_that_was_cut(
    center: CenterFolder, trainee_id: TraineeId, tmp_path: Path
) -> None:
    older = center.copy_to(tmp_path / "older.aucenter")
    with center.opened(Role.COORDINATOR) as opened:
        packet_of(opened.services, trainee_id, tmp_path / "out.zip")
    with older.opened(Role.COORDINATOR) as opened:
        verify = opened.services.documents.verify
        assert verify(tmp_path / "out.zip").verdict is FileVerdict.LOG_CUT
        opened.services.enrolment.enroll(a_trainee())
        assert verify(tmp_path / "out.zip").verdict is FileVerdict.LOG_REWRITTEN


def test_another_center_does_not_know_it(
    center: CenterFolder, trainee_id: TraineeId, tmp_path: Path
) -> None:
    other = make_center(tmp_path / "other.aucenter")
    with center.opened(Role.COORDINATOR) as opened:
        packet_of(opened.services, trainee_id, tmp_path / "out.zip")
    with other.opened(Role.RSO) as opened:
        report = opened.services.documents.verify(tmp_path / "out.zip")
    assert report.verdict is FileVerdict.NOT_FROM_THIS_CENTER


def test_the_digests_of_sealed_checklists_are_those_of_the_whole_ones(
    center: CenterFolder,
) -> None:
    with center.opened(Role.RSO) as opened, opened.unit_of_work() as uow:
        lean, whole = list(uow.sealed.digests()), list(uow.sealed.all().runs)
    assert [one.run_id for one in lean] == [one.run.id for one in whole]
    assert [one.seal for one in lean] == [one.seal.digest for one in whole]
    assert [one.case_id for one in lean] == [one.run.subject.case_id for one in whole]
    assert [one.template_digest for one in lean] == [one.run.template_digest for one in whole]
    assert [[(sign.public_key, sign.signature) for sign in one.sign_offs] for one in lean] == [
        [(sign.public_key, sign.signature) for sign in one.sign_offs] for one in whole
    ]


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("as_zip", [True, False])
def test_a_stopped_packet_leaves_nothing_behind(tmp_path: Path, as_zip: bool) -> None:
    wish = PacketWish(tmp_path / "out", as_zip=as_zip)
    with pytest.raises(Cancelled), WRITER.stage(wish, PacketMaterial(EMPTY, ()), lambda: True):
        pass
    assert files_in(tmp_path) == []


@pytest.mark.parametrize("as_zip", [True, False])
def test_a_packet_that_was_taken_back_leaves_nothing_behind(tmp_path: Path, as_zip: bool) -> None:
    wish = PacketWish(tmp_path / "out", as_zip=as_zip)
    with WRITER.stage(wish, PacketMaterial(EMPTY, ()), lambda: False) as staged:
        staged.put(b"{}")
        assert files_in(tmp_path)[-1] == "out"
        staged.take_back()
    assert files_in(tmp_path) == []


def test_a_place_that_is_gone_is_a_problem_of_the_disk(tmp_path: Path) -> None:
    wish = PacketWish(tmp_path / "gone" / "out", as_zip=True)
    with pytest.raises(DiskProblem), WRITER.stage(wish, PacketMaterial(EMPTY, ()), lambda: False):
        pass


def test_the_same_worksheet_gives_the_same_bytes(tmp_path: Path) -> None:
    packed = []
    for name in ("one.zip", "two.zip"):
        wish = PacketWish(tmp_path / name, as_zip=True)
        with WRITER.stage(wish, PacketMaterial(EMPTY, ()), lambda: False) as staged:
            staged.put(b"{}")
        packed.append((tmp_path / name).read_bytes())
    assert packed[0] == packed[1]


def test_names_are_printed_in_the_nearest_signs() -> None:
    assert printable("Şahin Ødegård ≤ 3 µCi\u00a0–\n") == "Sahin Ødegård <= 3 µCi\u00a0–\n"
    assert printable("D(∞) = Γ · 2^(\u2212t)") == "D(infinity) = Gamma · 2^(-t)"
    assert printable("患者 \x07") == "?? ?"


def test_long_tables_go_over_pages(tmp_path: Path) -> None:
    codes = tuple(
        Behind("case", UUID(int=number), f"C-{number:06d}", Decimal(1)) for number in range(400)
    )
    figure = Figure("E1", "Many cases", "cases", Decimal(400), codes)
    rows = tuple((f"{number}", "a word " * 900) for number in range(3))
    grid = Grid((GridColumn("No.", 10), GridColumn("Words", 90)), rows)
    sheet = replace(
        EMPTY, figures=(figure,), draft=True, parts=(WorksheetPart("3.c", "Cases", (grid,)),)
    )
    write_pdf(tmp_path / "long.pdf", sheet)
    assert pages_of(tmp_path / "long.pdf") > 3


def pages_of(pdf: Path) -> Any:
    return pdf.read_bytes().count(b"/Type /Page\n")
