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
    from reportlab.lib.enums import TA_LEFT
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, Spacer, Table

    def style(size: float, *, bold: bool = False, color: str = "black") -> ParagraphStyle:
        font = "Helvetica-Bold" if bold else "Helvetica"
        return ParagraphStyle(
            font,
            fontName=font,
            fontSize=size,
            leading=size * 1.35,
            textColor=color,
            alignment=TA_LEFT,
        )

    def text(words: str, look: ParagraphStyle) -> Flowable:
        return Paragraph(escape(printable(words)).replace("\n", "<br/>"), look)

    yield text(sheet.title, style(18, bold=True, color=INK))
    yield Spacer(1, 6)
    yield text(f"Patient code: {sheet.code or _BLANK}", style(10, color=FAINT))
    yield Spacer(1, 8)
    yield text(sheet.lead, style(11.5))
    yield Spacer(1, 10)
    rows = [[text(head, style(12, bold=True, color=INK)), text(words, style(12))]
            for head, words in sheet.lines]  # fmt: skip
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
    if sheet.call:
        yield Spacer(1, 14)
        box = [[text("Questions? Call", style(12, bold=True, color=INK))]]
        box.extend([text(line, style(13, bold=at == 0))] for at, line in enumerate(sheet.call))
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
    yield Spacer(1, 18)
    given = f"Given on {_BLANK}     by {_BLANK}"
    yield text(given, style(10, color=FAINT))
