"""Dresses the application: Fusion, a palette and one style sheet, made from the tokens for light or dark."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from string import Template
from typing import cast

from PySide6.QtCore import QObject, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from au_desktop.settings import Settings, TextSize, ThemeChoice
from au_desktop.ui.kit import resource_files
from au_desktop.ui.kit.tokens import (
    CONTROL_HEIGHT,
    CONTROL_HEIGHT_TOUCH,
    DARK,
    LIGHT,
    RADIUS,
    ROW_HEIGHT,
    ROW_HEIGHT_TOUCH,
    TEXT_SIZES,
    TextSizes,
    Tokens,
)

FONT_FAMILIES = ("Segoe UI", "Inter", "Noto Sans", "Cantarell", "Ubuntu", "DejaVu Sans")
_STYLE, _STYLED = "fusion", "styled"
_QSS_ICONS = ("chevron_down", "chevron_up", "chevron_left", "chevron_right", "check", "minus")


@dataclass(frozen=True, slots=True)
class Theme:
    """What the window is drawn with now."""

    tokens: Tokens = LIGHT
    sizes: TextSizes = TEXT_SIZES["normal"]
    touch: bool = False

    @property
    def scale(self) -> float:
        """How much larger words are than usual."""
        return self.sizes.body / TEXT_SIZES["normal"].body

    @property
    def row_height(self) -> int:
        """Height of a table row in pixels."""
        return ROW_HEIGHT_TOUCH if self.touch else ROW_HEIGHT

    @property
    def control_height(self) -> int:
        """Least height of a button or field in pixels."""
        return CONTROL_HEIGHT_TOUCH if self.touch else CONTROL_HEIGHT


class ThemeKeeper(QObject):
    """Holds the application's theme and says when it changed. There is one, owned by the application."""

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self.setObjectName("theme_keeper")
        self.theme = Theme()
        self._application = application
        self._settings = Settings(theme=ThemeChoice.LIGHT)
        self._images = QTemporaryDir()
        application.styleHints().colorSchemeChanged.connect(self._on_system_scheme_changed)

    def apply(self, settings: Settings) -> None:
        """Take theme, text size and touch mode from the settings and redraw everything."""
        self._settings = settings
        self.theme = Theme(
            tokens=self._tokens(settings.theme),
            sizes=TEXT_SIZES[TextSize(settings.text_size).value],
            touch=settings.touch_mode,
        )
        self._dress()

    def _tokens(self, choice: ThemeChoice) -> Tokens:
        if choice is ThemeChoice.SYSTEM:
            scheme = self._application.styleHints().colorScheme()
            return DARK if scheme is Qt.ColorScheme.Dark else LIGHT
        return DARK if choice is ThemeChoice.DARK else LIGHT

    def _dress(self) -> None:
        application = self._application
        # what it is styled in is noted: asking for its style would load a large class before the first paint
        if application.property(_STYLED) != _STYLE:
            application.setStyle(QStyleFactory.create(_STYLE))
            application.setProperty(_STYLED, _STYLE)
        with _nothing_collected():
            application.setFont(_font(self.theme.sizes.body))
            application.setPalette(_palette(self.theme.tokens))
            application.setProperty("touch", self.theme.touch)
            application.setStyleSheet(style_sheet(self.theme, self._tinted_images()))
        self.changed.emit()

    def _tinted_images(self) -> Path:
        """A folder with the few images that a style sheet can only take from files, in the theme's color."""
        folder = Path(self._images.path()) / self.theme.tokens.name
        if not folder.is_dir():
            folder.mkdir(parents=True)
            for name in _QSS_ICONS:
                drawing = resource_files.read_text("icons", f"{name}.svg")
                for role in ("muted", "on_accent"):
                    color = str(getattr(self.theme.tokens, role))
                    target = folder / f"{name}_{role}.svg"
                    target.write_text(drawing.replace("currentColor", color), encoding="utf-8")
        return folder

    def _on_system_scheme_changed(self) -> None:
        if self._settings.theme is ThemeChoice.SYSTEM:
            self.apply(self._settings)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Qt goes through a list of every widget here: none may be collected by what another one does in answer."""
    collected = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collected:
            gc.enable()


def application(arguments: Sequence[str]) -> QApplication:
    """The application, made in the style that it is dressed in; one that is there already is taken as it is."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    made = QApplication([*arguments, "-style", _STYLE])
    made.setProperty(_STYLED, _STYLE)
    return made


def keeper() -> ThemeKeeper:
    """The one keeper of this application, made when first asked for."""
    application = cast("QApplication", QGuiApplication.instance())
    found = application.findChild(ThemeKeeper, "theme_keeper")
    return found if isinstance(found, ThemeKeeper) else ThemeKeeper(application)


def current() -> Theme:
    """The theme that is drawn now."""
    return keeper().theme


def apply(settings: Settings) -> None:
    """Dress the application as the settings say."""
    keeper().apply(settings)


def style_sheet(theme: Theme, images: Path) -> str:
    """The style sheet with every token filled in.

    Raises:
        KeyError: the sheet names a token that does not exist.
    """
    values: dict[str, object] = dict(asdict(theme.tokens))
    values |= {
        "size_small": theme.sizes.small,
        "size_body": theme.sizes.body,
        "size_title": theme.sizes.title,
        "size_display": theme.sizes.display,
        "size_big": theme.sizes.title + 2,
        "radius": RADIUS,
        "control_height": theme.control_height - 2,
        "inner_height": theme.control_height - 4,
        "icon_width": theme.control_height - 14,
        "check_height": theme.control_height - 10,
        "filter_height": 46 if theme.touch else 26,
        "filter_inner": 44 if theme.touch else 24,
        "filter_radius": 24 if theme.touch else 14,
        "status_button": 44 if theme.touch else 20,
        "row_height": theme.row_height,
        "nav_height": 48 if theme.touch else 34,
        "bar_width": 16 if theme.touch else 10,
        "bar_radius": 4 if theme.touch else 3,
        "indicator": 26 if theme.touch else 16,
        "images": images.as_posix(),
    }
    return Template(resource_files.read_text("styles", "app.qss")).substitute(values)


def _font(size_px: int) -> QFont:
    font = QFont()
    font.setFamilies(list(FONT_FAMILIES))
    font.setPixelSize(size_px)
    return font


def _palette(tokens: Tokens) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: tokens.background,
        QPalette.ColorRole.WindowText: tokens.text,
        QPalette.ColorRole.Base: tokens.field,
        QPalette.ColorRole.AlternateBase: tokens.hover,
        QPalette.ColorRole.Text: tokens.text,
        QPalette.ColorRole.Button: tokens.surface,
        QPalette.ColorRole.ButtonText: tokens.text,
        QPalette.ColorRole.BrightText: tokens.on_accent,
        QPalette.ColorRole.PlaceholderText: tokens.muted,
        QPalette.ColorRole.Highlight: tokens.accent,
        QPalette.ColorRole.HighlightedText: tokens.on_accent,
        QPalette.ColorRole.Accent: tokens.accent,
        QPalette.ColorRole.Link: tokens.accent,
        QPalette.ColorRole.LinkVisited: tokens.accent,
        QPalette.ColorRole.ToolTipBase: tokens.surface,
        QPalette.ColorRole.ToolTipText: tokens.text,
        QPalette.ColorRole.Light: tokens.hover,
        QPalette.ColorRole.Midlight: tokens.border,
        QPalette.ColorRole.Mid: tokens.border,
        QPalette.ColorRole.Dark: tokens.control,
        QPalette.ColorRole.Shadow: tokens.background,
    }
    for role, color in roles.items():
        palette.setColor(role, QColor(color))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.disabled))
    return palette
