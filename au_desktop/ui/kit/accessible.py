"""Gives widgets the names that a screen reader speaks, and the properties that the style sheet reads."""

from html import escape
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

W = TypeVar("W", bound=QWidget)


def named(widget: W, name: str, description: str = "") -> W:
    """The widget, with the name and description that a screen reader speaks."""
    widget.setAccessibleName(name)
    if description:
        widget.setAccessibleDescription(description)
    return widget


def styled(widget: QWidget, **properties: object) -> None:
    """Set style properties and let the style sheet look at the widget again."""
    if all(widget.property(name) == value for name, value in properties.items()):
        return
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def plain_tip(text: str) -> str:
    """The words of a tool tip as they were written: where they look like markup, Qt is told that they are none."""
    looks_like_markup = "<" in text or "&lt;" in text
    return f"<qt>{escape(text)}</qt>" if looks_like_markup else text


def text_label(text: str, tone: str = "", *, wrap: bool = False) -> QLabel:
    """A label in one of the tones: muted, small, strong, title, display, hint, error, problem.

    What it says may come from a file from anywhere: none of it is taken for markup.
    """
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    if tone:
        label.setProperty("tone", tone)
    return label
