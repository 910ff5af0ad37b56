"""The whole file: copies of it while it is open, a check of its pages, and what still reads when it is damaged."""

from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

from au_desktop.domain.audit import EMPTY_LOG, LogHead
from au_desktop.domain.errors import DamagedCenter, OutsideError
from au_desktop.files import replace_file
from au_desktop.persistence.engine import DriverConnection, connect, open_file, translated

Progress = Callable[[float], None]

_PAGES_A_STEP = 1024
_MOST_FAULTS = 20
_DERIVED = ("sqlite_", "alembic_", "search_", "log_words")
"""What is the engine's own or can be made again from the rest."""


class SqlCenterFile:
    """A center's database file, looked at from outside its transactions, on connections of its own."""

    def __init__(self, path: Path, key: bytes) -> None:
        self.path = path
        self._key = key

    @property
    def key(self) -> bytes:
        """The key that the file is under."""
        return self._key

    def rekeyed(self, key: bytes) -> None:
        """The file is under another key from here on."""
        self._key = key

    def open(self) -> DriverConnection:
        """A connection that only reads."""
        return open_file(self.path, self._key, query_only=True)

    def copy_to(self, target: Path, progress: Progress | None = None) -> None:
        """A consistent encrypted copy, under the same key, while the center is open; put in place when complete.

        Raises:
            DiskProblem, DamagedCenter: nothing is left at the target. What `progress` raises stops the copy.
        """
        with closing(self.open()) as source:
            replace_file(
                target, lambda copy: copy_database(source, self.path, copy, self._key, progress)
            )

    def open_copy(self, copy: Path) -> DriverConnection:
        """A connection that only reads a copy made by `copy_to`."""
        return open_file(copy, self._key, query_only=True)

    def page_faults(self) -> tuple[str, ...]:
        """What the page, structure and reference checks report; empty when sound."""
        try:
            with closing(self.open()) as opened:
                return tuple(page_faults(opened, self.path))
        except DamagedCenter as error:
            return (error.what,)

    def diagnosis(self, what: str, good_backup: str = "") -> DamagedCenter:
        """The error for a damaged file, with the tables that still read from end to end."""
        return DamagedCenter(what, ", ".join(self.readable_tables()), good_backup)

    def readable_tables(self) -> tuple[str, ...]:
        """The tables of records that still read from end to end."""
        try:
            with closing(self.open()) as opened:
                return tuple(
                    table for table in _tables(opened, self.path) if _reads(opened, table)
                )
        except OutsideError:
            return ()


def copy_database(
    source: DriverConnection,
    path: Path,
    target: Path,
    key: bytes,
    progress: Progress | None = None,
) -> None:
    """Copy an open database page by page to a new file under the same key, as it was when the copy began."""

    def report(_status: int, remaining: int, total: int) -> None:
        if progress is not None and total:
            progress(1 - remaining / total)

    with translated(path), closing(connect(target, key, foreign_keys=False)) as copy:
        copy.execute("PRAGMA journal_mode=OFF")  # a copy that fails is thrown away
        source.execute("BEGIN")
        try:
            source.execute(
                "SELECT count(*) FROM sqlite_master"
            )  # from here on the source stands still
            source.backup(copy, pages=_PAGES_A_STEP, progress=report)
        finally:
            source.execute("ROLLBACK")


def page_faults(opened: DriverConnection, path: Path) -> Iterator[str]:
    """What the checks report: the code of each page, the structure, and references that lead nowhere."""
    for check in ("cipher_integrity_check", f"integrity_check({_MOST_FAULTS})"):
        try:
            with translated(path):
                found = [
                    str(row[0]) for row in islice(opened.execute(f"PRAGMA {check}"), _MOST_FAULTS)
                ]
        except DamagedCenter as error:
            found = [error.what]
        yield from (line for line in found if line != "ok")
    try:
        with translated(path):
            lost = [
                row[:3] for row in islice(opened.execute("PRAGMA foreign_key_check"), _MOST_FAULTS)
            ]
    except DamagedCenter as error:
        yield error.what
    else:
        yield from (
            f"{table} row {row} refers to a missing row of {parent}" for table, row, parent in lost
        )


def row_counts(opened: DriverConnection, path: Path) -> dict[str, int]:
    """How many rows each table of records has."""
    with translated(path):
        return {
            table: opened.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # noqa: S608 - names of our schema
            for table in _tables(opened, path)
        }


def log_head_of(opened: DriverConnection, path: Path) -> LogHead:
    """The length of the log and its last hash."""
    with translated(path):
        row = opened.execute(
            "SELECT sequence, digest FROM log_entries ORDER BY sequence DESC LIMIT 1"
        ).fetchone()
    return EMPTY_LOG if row is None else LogHead(*row)


def _tables(opened: DriverConnection, path: Path) -> list[str]:
    with translated(path):
        rows = opened.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        return [name for (name,) in rows if not name.startswith(_DERIVED)]


def _reads(opened: DriverConnection, table: str) -> bool:
    try:
        with translated(Path()):
            for _ in opened.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 - names of our schema
                pass
    except OutsideError:
        return False
    return True
