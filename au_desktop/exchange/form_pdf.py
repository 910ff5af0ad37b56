"""Draws a checklist as a form to be filled by hand: boxes, lines, and a code that names the form and its version."""

import hashlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from au_desktop.exchange.pdf_page import (
    FAINT,
    INNER,
    LINE,
    Flowable,
    PageWords,
    draw_pages,
    printable,
)
from au_desktop.exchange.run_pdf import record_styles
from au_desktop.files import replace_bytes
from au_desktop.services.checklists.printed_form import (
    CODE_ONLY,
    NOT_THE_RECORD,
    FormItem,
    FormSection,
    PrintedForm,
)

_SQUARE = 78.0
_BOX_TEXT, _BOX_LEAD, _BOX_GAP, _BOX_ROW = 8.6, 12.0, 12.0, 14.0
_FIELD_SHARE = 0.54
_LINE_ROOM = 17.0
_HEAD_ROOM = 90.0
_SMALL, _LABEL_GAP = 7.6, 4.0


class FormPdfWriter:
    """Writes forms."""

    def write_form(self, target: Path, form: PrintedForm) -> str:
        """Put the PDF in its place in one step, and give the SHA-256 of its bytes in hex; raises `DiskProblem`."""
        pages = _Drawing(form, 0).draw(BytesIO())
        drawn = BytesIO()
        _Drawing(form, pages).draw(drawn)
        content = drawn.getvalue()
        replace_bytes(target, content)
        return hashlib.sha256(content).hexdigest()


class _Drawing:
    """One pass over the form."""

    def __init__(self, form: PrintedForm, pages: int) -> None:
        self._form, self._pages = form, pages
        self._styles = record_styles()

    def draw(self, target: BytesIO) -> int:
        """Draw everything; gives the number of pages."""
        form = self._form
        words = PageWords(
            title=f"{form.code} {form.title}",
            subject=NOT_THE_RECORD,
            center=form.center,
            head=form.code,
            foot=(NOT_THE_RECORD, f"{form.made}. {CODE_ONLY}"),
            head_font=("Courier-Bold", 11),
        )
        return draw_pages(target, words, self._story(), self._pages)

    def _story(self) -> Iterator[Flowable]:
        form = self._form
        yield self._opening()
        for section in form.sections:
            yield from self._section(section)
        yield from self._signatures()

    def _opening(self) -> Flowable:
        """Title, code and what it is about on the left, the square code on the right."""
        form = self._form
        words = [self._text(form.title, "title")]
        if form.note:
            words.append(self._text(form.note, "note"))
        words.append(self._marked(f'Form <font name="Courier-Bold">{form.code}</font>', "signer"))
        width = INNER - _SQUARE - 10
        rows = [
            [self._text(name, "label"), self._text(value, "cell") if value else ""]
            for name, value in form.facts
        ]
        words.append(self._table(rows, (width * 0.3, width * 0.7)))
        return self._table([[words, self._square()]], (width + 10, _SQUARE), ruled=False)

    def _square(self) -> Flowable:
        from reportlab.graphics.barcode.qr import QrCodeWidget
        from reportlab.graphics.shapes import Drawing

        made = QrCodeWidget(self._form.scanned, barLevel="M", barBorder=0)
        left, low, right, high = made.getBounds()
        scale = [_SQUARE / (right - left), 0, 0, _SQUARE / (high - low), 0, 0]
        return Drawing(_SQUARE, _SQUARE, made, transform=scale)

    def _section(self, section: FormSection) -> Iterator[Flowable]:
        from reportlab.platypus import CondPageBreak

        if not section.items:
            return
        yield CondPageBreak(_HEAD_ROOM)
        yield self._text(section.title, "part")
        if section.when:
            yield self._text(f"This section {section.when}.", "note")
        rows = [[self._asked(item), self._field(item)] for item in section.items]
        yield self._table(rows, (INNER * (1 - _FIELD_SHARE), INNER * _FIELD_SHARE))

    def _asked(self, item: FormItem) -> list[Flowable]:
        lines = [self._text(remark, "remark") for remark in item.remarks]
        return [self._text(item.title, "cell"), *lines]

    def _field(self, item: FormItem) -> list[Flowable]:
        if item.answered:
            return [self._text(item.answered, "answer")]
        drawn = [self._boxes(item.boxes)] if item.boxes else []
        return [*drawn, *(self._line(label) for label in item.lines)]

    def _boxes(self, boxes: Sequence[str]) -> Flowable:
        """Boxes to tick with their words, drawn and not taken from a font, as many in a row as there is room for."""
        from reportlab.graphics.shapes import Drawing, Rect, String
        from reportlab.lib.utils import simpleSplit
        from reportlab.pdfbase.pdfmetrics import stringWidth

        room = INNER * _FIELD_SHARE - 8
        placed: list[tuple[float, int, str, bool]] = []
        at, row = 0.0, 0
        for box in boxes:
            words = simpleSplit(printable(box), "Helvetica", _BOX_TEXT, room - _BOX_LEAD)
            wide = _BOX_LEAD + float(stringWidth(words[0], "Helvetica", _BOX_TEXT))
            if at and at + wide > room:
                at, row = 0.0, row + 1
            for more, line in enumerate(words):
                placed.append((at, row + more, line, not more))
            at += wide + _BOX_GAP
            if len(words) > 1:
                at, row = 0.0, row + len(words)
        rows = max(line for _, line, _, _ in placed) + 1
        drawing = Drawing(room, rows * _BOX_ROW)
        for left, line, words, first in placed:
            base = (rows - line) * _BOX_ROW - 10
            if first:
                drawing.add(Rect(left, base - 1, 8, 8, fillColor=None, strokeWidth=0.8))
            drawing.add(
                String(left + _BOX_LEAD, base, words, fontName="Helvetica", fontSize=_BOX_TEXT)
            )
        return drawing

    def _line(self, label: str) -> Flowable:
        """A line to write on, with what belongs on it in small letters at its end."""
        from reportlab.platypus import Table

        return Table(
            [["", self._text(label, "remark")]],
            colWidths=[INNER * _FIELD_SHARE - 12 - self._room(label), self._room(label)],
            rowHeights=[_LINE_ROOM],
            style=[
                ("LINEBELOW", (0, 0), (0, 0), 0.6, FAINT),
                ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
                ("LEFTPADDING", (0, 0), (-1, -1), _LABEL_GAP),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
                ("TOPPADDING", (0, 0), (-1, -1), 0),
            ],
        )

    def _room(self, label: str) -> float:
        from reportlab.pdfbase.pdfmetrics import stringWidth

        wide = float(stringWidth(printable(label), "Helvetica", _SMALL + 0.4))
        return min(wide + 2 * _LABEL_GAP, float(INNER) * 0.3)

    def _signatures(self) -> Iterator[Flowable]:
        from reportlab.platypus import KeepTogether

        rows = [
            [
                self._text(words, "cell"),
                self._short_line("name"),
                self._short_line("date, initials"),
            ]
            for words in ("Filled by hand", *self._form.signatures)
        ]
        widths = (INNER * 0.36, INNER * 0.32, INNER * 0.32)
        yield KeepTogether(
            [
                self._text("By hand", "part"),
                self._table(rows, widths),
                self._text(
                    "These lines are notes for whoever types the sheet in. The record is signed in the program.",
                    "note",
                ),
            ]
        )

    def _short_line(self, label: str) -> Flowable:
        return self._text(f"\n{'_' * 34}\n{label}", "remark")

    def _text(self, text: str, style: str) -> Flowable:
        return self._marked(escape(printable(text)).replace("\n", "<br/>"), style)

    def _marked(self, marked: str, style: str) -> Flowable:
        from reportlab.platypus import Paragraph

        return Paragraph(marked, self._styles[style])

    def _table(
        self, rows: Sequence[Sequence[Any]], widths: Sequence[float], *, ruled: bool = True
    ) -> Flowable:
        from reportlab.platypus import Table

        looks: list[tuple[Any, ...]] = [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 4 if ruled else 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 4 if ruled else 0),
            ("TOPPADDING", (0, 0), (-1, -1), 3),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ]
        if ruled:
            looks.append(("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE))
        # A long answer of a half-filled draft goes on over the page.
        return Table(
            rows, colWidths=list(widths), splitInRow=1, style=looks, spaceBefore=3, spaceAfter=7
        )
