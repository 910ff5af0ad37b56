"""Papers, and their bytes in a table of their own, so that a list of papers reads no bytes."""

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, LargeBinary, Table, Text

from au_desktop.persistence.column_types import UuidBlob, moment_columns
from au_desktop.persistence.tables.metadata import METADATA

papers = Table(
    "papers",
    METADATA,
    Column("id", UuidBlob, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("owner_id", UuidBlob),
    Column("title", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("digest", LargeBinary(32), nullable=False),
    *moment_columns("added_at"),
    Column("added_by", UuidBlob, ForeignKey("people.id"), nullable=False),
    Column("expires", Date),
    Column("void_reason", Text),
    *moment_columns("voided_at", nullable=True),
    Index("ix_papers_owner_id", "owner_id", "id"),
)

paper_contents = Table(
    "paper_contents",
    METADATA,
    Column("paper_id", UuidBlob, ForeignKey("papers.id"), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)
