"""What search finds: a row for each record, and beside it the words in a full-text index of this engine.

`search_words` is an FTS5 table without content, joined by rowid; only SQLite knows it, so it is made by the migration
and is no part of the metadata:

    SELECT r.kind, r.id, r.title, r.detail FROM search_words w JOIN search_records r ON r.key = w.rowid
    WHERE search_words MATCH :query ORDER BY rank

Keys tell the kind, so that the words of one kind are a range of rowids: `search_key(kind, n)`, where n is the record's
gap-free number for trainees, cases and runs (lists filter by words through it without a look-up), and for every other
kind one more than the greatest n so far.
"""

from sqlalchemy import Column, Integer, Table, Text, UniqueConstraint, column, table

from au_desktop.domain.safety.safety_records import RecordKind
from au_desktop.persistence.column_types import UuidBlob
from au_desktop.persistence.tables.metadata import METADATA

search_records = Table(
    "search_records",
    METADATA,
    Column("key", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("id", UuidBlob, nullable=False),
    Column("title", Text, nullable=False),
    Column("detail", Text, nullable=False),
    UniqueConstraint("id", "kind"),
)

KEY_SPAN = 1 << 40
KINDS = (
    *("trainee", "supervisor", "person", "room", "instrument", "case", "run", "hours"),
    *(kind.value for kind in RecordKind),
)
"""The kinds that are found, few first; the place of each decides its keys, so new kinds go to the end."""


def search_key(kind: str, number: int) -> int:
    """The key of the record of that kind with that number."""
    return KINDS.index(kind) * KEY_SPAN + number


search_words = table("search_words", column("rowid"), column("words"), column("rank"))
