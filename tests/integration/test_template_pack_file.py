"""The file of a template pack: written whole, and whatever else is given for one is refused with a reason."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from au_desktop.domain.errors import DiskProblem, UnreadableFile
from au_desktop.exchange.template_pack_file import MOST_BYTES, TemplatePackFiles

FILES = TemplatePackFiles()
NO_PACK = "is not a template pack of this program"


def test_what_is_written_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "ours.autemplates"
    document = {"center": "Größe · µCi", "templates": [{"version": 1, "verify": True, "x": None}]}
    digest = FILES.write(path, document)
    assert FILES.read(path) == document
    assert len(digest) == 64
    assert "µCi" in path.read_text(encoding="utf-8")


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(DiskProblem):
        FILES.write(tmp_path / "gone" / "ours.autemplates", {})


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", NO_PACK),
        (b"PK\x03\x04 a zip", NO_PACK),
        (b"\xff\xfe\x00", "is not UTF-8 text"),
        (b'{"a": 1.5}', NO_PACK),
        (b'{"a": NaN}', NO_PACK),
        (b'{"a": -Infinity}', NO_PACK),
        (b'{"a": 1, "a": 2}', NO_PACK),
        ('{"ä": 1}'.encode(), NO_PACK),
        (b'{"a": ' + b"9" * 5_000 + b"}", NO_PACK),
        (b"[" * 200_000, "is nested too deep"),
        (b'{"a":' * 200_000, "is nested too deep"),
        (b" " * (MOST_BYTES + 1), "is larger than 8 MB"),
    ],
)
def test_another_file_is_refused(tmp_path: Path, content: bytes, why: str) -> None:
    path = tmp_path / "theirs.autemplates"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile) as caught:
        FILES.read(path)
    assert caught.value.why == why


@pytest.mark.parametrize("make", [lambda path: path.mkdir(), lambda path: None])
def test_what_is_no_file_is_told(tmp_path: Path, make: Callable[[Path], object]) -> None:
    path = tmp_path / "theirs.autemplates"
    make(path)
    with pytest.raises(UnreadableFile):
        FILES.read(path)


def test_half_letters_are_left_to_the_check_of_the_content(tmp_path: Path) -> None:
    path = tmp_path / "theirs.autemplates"
    path.write_text(json.dumps({"a": "\ud800"}))
    assert FILES.read(path) == {"a": "\ud800"}
