"""Locks of the operating system on a file: one holder at a time, and free at once when the holder dies."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from au_desktop.domain.errors import DiskProblem

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int, *, wait: bool) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)

    def _unlock(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

    _TAKEN: tuple[type[OSError], ...] = (BlockingIOError, PermissionError)

else:
    import fcntl

    def _lock(handle: int, *, wait: bool) -> None:
        # flock, not lockf: it belongs to the opened file, so that two threads of one program exclude each other too.
        fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)

    _TAKEN: tuple[type[OSError], ...] = (BlockingIOError,)


def try_lock(path: Path) -> int | None:
    """Take the lock and return its handle, or None where another holds it. The file is made where it is missing.

    Raises:
        DiskProblem: the file cannot be made, or the file system has no locks.
    """
    handle = _opened(path)
    try:
        _lock(handle, wait=False)
    except _TAKEN:
        os.close(handle)
        return None
    except OSError as error:
        os.close(handle)
        raise DiskProblem(str(path), error.strerror or str(error)) from error
    return handle


def unlock(handle: int) -> None:
    """Give the lock back. The file stays: removing it would let two holders lock two files of one name."""
    _unlock(handle)
    os.close(handle)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock for one short piece of work, waiting while another holds it.

    Raises:
        DiskProblem: the file cannot be made, or the lock cannot be had.
    """
    handle = _opened(path)
    try:
        _lock(handle, wait=True)
    except OSError as error:
        os.close(handle)
        raise DiskProblem(str(path), error.strerror or str(error)) from error
    try:
        yield
    finally:
        unlock(handle)


def _opened(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise DiskProblem(str(path), error.strerror or str(error)) from error
