"""Small pictures and documents as cameras and scanners write them, with what they note beside the picture."""

import zlib
from io import BytesIO

from PIL import Image

PLACE = b"GPS 28.03N 82.45W"
CAMERA = b"Examplephone 12"


def a_jpeg(size: tuple[int, int] = (40, 24), color: str = "teal") -> bytes:
    """A plain picture."""
    made = BytesIO()
    Image.new("RGB", size, color).save(made, "JPEG", quality=60)
    return made.getvalue()


def a_photograph(turned: int = 6, order: str = "big") -> bytes:
    """The same with place, camera, comment, and how it was held; another picture follows its end."""
    plain = a_jpeg()
    exif = b"\xff\xe1" + _sized(b"Exif\x00\x00" + tiff(turned, order) + PLACE + CAMERA)
    words = b"\xff\xed" + _sized(b"Photoshop 3.0\x00" + CAMERA) + b"\xff\xfe" + _sized(PLACE)
    return plain[:2] + exif + words + plain[2:] + a_jpeg((8, 8)) + PLACE


def tiff(turned: int, order: str = "big") -> bytes:
    """The part of camera data that says how it was held, after an entry that says something else."""
    mark = b"MM\x00\x2a" if order == "big" else b"II\x2a\x00"

    def number(value: int, size: int) -> bytes:
        return value.to_bytes(size, "big" if order == "big" else "little")

    other = number(0x0100, 2) + number(3, 2) + number(1, 4) + number(40, 2) + bytes(2)
    held = number(0x0112, 2) + number(3, 2) + number(1, 4) + number(turned, 2) + bytes(2)
    return mark + number(8, 4) + number(2, 2) + other + held + bytes(4)


def a_png(size: tuple[int, int] = (20, 12)) -> bytes:
    """A picture with a text chunk that names a place."""
    made = BytesIO()
    Image.new("RGBA", size, (200, 60, 60, 128)).save(made, "PNG")
    plain = made.getvalue()
    chunk = b"tEXt" + b"Comment\x00" + PLACE
    told = (len(chunk) - 4).to_bytes(4, "big") + chunk + zlib.crc32(chunk).to_bytes(4, "big")
    return plain[:33] + told + plain[33:]


def a_pdf() -> bytes:
    """The beginning of a document; nothing here reads further."""
    return b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def _sized(body: bytes) -> bytes:
    return (len(body) + 2).to_bytes(2, "big") + body
