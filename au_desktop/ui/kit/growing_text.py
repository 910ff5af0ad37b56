"""Fields for a few lines that are as high as what stands in them."""

from PySide6.QtCore import QSizeF
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

_AROUND = 24
_MOST_LINES = 8


def let_grow(edit: QPlainTextEdit, least_lines: int = 1) -> QPlainTextEdit:
    """Keep a field as high as its text, from so many lines up to eight; beyond that it scrolls."""
    # A style sheet's minimum height would otherwise let a layout make the field lower than its text.
    edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def fit(size: QSizeF) -> None:
        lines = min(max(int(size.height()), least_lines), _MOST_LINES)
        edit.setFixedHeight(lines * edit.fontMetrics().lineSpacing() + _AROUND)

    layout = edit.document().documentLayout()
    layout.documentSizeChanged.connect(fit)
    fit(layout.documentSize())
    return edit
