"""One trip through the program: opens windows and centers, waits until nothing is under way, photographs what is shown."""

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import (
    QDeadlineTimer,
    QEvent,
    QEventLoop,
    QMessageLogContext,
    QObject,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from au_desktop.app import Desktop, Places, _profiles, desktop_pages
from au_desktop.bootstrap import FileOpening, tools
from au_desktop.domain.people import Actor
from au_desktop.domain.roles import Role
from au_desktop.security.key_slots import FLOOR
from au_desktop.services.opening import WorkedExample
from au_desktop.settings import Settings, ThemeChoice
from au_desktop.ui.kit.operations import Operations
from tests.touring.album import Album, composed
from tests.touring.sights import faults_of

PATIENCE_MS = 60_000
_QUIET_ROUNDS = 6
_NO_MATTER = ("This plugin does not support", "propagateSizeHints")


@dataclass(frozen=True, slots=True)
class Look:
    """How the pictures of one pass are taken."""

    theme: ThemeChoice
    sizes: tuple[tuple[int, int], ...]


class Trip:
    """The program as one person sees it, from the unlock window to the pages of an open center."""

    def __init__(self, album: Album, scratch: Path, only: str = "") -> None:
        self.album, self.scratch, self._only = album, scratch, only
        self.operations = Operations()
        self.opening = FileOpening(replace(tools(), kdf=FLOOR))
        self.look = Look(ThemeChoice.LIGHT, ((1366, 768),))
        self.application = QApplication.instance()
        assert isinstance(self.application, QApplication)
        self.desktop = self._desktop()

    def _desktop(self) -> Desktop:
        places = Places(self.scratch / "settings.json", self.scratch / "centers")
        desktop = Desktop(places, self.operations, lambda: self.opening, _profiles, desktop_pages)
        desktop.unlock_window.show_centers(())
        return desktop

    def wear(self, look: Look) -> None:
        """Take the theme of this pass."""
        self.look = look
        self.desktop._take_settings(replace(self.desktop.settings, theme=look.theme))
        self.settle()

    def take_settings(self, settings: Settings) -> None:
        """Take other settings, as the settings dialog does."""
        self.desktop._take_settings(settings)
        self.settle()

    @property
    def window(self) -> QWidget:
        """The window that a person sees now."""
        session = self.desktop.session
        return session.window if session is not None else self.desktop.unlock_window

    @property
    def frame(self):
        """The frame of the open center."""
        return self.desktop.session.window

    @property
    def page(self):
        """The page that is shown in it."""
        return self.frame.current_page()

    def enter(self, center: WorkedExample, role: Role) -> None:
        """Open a center as the person of that role."""
        person = next(one for one in center.people if one.role is role)
        opened = self.opening.unlock(center.folder, person.person_id, center.passphrase)
        self.desktop._on_unlocked(opened)
        self.settle()
        self.desktop.unlock_window.hide()

    @property
    def actor(self) -> Actor:
        """Who works in the open center."""
        return self.desktop.session.center.services.desk.actor

    def leave(self) -> None:
        """Close the open center, without ending the program."""
        if self.desktop.session is not None:
            self.desktop.session.close()
            self.until(lambda: self.desktop.session is None)
        self.desktop._closing = False

    def go(self, page: str, target: object = None) -> None:
        """Go to a page and wait until it has loaded."""
        self.frame.go_to(page, target)
        self.settle()

    def settle(self) -> None:
        """Wait until no use case runs and every event was handled."""
        deadline = QDeadlineTimer(PATIENCE_MS)
        quiet = 0
        while quiet < _QUIET_ROUNDS:
            if deadline.hasExpired():
                self.album.trouble.append("something was still under way after a minute")
                return
            if self.operations.busy:
                quiet = 0
                QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            else:
                quiet += 1
                QApplication.processEvents()
                QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def until(self, happened: Callable[[], bool]) -> None:
        """Handle events until something has happened."""
        deadline = QDeadlineTimer(PATIENCE_MS)
        while not happened():
            if deadline.hasExpired():
                raise TimeoutError(happened)
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        self.settle()

    def front(self) -> QDialog | None:
        """The dialog that stands before the window."""
        return front_dialog(self.window)

    def wants(self, name: str) -> bool:
        """Whether a picture of that name was asked for."""
        return self._only in name

    def wants_any(self, *steps: str) -> bool:
        """Whether one of these steps leads to a picture that was asked for."""
        return any(self._only in step or step in self._only for step in steps)

    def photograph(
        self, name: str, *, may_scroll: bool = False, of: QWidget | None = None
    ) -> None:
        """Look at what is shown, and keep a picture in every size of this pass."""
        if not self.wants(name):
            return
        window = of or self.window
        dialog = front_dialog(window)
        sizes = self.look.sizes[:1] if dialog is not None or of is not None else self.look.sizes
        for width, height in sizes:
            if of is None:
                window.resize(width, height)
            self.settle()
            faults = faults_of(dialog or window, may_scroll=may_scroll)
            for one in (dialog, None if of is not None else window):
                if one is not None and not _fits(one, width, height):
                    needs = f"{one.width()}×{one.height()}"
                    faults.append(
                        f"does not fit into {width}×{height}: {needs} {one.windowTitle()}"
                    )
            label = f"{name}_{self.look.theme.value}"
            if of is None and dialog is None:
                label += f"_{width}x{height}"
            self.album.add(label, composed(window, dialog), faults)

    @contextmanager
    def sizes(self, sizes: tuple[tuple[int, int], ...]) -> Iterator[None]:
        """Photograph in other sizes for a while; a single size that was asked for stays the only one."""
        before = self.look
        if len(before.sizes) > 1:
            self.look = replace(before, sizes=sizes)
        yield
        self.look = before

    @contextmanager
    def stop(self, name: str) -> Iterator[None]:
        """What fails at one stop is noted and does not end the trip."""
        try:
            yield
        except Exception as error:  # every page gets its turn, whatever an earlier one did
            self.album.trouble.append(f"{name}: {type(error).__name__}: {error}")
            logging.getLogger(__name__).info("%s", name, exc_info=error)
        finally:
            self.close_dialogs()

    def close_dialogs(self) -> None:
        """Close whatever stands before the window."""
        for dialog in QApplication.topLevelWidgets():
            if isinstance(dialog, QDialog) and dialog.isVisible():
                dialog.reject()
        self.settle()

    def end(self) -> None:
        """Leave the program."""
        self.leave()
        self.desktop.unlock_window.close()
        self.operations.shutdown()


def front_dialog(window: QWidget) -> QDialog | None:
    """The dialog that stands before a window."""
    shown = [
        one
        for one in QApplication.topLevelWidgets()
        if isinstance(one, QDialog) and one.isVisible() and one is not window
    ]
    return shown[-1] if shown else None


def _fits(window: QWidget, width: int, height: int) -> bool:
    return window.width() <= width and window.height() <= height


class Listener(logging.Handler):
    """Notes what goes wrong behind the window: warnings in the log, Qt's own, errors that nobody caught."""

    def __init__(self, album: Album) -> None:
        super().__init__(logging.WARNING)
        self._album = album

    def listen(self) -> None:
        """Begin to listen."""
        logging.getLogger().addHandler(self)
        qInstallMessageHandler(self._on_qt_message)
        sys.excepthook = self._on_uncaught

    def emit(self, record: logging.LogRecord) -> None:
        """A warning of ours or of a library."""
        self._album.trouble.append(f"log: {record.getMessage()}")

    def _on_qt_message(self, _kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
        if not text.startswith(_NO_MATTER):
            self._album.trouble.append(f"Qt: {text}")

    def _on_uncaught(self, kind: type[BaseException], error: BaseException, trace: object) -> None:
        self._album.trouble.append(f"uncaught: {kind.__name__}: {error}")
        sys.__excepthook__(kind, error, trace)


def button(root: QObject, words: str) -> QWidget:
    """The button with these words, as a person would look for it."""
    from PySide6.QtWidgets import QAbstractButton

    for one in root.findChildren(QAbstractButton):
        if one.isVisible() and words in (one.text().strip(), one.accessibleName()):
            return one
    raise LookupError(words)
