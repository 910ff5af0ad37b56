"""What search finds: a row for each record, and beside it the words in a full-text index of this engine.

`search_words` is an FTS5 table without content, joined by rowid; only SQLite knows it, so it is made by the migration
and is no part of the metadata:

    SELECT r.kind, r.id, r.title, r.detail FROM search_words w JOIN search_records r ON r.key = w.rowid
    WHERE search_words MATCH :query ORDER BY rank
"""

from sqlalchemy import Column, Integer, Table, Text, UniqueConstraint, column, table

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

search_words = table("search_words", column("rowid"), column("words"), column("rank"))
