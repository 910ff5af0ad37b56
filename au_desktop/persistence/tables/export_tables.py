"""Files that left the center, each with the head of the log that it carries as a witness."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Table, Text

from au_desktop.persistence.column_types import UuidBlob, moment_columns
from au_desktop.persistence.tables.metadata import METADATA

exports = Table(
    "exports",
    METADATA,
    Column("id", UuidBlob, primary_key=True),
    Column("what", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("period", Text, nullable=False),
    Column("made_by_id", UuidBlob, ForeignKey("people.id"), nullable=False),
    Column("made_by", Text, nullable=False),
    *moment_columns("made_at"),
    Column("digest", Text, nullable=False),
    Column("log_length", Integer, nullable=False),
    Column("log_digest", LargeBinary(32), nullable=False),
    Index("ix_exports_made_at", "made_at", "id"),
)
