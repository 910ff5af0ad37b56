"""The help window (F1): a page a topic, with a list and a search over all of them."""

from collections.abc import Callable, Mapping
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

from au_desktop.services.wording.template_tables import LIBRARY, template_of
from au_desktop.ui.kit import resource_files, theme
from au_desktop.ui.kit.accessible import named
from au_desktop.ui.kit.library_help import HelpText
from au_desktop.ui.kit.search_box import SearchBox
from au_desktop.ui.kit.tokens import SPACE_12, SPACE_16

INDEX = "index"
_LEAST_LIST, _MOST_LIST, _BESIDE_TITLES = 340, 460, 24
NO_HELP = "# Help\n\nNo help page is installed. The installation is incomplete."


Library = Mapping[str, HelpText]
LoadLibrary = Callable[[Callable[[Library], None]], None]
"""Reads the pages of the checklist library and hands them over when they are there."""


class HelpView(QWidget):
    """Shows `resources/help/<topic>.md`; a topic that is missing shows the index.

    The pages of the checklist library are read anew each time one of them is asked for.
    """

    def __init__(
        self,
        folder: Path | None = None,
        parent: QWidget | None = None,
        library: LoadLibrary | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._load_library = library
        self._library: Library = {}
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._folder = folder or resource_files.resource_folder() / "help"
        self.setWindowTitle("Help")
        self.resize(1020, 660)
        self.search = SearchBox("Find in help")
        self.topics = named(QListWidget(), "Help topics")
        self.topics.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
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
        self._topic = topic if _is_library(topic) or topic in self._texts() else INDEX
        self._mark_topic()
        self._show_text()
        if _is_library(self._topic) and self._load_library is not None:
            self._load_library(self._take_library)

    def topic(self) -> str:
        """The topic that is shown."""
        return self._topic

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the window."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def _take_library(self, pages: Library) -> None:
        """What was read takes the place of what was shown, where it is another text."""
        before = self._text()
        self._library = pages
        if self._text() != before:
            self._show_text()

    def _mark_topic(self) -> None:
        """In the list, a page of the library stands under the library."""
        listed = LIBRARY if _is_library(self._topic) else self._topic
        self.topics.blockSignals(True)
        for at in range(self.topics.count()):
            item = self.topics.item(at)
            if item.data(Qt.ItemDataRole.UserRole) == listed:
                self.topics.setCurrentItem(item)
        self.topics.blockSignals(False)

    def _text(self) -> HelpText:
        """The text of the topic: a page of the library that is not there gives its index, and that the installed page."""
        texts = self._texts()
        if _is_library(self._topic):
            made = self._library.get(self._topic) or self._library.get(LIBRARY)
            return made or HelpText(texts.get(LIBRARY, NO_HELP))
        return HelpText(texts.get(self._topic, NO_HELP))

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
            item.setToolTip(title)
            self.topics.addItem(item)
        self.topics.blockSignals(False)
        widest = self.topics.sizeHintForColumn(0) + _BESIDE_TITLES
        self.topics.setFixedWidth(max(_LEAST_LIST, min(widest, _MOST_LIST)))

    def _show_text(self) -> None:
        self.browser.document().setDefaultStyleSheet(
            f"a {{ color: {theme.current().tokens.accent}; }}"
        )
        shown = self._text()
        if shown.rich:
            self.browser.setHtml(shown.text)
        else:
            self.browser.setMarkdown(shown.text)
        _set_apart(self.browser.document())

    def _on_topic_chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._topic = str(item.data(Qt.ItemDataRole.UserRole))
            self._show_text()
            if self._topic == LIBRARY and self._load_library is not None:
                self._load_library(self._take_library)

    def _on_link(self, link: QUrl) -> None:
        if link.isRelative():
            self.show_topic(Path(link.path()).stem)


def _is_library(topic: str) -> bool:
    return topic == LIBRARY or bool(template_of(topic))


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
