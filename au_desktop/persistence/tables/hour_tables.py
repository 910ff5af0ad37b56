"""The hour ledgers: one row an entry, and its hours by topic or element beside it, so that sums can be asked for in SQL."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, Table, Text, Time

from au_desktop.persistence.column_types import ExactDecimal, TextList, UuidBlob, moment_columns
from au_desktop.persistence.tables.metadata import METADATA

hour_entries = Table(
    "hour_entries",
    METADATA,
    Column("id", UuidBlob, primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("trainee_id", UuidBlob, ForeignKey("trainees.id"), nullable=False),
    Column("ledger", Text, nullable=False),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    Column("starts", Time),
    Column("ends", Time),
    Column("provider", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("sections", TextList, nullable=False),
    Column("delivery", Text, nullable=False),
    Column("outline_seen", Boolean),
    Column("test_seen", Boolean),
    Column("completion_checked", Boolean),
    Column("access_until", Date),
    Column("place", Text, nullable=False),
    Column("license_number", Text, nullable=False),
    Column("supervisor_id", UuidBlob, ForeignKey("supervisors.id")),
    Column("paper_id", UuidBlob, ForeignKey("papers.id")),
    Column("notes", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("void_reason", Text),
    *moment_columns("voided_at", nullable=True),
    Index("ix_hour_entries_trainee_id", "trainee_id", "number"),
)

hour_parts = Table(
    "hour_parts",
    METADATA,
    Column("entry_id", UuidBlob, ForeignKey("hour_entries.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("code", Text, nullable=False),
    Column("hours", ExactDecimal, nullable=False),
)
