"""Reads files up to a size, and writes them so that a reader sees the old content or the new, never a half."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from au_desktop.domain.errors import DiskProblem, UnreadableFile


def replace_file(target: Path, write: Callable[[Path], None]) -> None:
    """Let `write` fill a temp file beside `target`, then put it in the target's place.

    Raises:
        DiskProblem: no room, no permission, or the folder is gone. The old file is untouched.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=".writing-", dir=target.parent)
        os.close(handle)
    except OSError as error:
        raise DiskProblem(str(target), error.strerror or str(error)) from error
    temporary = Path(name)
    try:
        write(temporary)
        _sync(temporary)
        temporary.replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        raise DiskProblem(str(target), error.strerror or str(error)) from error
    finally:
        temporary.unlink(missing_ok=True)


def replace_bytes(target: Path, content: bytes) -> None:
    """Put `content` in the target's place in one step."""

    def write(path: Path) -> None:
        path.write_bytes(content)

    replace_file(target, write)


def read_at_most(path: Path, most: int) -> bytes:
    """The bytes of a file, of a larger one the first `most`.

    Raises:
        UnreadableFile: it is not there, is a folder, or may not be read.
    """
    try:
        with path.open("rb") as opened:
            return opened.read(most)
    except OSError as error:
        raise UnreadableFile(str(path), error.strerror or str(error)) from error


def _sync(path: Path) -> None:
    with path.open("rb+") as opened:
        os.fsync(opened.fileno())


def _sync_folder(folder: Path) -> None:
    if (
        os.name != "posix"
    ):  # Windows has no handle on a folder to sync; the rename itself is journaled
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
