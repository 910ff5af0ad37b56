"""The program's own log: a small rotating file for finding faults, which never shows what a variable held."""

import logging
import os
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path, PurePath
from types import TracebackType

_FILE = "au-desktop.log"
_BYTES_PER_FILE = 1_000_000
_OLD_FILES = 4
_ROOT = logging.getLogger("au_desktop")

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class PlacesOnlyFormatter(logging.Formatter):
    """Writes the type of an exception and the places it passed through, never its words.

    The words of a foreign library may quote the value it stumbled over: a patient code, an answer,
    a key. So may a source line. File, line and function are enough to find the fault.
    """

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802  # the name is logging's
        """The chain of exceptions, oldest cause first, each as a type and its places."""
        return "\n".join(_chain(ei[1])) if ei[1] is not None else ""


def configure(folder: Path) -> Path | None:
    """Send the program's log to a rotating file in `folder`; a second call moves it there.

    Returns:
        The file, or None where it cannot be written: then the log goes to standard error, because
        a full disk must not keep a person from their records.
    """
    for old in [handler for handler in _ROOT.handlers if handler.name == _FILE]:
        _ROOT.removeHandler(old)
        old.close()
    file = folder / _FILE
    handler = _file_handler(file)
    written = handler is not None
    handler = handler or logging.StreamHandler()
    handler.name = _FILE
    handler.setFormatter(PlacesOnlyFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    _ROOT.addHandler(handler)
    _ROOT.setLevel(logging.INFO)
    return file if written else None


def install_last_chance_hook(tell: Callable[[BaseException], None]) -> None:
    """Log whatever nobody caught, on any thread, then let `tell` say so to the person.

    Args:
        tell: shows an apology. It may be called on any thread. What it raises itself is logged.
    """

    def last_chance(
        kind: type[BaseException], error: BaseException | None, places: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error or kind(), places)
            return
        caught = error or kind()
        _ROOT.critical("nobody caught this", exc_info=(kind, caught, places))
        try:
            tell(caught)
        except Exception:  # noqa: BLE001  # whatever it is, the first fault must not be hidden by it
            _ROOT.exception("the apology failed")

    sys.excepthook = last_chance
    threading.excepthook = lambda args: last_chance(
        args.exc_type, args.exc_value, args.exc_traceback
    )


def _file_handler(file: Path) -> logging.Handler | None:
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            file, maxBytes=_BYTES_PER_FILE, backupCount=_OLD_FILES, encoding="utf-8"
        )
        if os.name == "posix":
            file.chmod(0o600)
    except OSError:
        return None
    return handler


def _chain(error: BaseException) -> Iterator[str]:
    seen: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and not any(current is earlier for earlier in seen):
        seen.append(current)
        current = current.__cause__ or (
            None if current.__suppress_context__ else current.__context__
        )
    for one in reversed(seen):
        yield f"{type(one).__module__}.{type(one).__qualname__}"
        for frame in traceback.extract_tb(one.__traceback__):
            yield f"  {_place(frame.filename)}:{frame.lineno} in {frame.name}"


def _place(filename: str) -> str:
    """The last three parts of a path: enough to find the file, without the person's own folders."""
    return "/".join(PurePath(filename).parts[-3:])
