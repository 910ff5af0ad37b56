"""Opens the encrypted file with the key it is given; the only place that knows the database engine and its errors."""

import errno
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

import sqlcipher3.dbapi2 as driver
from sqlalchemy import ClauseElement, Connection, Engine, ExceptionContext, create_engine, event
from sqlalchemy.dialects.sqlite import pysqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool, StaticPool

from au_desktop.domain.errors import (
    DamagedCenter,
    DiskProblem,
    NotACenter,
    OutsideError,
    SignedRecordIsFinal,
)

DriverConnection: TypeAlias = Any  # the driver ships no types

APPLICATION_ID = 0x41554454
"""Marks a database as a center file of this program, inside the encrypted first page."""

PAGE_BYTES = 4096
SIGNED_IS_FINAL = "signed record is final"
"""What the triggers say when a signed record was to be changed."""

_KEY_BYTES = 32
_PLAIN_HEADER = b"SQLite format 3\x00"
_BUSY_MILLISECONDS = 5000
_CACHE_KIB = 65536  # a page that is not in the cache costs a decryption and a hash
_WAL_BYTES = 64 * 1024 * 1024

_DAMAGED = {driver.SQLITE_CORRUPT, driver.SQLITE_NOTADB, driver.SQLITE_FORMAT}
_SHORT_READ = 522  # a page that should be there is not: SQLITE_IOERR_SHORT_READ
_DISK = {
    driver.SQLITE_FULL: os.strerror(errno.ENOSPC),
    driver.SQLITE_IOERR: os.strerror(errno.EIO),
    driver.SQLITE_READONLY: os.strerror(errno.EROFS),
    driver.SQLITE_PERM: os.strerror(errno.EACCES),
    driver.SQLITE_CANTOPEN: os.strerror(errno.EACCES),
    driver.SQLITE_BUSY: os.strerror(errno.EBUSY),
    driver.SQLITE_LOCKED: os.strerror(errno.EBUSY),
    driver.SQLITE_NOLFS: os.strerror(errno.EFBIG),
}


def outside_error(error: BaseException, path: Path) -> OutsideError | SignedRecordIsFinal | None:
    """What an error of the driver means to a person; None where it is a bug of ours."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(cause, "sqlite_errorcode", 0) if isinstance(cause, driver.Error) else 0
    primary, said = code & 0xFF, str(cause)
    if primary in _DAMAGED or code == _SHORT_READ:
        return DamagedCenter(said)
    if primary in _DISK:
        return DiskProblem(str(path), _DISK[primary])
    return SignedRecordIsFinal("run") if code and SIGNED_IS_FINAL in said else None


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Let the driver's errors of this block come out as ours."""
    try:
        yield
    except (driver.Error, DBAPIError) as error:
        meant = outside_error(error, path)
        if meant is None:
            raise
        raise meant from error


def connect(
    path: Path, key: bytes, *, query_only: bool = False, foreign_keys: bool = True
) -> DriverConnection:
    """One connection of the driver with everything set; makes the file where there is none.

    Raises:
        DamagedCenter: the key does not fit or the first page does not read.
        DiskProblem: the disk refused.
    """
    if len(key) != _KEY_BYTES:  # a shorter one would silently be taken for a passphrase
        message = f"the database key has {_KEY_BYTES} bytes, not {len(key)}"
        raise ValueError(message)
    with translated(path):
        opened = driver.connect(
            str(path),
            check_same_thread=False,
            timeout=_BUSY_MILLISECONDS / 1000,
            isolation_level=None,
        )
        try:
            _prepare(opened, key, query_only=query_only, foreign_keys=foreign_keys)
        except BaseException:
            opened.close()
            raise
    return opened


def _prepare(
    opened: DriverConnection, key: bytes, *, query_only: bool, foreign_keys: bool
) -> None:
    opened.execute("PRAGMA cipher_log_level=NONE")  # else the library writes to the error stream
    opened.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    opened.execute("SELECT count(*) FROM sqlite_master")  # a wrong key is noticed only here
    for setting in (
        "journal_mode=WAL",
        "synchronous=FULL",
        f"foreign_keys={'ON' if foreign_keys else 'OFF'}",
        "recursive_triggers=ON",  # so that REPLACE meets the triggers against DELETE
        "trusted_schema=OFF",
        "temp_store=MEMORY",
        f"cache_size=-{_CACHE_KIB}",
        f"busy_timeout={_BUSY_MILLISECONDS}",
        f"journal_size_limit={_WAL_BYTES}",
        f"query_only={'ON' if query_only else 'OFF'}",
    ):
        opened.execute(f"PRAGMA {setting}")


def require_encrypted(path: Path) -> None:
    """Look at a file before any key is tried: is it there, whole pages, and not a plain database.

    Raises:
        NotACenter: there is no such file, or it is no encrypted database.
        DamagedCenter: it was cut off.
        DiskProblem: it cannot be read.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as opened:
            start = opened.read(len(_PLAIN_HEADER))
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as error:
        raise NotACenter(str(path), "there is no such file") from error
    except OSError as error:
        raise DiskProblem(str(path), error.strerror or str(error)) from error
    if start == _PLAIN_HEADER:
        raise NotACenter(str(path), "it is a database without encryption")
    if size == 0 or size % PAGE_BYTES:
        message = f"the file was cut off at {size} bytes"
        raise DamagedCenter(message)


def open_file(
    path: Path, key: bytes, *, query_only: bool = False, foreign_keys: bool = True
) -> DriverConnection:
    """A connection to an existing center file.

    Raises:
        NotACenter, DamagedCenter, DiskProblem: as `require_encrypted` and `connect`.
    """
    require_encrypted(path)
    opened = connect(path, key, query_only=query_only, foreign_keys=foreign_keys)
    try:
        _require_ours(opened, path)
    except BaseException:
        opened.close()
        raise
    return opened


def _require_ours(opened: DriverConnection, path: Path) -> None:
    with translated(path):
        mark = opened.execute("PRAGMA application_id").fetchone()[0]
    if mark != APPLICATION_ID:
        raise NotACenter(str(path), "it is another program's database")


class KeyHolder:
    """The key of an open file, held in one place so that a new key reaches every later connection."""

    def __init__(self, key: bytes) -> None:
        self.key = key


@dataclass(frozen=True, slots=True)
class Engines:
    """The open center: one engine that writes, on one connection, and one that only reads."""

    path: Path
    write: Engine
    read: Engine
    holder: KeyHolder

    def rekey(self, new_key: bytes) -> None:
        """Put the whole file under another key; nothing else may be using it meanwhile.

        Raises:
            DiskProblem: no room; the file stays under the old key.
        """
        if len(new_key) != _KEY_BYTES:
            message = f"the database key has {_KEY_BYTES} bytes, not {len(new_key)}"
            raise ValueError(message)
        self.dispose()
        with closing(open_file(self.path, self.holder.key)) as opened, translated(self.path):
            opened.execute(f"PRAGMA rekey = \"x'{new_key.hex()}'\"")
        self.holder.key = new_key

    def dispose(self) -> None:
        """Close every connection; the key goes with them."""
        self.read.dispose()
        self.write.dispose()


def open_engines(path: Path, key: bytes) -> Engines:
    """Open the center file for writing and for reading.

    Raises:
        NotACenter, DamagedCenter, DiskProblem: as `open_file`.
    """
    holder = KeyHolder(key)
    engines = Engines(
        path,
        write=_engine(path, holder, query_only=False),
        read=_engine(path, holder, query_only=True),
        holder=holder,
    )
    try:
        with engines.write.connect(), engines.read.connect():
            return engines
    except BaseException:
        engines.dispose()
        raise


def _engine(path: Path, holder: KeyHolder, *, query_only: bool) -> Engine:
    made = create_engine(
        "sqlite://",
        module=driver,
        creator=lambda: open_file(path, holder.key, query_only=query_only),
        poolclass=QueuePool,
        pool_size=4 if query_only else 1,
        max_overflow=0,
    )
    # The driver's own way of beginning takes the lock only at the first write and so loses updates.
    begin = "BEGIN" if query_only else "BEGIN IMMEDIATE"
    _prepare_engine(made, path, begin)
    return made


def engine_over(opened: DriverConnection, path: Path) -> Engine:
    """An engine for one connection that is open already and stays its owner's to close."""
    made = create_engine("sqlite://", module=driver, creator=lambda: opened, poolclass=StaticPool)
    _prepare_engine(made, path, "BEGIN IMMEDIATE")
    return made


def _prepare_engine(made: Engine, path: Path, begin: str) -> None:
    """Make an engine begin as told and speak of the disk in our errors."""

    @event.listens_for(made, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    @event.listens_for(made, "handle_error", retval=True)
    def _translate(context: ExceptionContext) -> BaseException | None:
        return outside_error(context.original_exception, path)


class Driver:
    """The driver's own connection under an open transaction, for rows by the thousand: SQLAlchemy's part is done once."""

    def __init__(self, connection: Connection, path: Path) -> None:
        self._raw: DriverConnection = connection.connection.driver_connection
        self._path = path

    def end(self) -> None:
        """Let go of the connection: past the transaction each statement would commit itself."""
        self._raw = None

    def run(self, sql: str, row: Sequence[object] = ()) -> Any:  # noqa: ANN401 - a cursor of the untyped driver
        """Execute once; gives the cursor."""
        with translated(self._path):
            return self._raw.execute(sql, row)

    def one(self, sql: str, row: Sequence[object] = ()) -> tuple[Any, ...] | None:
        """Execute and give the first row, if any."""
        with translated(self._path):
            found: tuple[Any, ...] | None = self._raw.execute(sql, row).fetchone()
            return found

    def rows(self, sql: str, row: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        """Execute and stream the rows."""
        with translated(self._path):
            for found in self._raw.execute(sql, row):  # noqa: UP028 - leaving a `yield from` early would close the cursor, perhaps past its connection
                yield found

    def run_many(self, sql: str, rows: Sequence[Sequence[object]]) -> None:
        """Execute once for every row."""
        if rows:
            with translated(self._path):
                self._raw.executemany(sql, rows)

    def insert(self, table: str, row: Mapping[str, object], tail: str = "") -> None:
        """Insert one row by the names of its columns."""
        self.insert_many(table, (row,), tail)

    def insert_many(
        self, table: str, rows: Iterable[Mapping[str, object]], tail: str = ""
    ) -> None:
        """Insert rows by the names of their columns; `tail` says what to do about a row that is there.

        The driver spends a microsecond on finding out how to bind None, and as much on bytes, but nothing on a bytearray.
        So each row goes in with the columns that it has, rows of the same shape together.
        """
        shapes: dict[tuple[str, ...], list[list[object]]] = {}
        for row in rows:
            named = {name: value for name, value in row.items() if value is not None}
            bound = [
                bytearray(value) if type(value) is bytes else value for value in named.values()
            ]
            shapes.setdefault(tuple(named), []).append(bound)
        for columns, same in shapes.items():
            self.run_many(_insert_sql(table, columns, tail), same)


@lru_cache(maxsize=1024)
def _insert_sql(table: str, columns: tuple[str, ...], tail: str) -> str:
    names = ", ".join(columns)
    marks = ", ".join("?" * len(columns))
    return f"INSERT INTO {table} ({names}) VALUES ({marks}) {tail}"  # noqa: S608 - names of our own tables


def sql_of(statement: ClauseElement) -> str:
    """The driver's text of a statement, for `Driver`; its parameters are given by place, in the order they appear."""
    return str(statement.compile(dialect=pysqlite.dialect()))
