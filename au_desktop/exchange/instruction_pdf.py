"""Draws an instruction sheet as a PDF: large plain words for the patient, the person to call, the version below."""

import hashlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from au_desktop.exchange.pdf_page import (
    BAND,
    FAINT,
    INK,
    INNER,
    LINE,
    Flowable,
    PageWords,
    draw_pages,
    printable,
)
from au_desktop.files import replace_bytes
from au_desktop.services.safety.instruction_writing import PrintedSheet

_HEAD_WIDTH = 150.0
_BLANK = "______________________"


class SheetPdfWriter:
    """Writes sheets."""

    def write_sheet(self, target: Path, sheet: PrintedSheet) -> str:
        """Put the PDF in its place in one step, and give the SHA-256 of its bytes in hex; raises `DiskProblem`."""
        pages = _draw(BytesIO(), sheet, 0)
        drawn = BytesIO()
        _draw(drawn, sheet, pages)
        content = drawn.getvalue()
        replace_bytes(target, content)
        return hashlib.sha256(content).hexdigest()


def _draw(target: BytesIO, sheet: PrintedSheet, pages: int) -> int:
    words = PageWords(
        title=sheet.title,
        subject=sheet.foot,
        center=sheet.center,
        head="Instructions for going home",
        foot=(sheet.foot, sheet.version),
    )
    return draw_pages(target, words, _story(sheet), pages)


def _story(sheet: PrintedSheet) -> Iterator[Flowable]:
    from reportlab.platypus import Spacer

    yield _text(sheet.title, 18, bold=True, color=INK)
    yield Spacer(1, 6)
    yield _text(f"Patient code: {sheet.code or _BLANK}", 10, color=FAINT)
    yield Spacer(1, 8)
    yield _text(sheet.lead, 11.5)
    yield Spacer(1, 10)
    yield from _topics(sheet)
    yield from _call(sheet)
    yield Spacer(1, 18)
    yield _text(f"Given on {_BLANK}     by {_BLANK}", 10, color=FAINT)


def _text(words: str, size: float, *, bold: bool = False, color: str = "black") -> Flowable:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    font = "Helvetica-Bold" if bold else "Helvetica"
    look = ParagraphStyle(font, fontName=font, fontSize=size, leading=size * 1.35, textColor=color)
    return Paragraph(escape(printable(words)).replace("\n", "<br/>"), look)


def _topics(sheet: PrintedSheet) -> Iterator[Flowable]:
    from reportlab.platypus import Table

    rows = [
        [_text(head, 12, bold=True, color=INK), _text(words, 12)] for head, words in sheet.lines
    ]
    if rows:
        yield Table(
            rows,
            colWidths=[_HEAD_WIDTH, INNER - _HEAD_WIDTH],
            style=[
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LINEBELOW", (0, 0), (-1, -1), 0.6, LINE),
                ("TOPPADDING", (0, 0), (-1, -1), 7),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 8),
            ],
        )


def _call(sheet: PrintedSheet) -> Iterator[Flowable]:
    from reportlab.platypus import Spacer, Table

    if not sheet.call:
        return
    box = [[_text("Questions? Call", 12, bold=True, color=INK)]]
    box.extend([_text(line, 13, bold=at == 0)] for at, line in enumerate(sheet.call))
    yield Spacer(1, 14)
    yield Table(
        box,
        colWidths=[INNER],
        style=[
            ("BACKGROUND", (0, 0), (-1, -1), BAND),
            ("LEFTPADDING", (0, 0), (-1, -1), 12),
            ("TOPPADDING", (0, 0), (-1, 0), 10),
            ("BOTTOMPADDING", (0, -1), (-1, -1), 12),
        ],
    )
