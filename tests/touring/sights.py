"""Looks at what is shown as a careful reader would: cut words, raw ids, things that overlap, scroll bars nobody needs."""

import re
from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextDocumentFragment
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QSplitterHandle,
    QStackedWidget,
    QTableView,
    QTextEdit,
    QWidget,
)

from au_desktop.ui.kit import theme
from au_desktop.ui.kit.detail_pane import DetailPane
from au_desktop.ui.kit.row_delegate import CHIP_SIDE, SIDE
from au_desktop.ui.kit.row_table_model import CHIP_STATE_ROLE

UUID = re.compile(
    r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b", re.IGNORECASE
)
ISO_INSTANT = re.compile(r"\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")
NAKED = re.compile(
    r"(?:: |, |\()None\b|\bUUID\(|<[A-Za-z_.]+ object at|\blorem\b|\b[A-Z][A-Za-z]+\.[A-Z_]{3,}\b|\{[a-z_]+\}"
)
MARKUP = re.compile(r"<(b|i|p|br|a|span|h\d)\b")
SLACK = 1
CUT_BY_DESIGN = "may_be_cut"
_MOST_ROWS = 60
_SHORT = 16


def faults_of(root: QWidget, *, may_scroll: bool = False) -> list[str]:
    """Every fault that can be seen in a window, in words."""
    shown = list(seen(root))
    found: list[str] = []
    for widget in shown:
        found += _cut(widget)
        found += _outside(widget, root)
        found += _needless_bars(widget, may_scroll=may_scroll)
        found += [f"{word}: “{text[:80]}”" for text in texts_of(widget) for word in naked(text)]
    found += _overlaps(shown)
    return list(dict.fromkeys(found))


def naked(text: str) -> list[str]:
    """What in a text was never meant for people."""
    kinds = {"raw id": UUID, "raw instant": ISO_INSTANT, "raw value": NAKED}
    return [name for name, pattern in kinds.items() if pattern.search(text)]


def seen(root: QWidget) -> Iterator[QWidget]:
    """What is drawn of a window, its own windows apart."""
    if not root.isVisible():
        return
    yield root
    for child in root.children():
        if isinstance(child, QWidget) and not child.isWindow():
            yield from seen(child)


def texts_of(widget: QWidget) -> Iterator[str]:
    """Every text that a widget shows."""
    if isinstance(widget, QLabel):
        yield _plain(widget)
    elif isinstance(widget, QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QLineEdit):
        yield widget.text()
        yield widget.placeholderText()
    elif isinstance(widget, QPlainTextEdit | QTextEdit):
        yield widget.toPlainText()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(at) for at in range(widget.count()))
    elif isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView):
        yield from (text for _, text in _cells(widget))
    if widget.isWindow():
        yield widget.windowTitle()


def where(widget: QWidget) -> str:
    """Which widget it is, as one can look it up."""
    names = []
    at: QWidget | None = widget
    while at is not None and len(names) < 3:
        names.append(type(at).__name__)
        at = at.parentWidget()
    said = next((text for text in texts_of(widget) if text.strip()), "") or widget.accessibleName()
    return f"{' in '.join(names)} “{said.strip()[:60]}”"


def _cells(view: QAbstractItemView) -> Iterator[tuple[object, str]]:
    model = view.model()
    if model is None:
        return
    columns = range(model.columnCount()) if isinstance(view, QTableView) else range(1)
    for row in range(min(model.rowCount(), _MOST_ROWS)):
        for column in columns:
            index = model.index(row, column)
            value = index.data(Qt.ItemDataRole.DisplayRole)
            if value is not None:
                yield index, str(value)


def _plain(label: QLabel) -> str:
    rich = label.textFormat() == Qt.TextFormat.RichText
    if rich or (label.textFormat() == Qt.TextFormat.AutoText and MARKUP.search(label.text())):
        return QTextDocumentFragment.fromHtml(label.text()).toPlainText()
    return label.text()


def _cut(widget: QWidget) -> list[str]:
    if widget.property(CUT_BY_DESIGN):
        return []
    cut = False
    if isinstance(widget, QLabel):
        cut = _label_cut(widget)
    elif isinstance(widget, QPushButton | QCheckBox) and widget.text():
        cut = _words_width(widget) > widget.width() + SLACK
    elif isinstance(widget, QComboBox):
        cut = widget.fontMetrics().horizontalAdvance(widget.currentText()) > widget.width() - 26
    elif isinstance(widget, QLineEdit) and not widget.text():
        inside = (one for one in widget.children() if isinstance(one, QWidget) and one.isVisible())
        room = widget.width() - 12 - sum(one.width() for one in inside)
        cut = widget.fontMetrics().horizontalAdvance(widget.placeholderText()) > room
    elif isinstance(widget, QTableView):
        return _cut_cells(widget)
    elif isinstance(widget, QListView):
        cut = widget.sizeHintForColumn(0) > widget.viewport().width() + SLACK
    return [f"cut: {where(widget)}"] if cut else []


def _words_width(widget: QPushButton | QCheckBox) -> int:
    """How wide a button has to be; one that is chosen is drawn bold, which Qt's own size hint does not know."""
    if isinstance(widget, QCheckBox):
        return widget.sizeHint().width()
    wide = QPushButton.sizeHint(widget).width()
    if widget.isCheckable() and widget.isChecked():
        bold = QFontMetrics(_bold(widget.font(), widget.fontInfo().pixelSize()))
        plain = widget.fontMetrics()
        lines = widget.text().splitlines()
        wide += max(bold.horizontalAdvance(line) - plain.horizontalAdvance(line) for line in lines)
    return wide


def _label_cut(label: QLabel) -> bool:
    text = _plain(label).strip()
    if not text or not label.pixmap().isNull() or label.toolTip() == text:
        return False
    room = label.contentsRect()
    if label.wordWrap():
        return label.heightForWidth(label.width()) > label.height() + SLACK
    wide = max(label.fontMetrics().horizontalAdvance(line) for line in text.splitlines())
    lines = len(text.splitlines())
    high = label.fontMetrics().lineSpacing() * lines
    return wide > room.width() + SLACK or high > room.height() + 2 * SLACK


def _cut_cells(table: QTableView) -> list[str]:
    """Headers, numbers, dates, chips and names are never cut; a long cell may end in an ellipsis, with the rest on hover."""
    name, found = table.accessibleName(), []
    header, model = table.horizontalHeader(), table.model()
    bold = QFontMetrics(_bold(header.font(), theme.current().sizes.small))
    for column in range(model.columnCount()):
        if table.isColumnHidden(column):
            continue
        title = str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        if bold.horizontalAdvance(title) + 2 * SIDE > header.sectionSize(column) + SLACK:
            found.append(f"cut: column head “{title}” of table “{name}”")
        cut = [text for text in _column(table, column) if text]
        many = len(cut) * 2 > model.rowCount() and not _told_beside(table)
        many = many and theme.current().scale <= 1
        found += [
            f"cut: “{text}” under “{title}” in table “{name}”"
            for text in cut[:1]
            if many or len(text) <= _SHORT
        ]
    return found


def _told_beside(table: QTableView) -> bool:
    """Whether a pane beside the table shows the chosen row in full."""
    return any(
        pane.isVisible() and table.selectionModel().hasSelection()
        for pane in table.window().findChildren(DetailPane)
    )


def _column(table: QTableView, column: int) -> Iterator[str]:
    """The texts of a column that have no room."""
    model, plain = table.model(), table.fontMetrics()
    chip = QFontMetrics(_bold(table.font(), theme.current().sizes.small))
    for row in range(min(model.rowCount(), _MOST_ROWS)):
        index = model.index(row, column)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        state = index.data(CHIP_STATE_ROLE)
        metrics, side = (chip, SIDE + CHIP_SIDE) if state else (plain, SIDE)
        if metrics.horizontalAdvance(text) + 2 * side > table.columnWidth(column) + SLACK:
            yield text


def _bold(base: QFont, size_px: int) -> QFont:
    font = QFont(base)
    font.setPixelSize(size_px)
    font.setWeight(QFont.Weight.DemiBold)
    return font


def _outside(widget: QWidget, root: QWidget) -> list[str]:
    """What sticks out of the widget that holds it, where nothing scrolls."""
    parent = widget.parentWidget()
    if widget is root or parent is None or _scrolled(widget) or not _says_something(widget):
        return []
    inside = parent.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK)
    return [] if inside.contains(widget.geometry()) else [f"sticks out: {where(widget)}"]


def _scrolled(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    holder = parent.parentWidget() if parent is not None else None
    return isinstance(holder, QAbstractScrollArea) or isinstance(parent, QAbstractScrollArea)


def _says_something(widget: QWidget) -> bool:
    if isinstance(widget, QScrollBar | QSplitterHandle | QHeaderView | QMenu):
        return False
    kinds = (QAbstractButton, QLineEdit, QComboBox, QAbstractScrollArea)
    return isinstance(widget, kinds) or (isinstance(widget, QLabel) and bool(widget.text()))


def _overlaps(shown: list[QWidget]) -> list[str]:
    """Two things that say something, neither inside the other, drawn over one another."""
    speaking = [
        (widget, _on_screen(widget))
        for widget in shown
        if _says_something(widget) and not isinstance(widget, QScrollArea)
    ]
    found = []
    for (one, here), (other, there) in combinations(speaking, 2):
        common = here.intersected(there)
        if common.width() <= 2 or common.height() <= 2:
            continue
        if one.isAncestorOf(other) or other.isAncestorOf(one) or _layered(one, other):
            continue
        found.append(f"overlap: {where(one)} and {where(other)}")
    return found


def _on_screen(widget: QWidget) -> QRect:
    """The part of a widget that is not hidden by what scrolls."""
    rect = QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())
    at = widget.parentWidget()
    while at is not None:
        rect = rect.intersected(QRect(at.mapToGlobal(QPoint(0, 0)), at.size()))
        at = None if at.isWindow() else at.parentWidget()
    return rect


def _layered(one: QWidget, other: QWidget) -> bool:
    """Whether one of them belongs to something that floats by design: a dialog, a search result list."""
    return _floating(one) is not _floating(other)


def _floating(widget: QWidget) -> QWidget | None:
    at: QWidget | None = widget
    while at is not None:
        if isinstance(at, QDialog) or at.property("floats"):
            return at
        if isinstance(at.parentWidget(), QStackedWidget):
            return at
        at = at.parentWidget()
    return None


def _needless_bars(widget: QWidget, *, may_scroll: bool) -> list[str]:
    """Nothing scrolls sideways; a page scrolls downwards only where that was promised."""
    if not isinstance(widget, QAbstractScrollArea):
        return []
    found = []
    if widget.horizontalScrollBar().isVisible():
        found.append(f"scrolls sideways: {where(widget)}")
    if (
        isinstance(widget, QScrollArea)
        and _is_of_page(widget)
        and widget.verticalScrollBar().isVisible()
        and not may_scroll
    ):
        inside = type(widget.widget()).__name__
        found.append(f"scrolls by {widget.verticalScrollBar().maximum()} px: {inside}")
    return found


def _is_of_page(area: QScrollArea) -> bool:
    """Whether it is the page itself that would scroll, not a pane or list inside it."""
    parent = area.parentWidget()
    if parent is None or isinstance(parent, QDialog):
        return False
    return parent.isWindow() or parent.objectName() == "page_area"
