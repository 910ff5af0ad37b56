"""The center's facts, what people left half-typed, and what left the center."""

from collections.abc import Mapping

from au_desktop.domain.audit import LogHead
from au_desktop.domain.ids import PersonId
from au_desktop.domain.moments import Moment
from au_desktop.persistence.column_types import moment_row
from au_desktop.persistence.engine import Driver
from au_desktop.persistence.tables.center_tables import drafts, facts
from au_desktop.persistence.tables.export_tables import exports
from au_desktop.services.rows import ExportRow

_CHANGE_FACT = "ON CONFLICT (key) DO UPDATE SET value = excluded.value"
_CHANGE_DRAFT = (
    "ON CONFLICT (owner_id, place) DO UPDATE SET content = excluded.content, "
    "kept_at = excluded.kept_at, kept_at_offset = excluded.kept_at_offset"
)


class FactRows:
    """The center's own facts, by key."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def all(self) -> Mapping[str, str]:
        """Every fact."""
        return dict(self._driver.rows("SELECT key, value FROM facts ORDER BY key"))

    def put(self, key: str, value: str) -> None:
        """Set one."""
        self._driver.insert(facts.name, {"key": key, "value": value}, _CHANGE_FACT)


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
        row = {
            "owner_id": owner.bytes,
            "place": place,
            "content": content,
            **moment_row("kept_at", at),
        }
        self._driver.insert(drafts.name, row, _CHANGE_DRAFT)

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
        values = {
            "id": row.export_id.bytes,
            "what": row.what,
            "file_name": row.file_name,
            "period": row.period,
            "made_by_id": made_by_id.bytes,
            "made_by": row.made_by,
            **moment_row("made_at", row.made_at),
            "digest": row.digest,
            "log_length": head.length,
            "log_digest": head.digest,
        }
        self._driver.insert(exports.name, values)
