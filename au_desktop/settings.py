"""What a person chose about the program on this computer: units, theme, text size, touch mode, idle time, dates, language."""

import json
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

MOST_RECENT_CENTERS = 8
SHORTEST_IDLE_MINUTES = 1
LONGEST_IDLE_MINUTES = 120


class UnitsFirst(StrEnum):
    """Which unit of activity is shown first."""

    GBQ = "GBq"
    MCI = "mCi"


class ThemeChoice(StrEnum):
    """Light, dark, or as the computer is set."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class TextSize(StrEnum):
    """How large words are drawn."""

    SMALL = "small"
    NORMAL = "normal"
    LARGE = "large"


class DateStyle(StrEnum):
    """How a date is written in lists; the exact instant is always shown on hover."""

    DAY_MONTH = "22 Nov 2026"
    MONTH_DAY = "Nov 22, 2026"
    ISO = "2026-11-22"


@dataclass(frozen=True, slots=True)
class Settings:
    """The preferences of one person's computer; no fact about a center is kept here."""

    units_first: UnitsFirst = UnitsFirst.GBQ
    theme: ThemeChoice = ThemeChoice.SYSTEM
    text_size: TextSize = TextSize.NORMAL
    touch_mode: bool = False
    idle_minutes: int = 10
    date_style: DateStyle = DateStyle.DAY_MONTH
    language: str = "en"
    recent_centers: tuple[str, ...] = ()

    def with_recent_center(self, folder: str) -> "Settings":
        """The same settings with `folder` as the newest of the recent centers."""
        others = tuple(known for known in self.recent_centers if known != folder)
        return replace(self, recent_centers=(folder, *others)[:MOST_RECENT_CENTERS])


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """What was read, and in plain words what could not be used and was replaced by the usual value."""

    settings: Settings
    problems: tuple[str, ...] = ()


def load(path: Path) -> LoadedSettings:
    """Read the preferences; whatever is missing or broken takes its usual value and is reported."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return LoadedSettings(Settings())
    except (OSError, ValueError) as error:
        return LoadedSettings(Settings(), (f"settings could not be read: {error}",))
    if not isinstance(content, dict):
        return LoadedSettings(
            Settings(), ("settings could not be read: not a table of names and values",)
        )
    return _from_content(content)


def save(path: Path, settings: Settings) -> None:
    """Write the preferences in one step.

    Raises:
        DiskProblem: the old file is untouched.
    """
    from au_desktop.files import replace_bytes  # the prompt need not wait for it

    text = json.dumps(asdict(settings), indent=2, ensure_ascii=False)
    replace_bytes(path, text.encode("utf-8"))


def _from_content(content: dict[str, Any]) -> LoadedSettings:
    chosen: dict[str, Any] = {}
    problems: list[str] = []
    known = {field.name for field in fields(Settings)}
    for name in sorted(content):
        if name not in known:
            problems.append(f"unknown setting {name}: ignored")
            continue
        try:
            chosen[name] = _READERS[name](content[name])
        except (ValueError, TypeError):
            problems.append(f"setting {name} cannot be {content[name]!r}: the usual value is used")
    return LoadedSettings(Settings(**chosen), tuple(problems))


def _yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _idle(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(value)
    if not SHORTEST_IDLE_MINUTES <= value <= LONGEST_IDLE_MINUTES:
        raise ValueError(value)
    return value


def _language(value: object) -> str:
    if value != "en":
        raise ValueError(value)
    return "en"


def _folders(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise TypeError(value)
    return tuple(value[:MOST_RECENT_CENTERS])


_READERS: dict[str, Any] = {
    "units_first": UnitsFirst,
    "theme": ThemeChoice,
    "text_size": TextSize,
    "touch_mode": _yes_or_no,
    "idle_minutes": _idle,
    "date_style": DateStyle,
    "language": _language,
    "recent_centers": _folders,
}
