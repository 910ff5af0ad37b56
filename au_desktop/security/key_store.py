"""The one place that changes `keys.json`: reads it again, checks its seal, and writes it, while no other program does."""

import contextlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from au_desktop.domain.errors import DiskProblem, Invalid, NotACenter
from au_desktop.file_locks import locked
from au_desktop.security.key_file import (
    DATABASE_NAME,
    FILE_NAME,
    KeyFile,
    read_key_file,
    write_key_file,
)

LOCK_NAME = "keys.lock"


class KeyStore:
    """The content of one `keys.json`, and the steps that change it.

    The unlock prompt of a second window counts failures in the same file in which the first window adds people. So every change
    begins from what the disk holds, under a lock of the operating system, which also keeps threads of one program apart.
    """

    def __init__(self, folder: Path, content: KeyFile, founding_key: bytes | None = None) -> None:
        self._folder = folder
        self._content = content
        self._founding_key = founding_key

    @classmethod
    def found(cls, folder: Path, content: KeyFile, database_key: bytes) -> "KeyStore":
        """A store for a new center; the file is written with the first slot.

        Raises:
            Invalid: the folder already holds a center.
            DiskProblem: the folder cannot be made.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DiskProblem(str(folder), error.strerror or str(error)) from error
        if (folder / FILE_NAME).exists() or (folder / DATABASE_NAME).exists():
            raise Invalid("folder", "already holds a center")
        return cls(folder, content.sealed(database_key), database_key)

    @classmethod
    def open(cls, folder: Path) -> "KeyStore":
        """The store of an existing center. Raises the diagnoses of `read_key_file`."""
        return cls(folder, read_key_file(folder))

    @property
    def content(self) -> KeyFile:
        """What was last read or written."""
        return self._content

    @property
    def founding_key(self) -> bytes | None:
        """The database key of a center whose first slot is not written yet."""
        return self._founding_key

    def read(self) -> KeyFile:
        """What the disk holds now."""
        if self._founding_key is None:
            self._content = self._read_same_center()
        return self._content

    def change(
        self,
        database_key: bytes,
        step: Callable[[KeyFile], KeyFile],
        next_key: bytes | None = None,
    ) -> None:
        """Apply one step to what the disk holds and write the result, sealed with the database key or the one that follows it.

        Raises:
            DamagedCenter: the file was altered since it was sealed; nothing is written.
            Invalid: another program has begun a center in this folder.
            DiskProblem: the old file is untouched.
        """
        with locked(self._folder / LOCK_NAME):
            if self._founding_key is not None and (self._folder / FILE_NAME).exists():
                raise Invalid("folder", "already holds a center")
            content = self.read()
            content.require_unaltered(database_key)
            self._write(step(content).sealed(next_key or database_key))
            self._founding_key = None

    def count_failure(self, person_id: UUID) -> int:
        """One more wrong passphrase for this slot; returns how many in a row."""
        return self._count(person_id, lambda failures: failures + 1)

    def forget_failures(self, person_id: UUID) -> None:
        """The passphrase was right: the row of failures ends."""
        self._count(person_id, lambda _: 0)

    def _count(self, person_id: UUID, step: Callable[[int], int]) -> int:
        # A folder that cannot be written must not turn "wrong passphrase" into another diagnosis, nor hinder a right one.
        with contextlib.suppress(DiskProblem), locked(self._folder / LOCK_NAME):
            self._write(_counted(self.read(), person_id, step))
            return self._failures(person_id)
        self._content = _counted(self._content, person_id, step)
        return self._failures(person_id)

    def _failures(self, person_id: UUID) -> int:
        slot = self._content.slot(person_id)
        return slot.failures if slot else 0

    def _read_same_center(self) -> KeyFile:
        content = read_key_file(self._folder)
        if content.center_id != self._content.center_id:
            raise NotACenter(str(self._folder), "another center now stands in this folder")
        return content

    def _write(self, content: KeyFile) -> None:
        write_key_file(self._folder, content)
        self._content = content


def _counted(content: KeyFile, person_id: UUID, step: Callable[[int], int]) -> KeyFile:
    slot = content.slot(person_id)
    if slot is None:
        return content
    return content.with_slot(replace(slot, failures=step(slot.failures)))
