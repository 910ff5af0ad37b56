"""The center's facts, what people left half-typed, and what left the center."""

from collections.abc import Mapping

from sqlalchemy import insert

from au_desktop.domain.audit import LogHead
from au_desktop.domain.ids import PersonId
from au_desktop.domain.moments import Moment
from au_desktop.persistence.column_types import moment_row
from au_desktop.persistence.engine import Driver, sql_of
from au_desktop.persistence.tables.center_tables import drafts, facts
from au_desktop.persistence.tables.export_tables import exports
from au_desktop.services.rows import ExportRow

_PUT_FACT = f"{sql_of(insert(facts))} ON CONFLICT (key) DO UPDATE SET value = excluded.value"
_PUT_DRAFT = (
    f"{sql_of(insert(drafts))} ON CONFLICT (owner_id, place) DO UPDATE SET "
    "content = excluded.content, kept_at = excluded.kept_at, kept_at_offset = excluded.kept_at_offset"
)
_ADD_EXPORT = sql_of(insert(exports))


class FactRows:
    """The center's own facts, by key."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def all(self) -> Mapping[str, str]:
        """Every fact."""
        return dict(self._driver.rows("SELECT key, value FROM facts ORDER BY key"))

    def put(self, key: str, value: str) -> None:
        """Set one."""
        self._driver.run(_PUT_FACT, (key, value))


class DraftRows:
    """Half-typed text, by person and place."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def get(self, owner: PersonId, place: str) -> str | None:
        """What was kept."""
        question = "SELECT content FROM drafts WHERE owner_id = ? AND place = ?"
        row = self._driver.one(question, (owner.bytes, place))
        return None if row is None else row[0]

    def put(self, owner: PersonId, place: str, content: str, at: Moment) -> None:
        """Keep it."""
        self._driver.run(_PUT_DRAFT, (owner.bytes, place, content, *moment_row(at)))

    def remove(self, owner: PersonId, place: str) -> None:
        """Forget it."""
        self._driver.run(
            "DELETE FROM drafts WHERE owner_id = ? AND place = ?", (owner.bytes, place)
        )


class ExportRows:
    """What left the center."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def add(self, row: ExportRow, made_by_id: PersonId, head: LogHead) -> None:
        """Note one file."""
        self._driver.run(
            _ADD_EXPORT,
            (
                row.export_id.bytes,
                row.what,
                row.file_name,
                row.period,
                made_by_id.bytes,
                row.made_by,
                *moment_row(row.made_at),
                row.digest,
                head.length,
                head.digest,
            ),
        )
