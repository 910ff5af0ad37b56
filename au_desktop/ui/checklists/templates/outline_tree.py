"""The outline of the template at work: head, sections, items; marked, moved, copied and taken out by mouse or by key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QMimeData,
    QModelIndex,
    QPoint,
    QRect,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QDrag, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
)

from au_desktop.domain.checklists.template_edits import HEAD, Place, item_at, section_at
from au_desktop.ui.kit import icons, theme
from au_desktop.ui.kit.accessible import plain_tip
from au_desktop.ui.kit.template_parts import ITEM_TYPES, condition_words, type_words

if TYPE_CHECKING:
    from PySide6.QtCore import QPersistentModelIndex
    from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent

    from au_desktop.domain.checklists.items import Item
    from au_desktop.domain.checklists.templates import Section, Template
    from au_desktop.ui.checklists.templates.draft_model import DraftModel

MIME = "application/x-au-template-place"
PLACE_ROLE = Qt.ItemDataRole.UserRole + 1
MARKS_ROLE = Qt.ItemDataRole.UserRole + 2
KEY_ROLE = Qt.ItemDataRole.UserRole + 3
NO_TITLE = "(no title yet)"
ROW = 28


class _RowPainter(QStyledItemDelegate):
    """Draws a row: icon, words, and at the right end small marks: critical, a condition, faults."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        marks = index.data(MARKS_ROLE) or ()
        inner = QStyleOptionViewItem(option)
        inner.rect = option.rect.adjusted(0, 0, -20 * len(marks) - 2, 0)
        tokens = theme.current().tokens
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(tokens.accent_weak))
            inner.state &= ~QStyle.StateFlag.State_Selected
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
            inner.state &= ~QStyle.StateFlag.State_HasFocus
        super().paint(painter, inner, index)
        right = option.rect.right() - 18
        middle = option.rect.center().y() - 7
        for name, role in marks:
            picture = icons.pixmap(name, role, 15)
            painter.drawPixmap(QRect(right, middle, 15, 15), picture)
            right -= 20

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Rows of one height, larger for a finger."""
        usual = super().sizeHint(option, index)
        return QSize(usual.width(), max(ROW, theme.current().row_height - 4))


class OutlineTree(QTreeWidget):
    """Emits wishes: `moved(source, target)`, `wished(what)` for add_item, add_section, copy, remove, rename, up, down."""

    moved = Signal(object, object)
    wished = Signal(str)

    def __init__(self, model: DraftModel) -> None:
        super().__init__()
        self._draft = model
        self._line: QRect | None = None
        self.setAccessibleName("Outline")
        self.setHeaderHidden(True)
        self.setColumnCount(1)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.setIndentation(16)
        self.setItemDelegate(_RowPainter(self))
        self.setIconSize(QSize(16, 16))
        self.setMinimumWidth(200)
        self.setUniformRowHeights(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setExpandsOnDoubleClick(False)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setAutoScroll(True)
        self.setFrameShape(QTreeWidget.Shape.NoFrame)
        self._take_colors()
        self.currentItemChanged.connect(self._on_current)
        self.itemDoubleClicked.connect(lambda *_: self.wished.emit("rename"))

    def changeEvent(self, event: QEvent) -> None:
        """Take the colors of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._take_colors()

    def _take_colors(self) -> None:
        """The ground of the marked row is the same before its words as behind them."""
        palette = self.palette()
        tokens = theme.current().tokens
        ground = QColor(tokens.accent_weak)
        if palette.color(QPalette.ColorRole.Highlight) != ground:
            palette.setColor(QPalette.ColorRole.Highlight, ground)
            palette.setColor(QPalette.ColorRole.Base, QColor(tokens.surface))
            self.setPalette(palette)

    def show_draft(self) -> None:
        """Show the template as it stands; what was folded stays folded."""
        rows = _rows(self._draft.template)
        with QSignalBlocker(self):
            if [place for place, _ in rows] != [self.place_of(one) for one in self._all()]:
                self._build(rows)
            for node, (place, _) in zip(self._all(), rows, strict=True):
                self._dress(node, place)
            self._mark(self._draft.place)

    def mark(self, place: Place) -> None:
        """Mark a row and bring it into sight."""
        with QSignalBlocker(self):
            self._mark(place)

    def row(self, place: Place) -> QTreeWidgetItem:
        """The row of a place."""
        return next(one for one in self._all() if self.place_of(one) == place)

    @staticmethod
    def place_of(node: QTreeWidgetItem | None) -> Place | None:
        """The place of a row."""
        found = None if node is None else node.data(0, PLACE_ROLE)
        return found if isinstance(found, Place) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt with an arrow moves, Insert adds, Delete takes out, F2 and Enter rename."""
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        wishes = {
            Qt.Key.Key_Insert: "add_item",
            Qt.Key.Key_Delete: "remove",
            Qt.Key.Key_F2: "rename",
            Qt.Key.Key_Return: "rename",
            Qt.Key.Key_Enter: "rename",
        }
        if alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.wished.emit("up" if key == Qt.Key.Key_Up else "down")
        elif key in wishes and not alt:
            self.wished.emit(wishes[Qt.Key(key)])
        else:
            super().keyPressEvent(event)

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Take a section or an item in the hand."""
        place = self.place_of(self.currentItem())
        if place is None or place.is_head:
            return
        drag = QDrag(self)
        drag.setMimeData(mime_of(place))
        drag.exec(Qt.DropAction.MoveAction)
        self._show_line(None)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take rows of this outline only."""
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show a line where it would land."""
        source = _place_in(event.mimeData())
        found = None if source is None else self._landing(source, event.position().toPoint())
        self._show_line(None if found is None else found[1])
        if found is None:
            event.ignore()
        else:
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QEvent) -> None:
        """The hand went elsewhere."""
        self._show_line(None)
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Let it stand where it was dropped."""
        source = _place_in(event.mimeData())
        found = None if source is None else self._landing(source, event.position().toPoint())
        self._show_line(None)
        if source is not None and found is not None:
            event.setDropAction(
                Qt.DropAction.CopyAction
            )  # the view must not take the row out itself
            event.accept()
            self.moved.emit(source, found[0])

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, and the line where a dragged one would land."""
        super().paintEvent(event)
        if self._line is not None:
            painter = QPainter(self.viewport())
            painter.setPen(QPen(QColor(theme.current().tokens.accent), 2))
            painter.drawLine(self._line.topLeft(), self._line.topRight())
            painter.end()

    def _landing(self, source: Place, at: QPoint) -> tuple[Place, QRect] | None:
        """Before which place a drop lands, and where to draw the line; None where it may not land."""
        node = self.itemAt(at)
        place = self.place_of(node)
        width, sections = self.viewport().width(), len(self._draft.template.sections)
        if node is None or place is None:
            below = self.visualItemRect(self._all()[-1]).bottomLeft()
            end = Place(sections) if source.is_section else Place(sections - 1)
            return end, QRect(below.x(), below.y(), width, 1)
        rect = self.visualItemRect(node)
        lower = at.y() > rect.center().y()
        if place.is_head and not source.is_section:
            return None
        lower = lower or place.is_head
        line = QRect(rect.x(), rect.bottom() if lower else rect.top(), width, 1)
        return _before_what(source, place, lower=lower), line

    def _show_line(self, line: QRect | None) -> None:
        self._line = line
        self.viewport().update()

    def _on_current(self, node: QTreeWidgetItem | None, _before: object) -> None:
        place = self.place_of(node)
        if place is not None:
            self._draft.mark(place)

    def _mark(self, place: Place) -> None:
        node = self.row(place)
        parent = node.parent()
        if parent is not None and not parent.isExpanded():
            parent.setExpanded(True)
        self.setCurrentItem(node)
        self.scrollToItem(node)

    def _all(self) -> list[QTreeWidgetItem]:
        found = []
        for at in range(self.topLevelItemCount()):
            node = self.topLevelItem(at)
            if node is not None:
                found.append(node)
                found.extend(node.child(n) for n in range(node.childCount()))
        return found

    def _build(self, rows: list[tuple[Place, str]]) -> None:
        tops = [node for node in self._all() if node.parent() is None]
        folded = {
            node.data(0, KEY_ROLE) for node in tops if node.childCount() and not node.isExpanded()
        }
        self.clear()
        parent: QTreeWidgetItem | None = None
        for place, key in rows:
            node = QTreeWidgetItem()
            node.setData(0, PLACE_ROLE, place)
            node.setData(0, KEY_ROLE, key)
            if place.is_item and parent is not None:
                parent.addChild(node)
            else:
                self.addTopLevelItem(node)
                parent = node
        for node in self._all():
            if node.parent() is None:
                node.setExpanded(node.data(0, KEY_ROLE) not in folded)

    def _dress(self, node: QTreeWidgetItem, place: Place) -> None:
        template = self._draft.template
        if place.is_head:
            self._word(node, template.title or NO_TITLE, "checklists", "the checklist itself")
            signatures = {rule.meaning for rule in template.sign_offs}
            self._put_marks(node, {"", *signatures}, critical=False, condition="")
        elif place.is_section:
            section: Section = section_at(template, place)
            count = len(section.items)
            about = f"section, {count} {'item' if count == 1 else 'items'}"
            self._word(node, section.title or NO_TITLE, "", about)
            font = node.font(0)
            font.setBold(True)
            node.setFont(0, font)
            words = condition_words(template, section.condition)
            self._put_marks(node, {section.key}, critical=False, condition=words)
        else:
            item: Item = item_at(template, place)
            self._word(
                node, item.title or NO_TITLE, ITEM_TYPES[item.type][1], type_words(item.type)
            )
            words = condition_words(template, item.condition)
            self._put_marks(node, {item.key}, critical=item.critical, condition=words)

    def _word(self, node: QTreeWidgetItem, words: str, icon: str, about: str) -> None:
        node.setText(0, words)
        if icon:
            node.setIcon(0, icons.icon(icon, "muted"))
        node.setToolTip(0, plain_tip(f"{words}: {about}"))

    def _put_marks(
        self, node: QTreeWidgetItem, keys: set[str], *, critical: bool, condition: str
    ) -> None:
        faults = [one for one in self._draft.faults if one.where in keys]
        marks, said = [], [node.toolTip(0)]
        if faults:
            marks.append(("error", "problem"))
            said.append(" ".join(one.sentence for one in faults))
        if critical:
            marks.append(("stop", "attention"))
            said.append("critical")
        if condition:
            marks.append(("filter", "muted"))
            said.append(f"applies when {condition}")
        node.setData(0, MARKS_ROLE, tuple(marks))
        node.setData(0, Qt.ItemDataRole.AccessibleTextRole, ", ".join(said))


def _rows(template: Template) -> list[tuple[Place, str]]:
    """Every place in order, with the key of what stands there."""
    rows = [(HEAD, template.id)]
    for at, section in enumerate(template.sections):
        rows.append((Place(at), section.key))
        rows.extend((Place(at, n), item.key) for n, item in enumerate(section.items))
    return rows


def _before_what(source: Place, over: Place, *, lower: bool) -> Place:
    """Where what is in the hand lands over a row, in its upper or its lower half."""
    behind = 1 if lower else 0
    if source.is_section:
        return Place(0) if over.is_head else Place(over.section + behind)
    if over.is_section:
        return Place(over.section, 0)
    return Place(over.section, over.item + behind)


def mime_of(place: Place) -> QMimeData:
    """What is in the hand while a row is dragged."""
    data = QMimeData()
    data.setData(MIME, f"{place.section}/{place.item}".encode())
    return data


def _place_in(data: QMimeData) -> Place | None:
    if not data.hasFormat(MIME):
        return None
    section, _, item = bytes(data.data(MIME).data()).decode().partition("/")
    return Place(int(section), int(item))
