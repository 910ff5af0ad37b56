"""Recognizes pictures and documents by their bytes, and takes out of pictures what a camera writes beside them."""

from collections.abc import Iterator

from au_desktop.domain.errors import DomainError

JPEG, PNG, PDF = "image/jpeg", "image/png", "application/pdf"

_PNG_MARK = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP"}
    | {b"sBIT", b"bKGD", b"pHYs"}
)
"""The chunks that the picture is made of; texts, times and camera data are not among them."""

_JFIF, _EXIF, _COLOR, _ADOBE, _COMMENT = 0xE0, 0xE1, 0xE2, 0xEE, 0xFE
_SCAN, _END = 0xDA, 0xD9
_RESTARTS = range(0xD0, 0xD8)
_APPLICATIONS = range(0xE0, 0xF0)
_UPRIGHT, _ORIENTATIONS = 1, range(1, 9)
_ORIENTATION_TAG = 0x0112
_PDF_WITHIN = 1024


class FileKindNotTaken(DomainError):
    """A file is neither a JPEG or PNG picture nor a PDF document."""

    def __init__(self, file_name: str) -> None:
        super().__init__(f"{file_name} is neither a JPEG or PNG picture nor a PDF document")
        self.file_name = file_name


class DamagedPicture(DomainError):
    """A picture breaks off or is not put together as its kind asks."""

    def __init__(self, file_name: str) -> None:
        super().__init__(f"{file_name} is damaged")
        self.file_name = file_name


class _Broken(Exception):
    """The bytes do not follow the rules of their kind."""


def media_type_of(content: bytes) -> str:
    """What the bytes are, whatever the file is called; empty for anything else."""
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(_PNG_MARK):
        return PNG
    return PDF if b"%PDF-" in content[:_PDF_WITHIN] else ""


def cleaned(file_name: str, content: bytes) -> tuple[str, bytes]:
    """The kind, and the bytes without place, time, camera and comments; the picture itself stays bit for bit.

    A PDF document is taken as it is.

    Raises:
        FileKindNotTaken, DamagedPicture: it cannot be taken.
    """
    media_type = media_type_of(content)
    if not media_type:
        raise FileKindNotTaken(file_name)
    if media_type == PDF:
        return media_type, content
    parts = _jpeg_parts if media_type == JPEG else _png_parts
    try:
        return media_type, b"".join(parts(content))
    except (_Broken, IndexError) as error:
        raise DamagedPicture(file_name) from error


def _jpeg_parts(content: bytes) -> Iterator[bytes]:
    """The segments that make the picture; how the camera was held is kept in a segment of our own."""
    yield content[:2]
    yield from _upright(content)
    at = 2
    while True:
        marker, start = _marker(content, at)
        if marker == _END:
            # What follows the end, such as a phone's second picture, is not part of this one.
            yield content[start : start + 2]
            return
        end = start + 2 + _length(content, start + 2)
        if _is_picture(marker, content[start + 4 : end]):
            yield content[start:end]
        at = end
        if marker == _SCAN:
            at = _end_of_scan(content, end)
            yield content[end:at]


def _marker(content: bytes, at: int) -> tuple[int, int]:
    """The next marker, and where it begins; bytes that only fill are passed over."""
    if content[at] != 0xFF:
        raise _Broken
    while content[at + 1] == 0xFF:
        at += 1
    return content[at + 1], at


def _length(content: bytes, at: int) -> int:
    length = int.from_bytes(content[at : at + 2], "big")
    if length < 2 or at + length > len(content):
        raise _Broken
    return length


def _is_picture(marker: int, body: bytes) -> bool:
    """Whether a segment belongs to the picture: its tables, its color, its form; not what was noted beside it."""
    if marker == _COLOR:
        return body.startswith(b"ICC_PROFILE\x00")
    if marker in _APPLICATIONS:
        return marker in (_JFIF, _ADOBE)
    return marker != _COMMENT


def _end_of_scan(content: bytes, at: int) -> int:
    """Where the picture's own data ends: at the next marker that is neither filling nor a restart."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0:
            raise _Broken
        following = content[at + 1]
        if following != 0 and following not in _RESTARTS:
            return at
        at += 2


def _upright(content: bytes) -> Iterator[bytes]:
    """A segment that says only how the camera was held, where it was not upright."""
    turned = _orientation(content)
    if turned == _UPRIGHT:
        return
    entry = _ORIENTATION_TAG.to_bytes(2, "big") + b"\x00\x03\x00\x00\x00\x01"
    directory = b"\x00\x01" + entry + turned.to_bytes(2, "big") + b"\x00\x00" + bytes(4)
    body = b"Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08" + directory
    yield b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body


def _orientation(content: bytes) -> int:
    """How the camera says it was held; upright where it does not say so in a way that can be read."""
    at = 2
    while at + 4 <= len(content):
        marker, start = _marker(content, at)
        if marker in (_SCAN, _END):
            break
        end = start + 2 + _length(content, start + 2)
        body = content[start + 4 : end]
        if marker == _EXIF and body.startswith(b"Exif\x00\x00"):
            return _orientation_in(body[6:])
        at = end
    return _UPRIGHT


def _orientation_in(tiff: bytes) -> int:
    order = {b"II": "little", b"MM": "big"}.get(tiff[:2])
    if order is None:
        return _UPRIGHT

    def number(at: int, size: int) -> int:
        return int.from_bytes(tiff[at : at + size], "little" if order == "little" else "big")

    first = number(4, 4)
    for place in range(number(first, 2)):
        entry = first + 2 + 12 * place
        if entry + 12 > len(tiff):
            break
        if number(entry, 2) == _ORIENTATION_TAG:
            turned = number(entry + 8, 2)
            return turned if turned in _ORIENTATIONS else _UPRIGHT
    return _UPRIGHT


def _png_parts(content: bytes) -> Iterator[bytes]:
    yield _PNG_MARK
    at = len(_PNG_MARK)
    while True:
        length = int.from_bytes(content[at : at + 4], "big")
        kind, end = content[at + 4 : at + 8], at + 12 + length
        if len(kind) < 4 or end > len(content):
            raise _Broken
        if kind in _PNG_KEPT:
            yield content[at:end]
        if kind == b"IEND":
            return
        at = end
