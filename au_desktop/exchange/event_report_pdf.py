"""Draws the draft of an event's written report: what the rule asks for, line by line, with its blanks."""

import hashlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from au_desktop.exchange.pdf_page import (
    INNER,
    LINE,
    Flowable,
    PageWords,
    draw_pages,
    printable,
)
from au_desktop.exchange.run_pdf import record_styles
from au_desktop.files import replace_bytes
from au_desktop.services.safety.event_drafts import DRAFT, NOT_SENT, TO_BE_WRITTEN, PrintedDraft

_BLANK_ROOM = 34.0
_NAME_SHARE = 0.32


class EventReportPdfWriter:
    """Writes drafts."""

    def write_draft(self, target: Path, draft: PrintedDraft) -> str:
        """Put the PDF in its place in one step, and give the SHA-256 of its bytes in hex; raises `DiskProblem`."""
        pages = _draw(draft, 0, BytesIO())
        drawn = BytesIO()
        _draw(draft, pages, drawn)
        content = drawn.getvalue()
        replace_bytes(target, content)
        return hashlib.sha256(content).hexdigest()


def _draw(draft: PrintedDraft, pages: int, target: BytesIO) -> int:
    report = draft.report
    words = PageWords(
        title=f"{report.code} {report.title}, {DRAFT}",
        subject=NOT_SENT,
        center=draft.center,
        head=f"{report.code} · {DRAFT}",
        foot=(NOT_SENT, draft.made),
    )
    return draw_pages(target, words, _story(draft), pages)


def _story(draft: PrintedDraft) -> Iterator[Flowable]:
    from reportlab.platypus import Paragraph, Spacer, Table

    styles = record_styles()
    report = draft.report

    def text(words: str, style: str) -> Flowable:
        return Paragraph(escape(printable(words)).replace("\n", "<br/>"), styles[style])

    yield text(report.title, "title")
    if report.rule:
        yield text(f"As asked by {report.rule}.", "note")
    yield text(draft.note, "note")
    yield Spacer(0, 8)
    for line in report.lines:
        name = [text(line.title, "label")]
        if line.paragraph:
            name.append(text(line.paragraph, "note"))
        value = [text(line.text or TO_BE_WRITTEN, "cell" if line.text else "note")]
        if not line.text:
            value.append(Spacer(0, _BLANK_ROOM))
        table = Table([[name, value]], colWidths=(INNER * _NAME_SHARE, INNER * (1 - _NAME_SHARE)))
        table.setStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LINEBELOW", (0, 0), (-1, -1), 0.5, LINE),
                ("LEFTPADDING", (0, 0), (0, -1), 0),
            ]
        )
        yield table
