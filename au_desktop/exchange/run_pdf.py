"""Draws a checklist record as a PDF: answers, findings, signatures, digests, attached pictures on pages of their own."""

import hashlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from au_desktop.exchange.pdf_page import (
    BAND,
    BOTTOM,
    FAINT,
    HEIGHT,
    INK,
    INNER,
    LINE,
    PADDING,
    TOP,
    WIDTH,
    Flowable,
    PageWords,
    draw_pages,
    printable,
)
from au_desktop.exchange.printed_pictures import UnreadablePicture, page_picture
from au_desktop.files import replace_bytes
from au_desktop.services.leaving.printed_record import (
    NOTICE,
    Facts,
    PrintedFile,
    PrintedItem,
    PrintedRecord,
    PrintedSignature,
)

_MARK_COLOR = "#F3D9DB"
_MARK_SIZE = 58
_ALERT = "#8C1420"
_PICTURES = ("image/jpeg", "image/png")
_CHECK = (
    "To check: open this record in AU Desktop, or run au-desktop check on the center file. The seal's digest there must be "
    "the one printed here, sign for sign; the signatures rest on it."
)
_HEAD_ROOM = 110.0
_CAPTION_ROOM = 70.0


class RunPdfWriter:
    """Writes records."""

    def write_record(self, target: Path, record: PrintedRecord) -> str:
        """Put the PDF in its place in one step, and give the SHA-256 of its bytes in hex; raises `DiskProblem`."""
        pictures = [one for one in record.files if one.media_type in _PICTURES]
        texts = _Drawing(record, 0, ()).draw(BytesIO())
        drawn = BytesIO()
        _Drawing(record, texts + len(pictures), pictures).draw(drawn)
        content = drawn.getvalue()
        replace_bytes(target, content)
        return hashlib.sha256(content).hexdigest()


class _Drawing:
    """One pass over the record; the first, without the pictures, counts the pages of text."""

    def __init__(self, record: PrintedRecord, pages: int, pictures: Sequence[PrintedFile]) -> None:
        self._record, self._pages, self._pictures = record, pages, pictures
        self._styles = record_styles()

    def draw(self, target: BytesIO) -> int:
        """Draw everything; gives the number of pages."""
        record = self._record
        mark = f"   {record.mark}" if record.mark else ""
        words = PageWords(
            title=f"{record.code} {record.title}",
            subject=NOTICE,
            center=record.center,
            head=f"{record.kind} {record.code}{mark}",
            foot=(NOTICE, record.made),
        )
        return draw_pages(target, words, self._story(), self._pages, self._draw_mark)

    def _draw_mark(self, canvas: Any) -> None:  # noqa: ANN401 - see Flowable
        """What the record is not, across the page and behind its words."""
        if not self._record.mark:
            return
        canvas.saveState()
        canvas.setFillColor(_MARK_COLOR)
        size = min(_MARK_SIZE, 1050 / len(self._record.mark))
        canvas.setFont("Helvetica-Bold", size)
        canvas.translate(WIDTH / 2, HEIGHT / 2)
        canvas.rotate(52)
        canvas.drawCentredString(0, 0, printable(self._record.mark))
        canvas.restoreState()

    def _story(self) -> Iterator[Flowable]:
        record = self._record
        yield self._text(record.title, "title")
        if record.note:
            yield self._text(record.note, "note")
        if record.mark:
            yield self._text(record.mark, "mark")
        yield self._facts(record.facts)
        for section in record.sections:
            if not section.items:
                continue
            yield from self._head(section.title)
            yield self._items(section.items)
        yield from self._signatures()
        yield from self._files()
        yield from self._digests()
        for number, file in enumerate(record.files, 1):
            if file in self._pictures:
                yield from self._picture(number, file)

    def _signatures(self) -> Iterator[Flowable]:
        from reportlab.platypus import KeepTogether

        record = self._record
        yield from self._head("Signatures")
        for one in record.signatures:
            yield KeepTogether([self._signature_head(one), self._facts(one.facts)])
        if not record.signatures:
            yield self._text("Nobody has signed this record.", "text")
        for line in record.waiting:
            yield self._text(f"Not signed yet: {line}", "text")

    def _signature_head(self, one: PrintedSignature) -> Flowable:
        return self._text(one.head, "signer" if one.sound else "broken")

    def _files(self) -> Iterator[Flowable]:
        files = self._record.files
        if not files:
            return
        yield from self._head("Attached files")
        rows = [
            [
                self._text(f"{number}. {file.title}", "label"),
                self._text(file.facts, "cell"),
            ]
            for number, file in enumerate(files, 1)
        ]
        yield self._table(rows, (0.3, 0.7))
        yield self._text(
            "Pictures follow on pages of their own, made smaller for print; the digest is that of the whole file.",
            "note",
        )

    def _digests(self) -> Iterator[Flowable]:
        from reportlab.platypus import KeepTogether

        yield KeepTogether(
            [
                self._text("Digests (SHA-256)", "part"),
                self._facts(self._record.digests),
                self._text(_CHECK, "note"),
            ]
        )

    def _picture(self, number: int, file: PrintedFile) -> Iterator[Flowable]:
        from reportlab.platypus import Image, PageBreak

        yield PageBreak()
        yield self._text(f"Attached file {number}: {file.title}", "part")
        content = self._record.content(file.paper_id)
        try:
            drawn, width, height = page_picture(content)
        except UnreadablePicture:
            words = "This file is not the picture that was attached, or does not read as one."
            yield self._text(words, "broken")
            return
        room = HEIGHT - TOP - BOTTOM - 2 * PADDING - _CAPTION_ROOM
        scale = min(INNER / width, room / height)
        yield Image(drawn, width * scale, height * scale)

    def _items(self, items: Sequence[PrintedItem]) -> Flowable:
        rows = [[self._text(item.title, "cell"), self._answer(item)] for item in items]
        return self._table(rows, (0.48, 0.52))

    def _answer(self, item: PrintedItem) -> list[Flowable]:
        found = "found" if item.stands_out else "answer"
        lines = [self._text(remark, "remark") for remark in item.remarks]
        return [self._text(item.answer, found), *lines]

    def _head(self, text: str) -> Iterator[Flowable]:
        """A heading with room below it for the beginning of what it heads."""
        from reportlab.platypus import CondPageBreak

        yield CondPageBreak(_HEAD_ROOM)
        yield self._text(text, "part")

    def _text(self, text: str, style: str) -> Flowable:
        from reportlab.platypus import Paragraph

        marked = escape(printable(text)).replace("\n", "<br/>")
        return Paragraph(marked, self._styles[style])

    def _facts(self, facts: Facts) -> Flowable:
        rows = [[self._text(name, "label"), self._text(value, "cell")] for name, value in facts]
        return self._table(rows, (0.26, 0.74))

    def _table(self, rows: Sequence[Sequence[Any]], shares: tuple[float, ...]) -> Flowable:
        from reportlab.platypus import Table

        looks = [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 4),
            ("RIGHTPADDING", (0, 0), (-1, -1), 4),
            ("TOPPADDING", (0, 0), (-1, -1), 2.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE),
        ]
        widths = [INNER * share for share in shares]
        return Table(
            rows, colWidths=widths, splitInRow=1, style=looks, spaceBefore=3, spaceAfter=7
        )


def record_styles() -> dict[str, Any]:
    """The looks of records and forms."""
    from reportlab.lib.styles import ParagraphStyle

    base = {
        "fontName": "Helvetica",
        "fontSize": 8.8,
        "leading": 11.2,
        "textColor": "#1B2430",
        "splitLongWords": 1,
    }
    bold = {"fontName": "Helvetica-Bold"}
    alert = {**bold, "textColor": _ALERT}
    looks: dict[str, dict[str, Any]] = {
        "title": {**bold, "fontSize": 16, "leading": 20, "textColor": INK, "spaceAfter": 3},
        "mark": {
            **alert,
            "fontSize": 11,
            "leading": 14,
            "backColor": "#FBE1E3",
            "borderPadding": 4,
            "leftIndent": 4,
            "rightIndent": 4,
            "spaceBefore": 5,
            "spaceAfter": 8,
        },
        "part": {
            **bold,
            "fontSize": 11,
            "leading": 14,
            "textColor": INK,
            "backColor": BAND,
            "borderPadding": (2, 4, 3, 4),
            "leftIndent": 4,
            "rightIndent": 4,
            "spaceBefore": 12,
            "spaceAfter": 6,
        },
        "text": {"spaceAfter": 3},
        "note": {"fontSize": 8, "leading": 10, "textColor": FAINT, "spaceAfter": 4},
        "remark": {"fontSize": 7.8, "leading": 9.8, "textColor": FAINT},
        "label": {"textColor": FAINT},
        "cell": {},
        "answer": bold,
        "found": alert,
        "signer": {**bold, "spaceBefore": 4, "spaceAfter": 2},
        "broken": {**alert, "spaceBefore": 4, "spaceAfter": 2},
    }
    return {name: ParagraphStyle(name, **{**base, **look}) for name, look in looks.items()}
