"""Shows pictures, one page at a time: fitted, larger, moved by hand, turned; with buttons, wheel and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPainter, QPixmap
from PySide6.QtWidgets import (
    QGraphicsPixmapItem,
    QGraphicsScene,
    QGraphicsView,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from au_desktop.ui.kit.accessible import named, text_label
from au_desktop.ui.kit.buttons import IconButton, QuietButton
from au_desktop.ui.kit.tokens import SPACE_4, SPACE_8

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent

_STEP, _LEAST, _MOST = 1.25, 0.05, 12.0
UNREADABLE = "This file is not a picture that can be shown here."


def read_picture(content: bytes, longest: int = 0) -> QImage:
    """The picture, upright, and no larger than asked for; a null one where it cannot be read."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if longest and size.isValid() and max(size.width(), size.height()) > longest:
        reader.setScaledSize(size.scaled(longest, longest, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


class PictureCanvas(QGraphicsView):
    """One picture; fitted into the view until somebody makes it larger. Emits `page_wanted(step)` on Page Up and Down."""

    page_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._item = QGraphicsPixmapItem()
        self._item.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        scene = QGraphicsScene(self)
        scene.addItem(self._item)
        self.setScene(scene)
        self.fitted = True
        # Bars would take room away just when all of it is to be shown; dragging and the arrows move the picture.
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setMinimumSize(160, 160)
        self.setAccessibleName("Picture")

    def show_image(self, image: QImage) -> None:
        """Show this picture, fitted."""
        self._item.setPixmap(QPixmap.fromImage(image))
        self.setSceneRect(self._item.boundingRect())
        self.resetTransform()
        self.fit()

    def fit(self) -> None:
        """Show all of it."""
        self.fitted = True
        self.fitInView(self._item, Qt.AspectRatioMode.KeepAspectRatio)

    def enlarge(self, factor: float) -> None:
        """Make it larger or smaller."""
        wanted = self.scale_now() * factor
        if _LEAST <= wanted <= _MOST:
            self.fitted = False
            self.scale(factor, factor)

    def turn(self) -> None:
        """A quarter to the right; the file stays as it is."""
        self.rotate(90)
        if self.fitted:
            self.fit()

    def scale_now(self) -> float:
        """How large it is shown: 1 is one point of the picture to one of the screen."""
        shown = self.transform()
        return float((shown.m11() ** 2 + shown.m12() ** 2) ** 0.5)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel makes it larger and smaller with Ctrl, and moves it without."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.enlarge(_STEP if event.angleDelta().y() > 0 else 1 / _STEP)
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Plus, minus, 0 fits, R turns; the arrows move it; Page Up and Down turn the pages."""
        key = event.key()
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.enlarge(_STEP)
        elif key == Qt.Key.Key_Minus:
            self.enlarge(1 / _STEP)
        elif key == Qt.Key.Key_0:
            self.fit()
        elif key == Qt.Key.Key_R:
            self.turn()
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.page_wanted.emit(1 if key == Qt.Key.Key_PageDown else -1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is fitted stays fitted."""
        super().resizeEvent(event)
        if self.fitted:
            self.fit()


class PictureView(QWidget):
    """Pages with their titles and the buttons above them."""

    def __init__(self) -> None:
        super().__init__()
        self._pages: tuple[tuple[str, bytes], ...] = ()
        self.at = 0
        self.title = text_label("", "muted")
        self.canvas = PictureCanvas()
        self.words = text_label(UNREADABLE, "muted", wrap=True)
        self.before_button = IconButton("chevron_left", "Page before")
        self.next_button = IconButton("chevron_right", "Next page")
        self.smaller_button = IconButton("minus", "Smaller")
        self.larger_button = IconButton("plus", "Larger")
        self.fit_button = named(QuietButton("Fit"), "Show all of the page")
        self.turn_button = named(QuietButton("Turn"), "Turn by a quarter")
        self._lay_out()
        self.before_button.clicked.connect(lambda: self.step(-1))
        self.next_button.clicked.connect(lambda: self.step(1))
        self.smaller_button.clicked.connect(lambda: self.canvas.enlarge(1 / _STEP))
        self.larger_button.clicked.connect(lambda: self.canvas.enlarge(_STEP))
        self.fit_button.clicked.connect(self.canvas.fit)
        self.turn_button.clicked.connect(self.canvas.turn)
        self.canvas.page_wanted.connect(self.step)

    def show_pages(self, pages: Sequence[tuple[str, bytes]]) -> None:
        """Show these pages, each with its title, from the first; the page in sight stays where they are the same."""
        if tuple(pages) == self._pages:
            return
        self._pages, self.at = tuple(pages), 0
        self._show()

    def step(self, by: int) -> None:
        """Go that many pages on."""
        wanted = self.at + by
        if 0 <= wanted < len(self._pages):
            self.at = wanted
            self._show()

    def _show(self) -> None:
        several = len(self._pages) > 1
        for button in (self.before_button, self.next_button):
            button.setVisible(several)
        self.before_button.setEnabled(self.at > 0)
        self.next_button.setEnabled(self.at < len(self._pages) - 1)
        title, content = self._pages[self.at] if self._pages else ("", b"")
        count = f" \u00b7 {self.at + 1} of {len(self._pages)}" if several else ""
        self.title.setText(f"{title}{count}")
        image = read_picture(content) if content else QImage()
        readable = not image.isNull()
        self.canvas.setVisible(readable)
        self.words.setVisible(not readable)
        self.canvas.setAccessibleName(f"Picture: {title}{count}")
        if readable:
            self.canvas.show_image(image)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(SPACE_4)
        bar.addWidget(self.title, 1)
        for button in (
            self.before_button,
            self.next_button,
            self.smaller_button,
            self.larger_button,
            self.fit_button,
            self.turn_button,
        ):
            bar.addWidget(button)
        self.words.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addLayout(bar)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.words)
