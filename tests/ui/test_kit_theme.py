"""Colors can be read, every icon loads and takes the theme's color, sizes are remembered."""

import itertools

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from au_desktop.settings import Settings, TextSize, ThemeChoice
from au_desktop.ui.kit import icons, theme, window_state
from au_desktop.ui.kit.buttons import PrimaryButton, SecondaryButton
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.tokens import DARK, LIGHT, State, contrast_ratio

GROUNDS = ("background", "surface", "field", "hover")
TEXT_PAIRS = [
    *itertools.product(("text", "muted", "problem"), GROUNDS),
    *itertools.product(("accent", "text", "problem"), ("surface", "accent_weak")),
    *((state.value, f"{state.value}_weak") for state in State),
    *((state.value, "surface") for state in State),
    ("on_accent", "accent"),
    ("on_accent", "accent_strong"),
]
CONTROL_PAIRS = list(itertools.product(("control", "accent"), ("surface", "field", "background")))


@pytest.fixture(autouse=True)
def usual_theme(qapp):
    before = theme.current()
    yield
    if theme.current() is not before:
        theme.apply(Settings(theme=ThemeChoice.LIGHT))


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_has_contrast(tokens, ink, ground):
    assert contrast_ratio(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
@pytest.mark.parametrize(("line", "ground"), CONTROL_PAIRS)
def test_controls_have_contrast(tokens, line, ground):
    assert contrast_ratio(getattr(tokens, line), getattr(tokens, ground)) >= 3.0


def test_contrast_ratio_of_black_on_white_is_21():
    assert contrast_ratio("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast_ratio("#777777", "#777777") == pytest.approx(1.0)


@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.SYSTEM])
def test_theme_dresses_the_application(qapp, choice):
    theme.apply(Settings(theme=choice))
    tokens = theme.current().tokens
    assert qapp.palette().window().color() == QColor(tokens.background)
    assert tokens.accent in qapp.styleSheet()
    assert "$" not in qapp.styleSheet()


def test_touch_mode_makes_targets_48_high(qapp, qtbot):
    theme.apply(Settings(theme=ThemeChoice.LIGHT, touch_mode=True))
    for button in (SecondaryButton("A"), PrimaryButton("B")):
        qtbot.addWidget(button)
        button.show()
        assert button.sizeHint().height() >= 48
    assert theme.current().row_height == 48


def test_focus_does_not_change_a_button_height(qapp, qtbot):
    theme.apply(Settings(theme=ThemeChoice.LIGHT))
    button = SecondaryButton("A")
    qtbot.addWidget(button)
    button.show()
    before = button.sizeHint()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    assert button.sizeHint() == before


def test_text_size_changes_letters(qapp):
    theme.apply(Settings(text_size=TextSize.LARGE))
    assert QApplication.font().pixelSize() == 16


def test_there_is_an_icon_for_every_place():
    wanted = {
        "today", "trainees", "cases", "checklists", "safety", "release", "waste", "instruments",
        "documents", "center", "search", "lock", "unlock", "plus", "check", "cross", "minus",
        "warning", "info", "error", "clock", "timer", "play", "stop", "pause", "pencil", "sign",
        "shield", "key", "person", "people", "room", "file", "folder", "table", "import", "export",
        "backup", "restore", "filter", "chevron_up", "chevron_down", "chevron_left",
        "chevron_right", "back", "more", "help", "settings", "sun", "moon", "eye", "eye_off",
        "trash", "void", "history", "backspace", "bedside", "syringe", "drop", "printer", "copy",
        "link", "verify", "drop_here", "star",
    }  # fmt: skip
    assert wanted <= set(icons.names())


def _inks(name, role):
    image = icons.pixmap(name, role, 48).toImage()
    pixels = itertools.product(range(image.width()), range(image.height()))
    colors = (image.pixelColor(x, y) for x, y in pixels)
    return {color.name() for color in colors if color.alpha() == 255}


def test_every_icon_draws_in_the_asked_color(qapp):
    theme.apply(Settings(theme=ThemeChoice.LIGHT))
    for name in icons.names():
        assert _inks(name, "accent") == {LIGHT.accent.casefold()}, name
        assert not icons.icon(name).isNull()


def test_icons_follow_the_theme(qapp):
    theme.apply(Settings(theme=ThemeChoice.DARK))
    assert _inks("check", "text") == {DARK.text.casefold()}


def test_a_button_tints_its_icon_again(qapp, qtbot):
    theme.apply(Settings(theme=ThemeChoice.LIGHT))
    button = SecondaryButton("Save", "check")
    qtbot.addWidget(button)
    button.show()
    before = button.icon().cacheKey()
    theme.apply(Settings(theme=ThemeChoice.DARK))
    assert button.icon().cacheKey() != before


def test_unknown_icon_is_refused(qapp):
    with pytest.raises(FileNotFoundError):
        icons.icon("no_such_icon")


def test_a_chip_always_has_a_word(qtbot):
    chip = StateChip("overdue", State.PROBLEM)
    qtbot.addWidget(chip)
    assert chip.state == "problem"
    with pytest.raises(ValueError, match=" "):
        chip.set_state(" ", "ok")
    with pytest.raises(ValueError, match="purple"):
        chip.set_state("x", "purple")


def test_sizes_are_remembered_in_memory_and_in_a_file(qtbot, tmp_path):
    for place in (window_state.WindowState(), window_state.WindowState(tmp_path / "sizes.ini")):
        splitter = QSplitter(Qt.Orientation.Horizontal)
        qtbot.addWidget(splitter)
        for _ in range(2):
            splitter.addWidget(QWidget())
        assert not place.restore_splitter("s", splitter)
        place.save_splitter("s", splitter)
        assert place.restore_splitter("s", splitter)
        place.save_geometry("w", splitter)
        assert place.restore_geometry("w", splitter)
        place.save_widths("t", {"date": 80, "drug": 170})
        assert place.widths("t") == {"date": 80, "drug": 170}
        assert place.widths("none") == {}
