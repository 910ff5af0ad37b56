"""Draws a packet's worksheet as a PDF whose bytes are the same for the same worksheet; gaps stand on the first page."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
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
from au_desktop.services.packet.packet_worksheet import (
    CHECK_FORM,
    TITLE,
    Block,
    Fields,
    Figure,
    Grid,
    GridColumn,
    Heading,
    Words,
    Worksheet,
    WorksheetPart,
    number_text,
)

_ROOM = {"part": 120.0, "heading": 95.0}
"""Points that must be free on a page for a heading to stand there."""

_CODES_A_ROW = 60
"""Records of one figure are listed in rows of so many, so that no row grows over a page."""

EVIDENCE_COLUMNS = (
    GridColumn("No.", 7),
    GridColumn("Number", 33),
    GridColumn("Value", 11, figures=True),
    GridColumn("Records behind it", 49),
)


def write_pdf(path: Path, worksheet: Worksheet) -> None:
    """Write the PDF; it is drawn twice, first to count its pages."""
    pages = _Drawing(worksheet, 0).draw(BytesIO())
    drawn = BytesIO()
    _Drawing(worksheet, pages).draw(drawn)
    path.write_bytes(drawn.getvalue())


class _Drawing:
    """One pass over the worksheet."""

    def __init__(self, worksheet: Worksheet, pages: int) -> None:
        self._sheet = worksheet
        self._pages = pages
        self._styles = _styles()

    def draw(self, target: BytesIO) -> int:
        """Draw everything; gives the number of pages."""
        sheet = self._sheet
        draft = "DRAFT   " if sheet.draft else ""
        words = PageWords(
            title=f"{TITLE}, {sheet.trainee}",
            subject=sheet.notices[0],
            center=sheet.center,
            head=f"{draft}{TITLE}: {sheet.trainee}",
            foot=(" ".join(sheet.notices[:2]), f"Log: {sheet.log}.  Key: {sheet.key}"),
        )
        return draw_pages(target, words, self._story(), self._pages)

    def _story(self) -> Iterator[Flowable]:
        yield from self._opening()
        for part in self._sheet.parts:
            yield from self._part(part)
        yield from self._evidence()
        yield from self._closing()

    def _opening(self) -> Iterator[Flowable]:
        sheet = self._sheet
        yield self._text(TITLE, "title")
        yield self._text(f"{sheet.name}  ({sheet.trainee})", "subtitle")
        if sheet.draft:
            yield self._text("DRAFT: something that the rule asks for is missing.", "draft")
        facts = Fields(
            (
                ("Prepares", sheet.form),
                ("Profile", sheet.profile),
                (
                    "Center",
                    f"{sheet.center}, license {sheet.license_number or 'not entered'}",
                ),
                ("Made", f"{sheet.made} by {sheet.made_by}"),
            )
        )
        yield from self._block(facts)
        yield self._text("\n".join(sheet.notices), "note")
        yield from self._head("What is missing", "part")
        rows = tuple((str(place), *gap) for place, gap in enumerate(sheet.gaps, 1))
        columns = (GridColumn("No.", 6), GridColumn("Gap", 74), GridColumn("Effect", 20))
        yield from self._block(Grid(columns, rows, "Nothing is missing."))

    def _part(self, part: WorksheetPart) -> Iterator[Flowable]:
        yield from self._head(f"{part.code}  {part.title}".strip(), "part")
        if part.own and part.own != part.code:
            yield self._text(f"On the agency's own form: {part.own}.", "lead")
        if part.check:
            yield self._text(CHECK_FORM, "lead")
        for block in part.blocks:
            yield from self._block(block)

    def _evidence(self) -> Iterator[Flowable]:
        from reportlab.platypus import PageBreak

        yield PageBreak()
        yield self._text("Evidence", "part")
        yield self._text(
            "Every number above with the records that it is made of. The records are in packet.json.",
            "note",
        )
        rows = tuple(row for figure in self._sheet.figures for row in _evidence_rows(figure))
        yield from self._block(Grid(EVIDENCE_COLUMNS, rows))

    def _closing(self) -> Iterator[Flowable]:
        from reportlab.platypus import KeepTogether

        sheet = self._sheet
        facts = Fields(
            (
                ("Made and signed by", sheet.made_by),
                ("Signed with the key", sheet.key),
                ("From the log of", sheet.log),
            )
        )
        words = (
            "The packet, not this sheet of paper, carries the signature: python verify.py checks it. "
            "People sign the agency's form itself, not this worksheet."
        )
        yield KeepTogether(
            [
                self._text("Signature of this packet", "part"),
                *self._block(facts),
                self._text(words, "note"),
            ]
        )

    def _block(self, block: Block) -> Iterator[Flowable]:
        if isinstance(block, Heading):
            yield from self._head(block.text, "heading")
        elif isinstance(block, Words):
            style = "quote" if block.quoted else "text"
            yield from (self._text(line, style) for line in block.lines)
        elif isinstance(block, Fields):
            yield self._fields(block)
        elif not block.rows:
            yield self._text(block.empty, "text")
        else:
            yield self._grid(block)

    def _head(self, text: str, style: str) -> Iterator[Flowable]:
        """A heading with room below it for the beginning of what it heads."""
        from reportlab.platypus import CondPageBreak

        yield CondPageBreak(_ROOM[style])
        yield self._text(text, style)

    def _text(self, text: str, style: str) -> Flowable:
        from reportlab.platypus import Paragraph

        marked = escape(printable(text)).replace("\n", "<br/>")
        return Paragraph(marked, self._styles[style])

    def _fields(self, fields: Fields) -> Flowable:
        rows = [
            [self._text(name, "label"), self._text(value, "cell")] for name, value in fields.pairs
        ]
        widths = [INNER * 0.3, INNER * 0.7]
        return self._table(rows, widths, [("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE)])

    def _grid(self, grid: Grid) -> Flowable:
        shares = sum(column.share for column in grid.columns)
        widths = [INNER * column.share / shares for column in grid.columns]
        rows = [[self._text(column.title, "header") for column in grid.columns]]
        rows += [
            [
                self._text(cell, "figure" if column.figures else "cell")
                for cell, column in zip(row, grid.columns, strict=True)
            ]
            for row in (*grid.rows, *((grid.total,) if grid.total else ()))
        ]
        looks = [("BACKGROUND", (0, 0), (-1, 0), INK), ("GRID", (0, 0), (-1, -1), 0.4, LINE)]
        if grid.total:
            looks.append(("BACKGROUND", (0, -1), (-1, -1), BAND))
            looks.append(("NOSPLIT", (0, -2), (-1, -1)))
        return self._table(rows, widths, looks, head=1)

    def _table(
        self,
        rows: Sequence[Sequence[Flowable]],
        widths: Sequence[float],
        looks: Sequence[tuple[Any, ...]],
        head: int = 0,
    ) -> Flowable:
        from reportlab.platypus import Table

        padding = [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 4),
            ("RIGHTPADDING", (0, 0), (-1, -1), 4),
            ("TOPPADDING", (0, 0), (-1, -1), 2.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
        ]
        return Table(
            rows,
            colWidths=widths,
            repeatRows=head,
            splitInRow=1,
            style=[*padding, *looks],
            spaceBefore=3,
            spaceAfter=7,
        )


def _evidence_rows(figure: Figure) -> Iterator[tuple[str, ...]]:
    codes = figure.records
    value = f"{number_text(figure.value)} {figure.unit_word}"
    for start in range(0, max(1, len(codes)), _CODES_A_ROW):
        some = ", ".join(codes[start : start + _CODES_A_ROW]) or "None"
        yield (
            figure.id,
            figure.label if not start else "continued",
            value if not start else "",
            some,
        )


def _styles() -> dict[str, Any]:
    from reportlab.lib.styles import ParagraphStyle

    base = {"fontName": "Helvetica", "fontSize": 8.8, "leading": 11.2, "textColor": "#1B2430"}
    bold = {"fontName": "Helvetica-Bold"}
    looks: dict[str, dict[str, Any]] = {
        "title": {**bold, "fontSize": 16, "leading": 20, "textColor": INK},
        "subtitle": {"fontSize": 11.5, "leading": 15, "spaceAfter": 4},
        "draft": {
            **bold,
            "fontSize": 11,
            "leading": 14,
            "textColor": "#8C1420",
            "backColor": "#FBE1E3",
            "borderPadding": 4,
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
            "spaceBefore": 13,
            "spaceAfter": 6,
        },
        "heading": {
            **bold,
            "fontSize": 9.5,
            "leading": 12,
            "spaceBefore": 6,
            "spaceAfter": 2,
        },
        "text": {"spaceAfter": 3},
        "note": {"fontSize": 8, "leading": 10, "textColor": FAINT, "spaceAfter": 4},
        "lead": {"fontSize": 8, "leading": 10, "textColor": FAINT, "spaceAfter": 2},
        "quote": {"leftIndent": 10, "fontName": "Helvetica-Oblique", "spaceAfter": 4},
        "label": {"textColor": FAINT},
        "cell": {},
        "figure": {**bold, "alignment": 2},
        "header": {**bold, "textColor": "#FFFFFF", "fontSize": 8.2, "leading": 10},
    }
    return {name: ParagraphStyle(name, **{**base, **look}) for name, look in looks.items()}
