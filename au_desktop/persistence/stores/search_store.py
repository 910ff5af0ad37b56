"""The words by which records are found, kept beside the records."""

from au_desktop.persistence.engine import Driver
from au_desktop.persistence.tables.search_tables import KEY_SPAN, search_key
from au_desktop.services.rows import Hit

_NUMBERED = {"trainee": "trainees", "case": "cases", "run": "runs"}
"""The kinds whose search key is the record's own number, and their tables."""

_FIND = "SELECT key, title, detail FROM search_records WHERE id = ? AND kind = ?"
_ADD = "INSERT INTO search_records (key, kind, id, title, detail) VALUES (?, ?, ?, ?, ?)"
_RENAME = "UPDATE search_records SET title = ?, detail = ? WHERE key = ?"
_LAST_KEY = "SELECT max(key) FROM search_records WHERE key BETWEEN ? AND ?"
_ADD_WORDS = "INSERT INTO search_words (rowid, words) VALUES (?, ?)"
_REMOVE_WORDS = "DELETE FROM search_words WHERE rowid = ?"


class SearchRows:
    """The search index; derived from the records, and may be made anew from them."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def put(self, hit: Hit, words: str) -> None:
        """Index a record anew; the record itself is stored before."""
        found = self._driver.one(_FIND, (hit.id.bytes, hit.kind))
        if found is None:
            key = self._new_key(hit)
            self._driver.run(_ADD, (key, hit.kind, hit.id.bytes, hit.title, hit.detail))
        else:
            key, *shown = found
            if shown != [hit.title, hit.detail]:
                self._driver.run(_RENAME, (hit.title, hit.detail, key))
            self._driver.run(_REMOVE_WORDS, (key,))
        self._driver.run(_ADD_WORDS, (key, words))

    def _new_key(self, hit: Hit) -> int:
        first = search_key(hit.kind, 0)
        if hit.kind in _NUMBERED:
            question = f"SELECT ? + number FROM {_NUMBERED[hit.kind]} WHERE id = ?"  # noqa: S608 - our own table names
            row = self._driver.one(question, (first, hit.id.bytes))
            if row is None:
                message = f"{hit.kind} {hit.id} is indexed before it is stored"
                raise LookupError(message)
            return int(row[0])
        last = self._driver.one(_LAST_KEY, (first, first + KEY_SPAN - 1))
        return first + 1 if last is None or last[0] is None else int(last[0]) + 1
