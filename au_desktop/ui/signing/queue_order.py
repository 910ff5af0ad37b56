"""The order of the queue by a column, of the rows that are loaded; without one it is the file's own: required, then oldest."""

from collections.abc import Callable, Sequence

from au_desktop.services.rows import WaitingRow

KEYS: dict[str, Callable[[WaitingRow], object]] = {
    "number": lambda row: row.code,
    "template": lambda row: row.template_title.casefold(),
    "about": lambda row: row.about.casefold(),
    "meaning": lambda row: row.meaning,
    "attention": lambda row: row.attention,
    "age": lambda row: -row.submitted_at.utc.timestamp(),
}


def in_order(rows: Sequence[WaitingRow], sort: tuple[str, bool]) -> list[WaitingRow]:
    """The rows sorted by a key of the table, equal ones as they came."""
    key, descending = sort
    if key not in KEYS:
        return list(rows)
    return sorted(rows, key=KEYS[key], reverse=descending)  # type: ignore[arg-type]
