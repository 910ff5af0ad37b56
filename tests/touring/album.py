"""Keeps the pictures of a tour, what was found on each, and the page that shows them side by side."""

from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

_PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>A tour of AU Desktop</title>
<style>
body {{ font: 14px/1.5 system-ui, sans-serif; margin: 24px; background: #f5f6f8; color: #1a2330 }}
main {{ display: grid; grid-template-columns: repeat(auto-fill, minmax(420px, 1fr)); gap: 20px }}
figure {{ margin: 0; padding: 10px; background: #fff; border: 1px solid #e1e5ea; border-radius: 6px }}
figure.faulty {{ border-color: #b3261e }}
img {{ width: 100% }}
li {{ color: #b3261e; overflow-wrap: anywhere }}
</style>
<h1>A tour of AU Desktop</h1>
<p>{pictures} pictures, {faults} faults.</p>
{trouble}
<main>
{figures}
</main>
</html>
"""


@dataclass(slots=True)
class Picture:
    """One picture: its file, and what was found on it."""

    file: str
    faults: list[str] = field(default_factory=list)


class Album:
    """Writes pictures into a folder and the page beside them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pictures: list[Picture] = []
        self.trouble: list[str] = []
        folder.mkdir(parents=True, exist_ok=True)

    def add(self, name: str, pixmap: QPixmap, faults: list[str]) -> None:
        """Keep one picture."""
        picture = Picture(f"{name}.png", faults)
        if not pixmap.save(str(self.folder / picture.file)):
            self.trouble.append(f"{picture.file} could not be written")
        self.pictures.append(picture)

    def faults(self) -> list[str]:
        """Everything found, each fault once, with the first picture that shows it."""
        first: dict[str, str] = {}
        for picture in self.pictures:
            for fault in picture.faults:
                first.setdefault(fault, picture.file)
        return [f"{file}: {fault}" for fault, file in first.items()] + self.trouble

    def write_page(self) -> Path:
        """Write the page that shows every picture."""
        page = self.folder / "index.html"
        trouble = "".join(f"<li>{escape(one)}</li>" for one in self.trouble)
        page.write_text(
            _PAGE.format(
                pictures=len(self.pictures),
                faults=len(self.faults()),
                trouble=f"<ul>{trouble}</ul>" if trouble else "",
                figures="\n".join(_figure(picture) for picture in self.pictures),
            ),
            encoding="utf-8",
        )
        return page


def composed(window: QWidget, over: QWidget | None) -> QPixmap:
    """A picture of a window, with the dialog that stands before it."""
    picture = window.grab()
    if over is None:
        return picture
    front = over.grab()
    painter = QPainter(picture)
    painter.fillRect(picture.rect(), QColor(0, 0, 0, 70))
    place = picture.rect().center() - front.rect().center()
    place = QPoint(max(0, place.x()), max(0, place.y()))
    painter.drawPixmap(place, front)
    painter.setPen(QColor(0, 0, 0, 120))
    painter.drawRect(front.rect().translated(place).adjusted(-1, -1, 0, 0))
    painter.end()
    return picture


def _figure(picture: Picture) -> str:
    faults = "".join(f"<li>{escape(fault)}</li>" for fault in picture.faults)
    style = ' class="faulty"' if faults else ""
    name = escape(picture.file)
    return (
        f'<figure{style}><a href="{name}"><img loading="lazy" src="{name}" alt=""></a>'
        f"<figcaption>{name}</figcaption><ul>{faults}</ul></figure>"
    )
