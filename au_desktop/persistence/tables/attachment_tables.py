"""The files that belong to runs, and which runs were typed in from paper."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, SmallInteger, Table, Text

from au_desktop.persistence.column_types import UuidBlob, moment_columns
from au_desktop.persistence.tables.metadata import METADATA

run_attachments = Table(
    "run_attachments",
    METADATA,
    Column("run_id", UuidBlob, ForeignKey("runs.id"), primary_key=True),
    Column("position", SmallInteger, primary_key=True, autoincrement=False),
    Column("paper_id", UuidBlob, ForeignKey("papers.id"), nullable=False),
    Column("item", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("digest", LargeBinary(32), nullable=False),
    Column("added_by", UuidBlob, ForeignKey("people.id"), nullable=False),
    *moment_columns("added_at"),
    Index("ix_run_attachments_paper_id", "paper_id"),
    sqlite_with_rowid=False,
)

run_transcriptions = Table(
    "run_transcriptions",
    METADATA,
    Column("run_id", UuidBlob, ForeignKey("runs.id"), primary_key=True),
    Column("form_code", Text, nullable=False),
    Column("written_by", Text, nullable=False),
    *moment_columns("written_at"),
    sqlite_with_rowid=False,
)
