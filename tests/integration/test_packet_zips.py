"""Packets as zip files that went through other hands: packed again, cut, doubled, hostile, or no packets at all."""

import shutil
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from au_desktop.domain.roles import Role
from au_desktop.services.workbook.workbook_checks import FaultKind, NotSealed
from tests.packet_centers import READER, found, make_packet_center, packet_of


@pytest.fixture(scope="module")
def zipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("zips")
    center, trainee_id = make_packet_center(place / "lakeside.aucenter")
    with center.opened(Role.COORDINATOR) as opened:
        packet_of(opened.services, trainee_id, place / "packet.zip")
    return place / "packet.zip"


@pytest.fixture
def packet(zipped: Path, tmp_path: Path) -> Path:
    with ZipFile(zipped) as packed:
        packed.extractall(tmp_path / "packet")
    return tmp_path / "packet"


def test_a_packet_that_somebody_packed_again_is_the_same(packet: Path, tmp_path: Path) -> None:
    """Unpacked, looked at and packed by another program: a folder on top, and the litter of two systems."""
    again = tmp_path / "again.zip"
    with ZipFile(again, "w", ZIP_DEFLATED) as packed:
        for file in sorted(path for path in packet.rglob("*") if path.is_file()):
            packed.write(file, f"T-001/{file.relative_to(packet).as_posix()}")
        packed.writestr("__MACOSX/T-001/._packet.json", b"attributes")
        packed.writestr("T-001/papers/.DS_Store", b"layout")
    assert READER.is_packet(again)
    assert found(again) == []
    (packet / "Thumbs.db").write_bytes(b"pictures")
    assert found(packet) == []
    with ZipFile(again, "a") as packed:
        packed.writestr("letter.txt", b"beside the folder")
    assert found(again) == [("letter.txt", "", FaultKind.FILE_ADDED)]


def test_a_file_that_stands_twice_in_a_zip_is_found(zipped: Path, tmp_path: Path) -> None:
    twice = Path(shutil.copyfile(zipped, tmp_path / "twice.zip"))
    with pytest.warns(UserWarning, match="Duplicate name"), ZipFile(twice, "a") as packed:
        packed.writestr("packet.json", ZipFile(zipped).read("packet.json"))
    assert found(twice) == [("packet.json", "", FaultKind.FILE_ADDED)]


@pytest.mark.parametrize("share", [0.2, 0.5, 0.99])
def test_a_truncated_zip_is_found(zipped: Path, tmp_path: Path, share: float) -> None:
    whole = zipped.read_bytes()
    cut = tmp_path / "cut.zip"
    cut.write_bytes(whole[: int(len(whole) * share)])
    assert READER.is_packet(cut)
    with pytest.raises(NotSealed, match="neither a folder nor a whole zip file"):
        READER.examine(cut)


def test_a_zip_that_would_unpack_without_end_is_not_opened(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.zip"
    with ZipFile(bomb, "w", ZIP_DEFLATED) as packed:
        packed.writestr("packet.json", bytes(20 << 20))
    with pytest.raises(NotSealed, match="it was not opened"):
        READER.examine(bomb)


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b'{"format": "au-desktop/packet/9"}', b"[" * 100_000]
)
def test_what_is_no_packet_cannot_be_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "packet.json").write_bytes(content)
    with pytest.raises(NotSealed):
        READER.examine(tmp_path)
