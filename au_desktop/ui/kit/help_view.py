"""The help window (F1): a page a topic, with a list and a search over all of them."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QKeyEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from au_desktop.ui.kit import resource_files, theme
from au_desktop.ui.kit.accessible import named
from au_desktop.ui.kit.search_box import SearchBox
from au_desktop.ui.kit.tokens import SPACE_12, SPACE_16

INDEX = "index"
NO_HELP = "# Help\n\nNo help page is installed. The installation is incomplete."


class HelpView(QWidget):
    """Shows `resources/help/<topic>.md`; a topic that is missing shows the index."""

    def __init__(self, folder: Path | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._folder = folder or resource_files.resource_folder() / "help"
        self.setWindowTitle("Help")
        self.resize(1020, 660)
        self.search = SearchBox("Find in help")
        self.topics = named(QListWidget(), "Help topics")
        self.topics.setFixedWidth(340)
        self.browser = named(QTextBrowser(), "Help text")
        self.browser.setOpenLinks(False)
        side = QVBoxLayout()
        side.setSpacing(SPACE_12)
        side.addWidget(self.search)
        side.addWidget(self.topics, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_16, SPACE_16, SPACE_16, SPACE_16)
        row.setSpacing(SPACE_16)
        row.addLayout(side)
        row.addWidget(self.browser, 1)
        self._topic = ""
        self.search.searched.connect(self._fill)
        self.topics.currentItemChanged.connect(self._on_topic_chosen)
        self.browser.anchorClicked.connect(self._on_link)
        theme.keeper().changed.connect(self._show_text)
        self._fill("")

    def show_topic(self, topic: str) -> None:
        """Show one topic, or the index when there is no such page."""
        if self.search.text():
            self.search.clear()
            self._fill("")
        self._topic = topic if topic in self._texts() else INDEX
        for at in range(self.topics.count()):
            item = self.topics.item(at)
            if item.data(Qt.ItemDataRole.UserRole) == self._topic:
                self.topics.setCurrentItem(item)
        self._show_text()

    def topic(self) -> str:
        """The topic that is shown."""
        return self._topic

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the window."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def _texts(self) -> dict[str, str]:
        files = sorted(self._folder.glob("*.md"))
        return {path.stem: path.read_text(encoding="utf-8") for path in files}

    def _fill(self, wanted: str) -> None:
        self.topics.blockSignals(True)
        self.topics.clear()
        found = [
            (topic, _title(topic, text))
            for topic, text in self._texts().items()
            if wanted.casefold() in text.casefold()
        ]
        for topic, title in sorted(found, key=lambda pair: (pair[0] != INDEX, pair[1])):
            item = QListWidgetItem(title)
            item.setData(Qt.ItemDataRole.UserRole, topic)
            self.topics.addItem(item)
        self.topics.blockSignals(False)

    def _show_text(self) -> None:
        self.browser.document().setDefaultStyleSheet(
            f"a {{ color: {theme.current().tokens.accent}; }}"
        )
        self.browser.setMarkdown(self._texts().get(self._topic, NO_HELP))
        _set_apart(self.browser.document())

    def _on_topic_chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._topic = str(item.data(Qt.ItemDataRole.UserRole))
            self._show_text()

    def _on_link(self, link: QUrl) -> None:
        if link.isRelative():
            self.show_topic(Path(link.path()).stem)


def _set_apart(document: QTextDocument) -> None:
    """Give headings and paragraphs the space that Markdown leaves to the reader, and headings calm sizes."""
    block = document.begin()
    while block.isValid():
        cursor, shape = QTextCursor(block), block.blockFormat()
        level = shape.headingLevel()
        in_table = cursor.currentTable() is not None
        if level:
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            letters = QTextCharFormat()
            letters.setProperty(QTextFormat.Property.FontSizeAdjustment, 2 if level == 1 else 1)
            cursor.mergeCharFormat(letters)
        if not in_table:
            shape.setTopMargin(0 if level == 1 else 16 if level else 2)
            shape.setBottomMargin(6 if block.textList() is None else 2)
            QTextCursor(block).mergeBlockFormat(shape)
        block = block.next()


def _title(topic: str, text: str) -> str:
    first = text.lstrip().partition("\n")[0]
    return first.lstrip("# ").strip() or topic
