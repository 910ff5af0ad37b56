"""Pictures as a page takes them: upright, no larger than print can show, so that a page of paper stays a small file."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

MOST_POINTS = 1700
"""Pixels along the longer side: about 200 to an inch on a letter page."""

_QUALITY = 82


class UnreadablePicture(Exception):
    """The bytes are no picture that can be drawn."""


def page_picture(content: bytes) -> tuple[BytesIO, int, int]:
    """The picture as a JPEG file with its width and height; raises `UnreadablePicture`."""
    from PIL import Image, ImageOps  # what the PDF library draws pictures with

    try:
        with Image.open(BytesIO(content)) as opened:
            opened.draft("RGB", (MOST_POINTS, MOST_POINTS))
            upright = ImageOps.exif_transpose(opened)
            upright.thumbnail((MOST_POINTS, MOST_POINTS))
            flat = _on_white(upright)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UnreadablePicture from error
    drawn = BytesIO()
    flat.save(drawn, "JPEG", quality=_QUALITY)
    drawn.seek(0)
    return drawn, flat.width, flat.height


def _on_white(picture: Picture) -> Picture:
    """Without transparency, which paper does not have."""
    from PIL import Image

    seen = picture.convert("RGBA")
    white = Image.new("RGBA", seen.size, "white")
    return Image.alpha_composite(white, seen).convert("RGB")
