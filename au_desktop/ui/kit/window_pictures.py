"""Pictures of windows where there is no screen: Qt's offscreen platform, waiting until all is painted, files."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import (
    QDeadlineTimer,
    QEvent,
    QEventLoop,
    QLocale,
    QMessageLogContext,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication, QWidget

from au_desktop.domain.errors import DiskProblem
from au_desktop.ui.kit.operations import Operations

_PATIENCE_MS = 60_000
_QUIET_ROUNDS = 6
_NO_MATTER = "This plugin does not support"


def start_without_screen(scratch: Path) -> QApplication:
    """An application that opens its windows nowhere; the imagined screen is larger than any of them."""
    screen = {
        "name": "imagined",
        "x": 0,
        "y": 0,
        "width": 2560,
        "height": 1440,
        "logicalDpi": 96,
        "logicalBaseDpi": 96,
        "dpr": 1.0,
    }
    file = scratch / "screen.json"
    file.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    qInstallMessageHandler(_say_what_matters)
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={file.as_posix()}"
    made = QApplication.instance() or QApplication(["au-desktop"])
    assert isinstance(made, QApplication)  # noqa: S101 - nothing else makes one before
    made.setQuitOnLastWindowClosed(False)
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    return made


def _say_what_matters(_kind: QtMsgType, _where: QMessageLogContext, words: str) -> None:
    """Pass Qt's remarks on, but for what a platform without a screen cannot do."""
    if not words.startswith(_NO_MATTER):
        sys.stderr.write(f"{words}\n")


def settle(operations: Operations) -> None:
    """Wait until no use case runs and every event was handled.

    Raises:
        TimeoutError: something is still under way after a minute.
    """
    deadline = QDeadlineTimer(_PATIENCE_MS)
    quiet = 0
    while quiet < _QUIET_ROUNDS:
        if deadline.hasExpired():
            raise TimeoutError
        if operations.busy:
            quiet = 0
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        else:
            quiet += 1
            QApplication.processEvents()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def wait_until(happened: Callable[[], bool]) -> None:
    """Handle events until something has happened.

    Raises:
        TimeoutError: it did not within a minute.
    """
    deadline = QDeadlineTimer(_PATIENCE_MS)
    while not happened():
        if deadline.hasExpired():
            raise TimeoutError
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)


def photograph(window: QWidget, file: Path) -> None:
    """Keep a picture of a window.

    Raises:
        DiskProblem: it could not be written.
    """
    if not window.grab().save(str(file)):
        raise DiskProblem(str(file), "the picture could not be written")
