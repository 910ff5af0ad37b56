"""Makes the schema of a new center file, tells the version of one, and brings an older one up to date beside the original."""

import errno
import os
from contextlib import closing
from pathlib import Path

from au_desktop.domain.errors import DamagedCenter, DiskProblem, NewerCenter, NotACenter
from au_desktop.files import replace_file
from au_desktop.persistence.center_file import copy_database, log_head_of, page_faults, row_counts
from au_desktop.persistence.engine import (
    APPLICATION_ID,
    DriverConnection,
    connect,
    engine_over,
    open_file,
    require_encrypted,
    translated,
)

REVISIONS = (
    "0001",
    "0002",
    "0003",
    "0004",
    "0005",
    "0006",
    "0007",
    "0008",
    "0009",
    "0010",
    "0011",
    "0012",
    "0013",
)
"""Every version of the schema, oldest first; a test holds it against the scripts."""

_SIDE_FILES = ("-wal", "-journal")


def create(path: Path, key: bytes) -> None:
    """Make an empty center file.

    Raises:
        DiskProblem: there is a file already, or the disk refused; nothing is left behind.
    """
    if path.exists():
        raise DiskProblem(str(path), "there is a file already")
    try:
        with closing(connect(path, key, foreign_keys=False)) as opened:
            with translated(path):
                opened.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            migrate(opened, path)
        require_encrypted(path)  # without a key the driver makes a plain file and says nothing
        path.chmod(0o600)  # encrypted, and still nobody else's to copy
    except BaseException:
        for name in (path, *_beside(path)):
            name.unlink(missing_ok=True)
        raise


def version_of(path: Path, key: bytes) -> str:
    """The schema version of a center file.

    Raises:
        NotACenter, DamagedCenter, DiskProblem: as `engine.open_file`.
    """
    with closing(open_file(path, key, query_only=True)) as opened:
        return schema_version(opened, path)


def needs_upgrade(path: Path, key: bytes) -> bool:
    """Whether the file is of an older version of the program.

    Raises:
        NewerCenter: it is of a newer one.
    """
    version = version_of(path, key)
    if version not in REVISIONS:
        raise NewerCenter(version, REVISIONS[-1])
    return version != REVISIONS[-1]


def upgrade(path: Path, key: bytes) -> None:
    """Bring an older file up to date: copy, upgrade the copy, check it, swap it in. A failure leaves the file as it was.

    Args:
        path: the center file; nobody may have it open. A backup of it was made before.
        key: its key.

    Raises:
        NewerCenter: the file was made by a newer version.
        DamagedCenter: the file, or its upgraded copy, does not hold what it should.
        DiskProblem: the disk refused.
    """
    if not needs_upgrade(path, key):
        return
    replace_file(path, lambda copy: _upgraded_copy(path, copy, key))


def migrate(opened: DriverConnection, path: Path, revision: str = REVISIONS[-1]) -> None:
    """Run the scripts up to a revision in one transaction.

    The connection has foreign keys off: Alembic rebuilds a table by dropping it, and with them on its children would go too.
    """
    from alembic import command  # a third of a second that only a new or an old file pays
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", _escaped(Path(__file__).parent / "migrations"))
    with engine_over(opened, path).connect() as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def _escaped(folder: Path) -> str:
    return str(folder).replace("%", "%%")


def schema_version(opened: DriverConnection, path: Path) -> str:
    """The schema version of an open file; raises `NotACenter` where it has none."""
    with translated(path):
        known = opened.execute(
            "SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'"
        ).fetchone()[0]
        row = (
            opened.execute("SELECT version_num FROM alembic_version").fetchone() if known else None
        )
    if row is None:
        raise NotACenter(str(path), "it has no schema version")
    return str(row[0])


def _upgraded_copy(path: Path, copy: Path, key: bytes) -> None:
    with closing(open_file(path, key)) as old:
        copy_database(old, path, copy, key)
        counts, head = row_counts(old, path), log_head_of(old, path)
        with translated(path):
            old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with closing(open_file(copy, key, foreign_keys=False)) as new:
        migrate(new, copy)
        faults = list(page_faults(new, copy))
        after = row_counts(new, copy)
        faults += [
            f"{table} lost rows" for table, count in counts.items() if after.get(table) != count
        ]
        if log_head_of(new, copy) != head:
            faults.append("the log changed")
        if faults:
            raise DamagedCenter("; ".join(faults))
        with translated(copy):
            new.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    # Pages in a file beside the old database would be taken for pages of the new one.
    left = [name for name in (*_beside(path), *_beside(copy)) if _has_content(name)]
    if left:
        raise DiskProblem(str(left[0]), os.strerror(errno.EBUSY))


def _beside(path: Path) -> tuple[Path, ...]:
    return tuple(path.with_name(path.name + suffix) for suffix in _SIDE_FILES)


def _has_content(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0
