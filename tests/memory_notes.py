"""Facts, half-typed drafts, exports and search words in memory, over plain dictionaries and lists."""

from collections.abc import Mapping
from typing import Any

from au_desktop.domain.audit import LogHead
from au_desktop.domain.ids import PersonId
from au_desktop.domain.moments import Moment
from au_desktop.services.rows import ExportRow, Hit


class MemoryFacts:
    def __init__(self, rows: Any) -> None:
        self._rows = rows

    def all(self) -> Mapping[str, str]:
        return dict(self._rows)

    def put(self, key: str, value: str) -> None:
        self._rows[key] = value


class MemoryDrafts:
    def __init__(self, rows: Any) -> None:
        self._rows = rows

    def get(self, owner: PersonId, place: str) -> str | None:
        return self._rows.get((owner, place))

    def put(self, owner: PersonId, place: str, content: str, at: Moment) -> None:
        self._rows[(owner, place)] = content

    def remove(self, owner: PersonId, place: str) -> None:
        self._rows.pop((owner, place), None)


class MemoryExports:
    def __init__(self, rows: Any) -> None:
        self._rows = rows

    def add(self, row: ExportRow, made_by_id: PersonId, head: LogHead) -> None:
        self._rows.append(row)


class MemorySearch:
    def __init__(self, rows: Any) -> None:
        self._rows = rows

    def put(self, hit: Hit, words: str) -> None:
        self._rows[hit.id] = (hit, words.casefold())
