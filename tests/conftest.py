"""What every test stands on: no window on screen, no silent warning in the log, a printed way to repeat a found case."""

import gc
import logging
import os
import shutil
import sys
from collections.abc import Iterator

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("project", deadline=None, print_blob=True)
settings.load_profile("project")


class _Listener(logging.Handler):
    """Keeps what is worse than information."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if shutil.which("soffice"):
        return
    skip = pytest.mark.skip(reason="soffice (LibreOffice) is not installed")
    for item in items:
        if item.get_closest_marker("libreoffice"):
            item.add_marker(skip)


@pytest.fixture(autouse=True)
def quiet_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning in the log, ours or a library's, that no test asked for is a failure."""
    listener = _Listener()
    logger = logging.getLogger()
    logger.addHandler(listener)
    yield
    logger.removeHandler(listener)
    if listener.records and not request.node.get_closest_marker("expects_log"):
        said = "; ".join(record.getMessage() for record in listener.records)
        pytest.fail(f"unexpected in the log: {said}")


@pytest.fixture(autouse=True)
def no_garbage_left_over() -> Iterator[None]:
    """Each test collects its own garbage: a window that waits for it is dressed anew by every change of the theme, and goes
    in the middle of another test. What is still there then stays, and no later collection looks through it again.
    """
    yield
    gc.enable()  # an open window leaves the collection to its own watch
    core = sys.modules.get("PySide6.QtCore")
    if core is not None:
        # A window that asks to be deleted outside of every event loop waits for the next one.
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def no_dialog_left_over() -> Iterator[None]:
    """A dialog that a test left open would stand in front of the windows of the next one: close it."""
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return
    for one in widgets.QApplication.topLevelWidgets():
        if isinstance(one, widgets.QDialog) and one.isVisible():
            one.reject()
            one.deleteLater()
