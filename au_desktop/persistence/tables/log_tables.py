"""The log: one row for every change, chained by hashes.

`log_words` is an FTS5 table without content whose rowid is the sequence: actor, role, verb, subject and reason of each
entry. A trigger of the migration fills it as entries are inserted, so that the whole log is searched in milliseconds.
"""

from sqlalchemy import Column, Index, Integer, LargeBinary, Table, Text, column, table, text

from au_desktop.persistence.column_types import UuidBlob, moment_columns
from au_desktop.persistence.tables.metadata import METADATA

log_entries = Table(
    "log_entries",
    METADATA,
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    *moment_columns("at"),
    Column("actor_id", UuidBlob),
    Column("actor", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("verb", Text, nullable=False),
    Column("subject_kind", Text, nullable=False),
    Column("subject_id", UuidBlob),
    Column("subject", Text, nullable=False),
    Column("fields", Text, nullable=False),  # canonical JSON: field -> [before, after]
    Column("reason", Text, nullable=False),
    Column("previous", LargeBinary(32), nullable=False),
    Column("digest", LargeBinary(32), nullable=False),
    Index(
        "ix_log_entries_subject_id",
        "subject_id",
        "sequence",
        sqlite_where=text("subject_id IS NOT NULL"),
    ),
)

log_words = table("log_words", column("rowid"), column("words"))
