"""The pictures of a scanned document: most scanners put each page into a PDF as one JPEG picture, which can be shown."""

_JPEG_BEGINS, _STREAM, _STREAM_ENDS = b"\xff\xd8\xff", b"stream", b"endstream"
_LEAST_BYTES = 2048
"""A smaller picture is a stamp or a logo, not a page."""

MOST_PAGES = 60


def scanned_pages(document: bytes) -> tuple[bytes, ...]:
    """The JPEG pictures of a PDF document, in the order they lie in it; none where it is made in another way."""
    pages: list[bytes] = []
    at = document.find(_JPEG_BEGINS)
    while at >= 0 and len(pages) < MOST_PAGES:
        end = document.find(_STREAM_ENDS, at)
        if end < 0:
            break
        before = document[max(0, at - len(_STREAM) - 2) : at].rstrip(b"\r\n")
        if before.endswith(_STREAM) and end - at >= _LEAST_BYTES:
            pages.append(document[at:end].rstrip(b"\r\n"))
        at = document.find(_JPEG_BEGINS, end)
    return tuple(pages)
