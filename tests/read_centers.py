"""Small filled center files for the tests of lists: made once for a seed, with many equal days and every odd state."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, event

from au_desktop.persistence import schema
from au_desktop.persistence.engine import Engines, open_engines
from au_desktop.persistence.read_queries.sql_read_queries import SqlReadQueries
from tests.perf.big_center import Sizes, fill

KEY = bytes(range(32))
SMALL = Sizes(trainees=14, cases=45, runs=110, answers_a_run=1, log_entries=70, days=12, odd=120)


class ReadCenters:
    """Filled centers by seed."""

    def __init__(self, folder: Path, sizes: Sizes = SMALL) -> None:
        self._folder = folder
        self._sizes = sizes
        self._blank = folder / "blank.db"
        self._open: dict[int, Engines] = {}
        schema.create(self._blank, KEY)

    def engines(self, seed: int) -> Engines:
        if seed not in self._open:
            path = self._folder / f"{seed}.db"
            shutil.copy(self._blank, path)
            made = self._open[seed] = open_engines(path, KEY)
            with made.write.begin() as connection:
                fill(connection, self._sizes, seed)
        return self._open[seed]

    def lists(self, seed: int) -> SqlReadQueries:
        return SqlReadQueries(self.engines(seed).read)

    def empty(self) -> SqlReadQueries:
        made = self._open.setdefault(-1, open_engines(self._blank, KEY))
        return SqlReadQueries(made.read)

    def close(self) -> None:
        for engines in self._open.values():
            engines.dispose()


@contextmanager
def statements(engines: Engines) -> Iterator[list[tuple[str, tuple[object, ...]]]]:
    """What is asked of the reading engine while this is open."""
    asked: list[tuple[str, tuple[object, ...]]] = []

    def note(
        _connection: Connection, _cursor: object, sql: str, row: tuple[object, ...], *_rest: object
    ) -> None:
        asked.append((sql, row))

    event.listen(engines.read, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engines.read, "before_cursor_execute", note)


def plan(engines: Engines, sql: str, row: tuple[object, ...]) -> list[str]:
    """How the engine would answer."""
    with engines.read.begin() as connection:
        return [
            str(step[3]) for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", row)
        ]
