"""The lock of the one writer: whoever opens the center second learns who has it open, where, and since when."""

import contextlib
import json
import os
import platform
from pathlib import Path
from types import TracebackType
from typing import Self

from au_desktop.domain.errors import DiskProblem, OpenElsewhere
from au_desktop.file_locks import try_lock, unlock
from au_desktop.files import replace_bytes

LOCK_NAME = "center.lock"
HOLDER_NAME = "center.holder.json"


class WriterLock:
    """Holds a center folder for one window; given back by `release`, and by the operating system when the program dies.

    The facts about the holder stand in a plain file beside the lock. They are read only while the lock is taken: what a
    killed program left behind keeps nobody out.
    """

    def __init__(self, folder: Path, handle: int) -> None:
        self._holder_file = folder / HOLDER_NAME
        self._handle: int | None = handle

    @classmethod
    def acquire(cls, folder: Path, holder: str, since: str) -> Self:
        """Take the lock at once.

        Raises:
            OpenElsewhere: another window holds it. Its facts are empty where they cannot be read.
            DiskProblem: the folder is gone or cannot be written.
        """
        handle = try_lock(folder / LOCK_NAME)
        if handle is None:
            raise _held_elsewhere(folder / HOLDER_NAME)
        facts = {"holder": holder, "computer": platform.node(), "since": since, "pid": os.getpid()}
        try:
            replace_bytes(folder / HOLDER_NAME, json.dumps(facts).encode("ascii"))
        except DiskProblem:
            unlock(handle)
            raise
        return cls(folder, handle)

    def release(self) -> None:
        """Give the lock back; doing so twice is harmless."""
        handle, self._handle = self._handle, None
        if handle is None:
            return
        # The facts mean nothing without the lock, so a disk that refuses the removal is no reason to keep the center locked.
        with contextlib.suppress(OSError):
            self._holder_file.unlink(missing_ok=True)
        unlock(handle)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


def _held_elsewhere(holder_file: Path) -> OpenElsewhere:
    try:
        facts = json.loads(holder_file.read_bytes())
    except (OSError, ValueError, RecursionError):
        facts = None
    if not isinstance(facts, dict):
        facts = {}
    holder, computer, since = (str(facts.get(key, "")) for key in ("holder", "computer", "since"))
    return OpenElsewhere(holder, computer, since)
