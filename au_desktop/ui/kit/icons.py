"""The program's icons: one set of drawings, tinted by the theme and sharp on every screen."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from au_desktop.ui.kit import resource_files, theme

SIZES = (18, 20, 24)


def names() -> tuple[str, ...]:
    """Every icon of the set."""
    folder = resource_files.resource_folder() / "icons"
    return tuple(sorted(path.stem for path in folder.glob("*.svg")))


def icon(name: str, role: str = "text") -> QIcon:
    """The icon in a token's color: text, muted, accent, on_accent, ok, attention, problem or info.

    Raises:
        FileNotFoundError: there is no icon of that name.
    """
    tokens = theme.current().tokens
    color = str(getattr(tokens, role))
    return _icon(name, color, tokens.disabled, _ratios())


def pixmap(name: str, role: str = "text", size: int = 24) -> QPixmap:
    """The icon as a picture of `size` device-independent pixels, sharp on the finest screen."""
    return _pixmap(name, str(getattr(theme.current().tokens, role)), size, _ratios()[-1])


def _ratios() -> tuple[float, ...]:
    return tuple(sorted({1.0, *(s.devicePixelRatio() for s in QGuiApplication.screens())}))


@cache
def _drawing(name: str) -> str:
    return resource_files.read_text("icons", f"{name}.svg")


@cache
def _icon(name: str, color: str, disabled: str, ratios: tuple[float, ...]) -> QIcon:
    made = QIcon()
    for tint, mode in ((color, QIcon.Mode.Normal), (disabled, QIcon.Mode.Disabled)):
        renderer = _renderer(name, tint)
        for size in SIZES:
            for ratio in ratios:
                made.addPixmap(_drawn(renderer, size, ratio), mode)
    return made


@cache
def _pixmap(name: str, color: str, size: int, ratio: float) -> QPixmap:
    return _drawn(_renderer(name, color), size, ratio)


def _renderer(name: str, color: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", color).encode("utf-8")))


def _drawn(renderer: QSvgRenderer, size: int, ratio: float) -> QPixmap:
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture
