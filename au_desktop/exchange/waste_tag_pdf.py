"""Draws the tag of a waste container on a label of four by six inches: symbol, words, facts and a square code."""

from io import BytesIO
from math import cos, radians, sin
from pathlib import Path
from typing import Any

from au_desktop.exchange.pdf_page import printable
from au_desktop.files import replace_bytes
from au_desktop.services.safety.waste_tags import WasteTag

WIDTH, HEIGHT = 288.0, 432.0
_EDGE, _SQUARE = 14.0, 82.0
_YELLOW, _MAGENTA, _INK = "#FFD400", "#A3195B", "#101418"
_BLADES = (30, 150, 270)
_HUB, _GAP, _REACH = 1.0, 1.5, 5.0
"""Radius of the hub, where the blades begin and end, in hubs (10 CFR 20.1901: hub A, blades from 1.5 A to 5 A)."""
_BLADE = 60


class WasteTagPdf:
    """Writes tags."""

    def write_tag(self, target: Path, tag: WasteTag) -> None:
        """Put the PDF in its place in one step; raises `DiskProblem`."""
        replace_bytes(target, tag_bytes(tag))


def tag_bytes(tag: WasteTag) -> bytes:
    """The PDF; the same tag gives the same bytes."""
    from reportlab.pdfgen.canvas import Canvas

    drawn = BytesIO()
    canvas = Canvas(drawn, pagesize=(WIDTH, HEIGHT), invariant=1)
    canvas.setTitle(f"Waste tag {tag.code}")
    canvas.setAuthor(printable(tag.center))
    _draw_head(canvas, tag)
    bottom = _draw_lines(canvas, tag)
    _draw_warning(canvas, tag, bottom)
    _draw_foot(canvas, tag)
    canvas.showPage()
    canvas.save()
    return drawn.getvalue()


def _draw_head(canvas: Any, tag: WasteTag) -> None:  # noqa: ANN401 - the library ships no types
    """Magenta on yellow: the symbol and the words of 10 CFR 20.1904."""
    canvas.setFillColor(_YELLOW)
    canvas.rect(0, HEIGHT - 92, WIDTH, 92, stroke=0, fill=1)
    canvas.setFillColor(_MAGENTA)
    _draw_symbol(canvas, 48, HEIGHT - 46, 7.2)
    first, _, second = tag.caution.partition(", ")
    canvas.setFillColor(_INK)
    canvas.setFont("Helvetica-Bold", 24)
    canvas.drawString(98, HEIGHT - 42, first)
    canvas.setFont("Helvetica-Bold", 13)
    canvas.drawString(98, HEIGHT - 62, second)


def _draw_symbol(canvas: Any, x: float, y: float, hub: float) -> None:  # noqa: ANN401
    canvas.circle(x, y, hub * _HUB, stroke=0, fill=1)
    inner, outer = hub * _GAP, hub * _REACH
    for middle in _BLADES:
        start = middle - _BLADE // 2
        path = canvas.beginPath()
        path.moveTo(x + inner * cos(radians(start)), y + inner * sin(radians(start)))
        path.arcTo(x - outer, y - outer, x + outer, y + outer, start, _BLADE)
        path.arcTo(x - inner, y - inner, x + inner, y + inner, start + _BLADE, -_BLADE)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)


def _draw_lines(canvas: Any, tag: WasteTag) -> float:  # noqa: ANN401
    """The number and the facts; gives the height at which they end."""
    from reportlab.lib.utils import simpleSplit

    canvas.setFillColor(_INK)
    canvas.setFont("Helvetica-Bold", 26)
    height = HEIGHT - 122
    canvas.drawString(_EDGE, height, tag.code)
    height -= 20
    for name, value in tag.lines:
        canvas.setFont("Helvetica", 7.5)
        canvas.setFillColor("#5C6470")
        canvas.drawString(_EDGE, height, printable(name))
        canvas.setFillColor(_INK)
        canvas.setFont("Helvetica", 10)
        for line in simpleSplit(printable(value), "Helvetica", 10, WIDTH - 2 * _EDGE)[:5]:
            height -= 12
            canvas.drawString(_EDGE, height, line)
        height -= 13
    return height


def _draw_warning(canvas: Any, tag: WasteTag, top: float) -> None:  # noqa: ANN401
    from reportlab.lib.utils import simpleSplit

    if not tag.warning:
        return
    room = WIDTH - 3 * _EDGE - _SQUARE
    canvas.setFont("Helvetica-Bold", 9)
    lines = simpleSplit(printable(tag.warning), "Helvetica-Bold", 9, room - 8)[:6]
    height = min(top, _SQUARE + _EDGE) - 2
    canvas.setStrokeColor(_INK)
    canvas.rect(_EDGE, height - 11 * len(lines) - 6, room, 11 * len(lines) + 8, fill=0)
    for at, line in enumerate(lines, start=1):
        canvas.drawString(_EDGE + 4, height - 11 * at + 1, line)


def _draw_foot(canvas: Any, tag: WasteTag) -> None:  # noqa: ANN401
    from reportlab.graphics import renderPDF
    from reportlab.graphics.barcode.qr import QrCodeWidget
    from reportlab.graphics.shapes import Drawing

    made = QrCodeWidget(tag.scanned, barLevel="M", barBorder=0)
    left, low, right, high = made.getBounds()
    scale = [_SQUARE / (right - left), 0, 0, _SQUARE / (high - low), 0, 0]
    drawing = Drawing(_SQUARE, _SQUARE, made, transform=scale)
    renderPDF.draw(drawing, canvas, WIDTH - _EDGE - _SQUARE, _EDGE)
    canvas.setFillColor("#5C6470")
    canvas.setFont("Helvetica", 7)
    canvas.drawString(_EDGE, _EDGE, printable(tag.center)[:48])
