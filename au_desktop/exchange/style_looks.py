"""How the named styles of a workbook look, and what conditional formats paint over a cell."""

from typing import Any

from au_desktop.exchange.columns import Style

_LINE = "#C9CED6"
_RECORD: dict[str, Any] = {
    "font_size": 10,
    "valign": "top",
    "border": 1,
    "border_color": _LINE,
    "locked": True,
}

LOOKS: dict[Style, dict[str, Any]] = {
    Style.TITLE: {"font_size": 16, "bold": True, "font_color": "#16324F", "valign": "vcenter"},
    Style.HEADER: {
        "font_size": 10,
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": "#16324F",
        "text_wrap": True,
        "valign": "vcenter",
        "border": 1,
        "border_color": "#5B6B7D",
    },
    Style.NOTE: {"font_size": 10, "font_color": "#3B4654", "valign": "top"},
    Style.TEXT: _RECORD,
    Style.INPUT: {**_RECORD, "locked": False, "bg_color": "#FFF8DC"},
    Style.CALCULATED: {**_RECORD, "bg_color": "#EEF3F8"},
    Style.PASS: {**_RECORD, "font_color": "#0B5D33", "bg_color": "#E3F4EA"},
    Style.ATTENTION: {**_RECORD, "font_color": "#7A4B00", "bg_color": "#FFF0CC", "bold": True},
    Style.FAIL: {**_RECORD, "font_color": "#8C1420", "bg_color": "#FBE1E3", "bold": True},
    Style.VOID: {
        **_RECORD,
        "font_color": "#5C6470",
        "bg_color": "#EDEFF2",
        "font_strikeout": True,
    },
}
"""The formats of the named styles."""

PAINTS: dict[Style, dict[str, Any]] = {
    style: {
        name: look
        for name, look in LOOKS[style].items()
        if name in {"font_color", "bg_color", "bold", "font_strikeout"}
    }
    for style in (Style.PASS, Style.ATTENTION, Style.FAIL, Style.VOID)
}
"""What a conditional format may change: colors and strokes."""
