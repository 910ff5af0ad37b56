"""A workstation as a person meets it: real windows over real files, worked by mouse and keyboard, found by what is written."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QWidget,
)

from au_desktop.app import Desktop, Places, _profiles, desktop_pages
from au_desktop.bootstrap import FileOpening, tools
from au_desktop.security.key_slots import FLOOR
from au_desktop.settings import Settings
from au_desktop.ui.kit import theme, window_state
from au_desktop.ui.kit.operations import Operations

CTRL = Qt.KeyboardModifier.ControlModifier
PATIENCE_MS = 30_000
_ROUNDS = 4
TYPED = (QLineEdit, QPlainTextEdit)


class Workstation:
    """One computer with the program started, and nobody at it yet."""

    def __init__(self, qtbot, folder):
        self.qtbot, self.folder = qtbot, folder
        window_state.use(None)
        self.operations = Operations()
        self.opening = FileOpening(replace(tools(), kdf=FLOOR))
        places = Places(folder / "settings.json", folder / "centers")
        self.desktop = Desktop(
            places, self.operations, lambda: self.opening, _profiles, desktop_pages
        )
        self.desktop.start()
        self.settle()

    def switch_off(self):
        """Close what is open and let the worker end."""
        for dialog in self.dialogs():
            dialog.reject()
        if self.desktop.session is not None:
            self.desktop.session.close()
            self.wait(lambda: self.desktop.session is None)
        self.desktop.unlock_window.close()
        self.settle()
        self.operations.shutdown()
        self.desktop.unlock_window.deleteLater()
        theme.apply(Settings())
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    @property
    def window(self):
        """The window in front: a dialog, the frame, or the unlock window."""
        dialogs = self.dialogs()
        if dialogs:
            front = QApplication.activeModalWidget()
            return front if front in dialogs else dialogs[-1]
        session = self.desktop.session
        return session.window if session is not None else self.desktop.unlock_window

    @property
    def frame(self):
        """The frame of the open center."""
        return self.desktop.session.window

    @property
    def page(self):
        """The page that is shown."""
        return self.frame.current_page()

    @property
    def services(self):
        """The use cases of the open center, to look at what was really stored."""
        return self.desktop.session.center.services

    def settle(self):
        """Wait until nothing is under way, and what was posted meanwhile is handled."""
        for _ in range(_ROUNDS):
            QApplication.processEvents()
            self.qtbot.waitUntil(self._idle, timeout=PATIENCE_MS)

    def wait(self, happened):
        """Wait until something is so."""
        self.qtbot.waitUntil(happened, timeout=PATIENCE_MS)
        self.settle()

    def press(self, words, within=None):
        """Click the button with these words; fails when it is not there or may not be pressed."""
        button = self.find(QAbstractButton, words, within)
        assert button.isEnabled(), f"{words} may not be pressed"
        self.click(button)

    def click(self, widget):
        """Click in the middle of a widget."""
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.settle()

    def type_into(self, name, text, within=None):
        """Click into the field of that name and type."""
        field = self.find(TYPED, name, within)
        self.qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
        if isinstance(field, QLineEdit) and field.text():
            self.qtbot.keyClick(field, Qt.Key.Key_A, CTRL)
        self.qtbot.keyClicks(field, text)
        return field

    def pick(self, name, words, within=None):
        """Choose the line that holds these words, by typing its first letters or with the arrow keys."""
        box = self.find(QComboBox, name, within)
        lines = [box.itemText(at) for at in range(box.count())]
        at = next(place for place, line in enumerate(lines) if words in line)
        if box.isEditable():
            box.lineEdit().selectAll()
            self.qtbot.keyClicks(box.lineEdit(), lines[at])
            self.qtbot.keyClick(box.lineEdit(), Qt.Key.Key_Return)
        else:
            box.setFocus()
            self.qtbot.keyClick(box, Qt.Key.Key_Home)
            for _ in range(at):
                self.qtbot.keyClick(box, Qt.Key.Key_Down)
            assert box.currentIndex() == at, (box.currentText(), words)
        self.settle()

    def tick(self, words, within=None):
        """Tick the box whose words begin so, with the space bar."""
        boxes = [one for one in (within or self.window).findChildren(QCheckBox) if one.isVisible()]
        box = next(one for one in boxes if words in one.text())
        box.setFocus()
        self.qtbot.keyClick(box, Qt.Key.Key_Space)
        self.settle()

    def choose_row(self, table, words):
        """Click the row of a table that shows these words."""
        model = table.model()
        for row in range(model.rowCount()):
            shown = [str(model.index(row, at).data() or "") for at in range(model.columnCount())]
            if any(words in text for text in shown):
                index = model.index(row, 0)
                table.scrollTo(index)
                place = table.visualRect(index).center()
                self.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
                self.settle()
                return
        raise LookupError(words)

    def choose_line(self, name, words, within=None):
        """Click the line of a list that holds these words."""
        found = self.find(QListWidget, name, within)
        for at in range(found.count()):
            if words in found.item(at).text():
                place: QPoint = found.visualItemRect(found.item(at)).center()
                self.qtbot.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=place)
                self.settle()
                return
        raise LookupError(words)

    def drop(self, file, zone):
        """Drag a file from the desktop and let it fall on a widget."""
        files, place = QMimeData(), QPointF(zone.rect().center())
        files.setUrls([QUrl.fromLocalFile(str(file))])
        how = (
            Qt.DropAction.CopyAction,
            files,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(zone, QDragEnterEvent(place.toPoint(), *how))
        QApplication.sendEvent(zone, QDropEvent(place, *how))
        self.settle()

    def go_to(self, key):
        """Click a page in the side bar."""
        self.click(self.frame.side_bar.button(key))

    def find(self, kind, words, within=None):
        """The shown widget of that kind with these words on it or as its name."""
        root = within or self.window
        for widget in _all_of(root, kind):
            if widget.isVisible() and words in _names(widget):
                return widget
        known = sorted(
            {name for one in _all_of(root, kind) if one.isVisible() for name in _names(one)}
        )
        raise LookupError(f"{words!r} is not among {known}")

    def shows(self, kind, words, within=None):
        """Whether such a widget is shown."""
        try:
            self.find(kind, words, within)
        except LookupError:
            return False
        return True

    def open_folder(self, folder):
        """Start at the prompt of a center, as when the program is started with its folder."""
        self.desktop.unlock_window.show()
        self.desktop.unlock_window.show_folder(folder)
        self.settle()

    def unlock(self, name, passphrase):
        """At the prompt: choose who it is, type the passphrase, press Enter."""
        card = self.desktop.unlock_window.card
        self.wait(card.isVisible)
        self.choose_line("Who is it", name)
        self.qtbot.keyClicks(card.passphrase.edit, passphrase)
        self.qtbot.keyClick(card.passphrase.edit, Qt.Key.Key_Return)
        self.wait(lambda: self.desktop.session is not None and self.frame.isVisible())
        self.frame.activateWindow()
        self.settle()

    def lock(self, focused=None):
        """Ctrl+L, and wait for the prompt."""
        self.frame.activateWindow()
        self.wait(self.frame.isActiveWindow)
        self.qtbot.keyClick(focused or self.frame, Qt.Key.Key_L, CTRL)
        self.wait(lambda: self.desktop.session is None)

    def _idle(self):
        return not self.operations.busy

    def dialogs(self):
        """The dialogs that are open."""
        return [
            one
            for one in QApplication.topLevelWidgets()
            if isinstance(one, QDialog) and one.isVisible()
        ]


def _all_of(root: QWidget, kind):
    kinds = kind if isinstance(kind, tuple) else (kind,)
    return [widget for one in kinds for widget in root.findChildren(one)]


def _names(widget):
    text = getattr(widget, "text", None)
    spoken = text() if callable(text) and not isinstance(widget, QLineEdit) else ""
    return {name for name in (widget.accessibleName(), str(spoken).strip()) if name}
