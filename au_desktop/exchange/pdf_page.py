"""The page that every PDF of the program has: letter size, a line of words above, two below, and the signs its fonts have."""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any, TypeAlias

Flowable: TypeAlias = Any  # the library ships no types
INK, BAND, LINE, FAINT = "#16324F", "#E8EDF3", "#C9CED6", "#5C6470"
MARGIN, TOP, BOTTOM, PADDING = 46.0, 58.0, 58.0, 6.0
WIDTH, HEIGHT = 612.0, 792.0
INNER = WIDTH - 2 * (MARGIN + PADDING)
"""The room for words between the margins, in points."""
_HEAD, _FOOT = HEIGHT - 44, 48
_SIGNS = {
    "≤": "<=", "≥": ">=", "☐": "[ ]", "☒": "[X]", "→": "->", "\u2212": "-", "∞": "infinity",
    "Γ": "Gamma", "Δ": "Delta", "Σ": "Sum", "λ": "lambda", "✓": "[X]",
}  # fmt: skip
_SPACES = "\n\u00a0"


@dataclass(frozen=True, slots=True)
class PageWords:
    """What stands on every page, and in the file's own properties.

    Args:
        title: of the file.
        subject: of the file.
        center: whose it is.
        head: above, on the left.
        foot: the two lines below.
        head_font: the font of `head` and its size in points.
    """

    title: str
    subject: str
    center: str
    head: str
    foot: tuple[str, str]
    head_font: tuple[str, float] = ("Helvetica-Bold", 8.5)


def draw_pages(
    target: BytesIO,
    words: PageWords,
    story: Iterable[Flowable],
    pages: int,
    behind: Callable[[Any], None] = lambda _canvas: None,
) -> int:
    """Draw the story on as many pages as it takes; gives their number. `behind` draws first on each page.

    The same story gives the same bytes. `pages` is the number that stands beside each page's own: a first pass counts it.
    """
    from reportlab.platypus import SimpleDocTemplate

    def frame(canvas: Any, document: Any) -> None:  # noqa: ANN401 - see Flowable
        canvas.saveState()
        behind(canvas)
        _draw_frame(canvas, words, f"Page {document.page} of {pages}")
        canvas.restoreState()

    document = SimpleDocTemplate(
        target,
        pagesize=(WIDTH, HEIGHT),
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=TOP,
        bottomMargin=BOTTOM,
        title=printable(words.title),
        author=printable(words.center),
        subject=words.subject,
        invariant=1,
    )
    document.build(list(story), frame, frame)
    return int(document.page)


def _draw_frame(canvas: Any, words: PageWords, page: str) -> None:  # noqa: ANN401 - see Flowable
    canvas.setStrokeColor(LINE)
    for height in (_HEAD, _FOOT):
        canvas.line(MARGIN, height, WIDTH - MARGIN, height)
    canvas.setFillColor(INK)
    canvas.setFont(*words.head_font)
    canvas.drawString(MARGIN, _HEAD + 6, printable(words.head))
    canvas.setFont("Helvetica", 8.5)
    canvas.drawRightString(WIDTH - MARGIN, _HEAD + 6, printable(words.center))
    canvas.setFillColor(FAINT)
    canvas.setFont("Helvetica", 7.5)
    canvas.drawString(MARGIN, _FOOT - 11, printable(words.foot[0]))
    canvas.drawString(MARGIN, _FOOT - 21, printable(words.foot[1]))
    canvas.drawRightString(WIDTH - MARGIN, _FOOT - 11, page)


def printable(text: str) -> str:
    """The text in signs that the PDF's own fonts have; packet.json holds it as it was entered."""
    for sign, plain in _SIGNS.items():
        text = text.replace(sign, plain)
    return "".join(_nearest(sign) for sign in text)


def _nearest(sign: str) -> str:
    if _has(sign):
        return sign
    plain = "".join(part for part in unicodedata.normalize("NFKD", sign) if _has(part))
    return plain or "?"


def _has(sign: str) -> bool:
    known = bool(sign.encode("cp1252", errors="ignore"))
    return known and (sign.isprintable() or sign in _SPACES)
