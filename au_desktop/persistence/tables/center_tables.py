"""The center's own facts, the gap-free numbers, and what people left half-typed."""

from sqlalchemy import Column, ForeignKey, Integer, Table, Text

from au_desktop.persistence.column_types import UuidBlob, moment_columns
from au_desktop.persistence.tables.metadata import METADATA

facts = Table(
    "facts",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

numbers = Table(
    "numbers",
    METADATA,
    Column("series", Text, primary_key=True),
    Column("last", Integer, nullable=False),
)

drafts = Table(
    "drafts",
    METADATA,
    Column("owner_id", UuidBlob, ForeignKey("people.id"), primary_key=True),
    Column("place", Text, primary_key=True),
    Column("content", Text, nullable=False),
    *moment_columns("kept_at"),
)
