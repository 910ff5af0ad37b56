"""The colors, sizes and spaces that the whole window is drawn with, light and dark."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """What a color may say; a word or an icon always says it too."""

    OK = "ok"
    ATTENTION = "attention"
    PROBLEM = "problem"
    INFO = "info"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Tokens:
    """One set of colors, each as #RRGGBB. A `_weak` color is the ground under its namesake."""

    name: str
    background: str
    surface: str
    field: str
    hover: str
    border: str
    control: str
    text: str
    muted: str
    disabled: str
    accent: str
    accent_strong: str
    accent_weak: str
    on_accent: str
    ok: str
    ok_weak: str
    attention: str
    attention_weak: str
    problem: str
    problem_weak: str
    info: str
    info_weak: str
    neutral: str
    neutral_weak: str

    def ink(self, state: str) -> str:
        """The text color of a state."""
        return str(getattr(self, State(state).value))

    def ground(self, state: str) -> str:
        """The weak ground under that state's text."""
        return str(getattr(self, f"{State(state).value}_weak"))


LIGHT = Tokens(
    name="light",
    background="#F5F6F8",
    surface="#FFFFFF",
    field="#FFFFFF",
    hover="#F0F2F5",
    border="#E1E5EA",
    control="#7F8A98",
    text="#1A2330",
    muted="#5A6675",
    disabled="#98A2AE",
    accent="#0E6A73",
    accent_strong="#0A545B",
    accent_weak="#E2F0F1",
    on_accent="#FFFFFF",
    ok="#1B7A4B",
    ok_weak="#E6F4EB",
    attention="#8F5F00",
    attention_weak="#FFF3D6",
    problem="#B3261E",
    problem_weak="#FCEAE8",
    info="#1D5BB8",
    info_weak="#E7EFFC",
    neutral="#4A5666",
    neutral_weak="#EDF0F3",
)

DARK = Tokens(
    name="dark",
    background="#14181D",
    surface="#1C2127",
    field="#171B21",
    hover="#242A32",
    border="#2E353D",
    control="#6B7784",
    text="#E7EBF0",
    muted="#9AA6B4",
    disabled="#626D7A",
    accent="#5CC3CC",
    accent_strong="#7DD3DA",
    accent_weak="#17343A",
    on_accent="#0D2226",
    ok="#6CCB93",
    ok_weak="#173024",
    attention="#EBB04A",
    attention_weak="#35290F",
    problem="#F58B82",
    problem_weak="#401E1D",
    info="#86B2F7",
    info_weak="#1B2B4A",
    neutral="#B4BECA",
    neutral_weak="#2A3139",
)

SPACE_4, SPACE_8, SPACE_12, SPACE_16, SPACE_24 = 4, 8, 12, 16, 24
RADIUS = 6
ROW_HEIGHT = 32
ROW_HEIGHT_TOUCH = 48
CONTROL_HEIGHT = 32
CONTROL_HEIGHT_TOUCH = 48


@dataclass(frozen=True, slots=True)
class TextSizes:
    """Letter heights in device-independent pixels."""

    small: int
    body: int
    title: int
    display: int


TEXT_SIZES = {
    "small": TextSizes(10, 12, 15, 20),
    "normal": TextSizes(11, 13, 16, 22),
    "large": TextSizes(13, 16, 19, 26),
}


def luminance(color: str) -> float:
    """Relative luminance of #RRGGBB, 0 to 1 (WCAG 2.2, definition of relative luminance)."""
    channels = (int(color[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_ratio(ink: str, ground: str) -> float:
    """Contrast ratio of two colors, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    lighter, darker = sorted((luminance(ink), luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
