"""Files are known by their bytes; what a camera notes beside a picture does not come in, the picture itself stays as it is."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps

from au_desktop.domain.checklists.file_kinds import (
    JPEG,
    PDF,
    PNG,
    DamagedPicture,
    FileKindNotTaken,
    cleaned,
    media_type_of,
)
from tests.picture_files import CAMERA, PLACE, a_jpeg, a_pdf, a_photograph, a_png, tiff


def test_files_are_known_by_their_bytes() -> None:
    kinds = [
        media_type_of(content) for content in (a_jpeg(), a_png(), a_pdf(), b"PK\x03\x04", b"")
    ]
    assert kinds == [JPEG, PNG, PDF, "", ""]


def test_other_kinds_are_not_taken() -> None:
    with pytest.raises(FileKindNotTaken) as refused:
        cleaned("notes.docx", b"PK\x03\x04")
    assert refused.value.file_name == "notes.docx"


@pytest.mark.parametrize("order", ["big", "little"])
@pytest.mark.parametrize("turned", [1, 3, 6, 8])
def test_a_photograph_loses_place_and_camera_and_stays_upright(turned: int, order: str) -> None:
    given_bytes = a_photograph(turned, order)
    media_type, kept = cleaned("page.jpg", given_bytes)
    assert media_type == JPEG
    assert PLACE not in kept
    assert CAMERA not in kept
    assert _seen(kept) == _seen(given_bytes)
    assert cleaned("page.jpg", kept) == (JPEG, kept)


def test_a_plain_picture_stays_bit_for_bit() -> None:
    assert cleaned("page.jpg", a_jpeg()) == (JPEG, a_jpeg())


def test_a_color_profile_stays_and_other_notes_of_that_segment_go() -> None:
    plain = a_jpeg()
    profile = b"\xff\xe2\x00\x12ICC_PROFILE\x00\x01\x01ab"
    other = b"\xff\xe2\x00\x06MPF\x00"
    _, kept = cleaned("page.jpg", plain[:2] + profile + other + plain[2:])
    assert kept == plain[:2] + profile + plain[2:]


def test_a_progressive_picture_with_several_scans_stays() -> None:
    made = BytesIO()
    Image.effect_noise((64, 48), 80).save(made, "JPEG", progressive=True, restart_marker_blocks=2)
    plain = made.getvalue()
    filled = plain[:2] + b"\xff" + plain[2:]
    assert _seen(cleaned("page.jpg", filled)[1]) == _seen(plain)


@pytest.mark.parametrize(
    "camera",
    [b"", b"XX\x00\x2a", tiff(9), tiff(6)[:-20], b"MM\x00\x2a\x00\x00\x00\x08\x00\x00"],
)
def test_camera_data_that_says_nothing_of_use_is_left_out(camera: bytes) -> None:
    plain = a_jpeg()
    body = b"Exif\x00\x00" + camera
    exif = b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body
    assert cleaned("page.jpg", plain[:2] + exif + plain[2:]) == (JPEG, plain)


def test_a_picture_keeps_its_own_chunks_only() -> None:
    media_type, kept = cleaned("page.png", a_png() + PLACE)
    assert media_type == PNG
    assert PLACE not in kept
    assert Image.open(BytesIO(kept)).tobytes() == Image.open(BytesIO(a_png())).tobytes()


def test_a_document_is_taken_as_it_is() -> None:
    assert cleaned("scan.pdf", a_pdf()) == (PDF, a_pdf())


@pytest.mark.parametrize(
    "content",
    [
        a_jpeg()[:-2],
        a_jpeg()[:40],
        b"\xff\xd8\xff\xe0\x00\x01",
        b"\xff\xd8\xff\xe0\x00\x04ab",
        b"\xff\xd8\xff\xe0\x00\x04abXX",
        a_png()[:-8],
        a_png()[:40],
        b"\x89PNG\r\n\x1a\n",
    ],
)
def test_what_breaks_off_is_damaged(content: bytes) -> None:
    with pytest.raises(DamagedPicture) as refused:
        cleaned("page", content)
    assert refused.value.file_name == "page"


@given(st.binary(max_size=200), st.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"]))
def test_whatever_follows_it_is_read_or_refused(rest: bytes, mark: bytes) -> None:
    try:
        media_type, kept = cleaned("any", mark + rest)
    except DamagedPicture:
        return
    assert media_type == media_type_of(kept)


def _seen(content: bytes) -> bytes:
    return ImageOps.exif_transpose(Image.open(BytesIO(content))).tobytes()
